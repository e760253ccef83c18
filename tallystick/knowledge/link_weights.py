"""Weights of what speaks for two accounts being one occurrence, as log-odds (knowledge/data/link_weights.csv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tallystick.knowledge.tables import load_rows


@cache
def load_link_weights() -> Mapping[str, float]:
    """The weight of each term."""
    rows = load_rows("link_weights.csv")
    return MappingProxyType({row["term"]: float(row["weight"]) for row in rows})
