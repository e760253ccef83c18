"""Feasts that reports date acts by, and the days they fall on.

Fixed days stand in a table. The rest is computed, by calendars as described in Reingold and Dershowitz, Calendrical
Calculations: Easter by the Gregorian and the Julian computus; Jewish feasts by the Hebrew calendar, their first full
day; Nowruz by the 33-year cycle of the Iranian calendar, which holds for the years 1799 to 2256. Muslim feasts are
counted from the new moon (Meeus, Astronomical Algorithms, chapter 49, the largest terms): their month begins when the
crescent is sighted, one to three days later from country to country, so their span is two days longer. National days,
and feasts that fall on different days in different countries under one name (Thanksgiving), are not here: a report's
words do not say whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import radians, sin
from types import MappingProxyType

Span = tuple[date, date]

_DAY = timedelta(days=1)
_HEBREW_EPOCH = -1_373_427  # proleptic ordinal of 1 Tishri 1
_MOON_YEAR, _MOON_MONTH = 2000, 9  # the new moon of 6 January 2000 opened Shawwal, the tenth month
_NOWRUZ_1 = 226_895  # of 1 Farvardin 1, were the cycle always in use
_YEARS_OF_NEWS = range(1900, 2101)


def find_holiday(name: str, year: int) -> tuple[Span, ...]:
    """First and last day of the feast of this lower-case name, for each time that it begins in the year.

    Nothing for a name that is not of `HOLIDAYS`, and for years outside 1900 to 2100. A Muslim feast may begin twice in
    a year or, rarely, not at all.
    """
    spans = _SPANS.get(name)
    return spans(year) if spans is not None and year in _YEARS_OF_NEWS else ()


def _fixed(month: int, number: int) -> Callable[[int], tuple[Span, ...]]:
    return lambda year: ((date(year, month, number), date(year, month, number)),)


def _easter(first: int, last: int | None = None) -> Callable[[int], tuple[Span, ...]]:
    """Days counted from Easter Sunday."""
    return lambda year: _around(_western_easter(year), first, last)


def _orthodox(first: int, last: int | None = None) -> Callable[[int], tuple[Span, ...]]:
    return lambda year: _around(_eastern_easter(year), first, last)


def _around(day: date, first: int, last: int | None) -> tuple[Span, ...]:
    return ((day + first * _DAY, day + (first if last is None else last) * _DAY),)


def _western_easter(year: int) -> date:
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    return date(year, 3, 28) + (epact - weekday) * _DAY


def _eastern_easter(year: int) -> date:
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    behind = year // 100 - year // 400 - 2  # days of the Julian calendar behind the Gregorian
    return date(year, 3, 22) + (moon + weekday + behind) * _DAY


def _nowruz(year: int) -> tuple[Span, ...]:
    iranian = year - 621
    ordinal = _NOWRUZ_1 + 365 * (iranian - 1) + (8 * (iranian - 1) + 29) // 33
    return ((date.fromordinal(ordinal), date.fromordinal(ordinal)),)


def _islamic(month: int, number: int, days: int) -> Callable[[int], tuple[Span, ...]]:
    """The feast that begins on a day of an Islamic month; the month on the first to the third day after new moon."""

    def spans(year: int) -> tuple[Span, ...]:
        found = []
        nearest = round((year - _MOON_YEAR) * 12.3683)
        for lunation in range(nearest - 2, nearest + 15):
            if (lunation + _MOON_MONTH) % 12 + 1 != month:
                continue
            first = _new_moon(lunation) + number * _DAY
            if first.year == year:
                found.append((first, first + (days + 1) * _DAY))
        return tuple(found)

    return spans


@lru_cache(maxsize=2048)
def _new_moon(lunation: int) -> date:
    """The day, by universal time, of the new moon so many months after that of 6 January 2000."""
    ages = lunation / 1236.85
    sun, moon, node = (
        radians(start + step * lunation)
        for start, step in ((2.5534, 29.10535670), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    shift = (
        -0.40720 * sin(moon)
        + 0.17241 * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun)
        - 0.00514 * sin(moon + sun)
        + 0.00208 * sin(2 * sun)
    )
    days = 29.530588861 * lunation + 0.00015437 * ages**2 + shift
    return (datetime(2000, 1, 6, 14, 20, tzinfo=UTC) + timedelta(days=days)).date()


@lru_cache(maxsize=512)
def _hebrew_new_year(hebrew: int) -> int:
    def molad_day(of: int) -> int:
        months = (235 * of - 234) // 19
        parts = 12_084 + 13_753 * months
        day = 29 * months + parts // 25_920
        return day + (3 * (day + 1) % 7 < 3)

    before, here, after = (molad_day(hebrew + shift) for shift in (-1, 0, 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + delay


def _hebrew(number: int, days: int = 1) -> Callable[[int], tuple[Span, ...]]:
    """The feast that begins so many days after the Hebrew new year of the year's autumn."""

    def spans(year: int) -> tuple[Span, ...]:
        first = date.fromordinal(_hebrew_new_year(year + 3761) + number - 1)
        return ((first, first + (days - 1) * _DAY),)

    return spans


def _passover(year: int) -> tuple[Span, ...]:
    first = date.fromordinal(_hebrew_new_year(year + 3761) - 163)  # 15 Nisan
    return ((first, first + 7 * _DAY),)


_SPANS: Mapping[str, Callable[[int], tuple[Span, ...]]] = MappingProxyType(
    {
        "new year": _fixed(1, 1),
        "new year's day": _fixed(1, 1),
        "new year's eve": _fixed(12, 31),
        "orthodox christmas": _fixed(1, 7),
        "orthodox christmas eve": _fixed(1, 6),
        "valentine's day": _fixed(2, 14),
        "may day": _fixed(5, 1),
        "halloween": _fixed(10, 31),
        "christmas eve": _fixed(12, 24),
        "christmas": _fixed(12, 25),
        "christmas day": _fixed(12, 25),
        "boxing day": _fixed(12, 26),
        "palm sunday": _easter(-7),
        "good friday": _easter(-2),
        "easter": _easter(0),
        "easter sunday": _easter(0),
        "easter monday": _easter(1),
        "orthodox good friday": _orthodox(-2),
        "orthodox easter": _orthodox(0),
        "orthodox easter sunday": _orthodox(0),
        "nowruz": _nowruz,
        "ashura": _islamic(1, 10, 1),
        "ramadan": _islamic(9, 1, 30),
        "eid al-fitr": _islamic(10, 1, 3),
        "eid al-adha": _islamic(12, 10, 4),
        "rosh hashanah": _hebrew(1, 2),
        "yom kippur": _hebrew(10),
        "sukkot": _hebrew(15, 7),
        "simchat torah": _hebrew(22),
        "passover": _passover,
    }
)
HOLIDAYS = tuple(_SPANS)
