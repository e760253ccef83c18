"""Rewrites: one report told over in words of one's own, known by what it says and not by how.

Whoever writes from another report keeps its details: the telling words, names and numbers, mostly in their order,
and adds hardly a name or number. Two who report on one occurrence by themselves share its place, its toll and whoever
spoke to both, and each has names and numbers that the other lacks.

Source: docs/decisions/0013-rewrites.md
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from math import sqrt

from tallystick.knowledge.copying import load_rewrite_weights
from tallystick.knowledge.score_weights import score_of
from tallystick.stages.weigh.wording import Wording

LEAST_WORDS = 60  # a shorter text has too little to say: any two standfirsts on one occurrence are alike
LEAST_SHARED = 12  # details
LEAST_SHARE = 0.3  # of the details of either text
OWN_NAMES = 0.15  # of the copy's names and numbers are its own at most
LEFT_OUT_NAMES = 0.4  # of the origin's names and numbers are missing in the copy at most
JUDGED = 0.5  # score from which a text is a rewrite
JUDGED_APART = 0.9  # where what the two tell was found to be two occurrences: readings are wrong more often than that
_NAME_STEM = 4  # letters from which "Iraq" and "Iraqi" are one name


def may_be_rewrite(a: Set[object], b: Set[object]) -> bool:
    """Two texts share enough details to be looked at; details may be given as their hashes."""
    shared = len(a & b)
    return shared >= LEAST_SHARED and shared >= LEAST_SHARE * max(len(a), len(b))


def is_rewrite(a: Wording, b: Wording, *, a_first: bool, apart: bool) -> bool:
    """One of the two is told from the other.

    Where `a_first`, a was published on an earlier day and is no copy. `apart`: what they tell cannot be one occurrence,
    as far as it was read.
    """
    if min(len(a.words), len(b.words)) < LEAST_WORDS or not may_be_rewrite(a.details.keys(), b.details.keys()):
        return False
    least = JUDGED_APART if apart else JUDGED
    return _score(b, a) >= least or (not a_first and _score(a, b) >= least)


def rewrite_terms(copy: Wording, origin: Wording) -> Mapping[str, float]:
    """What speaks for one text being told from the other; each share is 0-1.

    `kept` of the copy's details and `told` of the origin's stand in the other text, as `names kept` and `names told` of
    their names and numbers; `order` is how far details keep their order, 1 all and 0 by chance.
    """
    shared = [detail for detail in copy.details if detail in origin.details]
    return {
        "one": 1.0,
        "kept": len(shared) / max(1, len(copy.details)),
        "told": len(shared) / max(1, len(origin.details)),
        "names kept": _share_of_names(copy, origin),
        "names told": _share_of_names(origin, copy),
        "order": _order([origin.details[detail] for detail in shared]),
    }


def share_told(copy: Wording, origin: Wording) -> float:
    """How much of what a text says (0-1) stands in the other, in any words."""
    return sum(detail in origin.details for detail in copy.details) / max(1, len(copy.details))


def rising(places: Iterable[int]) -> int:
    """Length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def _score(copy: Wording, origin: Wording) -> float:
    """How likely (0-1) one text is told from the other."""
    terms = rewrite_terms(copy, origin)
    if terms["names kept"] < 1 - OWN_NAMES or terms["names told"] < 1 - LEFT_OUT_NAMES:
        return 0.0
    return score_of(terms, weights=load_rewrite_weights())


def _share_of_names(text: Wording, other: Wording) -> float:
    """How many of a text's names and numbers (0-1) the other has, in some form or abbreviated."""
    if not text.names:
        return 1.0
    forms = {name[:letters] for name in other.names for letters in range(_NAME_STEM, len(name) + 1)}
    return sum(_is_named(name, other, forms) for name in text.names) / len(text.names)


def _is_named(name: str, text: Wording, forms: Set[str]) -> bool:
    if name in text.details or name in text.initials:
        return True
    if name.isdigit():
        return False
    return name in forms or any(name[:letters] in text.names for letters in range(_NAME_STEM, len(name)))


def _order(places: Sequence[int]) -> float:
    """How far places rise: 1 all, about 0 by chance, which gives a longest rising run of 2 * sqrt(n) of n."""
    count, chance = len(places), 2 * sqrt(len(places))
    return max(0.0, (rising(places) - chance) / (count - chance)) if count >= LEAST_SHARED else 0.0
