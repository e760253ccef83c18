import pytest

from tallystick.knowledge.months import month_number


@pytest.mark.parametrize(("name", "number"), [("January", 1), ("may", 5), ("SEPT.", 9), ("Dec", 12)])
def test_a_month_is_known_by_its_first_letters(name, number):
    assert month_number(name) == number


def test_another_word_is_no_month():
    with pytest.raises(ValueError, match="not in tuple"):
        month_number("Monday")
