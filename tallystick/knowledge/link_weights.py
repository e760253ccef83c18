"""Weights of what speaks for two accounts being one occurrence, as log-odds (knowledge/data/link_weights.csv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def load_link_weights() -> Mapping[str, float]:
    """The weight of each term."""
    text = resources.files("tallystick.knowledge").joinpath("data/link_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType({row["term"]: float(row["weight"]) for row in rows})
