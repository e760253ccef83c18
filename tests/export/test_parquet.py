import io
import sys

import pyarrow
import pytest
from pyarrow import parquet

from tallystick.export import parquet as exporting
from tallystick.export.files import ExportError
from tallystick.export.parquet import ParquetFile
from tallystick.export.shape import INTEGER, NUMBER, TEXT, NamedColumn

COLUMNS = [
    NamedColumn("id", TEXT, "The id."),
    NamedColumn("low", INTEGER, "The figure."),
    NamedColumn("lat", NUMBER, "Degrees."),
]


def written(rows):
    return b"".join(ParquetFile(rows, columns=COLUMNS))


def test_columns_have_their_types_even_where_nothing_is_known():
    table = parquet.read_table(io.BytesIO(written([{"id": None, "low": None, "lat": None}])))
    assert table.schema.types == [pyarrow.string(), pyarrow.int64(), pyarrow.float64()]
    assert table.to_pylist() == [{"id": None, "low": None, "lat": None}]


def test_rows_come_back_as_they_were_but_for_half_characters():
    rows = [{"id": "=cmd|' /C calc'!A0", "low": 12, "lat": -36.25}, {"id": "half \ud83d", "low": 0, "lat": 1}]
    found = parquet.read_table(io.BytesIO(written(rows))).to_pylist()
    assert found == [rows[0], {"id": "half ?", "low": 0, "lat": 1.0}]


def test_rows_are_written_in_groups_of_bounded_size(monkeypatch):
    monkeypatch.setattr(exporting, "GROUP_ROWS", 10)
    rows = [{"id": f"inc-{number}", "low": number, "lat": 0.5} for number in range(25)]
    assert parquet.ParquetFile(io.BytesIO(written(rows))).num_row_groups == 3
    monkeypatch.setattr(exporting, "GROUP_CHARACTERS", 20)
    file = parquet.ParquetFile(io.BytesIO(written(rows)))
    assert file.num_row_groups > 3
    assert file.read().to_pylist() == rows


def test_without_rows_there_are_the_columns():
    table = parquet.read_table(io.BytesIO(written([])))
    assert (table.num_rows, table.column_names) == (0, ["id", "low", "lat"])


def test_the_same_rows_give_the_same_bytes():
    rows = [{"id": f"inc-{number}", "low": number, "lat": 0.5} for number in range(200)]
    assert written(rows) == written(rows)


def test_without_the_package_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r'TLY-2303 (.|\n)*pip install "tallystick\[tables\]"'):
        ParquetFile([], columns=COLUMNS)
