"""Clusters: accounts of one occurrence, put together strongest pair first, never by a chain.

Two clusters join only when no pair across them is banned and the pairs across them agree on average;
so a cluster holds together, not only touches. Two recollections are never by themselves a reason:
background accounts join what some report tells as main. What a person judged comes first: accounts judged
the same are together whatever their likeness, and count as one where others may join them; clusters that
hold accounts judged different never join.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import overload

from tallystick.records.incident import Link
from tallystick.scratch import Pile, Scratch, SortedPile, distinct
from tallystick.stages.link.candidates import find_candidates
from tallystick.stages.link.crossings import Crossings
from tallystick.stages.link.features import Features
from tallystick.stages.link.judged import NOTHING_JUDGED, JudgedPairs
from tallystick.stages.link.likeness import compare_accounts, likeness_parts
from tallystick.stages.link.rarity import Rarity, count_rarity

CONCEIVABLE = 0.05  # likeness from which one of two reports may be a rewrite of the other
ALIKE = 0.15  # share of the shorter account's words from which two that are apart may come from one template
TOGETHER = 0.5  # likeness from which two accounts are put together
_KEPT_PAIRS = 4096  # pairs whose likeness is kept while clusters join
_BITS = 27  # of an account's index; two and a score of three decimals are packed into one number
_INDEX = (1 << _BITS) - 1


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
        return ((self._reports[pair >> _BITS], self._reports[pair & _INDEX]) for pair in self._packed)

    def __contains__(self, pair: object) -> bool:
        if not (isinstance(pair, tuple) and len(pair) == 2):
            return False
        first, second = (bisect_left(self._reports, id_) for id_ in pair)
        if max(first, second) == len(self._reports) or (self._reports[first], self._reports[second]) != pair:
            return False
        at = bisect_left(self._packed, first << _BITS | second)
        return at < len(self._packed) and self._packed[at] == first << _BITS | second


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
        rarity: Rarity,
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
        self._rarity = rarity
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
            at = bisect_left(self._strong, i << _BITS)
            while at < len(self._strong) and self._strong[at] >> _BITS == i:
                j = self._strong[at] & _INDEX
                if self._home[i] == self._home[j] and (i, j) not in self._judged:
                    like = compare_accounts(self._ordered[i], self._ordered[j], rarity=self._rarity)
                    parts = likeness_parts(self._ordered[i], self._ordered[j], rarity=self._rarity)
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
    features: Sequence[Features], *, judged: JudgedPairs = NOTHING_JUDGED, scratch: Scratch | None = None
) -> Linked:
    """Clusters of one occurrence each, in order of their smallest account; independent of input order.

    A background account that joins nothing told as main forms no cluster. `judged` is what a person decided; it
    goes before every likeness and ban. `scratch` must stay open as long as the clusters are read.
    """
    scratch = scratch if scratch is not None else Scratch()
    ordered = _in_order(features)
    rarity = count_rarity(ordered)
    ids = sorted({feature.report for feature in ordered})
    number = {id_: at for at, id_ in enumerate(ids)}
    reports = array("I", (number[feature.report] for feature in ordered))
    background = bytearray(feature.background for feature in ordered)
    del number
    strong = Pile(scratch)
    near, apart = (SortedPile(scratch, below=len(ids) << _BITS) for _ in range(2))
    for tile, pairs in find_candidates(ordered, reports=reports, rarity=rarity, scratch=scratch):
        held = ordered[tile.start : tile.stop]
        last = -1
        for i, j in pairs:
            if background[i] and background[j]:
                continue
            if j != last:
                last, y = j, ordered[j]
                words = frozenset(y.words)
            x = held[i - tile.start]
            like = compare_accounts(x, y, rarity=rarity)
            if like.score >= TOGETHER:
                strong.add((1000 - round(1000 * like.score)) << 2 * _BITS | i << _BITS | j)
            if not (background[i] or background[j]):
                pair = min(reports[i], reports[j]) << _BITS | max(reports[i], reports[j])
                if like.score >= CONCEIVABLE:
                    near.add(pair)
                elif like.banned and len(words.intersection(x.words)) > _alike(len(x.words), len(words)):
                    apart.add(pair)
    same, sides = _numbered(judged, ordered)
    for i, j in same:
        if not (background[i] or background[j]):
            near.add(min(reports[i], reports[j]) << _BITS | max(reports[i], reports[j]))
    best = distinct(strong.numbers())  # the strongest first
    home, groups = _join(best, ordered, rarity, same=same, sides=sides)
    told_in: dict[int, set[int]] = {}  # the clusters of several in which a report tells
    for root, group in groups.items():
        for k in group:
            told_in.setdefault(reports[k], set()).add(root)
    none: set[int] = set()
    unjoined = (p for p in apart if told_in.get(p >> _BITS, none).isdisjoint(told_in.get(p & _INDEX, none)))
    clusters = Clusters(
        ordered,
        home=home,
        groups=groups,
        strong=distinct(pair & ((1 << 2 * _BITS) - 1) for pair in best),
        background=background,
        rarity=rarity,
        judged=same,
    )
    return Linked(
        clusters=clusters,
        candidate_reports=ReportPairs(ids, near.numbers()),
        apart_reports=ReportPairs(ids, array("Q", unjoined)),
    )


def _in_order(features: Sequence[Features]) -> Sequence[Features]:
    """The features in order of id; they are left where they are if they come so."""
    if all(before.id <= after.id for before, after in pairwise(features)):
        return features
    return sorted(features, key=lambda f: f.id)


def _alike(one: int, other: int) -> float:
    """Words shared by two accounts of so many from which they read alike."""
    return max(1.0, ALIKE * min(one, other))


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


def _join(
    strong: Sequence[int],
    ordered: Sequence[Features],
    rarity: Rarity,
    *,
    same: Mapping[tuple[int, int], int],
    sides: dict[int, set[int]],
) -> tuple[array[int], dict[int, list[int]]]:
    """For each account the smallest of its cluster, and the members of clusters of several by their smallest.

    `same` are pairs that are together from the start; clusters on the two `sides` of a judgement stay apart.
    """
    home = array("I", range(len(ordered)))
    groups: dict[int, list[int]] = {}

    @lru_cache(maxsize=_KEPT_PAIRS)
    def likeness(i: int, j: int) -> float | None:
        like = compare_accounts(ordered[i], ordered[j], rarity=rarity)
        return None if like.banned else like.score

    def join(a: int, b: int) -> None:
        keep, drop = min(a, b), max(a, b)
        crossings.join(keep, drop)
        joined = groups.setdefault(keep, [keep])
        joined += groups.pop(drop, [drop])
        for k in joined:
            home[k] = keep
        if drop in sides:
            sides.setdefault(keep, set()).update(sides.pop(drop))

    def kept_apart(a: int, b: int) -> bool:
        return a in sides and b in sides and any(side ^ 1 in sides[b] for side in sides[a])

    def thousandths(i: int, j: int) -> int | None:
        score = likeness(min(i, j), max(i, j))
        return None if score is None else round(1000 * score)

    crossings = Crossings(
        thousandths,
        counts=lambda i, j: not (ordered[i].background and ordered[j].background),
        members=lambda root: groups.get(root, (root,)),
    )

    def best(ones: Sequence[int], others: Sequence[int]) -> float | None:
        scores = (likeness(min(i, j), max(i, j)) for i in ones for j in others)
        return max((score for score in scores if score is not None), default=None)

    def overruled(one: Sequence[int], other: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
        """A person put `other` together with an account that is as far from it, and that `one` is like."""
        judged = [k for part in others if len(part) > 1 for k in part]
        friend = max(judged, key=lambda k: (best(one, [k]) or 0.0, -k), default=None)
        if friend is None or friend in other or (best(one, [friend]) or 0.0) < TOGETHER:
            return False
        return (best([friend], other) or 0.0) < TOGETHER

    def hold_by_parts(a: Sequence[int], b: Sequence[int]) -> bool:
        """As `Crossings.agree`, with accounts that were judged the same as one: its best pair speaks for it."""
        total, pairs = 0.0, 0
        ones, others = _parts(a, kin), _parts(b, kin)
        for one in ones:
            for other in others:
                if any(ordered[i].report == ordered[j].report for i in one for j in other):
                    return False
                score = best(one, other)
                if (score or 0.0) < TOGETHER and (overruled(one, other, others) or overruled(other, one, ones)):
                    continue
                if score is None:
                    return False
                if not all(ordered[i].background and ordered[j].background for i in one for j in other):
                    total += score
                    pairs += 1
        return pairs > 0 and total / pairs >= TOGETHER

    for i, j in sorted(same):
        if home[i] != home[j]:
            join(home[i], home[j])
    kin = {k: home[k] for pair in same for k in pair}
    for pair in strong:
        a, b = home[pair >> _BITS & _INDEX], home[pair & _INDEX]
        if a == b or kept_apart(a, b):
            continue
        ones, others = groups.get(a, [a]), groups.get(b, [b])
        judged = bool(kin) and not kin.keys().isdisjoint((*ones, *others))
        if hold_by_parts(ones, others) if judged else crossings.agree(a, b, least=round(1000 * TOGETHER)):
            join(a, b)
    return home, groups


def _parts(members: Sequence[int], kin: Mapping[int, int]) -> list[list[int]]:
    """The members, those that were judged the same in one part."""
    parts: dict[int, list[int]] = {}
    for k in members:
        parts.setdefault(kin.get(k, k), []).append(k)
    return list(parts.values())
