"""CSV (RFC 4180, UTF-8): one row a record. No cell of text can be taken for a formula, and no number is touched."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Cell = str | int | float | bool | None

_FORMULA = re.compile(r"[\s\x00-\x20\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2069]*[=+\-@|%＝＋－＠｜％]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def export_csv(
    records: Iterable[dict[str, Any]], *, row_of: Callable[[dict[str, Any]], dict[str, Cell]]
) -> Iterator[bytes]:
    """A header and one row a record; without records, nothing but an empty line."""
    buffer = io.StringIO()
    writer: Any = None
    for record in records:
        row = row_of(record)
        if writer is None:
            writer = csv.DictWriter(buffer, fieldnames=list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: safe_cell(cell) for name, cell in row.items()})
        yield _taken(buffer)
    if writer is None:
        yield b"\r\n"


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


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")
