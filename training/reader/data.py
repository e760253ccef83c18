"""Annotated reports as training windows: word pieces, tags by field, spans with kinds, what belongs together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.inline import AnnotatedReport, compile_report
from tallystick.knowledge.names import fold_name
from tallystick.models.labels import ACT, FIELDS, KINDS, NAMED_ALIKE, SOURCE, depth_of
from tallystick.models.windows import Piece, Window, cut_pieces, pack_windows
from tallystick.records.account import TOLLS
from tallystick.stages.mark.sentences import split_sentences

_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|its|their|his|her)\s+", re.IGNORECASE)
_NAMED = frozenset().union(*NAMED_ALIKE)
CORPUS = Path(__file__).parents[1] / "corpus"


@dataclass(slots=True)
class Marked:
    """One span of a window: first and last word piece (inclusive), its field, and what it belongs to."""

    first: int
    last: int
    field: int
    sentence: int
    accounts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    kinds: dict[str, int] = field(default_factory=dict)
    depth: int = 0
    name: str = ""


@dataclass(slots=True)
class Example:
    """One training window: inputs, tags (fields by pieces), spans.

    `sentences` and `depths` are of each piece.
    """

    report: str
    ids: list[int]
    shapes: list[int]
    tags: list[list[int]]
    sentences: list[int]
    depths: list[int]
    spans: list[Marked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gold:
    """A span of a report by characters, before it is put into windows."""

    start: int
    end: int
    field: str
    accounts: frozenset[str]
    sources: frozenset[str]
    kinds: dict[str, int]
    name: str = ""


def load_annotated(folder: Path = CORPUS) -> list[AnnotatedReport]:
    """All annotated training reports, sorted by id."""
    return [compile_report(path) for path in sorted(folder.rglob("*.txt"), key=lambda p: p.stem)]


def split_reports(reports: Sequence[AnnotatedReport]) -> tuple[list[AnnotatedReport], list[AnnotatedReport]]:
    """Those to learn from, and one in twelve kept back to choose by, by a hash of their ids."""
    learned: list[AnnotatedReport] = []
    kept_back: list[AnnotatedReport] = []
    for report in reports:
        (kept_back if is_kept_back(report.header["id"]) else learned).append(report)
    return learned, kept_back


def is_kept_back(report_id: str) -> bool:
    """Whether a training report is only to choose by."""
    return int(hashlib.sha256(report_id.encode()).hexdigest(), 16) % 12 == 0


def golds_of(report: AnnotatedReport) -> list[Gold]:
    """The annotated spans, one for each stretch and field, with all accounts it serves."""
    heads: dict[str, Any] = report.header.get("accounts") or {}
    by_span: dict[tuple[int, int, str], list[Any]] = {}
    for a in report.annotations:
        if a.field in FIELDS:
            by_span.setdefault((a.start, a.end, a.field), []).append(a)
    golds = []
    for (start, end, name), items in sorted(by_span.items()):
        kinds = _kinds_of(name, items[0].values, heads.get(items[0].label, {}))
        sources = {s for a in items for s in a.values.get("src", "").split(">") if s}
        if name == ACT:
            start += len(determiner.group()) if (determiner := _DETERMINER.match(report.text[start:end])) else 0
        golds.append(
            Gold(
                start=start,
                end=end,
                field=name,
                accounts=frozenset(a.label for a in items),
                sources=frozenset(sources),
                kinds=kinds,
                name=fold_name(items[0].values.get("name", "")) if name in _NAMED else "",
            )
        )
    return golds


def _kinds_of(name: str, values: dict[str, str], head: dict[str, str]) -> dict[str, int]:
    """What the annotation says of the kind of a span, as indexes into KINDS."""
    told: dict[str, str] = {}
    if name == ACT:
        told = {key: head[key] for key in ("type", "modality", "standing", "clarity")}
    elif name in ("perpetrator", "target"):
        told = {"actor": values.get("kind", ""), "unit": values.get("unit", "")}
        told["denied"] = "true" if values.get("modality") == "denied" else "false"
    elif name == "object":
        told = {"effect": values.get("effect", "")}
    elif name == "means":
        told = {"means": values.get("kind", "")}
    elif name in TOLLS:
        told = {"group": values.get("group", "all").replace(" ", "_")}
    elif name == SOURCE:
        told = {"source": values.get("kind", ""), "named": values.get("named", "")}
    return {key: KINDS[key].index(value) for key, value in told.items() if value in KINDS[key]}


def examples_of(
    report_id: str,
    text: str,
    title: str | None,
    golds: Sequence[Gold],
    *,
    tokenizer: Any,
) -> list[Example]:
    """The windows of one report."""
    sentences = split_sentences(text, title=title)
    pieces = cut_pieces(sentences, tokenizer=tokenizer)
    return [example_of(report_id, window, pieces, golds, tokenizer=tokenizer) for window in pack_windows(pieces)]


def example_of(
    report_id: str,
    window: Window,
    pieces: Sequence[Piece],
    golds: Sequence[Gold],
    *,
    tokenizer: Any,
) -> Example:
    """One window with the gold spans that lie wholly inside it."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids, shapes = [cls], [4]
    starts: list[int] = [-1]
    ends: list[int] = [-1]
    sentence: list[int] = [-1]
    depth: list[int] = [0]
    for index in window.pieces:
        piece = pieces[index]
        ids += piece.ids
        shapes += piece.shapes
        starts += piece.starts
        ends += piece.ends
        sentence += [piece.sentence] * len(piece.ids)
        depth += [depth_of(piece.sentence, is_title=piece.is_title)] * len(piece.ids)
    ids.append(sep)
    shapes.append(4)
    size = len(ids)
    tags = [[0] * size for _ in FIELDS]
    example = Example(
        report=report_id, ids=ids, shapes=shapes, tags=tags, sentences=[*sentence, -1], depths=[*depth, 0]
    )
    for gold in sorted(golds, key=lambda g: (g.end - g.start) * -1):
        inside = [i for i in range(1, len(starts)) if starts[i] < gold.end and gold.start < ends[i]]
        if not inside or inside[-1] - inside[0] + 1 != len(inside):
            continue
        if starts[inside[0]] > gold.start + 1 or ends[inside[-1]] < gold.end - 1:
            continue
        row = tags[FIELDS.index(gold.field)]
        for i in inside:
            row[i] = 2
        row[inside[0]] = 1
        example.spans.append(
            Marked(
                first=inside[0],
                last=inside[-1],
                field=FIELDS.index(gold.field),
                sentence=sentence[inside[0]],
                accounts=gold.accounts,
                sources=gold.sources,
                kinds=gold.kinds,
                depth=depth[inside[0]],
                name=gold.name,
            )
        )
    for row in tags:
        _mend(row)
    example.spans.sort(key=lambda s: (s.first, s.last, s.field))
    return example


def _mend(row: list[int]) -> None:
    """After a nested span the rest of the outer one is no span of its own: its pieces are outside."""
    inside_of = 0
    for i, tag in enumerate(row):
        if tag == 2 and inside_of == 0:
            row[i] = 0
        inside_of = tag if row[i] > 0 else 0


def shouted(text: str) -> str:
    """The text in capitals, with every character where it was."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def stripped(text: str) -> str:
    """The text with commas, quotation marks and apostrophes blanked, as some feeds do; length unchanged."""
    return "".join(" " if c in ",\"“”‘’';:" else c for c in text)


SOURCE_FIELD = FIELDS.index(SOURCE)
ACT_FIELD = FIELDS.index(ACT)
