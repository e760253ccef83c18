"""What the times of a report are counted from, and moments of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tallystick.records.referent import Moment
from tallystick.records.vocabulary import TimePrecision

AHEAD: Final = timedelta(days=3)  # a report may name a day shortly after its own publication
NO_DAY: Final = "the text shows no day of publication to count from"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the report lets times be counted from: a day, or at least a year."""

    day: date | None
    year: int | None
    told: date | None = None
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
    if not (1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def as_day(text: str | None) -> date | None:
    """A day written `YYYY-MM-DD`; none for anything else."""
    if text is None or re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        return None
    return day_of(int(text[:4]), int(text[5:7]), int(text[8:10]))
