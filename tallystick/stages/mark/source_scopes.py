"""How far a source's word reaches in its sentence."""

from __future__ import annotations

import re

_CONTRAST = re.compile(r";\s|,\s+(?:while|but|though|although|whereas)\s")
_HUNG_ON = re.compile(
    r",\s+(?:(?:\w+\s){0,2}(?:after|before|since)\s|while\s|but\s|as\s|when\s|though\s|although\s|which\s|ending\s)|;\s"
)
_TOLL_RISES = re.compile(
    r"^.{0,90}\b(?:toll|tally|number|count|total)\b.{0,160}\s(?:when|after|in "
    r"which)\s.{5,200}?\b(?:has|have|had)?\s?(?=(?:risen|climbed|reached|grown|rose|rises|climbs|"
    r"stood)\b)",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(
    r"\b(?:as|while|but|that|when|because|and|\w+ed|was|were|has|have|had|is|are)\b", re.IGNORECASE
)
_SMALL_LEAD = re.compile(r"[^,;:\"“”]{0,60},?\s*$")


def scope_of_tag(text: str, cue_start: int, cue_end: int) -> tuple[int, int]:
    """ "..., X said": the sentence, without a contrasted clause before or one hung on after."""
    left = 0
    for match in _CONTRAST.finditer(text, 0, cue_start):
        left = match.end()
    rise = _TOLL_RISES.match(text[left:cue_start])
    if rise:
        left += rise.end()
    hung = _HUNG_ON.search(text, cue_end)
    return left, hung.start() if hung else len(text)


def scope_of_front(text: str, phrase_start: int, cue_end: int) -> tuple[int, int]:
    """ "X said ...": from the subject, with a short lead before it ("On Tuesday night"), to a contrasted clause."""
    lead = text[:phrase_start]
    left = 0 if _SMALL_LEAD.fullmatch(lead) and not _CLAUSE_BEFORE.search(lead) else phrase_start
    match = _CONTRAST.search(text, cue_end)
    return left, match.start() if match else len(text)


def scope_of_according(text: str, start: int, end: int) -> tuple[int, int]:
    """ "..., according to X": its clause, on both sides up to a contrast."""
    left = 0
    for match in _CONTRAST.finditer(text, 0, start):
        left = match.end()
    if not text[left:start].strip(' ,"“'):
        match2 = _CONTRAST.search(text, end)
        return left, match2.start() if match2 else len(text)
    hung = _HUNG_ON.search(text, end)
    return left, hung.start() if hung else len(text)


def scope_of_denial(text: str, start: int, verb_end: int) -> tuple[int, int]:
    """ "X denied firing ...": the denied deed itself; what is presupposed stays the outlet's own word."""
    match = re.compile(r"\s+(?:(?:any|its|the|that|having|being|all|their|his)\s+)*[\w'’-]+").match(text, verb_end)
    return start, match.end() if match else verb_end
