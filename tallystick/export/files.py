"""Files written whole or not at all: a temporary beside the target, synced, then renamed over it."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

from tallystick.errors import RunError

_PIECE = 1 << 18  # bytes


class ExportError(RunError):
    """An export cannot be written."""

    code = "TLY-2300"


def write_whole(out: Path, chunks: Iterable[bytes]) -> str:
    """Write the chunks to `out`; returns their SHA-256. Nothing partial ever has the final name.

    Raises:
        ExportError: the target is a link, or the disk refuses.
    """
    if out.is_symlink():
        raise ExportError(f"TLY-2302 export-link  {out} is a link; give the file it leads to")
    if out.is_dir():
        raise ExportError(f"TLY-2302 export-folder  {out} is a folder; give a file's name")
    try:
        if out.exists() and not out.is_file():
            with out.open("wb") as stream:
                return write_stream(stream, chunks)
        return _write_beside(out, chunks)
    except OSError as error:
        raise ExportError(
            f"TLY-2301 export-failed  {out}: {error.strerror or error}\n"
            "  kept: the store, and any earlier file of that name\n"
            "  next: free space or give another --out, then export again"
        ) from error


def write_stream(stream: BinaryIO, chunks: Iterable[bytes]) -> str:
    """Write the chunks to a stream; returns their SHA-256."""
    digest = hashlib.sha256()
    for chunk in chunks:
        stream.write(chunk)
        digest.update(chunk)
    stream.flush()
    return digest.hexdigest()


def read_pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What a file holds, from its beginning, a piece at a time."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _write_beside(out: Path, chunks: Iterable[bytes]) -> str:
    partial = out.with_name(f".{out.name[:100]}.{secrets.token_hex(4)}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        with os.fdopen(handle, "wb", buffering=1 << 18) as stream:
            digest = write_stream(stream, chunks)
            os.fsync(stream.fileno())
        partial.replace(out)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    _sync_folder(out.absolute().parent)
    return digest


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
