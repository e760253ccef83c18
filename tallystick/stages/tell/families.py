"""Families of event types that tell agrees or parts occurrences by."""

from __future__ import annotations

from tallystick.records.account import REMOTE_VIOLENCE
from tallystick.records.vocabulary import EventType

VIOLENT = REMOTE_VIOLENCE | {
    EventType.ARMED_CLASH,
    EventType.ATTACK,
    EventType.GOVERNMENT_REGAINS_TERRITORY,
    EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
    EventType.MOB_VIOLENCE,
    EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
    EventType.SEXUAL_VIOLENCE,
    EventType.ABDUCTION_FORCED_DISAPPEARANCE,
}


PROTEST_LIKE = frozenset(
    {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.MOB_VIOLENCE,
    }
)


BOMB_LIKE = REMOTE_VIOLENCE - {EventType.CHEMICAL_WEAPON}
