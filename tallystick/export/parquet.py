"""Parquet: typed columns, written a group of rows at a time, the same bytes for the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tallystick.export.columns import Row
from tallystick.export.files import ExportError, read_pieces
from tallystick.export.shape import CellKind, NamedColumn

if TYPE_CHECKING:
    import pyarrow

GROUP_ROWS = 10_000
GROUP_CHARACTERS = 16_000_000  # of text, in a group: what waits in memory


class ParquetFile:
    """The bytes of a Parquet file with these rows, a piece at a time.

    Raises, while it is made:
        ExportError: pyarrow is not installed.
    """

    def __init__(self, rows: Iterable[Row], *, columns: Sequence[NamedColumn]) -> None:
        if find_spec("pyarrow") is None:
            raise ExportError(
                "TLY-2303 export-package  --format parquet needs the package pyarrow, which is not installed\n"
                '  next: pip install "tallystick[tables]", or use --format csv'
            )
        self._rows = rows
        self._columns = columns

    def __iter__(self) -> Iterator[bytes]:
        from pyarrow import parquet

        schema = _schema(self._columns)
        with tempfile.TemporaryFile(prefix="tallystick-") as file:
            with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
                for group in _groups(self._rows):
                    writer.write_table(_table(group, schema))
            yield from read_pieces(file)


def _schema(columns: Sequence[NamedColumn]) -> pyarrow.Schema:
    import pyarrow

    kinds = {CellKind.TEXT: pyarrow.string(), CellKind.INTEGER: pyarrow.int64(), CellKind.NUMBER: pyarrow.float64()}
    return pyarrow.schema([(column.name, kinds[column.kind]) for column in columns])


def _table(rows: Sequence[Row], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    return pyarrow.Table.from_pylist([{name: _whole(cell) for name, cell in row.items()} for row in rows], schema)


def _whole(cell: object) -> object:
    """A text that UTF-8 can hold: half a character, as broken input leaves it, becomes "?"."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(cell) for cell in row.values() if isinstance(cell, str))
        if len(group) == GROUP_ROWS or characters >= GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group
