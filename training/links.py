"""Fits the weights of linking on labelled pairs: `python -m training.links --day DAY` writes them.

The pairs are those that linking compares and does not ban: of the develop half of the corpus and of the develop
stories, as each reader tells them, and with `--bench` of a registry's reports of shootings, which together count
`BENCH_COUNTS` times as much as the others: they are most of what says how sure a score may be. A weight is drawn to the
one that was set by hand before there were pairs, which stands beside it in the file, so that what few pairs have keeps
it. What the number of reports says is not fitted: all these sets are small. No sealed half is looked at.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from evaluation.linkpairs import Labelled, compared_pairs, develop_labels, gva_labels, story_labels
from evaluation.public import gva
from evaluation.public.pooled import Effort
from tallystick.pipeline import READERS, load_tools
from tallystick.stages.link.clusters import CONCEIVABLE

TARGET: Final = Path(__file__).resolve().parent.parent / "tallystick/knowledge/data/link_weights.csv"
FOLDS: Final = 5
PENALTY: Final = 5.0  # of the squared distance from what was set by hand, in pairs
ROUNDS: Final = 1_000
BENCH_COUNTS: Final = 3.0
FIXED: Final = frozenset({"reports at once, in nats"})
RISING: Final = frozenset(
    {"place, same", "doer, same", "doer, same words", "target, same", "target, same words", "origin, same",
     "killed, same", "killed, size", "injured, same", "injured, size", "killed, both large", "injured, both large",
     "killed, near size", "injured, near size", "time, beside that day",
     "time, same day", "time, days overlap", "time, published that day", "time, both published",
     "words, shared", "type, same"}
)  # fmt: skip
FALLING: Final = frozenset(
    {"doer, rival", "target, rival", "killed, differs", "injured, differs", "killed, far", "injured, far",
     "words, none", "words, of one outlet", "time, published later", "time, both published later", "time, other time",
     "time, said before", "time, beside other days", "type, close", "type, far", "another, one", "place, of several",
     "campaign"}
)  # fmt: skip
BINS: Final = 10

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two accounts by their terms, whether they are one incident, the incidents of both, and how much they count."""

    terms: Mapping[str, float]
    same: bool
    incidents: tuple[str, str]
    counts: float = 1.0


def cases_of(labelled: Labelled, *, counts: float = 1.0) -> list[Case]:
    """The labelled pairs that linking compares and does not ban."""
    ordered, incident_of = labelled.ordered, labelled.incident_of
    cases = []
    for i, j, comparing in compared_pairs(ordered):
        one, other = (incident_of.get(ordered[at].id) for at in (i, j))
        if one is not None and other is not None and (terms := comparing.terms(i, j)) is not None:
            cases.append(Case(terms=terms, same=one == other, incidents=(one, other), counts=counts))
    return cases


def fit_weights(cases: Sequence[Case], *, start: Mapping[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """Logistic regression drawn to `start`, by projected gradients; its terms are those of `start`.

    What can only speak for two being one, or only against it, is held to that.
    """
    names = sorted(start)
    table = np.array([[case.terms.get(name, 0.0) for name in names] for case in cases])
    same = np.array([case.same for case in cases], dtype=np.float64)
    counts = np.array([case.counts for case in cases])
    begun = np.array([start[name] for name in names])
    free = np.array([name not in FIXED for name in names])
    low = np.array([0.0 if name in RISING else -np.inf for name in names])
    high = np.array([0.0 if name in FALLING else np.inf for name in names])
    step = 1.0 / (0.25 * float(np.linalg.norm(table * np.sqrt(counts)[:, None], 2)) ** 2 + penalty)
    weights, ahead, momentum = begun, begun, 1.0
    for _ in range(ROUNDS):  # FISTA
        slope = table.T @ (counts * (_logistic(table @ ahead) - same)) + penalty * (ahead - begun)
        moved = np.where(free, np.clip(ahead - step * slope, low, high), begun)
        following = (1.0 + np.sqrt(1.0 + 4.0 * momentum**2)) / 2.0
        ahead = moved + (momentum - 1.0) / following * (moved - weights)
        weights, momentum = moved, following
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _logistic(totals: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(totals, -30.0, 30.0))), dtype=np.float64)


def score_cases(cases: Sequence[Case], weights: Mapping[str, float]) -> Floats:
    """The likeness of each, without the cap on what shares nothing specific."""
    totals = [sum(amount * weights.get(term, 0.0) for term, amount in case.terms.items()) for case in cases]
    return _logistic(np.array(totals))


def score_held_out(cases: Sequence[Case], *, start: Mapping[str, float], penalty: float = PENALTY) -> Floats:
    """The likeness of each by weights fitted on pairs of other incidents."""
    fold = {name: at % FOLDS for at, name in enumerate(sorted({name for case in cases for name in case.incidents}))}
    scores = np.zeros(len(cases))
    for left_out in range(FOLDS):
        kept = [case for case in cases if all(fold[name] != left_out for name in case.incidents)]
        weights = fit_weights(kept, start=start, penalty=penalty)
        at = [k for k, case in enumerate(cases) if fold[case.incidents[0]] == left_out]
        scores[at] = score_cases([cases[k] for k in at], weights)
    return scores


def calibration_error(scores: Floats, cases: Sequence[Case], *, least: float) -> tuple[float, int]:
    """The expected calibration error over pairs that score `least` or more, and how many they are; each counts once."""
    same = np.array([case.same for case in cases], dtype=np.float64)
    bins = np.minimum(BINS - 1, (scores * BINS).astype(int))
    off = 0.0
    for number in range(BINS):
        held = (bins == number) & (scores >= least)
        if held.any():
            off += abs(float(np.sum(scores[held] - same[held])))
    among = int(np.sum(scores >= least))
    return off / (among or 1), among


def read_start(path: Path = TARGET) -> dict[str, float]:
    """What was set by hand."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["term"]: float(row["by_hand"]) for row in rows}


def as_table(weights: Mapping[str, float], *, start: Mapping[str, float], day: date, pairs: int, same: int) -> str:
    """The file of weights."""
    out = io.StringIO()
    out.write("# Log-odds of what speaks for two accounts being one occurrence, fitted by python -m training.links\n")
    out.write(f"# {day.isoformat()}, on {pairs} pairs of which {same} are one; by_hand: what each is drawn to.\n")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("term", "by_hand", "weight"))
    rows.writerows((term, f"{start[term]:g}", f"{weight:g}") for term, weight in sorted(weights.items()))
    return out.getvalue()


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, say how well, and write."""
    parser = argparse.ArgumentParser(prog="python -m training.links", description=__doc__)
    parser.add_argument("--bench", type=Path, help="the folder of public benchmarks: the registry's reports too")
    parser.add_argument("--scratch", type=Path, help="a folder outside the repository that keeps the told reports")
    parser.add_argument("--reader", choices=READERS, default=READERS[0], help="reads the registry's reports")
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="written into the file")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args(argv)
    every = {reader: load_tools(reader) for reader in READERS}
    labelled = [labels(tools) for tools in every.values() for labels in (develop_labels, story_labels)]
    cases = [case for one in labelled for case in cases_of(one)]
    if args.bench is not None:
        effort = Effort(reader=args.reader, scratch=args.scratch)
        found = cases_of(gva_labels(args.bench / gva.FOLDER, tools=every[args.reader], effort=effort))
        cases += [replace(case, counts=BENCH_COUNTS * len(cases) / len(found)) for case in found]
    start, same = read_start(), sum(case.same for case in cases)
    for name, scores in (
        ("by hand", score_cases(cases, start)),
        ("fitted, left out", score_held_out(cases, start=start)),
    ):
        error, among = calibration_error(scores, cases, least=CONCEIVABLE)
        print(f"{name}: calibration error {error:.3f} over {among} pairs of {len(cases)}, {same} of them one")
    table = as_table(fit_weights(cases, start=start), start=start, day=args.day, pairs=len(cases), same=same)
    args.out.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
