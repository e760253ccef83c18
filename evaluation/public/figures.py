"""What a benchmark gives back: counts, rows, and the one table they are printed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Right, said and gold items of one measure; `right` may hold halves."""

    right: float = 0.0
    said: float = 0.0
    gold: float = 0.0

    def add(self, *, right: float = 0.0, said: float = 0.0, gold: float = 0.0) -> None:
        """Add to the counts."""
        self.right += right
        self.said += said
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `figure` is F unless `measure` names another; `published` is the number to reach."""

    benchmark: str
    measure: str
    figure: float
    precision: float | None = None
    recall: float | None = None
    published: str = "-"
    items: int = 0
    note: str = ""


@dataclass(slots=True)
class Outcome:
    """The rows of one benchmark with what a reader must know of them."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def row_of(benchmark: str, measure: str, tally: Tally, *, published: str = "-", note: str = "") -> Row:
    """The row of a tally; its figure is F."""
    return Row(
        benchmark=benchmark,
        measure=measure,
        figure=tally.f,
        precision=tally.precision,
        recall=tally.recall,
        published=published,
        items=round(tally.gold),
        note=note,
    )


def format_table(rows: Iterable[Row], *, notes: Sequence[str] = ()) -> str:
    """The rows as a Markdown table, with the notes below it."""
    head = ("benchmark", "measure", "P", "R", "figure", "items", "published")
    lines = [f"| {' | '.join(head)} |", "|---|---|---:|---:|---:|---:|---|"]
    for row in rows:
        p, r = ("" if value is None else f"{value:.3f}" for value in (row.precision, row.recall))
        published = f"{row.published} ({row.note})" if row.note else row.published
        cells = (row.benchmark, row.measure, p, r, f"{row.figure:.3f}", str(row.items), published)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *(f"- {note}" for note in notes)]).rstrip()
