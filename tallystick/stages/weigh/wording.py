"""Wording: a report's text as folded words, with what two texts are compared by."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from tallystick.knowledge.copying import CALENDAR_WORDS, FURNITURE_WORDS, GENRE_WORDS, NUMBER_VALUES, NUMBER_WORDS
from tallystick.records.report import Report

RUN = 5  # words in a run: shorter ones are shared by any two texts of the genre
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[\"“”«»]|[.!?\n]")
_BARE = re.compile(r"[^\W_]+")
_COMMON = CALENDAR_WORDS | FURNITURE_WORDS | GENRE_WORDS | NUMBER_WORDS
_QUOTE_WORDS = 120  # a quotation mark left open closes after so many words
STEM = 7  # letters of a word by which details are compared
_ENDINGS = ("ings", "ing", "edly", "ed", "ers", "er", "ies", "es", "s", "ly", "y", "e")
_STEM_LEAST = 3  # letters that an ending leaves
_INITIALS = 6  # most letters of an abbreviation
_JOINING = frozenset({"of", "the", "for", "and", "in"})  # within a name of several words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one text and their runs.

    `words` are folded; `runs[i]` is the hash of the words i to i + RUN; `body` is where the title ends.
    `quoted` and `slots` are the places of words inside quotation marks, and of words that a template
    fills in: numbers, days and months, names not at the start of a sentence. `details` is where each
    detail first stands, in that order; `names` are those that are numbers or written as names, `initials`
    those of names of several words.
    """

    report: Report
    words: tuple[str, ...]
    body: int
    runs: tuple[int, ...]
    run_set: frozenset[int]
    quoted: frozenset[int]
    slots: frozenset[int]
    details: Mapping[str, int]
    names: frozenset[str]
    initials: frozenset[str]


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text without case and punctuation."""
    return tuple(_BARE.findall(_fold(text)))


def read_wording(report: Report) -> Wording:
    """The wording of a report's text."""
    words: list[str] = []
    quoted: set[int] = set()
    slots: set[int] = set()
    body, title_end = 0, len(report.title or "")
    starts, opened = True, -1
    for match in _WORD.finditer(report.text):
        token = match[0]
        if not token[0].isalnum():
            if token in ".!?\n":
                starts = True
            elif token == "“" or (opened < 0 and token != "”"):
                opened = len(words)
            else:
                opened = -1
            continue
        place = len(words)
        if match.start() < title_end:
            body = place + 1
        word = _fold(token)
        words.append(word)
        if opened >= 0:
            if place - opened < _QUOTE_WORDS:
                quoted.add(place)
            else:
                opened = -1
        if (
            token[0].isdigit()
            or word in NUMBER_WORDS
            or word in CALENDAR_WORDS
            or (token[0].isupper() and not starts and body <= place)
        ):
            slots.add(place)
        starts = False
    runs = hash_runs(words)
    details: dict[str, int] = {}
    names = set()
    for place, detail in detail_places(words):
        details.setdefault(detail, place)
        if place in slots or detail.isdigit():
            names.add(detail)
    return Wording(
        report=report,
        words=tuple(words),
        body=body,
        runs=runs,
        run_set=frozenset(runs),
        quoted=frozenset(quoted),
        slots=frozenset(slots),
        details=details,
        names=frozenset(names),
        initials=_initials(words, slots),
    )


def hash_runs(words: list[str] | tuple[str, ...]) -> tuple[int, ...]:
    """A 63-bit hash of each run of words, the same in every process."""
    codes = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return tuple(hash(run) & 0x7FFFFFFFFFFFFFFF for run in zip(*(codes[i:] for i in range(RUN)), strict=False))


def is_telling(word: str) -> bool:
    """The word is neither grammar nor a word that most reports of the genre use."""
    return len(word) > 2 and word not in _COMMON


def detail_places(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The details of a text, given its folded words, with the place of each: what it says whatever its words.

    They are telling words, cut to their stems, and numbers, the same in digits and in words. The number one is none.
    """
    skipped = -1
    for place, word in enumerate(words):
        if place == skipped:
            continue
        value = NUMBER_VALUES.get(word)
        if value is not None:
            units = NUMBER_VALUES.get(words[place + 1], 0) if value >= 20 and place + 1 < len(words) else 0
            if 0 < units < 10:
                value, skipped = value + units, place + 1
            word = str(value)
        if word.isdigit():
            if word != "1":
                yield place, word
        elif is_telling(word):
            yield place, stem_of(word)


def hash_details(words: Sequence[str]) -> array[int]:
    """The different details of a text as hashes, ascending."""
    return array("I", sorted({crc32(detail.encode("utf-8", "surrogatepass")) for _, detail in detail_places(words)}))


@lru_cache(maxsize=1 << 15)
def stem_of(word: str) -> str:
    """What the forms of a word have in common: "burn" of "burned" and "burning"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_LEAST:
            word = word[: -len(ending)].rstrip("i")
            break
    if len(word) > _STEM_LEAST and word[-1] == word[-2]:
        word = word[:-1]
    return word[:STEM]


def _initials(words: Sequence[str], slots: Set[int]) -> frozenset[str]:
    """The first letters of each name of several words: "rsf" of "Rapid Support Forces"."""
    found: set[str] = set()
    letters, following = "", -1
    for place in sorted(slots):
        word = words[place]
        if not word.isalpha() or word in NUMBER_WORDS or word in CALENDAR_WORDS:
            continue
        while following >= 0 and following < place and words[following] in _JOINING:
            following += 1
        letters = (letters + word[0] if following == place else word[0])[-_INITIALS:]
        following = place + 1
        found.update(letters[start:] for start in range(len(letters) - 1))
    return frozenset(found)


def _fold(token: str) -> str:
    return token.casefold().replace("'", "").replace("’", "")
