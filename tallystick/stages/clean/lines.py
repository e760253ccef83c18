"""Lines of a page that are not the report's own words, by the phrases of the genre."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.knowledge import furniture
from tallystick.records.report import Removed
from tallystick.records.vocabulary import RemovedKind

_BULLET = re.compile(r"^[\s•·*▪●‣►>»|–—-]+(?=\S)")
_LONGEST = 520  # characters: no pattern matches a longer line
_TAIL_LENGTH = 80
_TAIL_ENDS = ("..", "…", "→", "»", ">", "]", ")", ").", "more", "reading", "story", "article", "here", "details")
_CREDIT_END = re.compile(r"[)\]]\.?$|[/|]")
_PROSE_END = re.compile(r"[a-z]{2,}[.!?][\"”']?$")
_LINK_RUN = re.compile(
    r"(?<=[.!?\"”)]) +(?:(?:Read Also|Read More|Twitter|Facebook|WhatsApp|Contact Us|About Us"
    r"|Legal|Terms of Use|Privacy Policy"
    r"|Cookie Policy|Source:? [A-Z]\w+ and agencies)(?: +|$)){1,12}$"
)
_RUN_IN = re.compile(  # what a scraped page lists below a report, run into its last paragraph
    r"(?<=[.!?…”\"’)\]]) +(?:\.{3} \d+ +)?(?:Topics? .{3,80}? \(\d+\) +)?"
    r"(?:Related(?: (?:News|Stories|Articles|Posts))?|Tags):? (?=[A-Za-z])"
)
_RUN_IN_LENGTH = 1_000
_SENTENCE_END = re.compile(r"[a-z0-9)\"”][.!?] [A-Z“\"]|[.!?][\"”']?$")
_TOP_LINES = 8  # where a byline and the page's date stand
_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True)
class Sorted:
    """What stays, what goes, and the byline found among what goes."""

    kept: list[str]
    removed: list[Removed]
    byline: str | None


def sort_lines(lines: list[str], *, byline: str | None = None) -> Sorted:
    """The lines that are the report's own (blank ones stay), and those that are not with their kind."""
    kept: list[str] = []
    removed: list[Removed] = []
    found = byline
    in_related = False
    seen = 0
    is_chronology = sum(furniture.DATE_LINE.fullmatch(line.strip()) is not None for line in lines if line[:1]) > 2
    for line in lines:
        bare = _BULLET.sub("", line.strip())
        if not bare:
            kept.append("")
            continue
        seen += 1
        if in_related and (len(bare) > 160 or _PROSE_END.search(bare)):
            in_related = False
        kind = RemovedKind.FURNITURE if in_related else _kind_of(bare, found, first=not any(kept))
        if kind is None and seen <= _TOP_LINES and len(bare) < _LONGEST_BYLINE:
            match = furniture.BYLINE.fullmatch(bare)
            if (match and _is_name(match[1])) or (furniture.DATE_LINE.fullmatch(bare) and not is_chronology):
                kind = RemovedKind.FURNITURE
        if kind is None:
            stem = line[: _tail_start(line)]
            if stem != line:
                removed.append(Removed(kind=RemovedKind.FURNITURE, text=line[len(stem) :].strip()))
            kept.append(stem)
            continue
        if kind is RemovedKind.FURNITURE:
            in_related = in_related or furniture.RELATED_HEADING.fullmatch(bare) is not None
            match = furniture.BYLINE.fullmatch(bare) if found is None and seen <= _TOP_LINES else None
            if match and _is_name(match[1]):
                found = match[1].strip()
        removed.append(Removed(kind=kind, text=line.strip()))
    return Sorted(kept, removed, found)


def _tail_start(line: str) -> int:
    """Where a paragraph's own words end and a phrase such as "Continue reading..." begins."""
    match = None
    if line[-24:].rstrip().lower().endswith(_TAIL_ENDS):
        match = furniture.TAIL.search(line, max(0, len(line) - _TAIL_LENGTH))
    if match is None and "dit" in line[-_LONGEST:] and " by " in line[-_LONGEST:]:
        match = furniture.SIGNATURE.search(line, max(0, len(line) - _LONGEST))
    if match is None and ("appeared first on" in line[-_LONGEST:] or "first appeared on" in line[-_LONGEST:]):
        match = furniture.FEED_TAIL.search(line, max(0, len(line) - _LONGEST))
    if match is None:
        match = _LINK_RUN.search(line, max(0, len(line) - 2 * _TAIL_LENGTH))
    if match is None:
        match = _run_in_list(line)
    return match.start() if match else len(line)


def _run_in_list(line: str) -> re.Match[str] | None:
    """Headlines or tags below a report: no sentence of theirs ends, and most of their words begin with a capital."""
    for match in _RUN_IN.finditer(line, max(0, len(line) - _RUN_IN_LENGTH)):
        rest = line[match.end() :].strip()
        words = [word for word in rest.split() if word[0].isalpha()]
        if not _SENTENCE_END.search(rest) and 2 * sum(word[0].isupper() for word in words) > len(words):
            return match
    return None


def _kind_of(bare: str, byline: str | None, *, first: bool) -> RemovedKind | None:
    if len(bare) > _LONGEST:
        return None
    if byline and bare == byline:
        return RemovedKind.FURNITURE
    if furniture.COMMENT_LINE.fullmatch(bare) or furniture.FURNITURE_LINE.fullmatch(bare):
        return RemovedKind.FURNITURE
    if furniture.CAPTION_LINE.fullmatch(bare) or (_CREDIT_END.search(bare) and furniture.CREDITED_LINE.fullmatch(bare)):
        return RemovedKind.CAPTION
    if first:  # "Explainer: ..." may be the headline
        return None
    if furniture.RELATED_LINE.fullmatch(bare) or furniture.RELATED_HEADING.fullmatch(bare):
        return RemovedKind.FURNITURE
    return None


def _is_name(words: str) -> bool:
    """Whether every word but the small ones begins with a capital."""
    return all(
        word[0].isupper() or word.lower() in {"and", "al", "bin", "de", "van", "von", "the"} for word in words.split()
    )
