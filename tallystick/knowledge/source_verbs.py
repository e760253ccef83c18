"""Verbs by which a source is cited, and what each makes of the words (knowledge/data/source_verbs.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVerb:
    """`sense` is say, allege or deny; a `strict` one may be a noun, so that a clause must follow it."""

    sense: str
    strict: bool


@cache
def load_source_verbs() -> dict[str, SourceVerb]:
    """Verb forms in lower case."""
    verbs: dict[str, SourceVerb] = {}
    text = resources.files("tallystick.knowledge").joinpath("data/source_verbs.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for word in row["words"].split("|"):
            verbs.setdefault(word, SourceVerb(sense=row["sense"], strict=row["use"] == "strict"))
    return verbs
