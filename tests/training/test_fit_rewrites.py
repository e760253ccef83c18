"""training.rewrites: weights of the score of rewrites."""

from __future__ import annotations

import random
from datetime import date

import pytest

from tallystick.knowledge.copying import load_rewrite_weights
from tallystick.knowledge.score_weights import score_of
from tallystick.records.report import Report
from training.rewrites import Case, as_table, fit_weights, pair_cases

RNG = random.Random(5)
CASES = [
    Case(terms={"one": 1.0, "kept": kept, "order": order}, right=RNG.random() < kept)
    for _ in range(1_000)
    for kept, order in ((RNG.random(), RNG.random()),)
]


def report(id_: str, outlet: str | None = None, published: str | None = None) -> Report:
    return Report(id=id_, text=f"Ferry yard burns\n\nSix boats burned at {id_}.", outlet=outlet, published=published)


def test_a_term_that_tells_nothing_weighs_little():
    weights = fit_weights(CASES)
    assert weights["kept"] > 3
    assert abs(weights["order"]) < 0.5
    assert score_of({"one": 1.0, "kept": 0.5, "order": 0.5}, weights=weights) == pytest.approx(0.5, abs=0.06)


def test_the_file_has_its_day_and_a_line_for_each_term():
    lines = as_table({"kept": 2.5, "one": -1.0}, CASES[:10], day=date(2026, 11, 28)).splitlines()
    assert "10 texts" in lines[1]
    assert "2026-11-28" in lines[1]
    assert lines[2:] == ["term,weight", "kept,2.5", "one,-1"]


def test_the_weights_in_use_are_of_the_terms_of_the_score():
    (case,) = pair_cases(report("a", "Gazette"), report("b", "Ledger"), rewrite=True)
    assert set(case.terms) == set(load_rewrite_weights())
    assert all(weight > 0 for term, weight in load_rewrite_weights().items() if term != "one")


@pytest.mark.parametrize(
    ("a", "b", "ways"),
    [
        (report("a", "Gazette"), report("b", "Gazette"), 0),
        (report("a", "Gazette"), report("b", "Ledger"), 2),
        (report("a", published="2024-05-01"), report("b", published="2024-05-02"), 1),
        (report("a", published="2024-05-01"), report("b", published="2024-05-01T08:00"), 2),
    ],
)
def test_only_the_later_of_two_outlets_may_be_the_copy(a: Report, b: Report, ways: int):
    assert len(list(pair_cases(a, b, rewrite=False))) == ways
