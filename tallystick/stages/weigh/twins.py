"""Twins: pairs of texts worth comparing, found without comparing all with all.

Near copies are found by MinHash (rensa) in bands; passages and rewrites by runs of words that few
of the texts have. Texts are given by number; the pairs depend on the texts alone.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rensa import RMinHash

HASHES = 60
ROWS = 3  # with 20 bands: two texts that share half their runs meet with 0.93, a fifth with 0.15
CROWD = 12  # beyond so many in one band each meets its neighbours and the first, not all the others
RARE = 8  # most texts that may have a run for it to bring them together
SAMPLE = 2  # one run in so many is looked up
RARE_RUNS = 2  # shared and looked up: a pair worth comparing
_SKETCH = 1 << 24
_CHUNK = 500
_SEED = 42


class RunCounts:
    """How many texts have a run: a sketch of fixed size that never counts too few."""

    def __init__(self) -> None:
        self._counts = bytearray(_SKETCH)

    def add(self, runs: Iterable[int]) -> None:
        """Count the runs of one text."""
        counts = self._counts
        for run in set(runs):
            at = run % _SKETCH
            if counts[at] < 255:
                counts[at] += 1

    def count(self, run: int) -> int:
        """Texts that have this run."""
        return self._counts[run % _SKETCH]

    def rarity(self, run: int) -> float:
        """1 for a run that two texts have, less the more have it."""
        return 2.0 / max(2, self.count(run))


def find_near_pairs(count: int, runs_of: Callable[[int], Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of the texts 0 to count that share a large part of their runs."""
    bands: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for start in range(0, count, _CHUNK):
        block = range(start, min(count, start + _CHUNK))
        hashes = [sorted(set(runs_of(number))) for number in block]
        digests = RMinHash.digest_matrix_from_token_hash_sets(hashes, HASHES, _SEED).to_rows()
        for number, own, digest in zip(block, hashes, digests, strict=True):
            if own:
                for row in range(0, HASHES, ROWS):
                    bands[row, *digest[row : row + ROWS]].append(number)
    pairs: set[tuple[int, int]] = set()
    for crowd in bands.values():
        pairs.update(_pairs(crowd))
    return pairs


def find_rare_pairs(sampled: Mapping[int, array[int]], counts: RunCounts) -> set[tuple[int, int]]:
    """Pairs of texts, by number, that share runs which few others have."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number in sorted(sampled):
        for run in sampled[number]:
            if 2 <= counts.count(run) <= RARE:
                holders[run].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        for i, a in enumerate(numbers):
            for b in numbers[i + 1 :]:
                shared[a, b] += 1
    return {pair for pair, count in shared.items() if count >= RARE_RUNS}


def sample_runs(runs: Iterable[int]) -> array[int]:
    """The runs that stand for a text in `find_rare_pairs`."""
    return array("q", sorted({run for run in runs if run % SAMPLE == 0}))


def share_runs(a: array[int], b: array[int]) -> bool:
    """Two texts have a run in common, by those that stand for them."""
    return not set(a).isdisjoint(b)


def _pairs(crowd: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(crowd) <= CROWD:
        for i, a in enumerate(crowd):
            for b in crowd[i + 1 :]:
                yield a, b
        return
    for at in range(1, len(crowd)):
        yield crowd[0], crowd[at]
        if at > 1:
            yield crowd[at - 1], crowd[at]
