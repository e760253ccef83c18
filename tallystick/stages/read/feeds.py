"""RSS and Atom bytes to entries, by feedparser; nothing is fetched and no entity is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import feedparser

from tallystick.errors import Unreadable
from tallystick.stages.read.decode import decode_text
from tallystick.stages.read.raw import MAX_FEED_ITEMS
from tallystick.stages.read.refusals import Refusal, refusal

_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)(?=[\s>])", re.I)
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[\w.:-]+\s+(SYSTEM|PUBLIC|\"[^\"]*\"|'[^']*')", re.I)
_SAFE_LINK = re.compile(r"https?://", re.I)


def mask_cdata(raw: bytes) -> bytes:
    """The same number of bytes with blanks for what stands in CDATA, in one pass."""
    pieces: list[bytes] = []
    position = 0
    while (start := raw.find(b"<![CDATA[", position)) >= 0:
        end = raw.find(b"]]>", start)
        if end < 0:
            break
        pieces += [raw[position:start], b" " * (end + 3 - start)]
        position = end + 3
    return b"".join([*pieces, raw[position:]])


def find_entry_spans(raw: bytes) -> list[tuple[int, int]]:
    """Where each entry of a feed stands in its bytes."""
    masked = mask_cdata(raw)
    openings = [match.start() for match in _ENTRY.finditer(masked)]
    closings = [match.end() for match in _ENTRY_END.finditer(masked)]
    if len(openings) == len(closings):
        return list(zip(openings, closings, strict=True))
    return list(pairwise([*openings, len(raw)]))


def iter_entries(raw: bytes, *, path: str) -> Iterator[tuple[bytes, dict[str, str], tuple[str, ...]]]:
    """Each entry of a feed: its own bytes, its fields, its warnings; raises Unreadable where it is no feed."""
    _refuse_entities(raw, path)
    spans = find_entry_spans(raw)
    cut = len(spans) > MAX_FEED_ITEMS
    body = raw[: spans[MAX_FEED_ITEMS - 1][1]] if cut else raw
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    entries = parsed.entries
    if not entries:
        if spans:
            words = f"damaged feed: {path} could not be parsed ({_bozo(parsed)}); fetch it again"
        elif parsed.get("version"):
            words = f"empty feed: {path} holds no item; nothing to read"
        else:
            words = f"XML that is no feed: {path}; expected RSS, Atom or a web page"
            raise Unreadable(refusal(Refusal.XML_UNKNOWN, words))
        raise Unreadable(refusal(Refusal.FEED_EMPTY, words))
    shared: tuple[str, ...] = ()
    if parsed.get("bozo") and not cut:
        shared = (f"feed_malformed: {_bozo(parsed)}",)
    feed = parsed.feed
    outlet = _plain(feed.get("title", ""))
    home = feed.get("link", "") or path
    aligned = len(entries) == min(len(spans), MAX_FEED_ITEMS)
    for index, entry in enumerate(entries):
        given, warnings = _entry_fields(entry, outlet=outlet, home=home, language=feed.get("language", ""))
        own = raw[slice(*spans[index])] if aligned else repr(sorted(given.items())).encode("utf-8", "replace")
        yield own, given, shared + warnings
    if cut:
        rest = len(spans) - MAX_FEED_ITEMS
        words = f"feed too long: {path} holds {len(spans)} items, the last {rest} were not read; split the feed"
        raise Unreadable(refusal(Refusal.FEED_LONG, words))


def _entry_fields(
    entry: Mapping[str, Any], *, outlet: str, home: str, language: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    warnings: list[str] = []
    url = str(entry.get("link", "")).strip()
    if url and not _SAFE_LINK.match(url):
        warnings.append(f"link_dropped: {url[:40]!r} is no web address")
        url = ""
    guid = str(entry.get("id", "")).strip()
    if guid and not _SAFE_LINK.match(guid) and not guid.lower().startswith(("tag:", "urn:")):
        guid = f"{home} {guid}"
    contents = [str(one.get("value", "")) for one in entry.get("content", ())]
    summary = str(entry.get("summary", ""))
    text = max([*contents, summary], key=len, default="")
    published = entry.get("published") or entry.get("created") or entry.get("updated") or ""
    source = entry.get("source", {})
    given = {
        "url": url,
        "outlet": _plain(source.get("title", "")) or outlet,
        "published": str(published),
        "title": str(entry.get("title", "")),
        "text": text,
        "byline": _plain(str(entry.get("author", ""))),
        "language": str(language),
        "guid": guid,
    }
    return {name: value for name, value in given.items() if value}, tuple(warnings)


def _refuse_entities(raw: bytes, path: str) -> None:
    for match in _ENTITY.finditer(raw):
        value = match[1]
        if value.upper() in (b"SYSTEM", b"PUBLIC") or b"&" in value.replace(b"&#", b"") or len(value) > 200:
            words = f"XML entities: {path} defines entities that expand or point outside it; fetch a plain feed"
            raise Unreadable(refusal(Refusal.FEED_ENTITIES, words))


def _bozo(parsed: Mapping[str, Any]) -> str:
    return " ".join(str(parsed.get("bozo_exception", "not well formed")).split())[:100]


def _plain(text: str) -> str:
    return " ".join(decode_text(str(text).encode("utf-8", "replace"))[0].split())[:200]
