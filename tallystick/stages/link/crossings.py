"""Crossings: how well two growing clusters hold together, each pair of accounts across them compared once.

Clusters are told apart by their smallest account. What was summed up for two clusters is kept as they grow, so that
many strong pairs between the same two large clusters cost no more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Met:
    """The likeness summed over pairs across two clusters, and the pairs not yet compared."""

    total: int = 0
    pairs: int = 0
    todo: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)


class Crossings:
    """The sums across clusters that were asked for.

    `likeness` gives the likeness of two accounts in thousandths, none where they are banned; `counts` whether a pair
    has a say; `members` the accounts of the cluster of a smallest account.
    """

    def __init__(
        self,
        likeness: Callable[[int, int], int | None],
        *,
        counts: Callable[[int, int], bool],
        members: Callable[[int], Sequence[int]],
    ) -> None:
        self._likeness = likeness
        self._counts = counts
        self._members = members
        self._met: dict[int, dict[int, _Met | None]] = {}  # none: some pair is banned

    def agree(self, a: int, b: int, *, least: int) -> bool:
        """No pair across the two is banned, and those that have a say are `least` thousandths alike on average."""
        if b in self._met.get(a, ()):
            met = self._met[a][b]
        else:
            met = _Met(todo=[(tuple(self._members(a)), tuple(self._members(b)))])
        met = self._settled(met)
        self._met.setdefault(a, {})[b] = met
        self._met.setdefault(b, {})[a] = met
        return met is not None and met.pairs > 0 and met.total >= least * met.pairs

    def join(self, keep: int, drop: int) -> None:
        """The cluster of `drop` is about to become part of that of `keep`."""
        mine, theirs = self._met.pop(keep, {}), self._met.pop(drop, {})
        mine.pop(drop, None)
        theirs.pop(keep, None)
        joined: dict[int, _Met | None] = {}
        for other in sorted(mine.keys() | theirs.keys()):
            joined[other] = self._added(keep, drop, other, mine, theirs)
            self._met[other].pop(drop, None)
            self._met[other][keep] = joined[other]
        if joined:
            self._met[keep] = joined

    def _added(
        self, keep: int, drop: int, other: int, mine: dict[int, _Met | None], theirs: dict[int, _Met | None]
    ) -> _Met | None:
        parts: list[_Met] = []
        for root, met in ((keep, mine), (drop, theirs)):
            if other not in met:
                parts.append(_Met(todo=[(tuple(self._members(root)), tuple(self._members(other)))]))
                continue
            part = met[other]
            if part is None:
                return None
            parts.append(part)
        first, second = parts
        return _Met(
            total=first.total + second.total, pairs=first.pairs + second.pairs, todo=[*first.todo, *second.todo]
        )

    def _settled(self, met: _Met | None) -> _Met | None:
        if met is None:
            return None
        for ones, others in met.todo:
            for i in ones:
                for j in others:
                    like = self._likeness(i, j)
                    if like is None:
                        return None
                    if self._counts(i, j):
                        met.total += like
                        met.pairs += 1
        met.todo.clear()
        return met
