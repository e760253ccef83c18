"""How fast linking is, how much memory it takes, and how right it is, on accounts of an invented world.

`python -m evaluation.linkbench` links worlds of 10,000 and 100,000 accounts, each in a process of its own with the
features kept on disk as in a build and `--workers` forks of it that compare (2). It prints seconds by the clock and of
the processor, those of the forks with them, accounts a second of the processor, peak memory of the process and of its
largest fork (most of which the two share), the growth exponent of the processor's seconds from one size to the next,
and precision, recall and F of pairs against the truth. `--million` adds a million accounts: 15 minutes and 8 GB on
two cores is the aim.
Making the accounts is not timed; reading all clusters is. Other work on the machine changes the seconds by the clock
most.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from evaluation.linkworld import PER_DAY, World
from evaluation.public.partitions import agree_bcubed, agree_pairs
from tallystick.scratch import Scratch
from tallystick.stages.link.clusters import link_accounts
from tallystick.stages.link.features import FeatureRows

SIZES = (10_000, 100_000)
MILLION = 1_000_000
_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One world linked. Pairs and B-cubed are of accounts told as main; recalled ones are in neither."""

    accounts: int
    incidents: int
    making_s: float
    wall_s: float
    seconds: float  # of the processor
    peak_mb: float
    fork_mb: float  # of the largest fork that compared; most of it is shared with the process
    precision: float
    recall: float
    f: float
    bcubed_f: float
    recalled: float  # share of recalled accounts whose incident is told as main that joined it

    @property
    def accounts_a_second(self) -> float:
        """How many accounts are linked in a second of the processor."""
        return self.accounts / self.seconds


def link_world(accounts: int, *, per_day: int = PER_DAY, workers: int = 1) -> Figures:
    """One world made and linked in this process."""
    began = time.perf_counter()
    world = World(accounts, per_day=per_day)
    with Scratch.on_disk() as scratch:
        rows = FeatureRows(scratch)
        for features in world.features():
            rows.add(features)
        made, used = time.perf_counter(), _processor_s()
        linked = link_accounts(rows, scratch=scratch, workers=workers)
        homes = {int(id_.removeprefix("acc-"), 16): cluster for id_, cluster in linked.clusters.homes()}
        wall_s, seconds = time.perf_counter() - made, _processor_s() - used
        peak, fork = (resource.getrusage(whose).ru_maxrss / 1024 for whose in _WHOSE)
    main = [number for number in range(accounts) if not world.background(number)]
    labels = [(world.incidents[number], homes.get(number, -1 - number)) for number in main]
    pairs, bcubed = agree_pairs(labels), agree_bcubed(labels)
    return Figures(
        accounts=accounts,
        incidents=len({incident for incident, _ in labels}),
        making_s=made - began,
        wall_s=wall_s,
        seconds=seconds,
        peak_mb=peak,
        fork_mb=fork,
        precision=pairs.precision,
        recall=pairs.recall,
        f=pairs.f,
        bcubed_f=bcubed.f,
        recalled=_recalled(world, homes, labels),
    )


def _processor_s() -> float:
    """Seconds of the processor that this process and its forks, once ended, have used."""
    used = map(resource.getrusage, _WHOSE)
    return sum(one.ru_utime + one.ru_stime for one in used)


def _recalled(world: World, homes: dict[int, int], labels: Iterable[tuple[int, int]]) -> float:
    told = set(labels)
    incidents = {incident for incident, _ in told}
    numbers = [n for n in range(len(world)) if world.background(n) and world.incidents[n] in incidents]
    joined = sum((world.incidents[number], homes.get(number)) in told for number in numbers)
    return joined / (len(numbers) or 1)


def growth(smaller: Figures, larger: Figures) -> float:
    """The power of the number of accounts by which the time grows: 1 is linear."""
    return math.log(larger.seconds / smaller.seconds) / math.log(larger.accounts / smaller.accounts)


def format_figures(every: Sequence[Figures]) -> str:
    """One line a size, then the growth from each to the next."""
    head = "  accounts  incidents   made   clock  processor  accounts/s    peak     fork"
    lines = [f"{head}  pairs P     R     F   B3 F  recalled"]
    lines += [
        f"{one.accounts:10,} {one.incidents:10,} {one.making_s:5.0f}s {one.wall_s:6.0f}s {one.seconds:9.1f}s"
        f" {one.accounts_a_second:11,.0f} {one.peak_mb:5.0f} MB {one.fork_mb:5.0f} MB"
        f"    {one.precision:.3f} {one.recall:.3f} {one.f:.3f}  {one.bcubed_f:.3f}     {one.recalled:.3f}"
        for one in every
    ]
    lines += [
        f"growth exponent from {few.accounts:,} to {many.accounts:,}: {growth(few, many):.2f}"
        for few, many in pairwise(every)
    ]
    return "\n".join(lines)


def _link_apart(accounts: int, *, per_day: int, workers: int) -> Figures:
    """As `link_world`, in a process of its own, so that the peak memory is this world's."""
    command = [sys.executable, "-m", "evaluation.linkbench", "--one", str(accounts)]
    command += ["--per-day", str(per_day), "--workers", str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.linkbench", description=__doc__)
    parser.add_argument(
        "--accounts", default=",".join(map(str, SIZES)), help="sizes with commas between (10000,100000)"
    )
    parser.add_argument("--million", action="store_true", help="a million accounts too")
    parser.add_argument("--per-day", type=int, default=PER_DAY, help=f"accounts a day of the world ({PER_DAY})")
    parser.add_argument("--workers", type=int, default=2, help="processes that compare at once (2)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.one is not None:
        print(json.dumps(asdict(link_world(args.one, per_day=args.per_day, workers=args.workers))))
        return 0
    try:
        sizes = [int(size) for size in args.accounts.split(",")]
    except ValueError:
        parser.error(f"--accounts {args.accounts!r} is not a list of numbers; give it as 10000,100000")
    every: list[Figures] = []
    sizes += [MILLION] if args.million else []
    for size in sizes:
        try:
            every.append(_link_apart(size, per_day=args.per_day, workers=args.workers))
        except subprocess.CalledProcessError as error:
            words = (
                "it was ended from outside, or ran out of memory" if error.returncode < 0 else "its error stands above"
            )
            print(
                f"{size:,} accounts: not linked, status {error.returncode}: {words}; run this size alone",
                file=sys.stderr,
            )
            break
        print(f"{size:,} accounts: {every[-1].seconds:.1f} s", file=sys.stderr)
    if every:
        print(format_figures(every))
    return 0 if len(every) == len(sizes) else 1


if __name__ == "__main__":
    raise SystemExit(main())
