"""Passages: the words that two texts share, as spans on both sides, for a reader to see."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.stages.weigh.wording import folded_words, is_telling

PASSAGE_WORDS = 8  # shorter runs are shared by reports that were written apart
TELLING = 2  # words of a passage that are neither grammar, furniture nor of the genre
_PLACES = 8  # where a run that stands more often in a text is looked for; keeps the cost linear
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of one text, from `start` to `end`, that stand in the other from `other_start` to `other_end`.

    Half-open character offsets, on whole words: the same words but for case and punctuation.
    """

    start: int
    end: int
    other_start: int
    other_end: int


def shared_passages(text: str, other: str, *, least: int = PASSAGE_WORDS) -> tuple[Passage, ...]:
    """The passages of `text` that stand in `other`, in order, none over another in `text`.

    A passage has `least` words or more and is as long as it can be; words that any page may hold (subscribe
    lines, menus) make none.
    """
    mine, spans = _words_of(text)
    theirs, other_spans = _words_of(other)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs) - least + 1):
        found = places[theirs[at : at + least]]
        if len(found) < _PLACES:
            found.append(at)
    telling = [at for at, word in enumerate(mine) if is_telling(word)]
    passages = []
    at = 0
    while at <= len(mine) - least:
        starts = places.get(mine[at : at + least], ())
        size, there = max(((_length(mine, at, theirs, start), -start) for start in starts), default=(0, 0))
        if not size:
            at += 1
            continue
        if bisect_left(telling, at + size) - bisect_left(telling, at) >= TELLING:
            start = -there
            passages.append(
                Passage(
                    start=spans[at][0],
                    end=spans[at + size - 1][1],
                    other_start=other_spans[start][0],
                    other_end=other_spans[start + size - 1][1],
                )
            )
        at += size
    return tuple(passages)


def _words_of(text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The folded words with where each stands."""
    words, spans = [], []
    for match in _WORD.finditer(text):
        words.append("".join(folded_words(match[0])))
        spans.append(match.span())
    return tuple(words), spans


def _length(mine: Sequence[str], at: int, theirs: Sequence[str], start: int) -> int:
    size = 0
    while at + size < len(mine) and start + size < len(theirs) and mine[at + size] == theirs[start + size]:
        size += 1
    return size
