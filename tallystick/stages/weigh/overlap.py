"""Overlap: how one text depends on another, by the words the two share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from rapidfuzz.distance import LCSseq

from tallystick.knowledge.copying import CALENDAR_WORDS, NUMBER_WORDS
from tallystick.records.vocabulary import CopyKind
from tallystick.stages.weigh.rewrites import is_rewrite, rising
from tallystick.stages.weigh.wording import RUN, Wording, is_telling

NEAR_SHARE = 0.6  # of the shorter text; lightly edited and shortened reprints lie above
ITEM_SHARE, ITEM_WORDS = 0.75, 60  # one outlet's short items share captions and lists of related items
DIGEST_SHARE = 0.2  # one outlet's digest has less of its own story in it
APART_SHARE = 0.9  # where the two tell occurrences that cannot be one
PASSAGE_WORDS = 25  # longest run outside quotations that makes a passage
PASSAGE_TELLING = 6
REWRITE_WORDS = 40  # a shorter text shares names with any other standfirst on its incident
REWRITE_RUNS = 3
REWRITE_RUN = 7  # words in the longest of them
RUN_TELLING = 6.0  # telling words that one run counts for at most: a passage alone is no rewrite
PARTIAL_JOINS = 0.3  # of the shorter text
LEAD_WORDS = 80
LEAD_TELLING = 2.0  # telling words shared where both begin; recycled background stands at the end
ORDER_WORDS = 12  # fewer say nothing about order
SHORT_TELLING = 3
OWN_SHARE = 0.2  # a text has words of its own outside quotations
OWN_SHARED = 0.4  # and so much of them stands in what it was copied from
GAP_WORDS = 8  # what a form leaves to fill in is no longer
FORM_SLOTS = 3  # filled otherwise
FORM_NUMBERS = 5  # of them numbers and days: places of a district, titles and units stay the same from day to day
APART_SWAPPED = 0.1  # of what stays: a toll that a second outlet rounded
REWRITE_SPREAD = 0.3  # of either text: a digest has the other's words in one place
REWRITE_SCORE = 1.5  # docs/decisions/0002-copies.md has the distribution
DEEP_SCORE = 2.5  # where the two begin in other words
CHAIN = 0.5  # of the shorter text's telling words, names and numbers, in the other and in its order
CHAIN_RUNS, CHAIN_TELLING, CHAIN_WORDS = 2, 4.0, 20
CHAIN_SHARE = 0.15  # of the shorter text in shared runs
ALIGNED_WORDS = 6000  # beyond these a template is judged by its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How two texts depend on each other.

    `share_a` (0-1) of a's words stand in b, `share_b` the other way. `joins`: the two are one lineage;
    a passage in a report of its own is not.
    """

    kind: CopyKind
    share_a: float
    share_b: float
    joins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Words that two texts share one after the other; `telling` is weighed by how rare the run is."""

    start: int
    other: int
    words: int
    telling: float
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slots:
    """How many slots hold other words in the other text, how many different words stand in slots of both, and how
    many of each are numbers and days."""

    swapped: int
    kept: int
    swapped_numbers: int
    kept_numbers: int

    @property
    def are_of_a_form(self) -> bool:
        """Two fillings of one form: where the shared words leave room, other numbers, days and names stand."""
        return self.swapped >= FORM_SLOTS and self.swapped > self.kept

    @property
    def are_of_another_day(self) -> bool:
        """A form whose numbers and days are others, though it names the same places and titles each day."""
        return self.swapped_numbers >= FORM_NUMBERS and self.swapped_numbers > self.kept_numbers


def compare_wordings(
    a: Wording,
    b: Wording,
    *,
    rarity: Callable[[int], float],
    one_wire: bool,
    apart: bool,
    distant: bool,
    a_first: bool,
) -> Overlap | None:
    """How a and b depend on each other; null where they do not.

    `rarity` (0-1) weighs a run by how few of the given reports have it; `one_wire`: both carry one
    agency; `apart`: what they tell cannot be one occurrence; `distant`: they were published too many
    days apart for a rewrite; `a_first`: a on an earlier day. One outlet's form of every week is held to the same as
    what is apart.
    """
    one_outlet, two_outlets = _outlets(a, b)
    apart = apart or (distant and one_outlet)
    shared = a.run_set & b.run_set
    share_a, share_b = _share(a, shared), _share(b, shared)
    share = max(share_a, share_b)
    shorter = a if share_a >= share_b else b
    near_share = _near_share(shorter, apart=apart and not two_outlets, one_outlet=one_outlet)
    if share >= near_share and not _shares_quotes_alone(shorter, shared):
        slots = _compare_slots(a, b)
        if slots.are_of_a_form or slots.are_of_another_day:
            return None
        if apart and slots.swapped > (APART_SWAPPED * slots.kept if two_outlets else 0):
            return None
        near = CopyKind.SAME_WIRE if one_wire else CopyKind.NEAR_VERBATIM
        if a.words == b.words or (a.words[a.body :] == b.words[b.body :] and share_a >= NEAR_SHARE):
            near = CopyKind.VERBATIM
        if one_outlet and min(share_a, share_b) < DIGEST_SHARE:
            return Overlap(kind=CopyKind.PARTIAL, share_a=share_a, share_b=share_b, joins=False)
        return Overlap(kind=near, share_a=share_a, share_b=share_b, joins=True)
    if apart and not two_outlets:
        return None
    runs = [run for run in _runs(a, b, rarity) if not run.quoted] if shared else []
    from_lead = _shares_lead(runs)
    passage = max(runs, key=lambda run: run.words, default=None)
    kind: CopyKind | None = None
    joins = False
    told_over = rewrite_score(a, b, runs) >= (REWRITE_SCORE if from_lead else DEEP_SCORE)
    told_over = told_over or (from_lead and _follows(a, b, runs, share=share, one_outlet=one_outlet))
    if told_over and not distant and not apart:
        kind, joins = CopyKind.REWRITE, True
    elif passage is not None and passage.words >= PASSAGE_WORDS and passage.telling >= PASSAGE_TELLING:
        kind, joins = CopyKind.PARTIAL, share >= PARTIAL_JOINS and from_lead and not (distant or apart or one_outlet)
    if kind is not None and _compare_slots(a, b).are_of_a_form:
        kind, joins = None, False
    if not (joins or distant or one_outlet) and is_rewrite(a, b, a_first=a_first, apart=apart):
        kind, joins = CopyKind.REWRITE, True
    return None if kind is None else Overlap(kind=kind, share_a=share_a, share_b=share_b, joins=joins)


def share_in(a: Wording, b: Wording) -> float:
    """How much of a (0-1) stands in b, in words of shared runs."""
    return _share(a, a.run_set & b.run_set)


def rewrite_score(a: Wording, b: Wording, runs: Sequence[_Run]) -> float:
    """1 and more where a and b are one text told over, by the runs they share outside quotations.

    The product of how many telling words stand in those runs, for the length of the shorter text,
    and of how far shared words and names keep their order.
    """
    shorter = min(len(a.words), len(b.words))
    if shorter < REWRITE_WORDS or len(runs) < REWRITE_RUNS or max(run.words for run in runs) < REWRITE_RUN:
        return 0.0
    if min(_spread(runs, a, own=True), _spread(runs, b, own=False)) < REWRITE_SPREAD:
        return 0.0
    telling = sum(min(run.telling, RUN_TELLING) for run in runs)
    density = telling / (2.0 + 2.0 * shorter / 100)
    once = _inside(runs)
    order = (2 * _order(a, b, once=once, names=False) + max(0.0, _order(a, b, once=once, names=True))) / 3
    return float(min(density, 2.0) ** 0.5) * max(0.0, order) / 0.3


def _outlets(a: Wording, b: Wording) -> tuple[bool, bool]:
    """Both are known to be of one outlet; both are known to be of two."""
    one, other = a.report.outlet, b.report.outlet
    known = one is not None and other is not None
    return known and one == other, known and one != other


def _share(wording: Wording, shared: frozenset[int]) -> float:
    covered, upto = 0, 0
    for place, run in enumerate(wording.runs):
        if run in shared:
            covered += place + RUN - max(place, upto)
            upto = place + RUN
    return covered / len(wording.words) if wording.words else 0.0


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
        while at + size < len(a.words) and other + size < len(b.words) and a.words[at + size] == b.words[other + size]:
            size += 1
        inside = range(at, at + size)
        if a.runs[at] not in told:
            rare = max(rarity(a.runs[i]) for i in range(at, at + size - RUN + 1))
            telling = sum(is_telling(a.words[i]) and i not in a.slots for i in inside)
            quoted = sum(i in a.quoted for i in inside) * 2 > size
            yield _Run(start=at, other=other, words=size, telling=telling * rare, quoted=quoted)
        told.update(a.runs[at : at + size - RUN + 1])
        at += size - RUN + 1


def _shares_lead(runs: Iterable[_Run]) -> bool:
    return sum(run.telling for run in runs if run.start < LEAD_WORDS and run.other < LEAD_WORDS) >= LEAD_TELLING


def _spread(runs: Iterable[_Run], text: Wording, *, own: bool) -> float:
    """How much of a text (0-1) lies between the first and the last telling run."""
    places = [run.start if own else run.other for run in runs if run.telling]
    return (max(places) - min(places)) / len(text.words) if places else 0.0


def _near_share(shorter: Wording, *, apart: bool, one_outlet: bool) -> float:
    if apart:
        return APART_SHARE
    return ITEM_SHARE if one_outlet and len(shorter.words) < ITEM_WORDS else NEAR_SHARE


def _shares_quotes_alone(text: Wording, shared: frozenset[int]) -> bool:
    """What the text has in common with the other stands in quotations, or is the genre's own words."""
    inside = {at for place, run in enumerate(text.runs) if run in shared for at in range(place, place + RUN)}
    own = len(text.words) - len(text.quoted)
    inside -= text.quoted
    if own >= OWN_SHARE * len(text.words) and len(inside) < OWN_SHARED * own:
        return True
    return (
        len(text.words) < REWRITE_WORDS
        and sum(is_telling(text.words[at]) for at in inside - text.slots) < SHORT_TELLING
    )


def _inside(runs: Iterable[_Run]) -> frozenset[int]:
    """The words of a that only continue a long run: they keep their order of themselves."""
    return frozenset(at for run in runs for at in range(run.start + 2 * RUN, run.start + run.words))


def _follows(a: Wording, b: Wording, runs: Sequence[_Run], *, share: float, one_outlet: bool) -> bool:
    """Half of what the shorter text has to say stands in the other, in its order, some of it in the same runs.

    Holds where texts are too short for `rewrite_score`. One outlet's digest holds the other's words in one place.
    """
    if min(len(a.words), len(b.words)) < REWRITE_WORDS or len(runs) < CHAIN_RUNS or share < CHAIN_SHARE:
        return False
    if one_outlet and min(_spread(runs, a, own=True), _spread(runs, b, own=False)) < REWRITE_SPREAD:
        return False
    mine, theirs = _first_places(a), _first_places(b)
    least = min(len(mine), len(theirs))
    if least < CHAIN_WORDS or sum(run.telling for run in runs) < CHAIN_TELLING:
        return False
    return rising([theirs[word] for word in mine if word in theirs]) >= CHAIN * least


def _first_places(text: Wording) -> dict[str, int]:
    """Where each telling word, name, number and day first stands, in that order."""
    places: dict[str, int] = {}
    for place, word in enumerate(text.words):
        if place in text.slots or is_telling(word):
            places.setdefault(word, place)
    return places


def _order(a: Wording, b: Wording, *, once: frozenset[int], names: bool) -> float:
    """How far shared words keep their order: 1 all, about 0 by chance.

    The longest rising run of places among n shared words; chance alone gives about 2 * sqrt(n).
    """
    mine: dict[str, int] = {}
    for place, word in enumerate(a.words):
        if (place in a.slots) if names else is_telling(word):
            mine.setdefault(word, place)
    theirs: dict[str, int] = {}
    for place, word in enumerate(b.words):
        if word in mine and mine[word] not in once:
            theirs.setdefault(word, place)
    longest = rising(theirs[word] for word in mine if word in theirs)
    count, chance = len(theirs), 2 * sqrt(len(theirs))
    return (longest - chance) / (count - chance) if count >= ORDER_WORDS else 0.0


def _compare_slots(a: Wording, b: Wording) -> _Slots:
    """What stands in the slots of the two, where the words about them are shared."""
    mine, theirs = a.words[:ALIGNED_WORDS], b.words[:ALIGNED_WORDS]
    kept: set[str] = set()
    swapped = numbers = at_a = at_b = 0
    blocks = [op for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"]
    for op in blocks:
        if max(op.src_start - at_a, op.dest_start - at_b) <= GAP_WORDS:
            in_a = {mine[i] for i in range(at_a, op.src_start) if i in a.slots}
            in_b = {theirs[i] for i in range(at_b, op.dest_start) if i in b.slots}
            swapped += min(len(in_a - in_b), len(in_b - in_a))
            numbers += min(sum(map(_is_number, in_a - in_b)), sum(map(_is_number, in_b - in_a)))
        kept.update(mine[i] for i in range(op.src_start, op.src_end) if i in a.slots)
        at_a, at_b = op.src_end, op.dest_end
    return _Slots(swapped=swapped, kept=len(kept), swapped_numbers=numbers, kept_numbers=sum(map(_is_number, kept)))


def _is_number(word: str) -> bool:
    """A number or a day, in digits or in words."""
    return word.isdigit() or word in NUMBER_WORDS or word in CALENDAR_WORDS
