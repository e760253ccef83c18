"""Linking, copies and contradictions measured on stories: many reports of few incidents.

`python -m evaluation.stories` reads all reports of a half, links and weighs them together, prints how well
accounts are grouped, copies found and contradictions shown, and fails when a floor of stories.json is not held or
the stories are not those the floors were set on. `--errors KIND` lists errors of the develop half; of the sealed
half only totals are ever printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from evaluation.storyscore import ERROR_KINDS, Scores, score_stories, tell_stories
from evaluation.storyset import HALVES, STORIES, load_stories, stories_digest
from tallystick.pipeline import READERS, load_tools

FLOORS = Path(__file__).parent / "stories.json"
_AIM_AT_NONE = ("near pairs merged", "accounts put with another story", "not copies, joined")


def main(argv: list[str] | None = None, *, folder: Path = STORIES, floors: Path = FLOORS) -> int:
    """Print the tables, check the floors."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.stories", description=__doc__)
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--errors", metavar="KIND", help=f"list errors of the develop half: {', '.join(ERROR_KINDS)}")
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--oracle", action="store_true", help="contradictions of accounts put together by annotation")
    parser.add_argument("--raise-floors", action="store_true", help="set floors to what is held now; never lowers one")
    args = parser.parse_args(argv)
    if args.errors and args.half != "develop":
        parser.error("of the sealed half only totals are printed: use --errors with --half develop")
    if args.raise_floors and args.oracle:
        parser.error("floors are of the pipeline's own linking: use --raise-floors without --oracle")
    tools = load_tools(args.reader)
    figures = {}
    for half in HALVES if args.half == "both" else (args.half,):
        stories = load_stories(half, folder=folder)
        told = tell_stories(stories, tools=tools)
        scores = score_stories(stories, told, tools=tools, oracle=args.oracle)
        if args.errors:
            _print_errors(scores, args.errors, args.most)
            return 0
        print(f"\n{half}: {len(stories)} stories, {len(told)} reports, reader {args.reader}")
        print(format_scores(scores, oracle=args.oracle))
        figures[half] = figures_of(scores)
    if args.oracle:
        return 0
    return _check_floors(figures, reader=args.reader, path=floors, digest=stories_digest(folder), up=args.raise_floors)


def format_scores(scores: Scores, *, oracle: bool = False) -> str:
    """The table of one half."""
    lines = [f"{'measure':36} {'P':>6} {'R':>6} {'F':>6} {'said':>6} {'gold':>6}"]
    for key, row in scores.rows.items():
        name = key.replace("contradictions", "contradictions of gold groups") if oracle else key
        lines.append(f"{name:36} {row.precision:6.3f} {row.recall:6.3f} {row.f:6.3f} {row.said:6} {row.gold:6}")
    for key, (count, among) in scores.shares.items():
        lines.append(f"{key:36} {count} of {among}{' (aim: 0)' if key in _AIM_AT_NONE else ''}")
    return "\n".join(lines)


def figures_of(scores: Scores) -> dict[str, float]:
    """What floors are held against, each better the higher: F, and of what should not be the share that is not."""
    found = {key: row.f for key, row in scores.rows.items() if not key.startswith("contradictions, ")}
    for key in _AIM_AT_NONE:
        count, among = scores.shares[key]
        found[f"not: {key}"] = 1.0 - count / among if among else 1.0
    return found


def _print_errors(scores: Scores, kind: str, most: int) -> None:
    chosen = [error for error in scores.errors if error[0].startswith(kind)]
    print(f"{len(chosen)} errors of {kind}")
    for name, where, what in chosen[:most]:
        print(f"- {name}, {where}: {' '.join(what.split())}")


def _check_floors(figures: dict[str, dict[str, float]], *, reader: str, path: Path, digest: str, up: bool) -> int:
    """Hold the figures of one reader against its floors, as the gate does; none is ever lowered."""
    kept: dict[str, Any] = {"stories": None, "floors": {}}
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
    of_reader = kept["floors"].setdefault(reader, {})
    if up:
        for half, values in figures.items():
            floors = of_reader.setdefault(half, {})
            for key, value in values.items():
                floors[key] = max(floors.get(key, 0.0), round(value - 0.002, 3))
        kept["stories"] = digest
        path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if kept["stories"] != digest:
        print(
            f"the stories are {digest}, the floors were set on {kept['stories']}: "
            "run with --raise-floors and say why in the commit",
            file=sys.stderr,
        )
        return 1
    fallen = [
        f"below the floor: {reader}, {half}, {key}: {value:.3f}, floor {floor:.3f}"
        for half, values in figures.items()
        for key, value in values.items()
        if value < (floor := of_reader.get(half, {}).get(key, 0.0))
    ]
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
