"""Head words of cited sources: what kind of source "two hospital officials" are (knowledge/data/source_heads.csv)."""

from __future__ import annotations

from functools import cache

from tallystick.knowledge.tables import load_rows
from tallystick.records.vocabulary import SourceKind


@cache
def load_source_heads() -> dict[tuple[str, ...], tuple[SourceKind, bool | None]]:
    """Head words in lower case, as tuples of words, to their kind; `named` where the words decide it."""
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]] = {}
    for row in load_rows("source_heads.csv"):
        named = {"": None, "false": False, "true": True}[row["named"]]
        for word in row["word"].split("|"):
            heads.setdefault(tuple(word.split()), (SourceKind(row["kind"]), named))
    return heads
