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
from operator import add
from typing import Generic, TypeVar

_WORD = re.compile(r"(?:[A-Z]\.){2,6}|\w+(?:['’‘ʼ`]\w+)*['’]?")
_POSSESSIVE = re.compile(r"['’‘ʼ`][sS]?$")
_HYPHENS = frozenset("-‐‑")
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
def _fold(word: str) -> tuple[str, int, bool, bool]:
    """Key, length without a final possessive, whether there was one, and whether it begins with a capital."""
    bare = _POSSESSIVE.sub("", word)
    return fold_word(bare), len(bare), len(bare) != len(word), word[0].isupper()


@lru_cache(maxsize=2048)
def split_words(text: str) -> Words:
    """The words of a text, in order."""
    matches = list(_WORD.finditer(text))
    if not matches:
        return Words(text=text, keys=(), starts=(), ends=(), upper=(), possessive=(), joined=(), broken=())
    starts = tuple([match.start() for match in matches])
    keys, lengths, possessive, upper = zip(*[_fold(match[0]) for match in matches], strict=True)
    joined = [False] * len(matches)
    broken = [False] * len(matches)
    last = 0
    for at, match in enumerate(matches):
        gap = text[last : starts[at]]
        if gap != " " and gap:
            if gap in _HYPHENS:
                joined[at] = True
            elif gap.strip() and not (gap == ". " and at and keys[at - 1] in _TITLES):
                broken[at] = True
        last = match.end()
    return Words(
        text=text,
        keys=keys,
        starts=starts,
        ends=tuple(map(add, starts, lengths)),
        upper=upper,
        possessive=possessive,
        joined=tuple(joined),
        broken=tuple(broken),
    )


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's words."""
    return split_words(phrase).keys


Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Trie(Generic[Entry]):
    """Phrases by their words: `first` maps a first word to its phrases by their number of words, longest first."""

    first: Mapping[str, tuple[tuple[int, Mapping[tuple[str, ...], tuple[Entry, ...]]], ...]]

    def all_at(self, words: Words, at: int) -> Iterator[tuple[int, Entry]]:
        """Every phrase that starts at this word, each reading longest first: the index after it, and its entry.

        A first or last word may carry a plain "s", as where a feed has dropped the apostrophe of a possessive.
        """
        keys = words.keys
        heads = [keys[at]]
        if len(keys[at]) >= 5 and keys[at][-1] == "s" and words.upper[at]:
            heads.append(keys[at][:-1])
        for head in heads:
            for size, phrases in self.first.get(head, ()):
                found = (head, *keys[at + 1 : at + size])
                entries = phrases.get(found)
                if entries is None and size > 1 and found[-1][-1:] == "s":
                    entries = phrases.get((*found[:-1], found[-1][:-1]))
                if entries is not None:
                    for entry in entries:
                        yield at + size, entry

    def longest(self, words: Words, at: int) -> tuple[int, Entry] | None:
        """The index after the longest phrase that starts at this word, and its entry."""
        head = words.keys[at]
        if head not in self.first and not (words.upper[at] and head[-1:] == "s"):
            return None
        return next(self.all_at(words, at), None)


def build_trie(phrases: Iterable[tuple[tuple[str, ...], Entry]]) -> Trie[Entry]:
    """A trie of these phrases; of two entries for one phrase the first stays ahead."""
    first: dict[str, dict[int, dict[tuple[str, ...], list[Entry]]]] = {}
    for keys, entry in phrases:
        if keys:
            first.setdefault(keys[0], {}).setdefault(len(keys), {}).setdefault(keys, []).append(entry)
    return Trie(
        {
            head: tuple(
                (size, {keys: tuple(entries) for keys, entries in found.items()})
                for size, found in sorted(sizes.items(), reverse=True)
            )
            for head, sizes in first.items()
        }
    )
