import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.read.dates import find_date_order, read_date


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2022-12-06 17:28", "2022-12-06"),
        ("2024-03-05T10:00:00+02:00", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("٢٠٢٤", "2024"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("Tue Mar 05 10:00:00 +0000 2024", "2024-03-05"),
        ("March 5, 2024 at 10:04 AM", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"),
        ("05-Mar-2024", "2024-03-05"),
        ("24/2/2018", "2018-02-24"),
        ("2/24/2018 10:00", "2018-02-24"),
        ("5.3.2024", "2024-03-05"),
        ("2/2/2018", "2018-02-02"),
        ("1709600000", "2024-03-05"),
        ("3/4/2018", None),
        ("31 Feb 2024", None),
        ("2024-13-05", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_stated_date_is_read_or_left_unknown(stated, edtf):
    assert read_date(stated)[0] == edtf


def test_the_order_of_day_and_month_is_asked_for_not_guessed():
    assert read_date("3/4/2018", order="mdy")[0] == "2018-03-04"
    assert read_date("3/4/2018", order="dmy")[0] == "2018-04-03"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["3/4/2018", "2/24/2018"], "mdy"),
        (["3/4/2018", "24/2/2018"], "dmy"),
        (["24/2/2018", "2/24/2018"], None),
        (["3/4/2018", "2018-02-24"], None),
    ],
)
def test_a_column_shows_its_order_or_none(values, order):
    assert find_date_order(values) == order


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(stated):
    edtf, trouble = read_date(stated)

    assert edtf is None or trouble is None
