"""Words that set a scene: sport, rehearsal, screen; nouns for places and munitions (knowledge/data/scenes.csv)."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def load_scenes() -> dict[str, frozenset[str]]:
    """Word sets by kind, lower case."""
    text = resources.files("tallystick.knowledge").joinpath("data/scenes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["kind"]: frozenset(row["words"].split()) for row in rows}
