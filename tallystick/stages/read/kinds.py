"""What some bytes are, by their content and never by their name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tallystick.knowledge.fieldmap import LISTS, map_fields
from tallystick.stages.read.decode import find_encoding
from tallystick.stages.read.raw import Kind

# Signatures as the formats' own specifications give them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or film)"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/1.", "a WARC file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)
_HTML_TAG = re.compile(
    r"<!doctype html|<(?:html|head|body|div|article|main|section|p|h1|table|meta|title|span)[\s>/]", re.I
)
_HTML_ANYWHERE = re.compile(r"<!doctype html|<html[\s>]|</(?:p|div|body|article|span|table)>", re.I)
LIST_OF_OBJECTS = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[\s*\{{')
_JSON_LINE_START = re.compile(r"\{\s*(?:\"|\}|$)")


def name_magic(head: bytes) -> str | None:
    """The known binary format that these bytes begin, in words; null for none."""
    for magic, words in _MAGIC:
        if head.startswith(magic):
            return words
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[4:8] == b"ftyp":
        return "a film"
    return None


def find_kind(head: bytes, *, fields: Mapping[str, str] | None = None) -> Kind:
    """The kind of a file that begins with these bytes (64 kB of it are enough)."""
    if not head.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"):
        return Kind.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if name_magic(head):
        return Kind.BINARY
    codec, skip = find_encoding(head[:-4] if len(head) > 60_000 else head)
    if codec.startswith("utf-8") or not codec.startswith("utf"):
        sample = head[:16_384]
        control = len(sample) - len(sample.translate(None, bytes(range(1, 9)) + bytes(range(14, 27)) + b"\x7f"))
        if control > 0.02 * len(sample) + 2 or sample.count(0) > 0.2 * len(sample) + 4:
            return Kind.BINARY
    start = head[skip:].decode(codec, "replace").lstrip("\ufeff \t\r\n\x00")
    return _text_kind(start, fields)


def _text_kind(start: str, fields: Mapping[str, str] | None) -> Kind:
    if start.startswith("<"):
        if _FEED_ROOT.search(start) and not re.match(r"<!doctype html|<html", start, re.I):
            return Kind.FEED
        if _HTML_TAG.search(start):
            return Kind.HTML
        if start.startswith(("<?xml", "<!DOCTYPE", "<!--")):
            return Kind.FEED
    if start.startswith("{") and _JSON_LINE_START.match(start):
        return _json_kind(start)
    if start.startswith("[") and start[1:200].lstrip()[:1] in {"{", "[", "]", '"'}:
        return Kind.JSON
    if start.startswith("<") or len(_HTML_ANYWHERE.findall(start[:20_000])) >= 2:
        return Kind.HTML
    if find_delimiter(start.split("\n", 1)[0], fields=fields):
        return Kind.TABLE
    return Kind.TEXT


def _json_kind(start: str) -> Kind:
    if "\n" not in start.strip() and LIST_OF_OBJECTS.search(start):
        return Kind.JSON
    lines = [line.strip() for line in start.split("\n")[:3] if line.strip()]
    if len(lines) < 2 or lines[0].endswith("}") or lines[1].startswith("{"):
        return Kind.JSON_LINES
    return Kind.JSON


def find_delimiter(header: str, *, fields: Mapping[str, str] | None = None) -> str | None:
    """The delimiter of this header line, where it names a title or a text among at least two columns."""
    header = header.strip("\ufeff\r\n ")
    if len(header) > 10_000:
        return None
    for delimiter in ("\t", ",", ";", "|"):
        cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
        if len(cells) < 2 or any(len(cell) > 40 or cell.count(" ") > 3 for cell in cells):
            continue
        mapped = map_fields(cells, explicit=fields)
        if len(mapped) >= 2 and mapped.keys() & {"title", "text", "lead"}:
            return delimiter
    return None
