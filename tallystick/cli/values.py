"""Values of claims in a few words, for a terminal."""

from __future__ import annotations

from tallystick.records.account import Claim, ClaimValue
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity
from tallystick.records.vocabulary import EventType


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
        number = _number(value)
        group = "" if value.group == "all" else f" {value.group.replace('_', ' ')}"
        return f"{number}{group}{f' of {value.of}' if value.of else ''}{', part of another' if value.part_of else ''}"
    if isinstance(value, Materiel):
        number = _number(value)
        effect = f", {value.effect.value}" if value.effect is not None else ""
        return f"{number + ' ' if number else ''}{value.name}{effect}"
    if isinstance(value, Quantity):
        return _number(value)
    if isinstance(value, Means):
        return f"{value.name} ({value.kind.value.replace('_', ' ')})"
    if isinstance(value, Actor):
        return f"{value.name} ({value.kind.value.replace('_', ' ')})"
    raise TypeError(f"no words for {value!r}")


def count_words(low: int | None, high: int | None) -> str:
    """A range as `3`, `3–7`, `3+` or `–7`; empty where nothing is known."""
    if low is None and high is None:
        return ""
    if low == high:
        return str(low)
    return f"{'' if low is None else low}{'+' if high is None else f'–{high}'}"


def claim_source(claim: Claim, outlet: str) -> str:
    """On whose word: the chain of sources from the last to the outlet."""
    return " < ".join([*(link.name for link in reversed(claim.source)), outlet])


def _number(value: Count | Quantity | Materiel) -> str:
    words = count_words(value.low, value.high) or value.vague or ""
    return f"about {words}" if value.approximate and words else words
