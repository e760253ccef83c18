"""Writes the table of kept GeoNames kinds into docs/gazetteer.md: `python -m tools.make_kinds`."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

from tallystick.knowledge.geonames import KINDS_TABLE

TARGET = Path(__file__).resolve().parent.parent / "docs" / "gazetteer.md"
BEGIN, END = "<!-- kinds -->\n", "<!-- /kinds -->"


def kinds_table() -> str:
    """The kinds with their codes, precision and radius, as Markdown."""
    lines = ["| kept as | GeoNames class and code | precision | radius, km |", "|---|---|---|---:|"]
    with KINDS_TABLE.open(encoding="utf-8", newline="") as stream:
        for (kind, precision, radius), rows in groupby(
            csv.DictReader(stream), key=lambda row: (row["kind"], row["precision"], row["radius_km"])
        ):
            codes = ", ".join(f"{row['class']}.{row['code']}" for row in rows)
            lines.append(f"| {kind} | {codes.replace('P.*', 'all of class P')} | {precision} | {radius} |")
    return "\n".join(lines) + "\n"


def gazetteer_page(page: str) -> str:
    """The page with its table as the kinds stand."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{kinds_table()}{END}{after}"


if __name__ == "__main__":
    TARGET.write_text(gazetteer_page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
