"""Names that both a reader and the gazetteer read as a place, so that no other reading of their words stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tallystick.knowledge.names import fold_name
from tallystick.records.draft import Draft, Span
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place
from tallystick.records.vocabulary import ClaimField

SURE: Final = 0.7  # score of an argument from which its words are taken for a scene

_WHERE = frozenset({ClaimField.PLACE, ClaimField.ORIGIN})
_HOME = re.compile(
    r"\b(?:home|house|residence|flat|apartment|villa|farm|shop|store|office|clinic|car|vehicle|tent|funeral|wedding"
    r"|famil(?:y|ies)|relatives)s?\b",
    re.IGNORECASE,
)


def drafted_scenes(drafts: Sequence[Draft], places: Sequence[PlaceMention], *, text: str) -> tuple[Span, ...]:
    """The spans of resolved places by whose name a reader places an act, wherever the report says that name.

    A house, a shop or a funeral is called after a person: a name in such words is none.
    """
    resolved = [m for m in places if isinstance(m.place, Place)]
    named = {
        fold_name(m.name)
        for d in drafts
        for a in d.arguments
        if a.field in _WHERE and a.score >= SURE and not _HOME.search(text[a.start : a.end])
        for m in resolved
        if m.start < a.end and a.start < m.end
    }
    return tuple((m.start, m.end) for m in resolved if fold_name(m.name) in named)
