"""`python -m evaluation.calibration`: of places and times said to be 90 % sure, are nine in ten right?

Every place and time that is given a value and stands on gold words is a decision: its score against whether it is
right. On LGL, GeoVirus and GeoCorpora right is within 161 km; on TimeBank and AQUAINT the same TimeML value; on our
develop half what the gate's rules match. The error is the mean, over ten groups of equal size by score, of how far
the mean score lies from the share that is right (expected calibration error). Nothing here is fitted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from evaluation.gate import load_half, place_matches, report_of, time_matches
from evaluation.inline import AnnotatedReport
from evaluation.public import geo, temporal
from evaluation.public.texts import read_as_is
from evaluation.public.timex import as_timex
from tallystick.pipeline import READERS, Tools, load_tools, mark_report
from tallystick.records.mention import PlaceMention, Reading
from tallystick.records.referent import Moment, Place

BINS: Final = 10
AIM: Final = 0.05
COARSENESS: Final = ("site", "settlement", "area", "admin2", "admin1", "sea", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A value that was given: its score (0-1), and whether it is right."""

    score: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Decisions of like score: how many, their mean score, and the share that is right."""

    size: int
    score: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The decisions of one set of texts on one field."""

    field: str
    texts: str
    decisions: tuple[Decision, ...]


def bins_of(decisions: Sequence[Decision], *, most: int = BINS) -> list[Bin]:
    """Up to `most` groups of equal size (to within one), by score, lowest first.

    Where decisions of one score stand in two groups, each has its part of those that are right.
    """
    alike: dict[float, list[bool]] = {}
    for decision in decisions:
        alike.setdefault(decision.score, []).append(decision.right)
    ranked = [(score, sum(rights) / len(rights)) for score, rights in sorted(alike.items()) for _ in rights]
    edges = [round(at * len(ranked) / most) for at in range(most + 1)]
    return [
        Bin(
            size=high - low,
            score=sum(score for score, _ in ranked[low:high]) / (high - low),
            right=sum(right for _, right in ranked[low:high]) / (high - low),
        )
        for low, high in pairwise(edges)
        if high > low
    ]


def calibration_error(decisions: Sequence[Decision]) -> float:
    """The mean distance of score and share of right over the bins, by their size; 0 without decisions."""
    return sum(b.size * abs(b.score - b.right) for b in bins_of(decisions)) / len(decisions) if decisions else 0.0


def toponym_decisions(folder: Path, corpus: geo.Corpus, *, tools: Tools) -> Iterator[tuple[Decision, bool]]:
    """The places given on a corpus' gold names, each with whether the gold lies in the circle of what was said."""
    for names, text in geo.texts_of(folder, corpus):
        free = list(names)
        for mention in read_as_is(text, text, tools=tools).reading.places if text is not None else ():
            gold = next((g for g in free if mention.start < g.end and g.start < mention.end), None)
            if gold is None:
                continue
            free.remove(gold)
            place = mention.place
            if isinstance(place, Place) and mention.score is not None and None not in (place.lat, place.lon):
                away = geo.distance_km((place.lat or 0.0, place.lon or 0.0), gold.position or (0.0, 0.0))
                holds = away <= max(geo.NEAR_KM, place.radius_km or 0.0)
                yield Decision(score=mention.score, right=away <= geo.NEAR_KM), holds


def timex_decisions(folder: Path, *, tools: Tools) -> Iterator[Decision]:
    """The days given on the gold expressions of a folder of TimeML texts; lengths ("the last two weeks") left out."""
    for path in sorted(folder.glob("*.tml")):
        document = temporal.read_timeml(path.read_bytes(), path.stem)
        report = read_as_is(document.name, document.text, tools=tools, published=document.created).report
        mentions = [m for m in temporal.marked_mentions(report, tools=tools) if m.form != "named"]
        said = [as_timex(m) for m in mentions]
        for g, s in temporal.pair_timexes(document.gold, said):
            score = mentions[s].score
            if score is not None and said[s].kind != "DURATION":
                yield Decision(score=score, right=document.gold[g].value == said[s].value)


def own_decisions(gold: AnnotatedReport, reading: Reading) -> Iterator[tuple[str, Decision]]:
    """The places and times given on the gold words of one of our reports, by the gate's rules."""
    for time in reading.times:
        on = [a for a in gold.annotations if a.field == "time" and a.start < time.end and time.start < a.end]
        moment = time.moment
        if on and isinstance(moment, Moment) and time.score is not None:
            yield "time", Decision(score=time.score, right=any(time_matches(a, moment) for a in on))
    told = [m for m in reading.places if m.role_hint != "within"]
    decided: dict[tuple[int, int], tuple[PlaceMention, bool]] = {}
    for annotation in gold.annotations:
        if annotation.field in ("place", "origin"):
            for mention in finest([m for m in told if m.start < annotation.end and annotation.start < m.end]):
                span, place = (mention.start, mention.end), mention.place
                right = isinstance(place, Place) and place_matches(annotation, place)
                decided[span] = mention, right or (span in decided and decided[span][1])
    for mention, right in decided.values():
        if mention.score is not None:
            yield "place", Decision(score=mention.score, right=right)


def finest(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Of the places that one phrase names ("Akhtrin, northern Aleppo"), those of the finest kind, as telling does."""
    ranked = [(COARSENESS.index(m.place.precision.value), m) for m in mentions if isinstance(m.place, Place)]
    least = min((rank for rank, _ in ranked), default=0)
    return [mention for rank, mention in ranked if rank == least]


def measure(bench: Path, *, tools: Tools) -> list[Measured]:
    """All sets whose texts lie there, then our own."""
    found = []
    pooled: dict[str, list[Decision]] = {"place": [], "time": []}
    for corpus in geo.CORPORA if (bench / geo.FOLDER).is_dir() else ():
        pairs = list(toponym_decisions(bench / geo.FOLDER, corpus, tools=tools))
        strict = tuple(decision for decision, _ in pairs)
        loose = tuple(Decision(score=decision.score, right=holds) for decision, holds in pairs)
        found += [
            Measured(field="place", texts=corpus.name, decisions=strict),
            Measured(field="place", texts=f"{corpus.name}, or in its circle", decisions=loose),
        ]
        pooled["place"] += strict
    for name in temporal.CORPORA if (bench / temporal.FOLDER).is_dir() else ():
        timexes = tuple(timex_decisions(bench / temporal.FOLDER / "TBAQ-cleaned" / name, tools=tools))
        found.append(Measured(field="time", texts=name, decisions=timexes))
        pooled["time"] += timexes
    own = [
        pair for gold in load_half("develop") for pair in own_decisions(gold, mark_report(report_of(gold), tools=tools))
    ]
    for field, all_texts in pooled.items():
        decisions = tuple(decision for kind, decision in own if kind == field)
        found.append(Measured(field=field, texts="develop half", decisions=decisions))
        found.append(Measured(field=field, texts="all together", decisions=(*all_texts, *decisions)))
    return found


def format_table(rows: Sequence[Measured]) -> str:
    """One Markdown table: number, mean score, share right and error, then "score:right" of each bin, lowest first."""
    head = ("field", "texts", "n", "mean score", "right", "error", "score:right, in ten groups")
    lines = [f"| {' | '.join(head)} |", "|---|---|---:|---:|---:|---:|---|"]
    for row in rows:
        number = len(row.decisions)
        score = sum(d.score for d in row.decisions) / number if number else 0.0
        right = sum(d.right for d in row.decisions) / number if number else 0.0
        groups = " ".join(f"{b.score:.2f}:{b.right:.2f}" for b in bins_of(row.decisions))
        figures = (f"{score:.3f}", f"{right:.3f}", f"{calibration_error(row.decisions):.3f}")
        lines.append(f"| {' | '.join((row.field, row.texts, str(number), *figures, groups))} |")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 2 where no public text was found."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path(os.environ.get("BENCH_DIR") or "../shared/bench"))
    parser.add_argument("--reader", choices=READERS, default="grammar")
    args = parser.parse_args(argv)
    rows = measure(args.bench, tools=load_tools(args.reader))
    print(f"Reader: {args.reader}. Measured {datetime.now().astimezone():%Y-%m-%d}. Aim: error under {AIM}.\n")
    print(format_table(rows))
    if not any((args.bench / folder).is_dir() for folder in (geo.FOLDER, temporal.FOLDER)):
        print(f"!!! no public texts in {args.bench}; give --bench or BENCH_DIR", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
