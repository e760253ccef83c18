"""Folders, files and standard input as the reports they hold: the one place where inputs are opened."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tallystick.stages.read.items import split_items
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.stages.read.refusals import Refusal, refusal

STDIN_PATH = "stdin"
_SPOOL_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file found, or the reason for which it cannot be opened.

    `path` is relative to what was given, with forward slashes; `open` gives a stream that seeks.
    """

    path: str
    open: Callable[[], BinaryIO] | None = None
    error: str | None = None


def find_inputs(paths: Sequence[str]) -> Iterator[Input]:
    """Every file under these paths ("-" is standard input), in the order given and sorted within a folder.

    Links are followed; one that leads back into itself is an input with its error. Names that begin with a
    dot are passed over inside a folder, as they hold a system's own files, and read where given themselves.
    """
    for given in paths:
        if given == "-":
            yield Input(path=STDIN_PATH, open=_open_stdin)
            continue
        path = Path(given)
        yield from _walk(path, path.name or path.resolve().name, top=True, above=())


def read_items(paths: Sequence[str], *, fields: Mapping[str, str] | None = None) -> Iterator[RawItem]:
    """The raw items of every input; an input that cannot be opened is an item with its error."""
    for found in find_inputs(paths):
        yield from open_items(found, fields=fields)


def open_items(found: Input, *, fields: Mapping[str, str] | None = None) -> Iterator[RawItem]:
    """The raw items of one input."""
    if found.open is None:
        yield _unopened(found.path, found.error or "")
        return
    try:
        stream = found.open()
    except OSError as error:
        yield _unopened(found.path, _explain(found.path, error))
        return
    with stream:
        yield from split_items(found.path, stream, fields=fields)


def _unopened(path: str, error: str) -> RawItem:
    return RawItem(path=path, address=path, kind=Kind.BINARY, error=error)


def _walk(path: Path, shown: str, *, top: bool, above: tuple[tuple[int, int], ...]) -> Iterator[Input]:
    shown = _clean_name(shown)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            here = (status.st_dev, status.st_ino)
            if here in above:
                words = f"folder loop: {shown} leads back to a folder above it; it was read there once"
                yield Input(path=shown, error=refusal(Refusal.PATH_LOOP, words))
                return
            names = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
            for name in names:
                inner = name if top else f"{shown}/{name}"
                yield from _walk(path / name, inner, top=False, above=(*above, here))
            return
    except OSError as error:
        yield Input(path=shown, error=_explain(shown, error))
        return
    if stat.S_ISREG(status.st_mode):
        yield Input(path=shown, open=lambda: path.open("rb"))
    elif top and stat.S_ISFIFO(status.st_mode):
        yield Input(path=shown, open=lambda: _spool(path.open("rb")))
    else:
        words = f"no plain file: {shown} is a device, pipe or socket; give a file or a folder"
        yield Input(path=shown, error=refusal(Refusal.PATH_SPECIAL, words))


def _clean_name(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _explain(shown: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return refusal(Refusal.PATH_MISSING, f"no such file: {shown}; check the path")
    if isinstance(error, PermissionError):
        return refusal(Refusal.PATH_DENIED, f"no permission to read {shown}; change its rights or run as its owner")
    if "symbolic link" in str(error):
        return refusal(Refusal.PATH_LOOP, f"link loop: {shown} is a link that leads to itself; remove it")
    return refusal(
        Refusal.READ_ERROR, f"reading failed: {shown} ({error.strerror or error}); check the disk or copy it again"
    )


def _open_stdin() -> BinaryIO:
    return _spool(sys.stdin.buffer)


def _spool(source: BinaryIO) -> BinaryIO:
    """All of a pipe, in memory or in a temporary file, so that it can be read from its start again."""
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 - the caller closes it
    while chunk := source.read(1 << 20):
        spool.write(chunk)
    spool.seek(0, io.SEEK_SET)
    return spool  # type: ignore[return-value]
