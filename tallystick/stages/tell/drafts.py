"""Drafts to occurrences: what a reader drafted, with the mentions whose values the grammars and tables worked out.

The reader says which words tell one occurrence and which words belong to it; each value is that of the mention that
stands on those words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from tallystick.knowledge.actors import load_actors
from tallystick.knowledge.descriptions import is_adjective
from tallystick.records.account import TOLLS
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
from tallystick.stages.tell.attribution import sources_of_sentence, time_is_of_statement
from tallystick.stages.tell.occurrence import Occurrence

M = TypeVar("M", TimeMention, PlaceMention, ActorMention, CountMention, MeansMention, ObjectMention, SourceMention)

_PLACED = {"site": 0, "settlement": 1, "area": 2, "admin2": 3, "admin1": 4, "sea": 5, "country": 6}


SURE = 0.7  # score of a draft from which it is told
TYPE_SURE = 0.92  # score from which the reader's event type stands against the grammars'
FILLS = 0.5  # score of an argument that is taken
MAY_BE = 0.4  # score of one that is taken where the grammars read it so too, or that shows a draft to be mixed
HINTED = 0.5  # score of a hint that an occurrence needs which the grammars tell and no sure draft does
LENT = 0.07  # by how much an argument's score must be higher in another draft to be none of this one's
SAID = 0.8  # score from which a time stands that its words make the day of a statement, a trial, a funeral
ELSEWHERE = 0.7  # score from which an argument of one draft is none of another's
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:(?:of|de|del|la|los|al|el|for|and|the) )*[A-Z][\w'’-]+)*")
_PERSON = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Kk]ing|[Ee]mir|[Gg]overnor|[Mm]ayor|[Gg]eneral|[Cc]olonel"
    r"|[Cc]aptain|[Mm]ajor|Gen|Col|Capt|Mr|Mrs|Ms|Dr|[Ss]heikh|[Cc]ommander|[Ll]eader)\.? [A-Z]"
)
_AND = re.compile(r"\b(?:and|or)\b|&|, (?:in|near|at)\b")
_BROKEN_OFF = re.compile(r"\b(?:of|in|near|the|and)\s*$")  # a phrase that goes on in the next name
_PLURAL = re.compile(r"(?:[^s]s|shes)$")
_OPEN_KINDS = frozenset({ActorKind.CIVILIANS, ActorKind.UNKNOWN})  # what the tables say of people who may be anybody
_OF_A_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
_OF_NO_STATE = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
_ONE_PHRASE = re.compile(  # at most two words, none that begins a phrase of its own
    r"\s*(?:(?!(?:and|or|of|in|on|at|by|with|that|which|after|as|to|for|from|when|was|were)\b)[\w'’-]+\s+){0,2}"
)
_BESIDE = 3  # characters between: "conducted raids" is one act of two words

# Fields of which one act often has several, so that what the grammars read stands beside what the reader read.
_BESIDE_THE_READER = frozenset({ClaimField.PERPETRATOR, ClaimField.OBJECT})
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
    """The occurrences of a report, each with its draft, and whether the reader alone tells it.

    A sure draft is an occurrence: what the grammars read of its acts stands where it has no argument of its own. What
    the grammars tell and no sure draft speaks of follows where the reader sees more than a hint of it. Without a
    reader, with one that has no opinion, or where it mixed occurrences, what the grammars group stands.
    """
    drafts = [draft for draft in reading.drafts or () if draft.score >= SURE]
    if any(_is_mixed(draft, grouped, reading) for draft in drafts):
        drafts = []
    drafts = _without_lent(drafts)
    starts = [s.start for s in reading.sentences]
    speakers = {(at, k): _speaker(act, drafts) for at, o in enumerate(grouped) for k, act in enumerate(o.acts)}
    for n, draft in enumerate(drafts):
        known = [grouped[at].acts[k] for (at, k), speaker in speakers.items() if speaker == n]
        told = {a.field for a in draft.arguments if a.score >= FILLS}
        others = _tied_elsewhere(draft, reading)
        acts = [_joined(act, told, others, reading) for act in known]
        acts += [_act(s, draft, reading, starts) for s in draft.acts if not any(_is_beside(act, s) for act in known)]
        acts = _headed(sorted(acts, key=lambda act: (act.mention.start, act.mention.end)), reading)
        said = [act for (at, _), speaker in speakers.items() if speaker == n for act in grouped[at].acts]
        for argument in draft.arguments:
            if argument.score >= FILLS or (argument.score >= MAY_BE and _is_read_alike(argument, said, reading)):
                _give(argument, _nearest(acts, argument), reading)
        if known or _tells_one(acts, draft):
            yield Occurrence(acts=acts), draft, not known
    spoken = {at for (at, _), speaker in speakers.items() if speaker is not None}
    for at, occurrence in enumerate(grouped):
        if at not in spoken and _is_hinted(occurrence, reading):
            yield occurrence, None, False


def _headed(acts: Sequence[Act], reading: Reading) -> list[Act]:
    """The acts, those marked that only open a phrase whose head is the next one ("launched a raid")."""
    out = list(acts)
    for at, (act, head) in enumerate(pairwise(acts)):
        if _opens(act.mention, head.mention, reading):
            out[at] = replace(act, mention=replace(act.mention, flags=act.mention.flags | {"opening"}))
    return out


def _opens(first: ActMention, second: ActMention, reading: Reading) -> bool:
    if first.sentence != second.sentence or second.start < first.end:
        return False
    sentence = reading.sentences[first.sentence]
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    if any(a.start < first.end and first.start < a.end for a in reading.acts):
        return first.nominal and second.nominal and between.isspace()
    return bool(_ONE_PHRASE.fullmatch(between))


def _is_read_alike(argument: DraftArgument, acts: Sequence[Act], reading: Reading) -> bool:
    """The grammars read these words in the same field of some of these acts."""
    name = _ROLES.get(argument.field)
    if name is not None:
        return any(_on(argument, getattr(act, name)) for act in acts)
    counts = [c for act in acts for i in act.counts if (c := reading.counts[i]).field is argument.field]
    return bool(_on(argument, counts))


def _is_mixed(draft: Draft, grouped: Sequence[Occurrence], reading: Reading) -> bool:
    """The draft makes one actor doer and target of what the grammars tell as several occurrences.

    In a clash both sides may be both.
    """
    if draft.event_type is EventType.ARMED_CLASH:
        return False
    sides: dict[ClaimField, set[str]] = {ClaimField.PERPETRATOR: set(), ClaimField.TARGET: set()}
    for argument in draft.arguments:
        if argument.field in sides and argument.score >= MAY_BE and not argument.denied:
            named = _actor(argument, reading)
            if named is not None and isinstance(named.actor, Actor) and named.actor.actor_id is not None:
                sides[argument.field].add(named.actor.actor_id)
    told = sum(any(_is_beside(act, span) for act in o.acts for span in draft.acts) for o in grouped)
    return told > 1 and bool(sides[ClaimField.PERPETRATOR] & sides[ClaimField.TARGET])


def _without_lent(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the arguments that are tied more surely to another of them."""
    most: dict[tuple[ClaimField, int, int], float] = {}
    for draft in drafts:
        for a in draft.arguments:
            most[a.field, a.start, a.end] = max(a.score, most.get((a.field, a.start, a.end), 0.0))
    return [
        replace(
            draft,
            arguments=tuple(a for a in draft.arguments if round(most[a.field, a.start, a.end] - a.score, 4) < LENT),
        )
        for draft in drafts
    ]


def _is_hinted(occurrence: Occurrence, reading: Reading) -> bool:
    """The reader holds it possible that some act of the occurrence tells one; so does a reader without an opinion."""
    if reading.hints is None:
        return True
    spans = [(h.start, h.end) for h in reading.hints if h.score >= HINTED] + [(u.start, u.end) for u in reading.unread]
    return any(_is_beside(act, span) for act in occurrence.acts for span in spans)


def _tied_elsewhere(draft: Draft, reading: Reading) -> list[DraftArgument]:
    """The arguments of other drafts alone of which the reader is sure."""
    mine = {(a.field, a.start, a.end) for a in draft.arguments}
    return [
        a
        for other in reading.drafts or ()
        if other.acts != draft.acts
        for a in other.arguments
        if a.score >= ELSEWHERE and (a.field, a.start, a.end) not in mine
    ]


def _is_on(mention: CountMention, arguments: Sequence[DraftArgument], field: ClaimField) -> bool:
    return any(a.field is field and a.start < mention.end and mention.start < a.end for a in arguments)


def _is_beside(act: Act, span: tuple[int, int]) -> bool:
    """The act stands on these words, or right beside them."""
    return act.mention.start < span[1] + _BESIDE and span[0] < act.mention.end + _BESIDE


def _speaker(act: Act, drafts: Sequence[Draft]) -> int | None:
    """The draft with an act span on this act, or beside it; of several the nearest, then the surest."""
    m = act.mention
    best: tuple[int, float, int] | None = None
    for n, draft in enumerate(drafts):
        for start, end in draft.acts:
            if _is_beside(act, (start, end)):
                away = (max(start - m.end, m.start - end, 0), -draft.score, n)
                best = away if best is None else min(best, away)
    return best[2] if best else None


def _joined(act: Act, told: Set[ClaimField], others: Sequence[DraftArgument], reading: Reading) -> Act:
    """A grammars' act with what they read of it, but in the fields that its draft tells.

    Counts that the reader ties to `others` alone, of other drafts and surely, go.
    """
    kept = [
        i
        for i in act.counts
        if (field := reading.counts[i].field) not in told and not _is_on(reading.counts[i], others, field)
    ]
    joined = replace(act, counts=kept)
    for field, name in _ROLES.items():
        setattr(joined, name, [] if field in told - _BESIDE_THE_READER else list(getattr(act, name)))
    return joined


def _tells_one(acts: Sequence[Act], draft: Draft) -> bool:
    """The acts are not all plurals without a day or a toll ("sporadic attacks around the town")."""
    told = any(a.field in TOLLS or a.field is ClaimField.TIME for a in draft.arguments)
    return told or not all(_PLURAL.search(act.mention.surface) for act in acts)


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
        sure = argument.score >= SAID
        act.times += [t for t in _on(argument, reading.times) if sure or not _is_of_statement(t, reading)]
    elif kind in (ClaimField.PLACE, ClaimField.ORIGIN):
        places = act.places if kind is ClaimField.PLACE else act.origins
        words = _words(argument, reading)
        reach = replace(argument, end=argument.end + 2) if _BROKEN_OFF.search(words) else argument
        places += _finest(_on(reach, reading.places), words)
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


def _is_of_statement(time: TimeMention, reading: Reading) -> bool:
    sentence = next((s for s in reading.sentences if s.start <= time.start < s.end), None)
    return sentence is not None and time_is_of_statement(
        time, sentence=sentence, sources=sources_of_sentence(reading, sentence)
    )


def _finest(places: Sequence[PlaceMention], words: str) -> list[PlaceMention]:
    """Of the places that one phrase names ("Bankass, central Mali"), the finest; of a list ("Homs and Hama") all."""
    told = [p for p in places if isinstance(p.place, Place)]
    if not told:
        return list(places[:1])

    def coarseness(mention: PlaceMention) -> int:
        return _PLACED[mention.place.precision] if isinstance(mention.place, Place) else len(_PLACED)

    best = min(told, key=coarseness)
    if _AND.search(words):
        return [p for p in told if coarseness(p) == coarseness(best)]
    return [best]


def _actor(argument: DraftArgument, reading: Reading) -> ActorMention | None:
    """Who the argument's words name: by themselves, else by other words for the same, else as they are described."""
    found = _on(argument, reading.actors)
    if any(a.private for a in found):
        return None
    told = [a for a in found if isinstance(a.actor, Actor)]
    named = [a for a in told if isinstance(a.actor, Actor) and a.actor.actor_id is not None]
    if named:
        return max(named, key=lambda a: (not a.adjective, a.end - a.start, -a.start))
    if not found or any(start < argument.end and argument.start < end for start, end in reading.private):
        return None
    elsewhere = _named_elsewhere(argument, reading)
    if elsewhere is not None and not any(_are_opposed(a.actor, elsewhere) for a in told):
        return replace(found[0], start=argument.start, end=argument.end, actor=elsewhere)
    kind = ActorKind(argument.kind) if argument.kind else None
    unit = ActorUnit(argument.unit) if argument.unit else ActorUnit.GROUP
    if kind is not None and unit is ActorUnit.ORGANISATION:
        own = _own_name(argument, reading)
        if own is not None:
            return replace(
                found[0], start=argument.start, end=argument.end, actor=Actor(name=own, kind=kind, unit=unit)
            )
    if told:
        best = max(told, key=lambda a: (a.end - a.start, -a.start))
        if kind is None or not isinstance(best.actor, Actor) or best.actor.kind not in _OPEN_KINDS:
            return best
        return replace(best, actor=replace(best.actor, kind=kind, unit=unit))
    if kind is None or (unit is ActorUnit.PERSON and kind is ActorKind.UNKNOWN):
        return None
    name = found[0].surface.strip()
    if _PERSON.search(name):
        return None
    for article in ("the ", "a ", "an "):
        name = name[len(article) :] if name.lower().startswith(article) else name
    return replace(found[0], actor=Actor(name=name, kind=kind, unit=unit))


def _are_opposed(described: object, named: Actor) -> bool:
    """One is a state's forces, the other fights outside a state's: "rebels" are no other words for an army."""
    kinds = {described.kind if isinstance(described, Actor) else None, named.kind}
    return bool(kinds & _OF_A_STATE) and bool(kinds & _OF_NO_STATE)


def _named_elsewhere(argument: DraftArgument, reading: Reading) -> Actor | None:
    """The actor of the table that other words for the same name."""
    span = (argument.start, argument.end)
    others = next((c.others for c in reading.coreferences if (c.start, c.end) == span), ())
    for start, end in others:
        for mention in reading.actors:
            if mention.start < end and start < mention.end and not mention.private:
                actor = mention.actor
                if isinstance(actor, Actor) and actor.actor_id is not None:
                    return actor
    return None


def _words(argument: DraftArgument, reading: Reading) -> str:
    """The words of an argument as the report's sentences are written."""
    sentence = next((s for s in reading.sentences if s.start <= argument.start < s.end), None)
    return "" if sentence is None else sentence.text[argument.start - sentence.start : argument.end - sentence.start]


def _own_name(argument: DraftArgument, reading: Reading) -> str | None:
    """The name of an organisation that no table holds, out of words like "members of Los Xs" or "X militiamen"."""
    sentence = next((s for s in reading.sentences if s.start <= argument.start < s.end), None)
    if sentence is None:
        return None
    words = _words(argument, reading)
    for match in _NAME.finditer(words):
        start, end = argument.start + match.start(), argument.start + match.end()
        opens = start == sentence.start and " " not in match.group()
        at_place = any(p.start < end and start < p.end for p in reading.places)
        at_actor = any(a.start < end and start < a.end and a.adjective for a in reading.actors)
        titled = _PERSON.search(words[: match.end()]) is not None
        if not (opens or at_place or at_actor or titled or is_adjective(match.group(), table=load_actors())):
            return re.sub(r"['’]s?$", "", match.group())
    return None


def drafted_source(start: int, end: int, field: ClaimField, *, draft: Draft, reading: Reading) -> SourceMention | None:
    """Of the sources that the reader puts behind a span of a field, the nearest; null where it puts none there."""
    for argument in draft.arguments:
        if argument.field is field and argument.start < end and start < argument.end:
            cited = [held for low, high in argument.sources if (held := _source(low, high, reading)) is not None]
            return min(cited, key=lambda m: (max(m.start - end, start - m.end, 0), m.start), default=None)
    return None


def _source(start: int, end: int, reading: Reading) -> SourceMention | None:
    """The source mention on these words; where it only describes somebody, that of other words which name the same."""
    held = next((m for m in reading.sources if m.start < end and start < m.end), None)
    if held is not None and held.chain and held.chain[0].named:
        return held
    others = next((c.others for c in reading.coreferences if c.start < end and start < c.end), ())
    for low, high in others:
        for mention in reading.sources:
            if mention.start < high and low < mention.end and mention.chain and mention.chain[0].named:
                return mention
    return held


def is_denied(start: int, end: int, field: ClaimField, *, draft: Draft) -> bool:
    """The reader takes this span as a doer or target that somebody denies."""
    return any(a.denied and a.field is field and a.start < end and start < a.end for a in draft.arguments)


def surer_type(told: EventType, draft: Draft | None) -> EventType:
    """The grammars' event type, unless the reader is surer than TYPE_SURE of its own."""
    return draft.event_type if draft is not None and draft.type_score >= TYPE_SURE else told
