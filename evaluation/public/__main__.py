"""`python -m evaluation.public`: today's figures on the public benchmarks, in one table.

The texts are other people's: they are read where they lie (--bench, else BENCH_DIR, else ../shared/bench), and
nothing of them is kept, but what --scratch names. A benchmark whose folder is missing is named on standard error and
left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from evaluation.public import attribution, ecbplus, factuality, geo, gva, muc4, own, temporal, where, wikievents
from evaluation.public.figures import Outcome, format_table
from evaluation.public.pooled import Effort
from evaluation.public.told_shelf import check_folder
from tallystick.pipeline import READERS, Tools, load_tools

DEFAULT_BENCH = Path("../shared/bench")


class Measure(Protocol):
    """What each benchmark's module offers."""

    def __call__(self, folder: Path, *, tools: Tools) -> Outcome:
        """Its rows."""


class PooledMeasure(Protocol):
    """What a benchmark's module offers whose reports are linked together, so that it takes minutes."""

    def __call__(self, folder: Path, *, tools: Tools, effort: Effort) -> Outcome:
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
POOLED: Mapping[str, tuple[str, PooledMeasure]] = MappingProxyType(
    {
        "gva": (gva.FOLDER, gva.measure),
        "ecbplus": (ecbplus.FOLDER, ecbplus.measure),
    }
)
NAMES = (*BENCHMARKS, *POOLED)


def run(names: Sequence[str], *, bench: Path, tools: Tools, effort: Effort) -> Outcome:
    """The rows of these benchmarks in their order; the missing are said on standard error."""
    whole = Outcome()
    for name in names:
        subfolder, measure = _chosen(name, effort)
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


def _chosen(name: str, effort: Effort) -> tuple[str | None, Measure]:
    if name in POOLED:
        subfolder, measure = POOLED[name]
        return subfolder, partial(measure, effort=effort)
    return BENCHMARKS[name]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 2 where a reader or every benchmark is missing."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.public", description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path(os.environ.get("BENCH_DIR") or DEFAULT_BENCH))
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--reader", choices=(*READERS, "both"), default=READERS[0])
    parser.add_argument("--workers", type=int, default=1, help="processes that read gva and ecbplus (1)")
    parser.add_argument("--sample", type=int, help="read about so many reports of gva and of ecbplus; figures say so")
    parser.add_argument("--scratch", type=Path, help="a folder outside the repository that keeps their told reports")
    args = parser.parse_args(argv)
    if args.scratch is not None:
        try:
            check_folder(args.scratch)
        except ValueError as error:
            parser.error(str(error))
    failed = False
    for reader in READERS if args.reader == "both" else (args.reader,):
        tools = load_tools(reader)
        effort = Effort(reader=reader, workers=args.workers, sample=args.sample, scratch=args.scratch)
        outcome = run(args.only, bench=args.bench, tools=tools, effort=effort)
        failed |= not outcome.rows
        print(f"\nReader: {reader}. Measured {datetime.now().astimezone():%Y-%m-%d}.\n")
        print(format_table(outcome.rows, notes=outcome.notes))
    return 2 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
