"""Stated dates of publication to EDTF: what the words say, never a guess between two readings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from tallystick.knowledge.months import month_number

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?![\d/])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?$")
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?$")
_EPOCH_MS = re.compile(r"(\d{12,13})$")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]" + _MONTH + r",?[ -](\d{4}|\d{2})\b(?!:)", re.I)
_MONTH_DAY = re.compile(_MONTH + r" (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.I)
_CTIME = re.compile(_MONTH + r" {1,2}(\d{1,2}) \d{1,2}:\d{2}:\d{2} [A-Z0-9+: ]{0,12}?((?:19|20)\d{2})\b", re.I)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_date_order(values: Iterable[str]) -> str | None:
    """ "mdy" or "dmy", where these dates show one and never the other."""
    orders = set()
    for value in values:
        match = _SLASHED.match(value.strip())
        if match:
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                orders.add("dmy")
            elif second > 12 >= first:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def read_date(value: str, *, order: str | None = None) -> tuple[str | None, str | None]:
    """The EDTF day (month or year where no more is stated) of a stated date, or null and the reason."""
    stated = " ".join(value[:200].split())
    if not stated:
        return None, None
    try:
        edtf = _edtf(stated, order)
    except (ValueError, OverflowError, OSError):
        return None, f"date_dropped: {stated[:60]!r} is no day of the calendar"
    if edtf is None:
        return None, f"date_unread: {stated[:60]!r}"
    if not _FIRST_YEAR <= int(edtf[:4]) <= _LAST_YEAR:
        return None, f"date_dropped: {stated[:60]!r} is not a year of news"
    return edtf, None


def _edtf(stated: str, order: str | None) -> str | None:
    if match := _EPOCH_MS.match(stated):
        return datetime.fromtimestamp(int(match[1]) / 1000, tz=UTC).date().isoformat()
    if match := _EPOCH.match(stated):
        return datetime.fromtimestamp(int(match[1]), tz=UTC).date().isoformat()
    if match := _COMPACT.match(stated):
        return _day(match[1], int(match[2]), match[3])
    if match := _ISO.match(stated):
        if match[3]:
            return _day(match[1], int(match[2]), match[3])
        return _day(match[1], int(match[2]), "1")[:7] if stated == match[0] else None
    if match := _SLASHED.match(stated):
        return _slashed(int(match[1]), int(match[3]), match[4], match[2], order)
    if match := _DAY_MONTH.search(stated):
        return _day(match[3], month_number(match[2]), match[1])
    if match := _MONTH_DAY.search(stated) or _CTIME.search(stated):
        return _day(match[3], month_number(match[1]), match[2])
    if re.fullmatch(r"\d{4}", stated):
        return f"{int(stated):04d}"  # also where it stands in other digits
    return None


def _slashed(first: int, second: int, year: str, mark: str, order: str | None) -> str | None:
    if first > 12 or first == second or (mark == "." and second <= 12):
        return _day(year, second, str(first))
    if second > 12:
        return _day(year, first, str(second))
    if order is None:
        return None
    month, day = (first, second) if order == "mdy" else (second, first)
    return _day(year, month, str(day))


def _day(year: str, month: int, day: str) -> str:
    full = int(year) + (2000 if int(year) < 70 else 1900) if len(year) == 2 else int(year)
    return date(full, month, int(day)).isoformat()
