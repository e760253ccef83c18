"""Comparators: each is named as the claim it tests. Not knowing never tests true."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache

from tallystick.records.referent import ARMED_KINDS, Actor, Moment, Place
from tallystick.records.vocabulary import ActorKind, PlacePrecision, TimePrecision

NEAR_KM = 25.0  # the field's "near a known place" (UCDP where_prec 2)
FINEST_FIRST = ("site", "settlement", "area", "admin2", "admin1", "sea", "country")  # precisions of a place
_ABOUT_DAYS = {TimePrecision.MONTH: 31, TimePrecision.SEASON: 92, TimePrecision.YEAR: 366}  # an approximate one's slack
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.SEA})


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance between two positions; null where one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def places_are_apart(a: Place, b: Place) -> bool:
    """The two cannot be one place: different countries or provinces, or farther than their radii allow."""
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    if PlacePrecision.COUNTRY in (a.precision, b.precision) or PlacePrecision.SEA in (a.precision, b.precision):
        return False
    gap = distance_km(a, b)
    if a.precision in _WIDE or b.precision in _WIDE:
        if a.admin1 and b.admin1:
            return a.admin1 != b.admin1
        reach = (a.radius_km or 0.0) + (b.radius_km or 0.0)
        return gap is not None and gap > max(4 * NEAR_KM, 1.5 * reach)
    return gap is not None and gap > max(NEAR_KM, (a.radius_km or 0.0) + (b.radius_km or 0.0))


def place_is_finer(a: Place, b: Place) -> bool:
    """The first is given more precisely than the second."""
    return FINEST_FIRST.index(a.precision) < FINEST_FIRST.index(b.precision)


def _bounds(moment: Moment) -> tuple[str | None, str | None]:
    """The first and last day it may mean: more than its own where the words tell it only about ("around 3 May")."""
    if "~" not in moment.edtf:
        return moment.earliest, moment.latest
    slack = timedelta(days=_ABOUT_DAYS.get(moment.precision, 7))
    return _moved(moment.earliest, -slack), _moved(moment.latest, slack)


def _moved(day: str | None, by: timedelta) -> str | None:
    if day is None or day.startswith("XXXX"):
        return None
    return (date.fromisoformat(day) + by).isoformat()


def moments_are_apart(a: Moment, b: Moment) -> bool:
    """The two intervals share no day; an unknown year is never by itself an overlap nor a gap."""
    (a_from, a_to), (b_from, b_to) = _bounds(a), _bounds(b)
    values = [v for v in (a_from, a_to, b_from, b_to) if v]
    if len({v.startswith("XXXX") for v in values}) == 2:
        a_from, a_to, b_from, b_to = (None if v is None else v[5:] for v in (a_from, a_to, b_from, b_to))
        if (a_from and a_to and a_from > a_to) or (b_from and b_to and b_from > b_to):
            return False
    return bool((a_to and b_from and a_to < b_from) or (b_to and a_from and b_to < a_from))


def moments_overlap(a: Moment, b: Moment) -> bool:
    """The two intervals share a day, both ends of both known and the year with them."""
    values = (a.earliest, a.latest, b.earliest, b.latest)
    if any(v is None or v.startswith("XXXX") for v in values):
        return False
    return not moments_are_apart(a, b)


def days_between(earlier: str | None, later: str | None) -> int | None:
    """Days from one day to another, negative where the second is the first; null where either is not a whole day."""
    if not earlier or not later or earlier.startswith("XXXX") != later.startswith("XXXX"):
        return None
    first, second = _ordinal(earlier), _ordinal(later)
    return None if first is None or second is None else second - first


@lru_cache(maxsize=4096)
def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10].replace("XXXX", "2000")).toordinal()
    except ValueError:
        return None


def actors_are_one(a: Actor, b: Actor) -> bool:
    """The two name the same actor."""
    if a.actor_id and b.actor_id:
        return a.actor_id == b.actor_id
    return a.name.casefold() == b.name.casefold()


def actors_conflict(a: Actor, b: Actor) -> bool:
    """The two are named armed actors of different kinds or sides, so that both cannot be meant."""
    if (
        actors_are_one(a, b)
        or not (a.actor_id and b.actor_id)
        or a.kind not in ARMED_KINDS
        or b.kind not in ARMED_KINDS
    ):
        return False
    if a.country and b.country and a.country == b.country and a.kind == b.kind:
        return False
    allied = {ActorKind.EXTERNAL_FORCES}
    return not (a.kind in allied or b.kind in allied)
