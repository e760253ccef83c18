"""Contradictions: fields on which voices cannot both be right, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tallystick.records.account import TOLLS
from tallystick.records.comparators import (
    actors_are_one,
    actors_conflict,
    days_between,
    moments_are_apart,
    places_are_apart,
)
from tallystick.records.incident import Contradiction, Position
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ActorKind, ClaimField, EventType, Modality, PartOfDay, PlacePrecision
from tallystick.stages.weigh.positions import Held, current_tolls, positions_of

NameVoice = Callable[[str], str]
_FROM_AFAR, _PLANTED = "fire from afar", "a planted bomb"
_FAMILY = {
    EventType.AIR_DRONE_STRIKE: _FROM_AFAR,
    EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: _FROM_AFAR,
    EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: _PLANTED,
    EventType.SUICIDE_BOMB: _PLANTED,
    EventType.ABDUCTION_FORCED_DISAPPEARANCE: "abduction",
    EventType.ARRESTS: "arrest",
    EventType.GOVERNMENT_REGAINS_TERRITORY: "government gains",
    EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "others gain",
}
_FIGHTS = frozenset({EventType.ARMED_CLASH, *(t for t, family in _FAMILY.items() if "gain" in family)})
_ASKED = {
    ClaimField.PERPETRATOR: "who did it",
    ClaimField.EVENT_TYPE: "what happened",
    ClaimField.PLACE: "where",
    ClaimField.TIME: "when",
}
_PARTIES = (ClaimField.PERPETRATOR, ClaimField.TARGET)
_OF_STATES = (ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES)
_GROUPS = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
_DONE = {ClaimField.CASUALTIES: "killed or injured"}
SIDE_BY_SIDE = 120  # characters within which two places of one report are a list, not a disagreement


def find_contradictions(
    held: Sequence[Held],
    *,
    aggregated: bool,
    name_voice: NameVoice,
    voice_of_actor: Callable[[Actor], str | None],
) -> tuple[Contradiction, ...]:
    """Contradictions in order of field; `aggregated` incidents may have many places and days."""
    pairs: list[tuple[ClaimField, Callable[[Position, Position], bool]]] = [
        (ClaimField.PERPETRATOR, lambda p, q: _rivals(p, q, held, voice_of_actor)),
        (ClaimField.EVENT_TYPE, lambda p, q: _types_differ(p, q, held)),
    ]
    if not aggregated:
        pairs += [(ClaimField.PLACE, lambda p, q: _places_differ(p, q, held)), (ClaimField.TIME, _times_differ)]
    found = [*_tolls(held, name_voice), *_denials(held, name_voice, voice_of_actor)]
    for field, differ in pairs:
        found += _between(held, field, differ, name_voice)
    return tuple(sorted(found, key=lambda c: (list(ClaimField).index(c.field), c.because)))


def _asserted(held: Sequence[Held], field: ClaimField) -> tuple[Position, ...]:
    return positions_of([h for h in held if h.claim.field is field and h.claim.modality is not Modality.DENIED])


def _between(
    held: Sequence[Held], field: ClaimField, differ: Callable[[Position, Position], bool], name_voice: NameVoice
) -> list[Contradiction]:
    positions = _asserted(held, field)
    against = tuple(p for p in positions if any(differ(p, q) for q in positions))
    if len(against) < 2:
        return []
    because = f"{_differ(against, name_voice)} on {_ASKED[field]}: {_listed(against, name_voice)}."
    return [Contradiction(field=field, positions=against, because=because)]


def _differ(against: Sequence[Position], name_voice: NameVoice) -> str:
    """Several voices differ with each other; one voice, that says two things, with itself."""
    voices = {voice for p in against for voice in p.voices}
    return "Voices differ" if len(voices) > 1 else f"{_capital(name_voice(voices.pop()))} differs with itself"


def _listed(against: Sequence[Position], name_voice: NameVoice) -> str:
    if len({voice for p in against for voice in p.voices}) == 1:
        return "; ".join(_said(p) for p in against)
    return "; ".join(f"{_said(p)} ({_names(p.voices, name_voice)})" for p in against)


def _names(voices: Iterable[str], name_voice: NameVoice) -> str:
    return ", ".join(dict.fromkeys(name_voice(voice) for voice in voices))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shared(p: Position, q: Position) -> bool:
    """One voice holds both, so that for it they go together."""
    return not set(p.voices).isdisjoint(q.voices)


def _rivals(p: Position, q: Position, held: Sequence[Held], voice_of_actor: Callable[[Actor], str | None]) -> bool:
    a, b = p.value, q.value
    if not (isinstance(a, Actor) and isinstance(b, Actor)) or _shared(p, q):
        return False
    if not (actors_conflict(a, b) or _group_against(a, b) or _group_against(b, a)):
        return False
    above = voice_of_actor(a)
    if above is not None and above == voice_of_actor(b):
        return False
    return not (_are_sides(a, held) and _are_sides(b, held))


def _group_against(a: Actor, b: Actor) -> bool:
    """A named group and another, or the forces of any state: allies act together, but one of these alone did it."""
    named = a.actor_id and b.actor_id and a.actor_id != b.actor_id
    return bool(named) and a.kind in _GROUPS and b.kind in (*_GROUPS, *_OF_STATES)


def _are_sides(actor: Actor, held: Sequence[Held]) -> bool:
    """In a fight each side may be told as the one that acts."""
    fight = any(h.claim.field is ClaimField.EVENT_TYPE and h.claim.value in _FIGHTS for h in held)
    return fight and any(
        h.claim.field is ClaimField.TARGET and isinstance(h.claim.value, Actor) and actors_are_one(h.claim.value, actor)
        for h in held
    )


def _types_differ(p: Position, q: Position, held: Sequence[Held]) -> bool:
    """Kinds that exclude each other, one of them at least on a source's word: an outlet's choice of noun is none."""
    if not (isinstance(p.value, EventType) and isinstance(q.value, EventType)):
        return False
    a, b = _FAMILY.get(p.value), _FAMILY.get(q.value)
    if a is None or b is None or a == b or _shared(p, q):
        return False
    sourced = {h.claim.id for h in held if h.claim.source}
    return not sourced.isdisjoint((*p.claims, *q.claims))


def _times_differ(p: Position, q: Position) -> bool:
    a, b = p.value, q.value
    if not (isinstance(a, Moment) and isinstance(b, Moment)) or _shared(p, q) or not moments_are_apart(a, b):
        return False
    nightly = PartOfDay.NIGHT, PartOfDay.OVERNIGHT
    gaps = (days_between(a.latest, b.earliest), days_between(b.latest, a.earliest))
    return not (1 in gaps and (a.part_of_day in nightly or b.part_of_day in nightly))


def _places_differ(p: Position, q: Position, held: Sequence[Held]) -> bool:
    """Places apart; two that one voice names in one country are a list, as are two named side by side."""
    a, b = p.value, q.value
    if not (isinstance(a, Place) and isinstance(b, Place)) or not places_are_apart(a, b):
        return False
    if a.country == b.country and (_shared(p, q) or PlacePrecision.COUNTRY in (a.precision, b.precision)):
        return False
    if a.country != b.country:
        whole = [x for x in (a, b) if x.precision is PlacePrecision.COUNTRY]
        if whole and not _states_at_war(held).isdisjoint(x.country for x in whole):
            return False
    return not _one_breath(p, q, held)


def _states_at_war(held: Sequence[Held]) -> set[str | None]:
    """The countries whose forces act or are hit: beside a place elsewhere such a country is rarely the scene."""
    return {
        h.claim.value.country
        for h in held
        if isinstance(h.claim.value, Actor)
        and h.claim.value.country
        and h.claim.value.kind in _OF_STATES
        and h.claim.field in _PARTIES
    }


def _one_breath(p: Position, q: Position, held: Sequence[Held]) -> bool:
    spots = {h.claim.id: (h.report, h.order) for h in held}
    for c in p.claims:
        for d in q.claims:
            (report, at), (other, there) = spots[c], spots[d]
            if report == other and abs(at - there) < SIDE_BY_SIDE:
                return True
    return False


def _tolls(held: Sequence[Held], name_voice: NameVoice) -> list[Contradiction]:
    found = []
    for field in TOLLS:
        groups: dict[tuple[str, str], list[Held]] = {}
        for h in current_tolls(held, field):
            if isinstance(h.claim.value, Count) and h.claim.value.part_of is None:
                groups.setdefault((h.claim.value.group, h.claim.value.of or ""), []).append(h)
        for (group, of), members in sorted(groups.items()):
            positions = positions_of(members)
            against = tuple(
                p for p in positions if any(counts_contradict(p, q) and not _shared(p, q) for q in positions)
            )
            if len(against) < 2:
                continue
            whom = "" if group == "all" else f" {group.replace('_', ' ')}"
            side = f" of {of}" if of else ""
            because = f"Voices differ on how many{whom}{side} were {_DONE.get(field, field)}: "
            because += f"{_listed(against, name_voice)}."
            found.append(Contradiction(field=field, positions=against, because=because))
    return found


def counts_contradict(p: Position, q: Position) -> bool:
    """The two ranges share no number."""
    a, b = p.value, q.value
    if not (isinstance(a, Count) and isinstance(b, Count)) or a.vague or b.vague or a.approximate or b.approximate:
        return False
    low_a, low_b = a.low or 0, b.low or 0
    return (a.high is not None and a.high < low_b) or (b.high is not None and b.high < low_a)


def _denials(
    held: Sequence[Held], name_voice: NameVoice, voice_of_actor: Callable[[Actor], str | None]
) -> list[Contradiction]:
    """That it happened, and who did it: a ministry that denies speaks for the forces that are accused."""

    def whose(value: object) -> str | None:
        return (voice_of_actor(value) or value.actor_id or value.name) if isinstance(value, Actor) else None

    found = []
    for field in (ClaimField.OCCURRENCE, ClaimField.PERPETRATOR):
        denied = [
            h
            for h in held
            if h.claim.field is field
            and (
                (field is ClaimField.OCCURRENCE and h.claim.value is False)
                or (field is not ClaimField.OCCURRENCE and h.claim.modality is Modality.DENIED)
            )
        ]
        if not denied:
            continue
        positions = positions_of(denied)
        if field is ClaimField.PERPETRATOR:
            keys = {whose(h.claim.value) for h in denied} - {None}
            accused = [
                h
                for h in held
                if h.claim.field is field and h.claim.modality is not Modality.DENIED and whose(h.claim.value) in keys
            ]
            if not accused:
                continue
            positions = (*positions_of(accused), *positions)
        who = _capital(_names(sorted({h.voice for h in denied}), name_voice))
        what = "that it happened" if field is ClaimField.OCCURRENCE else f"that {_said(positions[0])} did it"
        found.append(Contradiction(field=field, positions=positions, because=f"{who} denied {what}."))
    return found


def _said(position: Position) -> str:
    value = position.value
    if isinstance(value, Count):
        if value.vague:
            return value.vague
        if value.low == value.high:
            return f"{'about ' if value.approximate else ''}{value.low}"
        if value.high is None:
            return f"at least {value.low}"
        return f"up to {value.high}" if value.low is None else f"{value.low} to {value.high}"
    if isinstance(value, Moment):
        return value.edtf
    if isinstance(value, Place | Actor):
        return value.name
    return str(value)
