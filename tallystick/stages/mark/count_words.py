"""Words of one sentence, the phrases that number people in it, and the small words that bound them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.records.referent import Quantity
from tallystick.records.vocabulary import ClaimField


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of one sentence: lower case, as written, and where they stand in it."""

    text: str
    low: list[str]
    raw: list[str]
    start: list[int]
    end: list[int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its noun. `first:last` are word indexes (half-open), `tail` the index after "of ..." words.

    `outcome` is set where the noun itself is the outcome ("12 deaths", "two airstrikes"); `bare` where there
    is no noun ("12 were killed"); `partitive` for "two of them children".
    """

    first: int
    last: int
    tail: int
    quantity: Quantity
    group: str
    of: str | None
    head: int | None
    bare: bool
    partitive: bool
    outcome: ClaimField | None
    hurt: int | None
    guess: bool = False


_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:['’‑-]\w+)*|[^\w\s]")
ADVERBS = frozenset(
    "also reportedly allegedly apparently seriously critically badly severely severly slightly lightly moderately "
    "fatally since already later subsequently instantly immediately either both confirmed believed feared reported "
    "presumed thought known now then still accidentally deliberately mistakenly brutally extrajudicially "
    "summarily simultaneously indiscriminately found certainly probably likely possibly previously recently even "
    "violently tragically initially officially publicly all altogether together being pronounced declared otherwise "
    "forcibly arbitrarily internally currently briefly themselves nearly".split()
)
BE = frozenset("was were been be being is are get gets got getting 's 're remain remains remained".split())
AUXILIARY = frozenset("has have had having will would could may might must should can did do does to not never".split())
PREPOSITIONS = frozenset(
    "in at on by during after before when while near since amid following over from inside outside across with against "
    "for into onto through throughout under until within without among between as via toward towards upon despite "
    "because per beside beyond around about where so if than though although along who whom whose which that what why "
    "how to whilst".split()
)
CONNECTORS = frozenset(
    {",", "and", "or", "&", "plus", "as", "well", "along", "together", "with", "then", "also", "another"}
)
INCLUDING = frozenset("including include includes included among".split())
_PRONOUNS = frozenset(
    "he she it they we i you him her them us me his their its our my your this these those there here not".split()
)
_SAYING = frozenset(
    "said says say saying told tells reported reports reporting added claimed claims stated announced confirmed put "
    "according wrote tweeted".split()
)
STOPS = (
    PREPOSITIONS
    | BE
    | AUXILIARY
    | _PRONOUNS
    | _SAYING
    | INCLUDING
    | {"and", "or", "but", "of", "the", "a", "an", "nor"}
) - {
    "being",
    "reported",
    "confirmed",
    "her",
}
_NAMES_LIKE_WORDS = {"IS": "isis", "US": "u.s.", "IT": "i.t."}


def split_words(text: str) -> Words:
    """The words and punctuation marks of a sentence."""
    matches = list(_WORD.finditer(text))
    raw = [match[0] for match in matches]
    start = [match.start() for match in matches]
    end = [match.end() for match in matches]
    low = [_NAMES_LIKE_WORDS.get(word) or word.lower() for word in raw]
    return Words(text, low, raw, start, end)
