"""Reports of two events each of some topics, put to their event: the corpus's own sub-topics, `ecb` and `ecbplus`.

All reports of the chosen topics are told and linked together. The texts are given as tokens and without a day of
publication: sentences are put together again, each a paragraph; the address that stands as the first sentence of the
`ecbplus` texts is left out. A report's incident is that of its leading account, as for gva; one without is alone.
An `ecbplus` sub-topic may hold more than one event of its kind: that is counted as the corpus has it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from evaluation.public.figures import Outcome
from evaluation.public.partitions import agree_bcubed, agree_pairs, labels_of
from evaluation.public.pooled import Effort, item_of, pool_items
from tallystick.pipeline import Tools
from tallystick.stages.read.raw import RawItem

FOLDER = "ecbplus"
TEXTS = Path("ECB+_LREC2014") / "ECB+"
TEST_TOPICS = range(36, 46)  # the official test topics, which nobody reads

# Fixed on 2026-11-27, before the first run. The corpus comes without its list of seminal events, so the first words
# (at most 28) of one text of each sub-topic stood for it; of topics 36 to 45 none was read. In are those of which
# both events are violence by people; fires, traffic, thefts without anybody hurt, deaths in custody, trials of other
# kinds, sport, film, business and earthquakes are out.
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "8": "bombs in two banks kill people",
        "12": "attacks of pirates on ships, foiled by a navy",
        "13": "arson attacks on a church",
        "16": "murders of sheriff's deputies by gang members, and the arrests for them",
        "18": "shootings in two offices",
        "19": "riots after a teenager was killed by police, in two countries",
        "22": "people shot at their work, two occurrences",
        "32": "two double murders within a family",
        "33": "people killed by stray bullets in two streets, told at the trials",
    }
)
_NAME = re.compile(r"(?P<topic>\d+)_(?P<number>\d+)(?P<part>ecb|ecbplus)\.xml")
_BEFORE = re.compile(r" (?=[.,;:?!%)\]}]|n't\b|['’](?:s|re|ve|ll|d|m)\b|''|”)")
_AFTER = re.compile(r"(?<=[(\[{$£€“]) |(?<=``) ")
_WITHIN = re.compile(r"(?<=\d)(?P<mark>[:,]) (?=\d)|(?<=\w) - (?=\w)")


def load_items(folder: Path) -> tuple[tuple[RawItem, ...], dict[str, str]]:
    """The reports of the chosen topics in order, and the sub-topic of each ("8ecb")."""
    items, gold = [], {}
    for topic in TOPICS:
        paths = {path: match for path in (folder / TEXTS / topic).glob("*.xml") if (match := _NAME.match(path.name))}
        for path in sorted(paths, key=lambda path: (paths[path]["part"], int(paths[path]["number"]))):
            part = paths[path]["part"]
            items.append(item_of(path.name, text=text_of(path, linked=part == "ecbplus")))
            gold[path.name] = f"{topic}{part}"
    return tuple(items), gold


def text_of(path: Path, *, linked: bool) -> str:
    """The sentences of a file, a blank line between two; `linked` leaves out the address it begins with."""
    sentences: dict[int, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    lines = [_joined(words) for number, words in sorted(sentences.items()) if not (linked and number == 0)]
    return "\n\n".join(line for line in lines if line)


def _joined(words: list[str]) -> str:
    text = _AFTER.sub("", _BEFORE.sub("", " ".join(" ".join(words).split())))
    return _WITHIN.sub(lambda match: match["mark"] or "-", text)


def measure(folder: Path, *, tools: Tools, effort: Effort) -> Outcome:
    """The rows of the chosen topics; a sample is their first reports of each sub-topic."""
    items, gold = load_items(folder)
    whole = len(items)
    if effort.sample is not None:
        items = _first_of_each(items, gold, effort.sample)
        gold = {item.address: gold[item.address] for item in items}
    pool = pool_items(items, tools=tools, effort=effort)
    labels = labels_of(gold, pool.groups())
    rows = [
        agree_bcubed(labels).row(FOLDER, "reports to sub-event, B-cubed", published="reach .90"),
        agree_pairs(labels).row(FOLDER, "reports to sub-event, pairs"),
        *pool.coverage(FOLDER),
    ]
    notes = [f"ecbplus: topics {', '.join(TOPICS)} in one pool; no day of publication is given."]
    if len(items) < whole:
        notes.append(f"ecbplus: a sample, the first reports of each sub-topic, {len(items)} of {whole}.")
    return Outcome(rows=rows, notes=notes)


def _first_of_each(items: tuple[RawItem, ...], gold: Mapping[str, str], sample: int) -> tuple[RawItem, ...]:
    """As many of each sub-topic as bring at most `sample` reports, one of each at least."""
    most = max(1, sample // (len(set(gold.values())) or 1))
    taken: dict[str, int] = {}
    kept = []
    for item in items:
        part = gold[item.address]
        taken[part] = taken.get(part, 0) + 1
        if taken[part] <= most:
            kept.append(item)
    return tuple(kept)
