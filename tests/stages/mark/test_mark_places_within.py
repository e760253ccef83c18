from __future__ import annotations

import pytest

from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.records.mention import PlaceMention
from tallystick.records.report import Report
from tallystick.stages.mark.drafted_places import mark_drafted_places
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences
from tests.factory import a_draft


def marked(text: str) -> tuple[PlaceMention, ...]:
    found = mark_places(Report(id="r", text=text), sentences=split_sentences(text), gazetteer=load_gazetteer())
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
    return found


@pytest.mark.parametrize(
    ("text", "surface", "name", "role"),
    [
        ("A bridge fell in Paducah, Ky., on Friday.", "Ky.", "Kentucky", "place"),
        ("A bridge fell in Wheeling, W. Va., on Friday.", "W. Va.", "West Virginia", "place"),
        ("The fire began in Waco, TX, on Friday.", "TX", "Texas", "place"),
        ("The budget of S.C. is small.", "S.C.", "South Carolina", "within"),
    ],
)
def test_a_shortened_province(text: str, surface: str, name: str, role: str) -> None:
    (mention,) = [m for m in marked(text) if m.surface == surface]
    assert (mention.name, mention.role_hint) == (name, role)


@pytest.mark.parametrize(
    "text", ["It was written in 120 B.C. by a scribe.", "We went home, OR so it seemed.", "He said OK to it."]
)
def test_letters_that_are_no_province(text: str) -> None:
    assert marked(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He has for many years been a member of the Ohio Turnpike Commission.", "Ohio"),
        ("She teaches at the University of Nebraska.", "Nebraska"),
        ("Laurel County Sheriff Dan Petrie closed the road.", "Laurel County"),
        ("Snow fell on US farms.", "US"),
    ],
)
def test_a_place_within_another_name_places_no_act(text: str, name: str) -> None:
    assert [(m.name, m.role_hint) for m in marked(text)] == [(name, "within")]


def test_a_town_that_was_called_one_is_known_again() -> None:
    found = marked("A fire broke out in Torrington on Monday. Torrington firefighters put it out.")
    assert [(m.name, m.role_hint) for m in found] == [("Torrington", "place"), ("Torrington", "within")]


@pytest.mark.parametrize(
    "text",
    [
        "Walter Turner left early. A letter was sent to Turner on Monday.",
        "Sgt. Moore came first. The keys were given to Moore.",
        "The Department of Transportation closed the road.",
        "A spokesman for the White House declined.",
    ],
)
def test_persons_and_offices_are_no_places(text: str) -> None:
    assert marked(text) == ()


def test_a_town_in_capitals_before_a_dash_is_the_dateline() -> None:
    assert [(m.name, m.role_hint) for m in marked("TORRINGTON — A fire broke out at noon.")] == [
        ("TORRINGTON", "dateline")
    ]


def test_what_a_reader_drafted_stands_over_a_name_within_it() -> None:
    text = "Shells fell near the US Consulate."
    named = marked(text)
    assert [m.role_hint for m in named] == ["within"]
    (place,) = mark_drafted_places(
        [a_draft(text, ("place", "near the US Consulate"))], named, text=text, names=load_gazetteer()
    )
    assert (place.role_hint, place.relation) == ("place", "near")
