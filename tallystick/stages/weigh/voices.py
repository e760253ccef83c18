"""Voices: the independent origins of claims.

The voice of a claim is the last link of its source chain; with no source, the lineage of its report.
A named source is one voice wherever it is cited, and the offices and spokespeople of one actor are that
actor's one voice. An unnamed source is one voice a lineage.
"""

from __future__ import annotations

from collections.abc import Callable

from tallystick.knowledge.names import fold_name
from tallystick.records.account import Account, Claim
from tallystick.records.mention import SourceLink
from tallystick.records.vocabulary import ClaimField, Modality

VoiceOfName = Callable[[SourceLink], str | None]

_OF_THE_OCCURRENCE = frozenset(set(ClaimField) - {ClaimField.OBJECT, ClaimField.MEANS, ClaimField.STRIKES})


def voice_of_claim(claim: Claim, *, lineage: str, actor_of: VoiceOfName) -> str:
    """The voice behind one claim of a report of this lineage."""
    if not claim.source:
        return lineage
    last = claim.source[-1]
    if not last.named:
        return f"{lineage}/{last.kind}:{fold_name(last.name)}"
    return actor_of(last) or f"source:{fold_name(last.name)}"


def occurrence_voices(account: Account, *, lineage: str, actor_of: VoiceOfName) -> frozenset[str]:
    """The voices that assert the occurrence in one account.

    An outlet that cites somebody for who, where, when or how many has it from them: its own word then
    adds no voice. A source that speaks only of things hit is no voice for the occurrence.
    """
    asserting = [
        c
        for c in account.claims
        if c.field in _OF_THE_OCCURRENCE
        and c.modality is not Modality.DENIED
        and c.value is not None
        and c.value is not False
    ]
    cited = {voice_of_claim(c, lineage=lineage, actor_of=actor_of) for c in asserting if c.source}
    return frozenset(cited) if cited else frozenset({lineage} if account.modality is not Modality.DENIED else ())
