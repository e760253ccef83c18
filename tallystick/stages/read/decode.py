"""Bytes to text: strict UTF-8 first, then what the bytes look like; nothing is replaced in silence."""

from __future__ import annotations

import codecs
import re
import unicodedata

from resiliparse.parse.encoding import detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 200_000
_GOOD_FOR_BAD = 3  # readable UTF-8 characters for each unreadable one, for it still to be UTF-8
SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_UNTIDY = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]{1,3}"
)


def utf16_without_bom(raw: bytes) -> str | None:
    """The UTF-16 codec whose zero bytes these look like, else null."""
    head = raw[:4096]
    if len(head) < 16 or b"\x00" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def find_encoding(raw: bytes) -> tuple[str, int]:
    """The codec of these bytes and the length of their byte order mark."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return codec, len(bom)
    wide = utf16_without_bom(raw)
    if wide:
        return wide, 0
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", 0
    sample = raw[:_SAMPLE_BYTES].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    good = sum(not character.isascii() for character in sample) - bad
    if good >= _GOOD_FOR_BAD * bad:
        return "utf-8", 0
    guessed = detect_encoding(raw[:_SAMPLE_BYTES]) or "windows-1252"
    try:
        codec = codecs.lookup(guessed).name
    except LookupError:
        return "cp1252", 0
    return ("cp1252" if codec in {"ascii", "utf-8", "iso8859-1"} else codec), 0


def decode_text(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of these bytes and what had to be mended."""
    codec, skip = find_encoding(raw)
    body = raw[skip:]
    try:
        return body.decode(codec), ()
    except UnicodeDecodeError:
        text = body.decode(codec, "replace")
        count = text.count("\ufffd") - body.decode(codec, "ignore").count("\ufffd")
        return text, (f"replaced_bytes: {max(count, 1)} unreadable as {codec}",)


def tidy_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in NFC with plain line ends and spaces, without invisible characters; and what was mended."""
    if text.isascii() and not _UNTIDY.search(text):
        return text, ()
    warnings: list[str] = []
    text = _LINE_ENDS.sub("\n", text)
    nuls = text.count("\x00")
    if nuls:
        warnings.append(f"nul_removed: {nuls}")
    text = _CONTROL.sub("", text)
    text, lone = SURROGATE.subn("\ufffd", text)
    if lone:
        warnings.append(f"lone_surrogate: {lone} replaced")
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    if len(_MOJIBAKE.findall(text)) >= 2:
        text, count = _MOJIBAKE.subn(_mend_mojibake, text)
        warnings.append(f"mojibake: {count} runs looked twice encoded")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, tuple(warnings)


def _mend_mojibake(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return match[0]
