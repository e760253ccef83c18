import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.export.csv import export_csv, safe_cell

PAYLOADS = [
    lead + start + "cmd|' /C calc'!A0"
    for lead in ("", " ", "\t", "\r", "\n", "\x00", "\ufeff", "\u200b", "\u202e", " \t ")
    for start in ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
]


@pytest.mark.parametrize("payload", PAYLOADS, ids=repr)
def test_no_text_is_taken_for_a_formula(payload):
    assert safe_cell(payload).startswith("'")


@pytest.mark.parametrize("number", [0, -5, 36.12, -0.5, 10**12])
def test_numbers_are_untouched(number):
    assert safe_cell(number) is number


@pytest.mark.parametrize("text", ["-5", "+36.2", "12", "a=b", "Brenn - a town", "", "two\nlines"])
def test_harmless_text_is_untouched(text):
    assert safe_cell(text) == text


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=5))
def test_a_reader_gets_back_every_row(cells):
    written = b"".join(export_csv([{"cell": cell} for cell in cells], row_of=lambda record: record))
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8"), newline="")))
    assert [row["cell"].removeprefix("'") for row in rows] == [str(safe_cell(c)).removeprefix("'") for c in cells]


def test_unknown_is_an_empty_cell_and_not_a_zero():
    assert b"".join(export_csv([{"low": None, "high": 0}], row_of=lambda record: record)) == b"low,high\r\n,0\r\n"
