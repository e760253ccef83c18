"""Decisions of invented scores, and of one invented report and bench."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import the_tools
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.calibration import (
    Decision,
    Measured,
    bins_of,
    calibration_error,
    format_table,
    main,
    own_decisions,
    timex_decisions,
    toponym_decisions,
)
from evaluation.gate import report_of
from evaluation.inline import compile_report
from evaluation.public.geo import CORPORA
from tallystick.pipeline import mark_report

REPORT = """---
id: invented-1
published: 2024-05-08
accounts:
  A: {type: Attack, modality: asserted, standing: main, clarity: individual, incident: a}
---
Gunmen [[killed]]{A.act} two men in
[[Kharkiv]]{A.place name=Kharkiv country=UA lat=49.99 lon=36.23 precision=settlement}
[[on Monday]]{A.time edtf=2024-05-05}, Ukrainian police said.
"""
TIMEML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-08">May 8</TIMEX3></DCT>
<TEXT>The bank closed on <TIMEX3 tid="t1" type="DATE" value="2024-05-06">Monday</TIMEX3> and in
<TIMEX3 tid="t2" type="DATE" value="2019">2020</TIMEX3>.</TEXT></TimeML>"""


def decisions(*pairs: tuple[float, bool]) -> list[Decision]:
    return [Decision(score=score, right=right) for score, right in pairs]


def test_nine_in_ten_right_at_ninety_per_cent_is_no_error():
    nine_of_ten = [(0.9, True)] * 9 + [(0.9, False)]
    assert calibration_error(decisions(*nine_of_ten)) == pytest.approx(0.0)
    assert calibration_error(decisions(*nine_of_ten * 17)) == pytest.approx(0.0)


def test_the_error_is_weighed_by_the_size_of_the_bins():
    """By hand: one bin in ten is all wrong at .5, the others all right at .9."""
    assert calibration_error(decisions(*[(0.5, False)] * 2, *[(0.9, True)] * 18)) == pytest.approx(
        0.1 * 0.5 + 0.9 * 0.1
    )
    assert calibration_error(decisions(*[(0.9, False)] * 20)) == pytest.approx(0.9)
    assert calibration_error([]) == 0.0


def test_a_coin_said_to_be_sure_is_half_wrong():
    assert calibration_error(decisions(*[(1.0, True), (1.0, False)] * 50)) == pytest.approx(0.5)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_bins_hold_every_decision_once_and_rise(pairs):
    bins = bins_of(decisions(*pairs))
    assert sum(b.size for b in bins) == len(pairs)
    assert max((b.size for b in bins), default=0) - min((b.size for b in bins), default=0) <= 1
    assert [b.score for b in bins] == pytest.approx(sorted(b.score for b in bins))
    assert 0.0 <= calibration_error(decisions(*pairs)) <= 1.0


def test_the_order_of_decisions_does_not_matter():
    some = decisions((0.2, True), (0.9, False), (0.9, True), (0.4, False))
    assert calibration_error(some) == calibration_error(some[::-1])


def test_one_of_our_reports_is_judged_by_the_rules_of_the_gate(tmp_path: Path):
    path = tmp_path / "invented-1.txt"
    path.write_text(REPORT, encoding="utf-8")
    gold = compile_report(path)
    found = list(own_decisions(gold, mark_report(report_of(gold), tools=the_tools())))
    assert {(field, decision.right) for field, decision in found} == {("place", True), ("time", False)}


def test_a_name_within_161_km_is_right_and_one_without_a_place_is_no_decision(tmp_path: Path):
    text = "A blast in Kharkiv. Ukrainian police left Zorvanqul."
    (tmp_path / "lgl.xml").write_text(f"<articles><article><text>{text}</text></article></articles>", encoding="utf-8")
    (tmp_path / "LGL_gold.txt").write_text("K,,K,,49.9,,36.2,,11,,18||Z,,Z,,1,,1,,42,,51||\n", encoding="utf-8")
    found = list(toponym_decisions(tmp_path, CORPORA[0], tools=the_tools()))
    assert [(decision.right, holds) for decision, holds in found] == [(True, True)]
    (tmp_path / "LGL_gold.txt").write_text("K,,K,,4.9,,36.2,,11,,18||\n", encoding="utf-8")
    found = list(toponym_decisions(tmp_path, CORPORA[0], tools=the_tools()))
    assert [(decision.right, holds) for decision, holds in found] == [(False, False)]


def test_a_time_is_right_where_its_timeml_value_is_the_same(tmp_path: Path):
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    assert [decision.right for decision in timex_decisions(tmp_path, tools=the_tools())] == [True, False]


def test_the_table_says_number_score_share_and_error():
    table = format_table([Measured(field="place", texts="Invented", decisions=tuple(decisions(*[(0.9, True)] * 20)))])
    assert "| place | Invented | 20 | 0.900 | 1.000 | 0.100 |" in table


def test_a_bench_without_public_texts_is_said(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr("evaluation.calibration.load_half", lambda half: [])
    assert main(["--bench", str(tmp_path)]) == 2
    assert "no public texts" in capsys.readouterr().err
