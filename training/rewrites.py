"""Fits the score of rewrites: `python -m training.rewrites --day 2026-11-27` writes its weights.

Pairs are those of evaluation/retold/choosing.yml, the rewrites of evaluation/told_over.py with the independent pairs of
the develop reports, and the develop stories. Pairs of one outlet are left out, as the score is never asked about
them; those of evaluation/retold/measuring.yml are not looked at.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from evaluation.copies import develop_reports, retold, told_over
from evaluation.gate import report_of
from evaluation.storyset import load_stories
from tallystick.records.report import Report
from tallystick.records.vocabulary import CopyKind
from tallystick.stages.weigh.rewrites import rewrite_terms
from tallystick.stages.weigh.wording import read_wording

TARGET: Final = Path(__file__).resolve().parent.parent / "tallystick/knowledge/data/rewrite_weights.csv"
PENALTY: Final = 1.0  # of the squared weights of terms brought to one spread, in pairs
ROUNDS: Final = 50  # of Newton's method, which needs about ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text held against another that may be its origin, by the terms of the score."""

    terms: Mapping[str, float]
    right: bool


def pair_cases(a: Report, b: Report, *, rewrite: bool) -> Iterator[Case]:
    """Both ways in which one of the two may be told from the other; of a rewrite the likelier."""
    if a.outlet is not None and a.outlet == b.outlet:
        return
    one, other = read_wording(a), read_wording(b)
    ways = [
        rewrite_terms(copy, origin)
        for copy, origin in ((one, other), (other, one))
        if not (copy.report.published and origin.report.published)
        or copy.report.published[:10] >= origin.report.published[:10]
    ]
    if rewrite:
        ways = [max(ways, key=lambda terms: terms["kept"] + terms["names kept"])]
    yield from (Case(terms=terms, right=rewrite) for terms in ways)


def gather_cases() -> list[Case]:
    """All cases that weights are fitted on."""
    cases: list[Case] = []
    develop, marked, independent = develop_reports()
    over, over_pairs = told_over()
    rewrites = [pair for pair, kind in marked.items() if kind == CopyKind.REWRITE] + list(over_pairs)
    cases += _cases((*develop, *over), rewrites, independent)
    cases += _cases(*retold("choosing"))
    for story in load_stories("develop"):
        reports = [report_of(annotated) for annotated in story.reports]
        names = [annotated.header["id"] for annotated in story.reports]
        named = dict(zip(names, reports, strict=True))
        rewrites = [pair for pair, kind in story.copies.items() if kind == CopyKind.REWRITE]
        apart = {frozenset(pair) for pair in combinations(names, 2)} - set(story.copies) - set(story.implied_copies())
        for pairs, rewrite in ((rewrites, True), (apart, False)):
            for a, b in sorted(map(sorted, pairs)):
                cases += pair_cases(named[a], named[b], rewrite=rewrite)
    return cases


def fit_weights(cases: Sequence[Case]) -> dict[str, float]:
    """Logistic regression by Newton's method; each term but the constant is penalised at its own spread."""
    names = sorted({term for case in cases for term in case.terms} - {"one"})
    table = np.array([[case.terms[name] for name in names] for case in cases])
    right = np.array([case.right for case in cases], dtype=np.float64)
    middle, spread = table.mean(axis=0), table.std(axis=0)
    scaled = np.column_stack([(table - middle) / spread, np.ones(len(cases))])
    penalty = np.array([PENALTY] * len(names) + [1e-9])
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        likely = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slope = scaled.T @ (likely - right) + penalty * weights
        bend = (scaled * (likely * (1.0 - likely))[:, None]).T @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    found = dict(zip(names, plain, strict=True)) | {"one": weights[-1] - float(plain @ middle)}
    return {name: round(float(weight), 3) for name, weight in sorted(found.items())}


def as_table(weights: Mapping[str, float], cases: Sequence[Case], *, day: date) -> str:
    """The file of weights."""
    out = io.StringIO()
    out.write("# Logistic weights of the score of rewrites, fitted by python -m training.rewrites\n")
    right = sum(case.right for case in cases)
    out.write(
        f"# on {len(cases)} texts of our own held against another, {right} of them told from it, {day.isoformat()}.\n"
    )
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("term", "weight"))
    rows.writerows((term, f"{weight:g}") for term, weight in weights.items())
    return out.getvalue()


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(prog="python -m training.rewrites", description=__doc__)
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="written into the file")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args(argv)
    cases = gather_cases()
    args.out.write_text(as_table(fit_weights(cases), cases, day=args.day), encoding="utf-8")
    return 0


def _cases(
    reports: Iterable[Report], rewrites: Iterable[frozenset[str]], independent: Iterable[frozenset[str]]
) -> Iterator[Case]:
    by_id = {report.id: report for report in reports}
    for pairs, rewrite in ((rewrites, True), (independent, False)):
        for a, b in sorted(map(sorted, pairs)):
            yield from pair_cases(by_id[a], by_id[b], rewrite=rewrite)


if __name__ == "__main__":
    raise SystemExit(main())
