"""Source mentions without private persons' names: what is left of the words is the role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind

_EDGES = " \t\n,;:.'’\"“”()/-–—"
_TITLE = re.compile(r"(?:mr|mrs|ms|dr|sir|sheikh|imam|rev|fr)\.?", re.IGNORECASE)


def unname_sources(sources: Sequence[SourceMention], *, names: Iterable[str]) -> tuple[SourceMention, ...]:
    """The mentions with these names taken out of their links; a link that was only a name is a person quoted by it."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    if not longest_first:
        return tuple(sources)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?:['’]s)?(?!\w)")
    return tuple(replace(m, chain=tuple(_unname(link, pattern) for link in m.chain)) for m in sources)


def _unname(link: SourceLink, pattern: re.Pattern[str]) -> SourceLink:
    if pattern.search(link.name) is None:
        return link
    left = " ".join(pattern.sub(" ", link.name).split()).strip(_EDGES)
    if not any(map(str.isalpha, left)) or _TITLE.fullmatch(left):
        left = "a resident" if link.kind is SourceKind.RESIDENT else "a person quoted by name"
    return SourceLink(name=left, kind=link.kind, named=False)
