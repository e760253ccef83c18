"""Words of a sentence with their offsets, and the word classes that shallow reading needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.records.mention import Sentence

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]|\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of one sentence: as written, in lower case, and where (offsets into report.text)."""

    sentence: Sentence
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def at(self, offset: int) -> int:
        """Index of the first token that ends after this offset (the number of tokens when none does)."""
        for i, end in enumerate(self.ends):
            if end > offset:
                return i
        return len(self.ends)


def tokenise(sentence: Sentence) -> Tokens:
    """The tokens of a sentence; a possessive 's is split off, hyphened words stay whole."""
    base, text = sentence.start, sentence.text
    found = _TOKEN.finditer(text)
    if "'" not in text and "’" not in text:
        matches = list(found)
        words = [match[0] for match in matches]
        starts = [base + match.start() for match in matches]
        ends = [base + match.end() for match in matches]
        return Tokens(sentence=sentence, words=words, lower=_lower(text, words), starts=starts, ends=ends)
    words, starts, ends = [], [], []
    for match in found:
        word = match[0]
        start, end = match.span()
        if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’":
            words.append(word[:-2])
            starts.append(base + start)
            ends.append(base + end - 2)
            word, start = word[-2:], end - 2
        words.append(word)
        starts.append(base + start)
        ends.append(base + end)
    return Tokens(sentence=sentence, words=words, lower=_lower(text, words), starts=starts, ends=ends)


def _lower(text: str, words: list[str]) -> list[str]:
    if text.isupper() or _NAMES_LIKE_WORDS.isdisjoint(words):
        return [w.lower() for w in words]
    return [w if w in _NAMES_LIKE_WORDS else w.lower() for w in words]


_NAMES_LIKE_WORDS = frozenset({"IS", "US", "WHO", "AU", "AA", "IN"})  # names that would read as verbs or pronouns


DETERMINERS = frozenset(
    "the a an this that these those its their his her our my your another each every both all some any no".split()
)
PREPOSITIONS = frozenset(
    """of in on at by for with from to into onto against near over under after before during since until between among
    along around across through towards toward within without amid following despite including targeting outside inside
    off upon via per about above below behind beyond beside besides throughout as than like""".split()
)
BE = frozenset("is are was were be been being am".split())
HAVE = frozenset("has have had having".split())
MODALS = frozenset("will would could may might must shall should can cannot won't wouldn't".split())
CONJUNCTIONS = frozenset(
    "and or but nor while although though because when where whereas if unless that which who whom whose".split()
)
ADVERBS = frozenset(
    """also still just again already recently reportedly allegedly apparently later earlier immediately subsequently
    then now not never only even too jointly heavily fiercely repeatedly deliberately directly separately
    today yesterday
    overnight seriously severely critically badly fatally slightly lightly further mostly""".split()
)
PRONOUNS = frozenset("he she it they we i you who them him her us which that those there".split())
