"""CSV (RFC 4180, UTF-8): one row a record. No cell of text can be taken for a formula, and no number is touched."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tallystick.export.columns import Cell

_FORMULA = re.compile(r"[\s\x00-\x20\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2069]*[=+\-@|%＝＋－＠｜％]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def export_csv(
    records: Iterable[dict[str, Any]], *, row_of: Callable[[dict[str, Any]], dict[str, Cell]]
) -> Iterator[bytes]:
    """A header and one row a record; without records, nothing but an empty line."""
    written = False
    for record in records:
        row = row_of(record)
        if not written:
            yield _line(list(row))
            written = True
        yield _line([safe_cell(cell) for cell in row.values()])
    if not written:
        yield b"\r\n"


def rows_as_csv(rows: Iterable[dict[str, Cell]], *, names: Sequence[str]) -> Iterator[bytes]:
    """A header of these names and one line a row, which has them in this order; without rows, the header."""
    yield _line(names)
    for row in rows:
        yield _line([safe_cell(cell) for cell in row.values()])


def safe_cell(cell: Cell) -> Cell:
    """The cell, with `'` before a text that a spreadsheet would run; control characters become spaces."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub(" ", cell)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _line(cells: Sequence[Cell]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "replace")
