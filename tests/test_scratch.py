from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.scratch import Pile, Rows, Scratch, SortedPile

NUMBERS = st.lists(st.integers(min_value=0, max_value=(1 << 64) - 1))


@pytest.fixture(params=["memory", "disk"])
def scratch(request):
    with Scratch() if request.param == "memory" else Scratch.on_disk() as room:
        yield room


@given(NUMBERS)
def test_a_pile_gives_its_numbers_in_their_order(numbers):
    with Scratch() as room:
        pile = Pile(room)
        for number in numbers:
            pile.add(number)
        assert pile.numbers() == array("Q", numbers)


@given(NUMBERS)
def test_a_sorted_pile_gives_each_number_once_in_ascending_order(numbers):
    with Scratch() as room:
        pile = SortedPile(room, below=1 << 64)
        for number in numbers:
            pile.add(number)
        assert list(pile) == sorted(set(numbers))


def test_large_piles_and_rows_share_one_scratch(scratch):
    one, other, rows = Pile(scratch), Pile(scratch), Rows(scratch)
    for number in range(3_000):
        one.add(number)
        other.add(3_000 - number)
        rows.add(b"x" * (number % 7))
    assert list(one.numbers()) == list(range(3_000))
    assert list(other.numbers()) == list(range(3_000, 0, -1))
    assert (len(rows), rows[6], rows[7]) == (3_000, b"xxxxxx", b"")
