"""Copies measured: develop reports, texts of our own told over, one office's form, public and pool reports.

`python -m evaluation.copies` prints precision and recall of lineages by kind. A corpus that is not on
this machine is named and skipped; nothing of the pool or of a benchmark is written anywhere.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import yaml

from evaluation.inline import compile_report
from evaluation.told_over import BRIEFS, BULLETINS, LATE_TOLD_OVER, SHORT_TOLD_OVER, TOLD_OVER
from tallystick.records.report import Report
from tallystick.records.vocabulary import CopyKind
from tallystick.stages.weigh.copies import Verdict, find_copies

DEVELOP = Path(__file__).parent / "corpus" / "develop"
RETOLD = Path(__file__).parent / "retold"
RETOLD_HALVES = ("choosing", "measuring")
SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[2] / "shared"))
_SHORT_TITLE = 140


def develop_reports() -> tuple[list[Report], dict[frozenset[str], str], set[frozenset[str]]]:
    """Reports of the develop half, the pairs marked as copies with their kind, and those of one story that are none."""
    reports, copies, stories = [], {}, defaultdict(list)
    for path in sorted(DEVELOP.glob("*.txt")):
        one = compile_report(path)
        header = one.header
        published = header.get("published")
        reports.append(
            _report(header["id"], one.text, header.get("outlet"), None if published is None else str(published))
        )
        if header.get("story"):
            stories[header["story"]].append(header["id"])
        if header.get("copy_of"):
            copies[frozenset({header["id"], header["copy_of"]})] = header["copy_kind"]
    told = {frozenset(pair) for ids in stories.values() for pair in combinations(ids, 2)}
    return reports, copies, told - set(copies)


def told_over() -> tuple[list[Report], dict[frozenset[str], str]]:
    """Our rewrites, and their pairs with the develop reports they were told from."""
    texts = [(id_, "over", text) for id_, text in TOLD_OVER.items()]
    texts += [(id_, "short", text) for id_, text in SHORT_TOLD_OVER.items()]
    texts += [(id_, "late", text) for id_, text in LATE_TOLD_OVER.items()]
    reports = [_report(f"{id_}/{name}", text) for id_, name, text in texts]
    return reports, {frozenset({id_, f"{id_}/{name}"}): f"{CopyKind.REWRITE.value} ({name})" for id_, name, _ in texts}


def retold(half: str) -> tuple[list[Report], dict[frozenset[str], str], set[frozenset[str]]]:
    """Reports told over in words of their own, the pairs that are rewrites, and those of one occurrence that are none.

    `half` is "choosing", on which weights and thresholds were chosen, or "measuring", on which none was.
    """
    reports, rewrites, told = [], {}, set()
    for story in yaml.safe_load((RETOLD / f"{half}.yml").read_text(encoding="utf-8")):
        texts = [story[role] for role in ("first", "rewrite") if role in story] + story["independent"]
        ids = [f"{story['id']}/{at}" for at in range(len(texts))]
        for id_, text in zip(ids, texts, strict=True):
            reports.append(_report(id_, text["text"].strip(), text["outlet"], str(text["published"])))
        if "rewrite" in story:
            rewrites[frozenset(ids[:2])] = CopyKind.REWRITE.value
        told |= {frozenset(pair) for pair in combinations(ids, 2)}
    return reports, rewrites, told - set(rewrites)


def forms() -> list[Report]:
    """Two offices' forms, filled for one day after another."""
    return [_report(f"form/{i:02d}", text) for i, text in enumerate((*BULLETINS, *BRIEFS))]


def seeds() -> tuple[list[Report], dict[frozenset[str], str]]:
    """The five seed reports, of which 001 and 004 are one lineage."""
    reports = [
        _report(f"seed/{path.name[:3]}", path.read_text(encoding="utf-8"))
        for path in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    return reports, {frozenset({"seed/001", "seed/004"}): CopyKind.REWRITE.value} if reports else {}


def pool() -> list[Report]:
    """The unlabelled reports, where they are."""
    return [
        _report(f"{path.stem}/{i:05d}", f"{row['title']}\n\n{row['text']}", row["outlet"], row["published"])
        for path in sorted((SHARED / "pool").glob("*.jsonl"))
        for i, row in enumerate(map(json.loads, path.open(encoding="utf-8")))
    ]


def incident_pairs() -> Iterator[list[Report]]:
    """Reports of the shootings benchmark, one list an incident told by several."""
    path = SHARED / "bench" / "gva" / "documents_2013_2015.jsonl"
    told: dict[str, list[Report]] = defaultdict(list)
    for row in map(json.loads, path.open(encoding="utf-8") if path.exists() else ()):
        told[row["incident"]].append(_report(row["id"], f"{row['title']}\n\n{row['content']}", None, row["dct"]))
    return (reports for reports in told.values() if len(reports) > 1)


def score(found: dict[str, Verdict], copies: dict[frozenset[str], str]) -> tuple[int, int, int]:
    """Pairs in one lineage that are marked so, all pairs in one lineage, all marked pairs, marks being transitive."""
    gold = _closed(copies)
    said = {frozenset(pair) for ids in _lineages(found) for pair in combinations(ids, 2)}
    return len(said & gold), len(said), len(gold)


def main() -> None:
    """Print the table."""
    develop, marked, independent = develop_reports()
    over, over_pairs = told_over()
    seed_reports, seed_pairs = seeds()
    gold = {**marked, **over_pairs, **seed_pairs}
    print(f"develop {len(develop)}, told over {len(over)}, forms {len(forms())}, seeds {len(seed_reports)}")
    reports = [*develop, *over, *seed_reports, *forms()]
    for half in RETOLD_HALVES:
        _print_retold(half)
    everything = pool()
    _print_scores("alone", reports, gold, independent)
    if everything:
        _print_scores(f"among {len(everything)} pool reports", [*reports, *everything], gold, independent)
        start = time.perf_counter()
        found = _find(everything)
        seconds = time.perf_counter() - start
        sizes = Counter(len(ids) for ids in _lineages(found))
        print(f"pool: {len(found)} reports, {seconds:.1f} s, {sum(sizes.values())} lineages, sizes {dict(sizes)}")
        print("  copy_of by kind:", dict(Counter(v.copy_of.kind.value for v in found.values() if v.copy_of)))
    else:
        print("pool: not on this machine, skipped")
    told = joined = 0
    for incident in incident_pairs():
        lineages = [len(ids) for ids in _lineages(_find(incident))]
        told += len(incident) * (len(incident) - 1) // 2
        joined += sum(n * (n - 1) // 2 for n in lineages)
    print(f"gva: {joined} of {told} pairs of one incident in one lineage" if told else "gva: skipped, not here")


def _print_scores(
    name: str, reports: Sequence[Report], gold: dict[frozenset[str], str], independent: set[frozenset[str]]
) -> None:
    measured = {id_ for pair in gold for id_ in pair} | {id_ for pair in independent for id_ in pair}
    found = {
        id_: verdict
        for id_, verdict in _find(reports).items()
        if id_ in measured or id_.startswith(("form/", "seed/")) or "-d-" in id_
    }
    right, said, marked = score(found, gold)
    print(f"{name}: precision {right}/{said}, recall {right}/{marked}")
    for kind in sorted(set(gold.values())):
        pairs = [tuple(sorted(pair)) for pair, marked_kind in gold.items() if marked_kind == kind]
        print(f"  {kind}: {sum(found[a].lineage == found[b].lineage for a, b in pairs)}/{len(pairs)}")
    joined = sum(found[a].lineage == found[b].lineage for a, b in map(tuple, map(sorted, independent - _closed(gold))))
    shaped = [ids for ids in _lineages(found) if len(ids) > 1 and any(id_.startswith("form/") for id_ in ids)]
    print(f"  independent pairs of one story joined: {joined}/{len(independent)}; forms joined: {len(shaped)}")


def _print_retold(half: str) -> None:
    """Each pair of one story is given as a candidate, as if link had put all its accounts together."""
    reports, rewrites, independent = retold(half)
    found = _find(reports, candidates=frozenset((min(pair), max(pair)) for pair in (*rewrites, *independent)))
    right, said, marked = score(found, rewrites)
    joined = sum(len({found[id_].lineage for id_ in pair}) == 1 for pair in independent)
    print(
        f"retold, {half}: {len(reports)} reports, precision {right}/{said}, recall {right}/{marked}, "
        f"independent pairs joined: {joined}/{len(independent)}"
    )


def _find(reports: Sequence[Report], *, candidates: frozenset[tuple[str, str]] = frozenset()) -> dict[str, Verdict]:
    return find_copies(reports, candidates=candidates, apart=frozenset())


def _lineages(found: dict[str, Verdict]) -> list[list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for id_, verdict in found.items():
        members[verdict.lineage].append(id_)
    return list(members.values())


def _closed(copies: dict[frozenset[str], str]) -> set[frozenset[str]]:
    home = {id_: id_ for pair in copies for id_ in pair}
    for pair in copies:
        one, other = (home[id_] for id_ in sorted(pair))
        home = {id_: one if at == other else at for id_, at in home.items()}
    return {frozenset(pair) for pair in combinations(sorted(home), 2) if home[pair[0]] == home[pair[1]]}


def _report(id_: str, text: str, outlet: str | None = None, published: str | None = None) -> Report:
    first = text.split("\n", 1)[0]
    title = first if len(first) < _SHORT_TITLE else None
    return Report(id=id_, text=text, title=title, outlet=outlet, published=published)


if __name__ == "__main__":
    main()
