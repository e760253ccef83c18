"""Drafts to occurrences: what a reader drafted, with the mentions whose values the grammars and tables worked out.

The reader says which words tell one occurrence and which words belong to it; each value is that of the mention that
stands on those words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

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
from tallystick.records.referent import Actor, Moment, Place
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


SURE = 0.7  # score of a draft from which it is told where no grammar tells it, and parts what they told as one
KIND_SURE = 0.6  # score of its event type that such a draft needs besides
OWN_TOLL = 0.7  # score of a toll by which a sure draft parts what the grammars told as one
MAY_BE = 0.3  # score from which a toll may be another draft's
TYPE_SURE = 0.92  # score from which the reader's event type stands against the grammars'
FILLS = 0.5  # score of an argument that fills an empty field of the grammars' occurrence, or that counts people
TIME_FILLS = 0.75  # the same of a time: the day of a statement is the usual error
HINTED = 0.15  # score of a hint that an occurrence needs which the grammars tell and the reader does not draft
ELSEWHERE = 0.7  # score from which an argument of one draft is none of another's
BETTER = 0.1  # by how much a toll's score for another occurrence must be higher to be none of this one's
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:(?:of|de|del|la|los|al|el|for|and|the) )*[A-Z][\w'’-]+)*")
_PERSON = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Kk]ing|[Ee]mir|[Gg]overnor|[Mm]ayor|[Gg]eneral|[Cc]olonel"
    r"|[Cc]aptain|[Mm]ajor|Gen|Col|Capt|Mr|Mrs|Ms|Dr|[Ss]heikh|[Cc]ommander|[Ll]eader)\.? [A-Z]"
)
_PLURAL = re.compile(r"(?:[^s]s|shes)$")
_OPEN_KINDS = frozenset({ActorKind.CIVILIANS, ActorKind.UNKNOWN})  # what the tables say of people who may be anybody
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
    """The occurrences of a report, each with the draft that speaks of its acts and what that adds.

    An occurrence of the grammars is parted where drafts tell it as two. Those that the reader alone drafted follow,
    if it is sure. An occurrence of which the reader sees no hint is not told. The third of each says whether the reader
    is alone.
    """
    drafts = reading.drafts or ()
    starts = [s.start for s in reading.sentences]
    spoken: set[int] = set()
    retold = _retold(grouped, drafts, reading)
    parts: dict[int, list[tuple[int, Occurrence]]] = {}  # by draft: how many acts it speaks of, and the part
    for at, occurrence in enumerate(grouped):
        again = retold.get(at)
        told_elsewhere = set(retold.values()) - {again}
        speakers = [None if n in told_elsewhere else n for n in (_speaker(act, drafts) for act in occurrence.acts)]
        if again is not None:
            spoken |= {n for n in speakers if n is not None}
            speakers = [
                n if n is not None and _is_sure(drafts[n]) and _apart(drafts[n], drafts[again], reading) else again
                for n in speakers
            ]
        spoken |= {n for n in speakers if n is not None}
        if not any(n is not None for n in speakers):
            if _is_hinted(occurrence, reading):
                yield occurrence, None, False
            continue
        for part, n in _parted(occurrence, speakers, reading):
            parts.setdefault(n, []).append((speakers.count(n), part))
    for n, draft in enumerate(drafts):
        if n in parts:
            _, best = max(parts[n], key=lambda part: part[0])
            yield _joined(best, draft, reading), draft, False
            yield from ((part, None, False) for _, part in parts[n] if part is not best)
        elif n not in spoken and _is_sure(draft):
            acts = [_act(span, draft, reading, starts) for span in draft.acts]
            for argument in draft.arguments:
                if argument.score >= FILLS or argument.field not in TOLLS:
                    _give(argument, _nearest(acts, argument), reading)
            if _tells_one(acts, draft):
                yield Occurrence(acts=acts), draft, True


def _retold(grouped: Sequence[Occurrence], drafts: Sequence[Draft], reading: Reading) -> dict[int, int]:
    """By occurrence of the grammars: a sure draft that speaks of none of its acts, but has its tolls and days.

    A word that another occurrence shares ("either attack") is a weaker tie than a toll and a day.
    """
    speakers = [{_speaker(act, drafts) for act in occurrence.acts} for occurrence in grouped]
    found: dict[int, int] = {}
    for n, draft in enumerate(drafts):
        if not _is_sure(draft):
            continue
        for at, occurrence in enumerate(grouped):
            if n in speakers[at]:
                continue
            counts = [reading.counts[i] for act in occurrence.acts for i in act.counts]
            times = [m for act in occurrence.acts for m in act.times]
            tolls = [a for a in draft.arguments if a.field in TOLLS]
            days = [a for a in draft.arguments if a.field is ClaimField.TIME]
            same = all(_on(a, counts) for a in tolls) and all(_on(a, times) for a in days)
            if tolls and days and same and at not in found:
                found[at] = n
                break
    return found


def _is_hinted(occurrence: Occurrence, reading: Reading) -> bool:
    """The reader holds it possible that some act of the occurrence tells one; so does a reader without an opinion."""
    if reading.hints is None:
        return True
    spans = [(h.start, h.end) for h in reading.hints if h.score >= HINTED] + [(u.start, u.end) for u in reading.unread]
    return any(
        start < act.mention.end + _BESIDE and act.mention.start < end + _BESIDE
        for act in occurrence.acts
        for start, end in spans
    )


def _parted(
    occurrence: Occurrence, speakers: Sequence[int | None], reading: Reading
) -> Iterator[tuple[Occurrence, int]]:
    """The parts of a grammars' occurrence of which some draft speaks, each with the index of its draft.

    All stays with the draft that speaks of most of its acts, but what a sure draft tells of another place or time, or
    with a toll of its own.
    """
    drafts = reading.drafts or ()
    told = [n for n in speakers if n is not None]
    most = min(set(told), key=lambda n: (-told.count(n), -drafts[n].score, n))
    homes = [
        n if n is not None and _is_sure(drafts[n]) and _parts(drafts[n], drafts[most], reading) else most
        for n in speakers
    ]
    telling = {n for act, n in zip(occurrence.acts, homes, strict=True) if "blame" not in act.mention.flags}
    if telling != set(homes):  # a part that only lays blame would tell nothing
        homes = [most] * len(homes)
    for n in sorted(set(homes)):
        acts = [act for act, home in zip(occurrence.acts, homes, strict=True) if home == n]
        yield Occurrence(acts=acts, loose=occurrence.loose if n == most else []), n


def _tied_elsewhere(draft: Draft, reading: Reading) -> list[DraftArgument]:
    """The arguments of other drafts alone of which the reader is sure."""
    mine = {(a.field, a.start, a.end) for a in draft.arguments}
    return [
        a
        for other in reading.drafts or ()
        if other is not draft
        for a in other.arguments
        if a.score >= ELSEWHERE and (a.field, a.start, a.end) not in mine
    ]


def _is_tied_better(argument: DraftArgument, draft: Draft, reading: Reading) -> bool:
    """A toll is of one occurrence: the reader ties this one more surely to another."""
    return argument.field in TOLLS and any(
        a.score >= argument.score + BETTER
        for other in reading.drafts or ()
        if other is not draft
        for a in other.arguments
        if (a.field, a.start, a.end) == (argument.field, argument.start, argument.end)
    )


def _is_on(mention: CountMention, arguments: Sequence[DraftArgument], field: ClaimField) -> bool:
    return any(a.field is field and a.start < mention.end and mention.start < a.end for a in arguments)


def _is_sure(draft: Draft) -> bool:
    return draft.score >= SURE and draft.type_score >= KIND_SURE


def _apart(one: Draft, other: Draft, reading: Reading) -> bool:
    """The drafts stand on words for another place, or for another time.

    What was launched from one place and struck another is one.
    """
    if any(a.field is ClaimField.ORIGIN for d in (one, other) for a in d.arguments):
        return False
    for field in (ClaimField.PLACE, ClaimField.TIME):
        mine, theirs = ({_meant(a, reading) for a in d.arguments if a.field is field} for d in (one, other))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _parts(one: Draft, most: Draft, reading: Reading) -> bool:
    """What `one` tells is another occurrence than what `most` tells: apart, or with a toll that is surely its own."""
    if _apart(one, most, reading):
        return True
    own = {(a.field, a.start, a.end) for a in one.arguments if a.field in TOLLS and a.score >= OWN_TOLL}
    theirs = {(a.field, a.start, a.end) for a in most.arguments if a.field in TOLLS and a.score >= MAY_BE}
    return bool(own) and not own & theirs


def _meant(argument: DraftArgument, reading: Reading) -> object:
    """The place or time that an argument's words stand for; the words themselves where that is not known."""
    if argument.field is ClaimField.TIME:
        told: list[object] = [m.moment.edtf for m in _on(argument, reading.times) if isinstance(m.moment, Moment)]
    else:
        places = _finest(_on(argument, reading.places))
        told = [m.place.gazetteer_id or m.place.name for m in places if isinstance(m.place, Place)]
    return told[0] if told else (argument.start, argument.end)


def _speaker(act: Act, drafts: Sequence[Draft]) -> int | None:
    """The draft with an act span on this act, or beside it."""
    m = act.mention
    best: tuple[int, float, int] | None = None
    for n, draft in enumerate(drafts):
        for start, end in draft.acts:
            if m.start < end + _BESIDE and start < m.end + _BESIDE:
                away = (max(start - m.end, m.start - end, 0), -draft.score, n)
                best = away if best is None else min(best, away)
    return best[2] if best else None


def _joined(occurrence: Occurrence, draft: Draft, reading: Reading) -> Occurrence:
    """The grammars' occurrence, with what the draft has in fields that they left empty.

    Counts that the reader ties to other occurrences alone, and surely, go.
    """
    others = _tied_elsewhere(draft, reading)
    acts = [
        replace(
            act,
            agents=list(act.agents),
            patients=list(act.patients),
            places=list(act.places),
            origins=list(act.origins),
            times=list(act.times),
            counts=[i for i in act.counts if not _is_on(reading.counts[i], others, reading.counts[i].field)],
            means=list(act.means),
            objects=list(act.objects),
        )
        for act in occurrence.acts
    ]
    held = {field for field, name in _ROLES.items() if any(getattr(act, name) for act in acts)}
    held |= {reading.counts[i].field for act in acts for i in act.counts}
    held |= {reading.counts[i].field for i in occurrence.loose}
    for argument in draft.arguments:
        least = FILLS
        if argument.field is ClaimField.TIME and any(m.form != "drafted" for m in _on(argument, reading.times)):
            least = TIME_FILLS
        if argument.field not in held and argument.score >= least and not _is_tied_better(argument, draft, reading):
            _give(argument, _nearest(acts, argument), reading)
    return Occurrence(acts=acts, loose=occurrence.loose)


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
    if elsewhere is not None:
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


def _own_name(argument: DraftArgument, reading: Reading) -> str | None:
    """The name of an organisation that no table holds, out of words like "members of Los Xs" or "X militiamen"."""
    sentence = next((s for s in reading.sentences if s.start <= argument.start < s.end), None)
    if sentence is None:
        return None
    words = sentence.text[argument.start - sentence.start : argument.end - sentence.start]
    for match in _NAME.finditer(words):
        start, end = argument.start + match.start(), argument.start + match.end()
        opens = start == sentence.start and " " not in match.group()
        at_place = any(p.start < end and start < p.end for p in reading.places)
        at_actor = any(a.start < end and start < a.end and a.adjective for a in reading.actors)
        if not (opens or at_place or at_actor):
            return re.sub(r"['’]s?$", "", match.group())
    return None


def draft_chain(
    start: int, end: int, field: ClaimField, *, draft: Draft, reading: Reading
) -> tuple[SourceMention, ...] | None:
    """The source mentions that the reader puts behind a span of a field; null where it drafted no such span."""
    for argument in draft.arguments:
        if argument.field is field and argument.start < end and start < argument.end:
            cited = []
            for low, high in argument.sources:
                held = _source(low, high, reading)
                if held is not None and held not in cited:
                    cited.append(held)
            return tuple(cited)
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
