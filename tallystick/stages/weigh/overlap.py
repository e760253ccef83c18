"""Overlap: how one text depends on another, by the words the two share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from rapidfuzz.distance import LCSseq

from tallystick.records.vocabulary import CopyKind
from tallystick.stages.weigh.wording import RUN, Wording, is_telling

NEAR_SHARE = 0.6  # of the shorter text; lightly edited and shortened reprints lie above
APART_SHARE = 0.9  # where the two tell occurrences that cannot be one
PASSAGE_WORDS = 25  # longest run outside quotations that makes a passage
PASSAGE_TELLING = 6
REWRITE_WORDS = 40  # a shorter text shares names with any other standfirst on its incident
REWRITE_SCORE = 1.0  # docs/decisions/0002-copies.md has the distribution
ALIGNED_WORDS = 6000  # beyond these a template is judged by its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How two texts depend on each other; `share_a` (0-1) of a's words stand in b, `share_b` the other way."""

    kind: CopyKind
    share_a: float
    share_b: float
    score: float = 0.0

    @property
    def share_of_shorter(self) -> float:
        """The larger of the two shares: that of the shorter text."""
        return max(self.share_a, self.share_b)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    start: int
    words: int
    telling: float
    quoted: bool


def compare_wordings(
    a: Wording, b: Wording, *, rarity: Callable[[int], float], one_wire: bool, apart: bool
) -> Overlap | None:
    """How a and b depend on each other; null where they do not.

    `rarity` (0-1) weighs a run by how few of the given reports have it; `one_wire`: both carry one
    agency; `apart`: what they tell cannot be one occurrence.
    """
    shared = a.run_set & b.run_set
    if not shared:
        return None
    share_a, share_b = _share(a, shared), _share(b, shared)
    found = Overlap(kind=CopyKind.NEAR_VERBATIM, share_a=share_a, share_b=share_b)
    near = found.share_of_shorter >= (APART_SHARE if apart else NEAR_SHARE)
    if not near and apart:
        return None
    if near:
        swapped, kept = _slots(a, b)
        if is_template(swapped, kept) or (apart and swapped):
            return None
        if a.words == b.words or (a.words[a.body :] == b.words[b.body :] and share_a >= NEAR_SHARE):
            return _as(found, CopyKind.VERBATIM)
        return _as(found, CopyKind.SAME_WIRE if one_wire else CopyKind.NEAR_VERBATIM)
    runs = list(_runs(a, b, rarity))
    score = rewrite_score(a, b, runs)
    passage = max((run for run in runs if not run.quoted), key=lambda run: run.words, default=None)
    kind = None
    if score >= REWRITE_SCORE:
        kind = CopyKind.REWRITE
    elif passage is not None and passage.words >= PASSAGE_WORDS and passage.telling >= PASSAGE_TELLING:
        kind = CopyKind.PARTIAL
    if kind is None or is_template(*_slots(a, b)):
        return None
    return Overlap(kind=kind, share_a=share_a, share_b=share_b, score=score)


def rewrite_score(a: Wording, b: Wording, runs: Iterable[_Run]) -> float:
    """1 and more where a and b are one text told over.

    The product of two things, each 1 at what the rule asks for: telling words in rare shared runs
    for each hundred words of the shorter text, and how far shared words keep their order.
    """
    shorter = min(len(a.words), len(b.words))
    if shorter < REWRITE_WORDS:
        return 0.0
    told = [run for run in runs if not run.quoted]
    telling = sum(min(run.telling, 6.0) for run in told)
    longest = max((run.words for run in told), default=0)
    if len(told) < 3 or longest < 7:
        return 0.0
    density = telling / (2.0 + shorter / 100 * 2.0)
    words = _order(a, b, names=False)
    names = _order(a, b, names=True)
    order = (2 * words + max(0.0, names)) / 3
    return min(density, 2.0) ** 0.5 * max(0.0, order) / 0.3


def is_template(swapped: int, kept: int) -> bool:
    """Two fillings of one form: where the shared words leave room, other numbers, days and names stand."""
    return swapped >= 3 and swapped > kept


def _as(found: Overlap, kind: CopyKind) -> Overlap:
    return Overlap(kind=kind, share_a=found.share_a, share_b=found.share_b)


def _share(wording: Wording, shared: frozenset[int]) -> float:
    covered, upto = 0, 0
    for place, run in enumerate(wording.runs):
        if run in shared:
            covered += place + RUN - max(place, upto)
            upto = place + RUN
    return covered / len(wording.words)


def _runs(a: Wording, b: Wording, rarity: Callable[[int], float]) -> Iterable[_Run]:
    first: dict[int, int] = {}
    for place, run in enumerate(b.runs):
        first.setdefault(run, place)
    told: set[int] = set()
    at = 0
    while at < len(a.runs):
        other = first.get(a.runs[at])
        if other is None:
            at += 1
            continue
        size = RUN
        while (
            at + size < len(a.words) and other + size < len(b.words) and a.words[at + size] == b.words[other + size]
        ):
            size += 1
        inside = range(at, at + size)
        if a.runs[at] not in told:
            rare = max(rarity(a.runs[i]) for i in range(at, at + size - RUN + 1))
            telling = sum(is_telling(a.words[i]) and i not in a.slots for i in inside)
            quoted = sum(i in a.quoted for i in inside) * 2 > size
            yield _Run(start=at, words=size, telling=telling * rare, quoted=quoted)
        told.update(a.runs[at : at + size - RUN + 1])
        at += size - RUN + 1


def _order(a: Wording, b: Wording, *, names: bool) -> float:
    """How far shared words keep their order: 1 all, about 0 by chance.

    The longest rising run of places among n shared words; chance alone gives about 2 * sqrt(n).
    """
    mine: dict[str, int] = {}
    for place, word in enumerate(a.words):
        if (place in a.slots) if names else is_telling(word):
            mine.setdefault(word, place)
    theirs: dict[str, int] = {}
    for place, word in enumerate(b.words):
        if word in mine:
            theirs.setdefault(word, place)
    tails: list[int] = []
    for _, place in sorted((mine[word], place) for word, place in theirs.items()):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    count, chance = len(theirs), 2 * sqrt(len(theirs))
    return (len(tails) - chance) / (count - chance) if count >= 8 else 0.0


def _slots(a: Wording, b: Wording) -> tuple[int, int]:
    """How many slots hold other words in b, and how many numbers and days hold the same."""
    mine, theirs = a.words[:ALIGNED_WORDS], b.words[:ALIGNED_WORDS]
    swapped = kept = 0
    at_a = at_b = 0
    blocks = [op for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"]
    for op in blocks:
        in_a = {mine[i] for i in range(at_a, op.src_start) if i in a.slots}
        in_b = {theirs[i] for i in range(at_b, op.dest_start) if i in b.slots}
        swapped += min(len(in_a - in_b), len(in_b - in_a))
        kept += sum(i in a.slots for i in range(op.src_start, op.src_end))
        at_a, at_b = op.src_end, op.dest_end
    return swapped, kept
