"""Linking measured on pairs: which pairs of one incident are brought together at all, and what a score is worth.

`python -m evaluation.linkpairs` takes three labelled sets. Develop: the accounts of the develop half that match a
gold account with an incident, among all accounts of the half. Stories: the same of the develop stories. GVA: the
leading account of each report that the registry lists under one incident, among all accounts of these reports; where
a report tells several shootings its leading account may be another one than the registry's, so a little of the error
is the label's.

Recall of candidates is over pairs of labelled accounts of two reports with one incident; beside it stands how many
accounts each is compared with. Linking's weights are fitted on these sets (training/links.py), so the figures of
pairs left out that it prints are the fresh ones. The calibration error
(ECE, ten bins of one width) is over labelled pairs that were brought together and so got a score; a banned pair has the
score 0. Most such pairs are plainly different, which flatters the error: it stands also for pairs of which neither
a ban nor a score under 0.05 says so.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from evaluation.gate import load_half, pair_accounts, report_of
from evaluation.inline import AnnotatedReport
from evaluation.public import gva
from evaluation.public.pooled import Effort, lead_account, tell_items
from evaluation.public.told_shelf import check_folder
from evaluation.storyset import load_stories
from tallystick.pipeline import READERS, Told, Tools, load_tools, tell_report
from tallystick.records.vocabulary import Standing
from tallystick.stages.link.candidates import find_candidates
from tallystick.stages.link.clusters import CONCEIVABLE
from tallystick.stages.link.features import Features, features_of, is_linkable
from tallystick.stages.link.likeness import Comparing
from tallystick.stages.link.rarity import count_rarity

BINS = 10
DEFAULT_BENCH = Path("../shared/bench")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two labelled accounts of two reports (ids, the smaller first): whether they are one incident, and their score.

    `score` is null where the two were not brought together.
    """

    accounts: tuple[str, str]
    same: bool
    score: float | None = None
    banned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The features of all accounts of a set, and the incident of those accounts that have a label."""

    features: Sequence[Features]
    incident_of: Mapping[str, str]

    @property
    def ordered(self) -> list[Features]:
        """The features in order of id."""
        return sorted(self.features, key=lambda f: f.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Scored pairs of one range of scores: how many, their mean score, and the share that is one incident."""

    pairs: int
    score: float
    same: float


def compared_pairs(features: Sequence[Features]) -> Iterator[tuple[int, int, Comparing]]:
    """Index pairs that linking compares, the smaller first; `features` are in order of id."""
    number: dict[str, int] = {}
    reports = [number.setdefault(f.report, len(number)) for f in features]
    rarity = count_rarity(features)
    comparing = Comparing(features, rarity)
    for account, others in find_candidates(features, reports=reports, rarity=rarity):
        for other in others:
            yield min(account, other), max(account, other), comparing


def label_pairs(labelled: Labelled) -> list[Pair]:
    """All pairs of labelled accounts that are one incident or were brought together."""
    ordered, incident_of = labelled.ordered, labelled.incident_of
    pairs: dict[tuple[str, str], Pair] = {}
    for i, j, comparing in compared_pairs(ordered):
        a, b = ordered[i], ordered[j]
        if a.id in incident_of and b.id in incident_of:
            score = comparing.score(i, j)
            same = incident_of[a.id] == incident_of[b.id]
            pairs[a.id, b.id] = Pair(accounts=(a.id, b.id), same=same, score=score or 0.0, banned=score is None)
    for a, b in combinations((f for f in ordered if f.id in incident_of), 2):
        if incident_of[a.id] == incident_of[b.id] and a.report != b.report and not (a.background and b.background):
            pairs.setdefault((a.id, b.id), Pair(accounts=(a.id, b.id), same=True))
    return [pairs[key] for key in sorted(pairs)]


def candidate_recall(pairs: Iterable[Pair]) -> tuple[int, int]:
    """How many pairs of one incident were brought together, and how many there are."""
    same = [pair for pair in pairs if pair.same]
    return sum(pair.score is not None for pair in same), len(same)


def calibrate(pairs: Iterable[Pair], *, least: float = 0.0) -> tuple[float, list[Bin]]:
    """The expected calibration error (0-1) of scores from `least` on, and the bins that are not empty."""
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for pair in pairs:
        if pair.score is not None and pair.score >= least:
            binned[min(BINS - 1, int(pair.score * BINS))].append((pair.score, pair.same))
    bins = [
        Bin(pairs=len(each), score=sum(s for s, _ in each) / len(each), same=sum(same for _, same in each) / len(each))
        for each in binned
        if each
    ]
    total = sum(one.pairs for one in bins)
    return sum(one.pairs * abs(one.score - one.same) for one in bins) / (total or 1), bins


def develop_labels(tools: Tools) -> Labelled:
    """The accounts of the develop half."""
    return _gold_labels(load_half("develop"), tools)


def story_labels(tools: Tools) -> Labelled:
    """The accounts of the develop stories."""
    return _gold_labels([report for story in load_stories("develop") for report in story.reports], tools)


def _gold_labels(golds: Iterable[AnnotatedReport], tools: Tools) -> Labelled:
    told, incident_of = [], {}
    for gold in golds:
        one = tell_report(report_of(gold), tools=tools)
        told.append(one)
        heads = gold.header.get("accounts") or {}
        for label, account in pair_accounts(gold, one.accounts).items():
            if heads[label].get("incident") is not None and is_linkable(account):
                incident_of[account.id] = heads[label]["incident"]
    return Labelled(features=features_of_all(told, tools=tools), incident_of=incident_of)


def gva_labels(folder: Path, *, tools: Tools, effort: Effort) -> Labelled:
    """The accounts of the registry's reports; those that lead theirs have a label."""
    registry = gva.load_registry(folder, sample=effort.sample)
    told = tell_items(registry.items, tools=tools, effort=effort)
    incident_of = {}
    for name, incident in registry.incident_of.items():
        linkable = {account.id: "" for account in told[name].accounts if is_linkable(account)}
        account = lead_account(told[name].accounts, linkable)
        if account is not None and account.standing is Standing.MAIN:
            incident_of[account.id] = incident
    return Labelled(features=features_of_all(told.values(), tools=tools), incident_of=incident_of)


def features_of_all(told: Iterable[Told], *, tools: Tools) -> list[Features]:
    """What linking compares of all these reports."""
    return [
        features_of(
            account,
            published=one.report.published,
            title=one.report.title,
            outlet=one.report.outlet,
            country_of=tools.gazetteer.country,
        )
        for one in told
        for account in one.accounts
        if is_linkable(account)
    ]


def format_labelled(name: str, labelled: Labelled) -> str:
    """How many accounts of a set each is compared with."""
    compared = sum(1 for _ in compared_pairs(labelled.ordered))
    return f"{name}: {len(labelled.features)} accounts, {compared / (len(labelled.features) or 1):.1f} comparisons each"


def format_pairs(name: str, pairs: Sequence[Pair]) -> str:
    """The figures of one set, with its bins."""
    met, same = candidate_recall(pairs)
    whole, bins = calibrate(pairs)
    open_pairs = [pair for pair in pairs if not pair.banned]
    narrow, _ = calibrate(open_pairs, least=CONCEIVABLE)
    scored = sum(one.pairs for one in bins)
    conceivable = sum(pair.score is not None and pair.score >= CONCEIVABLE for pair in open_pairs)
    lines = [
        f"{name}: {met} of {same} pairs of one incident brought together ({met / (same or 1):.4f})",
        f"  calibration error {whole:.4f} over {scored} scored pairs",
        f"  calibration error {narrow:.4f} over the {conceivable} of them that score {CONCEIVABLE} or more",
        "    pairs    score     same",
    ]
    return "\n".join(lines + [f"  {one.pairs:7} {one.score:8.3f} {one.same:8.3f}" for one in bins])


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.linkpairs", description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path(os.environ.get("BENCH_DIR") or DEFAULT_BENCH))
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    parser.add_argument("--workers", type=int, default=1, help="processes that read gva (1)")
    parser.add_argument("--sample", type=int, help="about so many reports of gva, whole incidents")
    parser.add_argument("--scratch", type=Path, help="a folder outside the repository that keeps gva's told reports")
    args = parser.parse_args(argv)
    if args.scratch is not None:
        try:
            check_folder(args.scratch)
        except ValueError as error:
            parser.error(str(error))
    tools = load_tools(args.reader)
    labelled = {"develop": develop_labels(tools), "stories": story_labels(tools)}
    folder = args.bench / gva.FOLDER
    if folder.is_dir():
        effort = Effort(reader=args.reader, workers=args.workers, sample=args.sample, scratch=args.scratch)
        name = "gva" if args.sample is None else f"gva, a sample of about {args.sample} reports"
        labelled[name] = gva_labels(folder, tools=tools, effort=effort)
    else:
        print(f"gva: skipped, no folder {folder}; give --bench or BENCH_DIR")
    print(f"Reader: {args.reader}.")
    sets = {}
    for name, one in labelled.items():
        print(format_labelled(name, one))
        sets[name] = label_pairs(one)
    sets["all"] = [pair for pairs in tuple(sets.values()) for pair in pairs]
    for name, pairs in sets.items():
        print(format_pairs(name, pairs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
