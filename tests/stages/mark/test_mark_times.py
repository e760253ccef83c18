import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.records.mention import Sentence
from tallystick.stages.mark.times import mark_times


def sentence(text, start=0):
    return Sentence(index=0, paragraph=0, start=start, end=start + len(text), text=text)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("It happened on Tuesday evening.", ["on Tuesday evening"]),
        ("Raids on November 24-27 hit it.", ["on November 24-27"]),
        ("Around 3 a.m. on Sunday a drone fell.", ["Around 3 a.m. on Sunday"]),
        ("In the early hours of Saturday, July 3, it burned.", ["In the early hours of Saturday, July 3"]),
        ("It was 24th February 2018 then.", ["24th February 2018"]),
        ("Fighting since the start of October went on.", ["since the start of October"]),
        ("Over the last few days and two weeks ago.", ["Over the last few days", "two weeks ago"]),
        ("It fell at 5 p.m. EST on Friday.", ["at 5 p.m. EST on Friday"]),
        ("The vote is due this September.", ["this September"]),
        ("Shelling overnight and at dawn.", ["overnight", "at dawn"]),
    ],
)
def test_words_that_say_when(text, surfaces):
    assert [mention.surface for mention in mark_times([sentence(text)])] == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "He may have been there.",
        "They began a march on the capital.",
        "The Sunday Times called it Black Friday.",
        "It lasted for two hours in a two-week offensive with 24-hour patrols.",
        "Some 2,000 people fled.",
        "Of 2000 people in 2014 people were asked.",
    ],
)
def test_durations_verbs_and_names_are_no_times(text):
    assert [mention.surface for mention in mark_times([sentence(text)])] == []


def test_a_named_attack_is_a_name():
    (mention,) = mark_times([sentence("For years the October 7 attack was recalled.")])
    assert mention.form == "named"


@pytest.mark.parametrize("surface", ["this evening's", "tomorrow's", "since New Year"])
def test_possessives_and_holidays_are_times(surface: str) -> None:
    (mention,) = mark_times([sentence(f"Nine were hurt {surface} unrest and more are feared.")])
    assert mention.surface == surface


PIECES = (
    "on Tuesday|November 24|2014|in March|last week|at dawn|,|3 a.m.|of|the|overnight|since|two days ago|may|-".split(
        "|"
    )
)


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.integers(min_value=0, max_value=99))
def test_every_span_is_its_surface_and_none_overlap(pieces, start):
    text = " ".join(pieces)
    mentions = mark_times([sentence(text, start)])
    for mention in mentions:
        assert text[mention.start - start : mention.end - start] == mention.surface
    for left, right in pairwise(mentions):
        assert left.end <= right.start


@pytest.mark.parametrize("piece", ["on Tuesday ", "the 3 to ", "May ", "since ", "2014-", "in early ", "in 2014 ", " "])
def test_one_endless_sentence_takes_no_time(piece):
    text = ("between " + piece * 50_000)[:50_000]
    began = time.process_time()
    mark_times([sentence(text)])
    assert time.process_time() - began < 4
