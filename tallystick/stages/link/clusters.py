"""Clusters: accounts of one occurrence, put together strongest pair first, never by a chain.

Two clusters join only when no pair across them is banned and the compared pairs across them agree on
average; so a cluster holds together, not only touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.records.incident import Link
from tallystick.stages.link.candidates import find_candidates
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import Likeness, compare_accounts

TOGETHER = 0.5  # likeness from which two accounts are put together


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Account ids (sorted) of one occurrence with the links that hold them together."""

    accounts: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All clusters, and the pairs of reports whose main accounts cannot be one occurrence."""

    clusters: tuple[Cluster, ...]
    candidate_reports: frozenset[tuple[str, str]]
    apart_reports: frozenset[tuple[str, str]]


def link_accounts(features: Sequence[Features]) -> Linked:
    """Clusters of one occurrence each, in order of their smallest account; independent of input order.

    A background account that joins nothing told as main forms no cluster.
    """
    ordered = sorted(features, key=lambda f: f.id)
    compared = {pair: compare_accounts(ordered[pair[0]], ordered[pair[1]]) for pair in find_candidates(ordered)}
    members = {i: [i] for i in range(len(ordered))}
    home = {i: i for i in range(len(ordered))}
    strong = sorted(
        (p for p, like in compared.items() if like.score >= TOGETHER), key=lambda p: (-compared[p].score, p)
    )
    for i, j in strong:
        a, b = home[i], home[j]
        if a == b or not _hold_together(members[a], members[b], compared, ordered):
            continue
        keep, drop = min(a, b), max(a, b)
        members[keep] += members.pop(drop)
        for k in members[keep]:
            home[k] = keep
    links: dict[int, list[Link]] = defaultdict(list)
    for i, j in strong:
        if home[i] == home[j]:
            like = compared[i, j]
            links[home[i]].append(Link(accounts=(ordered[i].id, ordered[j].id), score=like.score, because=like.because))
    clusters = [
        Cluster(accounts=tuple(sorted(ordered[k].id for k in group)), links=tuple(links[root]))
        for root, group in sorted(members.items())
        if not all(ordered[k].background for k in group)
    ]
    near, apart = set(), set()
    for (i, j), like in compared.items():
        x, y = ordered[i], ordered[j]
        if x.report == y.report or x.background or y.background:
            continue
        pair = (min(x.report, y.report), max(x.report, y.report))
        near.add(pair)
        if like.banned:
            apart.add(pair)
    together = {
        (min(r, s), max(r, s))
        for group in members.values()
        for r in {ordered[k].report for k in group}
        for s in {ordered[k].report for k in group}
        if r != s
    }
    return Linked(
        clusters=tuple(clusters), candidate_reports=frozenset(near), apart_reports=frozenset(apart - together)
    )


def _hold_together(
    a: Sequence[int], b: Sequence[int], compared: dict[tuple[int, int], Likeness], ordered: Sequence[Features]
) -> bool:
    total, pairs = 0.0, 0
    for i in a:
        for j in b:
            if ordered[i].report == ordered[j].report:
                return False
            like = compared.get((min(i, j), max(i, j)))
            if like is None:
                like = compare_accounts(ordered[i], ordered[j])
                compared[min(i, j), max(i, j)] = like
            if like.banned:
                return False
            total += like.score
            pairs += 1
    return total / pairs >= TOGETHER
