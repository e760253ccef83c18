"""Mentions swapped for others of their kind while training, so that no name or number is learned by heart.

Mention replacement as in Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity Recognition" (2020).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.records.account import TOLLS
from training.reader.data import Gold

_SWAPPED = 0.5  # share of the distinct mentions of a report that are swapped
_ACTS_SWAPPED = 0.15
_WORD = re.compile(r"\S+")
_MOST_WORDS = 5
_PLACES = ("place", "origin")
_DOERS = ("perpetrator", "target", "source")

Key = tuple[object, ...]


def key_of(gold: Gold, surface: str) -> Key | None:
    """What two mentions must share to stand in for each other; nothing where a mention stays as it is."""
    words = _WORD.findall(surface)
    if not words or len(words) > _MOST_WORDS or "\n" in surface:
        return None
    first, last = words[0], words[-1].lower()
    opening = "Aa" if first[:1].isupper() else "0" if first[:1].isdigit() else first.lower()
    kinds = tuple(sorted(gold.kinds.items()))
    if gold.field in _PLACES:
        return ("place", len(words), opening) if any(w[:1].isupper() for w in words) else None
    if gold.field in _DOERS:
        return (gold.field, kinds, min(len(words), 3), opening) if any(w[:1].isupper() for w in words) else None
    if gold.field == "time":
        return ("time", len(words), opening)
    if gold.field in TOLLS or gold.field == "strikes":
        return (gold.field, kinds, len(words), first[:1].isdigit(), last if len(words) > 1 else "")
    if gold.field == "means":
        return ("means", kinds, len(words), last[-1:] == "s")
    if gold.field == "object":
        return ("object", kinds, len(words), opening, last[-1:] == "s")
    if gold.field == "act" and len(words) == 1:
        return ("act", gold.kinds.get("type"), opening == "Aa", last[-2:])
    return None


class Bank:
    """The mentions of many reports by what they can stand in for."""

    def __init__(self, reports: Iterable[tuple[str, Sequence[Gold]]]) -> None:
        held: dict[Key, set[str]] = {}
        for text, golds in reports:
            for gold in golds:
                surface = text[gold.start : gold.end]
                if (key := key_of(gold, surface)) is not None:
                    held.setdefault(key, set()).add(surface)
        self._held = {key: sorted(surfaces) for key, surfaces in held.items() if len(surfaces) > 1}

    def swap(
        self, text: str, title: str | None, golds: Sequence[Gold], rng: random.Random
    ) -> tuple[str, str | None, list[Gold]]:
        """The report with some of its mentions swapped: one mention for one other throughout."""
        chosen: dict[tuple[str, str], str | None] = {}
        new: dict[tuple[int, int], str] = {}
        for at, gold in enumerate(golds):
            extent = (gold.start, gold.end)
            if any(g.start < gold.end and gold.start < g.end for k, g in enumerate(golds) if k != at):
                continue
            surface = text[gold.start : gold.end]
            key = key_of(gold, surface)
            if key is None:
                continue
            name = (str(key[0]), surface)
            if name not in chosen:
                share = _ACTS_SWAPPED if gold.field == "act" else _SWAPPED
                others = self._held.get(key)
                chosen[name] = rng.choice(others) if others and rng.random() < share else None
            other = chosen[name]
            if other is not None and other != surface:
                new[extent] = other
        if not new:
            return text, title, list(golds)
        out: list[str] = []
        moves: list[tuple[int, int]] = []
        at = shift = 0
        for (start, end), other in sorted(new.items()):
            out += (text[at:start], other)
            shift += len(other) - (end - start)
            moves.append((end, shift))
            at = end
        out.append(text[at:])
        joined = "".join(out)

        def moved(position: int) -> int:
            return position + max((m for m in moves if m[0] <= position), default=(0, 0))[1]

        changed = [replace(g, start=moved(g.start), end=moved(g.end)) for g in golds]
        titled = joined[: moved(len(title))] if title and text.startswith(title) else title
        return joined, titled, changed
