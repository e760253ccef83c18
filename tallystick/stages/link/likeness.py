"""Likeness: how well two accounts could tell one occurrence, field by field, each with its sentence.

Scores are log-odds that add up; the sum, past a prior against, gives a number between 0 and 1.
A ban is not a low score: it says that the two cannot be one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tallystick.records.comparators import (
    actors_are_one,
    actors_conflict,
    distance_km,
    moments_are_apart,
    moments_overlap,
    places_are_apart,
)
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import EventType, PlacePrecision, TimePrecision
from tallystick.stages.link.features import Features

PRIOR = -3.2  # log-odds that two accounts of one candidate block are one; set on evaluation/ develop
_DAY_LIKE = frozenset({TimePrecision.DAY, TimePrecision.DAYS})
_LOCAL = frozenset({PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.AREA, PlacePrecision.ADMIN2})
_VIOLENT_GENERAL = frozenset({EventType.ATTACK, EventType.ARMED_CLASH})
_BLASTS = frozenset(
    {
        EventType.AIR_DRONE_STRIKE,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.SUICIDE_BOMB,
        EventType.GRENADE,
        EventType.CHEMICAL_WEAPON,
    }
)
_TERRITORY = frozenset(
    {
        EventType.GOVERNMENT_REGAINS_TERRITORY,
        EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        EventType.NON_VIOLENT_TRANSFER_OF_TERRITORY,
        EventType.ARMED_CLASH,
    }
)
_CROWDS = frozenset(
    {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.MOB_VIOLENCE,
    }
)
_VIOLENT = _BLASTS | _VIOLENT_GENERAL | {EventType.SEXUAL_VIOLENCE, EventType.LOOTING_PROPERTY_DESTRUCTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two accounts are; `banned` where they cannot tell one occurrence."""

    score: float
    because: str
    banned: bool = False


Part = tuple[float, str]


def compare_accounts(a: Features, b: Features) -> Likeness:
    """The likeness of two accounts, symmetric in its arguments."""
    if ban := _ban(a, b):
        return Likeness(score=0.0, because=ban, banned=True)
    parts = [part for part in _parts(a, b) if part[0]]
    total = PRIOR + sum(weight for weight, _ in parts)
    score = round(1.0 / (1.0 + math.exp(-total)), 3)
    parts.sort(key=lambda part: (-abs(part[0]), part[1]))
    return Likeness(score=score, because="; ".join(words for _, words in parts if words) or "nothing in common")


def _ban(a: Features, b: Features) -> str | None:
    if a.report == b.report:
        return "two accounts of one report"
    if not types_agree(a.event_type, b.event_type):
        return f"{a.event_type} is not {b.event_type}"
    if a.moments and b.moments and _days_apart(a.moments, b.moments) > 1:
        return "days apart"
    mine, theirs = _local(a.places), _local(b.places)
    if mine and theirs and all(places_are_apart(p, q) for p in mine for q in theirs):
        return "places apart"
    if a.places and b.places and all(places_are_apart(p, q) for p in a.places for q in b.places):
        return "places apart"
    if a.aggregated != b.aggregated and (a.background or b.background):
        return "a campaign and a single act"
    return None


def types_agree(a: EventType, b: EventType) -> bool:
    """Two event types that reports may give to one occurrence."""
    if a == b:
        return True
    for family in (_CROWDS, _TERRITORY, _VIOLENT):
        if a in family and b in family:
            strict = {EventType.SEXUAL_VIOLENCE, EventType.LOOTING_PROPERTY_DESTRUCTION}
            return not (family is _VIOLENT and (a in strict or b in strict))
    return EventType.ATTACK in (a, b) and bool(
        {a, b}
        & {
            EventType.ABDUCTION_FORCED_DISAPPEARANCE,
            EventType.MOB_VIOLENCE,
            EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        }
    )


def _days_apart(mine: tuple[Moment, ...], theirs: tuple[Moment, ...]) -> int:
    """Fewest days between two sets of moments; 0 where any two may touch."""
    gaps = []
    for m in mine:
        for n in theirs:
            if not moments_are_apart(m, n):
                return 0
            if m.precision not in _DAY_LIKE or n.precision not in _DAY_LIKE:
                gaps.append(2)
                continue
            first, second = (m, n) if (m.latest or "") < (n.earliest or "") else (n, m)
            gaps.append(_gap(first.latest, second.earliest))
    return min(gaps, default=0)


def _gap(earlier: str | None, later: str | None) -> int:
    if earlier is None or later is None:
        return 0
    try:
        return (_day(later) - _day(earlier)).days
    except ValueError:
        return 2


def _day(text: str) -> date:
    return date.fromisoformat(text.replace("XXXX", "2000"))


def _local(places: tuple[Place, ...]) -> list[Place]:
    return [p for p in places if p.precision in _LOCAL]


def _parts(a: Features, b: Features) -> Iterator[Part]:
    yield _times(a, b)
    yield _places(a, b)
    yield _origins(a, b)
    yield _actors(a.perpetrators, b.perpetrators, "doer")
    yield _actors(a.targets, b.targets, "target")
    yield _types(a, b)
    yield _tolls(a.killed, b.killed, "killed")
    yield _tolls(a.injured, b.injured, "injured")
    yield _words(a, b)


def _times(a: Features, b: Features) -> Part:
    if a.moments and b.moments:
        if any(moments_overlap(m, n) for m in a.moments for n in b.moments):
            sharp = any(m.edtf == n.edtf and m.precision is TimePrecision.DAY for m in a.moments for n in b.moments)
            return (2.2, "the same day") if sharp else (1.0, "days that overlap")
        if _days_apart(a.moments, b.moments) == 1:
            return -0.4, "neighbouring days"
        if {m.edtf for m in a.moments} & {n.edtf for n in b.moments}:
            return 1.5, "the same day, the year not known"
        return 0.0, ""
    if a.published and b.published:
        gap = abs(_published_gap(a.published, b.published))
        if gap <= 2:
            return 1.0, "published within two days"
        if gap > 14:
            return -2.5, "published weeks apart"
        return (0.3, "published within a week") if gap <= 7 else (-0.5, "published days apart")
    return 0.0, ""


def _published_gap(a: str, b: str) -> int:
    try:
        return (date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days
    except ValueError:
        return 8


def _places(a: Features, b: Features) -> Part:
    best: Part = (0.0, "")
    for p in a.places:
        for q in b.places:
            if places_are_apart(p, q):
                continue
            best = max(best, _place_pair(p, q))
    if best[0] == 0.0 and not (a.places and b.places):
        return -0.2, ""
    return best


def _place_pair(p: Place, q: Place) -> Part:
    same = p.gazetteer_id is not None and p.gazetteer_id == q.gazetteer_id
    if p.precision in _LOCAL and q.precision in _LOCAL:
        gap = distance_km(p, q)
        if same or (gap is not None and gap < 5):
            return 2.4, f"both at {p.name}"
        return (1.4, f"{p.name} and {q.name} are {gap:.0f} km apart") if gap is not None else (0.0, "")
    if same:
        weight = 0.9 if p.precision is not PlacePrecision.COUNTRY else 0.3
        return weight, f"both in {p.name}"
    wider, finer = (p, q) if p.precision is PlacePrecision.COUNTRY or q.precision in _LOCAL else (q, p)
    if wider.precision is PlacePrecision.COUNTRY:
        return 0.2, f"{finer.name} lies in {wider.name}"
    return 0.7, f"{finer.name} may lie in {wider.name}"


def _origins(a: Features, b: Features) -> Part:
    for p in a.origins:
        for q in b.origins:
            if not places_are_apart(p, q):
                return 1.5, f"both launched from {p.name}"
    return 0.0, ""


def _actors(mine: tuple[Actor, ...], theirs: tuple[Actor, ...], role: str) -> Part:
    if not mine or not theirs:
        return 0.0, ""
    for x in mine:
        for y in theirs:
            if actors_are_one(x, y):
                return (0.9 if x.actor_id else 0.5), f"the same {role}, {x.name}"
    if all(actors_conflict(x, y) for x in mine for y in theirs):
        return -1.2, f"rival {role}s, {mine[0].name} and {theirs[0].name}"
    return 0.0, ""


def _types(a: Features, b: Features) -> Part:
    if a.event_type == b.event_type:
        return 0.9, f"both {a.event_type}"
    return -0.3, f"{a.event_type} and {b.event_type}"


def _tolls(mine: tuple[Count, ...], theirs: tuple[Count, ...], word: str) -> Part:
    if not mine or not theirs:
        return 0.0, ""
    exact = {(c.low, c.high) for c in mine if c.low or c.high} & {(c.low, c.high) for c in theirs if c.low or c.high}
    if exact:
        low, high = max(exact, key=lambda pair: (pair[0] or 0, pair[1] or 0))
        size = max(low or 0, high or 0)
        return (1.6 if size > 4 else 0.8), f"the same number {word}"
    x = max((c.low or c.high or 0) for c in mine)
    y = max((c.low or c.high or 0) for c in theirs)
    if not x or not y:
        return 0.0, ""
    ratio = max(x, y) / min(x, y)
    if ratio <= 2:
        return 0.2, f"{x} and {y} {word}"
    return (-0.6, f"{x} against {y} {word}") if ratio < 6 else (-1.5, f"{x} against {y} {word}")


def _words(a: Features, b: Features) -> Part:
    shared = a.words & b.words
    smaller = min(len(a.words), len(b.words))
    if smaller < 4:
        return 0.0, ""
    share = len(shared) / smaller
    weight = round(min(3.0, 6.0 * max(0.0, share - 0.12)), 2)
    if weight <= 0:
        return -0.5 if share < 0.05 else 0.0, ""
    shown = ", ".join(sorted(shared, key=lambda w: (-len(w), w))[:4])
    return weight, f"{len(shared)} shared words ({shown})"
