"""Account: how one report tells one occurrence, as claims on somebody's word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity
from tallystick.records.report import Quote
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, Standing

ClaimValue = EventType | bool | Moment | Place | Actor | Count | Means | Materiel | Quantity | None


# Fields whose values count people, in the order in which they are shown.
TOLLS: tuple[ClaimField, ...] = (
    ClaimField.KILLED,
    ClaimField.INJURED,
    ClaimField.CAPTURED,
    ClaimField.MISSING,
    ClaimField.DISPLACED,
    ClaimField.CASUALTIES,
)
REMOTE_VIOLENCE = frozenset(  # ACLED's "Explosions/Remote violence"
    {
        EventType.AIR_DRONE_STRIKE,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.SUICIDE_BOMB,
        EventType.GRENADE,
        EventType.CHEMICAL_WEAPON,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One field of one occurrence has this value, here in the text, on this source's word.

    The type of `value` follows `field`: `VALUE_OF` in records.encoding has the table; a value
    that is not known is null and `because` says why. `score` (0-1) is the probability that a place, origin or time is
    what the words mean, null on other fields; where it is low, `because` says so.
    """

    id: str
    field: ClaimField
    value: ClaimValue
    because: str | None = None
    surface: str
    start: int
    end: int
    source: tuple[SourceLink, ...] = ()
    modality: Modality = Modality.ASSERTED
    hedge: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's value beside the machine's: which judgement, of which claim, and why.

    `claim` is null for the account's own event type. `value_before` is what was read; null where nothing was.
    `why` is null in the public profile alone.
    """

    judgement: int
    claim: str | None
    field: ClaimField
    value_before: ClaimValue
    value: ClaimValue
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How one report tells one occurrence; `incident` is set by link.

    The claims are as read; `judged` is what a person's judgements put in their place where incidents are weighed.
    """

    id: str
    report: str
    incident: str | None = None
    anchor: Quote
    event_type: EventType
    modality: Modality
    standing: Standing
    clarity: Clarity
    evidence: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    judged: tuple[Correction, ...] = ()


def rank_account(*, id_: str, standing: str, modality: str, values: Iterable[object]) -> tuple[bool, bool, int, str]:
    """Where an account with these values of claims stands among several, the least first.

    The least is the strongest, which stands for all of them: told as main, asserted, with the most known claims.
    """
    known = sum(value is not None for value in values)
    return standing != Standing.MAIN, modality != Modality.ASSERTED, -known, id_
