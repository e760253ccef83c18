"""Files that a user adds to the gazetteer: what each of them is, opened within limits, and its rows taken."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from tallystick.errors import RecordError, RunError, Unreadable
from tallystick.knowledge.added_places import REASONS, AddedPlace, RefusedRow
from tallystick.knowledge.boundaries import places_from_boundaries
from tallystick.knowledge.gazetteer import Gazetteer, load_gazetteer
from tallystick.knowledge.gazetteer_added import AddedSource, Change, changed_places, list_sources
from tallystick.knowledge.geonames import COLUMNS, lines_of, places_from_geonames
from tallystick.stages.read.archives import iter_members, open_gzip
from tallystick.stages.read.kinds import find_kind, name_magic
from tallystick.stages.read.raw import Kind

GEONAMES: Final = "GeoNames"
BOUNDARIES: Final = "boundaries"
EXPECTED: Final = (
    f"expected a GeoNames country dump (SY.txt: {COLUMNS} tab-separated columns, UTF-8) or administrative boundaries "
    "as GeoJSON (features with ADM1_EN and ADM1_PCODE, or ADM2_EN and ADM2_PCODE), either of them also in a zip"
)
_HEAD: Final = 65_536
_CHUNK: Final = 131_072
_FEWEST_TABS: Final = 9  # in some line of the beginning: fewer, and the file is another table or a text
_MAX_LICENCE: Final = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of a file that was given.

    `state`: `added`; `again`, its bytes were added before; `refused`, for the reason in `because`. `passed_over` are
    the files in a zip that are of another kind, each with what it is.
    """

    path: str
    state: Literal["added", "again", "refused"]
    source: AddedSource | None = None
    because: str | None = None
    passed_over: tuple[str, ...] = ()


def add_files(paths: Sequence[Path], *, folder: Path, licence: str | None = None) -> tuple[FileOutcome, ...]:
    """Add these files to the places kept in `folder`; what became of each comes back, in their order.

    A file is refused only where no row of it can be used; the others are added all the same, at once or not at all.

    Args:
        paths: GeoNames country dumps and GeoJSON boundaries, plain, gzipped or in a zip.
        folder: where added places are kept, made where there is none.
        licence: a line on the licence of these files, kept with each.

    Raises:
        RunError: the licence is too long, or the folder cannot be written.
    """
    line = " ".join(licence.split()) if licence else None
    if line and len(line) > _MAX_LICENCE:
        raise RunError(f"TLY-2006 a licence of {len(line)} characters; expected one line of at most {_MAX_LICENCE}")
    shipped = load_gazetteer()
    with changed_places(folder) as change:
        outcomes = [_add(path, change, shipped=shipped, licence=line) for path in paths]
    places = {source.sha256: source for source in list_sources(folder)}
    return tuple(
        replace(outcome, source=places.get(outcome.source.sha256)) if outcome.source else outcome
        for outcome in outcomes
    )


def remove_source(name: str, *, folder: Path) -> AddedSource:
    """Take out the added file of this name, or whose SHA-256 begins so; what it was comes back.

    Raises:
        RunError: no added file is meant, or several are; or the folder cannot be written.
    """
    if not list_sources(folder):
        raise RunError(f"TLY-2602 nothing was added in {str(folder)!r}, so that {name!r} cannot be removed")
    with changed_places(folder) as change:
        sources = change.sources()
        found = [source for source in sources if source.name == name]
        if not found and len(name) >= 6:
            found = [source for source in sources if source.sha256.startswith(name.lower())]
        if len(found) != 1:
            known = ", ".join(f"{source.name} ({source.sha256[:12]})" for source in found or sources)
            what = "no added file is" if not found else f"{len(found)} added files are"
            raise RunError(f"TLY-2602 {what} named {name!r}; give the name or the beginning of the SHA-256 of: {known}")
        change.remove(found[0].sha256)
    return found[0]


def _add(path: Path, change: Change, *, shipped: Gazetteer, licence: str | None) -> FileOutcome:
    shown = _shown(path)
    try:
        with _opened(path) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            size_bytes = stream.tell()
        known = next((source for source in change.sources() if source.sha256 == sha256), None)
        if known is not None:
            if licence and licence != known.licence:
                change.note_licence(sha256, licence)
            return FileOutcome(path=shown, state="again", source=known)
        kinds, passed_over = _look(path)
        if not kinds:
            found = passed_over[0] if len(passed_over) == 1 else f"{len(passed_over)} files, none of them usable"
            raise Unreadable(f"TLY-2601 {_shown(path)!r} is {found}; {EXPECTED}")
        source = change.add(
            _rows(path, shipped=shipped), sha256=sha256, name=_shown(Path(path.name)), kind=" and ".join(kinds),
            size_bytes=size_bytes, licence=licence,
        )  # fmt: skip
    except RecordError as error:
        return FileOutcome(path=shown, state="refused", because=_coded(str(error)))
    except OSError as error:
        because = f"TLY-2601 {shown!r} cannot be read to its end: {error.strerror}; copy it anew"
        return FileOutcome(path=shown, state="refused", because=because)
    if not source.kept:
        return FileOutcome(path=shown, state="refused", because=_nothing_in(path, source), passed_over=passed_over)
    return FileOutcome(path=shown, state="added", source=source, passed_over=passed_over)


def _shown(path: Path) -> str:
    """The path as text that can be written anywhere, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def _coded(words: str) -> str:
    return words if words.startswith("TLY-") else f"TLY-2601 {words}"


def _nothing_in(path: Path, source: AddedSource) -> str:
    if not source.seen:
        return f"TLY-2601 nothing in {_shown(path)!r} can be used: no row was found in it; {EXPECTED}"
    reasons = "; ".join(f"{count:,} rows: {REASONS[reason]}" for reason, count in source.refused)
    return f"TLY-2601 nothing in {_shown(path)!r} can be used, {source.seen:,} rows seen ({reasons}); {EXPECTED}"


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    try:
        if path.exists() and not path.is_file():
            raise Unreadable(f"TLY-2601 {_shown(path)!r} is a folder or a device; give files")
        stream = cast(io.BufferedReader, path.open("rb", buffering=_CHUNK))
    except OSError as error:
        raise Unreadable(f"TLY-2601 {_shown(path)!r} cannot be read: {error.strerror}; give a file that can") from error
    with stream:
        yield stream


def _parts(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Each stream of a file with its name: the file itself, or what a zip or gzip holds."""
    with _opened(path) as stream:
        size = path.stat().st_size
        kind = find_kind(_head(stream))
        if kind is Kind.GZIP:
            yield path.name, open_gzip(stream, path=path.name, packed=size)
        elif kind is Kind.ZIP:
            for name, member, because in iter_members(stream, path=path.name, packed=size):
                if member is None:
                    raise Unreadable(because or name)
                yield name, member
        else:
            yield path.name, stream


def _look(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of a file's usable parts, and what its other parts are."""
    kinds, others = set(), []
    for name, stream in _parts(path):
        kind, words = _kind_of(_head(stream))
        if kind is None:
            others.append(words if name == path.name else f"{name}: {words}")
        else:
            kinds.add(kind)
    return tuple(sorted(kinds)), tuple(others)


def _kind_of(head: bytes) -> tuple[str | None, str]:
    """What a file that begins so is: a kind that can be used, or none and what was found."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = find_kind(head)
    if found is Kind.EMPTY:
        return None, "empty"
    if found in (Kind.ZIP, Kind.GZIP):
        return None, "an archive inside an archive"
    magic = name_magic(head)
    if magic is not None:
        return None, magic
    if start.startswith(b"{"):
        return BOUNDARIES, ""
    lines = start.split(b"\n")
    if max(line.count(b"\t") for line in lines) >= _FEWEST_TABS:
        return GEONAMES, ""
    if found is Kind.BINARY:
        return None, "not text"
    return None, f"a text whose first line has {lines[0].count(chr(9).encode()) + 1} tab-separated columns"


def _rows(path: Path, *, shipped: Gazetteer) -> Iterator[AddedPlace | RefusedRow]:
    countries = shipped.countries()
    for _, stream in _parts(path):
        kind, _ = _kind_of(_head(stream))
        if kind == GEONAMES:
            yield from places_from_geonames(lines_of(stream), countries=countries)
        elif kind == BOUNDARIES:
            chunks = iter(lambda stream=stream: stream.read(_CHUNK), b"")  # type: ignore[misc]
            yield from places_from_boundaries(chunks, countries=countries, country_of=shipped.country)


def _head(stream: BinaryIO) -> bytes:
    """The beginning of a stream, which stays to be read."""
    return cast(io.BufferedReader, stream).peek(_HEAD)[:_HEAD]
