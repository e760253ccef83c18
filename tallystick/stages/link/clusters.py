"""Clusters: accounts of one occurrence, put together strongest pair first, never by a chain.

Two clusters join only when no pair across them is banned and the pairs across them agree on average;
so a cluster holds together, not only touches. Two recollections are never by themselves a reason:
background accounts join what some report tells as main. What a person judged comes first: accounts judged
the same are together whatever their likeness, and count as one where others may join them; clusters that
hold accounts judged different never join.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from typing import overload

import numpy as np

from tallystick.forks import work_in_forks
from tallystick.records.incident import Link
from tallystick.scratch import Pile, Scratch, SortedPile, distinct
from tallystick.stages.link.candidates import RUN, Blocks
from tallystick.stages.link.features import Features
from tallystick.stages.link.joining import BITS, join_pairs
from tallystick.stages.link.judged import NOTHING_JUDGED, JudgedPairs
from tallystick.stages.link.likeness import TOGETHER, Comparing
from tallystick.stages.link.rarity import Rarity, count_rarity
from tallystick.stages.link.scoring import BANNED, Numbers, Scoring

CONCEIVABLE = 0.05  # likeness from which one of two reports may be a rewrite of the other
ALIKE = 0.15  # share of the shorter account's words from which two that are apart may come from one template
_PART = 4 * RUN  # accounts that are compared with others at a time, in a process of their own
_INDEX = (1 << BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Account ids (sorted) of one occurrence with the links that hold them together."""

    accounts: tuple[str, ...]
    links: tuple[Link, ...]


class ReportPairs(Set[tuple[str, str]]):
    """Pairs of report ids, the smaller first, packed as numbers of `reports` (ids, sorted)."""

    __slots__ = ("_packed", "_reports")

    def __init__(self, reports: Sequence[str], packed: array[int]) -> None:
        self._reports = reports
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((self._reports[pair >> BITS], self._reports[pair & _INDEX]) for pair in self._packed)

    def __contains__(self, pair: object) -> bool:
        if not (isinstance(pair, tuple) and len(pair) == 2):
            return False
        first, second = (bisect_left(self._reports, id_) for id_ in pair)
        if max(first, second) == len(self._reports) or (self._reports[first], self._reports[second]) != pair:
            return False
        at = bisect_left(self._packed, first << BITS | second)
        return at < len(self._packed) and self._packed[at] == first << BITS | second


class Clusters(Sequence[Cluster]):
    """All clusters in order of their smallest account, each put together when it is asked for."""

    def __init__(
        self,
        ordered: Sequence[Features],
        *,
        home: array[int],
        groups: Mapping[int, Sequence[int]],
        strong: array[int],
        background: Sequence[int],
        comparing: Comparing,
        judged: Mapping[tuple[int, int], int],
    ) -> None:
        self._ordered = ordered
        self._judged = judged
        self._others: dict[int, list[int]] = {}
        for i, j in sorted(judged):
            self._others.setdefault(i, []).append(j)
        self._home = home
        self._groups = groups
        self._strong = strong  # pairs in order of their indexes
        self._comparing = comparing
        self._roots = array(
            "I",
            (
                root
                for root, own in enumerate(home)
                if root == own and not all(background[k] for k in groups.get(root, (root,)))
            ),
        )

    def __len__(self) -> int:
        return len(self._roots)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Clusters) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, index: int) -> Cluster: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Cluster]: ...
    def __getitem__(self, index: int | slice) -> Cluster | Sequence[Cluster]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        return Cluster(accounts=self.accounts(index), links=tuple(self._links(self._members(index))))

    def accounts(self, index: int) -> tuple[str, ...]:
        """The ids of the accounts of one cluster, sorted."""
        return tuple(self._ordered[k].id for k in self._members(index))

    def homes(self) -> Iterator[tuple[str, int]]:
        """Each account that is in a cluster, in order of id, with the cluster's index."""
        for k, features in enumerate(self._ordered):
            at = bisect_left(self._roots, self._home[k])
            if at < len(self._roots) and self._roots[at] == self._home[k]:
                yield features.id, at

    def _members(self, index: int) -> list[int]:
        root = self._roots[index]
        return sorted(self._groups.get(root, (root,)))

    def _links(self, members: Sequence[int]) -> Iterator[Link]:
        for i in members if len(members) > 1 else ():
            at = bisect_left(self._strong, i << BITS)
            while at < len(self._strong) and self._strong[at] >> BITS == i:
                j = self._strong[at] & _INDEX
                if self._home[i] == self._home[j] and (i, j) not in self._judged:
                    like, parts = self._comparing.likeness(i, j), self._comparing.parts(i, j)
                    accounts = (self._ordered[i].id, self._ordered[j].id)
                    yield Link(accounts=accounts, score=like.score, because=like.because, parts=parts)
                at += 1
            for j in self._others.get(i, ()):
                because = f"a person judged them the same (judgement {self._judged[i, j]})"
                yield Link(accounts=(self._ordered[i].id, self._ordered[j].id), score=1.0, because=because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All clusters; the pairs of reports whose main accounts may be one occurrence; and those whose main
    accounts cannot, though they read alike."""

    clusters: Clusters
    candidate_reports: Set[tuple[str, str]]
    apart_reports: Set[tuple[str, str]]


def link_accounts(
    features: Sequence[Features],
    *,
    judged: JudgedPairs = NOTHING_JUDGED,
    scratch: Scratch | None = None,
    workers: int = 1,
) -> Linked:
    """Clusters of one occurrence each, in order of their smallest account; independent of input order.

    A background account that joins nothing told as main forms no cluster. `judged` is what a person decided; it
    goes before every likeness and ban. `scratch` must stay open as long as the clusters are read.
    The outcome is the same with any number of `workers`, processes that compare at once.
    """
    scratch = scratch if scratch is not None else Scratch()
    ordered, ids, reports, background = _in_order(features)
    rarity = count_rarity(ordered, reports=reports)
    comparing = Comparing(ordered, rarity)
    strong = Pile(scratch)
    near, apart = (SortedPile(scratch, below=len(ids) << BITS) for _ in range(2))
    pairs = _Pairs(ordered, reports=reports, background=background, rarity=rarity)
    scratch.flush()
    piles: tuple[Pile | SortedPile, ...] = (strong, near, apart)
    with closing(work_in_forks(pairs.compare, pairs.parts, workers=workers)) as parts:
        for made in parts:
            for pile, numbers in zip(piles, _unpacked(made), strict=True):
                for number in numbers:
                    pile.add(number)
    same, sides = _numbered(judged, ordered)
    for i, j in same:
        if not (background[i] or background[j]):
            near.add(min(reports[i], reports[j]) << BITS | max(reports[i], reports[j]))
    best = distinct(strong.numbers())  # the strongest first
    home, groups = join_pairs(
        best, pairs.scoring, reports=reports, background=background, same=same, sides=sides, workers=workers
    )
    del pairs
    told_in: dict[int, set[int]] = {}  # the clusters of several in which a report tells
    for root, group in groups.items():
        for k in group:
            told_in.setdefault(reports[k], set()).add(root)
    none: set[int] = set()
    unjoined = (p for p in apart if told_in.get(p >> BITS, none).isdisjoint(told_in.get(p & _INDEX, none)))
    clusters = Clusters(
        ordered,
        home=home,
        groups=groups,
        strong=distinct(pair & ((1 << 2 * BITS) - 1) for pair in best),
        background=background,
        comparing=comparing,
        judged=same,
    )
    return Linked(
        clusters=clusters,
        candidate_reports=ReportPairs(ids, near.numbers()),
        apart_reports=ReportPairs(ids, array("Q", unjoined)),
    )


class _Pairs:
    """The pairs of accounts worth comparing, a part of them at a time."""

    def __init__(
        self, features: Sequence[Features], *, reports: array[int], background: bytearray, rarity: Rarity
    ) -> None:
        self._blocks = Blocks(features, reports=reports, rarity=rarity)
        self.scoring = Scoring(features, reports=reports, rarity=rarity)
        self._reports = np.array(reports, dtype=np.int64)
        self._silent = np.frombuffer(bytes(background), dtype=np.bool_)
        self.parts = -(-len(features) // _PART)

    def compare(self, part: int) -> bytes:
        """Of one part, packed: the pairs that are put together, the pairs of reports that may be one occurrence, and
        those that read alike though they cannot."""
        found: list[tuple[Numbers, Numbers, Numbers]] = []
        end = min((part + 1) * _PART, len(self._reports))
        for start in range(part * _PART, end, RUN):
            mine, other = self._blocks.meet(start, min(start + RUN, end))
            found.append(self._sorted_out(self._blocks.order[start + mine], other))
        strong, near, apart = (np.concatenate(each) for each in zip(*found, strict=True))
        return _packed((strong, np.unique(near), np.unique(apart)))

    def _sorted_out(self, account: Numbers, other: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        one, other = np.minimum(account, other), np.maximum(account, other)
        score = self.scoring.score(one, other)
        strong = np.flatnonzero(score >= round(1000 * TOGETHER))
        main = ~(self._silent[one] | self._silent[other])
        near = np.flatnonzero(main & (score >= round(1000 * CONCEIVABLE)))
        apart = np.flatnonzero(main & (score == BANNED))
        apart = apart[self.scoring.read_alike(one[apart], other[apart], share=ALIKE)]
        mine, theirs = self._reports[one], self._reports[other]
        reports = np.minimum(mine, theirs) << BITS | np.maximum(mine, theirs)
        packed = (1000 - score) << 2 * BITS | one << BITS | other
        return packed[strong], reports[near], reports[apart]


def _packed(columns: Sequence[Numbers]) -> bytes:
    return b"".join(struct.pack("<Q", len(column)) + column.tobytes() for column in columns)


def _unpacked(made: bytes) -> Iterator[array[int]]:
    start = 0
    while start < len(made):
        (size,) = struct.unpack_from("<Q", made, start)
        yield array("Q", made[start + 8 : start + 8 + 8 * size])
        start += 8 + 8 * size


def _in_order(features: Sequence[Features]) -> tuple[Sequence[Features], list[str], array[int], bytearray]:
    """The features in order of id (left where they are if they come so), the ids of their reports, sorted, and for
    each the number of its report and whether it is recalled in passing."""
    number: dict[str, int] = {}
    reports, background = array("I"), bytearray()
    last = ""
    for feature in features:
        if feature.id < last:
            return _in_order(sorted(features, key=lambda f: f.id))
        last = feature.id
        reports.append(number.setdefault(feature.report, len(number)))
        background.append(feature.background)
    ids = sorted(number)
    rank = array("I", bytes(4 * len(ids)))
    for at, id_ in enumerate(ids):
        rank[number[id_]] = at
    return features, ids, array("I", (rank[at] for at in reports)), background


def _numbered(
    judged: JudgedPairs, ordered: Sequence[Features]
) -> tuple[dict[tuple[int, int], int], dict[int, set[int]]]:
    """Judged pairs by index (smaller first) with their judgement, and for each index the sides it is on.

    The sides of one judgement are numbers that differ in their last bit. Accounts that are not there are left out.
    """
    known: dict[str, int | None] = {}

    def index(account: str) -> int | None:
        if account not in known:
            at = bisect_left(ordered, account, key=lambda f: f.id)
            known[account] = at if at < len(ordered) and ordered[at].id == account else None
        return known[account]

    same: dict[tuple[int, int], int] = {}
    for a, b, number in judged.same:
        i, j = index(a), index(b)
        if i is not None and j is not None and i != j:
            pair = (min(i, j), max(i, j))
            same[pair] = max(number, same.get(pair, 0))
    sides: dict[int, set[int]] = {}
    for label, both in enumerate(judged.apart):
        for bit, accounts in enumerate(both):
            for account in accounts:
                if (at := index(account)) is not None:
                    sides.setdefault(at, set()).add(2 * label + bit)
    return same, sides
