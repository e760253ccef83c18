"""Checks of the training reports: `python -m training.corpus_check` fails on a broken file or on shared wording.

No two training reports, and no training report and evaluation report, share a run of six words beyond names and
formulas. A run counts when at least three of its words are neither function words, names, numbers nor words of the
genre's formulas ("at least", "were killed", "police said").
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from evaluation.inline import AnnotatedReport, MarkupError, compile_report

CORPUS = Path(__file__).parent / "corpus"
EVALUATION = tuple(Path(__file__).parents[1] / "evaluation" / name for name in ("corpus", "stories"))
RUN = 6
OWN_WORDS = 3

_LENGTHS = ((60, "under 60"), (200, "60-199"), (350, "200-349"))
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN = frozenset(
    """a an the and or but nor of in on at by to from for with without as into onto over under near after before during
    since until between among against about around through across along off out up down than then that this these
    those which who whom whose what when where while if it its he she they them him her his their we our us i you is
    are was were be been being has have had do does did will would can could may might must shall should not no there
    here so such some any all both each more most other another one two three four five six seven eight nine ten
    eleven twelve dozen dozens several many few least also only just still yet later earlier ago same own said says
    say told according saying people person killed killing kill dead died dying die wounded injured hurt injuring
    wounding attack attacks attacked police army military soldiers soldier troops forces security official officials
    officers officer spokesman spokeswoman spokesperson statement ministry minister government governor mayor president
    claimed responsibility denied group armed gunmen militants rebels fighters civilians civilian residents resident
    women woman men man children child houses homes house home village town city district province state region
    hospital condition anonymity because authorised authorized speak speaking media reporters agency news monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december morning evening night afternoon day days week weeks month months year years hours hour
    immediately immediate reports report casualties number toll at""".split()
)


def load_all(folder: Path) -> tuple[list[AnnotatedReport], list[str]]:
    """The annotated reports of a folder, and a line for each file that breaks the format."""
    reports, broken = [], []
    for path in sorted(folder.rglob("*.txt")):
        try:
            reports.append(compile_report(path))
        except (MarkupError, ValueError, yaml.YAMLError) as exc:
            broken.append(f"{path.name}: {exc}")
    return reports, broken


def runs_of(report: AnnotatedReport) -> Iterator[tuple[str, ...]]:
    """The runs of six words that are the report's own wording."""
    words = [m.group() for m in _WORD.finditer(report.text)]
    own = [w.islower() and w not in _PLAIN and not any(c.isdigit() for c in w) for w in words]
    low = [w.lower() for w in words]
    for at in range(len(words) - RUN + 1):
        if sum(own[at : at + RUN]) >= OWN_WORDS:
            yield tuple(low[at : at + RUN])


def shared_runs(reports: list[AnnotatedReport], others: list[AnnotatedReport]) -> dict[tuple[str, str], list[str]]:
    """Pairs of report ids that share wording, with the runs; `others` are not compared among themselves."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for report in reports:
        for run in runs_of(report):
            holders[run].add(report.header["id"])
    mine = set(holders)
    outside: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for report in others:
        for run in runs_of(report):
            if run in mine:
                outside[run].add(report.header["id"])
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for run, ids in holders.items():
        if len(ids) > 1:
            first, *rest = sorted(ids)
            for other in rest:
                pairs[first, other].append(" ".join(run))
        for other in sorted(outside.get(run, ())):
            for one in sorted(ids):
                pairs[one, other].append(" ".join(run))
    return pairs


def statistics(reports: list[AnnotatedReport]) -> dict[str, Counter[str]]:
    """Counts over the reports: lengths, accounts by type, modality and standing, spans by field, source kinds."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        size = len(report.text.split())
        length = next((name for most, name in _LENGTHS if size < most), "350 and more")
        out["length"][length] += 1
        heads = report.header.get("accounts") or {}
        out["accounts in a report"][str(len(heads)) if len(heads) < 6 else "6 and more"] += 1
        for head in heads.values():
            for key in ("type", "modality", "standing", "clarity"):
                out[key][head[key]] += 1
        for a in report.annotations:
            out["field"][a.field] += 1
            if a.field == "source":
                out["source kind"][a.values.get("kind", "")] += 1
            elif a.values.get("src"):
                out["attributed"][a.field] += 1
    return out


def main(argv: list[str]) -> int:
    """Print what is broken or shared, and the statistics with --statistics."""
    reports, broken = load_all(CORPUS)
    evaluation = [report for folder in EVALUATION for report in load_all(folder)[0]]
    sealed = {r.header["id"] for r in evaluation if "sealed" in r.path.parts}
    for line in broken:
        print(line)
    pairs = shared_runs(reports, evaluation)
    for (a, b), runs in sorted(pairs.items()):
        words = "(wording of a sealed report)" if b in sealed else repr(runs[0])
        print(f"{a} and {b} share {len(runs)} runs of {RUN} words: {words}")
    total = sum(len(r.text.split()) for r in reports)
    print(f"{len(reports)} reports, {total} words; {len(broken)} broken; {len(pairs)} pairs share wording")
    if "--statistics" in argv:
        for name, counter in statistics(reports).items():
            print(f"\n{name}: " + ", ".join(f"{key} {n}" for key, n in counter.most_common()))
    return 1 if broken or pairs else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
