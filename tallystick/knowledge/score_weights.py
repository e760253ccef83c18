"""Weights that make of what speaks for a reading a probability that it is right (knowledge/data/score_weights.csv)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tallystick.knowledge.tables import load_rows

Weights = Mapping[str, float]


@cache
def load_score_weights() -> Mapping[str, Weights]:
    """By score ("place", "time", ...) the weight of each term."""
    weights: dict[str, dict[str, float]] = {}
    for row in load_rows("score_weights.csv"):
        weights.setdefault(row["score"], {})[row["term"]] = float(row["weight"])
    return MappingProxyType({score: MappingProxyType(terms) for score, terms in weights.items()})


def score_of(terms: Weights, *, weights: Weights) -> float:
    """The logistic function of the weighted terms: 0-1, three decimals. A term without a weight counts nothing."""
    total = sum(amount * weights.get(term, 0.0) for term, amount in terms.items())
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 3)
