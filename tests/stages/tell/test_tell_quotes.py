import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.tell.quotes import narrow_span, quotable_spans

TEXT = "Shells killed Bina Oko, 45, and two others near the old mill. Oko’s brother was hurt, Bina said."
PRIVATE = ((14, 22), (62, 65), (86, 90))


def words(spans):
    return [TEXT[start:end] for start, end in spans]


def test_a_quote_is_cut_round_names_and_short_pieces_are_dropped():
    cut = quotable_spans(0, len(TEXT), text=TEXT, private=PRIVATE)
    assert words(cut) == ["Shells killed", "45, and two others near the old mill", "brother was hurt"]


def test_a_quote_without_a_name_stays_whole():
    assert quotable_spans(28, 61, text=TEXT, private=PRIVATE) == ((28, 61),)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (14, 42, "45, and two others"),
        (7, 22, "killed"),
        (28, 42, "and two others"),
        (18, 22, None),
        (14, 24, None),
    ],
)
def test_a_surface_keeps_its_longest_part_without_a_name(start, end, left):
    span = narrow_span(start, end, text=TEXT, private=PRIVATE)
    assert (TEXT[slice(*span)] if span else None) == left


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=6), st.integers(0, 90), st.integers(0, 90))
def test_no_piece_holds_any_part_of_a_name(found, a, b):
    private, at = [], 0
    for start, size in sorted(found):
        if start >= at:
            private.append((start, start + size))
            at = start + size
    start, end = min(a, b), max(a, b)
    pieces = [*quotable_spans(start, end, text=TEXT, private=private)]
    if (one := narrow_span(start, end, text=TEXT, private=private)) is not None:
        pieces.append(one)
    for low, high in pieces:
        assert start <= low <= high <= end
        assert not any(x < high and low < y for x, y in private)
