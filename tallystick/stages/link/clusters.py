"""Clusters: accounts of one occurrence, put together strongest pair first, never by a chain.

Two clusters join only when no pair across them is banned and the pairs across them agree on average;
so a cluster holds together, not only touches. Two recollections are never by themselves a reason:
background accounts join what some report tells as main.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.records.incident import Link
from tallystick.stages.link.candidates import find_candidates
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import Likeness, compare_accounts
from tallystick.stages.link.rarity import Rarity, count_rarity

CONCEIVABLE = 0.05  # likeness from which one of two reports may be a rewrite of the other
ALIKE = 0.15  # share of the shorter account's words from which two that are apart may come from one template
TOGETHER = 0.5  # likeness from which two accounts are put together


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Account ids (sorted) of one occurrence with the links that hold them together."""

    accounts: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All clusters; the pairs of reports whose main accounts may be one occurrence; and those whose main
    accounts cannot, though they read alike."""

    clusters: tuple[Cluster, ...]
    candidate_reports: frozenset[tuple[str, str]]
    apart_reports: frozenset[tuple[str, str]]


def link_accounts(features: Sequence[Features]) -> Linked:
    """Clusters of one occurrence each, in order of their smallest account; independent of input order.

    A background account that joins nothing told as main forms no cluster.
    """
    ordered = sorted(features, key=lambda f: f.id)
    rarity = count_rarity(ordered)
    strong: list[tuple[float, int, int]] = []
    near: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for i, j in find_candidates(ordered, rarity=rarity):
        x, y = ordered[i], ordered[j]
        if x.background and y.background:
            continue
        like = compare_accounts(x, y, rarity=rarity)
        if like.score >= TOGETHER:
            strong.append((-like.score, i, j))
        if not (x.background or y.background):
            pair = (min(x.report, y.report), max(x.report, y.report))
            if like.score >= CONCEIVABLE:
                near.add(pair)
            elif like.banned and _read_alike(x, y):
                apart.add(pair)
    strong.sort()
    members = _join(strong, ordered, rarity)
    home = {k: root for root, group in members.items() for k in group}
    links: dict[int, list[Link]] = defaultdict(list)
    for _, i, j in sorted(strong, key=lambda s: s[1:]):
        if home[i] == home[j]:
            like = compare_accounts(ordered[i], ordered[j], rarity=rarity)
            links[home[i]].append(Link(accounts=(ordered[i].id, ordered[j].id), score=like.score, because=like.because))
    together = {
        (min(r, s), max(r, s))
        for group in members.values()
        for r in {ordered[k].report for k in group}
        for s in {ordered[k].report for k in group}
        if r != s
    }
    return Linked(
        clusters=tuple(
            Cluster(accounts=tuple(sorted(ordered[k].id for k in group)), links=tuple(links[root]))
            for root, group in sorted(members.items())
            if not all(ordered[k].background for k in group)
        ),
        candidate_reports=frozenset(near),
        apart_reports=frozenset(apart - together),
    )


def _read_alike(x: Features, y: Features) -> bool:
    return len(set(x.words).intersection(y.words)) > max(1.0, ALIKE * min(len(x.words), len(y.words)))


def _join(
    strong: Sequence[tuple[float, int, int]], ordered: Sequence[Features], rarity: Rarity
) -> dict[int, list[int]]:
    """Indexes by the smallest of their cluster."""
    members = {i: [i] for i in range(len(ordered))}
    home = list(range(len(ordered)))
    known: dict[tuple[int, int], Likeness] = {}
    for _, i, j in strong:
        a, b = home[i], home[j]
        if a == b or not _hold_together(members[a], members[b], known, ordered, rarity):
            continue
        keep, drop = min(a, b), max(a, b)
        members[keep] += members.pop(drop)
        for k in members[keep]:
            home[k] = keep
    return members


def _hold_together(
    a: Sequence[int],
    b: Sequence[int],
    known: dict[tuple[int, int], Likeness],
    ordered: Sequence[Features],
    rarity: Rarity,
) -> bool:
    total, pairs = 0.0, 0
    for i in a:
        for j in b:
            pair = (min(i, j), max(i, j))
            if (like := known.get(pair)) is None:
                like = known[pair] = compare_accounts(ordered[i], ordered[j], rarity=rarity)
            if like.banned:
                return False
            if not (ordered[i].background and ordered[j].background):
                total += like.score
                pairs += 1
    return pairs > 0 and total / pairs >= TOGETHER
