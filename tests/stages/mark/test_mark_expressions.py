import time

import pytest

from tallystick.records.mention import Sentence
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.times import mark_times


def marked(text):
    sentences = [Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)]
    return [(m.surface, m.form) for m in mark_expressions(sentences, times=mark_times(sentences))]


@pytest.mark.parametrize(
    ("text", "surface", "form"),
    [
        ("It lasted two hours.", "two hours", "length"),
        ("It lasted at least two to three weeks.", "at least two to three weeks", "length"),
        ("A week-long siege ended.", "week-long", "length"),
        ("A 16-hour curfew ended.", "16-hour", "length"),
        ("The first nine months were calm.", "The first nine months", "length"),
        ("It was shut for a week.", "a week", "length"),
        ("The road is shelled daily.", "daily", "repeat"),
        ("The road is shelled every two days.", "every two days", "repeat"),
        ("The market opens each Thursday.", "each Thursday", "repeat"),
        ("The market opens on Fridays.", "on Fridays", "repeat"),
        ("The market opens twice a week.", "twice a week", "repeat"),
        ("Last year's third quarter was calm.", "Last year's third quarter", "quarter"),
        ("The 1988 quarter was calm.", "The 1988 quarter", "quarter"),
        ("It was so in nineteen ninety-six.", "nineteen ninety-six", "year"),
        ("It held for the year.", "the year", "unit"),
        ("It is calm now.", "now", "ref"),
        ("It was recently rebuilt.", "recently", "ref"),
        ("It fell in the third quarter.", "the third quarter", "quarter"),
        ("A 1988 budget passed.", "1988", "year"),
    ],
)
def test_general_expressions(text, surface, form):
    assert (surface, form) in marked(text)


@pytest.mark.parametrize(
    "text",
    ["A two-year-old boy was 13 years old.", "It fell on Tuesday.", "Some 1,988 fled.", "The Daily Post said so."],
)
def test_ages_counts_and_names_are_none(text):
    assert marked(text) == []


def test_a_day_of_each_week_dates_no_act():
    text = "The market opens each Thursday and every March."
    assert mark_times([Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)]) == ()


@pytest.mark.parametrize("piece", ["a few ", "the last ", "two to ", "1990 ", "every "])
def test_one_endless_sentence_takes_no_time(piece):
    text = (piece * 50_000)[:5_000]
    began = time.process_time()
    marked(text)
    assert time.process_time() - began < 4
