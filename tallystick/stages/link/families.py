"""Families of event types: which two types reports may give to one occurrence."""

from __future__ import annotations

from functools import cache

from tallystick.records.account import REMOTE_VIOLENCE
from tallystick.records.vocabulary import EventType

_RAIDS = frozenset({EventType.ATTACK, EventType.ARMED_CLASH})
_GAINS = frozenset({EventType.GOVERNMENT_REGAINS_TERRITORY, EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY})
_CROWDS = frozenset(
    {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.MOB_VIOLENCE,
    }
)
_SIDE_OF_A_RAID = frozenset(
    {
        EventType.SEXUAL_VIOLENCE,
        EventType.LOOTING_PROPERTY_DESTRUCTION,
        EventType.ABDUCTION_FORCED_DISAPPEARANCE,
    }
)
_CLOSE = (
    REMOTE_VIOLENCE | {EventType.ATTACK},
    _RAIDS,
    _CROWDS,
    _GAINS | {EventType.ARMED_CLASH, EventType.NON_VIOLENT_TRANSFER_OF_TERRITORY},
)
_FAR = (
    REMOTE_VIOLENCE | _RAIDS,
    _RAIDS | _GAINS | _SIDE_OF_A_RAID,
    REMOTE_VIOLENCE | {EventType.LOOTING_PROPERTY_DESTRUCTION},
    frozenset({EventType.ATTACK, EventType.MOB_VIOLENCE, EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS}),
    frozenset({EventType.ARRESTS, EventType.ABDUCTION_FORCED_DISAPPEARANCE}),
    frozenset({EventType.ARRESTS, EventType.PROTEST_WITH_INTERVENTION, EventType.VIOLENT_DEMONSTRATION}),
)


@cache
def types_agree(a: EventType, b: EventType) -> bool:
    """Two event types that reports may give to one occurrence, even if one sees only a side of it."""
    return a == b or EventType.OTHER in (a, b) or any(a in family and b in family for family in (*_CLOSE, *_FAR))


def types_differ(a: EventType, b: EventType) -> bool:
    """Two types of which each sees only a side of the other."""
    return a != b and not any(a in family and b in family for family in _CLOSE)
