"""Fits the scores of places and times on the training reports: `python -m training.scores` writes the weights.

Right is a place of the same country whose province is the gold's too, or its name where one of them has no province;
and a time of the same first and last day. Only times that hold all the annotated words count ("Friday" of "Friday the
15th" is no reading of them), and places beside which the words hold no other name.
Places are also read from their paragraph alone, as reports that say less of where they
are read worse. Neither evaluation/ nor a public benchmark is looked at.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from evaluation.calibration import Decision, calibration_error, finest
from evaluation.gate import days, report_of, time_matches
from evaluation.inline import AnnotatedReport, Annotation, compile_report
from tallystick.knowledge.gazetteer import Gazetteer
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.score_weights import score_of
from tallystick.pipeline import Tools, load_tools
from tallystick.records.draft import Draft, DraftArgument
from tallystick.records.mention import PlaceMention, Sentence, TimeMention
from tallystick.records.referent import Moment, Place
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, Standing
from tallystick.stages.mark.casing import restore_case
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.drafted_times import drafted_signs, time_drafted
from tallystick.stages.resolve.lasting_times import lasting_signs, resolve_lasting
from tallystick.stages.resolve.place_score import described_terms, place_terms, score_place
from tallystick.stages.resolve.places import weigh_places
from tallystick.stages.resolve.time_score import TimeSigns, time_terms
from tallystick.stages.resolve.times import told_on, weigh_times
from tallystick.stages.resolve.unnamed_places import place_unnamed
from training.corpus_check import CORPUS

TARGET: Final = Path(__file__).resolve().parent.parent / "tallystick/knowledge/data/score_weights.csv"
FOLDS: Final = 5
PENALTY: Final = 2.0  # of the squared weights, in decisions
ROUNDS: Final = 1_000
# More of these never makes a place less likely.
RISING: Final = frozenset(
    {"lead", "lead, small", "no rival", "lead at home", "lead at home, small", "no rival at home", "country share",
     "country named", "province share", "support", "close", "near", "contained", "no namesake", "type fits", "held"}
)  # fmt: skip
FALLING: Final = frozenset({"namesakes", "loose spelling", "another name", "type does not fit", "far"})
_SMALL_WORDS: Final = frozenset(
    "on in at the a of by during over since from until till before after late early around about just".split()
)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A reading by its terms, whether it was right, and the report it stands in."""

    terms: Mapping[str, float]
    right: bool
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The weights of one score, how many cases they rest on, and the figures of folds that were left out."""

    score: str
    weights: Mapping[str, float]
    cases: int
    right: float
    error: float


def is_right_place(annotation: Annotation, place: Place, *, gazetteer: Gazetteer) -> bool:
    """The same country, and the same province, or the same name where a province is missing."""
    gold = annotation.values
    name, country = fold_name(gold["name"]), gold.get("country")
    if gold["precision"] == "sea" or country is None:
        return fold_name(place.name) in name or name in fold_name(place.name)
    if place.country != country:
        return False
    if gold["precision"] == "country":
        return True
    named = gold.get("admin1") or (gold["name"] if gold["precision"] == "admin1" else None)
    wanted = _provinces(named, country, gazetteer)
    if wanted and place.admin1 is not None:
        return place.admin1 in wanted
    spelled = {found.id for found in gazetteer.find(gold["name"], country=country)}
    return place.gazetteer_id in spelled or name in fold_name(place.name) or fold_name(place.name) in name


def _provinces(name: str | None, country: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The gazetteer's names of the provinces that this name may stand for."""
    if name is None:
        return frozenset()
    return frozenset(place.name for place in gazetteer.find(name, country=country) if place.precision == "admin1")


def names_no_other(annotation: Annotation, mention: PlaceMention) -> bool:
    """The annotated words hold no name beside the mention: "Niamey" is not the place of "Karma, west of Niamey"."""
    before = annotation.surface[: max(0, min(mention.start, mention.relation_start) - annotation.start)]
    after = annotation.surface[len(annotation.surface) - max(0, annotation.end - mention.end) :]
    return not any(word[:1].isupper() for word in f"{before} {after}".split())


def _sentences(report: Report, tools: Tools) -> tuple[Sentence, ...]:
    return restore_case(split_sentences(report.text, title=report.title), table=tools.actors)


def place_cases(gold: AnnotatedReport, *, tools: Tools) -> Iterator[Case]:
    """The places of a report by all it says, then each paragraph's by what the paragraph says."""
    report = report_of(gold)
    sentences = _sentences(report, tools)
    mentions = mark_places(report, sentences=sentences, gazetteer=tools.gazetteer)
    yield from _place_cases(gold, mentions, report=report, tools=tools)
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    if len(paragraphs) > 1:
        for part in paragraphs.values():
            start, end = part[0].start, part[-1].end
            text = " " * start + report.text[start:end] + " " * (len(report.text) - end)
            inside = [m for m in mentions if start <= m.start and m.end <= end]
            yield from _place_cases(gold, inside, report=replace(report, text=text), tools=tools)


def _place_cases(
    gold: AnnotatedReport, mentions: Sequence[PlaceMention], *, report: Report, tools: Tools
) -> Iterator[Case]:
    signs = {(m.start, m.end): (m, s) for m, s in weigh_places(mentions, report=report, gazetteer=tools.gazetteer)}
    told = [m for m, _ in signs.values() if m.role_hint != "within"]
    right: dict[tuple[int, int], bool] = {}
    for annotation in gold.annotations:
        if annotation.field in ("place", "origin"):
            for mention in finest([m for m in told if m.start < annotation.end and annotation.start < m.end]):
                span, place = (mention.start, mention.end), mention.place
                if not names_no_other(annotation, mention):
                    continue
                ok = isinstance(place, Place) and is_right_place(annotation, place, gazetteer=tools.gazetteer)
                right[span] = ok or right.get(span, False)
    for span, ok in right.items():
        found = signs[span][1]
        if found is not None:
            yield Case(terms=place_terms(found), right=ok, report=gold.header["id"])


def _gold_draft(gold: AnnotatedReport, field: ClaimField) -> Draft:
    """All gold spans of a field as a reader would draft them."""
    return Draft(
        acts=(), event_type=EventType.OTHER, modality=Modality.ASSERTED, standing=Standing.MAIN,
        clarity=Clarity.INDIVIDUAL, score=1.0, type_score=1.0,
        arguments=tuple(
            DraftArgument(field=field, start=a.start, end=a.end, score=1.0)
            for a in gold.annotations if a.field == field.value
        ),
    )  # fmt: skip


def described_cases(gold: AnnotatedReport, *, tools: Tools, weights: Mapping[str, float]) -> Iterator[Case]:
    """The places that gold words only describe, taken for a named one by place_unnamed."""
    report = report_of(gold)
    mentions = mark_places(report, sentences=_sentences(report, tools), gazetteer=tools.gazetteer)
    weighed = [
        m if s is None else replace(m, score=score_place(s, weights=weights))
        for m, s in weigh_places(mentions, report=report, gazetteer=tools.gazetteer)
        if m.role_hint != "within"
    ]
    draft = _gold_draft(gold, ClaimField.PLACE)
    known = {(m.start, m.end) for m in weighed}
    for mention in place_unnamed((draft,), (), weighed, text=report.text, gazetteer=tools.gazetteer):
        place = mention.place
        if (mention.start, mention.end) in known or not isinstance(place, Place):
            continue
        held = [m.score for m in weighed if isinstance(m.place, Place) and m.place.gazetteer_id == place.gazetteer_id]
        held = held or [m.score for m in weighed if isinstance(m.place, Place) and m.place.admin1 == place.admin1]
        ok = any(
            is_right_place(a, place, gazetteer=tools.gazetteer)
            for a in gold.annotations
            if a.field == "place" and (a.start, a.end) == (mention.start, mention.end)
        )
        yield Case(terms=described_terms(held[0] if held else None), right=ok, report=gold.header["id"])


def is_right_time(annotation: Annotation, moment: Moment, *, published: date | None) -> bool:
    """The same days; of a span that runs on to publication ("since 2010", "this year") the same first day.

    Where the words give no last day, annotators chose publication, the day before, its month or its year.
    """
    if time_matches(annotation, moment):
        return True
    runs_on = (
        published is not None
        and moment.earliest is not None
        and moment.latest is not None
        and moment.earliest < published.isoformat() <= moment.latest
    )
    return runs_on and days(annotation.values["edtf"])[0] == moment.earliest


def holds_all(mention: TimeMention, annotation: Annotation) -> bool:
    """The mention holds all the annotated words but prepositions: "Friday" is not all of "Friday the 15th"."""
    before = annotation.surface[: max(0, mention.start - annotation.start)]
    after = annotation.surface[len(annotation.surface) - max(0, annotation.end - mention.end) :]
    return all(word in _SMALL_WORDS for word in f"{before} {after}".lower().split())


def time_cases(gold: AnnotatedReport, *, tools: Tools) -> Iterator[Case]:
    """The times of a report that are given days, and those of gold words that only a reader would see."""
    report = report_of(gold)
    sentences = _sentences(report, tools)
    marked = mark_times(sentences)
    weighed = {(m.start, m.end): (m, s) for m, s in weigh_times(marked, report=report, sentences=sentences)}
    lengths = mark_expressions(sentences, times=marked, forms=frozenset({"length"}))
    published, _ = told_on(report)
    times = resolve_lasting([m for m, _ in weighed.values()], expressions=lengths, report=report, sentences=sentences)
    drafted = time_drafted((_gold_draft(gold, ClaimField.TIME),), times, text=report.text, report=report)
    for mention in drafted:
        golds = [a for a in gold.annotations if a.field == "time" and a.start < mention.end and mention.start < a.end]
        golds = [a for a in golds if holds_all(mention, a)]
        moment = mention.moment
        if golds and isinstance(moment, Moment):
            before, signs = weighed.get((mention.start, mention.end), (None, None))
            if signs is None or before is None or before.moment != moment:
                signs = _other_signs(mention, moment, published)
            yield Case(
                terms=time_terms(signs),
                right=any(is_right_time(a, moment, published=published) for a in golds),
                report=gold.header["id"],
            )


def _other_signs(mention: TimeMention, moment: Moment, published: date | None) -> TimeSigns:
    make = drafted_signs if mention.form == "drafted" else lasting_signs
    return make(mention, moment, published=published)


def fit_weights(cases: Sequence[Case], *, free: Sequence[str] = ()) -> dict[str, float]:
    """Regularised logistic regression by projected gradients; terms that may only rise or fall are held to it."""
    names = sorted({term for case in cases for term in case.terms})
    table = np.array([[case.terms.get(name, 0.0) for name in names] for case in cases])
    right = np.array([case.right for case in cases], dtype=np.float64)
    low = np.array([0.0 if name in RISING else -np.inf for name in names])
    high = np.array([0.0 if name in FALLING else np.inf for name in names])
    penalty = np.array([0.0 if name == "one" or name in free else PENALTY for name in names])
    step = 1.0 / (0.25 * float(np.linalg.norm(table, 2)) ** 2 + PENALTY)
    weights = np.zeros(len(names))
    ahead, momentum = weights, 1.0
    for _ in range(ROUNDS):  # FISTA
        slope = table.T @ (_logistic(table @ ahead) - right) + penalty * ahead
        moved = np.clip(ahead - step * slope, low, high)
        following = (1.0 + np.sqrt(1.0 + 4.0 * momentum**2)) / 2.0
        ahead = moved + (momentum - 1.0) / following * (moved - weights)
        weights, momentum = moved, following
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 5e-4}


def _logistic(totals: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(totals, -30.0, 30.0))), dtype=np.float64)


def fit(score: str, cases: Sequence[Case]) -> Fit:
    """Weights on all cases, and the calibration error of folds that were left out, by report."""
    reports = sorted({case.report for case in cases})
    fold = {report: at % FOLDS for at, report in enumerate(reports)}
    held: list[Decision] = []
    for left_out in range(FOLDS):
        weights = fit_weights([case for case in cases if fold[case.report] != left_out])
        held += [
            Decision(score=score_of(case.terms, weights=weights), right=case.right)
            for case in cases
            if fold[case.report] == left_out
        ]
    return Fit(
        score=score,
        weights=fit_weights(cases),
        cases=len(cases),
        right=sum(case.right for case in cases) / len(cases),
        error=calibration_error(held),
    )


def as_table(fits: Sequence[Fit], *, day: date) -> str:
    """The file of weights."""
    out = io.StringIO()
    out.write("# Logistic weights of the scores of places and times, fitted by python -m training.scores\n")
    out.write(f"# on the training reports, {day.isoformat()}")
    out.write("".join(f"; {f.score}: {f.cases} readings, {f.right:.3f} right" for f in fits) + ".\n")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("score", "term", "weight"))
    for one in fits:
        rows.writerows((one.score, term, f"{weight:g}") for term, weight in sorted(one.weights.items()))
    return out.getvalue()


def _gather(golds: Sequence[AnnotatedReport], cases_of: Callable[[AnnotatedReport], Iterable[Case]]) -> list[Case]:
    return [case for gold in golds for case in cases_of(gold)]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, say how well, and write."""
    parser = argparse.ArgumentParser(prog="python -m training.scores", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="use each n-th report")
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="written into the file")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args(argv)
    tools = load_tools("grammar")
    golds = [compile_report(path) for path in sorted(CORPUS.rglob("*.txt"))[:: args.every]]
    place = fit("place", _gather(golds, lambda gold: place_cases(gold, tools=tools)))
    described = fit(
        "described place", _gather(golds, lambda gold: described_cases(gold, tools=tools, weights=place.weights))
    )
    time = fit("time", _gather(golds, lambda gold: time_cases(gold, tools=tools)))
    for one in (place, described, time):
        print(f"{one.score}: {one.cases} readings, {one.right:.3f} right, calibration error left out {one.error:.3f}")
    args.out.write_text(as_table((place, described, time), day=args.day), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
