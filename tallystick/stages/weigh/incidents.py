"""Incidents: one cluster of accounts, weighed into positions, tallies, contradictions and a grade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tallystick.records.account import Account
from tallystick.records.comparators import place_is_finer, places_are_apart
from tallystick.records.identity import incident_key
from tallystick.records.incident import ActorPosition, Incident, Link, Position
from tallystick.records.referent import Actor, Moment, Place
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, Standing, TimePrecision
from tallystick.stages.weigh.contradictions import find_contradictions
from tallystick.stages.weigh.grade import VoiceOfActor, weigh_grade
from tallystick.stages.weigh.positions import Held, held_claims, positions_of
from tallystick.stages.weigh.tally import weigh_tallies
from tallystick.stages.weigh.voices import VoiceOfName, occurrence_voices, voice_of_claim


def weigh_incident(
    accounts: Sequence[Account],
    *,
    id_: str,
    links: Sequence[Link],
    lineages: Mapping[str, str],
    published: Mapping[str, str | None],
    actor_of: VoiceOfName,
    voice_of_actor: VoiceOfActor,
    name_voice: Callable[[str], str],
) -> Incident:
    """The incident that these accounts tell; the same for any order of accounts and links."""
    ordered = sorted(accounts, key=lambda a: a.id)
    voice = {c.id: voice_of_claim(c, lineage=lineages[a.report], actor_of=actor_of) for a in ordered for c in a.claims}
    shown = {voice[c.id]: c.source[-1].name for a in reversed(ordered) for c in a.claims if c.source}

    def say(voice_id: str) -> str:
        return name_voice(voice_id) if voice_id.startswith("actor:") else shown.get(voice_id) or name_voice(voice_id)

    held = held_claims(ordered, voice=voice, lineages=lineages, published=published)
    asserting = frozenset().union(
        *(occurrence_voices(a, lineage=lineages[a.report], actor_of=actor_of) for a in ordered)
    )
    fields = {
        field: positions
        for field in ClaimField
        if (positions := positions_of([h for h in held if h.claim.field is field]))
    }
    main = [a for a in ordered if a.standing is Standing.MAIN] or ordered
    clarity = Clarity.INDIVIDUAL if any(a.clarity is Clarity.INDIVIDUAL for a in main) else Clarity.AGGREGATED
    contradictions = find_contradictions(
        held, aggregated=clarity is Clarity.AGGREGATED, name_voice=say, voice_of_actor=voice_of_actor
    )
    ids = tuple(a.id for a in ordered)
    return Incident(
        id=id_,
        key=incident_key(ids),
        event_type=_best_type(main),
        clarity=clarity,
        time=_best_time(held),
        place=_best_place(held),
        perpetrators=_actors(held, ClaimField.PERPETRATOR),
        targets=_actors(held, ClaimField.TARGET),
        tallies=weigh_tallies(held),
        fields=fields,
        contradictions=contradictions,
        accounts=ids,
        reports=tuple(sorted({a.report for a in ordered})),
        voices=len(asserting),
        grade=weigh_grade(held, voices=len(asserting), contradictions=contradictions, voice_of_actor=voice_of_actor),
        links=tuple(sorted(links, key=lambda link: link.accounts)),
        judged=tuple(sorted((c for a in ordered for c in a.judged), key=lambda c: (c.judgement, c.claim or ""))),
    )


def _best_type(accounts: Sequence[Account]) -> EventType:
    """The type most accounts give; ACLED's order of rank on a tie."""
    types = [a.event_type for a in accounts]
    order = list(EventType)
    return min(set(types), key=lambda t: (-types.count(t), order.index(t)))


def _standing_positions(held: Sequence[Held], field: ClaimField) -> tuple[Position, ...]:
    return positions_of([h for h in held if h.claim.field is field and h.claim.modality is not Modality.DENIED])


def _best_time(held: Sequence[Held]) -> Moment | None:
    """The best-supported time: most voices, then the most precise."""
    order = list(TimePrecision)
    moments = [(p, p.value) for p in _standing_positions(held, ClaimField.TIME) if isinstance(p.value, Moment)]
    best = min(
        moments,
        key=lambda m: (
            m[1].precision is TimePrecision.UNKNOWN,
            -len(m[0].voices),
            order.index(m[1].precision),
            m[1].edtf,
        ),
        default=None,
    )
    return best[1] if best else None


def _best_place(held: Sequence[Held]) -> Place | None:
    """The best-supported place, and of places that agree the most precise."""
    places = [(p, p.value) for p in _standing_positions(held, ClaimField.PLACE) if isinstance(p.value, Place)]
    if not places:
        return None
    best = places[0][1]
    for _, place in places[1:]:
        if place_is_finer(place, best) and place.country in (best.country, None) and not places_are_apart(place, best):
            best = place
    return best


def _actors(held: Sequence[Held], field: ClaimField) -> tuple[ActorPosition, ...]:
    return tuple(
        ActorPosition(actor=p.value, claims=p.claims)
        for p in _standing_positions(held, field)
        if isinstance(p.value, Actor)
    )
