from __future__ import annotations

import time

import pytest

from tallystick.records.mention import Sentence
from tallystick.stages.mark.means import mark_means


def means(text: str) -> list[tuple[str, str, str]]:
    sentence = Sentence(index=0, paragraph=0, start=10, end=10 + len(text), text=text)
    found = mark_means([sentence])
    assert all(text[m.start - 10 : m.end - 10] == m.surface for m in found)
    return [(m.surface, m.means.name, m.means.kind.value) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fighter jets and helicopters struck.",
            [("Fighter jets", "fighter jet", "aircraft"), ("helicopters", "helicopter", "aircraft")],
        ),
        ("Shahed drones fell on the port.", [("Shahed drones", "Shahed drone", "drone")]),
        ("122mm rockets hit the town.", [("122mm rockets", "122mm rocket", "rocket")]),
        ("Some 40 missiles were fired.", [("missiles", "missile", "missile")]),
        ("A car packed with explosives blew up.", [("car packed with explosives", "car bomb", "vehicle_bomb")]),
        ("A bomb planted under a bridge exploded.", [("bomb", "bomb", "ied")]),
        ("Jets dropped a bomb that exploded.", [("Jets", "jet", "aircraft"), ("bomb", "bomb", "bomb")]),
        ("Attackers with machetes came.", [("machetes", "machete", "blade")]),
        ("Chlorine was used.", [("Chlorine", "chlorine", "chemical")]),
    ],
)
def test_weapons_are_named_by_kind(text, expected):
    assert means(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police seized two rifles.",
        "An ammunition and missile depot stood there.",
        "They were used to hide rockets.",
        "The anti-drone system failed.",
        "He will grad in May.",
    ],
)
def test_weapons_not_used_are_left_out(text):
    assert means(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen on motorcycles shot him.",
        "A frigate was in company with the squadron.",
        "They would bomb the valley.",
        "Explosives detectors failed.",
        "Four people with gunshot wounds came.",
    ],
)
def test_what_does_no_harm_is_no_means(text):
    assert means(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A warship fired at the port.", "ship"),
        ("A bulldozer crushed the fence.", "vehicle"),
        ("He was wearing explosives.", "suicide_bomb"),
        ("She blew herself up at the gate.", "suicide_bomb"),
        ("Bomb targets van in town", "ied"),
        ("A guided munition hit the roof.", "missile"),
    ],
)
def test_use_decides_the_kind(text, kind):
    assert [m[2] for m in means(text)] == [kind]


def test_a_sentence_of_bombs_takes_no_time():
    begin = time.process_time()
    means("bomb drove a car into the tank " * 1_600)
    assert time.process_time() - begin < 1
