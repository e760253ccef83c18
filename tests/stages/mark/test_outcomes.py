from dataclasses import replace

import pytest

from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.counts import mark_counts
from tallystick.stages.mark.outcomes import settle_outcomes
from tallystick.stages.mark.sentences import split_sentences
from tests.factory import a_draft


def fields(text, *words):
    sentences = split_sentences(text, title=None)
    (draft,) = settle_outcomes([a_draft(text, *words)], text=text, sentences=sentences, counts=mark_counts(sentences))
    return [(argument.field.value, text[argument.start : argument.end]) for argument in draft.arguments]


@pytest.mark.parametrize(
    "text",
    [
        "Four teenagers were shot outside the mill on Friday. All of them were taken to hospital.",
        "Shots hit four teenagers near the mill. They are in stable condition.",
        "Gunmen stabbed four teenagers by the mill, and doctors say they will recover.",
        "Four teenagers are in surgery after the raid on the mill.",
        "Four teenagers were shot at the mill and have non-life-threatening wounds.",
        "Four teenagers were shot at the mill. One of them remains in hospital.",
    ],
)
def test_people_who_were_shot_and_are_in_hospital_are_injured(text):
    words = "Four teenagers" if "Four teenagers" in text else "four teenagers"
    assert fields(text, ("killed", words)) == [("injured", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen lined up four teenagers at the mill and shot them.",  # nobody tells of a hospital
        "Four teenagers were shot dead outside the mill. Two others are in hospital.",
        "Four teenagers were shot outside the mill and their bodies taken to the hospital.",
        "Gunmen shot four teenagers at the mill and wounded nine.",  # the wounded are others
        "Four teenagers were shot at the mill. They did not survive.",
    ],
)
def test_people_who_were_shot_otherwise_stay_killed(text):
    words = "Four teenagers" if "Four teenagers" in text else "four teenagers"
    assert fields(text, ("killed", words)) == [("killed", words)]


def test_all_who_were_hit_are_casualties_where_the_dead_and_the_injured_add_up_to_them():
    text = "Five people were shot at a wedding in Barut. One man was killed and four others were wounded, police said."
    assert fields(text, ("killed", "Five people")) == [("casualties", "Five people")]


def test_all_who_were_hit_are_casualties_where_fewer_were_killed():
    text = "Five people were shot at a wedding in Barut. One man was killed, police said."
    assert fields(text, ("killed", "Five people")) == [("casualties", "Five people")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Two herders had shrapnel wounds, a nurse said.", "injured"),
        ("Two herders lay dead by the well.", "killed"),
    ],
)
def test_one_phrase_is_not_both_dead_and_injured(text, kept):
    assert fields(text, ("injured", "Two herders"), ("killed", "Two herders")) == [(kept, "Two herders")]


def test_of_two_readings_that_nothing_decides_the_surer_stays():
    text = "Two herders bled by the well."
    (draft,) = [a_draft(text, ("injured", "Two herders"), ("killed", "Two herders"))]
    injured, killed = draft.arguments
    draft = replace(draft, arguments=(injured, replace(killed, score=0.95)))
    sentences = split_sentences(text, title=None)
    (settled,) = settle_outcomes([draft], text=text, sentences=sentences, counts=())
    assert [argument.field for argument in settled.arguments] == [ClaimField.KILLED]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Four people were shot in Barut. The four were injured by a man who died in March in jail.", "Four people"),
        ("A guard died. A 22-year-old nurse was shot and is in stable condition.", "A 22-year-old nurse"),
        ("A guard died. A nurse was shot in the leg.", "A nurse"),
        ("A guard died. A nurse was shot at the gate. She was taken to hospital.", "A nurse"),
    ],
)
def test_a_death_told_elsewhere_does_not_kill_those_who_lived(text, words):
    assert fields(text, ("killed", words)) == [("injured", words)]
