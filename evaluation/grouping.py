"""Grouping and copies of one half: B-cubed over accounts with a gold incident, pairs of reports in one lineage."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evaluation.public.partitions import bcubed_shares
from tallystick.pipeline import MemoryShelf, weigh_all

if TYPE_CHECKING:
    from evaluation.gate import Gate


def score_grouping(gate: Gate) -> None:
    """Link and weigh all reports of the half together; score groups and lineages."""
    told = gate.told.values()
    shelf = MemoryShelf.of((t.report for t in told), (a for t in told for a in t.accounts))
    weighed = weigh_all(shelf, standing={}, tools=gate.tools)
    _score_groups(gate, dict(weighed.homes))
    _score_copies(gate, {id_: verdict.lineage for id_, verdict in weighed.verdicts.items()})


def _score_groups(gate: Gate, homes: dict[str, str]) -> None:
    gold: dict[str, str] = {}
    said: dict[str, str] = {}
    report: dict[str, str] = {}
    for one in gate.golds:
        name = one.header["id"]
        for label, account in gate.pairs[name].items():
            incident = (one.header.get("accounts") or {})[label].get("incident")
            if incident is not None:
                gold[account.id] = incident
                said[account.id] = homes.get(account.id, account.id)
                report[account.id] = name
    by_gold, by_said = defaultdict(set), defaultdict(set)
    for id_, incident in gold.items():
        by_gold[incident].add(id_)
        by_said[said[id_]].add(id_)
    for id_, (precision, recall) in bcubed_shares(gold, said).items():
        incident = gold[id_]
        gate.scores["grouping, precision"].add(report[id_], right=round(1000 * precision), said=1000, gold=1000)
        gate.scores["grouping, recall"].add(report[id_], right=round(1000 * recall), said=1000, gold=1000)
        if precision < 1:
            others = sorted(report[o] for o in by_said[said[id_]] - by_gold[incident])
            gate.errors.append(("grouping", report[id_], f"merged with {others}", incident))
        if recall < 1:
            others = sorted(report[o] for o in by_gold[incident] - by_said[said[id_]])
            gate.errors.append(("grouping", report[id_], f"kept from {others}", incident))


def _score_copies(gate: Gate, lineages: dict[str, str]) -> None:
    parent = {g.header["id"]: g.header["id"] for g in gate.golds}
    for one in gate.golds:
        if one.header.get("copy_of") in parent:
            parent[one.header["id"]] = one.header["copy_of"]

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    names = [g.header["id"] for g in gate.golds]
    ids = {name: gate.told[name].report.id for name in names}
    score = gate.scores["copies"]
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            gold, said = root(a) == root(b), lineages[ids[a]] == lineages[ids[b]]
            if gold or said:
                score.add(a, right=int(gold and said), said=int(said), gold=int(gold))
            if gold != said:
                gate.errors.append(("copies", a, f"gold {gold} said {said}", b))
