"""The usual names of a report's fields in JSON, CSV and feeds.

Source: names seen in public news datasets and APIs; written by hand. Names are compared in lower
case with everything but letters and digits dropped; the first name of a row that is present wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SYNONYMS: dict[str, tuple[str, ...]] = {
    "url": (
        "url",
        "link",
        "articleurl",
        "canonicalurl",
        "weburl",
        "sourceurl",
        "pageurl",
        "newsurl",
        "storyurl",
        "permalink",
        "href",
        "uri",
        "articlelink",
        "externalurl",
    ),
    "outlet": (
        "outlet",
        "outletname",
        "source",
        "sourcename",
        "publisher",
        "publication",
        "site",
        "sitename",
        "newspaper",
        "newssource",
        "mediaoutlet",
        "media",
        "medium",
        "provider",
        "domain",
        "sourcedomain",
        "feedname",
        "feed",
        "agency",
        "brand",
        "channel",
    ),
    "published": (
        "published",
        "publishedat",
        "publisheddate",
        "publishdate",
        "publicationdate",
        "datepublished",
        "pubdate",
        "dateofpublication",
        "webpublicationdate",
        "firstpublished",
        "articledate",
        "date",
        "datetime",
        "posted",
        "postedat",
        "posteddate",
        "releasedate",
        "createdat",
        "created",
        "timestamp",
        "pubtime",
        "publishedutc",
        "time",
    ),
    "title": (
        "title",
        "headline",
        "articletitle",
        "headlinemain",
        "newstitle",
        "webtitle",
        "pagetitle",
        "heading",
        "head",
        "header",
    ),
    "text": (
        "text",
        "body",
        "articlebody",
        "articlecontent",
        "articletext",
        "content",
        "fulltext",
        "fullcontent",
        "maintext",
        "bodytext",
        "plaintext",
        "contenttext",
        "newscontent",
        "newstext",
        "storytext",
        "story",
        "article",
        "contenthtml",
        "bodyhtml",
        "html",
    ),
    "lead": (
        "description",
        "summary",
        "standfirst",
        "lead",
        "lede",
        "abstract",
        "excerpt",
        "subtitle",
        "subheadline",
        "snippet",
        "dek",
        "teaser",
        "intro",
        "trailtext",
    ),
    "byline": ("byline", "author", "authors", "authorname", "writer", "reporter", "journalist", "creator"),
    "language": ("language", "lang", "locale", "languagecode"),
    "guid": ("guid", "uuid", "articleid", "newsid", "docid", "documentid", "id"),
}

LISTS = ("articles", "items", "entries", "results", "reports", "news", "stories", "documents", "data", "response")

_FIELD_OF = {name: (field, rank) for field, names in SYNONYMS.items() for rank, name in enumerate(names)}


def fold_name(name: str) -> str:
    """A field's name as it is compared."""
    return "".join(filter(str.isalnum, name.lower()))


def map_fields(names: Iterable[str], *, explicit: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our field to the name that holds it; `explicit` (ours to theirs) goes before the synonyms."""
    best: dict[str, tuple[int, str]] = {}
    given = {fold_name(theirs): ours for ours, theirs in (explicit or {}).items()}
    for name in names:
        folded = fold_name(name)
        if folded in given:
            best[given[folded]] = (-1, name)
            continue
        found = _FIELD_OF.get(folded)
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], name)
    return {field: name for field, (_, name) in best.items()}
