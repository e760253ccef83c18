"""WikiEvents: triggers and arguments of the conflict and life types, end to end from our mentions and claims.

Our words for theirs (event types to the second level; their third level is not scored):

| ours | trigger | WikiEvents |
|---|---|---|
| account types of fighting, strikes, explosions, attacks, mob violence | act | Conflict.Attack |
| protests and violent demonstrations | act | Conflict.Demonstrate |
| killed count, or an act of a killing word | cue, act | Life.Die |
| injured count, or an act of a wounding word | cue, act | Life.Injure |

| our claim | Attack | Demonstrate | Die | Injure |
|---|---|---|---|---|
| perpetrator | Attacker | Demonstrator | Killer | Injurer |
| target | Target | Target | Victim | Victim |
| object | Target | - | - | - |
| killed, injured | - | - | Victim | Victim |
| means | Instrument | - | Instrument | Instrument |
| place | Place | Place | Place | Place |

Their ExplosiveDevice is scored as Instrument. A trigger is right where it overlaps a gold trigger of its type, each
once, the pairs of the greatest number. Our arguments stand at the anchor of their account, and at the cue of its
killed and injured counts; one is right where its trigger is, and its span overlaps a gold mention of that role or a
mention that the gold holds to be the same entity, each gold argument once. The figures by document leave the trigger
aside: an entity has the role in some event of the type in the text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.public.figures import Outcome, Tally, row_of
from evaluation.public.pairing import pair_best
from evaluation.public.texts import Text, read_as_is
from tallystick.pipeline import Tools
from tallystick.records.account import Account
from tallystick.records.mention import ActMention, Reading
from tallystick.records.vocabulary import ClaimField, EventType, Modality

FOLDER = "wikievents"
ATTACK, DEMONSTRATE, DIE, INJURE = "Conflict.Attack", "Conflict.Demonstrate", "Life.Die", "Life.Injure"
TYPES = (ATTACK, DEMONSTRATE, DIE, INJURE)
EVENT_TYPES: Mapping[EventType, str] = {
    EventType.ARMED_CLASH: ATTACK,
    EventType.GOVERNMENT_REGAINS_TERRITORY: ATTACK,
    EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: ATTACK,
    EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS: ATTACK,
    EventType.MOB_VIOLENCE: ATTACK,
    EventType.CHEMICAL_WEAPON: ATTACK,
    EventType.AIR_DRONE_STRIKE: ATTACK,
    EventType.SUICIDE_BOMB: ATTACK,
    EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: ATTACK,
    EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: ATTACK,
    EventType.GRENADE: ATTACK,
    EventType.SEXUAL_VIOLENCE: ATTACK,
    EventType.ATTACK: ATTACK,
    EventType.PROTEST_WITH_INTERVENTION: DEMONSTRATE,
    EventType.PEACEFUL_PROTEST: DEMONSTRATE,
    EventType.VIOLENT_DEMONSTRATION: DEMONSTRATE,
}
ROLES: Mapping[tuple[str, ClaimField], str] = {
    (ATTACK, ClaimField.PERPETRATOR): "Attacker",
    (ATTACK, ClaimField.TARGET): "Target",
    (ATTACK, ClaimField.OBJECT): "Target",
    (ATTACK, ClaimField.MEANS): "Instrument",
    (DEMONSTRATE, ClaimField.PERPETRATOR): "Demonstrator",
    (DEMONSTRATE, ClaimField.TARGET): "Target",
    (DIE, ClaimField.PERPETRATOR): "Killer",
    (DIE, ClaimField.TARGET): "Victim",
    (DIE, ClaimField.KILLED): "Victim",
    (DIE, ClaimField.MEANS): "Instrument",
    (INJURE, ClaimField.PERPETRATOR): "Injurer",
    (INJURE, ClaimField.TARGET): "Victim",
    (INJURE, ClaimField.INJURED): "Victim",
    (INJURE, ClaimField.MEANS): "Instrument",
} | {(type_, ClaimField.PLACE): "Place" for type_ in TYPES}
ROLE_NAMES = {"ExplosiveDevice": "Instrument"}
_KILLING = re.compile(r"(?:kill|murder|assassinat|die|death|slay|slain|execut|massacr|behead|dead|fatal)", re.I)
_WOUNDING = re.compile(r"(?:wound|injur|maim|hurt)", re.I)
_COUNT_TYPES = {ClaimField.KILLED: DIE, ClaimField.INJURED: INJURE}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Argument:
    """A role with the spans of all mentions of who has it; ours has one span."""

    role: str
    spans: frozenset[Span]


@dataclass(slots=True)
class Event:
    """A trigger of a type with its arguments."""

    type: str
    start: int
    end: int
    arguments: dict[Argument, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A gold document as text, headline first, with its events."""

    name: str
    title: str
    text: str
    events: tuple[Event, ...]


def load_documents(folder: Path) -> Iterator[Document]:
    """The development documents with their coreference."""
    clusters: dict[str, list[list[str]]] = {}
    coref = folder / "coref" / "dev.jsonlines"
    if coref.exists():
        for line in coref.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            clusters[row["doc_key"]] = row["clusters"]
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield document_of(row, clusters.get(row["doc_id"], []))


def document_of(row: Mapping[str, Any], clusters: Iterable[Sequence[str]]) -> Document:
    """One document. Sentences that the text runs together are paragraphs apart, others stand a blank apart."""
    offsets: list[Span] = []
    text, title, at = "", "", 0
    for number, (tokens, sentence) in enumerate(row["sentences"]):
        found = row["text"].find(sentence, at)
        gap = row["text"][at:found] if found >= 0 else " "
        at = found + len(sentence) if found >= 0 else at
        if number:
            text += " " if gap.strip(" ") == "" and gap else "\n\n"
        base = len(text) - tokens[0][1]
        offsets += [(base + start, base + end) for _, start, end in tokens]
        text += sentence
        if not number:
            title = sentence

    def span(mention: Mapping[str, Any]) -> Span:
        return offsets[mention["start"]][0], offsets[mention["end"] - 1][1]

    spans = {mention["id"]: span(mention) for mention in row["entity_mentions"]}
    same = {id_: frozenset(spans[one] for one in cluster if one in spans) for cluster in clusters for id_ in cluster}
    events = []
    for mention in row["event_mentions"]:
        type_ = ".".join(mention["event_type"].split(".")[:2])
        if type_ in TYPES:
            start, end = span(mention["trigger"])
            event = Event(type_, start, end)
            for argument in mention["arguments"]:
                id_ = argument["entity_id"]
                role = ROLE_NAMES.get(argument["role"], argument["role"])
                if id_ in spans:
                    event.arguments[Argument(role, same.get(id_, frozenset()) | {spans[id_]})] = None
            events.append(event)
    return Document(name=row["doc_id"], title=title, text=text, events=tuple(events))


def told_events(text: Text) -> tuple[Event, ...]:
    """Our triggers, each with the arguments of the account that stands at it."""
    events: dict[tuple[str, Span], Event] = {}

    def at(type_: str, start: int, end: int) -> Event:
        return events.setdefault((type_, (start, end)), Event(type_, start, end))

    reading = text.reading
    cues = _cues(reading)
    for act in reading.acts:
        for type_ in types_of(act, cues):
            at(type_, act.start, act.end)
    for type_, _, start, end in cues:
        at(type_, start, end)
    for account in text.told.accounts:
        for event in _events_of(account, cues, events.values()):
            for claim in account.claims:
                role = ROLES.get((event.type, claim.field))
                if role and claim.value is not None and claim.modality is not Modality.DENIED:
                    event.arguments[Argument(role, frozenset({(claim.start, claim.end)}))] = None
    return tuple(sorted(events.values(), key=lambda event: (event.start, event.end, event.type)))


def types_of(act: ActMention, cues: Iterable[tuple[str, Span, int, int]]) -> tuple[str, ...]:
    """The WikiEvents types an act's own words are; none where a count's cue says it already."""
    if any(start < act.end and act.start < end for _, _, start, end in cues):
        return ()
    mapped = EVENT_TYPES.get(act.event_type)
    if mapped is None:
        return ()
    if mapped == ATTACK and _KILLING.match(act.surface):
        return (DIE,)
    return (INJURE,) if mapped == ATTACK and _WOUNDING.match(act.surface) else (mapped,)


def _cues(reading: Reading) -> tuple[tuple[str, Span, int, int], ...]:
    return tuple(
        (_COUNT_TYPES[count.field], (count.start, count.end), count.cue_start, count.cue_end)
        for count in reading.counts
        if count.field in _COUNT_TYPES
    )


def _events_of(account: Account, cues: Iterable[tuple[str, Span, int, int]], events: Iterable[Event]) -> list[Event]:
    """The triggers an account stands at: its anchor's, and those of the counts it claims."""
    counted = {(claim.start, claim.end) for claim in account.claims if claim.field in _COUNT_TYPES}
    places = {(account.anchor.start, account.anchor.end)} | {
        (start, end) for _, span, start, end in cues if span in counted
    }
    return [event for event in events if any(event.start < end and start < event.end for start, end in places)]


def pair_events(gold: Sequence[Event], said: Sequence[Event]) -> list[tuple[int, int]]:
    """(gold, said) triggers that overlap and are of one type; more shared characters first."""
    return pair_best([[_overlap(g, s) if g.type == s.type else 0.0 for s in said] for g in gold])


def _overlap(one: Event, other: Event) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 1.0 + shared / 1000 if shared > 0 else 0.0


def count_arguments(gold: Iterable[Argument], said: Iterable[Argument]) -> int:
    """How many of ours are right, each gold argument once."""
    asked, given = list(gold), list(said)
    return len(pair_best([[float(_same(g, s)) for s in given] for g in asked]))


def _same(gold: Argument, said: Argument) -> bool:
    return gold.role == said.role and any(g[0] < s[1] and s[0] < g[1] for g in gold.spans for s in said.spans)


def score_document(gold: Sequence[Event], said: Sequence[Event], tallies: dict[str, Tally]) -> None:
    """Add one document to the tallies: triggers, arguments, arguments by document, and each type's and role's."""
    pairs = pair_events(gold, said)
    by_said = {s: gold[g] for g, s in pairs}
    for type_ in TYPES:
        right = sum(gold[g].type == type_ for g, _ in pairs)
        asked, given = (sum(event.type == type_ for event in events) for events in (gold, said))
        for name in ("trigger", f"trigger, {type_}"):
            tallies[name].add(right=right, said=given, gold=asked)
    for event in gold:
        for argument in event.arguments:
            tallies["argument"].add(gold=1)
            tallies[f"argument, {argument.role}"].add(gold=1)
    for at, event in enumerate(said):
        found = by_said[at].arguments if at in by_said else {}
        for role in {argument.role for argument in event.arguments}:
            given_ = [argument for argument in event.arguments if argument.role == role]
            right = count_arguments(found, given_)
            tallies["argument"].add(right=right, said=len(given_))
            tallies[f"argument, {role}"].add(right=right, said=len(given_))
    for type_ in TYPES:
        asked_, given_ = (_of_document(events, type_) for events in (gold, said))
        tallies["argument by document"].add(right=count_arguments(asked_, given_), said=len(given_), gold=len(asked_))


def _of_document(events: Iterable[Event], type_: str) -> list[Argument]:
    """The arguments of all events of a type, those that share a mention once."""
    found: list[Argument] = []
    for event in events:
        if event.type == type_:
            found += [a for a in event.arguments if not any(a.role == b.role and a.spans & b.spans for b in found)]
    return found


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of WikiEvents."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for document in load_documents(folder):
        text = read_as_is(document.name, document.text, tools=tools, title=document.title)
        score_document(document.events, told_events(text), tallies)
    names = [
        "trigger",
        *(f"trigger, {type_}" for type_ in TYPES),
        "argument",
        *sorted(name for name in tallies if name.startswith("argument, ")),
        "argument by document",
    ]
    rows = []
    for name in names:
        published = "0.65 to 0.70, given gold triggers, all types" if name == "argument" else "-"
        label = f"- {name}" if ", " in name else name
        rows.append(row_of(FOLDER, label, tallies[name], published=published))
    return Outcome(rows=rows)
