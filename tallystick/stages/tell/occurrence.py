"""Occurrence: act mentions that tell one thing, and what rules out that an act belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.records.comparators import actors_are_one, moments_are_apart, places_are_apart
from tallystick.records.mention import (
    ActMention,
    Reading,
)
from tallystick.records.referent import STATE_KINDS, Actor, Moment, Place, Quantity
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    EventType,
    Modality,
    PlacePrecision,
    TimePrecision,
)
from tallystick.stages.tell.acts import REAL, Act
from tallystick.stages.tell.families import BOMB_LIKE, PROTEST_LIKE, VIOLENT


@dataclass(slots=True)
class Occurrence:
    """Act mentions that tell one thing, first the anchor."""

    acts: list[Act]
    loose: list[int] = field(default_factory=list)

    @property
    def first(self) -> ActMention:
        """The mention that is the account's anchor: the first that says what was done, not what came of it."""
        sure = [a for a in self.acts if "faint" not in a.mention.flags]
        strong = [
            a for a in sure if not a.weak and "ref" not in a.mention.flags and a.mention.modality is not Modality.DENIED
        ]
        told = [a for a in strong if not a.titled]
        heads = [a for a in told or strong if "opening" not in a.mention.flags]
        return (heads or told or strong or sure or self.acts)[0].mention

    def real(self) -> bool:
        """Told as something that happened or is denied, not planned or supposed."""
        return any(a.mention.modality in REAL for a in self.acts)

    def places(self) -> list[Place]:
        """All resolved places of its acts."""
        return [p for a in self.acts for p in a.placed()]

    def moments(self) -> list[Moment]:
        """All resolved times of its acts."""
        return [m for a in self.acts for m in a.moments()]

    def doers(self) -> list[Actor]:
        """All resolved doers of its acts."""
        return [d for a in self.acts for d in a.doers()]

    def types(self) -> set[EventType]:
        """The event types its specific act words say."""
        return {a.mention.event_type for a in self.acts if not a.general} or {self.first.event_type}

    def last_sentence(self) -> int:
        """The last sentence that speaks of it, while its acts are added sentence by sentence."""
        return self.acts[-1].mention.sentence


def set_apart(act: Act, occurrence: Occurrence) -> bool:
    """A place, day or doer of the act rules this occurrence out."""
    mine, theirs = finest(act.placed()), finest(occurrence.places())
    if mine and theirs and all(places_are_apart(p, q) for p in mine for q in theirs):
        return True
    if _names_another_place(act, occurrence):
        return True
    moments, their_moments = act.moments(), occurrence.moments()
    if any(m.precision is TimePrecision.YEAR for m in moments) and not their_moments:
        return True
    if moments and their_moments and all(moments_are_apart(m, n) for m in moments for n in their_moments):
        return True
    if _hits_own_side(act, occurrence):
        return True
    if act.mention.definite or act.weak or "blame" in act.mention.flags:
        return False
    return doers_are_apart(act.doers(), occurrence.doers())


def doers_are_apart(doers: Sequence[Actor], others: Sequence[Actor]) -> bool:
    """Both name organisations, and no two are one or bodies of one state."""
    mine, theirs = _organisations(doers), _organisations(others)
    return bool(mine and theirs) and not any(_one_side(d, e) for d in mine for e in theirs)


def _names_another_place(act: Act, occurrence: Occurrence) -> bool:
    """A toll of its own at a place that no gazetteer knows, and that the occurrence never named."""
    if act.mention.definite or not act.counts or any(p.precision is not PlacePrecision.COUNTRY for p in act.placed()):
        return False
    mine = {p.name.casefold() for p in act.places if not isinstance(p.place, Place)}
    theirs = {p.name.casefold() for a in occurrence.acts for p in a.places}
    return bool(mine and theirs) and not mine & theirs


def _organisations(actors: Sequence[Actor]) -> list[Actor]:
    return [a for a in actors if a.unit is ActorUnit.ORGANISATION and a.kind is not ActorKind.UNKNOWN]


def _one_side(a: Actor, b: Actor) -> bool:
    """One actor, or two bodies of one state."""
    if actors_are_one(a, b):
        return True
    return a.country is not None and a.country == b.country and a.kind == b.kind


def _hits_own_side(act: Act, occurrence: Occurrence) -> bool:
    """Those hit here are the doers there: soldiers of a state are not hit by its own strike."""
    hit = [a.actor for a in act.patients if isinstance(a.actor, Actor)]
    theirs = [a.actor for b in occurrence.acts for a in b.patients if isinstance(a.actor, Actor)]
    return _same_forces(hit, occurrence.doers()) or (not act.weak and _same_forces(theirs, act.doers()))


def _same_forces(hit: Sequence[Actor], doers: Sequence[Actor]) -> bool:
    owners = {d.country for d in doers if d.country and d.kind in STATE_KINDS}
    return any(h.country in owners and h.kind in STATE_KINDS for h in hit)


def finest(places: Sequence[Place]) -> list[Place]:
    """The most precisely given of some places; countries only when nothing finer is there."""
    finer = [p for p in places if p.precision is not PlacePrecision.COUNTRY]
    if not finer:
        return list(places)
    local = [p for p in finer if p.precision not in (PlacePrecision.ADMIN1, PlacePrecision.SEA)]
    return local or finer


def types_agree(act: Act, occurrence: Occurrence) -> bool:
    """The event type of the act may be that of the occurrence, or a wider word for it."""
    kind, theirs = act.mention.event_type, occurrence.types()
    if kind in theirs:
        return True
    if kind in PROTEST_LIKE and theirs & PROTEST_LIKE:
        return True
    violent = kind in VIOLENT and bool(theirs & VIOLENT)
    if not violent:
        return False
    if act.general or act.mention.definite:
        return EventType.ABDUCTION_FORCED_DISAPPEARANCE not in theirs or act.mention.definite
    if all(a.general for a in occurrence.acts if "ref" not in a.mention.flags):
        return True
    return kind in BOMB_LIKE and bool(theirs & BOMB_LIKE) and bool(_specific_pair(kind, theirs))


def _specific_pair(kind: EventType, theirs: set[EventType]) -> bool:
    """A blast word and a bombing word may tell one thing; an air strike and a mine may not."""
    blast = {EventType.REMOTE_EXPLOSIVE_LANDMINE_IED}
    return kind in blast or bool(theirs & blast)


def counted_strikes(occurrence: Occurrence, reading: Reading) -> Quantity | None:
    """The largest number of strikes its sentences count, or none."""
    found = [
        c.count
        for a in occurrence.acts
        for i in a.counts
        if (c := reading.counts[i]).field == "strikes" and isinstance(c.count, Quantity)
    ]
    return max(found, key=lambda q: q.low or q.high or (3 if q.vague else 0), default=None)
