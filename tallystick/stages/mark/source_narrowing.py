"""The words of a source proper, in a subject that ran into what stands before it.

A report that lost its commas has "a town bordering Iraq an NGO said" and "in the city of Hama on Tuesday
media said"; here the subject is cut to the last noun phrase, and an apposition without commas is set apart.
"""

from __future__ import annotations

import re

from tallystick.stages.mark.source_voices import Heads, NameSource
from tallystick.stages.mark.source_words import (
    CITED,
    DETERMINER,
    EDGES,
    NOT_PEOPLE,
    PREPOSITION,
    TAIL,
    WORD,
    is_name,
    without_article,
)

_PRONOUN = re.compile(r"\s(he|she|it|they)$")
_DATED = re.compile(
    r"\s(?:on |late |early )*(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?\s+|"
    r"\b(?:19|20)\d\d\s+(?:meanwhile\s+)?|\bmeanwhile\s+|\s(?:yesterday|today)\s+",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\s(?=(?:the|an?|one|two|three|several|some|The|An?)\s)")
_CLAUSE = re.compile(r"\s(?=(?:the|an?|two|three|four|five|six|seven|eight|nine|ten|several|dozens|\d+)\s)")
_FINITE = re.compile(r"\s(?:was|were|had|has|have|is|are|killed|struck|hit|targeted|took|left|\w{3,}ed)\b")
_STATE_MEDIA = re.compile(  # "the latest to hit the district state television"
    r"\s(?!the\s|official\s|main\s|local\s)[a-z]+\s(state (?:television|TV|media|radio|news agency))$"
)
_LINKS = re.compile(
    r"(?:\b(?:of|in|at|from|for|to|with|by|near|on|into|under|inside|outside|and|or|"
    r"based|between|against|called|named)|['’]s?)$"
)
_OPENS_LOW = re.compile(
    r"(?:in|on|at|of|from|with|into|under|near|inside|after|following|amid|during)\s", re.IGNORECASE
)
_BEFORE_HEAD = frozenset(
    """local opposition rebel military security medical health police army state government regime media senior
    defense defence intelligence hospital human rights aid relief rescue field official independent anti-government
    pro-government regional provincial municipal tribal war monitoring informed reliable unnamed semi-official
    emergency civil political""".split()
)


def narrow_source(phrase: str, *, opens: bool, heads: Heads, known: NameSource) -> tuple[str, str]:
    """The source's own words and an apposition beside them; `opens` where nothing stands before the phrase."""
    phrase = re.sub(r"\s\([^()]{0,80}\)(?=\s)", "", phrase)
    cut = TAIL.search(phrase)
    words = phrase[: cut.start()].strip(EDGES) if cut else phrase
    if " " not in phrase or (not cut and known(phrase) is not None):
        return phrase, ""
    if (pronoun := _PRONOUN.search(phrase)) is not None:
        return pronoun[1], ""
    if (state := _STATE_MEDIA.search(phrase)) is not None:
        return state[1], ""
    if (dated := _after_day(phrase, heads, known)) is not None:
        return dated, ""
    cut_name = ""
    for gap in _DETERMINED.finditer(words):
        left, right = words[: gap.start()].strip(EDGES), words[gap.end() :]
        if _LINKS.search(left):
            continue
        if _is_apposition(left, opens=opens, known=known):
            return left, right
        if _says(right, heads, known):
            cut_name = right
    name = cut_name or words
    if (told := _known_tail(name, known)) is not None:
        return told, ""
    if cut_name:
        return (_bare_head(cut_name, heads) if _has_stray(cut_name) else cut_name), ""
    if _OPENS_LOW.match(words) or _has_stray(words):
        return _bare_head(words, heads), ""
    if len(words.split()) > 2 and not DETERMINER.match(words) and words[:1].islower():
        return _bare_head(words, heads) or phrase, ""
    if cut and cut[0].strip().lower() in ("who", "which") and is_name(words):
        return words, phrase[cut.start() :].strip(EDGES)
    return phrase, ""


def cut_at_clause(phrase: str) -> str:
    """The words before a clause that follows without a comma ("the monitor two people were killed")."""
    for gap in _CLAUSE.finditer(phrase):
        left = without_article(phrase[: gap.start()])
        if left and not _LINKS.search(left) and _FINITE.search(phrase, gap.end()):
            return phrase[: gap.start()]
    return phrase


def _says(words: str, heads: Heads, known: NameSource) -> bool:
    bare = words.split(None, 1)[-1]
    cut = PREPOSITION.search(bare)
    main = [w.lower() for w in WORD.findall(bare[: cut.start()] if cut else bare)]
    return known(bare) is not None or any(
        tuple(main[at : at + size]) in heads for size in (1, 2) for at in range(max(0, len(main) - 3), len(main))
    )


def _after_day(phrase: str, heads: Heads, known: NameSource) -> str | None:
    rest = None
    for match in _DATED.finditer(phrase):
        if match.end() < len(phrase) and _says(f"the {phrase[match.end() :]}", heads, known):
            rest = phrase[match.end() :]
    return rest


def _is_apposition(left: str, *, opens: bool, known: NameSource) -> bool:
    bare = without_article(left)
    link = known(bare)
    if link is not None and link.kind in CITED:
        return True
    return opens and link is None and " " in bare and is_name(bare)


def _known_tail(words: str, known: NameSource) -> str | None:
    """The name of the table that ends the phrase, where the words before only describe it."""
    parts = words.split()
    for at in range(1, len(parts)):
        if not parts[at][:1].isupper() or parts[at - 1].lower() in ("the", "a", "an"):
            continue
        tail = " ".join(parts[at:]).strip(EDGES)
        link = known(tail)
        if link is not None and link.kind in CITED:
            before = " ".join(parts[:at])
            if PREPOSITION.search(f" {before} ") or before.lower().endswith(("'s", "’s")):
                return None if _leads_to(before) else tail
            return tail
    return None


def _leads_to(before: str) -> bool:
    return bool(re.search(r"\b(?:of|at|from|for|in|with|by|near|to)(?: the)?(?: [A-Z][^ ]*){0,6}$", before))


def _has_stray(words: str) -> bool:
    """Whether a word that never names a source stands before the last word ("the last 48 hours ...")."""
    parts = words.lower().split()
    return any(p in NOT_PEOPLE for p in parts[:-1]) and not PREPOSITION.search(words)


def _bare_head(words: str, heads: Heads) -> str:
    """The last head word of the phrase with the describing words directly before it, or nothing."""
    parts = words.split()
    low = [p.lower() for p in parts]
    for size in (2, 1):
        at = len(low) - size
        if at >= 0 and tuple(low[at:]) in heads:
            while at and (low[at - 1] in _BEFORE_HEAD or low[at - 1].endswith(("-based", "-backed", "-led"))):
                at -= 1
            return " ".join(parts[at:])
    return ""
