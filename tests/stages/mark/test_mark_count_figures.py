from __future__ import annotations

import pytest

from tallystick.records.mention import Sentence
from tallystick.stages.mark.counts import mark_counts


def told(*texts: str) -> list[tuple[str, str, int | None, str | None, bool]]:
    """Every count as (field, surface, low, group, whether it is a part)."""
    sentences, at = [], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index=index, paragraph=0, start=at, end=at + len(text), text=text))
        at += len(text) + 1
    return [
        (m.field.value, m.surface, m.count.low, getattr(m.count, "group", None), m.part_of is not None)
        for m in mark_counts(sentences)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found more, taking to 31 the number who died.", ("killed", "31", 31, "all", False)),
        ("That brought to 12 the number of wounded.", ("injured", "12", 12, "all", False)),
        ("The monitor put the dead at nine.", ("killed", "nine", 9, "all", False)),
        ("Five people have not been found.", ("missing", "Five people", 5, "all", False)),
        ("They whisked away three tourists.", ("captured", "three tourists", 3, "all", False)),
        ("The rebels took 40 hostage.", ("captured", "40", 40, "all", False)),
        ("Two held over blast", ("captured", "Two", 2, "all", False)),
        ("Three soldiers lost limbs in the blast.", ("injured", "Three soldiers", 3, "soldiers", False)),
        ("The raid forced 120 families to flee.", ("displaced", "120 families", 120, "families", False)),
        ("They counted nine dead policemen.", ("killed", "nine dead policemen", 9, "police", False)),
        ("The clinic treated 60 people for blast wounds.", ("injured", "60 people", 60, "all", False)),
    ],
)
def test_figures_are_read_where_the_sentence_states_them(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The clinic treated 60 people for malaria.",
        "Shells hit a camp that is home to 19,000 displaced people.",
        "The side suffered from losing two men to injury.",
        "The army has admitted to 21.",
        "A second policeman was killed.",
    ],
)
def test_no_count_without_those_who_suffered(text):
    assert told(text) == []


def test_an_admitted_figure_is_of_the_killed_told_before():
    assert told("The raid killed 25 soldiers.", "The army has admitted to ten.")[1][:3] == ("killed", "ten", 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They killed 31 people, of whom nine were women.", [("all", False), ("women", True)]),
        ("Eleven people died, six of them under the age of 12.", [("all", False), ("children", True)]),
        ("He boasted of 23 dead, all of them soldiers.", [("soldiers", False)]),
        ("Six people, a farmer and his two sons, were killed.", [("all", False)]),
        ("It killed seven gunmen, a division spokesman, Lt Col Amoro, said.", [("fighters", False)]),
    ],
)
def test_groups_and_parts(text, expected):
    assert [(group, part) for _, _, _, group, part in told(text)] == expected
