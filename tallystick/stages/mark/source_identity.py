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

_OFFICE = re.compile(
    r"\b(?:director|head|chief|founder|editor|spokes\w+|representative|researcher|activists?)\b", re.IGNORECASE
)
_NEXT = 400  # characters: a headline or a lead's "a monitor" is named in the sentence after it


def name_described_sources(sources: Sequence[SourceMention]) -> tuple[SourceMention, ...]:
    """The mentions, described bodies named after the one named body of their kind that the report cites.

    Where it cites several, after the only one that is named in the sentence after.
    """
    named: dict[SourceKind, list[tuple[int, SourceLink]]] = {kind: [] for kind in _DESCRIBED}
    for mention in sources:
        for link in mention.chain:
            if link.named and link.kind in named and not _OFFICE.search(link.name):
                named[link.kind].append((mention.start, link))
    if not any(named.values()):
        return tuple(sources)
    return tuple(
        replace(
            m, chain=tuple(_identity(link, m, named[link.kind]) if link.kind in named else link for link in m.chain)
        )
        for m in sources
    )


def _identity(link: SourceLink, mention: SourceMention, named: Sequence[tuple[int, SourceLink]]) -> SourceLink:
    if link.named or not named or not _DESCRIBED[link.kind].fullmatch(link.name):
        return link
    near = [(start, other) for start, other in named if mention.end <= start < mention.end + _NEXT]
    for bodies in (named, near):
        if len({other.name for _, other in bodies}) == 1:
            return bodies[0][1]
    return link
