"""Referents: what a mention stands for, with its uncertainty as part of the value."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    Effect,
    MeansKind,
    PartOfDay,
    PlacePrecision,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Not knowing, with the reason."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The days in which something happened.

    `edtf` is EDTF (ISO 8601-2). `earliest` and `latest` are inclusive days `YYYY-MM-DD`, with
    `XXXX` for an unknown year and null for an open end.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    precision: TimePrecision
    part_of_day: PartOfDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is; degrees WGS84; `country` ISO 3166-1 alpha-2."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who: an organisation, people as such, or a person by role (private names never stand here)."""

    name: str
    actor_id: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    unit: ActorUnit = ActorUnit.ORGANISATION
    country: str | None = None


STATE_KINDS = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
BAND_KINDS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
ARMED_KINDS = STATE_KINDS | BAND_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many people; open ends are null; `vague` holds a word like "dozens".

    `of` names the actor whose people they are; `part_of` is the id of the claim that includes
    this one, and such a part is never added to it.
    """

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    vague: str | None = None
    group: str = "all"
    of: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Weapon, munition or platform."""

    name: str
    kind: MeansKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Materiel:
    """A thing hit, seized or destroyed: the value of an `object` claim."""

    name: str
    effect: Effect | None = None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    vague: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many strikes, attacks or blasts: the value of a `strikes` claim."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    vague: str | None = None
