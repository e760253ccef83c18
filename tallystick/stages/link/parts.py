"""Parts: what one field says of two accounts, as terms whose weights are log-odds, in words, or as a ban.

Each function takes the values of both, the one with the smaller id first. What few reports have (a village, a
group) has a larger amount than what most have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from tallystick.records.comparators import (
    actors_are_one,
    actors_conflict,
    days_between,
    distance_km,
    moments_are_apart,
    moments_overlap,
    places_are_apart,
)
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import EventType, PlacePrecision, TimePrecision
from tallystick.stages.link.families import types_agree, types_differ
from tallystick.stages.link.features import Features

Terms = tuple[tuple[str, float], ...]

WAR_TOTAL: Final = 3000  # a toll from which it is that of a war, stated in any report on it
LARGE_TOLL: Final = 20  # from which two near tolls of one day are seldom of two occurrences
SCENE_KM: Final = 5.0  # settlements nearer than this are one scene
LOCAL: Final = frozenset({PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.AREA, PlacePrecision.ADMIN2})
_DAY_LIKE: Final = frozenset({TimePrecision.DAY, TimePrecision.DAYS})
_SHARP: Final = 14  # days; a longer time says little of when


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one field says.

    `terms` are named amounts; `specific`: few occurrences have it; `timely`: both are known to tell of one day;
    `untimely`: what one tells farther from its act is of other days; `ban`: the two cannot be one occurrence, and
    `words` say why.
    """

    terms: Terms = ()
    words: str = ""
    specific: bool = False
    timely: bool = False
    untimely: bool = False
    ban: bool = False


NOTHING: Final = Part()


class Kind(NamedTuple):
    """What is told: its type, whether as a campaign, recalled in passing, or as another one like it."""

    event_type: EventType
    aggregated: bool
    background: bool
    another: bool = False


class When(NamedTuple):
    """When it was, that which is told nearest to the act first; when and how it was told.

    Where no days are told, `said` is the day by which somebody had spoken of it, and `beside` that of all else that its
    report tells as main.
    """

    moments: tuple[Moment, ...]
    published: str | None
    background: bool
    said: str | None = None
    beside: Moment | None = None


def compare_kinds(a: Kind, b: Kind) -> Part:
    """The types, and whether both are single acts."""
    if not types_agree(a.event_type, b.event_type):
        return Part(words=f"{a.event_type} is not {b.event_type}", ban=True)
    words = f"the same type, {a.event_type}"
    term = "type, same"
    if a.event_type != b.event_type:
        words = f"{min(a.event_type, b.event_type)} and {max(a.event_type, b.event_type)}"
        term = "type, far" if types_differ(a.event_type, b.event_type) else "type, close"
    terms: Terms = ((term, 1.0),)
    if a.aggregated != b.aggregated:
        terms += (("campaign, recalled" if a.background or b.background else "campaign", 1.0),)
        words = f"{words}, a campaign and a single act"
    if a.another or b.another:
        terms += (("another, both" if a.another and b.another else "another, one", 1.0),)
        words = f"{words}, {'both' if a.another and b.another else 'one'} told as another one"
    return Part(terms=terms, words=words)


def days_beside(features: Iterable[Features]) -> Mapping[str, Moment]:
    """The day of all that a report tells as main with a day, by report; none where these are several."""
    days: dict[str, Moment | None] = {}
    for feature in features:
        day = next((m for m in feature.moments if m.precision is TimePrecision.DAY), None)
        if day is not None and not feature.background:
            known = days.setdefault(feature.report, day)
            days[feature.report] = known if known is not None and known.edtf == day.edtf else None
    return {report: day for report, day in days.items() if day is not None}


def when_of(feature: Features, *, beside: Mapping[str, Moment]) -> When:
    """When it was; `beside` as `days_beside` gives it."""
    if _sharp(feature.moments):
        return When(feature.moments, feature.published, feature.background)
    day = None if feature.background else beside.get(feature.report)
    return When(feature.moments, feature.published, feature.background, feature.said, day)


def compare_times(a: When, b: When) -> Part:
    """When each was, or else what the days told beside it, or its publication, say of that."""
    if a.moments and b.moments and _days_apart(a.moments, b.moments) > 1:
        return Part(words="days apart", ban=True)
    for told, other in ((a, b), (b, a)):
        if told.published and not other.background and _told_before(other.moments, told.published):
            return Part(words="published before it happened", ban=True)
    mine, theirs = _sharp(a.moments), _sharp(b.moments)
    if mine and theirs:
        apart = _days_apart(mine[:1], theirs[:1])
        if apart > 1:
            return _OTHER_DAYS if apart <= _FEW_DAYS else _OTHER_TIME
        best = max((_compare_moments(m, n) for m in mine for n in theirs), key=lambda found: found[0])[1]
        if best is NOTHING and _days_apart(mine, theirs) == 1:
            return Part(terms=(("time, neighbouring days", 1.0),), words="neighbouring days")
        return best
    if a.moments and b.moments and not (mine or theirs):
        return Part(terms=(("time, long", 1.0),), words="both over a long time")
    part = _compare_undated(a, b, mine, theirs)
    recalls = any(_days_apart(days[:1], (day,)) > 1 for days in (mine, theirs) for day in days)
    return replace(part, untimely=True) if recalls else part


def _compare_undated(a: When, b: When, mine: tuple[Moment, ...], theirs: tuple[Moment, ...]) -> Part:
    """Of two of which one at least has no days: what stands for them."""
    for other, days in ((b, mine), (a, theirs)):
        if days and other.said and (days_between(other.said, days[0].earliest) or 0) > 0:
            return _SAID_BEFORE
    ours, others = mine[:1] or (a.beside,), theirs[:1] or (b.beside,)
    if ours[0] and others[0]:
        return _BESIDE[min(2, _days_apart((ours[0],), (others[0],)))]
    for other, days in ((b, mine), (a, theirs)):
        if days and other.published and not other.background:
            lag = days_between(days[0].latest, other.published)
            if lag is None:
                continue
            if lag < -1:
                return _OTHER_TIME
            if lag <= 1:
                return Part(
                    terms=(("time, published that day", 1.0),),
                    words="one published on or after the day the other gives",
                    timely=True,
                )
            return Part(
                terms=((f"time, published {_late(lag)}", 1.0),),
                words="" if lag <= 3 else "one published days after the day the other gives",
            )
    return _publications(a, b)


_BESIDE: Final = (
    Part(terms=(("time, beside that day", 1.0),), words="one told beside what was on the other's day", timely=True),
    Part(terms=(("time, beside neighbouring days", 1.0),), words="one told beside what was a day from the other's"),
    Part(terms=(("time, beside other days", 1.0),), words="one told beside what was on other days"),
)
_SAID_BEFORE: Final = Part(terms=(("time, said before", 1.0),), words="one spoken of before the day the other gives")
_FEW_DAYS: Final = 3
_OTHER_DAYS: Final = Part(
    terms=(("time, other days", 1.0),),
    words="a few days apart, but for one told farther from the act",
    untimely=True,
)
_OTHER_TIME: Final = Part(
    terms=(("time, other time", 1.0),), words="days apart, but for one told farther from the act", untimely=True
)


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


def _sharp(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    return tuple(m for m in moments if _span(m) <= _SHARP)


def _span(moment: Moment) -> int:
    span = days_between(moment.earliest, moment.latest)
    return 400 if span is None else span


def _publications(a: When, b: When) -> Part:
    if a.background or b.background:
        return Part(terms=(("time, recalled", 1.0),), words="one recalled, its day not told")
    if not (a.published and b.published):
        return Part(terms=(("time, unknown", 1.0),), words="nothing says when")
    gap = abs(days_between(a.published, b.published) or 0)
    if gap <= 1:
        return Part(terms=(("time, both published", 1.0),), words="published within a day", timely=True)
    words = "published within three days" if gap <= 3 else "published days apart"
    return Part(terms=((f"time, both published {_late(gap)}", 1.0),), words=words)


def _late(days: int) -> str:
    for most, words in ((3, "in three days"), (7, "in a week"), (14, "in a fortnight"), (60, "in two months")):
        if days <= most:
            return words
    return "later"


def _compare_moments(m: Moment, n: Moment) -> tuple[int, Part]:
    """A part, with a number that is larger the more it says."""
    if m.edtf == n.edtf and m.precision is TimePrecision.DAY:
        if not m.edtf.startswith("XXXX"):
            return 4, Part(terms=(("time, same day", 1.0),), words="the same day", timely=True)
        words = "the same day, the year not known"
        return 3, Part(terms=(("time, same day of a year", 1.0),), words=words, timely=True)
    if moments_overlap(m, n):
        if m.precision in _DAY_LIKE and n.precision in _DAY_LIKE:
            return 2, Part(terms=(("time, days overlap", 1.0),), words="days that overlap", timely=True)
        return 1, Part(terms=(("time, overlap", 1.0),), words="times that overlap")
    return 0, NOTHING


def compare_places(mine: tuple[Place, ...], theirs: tuple[Place, ...], surprise: Callable[[Place], float]) -> Part:
    """The nearest two of their places; `surprise` is how much a place tells, in nats."""
    if not (mine and theirs):
        return NOTHING
    ours, others = ([p for p in places if p.precision in LOCAL] for places in (mine, theirs))
    if ours and others and all(_are_apart(p, q) for p in ours for q in others):
        return Part(words="places apart", ban=True)
    found = [_compare_spots(p, q, surprise) for p in mine for q in theirs if not _are_apart(p, q)]
    if not found:
        return Part(words="places apart", ban=True)
    best = max(found, key=lambda one: (one[0], one[1].words))[1]
    if best.specific and (_is_spread(ours) or _is_spread(others)):
        return replace(best, terms=(*best.terms, ("place, of several", 1.0)))
    return best


def _is_spread(spots: Sequence[Place]) -> bool:
    """The first of them lies away from another."""
    return any((distance_km(spots[0], p) or 0.0) >= SCENE_KM for p in spots[1:])


def _are_apart(p: Place, q: Place) -> bool:
    return places_are_apart(p, q) and not _is_namesake(p, q)


def _is_namesake(p: Place, q: Place) -> bool:
    """One is a town with the name of the region in which the other lies, so that the region may be meant."""
    return p.country == q.country and p.admin1 == q.admin1 and (bears_region(p) or bears_region(q))


def bears_region(place: Place) -> bool:
    """A town with the name of its region."""
    named = place.precision is PlacePrecision.SETTLEMENT and place.admin1 is not None
    return named and place.name.casefold() == (place.admin1 or "").casefold()


def _compare_spots(p: Place, q: Place, surprise: Callable[[Place], float]) -> tuple[float, Part]:
    """A part, with a number that is larger the more it says."""
    same = p.gazetteer_id is not None and p.gazetteer_id == q.gazetteer_id
    if p.precision in LOCAL and q.precision in LOCAL:
        gap = distance_km(p, q)
        if same or (gap is not None and gap < SCENE_KM):
            amount = min(5.8, max(1.3, min(surprise(p), surprise(q))))
            if same or not (p.gazetteer_id and q.gazetteer_id):
                words = (
                    f"both {p.name}" if p.name[:1].islower() else f"both at {p.name}"
                )  # "near Port Zelen" says where
                return 9 + amount, Part(terms=(("place, same", amount),), words=words, specific=True)
            words = f"{p.name} and {q.name} are next to each other"
            return 3 + amount, Part(terms=(("place, beside", amount),), words=words, specific=True)
        if _is_namesake(p, q):
            words = f"{p.name} and {q.name}, of which one is also the other's region"
            return 1, Part(terms=(("place, of that name", 1.0),), words=words)
        if gap is None:
            return 0, NOTHING
        within = gap < max(p.radius_km or 0.0, q.radius_km or 0.0)
        words = f"{p.name} and {q.name} are {gap:.0f} km apart"
        return 2 if within else -1, Part(terms=(("place, around" if within else "place, near", 1.0),), words=words)
    if same:
        if p.precision is PlacePrecision.COUNTRY:
            return 2, Part(terms=(("place, same country", 1.0),), words=f"both in {p.name}")
        return 4, Part(terms=(("place, same region", 1.0),), words=f"both in {p.name}")
    wider, finer = (p, q) if p.precision is PlacePrecision.COUNTRY or q.precision in LOCAL else (q, p)
    if wider.precision is PlacePrecision.COUNTRY:
        return 1, Part(terms=(("place, in country", 1.0),), words=f"{finer.name} lies in {wider.name}")
    return 3, Part(terms=(("place, in region", 1.0),), words=f"{finer.name} may lie in {wider.name}")


NAMED: Final = Part(terms=(("place, named", 1.0),), words="places apart, but one names the other's")


def local_names(places: tuple[Place, ...]) -> tuple[frozenset[str], ...]:
    """The words of the name of each place that is a spot."""
    return tuple(frozenset(p.name.lower().split()) for p in places if p.precision in LOCAL)


def compare_origins(mine: tuple[Place, ...], theirs: tuple[Place, ...]) -> Part:
    """Where both were launched."""
    for p in mine:
        for q in theirs:
            if not places_are_apart(p, q) and p.precision in LOCAL and q.precision in LOCAL:
                return Part(terms=(("origin, same", 1.0),), words=f"both launched from {p.name}", specific=True)
    return NOTHING


def compare_actors(
    mine: tuple[Actor, ...], theirs: tuple[Actor, ...], role: str, surprise: Callable[[Actor], float]
) -> Part:
    """The rarest actor that both name in a role ("doer", "target"), or that all they name rule each other out."""
    if not (mine and theirs):
        return NOTHING
    shared = [x for x in mine for y in theirs if actors_are_one(x, y)]
    if shared:
        rarest = max(shared, key=lambda x: (surprise(x), x.name))
        term = f"{role}, same" if rarest.actor_id else f"{role}, same words"  # a description says less than a name
        amount = min(6.0 if rarest.actor_id else 10.0, surprise(rarest))
        return Part(terms=((term, amount),), words=f"the same {role}, {rarest.name}")
    if all(actors_conflict(x, y) for x in mine for y in theirs):
        return Part(terms=((f"{role}, rival", 1.0),), words=f"rival {role}s, {mine[0].name} and {theirs[0].name}")
    return NOTHING


def compare_tolls(
    mine: tuple[Count, ...], theirs: tuple[Count, ...], word: str, *, lag: int, placed: bool, timely: bool
) -> Part:
    """How many were `word`, by the two figures that differ least; those told nearest to the act come first.

    `lag` has the sign of the days by which the second was published later: tolls climb. `placed`: both tell a place;
    `timely`: both tell of one day.
    """
    ours, others = (
        list(dict.fromkeys(size for count in counts if (size := count.low or count.high))) for counts in (mine, theirs)
    )
    if not (ours and others):
        return NOTHING
    x, y = min(((x, y) for x in ours for y in others), key=lambda pair: (_times(*pair), -pair[0], -pair[1]))
    low, high = min(x, y), max(x, y)
    if high >= WAR_TOTAL:
        return NOTHING
    if low == high:
        own = (x, y) == (ours[0], others[0])
        return Part(
            terms=(
                (f"{word}, same" if own else f"{word}, same farther", 1.0),
                (f"{word}, size", min(3.1, math.log(low))),
            ),
            words=f"the same number {word}, {low}",
            specific=low >= (5 if placed else 15),
        )
    words = f"{low} against {high} {word}"
    if high <= 2 * low:
        terms: Terms = ((f"{word}, near size", min(3.1, math.log(low))), (f"{word}, near", 1.0))
        if low >= LARGE_TOLL:
            terms += ((f"{word}, both large", 1.0),)
        if (x, y) != (ours[0], others[0]):
            terms += ((f"{word}, near farther", 1.0),)
        near = f"{low} and {high} {word}, about as many"
        return Part(terms=terms, words=near, specific=low >= LARGE_TOLL and timely)
    if high - low <= 3:
        return Part(terms=((f"{word}, few", 1.0),), words=words)
    if high < 6 * low:
        if lag and (lag > 0) == (y > x):
            return Part(terms=((f"{word}, climbs", 1.0),), words=f"{low} {word}, in the later report {high}")
        return Part(terms=((f"{word}, differs", 1.0),), words=words)
    return Part(terms=((f"{word}, far", 1.0),), words=words)


def _times(x: int, y: int) -> float:
    return max(x, y) / min(x, y)
