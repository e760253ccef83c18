"""Mentions: spans of a report read as an act, a time, a place, an actor, a count, a means, a thing or a source.

All offsets are half-open and into `report.text`; `report.text[start:end] == surface` always.
`mark` makes mentions, `resolve` pairs each with its referent, `tell` builds accounts of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tallystick.records.draft import ActHint, Coreference, Draft, Unread
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity, Unresolved
from tallystick.records.vocabulary import ClaimField, EventType, Modality, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `paragraph` counts blocks from 0, the title is paragraph 0 where there is one."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words that say when. `form` names the grammar rule and `parts` its captured pieces, for resolve.

    `score` (0-1) that the days are those the words mean, and `doubt`, why it is low; null where no days are given.
    """

    start: int
    end: int
    surface: str
    form: str
    parts: tuple[tuple[str, str], ...] = ()
    moment: Moment | Unresolved | None = None
    score: float | None = field(default=None, compare=False)
    doubt: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name read as a place.

    `start:end` covers the name with its type word ("the city of X", "X province"); `name` is the bare name, of a
    shortened province ("Ky.") the name in full. `relation` is what stands before it ("near", "west of",
    "30 km south of", "between", "in", "from", "to", ...), `relation_start` where the relation words begin (else
    `start`). `role_hint`: "place" where it may be the scene, "origin" after launch words, "speaker" where it
    names a government or where a statement was made, "dateline", "person" where it says whence somebody comes,
    "within" where it is part of another name or only qualifies ("Ohio Turnpike", "US officials").
    `score` (0-1) that the place is the one the words mean, and `doubt`, why it is low; null where none is given.
    """

    start: int
    end: int
    surface: str
    name: str
    relation: str | None = None
    relation_start: int
    type_word: str | None = None
    role_hint: str = "place"
    place: Place | Unresolved | None = None
    score: float | None = field(default=None, compare=False)
    doubt: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A name or description read as somebody who acts or is acted on.

    `adjective` is true for forms that only qualify ("Israeli", "Russian", "US-led", "Houthi").
    `private` is true where the span holds a private person's name; such a mention never becomes a value.
    """

    start: int
    end: int
    surface: str
    adjective: bool = False
    private: bool = False
    actor: Actor | Unresolved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A number of people with its outcome, or of strikes.

    `field` is one of killed, injured, captured, missing, displaced, casualties, strikes.
    `start:end` is the number with its group words ("at least 12 civilians"); `cue_start:cue_end` the
    outcome's words ("were killed", "death toll"). `of_surface` are the words naming whose people they
    are. `part_of` is the index, in the report's list of count mentions, of the count that includes it.
    """

    start: int
    end: int
    surface: str
    field: ClaimField
    count: Count | Quantity
    cue_start: int
    cue_end: int
    of_surface: str | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansMention:
    """Words for a weapon, munition or platform."""

    start: int
    end: int
    surface: str
    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectMention:
    """Words for a thing hit, seized or destroyed, with how many."""

    start: int
    end: int
    surface: str
    materiel: Materiel


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One link of a source chain; `named` is false for "a local source"."""

    name: str
    kind: SourceKind
    named: bool


Chain = tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """A source cited, its cue ("said", "according to") and the stretch of text on its word.

    `chain` is nearest to the outlet first. `scope_start:scope_end` is what stands on its word.
    `modality` and `hedge` are what the cue adds ("claims" is alleged, "denied" is denied).
    """

    start: int
    end: int
    surface: str
    cue: str
    chain: Chain
    scope_start: int
    scope_end: int
    modality: Modality = Modality.ASSERTED
    hedge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActMention:
    """Words that tell an act.

    `start:end` are the act's own words. `agent` and `patient` are the stretches of text in which the
    clause shows who did it and to whom (half-open). `nominal` is true for nouns ("the attack"),
    `definite` for one that refers back ("the attack", "these strikes"), `novel` for one that says it is
    another ("a second strike"), `plural` for many, `recalled` for one told as earlier than the report's news.
    `cause` marks one told only as what another act answers ("in response to an attack").
    `flags` are the act word's own (weak, generic, light, ... as knowledge/data/acts.csv explains), and "opening" for
    one that only opens the phrase of the next ("launched a raid");
    `others` are the word's further senses, tried where its first does not fit ("seized" a town, or people).
    """

    start: int
    end: int
    surface: str
    lemma: str
    event_type: EventType
    sentence: int
    clause_start: int
    clause_end: int
    modality: Modality = Modality.ASSERTED
    hedge: str | None = None
    nominal: bool = False
    definite: bool = False
    novel: bool = False
    plural: bool = False
    recalled: bool = False
    passive: bool = False
    cause: bool = False
    flags: frozenset[str] = frozenset()
    others: tuple[tuple[EventType, frozenset[str]], ...] = ()
    agent: tuple[int, int] | None = None
    patient: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was marked and resolved in one report: what `tell` builds accounts from.

    `private` are the spans of private persons' names: no quote, surface or value may hold one.
    `drafts` are what a reader besides the grammars made of the report, null where none read it; then `grammatical`
    is the reading without the mentions that only the reader saw, and counts of both have the same indexes as far as
    the shorter goes. `unread` is what a reader left out.
    """

    report: str
    sentences: tuple[Sentence, ...] = ()
    acts: tuple[ActMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    means: tuple[MeansMention, ...] = ()
    objects: tuple[ObjectMention, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    private: tuple[tuple[int, int], ...] = ()
    drafts: tuple[Draft, ...] | None = None
    coreferences: tuple[Coreference, ...] = ()
    hints: tuple[ActHint, ...] | None = None
    grammatical: Reading | None = None
    unread: tuple[Unread, ...] = ()
