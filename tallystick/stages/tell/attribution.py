"""Who stands behind words of a report: the source whose scope holds them, and what it makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.records.mention import Reading, Sentence, SourceLink, SourceMention, TimeMention
from tallystick.records.vocabulary import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The source chain of a span, with the modality and hedge that its cue adds."""

    chain: tuple[SourceLink, ...] = ()
    modality: Modality = Modality.ASSERTED
    hedge: str | None = None


OWN_WORD = Attribution()


def attribute_span(start: int, end: int, *, sources: Sequence[SourceMention]) -> Attribution:
    """The source on whose word this span stands; the outlet's own word where no scope holds it.

    Of several scopes the narrowest wins, then the cue nearest to the span.
    """
    holding = [s for s in sources if s.scope_start <= start and end <= s.scope_end]
    if not holding:
        return OWN_WORD
    best = min(holding, key=lambda s: (s.scope_end - s.scope_start, min(abs(s.start - end), abs(start - s.end))))
    return attribution_by(best)


def attribution_by(source: SourceMention) -> Attribution:
    """The attribution by this source."""
    return Attribution(chain=source.chain, modality=source.modality, hedge=source.hedge)


def time_is_of_statement(time: TimeMention, *, sentence: Sentence, sources: Sequence[SourceMention]) -> bool:
    """The day is the day somebody spoke, was tried, buried or visited, not the day of the act.

    It stands next to the cue ("said on Tuesday", "told AFP on Monday", "in a statement on Friday", "a court on Monday
    sentenced"), or opens a sentence whose first verb is the cue ("On 13 December the ministry released a statement").
    A day that owns what follows ("confirmed Tuesday's raid") is that of what it owns.
    """
    if time.surface.lower().endswith(_OWNING):
        return False
    text, base = sentence.text, sentence.start
    at = time.start - base
    before = text[:at].rstrip().lower()
    before = (
        before.removesuffix(" on").removesuffix(" late").removesuffix(" early").removesuffix(" earlier").rstrip(" ,")
    )
    if _ends_with_speech(before) or _AFTERMATH_FOLLOWS.match(text, time.end - base):
        return True
    for source in sources:
        if not (sentence.start <= source.start < sentence.end):
            continue
        gap = text[max(0, source.end - base) : at] if source.end <= time.start else ""
        if source.end <= time.start and len(gap) < 40 and gap.strip(" ,").lower() in _TAILS:
            return True
        cue_at = text.lower().find(source.cue, max(0, source.end - base)) if source.cue != "according to" else -1
        if 0 <= cue_at < at and _between(text[cue_at + len(source.cue) : at], source.cue):
            return True
    if text[:at].strip(" ,").lower() in _OPENINGS:
        return _statement_opens(text[time.end - base :])
    return False


_TAILS = frozenset(
    {
        "",
        "on",
        "said",
        "said on",
        "said late on",
        "said late",
        "say",
        "told reporters on",
        "told reporters",
        "in a statement on",
        "in a statement",
    }
)
_SPEECH_ENDS = (
    "said",
    "says",
    "told reporters",
    "told journalists",
    "in a statement",
    "announced",
    "statement",
    "a statement issued",
    "statement released",
    "told parliament",
    "speaking",
    "told state television",
    "told a news conference",
    "told state media",
    "said in a statement",
    "statement dated",
    "issued",
    "confirmed",
    "briefing",
    "press conference",
    "news conference",
    "reported",
    "posted",
    "published",
    "in a speech",
    "in an interview",
    "in a report",
    "in a video",
    "in remarks",
    "in court",
    "sentenced",
    "convicted",
    "indicted",
    "acquitted",
    "pleaded guilty",
    "buried",
    "laid to rest",
    "mourned",
)
_OWNING = ("'s", "’s", "s'", "s’")
_POSTED = re.compile(r"\b(?:posted|published|released|aired|broadcast|uploaded) (?:on|by|in|to)(?: the)? \w+$")
_AFTERMATH_FOLLOWS = re.compile(
    r",? (?:sentenced|jailed|convicted|indicted|acquitted|ruled|mourned|urged|denounced|hailed|pleaded|unveiled"
    r"|published|paid tribute|visited|appeared in court)\b"
)
_OPENINGS = frozenset(
    ["", "on", "late on", "early on", "also on", "earlier on", "moreover", "meanwhile", "earlier", "later", "then"]
)


def _ends_with_speech(before: str) -> bool:
    return before.endswith(_SPEECH_ENDS) or _POSTED.search(before) is not None


_SPOKEN_TO = frozenset(
    """on late early earlier in a an the its his her their to by via at reporters journalists afp reuters ap parliament
    statement briefing post message report telephone phone telegram facebook twitter x television radio interview
    conference news press separate brief joint written state media""".split()
)


def _between(gap: str, cue: str) -> bool:
    """Only who was told, and how, stands between the cue and the day."""
    words = gap.lower().split()
    if len(words) <= 6 and all(word in _SPOKEN_TO for word in words):
        return True
    return cue in ("told", "tells") and 0 < len(words) <= 4 and gap.split()[-1][0].isupper()


_STATEMENT_VERBS = (
    "released a statement",
    "issued a statement",
    "said",
    "announced",
    "confirmed",
    "reported",
    "told",
    "published",
    "denied",
    "stated",
    "claimed",
    "threatened",
    "vowed",
    "warned",
    "condemned",
    "urged",
    "sentenced",
    "convicted",
)


def _statement_opens(rest: str) -> bool:
    head = rest[:90].lower()
    cut = [head.find(f" {verb}") for verb in _STATEMENT_VERBS if f" {verb}" in head]
    if not cut:
        return False
    teller = head[: min(cut)].lstrip(" ,") + " "
    return len(teller.split()) <= 8 and not any(between in teller for between in (" that ", " and ", ","))


def sources_of_sentence(reading: Reading, sentence: Sentence) -> list[SourceMention]:
    """The source mentions that stand in a sentence."""
    return [s for s in reading.sources if sentence.start <= s.start < sentence.end]
