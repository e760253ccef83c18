"""Corrections in a person's words, read by the tables that reports are read by; what cannot be read is an error."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from tallystick.errors import ReviewError
from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.descriptions import load_descriptions
from tallystick.knowledge.gazetteer import Candidate, Gazetteer
from tallystick.knowledge.lexicon import split_words
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.numbers import read_quantity
from tallystick.knowledge.people import GROUP_OF, group_of
from tallystick.records.account import TOLLS, ClaimValue
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import (
    ClaimField,
    EventType,
    PlacePrecision,
    TimePrecision,
)

CORRECTABLE: tuple[ClaimField, ...] = (
    ClaimField.EVENT_TYPE,
    ClaimField.TIME,
    ClaimField.PLACE,
    ClaimField.PERPETRATOR,
    ClaimField.TARGET,
    *TOLLS,
)
MOST = 2**63 - 1  # the largest figure: tables and stores hold 64 bits
_LONGEST = 200  # characters of a value
_SHOWN = 6  # places listed where a name has several
_OUTWEIGHS = 4.0  # how many times heavier a place must be than namesakes elsewhere to be meant by its name alone
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def read_correction(field: str, words: str, *, actors: ActorTable, gazetteer: Gazetteer) -> ClaimValue:
    """The value of this field that these words name.

    Raises:
        ReviewError: the field cannot be corrected, or the words are no value of it.
    """
    known = next((one for one in CORRECTABLE if one.value == field), None)
    if known is None:
        raise ReviewError(
            f"TLY-3010 no-such-field  {field!r} cannot be corrected\n"
            f"  next: give one of {', '.join(one.value for one in CORRECTABLE)}"
        )
    given = " ".join(words.split())
    if not given or len(given) > _LONGEST:
        raise _unread(known, given, f"1 to {_LONGEST} characters")
    if known is ClaimField.EVENT_TYPE:
        return _event_type(given)
    if known is ClaimField.TIME:
        return _moment(given)
    if known is ClaimField.PLACE:
        return _place(given, gazetteer)
    if known in TOLLS:
        return _count(known, given)
    return _actor(given, actors)


def ends_are_days(moment: Moment) -> bool:
    """Whether each end is a day or open, and they are in order: as in every time that is read here."""
    ends = [day for day in (moment.earliest, moment.latest) if day is not None]
    return all(_DAY.fullmatch(day) and _bounds(day) for day in ends) and ends == sorted(ends)


def figures_are_counts(count: Count) -> bool:
    """Whether each figure is open or from 0 to `MOST`."""
    return all(figure is None or 0 <= figure <= MOST for figure in (count.low, count.high))


def _unread(field: ClaimField, words: str, accepted: str) -> ReviewError:
    return ReviewError(f"TLY-3011 value-unread  {words!r} is no value for {field.value}\n  next: give {accepted}")


def _event_type(words: str) -> EventType:
    found = [one for one in EventType if fold_name(one.value) == fold_name(words)]
    if not found:
        raise _unread(ClaimField.EVENT_TYPE, words, f"one of {'; '.join(one.value for one in EventType)}")
    return found[0]


def _moment(words: str) -> Moment:
    first, slash, last = words.partition("/")
    one = _bounds(first)
    other = _bounds(last) if slash else one
    wrong = _unread(
        ClaimField.TIME,
        words,
        "a day (2019-07-08, XXXX-07-08), month (2019-07), year (2019), or two of them or .. with a / between "
        "(2019-07-08/2019-07-10, ../2019-07-10)",
    )
    if one is None or other is None or (one[0] is None and other[1] is None):
        raise wrong
    if not slash:
        precision = {10: TimePrecision.DAY, 7: TimePrecision.MONTH, 4: TimePrecision.YEAR}[len(words)]
        return Moment(edtf=words, earliest=one[0], latest=one[1], precision=precision)
    earliest, latest = one[0], other[1]
    if earliest and latest and (earliest > latest or earliest.startswith("XXXX") != latest.startswith("XXXX")):
        raise wrong
    if first == last:
        return _moment(first)
    days = _DAY.fullmatch(first) and _DAY.fullmatch(last)
    precision = TimePrecision.DAYS if days else TimePrecision.UNKNOWN if ".." in (first, last) else _span(first, last)
    return Moment(edtf=words, earliest=earliest, latest=latest, precision=precision)


def _span(first: str, last: str) -> TimePrecision:
    """How precise a range is of which one end at least is no day: as its vaguer end."""
    return TimePrecision.MONTH if min(len(first), len(last)) > 4 else TimePrecision.YEAR


def _bounds(words: str) -> tuple[str | None, str | None] | None:
    """First and last day of one end of a range, open for `..`; none where it is no date."""
    if words == "..":
        return None, None
    try:
        if (day := _DAY.fullmatch(words)) is not None:
            date(2000 if day[1] == "XXXX" else int(day[1]), int(day[2]), int(day[3]))
            return words, words
        if (month := _MONTH.fullmatch(words)) is not None and int(month[1]):
            return f"{words}-01", f"{words}-{monthrange(int(month[1]), int(month[2]))[1]:02d}"
        if _YEAR.fullmatch(words) is not None and int(words):
            return f"{words}-01-01", f"{words}-12-31"
    except ValueError:
        pass
    return None


def _place(words: str, gazetteer: Gazetteer) -> Place:
    name, *within = [part.strip() for part in words.split(",")]
    country = None
    if within and (code := _country(within[-1], gazetteer)) is not None:
        country = code
        within = within[:-1]
    found = [c for c in gazetteer.candidates(name, country=country) if c.met_by != "near spelling"] if name else []
    if within:
        asked = [fold_name(part) for part in within]
        found = [c for c in found if all(part in _holders(c) for part in asked)]
    if not found:
        near = list(gazetteer.candidates(name, country=country)) if name else []
        hint = f"; near it: {_listed(near)}" if near else ""
        raise _unread(
            ClaimField.PLACE,
            words,
            "a place of the gazetteer by its name, or as Name, Province, CC "
            f"(`tallystick gazetteer search NAME` lists them){hint}",
        )
    named = [c for c in found if c.met_by == "its name"] or found
    best = max(named, key=lambda c: c.weight)
    rivals = [c for c in named if not _same_spot(c, best) and c.weight * _OUTWEIGHS > best.weight]
    if rivals:
        raise ReviewError(
            f"TLY-3012 which-place  {words!r} names {len(rivals) + 1} places or more: {_listed([best, *rivals])}\n"
            "  next: give it as Name, Province, CC"
        )
    place = best.place
    return Place(
        name=place.name,
        country=place.country,
        admin1=place.name if place.precision == "admin1" else place.admin1,
        admin2=place.name if place.precision == "admin2" else place.admin2,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        precision=PlacePrecision(place.precision),
        gazetteer_id=place.id,
    )


def _country(words: str, gazetteer: Gazetteer) -> str | None:
    """The country of an ISO code or name."""
    code = words.upper()
    return code if code in gazetteer.countries() else gazetteer.country(words)


def _holders(candidate: Candidate) -> set[str]:
    place = candidate.place
    own = place.name if place.precision in ("admin1", "admin2") else None
    return {fold_name(name) for name in (place.admin1, place.admin2, own) if name}


def _same_spot(one: Candidate, other: Candidate) -> bool:
    """A town and the province or district of its name: one part of the world, told more or less precisely."""
    a, b = one.place, other.place
    return a.country == b.country and (a.admin1 or a.name) == (b.admin1 or b.name)


def _listed(found: list[Candidate]) -> str:
    def words() -> Iterator[str]:
        for c in found[:_SHOWN]:
            parts = (c.place.name, c.place.admin1, c.place.country)
            yield f"{', '.join(part for part in parts if part)} ({c.place.precision})"

    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(words()) + more


def _count(field: ClaimField, words: str) -> Count:
    parts = words.split()
    for size in range(len(parts), 0, -1):
        quantity = read_quantity(" ".join(parts[:size]))
        rest = [part.lower() for part in parts[size:]]
        if quantity is None or (rest and rest[-1] not in GROUP_OF):
            continue
        group = group_of(rest[-1], beside=frozenset(rest[:-1])) if rest else "all"
        count = Count(
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            vague=quantity.vague,
            group=group,
        )
        if figures_are_counts(count):
            return count
    raise _unread(
        field,
        words,
        'a figure: "12", "12-15", "at least 12", "about 12", "dozens", or with whom it counts: "12 civilians"',
    )


def _actor(words: str, actors: ActorTable) -> Actor:
    """The actor of the table, else people or a body as described ("masked gunmen"), else a name that is not known."""
    known = actors.find(words)
    if known is not None:
        return known
    split, heads = split_words(words), load_descriptions().heads
    for at in range(len(split)):
        hit = heads.longest(split, at)
        if hit is not None and hit[0] == len(split):
            return Actor(name=words, kind=hit[1].kind, unit=hit[1].unit)
    return Actor(name=words)
