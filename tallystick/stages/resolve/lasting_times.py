"""Ranges that a length makes with the day on which something began or ended, or with the day of publication.

"A week-long offensive that began on 3 May" is a range of seven days; "has been shelled daily for a week" one up to
publication. A length with neither is no time of an act.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallystick.knowledge.numbers import read_quantity
from tallystick.records.mention import Sentence, TimeMention
from tallystick.records.referent import Moment
from tallystick.records.report import Report
from tallystick.records.vocabulary import TimePrecision
from tallystick.stages.resolve.time_anchor import Anchor, as_day
from tallystick.stages.resolve.time_score import TimeSigns, time_signs, with_time_score
from tallystick.stages.resolve.times import told_on

_BEGAN = re.compile(
    r"[^.;:!?]{0,60}\b(?:began|begun|begins|started|commenced|launched)\s+$|\s+(?:(?:from|starting|beginning)\s+)+$"
)
_ENDED = re.compile(r"[^.;:!?]{0,60}\b(?:ended|ending|finished|concluded)\s+$")
_ASIDE = re.compile(r"\b(?:before|after|later|earlier|ago|into|since|of|and|but|said|while|when)\b")
_LASTED = re.compile(r",?\s+(?:and\s+)?(?:lasted|lasting|which\s+lasted|went\s+on\s+for|continued\s+for)\s+$")
_SO_FAR = re.compile(
    r"\b(?:has|have|['’]ve)\s+(?:also\s+|now\s+)?(?:been\s+\w+|\w+(?:ed|en|ought|eld))\b[^.;:!?]{0,60}\bfor\s+$"
)
_NOT_SO_FAR = re.compile(r"\b(?:jailed|imprisoned|sentenced|banned|suspended|since|not|never|no)\b|n['’]t\b")
_UNITS = frozenset({"hour", "minute", "day", "night", "week", "fortnight", "month", "year"})
LASTING = "lasting"  # the form of a range that a length makes
_LONGEST = 100  # of any unit: a longer time is no time of an act


def resolve_lasting(
    times: Sequence[TimeMention], *, expressions: Sequence[TimeMention], report: Report, sentences: Sequence[Sentence]
) -> tuple[TimeMention, ...]:
    """The times, those with a length beside them as ranges, and the lengths that reach up to publication."""
    lengths = [e for e in expressions if e.form == "length" and _days_or_months(e) is not None]
    if not lengths:
        return tuple(times)
    published, _ = told_on(report)
    kept, more = list(times), list[TimeMention]()
    starts, bounds = [time.start for time in times], [sentence.start for sentence in sentences]
    for length in lengths:
        sentence = sentences[max(0, bisect_right(bounds, length.start) - 1)]
        near = range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        found = next(((at, range_) for at in near if (range_ := _made(length, kept[at], sentence)) is not None), None)
        if found is not None:
            kept[found[0]] = _scored(kept[found[0]], found[1], published)
        elif published is not None and _reaches_now(length, sentence):
            more.append(_scored(replace(length, form=LASTING), _ending(length, published), published))
    return tuple(sorted((*kept, *more), key=lambda m: (m.start, m.end)))


def _scored(mention: TimeMention, moment: Moment, published: date | None) -> TimeMention:
    return with_time_score(replace(mention, moment=moment), lasting_signs(mention, moment, published=published))


def lasting_signs(mention: TimeMention, moment: Moment, *, published: date | None) -> TimeSigns:
    """What speaks for and against a range that a length makes."""
    return time_signs(mention, moment, anchor=Anchor(day=published, year=None), kind=LASTING)


def _made(length: TimeMention, time: TimeMention, sentence: Sentence) -> Moment | None:
    """The range of a length and the time that tells when what lasted so long began or ended."""
    moment, bound = time.moment, dict(time.parts).get("bound")
    if not isinstance(moment, Moment) or bound not in (None, "from"):
        return None
    day = as_day(moment.earliest)
    if day is None or (bound is None and moment.precision is not TimePrecision.DAY):
        return None
    for words, pattern, ends in _between(length, time, sentence):
        if pattern.fullmatch(words) and (pattern is _LASTED or not _ASIDE.search(words)):
            return _ending(length, day, whole=True) if ends else _starting(length, day)
    return None


def _between(length: TimeMention, time: TimeMention, sentence: Sentence) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    text = sentence.text
    if length.end <= time.start:
        words = text[length.end - sentence.start : time.start - sentence.start]
        words += "from " if dict(time.parts).get("bound") == "from" else ""
        yield words, _BEGAN, False
        yield words, _ENDED, True
    elif time.end <= length.start:
        yield text[time.end - sentence.start : length.start - sentence.start], _LASTED, False


def _reaches_now(length: TimeMention, sentence: Sentence) -> bool:
    before = sentence.text[: length.start - sentence.start]
    found = _SO_FAR.search(before)
    return found is not None and _NOT_SO_FAR.search(found.group()) is None


def _days_or_months(length: TimeMention) -> tuple[int, int] | None:
    """The days, or the months, of an exact length; none where the words tell only about how long."""
    parts = dict(length.parts)
    unit = parts.get("unit", "").removesuffix("s")
    number = parts.get("n", "one" if unit == parts.get("unit") else "")
    if unit not in _UNITS or "half" in parts or "high" in parts:
        return None
    if "n" in parts and not length.surface.lower().startswith(number):
        return None
    quantity = read_quantity(number)
    count = quantity.low if quantity is not None and quantity.low == quantity.high else None
    if count is None or not 1 <= count <= _LONGEST:
        return None
    if unit in ("month", "year"):
        return 0, count * (12 if unit == "year" else 1)
    return (-(-count // 24) if unit == "hour" else count * {"week": 7, "fortnight": 14, "minute": 0}.get(unit, 1)), 0


def _starting(length: TimeMention, first: date) -> Moment:
    days, months = _days_or_months(length) or (1, 0)
    last = _months_on(first, months) - timedelta(days=1) if months else first + timedelta(days=max(days, 1) - 1)
    return _range(first, last)


def _ending(length: TimeMention, last: date, *, whole: bool = False) -> Moment:
    """The range up to a day; `whole` where that day is one of the days counted."""
    days, months = _days_or_months(length) or (1, 0)
    first = _months_on(last, -months) if months else last - timedelta(days=days)
    return _range(first + timedelta(days=1) if whole and first < last else first, last)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _range(first: date, last: date) -> Moment:
    one = first == last
    return Moment(
        edtf=first.isoformat() if one else f"{first.isoformat()}/{last.isoformat()}",
        earliest=first.isoformat(),
        latest=last.isoformat(),
        precision=TimePrecision.DAY if one else TimePrecision.DAYS,
    )
