"""`python -m evaluation.public`: today's figures on the public benchmarks, in one table.

The texts are other people's: they are read where they lie (--bench, else BENCH_DIR, else ../shared/bench), and
nothing of them is kept. A benchmark whose folder is missing is named on standard error and left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from evaluation.public import attribution, factuality, geo, muc4, own, temporal, where, wikievents
from evaluation.public.figures import Outcome, format_table
from tallystick.pipeline import READERS, Tools, load_tools

DEFAULT_BENCH = Path("../shared/bench")


class Measure(Protocol):
    """What each benchmark's module offers."""

    def __call__(self, folder: Path, *, tools: Tools) -> Outcome:
        """Its rows."""


# Name to folder, none where the texts are our own, and what measures it.
BENCHMARKS: Mapping[str, tuple[str | None, Measure]] = MappingProxyType(
    {
        "muc4": (muc4.FOLDER, muc4.measure),
        "wikievents": (wikievents.FOLDER, wikievents.measure),
        "attribution": (attribution.FOLDER, attribution.measure),
        "factuality": (factuality.FOLDER, factuality.measure),
        "time": (temporal.FOLDER, temporal.measure),
        "where": (where.FOLDER, where.measure),
        "geo": (geo.FOLDER, geo.measure),
        "gate": (None, own.measure),
    }
)


def run(names: Sequence[str], *, bench: Path, tools: Tools) -> Outcome:
    """The rows of these benchmarks in their order; the missing are said on standard error."""
    whole = Outcome()
    for name in names:
        subfolder, measure = BENCHMARKS[name]
        folder = bench / (subfolder or "")
        if subfolder and not folder.is_dir():
            print(f"!!! {name}: SKIPPED, no folder {folder}; give --bench or BENCH_DIR", file=sys.stderr)
            whole.notes.append(f"{name}: skipped, its folder is missing.")
            continue
        began = time.perf_counter()
        outcome = measure(folder, tools=tools)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        whole.rows += outcome.rows
        whole.notes += outcome.notes
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 2 where a reader or every benchmark is missing."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.public", description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path(os.environ.get("BENCH_DIR") or DEFAULT_BENCH))
    parser.add_argument("--only", nargs="+", choices=tuple(BENCHMARKS), default=tuple(BENCHMARKS), metavar="NAME")
    parser.add_argument("--reader", choices=(*READERS, "both"), default=READERS[0])
    args = parser.parse_args(argv)
    failed = False
    for reader in READERS if args.reader == "both" else (args.reader,):
        tools = load_tools(reader)
        outcome = run(args.only, bench=args.bench, tools=tools)
        failed |= not outcome.rows
        print(f"\nReader: {reader}. Measured {datetime.now().astimezone():%Y-%m-%d}.\n")
        print(format_table(outcome.rows, notes=outcome.notes))
    return 2 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
