"""PolNeAR: who is quoted as saying what, from the sources that our reading marks.

Source is the mention's span. The cue is kept as words only: its span is where they stand nearest to the source within
the stretch on the source's word. Content is that stretch without source and cue. Exact: the same pieces once blanks,
quotation marks and stops at their ends are off. Overlap: a shared character, each gold span once, the pairs of the
greatest number. Every annotation file counts, also where several annotate one text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from evaluation.public.figures import Outcome, Tally, row_of
from evaluation.public.pairing import pair_best
from evaluation.public.texts import read_as_is
from tallystick.pipeline import Tools
from tallystick.records.mention import SourceMention

FOLDER = "attribution"
KINDS = ("Source", "Cue", "Content")
PUBLISHED = {"Source": "0.832; Citron 0.912", "Cue": "0.753", "Content": "0.729"}
_LINE = re.compile(r"T\d+\t(Source|Cue|Content) ([\d; ]+)\t")
_EDGE = " \t\r\n\"'`“”‘’,.;:-"

Span = tuple[int, int]
Pieces = tuple[Span, ...]


def gold_spans(annotation: str, text: str) -> Mapping[str, frozenset[Pieces]]:
    """Kind to the pieces of each gold span of that kind."""
    found: dict[str, set[Pieces]] = {kind: set() for kind in KINDS}
    for line in annotation.splitlines():
        match = _LINE.match(line)
        if match:
            ends = [part.split() for part in match[2].split(";")]
            found[match[1]].add(trim([(int(start), int(end)) for start, end in ends], text))
    return {kind: frozenset(spans - {()}) for kind, spans in found.items()}


def told_spans(sources: Iterable[SourceMention], text: str) -> Mapping[str, frozenset[Pieces]]:
    """Kind to the pieces of each of our spans of that kind."""
    found: dict[str, set[Pieces]] = {kind: set() for kind in KINDS}
    for source in sources:
        name = (source.start, source.end)
        cue = find_cue(source, text)
        found["Source"].add(trim([name], text))
        taken = [name]
        if cue is not None:
            found["Cue"].add(trim([cue], text))
            taken.append(cue)
        found["Content"].add(trim(_without((source.scope_start, source.scope_end), taken), text))
    return {kind: frozenset(spans - {()}) for kind, spans in found.items()}


def find_cue(source: SourceMention, text: str) -> Span | None:
    """Where the cue's words stand nearest to the source, outside of it."""
    begin, end = min(source.scope_start, source.start), max(source.scope_end, source.end)
    places = [
        (begin + match.start(), begin + match.end())
        for match in re.finditer(rf"\b{re.escape(source.cue)}\b", text[begin:end], re.I)
    ]
    apart = [(max(source.start - e, s - source.end), s, e) for s, e in places if e <= source.start or s >= source.end]
    return min(apart)[1:] if apart else None


def _without(whole: Span, taken: Iterable[Span]) -> Iterator[Span]:
    at = whole[0]
    for start, end in sorted(taken):
        if at < start:
            yield at, min(start, whole[1])
        at = max(at, end)
    if at < whole[1]:
        yield at, whole[1]


def trim(pieces: Iterable[Span], text: str) -> Pieces:
    """The pieces without blanks, quotation marks and stops at their ends; pieces of nothing else are left out."""
    kept = []
    for start, end in sorted(pieces):
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def count_overlaps(gold: Iterable[Pieces], said: Iterable[Pieces]) -> int:
    """How many of ours share a character with a gold span, each gold span once."""
    asked, given = sorted(gold), sorted(said)
    return len(pair_best([[float(_touch(g, s)) for s in given] for g in asked]))


def _touch(one: Pieces, other: Pieces) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of PolNeAR's development half."""
    exact: dict[str, Tally] = defaultdict(Tally)
    loose: dict[str, Tally] = defaultdict(Tally)

    @cache
    def told(stem: str) -> tuple[str, Mapping[str, frozenset[Pieces]]]:
        with (folder / "dev" / "text" / f"{stem}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        return text, told_spans(read_as_is(stem, text, tools=tools).reading.sources, text)

    for path in sorted((folder / "dev" / "attributions").glob("*.ann")):
        text, said = told(path.stem.rpartition("_")[0])
        gold = gold_spans(path.read_text(encoding="utf-8"), text)
        for kind in KINDS:
            counts = {"said": len(said[kind]), "gold": len(gold[kind])}
            exact[kind].add(right=len(said[kind] & gold[kind]), **counts)
            loose[kind].add(right=count_overlaps(gold[kind], said[kind]), **counts)
    rows = [row_of(FOLDER, f"{kind.lower()}, exact", exact[kind], published=PUBLISHED[kind]) for kind in KINDS]
    rows += [row_of(FOLDER, f"{kind.lower()}, overlap", loose[kind]) for kind in KINDS]
    return Outcome(rows=rows)
