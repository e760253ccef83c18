"""Two groupings compared, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.public.partitions import agree_bcubed, agree_pairs, labels_of


def test_bcubed_and_pairs_by_hand():
    """Gold {1,2,3} {4}; said {1,2} {3,4}: of each item the share of its group that is right."""
    labels = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "y")]
    bcubed, pairs = agree_bcubed(labels), agree_pairs(labels)
    assert bcubed.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert bcubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert (pairs.precision, pairs.recall, pairs.items) == (1 / 2, 1 / 3, 3)
    assert pairs.f == pytest.approx(0.4)


def test_an_item_of_no_said_group_is_alone_and_not_with_others_of_none():
    assert labels_of({"1": "a", "2": "a"}, {}) == [("a", "alone 1"), ("a", "alone 2")]
    assert agree_pairs(labels_of({"1": "a", "2": "b"}, {})).precision == 1.0


def test_nothing_to_compare_is_no_error():
    assert agree_bcubed([]).f == 0.0
    assert agree_pairs([]).items == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_swapping_gold_and_said_swaps_precision_and_recall(labels: list[tuple[int, int]]):
    for agree in (agree_bcubed, agree_pairs):
        one, other = agree(labels), agree([(s, g) for g, s in labels])
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))
