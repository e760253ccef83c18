from __future__ import annotations

import pytest

from tallystick.records.mention import Sentence, TimeMention
from tallystick.records.referent import Moment
from tallystick.records.report import Report
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.lasting_times import resolve_lasting
from tallystick.stages.resolve.time_score import UNSURE
from tallystick.stages.resolve.times import resolve_times


def times(text: str, published: str | None = "2023-12-20") -> tuple[TimeMention, ...]:
    sentences = [Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)]
    report = Report(id="r", text=text, published=published)
    marked = mark_times(sentences)
    lengths = mark_expressions(sentences, times=marked, forms=frozenset({"length"}))
    resolved = resolve_times(marked, report=report, sentences=sentences)
    return resolve_lasting(resolved, expressions=lengths, report=report, sentences=sentences)


def score(text: str, published: str | None = "2023-12-20") -> float:
    found = times(text, published)[0].score
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 12 March 2019.",
        "It fell on Tuesday.",
        "It fell overnight.",
        "It fell in March.",
        "It has been shelled daily for a week.",
        "A week-long siege that began on 3 May ended.",
        "Ten have died since New Year.",
    ],
)
def test_every_time_with_days_has_a_score(text: str) -> None:
    found = times(text)
    assert found
    for mention in found:
        assert isinstance(mention.moment, Moment)
        assert mention.score is not None
        assert 0.0 < mention.score < 1.0
        assert (mention.doubt is not None) == (mention.score < UNSURE)


def test_a_time_without_days_has_no_score() -> None:
    mention = times("It fell on Tuesday.", published=None)[0]
    assert not isinstance(mention.moment, Moment)
    assert (mention.score, mention.doubt) == (None, None)


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("It fell on 12 March 2019.", "It fell last week."),
        ("It fell on Tuesday.", "Ten have died since New Year."),
        ("It fell on Monday.", "It has fallen in recent weeks."),
    ],
)
def test_words_that_name_a_day_are_surer_than_loose_ones(surer: str, less: str) -> None:
    assert score(surer) > score(less)


def test_the_same_words_give_the_same_score() -> None:
    assert times("It fell on Tuesday.") == times("It fell on Tuesday.")
    assert score("It fell on Tuesday.") == score("Nine fell on Tuesday.")
