from __future__ import annotations

from pathlib import Path

import pytest
from factory import the_tools

from evaluation import gate
from evaluation.public import own


def test_the_table_of_each_half_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    report = (
        "---\nid: t-01\npublished: 2021-03-15\naccounts:\n"
        "  A: {type: Attack, modality: asserted, standing: main, clarity: individual, incident: x}\n---\n"
        "Gunmen [[attacked]]{A.act} a market in [[Raqqa]]{A.place name=Raqqa country=SY lat=35.95 lon=39.01 "
        "precision=settlement}.\n"
    )
    for half in gate.HALVES:
        (tmp_path / half).mkdir()
        (tmp_path / half / "t-01.txt").write_text(report, encoding="utf-8")
    monkeypatch.setattr(gate, "CORPUS", tmp_path)
    outcome = own.measure(tmp_path, tools=the_tools())
    assert {row.benchmark for row in outcome.rows} == {"gate, develop", "gate, sealed"}
    found = {row.measure: row.figure for row in outcome.rows}
    assert found["account"] == 1.0
    assert capsys.readouterr().out == ""
