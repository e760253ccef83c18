"""evaluation.copies: the pairs that copies are measured on."""

from __future__ import annotations

import pytest

from evaluation.copies import RETOLD_HALVES, retold, score
from tallystick.stages.weigh.copies import Verdict
from tallystick.stages.weigh.wording import read_wording


@pytest.mark.parametrize("half", RETOLD_HALVES)
def test_each_report_told_over_has_a_pair_and_each_rewrite_is_in_other_words(half: str) -> None:
    reports, rewrites, independent = retold(half)
    by_id = {report.id: report for report in reports}
    assert len(by_id) == len(reports)
    assert set().union(*rewrites, *independent) == set(by_id)
    assert len(rewrites) >= 15
    assert len(independent) >= 15
    assert not rewrites.keys() & independent
    for pair in rewrites:
        one, other = (read_wording(by_id[id_]) for id_ in pair)
        assert one.report.outlet != other.report.outlet
        assert len(one.run_set & other.run_set) <= 3


def test_no_story_is_in_both_halves() -> None:
    choosing, measuring = ({report.id.split("/")[0] for report in retold(half)[0]} for half in RETOLD_HALVES)
    assert not choosing & measuring


def test_marks_are_transitive_and_a_lineage_of_three_has_three_pairs() -> None:
    found = {id_: Verdict(lineage="a", copy_of=None) for id_ in "abc"} | {"d": Verdict(lineage="d", copy_of=None)}
    marked = {frozenset("ab"): "rewrite", frozenset("bc"): "verbatim", frozenset("cd"): "partial"}
    assert score(found, marked) == (3, 3, 6)
