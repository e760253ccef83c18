"""Who stands behind words of a report: the source whose scope holds them, and what it makes of them."""

from __future__ import annotations

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
    """The day is the day somebody spoke, not the day of the act.

    It stands next to the cue ("said on Tuesday", "told AFP on Monday", "in a statement on Friday"), or
    opens a sentence whose first verb is the cue ("On 13 December the ministry released a statement").
    """
    text, base = sentence.text, sentence.start
    at = time.start - base
    before = text[:at].rstrip().lower()
    before = (
        before.removesuffix(" on").removesuffix(" late").removesuffix(" early").removesuffix(" earlier").rstrip(" ,")
    )
    if _ends_with_speech(before):
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
    if not text[:at].strip(" ,").lower() or text[:at].strip().lower() in (
        "on",
        "late on",
        "early on",
        "also on",
        "earlier on",
    ):
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
)


def _ends_with_speech(before: str) -> bool:
    return before.endswith(_SPEECH_ENDS)


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
    return cue in ("told", "tells") and len(words) <= 4 and words[-1] in ("on", "late", "early", "earlier")


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
)


def _statement_opens(rest: str) -> bool:
    head = rest[:90].lower()
    cut = [head.find(f" {verb}") for verb in _STATEMENT_VERBS if f" {verb}" in head]
    return bool(cut) and len(head[: min(cut)].split()) <= 7 and " that " not in head[: min(cut)]


def sources_of_sentence(reading: Reading, sentence: Sentence) -> list[SourceMention]:
    """The source mentions that stand in a sentence."""
    return [s for s in reading.sources if sentence.start <= s.start < sentence.end]
