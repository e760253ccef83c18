"""How many reports an input holds, counted by another way than the one that reads them.

`status` compares it with kept + set aside + refused, so that a loss in `split_items` cannot hide.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from tallystick.knowledge.fieldmap import LISTS
from tallystick.stages.read.archives import MAX_DEPTH
from tallystick.stages.read.decode import find_encoding
from tallystick.stages.read.feeds import mask_cdata
from tallystick.stages.read.kinds import find_delimiter, find_kind
from tallystick.stages.read.raw import MAX_FEED_ITEMS, Kind

_HEAD_BYTES = 1 << 16
_MAX_HELD = 500_000_000
_CLOSING = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_BLANK = b" \t\r\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"
_BROKEN = (ValueError, RecursionError, EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, csv.Error)


def count_items(stream: BinaryIO, *, fields: Mapping[str, str] | None = None) -> int | None:
    """The number of reports in this seekable stream, kept or not; null where it is too damaged to be counted."""
    try:
        return _count_stream(stream, fields, 0)
    except _BROKEN:
        return None


def _count_stream(stream: BinaryIO, fields: Mapping[str, str] | None, depth: int) -> int | None:
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    kind = find_kind(head, fields=fields)
    if depth >= MAX_DEPTH and kind in (Kind.GZIP, Kind.ZIP):
        return 1
    if kind is Kind.JSON_LINES:
        return _count_lines(stream)
    if kind is Kind.TABLE:
        text = io.TextIOWrapper(stream, find_encoding(head)[0], errors="replace", newline="")
        delimiter = find_delimiter(text.readline(), fields=fields)
        return sum(1 for row in csv.reader(text, delimiter=delimiter or ",") if row)
    if kind is Kind.JSON:
        content = stream.read(_MAX_HELD)
        return None if len(content) == _MAX_HELD else _count_objects(json.loads(content))
    if kind is Kind.FEED:
        items = len(_CLOSING.findall(mask_cdata(stream.read(_MAX_HELD))))
        return max(1, items if items <= MAX_FEED_ITEMS else MAX_FEED_ITEMS + 1)
    if kind is Kind.GZIP:
        return _count_stream(cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")), fields, depth + 1)
    if kind is Kind.ZIP:
        with zipfile.ZipFile(stream) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            counts = [_count_stream(cast(BinaryIO, archive.open(info)), fields, depth + 1) for info in members]
        return None if None in counts else sum(count or 0 for count in counts)
    return 1


def _count_lines(stream: BinaryIO) -> int:
    count, blank = 0, True
    while chunk := stream.read(1 << 20):
        first, *others = chunk.split(b"\n")
        blank = blank and not first.strip(_BLANK)
        for line in others:
            count += not blank
            blank = not line.strip(_BLANK)
    return count + (not blank)


def _count_objects(value: Any) -> int | None:
    if isinstance(value, dict):
        inner = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
        return 1 if inner is None else _count_objects(inner)
    return sum(isinstance(one, dict) for one in value) if isinstance(value, list) else None
