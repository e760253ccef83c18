"""Sentences in capitals, as monitored broadcasts and some feeds print them, written as running text would write them.

Grammars and tables tell a name by its capital. The letters alone change: every character stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.lexicon import split_words
from tallystick.knowledge.word_case import load_word_case
from tallystick.records.mention import Sentence

WORD = re.compile(r"[^\W\d_]+")
_SHOUTED: Final = 0.9  # share of a sentence's letters that are capitals
_FEWEST: Final = 12  # letters; shorter headings ("UNITED NATIONS") may be names
_LOW = re.compile("[a-z]")
_MONTH_MAY = re.compile(r"\b(?:may|march)(?=\s+\d)|(?<=\d )(?:may|march)\b")


def is_shouted(text: str) -> bool:
    """Whether a sentence is printed in capitals."""
    if len(_LOW.findall(text)) > (1 - _SHOUTED) * len(text):
        return False  # the usual case, told without looking at each letter
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _FEWEST and sum(c.isupper() for c in letters) >= _SHOUTED * len(letters)


def restore_case(sentences: Sequence[Sentence], *, table: ActorTable) -> tuple[Sentence, ...]:
    """The sentences, those in capitals written as running text."""
    return tuple(
        replace(sentence, text=_restored(sentence.text, table)) if is_shouted(sentence.text) else sentence
        for sentence in sentences
    )


def splice(text: str, sentences: Sequence[Sentence]) -> str:
    """The report's text as its sentences are written now; every character stands where it stood."""
    out: list[str] = []
    at = 0
    for sentence in sentences:
        out += (text[at : sentence.start], sentence.text)
        at = sentence.end
    return "".join((*out, text[at:]))


def _restored(text: str, table: ActorTable) -> str:
    known = load_word_case()
    out = list(text)
    for n, match in enumerate(WORD.finditer(text)):
        word = match.group()
        low = word.lower()
        if len(low) != len(word):
            continue
        after_apostrophe = match.start() > 0 and text[match.start() - 1] in "'’"
        written = low if after_apostrophe and len(low) <= 2 else known.get(low, low.capitalize())
        initial = len(low) == 1 and text[match.end() : match.end() + 1] == "."
        if (n == 0 or initial) and written == low:
            written = low.capitalize()
        if len(written) != len(word):  # a ligature: "ﬁ" has two capitals
            continue
        out[match.start() : match.end()] = written
    joined = "".join(out)
    for match in _MONTH_MAY.finditer(joined):
        out[match.start()] = out[match.start()].upper()
    words = split_words(joined)
    for at in range(len(words)):
        for end, alias in table.aliases.all_at(words, at):
            if alias.exact is not None and (len(alias.exact) < 3 or alias.exact.lower() in known):
                continue
            for k in range(at, end):
                if alias.exact is not None:
                    low_high = (words.starts[k], words.ends[k])
                    out[slice(*low_high)] = text[slice(*low_high)]
                elif alias.capitals[k - at]:
                    out[words.starts[k]] = text[words.starts[k]]
            break
    return "".join(out)
