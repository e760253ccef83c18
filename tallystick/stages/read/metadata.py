"""What a web page states of itself: title, outlet, byline, date, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resiliparse.parse.html import DocumentNode, HTMLTree

from tallystick.stages.read.dates import read_date

_MAX_JSON_LD = 1_000_000
_REPORT_TYPE = re.compile(r"Article|Report|BlogPosting|LiveBlog", re.I)
_TITLE_MARK = re.compile(r"\s+[|–—·»-]\s+")
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page states of itself; `published` is EDTF."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


def read_metadata(tree: HTMLTree) -> PageFacts:
    """The facts in a page's head, its JSON-LD and its time and heading elements; earliest of rival dates."""
    document = tree.document
    if document is None:
        return PageFacts()
    metas: dict[str, str] = {}
    for node in document.query_selector_all("meta[content]"):
        name = (node.getattr("property") or node.getattr("name") or node.getattr("itemprop") or "").lower()
        metas.setdefault(name, " ".join((node.getattr("content") or "").split()))
    stated, broken = _json_ld(document)
    warnings = ["json_ld_broken: the page's own data could not be read"] if broken else []
    published, trouble = _published(document, metas, stated)
    warnings += trouble
    outlet = metas.get("og:site_name") or _name(stated.get("publisher")) or metas.get("application-name")
    heading = _text(document, "h1")
    title = _string(stated.get("headline")) or metas.get("og:title") or metas.get("twitter:title") or heading
    title = title or _without_outlet(tree.title or "", outlet)
    html = document.query_selector("html")
    return PageFacts(
        title=_without_outlet(title, outlet) or None,
        url=metas.get("og:url") or _canonical(document),
        outlet=outlet or None,
        byline=_name(stated.get("author")) or metas.get("author") or metas.get("article:author_name") or None,
        published=published,
        language=(html.getattr("lang") if html is not None else None) or None,
        warnings=tuple(warnings),
    )


def _json_ld(document: DocumentNode) -> tuple[dict[str, Any], bool]:
    broken = False
    for node in document.query_selector_all('script[type="application/ld+json"]'):
        text = node.text or ""
        if len(text) > _MAX_JSON_LD:
            broken = True
            continue
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            broken = True
            continue
        for one in _objects(value):
            if _REPORT_TYPE.search(str(one.get("@type", ""))):
                return one, broken
    return {}, broken


def _objects(value: object) -> Iterator[dict[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            for inner in graph if isinstance(graph, list) else ():
                if isinstance(inner, dict):
                    yield inner


def _published(document: DocumentNode, metas: dict[str, str], stated: dict[str, Any]) -> tuple[str | None, list[str]]:
    values = [_string(stated.get("datePublished")), *(metas.get(name) for name in _DATE_METAS)]
    dates: list[str] = []
    warnings: list[str] = []
    for value in values:
        edtf, trouble = read_date(value or "")
        dates += [edtf] if edtf else []
        warnings += [trouble] if trouble else []
    if not dates:
        time = document.query_selector("article time[datetime], header time[datetime], time[datetime]")
        edtf, trouble = read_date(time.getattr("datetime") or "") if time is not None else (None, None)
        dates += [edtf] if edtf else []
        warnings += [trouble] if trouble else []
    if len({date[:10] for date in dates}) > 1:
        warnings.append(f"dates_differ: the page states {', '.join(sorted(set(dates)))}; the earliest was taken")
    return min(dates, default=None), list(dict.fromkeys(warnings))


def _string(value: object) -> str:
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:10]) if name)
    if isinstance(value, dict):
        return _string(value.get("name"))
    return "" if _string(value).startswith("http") else _string(value)


def _text(document: DocumentNode, selector: str) -> str:
    nodes = document.query_selector_all(selector)
    return " ".join((nodes[0].text or "").split()) if len(nodes) == 1 else ""


def _canonical(document: DocumentNode) -> str | None:
    node = document.query_selector('link[rel="canonical"]')
    return node.getattr("href") if node is not None else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's name at its end."""
    title = " ".join(title.split())
    parts = _TITLE_MARK.split(title)
    if len(parts) > 1 and outlet and parts[-1].lower() == outlet.lower():
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»-")
    if len(parts) > 1 and not outlet and len(parts[-1].split()) <= 4 and len(title.split()) > 6 and "|" in title:
        return title[: title.rfind("|")].strip()
    return title
