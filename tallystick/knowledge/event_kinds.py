"""The event types with their neighbours in other schemes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tallystick.knowledge.tables import load_rows
from tallystick.records.vocabulary import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """An ACLED sub-event type: its event type and disorder type, its nearest PLOVER code, how UCDP would read it."""

    event_type: str
    disorder_type: str
    plover: str
    ucdp: str


@lru_cache(maxsize=1)
def load_event_kinds() -> dict[EventType, EventKind]:
    """Every event type with its readings."""
    return {
        EventType(row["sub_event_type"]): EventKind(
            event_type=row["event_type"], disorder_type=row["disorder_type"], plover=row["plover"], ucdp=row["ucdp"]
        )
        for row in load_rows("event_types.csv")
    }
