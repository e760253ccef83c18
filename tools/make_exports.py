"""Write docs/exports.md: every column of every table that `export` makes, with its rule, as the code declares it.

Run `python -m tools.make_exports` after changing a column; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tallystick.export.acled import ACLED
from tallystick.export.ged import GED
from tallystick.export.shape import Column, NamedColumn
from tallystick.export.tables import ACCOUNTS, INCIDENTS, REPORTS

TARGET = Path(__file__).resolve().parent.parent / "docs/exports.md"

HEAD = """# Tables: a rule for every column

Made by `python -m tools.make_exports` from the columns as the code declares them: change those, not this page. The
page of the [records](records.md) tells what a report, an account and an incident hold, the [codebook](codebook.md) what
their words mean, and the page of the [commands](commands.md#export) how to write these files. An empty cell means "not
known", never zero.

| `--format` | for | is |
|---|---|---|
| `acled` | incidents | CSV in the columns of the ACLED codebook of March 2023: `acled-like@2023-03` |
| `ged` | incidents | CSV in the columns of the UCDP Georeferenced Event Dataset 25.1: `ged-like@25.1` |
| `csv` | reports, accounts, incidents | the plain tables below |
| `xlsx`, `parquet` | reports, accounts, incidents | the same columns; they need `pip install "tallystick[tables]"` |
| `geojson` | incidents | one feature an incident, with the columns of [Incidents](#incidents) but `lat`, `lon` |
| `jsonl` | reports, accounts, incidents | no table: the whole [records](records.md), one JSON object a line |

The two shapes follow the columns of those data sets and, where reports allow it, their rules. They are not their data,
and nobody at ACLED or UCDP has coded them. Beside each file, `FILE.meta.json` names the shape, and counts what was
left out by reason: seen = rows + left out.

Cells may hold line breaks and commas, in quotes: open the files with a spreadsheet or a CSV library. A program that
splits them at line ends loses rows.
"""

_ACLED = """Left out: discounted incidents, those without a country, and those whose time is not known, open at one
end, without a year or vaguer than a month. After ACLED's columns come the incident's id, voices and grade.

One incident is one row, also where it is a campaign told as one (`clarity` aggregated): ACLED's coders would write a
row for each day and place. “Several” and “few” always count as 3; there they may be 10 by context."""

_GED = """Left out: discounted incidents, those whose dead nobody counts in figures, those without a country, and those
whose time is not known, open at one end, without a year or vaguer than a year. After UCDP's columns come the
incident's id, voices and grade."""

_ACCOUNTS = """CSV, xlsx and Parquet. Where several claims are made on a time, a place or a count, the first in the text
stands here; doers, targets and means are all listed. The JSON Lines hold every claim."""

SECTIONS = (
    (f"acled: {ACLED.name}", _ACLED, ACLED.columns),
    (f"ged: {GED.name}", _GED, GED.columns),
    ("Incidents", "CSV, xlsx and Parquet.", INCIDENTS),
    ("Accounts", _ACCOUNTS, ACCOUNTS),
    ("Reports", "CSV, xlsx and Parquet.", REPORTS),
)


def exports_page() -> str:
    """The page as Markdown."""
    parts = [HEAD, *(f"## {title}\n{about}\n\n{_table(columns)}\n" for title, about, columns in SECTIONS)]
    return "\n".join(parts)


def _table(columns: Iterable[Column[object] | NamedColumn]) -> str:
    rows = [f"| `{column.name}` | {column.kind.value} | {column.rule} |" for column in columns]
    return "\n".join(["| column | holds | rule |", "|---|---|---|", *rows])


def main() -> None:
    """Write the page."""
    TARGET.write_text(exports_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
