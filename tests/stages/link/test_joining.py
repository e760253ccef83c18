"""Joining: clusters that agree, and what speaks for a large one."""

from __future__ import annotations

import random
from itertools import product

import numpy as np

from tallystick.stages.link.joining import BITS, SPEAK, join_pairs


class Scores:
    """Stands in for comparing: a likeness by pair."""

    def __init__(self, scores: dict[frozenset[int], float | None]) -> None:
        self._scores = scores
        self.asked: list[frozenset[int]] = []

    def score(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        pairs = [frozenset(pair) for pair in zip(one.tolist(), other.tolist(), strict=True)]
        self.asked += pairs
        found = (self._scores.get(pair, 0.9) for pair in pairs)
        return np.array([-1 if score is None else round(1000 * score) for score in found], dtype=np.int64)


def packed(scores: dict[frozenset[int], float | None]) -> list[int]:
    pairs = [(1000 - round(1000 * score), *sorted(pair)) for pair, score in scores.items() if (score or 0) >= 0.5]
    return [strength << 2 * BITS | i << BITS | j for strength, i, j in sorted(pairs)]


def join(scores: dict[frozenset[int], float | None], accounts: int, **more: object):
    given = {"reports": range(accounts), "background": bytes(accounts), "same": {}, "sides": {}, **more}
    comparing = Scores(scores)
    home, groups = join_pairs(packed(scores), comparing, **given)
    return comparing, home, groups


def joined_by_hand(scores: dict[frozenset[int], float | None], accounts: int) -> set[frozenset[int]]:
    """As the module says, each pair across compared anew."""
    home = {k: frozenset((k,)) for k in range(accounts)}
    for pair in packed(scores):
        a, b = home[pair >> BITS & (1 << BITS) - 1], home[pair & (1 << BITS) - 1]
        likes = [scores[frozenset(across)] for across in product(a, b)] if a != b else []
        if likes and None not in likes and sum(round(1000 * like) for like in likes) >= 500 * len(likes):
            for k in a | b:
                home[k] = a | b
    return set(home.values())


def test_small_clusters_are_joined_as_if_each_pair_across_them_were_compared_anew():
    for seed in range(60):
        rng = random.Random(seed)
        scores = {
            frozenset((i, j)): None if rng.random() < 0.05 else round(rng.random(), 3)
            for i in range(SPEAK)
            for j in range(i)
        }
        _, home, _ = join(scores, SPEAK)
        found: dict[int, set[int]] = {}
        for k, root in enumerate(home):
            found.setdefault(root, set()).add(k)
        assert set(map(frozenset, found.values())) == joined_by_hand(scores, SPEAK)
        assert all(root == min(members) for root, members in found.items())


def test_a_few_speak_for_a_large_cluster():
    size = 60
    scores = {frozenset((i, j)): 0.9 for i in range(size) for j in range(i)}
    comparing, home, groups = join(scores, size)
    assert set(home) == {0}
    assert sorted(groups[0]) == list(range(size))
    assert len(set(comparing.asked)) <= size * SPEAK


def test_two_accounts_of_one_report_are_never_joined_in_a_cluster_of_any_size():
    size = 60
    scores = {frozenset((i, j)): 0.9 for i in range(size) for j in range(i)}
    reports = [*range(size - 1), 40]
    _, home, _ = join(scores, size, reports=reports)
    assert home[40] != home[59]


def test_two_recollections_do_not_speak_for_joining():
    scores = {frozenset((0, 1)): 0.9}
    _, home, _ = join(scores, 2, background=bytes((1, 1)))
    assert list(home) == [0, 1]


def test_what_is_told_as_main_speaks_before_what_is_recalled():
    size = SPEAK + 4
    scores = {frozenset((i, j)): 0.9 for i in range(size) for j in range(i)}
    background = bytes([1] * (SPEAK + 1) + [0] * 3)
    _, home, _ = join(scores, size, background=background)
    assert len(set(home)) == 1
