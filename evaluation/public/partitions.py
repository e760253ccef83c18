"""Two ways of putting the same items into groups, compared: B-cubed and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from evaluation.public.figures import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Precision and recall of a grouping (0-1), and over how many items or gold pairs they were taken."""

    precision: float
    recall: float
    items: int

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self, benchmark: str, measure: str, *, published: str = "-", note: str = "") -> Row:
        """Its line of the table."""
        return Row(
            benchmark=benchmark,
            measure=measure,
            figure=self.f,
            precision=self.precision,
            recall=self.recall,
            published=published,
            items=self.items,
            note=note,
        )


def agree_bcubed(labels: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """B-cubed over (gold group, said group) of each item: each counts once, whatever the size of its group."""
    both, gold, said = _sizes(labels)
    items = both.total()
    if not items:
        return Agreement(precision=0.0, recall=0.0, items=0)
    right = [(n * n / said[s], n * n / gold[g]) for (g, s), n in both.items()]
    return Agreement(precision=sum(p for p, _ in right) / items, recall=sum(r for _, r in right) / items, items=items)


def bcubed_shares(gold: Mapping[str, str], said: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Of each item what B-cubed takes the mean of: the shares of its said and of its gold group that are in both."""
    labels = {item: (group, said[item]) for item, group in gold.items()}
    both, in_gold, in_said = _sizes(labels.values())
    return {item: (both[g, s] / in_said[s], both[g, s] / in_gold[g]) for item, (g, s) in labels.items()}


def agree_pairs(labels: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Pairs of items in one group, both ways; `items` are the gold pairs. Where there is no pair it is 1."""
    both, gold, said = _sizes(labels)
    right, wanted, found = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, gold, said))
    return Agreement(precision=right / found if found else 1.0, recall=right / wanted if wanted else 1.0, items=wanted)


def labels_of(gold: Mapping[str, str], said: Mapping[str, str]) -> list[tuple[str, str]]:
    """(gold group, said group) of each item of the gold; one that is in no said group is alone."""
    return [(group, said.get(item, f"alone {item}")) for item, group in sorted(gold.items())]


def _sizes(
    labels: Iterable[tuple[Hashable, Hashable]],
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    both = Counter(labels)
    gold: Counter[Hashable] = Counter()
    said: Counter[Hashable] = Counter()
    for (g, s), n in both.items():
        gold[g] += n
        said[s] += n
    return both, gold, said
