"""RawItem: one report found in what was given, before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_ITEM_BYTES = 50_000_000
MAX_PAGE_BYTES = 20_000_000  # trafilatura reads no larger page
MAX_FEED_ITEMS = 5_000


class Kind(StrEnum):
    """What some bytes are, by their content."""

    TEXT = "text"
    HTML = "html"
    FEED = "feed"
    JSON_LINES = "json_lines"
    JSON = "json"
    TABLE = "table"
    ZIP = "zip"
    GZIP = "gzip"
    EMPTY = "empty"
    BINARY = "binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One report found: its raw bytes, and the fields its container gives for it.

    `address` is the url where the container gives one, else the path, with `#n` (from 1) for the
    n-th report of a container. `given` holds url, outlet, published, title, text, byline, language
    and guid as found. `date_order` ("mdy" or "dmy") is what the container's dates show. With an
    `error` it becomes a refused report whose reason that is.
    """

    path: str
    address: str
    kind: Kind
    content: bytes = b""
    given: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
