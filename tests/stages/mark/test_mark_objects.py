from __future__ import annotations

import time

import pytest

from tallystick.records.mention import Sentence
from tallystick.stages.mark.objects import mark_objects


def things(text: str) -> list[tuple[str, str | None, int | None, int | None, str | None]]:
    sentence = Sentence(index=0, paragraph=0, start=5, end=5 + len(text), text=text)
    found = mark_objects([sentence])
    assert all(text[m.start - 5 : m.end - 5] == m.surface for m in found)
    return [
        (
            m.materiel.name,
            m.materiel.effect.value if m.materiel.effect else None,
            m.materiel.low,
            m.materiel.high,
            m.materiel.vague,
        )
        for m in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They destroyed two tanks, a truck and at least three houses.",
            [
                ("tanks", "destroyed", 2, 2, None),
                ("truck", "destroyed", 1, 1, None),
                ("houses", "destroyed", 3, None, None),
            ],
        ),
        (
            "The blast damaged a school and several houses were burnt.",
            [("school", "damaged", 1, 1, None), ("houses", "destroyed", None, None, "several")],
        ),
        (
            "More than one hundred mortars and rockets were eliminated.",
            [("mortars and rockets", "destroyed", 100, None, None)],
        ),
        ("Police seized 200 kg of explosives.", [("explosives", "seized", None, None, None)]),
        (
            "It struck on targeting “a training facility” near the city of Brenn and a “safe house” near Oro.",
            [("training facility", None, None, None, None), ("safe house", None, None, None, None)],
        ),
        (
            "The strike destroyed multiple weapons storage facilities.",
            [("weapons storage facilities", "destroyed", None, None, "multiple")],
        ),
        ("Jets carried out strikes on at least fifteen different sites.", [("sites", None, 15, None, None)]),
        ("No damage to the port was reported.", [("port", "none", None, None, None)]),
        ("A power substation was damaged.", [("power substation", "damaged", 1, 1, None)]),
    ],
)
def test_things_carry_their_effect_and_number(text, expected):
    assert things(text) == expected


@pytest.mark.parametrize(
    "text", ["He slept in a school.", "The market opened late.", "They met near the bridge after the talks."]
)
def test_a_thing_to_which_nothing_happened_is_left_out(text):
    assert things(text) == []


@pytest.mark.parametrize("piece", ["destroyed two tanks and ", "no damage to ", "house "])
def test_a_hostile_sentence_is_read_quickly(piece):
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    mark_objects([Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)])
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They set a bulldozer on fire.", [("bulldozer", "destroyed", 1, 1, None)]),
        ("More than 200 head of cattle driven off, he said.", [("cattle", "seized", 200, None, None)]),
        ("He showed 32 captured rifles.", [("rifles", "seized", 32, 32, None)]),
        ("The bomb blew up a lorry on the road.", [("lorry", "destroyed", 1, 1, None)]),
        ("A bomb ripped through a minibus.", [("minibus", None, 1, 1, None)]),
        ("Seventeen shops in the old market district were looted.", [("shops", "damaged", 17, 17, None)]),
        ("Debris has broken the windows of two flats.", [("flats", "damaged", 2, 2, None)]),
        ("The army dropped the barrel bomb that hit people.", []),
        ("It struck a camp, home to 19,000 people.", [("camp", None, None, None, None)]),
        ("A car bomb detonated outside.", []),
    ],
)
def test_effect_follows_the_verb_that_governs_the_thing(text, expected):
    assert things(text) == expected


def test_the_same_thing_is_told_once():
    texts = ("Jets hit market", "Jets hit a crowded market on Sunday.")
    sentences, at = [], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index=index, paragraph=index, start=at, end=at + len(text), text=text))
        at += len(text)
    assert [m.surface for m in mark_objects(sentences)] == ["market"]
