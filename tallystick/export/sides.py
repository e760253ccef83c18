"""Sides: who stands against whom in an incident, the first of each side leading."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tallystick.export.shape import ToldIncident
from tallystick.knowledge.event_kinds import load_event_kinds
from tallystick.records.referent import ARMED_KINDS, STATE_KINDS
from tallystick.records.vocabulary import ActorKind, EventType, Modality

Record = dict[str, Any]
Actors = tuple[Record, ...]

PEOPLE = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
CIVILIAN_GROUPS = frozenset(
    "civilians children women journalists aid_workers students worshippers protesters patients".split()
)
TROOPS = frozenset({"soldiers", "police", "personnel"})
AT_CIVILIANS = "Violence against civilians"
FROM_AFAR = "Explosions/Remote violence"
BATTLES = "Battles"
FOUGHT = frozenset({BATTLES, AT_CIVILIANS, FROM_AFAR})
_CROWDS = frozenset({"Protests", "Riots"})
_ANY = frozenset(ActorKind) - {ActorKind.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The doers and those it was done to, leader first; an actor is on one side only."""

    doers: Actors
    targets: Actors
    rivals: Actors  # whom other voices name as the doer
    civilians_alone: bool  # no target is told, and all who are counted as killed or hurt are civilians


def sides_of(told: ToldIncident) -> Sides:
    """The two sides.

    The doer that most voices name leads; others stand with it only if one voice, or an outlet beside its source,
    names both. In a battle an armed target leads, in violence against civilians a civilian one; else the first whose
    kind is known. Doers who fight each other, sign with each other, or police each other are two sides.
    """
    incident = told.incident
    event = load_event_kinds()[EventType(incident["event_type"])].event_type
    named = _with_the_leader(told)
    joined = {_key(actor) for actor in named}
    doers = _led(_apart(named, but=()), _ANY)
    taken = {_key(actor) for actor in doers}
    targets: Actors = tuple(_apart(_in_order(told, "targets"), but=taken))
    if incident["event_type"] == EventType.AGREEMENT or (event == BATTLES and not targets):
        doers, others = _camps(doers)
        targets = (*others, *targets)
    elif event in _CROWDS:
        doers, targets = _crowd_and_forces(incident, doers, targets)
    wanted: Container[str] = PEOPLE if event == AT_CIVILIANS else ARMED_KINDS if event == BATTLES else _ANY
    return Sides(
        doers=doers,
        targets=_led(targets, wanted),
        rivals=tuple(actor for actor in _in_order(told, "perpetrators") if _key(actor) not in joined),
        civilians_alone=not targets and _only_civilians_counted(incident),
    )


def _in_order(told: ToldIncident, side: str) -> list[Record]:
    """The actors by how many say so, then by how often; of equals the one named first."""
    said = {
        claim["id"]: (claim["source"][-1]["name"] if claim["source"] else account["report"], claim["start"])
        for account in told.accounts
        for claim in account["claims"]
    }

    def rank(item: Record) -> tuple[int, int, int]:
        found = [said[id_] for id_ in item["claims"] if id_ in said]
        return -len({voice for voice, _ in found}), -len(found), min((start for _, start in found), default=0)

    return [item["actor"] for item in sorted(told.incident[side], key=rank)]


def _with_the_leader(told: ToldIncident) -> list[Record]:
    """The doers that the leading one is named together with; rivals that other voices name are left out."""
    named = _in_order(told, "perpetrators")
    if not named:
        return []
    leader = next((actor for actor in named if actor["kind"] != ActorKind.UNKNOWN), named[0])
    joined = {_key(leader)}
    for account in told.accounts:
        voices: dict[str, set[str]] = {}
        for claim in account["claims"]:
            if claim["field"] == "perpetrator" and claim["value"] and claim["modality"] != Modality.DENIED:
                voice = claim["source"][-1]["name"] if claim["source"] else ""
                voices.setdefault(_key(claim["value"]), set()).add(voice)
        with_leader = voices.get(_key(leader))
        if with_leader:
            joined |= {key for key, own in voices.items() if own & with_leader or "" in own | with_leader}
    return [leader, *(actor for actor in named if actor is not leader and _key(actor) in joined)]


def _apart(actors: Sequence[Record], *, but: Collection[str]) -> list[Record]:
    """Each actor once; a state's forces as such are left out beside a branch of theirs."""
    branches = {
        actor["country"] for actor in actors if actor["kind"] in STATE_KINDS and actor["actor_id"] and not is_all(actor)
    }
    found: dict[str, Record] = {}
    for actor in actors:
        if _key(actor) not in but and not (is_all(actor) and actor["country"] in branches):
            found.setdefault(_key(actor), actor)
    return list(found.values())


def is_all(actor: Record) -> bool:
    """The actor is a state's forces as such, not a branch of them."""
    return bool(actor["country"]) and actor["actor_id"] == f"{actor['country'].lower()}-forces"


def _camps(doers: Actors) -> tuple[Actors, Actors]:
    """Doers who stand against each other: the first and those with it, and the others."""
    first = doers[:1]
    against = tuple(actor for actor in doers[1:] if _opposed(first[0], actor))
    return tuple(actor for actor in doers if actor not in against), against


def _opposed(one: Record, other: Record) -> bool:
    if one["kind"] in STATE_KINDS and other["kind"] in STATE_KINDS:
        return None not in (one["country"], other["country"]) and one["country"] != other["country"]
    return one["kind"] in ARMED_KINDS and other["kind"] in ARMED_KINDS


def _crowd_and_forces(incident: Record, doers: Actors, targets: Actors) -> tuple[Actors, Actors]:
    """Where a crowd and those who police it are both told as doers: two sides."""
    crowd = tuple(actor for actor in doers if actor["kind"] in PEOPLE)
    forces = tuple(actor for actor in doers if actor["kind"] not in PEOPLE)
    if not crowd or not forces:
        return doers, targets
    if incident["event_type"] == EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS:
        return forces, (*crowd, *targets)
    return crowd, (*forces, *targets)


def _led(actors: Iterable[Record], wanted: Container[str]) -> Actors:
    return tuple(sorted(actors, key=lambda a: (a["kind"] not in wanted, a["kind"] == ActorKind.UNKNOWN)))


def _key(actor: Record) -> str:
    return str(actor["actor_id"] or actor["name"].casefold())


def _only_civilians_counted(incident: Record) -> bool:
    tallies = [tally for field in ("killed", "injured") for tally in incident["tallies"].get(field, ())]
    hit = [tally for tally in tallies if tally["high"] != 0]
    return bool(hit) and all(tally["group"] in CIVILIAN_GROUPS for tally in hit)
