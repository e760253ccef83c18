from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.mark.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Three fled.", ["Two died.", "Three fled."]),
        ("Gen. Omar spoke. He left.", ["Gen. Omar spoke.", "He left."]),
        ("The U.S. President spoke.", ["The U.S. President spoke."]),
        ("It happened in the U.S. The army left.", ["It happened in the U.S.", "The army left."]),
        ("It fell at 3.30 p.m. on Friday.", ["It fell at 3.30 p.m. on Friday."]),
        ('"We fled." He wept.', ['"We fled."', "He wept."]),
        ("J. Smith fled.\nTwo died", ["J. Smith fled.", "Two died"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [s.text for s in split_sentences(text)] == expected


def test_the_title_and_paragraphs_are_known() -> None:
    found = split_sentences("Raid kills two\n\nTwo died. One fled.\n\nThe end.", title="Raid kills two")
    assert [(s.is_title, s.paragraph) for s in found] == [(True, 0), (False, 1), (False, 1), (False, 2)]


@given(st.text(alphabet="aB. \n?!\"'", max_size=200))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    found = split_sentences(text)
    covered = [i for s in found for i in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(text[s.start : s.end] == s.text for s in found)


def test_an_endless_sentence_is_cut() -> None:
    assert max(len(s.text) for s in split_sentences("word " * 10_000)) <= LONGEST
