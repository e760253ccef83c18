"""Likeness: how well two accounts could tell one occurrence, field by field, each with its sentence.

Scores are log-odds that add up; the sum, past a prior against, gives a number between 0 and 1. What
few reports have (a village, a group, a word) weighs more than what most have. A ban is not a low
score: it says that the two cannot be one. Two accounts that share nothing specific are never put together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tallystick.records.comparators import (
    actors_are_one,
    actors_conflict,
    days_between,
    distance_km,
    moments_are_apart,
    moments_overlap,
    places_are_apart,
)
from tallystick.records.incident import LinkPart
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import LinkField, PlacePrecision, TimePrecision
from tallystick.stages.link.families import types_agree, types_differ
from tallystick.stages.link.features import Features
from tallystick.stages.link.rarity import Rarity

AGAINST = 0.46  # prior log-odds against two accounts being one, for each nat of how many reports there are
NEITHER = 0.3  # the most that two accounts without anything specific in common can score
SPECIFIC = 1.2  # weight of shared words, or of a shared toll, that counts as something specific
WAR_TOTAL = 3000  # a toll from which it is that of a war, stated in any report on it
NAME_COUNTS = 1.5  # how much more a name says than another word as rare
SCENE_KM = 5.0  # settlements nearer than this are one scene
PRIOR_WORDS = "before anything is compared: two accounts are seldom one"
_COMPARED = (
    LinkField.TIME,
    LinkField.PLACE,
    LinkField.ORIGIN,
    LinkField.PERPETRATOR,
    LinkField.TARGET,
    LinkField.EVENT_TYPE,
    LinkField.KILLED,
    LinkField.INJURED,
    LinkField.WORDS,
)
_DAY_LIKE = frozenset({TimePrecision.DAY, TimePrecision.DAYS})
LOCAL = frozenset({PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.AREA, PlacePrecision.ADMIN2})


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two accounts are; `banned` where they cannot tell one occurrence."""

    score: float
    because: str
    banned: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one field says: log-odds, in words, and whether it is specific to few occurrences."""

    weight: float = 0.0
    words: str = ""
    specific: bool = False


NOTHING = Part()


def compare_accounts(a: Features, b: Features, *, rarity: Rarity) -> Likeness:
    """The likeness of two accounts, symmetric in its arguments."""
    if b.id < a.id:
        a, b = b, a
    if ban := _ban(a, b):
        return Likeness(score=0.0, because=ban, banned=True)
    parts = _parts(a, b, rarity)
    total = -AGAINST * rarity.size + sum(part.weight for part in parts)
    score = 1.0 / (1.0 + math.exp(-total))
    if not any(part.specific for part in parts):
        score = min(score, NEITHER)
    said = sorted((part for part in parts if part.words), key=lambda part: (-abs(part.weight), part.words))
    return Likeness(score=round(score, 3), because="; ".join(part.words for part in said) or "nothing in common")


def likeness_parts(a: Features, b: Features, *, rarity: Rarity) -> tuple[LinkPart, ...]:
    """What each field says of two accounts that may be one, symmetric in its arguments.

    The prior comes first, then the fields that say something, the weightiest first. The weights add up to
    the log-odds of the score that `compare_accounts` gives, where something specific is shared.
    """
    if b.id < a.id:
        a, b = b, a
    said = [
        LinkPart(field=field, weight=part.weight, words=part.words)
        for field, part in zip(_COMPARED, _parts(a, b, rarity), strict=True)
        if part.weight or part.words
    ]
    prior = LinkPart(field=LinkField.PRIOR, weight=round(-AGAINST * rarity.size, 3), words=PRIOR_WORDS)
    return (prior, *sorted(said, key=lambda part: (-abs(part.weight), part.field)))


def _parts(a: Features, b: Features, rarity: Rarity) -> tuple[Part, ...]:
    """What each field of `_COMPARED` says."""
    lag = days_between(a.published, b.published) or 0
    placed = bool(a.places and b.places)
    time, place = _times(a, b), _places(a, b, rarity)
    return (
        time,
        place,
        _origins(a, b),
        _actors(a.perpetrators, b.perpetrators, "doer", rarity),
        _actors(a.targets, b.targets, "target", rarity),
        _types(a, b),
        _tolls(a.killed, b.killed, "killed", lag=lag, placed=placed),
        _tolls(a.injured, b.injured, "injured", lag=lag, placed=placed),
        _words(a, b, rarity, timely=time.weight >= 1.0, local=place.specific),
    )


def _ban(a: Features, b: Features) -> str | None:
    if a.report == b.report:
        return "two accounts of one report"
    if not types_agree(a.event_type, b.event_type):
        return f"{a.event_type} is not {b.event_type}"
    if a.moments and b.moments and _days_apart(a.moments, b.moments) > 1:
        return "days apart"
    for told, other in ((a, b), (b, a)):
        if told.published and not other.background and _told_before(other.moments, told.published):
            return "published before it happened"
    mine, theirs = _local(a.places), _local(b.places)
    if mine and theirs and all(places_are_apart(p, q) for p in mine for q in theirs):
        return "places apart"
    if a.places and b.places and all(places_are_apart(p, q) for p in a.places for q in b.places):
        return "places apart"
    return None


def _told_before(moments: tuple[Moment, ...], published: str) -> bool:
    """Every day it may have been lies after this publication, by more than the width of the date line."""
    return bool(moments) and all((days_between(published, m.earliest) or 0) > 1 for m in moments)


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
            gaps.append(days_between(first.latest, second.earliest) or 0)
    return min(gaps, default=0)


def _local(places: tuple[Place, ...]) -> list[Place]:
    return [p for p in places if p.precision in LOCAL]


def _times(a: Features, b: Features) -> Part:
    mine, theirs = _sharp(a.moments), _sharp(b.moments)
    if mine and theirs:
        best = max((_moment_pair(m, n) for m in mine for n in theirs), key=lambda part: part.weight)
        if best.weight == 0.0 and _days_apart(mine, theirs) == 1:
            return Part(-0.6, "neighbouring days")
        return best
    if a.moments and b.moments and not (mine or theirs):
        wide = Part(-3.0, "both over a long time")
        return min(wide, _publications(a, b), key=lambda part: part.weight)
    for other, days in ((b, mine), (a, theirs)):
        if days and other.published and not other.background:
            lags = [lag for m in days if (lag := days_between(m.latest, other.published)) is not None]
            lag = min((abs(lag) for lag in lags), default=None)
            if lag is None:
                continue
            if lag <= 1:
                return Part(1.0, "one published on or after the day the other gives")
            return Part(0.2, "") if lag <= 3 else Part(_late(lag), "one published days after the day the other gives")
    return _publications(a, b)


def _sharp(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Those of at most two weeks; a longer one says little of when."""
    return tuple(m for m in moments if _span(m) <= 14)


def _span(moment: Moment) -> int:
    span = days_between(moment.earliest, moment.latest)
    return 400 if span is None else span


def _publications(a: Features, b: Features) -> Part:
    if a.background or b.background:
        return Part(-0.8, "one recalled, its day not told")
    if not (a.published and b.published):
        return Part(-0.8, "nothing says when")
    gap = abs(days_between(a.published, b.published) or 0)
    if gap <= 1:
        return Part(1.0, "published within a day")
    return Part(0.2, "published within three days") if gap <= 3 else Part(_late(gap), "published days apart")


def _late(days: int) -> float:
    return -0.8 if days <= 7 else -2.0 if days <= 14 else -3.5 if days <= 60 else -6.0


def _moment_pair(m: Moment, n: Moment) -> Part:
    if m.edtf == n.edtf and m.precision is TimePrecision.DAY:
        known = not m.edtf.startswith("XXXX")
        return Part(2.0, "the same day") if known else Part(1.5, "the same day, the year not known")
    if moments_overlap(m, n):
        sharp = m.precision in _DAY_LIKE and n.precision in _DAY_LIKE
        return Part(1.5, "days that overlap") if sharp else Part(0.3, "times that overlap")
    return NOTHING


def _places(a: Features, b: Features, rarity: Rarity) -> Part:
    best = NOTHING
    for p in a.places:
        for q in b.places:
            if not places_are_apart(p, q):
                part = _place_pair(p, q, rarity)
                best = part if (part.weight, part.words) > (best.weight, best.words) else best
    return best


def _place_pair(p: Place, q: Place, rarity: Rarity) -> Part:
    same = p.gazetteer_id is not None and p.gazetteer_id == q.gazetteer_id
    if p.precision in LOCAL and q.precision in LOCAL:
        gap = distance_km(p, q)
        if same or (gap is not None and gap < SCENE_KM):
            surprise = min(rarity.of_place(p), rarity.of_place(q))
            weight = round(min(2.6, max(0.6, 0.45 * surprise)), 2)
            return Part(weight, f"both at {p.name}", specific=True)
        if gap is None:
            return NOTHING
        within = gap < max(p.radius_km or 0.0, q.radius_km or 0.0)
        return Part(0.3 if within else -0.5, f"{p.name} and {q.name} are {gap:.0f} km apart")
    if same:
        return Part(0.2 if p.precision is PlacePrecision.COUNTRY else 0.7, f"both in {p.name}")
    wider, finer = (p, q) if p.precision is PlacePrecision.COUNTRY or q.precision in LOCAL else (q, p)
    if wider.precision is PlacePrecision.COUNTRY:
        return Part(0.1, f"{finer.name} lies in {wider.name}")
    return Part(0.5, f"{finer.name} may lie in {wider.name}")


def _origins(a: Features, b: Features) -> Part:
    for p in a.origins:
        for q in b.origins:
            if not places_are_apart(p, q) and p.precision in LOCAL and q.precision in LOCAL:
                return Part(1.2, f"both launched from {p.name}", specific=True)
    return NOTHING


def _actors(mine: tuple[Actor, ...], theirs: tuple[Actor, ...], role: str, rarity: Rarity) -> Part:
    if not mine or not theirs:
        return NOTHING
    shared = [x for x in mine for y in theirs if actors_are_one(x, y)]
    if shared:
        rarest = max(shared, key=lambda x: (rarity.of_actor(x), x.name))
        share = 0.2 if rarest.actor_id else 0.12  # a description ("gunmen") says less than a name
        return Part(round(min(1.2, share * rarity.of_actor(rarest)), 2), f"the same {role}, {rarest.name}")
    if all(actors_conflict(x, y) for x in mine for y in theirs):
        return Part(-1.6, f"rival {role}s, {mine[0].name} and {theirs[0].name}")
    return NOTHING


def _types(a: Features, b: Features) -> Part:
    one = Part(0.8, f"both {a.event_type}")
    if a.event_type != b.event_type:
        weight = -0.8 if types_differ(a.event_type, b.event_type) else -0.2
        one = Part(weight, f"{min(a.event_type, b.event_type)} and {max(a.event_type, b.event_type)}")
    if a.aggregated != b.aggregated:
        return Part(
            one.weight - (1.5 if a.background or b.background else 0.8), f"{one.words}, a campaign and a single act"
        )
    return one


def _tolls(mine: tuple[Count, ...], theirs: tuple[Count, ...], word: str, *, lag: int, placed: bool) -> Part:
    """`lag` is by how many days the second was published later: tolls climb."""
    if not mine or not theirs:
        return NOTHING
    exact = {size for c in mine if (size := _size(c))} & {size for c in theirs if (size := _size(c))}
    if exact:
        size = max(exact)
        weight = round(min(2.0, 0.3 + 0.55 * math.log(size)), 2) if size < WAR_TOTAL else 0.0
        return Part(weight, f"the same number {word}, {size}", specific=size >= (5 if placed else 15) and weight > 0)
    x, y = max(_size(c) for c in mine), max(_size(c) for c in theirs)
    if not x or not y:
        return NOTHING
    low, high = min(x, y), max(x, y)
    words = f"{low} against {high} {word}"
    if high <= 2 * low or high - low <= 3:
        return Part(0.1, words)
    climbs = lag and (lag > 0) == (y > x)
    if high < 6 * low:
        return Part(-0.1, f"{words}, the later report more") if climbs else Part(-0.5, words)
    return Part(-1.5, words)


def _size(count: Count) -> int:
    return count.low or count.high or 0


def _words(a: Features, b: Features, rarity: Rarity, *, timely: bool, local: bool) -> Part:
    """`timely` and `local`: both are known to tell of one day, of one spot; then less is specific enough."""
    shared = set(a.words).intersection(b.words)
    if not shared:
        long = min(len(a.words), len(b.words)) > 12
        return Part(-0.5, "no telling word shared") if long else NOTHING
    named = _name_words(a) & _name_words(b)
    names = {*a.names, *b.names}
    telling = {
        word: tells * (NAME_COUNTS if word in names else 1.0)
        for word in shared - named
        if (tells := rarity.words.get(word, 0.0))
    }
    if not telling:
        return NOTHING
    whole = min(rarity.of_words(a.words), rarity.of_words(b.words))
    got = sum(telling[word] for word in sorted(telling))
    share = min(1.0, got / whole / 0.3) if whole > 0 else 0.0
    weight = round(min(4.0, 0.45 * got * share), 2)
    shown = ", ".join(sorted(telling, key=lambda w: (-telling[w], w))[:4])
    if timely or local:
        specific = (weight >= SPECIFIC and len(telling) > 1) or any(telling.get(name, 0) > 1 for name in names)
    else:
        specific = weight >= 2 * SPECIFIC and len(telling) > 2 and not names.isdisjoint(telling)
    return Part(weight, f"shared words ({shown})", specific=specific)


def _name_words(features: Features) -> set[str]:
    """Words of names that place and actors are already weighed by."""
    names = [p.name for p in features.places]
    names += [x.name for x in (*features.perpetrators, *features.targets)]
    return {word for name in names for word in name.lower().split()}
