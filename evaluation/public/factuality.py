"""How sure the writer is that each predicate happened: the modality of our acts against the gold -3 to 3.

| our act | value |
|---|---:|
| asserted | 3 |
| alleged | 1.5 |
| planned | 0.5 |
| hypothetical | 0 |
| denied | -3 |

An asserted act on the word of a source whose cue doubts or denies takes the cue's modality. Our acts are acts of
conflict: nearly all predicates of these texts are none. "on marked" scores those that an act overlaps; "all" takes
3 for every other, and stands beside 3 for all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.public.figures import Outcome, Row
from evaluation.public.texts import read_as_is
from tallystick.pipeline import Tools
from tallystick.records.mention import ActMention, Reading
from tallystick.records.vocabulary import Modality

FOLDER = "factuality"
SETS = ("UW", "UDS_IH2")
VALUES: Mapping[Modality, float] = {
    Modality.ASSERTED: 3.0,
    Modality.ALLEGED: 1.5,
    Modality.PLANNED: 0.5,
    Modality.HYPOTHETICAL: 0.0,
    Modality.DENIED: -3.0,
}
UNMARKED = 3.0


def targets_of(row: Mapping[str, Any]) -> Iterator[tuple[int, int, float]]:
    """(start, end, gold value) of each predicate, in characters of the row's text, which is split at blanks."""
    ends, at = [], 0
    for word in row["text"].split(" "):
        ends.append((at, at + len(word)))
        at += len(word) + 1
    for target in row["targets"]:
        first, last = target["span1"]
        yield ends[first][0], ends[last - 1][1], float(target["label"])


def value_at(reading: Reading, start: int, end: int) -> float | None:
    """The value of the act at these characters; of several the shortest. None where there is none."""
    acts = [act for act in reading.acts if act.start < end and start < act.end]
    return value_of(min(acts, key=lambda act: (act.end - act.start, act.start)), reading) if acts else None


def value_of(act: ActMention, reading: Reading) -> float:
    """The value of an act's modality, or of the cue it stands under."""
    if act.modality is Modality.ASSERTED:
        for source in reading.sources:
            if source.modality is not Modality.ASSERTED and source.scope_start <= act.start < source.scope_end:
                return VALUES[source.modality]
    return VALUES[act.modality]


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    if not pairs:
        return 0.0
    left, right = (math.fsum(side) / len(pairs) for side in zip(*pairs, strict=True))
    shared = math.fsum((a - left) * (b - right) for a, b in pairs)
    spread = math.fsum((a - left) ** 2 for a, _ in pairs) * math.fsum((b - right) ** 2 for _, b in pairs)
    return shared / math.sqrt(spread) if spread > 1e-12 else 0.0


def mean_error(pairs: Sequence[tuple[float, float]]) -> float:
    """Mean absolute difference; 0 of nothing."""
    return math.fsum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else 0.0


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of both development sets."""
    rows: list[Row] = []
    for name in SETS:
        found: list[tuple[float, float | None]] = []
        lines = (folder / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            row = json.loads(line)
            reading = read_as_is(f"{name}-{number}", row["text"], tools=tools).reading
            found += [(gold, value_at(reading, start, end)) for start, end, gold in targets_of(row)]
        marked = [(gold, value) for gold, value in found if value is not None]
        every = [(gold, UNMARKED if value is None else value) for gold, value in found]
        figures = (
            ("share of predicates marked", len(marked) / len(found) if found else 0.0, found),
            ("Pearson r on marked", pearson(marked), marked),
            ("MAE on marked", mean_error(marked), marked),
            ("MAE on marked, 3 for all", mean_error([(gold, UNMARKED) for gold, _ in marked]), marked),
            ("Pearson r, all", pearson(every), every),
            ("MAE, all", mean_error(every), every),
            ("MAE, 3 for all", mean_error([(gold, UNMARKED) for gold, _ in every]), every),
        )
        rows += [
            Row(benchmark=FOLDER, measure=f"{name}, {measure_}", figure=figure, items=len(items))
            for measure_, figure, items in figures
        ]
    return Outcome(rows=rows)
