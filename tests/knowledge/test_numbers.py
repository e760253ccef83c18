import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.numbers import NUMBER, read_quantity

FINDER = re.compile(NUMBER, re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate", "vague"),
    [
        ("12", 12, 12, False, None),
        ("20,000", 20_000, 20_000, False, None),
        ("20 000", 20_000, 20_000, False, None),
        ("1.5 million", 1_500_000, 1_500_000, False, None),
        ("one hundred and twenty", 120, 120, False, None),
        ("three million two hundred thousand", 3_200_000, 3_200_000, False, None),
        ("twenty-two", 22, 22, False, None),
        ("at least 12", 12, None, False, None),
        ("more than 12", 12, None, False, None),
        ("no fewer than thirty", 30, None, False, None),
        ("12 or more", 12, None, False, None),
        ("up to 12", None, 12, False, None),
        ("nearly 12", None, 12, False, None),
        ("no more than five", None, 5, False, None),
        ("about 12", 12, 12, True, None),
        ("an estimated 300", 300, 300, True, None),
        ("two dozen", 24, 24, True, None),
        ("half a dozen", 6, 6, True, None),
        ("more than two dozen", 24, None, False, None),
        ("between 12 and 15", 12, 15, False, None),
        ("12-15", 12, 15, False, None),
        ("two or three", 2, 3, False, None),
        ("Dozens", None, None, False, "dozens"),
        ("tens of thousands", None, None, False, "tens of thousands"),
        ("several hundred", None, None, False, "several hundred"),
        ("no", 0, 0, False, None),
        ("another", 1, 1, False, None),
        ("both", 2, 2, False, None),
    ],
)
def test_a_number_keeps_its_bounds(words, low, high, approximate, vague):
    quantity = read_quantity(words)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.approximate, quantity.vague) == (low, high, approximate, vague)


@pytest.mark.parametrize("words", ["", "soldiers", "15-12", "between 9 and 3", "one one", "at least", "x" * 500])
def test_what_is_no_number_gives_nothing(words):
    assert read_quantity(words) is None


@pytest.mark.parametrize(
    "text",
    [
        "an F-16 jet",
        "S-300 missiles",
        "122mm shells",
        "a 12-year-old boy",
        "12% of it",
        "12 percent",
        "$12 million",
        "the 47th",
        "a two-day visit",
        "at 12:30",
    ],
)
def test_names_measures_and_ages_are_not_found(text):
    assert [match.group() for match in FINDER.finditer(text)] == []


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_separators_read_back(value):
    quantity = read_quantity(f"{value:,}")
    assert quantity is not None
    assert quantity.low == quantity.high == value


@pytest.mark.parametrize("piece", ["one ", "at least ", "12,", "twenty-", "12 - ", "a few ", "100 "])
def test_hostile_text_takes_no_time(piece):
    began = time.process_time()
    list(FINDER.finditer((piece * 50_000)[:50_000]))
    assert time.process_time() - began < 2
