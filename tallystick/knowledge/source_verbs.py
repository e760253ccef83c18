"""Verbs by which a source is cited, and what each makes of the words (knowledge/data/source_verbs.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallystick.knowledge.tables import load_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVerb:
    """`sense` is say, allege or deny; a `strict` one may be a noun, so that a clause must follow it."""

    sense: str
    strict: bool


@cache
def load_source_verbs() -> dict[str, SourceVerb]:
    """Verb forms in lower case."""
    verbs: dict[str, SourceVerb] = {}
    for row in load_rows("source_verbs.csv"):
        for word in row["words"].split("|"):
            verbs.setdefault(word, SourceVerb(sense=row["sense"], strict=row["use"] == "strict"))
    return verbs
