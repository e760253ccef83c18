"""Values of modality, r and mean error worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factory import the_tools

from evaluation.public.factuality import mean_error, measure, pearson, targets_of, value_at
from evaluation.public.texts import read_as_is


def test_pearson_and_mean_error():
    pairs = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]
    assert pearson(pairs) == pytest.approx(1.0)
    assert mean_error(pairs) == 2.0
    assert pearson([(1.0, 3.0), (2.0, 1.0), (3.0, 2.0)]) == pytest.approx(-0.5)
    assert pearson([(1.0, 3.0), (2.0, 3.0)]) == 0.0
    assert (pearson([]), mean_error([])) == (0.0, 0.0)


def test_targets_in_characters():
    row = {"text": "Rebels shelled it .", "targets": [{"span1": [1, 3], "label": 2.5}]}
    assert list(targets_of(row)) == [(7, 17, 2.5)]


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Rebels shelled the town .", "shelled", 3.0),
        ("Rebels reportedly shelled the town .", "shelled", 1.5),
        ("Rebels threatened to attack the town .", "attack", 0.5),
        ("Rebels shelled the town .", "town", None),
    ],
)
def test_the_value_of_an_act(text: str, word: str, value: float | None):
    reading = read_as_is("t", text, tools=the_tools()).reading
    assert value_at(reading, text.index(word), text.index(word) + len(word)) == value


def test_the_rows_of_a_folder(tmp_path: Path):
    """By hand: "shelled" is 3 against 3, "poured" is not marked, so 3 against 1: errors 0, and 1 over both."""
    row = {
        "text": "Rebels shelled the town . Rain poured .",
        "targets": [{"span1": [1, 2], "label": 3.0}, {"span1": [6, 7], "label": 1.0}],
    }
    for name in ("UW", "UDS_IH2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    figures = {row.measure: row.figure for row in measure(tmp_path, tools=the_tools()).rows}
    assert figures["UW, share of predicates marked"] == 0.5
    assert figures["UW, MAE on marked"] == 0.0
    assert figures["UW, MAE, all"] == 1.0
