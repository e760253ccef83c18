"""Incident: one occurrence in the world, as the accounts tell it."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records.account import ClaimValue, Correction
from tallystick.records.referent import Actor, Moment, Place
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Grade, LinkField


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A value somebody holds, with the ids of its claims and its voices (sorted)."""

    value: ClaimValue
    claims: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPosition:
    """An actor of an incident, with the claims behind it."""

    actor: Actor
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Lowest and highest current figure for one group and side."""

    group: str
    of: str | None
    low: int | None
    high: int | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A field on which voices cannot both be right, and the sentence that says so."""

    field: ClaimField
    positions: tuple[Position, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPart:
    """What one field says for (above 0) or against two accounts being one: log-odds, and its words."""

    field: LinkField
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why these accounts were put together, in words and a number (0-1).

    `parts` starts with the prior; the weights add up to the log-odds of the score. It is empty where a
    person judged.
    """

    accounts: tuple[str, str]
    score: float
    because: str
    parts: tuple[LinkPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One occurrence in the world: the accounts that tell it, weighed."""

    id: str
    key: str
    event_type: EventType
    clarity: Clarity
    time: Moment | None
    place: Place | None
    perpetrators: tuple[ActorPosition, ...]
    targets: tuple[ActorPosition, ...]
    tallies: dict[ClaimField, tuple[Tally, ...]]
    fields: dict[ClaimField, tuple[Position, ...]]
    contradictions: tuple[Contradiction, ...]
    accounts: tuple[str, ...]
    reports: tuple[str, ...]
    voices: int
    grade: Grade
    links: tuple[Link, ...]
    judged: tuple[Correction, ...] = ()
