"""The days of a time, for tables that want a day: an interval keeps both ends, and the midpoint is theirs alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tallystick.export.shape import NO_DAY, NO_YEAR, OPEN_TIME, LeftOut

WEEK, MONTH, YEAR = 7, 31, 366  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and the last day; both are meant."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle, of two the earlier."""
        return self.first + timedelta(days=(self.count - 1) // 2)


def days_of(moment: dict[str, Any] | None) -> Days | LeftOut:
    """The days of a time, or why they cannot be told."""
    if moment is None:
        return NO_DAY
    first, last = moment["earliest"], moment["latest"]
    if "X" in (first or "") + (last or ""):
        return NO_YEAR
    if not first and not last:
        return NO_DAY
    if not first or not last:
        return OPEN_TIME
    return Days(first=date.fromisoformat(first), last=date.fromisoformat(last))
