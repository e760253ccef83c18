"""A stream cut into the raw bytes of its lines, JSON objects or table rows; never more than one in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from tallystick.errors import Unreadable
from tallystick.stages.read.raw import MAX_ITEM_BYTES
from tallystick.stages.read.refusals import Refusal, refusal

_CHUNK = 1 << 18
_MAX_NESTING = 1_000
_BRACE = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'["\\]')


def iter_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank with its number from 1; null where it is too long to be held."""
    for number, line in _every_line(stream):
        if line is None or line.strip():
            yield number, line


def _every_line(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while True:
        line = stream.readline(MAX_ITEM_BYTES + 1)
        if not line:
            return
        number += 1
        if len(line) > MAX_ITEM_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield number, None
        else:
            yield number, line


def iter_objects(stream: BinaryIO, *, depth: int) -> Iterator[bytes | None]:
    """The raw bytes of each JSON object that opens `depth` brackets deep; null where it is too long.

    What is cut off inside an object is the last piece. Strings are skipped, so brackets in them do not count.
    """
    level, in_string, escaped = 0, False, False
    piece = bytearray()
    collecting = too_long = False
    while chunk := stream.read(_CHUNK):
        position, start = 0, 0
        while position < len(chunk):
            if escaped:
                escaped = False
                position += 1
                continue
            match = (_STRING_END if in_string else _BRACE).search(chunk, position)
            if match is None:
                break
            position = match.end()
            mark = match[0]
            if in_string:
                escaped, in_string = mark == b"\\", mark != b'"'
            elif mark == b'"':
                in_string = True
            elif mark in b"{[":
                if level == depth and mark == b"{" and not collecting:
                    collecting, start = True, position - 1
                level += 1
                if level > _MAX_NESTING:
                    words = f"JSON nested too deeply: over {_MAX_NESTING} brackets stand open; expected flat fields"
                    raise Unreadable(refusal(Refusal.JSON_BROKEN, words))
            else:
                level -= 1
                if collecting and level == depth:
                    piece += chunk[start:position]
                    yield None if too_long else bytes(piece)
                    piece.clear()
                    collecting = too_long = False
        if collecting:
            piece += chunk[start:]
            if len(piece) > MAX_ITEM_BYTES:
                too_long = True
                piece.clear()
    if collecting:
        yield None if too_long else bytes(piece)


def iter_rows(stream: BinaryIO) -> Iterator[bytes | None]:
    """The raw bytes of each table row (a quoted cell may hold blank lines too); null where it is too long."""
    piece = bytearray()
    quotes = 0
    for _, line in _every_line(stream):
        if line is None:
            yield None
            continue
        if not piece and not line.strip():
            continue
        piece += line
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            yield bytes(piece)
            piece.clear()
            quotes = 0
        elif len(piece) > MAX_ITEM_BYTES:
            yield None
            piece.clear()
            quotes = 0
    if piece:
        yield bytes(piece)


def split_row(row: str, delimiter: str) -> list[str]:
    """The cells of a row: RFC 4180 quoting, without the csv module's process-wide cap on a cell."""
    if '"' not in row:
        return row.rstrip("\r\n").split(delimiter)
    cells: list[str] = []
    position = 0
    row = row.rstrip("\r\n")
    while True:
        if row.startswith('"', position):
            end = position + 1
            while (close := row.find('"', end)) >= 0 and row.startswith('""', close):
                end = close + 2
            if close < 0:
                cells.append(row[position + 1 :].replace('""', '"'))
                return cells
            cell = row[position + 1 : close].replace('""', '"')
            following = row.find(delimiter, close + 1)
            rest = row[close + 1 : following if following >= 0 else len(row)]
            cells.append(cell + rest.strip())
        else:
            following = row.find(delimiter, position)
            cells.append(row[position : following if following >= 0 else len(row)])
        if following < 0:
            return cells
        position = following + len(delimiter)
