"""The place of a verb, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import the_tools

from evaluation.public.texts import read_as_is
from evaluation.public.where import is_right, items_of, measure, told_places


def a_row(text: str, verb: int, *places: int, source: str = "wiki") -> dict[str, Any]:
    tokens, at = [], 0
    for word in text.split(" "):
        tokens.append({"text": word, "start": at, "end": at + len(word)})
        at += len(word) + 1
    labels = [("VERB", verb), *(("LOCATION", place) for place in places)]
    spans = [{"label": label, "start": 0, "end": 0, "token_start": n, "token_end": n} for label, n in labels]
    return {"text": text, "tokens": tokens, "spans": spans, "source": source}


SHELLED = "Rebels shelled Raqqa on Sunday ."
DRANK = "Two men drank tea in Raqqa ."


def test_items_take_the_characters_of_their_tokens():
    rows = [a_row(SHELLED, 1, 2, source="RELABEL"), {"text": "no spans", "tokens": []}]
    (item,) = items_of(rows)
    assert item.text[slice(*item.verb)] == "shelled"
    assert [item.text[slice(*place)] for place in item.places] == ["Raqqa"]
    assert item.rechecked


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        ([(0, 5)], ((3, 9),), True),
        ([(0, 5)], ((5, 9),), False),
        ([(0, 5)], None, False),
        ([], (), True),
        ([], None, True),
        ([], ((0, 5),), False),
    ],
)
def test_what_is_right(gold: list[tuple[int, int]], said: tuple[tuple[int, int], ...] | None, right: bool):
    assert is_right(gold, said) is right


def test_places_of_the_account_at_the_verb():
    text = read_as_is("t", SHELLED, tools=the_tools())
    assert told_places(text, (7, 14)) == ((15, 20),)
    assert told_places(read_as_is("t", DRANK, tools=the_tools()), (8, 13)) is None


def test_the_rows_of_a_folder(tmp_path: Path):
    """By hand: of three others one is right with its place, one right with none, one wrong for want of an account."""
    rows = [
        a_row(SHELLED, 1, 2, source="RELABEL"),
        a_row(SHELLED, 1, 2),
        a_row(DRANK, 2),
        a_row(DRANK, 2, 5),
    ]
    (tmp_path / "labeled_text.jsonl").write_text(json.dumps(rows), encoding="utf-8")
    found = {row.measure: row for row in measure(tmp_path, tools=the_tools()).rows}
    assert found["re-checked, accuracy"].figure == 1.0
    assert found["rest, accuracy"].figure == pytest.approx(2 / 3)
    assert found["rest, share of verbs told"].figure == pytest.approx(1 / 3)
    placed = found["rest, with a place"]
    assert (placed.precision, placed.recall) == (1.0, 0.5)
