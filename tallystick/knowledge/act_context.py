"""Words beside an act word that decide what it is (knowledge/data/act_context.csv)."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def load_act_context() -> dict[str, frozenset[str]]:
    """Word sets by kind, lower case; phrases stand whole."""
    text = resources.files("tallystick.knowledge").joinpath("data/act_context.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["kind"]: frozenset(row["words"].split("|" if "|" in row["words"] else None)) for row in rows}
