"""Joining: strong pairs into clusters, the strongest first, never by a chain.

Two clusters join where the accounts that speak for them agree: none are banned, and on average they are alike. Every
account speaks for a small cluster; for a larger one those of the smallest ids do, so that two large clusters cost no
more than two small ones. No cluster holds two accounts of one report.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import Final, Protocol

import numpy as np

from tallystick.forks import work_in_forks
from tallystick.stages.link.likeness import TOGETHER
from tallystick.stages.link.scoring import Numbers, ranges

BITS: Final = 27  # of an account's index; two and a score of three decimals are packed into one number
SPEAK: Final = 12  # accounts that speak for a cluster at most
_AT_ONCE: Final = 4096  # strong pairs that are joined at a time, in a process of their own
_FEW: Final = 24  # accounts of a part all of whose pairs are compared beforehand: most are asked for
_UNKNOWN: Final = -1.0
_INDEX: Final = (1 << BITS) - 1


class Scores(Protocol):
    """Gives the likeness of many pairs, as `Scoring` does."""

    def score(self, one: Numbers, other: Numbers) -> Numbers:
        """The likeness of each two accounts in thousandths, the smaller index first; negative where they are banned."""


def join_pairs(
    strong: Iterable[int],
    scoring: Scores,
    *,
    reports: Sequence[int],
    background: Sequence[int],
    same: Mapping[tuple[int, int], int],
    sides: Mapping[int, set[int]],
    workers: int = 1,
) -> tuple[array[int], dict[int, list[int]]]:
    """For each account the smallest of its cluster, and the members of clusters of several by their smallest.

    `strong` are packed pairs, the strongest first. `same` are pairs that are together from the start; clusters on the
    two `sides` of a judgement stay apart. The outcome is the same with any number of `workers`.
    """
    packed = np.fromiter(strong, dtype=np.int64)
    part = np.array(_connected(len(reports), packed, same), dtype=np.int64)
    joining = _Joining(scoring, part, reports, background, same, sides)
    packed = packed[np.argsort(part[packed >> BITS & _INDEX], kind="stable")]
    part = part[packed >> BITS & _INDEX]
    starts = np.flatnonzero(np.diff(part, prepend=-1))
    after = np.searchsorted(starts, np.arange(0, len(packed), _AT_ONCE))
    cuts = np.unique(starts[after[after < len(starts)]])
    del part, starts, after
    bounds = [*cuts.tolist(), len(packed)]

    def join(number: int) -> bytes:
        return joining.join_parts(packed[bounds[number] : bounds[number + 1]]).tobytes()

    with closing(work_in_forks(join, len(cuts), workers=workers)) as parts:
        for made in parts:
            joining.take(array("I", made))
    return joining.home, joining.groups


def _connected(accounts: int, packed: Numbers, same: Iterable[tuple[int, int]]) -> array[int]:
    """For each account the smallest that pairs connect it with: what is joined in one part changes no other."""
    parent = array("I", range(accounts))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def connect(i: int, j: int) -> None:
        one, other = root(i), root(j)
        parent[max(one, other)] = min(one, other)

    for start in range(0, len(packed), _AT_ONCE):
        for pair in packed[start : start + _AT_ONCE].tolist():
            connect(pair >> BITS & _INDEX, pair & _INDEX)
    for i, j in same:
        connect(i, j)
    return array("I", map(root, range(accounts)))


class _Joining:
    """The clusters so far; one of several is named by its smallest account."""

    def __init__(
        self,
        scoring: Scores,
        part: Numbers,
        reports: Sequence[int],
        background: Sequence[int],
        same: Mapping[tuple[int, int], int],
        sides: Mapping[int, set[int]],
    ) -> None:
        self.home = array("I", range(len(reports)))
        self.groups: dict[int, list[int]] = {}
        self._scoring = scoring
        self._part = part
        self._reports = reports
        self._background = background
        self._sides = {at: set(its) for at, its in sides.items()}
        self._speakers: dict[int, list[int]] = {}
        self._told: dict[int, set[int]] = {}  # the reports of a cluster of several
        self._likeness: dict[int, float | None] = {}
        self._refused: dict[tuple[int, int], tuple[int, int]] = {}  # with the sizes at which two did not agree
        for i, j in sorted(same):
            if self.home[i] != self.home[j]:
                self._join(self.home[i], self.home[j])
        self._kin = {k: self.home[k] for pair in same for k in pair}

    def join_parts(self, packed: Numbers) -> array[int]:
        """Join what these pairs join, those of one part after each other, the strongest first; the clusters of
        several among their accounts, each as its size and its members."""
        firsts, seconds = packed >> BITS & _INDEX, packed & _INDEX
        self._likeness = {}
        self._refused = {}
        inside = np.unique(np.concatenate([self._part[each] << BITS | each for each in (firsts, seconds)]))
        one, other = _within(inside >> BITS, inside & _INDEX)
        keys, scores = packed & ((1 << 2 * BITS) - 1), (1000 - (packed >> 2 * BITS)) / 1000
        new = ~np.isin(one << BITS | other, keys)
        self._compare(one[new], other[new])
        self._likeness |= zip(keys.tolist(), scores.tolist(), strict=True)
        for i, j in zip(firsts.tolist(), seconds.tolist(), strict=True):
            self.try_pair(i, j)
        found = array("I")
        for root in sorted({self.home[k] for k in np.union1d(firsts, seconds).tolist()} & self.groups.keys()):
            found.append(len(self.groups[root]))
            found.extend(self.groups[root])
        return found

    def take(self, clusters: array[int]) -> None:
        """Clusters as a fork joined them."""
        start = 0
        while start < len(clusters):
            members = clusters[start + 1 : start + 1 + clusters[start]].tolist()
            start += 1 + len(members)
            for k in members:
                self.home[k] = min(members)
                self.groups.pop(k, None)
            self.groups[min(members)] = members

    def try_pair(self, i: int, j: int) -> None:
        """Join the clusters of two accounts, if they agree."""
        a, b = sorted((self.home[i], self.home[j]))
        if a == b or self._kept_apart(a, b):
            return
        ones, others = self._members(a), self._members(b)
        sizes = len(ones), len(others)
        if self._refused.get((a, b)) == sizes:
            return
        judged = bool(self._kin) and not self._kin.keys().isdisjoint((*ones, *others))
        if self._hold_by_parts(ones, others) if judged else self._agree(a, b):
            self._join(a, b)
        else:
            self._refused[a, b] = sizes

    def _members(self, root: int) -> Sequence[int]:
        return self.groups.get(root, (root,))

    def _join(self, a: int, b: int) -> None:
        keep, drop = min(a, b), max(a, b)
        self._speakers[keep] = self._speaking((*self._heard(keep), *self._heard(drop)))
        self._told[keep] = self._reports_of(keep) | self._reports_of(drop)
        joined = self.groups.setdefault(keep, [keep])
        moved = self.groups.pop(drop, [drop])
        joined += moved
        for k in moved:
            self.home[k] = keep
        self._speakers.pop(drop, None)
        self._told.pop(drop, None)
        if drop in self._sides:
            self._sides.setdefault(keep, set()).update(self._sides.pop(drop))

    def _speaking(self, members: Iterable[int]) -> list[int]:
        """Those told as main before those recalled, then by id."""
        return sorted(members, key=lambda k: (self._background[k], k))[:SPEAK]

    def _heard(self, root: int) -> Sequence[int]:
        return self._speakers.get(root, (root,))

    def _reports_of(self, root: int) -> set[int]:
        return self._told.get(root) or {self._reports[root]}

    def _kept_apart(self, a: int, b: int) -> bool:
        sides = self._sides
        return a in sides and b in sides and any(side ^ 1 in sides[b] for side in sides[a])

    def _like(self, i: int, j: int) -> float | None:
        pair = i << BITS | j if i < j else j << BITS | i
        if pair not in self._likeness:
            self._know((i,), (j,))
        return self._likeness[pair]

    def _know(self, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Compare at once what is not known of these yet; false where a pair of them is known to be banned."""
        pairs = [min(i, j) << BITS | max(i, j) for i in ones for j in others]
        known = [self._likeness.get(pair, _UNKNOWN) for pair in pairs]
        if None in known:
            return False
        unknown = [pair for pair, score in zip(pairs, known, strict=True) if score == _UNKNOWN]
        if unknown:
            packed = np.array(unknown, dtype=np.int64)
            self._compare(packed >> BITS, packed & _INDEX)
        return True

    def _compare(self, one: Numbers, other: Numbers) -> None:
        scores = self._scoring.score(one, other).tolist()
        found = (None if score < 0 else score / 1000 for score in scores)
        self._likeness |= zip((one << BITS | other).tolist(), found, strict=True)

    def _agree(self, a: int, b: int) -> bool:
        """No pair of those that speak for the two is banned, and those told as main are alike on average."""
        if not self._reports_of(a).isdisjoint(self._reports_of(b)):
            return False
        if not self._know(self._heard(a), self._heard(b)):
            return False
        total = pairs = 0
        for i in self._heard(a):
            for j in self._heard(b):
                score = self._like(i, j)
                if score is None:
                    return False
                if not (self._background[i] and self._background[j]):
                    total += round(1000 * score)
                    pairs += 1
        return pairs > 0 and total >= round(1000 * TOGETHER) * pairs

    def _best(self, ones: Sequence[int], others: Sequence[int]) -> float | None:
        scores = (self._like(i, j) for i in ones for j in others)
        return max((score for score in scores if score is not None), default=None)

    def _overruled(self, one: Sequence[int], other: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
        """A person put `other` together with an account that is as far from it, and that `one` is like."""
        judged = [k for part in others if len(part) > 1 for k in part]
        friend = max(judged, key=lambda k: (self._best(one, [k]) or 0.0, -k), default=None)
        if friend is None or friend in other or (self._best(one, [friend]) or 0.0) < TOGETHER:
            return False
        return (self._best([friend], other) or 0.0) < TOGETHER

    def _hold_by_parts(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """As `_agree`, with accounts that were judged the same as one: its best pair speaks for it."""
        total, pairs = 0.0, 0
        ones, others = _parts(a, self._kin), _parts(b, self._kin)
        for one in ones:
            for other in others:
                if any(self._reports[i] == self._reports[j] for i in one for j in other):
                    return False
                score = self._best(one, other)
                if (score or 0.0) < TOGETHER and (
                    self._overruled(one, other, others) or self._overruled(other, one, ones)
                ):
                    continue
                if score is None:
                    return False
                if not all(self._background[i] and self._background[j] for i in one for j in other):
                    total += score
                    pairs += 1
        return pairs > 0 and total / pairs >= TOGETHER


def _within(parts: Numbers, accounts: Numbers) -> tuple[Numbers, Numbers]:
    """All pairs of accounts within each part of few; `accounts` are in order of the `parts` that they are in."""
    stops = np.searchsorted(parts, parts, side="right")
    few = stops - np.searchsorted(parts, parts) <= _FEW
    at = np.arange(len(parts))
    other, one = ranges(at + 1, np.where(few, stops, at))
    mine, theirs = accounts[one], accounts[other]
    return np.minimum(mine, theirs), np.maximum(mine, theirs)


def _parts(members: Sequence[int], kin: Mapping[int, int]) -> list[list[int]]:
    """The members, those that were judged the same in one part."""
    parts: dict[int, list[int]] = {}
    for k in members:
        parts.setdefault(kin.get(k, k), []).append(k)
    return list(parts.values())
