"""Feasts as days: of the year that the words or the report tell, as far as their calendar fixes them."""

from __future__ import annotations

from datetime import date, timedelta

from tallystick.knowledge.holidays import find_holiday
from tallystick.records.referent import Moment, Unresolved
from tallystick.stages.resolve.time_anchor import AHEAD, Anchor, of_days

_FEAST_NAMES = {
    "eid": ("eid al-fitr", "eid al-adha"),
    "ramazan": ("ramadan",),
    "ashoura": ("ashura",),
    "rosh hashana": ("rosh hashanah",),
}


def date_feast(parts: dict[str, str], anchor: Anchor) -> Moment | Unresolved:
    """The days of a feast: in the year told with it, else the last one begun before the report, or the next ahead."""
    names = _feasts(parts["day"].replace("’", "'"))
    stated = _stated_feast_year(parts, anchor)
    if stated is None and anchor.day is None:
        fixed = [find_holiday(name, year) for name in names for year in (1999, 2000)]
        first, other = fixed[0][:1], fixed[1][:1]
        if len(names) > 1 or first[0][0].replace(year=2000) != other[0][0]:
            return Unresolved(because="the feast moves, and the text shows no year to count from")
        return of_days(f"XXXX-{first[0][0]:%m-%d}")
    today = anchor.day or date(stated or 1, 12, 31)
    years = (stated,) if stated is not None else (today.year - 1, today.year, today.year + 1)
    spans = sorted(span for year in years for name in names for span in find_holiday(name, year))
    if anchor.future:
        spans = [min(spans, key=lambda span: abs(span[0] - today))] if spans else []
    else:
        spans = [span for span in spans if span[0] <= today + AHEAD] or spans[:1]
    if not spans:
        return Unresolved(because="the feast is not known in that year")
    return _of_feast(*spans[-1], parts)


def _feasts(words: str) -> tuple[str, ...]:
    """The names of `knowledge.holidays` that these words may mean."""
    if words in _FEAST_NAMES:
        return _FEAST_NAMES[words]
    if words.startswith("eid"):
        return ("eid al-fitr",) if words.endswith("fitr") else ("eid al-adha",)
    if words.startswith(("n", "persian")) and not words.startswith("new y"):
        return ("nowruz",)
    if words.startswith("new year"):
        return ("new year's eve" if words.endswith("eve") else "new year",)
    if words.startswith("orthodox"):
        words = words.removesuffix(" day").removesuffix(" monday")
    return (words,)


def _stated_feast_year(parts: dict[str, str], anchor: Anchor) -> int | None:
    if "y" in parts:
        return int(parts["y"])
    if "of" in parts and anchor.year is not None:
        return anchor.year - (parts["of"] == "last")
    return anchor.stated_year


def _of_feast(first: date, last: date, parts: dict[str, str]) -> Moment:
    """The day of a feast that the words tell ("the first day of"), as far as it is known."""
    slack = timedelta(days=2) if _is_sighted(parts["day"]) else timedelta(0)
    begins, ends = parts.get("edge") in ("start", "beginning"), parts.get("edge") == "end"
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(parts.get("n", ""), 0 if begins else None)
    if place is not None:
        first, last = first + timedelta(days=place), first + timedelta(days=place) + slack
    elif ends or parts.get("n") == "last":
        first = last - slack
    elif parts.get("edge") == "eve":
        first, last = first - timedelta(days=1), first - timedelta(days=1) + slack
    return of_days(first.isoformat(), last.isoformat())


def _is_sighted(words: str) -> bool:
    return words.startswith(("eid", "rama", "ash", "ass"))
