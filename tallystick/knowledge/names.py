"""Names folded for comparison: one form for the spellings of one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a Latin letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_DROPPED = re.compile(r"[.'’‘`´ʼʻʾʿ′ʹʺ\"“”]")
_BLANKS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9 ]+\Z")

ARTICLES = frozenset("al el ul as ash ad adh ar an at ath az aš es esh ed edh er en et eth ez il".split())
_VOWELS = re.compile(r"[aeiouyw]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def fold_name(text: str) -> str:
    """The name in lower case without marks, apostrophes, dots and hyphens: "Ma‘arrat an-Nu‘mān" → "maarrat an numan".

    Arabic and Cyrillic letters stay, without their marks.
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(ch for ch in lowered if not unicodedata.combining(ch))
    if _PLAIN.match(lowered) is None:
        lowered = _BLANKS.sub(" ", _DROPPED.sub("", lowered))
    return " ".join(lowered.split())


def strip_article(folded: str) -> str:
    """The folded name without a leading Arabic article, where more than two letters remain."""
    head, _, rest = folded.partition(" ")
    return rest if head in ARTICLES and len(rest) > 2 else folded


@lru_cache(maxsize=65_536)
def loose_name(folded: str) -> str:
    """A key shared by the usual Latin spellings of one Arabic or Slavic name, vowels reduced to three classes.

    "mayadeen" and "al mayadin" share a key. Empty when too short to tell names apart.
    """
    words = [word for word in folded.split() if word not in ARTICLES]
    key = "".join(_VOWELS.sub(_vowel, _DOUBLED.sub(r"\1", _ending(word))) for word in words)
    key = key.replace("kh", "h").replace("dj", "j").replace("ck", "k").replace("q", "k").replace("ph", "f")
    key = _DOUBLED.sub(r"\1", key)
    return key if len(key) >= 5 else ""


def _ending(word: str) -> str:
    for tail in ("eh", "ah", "a", "e", "h"):
        if (
            len(word) > len(tail) + 2
            and word.endswith(tail)
            and word[-3:] not in {"kha", "sha", "ash", "esh", "ish", "ush"}
        ):
            if tail == "h" and word[-2] not in "aeiouy":
                return word
            return word[: -len(tail)]
    return word


def _vowel(match: re.Match[str]) -> str:
    """One of a, i, u for a run of vowels: its first front or back vowel decides."""
    run = match[0]
    if "o" in run or "u" in run or run == "w":
        return "u"
    if "i" in run or "e" in run or "y" in run:
        return "i"
    return "a"
