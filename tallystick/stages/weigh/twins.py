"""Twins: pairs of texts worth comparing, found without comparing all with all.

Near copies are found by MinHash (rensa) in bands; passages and rewrites by runs of words that few
of the texts have. Texts are given by number; the pairs depend on the texts alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rensa import RMinHash

from tallystick.scratch import Pile, Scratch, SortedPile

HASHES = 60
ROWS = 3  # with 20 bands: two texts that share half their runs meet with 0.93, a fifth with 0.15
CROWD = 12  # beyond so many in one band each meets its neighbours and the first, not all the others
RARE = 8  # most texts that may have a run for it to bring them together
SAMPLE = 2  # one run in so many is looked up
RARE_RUNS = 2  # shared and looked up: a pair worth comparing
_SKETCH = 1 << 24
_CHUNK = 100
_PARTS = 32  # in which runs and pairs are sorted, so that never all are in memory
TEXT_BITS = 32
_TEXT = (1 << TEXT_BITS) - 1
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


def pack_pair(a: int, b: int) -> int:
    """A pair of texts as one number, the smaller first."""
    return min(a, b) << TEXT_BITS | max(a, b)


def unpack_pair(pair: int) -> tuple[int, int]:
    """The two texts of a packed pair."""
    return pair >> TEXT_BITS, pair & _TEXT


def find_near_pairs(count: int, runs_of: Callable[[int], Sequence[int]], *, scratch: Scratch) -> array[int]:
    """Pairs of the texts 0 to count that share a large part of their runs, packed, in ascending order."""
    texts = array("I")
    bands = [[Pile(scratch) for _ in range(ROWS)] for _ in range(0, HASHES, ROWS)]
    for start in range(0, count, _CHUNK):
        block = range(start, min(count, start + _CHUNK))
        hashes = [sorted(set(runs_of(number))) for number in block]
        digests = RMinHash.digest_matrix_from_token_hash_sets(hashes, HASHES, _SEED).to_rows()
        for number, own, digest in zip(block, hashes, digests, strict=True):
            if own:
                texts.append(number)
                for at, value in enumerate(digest):
                    bands[at // ROWS][at % ROWS].add(value)
    pairs = SortedPile(scratch, below=count << TEXT_BITS)
    for band in bands:
        columns = [pile.numbers() for pile in band]
        keys = sorted(range(len(texts)), key=lambda at: tuple(column[at] for column in columns))
        for _, crowd in groupby(keys, key=lambda at: tuple(column[at] for column in columns)):
            for a, b in _pairs([texts[at] for at in crowd]):
                pairs.add(pack_pair(a, b))
    return pairs.numbers()


def find_rare_pairs(
    count: int, sampled: Iterable[tuple[int, array[int]]], counts: RunCounts, *, scratch: Scratch
) -> array[int]:
    """Pairs of the texts 0 to count that share runs which few others have, packed, in ascending order.

    `sampled` gives each text's number, ascending, and the runs that stand for it.
    """
    holders = [(Pile(scratch), Pile(scratch)) for _ in range(_PARTS)]
    for number, runs in sampled:
        for run in runs:
            if 2 <= counts.count(run) <= RARE:
                own, holder = holders[run // SAMPLE % _PARTS]
                own.add(run)
                holder.add(number)
    met = [Pile(scratch) for _ in range(_PARTS)]
    while holders:
        own, holder = holders.pop()
        runs_met, numbers = own.numbers(), holder.numbers()
        for _, group in groupby(sorted(range(len(runs_met)), key=runs_met.__getitem__), key=runs_met.__getitem__):
            crowd = [numbers[at] for at in group]
            for i, a in enumerate(crowd):
                for b in crowd[i + 1 :]:
                    met[a * _PARTS // count].add(pack_pair(a, b))
    shared = array("Q")
    for pile in met:
        for pair, times in groupby(sorted(pile.numbers())):
            if sum(1 for _ in times) >= RARE_RUNS:
                shared.append(pair)
    return shared


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
