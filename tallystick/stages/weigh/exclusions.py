"""Exclusions: whether two claims on one field cannot both be right. Not knowing never tests true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tallystick.records.comparators import (
    actors_are_one,
    actors_conflict,
    days_between,
    moments_are_apart,
    places_are_apart,
)
from tallystick.records.referent import ARMED_KINDS, BAND_KINDS, STATE_KINDS, Actor, Moment, Place
from tallystick.records.vocabulary import (
    ActorKind,
    ClaimField,
    EventType,
    Modality,
    PartOfDay,
    PlacePrecision,
    SourceKind,
)
from tallystick.stages.weigh.positions import Held

VoiceOfActor = Callable[[Actor], str | None]
_NEXT_DAY_HOURS = 20  # between two times of day a day apart: below, one night or two time zones can make them one
_HOUR = {
    PartOfDay.EARLY_MORNING: 4,
    PartOfDay.DAWN: 5,
    PartOfDay.MORNING: 9,
    PartOfDay.MIDDAY: 12,
    PartOfDay.AFTERNOON: 15,
    PartOfDay.EVENING: 19,
    PartOfDay.NIGHT: 23,
}
_FROM_AFAR, _PLANTED, _THROWN = "fire from afar", "a planted bomb", "a thrown grenade"
_FAMILY = {
    EventType.AIR_DRONE_STRIKE: _FROM_AFAR,
    EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: _FROM_AFAR,
    EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: _PLANTED,
    EventType.SUICIDE_BOMB: _PLANTED,
    EventType.GRENADE: _THROWN,
    EventType.ABDUCTION_FORCED_DISAPPEARANCE: "abduction",
    EventType.ARRESTS: "arrest",
    EventType.GOVERNMENT_REGAINS_TERRITORY: "government gains",
    EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "others gain",
}
EXCLUSIVE_TYPES = frozenset(_FAMILY)
_FIGHTS = frozenset({EventType.ARMED_CLASH, *(t for t, family in _FAMILY.items() if "gain" in family)})
_UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})
_OF_A_SIDE = frozenset({SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.PARTY})


def of_one_teller(one: Held, other: Held) -> bool:
    """An outlet's own word and that of a source which it cites in the same report: it does not contradict itself."""
    return one.report == other.report and bool(one.claim.source) != bool(other.claim.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Who was hit, as all reports of an incident together and each by itself have it, and whether any tells a fight."""

    anywhere: frozenset[Actor]
    by_report: Mapping[str, frozenset[Actor]]
    in_a_fight: bool

    def in_report(self, actor: Actor, report: str) -> bool:
        """A report says that the actor was hit."""
        return _is_among(actor, self.by_report.get(report, ()))


def who_was_hit(held: Iterable[Held]) -> Hit:
    """Who was hit, by the claims of one incident."""
    by_report: dict[str, set[Actor]] = defaultdict(set)
    in_a_fight = False
    for h in held:
        if h.claim.field is ClaimField.TARGET and isinstance(h.claim.value, Actor):
            by_report[h.report].add(h.claim.value)
        in_a_fight = in_a_fight or (h.claim.field is ClaimField.EVENT_TYPE and h.claim.value in _FIGHTS)
    return Hit(
        anywhere=frozenset().union(*by_report.values()),
        by_report={report: frozenset(actors) for report, actors in by_report.items()},
        in_a_fight=in_a_fight,
    )


def doers_exclude(one: Held, other: Held, *, hit: Hit, voice_of_actor: VoiceOfActor) -> bool:
    """Rivals, neither above the other, nor hit by what the same report says, and not the two sides of a fight."""
    a, b = one.claim.value, other.claim.value
    if not (isinstance(a, Actor) and isinstance(b, Actor)):
        return False
    if not (actors_conflict(a, b) or _group_against(a, b) or _group_against(b, a)):
        return False
    above = voice_of_actor(a)
    if above is not None and above == voice_of_actor(b):
        return False
    if hit.in_report(a, one.report) or hit.in_report(b, other.report):
        return False
    return not _are_sides(a, b, hit)


def _group_against(a: Actor, b: Actor) -> bool:
    """A named group and another, or the forces of any state: allies act together, but one of these alone did it."""
    named = a.actor_id and b.actor_id and a.actor_id != b.actor_id
    return bool(named) and a.kind in BAND_KINDS and b.kind in ARMED_KINDS


def _are_sides(a: Actor, b: Actor, hit: Hit) -> bool:
    """In a fight each side may be told as the one that acts: a state's forces and a group, or two that are also hit."""
    if not hit.in_a_fight:
        return False
    if (a.kind in STATE_KINDS) != (b.kind in STATE_KINDS):
        return True
    return _is_among(a, hit.anywhere) and _is_among(b, hit.anywhere)


def _is_among(actor: Actor, actors: Iterable[Actor]) -> bool:
    return any(actors_are_one(x, actor) for x in actors)


def types_exclude(one: Held, other: Held, *, doers_differ: bool) -> bool:
    """Kinds that exclude each other, one of them at least on a source's word: an outlet's choice of noun is none.

    Fire from the air and from the ground are often each other's noun: they exclude each other where both are on a
    source's word and the two voices also name rival doers (`doers_differ`).
    """
    a, b = one.claim.value, other.claim.value
    if not (isinstance(a, EventType) and isinstance(b, EventType)):
        return False
    families = _FAMILY.get(a), _FAMILY.get(b)
    if None in families or set(families) == {_FROM_AFAR, _THROWN}:
        return False
    if families[0] != families[1]:
        return bool(one.claim.source or other.claim.source)
    return a is not b and families[0] == _FROM_AFAR and doers_differ and bool(one.claim.source and other.claim.source)


def times_exclude(one: Held, other: Held) -> bool:
    """No day in common. A day apart, one's night may be the other's morning, unless the times of day are far apart."""
    a, b = one.claim.value, other.claim.value
    if not (isinstance(a, Moment) and isinstance(b, Moment)) or not moments_are_apart(a, b):
        return False
    for early, late in ((a, b), (b, a)):
        if days_between(early.latest, late.earliest) == 1:
            hours = [_HOUR.get(x.part_of_day) for x in (early, late) if x.part_of_day]
            known = [h for h in hours if h is not None]
            return len(known) == 2 and known[1] + 24 - known[0] >= _NEXT_DAY_HOURS
    return True


def places_exclude(one: Held, other: Held, *, at_war: Collection[str | None]) -> bool:
    """Places apart, of which neither has the name of the province in which the other lies."""
    a, b = one.claim.value, other.claim.value
    if not (isinstance(a, Place) and isinstance(b, Place)) or not places_are_apart(a, b):
        return False
    if a.country == b.country:
        return PlacePrecision.COUNTRY not in (a.precision, b.precision) and not (_named_for(a, b) or _named_for(b, a))
    return not any(x.precision is PlacePrecision.COUNTRY and x.country in at_war for x in (a, b))


def _named_for(a: Place, b: Place) -> bool:
    """The first has the name of the province or district in which the second lies."""
    return any(f"{a.name} ".startswith(f"{region} ") for region in (b.admin1, b.admin2) if region)


def reports_of_several(held: Sequence[Held]) -> frozenset[str]:
    """Reports that give two days or two places which exclude each other: they tell more than one occurrence."""
    told: dict[str, list[Held]] = defaultdict(list)
    for h in held:
        if h.claim.because is None and h.claim.modality is not Modality.DENIED:
            told[h.report].append(h)
    return frozenset(
        report for report, claims in told.items() if any(_of_several(x, y) for x, y in combinations(claims, 2))
    )


def _of_several(one: Held, other: Held) -> bool:
    if one.claim.field is not other.claim.field:
        return False
    if one.claim.field is ClaimField.TIME:
        return times_exclude(one, other)
    return one.claim.field is ClaimField.PLACE and places_exclude(one, other, at_war=())


def states_at_war(held: Sequence[Held]) -> frozenset[str | None]:
    """The countries whose forces act or are hit: beside a place elsewhere such a country is rarely the scene."""
    return frozenset(
        h.claim.value.country
        for h in held
        if isinstance(h.claim.value, Actor)
        and h.claim.value.country
        and h.claim.value.kind in STATE_KINDS
        and h.claim.field in (ClaimField.PERPETRATOR, ClaimField.TARGET)
    )


def targets_exclude(one: Held, other: Held, *, doers: Collection[str | None]) -> bool:
    """A side says that it hit armed people, and another voice that people were hit who bear no arms."""
    a, b = one.claim.value, other.claim.value
    if not (isinstance(a, Actor) and isinstance(b, Actor)):
        return False
    return (of_a_side(one, doers) and is_armed(a) and is_unarmed(b)) or (
        of_a_side(other, doers) and is_armed(b) and is_unarmed(a)
    )


def of_a_side(h: Held, doers: Collection[str | None]) -> bool:
    """On the word of a doer, or of a source that fights."""
    return h.voice in doers or bool(h.claim.source and h.claim.source[-1].kind in _OF_A_SIDE)


def is_armed(actor: Actor) -> bool:
    """Forces or a group that bear arms."""
    return actor.kind in ARMED_KINDS


def is_unarmed(actor: Actor) -> bool:
    """People as such, or a known body that bears no arms, such as rescuers."""
    return actor.kind in _UNARMED or (actor.kind is ActorKind.UNKNOWN and actor.actor_id is not None)
