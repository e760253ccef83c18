from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.public.pairing import pair_best


def test_the_greatest_sum_is_not_the_greedy_one():
    assert pair_best([[3.0, 2.0], [2.0, 0.0]]) == [(0, 1), (1, 0)]


def test_pairs_without_weight_are_left_out():
    assert pair_best([[0.0, 0.0], [1.0, 0.0]]) == [(1, 0)]
    assert pair_best([]) == []
    assert pair_best([[], []]) == []


def test_more_rows_than_columns():
    assert pair_best([[1.0], [2.0], [0.5]]) == [(1, 0)]


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 5), min_size=n, max_size=n), max_size=4)))
def test_as_good_as_trying_all(weights: list[list[int]]):
    found = pair_best([[float(w) for w in row] for row in weights])
    rows, columns = len(weights), len(weights[0]) if weights else 0
    best = 0
    if rows <= columns:
        best = max((sum(weights[r][c] for r, c in enumerate(p)) for p in permutations(range(columns), rows)), default=0)
    else:
        best = max(sum(weights[r][c] for c, r in enumerate(p)) for p in permutations(range(rows), columns))
    assert sum(weights[r][c] for r, c in found) == best
    assert len({r for r, _ in found}) == len({c for _, c in found}) == len(found)
