"""Windows: a report cut into stretches of whole sentences that the encoder can hold.

Every window but the first begins with the opening sentences of the report once more, so that what is told far below
can be tied to what the report opens with. The same code cuts for training and for reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tallystick.records.mention import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_TOKENS = 384  # the encoder holds 512; longer windows cost more than they tie together
OVERLAP_TOKENS = 48  # what two windows that follow each other share, at least
OPENING_TOKENS = 64  # of the title and lead, repeated at the head of later windows
SHAPES = 5  # lower, UPPER, Title, miXed, without letters

_WORD = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The word pieces of one sentence, or of a part of one too long for a window; offsets into the report."""

    sentence: int
    is_title: bool
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces read together; the first `opening` of them repeat the report's head."""

    pieces: tuple[int, ...]
    opening: int


@lru_cache(maxsize=16_384)
def word_shape(word: str) -> int:
    """How a word is written: 0 lower, 1 UPPER, 2 Title, 3 mixed, 4 without letters."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 1 if len(letters) > 1 else 2
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    return 3


def cut_pieces(sentences: Sequence[Sentence], *, tokenizer: Tokenizer) -> list[Piece]:
    """The sentences as word pieces, in order; a sentence too long for a window gives several."""
    pieces: list[Piece] = []
    texts = [_SURROGATE.sub("\ufffd", s.text) for s in sentences]  # the tokenizer takes only what UTF-8 can hold
    for sentence, encoding in zip(sentences, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
        offsets = encoding.offsets
        shapes = _shapes(sentence.text, offsets)
        room = WINDOW_TOKENS - OPENING_TOKENS - 2
        for at in range(0, len(offsets), room):  # a sentence without word pieces gives none
            part = slice(at, at + room)
            pieces.append(
                Piece(
                    sentence=sentence.index,
                    is_title=sentence.is_title,
                    ids=tuple(encoding.ids[part]),
                    shapes=tuple(shapes[part]),
                    starts=tuple(sentence.start + a for a, _ in offsets[part]),
                    ends=tuple(sentence.start + b for _, b in offsets[part]),
                )
            )
    return pieces


def _shapes(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    shapes: list[int] = []
    words = _WORD.finditer(text)
    end, shape = -1, 4
    for start, _ in offsets:
        while end <= start and end < len(text):
            word = next(words, None)
            end, shape = (word.end(), word_shape(word.group())) if word else (len(text), 4)
        shapes.append(shape)
    return shapes


def pack_windows(pieces: Sequence[Piece]) -> list[Window]:
    """Windows over the pieces: each holds as many as fit, and shares some with the one before."""
    if not pieces:
        return []
    room = WINDOW_TOKENS - 2
    sizes = [len(p.ids) for p in pieces]
    opening: list[int] = []
    used = 0
    for index in range(min(3, len(pieces))):
        if used + sizes[index] > OPENING_TOKENS:
            break
        opening.append(index)
        used += sizes[index]
    windows: list[Window] = []
    first = 0
    while True:
        head = [i for i in opening if i < first] if first else []
        total = sum(sizes[i] for i in head)
        last = first
        while last < len(pieces) and (last == first or total + sizes[last] <= room):
            total += sizes[last]
            last += 1
        windows.append(Window(pieces=(*head, *range(first, last)), opening=len(head)))
        if last >= len(pieces):
            return windows
        shared, back = 0, last
        while back - 1 > first and shared + sizes[back - 1] <= OVERLAP_TOKENS:
            back -= 1
            shared += sizes[back]
        first = back
