"""Our own gate beside the public figures: its tables only, never an error of the sealed half."""

from __future__ import annotations

from pathlib import Path

from evaluation.gate import HALVES, Gate, corpus_digest
from evaluation.public.figures import Outcome, Row
from tallystick.pipeline import Tools

_SHARES = 1000  # the gate counts shares of an account's group in thousandths


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of both halves; `folder` is not needed, the annotated reports are our own."""
    rows = []
    for half in HALVES:
        for key, precision, recall, f, low, high, gold in Gate(half, tools=tools).run().table():
            rows.append(
                Row(
                    benchmark=f"gate, {half}",
                    measure=key,
                    figure=f,
                    precision=precision,
                    recall=recall,
                    items=gold // _SHARES if key.startswith("grouping") else gold,
                    note=f"95 %: {low:.2f}-{high:.2f}",
                )
            )
    return Outcome(rows=rows, notes=[f"gate: corpus {corpus_digest()}; its floors are held by `make test`."])
