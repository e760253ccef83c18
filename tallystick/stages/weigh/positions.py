"""Positions: who holds which value on which field, and which figures a later one of the same voice replaced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tallystick.knowledge.people import names_relatives
from tallystick.records.account import Account, Claim, ClaimValue
from tallystick.records.encoding import json_bytes
from tallystick.records.incident import Position
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ClaimField, Modality

_ONE = re.compile(r"\b(?:one|1|01|single|sole|lone)\b", re.IGNORECASE)
_SOME_OF = re.compile(
    r"(?:(?:at least|about|around|some|nearly|almost|more than|over|up to) )?"
    r"(?:\d[\d,.]*|(?!(?:hundreds|dozens|scores|thousands|tens|family|crew|group|team|total)\b)[a-z-]+) of\b",
    re.IGNORECASE,
)  # "five of the dead"
_BESIDE = re.compile(r"\b(?:others?|another|more|further|additional)\b(?! than\b)", re.IGNORECASE)  # "21 others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim with the voice behind it, the report it stands in, and when that was published.

    `first_told` is the earliest publication in which a report of its lineage has this voice say so: a reprint says
    nothing anew.
    """

    claim: Claim
    voice: str
    report: str
    published: str
    first_told: str
    order: int


def held_claims(
    accounts: Sequence[Account],
    *,
    voice: Mapping[str, str],
    lineages: Mapping[str, str],
    published: Mapping[str, str | None],
) -> list[Held]:
    """All claims of the accounts in a fixed order: by publication, report, place in the text."""
    claims = [
        (a, c, (lineages[a.report], voice[c.id], c.field.value, value_key(c.value))) for a in accounts for c in a.claims
    ]
    told: dict[tuple[str, str, str, bytes], str] = {}
    for a, _, key in claims:
        if day := published.get(a.report):
            told[key] = min(told.get(key, day), day)
    held = [
        Held(
            claim=c,
            voice=voice[c.id],
            report=a.report,
            published=published.get(a.report) or "",
            first_told=told.get(key, ""),
            order=c.start,
        )
        for a, c, key in claims
    ]
    return sorted(held, key=lambda h: (h.published, h.report, h.order, h.claim.id))


def value_key(value: ClaimValue) -> bytes:
    """Equal for values that are one position; what a part belongs to does not matter."""
    if isinstance(value, Count):
        value = replace(value, part_of=None)
    if isinstance(value, Actor) and value.actor_id:
        return b"actor:" + value.actor_id.encode()
    if isinstance(value, Actor):
        return b"name:" + value.name.casefold().encode("utf-8", "surrogatepass")
    if isinstance(value, Place) and value.gazetteer_id:
        return b"place:" + value.gazetteer_id.encode() + value.precision.encode()
    if isinstance(value, Moment):
        return b"time:" + value.edtf.encode()
    return json_bytes(value)


def positions_of(held: Sequence[Held]) -> tuple[Position, ...]:
    """The positions held, strongest (most voices, then most claims) first."""
    groups: dict[bytes, list[Held]] = defaultdict(list)
    for h in held:
        if h.claim.value is not None:
            groups[value_key(h.claim.value)].append(h)
    positions = [
        (
            Position(
                value=members[0].claim.value,
                claims=tuple(sorted(h.claim.id for h in members)),
                voices=tuple(sorted({h.voice for h in members})),
            ),
            key,
        )
        for key, members in groups.items()
    ]
    positions.sort(key=lambda pair: (-len(pair[0].voices), -len(pair[0].claims), pair[1]))
    return tuple(position for position, _ in positions)


def current_tolls(held: Sequence[Held], field: ClaimField) -> list[Held]:
    """The claims on a toll that count today: a later figure of one voice for one group replaces its earlier one.

    Later is what was first told later; figures of one day, and of reports without a day, stand side by side.
    """
    tolls = [
        (h, _slot(h, h.claim.value))
        for h in held
        if h.claim.field is field and isinstance(h.claim.value, Count) and h.claim.modality is not Modality.DENIED
    ]
    latest: dict[tuple[str, str, str | None, bool], str] = {}
    for h, slot in tolls:
        latest[slot] = max(latest.get(slot, ""), h.first_told)
    return [h for h, slot in tolls if not h.first_told or latest[slot] == h.first_told]


def counts_some(claim: Claim, value: Count) -> bool:
    """A figure for some of the people alone.

    A part of another claim, somebody's relatives ("two brothers"), some of those dead or hurt ("five of the dead"),
    those dead beside others counted before ("21 others"), or one person told by what they are ("a nurse").
    """
    words = claim.surface
    singled_out = value.low == value.high == 1 and not _ONE.search(words)
    beside = claim.field is ClaimField.KILLED and _BESIDE.search(words)
    return bool(value.part_of is not None or names_relatives(words) or _SOME_OF.match(words) or beside or singled_out)


def _slot(h: Held, value: Count) -> tuple[str, str, str | None, bool]:
    return (h.voice, value.group, value.of, value.part_of is not None)
