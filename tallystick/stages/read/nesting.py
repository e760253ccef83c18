"""How deep a page nests its elements, told before any parser is given it."""

from __future__ import annotations

import re

MAX_DEPTH = 2_000
_RAW_BLOCKS = ("script", "style", "template", "svg", "noscript", "iframe")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li dt dd td th tr option".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")


def measure(text: str) -> tuple[int, int]:
    """How deep a page's elements are nested, and how many tags it has, without building its tree."""
    for name in _RAW_BLOCKS:
        text = _without_blocks(text, name)
    level = deepest = tags = 0
    for match in _TAG.finditer(text):
        tags += 1
        if match[2].lower() in _VOID or match[0].endswith("/>"):
            continue
        level = max(0, level - 1) if match[1] else level + 1
        deepest = max(deepest, level)
    return deepest, tags


def _without_blocks(text: str, name: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):
        return text
    pieces: list[str] = []
    position = 0
    while (start := lower.find(f"<{name}", position)) >= 0:
        end = lower.find(f"</{name}", start)
        if end < 0:
            break
        pieces.append(text[position:start])
        position = end + len(name) + 2
    return "".join(pieces) + text[position:] if pieces else text
