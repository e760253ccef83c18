"""Report: one published text, and what was taken out of its page."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records.vocabulary import CopyKind, RemovedKind, ReportStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a text and where they stand: half-open character offsets into `report.text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Words of a report's page that are not its own."""

    kind: RemovedKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """The report this one depends on; `share` (0-1) of this text stands in the other."""

    report: str
    kind: CopyKind
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text as read, kept, set aside or refused.

    `text` is the title as its first line where there is one, a blank line, then the body; the
    dateline stays in. `published` is EDTF and null when the page does not show it.
    `written` is the day that the page's own head prints (taken out of the text), from which
    weekdays are counted; it may differ from `published`.
    `content_hash` is the SHA-256 of the raw bytes. `warnings` are stable words for what was
    mended while reading ("replaced_bytes", "truncated", "depth", ...), each with its detail.
    """

    id: str
    url: str | None = None
    path: str | None = None
    guid: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    dateline: Quote | None = None
    text: str = ""
    removed: tuple[Removed, ...] = ()
    status: ReportStatus = ReportStatus.KEPT
    because: str | None = None
    warnings: tuple[str, ...] = ()
    content_hash: str = ""
    replaces: str | None = None
    lineage: str | None = None
    written: str | None = None
    copy_of: CopyOf | None = None
    relevance: float = 0.0
