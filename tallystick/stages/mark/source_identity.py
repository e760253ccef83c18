"""Sources told only by what they are, where the report names just one such body.

"A monitoring group said ... The Observatory, whose head ..." is one source: described words take its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind

_DESCRIBED = {
    SourceKind.MONITOR: re.compile(
        r"(?:[\w-]+ ){0,4}(?:group|organi[sz]ation|body|network|monitor|watchdog|observatory|ngo)", re.IGNORECASE
    ),
    SourceKind.WIRE: re.compile(r"(?:[\w-]+ ){0,3}agency", re.IGNORECASE),
    SourceKind.MEDIA: re.compile(
        r"(?:[\w-]+ ){0,3}(?:agency|channel|broadcaster|newspaper|station|network|daily|paper)", re.IGNORECASE
    ),
}

_OFFICE = re.compile(r"\b(?:director|head|chief|founder|editor|spokes\w+|representative|researcher)\b", re.IGNORECASE)


def name_described_sources(sources: Sequence[SourceMention]) -> tuple[SourceMention, ...]:
    """The mentions, described bodies named after the one named body of their kind that the report cites."""
    named: dict[SourceKind, dict[str, SourceLink]] = {kind: {} for kind in _DESCRIBED}
    for mention in sources:
        for link in mention.chain:
            if link.named and link.kind in named and not _OFFICE.search(link.name):
                named[link.kind].setdefault(link.name, link)
    only = {kind: next(iter(links.values())) for kind, links in named.items() if len(links) == 1}
    return tuple(replace(m, chain=tuple(_identity(link, only) for link in m.chain)) if only else m for m in sources)


def _identity(link: SourceLink, only: dict[SourceKind, SourceLink]) -> SourceLink:
    meant = only.get(link.kind)
    if link.named or meant is None or not _DESCRIBED[link.kind].fullmatch(link.name):
        return link
    return meant
