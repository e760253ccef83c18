"""What the times of a report are counted from, and moments of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tallystick.knowledge.months import month_number
from tallystick.records.referent import Moment
from tallystick.records.vocabulary import TimePrecision

AHEAD: Final = timedelta(days=3)  # a report may name a day shortly after its own publication
YEARS: Final = range(1_000, 9_000)  # what is counted from a day of these stays within the calendar of `date`
END_BOUNDS: Final = frozenset({"until", "till", "up to", "prior to", "before", "by"})  # words that bound only the end
_HEAD_CHARS: Final = 500
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FULL: Final = (
    rf"(?:(?P<d>\d\d?) (?P<m>{_MONTH}) (?P<y>(?:19|20)\d\d)|(?P<m2>{_MONTH}) (?P<d2>\d\d?),? (?P<y2>(?:19|20)\d\d))"
    r"(?:,? \d\d?:?\d\d)?"
)
_DAY_NAME: Final = r"(?P<w>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}),? "
_OPENING: Final = re.compile(
    rf"(?:(?:Date of publication|Published|Posted|Updated)(?: on)?:? )?(?:{_DAY_NAME})?{_FULL}(?= [\"“‘]?[A-Z\d]| by )"
)
_RUN_IN: Final = re.compile(
    r"(?<![Oo]n )(?<![Bb]y )(?<![Oo]f )(?<![Tt]o )(?<!ntil )(?<!ince )(?<!rom )(?<!efore )(?<!fter )(?<!nd )(?<!, )"
    rf"\b{_DAY_NAME}{_FULL}(?= [\"“‘]?[A-Z])"
)
_DATELINE: Final = re.compile(rf"\b[A-Z]{{3,}},? {_MONTH} \d\d?(?:, \d{{4}})? \([A-Z][\w /]{{1,30}}\) ?[-–—]")
NO_DAY: Final = "the text shows no day of publication to count from"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the report lets times be counted from: a day, or at least a year.

    `told` is the last single day told before, `told_here` whether this sentence told it; `last` is the last time told
    before whose days are known, be it a month or a year.
    """

    day: date | None
    year: int | None
    told: date | None = None
    told_here: bool = False
    last: Moment | None = None
    stated_year: int | None = None
    future: bool = False
    present: bool = False
    quarter: Moment | None = None


def of_days(first: str, last: str | None = None) -> Moment:
    """A day, or the days from the first to the last of two, written `YYYY-MM-DD` or `XXXX-MM-DD`."""
    if last is None or last == first:
        return Moment(edtf=first, earliest=first, latest=first, precision=TimePrecision.DAY)
    return Moment(edtf=f"{first}/{last}", earliest=first, latest=last, precision=TimePrecision.DAYS)


def day_of(year: int, month: int, number: int) -> date | None:
    """The day of this number in a month; none where there is no such day."""
    if not (year in YEARS and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def day_of_month(number: int, near: date, *, last: date | None = None) -> date | None:
    """The day of this number in the month of `near`, or in the month before where it would lie after `last`."""
    year, month = near.year, near.month
    for _ in range(2):
        day = day_of(year, month, number)
        if day is not None and (last is None or day <= last):
            return day
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """Where in its text a page's head or a dateline prints the day of writing; the day where it prints it in full."""

    start: int
    end: int
    day: date | None


def printed_days(text: str) -> tuple[PrintedDay, ...]:
    """The days of writing that a head or a dateline prints which runs into the text.

    A full date opens the text, or stands with its weekday before the first sentence ("... AFP Tuesday 6 May 2014 Two
    men ..."); the date of a dateline ("MOSCOW May 6 (Agency) -") may follow a summary.
    """
    body = text.find("\n\n", 0, _HEAD_CHARS) + 2
    opening = _OPENING.match(text) or (_OPENING.match(text, body) if body > 1 else None)
    found = [PrintedDay(start=m.start(), end=m.end(), day=None) for m in _DATELINE.finditer(text, 0, _HEAD_CHARS)]
    for match in (opening, _RUN_IN.search(text, 0, _HEAD_CHARS)):
        if match is None:
            continue
        month = month_number(match["m"] or match["m2"])
        day = day_of(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))
        if day is not None and (match["w"] is None or day.strftime("%a") == match["w"][:3]):
            found.append(PrintedDay(start=match.start(), end=match.end(), day=day))
    return tuple(found)


def as_day(text: str | None) -> date | None:
    """A day written `YYYY-MM-DD`; none for anything else."""
    if text is None or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    return day_of(int(text[:4]), int(text[5:7]), int(text[8:10]))
