"""Agreement of two annotators: `python -m training.agreement` prints it field by field.

The second annotator saw guideline and text alone. Accounts are paired where their act spans overlap most; fields are
compared on paired accounts. F treats the first annotation as the reference, so it is the same from both sides.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from evaluation.inline import AnnotatedReport, Annotation
from training import news
from training.corpus_check import CORPUS, load_all

SECOND = Path(__file__).parent / "second"
SECOND_NEWS = SECOND / "news.jsonl"
HEADS = ("type", "modality", "standing", "clarity")


def spans_of(report: AnnotatedReport, label: str, field: str) -> list[Annotation]:
    """The spans of one account in one field."""
    return [a for a in report.annotations if a.label == label and a.field == field]


def overlap(a: list[Annotation], b: list[Annotation]) -> int:
    """How many spans of the first overlap one of the second."""
    return sum(any(x.start < y.end and y.start < x.end for y in b) for x in a)


def pair(first: AnnotatedReport, second: AnnotatedReport) -> dict[str, str]:
    """Labels of the first to labels of the second, one to one, most shared act spans first."""
    options = []
    for a in first.header.get("accounts") or {}:
        for b in second.header.get("accounts") or {}:
            shared = overlap(spans_of(first, a, "act"), spans_of(second, b, "act"))
            if shared:
                options.append((-shared, a, b))
    pairs: dict[str, str] = {}
    for _, a, b in sorted(options):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def agreement(pairs: list[tuple[AnnotatedReport, AnnotatedReport]]) -> dict[str, tuple[float, int, int]]:
    """For each measure: F of spans or share of equal words, items of the first, items of the second."""
    hits: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(name: str, right_a: int, right_b: int, a: int, b: int) -> None:
        row = hits[name]
        for k, value in enumerate((right_a, right_b, a, b)):
            row[k] += value

    for first, second in pairs:
        together = pair(first, second)
        heads_a: dict[str, Any] = first.header.get("accounts") or {}
        heads_b: dict[str, Any] = second.header.get("accounts") or {}
        add("account", len(together), len(together), len(heads_a), len(heads_b))
        fields = {a.field for r in (first, second) for a in r.annotations if a.field not in ("act", "source")}
        for a, b in together.items():
            for key in HEADS:
                same = int(heads_a[a][key] == heads_b[b][key])
                add(key, same, same, 1, 1)
            for field in fields:
                x, y = spans_of(first, a, field), spans_of(second, b, field)
                add(field, overlap(x, y), overlap(y, x), len(x), len(y))
                for one in x:
                    other = next((o for o in y if o.start < one.end and one.start < o.end), None)
                    if other is not None:
                        same = int(bool(one.values.get("src")) == bool(other.values.get("src")))
                        add("attributed or not", same, same, 1, 1)
        x, y = ([a for a in r.annotations if a.field == "source"] for r in (first, second))
        add("source", overlap(x, y), overlap(y, x), len(x), len(y))
    return {
        name: ((right_a + right_b) / (a + b) if a + b else 1.0, a, b) for name, (right_a, right_b, a, b) in hits.items()
    }


def of_news(bench: Path) -> list[tuple[AnnotatedReport, AnnotatedReport]]:
    """The passages of real news annotated twice whose texts are there."""
    first = {report.header["id"]: report for report in news.load_news(bench)}
    return [(first[b.header["id"]], b) for b in news.load_news(bench, file=SECOND_NEWS) if b.header["id"] in first]


def main() -> int:
    """Print the tables."""
    first, _ = load_all(CORPUS)
    second, broken = load_all(SECOND)
    for line in broken:
        print(line)
    by_id = {r.header["id"]: r for r in first}
    pairs = [(by_id[r.header["id"]], r) for r in second if r.header["id"] in by_id]
    rewritten = [a.header["id"] for a, b in pairs if a.text != b.text]
    pairs = [(a, b) for a, b in pairs if a.text == b.text]
    if rewritten:
        print(f"left out, as the text was rewritten since: {', '.join(rewritten)}\n")
    if broken or not pairs:
        print(f"{len(broken)} broken; {len(pairs)} pairs", file=sys.stderr)
        return 1
    _print_table(f"{len(pairs)} reports annotated twice", pairs)
    if twice := of_news(news.DEFAULT_BENCH):
        _print_table(f"\n{len(twice)} passages of real news annotated twice", twice)
    return 0


def _print_table(title: str, pairs: list[tuple[AnnotatedReport, AnnotatedReport]]) -> None:
    print(f"{title}\n\n| field | agreement | first | second |\n|---|---:|---:|---:|")
    order = ("account", *HEADS, "attributed or not", "source")
    table = agreement(pairs)
    for name in (*order, *sorted(set(table) - set(order))):
        if name in table:
            f, a, b = table[name]
            print(f"| {name} | {f:.2f} | {a} | {b} |")


if __name__ == "__main__":
    raise SystemExit(main())
