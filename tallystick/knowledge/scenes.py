"""Words that set a scene: sport, rehearsal, screen; nouns for places and munitions (knowledge/data/scenes.csv)."""

from __future__ import annotations

from functools import cache

from tallystick.knowledge.tables import load_rows


@cache
def load_scenes() -> dict[str, frozenset[str]]:
    """Word sets by kind, lower case."""
    rows = load_rows("scenes.csv")
    return {row["kind"]: frozenset(row["words"].split()) for row in rows}
