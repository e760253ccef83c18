"""Values of claims in a few words, for a terminal."""

from __future__ import annotations

from tallystick.knowledge.people import people_in_words
from tallystick.records.account import Claim, ClaimValue
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity
from tallystick.records.vocabulary import ActorKind, EventType, MeansKind


def value_words(value: ClaimValue) -> str:
    """The value in words; empty where it is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "it happened" if value else "it did not happen"
    if isinstance(value, EventType):
        return value.value
    if isinstance(value, Moment):
        return value.edtf + (f", {value.part_of_day.value.replace('_', ' ')}" if value.part_of_day else "")
    if isinstance(value, Place):
        parts = dict.fromkeys(part for part in (value.name, value.admin1, value.country) if part)
        return f"{', '.join(parts)} ({value.precision.value})"
    if isinstance(value, Count):
        one = (value.low if value.high is None else value.high) == 1
        words = (_number(value), people_in_words(value.group, one=one), f"of {value.of}" if value.of else "")
        return " ".join(filter(None, words)) + (", part of a larger figure" if value.part_of else "")
    if isinstance(value, Materiel):
        number = _number(value)
        effect = f", {value.effect.value}" if value.effect is not None else ""
        return f"{number + ' ' if number else ''}{value.name}{effect}"
    if isinstance(value, Quantity):
        return _number(value)
    if isinstance(value, Means):
        return _of_kind(value.name, value.kind, unless=MeansKind.OTHER)
    if isinstance(value, Actor):
        return _of_kind(value.name, value.kind, unless=ActorKind.UNKNOWN)
    raise TypeError(f"no words for {value!r}")


def range_words(low: int | None, high: int | None) -> str:
    """A range as `3`, `3–7`, `3+` or `up to 7`; empty where nothing is known."""
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def claim_source(claim: Claim, outlet: str) -> str:
    """On whose word: the chain of sources from the last to the outlet."""
    return " < ".join([*(link.name for link in reversed(claim.source)), outlet])


def _number(value: Count | Quantity | Materiel) -> str:
    about = "about " if value.approximate else ""
    if value.low is None and value.high is None:
        return f"{about}{value.vague}" if value.vague else ""
    if value.low is None:
        return f"up to {about}{value.high:,}"
    return f"at least {about}{value.low:,}" if value.high is None else f"{about}{range_words(value.low, value.high)}"


def _of_kind(name: str, kind: ActorKind | MeansKind, *, unless: ActorKind | MeansKind) -> str:
    """A name with its kind, where it says more than the name."""
    words = kind.value.replace("_", " ")
    return name if kind is unless or words in name.lower() else f"{name} ({words})"
