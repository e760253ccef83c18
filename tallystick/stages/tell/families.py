"""Families of event types that tell agrees or parts occurrences by."""

from __future__ import annotations

from tallystick.records.vocabulary import (
    EventType,
)

VIOLENT = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.CHEMICAL_WEAPON,
        EventType.AIR_DRONE_STRIKE,
        EventType.SUICIDE_BOMB,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.GRENADE,
        EventType.ATTACK,
        EventType.GOVERNMENT_REGAINS_TERRITORY,
        EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        EventType.MOB_VIOLENCE,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.SEXUAL_VIOLENCE,
        EventType.ABDUCTION_FORCED_DISAPPEARANCE,
    }
)


PROTEST_LIKE = frozenset(
    {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.MOB_VIOLENCE,
    }
)


BOMB_LIKE = frozenset(
    {
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.SUICIDE_BOMB,
        EventType.GRENADE,
        EventType.AIR_DRONE_STRIKE,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    }
)
