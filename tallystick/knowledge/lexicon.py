"""Words of a sentence with their offsets, and a word trie that finds the longest table entry.

A name is compared by its words: hyphens and points split, apostrophes fall out, a final
possessive is dropped and accents are folded, so "Hay'at Tahrir al-Sham" and "Hayat Tahrir Al Sham" meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

_WORD = re.compile(r"(?:[A-Z]\.){2,6}|\w+(?:['’‘ʼ`]\w+)*['’]?")
_POSSESSIVE = re.compile(r"['’‘ʼ`][sS]?$")
_TITLES = frozenset("col gen lt maj capt sgt brig adm cpl dr mr mrs ms prof sen gov rep st".split())
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text: folded keys and half-open offsets into the text.

    `possessive[i]` is true where word i ended in an apostrophe form, `joined[i]` where a hyphen
    joins it to the word before, `broken[i]` where other marks than a space or hyphen stand before it.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upper: tuple[bool, ...]
    possessive: tuple[bool, ...]
    joined: tuple[bool, ...]
    broken: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.keys)


def fold_word(word: str) -> str:
    """The key under which a word is compared."""
    word = word.translate(_APOSTROPHES)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.lower()


@lru_cache(maxsize=4096)
def _fold(word: str) -> tuple[str, int, bool]:
    """Key, length without a final possessive, and whether there was one."""
    bare = _POSSESSIVE.sub("", word)
    return fold_word(bare), len(bare), len(bare) != len(word)


@lru_cache(maxsize=256)
def split_words(text: str) -> Words:
    """The words of a text, in order."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    upper: list[bool] = []
    possessive: list[bool] = []
    joined: list[bool] = []
    broken: list[bool] = []
    last = 0
    for match in _WORD.finditer(text):
        start = match.start()
        key, length, owns = _fold(match.group())
        gap = text[last:start]
        hyphen = gap in ("-", "‐", "‑")
        keys.append(key)
        starts.append(start)
        ends.append(start + length)
        upper.append(text[start].isupper())
        possessive.append(owns)
        joined.append(hyphen)
        broken.append(not hyphen and not gap.isspace() and not (gap == ". " and keys[-2:-1] and keys[-2] in _TITLES))
        last = match.end()
    return Words(
        text=text,
        keys=tuple(keys),
        starts=tuple(starts),
        ends=tuple(ends),
        upper=tuple(upper),
        possessive=tuple(possessive),
        joined=tuple(joined),
        broken=tuple(broken),
    )


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's words."""
    return split_words(phrase).keys


Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Trie(Generic[Entry]):
    """Phrases by their words; `first` maps a first word to its phrases, longest first."""

    first: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]

    def all_at(self, words: Words, at: int) -> Iterator[tuple[int, Entry]]:
        """Every phrase that starts at this word, longest first: the index after it, and its entry.

        A last word may carry a plain "s", as where a feed has dropped the apostrophe of a possessive.
        """
        keys = words.keys
        head = keys[at]
        candidates = self.first.get(head)
        if candidates is not None:
            for phrase, entry in candidates:
                size = len(phrase)
                if size == 1 or _same(keys[at : at + size], phrase):
                    yield at + size, entry
        elif len(head) > 4 and head.endswith("s") and words.upper[at]:
            for phrase, entry in self.first.get(head[:-1], ()):
                size = len(phrase)
                if size == 1 or keys[at + 1 : at + size] == phrase[1:]:
                    yield at + size, entry

    def longest(self, words: Words, at: int) -> tuple[int, Entry] | None:
        """The index after the longest phrase that starts at this word, and its entry."""
        return next(self.all_at(words, at), None)


def _same(found: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return found == phrase or (
        len(found) == len(phrase) and found[:-1] == phrase[:-1] and found[-1] == f"{phrase[-1]}s"
    )


def build_trie(phrases: Iterable[tuple[tuple[str, ...], Entry]]) -> Trie[Entry]:
    """A trie of these phrases; of two entries for one phrase the first stays ahead."""
    first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for keys, entry in phrases:
        if keys:
            first.setdefault(keys[0], []).append((keys, entry))
    return Trie({head: tuple(sorted(found, key=lambda item: -len(item[0]))) for head, found in first.items()})
