"""Drafts to occurrences: what a reader drafted, with the mentions whose values the grammars and tables worked out.

The reader says which words tell one occurrence and which words belong to it; each value is that of the mention that
stands on those words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tallystick.records.draft import Draft, DraftArgument
from tallystick.records.mention import (
    ActMention,
    ActorMention,
    CountMention,
    MeansMention,
    ObjectMention,
    PlaceMention,
    Reading,
    SourceMention,
    TimeMention,
)
from tallystick.records.referent import Actor, Place
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Effect,
    EventType,
)
from tallystick.stages.tell.acts import Act
from tallystick.stages.tell.occurrence import Occurrence

M = TypeVar("M", TimeMention, PlaceMention, ActorMention, CountMention, MeansMention, ObjectMention, SourceMention)

_PLACED = {"site": 0, "settlement": 1, "area": 2, "admin2": 3, "admin1": 4, "sea": 5, "country": 6}


SURE = 0.7  # score of a draft that no grammar tells too, from which it is told
KIND_SURE = 0.6  # score of its event type that such a draft needs besides
TYPE_SURE = 0.95  # score from which the reader's event type stands against the grammars'
_BESIDE = 3  # characters between: "conducted raids" is one act of two words
_ROLES: dict[ClaimField, str] = {
    ClaimField.PERPETRATOR: "agents",
    ClaimField.TARGET: "patients",
    ClaimField.PLACE: "places",
    ClaimField.ORIGIN: "origins",
    ClaimField.TIME: "times",
    ClaimField.MEANS: "means",
    ClaimField.OBJECT: "objects",
}


def join_drafts(reading: Reading, *, grouped: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, Draft | None, bool]]:
    """The occurrences that the grammars grouped, each with the draft that speaks of the same acts and what it adds.

    After them those that the reader alone drafted, if it is sure. The third of each says whether the reader is alone.
    """
    drafts = reading.drafts or ()
    starts = [s.start for s in reading.sentences]
    joined: dict[int, tuple[int, Draft]] = {}
    alone: list[Draft] = []
    for draft in drafts:
        partner = _partner(draft, grouped)
        if partner is None:
            alone.append(draft)
            continue
        n, shared = partner
        held = joined.get(n)
        if held is None or (shared, draft.score) > (held[0], held[1].score):
            joined[n] = (shared, draft)
    for n, occurrence in enumerate(grouped):
        if n in joined:
            yield _joined(occurrence, joined[n][1], reading), joined[n][1], False
        else:
            yield occurrence, None, False
    for draft in alone:
        if draft.score >= SURE and draft.type_score >= KIND_SURE:
            acts = [_act(span, draft, reading, starts) for span in draft.acts]
            for argument in draft.arguments:
                _give(argument, _nearest(acts, argument), reading)
            yield Occurrence(acts=acts), draft, True


def _partner(draft: Draft, grouped: Sequence[Occurrence]) -> tuple[int, int] | None:
    """The grammars' occurrence that speaks of this draft most often, and how often; null where none does."""
    best: tuple[int, int] | None = None
    for n, occurrence in enumerate(grouped):
        shared = sum(
            any(a.mention.start < end + _BESIDE and start < a.mention.end + _BESIDE for a in occurrence.acts)
            for start, end in draft.acts
        )
        if shared and (best is None or shared > best[1]):
            best = (n, shared)
    return best


def _joined(occurrence: Occurrence, draft: Draft, reading: Reading) -> Occurrence:
    """The grammars' occurrence, with what the draft has in fields that they left empty."""
    acts = [
        replace(
            act,
            agents=list(act.agents),
            patients=list(act.patients),
            places=list(act.places),
            origins=list(act.origins),
            times=list(act.times),
            counts=list(act.counts),
            means=list(act.means),
            objects=list(act.objects),
        )
        for act in occurrence.acts
    ]
    held = {field for field, name in _ROLES.items() if any(getattr(act, name) for act in acts)}
    held |= {reading.counts[i].field for act in acts for i in act.counts}
    held |= {reading.counts[i].field for i in occurrence.loose}
    for argument in draft.arguments:
        if argument.field not in held:
            _give(argument, _nearest(acts, argument), reading)
    return Occurrence(acts=acts, loose=occurrence.loose)


def _act(span: tuple[int, int], draft: Draft, reading: Reading, starts: Sequence[int]) -> Act:
    start, end = span
    at = max(0, bisect_right(starts, start) - 1)
    sentence = reading.sentences[at]
    known = next((a for a in reading.acts if a.start < end and start < a.end and "blame" not in a.flags), None)
    surface = sentence.text[start - sentence.start : end - sentence.start]
    if known is not None:
        mention = replace(
            known, start=start, end=end, surface=surface, event_type=draft.event_type, modality=draft.modality
        )
    else:
        mention = ActMention(
            start=start,
            end=end,
            surface=surface,
            lemma=surface.lower(),
            event_type=draft.event_type,
            sentence=at,
            clause_start=sentence.start,
            clause_end=sentence.end,
            modality=draft.modality,
        )
    return Act(mention=mention, weak=False, titled=sentence.is_title)


def _nearest(acts: Sequence[Act], argument: DraftArgument) -> Act:
    return min(
        acts, key=lambda a: (max(a.mention.start - argument.end, argument.start - a.mention.end, 0), a.mention.start)
    )


def _on(argument: DraftArgument, mentions: Iterable[M]) -> list[M]:
    return [m for m in mentions if m.start < argument.end and argument.start < m.end]


def _give(argument: DraftArgument, act: Act, reading: Reading) -> None:
    """Hand the mentions on the argument's words to the act."""
    kind = argument.field
    if kind is ClaimField.TIME:
        act.times += _on(argument, reading.times)
    elif kind in (ClaimField.PLACE, ClaimField.ORIGIN):
        places = act.places if kind is ClaimField.PLACE else act.origins
        places += _finest(_on(argument, reading.places))
    elif kind is ClaimField.PERPETRATOR or kind is ClaimField.TARGET:
        actor = _actor(argument, reading)
        if actor is not None:
            (act.agents if kind is ClaimField.PERPETRATOR else act.patients).append(actor)
    elif kind is ClaimField.MEANS:
        act.means += _on(argument, reading.means)
    elif kind is ClaimField.OBJECT:
        for thing in _on(argument, reading.objects)[:1]:
            effect = Effect(argument.kind) if argument.kind else None
            act.objects.append(replace(thing, materiel=replace(thing.materiel, effect=effect)))
    else:
        indexes = [
            i
            for i, c in enumerate(reading.counts)
            if (c.field is ClaimField.STRIKES) == (kind is ClaimField.STRIKES)
            and c.start < argument.end
            and argument.start < c.end
        ]
        act.counts += indexes


def _finest(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Of the places that one phrase names ("Bankass, central Mali"), the finest."""
    told = [p for p in places if isinstance(p.place, Place)]
    if not told:
        return list(places[:1])

    def coarseness(mention: PlaceMention) -> int:
        return _PLACED[mention.place.precision] if isinstance(mention.place, Place) else len(_PLACED)

    return [min(told, key=coarseness)]


def _actor(argument: DraftArgument, reading: Reading) -> ActorMention | None:
    found = _on(argument, reading.actors)
    if any(a.private for a in found):
        return None
    told = [a for a in found if isinstance(a.actor, Actor)]
    named = [a for a in told if isinstance(a.actor, Actor) and a.actor.actor_id is not None]
    if named:
        return max(named, key=lambda a: (not a.adjective, a.end - a.start, -a.start))
    if told:
        return max(told, key=lambda a: (a.end - a.start, -a.start))
    if not found or any(start < argument.end and argument.start < end for start, end in reading.private):
        return None
    if argument.kind is None:
        return None
    kind = ActorKind(argument.kind)
    unit = ActorUnit(argument.unit) if argument.unit else ActorUnit.GROUP
    if unit is ActorUnit.PERSON and kind is ActorKind.UNKNOWN:
        return None
    name = found[0].surface.strip()
    for article in ("the ", "a ", "an "):
        name = name[len(article) :] if name.lower().startswith(article) else name
    return replace(found[0], actor=Actor(name=name, kind=kind, unit=unit))


def draft_chain(
    start: int, end: int, field: ClaimField, *, draft: Draft, reading: Reading
) -> tuple[SourceMention, ...] | None:
    """The source mentions that the reader puts behind a span of a field; null where it drafted no such span."""
    for argument in draft.arguments:
        if argument.field is field and argument.start < end and start < argument.end:
            cited = []
            for low, high in argument.sources:
                held = next((m for m in reading.sources if m.start < high and low < m.end), None)
                if held is not None and held not in cited:
                    cited.append(held)
            return tuple(cited)
    return None


def is_denied(start: int, end: int, field: ClaimField, *, draft: Draft) -> bool:
    """The reader takes this span as a doer or target that somebody denies."""
    return any(a.denied and a.field is field and a.start < end and start < a.end for a in draft.arguments)


def surer_type(told: EventType, draft: Draft | None) -> EventType:
    """The grammars' event type, unless the reader is surer than TYPE_SURE of its own."""
    return draft.event_type if draft is not None and draft.type_score >= TYPE_SURE else told
