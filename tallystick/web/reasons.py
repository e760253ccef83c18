"""Reasons: why each account of an incident is in it, from the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tallystick.web import wording

REASONS = 60  # links shown of one incident

Record = Mapping[str, Any]


def strongest_links(links: Iterable[Record]) -> tuple[list[Record], int]:
    """For each account the link that holds it best, strongest first, at most `REASONS`; and how many are left out."""
    ordered = sorted(links, key=lambda link: (-float(link.get("score") or 0), *map(str, link["accounts"])))
    held: set[str] = set()
    best = []
    for link in ordered:
        if not held.issuperset(map(str, link["accounts"])):
            held.update(map(str, link["accounts"]))
            best.append(link)
    return best[:REASONS], len(ordered) - len(best[:REASONS])


def parts_in_words(link: Record) -> list[list[Any]]:
    """Each part of a link as its label, its log-odds to two decimals, and its words."""
    return [
        [
            wording.LINK_FIELDS.get(str(part["field"]), str(part["field"]).replace("_", " ")),
            round(float(part["weight"]), 2),
            str(part["words"] or ""),
        ]
        for part in link.get("parts") or ()
    ]
