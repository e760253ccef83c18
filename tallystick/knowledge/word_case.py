"""How words are written: which are lower case in running text, and which are in capitals throughout.

`data/word_case.csv` is counted by `python -m tools.word_case` over our own training reports; words that it does not
hold are taken for names.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "word_case.csv"


@cache
def load_word_case() -> dict[str, str]:
    """Each word, in lower case, as running text writes it."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {row["word"].lower(): row["word"] for row in csv.DictReader(file)}
