import io
import sys

import openpyxl
import pytest
from test_csv import PAYLOADS

from tallystick.export.files import ExportError
from tallystick.export.xlsx import CELL_UNITS, Workbook


def book(rows, **more):
    made = Workbook(rows, names=list(rows[0]) if rows else ["id"], **more)
    return b"".join(made), made


def sheet(written):
    return openpyxl.load_workbook(io.BytesIO(written)).active


def test_numbers_are_numbers_and_what_is_not_known_is_empty():
    written, _ = book([{"id": "inc-1", "low": 12, "lat": -36.25, "high": None, "sure": True}])
    header, row = sheet(written).iter_rows(values_only=True)
    assert header == ("id", "low", "lat", "high", "sure")
    assert row == ("inc-1", 12, -36.25, None, True)


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, "https://north.example/a", "mailto:a@north.example", "{=1+1}"], ids=repr
)
def test_no_text_is_a_formula_a_link_or_a_number(payload):
    written, _ = book([{"id": payload, "digits": "007"}])
    cells = sheet(written)[2]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert cells[0].hyperlink is None
    assert cells[1].value == "007"


def test_texts_that_a_cell_cannot_hold_are_cut_and_counted():
    fits, longer, wide = "x" * CELL_UNITS, "y" * (CELL_UNITS + 1), "𝒜" * (CELL_UNITS // 2 + 1)
    written, made = book([{"a": fits, "b": longer, "c": wide}])
    a, b, c = (cell.value for cell in sheet(written)[2])
    assert a == fits
    assert b == "y" * (CELL_UNITS - 1) + "…"
    assert len(c.encode("utf-16-le")) // 2 <= CELL_UNITS
    assert c.strip("𝒜") == "…"
    assert made.cut_cells == 2


def test_control_characters_and_half_characters_do_not_break_the_file():
    written, _ = book([{"a": "a\x00b\x1bc\ufffe", "b": "half \ud83d", "c": "two\nlines"}])
    assert [cell.value for cell in sheet(written)[2]] == ["a b c ", "half ?", "two\nlines"]


def test_not_a_number_is_empty():
    written, _ = book([{"id": "a", "lat": float("nan"), "lon": float("inf")}])
    assert [cell.value for cell in sheet(written)[2]] == ["a", None, None]


def test_the_same_rows_give_the_same_bytes():
    rows = [{"id": f"inc-{number}", "low": number} for number in range(200)]
    assert book(rows)[0] == book(rows)[0]


def test_without_rows_there_is_the_header():
    written, _ = book([])
    assert list(sheet(written).iter_rows(values_only=True)) == [("id",)]


def test_more_rows_than_a_sheet_holds_are_an_error_that_names_the_way_out():
    rows = [{"id": "a"}] * 4
    assert len(list(sheet(book(rows, most_rows=4)[0]).iter_rows())) == 5
    with pytest.raises(ExportError, match=r"TLY-2304 .*more than 3 rows(.|\n)*--format csv"):
        book(rows, most_rows=3)


def test_without_the_package_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r'TLY-2303 (.|\n)*pip install "tallystick\[tables\]"'):
        Workbook([], names=["id"])
