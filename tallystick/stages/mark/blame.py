"""Blame: words that say who is held, owns up or denies to have done what the report tells.

Each becomes an act mention that refers back ("ref") and whose agent is the one blamed; a denial has
modality denied. It tells no act by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.records.mention import ActMention, Sentence
from tallystick.records.vocabulary import EventType, Modality

_CLAIMED = re.compile(
    r"\b(?:claimed|claims|claiming|took|takes|taken|accepted|admitted|assumed) (?:full |the )?(?:responsibility|credit|carrying out)\b"
    r"|\b(?:said|says) (?:that )?(?:it|its (?:fighters|men|forces|troops)) (?:was|were|had been) (?:behind|responsible)\b"
    r"|\bsaid (?:its|their) (?:fighters|men|forces|troops|jets|aircraft) (?:had )?(?:carried out|attacked|struck|targeted)\b"
    r"|\bclaimed the (?:attack|bombing|assault|blast|raid|killing|ambush|strike|operation)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no (?:group|one|organi[sz]ation|faction)|nobody|none|no-one|not|yet to|without)\b", re.IGNORECASE
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing|e)(?: (?:it|them|this|the [a-z-]+(?: [a-z-]+)?) on| on)?|accus(?:ed|es|ing|e)|(?:was|were|been) attributed to|attributed (?:it|the [a-z]+) to|"
    r"pinned (?:it )?on|points? (?:the|a) finger at|pointed (?:the|a) finger at|held|holds|hold)\s+(?P<who>[^,.;]{2,90})",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\s*of (?:being behind|carrying|launching|firing|killing|shelling|attacking|bombing|striking|targeting|hitting|planting|"
    r"committing|opening|violating|the (?:attack|killing|massacre|strike|bombing|raid|shelling|abduction))|\s*for\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"responsible\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:den(?:ied|ies|ying|y)|rejected|rejects|dismissed)\s+(?:any |all |the |that |its |having |being |it |responsibility|involvement|"
    r"carrying|targeting|firing|striking|attacking|bombing|shelling|hitting|launching|killing|a role|accusations?|allegations?|claims?|such)",
    re.IGNORECASE,
)
_STOP = re.compile(r"\b(?:of|for|that|who|which|after|when|over|in the|saying|and said)\b", re.IGNORECASE)


def mark_blame(sentences: Sequence[Sentence]) -> tuple[ActMention, ...]:
    """Blame mentions in order of position."""
    found: list[ActMention] = []
    for sentence in sentences:
        text = sentence.text
        for match in _CLAIMED.finditer(text):
            if not _NOBODY.search(text[max(0, match.start() - 60) : match.start()]):
                found.append(_mention(sentence, match.start(), match.end(), _subject(text, match.start())))
        for match in _BLAMED.finditer(text):
            if match[0].lower().startswith(("held", "hold")) and not _HELD.search(text[match.start() :][:140]):
                continue
            stop = _STOP.search(match["who"])
            if match[0].lower().startswith("accus") and not _ACCUSED.search(text, match.start("who")):
                continue
            end = match.start("who") + (stop.start() if stop else len(match["who"]))
            found.append(_mention(sentence, match.start(), match.start("who"), (match.start("who"), end)))
        for match in _DENIED.finditer(text):
            found.append(
                _mention(sentence, match.start(), match.end(), _subject(text, match.start()), modality=Modality.DENIED)
            )
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _subject(text: str, end: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, end) for mark in ("; ", ". ", " while ", " but ", '" ', "” ")) + 1
    return max(0, start), end


def _mention(
    sentence: Sentence, start: int, end: int, agent: tuple[int, int], *, modality: Modality = Modality.ASSERTED
) -> ActMention:
    base = sentence.start
    while end > start and sentence.text[end - 1].isspace():
        end -= 1
    return ActMention(
        start=base + start,
        end=base + end,
        surface=sentence.text[start:end],
        lemma="blame",
        event_type=EventType.ATTACK,
        sentence=sentence.index,
        clause_start=base,
        clause_end=sentence.end,
        modality=modality,
        definite=True,
        flags=frozenset({"ref", "blame"}),
        agent=(base + agent[0], base + agent[1]),
    )
