"""Runs of capitalised words that the gazetteer knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace, is_added_point
from tallystick.knowledge.names import ARTICLES, fold_name
from tallystick.knowledge.place_words import OPENERS, TYPE_WORDS

LONGEST_NAME: Final = 6  # words; "Zaporizhzhia Nuclear Power Plant" has four
WELL_KNOWN: Final = 100_000  # inhabitants; a smaller town needs words that say it is a place

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’‘`ʼʻ][^\W_]+)*")
_INNER = frozenset(
    "of de du da do del della des den der dos la le los las and i as ash ad al el ez az an ar at ul".split()
)


@dataclass(slots=True)  # not frozen: made for every word, and setting frozen fields takes three times as long
class Word:
    """A word of a sentence at its characters; `name` where it begins as names do."""

    start: int
    end: int
    text: str
    lower: str
    name: bool


def words_of(text: str) -> list[Word]:
    """The words of a sentence, without possessive endings."""
    words = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        surface = match[0]
        if surface[-1] in "sS" and len(surface) > 2 and surface[-2] in "'’‘":
            end -= 2
            surface = surface[:-2]
        name = surface[0].isupper() or (not surface.isalpha() and _is_name(surface))
        words.append(Word(start, end, surface, surface.lower(), name))
    return words


def _is_name(word: str) -> bool:
    """Whether a word that begins without a capital is a name for its second part: "al-Bab"."""
    head, _, rest = word.replace("’", "-").replace("'", "-").partition("-")
    return bool(rest) and head in ARTICLES and rest[0].isupper()


def longest_name(text: str, words: list[Word], at: int, *, gazetteer: Gazetteer) -> int | None:
    """Index of the last word of the longest known name that starts here."""
    ends = [at] if words[at].name else []
    here = at
    while here + 1 < len(words) and here - at + 1 < LONGEST_NAME:
        gap = text[words[here].end : words[here + 1].start]
        if gap not in (" ", "-", " - ") and not (gap == ". " and words[here].text in ("St", "Mt")):
            break
        here += 1
        if words[here].name:
            ends.append(here)
        elif words[here].lower not in _INNER and words[here].lower not in TYPE_WORDS:
            break
        elif words[here].lower in TYPE_WORDS:
            ends.append(here)
    start = words[at].start
    for last in reversed(ends):
        if not words[last].name:
            if is_distinct(text[start : words[last].end], text[start : words[last - 1].end], gazetteer=gazetteer):
                return last
            continue
        known = gazetteer.exact if last > at and words[last].lower in OPENERS else gazetteer.has
        if known(text[start : words[last].end]):
            return last
    if (
        len(ends)
        and ends[0] == at
        and len(words[at].text) > 5
        and words[at].text.endswith("s")
        and gazetteer.exact(words[at].text[:-1])
    ):
        return at
    return None


def is_distinct(whole: str, name: str, *, gazetteer: Gazetteer) -> bool:
    """Whether the name with its type word is a place of its own: "Al-Hol camp", not "Borno state"."""
    wholes = gazetteer.exact(whole)
    return bool(wholes) and wholes[0].id not in {place.id for place in gazetteer.exact(name)}


def is_large(place: GazetteerPlace, name: str) -> bool:
    """Whether a place is so well known by this name that no words need to say that it is one."""
    if place.feature.startswith("named") or is_added_point(place):
        return False
    if place.feature.startswith("listed") or place.precision in ("country", "sea", "area", "site"):
        return True
    if place.precision == "admin2":
        return False
    own = fold_name(place.name) == fold_name(name)
    return own if place.precision == "admin1" else place.population >= (WELL_KNOWN if own else 5 * WELL_KNOWN)
