"""Times that tell a day only beside another: "at dusk", "within hours", "two days on", "on the 17th".

By themselves such words are as often no time of an act, and the grammar leaves them. Where a reader says that they
tell when an act happened, they are counted from the last day told before them; nothing is counted from the day of
publication but a day of the month, where no day is told before it: then it is the last one past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallystick.knowledge.numbers import read_quantity
from tallystick.records.draft import Draft, Span
from tallystick.records.mention import TimeMention
from tallystick.records.referent import Moment
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField, PartOfDay, TimePrecision
from tallystick.stages.resolve.time_anchor import Anchor, as_day, day_of_month
from tallystick.stages.resolve.time_score import TimeSigns, time_signs, with_time_score
from tallystick.stages.resolve.times import day_moment, part_of_day, told_on

_OF_THE_MONTH = re.compile(
    r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:century|anniversary|battalion|brigade|division|floor))"
)
_SHIFTED = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:days?|nights?) "
    r"(?P<way>later|after|afterwards|on|earlier|before|previously)\b"
)
_NEXT = re.compile(
    r"\b(?:next|following) (?:day|morning|afternoon|evening|night)\b|\bthe (?:day|morning|night) after\b"
)
_PREVIOUS = re.compile(
    r"\b(?:previous|preceding) (?:day|morning|afternoon|evening|night)\b|\bthe (?:day|night|evening|morning) before\b"
)
_SAME_DAY = re.compile(
    r"\b(?:noon|midday|lunch\w*|dusk|dawn|daybreak|daylight|sunrise|sunset|first light|light|nightfall|dark|midnight"
    r"|mornings?|afternoon|evening|night|same (?:time|hour|day|moment)|within (?:the |half an |an )?(?:hours?|minutes)"
    r"|within the half hour|(?:minutes?|hours?) (?:later|after|afterwards|before|earlier)|o['’]?clock"
    r"|\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm|a\.m|p\.m)|at (?:six|seven|eight|nine|ten|eleven|one|two|three|four|five))\b"
)
DRAFTED = "drafted"  # the form of a time that only a reader found


def time_drafted(
    drafts: Sequence[Draft], times: Sequence[TimeMention], *, text: str, report: Report
) -> tuple[TimeMention, ...]:
    """The times, and those that a reader found on words the grammar gives no day for, in order of position.

    `text` is the report's, with sentences in capitals written as running text.
    """
    day, _ = told_on(report)
    kept = list(times)
    made: dict[Span, TimeMention] = {}
    for draft in drafts:
        for argument in draft.arguments:
            span = (argument.start, argument.end)
            if argument.field is not ClaimField.TIME or span in made or _is_told(span, times):
                continue
            words = text[slice(*span)].lower()
            moment = _moment(words, told=_last_day(span[0], times), published=day)
            if moment is not None:
                kept = [m for m in kept if not (m.start < span[1] and span[0] < m.end)]
                told = TimeMention(start=span[0], end=span[1], surface=text[slice(*span)], form=DRAFTED, moment=moment)
                made[span] = with_time_score(told, drafted_signs(told, moment, published=day))
    return tuple(sorted((*kept, *made.values()), key=lambda m: (m.start, m.end)))


def drafted_signs(mention: TimeMention, moment: Moment, *, published: date | None) -> TimeSigns:
    """What speaks for and against a day that only a reader saw told."""
    return time_signs(mention, moment, anchor=Anchor(day=published, year=None))


def _is_told(span: Span, times: Sequence[TimeMention]) -> bool:
    return any(m.start < span[1] and span[0] < m.end and isinstance(m.moment, Moment) for m in times)


def _last_day(before: int, times: Sequence[TimeMention]) -> date | None:
    """The last single day told before a position."""
    days = [
        m.moment.earliest
        for m in times
        if m.end <= before and isinstance(m.moment, Moment) and m.moment.precision is TimePrecision.DAY
    ]
    return as_day(days[-1]) if days else None


def _moment(words: str, *, told: date | None, published: date | None) -> Moment | None:
    part = part_of_day(words)
    numbered = _OF_THE_MONTH.search(words)
    if numbered is not None:
        near = told or published
        return _with(day_of_month(int(numbered["day"]), near, last=published) if near else None, part)
    if told is None:
        return None
    shifted = _SHIFTED.search(words)
    if shifted is not None:
        number = read_quantity("one" if shifted["n"] in ("a", "an") else shifted["n"])
        if number is None or number.low is None:
            return None
        sign = -1 if shifted["way"] in ("earlier", "before", "previously") else 1
        return _with(told + timedelta(days=sign * number.low), part)
    if _NEXT.search(words):
        return _with(told + timedelta(days=1), part)
    if _PREVIOUS.search(words):
        return _with(told - timedelta(days=1), part)
    return _with(told, part) if _SAME_DAY.search(words) else None


def _with(day: date | None, part: PartOfDay | None) -> Moment | None:
    return replace(day_moment(day), part_of_day=part) if day is not None else None
