"""Drafts to occurrences: what a reader drafted, with the mentions whose values the grammars and tables worked out.

The reader says which words tell one occurrence and which words belong to it; each value is that of the mention that
stands on those words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from tallystick.knowledge.actors import load_actors
from tallystick.knowledge.descriptions import is_adjective
from tallystick.records.account import REMOTE_VIOLENCE, TOLLS
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
from tallystick.records.referent import BAND_KINDS, STATE_KINDS, Actor, Place
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Effect,
    EventType,
    Modality,
    PlacePrecision,
)
from tallystick.stages.tell.acts import Act
from tallystick.stages.tell.attribution import sources_of_sentence, time_is_of_statement
from tallystick.stages.tell.occurrence import Occurrence
from tallystick.stages.tell.retold import Joined, join_retold
from tallystick.stages.tell.scene import tells_rehearsal

M = TypeVar("M", TimeMention, PlaceMention, ActorMention, CountMention, MeansMention, ObjectMention, SourceMention)

_PLACED = {"site": 0, "settlement": 1, "area": 2, "admin2": 3, "admin1": 4, "sea": 5, "country": 6}


SURE = 0.7  # score of a draft from which it is told
SURE_ALONE = 0.75  # where no grammar tells it too
TYPE_SURE = 0.92  # score from which the reader's event type stands against the grammars'
FILLS = 0.5  # score of an argument that is taken
MAY_BE = 0.4  # score of one that is taken where the grammars read it so too, or that shows a draft to be mixed
HINTED = 0.5  # score of a hint that an occurrence needs which the grammars tell and no sure draft does
LENT = 0.07  # by how much an argument's score must be higher in another draft to be none of this one's
SAID = 0.8  # score from which a time stands that its words make the day of a statement, a trial, a funeral
FAINT = 0.05  # by how much an act's hint must lie below that of another act of its draft to be no anchor
ELSEWHERE = 0.7  # score from which an argument of one draft is none of another's
_NAME = re.compile(
    r"[A-Z][\w'’-]+(?: (?:(?:of|de|del|la|los|al|el|for|and|the) )*(?:(?:al|el|ad|an|ar|as|ash|at|az)-)?[A-Z][\w'’-]+)*"
)
_PERSON = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Kk]ing|[Ee]mir|[Gg]overnor|[Mm]ayor|[Gg]eneral|[Cc]olonel"
    r"|[Cc]aptain|[Mm]ajor|Gen|Col|Capt|Mr|Mrs|Ms|Dr|[Ss]heikh|[Cc]ommander|[Ll]eader)\.? [A-Z]"
)
_AND = re.compile(r"\b(?:and|or)\b|&|, (?:in|near|at)\b")
_BROKEN_OFF = re.compile(r"\b(?:of|in|near|the|and)\s*$")  # a phrase that goes on in the next name
_ACTS_ON = re.compile(r"\b(?:fight|battl|oppos|resist|attack|target|hunt|pursu|defect|flee|fled|against)\w*\b")
_LISTS = re.compile(r"(?:,| and| or|, and) (?:the )?$")
_PRONOUNS = frozenset("he she it they him her them his hers its theirs ours us we who which one this that".split())
_PLURAL = re.compile(r"(?:[^s]s|shes)$")
_OPEN_KINDS = frozenset({ActorKind.CIVILIANS, ActorKind.UNKNOWN})  # what the tables say of people who may be anybody
_ONE_PHRASE = re.compile(  # at most two words, none that begins a phrase of its own
    r"\s*(?:(?!(?:and|or|of|in|on|at|by|with|that|which|after|as|to|for|from|when|was|were)\b)[\w'’-]+\s+){0,2}"
)
_BESIDE = 3  # characters between: "conducted raids" is one act of two words

# Fields of which one act often has several, so that what the grammars read stands beside what the reader read.
_BESIDE_THE_READER = frozenset({ClaimField.OBJECT})
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
    spans = sorted((start, end, n) for n, draft in enumerate(drafts) for start, end in draft.acts)
    longest = max((end - start for start, end, _ in spans), default=0)
    spoken: dict[int, dict[int, list[Act]]] = {}  # by draft, by the index of an occurrence, the acts it speaks of
    spoken_of: set[int] = set()
    for at, occurrence in enumerate(grouped):
        for act in occurrence.acts:
            speaker = _speaker(act, drafts, spans, longest)
            if speaker is not None:
                spoken.setdefault(speaker, {}).setdefault(at, []).append(act)
                spoken_of.add(at)
    made: list[Joined] = []
    for n, draft in enumerate(drafts):
        ours = spoken.get(n, {})
        known = [act for acts in ours.values() for act in acts]
        told = {a.field for a in draft.arguments if a.score >= FILLS}
        others = _tied_elsewhere(draft, reading) if any(act.counts for act in known) else []
        acts = [_joined(act, draft, told, others, reading) for act in known]
        acts += [_act(s, draft, reading, starts) for s in draft.acts if not any(_is_beside(act, s) for act in known)]
        acts.sort(key=lambda act: (act.mention.start, act.mention.end))
        said = [act for at in ours for act in grouped[at].acts]
        for argument in draft.arguments:
            if argument.score >= FILLS or (argument.score >= MAY_BE and _is_read_alike(argument, said, reading)):
                _give(argument, _nearest(acts, argument), reading)
        if known or _tells_one(acts, draft):
            made.append((Occurrence(acts=acts), draft, not known))
    for occurrence, draft, alone in join_retold(made, reading):
        if (not alone or draft.score >= SURE_ALONE) and not _is_rehearsed(occurrence, reading):
            yield Occurrence(acts=_headed(_marked_faint(occurrence.acts, reading), reading)), draft, alone
    for at, occurrence in enumerate(grouped):
        if at not in spoken_of and _is_hinted(occurrence, reading):
            yield occurrence, None, False


def _is_rehearsed(occurrence: Occurrence, reading: Reading) -> bool:
    """A drill or a test is told: nobody dies, and some act stands in a sentence of one."""
    if any(reading.counts[i].field is ClaimField.KILLED for act in occurrence.acts for i in act.counts):
        return False
    return any(tells_rehearsal(reading.sentences[act.mention.sentence].text) for act in occurrence.acts)


def _marked(act: Act, flag: str) -> Act:
    return replace(act, mention=replace(act.mention, flags=act.mention.flags | {flag}))


def _marked_faint(acts: Sequence[Act], reading: Reading) -> list[Act]:
    """The acts, those marked of which the reader is less sure than of others by more than FAINT."""
    hints = reading.hints or ()
    sure = [max((h.score for h in hints if _is_on_span(act, (h.start, h.end))), default=0.0) for act in acts]
    least = max(sure, default=0.0) - FAINT
    return [_marked(act, "faint") if score < least else act for act, score in zip(acts, sure, strict=True)]


def _is_on_span(act: Act, span: tuple[int, int]) -> bool:
    return act.mention.start < span[1] and span[0] < act.mention.end


def _headed(acts: Sequence[Act], reading: Reading) -> list[Act]:
    """The acts, those marked that only open a phrase whose head is the next one ("launched a raid")."""
    out = list(acts)
    for at, (act, head) in enumerate(pairwise(acts)):
        if _opens(act.mention, head.mention, reading):
            out[at] = _marked(act, "opening")
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
    """What the grammars tell as several occurrences the draft puts into two countries, or makes one actor of them both
    doer and target. In a clash both sides may be both.
    """
    if sum(any(_is_beside(act, span) for act in o.acts for span in draft.acts) for o in grouped) < 2:
        return False
    if _is_of_two_countries(draft, reading):
        return True
    if draft.event_type is EventType.ARMED_CLASH:
        return False
    sides: dict[ClaimField, set[str]] = {ClaimField.PERPETRATOR: set(), ClaimField.TARGET: set()}
    for argument in draft.arguments:
        if argument.field in sides and argument.score >= MAY_BE and not argument.denied:
            named = _actor(argument, reading)
            if named is not None and isinstance(named.actor, Actor) and named.actor.actor_id is not None:
                sides[argument.field].add(named.actor.actor_id)
    return bool(sides[ClaimField.PERPETRATOR] & sides[ClaimField.TARGET])


def _is_of_two_countries(draft: Draft, reading: Reading) -> bool:
    """Towns or smaller places of two countries."""
    placed = [a for a in draft.arguments if a.field is ClaimField.PLACE and a.score >= MAY_BE and not a.denied]
    countries = {
        place.place.country
        for place in reading.places
        if isinstance(place.place, Place)
        and place.place.precision in (PlacePrecision.SETTLEMENT, PlacePrecision.SITE)
        and any(a.start < place.end and place.start < a.end for a in placed)
    }
    return len(countries - {None}) > 1


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


def _speaker(act: Act, drafts: Sequence[Draft], spans: Sequence[tuple[int, int, int]], longest: int) -> int | None:
    """The draft with an act span on this act, or beside it; of several the nearest, then the surest.

    `spans` are (start, end, index of the draft), sorted; `longest` is the length of the longest.
    """
    m = act.mention
    first, last = bisect_left(spans, (m.start - _BESIDE - longest,)), bisect_left(spans, (m.end + _BESIDE,))
    beside = [
        (max(start - m.end, m.start - end, 0), -drafts[n].score, n)
        for start, end, n in spans[first:last]
        if _is_beside(act, (start, end))
    ]
    return min(beside)[2] if beside else None


def _joined(act: Act, draft: Draft, told: Set[ClaimField], others: Sequence[DraftArgument], reading: Reading) -> Act:
    """A grammars' act with what they read of it, but in the fields that its draft tells.

    Who denies an act stays its doer. Counts that the reader ties to `others` alone, of other drafts and surely, go;
    so do those whom the draft gives the other part, and as targets of a strike those counted among its dead.
    """
    kept = [
        i
        for i in act.counts
        if (field := reading.counts[i].field) not in told and not _is_on(reading.counts[i], others, field)
    ]
    joined = replace(act, counts=kept)
    for field, name in _ROLES.items():
        setattr(joined, name, [] if field in told - _BESIDE_THE_READER else list(getattr(act, name)))
    if act.mention.modality is Modality.DENIED:
        joined.agents = list(act.agents)
    sides = {
        field: [a for a in draft.arguments if a.field is field and a.score >= FILLS]
        for field in (ClaimField.PERPETRATOR, ClaimField.TARGET)
    }
    if ClaimField.PERPETRATOR in told:
        joined.agents += [
            m for m in act.agents if m not in joined.agents and _is_listed(m, sides[ClaimField.PERPETRATOR], reading)
        ]
    joined.agents = [m for m in joined.agents if not _is_within(m, sides[ClaimField.TARGET])]
    joined.patients = [m for m in joined.patients if not _is_within(m, (*sides[ClaimField.PERPETRATOR], *act.agents))]
    if draft.event_type in REMOTE_VIOLENCE:  # aimed at a place or a side: its dead are not who was aimed at
        tolls = [c for c in reading.counts if c.field in TOLLS]
        joined.patients = [m for m in joined.patients if not (_is_within(m, tolls) or _is_anybody(m))]
    return joined


def _is_listed(mention: ActorMention, doers: Sequence[DraftArgument], reading: Reading) -> bool:
    """The mention stands in one list with a doer of the draft, or within its words: "American and Syrian forces"."""
    return any(
        _LISTS.search(_between(d.start, mention.start, reading))
        if d.start < mention.start < d.end
        else _LISTS.fullmatch(_between(min(d.end, mention.end), max(d.start, mention.start), reading))
        for d in doers
    )


def _is_anybody(mention: ActorMention) -> bool:
    return isinstance(mention.actor, Actor) and mention.actor.kind in _OPEN_KINDS


def _is_within(mention: ActorMention, spans: Iterable[DraftArgument | CountMention | ActorMention]) -> bool:
    return any(s.start < mention.end and mention.start < s.end for s in spans)


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
    kind = ActorKind(argument.kind) if argument.kind else None
    told = [a for a in found if isinstance(a.actor, Actor) and not _is_of_another_kind(a.actor, kind)]
    told = _without_objects(told, reading)
    named = [a for a in told if isinstance(a.actor, Actor) and a.actor.actor_id is not None]
    if named:
        return max(named, key=lambda a: (not a.adjective, a.end - a.start, -a.start))
    if not found or any(start < argument.end and argument.start < end for start, end in reading.private):
        return None
    elsewhere = _named_elsewhere(argument, kind, reading)
    if elsewhere is not None and not any(_are_opposed(a.actor, elsewhere) for a in told):
        return replace(found[0], start=argument.start, end=argument.end, actor=elsewhere)
    unit = ActorUnit(argument.unit) if argument.unit else ActorUnit.GROUP
    if kind is not None and unit is ActorUnit.ORGANISATION:
        own = _own_name(argument, reading)
        if own is not None:
            known = load_actors().find(own.upper())  # "Isis", as some outlets spell what is said as a word
            actor = known if known is not None and known.kind is kind else Actor(name=own, kind=kind, unit=unit)
            return replace(found[0], start=argument.start, end=argument.end, actor=actor)
    if told:
        best = max(told, key=lambda a: (a.end - a.start, -a.start))
        if kind is None or not isinstance(best.actor, Actor) or best.actor.kind not in _OPEN_KINDS:
            return best
        return replace(best, actor=replace(best.actor, kind=kind, unit=unit))
    if kind is None or (unit is ActorUnit.PERSON and kind is ActorKind.UNKNOWN):
        return None
    name = found[0].surface.strip()
    if _PERSON.search(name) or name.lower() in _PRONOUNS:
        return None
    for article in ("the ", "a ", "an "):
        name = name[len(article) :] if name.lower().startswith(article) else name
    return replace(found[0], actor=Actor(name=name, kind=kind, unit=unit))


def _is_of_another_kind(actor: Actor, kind: ActorKind | None) -> bool:
    """A state's forces, on words by which the reader sees people who are none: "Syrian opposition"."""
    return actor.kind in STATE_KINDS and kind is not None and kind not in STATE_KINDS and kind is not ActorKind.UNKNOWN


def _without_objects(mentions: Sequence[ActorMention], reading: Reading) -> list[ActorMention]:
    """The mentions but those that an earlier one only acts on: "rebels preparing to fight Islamic State" are rebels."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        between = _between(kept[-1].end, mention.start, reading) if kept else ""
        if not _ACTS_ON.search(between):
            kept.append(mention)
    return kept


def _between(start: int, end: int, reading: Reading) -> str:
    sentence = next((s for s in reading.sentences if s.start <= start < s.end), None)
    return "" if sentence is None or end <= start else sentence.text[start - sentence.start : end - sentence.start]


def _are_opposed(described: object, named: Actor) -> bool:
    """One is a state's forces, the other fights outside a state's: "rebels" are no other words for an army."""
    kinds = {described.kind if isinstance(described, Actor) else None, named.kind}
    return bool(kinds & STATE_KINDS) and bool(kinds & BAND_KINDS)


def _named_elsewhere(argument: DraftArgument, kind: ActorKind | None, reading: Reading) -> Actor | None:
    """The actor of the table that other words for the same name."""
    span = (argument.start, argument.end)
    others = next((c.others for c in reading.coreferences if (c.start, c.end) == span), ())
    for start, end in others:
        on_it = [m for m in reading.actors if m.start < end and start < m.end and isinstance(m.actor, Actor)]
        for mention in _without_objects(on_it, reading):
            actor = mention.actor
            if isinstance(actor, Actor) and actor.actor_id is not None and not mention.private:
                return None if _is_of_another_kind(actor, kind) else actor
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
