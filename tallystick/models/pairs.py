"""What the pair heads are told of two spans of one window besides the spans; the same for training and reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tallystick.models.labels import distance_bucket, sentence_bucket

BETWEEN = 5  # buckets of how many rivals of the right-hand span stand between the two
POSITIONS = 12  # of a window's length, each of 32 word pieces
PIECES_A_POSITION = 32

_Integers = NDArray[np.int64]


def position_of(first: int) -> int:
    """The bucket (0 to POSITIONS - 1) of where in its window a span begins, given its first word piece."""
    return min(POSITIONS - 1, first // PIECES_A_POSITION)


def pair_features(
    firsts: Sequence[int], sentences: Sequence[int], fields: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> dict[str, _Integers]:
    """Features of pairs of spans, given as indexes; each an array (pairs,).

    `field` is that of the left span, `distance` and `sentences` are signed from left to right, and `between` counts
    the spans of the right one's field that begin strictly between the two.
    """
    by_field: dict[int, list[int]] = {}
    for first, name in sorted(zip(firsts, fields, strict=True)):
        by_field.setdefault(name, []).append(first)
    between = []
    for i, j in pairs:
        rivals = by_field[fields[j]]
        low, high = sorted((firsts[i], firsts[j]))
        between.append(min(BETWEEN - 1, max(0, bisect_left(rivals, high) - bisect_right(rivals, low))))
    return {
        "field": np.array([fields[i] for i, _ in pairs], dtype=np.int64),
        "distance": np.array([distance_bucket(firsts[j] - firsts[i]) for i, j in pairs], dtype=np.int64),
        "sentences": np.array([sentence_bucket(sentences[j] - sentences[i]) for i, j in pairs], dtype=np.int64),
        "between": np.array(between, dtype=np.int64),
    }
