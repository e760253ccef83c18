"""Write docs/codebook.md from records/vocabulary.yml and knowledge/data/event_types.csv.

Run `python -m tools.make_codebook` after changing either; a test holds them together.
"""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "tallystick/records/vocabulary.yml"
EVENT_TYPES = ROOT / "tallystick/knowledge/data/event_types.csv"
TARGET = ROOT / "docs/codebook.md"

HEAD = """# Codebook

Every closed vocabulary of the records, and the event types with their neighbours in other schemes. Made by
`python -m tools.make_codebook` from `tallystick/records/vocabulary.yml` and
`tallystick/knowledge/data/event_types.csv`: change those, not this page. What each field means is in
[records.md](records.md).

## EventType
What kind of event. The names are the sub-event types of the ACLED codebook, in its order of rank: where two fit, the
first wins. The PLOVER code is the nearest one; the last column says how UCDP's types of violence would read it, which
hangs on the sides and on deaths as well.

| rank | type | means | ACLED event type | ACLED disorder type | PLOVER | UCDP |
|---:|---|---|---|---|---|---|
"""


def codebook() -> str:
    """The codebook as Markdown."""
    with EVENT_TYPES.open(encoding="utf-8", newline="") as lines:
        rows = [
            "| {rank} | {sub_event_type} | {meaning} | {event_type} | {disorder_type} | {plover} | {ucdp} |".format(
                **row
            )
            for row in csv.DictReader(lines)
        ]
    parts = [HEAD + "\n".join(rows)]
    for name, entry in yaml.safe_load(VOCABULARY.read_text(encoding="utf-8")).items():
        words = "\n".join(f"| `{word}` | {meaning} |" for word, meaning in entry["words"].items())
        parts.append(f"## {name}\n{entry['about']}\n\n| word | means |\n|---|---|\n{words}")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the page."""
    TARGET.write_text(codebook(), encoding="utf-8")


if __name__ == "__main__":
    main()
