"""Fill the tables of README.md: the stages from `pipeline.STAGES`, the gate's from `python -m evaluation.gate --json`.

Run `python -m tools.update_readme` for both, `--stages` for the first alone.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tallystick.pipeline import STAGES

README = Path(__file__).resolve().parent.parent / "README.md"


def stages_table() -> str:
    """The stages in order, as a Markdown table."""
    rows = [
        f"| {stage.name} | {', '.join(stage.takes)} | {', '.join(stage.gives)} | {stage.does} |" for stage in STAGES
    ]
    return "\n".join(["| stage | takes | gives | does |", "|---|---|---|---|", *rows])


def gate_table(gate: dict[str, Any], *, day: str) -> str:
    """The gate's figures as a Markdown table, with the day they were measured."""
    halves = list(gate["figures"])
    measures = list(dict.fromkeys(key for rows in gate["figures"].values() for key in rows))
    heads = " | ".join(f"{half}: P | R | F (95 %)" for half in halves)
    lines = [f"| measure | {heads} |", "|---|" + "---:|---:|---|" * len(halves)]
    for key in measures:
        cells = [_cells(gate["figures"][half].get(key)) for half in halves]
        lines.append(f"| {key} | {' | '.join(cells)} |")
    counts = ", ".join(f"{gate['reports'][half]} {half}" for half in halves)
    lines += ["", f"Measured {day} on {counts} reports (corpus {gate['corpus']})."]
    return "\n".join(lines)


def _cells(figures: dict[str, float] | None) -> str:
    if figures is None:
        return " | | "
    p, r, f, low, high = (figures[name] for name in ("precision", "recall", "f", "low", "high"))
    return f"{p:.2f} | {r:.2f} | {f:.2f} ({low:.2f}-{high:.2f})"


def fill(text: str, mark: str, table: str) -> str:
    """The text with this table between `<!-- mark -->` and `<!-- /mark -->`."""
    opening, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if text.count(opening) != 1 or text.count(closing) != 1:
        raise SystemExit(f"README.md has no single pair of {opening} and {closing}")
    return re.sub(
        f"{re.escape(opening)}.*{re.escape(closing)}", lambda _: f"{opening}\n{table}\n{closing}", text, flags=re.S
    )


def main() -> None:
    """Write README.md."""
    parser = argparse.ArgumentParser(prog="python -m tools.update_readme", description=__doc__)
    parser.add_argument("--stages", action="store_true", help="the stages' table alone")
    args = parser.parse_args()
    text = fill(README.read_text(encoding="utf-8"), "stages", stages_table())
    if not args.stages:
        command = [sys.executable, "-m", "evaluation.gate", "--json"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        text = fill(text, "gate", gate_table(json.loads(printed), day=datetime.now(UTC).date().isoformat()))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
