"""Both MUC-4 scores over tst1 and tst2, which are the public development half here."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from evaluation.public.figures import Outcome, Row, Tally, row_of
from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Template, parse_keys
from evaluation.public.muc4.roles import ROLES, gold_entities, is_alike, is_same, score_role, told_entities
from evaluation.public.muc4.scoring import Marks, Scores, score_message
from evaluation.public.muc4.templates import templates_of
from evaluation.public.texts import read_whole
from tallystick.pipeline import Tools

FOLDER = "muc4"
SETS = ("tst1", "tst2")
PUBLISHED = {
    keys.DATE: "0.59",
    keys.LOCATION: "0.61",
    keys.TYPE: "0.75",
    keys.PERP_ORG: "0.48",
    keys.CONFIDENCE: "0.27",
    keys.HUM_NUMBER: "0.61",
    keys.HUM_EFFECT: "0.57",
}
_MESSAGE = re.compile(r"^((?:TST\d|DEV)-MUC\d-\d{4})\b.*$", re.M)
_DAY = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_HEAD = 400  # characters: the byline stands in them
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def split_messages(text: str) -> Iterator[tuple[str, str]]:
    """(message id, its text without the line of the id), in order."""
    parts = _MESSAGE.split(text)
    yield from ((parts[at], parts[at + 1].strip()) for at in range(1, len(parts), 2))


def day_of(text: str) -> date | None:
    """The day that a message's byline prints: what the message header gives."""
    found = _DAY.search(text[:_HEAD])
    try:
        return date(1900 + int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found else None
    except ValueError:
        return None


def answer(message: str, text: str, *, tools: Tools) -> tuple[Template, ...]:
    """The templates of one message, through the whole path."""
    written = day_of(text)
    read = read_whole(message, text, tools=tools, published=written.isoformat() if written else None)
    return templates_of(read.told.accounts, message=message, written=written)


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of MUC-4."""
    key: dict[str, tuple[Template, ...]] = {}
    said: dict[str, tuple[Template, ...]] = {}
    for name in SETS:
        for path in sorted((folder / name).glob("key-*")):
            key |= parse_keys(path.read_text(encoding="latin-1"))
        for path in sorted((folder / name).glob("tst*")):
            for message, text in split_messages(path.read_text(encoding="latin-1")):
                said[message] = answer(message, text, tools=tools)
    rows = _slot_rows(key, said)
    documents = [json.loads(line) for line in (folder / "dev.json").read_text(encoding="utf-8").splitlines() if line]
    for label, matches, published in (("exact", is_same, "0.50 to 0.58"), ("head", is_alike, "-")):
        tallies: dict[str, Tally] = defaultdict(Tally)
        for document in documents:
            for role in ROLES:
                entities = told_entities(said.get(document["docid"], ()), role)
                score_role(gold_entities(document, role), entities, tallies[role], matches=matches)
        every = Tally()
        for tally in tallies.values():
            every.add(right=tally.right, said=tally.said, gold=tally.gold)
        rows.append(row_of(FOLDER, f"five roles, {label} match", every, published=published))
        rows += [row_of(FOLDER, f"- {role}, {label}", tallies[role]) for role in ROLES]
    notes = ["muc4: published all-slots figures were scored with a person at the scorer, on other test sets."]
    return Outcome(rows=rows, notes=notes)


def _slot_rows(key: Mapping[str, tuple[Template, ...]], said: Mapping[str, tuple[Template, ...]]) -> list[Row]:
    scores = Scores()
    for message, templates in key.items():
        score_message(templates, said.get(message, ()), scores)
    rows = [
        _row("all slots, ALL TEMPLATES", scores.total(), published="0.559, 0.572"),
        _row("all slots, MATCHED ONLY", scores.total(matched_only=True)),
        _row("templates found", scores.templates),
    ]
    return rows + [
        _row(f"- {keys.SLOT_NAMES[slot]}", scores.slot(slot), published=PUBLISHED.get(slot, "-")) for slot in keys.SLOTS
    ]


def _row(measure_: str, marks: Marks, *, published: str = "-") -> Row:
    return row_of(FOLDER, measure_, Tally(marks.credit, marks.actual, marks.possible), published=published)
