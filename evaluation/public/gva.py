"""Reports of shootings grouped by the registry's incident, all together, and the registry's killed and injured.

A report's incident is that of its leading account: main before recalled, then the one with most claims, then the
first in the text. A report without an account in an incident is alone. Reports that the registry lists under two
incidents are read with the others and not scored. The registry's figures are final, and a zero there is a known one:
we have a zero only where a text says so. So equality is given twice: with what nobody told taken as
different from zero, and as zero. An incident of the registry is held by the incident of ours with most of its reports.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.public.figures import Outcome, Row
from evaluation.public.partitions import agree_bcubed, agree_pairs, labels_of
from evaluation.public.pooled import Effort, Pool, item_of, members_of, pool_items
from evaluation.public.texts import SEED
from tallystick.export.columns import toll_range
from tallystick.pipeline import Tools
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.read.raw import RawItem

FOLDER = "gva"
DOCUMENTS = "documents_2013_2015.jsonl"
INCIDENTS = "incidents_2013_2015.jsonl"
Toll = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The reports as items, the one incident of each that has one, and killed and injured of each incident."""

    items: tuple[RawItem, ...]
    incident_of: Mapping[str, str]
    tolls: Mapping[str, tuple[int, int]]
    whole: int  # reports in the folder


def load_registry(folder: Path, *, sample: int | None = None) -> Registry:
    """The registry, or of it whole incidents, drawn with a seed, until they have at least `sample` reports."""
    rows = _rows(folder / DOCUMENTS)
    listed: dict[str, set[str]] = {}
    for row in rows:
        listed.setdefault(row["id"], set()).add(row["incident"])
    incidents = sorted({row["incident"] for row in rows})
    chosen = set(incidents if sample is None else _drawn(incidents, rows, sample))
    tolls = {row["incident"]: (row["num_killed"], row["num_injured"]) for row in _rows(folder / INCIDENTS)}
    items = {row["id"]: _item(row) for row in rows if row["incident"] in chosen}
    return Registry(
        items=tuple(items.values()),
        incident_of={id_: min(listed[id_]) for id_ in items if len(listed[id_]) == 1},
        tolls={incident: toll for incident, toll in tolls.items() if incident in chosen},
        whole=len(listed),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _drawn(incidents: Sequence[str], rows: Sequence[Mapping[str, Any]], sample: int) -> list[str]:
    sizes = Counter(row["incident"] for row in rows)
    order, reports = random.Random(SEED).sample(incidents, len(incidents)), 0
    for count, incident in enumerate(order):
        if reports >= sample:
            return order[:count]
        reports += sizes[incident]
    return order


def _item(row: Mapping[str, Any]) -> RawItem:
    return item_of(row["id"], text=row["content"], title=row["title"], published=row["dct"])


def told_tolls(pool: Pool, groups: Mapping[str, str], incident_of: Mapping[str, str]) -> dict[str, tuple[Toll, Toll]]:
    """Killed and injured (low, high) by our incident that holds most reports of each of the registry's."""
    told: dict[str, tuple[Toll, Toll]] = {}
    for incident, reports in members_of(incident_of).items():
        held = Counter(groups[report] for report in reports if report in groups)
        if not held:
            told[incident] = ((None, None), (None, None))
            continue
        ours = pool.incidents[min(held, key=lambda id_: (-held[id_], id_))]
        killed, injured = (toll_range(dict(ours), field) for field in (ClaimField.KILLED, ClaimField.INJURED))
        told[incident] = (killed, injured)
    return told


def toll_is(said: Toll, gold: int, *, untold: int | None) -> bool:
    """Both ends are the gold figure; where nobody told any, `untold` stands for it."""
    return (untold if said == (None, None) else said[0], untold if said == (None, None) else said[1]) == (gold, gold)


def measure(folder: Path, *, tools: Tools, effort: Effort) -> Outcome:
    """The rows of all reports, or of a sample of whole incidents."""
    registry = load_registry(folder, sample=effort.sample)
    pool = pool_items(registry.items, tools=tools, effort=effort)
    groups = pool.groups()
    labels = labels_of(registry.incident_of, groups)
    rows = [
        agree_bcubed(labels).row(FOLDER, "reports to incident, B-cubed", published="reach .90"),
        agree_pairs(labels).row(FOLDER, "reports to incident, pairs"),
        *_toll_rows(told_tolls(pool, groups, registry.incident_of), registry.tolls),
        *pool.coverage(FOLDER),
    ]
    notes = []
    if len(registry.items) < registry.whole:
        notes.append(
            f"gva: a sample, {len(registry.items)} of {registry.whole} reports, of incidents drawn with seed {SEED}."
        )
    if twice := len(registry.items) - len(registry.incident_of):
        notes.append(f"gva: {twice} reports that stand under two incidents are read and not scored.")
    if pool.refused():
        notes.append(f"gva: {pool.refused()} reports were set aside or refused; each is alone.")
    return Outcome(rows=rows, notes=notes)


def _toll_rows(told: Mapping[str, tuple[Toll, Toll]], gold: Mapping[str, tuple[int, int]]) -> list[Row]:
    rows = []
    for untold, words in ((0, "untold is 0"), (None, "untold is none")):
        right = {
            incident: tuple(toll_is(toll, n, untold=untold) for toll, n in zip(tolls, gold[incident], strict=True))
            for incident, tolls in told.items()
        }
        for name, hits in (
            ("killed and injured", sum(all(pair) for pair in right.values())),
            ("killed", sum(pair[0] for pair in right.values())),
            ("injured", sum(pair[1] for pair in right.values())),
        ):
            rows.append(
                Row(
                    benchmark=FOLDER,
                    measure=f"share of incidents, {name} as registered ({words})",
                    figure=hits / (len(right) or 1),
                    published="reach .80" if name == "killed and injured" else "-",
                    items=len(right),
                )
            )
    return rows
