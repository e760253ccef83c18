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
    r"\b(?:claimed|claims|claiming|took|takes|taken|accepted|admitted|assumed) (?:full |the )?"
    r"(?:responsibility|credit|carrying out)\b"
    r"|\b(?:said|says) (?:that )?(?:it|its (?:fighters|men|forces|troops)) (?:was|were|had been) "
    r"(?:behind|responsible)\b"
    r"|\bsaid (?:its|their) (?:fighters|men|forces|troops|jets|aircraft) (?:had )?"
    r"(?:carried out|attacked|struck|targeted)\b"
    r"|\bclaimed the (?:attack|bombing|assault|blast|raid|killing|ambush|strike|operation)\b",
    re.IGNORECASE,
)
# One of these stands wherever one of the patterns below can match.
_CUES = (
    *("claim", "responsib", "credit", "carr", "blam", "accus", "behind", "attribut", "pinned", "finger"),
    *("said it", "says it", "said their", "den", "reject", "dismiss", "held", "hold"),
)
_NOBODY = re.compile(
    r"\b(?:no (?:group|one|organi[sz]ation|faction)|nobody|none|no-one|not|yet to|without)\b", re.IGNORECASE
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing|e)(?: (?:it|them|this|the [a-z-]+(?: [a-z-]+)?) on| on)?|"
    r"accus(?:ed|es|ing|e)|(?:was|were|been) attributed to|"
    r"attributed (?:it|the [a-z]+) to|"
    r"pinned (?:it )?on|points? (?:the|a) finger at|pointed (?:the|a) finger at|held|holds|hold)"
    r"\s+(?P<who>[^,.;]{2,90})",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\s*of (?:being behind|carrying|launching|firing|killing|shelling|attacking|bombing|striking|targeting|hitting|"
    r"planting|committing|opening|violating|"
    r"(?:an?|the|its|their|fresh|new|more|deadly) (?:[\w-]+ ){0,4}?"
    r"(?:attacks?|killings?|massacres?|(?:air)?strikes?|bombings?|raids?|shelling|bombardments?|ambush(?:es)?|assaults?|"
    r"abductions?|murders?)\b|(?:air ?|drone |missile |rocket )?(?:strikes|attacks|shelling|bombardment)\b"
    r"|(?:it|doing so|them)\b)"
    r"|\s*for\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|is|are|had been|is believed to be|were believed to be) (?:behind|responsible for) "
    r"(?:the|this|that|it|both|these|those|a)\b",
    re.IGNORECASE,
)
_CLAIMED_BY = re.compile(
    r"\b(?:was|were|been) (?:later |also |quickly |jointly )?claimed by (?P<who>[^,.;]{2,70})", re.IGNORECASE
)
_HARM = re.compile(
    r"attack|strike|struck|bomb|kill|death|dead|shell|raid|violence|blast|explo|shoot|shot|massacre|abduct|kidnap|fir(?:e|ing)\b|"
    r"ambush|incident|clash|murder|assault|missile|drone|casualt|launch|target|destr|rocket|mine\b|storm|torch|loot|burn|"
    r"responsib|involve|role|accus|allegation|charge|hit\b|rape|operation|behind|doing so|execut|plant|of it\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"responsible\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:den(?:ied|ies|ying|y)|rejected|rejects|dismissed)\s+(?:any |all |the |that |its |having |being |it |"
    r"responsibility|involvement|"
    r"carrying|targeting|firing|striking|attacking|bombing|shelling|hitting|launching|killing|a role|"
    r"accusations?|allegations?|claims?|such)",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:who|what|which|it|they)\s*$", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(
    r"; |\. |[\"”] | (?:while|but|said|says|claims?|believes?|alleged|insist(?:s|ed)|and) (?:that )?(?!its? )",
    re.IGNORECASE,
)
_LONGEST = 300  # characters; no subject is sought farther back
_STOP = re.compile(r"\b(?:for|that|who|which|after|when|over|in the|saying|and said)\b", re.IGNORECASE)
_OF_DOING = re.compile(r"\b(?i:of|for|that|who|which|after|when|over|in the|saying|and said)\b(?! (?:the )?[A-Z])")


def mark_blame(sentences: Sequence[Sentence]) -> tuple[ActMention, ...]:
    """Blame mentions in order of position."""
    found: list[ActMention] = []
    for sentence in sentences:
        text = sentence.text
        lower = text.lower()
        if not any(cue in lower for cue in _CUES):
            continue
        for match in _CLAIMED.finditer(text):
            if not _NOBODY.search(text[max(0, match.start() - 60) : match.start()]):
                found.append(_mention(sentence, match.start(), match.end(), _subject(text, match.start())))
        for match in _BLAMED.finditer(text):
            if match[0].lower().startswith(("held", "hold")) and not _HELD.search(text[match.start() :][:140]):
                continue
            accused = match[0].lower().startswith("accus")
            stop = (_OF_DOING if accused else _STOP).search(match["who"])
            if accused and not _ACCUSED.search(text, match.start("who")):
                continue
            if stop and stop[0] in ("of", "for") and not _HARM.search(text[match.start("who") + stop.start() :][:80]):
                continue
            end = match.start("who") + (stop.start() if stop else len(match["who"]))
            who = (match.start("who"), end) if end > match.start("who") else _subject(text, match.start())
            found.append(_mention(sentence, match.start(), match.start("who"), who))
        for match in _CLAIMED_BY.finditer(text):
            stop = _STOP.search(match["who"])
            end = match.start("who") + (stop.start() if stop else len(match["who"]))
            found.append(_mention(sentence, match.start(), match.start("who"), (match.start("who"), end)))
        for match in _BEHIND.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            if _HARM.search(text[match.end() :][:40]) and not _NOBODY.search(before) and not _WHO.search(before):
                found.append(_mention(sentence, match.start(), match.end(), _subject(text, match.start())))
        for match in _DENIED.finditer(text):
            if not _HARM.search(text[match.start() :][:90]):
                continue
            found.append(
                _mention(sentence, match.start(), match.end(), _subject(text, match.start()), modality=Modality.DENIED)
            )
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _subject(text: str, end: int) -> tuple[int, int]:
    start = max(0, end - _LONGEST)
    for match in _BEFORE_SUBJECT.finditer(text, start, end):
        start = match.end()
    return start, end


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
