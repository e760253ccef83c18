"""What the pair heads are told of two spans of one window besides the spans; the same for training and reading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

BETWEEN = 5  # buckets of how many rivals of the right-hand span stand between the two
POSITIONS = 12  # of a window's length, each of 32 word pieces
PIECES_A_POSITION = 32
SENTENCES_APART = 5  # farther ones are as far

_Integers = NDArray[np.int64]

_GAPS = np.array((0, 1, 2, 4, 7, 12, 20, 32, 50, 80, 130, 220), dtype=np.int64)


def position_of(first: int) -> int:
    """The bucket (0 to POSITIONS - 1) of where in its window a span begins, given its first word piece."""
    return min(POSITIONS - 1, first // PIECES_A_POSITION)


def pair_features(
    firsts: Sequence[int], sentences: Sequence[int], fields: Sequence[int], pairs: ArrayLike
) -> dict[str, _Integers]:
    """Features of pairs of spans, given as indexes (pairs, 2); each an array (pairs,).

    `field` is that of the left span; `distance` (0-23, 12 and above: the right one stands after the left) and
    `sentences` (0-10) are buckets of how far apart the two are, and `between` counts the spans of the right one's
    field that begin strictly between them.
    """
    left, right = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
    first, sentence, field = (np.asarray(of, dtype=np.int64) for of in (firsts, sentences, fields))
    gap = first[right] - first[left]
    low, high = np.minimum(first[left], first[right]), np.maximum(first[left], first[right])
    between = np.zeros_like(gap)
    for name in np.unique(field[right]):
        rivals, of = np.sort(first[field == name]), field[right] == name
        between[of] = np.searchsorted(rivals, high[of]) - np.searchsorted(rivals, low[of], side="right")
    return {
        "field": field[left],
        "distance": np.searchsorted(_GAPS, np.abs(gap), side="right") - 1 + len(_GAPS) * (gap >= 0),
        "sentences": np.clip(sentence[right] - sentence[left], -SENTENCES_APART, SENTENCES_APART) + SENTENCES_APART,
        "between": np.clip(between, 0, BETWEEN - 1),
    }
