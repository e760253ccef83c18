"""Zip and gzip opened within limits: bytes are counted as they are read, and no header is believed."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tallystick.errors import Unreadable
from tallystick.stages.read.refusals import Refusal, refusal

MAX_ARCHIVE_BYTES = 5_000_000_000
MAX_MEMBERS = 100_000
MAX_DEPTH = 2
MAX_RATIO = 200
MAX_NESTED_BYTES = 200_000_000  # an archive inside an archive is held in memory
_RATIO_FROM = 10_000_000  # a small file may well be 200 times smaller when packed
_MAX_DIRECTORY_BYTES = 64_000_000


@dataclass
class Budget:
    """What an archive has given so far, over all its members, and what it may give."""

    packed: int
    unpacked: int = 0

    def spend(self, count: int, path: str) -> None:
        """Count bytes given; raises Unreadable over the limits."""
        self.unpacked += count
        if self.unpacked > MAX_ARCHIVE_BYTES:
            words = f"archive too large: {path} gives more than {MAX_ARCHIVE_BYTES // 10**9} GB; split it"
            raise Unreadable(refusal(Refusal.ARCHIVE_BOMB, words))
        if self.unpacked > _RATIO_FROM and self.unpacked > MAX_RATIO * max(self.packed, 1):
            words = (
                f"packed too tightly: {path} gives over {MAX_RATIO} times its size, as a bomb does; unpack it yourself"
            )
            raise Unreadable(refusal(Refusal.ARCHIVE_BOMB, words))


class _Metered(io.RawIOBase):
    """A readable stream that spends its budget and turns broken packing into an Unreadable."""

    def __init__(self, inner: BinaryIO, budget: Budget, path: str) -> None:
        self._inner, self._budget, self._path = inner, budget, path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._inner.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, struct.error, NotImplementedError) as error:
            raise broken(self._path, error) from None
        except RuntimeError:
            words = f"locked archive member: {self._path} needs a password; unpack it yourself"
            raise Unreadable(refusal(Refusal.ARCHIVE_LOCKED, words)) from None
        self._budget.spend(len(chunk), self._path)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def broken(path: str, error: Exception) -> Unreadable:
    """The refusal for an archive that ends early or does not fit its checksums."""
    reason = str(error)[:100] or type(error).__name__
    words = (
        f"archive cut short or damaged: {path} ({reason}); fetch it again, whole reports before the damage were read"
    )
    return Unreadable(refusal(Refusal.ARCHIVE_BROKEN, words))


def open_gzip(stream: BinaryIO, *, path: str, packed: int) -> BinaryIO:
    """The unpacked stream of a gzip file."""
    inner: BinaryIO = gzip.GzipFile(fileobj=stream, mode="rb")  # type: ignore[assignment]
    return io.BufferedReader(_Metered(inner, Budget(packed), path), 1 << 17)


def iter_members(stream: BinaryIO, *, path: str, packed: int) -> Iterator[tuple[str, BinaryIO | None, str | None]]:
    """Each file in a zip as its name and its stream, or the reason for which it is refused; sorted by name."""
    try:
        _check_directory(stream, path)
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, EOFError, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise broken(path, error) from None
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise _too_many(path, len(members))
        names = {info.filename for info in members}
        if "[Content_Types].xml" in names or "mimetype" in names:
            words = f"not text: {path} is an office document or an e-book; save it as text or HTML"
            raise Unreadable(refusal(Refusal.NOT_TEXT, words))
        budget = Budget(packed)
        for info in sorted(members, key=lambda one: (one.filename, one.header_offset)):
            name = info.filename.encode("utf-8", "replace").decode("utf-8")
            shown = f"{path}/{name}"
            reason = _refuse_member(info, shown)
            if reason:
                yield name, None, reason
                continue
            try:
                member: BinaryIO = archive.open(info)  # type: ignore[assignment]
            except RuntimeError:
                words = f"locked archive member: {shown} needs a password; unpack it yourself"
                yield name, None, refusal(Refusal.ARCHIVE_LOCKED, words)
            except (zipfile.BadZipFile, EOFError, struct.error, NotImplementedError, OSError) as error:
                yield name, None, str(broken(shown, error))
            else:
                with member:
                    yield name, io.BufferedReader(_Metered(member, budget, shown), 1 << 17), None


def _refuse_member(info: zipfile.ZipInfo, shown: str) -> str | None:
    name = info.orig_filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or (len(parts[0]) > 1 and parts[0][1] == ":") or "\x00" in name:
        words = f"unsafe name in archive: {shown!r} points outside it; rename it or unpack the archive yourself"
        return refusal(Refusal.ARCHIVE_NAME, words)
    kind = (info.external_attr >> 16) & 0o170000
    if info.create_system == 3 and kind not in (0, 0o100000, 0o040000):
        words = f"link or device in archive: {shown!r} is no plain file; give the file itself"
        return refusal(Refusal.ARCHIVE_LINK, words)
    return None


def _check_directory(stream: BinaryIO, path: str) -> None:
    """Refuse a member table too large to be held, before zipfile reads it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return
    entries, directory_bytes = struct.unpack("<HI", tail[at + 10 : at + 16])
    wide = tail.rfind(b"PK\x06\x06")
    if wide >= 0 and len(tail) >= wide + 48:
        entries, directory_bytes = struct.unpack("<QQ", tail[wide + 32 : wide + 48])
    if entries > MAX_MEMBERS or directory_bytes > _MAX_DIRECTORY_BYTES:
        raise _too_many(path, entries)


def _too_many(path: str, count: int) -> Unreadable:
    words = f"too many files in archive: {path} holds {count}, at most {MAX_MEMBERS} are read; split it"
    return Unreadable(refusal(Refusal.ARCHIVE_MEMBERS, words))
