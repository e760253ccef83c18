"""One input cut into the reports it holds, one after another, without holding it in memory."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from tallystick.errors import Unreadable
from tallystick.stages.read import archives
from tallystick.stages.read.dates import find_date_order
from tallystick.stages.read.decode import decode_text, find_encoding
from tallystick.stages.read.feeds import iter_entries
from tallystick.stages.read.given import find_given, parse_object
from tallystick.stages.read.kinds import LIST_OF_OBJECTS, find_delimiter, find_kind, name_magic
from tallystick.stages.read.pieces import iter_lines, iter_objects, iter_rows, split_row
from tallystick.stages.read.raw import MAX_ITEM_BYTES, MAX_PAGE_BYTES, Kind, RawItem
from tallystick.stages.read.refusals import Refusal, refusal

_HEAD_BYTES = 1 << 16
_LOOK_AHEAD = 1_000  # rows looked at for the order of day and month, before the first is given
_LOOK_AHEAD_BYTES = 8_000_000


def split_items(path: str, stream: BinaryIO, *, fields: Mapping[str, str] | None = None) -> Iterator[RawItem]:
    """The reports in this stream, in its order; what cannot be read is an item with its `error`.

    `path` is what the reports are known by, relative and with forward slashes. `stream` must seek
    where it may be a zip. `fields` maps our names to the file's own ("title": "headline").
    """
    yield from _split(path, stream, fields or {}, depth=0)


def _split(path: str, stream: BinaryIO, fields: Mapping[str, str], *, depth: int) -> Iterator[RawItem]:
    kind = Kind.TEXT
    try:
        packed = _size(stream)
        head, whole = _peek(stream)
        kind = find_kind(head, fields=fields)
        if kind is Kind.TEXT and path.lower().endswith((".jsonl", ".ndjson")):
            kind = Kind.JSON_LINES
        if kind in (Kind.ZIP, Kind.GZIP):
            if depth >= archives.MAX_DEPTH:
                words = f"archive in archive in archive: {path}; unpack it yourself"
                raise Unreadable(refusal(Refusal.ARCHIVE_DEPTH, words))
            yield from _unpack(path, whole, kind, packed, fields, depth)
        elif kind is Kind.TEXT and path.lower().endswith((".csv", ".tsv")):
            raise Unreadable(_unknown_header(path, head))
        elif kind in (Kind.JSON_LINES, Kind.JSON, Kind.TABLE):
            records = _records(path, _as_utf8(whole, head), kind, head, fields)
            yield from _with_date_order(records)
        elif kind is Kind.FEED:
            yield from _split_feed(path, _read_all(path, whole, MAX_ITEM_BYTES))
        else:
            yield _single(path, kind, head, whole)
    except Unreadable as error:
        yield RawItem(path=path, address=f"{path}#unread", kind=kind, error=str(error))
    except OSError as error:
        words = f"reading failed: {path} ({error.strerror or error}); check the disk or copy it again"
        yield RawItem(path=path, address=f"{path}#unread", kind=kind, error=refusal(Refusal.READ_ERROR, words))


def _unknown_header(path: str, head: bytes) -> str:
    columns = decode_text(head.split(b"\n", 1)[0])[0].strip()[:120]
    words = f"table without known columns: {path} begins with {columns!r}; name them with --map text=COLUMN"
    return refusal(Refusal.TABLE_HEADER, words)


def _size(stream: BinaryIO) -> int:
    if not stream.seekable():
        return 0
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END) - here
    stream.seek(here)
    return size


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The stream's first bytes, and a stream that begins with them."""
    if stream.seekable():
        here = stream.tell()
        head = stream.read(_HEAD_BYTES)
        stream.seek(here)
        return head, stream
    head = b""
    while len(head) < _HEAD_BYTES and (chunk := stream.read(_HEAD_BYTES - len(head))):
        head += chunk
    return head, io.BufferedReader(_Rejoined(head, stream), 1 << 17)


class _Rejoined(io.RawIOBase):
    """Bytes already read, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _unpack(
    path: str, stream: BinaryIO, kind: Kind, packed: int, fields: Mapping[str, str], depth: int
) -> Iterator[RawItem]:
    if kind is Kind.GZIP:
        inner = archives.open_gzip(stream, path=path, packed=packed)
        yield from _split(path, _nested(path, inner), fields, depth=depth + 1)
        return
    for name, member, reason in archives.iter_members(stream, path=path, packed=packed):
        shown = f"{path}/{name}"
        if member is None:
            yield RawItem(path=shown, address=f"{shown}#unread", kind=Kind.ZIP, error=reason)
        else:
            yield from _split_member(shown, member, fields, depth + 1)


def _split_member(path: str, member: BinaryIO, fields: Mapping[str, str], depth: int) -> Iterator[RawItem]:
    try:
        stream = _nested(path, member)
    except Unreadable as error:
        yield RawItem(path=path, address=f"{path}#unread", kind=Kind.ZIP, error=str(error))
        return
    yield from _split(path, stream, fields, depth=depth)


def _nested(path: str, stream: BinaryIO) -> BinaryIO:
    """The stream, or all of it in memory where it is a zip, which must seek."""
    head, whole = _peek(stream)
    if not head.startswith(b"PK\x03\x04"):
        return whole
    return io.BytesIO(_read_all(path, whole, archives.MAX_NESTED_BYTES))


def _read_all(path: str, stream: BinaryIO, limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        words = f"too large: {path} is over {limit // 1_000_000} MB for one report; split it"
        raise Unreadable(refusal(Refusal.TOO_LARGE, words))
    return content


def _single(path: str, kind: Kind, head: bytes, stream: BinaryIO) -> RawItem:
    if kind is Kind.BINARY:
        found = name_magic(head) or "binary data"
        words = f"not text: {path} is {found}; expected text, a web page, a feed, JSON, CSV, zip or gzip"
        return RawItem(path=path, address=path, kind=kind, content=head, error=refusal(Refusal.NOT_TEXT, words))
    content = _read_all(path, stream, MAX_PAGE_BYTES if kind is Kind.HTML else MAX_ITEM_BYTES)
    if kind is Kind.EMPTY:
        found = f"{len(content)} bytes, all blank" if content else "0 bytes"
        error = refusal(Refusal.EMPTY, f"empty file: {path} has {found}; give a file with text")
        return RawItem(path=path, address=path, kind=kind, content=content, error=error)
    return RawItem(path=path, address=path, kind=kind, content=content)


def _as_utf8(stream: BinaryIO, head: bytes) -> BinaryIO:
    """The stream without a byte order mark, in UTF-8 where it was UTF-16 or UTF-32."""
    codec, skip = find_encoding(head[:4096])
    if not codec.startswith(("utf-16", "utf-32")):
        if skip:
            stream.read(skip)
        return stream
    stream.read(skip)
    return io.BytesIO(_read_all("this file", stream, 4 * MAX_ITEM_BYTES).decode(codec, "replace").encode())


def _records(path: str, stream: BinaryIO, kind: Kind, head: bytes, fields: Mapping[str, str]) -> Iterator[RawItem]:
    header: list[str] = []
    delimiter = ","
    pieces: Iterator[tuple[int, bytes | None]]
    if kind is Kind.JSON_LINES:
        pieces = iter_lines(stream)
    elif kind is Kind.JSON:
        pieces = enumerate(iter_objects(stream, depth=_array_depth(head)), 1)
    else:
        rows = iter_rows(stream)
        first = decode_text(next(rows, None) or b"")[0]
        delimiter = find_delimiter(first.split("\n", 1)[0], fields=fields) or ","
        header = [cell.strip().lstrip("\ufeff") for cell in split_row(first.strip("\r\n"), delimiter)]
        pieces = enumerate(rows, 1)
    word = {Kind.JSON_LINES: "line", Kind.JSON: "item"}.get(kind, "row")
    found = False
    for number, piece in pieces:
        found = True
        yield _record(path, kind, piece, number, f"{word} {number}", header, delimiter, fields)
    if not found:
        words = f"no reports: {path} holds no object with a title or a text; expected a list of objects"
        raise Unreadable(refusal(Refusal.NO_TEXT_FIELD, words))


def _record(
    path: str,
    kind: Kind,
    piece: bytes | None,
    number: int,
    place: str,
    header: Sequence[str],
    delimiter: str,
    fields: Mapping[str, str],
) -> RawItem:
    address = f"{path}#{number}"
    if piece is None:
        words = f"too large: {place} of {path} is over {MAX_ITEM_BYTES // 1_000_000} MB; split it"
        return RawItem(path=path, address=address, kind=kind, error=refusal(Refusal.TOO_LARGE, words))
    piece = piece.strip(b" \t\r\n") if kind is not Kind.TABLE else piece.strip(b"\r\n")
    try:
        if kind is Kind.TABLE:
            text, mended = decode_text(piece)
            cells = split_row(text, delimiter)
            if len(cells) != len(header):
                words = (
                    f"table row of the wrong width: {place} has {len(cells)} cells, the header {len(header)}; mend it"
                )
                raise Unreadable(refusal(Refusal.TABLE_BROKEN, words))
            values: dict[str, object] = dict(zip(header, cells, strict=True))
        else:
            values, mended = parse_object(piece, place=place)
        given, warnings = find_given(values, place=place, explicit=fields)
    except Unreadable as error:
        return RawItem(path=path, address=address, kind=kind, content=piece, error=str(error))
    return RawItem(
        path=path, address=given.get("url", address), kind=kind, content=piece, given=given, warnings=mended + warnings
    )


def _array_depth(head: bytes) -> int:
    """How many brackets stand around each report: 1 in a list, 2 in a list inside an object, 0 for one object."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return 1
    return 2 if LIST_OF_OBJECTS.search(head.decode("utf-8", "replace")) else 0


def _with_date_order(records: Iterator[RawItem]) -> Iterator[RawItem]:
    """The records, each with the order of day and month that the first thousand of them show."""
    waiting: list[RawItem] = []
    size = 0
    cut_short: Unreadable | OSError | None = None
    try:
        for record in records:
            waiting.append(record)
            size += len(record.content)
            if len(waiting) >= _LOOK_AHEAD or size > _LOOK_AHEAD_BYTES:
                break
    except (Unreadable, OSError) as error:
        cut_short = error
    order = find_date_order(item.given.get("published", "") for item in waiting)
    for item in itertools.chain(waiting, records):
        yield item if order is None or item.error else replace(item, date_order=order)
    if cut_short is not None:
        raise cut_short


def _split_feed(path: str, raw: bytes) -> Iterator[RawItem]:
    for number, (content, given, warnings) in enumerate(iter_entries(raw, path=path), 1):
        address = given.get("url", f"{path}#{number}")
        yield RawItem(path=path, address=address, kind=Kind.FEED, content=content, given=given, warnings=warnings)
