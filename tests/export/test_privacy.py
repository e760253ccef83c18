import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.export.privacy import BLOT, blot_names


@pytest.mark.parametrize(
    ("words", "names", "shown"),
    [
        ("Mahmoud Karim, a resident", ["Mahmoud Karim"], f"{BLOT * 7} {BLOT * 5}, a resident"),
        ("Karimov spoke to Karim.", ["Karim"], f"Karimov spoke to {BLOT * 5}."),
        ("Ali Hassan and Ali", ["Ali", "Ali Hassan"], f"{BLOT * 3} {BLOT * 6} and {BLOT * 3}"),
        ("no names here", [], "no names here"),
        ("a (b", ["(", ""], "a (b"),
    ],
)
def test_names_are_blotted_out_as_whole_words(words, names, shown):
    assert blot_names(words, names) == shown


@given(st.text(), st.lists(st.text(max_size=8)))
def test_the_length_stays_so_that_offsets_stay_true(words, names):
    assert len(blot_names(words, names)) == len(words)
