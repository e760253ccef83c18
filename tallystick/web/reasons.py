"""Reasons: why each account of an incident is in it, from the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tallystick.web import wording

REASONS = 60  # links shown of one incident

Record = Mapping[str, Any]


def strongest_links(links: Iterable[Record]) -> tuple[list[Record], int]:
    """The strongest links that hold all accounts together, in that order, at most `REASONS`; how many are left out.

    The link that holds an account best is among them.
    """
    ordered = sorted(links, key=lambda link: (-float(link.get("score") or 0), *map(str, link["accounts"])))
    groups: dict[str, set[str]] = {}
    best = []
    for link in ordered:
        one, other = (groups.setdefault(id_, {id_}) for id_ in map(str, link["accounts"]))
        if one is not other:
            one |= other
            groups.update(dict.fromkeys(other, one))
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
