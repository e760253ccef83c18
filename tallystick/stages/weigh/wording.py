"""Wording: a report's text as folded words, with what two texts are compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

from tallystick.knowledge.copying import CALENDAR_WORDS, FURNITURE_WORDS, GENRE_WORDS, NUMBER_WORDS
from tallystick.records.report import Report

RUN = 5  # words in a run: shorter ones are shared by any two texts of the genre
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[\"“”«»]|[.!?\n]")
_BARE = re.compile(r"[^\W_]+")
_COMMON = CALENDAR_WORDS | FURNITURE_WORDS | GENRE_WORDS | NUMBER_WORDS
_QUOTE_WORDS = 120  # a quotation mark left open closes after so many words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one text and their runs.

    `words` are folded; `runs[i]` is the hash of the words i to i + RUN; `body` is where the title ends.
    `quoted` and `slots` are the places of words inside quotation marks, and of words that a template
    fills in: numbers, days and months, names not at the start of a sentence.
    """

    report: Report
    words: tuple[str, ...]
    body: int
    runs: tuple[int, ...]
    run_set: frozenset[int]
    quoted: frozenset[int]
    slots: frozenset[int]


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
    return Wording(
        report=report,
        words=tuple(words),
        body=body,
        runs=runs,
        run_set=frozenset(runs),
        quoted=frozenset(quoted),
        slots=frozenset(slots),
    )


def hash_runs(words: list[str] | tuple[str, ...]) -> tuple[int, ...]:
    """A 63-bit hash of each run of words, the same in every process."""
    codes = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return tuple(hash(run) & 0x7FFFFFFFFFFFFFFF for run in zip(*(codes[i:] for i in range(RUN)), strict=False))


def is_telling(word: str) -> bool:
    """The word is neither grammar nor a word that most reports of the genre use."""
    return len(word) > 2 and word not in _COMMON


def _fold(token: str) -> str:
    return token.casefold().replace("'", "").replace("’", "")
