"""The labels of the learned reader, in the order of its outputs."""

from __future__ import annotations

from bisect import bisect_right

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
TAGS = ("O", "B", "I")

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

_GAPS = (0, 1, 2, 4, 7, 12, 20, 32, 50, 80, 130, 220)
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


def distance_bucket(gap: int) -> int:
    """The bucket (0-23) of a signed distance in word pieces; 12 and above: the second stands after the first."""
    return bisect_right(_GAPS, abs(gap)) - 1 + (12 if gap >= 0 else 0)


def sentence_bucket(gap: int) -> int:
    """The bucket (0-10) of a signed distance in sentences, from five before to five after."""
    return max(-5, min(5, gap)) + 5
