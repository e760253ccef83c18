"""Words beside an act word that decide what it is (knowledge/data/act_context.csv)."""

from __future__ import annotations

from functools import cache

from tallystick.knowledge.tables import load_rows


@cache
def load_act_context() -> dict[str, frozenset[str]]:
    """Word sets by kind, lower case; phrases stand whole."""
    rows = load_rows("act_context.csv")
    return {row["kind"]: frozenset(row["words"].split("|" if "|" in row["words"] else None)) for row in rows}
