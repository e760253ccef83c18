"""How fast the path is and how much memory it takes, on reports recombined from the develop half.

`python -m evaluation.bench` prints reports a second on one and two workers, milliseconds a stage, the time
from start to the first result, and peak memory at two sizes. The reports are made up of sentences of
evaluation/corpus/develop, about 500 words each, the same on every machine; their figures and
their rarer words are varied, so that they neither tell one thing nor copy each other.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FunctionType
from typing import Any

from evaluation.inline import compile_report
from tallystick import pipeline
from tallystick.inputs import find_inputs, open_items
from tallystick.run import build
from tallystick.settings import DEFAULTS, ReaderChoice
from tallystick.stages.mark.sentences import split_sentences
from tallystick.workers import tell_here, tell_in_workers

GRAMMAR = replace(DEFAULTS, reader=ReaderChoice(name="grammar"))  # the figures of docs/performance.md are of these

DEVELOP = Path(__file__).parent / "corpus" / "develop"
WORDS = 500  # words a report
SIZES = (1_000, 10_000)
SEED = 20_26
MIN_WORDS = 6  # shorter sentences are headlines' remains
_WORD = re.compile(r"\b[a-z]{4,}\b")
COMMON = 20  # words as frequent as this in the develop half stay; the others change places with each other
_NUMBER = re.compile(r"(?<![\w.,:-])\d{1,2}(?![\w,:-]|\.\d)")


def load_sentences() -> list[str]:
    """The sentences of the develop half, in the order of its files."""
    found: dict[str, None] = {}
    for path in sorted(DEVELOP.glob("*.txt")):
        gold = compile_report(path)
        for sentence in split_sentences(gold.text, title=None):
            words = " ".join(sentence.text.split())
            if len(words.split()) >= MIN_WORDS:
                found[words] = None
    return list(found)


def compose_reports(count: int, *, words: int = WORDS) -> Iterator[dict[str, str]]:
    """This many reports of about `words` words; the first of more are the same as those of fewer."""
    sentences = load_sentences()
    counted = Counter(word for sentence in sentences for word in _WORD.findall(sentence))
    rare = sorted(word for word, seen in counted.items() if seen < COMMON)
    for index in range(count):
        rng = random.Random(f"{SEED}/{index}")
        body: list[str] = []
        left = words
        while left > 0:
            sentence = _varied(rng.choice(sentences), rng, rare, counted)
            left -= len(sentence.split())
            body.append(sentence)
        day = f"{2014 + rng.randrange(11)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
        yield {
            "url": f"https://bench.example/{index}",
            "outlet": f"Bench Outlet {index % 97}",
            "published": day,
            "text": "\n\n".join(" ".join(body[at : at + 3]) for at in range(0, len(body), 3)),
        }


def _varied(sentence: str, rng: random.Random, rare: list[str], counted: Counter[str]) -> str:
    sentence = _NUMBER.sub(lambda _: str(rng.randint(2, 28)), sentence)
    return _WORD.sub(lambda word: rng.choice(rare) if counted[word[0]] < COMMON else word[0], sentence)


def write_reports(folder: Path, count: int) -> Path:
    """A JSON Lines file of `count` composed reports."""
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for report in compose_reports(count):
            out.write(json.dumps(report, ensure_ascii=False) + "\n")
    return path


class StageClock:
    """Seconds spent in the stages' functions, as the pipeline calls them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def watch(self) -> None:
        """Put a clock before every stage function the pipeline imports."""
        for name, value in list(vars(pipeline).items()):
            if isinstance(value, FunctionType) and value.__module__.startswith("tallystick.stages."):
                setattr(pipeline, name, self._timed(value, value.__module__.split(".")[2]))

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def timed(*args: object, **kwargs: object) -> object:
            began = time.perf_counter()
            try:
                given = function(*args, **kwargs)
            finally:
                self.seconds[stage] += time.perf_counter() - began
            return self._iterated(given, stage) if isinstance(given, Iterator) else given

        return timed

    def _iterated(self, given: Iterator[Any], stage: str) -> Iterator[Any]:
        while True:
            began = time.perf_counter()
            try:
                value = next(given)
            except StopIteration:
                return
            finally:
                self.seconds[stage] += time.perf_counter() - began
            yield value


def time_stages(path: Path, count: int) -> dict[str, float]:
    """Milliseconds a report in each stage, in this process."""
    clock = StageClock()
    clock.watch()
    tools = pipeline.load_tools("grammar")
    told = [pipeline.tell_item(item, tools=tools) for item in _items(path)]
    shelf = pipeline.MemoryShelf.of([one.report for one in told], [a for one in told for a in one.accounts])
    for _ in pipeline.weigh_all(shelf, standing={}, tools=tools).incidents:
        pass
    return {stage.name: 1000 * clock.seconds[stage.name] / count for stage in pipeline.STAGES}


def time_reading(path: Path, workers: int) -> float:
    """Seconds a report to read and tell, without store and weighing, from the first result to the last."""
    items = list(_items(path))
    if workers == 1:
        told = tell_here(iter(items), settings=GRAMMAR)
    else:
        told = tell_in_workers(iter(items), workers=workers, settings=GRAMMAR)
    next(told)
    began = time.perf_counter()
    count = sum(1 for _ in told)
    return (time.perf_counter() - began) / max(1, count)


def time_build(path: Path, workers: int) -> dict[str, float]:
    """Seconds and peak memory (MB; the largest worker's apart) of one build, in a process of its own."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "evaluation.bench", "--build", str(path), "--workers", str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    result["wall"] = time.perf_counter() - began
    return result


def _items(path: Path) -> Iterator[Any]:
    for found in find_inputs([str(path)]):
        yield from open_items(found, fields=None)


def _build_once(path: str, workers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = build([path], store=Path(folder) / "bench.db", workers=workers, settings=GRAMMAR)
    peak = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    figures = {"seconds": result.seconds, "kept": result.kept, "incidents": result.incidents}
    print(json.dumps({**figures, "peak_mb": peak[0], "worker_peak_mb": peak[1]}))


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, help="reports for the two sizes (1000 10000)")
    parser.add_argument("--stage-reports", type=int, default=300, help="reports timed stage by stage (300)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.build:
        _build_once(args.build, args.workers)
        return 0
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = (write_reports(folder, size) for size in args.sizes)
        one = write_reports(folder, 1)
        figures["start_to_first_result_s"] = min(time_build(one, 1)["wall"] for _ in range(2))
        for workers in (1, 2):
            figures[f"reading_reports_a_second_{workers}"] = 1 / time_reading(small, workers)
        builds = {
            (size, workers): time_build(path, workers)
            for size, path, workers in ((args.sizes[0], small, 1), (args.sizes[0], small, 2), (args.sizes[1], large, 2))
        }
        for (size, workers), result in builds.items():
            figures[f"build_{size}_with_{workers}"] = {"reports_a_second": size / result["seconds"], **result}
        stage_path = write_reports(folder, args.stage_reports) if args.stage_reports not in args.sizes else small
        figures["ms_a_report"] = time_stages(stage_path, args.stage_reports)
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        _print(figures, args.sizes)
    return 0


def _print(figures: dict[str, Any], sizes: tuple[int, int]) -> None:
    few, many = (figures[f"build_{size}_with_2"] for size in sizes)
    alone = figures[f"build_{sizes[0]}_with_1"]
    one, two = (figures[f"reading_reports_a_second_{workers}"] for workers in (1, 2))
    print(f"start to first result      {figures['start_to_first_result_s']:7.2f} s")
    print(f"reading, 1 worker          {one:7.1f} reports/s")
    print(f"reading, 2 workers         {two:7.1f} reports/s   {two / one:.2f} x")
    print(f"whole build, 1 worker      {alone['reports_a_second']:7.1f} reports/s   {sizes[0]:,} reports")
    print(f"whole build, 2 workers     {few['reports_a_second']:7.1f} reports/s   {sizes[0]:,} reports")
    print(f"whole build, 2 workers     {many['reports_a_second']:7.1f} reports/s   {sizes[1]:,} reports")
    for name, key in (("main process", "peak_mb"), ("largest worker", "worker_peak_mb")):
        print(f"peak memory, {name:14s}{few[key]:7.0f} MB at {sizes[0]:,}, {many[key]:.0f} MB at {sizes[1]:,}"
              f"   {many[key] / few[key]:.2f} x")  # fmt: skip
    for stage, milliseconds in figures["ms_a_report"].items():
        print(f"{stage:26s} {milliseconds:7.2f} ms a report")


if __name__ == "__main__":
    sys.exit(main())
