"""Annotations of real news that stand apart from its texts, and the passages of public benchmarks that they fit.

The texts belong to others and are no part of this project: they are read where they lie (MUC-4 and WikiEvents, the
splits to learn from; the sentences of `where` that were not re-checked). What is kept here of a passage is its
address, a digest of its words, where its capitals are if the benchmark has none, and where its annotations begin and
end, with the kinds that the reader learns. Of a name only a digest is kept: the reader learns which words name the
same, and some are names of private persons.
`python -m training.news FOLDER` makes the file from passages annotated inline (`NAME.txt`, the address in `NAME.of`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.inline import AnnotatedReport, Annotation, compile_report
from evaluation.public.where import RECHECKED
from tallystick.knowledge.names import fold_name

FILE = Path(__file__).parent / "news.jsonl"
DEFAULT_BENCH = Path(os.environ.get("BENCH_DIR") or "../shared/bench")
BENCHMARKS = {
    "wikievents": {"file": "wikievents/train.paie_final.jsonl", "licence": "MIT"},
    "muc4": {"file": "muc4/train.json", "licence": "none stated; made for a public evaluation in 1992"},
    "where": {"file": "where/labeled_text.jsonl", "licence": "MIT"},
}

_LEARNED = ("kind", "unit", "modality", "effect", "group", "named", "src")  # what of a mark's values the reader learns

_CLOSED_UP = frozenset(",.;:!?)]}%…”")  # no space before these
_OPENING = frozenset(("(", "[", "{", "“", "‘", "$", "£", "€", "#", "@"))  # none after these
_JOINING = frozenset("-/_")  # none on either side
_AFTER_APOSTROPHE = re.compile(r"(?:s|t|re|ve|ll|d|m|S)$")


class NewsError(ValueError):
    """An annotation whose passage is not what it was made on."""


def text_of(words: Sequence[str]) -> str:
    """Words and marks, each by itself, as print has them."""
    out = ""
    closed = True
    quoted = False
    for at, word in enumerate(words):
        spaced, closed = not closed, False
        if word in _CLOSED_UP or word == "n't":
            spaced = False
        elif word in ("’", "'"):
            short = bool(_AFTER_APOSTROPHE.match(words[at + 1] if at + 1 < len(words) else ""))
            if short or (at and words[at - 1].endswith("s")):
                spaced = False
            closed = short or spaced
        elif word in _OPENING:
            closed = True
        elif word in _JOINING:
            spaced, closed = False, True
        elif word == '"':
            spaced, closed = spaced and not quoted, not quoted
            quoted = not quoted
        elif word.startswith("'") and len(word) <= 3:
            spaced = False
        out += (" " if spaced and out else "") + word
    return out


def load_passages(bench: Path) -> dict[tuple[str, str], str]:
    """All passages of the benchmarks that are there, by benchmark and address, white space made single."""
    passages: dict[tuple[str, str], str] = {}
    for name, about in BENCHMARKS.items():
        path = bench / about["file"]
        if not path.exists():
            print(f"!!! {name}: SKIPPED, no file {path}; give --bench or BENCH_DIR", file=sys.stderr)
            continue
        for at, text in _READ[name](path):
            passages[name, at] = " ".join(text.split())
    return passages


def _wikievents(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["id"], text_of(row["context"])


def _muc4(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["docid"], row["doctext"]


def _where(path: Path) -> Iterator[tuple[str, str]]:
    """The sentences that were not re-checked, kept for measuring; a digest is the address, for ids repeat."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row.get("source") != RECHECKED:
            yield digest_of(" ".join(row["text"].split())), row["text"]


_READ = {"wikievents": _wikievents, "muc4": _muc4, "where": _where}


def load_news(bench: Path, *, file: Path = FILE) -> list[AnnotatedReport]:
    """The annotated passages whose texts are there, in the order of the file.

    Raises:
        NewsError: a text is there and is not the one that was annotated.
    """
    passages = load_passages(bench)
    out = []
    with file.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if (text := passages.get((row["of"], row["at"]))) is not None:
                out.append(_annotated(row, text, path=file))
    return out


def _annotated(row: Mapping[str, Any], text: str, *, path: Path) -> AnnotatedReport:
    if digest_of(text) != row["digest"]:
        raise NewsError(
            f"{row['id']}: {row['at']} of {row['of']} reads {text[:60]!r}..., digest {digest_of(text)}; annotated was "
            f"{row['digest']}. Take the benchmark's file as it was, or annotate the passage anew"
        )
    letters = list(text)
    for at in row["capitals"]:
        letters[at] = letters[at].upper()
    text = "".join(letters)
    return AnnotatedReport(
        path=path,
        header={"id": row["id"], "accounts": row["accounts"]},
        text=text,
        annotations=tuple(
            Annotation(label=label, field=field, start=start, end=end, surface=text[start:end], values=values)
            for start, end, label, field, values in row["marks"]
        ),
    )


def digest_of(text: str) -> str:
    """Sixteen hexadecimal figures that tell one passage from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def apart_from_text(report: AnnotatedReport, text: str, *, of: str, at: str) -> dict[str, Any]:
    """What is kept of a passage that was annotated inline: no word of its text.

    Raises:
        NewsError: the annotated text is not the passage's, white space and capitals aside.
    """
    places, flat = _single_spaced(report.text)
    if flat.lower() != text.lower():
        differs = next((i for i, (a, b) in enumerate(zip(flat, text, strict=False)) if a.lower() != b.lower()), 0)
        found, wanted = (words[differs : differs + 40] for words in (flat, text))
        raise NewsError(f"{report.path.name}: {found!r} where {at} of {of} has {wanted!r}; mark its words as they are")
    return {
        "id": report.header["id"],
        "of": of,
        "at": at,
        "digest": digest_of(text),
        "capitals": [i for i, (a, b) in enumerate(zip(flat, text, strict=True)) if a != b],
        "accounts": {
            label: {key: account[key] for key in ("type", "modality", "standing", "clarity", "incident")}
            for label, account in (report.header.get("accounts") or {}).items()
        },
        "marks": [[*_fitted(a, places), a.label, a.field, _values(a)] for a in report.annotations],
    }


def _values(mark: Annotation) -> dict[str, str]:
    values = {key: mark.values[key] for key in _LEARNED if key in mark.values}
    if "name" in mark.values:
        values["name"] = digest_of(fold_name(mark.values["name"]))[:8]
    return values


def _fitted(mark: Annotation, places: Mapping[int, int]) -> tuple[int, int]:
    inside = [places[i] for i in range(mark.start, mark.end) if i in places]
    return inside[0], inside[-1] + 1


def _single_spaced(text: str) -> tuple[dict[int, int], str]:
    """Where each character that is no space stands once white space is single, and that text."""
    places: dict[int, int] = {}
    out: list[str] = []
    for at, char in enumerate(text.strip()):
        if not char.isspace():
            places[at + len(text) - len(text.lstrip())] = len(out)
            out.append(char)
        elif out[-1] != " ":
            out.append(" ")
    return places, "".join(out)


def _rows(folder: Path, passages: Mapping[tuple[str, str], str]) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*.txt"), key=lambda p: p.stem):
        of, at = path.with_suffix(".of").read_text(encoding="utf-8").split(" ", 1)
        yield apart_from_text(compile_report(path), passages[of, at.strip()], of=of, at=at.strip())


def main() -> int:
    """Write the file of annotations from a folder of passages annotated inline."""
    parser = argparse.ArgumentParser(prog="python -m training.news", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bench", type=Path, default=DEFAULT_BENCH)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    rows = list(_rows(args.folder, load_passages(args.bench)))
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows)
    args.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(rows)} passages, {sum(len(row['accounts']) for row in rows)} accounts: {args.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
