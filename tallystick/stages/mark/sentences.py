"""Sentence boundaries with offsets.

A small splitter of our own: blingfire unpacks to 99 MB for the same job, and pysbd costs more
than all other stages together. Every non-blank character belongs to exactly one sentence.
"""

from __future__ import annotations

import re

from tallystick.records.mention import Sentence

# Words before a full stop that do not end a sentence when a name or number follows.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev fr hon st sr jr gen lt col maj capt sgt cpl pvt brig adm cmdr cdr supt insp det gov sen rep
    pres min amb asst dep dir spc no nos vs v etc al inc ltd co corp approx est dept jan feb mar apr jun jul aug sep
    sept oct nov dec mt ft km mi art fig vol pp u.s u.k u.n e.u d.c a.m p.m i.e e.g lt.col maj.gen brig.gen""".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof rev gen lt col maj capt sgt cpl brig adm cmdr gov sen rep st hon supt insp".split()
)
_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\s])|\n\s*\n|\n")
_LAST_WORD = re.compile(r"[\w.'’&-]+$")
_INITIAL = re.compile(r"(?:^|[.\s])[A-Z]$")
LONGEST = 5_000  # characters; a longer run is cut at a space, so that no grammar meets an endless sentence


def split_sentences(text: str, *, title: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a line break always ends one, a blank line ends the paragraph.

    The title, where the text begins with it, is paragraph 0 and its sentences have `is_title`.
    """
    title_end = len(title) if title and text.startswith(title) else 0
    bounds: list[tuple[int, int, bool]] = []
    start = 0
    for match in _BREAK.finditer(text):
        blank = "\n" in match[0]
        end = match.start() if blank else match.end()
        if not blank and not _ends_here(text, start, match):
            continue
        bounds.append((start, end, blank and (match[0].count("\n") > 1)))
        start = match.end()
    bounds.append((start, len(text), False))
    sentences: list[Sentence] = []
    paragraph = 0
    for begin, end, new_paragraph in bounds:
        for low, high in _pieces(text, begin, end):
            sentences.append(
                Sentence(
                    index=len(sentences),
                    paragraph=paragraph,
                    start=low,
                    end=high,
                    text=text[low:high],
                    is_title=high <= title_end,
                )
            )
        paragraph += new_paragraph
    return tuple(sentences)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0][0] != "." or len(match[0].rstrip("\"'”’»)]")) > 1:
        return True
    follows = text[match.end() : match.end() + 12].lstrip(" \t\"'“‘«([")[:1]
    word = _LAST_WORD.search(text[max(start, match.start() - 24) : match.start()])
    last = word[0].lower().strip(".") if word else ""
    if follows.islower():
        return False
    if last in _TITLES or (word and _INITIAL.search(word[0]) and "." not in word[0]):
        return False
    if last in _ABBREVIATIONS or (word and "." in word[0] and len(word[0]) <= 6):
        # "U.S. President" goes on; "in the U.S. The army" ends before a common sentence opener.
        return bool(_OPENER.match(text, match.end()))
    return True


_OPENER = re.compile(
    r"\s+[\"'“‘(]*(?:The|A|An|It|He|She|They|This|That|These|Those|In|On|At|But|And|However|Meanwhile|According|There|Its|His)\b"
)


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    pieces = []
    while end - begin > LONGEST:
        cut = text.rfind(" ", begin + 1, begin + LONGEST)
        cut = cut if cut > begin else begin + LONGEST
        pieces.append((begin, cut))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        pieces.append((begin, end))
    return pieces
