"""The labels of the learned reader, in the order of its outputs."""

from __future__ import annotations

from tallystick.records.account import TOLLS
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Clarity,
    Effect,
    EventType,
    MeansKind,
    Modality,
    SourceKind,
    Standing,
)

ACT = "act"
SOURCE = "source"
ARGUMENTS: tuple[ClaimField, ...] = (
    ClaimField.TIME,
    ClaimField.PLACE,
    ClaimField.ORIGIN,
    ClaimField.PERPETRATOR,
    ClaimField.TARGET,
    *TOLLS,
    ClaimField.MEANS,
    ClaimField.OBJECT,
    ClaimField.STRIKES,
)
FIELDS: tuple[str, ...] = (ACT, SOURCE, *(str(f) for f in ARGUMENTS))

KINDS: dict[str, tuple[str, ...]] = {
    "type": tuple(EventType),
    "modality": tuple(Modality),
    "standing": tuple(Standing),
    "clarity": tuple(Clarity),
    "effect": ("", *Effect),
    "means": tuple(MeansKind),
    "actor": tuple(ActorKind),
    "unit": tuple(ActorUnit),
    "source": tuple(SourceKind),
    "named": ("false", "true"),
    "denied": ("false", "true"),
    "found": ("false", "true"),  # whether the words are what their tag says
    "group": (
        "all",
        "civilians",
        "fighters",
        "soldiers",
        "police",
        "children",
        "women",
        "men",
        "journalists",
        "aid_workers",
        "protesters",
    ),
}

# Fields whose words can name one and the same thing: who, and where.
NAMED_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"perpetrator", "target", SOURCE}),
    frozenset({"place", "origin"}),
)

DEPTHS = 6  # buckets of where in the report a sentence stands


def depth_of(sentence: int, *, is_title: bool) -> int:
    """The bucket of a sentence's place in its report: title, first, second, early, middle, late."""
    if is_title:
        return 0
    if sentence <= 1:
        return 1
    if sentence <= 2:
        return 2
    if sentence <= 5:
        return 3
    return 4 if sentence <= 12 else 5
