"""clean_report: the report without what is not its own words, which are kept beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from tallystick.records.report import Quote, Removed, Report
from tallystick.records.vocabulary import RemovedKind, ReportStatus
from tallystick.stages.clean.comments import find_comments
from tallystick.stages.clean.headline import find_dateline, is_headline, strip_repeated_title
from tallystick.stages.clean.lines import sort_lines
from tallystick.stages.clean.pagehead import find_page_head

_BLANKS = re.compile(r"\n{3,}")
_MAX_PASSES = 6
_SECTIONS = re.compile(r"(?:(?: - [A-Z][\w’']*(?: [A-Z][\w’']*){0,3}){2,5}| \| [A-Z][\w’']*(?: [A-Z][\w’']*){0,3})$")
_LEAST_TITLE = 3  # blanks in what stays of a title


def clean_report(report: Report) -> Report:
    """The report with furniture, captions and reader comments moved from `text` to `removed`.

    The title is found where none was given, and `title` and `dateline` fit the text again.
    """
    if report.status is not ReportStatus.KEPT:
        return report
    title, body, byline = report.title, report.text, report.byline
    if title and body.startswith(title):
        body = body[len(title) :].lstrip("\n")
    removed: list[Removed] = []
    written, warnings = report.written, report.warnings
    for _ in range(_MAX_PASSES):
        before = (title, body, byline)
        title = _without_sections(title, removed)
        head = find_page_head(body.partition("\n")[0], title, report.published)
        if head is not None:
            removed.append(Removed(kind=RemovedKind.FURNITURE, text=body[: head.length].strip()))
            body = body[head.length :]
            if head.day and not written:
                written = head.day
                given = (report.published or "")[:10]
                if len(given) == 10 and written != given:
                    warnings += (f"dates_differ: the page prints {written}",)
        title, body, byline = _clean_once(title, body, byline, removed)
        if (title, body, byline) == before:
            break
    text = f"{title}\n\n{body}" if title and body else title or body
    return replace(
        report,
        title=title,
        byline=byline,
        written=written,
        warnings=warnings,
        text=text,
        removed=report.removed + tuple(removed),
        dateline=_dateline(text, body),
    )


def _clean_once(
    title: str | None, body: str, byline: str | None, removed: list[Removed]
) -> tuple[str | None, str, str | None]:
    lines = body.split("\n")
    if len(lines) > 1:
        cut = find_comments(lines)
        if cut is not None:
            comments = "\n".join(lines[cut:]).strip()
            removed.append(Removed(kind=RemovedKind.READER_COMMENTS, text=comments))
            lines = lines[:cut]
    sorting = sort_lines(lines, byline=byline)
    own = "\n".join(sorting.kept).strip("\n")
    if own.strip():
        removed.extend(sorting.removed)
        body, byline = _BLANKS.sub("\n\n", own), sorting.byline
    if title is None:
        first, _, rest = body.partition("\n")
        following = rest.lstrip("\n")
        if (rest.startswith("\n") or len(following.partition("\n")[0]) > 2 * len(first)) and is_headline(
            first.strip(), following
        ):
            title, body = first.strip(), following
    elif body:
        repeated = strip_repeated_title(body.partition("\n")[0], title)
        if repeated and body[len(repeated) :].strip():
            removed.append(Removed(kind=RemovedKind.FURNITURE, text=repeated.strip()))
            body = body[len(repeated) :].lstrip()
    return title, body, byline


def _without_sections(title: str | None, removed: list[Removed]) -> str | None:
    """The title without the sections of the site behind it ("... - Region - World - Outlet")."""
    found = _SECTIONS.search(title) if title else None
    if title is None or found is None or title[: found.start()].count(" ") < _LEAST_TITLE:
        return title
    removed.append(Removed(kind=RemovedKind.FURNITURE, text=found[0].strip()))
    return title[: found.start()]


def _dateline(text: str, body: str) -> Quote | None:
    found = find_dateline(body)
    if found is None:
        return None
    start = len(text) - len(body)
    start += body.index(found)
    return Quote(start=start, end=start + len(found), text=found)
