"""What the times of a report are counted from, and moments of days."""

from __future__ import annotations

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
    told: date | None
    stated_year: int | None
    future: bool
    present: bool = False
    quarter: Moment | None = None


def of_days(first: str, last: str | None = None) -> Moment:
    """A day, or the days from the first to the last of two, written `YYYY-MM-DD` or `XXXX-MM-DD`."""
    if last is None or last == first:
        return Moment(edtf=first, earliest=first, latest=first, precision=TimePrecision.DAY)
    return Moment(edtf=f"{first}/{last}", earliest=first, latest=last, precision=TimePrecision.DAYS)
