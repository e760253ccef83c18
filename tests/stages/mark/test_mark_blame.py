from __future__ import annotations

import time

import pytest

from tallystick.records.vocabulary import Modality
from tallystick.stages.mark.blame import mark_blame
from tallystick.stages.mark.sentences import split_sentences


def blamed(text: str) -> list[tuple[str, Modality]]:
    found = mark_blame(split_sentences(text))
    assert all(text[m.start : m.end] == m.surface and {"ref", "blame"} <= m.flags for m in found)
    return [(text[slice(*m.agent)].strip() if m.agent else "", m.modality) for m in found]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Officials blamed the attack on Boko Haram militants.", "Boko Haram militants"),
        ("It blamed fighters of JNIM, an affiliate of al Qaeda.", "fighters of JNIM"),
        ("Ukraine accused Russia of shelling the plant.", "Russia"),
        ("Kyiv says Moscow was behind the strike.", "Moscow"),
        ("The group said it was behind the assault.", "The group"),
        ("Ukraine accuses Russia of a deadly drone attack on Kyiv.", "Russia"),
        ("The rebels accuse the army of it.", "the army"),
        ("It was later claimed by Islamic State.", "Islamic State"),
        ("Islamic State claimed responsibility for the blast.", "Islamic State"),
    ],
)
def test_who_is_held_to_have_done_it(text: str, agent: str) -> None:
    assert blamed(text) == [(agent, Modality.ASSERTED)]


def test_a_denial_is_denied() -> None:
    assert blamed("Russia denied that its forces struck the hospital.") == [("Russia", Modality.DENIED)]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast.",
        "The opposition blamed the government for rising prices.",
        "The president denied the report.",
        "It is not known who was behind the attack.",
        "He accused the minister of lying.",
    ],
)
def test_words_that_blame_nobody_for_an_act(text: str) -> None:
    assert blamed(text) == []


@pytest.mark.parametrize("word", ["claimed ", "blamed the ", "denied it ", "accused of ", "was behind the attack "])
def test_endless_sentences_are_read_in_time(word: str) -> None:
    sentences = split_sentences(word * (50_000 // len(word)))
    began = time.process_time()
    mark_blame(sentences)
    assert time.process_time() - began < 3
