"""Drafts: what a reader (learned, or a language model) makes of a report before `tell` weighs it against the grammars.

All offsets are half-open and into `report.text`. A draft holds spans and kinds, never values: what a number, a
date, a name or a place stands for is worked out by the grammars and tables, so a reader cannot invent one.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, SourceKind, Standing

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftArgument:
    """Words read as one field of the occurrence.

    `sources` are the words of those it stands on, nearest to the outlet first; none is the outlet's own word.
    `score` is the reader's probability (0-1) that these words are this field of this occurrence.
    `kind` is the reader's word for what it is where the tables do not know: an actor kind (with its `unit`),
    a means kind, the effect on an object ("" for none told), or the group of people that a count tells of; null
    where the reader does not say.
    """

    field: ClaimField
    start: int
    end: int
    score: float
    sources: tuple[Span, ...] = ()
    denied: bool = False
    kind: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One occurrence as a reader sees it: every place where the text speaks of it, its kind, its arguments.

    `acts` are in order of position; `score` (0-1) that the text tells this occurrence. `alike` names other drafts of
    the report by their first act, each with the reader's probability (0-1) that both are one occurrence.
    """

    acts: tuple[Span, ...]
    event_type: EventType
    modality: Modality
    standing: Standing
    clarity: Clarity
    score: float
    type_score: float
    arguments: tuple[DraftArgument, ...] = ()
    alike: tuple[tuple[Span, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A stretch of the report that the reader did not read, and why."""

    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coreference:
    """Words for a doer, target, source or place (`start:end`), and the `others` that name the same, surest first."""

    start: int
    end: int
    others: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSource:
    """Words for somebody cited, and the reader's word for what source it is; `named` is false for "residents"."""

    start: int
    end: int
    kind: SourceKind
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActHint:
    """Words that may tell an occurrence, drafted or not, with the reader's probability (0-1) that they do."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a reader gives for one report: drafts in order of their first act, and what it did not read.

    `hints` is null where a reader has no opinion on words that it did not draft.
    """

    drafts: tuple[Draft, ...] = ()
    sources: tuple[DraftSource, ...] = ()
    hints: tuple[ActHint, ...] | None = None
    coreferences: tuple[Coreference, ...] = ()
    unread: tuple[Unread, ...] = ()
