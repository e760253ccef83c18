"""Write tallystick/records/vocabulary.py from vocabulary.yml and the event-type table.

Run `python -m tools.make_vocabulary` after changing either; a test holds them together.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tallystick/records/vocabulary.yml"
EVENT_TYPES = ROOT / "tallystick/knowledge/data/event_types.csv"
TARGET = ROOT / "tallystick/records/vocabulary.py"

HEAD = '''"""The closed vocabularies, made from vocabulary.yml and event_types.csv by tools/make_vocabulary.py."""

from enum import StrEnum
'''


def _member(word: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", word.upper()).strip("_")


def vocabulary_source() -> str:
    """The Python source of the vocabulary module."""
    out = [HEAD]
    for name, entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8")).items():
        out.append(f'\n\nclass {name}(StrEnum):\n    """{entry["about"]}"""\n')
        out += [f'    {_member(word)} = "{word}"' for word in entry["words"]]
        out.append("")
    about = "ACLED sub-event types, in ACLED's order of rank: the first that fits wins."
    out.append(f'\n\nclass EventType(StrEnum):\n    """{about}"""\n')
    with EVENT_TYPES.open(encoding="utf-8", newline="") as lines:
        out += [f'    {_member(row["sub_event_type"])} = "{row["sub_event_type"]}"' for row in csv.DictReader(lines)]
    return "\n".join(out) + "\n"


def main() -> None:
    """Write the module."""
    TARGET.write_text(re.sub(r"\n\n\n\n+", "\n\n\n", vocabulary_source()), encoding="utf-8")


if __name__ == "__main__":
    main()
