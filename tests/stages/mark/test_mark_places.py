from __future__ import annotations

import pytest

from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.records.mention import PlaceMention
from tallystick.records.report import Report
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences


def marked(text: str) -> tuple[PlaceMention, ...]:
    found = mark_places(Report(id="r", text=text), sentences=split_sentences(text), gazetteer=load_gazetteer())
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
    return found


@pytest.mark.parametrize(
    ("text", "name", "relation", "type_word", "role"),
    [
        ("Jets hit a camp near the city of Albu Kamal on Friday.", "Albu Kamal", "near", "city", "place"),
        ("They fell 30 km (19 miles) south of Kharkiv.", "Kharkiv", "30 km (19 miles) south of", None, "place"),
        ("Rockets were launched from Hmeimim air base.", "Hmeimim", "launched from", "air base", "origin"),
        ("Clashes broke out in Borno state overnight.", "Borno", "in", "state", "place"),
        ("A ship was hit off the coast of Yemen.", "Yemen", "off the coast of", None, "place"),
        ("Troops raided farms in the western countryside of Deir Ezzor.", "Deir Ezzor", "in", "countryside", "place"),
        ("Israel said its jets were not involved.", "Israel", None, None, "speaker"),
        ("Moscow has denied bombing the market.", "Moscow", None, None, "speaker"),
        ("A resident of Hama told the agency that shells fell.", "Hama", "of", None, "person"),
        ("Fighting went on in eastern Syria.", "Syria", "in eastern", None, "place"),
    ],
)  # fmt: skip
def test_a_place_with_the_words_round_it(
    text: str, name: str, relation: str | None, type_word: str | None, role: str
) -> None:
    mention = marked(text)[0]
    assert (mention.name, mention.relation, mention.type_word, mention.role_hint) == (name, relation, type_word, role)


@pytest.mark.parametrize(
    "text",
    [
        "Lloyd Austin said the strikes were needed. Austin spoke on Monday.",
        "Sydney Powell appeared in court.",
        "Police said most of the men fled in March.",
        "The New York Times reported the raid.",
        "Syrian and Russian aircraft bombed the village.",
        "Hamas denied the claim.",
    ],
)
def test_names_that_are_no_places(text: str) -> None:
    assert [mention.name for mention in marked(text)] == []


def test_a_list_shares_its_type_word() -> None:
    found = marked("Airstrikes hit the provinces of Deir Ezzor, Homs and Hama.")
    assert [(mention.name, mention.type_word) for mention in found] == [
        ("Deir Ezzor", "province"), ("Homs", "province"), ("Hama", "province"),
    ]  # fmt: skip
