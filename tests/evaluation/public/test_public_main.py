"""The command: what is missing is said, the readers it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.public.__main__ import main


def test_a_missing_folder_is_said_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--bench", str(tmp_path), "--only", "muc4"]) == 2
    said = capsys.readouterr()
    assert "muc4: SKIPPED, no folder" in said.err
    assert "muc4: skipped" in said.out


def test_a_folder_that_is_there_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "where").mkdir()
    (tmp_path / "where" / "labeled_text.jsonl").write_text("[]", encoding="utf-8")
    assert main(["--bench", str(tmp_path), "--only", "where", "muc4"]) == 0
    assert "| where | rest, accuracy |" in capsys.readouterr().out


def test_both_readers_are_measured_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "where").mkdir()
    (tmp_path / "where" / "labeled_text.jsonl").write_text("[]", encoding="utf-8")
    assert main(["--bench", str(tmp_path), "--only", "where", "--reader", "both"]) == 0
    said = capsys.readouterr().out
    assert "Reader: grammar." in said
    assert "Reader: model." in said
