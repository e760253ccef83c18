"""Cues: words that part an account from others."""

import pytest

from tallystick.stages.link.cues import said_by, tells_another


@pytest.mark.parametrize(
    "text",
    [
        "Jets hit Brenn again on Wednesday.",
        "A second raid in two days emptied the streets of Farlo.",
        "The fourth such attack on the mill killed a guard.",
        "This time the bakery was hit.",
        "A fresh wave of strikes hit Brenn.",
    ],
)
def test_words_that_say_that_there_was_one_before(text):
    assert tells_another(text)


@pytest.mark.parametrize(
    "text", ["Jets hit Brenn on Wednesday.", "The second floor burnt out.", "The attack was the work of two men."]
)
def test_words_that_do_not(text):
    assert not tells_another(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry said on Wednesday that nothing had been hit.", "2019-07-10"),
        ("Police told the Brenn Courier late on Friday that a man was held.", "2019-07-12"),
        (
            "It said in a statement on Monday that it knew nothing; on Tuesday the mayor said Tuesday night.",
            "2019-07-09",
        ),
        ("The mayor confirmed Monday's raid.", None),
        ("A bomb went off on Monday.", None),
    ],
)
def test_the_last_weekday_on_which_it_was_spoken_of(text, day):
    assert said_by(text, published="2019-07-12") == day


def test_without_a_day_of_publication_no_weekday_is_known():
    assert said_by("The ministry said on Wednesday that nothing had been hit.", published="2019-07") is None
    assert said_by("The ministry said on Wednesday that nothing had been hit.", published=None) is None
