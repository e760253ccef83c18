"""The tables of knowledge/data, row by row."""

from __future__ import annotations

import csv
from importlib import resources


def load_rows(name: str) -> list[dict[str, str]]:
    """The rows of this table in its order, by column; a line that begins with "#" is a remark."""
    text = resources.files("tallystick.knowledge").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
