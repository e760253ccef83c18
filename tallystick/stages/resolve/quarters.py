"""Quarters of a year, numbered or counted from the last one told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tallystick.records.referent import Moment, Unresolved
from tallystick.records.vocabulary import TimePrecision
from tallystick.stages.resolve.time_anchor import NO_DAY, Anchor

_QUARTER_OF = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}


def date_quarter(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    """A quarter of a year; one that is not numbered is the last one told, else the last one over."""
    today, told = anchor.day, anchor.quarter
    stated = int(parts["y"]) if "y" in parts else None
    if "q" in parts:
        number = _QUARTER_OF[parts["q"]]
        if stated is None and today is None:
            return Unresolved(because=NO_DAY)
        if stated is None and today is not None:
            shift = {"last": -1, "next": 1}.get(parts.get("dir", ""))
            begun = "dir" in parts or date(today.year, 3 * number - 2, 1) <= today
            stated = today.year + (shift or 0) - (not begun)
        return _quarter_of(stated or 0, number)
    if told is None:
        if today is None:
            return Unresolved(because=NO_DAY)
        year, number = divmod(today.year * 4 + (today.month - 1) // 3 - 1, 4)
        told = _quarter_of(year, number + 1)
    back = "back" in parts or parts.get("dir") == "last"
    return _quarter_of(stated or int(told.edtf[:4]) - back, int(told.edtf[5:]) - 32)


def _quarter_of(year: int, number: int) -> Moment:
    """A quarter of a year; EDTF counts it with the seasons."""
    month = 3 * number
    return Moment(
        edtf=f"{year:04d}-{32 + number}",
        earliest=f"{year:04d}-{month - 2:02d}-01",
        latest=f"{year:04d}-{month:02d}-{monthrange(year, month)[1]}",
        precision=TimePrecision.SEASON,
    )
