"""Workbooks (Office Open XML): one sheet, numbers as numbers, every text as text, the same bytes for the same rows."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.util import find_spec
from math import isfinite
from typing import Any

from tallystick.export.columns import Row
from tallystick.export.files import ExportError, read_pieces

CELL_UNITS = 32_767  # what a cell holds, in UTF-16 code units
DATA_ROWS = 1_048_575  # what a sheet holds below its header
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001  (a workbook's dates have no zone; this one says nothing)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


class Workbook:
    """The bytes of a workbook with these rows, a piece at a time; afterwards `cut_cells` says how many texts were cut.

    Raises, while it is read:
        ExportError: xlsxwriter is not installed, or there are more rows than a sheet holds.
    """

    def __init__(self, rows: Iterable[Row], *, names: Sequence[str], most_rows: int = DATA_ROWS) -> None:
        if find_spec("xlsxwriter") is None:
            raise ExportError(
                "TLY-2303 export-package  --format xlsx needs the package xlsxwriter, which is not installed\n"
                '  next: pip install "tallystick[tables]", or use --format csv'
            )
        self._rows = rows
        self._names = names
        self._most_rows = most_rows
        self.cut_cells = 0

    def __iter__(self) -> Iterator[bytes]:
        import xlsxwriter

        with tempfile.TemporaryDirectory(prefix="tallystick-") as folder, tempfile.TemporaryFile() as file:
            try:
                with xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder}) as book:
                    book.set_properties({"created": _MADE})
                    self._fill(book.add_worksheet("rows"))
            except xlsxwriter.exceptions.FileCreateError as error:
                raise OSError(str(error)) from error
            yield from read_pieces(file)

    def _fill(self, sheet: Any) -> None:
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(self._names):
            sheet.write_string(0, at, name)
        for number, row in enumerate(self._rows, start=1):
            if number > self._most_rows:
                raise ExportError(
                    f"TLY-2304 export-rows  more than {self._most_rows:,} rows: a workbook's sheet holds no more\n"
                    "  kept: any earlier file of that name\n"
                    "  next: export with --format csv or parquet"
                )
            for at, cell in enumerate(row.values()):
                if isinstance(cell, bool):
                    sheet.write_boolean(number, at, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, at, self._fitting(cell))
                elif cell is not None and isfinite(cell):
                    sheet.write_number(number, at, cell)

    def _fitting(self, text: str) -> str:
        text = _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
        if len(text.encode("utf-16-le")) // 2 <= CELL_UNITS:
            return text
        self.cut_cells += 1
        kept = text.encode("utf-16-le")[: 2 * (CELL_UNITS - 1)].decode("utf-16-le", "ignore")
        return kept + "…"
