"""The days a time mention means, counted from the dateline's day, else the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallystick.knowledge.months import month_number
from tallystick.knowledge.numbers import read_quantity
from tallystick.records.mention import Sentence, TimeMention
from tallystick.records.referent import Moment, Unresolved
from tallystick.records.report import Report
from tallystick.records.vocabulary import PartOfDay, TimePrecision
from tallystick.stages.resolve.feasts import date_feast
from tallystick.stages.resolve.quarters import date_quarter
from tallystick.stages.resolve.time_anchor import (
    AHEAD,
    END_BOUNDS,
    NO_DAY,
    YEARS,
    Anchor,
    as_day,
    day_of,
    day_of_month,
    of_days,
    printed_days,
)
from tallystick.stages.resolve.time_score import TimeSigns, time_signs, with_time_score

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASON_OF = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}
_FUTURE = re.compile(
    r"\b(?:will|would|must|next(?!\s+to\b)|upcoming|scheduled|due\s+(?:to|on|by|in)|planned|(?:expected|set|supposed|is|are)\s+to"
    r"|(?:plan|expect|intend|hope|aim)s?\s+to|to\s+be\s+held|coming|deadline|expires?|payable|takes?\s+effect|effective"
    r"|as\s+soon\s+as|ahead\s+of(?=\s+\S+(?:\s+\S+)?\s*$))\b",
    re.IGNORECASE,
)
_TOLD_VERB = re.compile(r"\b(?:said|told|announced|reported|added|confirmed|warned|declared)\b")
_PAST_VERB = re.compile(
    r"\b(?:(?!said|announced|reported|added|warned|declared|scheduled|expected|planned)[a-z]+ed|was|were|had|did|fell|hit|struck"
    r"|shot|came|went|began|took|made|held|met|left|lost|won|broke|blew|fought|gave|got|saw|sent|set|stood|told|found|built)\b"
)
_DONE = re.compile(
    r"(?<!\bbe )\b(?:(?!scheduled|expected|planned|need)\w+ed|read|met|held|came|went|left|began|took|made|won|shot"
    r"|fell|struck|hit|broke)\s+(?:(?:on|late|early|earlier)\s+)*$"
)
_TOWARDS = re.compile(r"\b(?:to|through|by|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_DATED = frozenset({"date", "month"})
_NEAR_CHARS = 90
_BESIDE_CHARS = 14
_LONG_PAST = timedelta(days=300)
_SHORTLY = timedelta(days=62)
_DATE_IN_LINE = re.compile(
    r"\b(?:(?P<m>[A-Z][a-z]{2,8})\.?\s+(?P<d>[0-3]?\d)|(?P<d2>[0-3]?\d)\s+(?P<m2>[A-Z][a-z]{2,8}))\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"
)
_NO_TOLD_DAY = "it counts from another day, and no single day is told before it"
_PART_WORDS: tuple[tuple[str, PartOfDay], ...] = (
    ("early hours", PartOfDay.EARLY_MORNING),
    ("early morning", PartOfDay.EARLY_MORNING),
    ("small hours", PartOfDay.EARLY_MORNING),
    ("dawn hours", PartOfDay.EARLY_MORNING),
    ("predawn", PartOfDay.EARLY_MORNING),
    ("pre-dawn", PartOfDay.EARLY_MORNING),
    ("overnight", PartOfDay.OVERNIGHT),
    ("midnight", PartOfDay.NIGHT),
    ("night", PartOfDay.NIGHT),
    ("dark", PartOfDay.NIGHT),
    ("dawn", PartOfDay.DAWN),
    ("daybreak", PartOfDay.DAWN),
    ("sunrise", PartOfDay.DAWN),
    ("first light", PartOfDay.DAWN),
    ("dusk", PartOfDay.EVENING),
    ("sunset", PartOfDay.EVENING),
    ("evening", PartOfDay.EVENING),
    ("afternoon", PartOfDay.AFTERNOON),
    ("noon", PartOfDay.MIDDAY),
    ("midday", PartOfDay.MIDDAY),
    ("morning", PartOfDay.MORNING),
)


def resolve_times(
    mentions: Sequence[TimeMention], *, report: Report, sentences: Sequence[Sentence]
) -> tuple[TimeMention, ...]:
    """The same mentions with `moment` set, and its score.

    The day of publication never stands in for a day the text does not give.
    """
    weighed = weigh_times(mentions, report=report, sentences=sentences)
    return tuple(mention if signs is None else with_time_score(mention, signs) for mention, signs in weighed)


def weigh_times(
    mentions: Sequence[TimeMention], *, report: Report, sentences: Sequence[Sentence]
) -> Iterator[tuple[TimeMention, TimeSigns | None]]:
    """The mentions with `moment` set, each with what speaks for and against it; null where no days are given."""
    day, year = told_on(report)
    told: date | None = None
    told_here = False
    last: Moment | None = None
    quarter: Moment | None = None
    place, present = -1, False
    stated: int | None = None
    for mention in mentions:
        here = max(place, 0)
        while here < len(sentences) and sentences[here].end <= mention.start:
            here += 1
        if here != place:
            place = here
            told_here = False
            present = place < len(sentences) and _PAST_VERB.search(sentences[place].text) is None
            stated = _stated_year(
                mentions, sentences[place] if place < len(sentences) else None, latest=year + 1 if year else None
            )
        sentence = sentences[place] if place < len(sentences) else None
        ahead = _looks_ahead(sentence, mention) if sentence is not None else False
        anchor = Anchor(
            day=day,
            year=year,
            told=told,
            told_here=told_here,
            last=last,
            stated_year=stated,
            future=ahead,
            present=present,
            quarter=quarter,
        )
        moment = _moment(mention, anchor)
        if isinstance(moment, Moment) and as_day(moment.earliest) and as_day(moment.latest):
            last = moment
            if moment.precision is TimePrecision.DAY and moment.earliest == moment.latest and "~" not in moment.edtf:
                told, told_here = as_day(moment.earliest), True
        if (
            mention.form == "quarter"
            and isinstance(moment, Moment)
            and not {"back", "y", "dir"} & dict(mention.parts).keys()
        ):
            quarter = moment
        titled = sentence is not None and sentence.is_title
        signs = time_signs(mention, moment, anchor=anchor, in_title=titled) if isinstance(moment, Moment) else None
        yield replace(mention, moment=moment), signs


def _looks_ahead(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether what stands before the mention tells of the future ("will meet on Friday").

    A date that something lasts to ("until 14 January") is the one nearest to the report, past or not.
    """
    end = mention.start - sentence.start
    before = sentence.text[max(0, end - _NEAR_CHARS) : max(0, end)]
    if mention.form in _DATED and (dict(mention.parts).get("bound") in END_BOUNDS or _TOWARDS.search(before)):
        return True
    if _DONE.search(before):
        return False
    if "poss" in dict(mention.parts):  # "will look into Friday's raid"
        before = before[-_BESIDE_CHARS:]
    cues = list(_FUTURE.finditer(before))
    return bool(cues) and _TOLD_VERB.search(before, cues[-1].end()) is None


def told_on(report: Report) -> tuple[date | None, int | None]:
    """The day a report was written or published, and its year; none where it shows none."""
    shown = report.written or report.published or ""
    day = as_day(shown[:10])
    stated = re.match(r"[0-9]{4}(?![0-9])", shown)
    year = int(stated[0]) if stated and int(stated[0]) in YEARS else None
    for printed in printed_days(report.text) if report.written is None else ():
        if printed.day is not None:
            return printed.day, printed.day.year
    line = _DATE_IN_LINE.search(report.dateline.text) if report.dateline else None
    if line is not None:
        month = _month(line["m"] or line["m2"])
        number = int(line["d"] or line["d2"])
        if month is not None:
            if line["y"]:
                return day_of(int(line["y"]), month, number) or day, int(line["y"])
            if day is not None:
                near = _nearest(day, month, number, future=False)
                if near is not None and abs((day - near).days) <= 31:
                    return near, near.year
    return day, day.year if day else year


def _stated_year(mentions: Sequence[TimeMention], sentence: Sentence | None, *, latest: int | None) -> int | None:
    """The one year up to `latest` stated in the sentence by another date, if there is just one."""
    if sentence is None:
        return None
    years: set[int] = set()
    for mention in mentions:
        if mention.end <= sentence.start:
            continue
        if mention.start >= sentence.end:
            break
        parts = dict(mention.parts)
        year = parts.get("y", "")
        if (
            year.isdigit()
            and len(year) == 4
            and (latest is None or int(year) <= latest)
            and parts.get("bound") is None
            and not mention.surface.lower().startswith("the ")
        ):
            years.add(int(year))
    return years.pop() if len(years) == 1 else None


def _moment(mention: TimeMention, anchor: Anchor) -> Moment | Unresolved:
    parts = dict(mention.parts)
    rule = _RULES.get(mention.form)
    if rule is None:
        return Unresolved(because=f"no rule reads the form {mention.form!r}")
    moment = rule(parts, anchor)
    if isinstance(moment, Unresolved):
        return moment
    if "about" in parts and not parts.get("unit", "").startswith(("second", "minute", "hour")):
        moment = about(moment)
    bound = parts.get("bound")
    if bound is not None and not (bound == "by" and "poss" in parts):  # "by Wednesday's strike" names a doer
        moment = _bounded(moment, bound, anchor)
    part = _part_of_day(parts)
    return replace(moment, part_of_day=part) if part is not None else moment


def about(moment: Moment) -> Moment:
    """The moment as one that the words tell only about ("around 10 March"), which EDTF writes with a tilde."""
    if not moment.edtf or ".." in moment.edtf or "~" in moment.edtf:
        return moment
    return replace(moment, edtf="/".join(f"{edge}~" for edge in moment.edtf.split("/")))


def _bounded(moment: Moment, bound: str, anchor: Anchor) -> Moment:
    """The span that "since", "until", "before" or "after" opens."""
    today = anchor.day.isoformat() if anchor.day else None
    loose = "~" if "~" in moment.edtf or bound.endswith(("about", "around")) else ""
    if "since" in bound or bound in ("from", "as of"):
        if bound == "from" and moment.earliest and today and moment.earliest > today:
            return replace(moment, edtf=f"{moment.edtf}/..", latest=None)
        latest = today if moment.earliest and "X" not in moment.earliest else None
        precision = moment.precision if latest is None else TimePrecision.DAYS
        return Moment(
            edtf=f"{f'{moment.earliest}{loose}' if moment.earliest else '..'}/{latest or '..'}",
            earliest=moment.earliest,
            latest=latest,
            precision=precision,
        )
    if bound in END_BOUNDS:
        if bound in ("before", "prior to"):
            edge = as_day(moment.earliest)
            last = (edge - timedelta(days=1)).isoformat() if edge else moment.earliest
        else:
            last = moment.latest
        return Moment(
            edtf=f"../{f'{last}{loose}' if last else '..'}", earliest=None, latest=last, precision=TimePrecision.UNKNOWN
        )
    return Moment(
        edtf=f"{moment.edtf.split('/')[0]}/..", earliest=moment.earliest, latest=None, precision=TimePrecision.UNKNOWN
    )


def _part_of_day(parts: dict[str, str]) -> PartOfDay | None:
    told = part_of_day(parts.get("part", ""))
    if told is not None:
        return told
    if "h" in parts:
        return _part_of_hour(int(parts["h"]), parts.get("half", ""))
    share = parts.get("share", "").strip(" -")
    if "weekday" in parts or "word" in parts:
        return {"early": PartOfDay.EARLY_MORNING, "late": PartOfDay.NIGHT}.get(share)
    return None


def part_of_day(words: str) -> PartOfDay | None:
    """The part of the day that lower-case words tell, or none."""
    return next((part for word, part in _PART_WORDS if word in words), None)


def _part_of_hour(hour: int, half: str) -> PartOfDay:
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    if hour < 6:
        return PartOfDay.EARLY_MORNING
    if hour < 12:
        return PartOfDay.MORNING
    if hour < 14:
        return PartOfDay.MIDDAY
    if hour < 18:
        return PartOfDay.AFTERNOON
    return PartOfDay.EVENING if hour < 22 else PartOfDay.NIGHT


# -- forms ------------------------------------------------------------------------------------------------------------


def _date(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    month, number = _month(parts["m"]), _number(parts["d"])
    if month is None or not 1 <= number <= monthrange(2000, month)[1]:
        return Unresolved(because="there is no such day")
    year = _worded_year(parts, anchor) or _year_of(parts.get("y"), anchor, month, number)
    if year is None:
        return of_days(f"XXXX-{month:02d}-{number:02d}")
    day = day_of(year, month, number)
    return of_days(day.isoformat()) if day else Unresolved(because="there is no such day in that year")


def _days(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    both = {**parts, "m2": parts["m"]}
    if "y" in parts:
        both["y2"] = parts["y"]
    return _span(both, anchor)


def _span(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    last = {"m": parts["m2"], "d": parts["d2"]} | ({"y": parts["y2"]} if "y2" in parts else {})
    if "y2" not in parts and "y" in parts:
        last["y"] = parts["y"]
    end = _date(last, anchor)
    if isinstance(end, Unresolved):
        return end
    first = {"m": parts["m"], "d": parts["d"]} | ({"y": parts["y"]} if "y" in parts else {})
    if "y" not in first and end.earliest and end.earliest[0] != "X":
        month, last_month = _month(parts["m"]) or 1, _month(parts["m2"]) or 1
        first["y"] = str(int(end.earliest[:4]) - (month > last_month))
    begin = _date(first, anchor)
    if isinstance(begin, Unresolved):
        return begin
    if begin.earliest and end.latest and "X" not in begin.earliest + end.latest and begin.earliest > end.latest:
        return Unresolved(because="the days run backwards")
    return of_days(begin.edtf, end.edtf)


def _month_form(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    month = _month(parts["m"])
    if month is None:
        return Unresolved(because="there is no such month")
    direction = parts.get("dir", "")
    year = _worded_year(parts, anchor)
    if year is None and direction == "that" and anchor.last is not None and anchor.last.earliest:
        year = int(anchor.last.earliest[:4])
    if year is not None:
        pass
    elif direction in ("last", "this", "next") and anchor.day is not None:
        year = _directed_year(direction, month, anchor.day)
    else:
        year = _year_of(parts.get("y"), anchor, month, 1)
    edge, share = parts.get("edge", ""), parts.get("share", "").strip(" -")
    bound = parts.get("bound", "")
    if year is None:
        first = f"XXXX-{month:02d}"
        days = monthrange(2001, month)[1]
        return Moment(edtf=first, earliest=f"{first}-01", latest=f"{first}-{days:02d}", precision=TimePrecision.MONTH)
    first_day, last_day = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if "since" in bound or bound in ("from", "until", "till", "by", "after", "before"):
        if "end" in edge or share == "late":
            return of_days(last_day.isoformat())
        if share == "mid" or "middle" in edge:
            return of_days(date(year, month, 15).isoformat())
        if "start" in edge or "beginning" in edge or share == "early":
            return of_days(first_day.isoformat())
    return Moment(
        edtf=f"{year:04d}-{month:02d}",
        earliest=first_day.isoformat(),
        latest=last_day.isoformat(),
        precision=TimePrecision.MONTH,
    )


def _worded_year(parts: dict[str, str], anchor: Anchor) -> int | None:
    """The year that "of last year" or "of that year" means; none where it is not worded so, or cannot be counted."""
    if parts.get("of") == "that":
        return int(anchor.last.earliest[:4]) if anchor.last is not None and anchor.last.earliest else None
    if "of" in parts and anchor.year is not None:
        return anchor.year + {"last": -1, "next": 1}.get(parts["of"], 0)
    return None


def _directed_year(direction: str, month: int, day: date) -> int:
    if direction == "next":
        return day.year + (month <= day.month)
    if direction == "this":
        return day.year
    return day.year - (month >= day.month)


def _months(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    last = _month_form({"m": parts["m2"]} | ({"y": parts["y2"]} if "y2" in parts else {}), anchor)
    if isinstance(last, Unresolved):
        return last
    first_parts = {"m": parts["m"]} | ({"y": parts["y"]} if "y" in parts else {})
    month, last_month = _month(parts["m"]) or 1, _month(parts["m2"]) or 1
    if "y" not in parts and last.earliest and last.earliest[0] != "X":
        first_parts["y"] = str(int(last.earliest[:4]) - (month > last_month))
    first = _month_form(first_parts, anchor)
    if isinstance(first, Unresolved):
        return first
    return Moment(
        edtf=f"{first.edtf}/{last.edtf}", earliest=first.earliest, latest=last.latest, precision=TimePrecision.MONTH
    )


def _ordinal_week(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    month = _month(parts["m"])
    if month is None:
        return Unresolved(because="there is no such month")
    year = _year_of(parts.get("y"), anchor, month, 1)
    days = monthrange(year or 2001, month)[1]
    first = {"first": 1, "second": 8, "third": 15, "fourth": 22, "last": days - 6}[parts["n"]]
    stem = f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"
    return Moment(
        edtf=f"{stem}-{first:02d}/{stem}-{first + 6:02d}",
        earliest=f"{stem}-{first:02d}",
        latest=f"{stem}-{first + 6:02d}",
        precision=TimePrecision.WEEK,
    )


def _ordinal_weekday(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    month = _month(parts["m"])
    year = _year_of(parts.get("y"), anchor, month, 1) if month else None
    if month is None or year is None:
        return Unresolved(because=NO_DAY)
    wanted = _WEEKDAYS.index(parts["weekday"])
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    fitting = [day for day in days if day.weekday() == wanted]
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[parts["n"]]
    return of_days(fitting[place].isoformat())


def _iso(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    day = day_of(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return of_days(day.isoformat()) if day else Unresolved(because="there is no such day")


def _numeric(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["y"])
    year += 2000 if year < 100 else 0
    readings = {day for day in (day_of(year, second, first), day_of(year, first, second)) if day is not None}
    if len(readings) > 1:
        return Unresolved(because="day and month could be either way round")
    return of_days(readings.pop().isoformat()) if readings else Unresolved(because="there is no such day")


def _year_form(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    year = int(parts["y"])
    if "since" in parts.get("bound", "") and "end" in parts.get("edge", ""):
        return of_days(f"{year}-12-31")
    return Moment(edtf=str(year), earliest=f"{year}-01-01", latest=f"{year}-12-31", precision=TimePrecision.YEAR)


def _years(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    first = int(parts["y"])
    last = int(parts["y2"]) if len(parts["y2"]) == 4 else first // 100 * 100 + int(parts["y2"])
    if last < first:
        return Unresolved(because="the years run backwards")
    return Moment(
        edtf=f"{first}/{last}", earliest=f"{first}-01-01", latest=f"{last}-12-31", precision=TimePrecision.YEAR
    )


def _decade(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    first = int(parts["y"])
    return Moment(
        edtf=f"{first // 10}X", earliest=f"{first}-01-01", latest=f"{first + 9}-12-31", precision=TimePrecision.UNKNOWN
    )


def _season(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    code, month = _SEASON_OF[parts["season"]]
    direction = parts.get("dir", "the")
    if "y" in parts:
        year = int(parts["y"])
    elif anchor.day is None:
        return Unresolved(because=NO_DAY)
    else:
        year = anchor.day.year
        started = anchor.day >= date(year, month, 1) or (direction == "this" and month < 12)
        if direction == "next":
            year += started
        elif not started or (direction in ("last", "this past") and anchor.day <= _season_end(year, month)):
            year -= 1
    end = _season_end(year, month)
    return Moment(
        edtf=f"{year}-{code}",
        earliest=date(year, month, 1).isoformat(),
        latest=end.isoformat(),
        precision=TimePrecision.SEASON,
    )


def _season_end(year: int, month: int) -> date:
    year, last = (year + 1, 2) if month == 12 else (year, month + 2)
    return date(year, last, monthrange(year, last)[1])


def _weekday(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    wanted = _WEEKDAYS.index(parts["weekday"])
    if parts.get("dir", "").startswith("that"):
        same = anchor.told is not None and anchor.told.weekday() == wanted
        return of_days(anchor.told.isoformat()) if anchor.told and same else Unresolved(because=_NO_TOLD_DAY)
    if anchor.day is None:
        return Unresolved(because=NO_DAY)
    if "d" in parts:  # "Tuesday the 19th"
        numbered = day_of_month(_number(parts["d"]), anchor.day, last=anchor.day + AHEAD)
        if numbered is None or numbered.weekday() != wanted:
            return Unresolved(because="no such weekday has that number")
        return of_days(numbered.isoformat())
    day = _weekday_day(parts["weekday"], parts, anchor.day, anchor.future)
    if "into" in parts:  # "overnight into Tuesday"
        night = of_days((day - timedelta(days=1)).isoformat(), day.isoformat())
        return replace(night, part_of_day=PartOfDay.OVERNIGHT)
    return of_days(day.isoformat())


def _weekday_day(name: str, parts: dict[str, str], today: date, future: bool) -> date:
    direction, week = parts.get("dir", ""), parts.get("dir2", "")
    wanted = _WEEKDAYS.index(name)
    back = (today.weekday() - wanted) % 7
    if week == "last week":
        return today - timedelta(days=today.weekday() + 7 - wanted)
    if direction in ("next", "this coming"):
        return today + timedelta(days=7 - back if back else 7)
    if direction in ("last", "past", "the previous") and back <= 1:
        back += 7  # the day before is "yesterday", or bare
    if (
        (future or ("for" in parts and "poss" not in parts))
        and direction == ""
        and back
        and parts.get("bound", "") not in ("since",)
    ):
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back)


def _nights(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    if anchor.day is None:
        return Unresolved(because=NO_DAY)
    last = _weekday_day(parts["weekday2"], {}, anchor.day, anchor.future)
    back = (last.weekday() - _WEEKDAYS.index(parts["weekday"])) % 7
    days = of_days((last - timedelta(days=back)).isoformat(), last.isoformat())
    return replace(days, part_of_day=PartOfDay.OVERNIGHT) if "night" in parts and back == 1 else days


def _today(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    if anchor.day is None:
        return Unresolved(because=NO_DAY)
    word = parts.get("word", "")
    shift = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word.split()[-1] if word else "", 0)
    shift *= 1 + word.startswith("the day")
    return of_days((anchor.day + timedelta(days=shift)).isoformat())


def _tonight(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    moment = _today(parts, anchor)
    return replace(moment, part_of_day=PartOfDay.NIGHT) if isinstance(moment, Moment) else moment


def _overnight(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    if anchor.day is None:
        return Unresolved(because=NO_DAY)
    before = anchor.day - timedelta(days=1)
    return replace(of_days(before.isoformat(), anchor.day.isoformat()), part_of_day=PartOfDay.OVERNIGHT)


def _unit(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    today = anchor.day
    if today is None:
        return Unresolved(because=NO_DAY)
    unit, direction = parts["unit"], parts.get("dir", "this")
    shift = {"last": -1, "the previous": -1, "next": 1}.get(direction, 0)
    if unit == "weekend":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        if direction == "last" and today - saturday < timedelta(days=2):
            saturday -= timedelta(days=7)
        if direction == "next" or (direction == "this" and anchor.future):
            saturday += timedelta(days=7)
        sunday = saturday + timedelta(days=1)
        return of_days(saturday.isoformat(), sunday.isoformat())
    if unit == "week":
        monday = _monday(today) + timedelta(days=7 * shift)
        first, last = monday, monday + timedelta(days=6)
        if shift == 0 and parts.get("share") == "later":
            first = today
        elif shift == 0 and not anchor.future and "edge" not in parts:
            last = today  # what is told as done lies no later
        moment = _between(first, last, TimePrecision.WEEK)
    elif unit == "month":
        index = today.year * 12 + today.month - 1 + shift
        year, month = divmod(index, 12)
        moment = _whole_month(year, month + 1)
    else:
        moment = _whole_year(today.year + shift)
        if direction == "this" and not anchor.future and not {"share", "edge"} & parts.keys():
            moment = _between(date(today.year, 1, 1), today, TimePrecision.YEAR)
    if parts.get("edge", "") and parts["edge"] in ("start", "beginning"):
        return _bounded(moment, "since", anchor)
    return moment


def _told_unit(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    """The week, month or year that the time told last lies in ("that week"), or the one beside it."""
    unit, last = parts["unit"], anchor.last
    begin, end = (as_day(last.earliest), as_day(last.latest)) if last is not None else (None, None)
    within = parts.get("share") is not None and "dir" not in parts  # "earlier in the week"
    if begin is None or end is None or (within and anchor.day is not None and anchor.day - end <= _LONG_PAST):
        begin = end = anchor.day if within else None
    if begin is None or end is None:
        return Unresolved(because=_NO_TOLD_DAY)
    shift = {"before": -1, "the preceding": -1, "after": 1, "the following": 1}.get(
        parts.get("dir", "") or parts.get("dir2", ""), 0
    )
    first, final = _unit_of(begin, unit, shift), _unit_of(end, unit, shift)
    if isinstance(first, Unresolved) or first != final:
        return Unresolved(because="the time told before lies in more than one")
    if within and parts["share"] == "earlier" and unit == "week" and first.earliest:
        return _between(date.fromisoformat(first.earliest), begin, TimePrecision.WEEK)
    return first


def _unit_of(day: date, unit: str, shift: int) -> Moment | Unresolved:
    """The whole week, weekend, month or year of a day, or one so many before or after it."""
    if unit == "week":
        monday = _monday(day) + timedelta(days=7 * shift)
        return _between(monday, monday + timedelta(days=6), TimePrecision.WEEK)
    if unit == "weekend":
        saturday = _monday(day) + timedelta(days=5)
        return of_days(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
        return _whole_month(year, month + 1)
    return _whole_year(day.year + shift)


def _since_told(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    """From the time told last up to publication."""
    if anchor.last is None or anchor.day is None:
        return Unresolved(because=_NO_TOLD_DAY)
    begin = as_day(anchor.last.earliest)
    if begin is None or begin > anchor.day:
        return Unresolved(because=_NO_TOLD_DAY)
    return _between(begin, anchor.day, TimePrecision.DAYS)


def _recent(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    today = anchor.day
    if today is None:
        return Unresolved(because=NO_DAY)
    unit = parts["unit"].rstrip("s")
    count = _exact(parts.get("n", ""))
    if count is None and not parts["unit"].endswith("s") and "n" not in parts:
        count = 1
    begin = _back(today, unit, count) if count is not None else None
    if begin is None:
        return Moment(
            edtf=f"../{today.isoformat()}", earliest=None, latest=today.isoformat(), precision=TimePrecision.UNKNOWN
        )
    return _between(begin, today, TimePrecision.DAYS)


def _ago(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    if anchor.day is None:
        return Unresolved(because=NO_DAY)
    if anchor.quarter is not None and _is_one_year(parts):
        return date_quarter({"back": "year-ago"}, anchor)
    return _shifted(parts, anchor.day, -1)


def _from_told(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    way = parts.get("way", "")
    if anchor.quarter is not None and way == "earlier" and _is_one_year(parts):
        return date_quarter({"back": "year-earlier"}, anchor)
    if anchor.told is None or ("clause" in parts and not anchor.told_here):
        return Unresolved(because=_NO_TOLD_DAY)
    if "clause" in parts:  # "on Friday, two days after gunmen took them": the day that they took them
        return _shifted(parts, anchor.told, 1 if parts["clause"] == "before" else -1)
    return _shifted(parts, anchor.told, 1 if way.startswith(("later", "after")) else -1)


def _is_one_year(parts: dict[str, str]) -> bool:
    return parts["unit"] == "year" and _exact(parts["n"]) == 1


def _shifted(parts: dict[str, str], origin: date, sign: int) -> Moment | Unresolved:
    unit, count = parts["unit"].rstrip("s"), _exact(parts["n"])
    if count is None:
        bounds = (None, origin) if sign < 0 else (origin, None)
        first, last = (edge.isoformat() if edge else None for edge in bounds)
        return Moment(
            edtf=f"{first or '..'}/{last or '..'}", earliest=first, latest=last, precision=TimePrecision.UNKNOWN
        )
    if unit in ("second", "minute", "hour"):
        days = count / 24 if unit == "hour" else 0.0
        other = origin + timedelta(days=sign * max(1, round(days)))
        if days < 0.25:
            return of_days(origin.isoformat())
        return _between(min(origin, other), max(origin, other), TimePrecision.DAYS)
    if unit in ("day", "night"):
        return of_days((origin + timedelta(days=sign * count)).isoformat())
    if unit in ("week", "fortnight"):
        day = of_days((origin + timedelta(days=sign * count * (14 if unit == "fortnight" else 7))).isoformat())
        return day if count == 1 else about(day)
    if unit == "month":
        year, month = divmod(origin.year * 12 + origin.month - 1 + sign * count, 12)
        return _whole_month(year, month + 1) if 1 <= year <= 9999 else Unresolved(because="there is no such year")
    year = origin.year + sign * count * (10 if unit == "decade" else 1)
    return _whole_year(year) if 1 <= year <= 9999 else Unresolved(because="there is no such year")


def _told_day(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    if anchor.told is None:
        return Unresolved(because=_NO_TOLD_DAY)
    words = parts["word"]
    shift = 0
    if "previous" in words or "preceding" in words or "before" in words:
        shift = -1
    elif "following" in words or "next" in words or "after" in words.split()[-1:]:
        shift = 1
    return of_days((anchor.told + timedelta(days=shift)).isoformat())


def _century(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    first = 100 * (int(parts["n"]) - 1)
    return Moment(
        edtf=f"{first // 100:02d}XX",
        earliest=f"{first:04d}-01-01",
        latest=f"{first + 99:04d}-12-31",
        precision=TimePrecision.UNKNOWN,
    )


def _length(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    return Unresolved(because="a length of time, and no day it is counted from")


def _repeat(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    return Unresolved(because="it tells how often, not when")


def _ref(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    return Unresolved(because="it names no day")


def _named(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    return Unresolved(because="these words are the name of an occurrence, not a date")


def _part_alone(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    return Unresolved(because="a part of the day, with no day beside it")


_RULES = {
    "date": _date,
    "days": _days,
    "span": _span,
    "month": _month_form,
    "months": _months,
    "ordinal_week": _ordinal_week,
    "ordinal_weekday": _ordinal_weekday,
    "iso": _iso,
    "numeric": _numeric,
    "year": _year_form,
    "years": _years,
    "decade": _decade,
    "season": _season,
    "weekday": _weekday,
    "nights": _nights,
    "today": _today,
    "tonight": _tonight,
    "overnight": _overnight,
    "unit": _unit,
    "told_unit": _told_unit,
    "since_told": _since_told,
    "recent": _recent,
    "ago": _ago,
    "from_told": _from_told,
    "told_day": _told_day,
    "holiday": date_feast,
    "named": _named,
    "quarter": date_quarter,
    "century": _century,
    "length": _length,
    "repeat": _repeat,
    "ref": _ref,
    "part": _part_alone,
    "clock": _part_alone,
}


# -- arithmetic -------------------------------------------------------------------------------------------------------


def _month(name: str) -> int | None:
    try:
        return month_number(name)
    except ValueError:
        return None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _exact(words: str) -> int | None:
    quantity = read_quantity(words)
    if quantity is None or quantity.low != quantity.high:
        return None
    return quantity.low


def _year_of(stated: str | None, anchor: Anchor, month: int, number: int) -> int | None:
    """The year of a day or month: as stated, else the nearest past one; null where there is nothing to count from."""
    if stated is not None:
        return int(stated)
    day = anchor.day
    if anchor.stated_year is not None and not (anchor.future and day is not None and anchor.stated_year < day.year):
        return anchor.stated_year
    if day is None:
        return None
    near = _nearest(day, month, number, future=anchor.future)
    if near is not None and anchor.present and day - near > _LONG_PAST:  # "the court reconvenes on 14 January"
        coming = _nearest(day, month, number, future=True)
        near = coming if coming is not None and coming - day < _SHORTLY else near
    return near.year if near else None


def _nearest(today: date, month: int, number: int, *, future: bool) -> date | None:
    for year in (today.year + 1, today.year) if not future else (today.year, today.year + 1):
        day = day_of(year, month, number)
        if day is None:
            continue
        if (future and day >= today - timedelta(days=180)) or (not future and day <= today + AHEAD):
            return day
    return day_of(today.year - 1, month, number)


def _back(today: date, unit: str, count: int) -> date | None:
    if unit in ("second", "minute", "hour"):
        return today - timedelta(days=max(1, -(-count // 24)))
    if unit in ("day", "night"):
        return today - timedelta(days=count)
    if unit in ("week", "fortnight"):
        return today - timedelta(days=count * (14 if unit == "fortnight" else 7))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _whole_year(year: int) -> Moment:
    return Moment(
        edtf=f"{year:04d}", earliest=f"{year:04d}-01-01", latest=f"{year:04d}-12-31", precision=TimePrecision.YEAR
    )


def _whole_month(year: int, month: int) -> Moment:
    last = monthrange(year, month)[1]
    stem = f"{year:04d}-{month:02d}"
    return Moment(edtf=stem, earliest=f"{stem}-01", latest=f"{stem}-{last:02d}", precision=TimePrecision.MONTH)


def _between(first: date, last: date, precision: TimePrecision) -> Moment:
    return Moment(
        edtf=f"{first.isoformat()}/{last.isoformat()}",
        earliest=first.isoformat(),
        latest=last.isoformat(),
        precision=precision,
    )


def day_moment(day: date) -> Moment:
    """A single day."""
    return of_days(day.isoformat())
