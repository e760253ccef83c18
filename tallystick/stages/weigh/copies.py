"""Copies: which reports share one text, as a set function over reports.

Equal texts are one group from the start, so a text printed ten thousand times costs no more than
one. Near copies come next, then rewrites and passages between what is left. A lineage is all that
is joined so; which of two is the copy is said only where days of publication or a credit show it.

Source: docs/decisions/0002-copies.md
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import overload

from tallystick.records.report import CopyOf, Report
from tallystick.records.vocabulary import CopyKind
from tallystick.scratch import Rows, Scratch, SortedPile, distinct
from tallystick.stages.weigh.overlap import Overlap, compare_wordings, share_in
from tallystick.stages.weigh.rewrites import may_be_rewrite, share_told
from tallystick.stages.weigh.twins import (
    TEXT_BITS,
    RunCounts,
    find_near_pairs,
    find_rare_pairs,
    pack_pair,
    sample_runs,
    share_runs,
    unpack_pair,
)
from tallystick.stages.weigh.wording import RUN, Wording, folded_words, hash_details, hash_runs, read_wording

REWRITE_DAYS = 6  # between publication of a text and of its rewrite
_NEAR = frozenset({CopyKind.VERBATIM, CopyKind.NEAR_VERBATIM, CopyKind.SAME_WIRE})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CREDIT = re.compile(
    r"\(([A-Z][\w.&' -]{1,40})\)\s{0,3}[-–—]|[-–—]\s{0,3}([A-Z]{2,6})\b(?=\s*[-–—:\n]|$)", re.MULTILINE
)
_HEAD, _TAIL = 400, 160  # characters in which an agency is credited
_OUTLET_LETTERS = 4
_ORIGINS = 20  # as many possible origins are compared by share, earliest first
_KEPT_WORDINGS = 64
_KEPT_REPORTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The lineage of a report, and the report it depends on where that is known."""

    lineage: str
    copy_of: CopyOf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    a: int
    b: int
    kind: CopyKind


def find_copies(
    reports: Iterable[Report],
    *,
    candidates: Set[tuple[str, str]],
    apart: Set[tuple[str, str]],
    find: Callable[[str], Report] | None = None,
    scratch: Scratch | None = None,
) -> dict[str, Verdict]:
    """The verdict on each report by its id, the same for any order of the reports.

    `candidates` are pairs of report ids that link compared; `apart` those whose main accounts
    cannot be one occurrence: never a rewrite, and a copy only where even the numbers are the same.
    `find` gives a report by its id; where it is given, no texts are kept in memory.
    """
    scratch = scratch if scratch is not None else Scratch()
    if find is None:
        held = {report.id: report for report in reports}
        reports, find = held.values(), held.__getitem__
    ordered = _Ordered(reports, find)
    number = {id_: at for at, id_ in enumerate(ordered.ids)}
    counts = RunCounts()
    wording = lru_cache(maxsize=_KEPT_WORDINGS)(lambda at: read_wording(ordered[at]))

    def among(pairs: Iterable[tuple[str, str]], home: Sequence[int]) -> array[int]:
        known = ((home[number[a]], home[number[b]]) for a, b in pairs if a in number and b in number)
        packed = SortedPile(scratch, below=len(ordered) << TEXT_BITS)
        for a, b in known:
            if a != b:
                packed.add(pack_pair(a, b))
        return packed.numbers()

    def compare(pairs: array[int], banned: array[int], spared: array[int]) -> Iterator[tuple[_Tie, Overlap]]:
        for pair in pairs:
            a, b = unpack_pair(pair)
            found = compare_wordings(
                wording(a),
                wording(b),
                rarity=counts.rarity,
                one_wire=_carry_one_wire(ordered[a], ordered[b]),
                apart=_holds(banned, pair) and not _holds(spared, pair),
                distant=_days_between(ordered[a], ordered[b]) > REWRITE_DAYS,
                a_first=_is_earlier(ordered[a], ordered[b]),
            )
            if found is not None:
                yield _Tie(a=a, b=b, kind=found.kind), found

    runs, details = Rows(scratch), Rows(scratch)  # of each report

    def runs_of(at: int) -> array[int]:
        return array("Q", runs[at])

    @lru_cache(maxsize=_KEPT_WORDINGS)
    def details_of(at: int) -> frozenset[int]:
        return frozenset(array("I", details[at]))

    @lru_cache(maxsize=_KEPT_WORDINGS)
    def sample(at: int) -> array[int]:
        return sample_runs(runs_of(at))

    equal = _equal_texts(ordered, runs, details)
    texts = distinct(equal)
    found_near = find_near_pairs(len(texts), lambda at: runs_of(texts[at]), scratch=scratch)
    near = distinct(pack_pair(*(texts[at] for at in unpack_pair(pair))) for pair in found_near)
    ties = [tie for tie, _ in compare(near, among(apart, equal), array("Q")) if tie.kind in _NEAR]
    home = _components(equal, ties)
    heads = distinct(home)
    for head in heads:
        counts.add(runs_of(head))
    pairs = SortedPile(scratch, below=len(ordered) << TEXT_BITS)
    for pair in find_rare_pairs(len(ordered), ((head, sample(head)) for head in heads), counts, scratch=scratch):
        pairs.add(pair)
    for pair in among(candidates, home):
        a, b = unpack_pair(pair)
        if share_runs(sample(a), sample(b)):
            pairs.add(pair)
    for pair in chain(among(candidates, home), among(apart, home)):
        a, b = unpack_pair(pair)
        if may_be_rewrite(details_of(a), details_of(b)):
            pairs.add(pair)
    for pair in near:
        a, b = (home[at] for at in unpack_pair(pair))
        if a != b:
            pairs.add(pack_pair(a, b))
    joined = list(ties)
    spared = among((pair for pair in candidates if pair not in apart), home)
    for tie, found in compare(pairs.numbers(), among(apart, home), spared):
        ties.append(tie)
        if found.joins:
            joined.append(tie)
    return dict(_verdicts(ordered, equal, home, ties, _components(equal, joined), wording))


class _Ordered(Sequence[Report]):
    """The reports by day and id; those used last stay at hand, the others are found anew."""

    def __init__(self, reports: Iterable[Report], find: Callable[[str], Report]) -> None:
        self.ids = tuple(id_ for _, id_ in sorted(map(_first, reports)))
        self._at_hand = lru_cache(maxsize=_KEPT_REPORTS)(lambda at: find(self.ids[at]))

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        return self._at_hand(index)


def _holds(numbers: array[int], wanted: int) -> bool:
    at = bisect_left(numbers, wanted)
    return at < len(numbers) and numbers[at] == wanted


def _verdicts(
    ordered: _Ordered,
    equal: Sequence[int],
    home: Sequence[int],
    ties: Sequence[_Tie],
    lineage: Sequence[int],
    wording: Callable[[int], Wording],
) -> Iterator[tuple[str, Verdict]]:
    tied: dict[int, list[tuple[int, CopyKind]]] = defaultdict(list)
    for tie in ties:
        tied[tie.a].append((tie.b, tie.kind))
        tied[tie.b].append((tie.a, tie.kind))
    names = _lineage_ids(ordered, lineage)
    for at, id_ in enumerate(ordered.ids):
        named = names.get(lineage[at], id_)
        others = {equal[at]: CopyKind.VERBATIM} if equal[at] != at else {}
        for own in {equal[at], home[at]}:
            for other, kind in tied.get(own, ()):
                others.setdefault(other, kind)
        if not others:
            yield id_, Verdict(lineage=named, copy_of=None)
            continue
        report = ordered[at]
        origins = sorted(other for other in others if other != at and _is_origin(ordered[other], report))
        copy_of = None
        if origins:
            share = {
                other: 1.0 if others[other] == CopyKind.VERBATIM else share_in(wording(at), wording(other))
                for other in origins[:_ORIGINS]
            }
            best = max(share, key=lambda other: (round(share[other], 2), -other))
            if others[best] is CopyKind.REWRITE:
                share[best] = max(share[best], share_told(wording(at), wording(best)))
            copy_of = CopyOf(report=ordered.ids[best], kind=others[best], share=round(share[best], 3))
        yield id_, Verdict(lineage=named, copy_of=copy_of)


def _first(report: Report) -> tuple[str, str]:
    """Earliest day first, unknown days last, then by id."""
    return _day(report) or "9999-99-99", report.id


def _day(report: Report) -> str | None:
    found = _DAY.match(report.published or "")
    return found[0] if found else None


def _days_between(a: Report, b: Report) -> int:
    mine, theirs = _day(a), _day(b)
    if mine is None or theirs is None:
        return 0
    try:
        return abs((date.fromisoformat(mine) - date.fromisoformat(theirs)).days)
    except ValueError:
        return 0


def _is_earlier(a: Report, b: Report) -> bool:
    mine, theirs = _day(a), _day(b)
    return mine is not None and theirs is not None and mine < theirs


def _equal_texts(ordered: Sequence[Report], runs: Rows, details: Rows) -> array[int]:
    """For each report the first that has the same words; hashes of its runs and details are added to the rows."""
    first: dict[bytes, int] = {}
    home = array("I")
    for at, report in enumerate(ordered):
        words = folded_words(report.text)
        runs.add(array("Q", hash_runs(words)).tobytes())
        details.add(hash_details(words).tobytes())
        key = sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest() if len(words) > RUN else None
        home.append(at if key is None else first.setdefault(key, at))
    return home


def _components(home: Sequence[int], ties: Iterable[_Tie]) -> array[int]:
    """For each report the smallest number it is joined with, through its home and the ties."""
    parent = array("I", home)

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for tie in ties:
        low, high = sorted((root(tie.a), root(tie.b)))
        parent[high] = low
    return array("I", (root(at) for at in range(len(parent))))


def _lineage_ids(ordered: _Ordered, lineage: Sequence[int]) -> dict[int, str]:
    """The id of each lineage of several: its earliest report where the days show one, else the smallest id."""
    members: dict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(lineage):
        if at != head:
            members[head].append(at)
    names = {}
    for head, others in members.items():
        ids = [ordered.ids[head], *(ordered.ids[at] for at in others)]
        days = [_day(ordered[at]) for at in (head, *others)]
        shown = None not in days and days.count(days[0]) == 1
        names[head] = ids[0] if shown else min(ids)
    return names


def _is_origin(other: Report, report: Report) -> bool:
    """The other came first: it is the earlier version, was published on an earlier day, or is credited."""
    if report.replaces == other.id or other.replaces == report.id:
        return report.replaces == other.id
    mine, theirs = _day(report), _day(other)
    if mine and theirs and mine != theirs:
        return theirs < mine
    return _credits(report, other) and not _credits(other, report)


def _credits(report: Report, other: Report) -> bool:
    """The report names the other's outlet, which is not its own."""
    outlet = (other.outlet or "").removeprefix("The ")
    if len(outlet) < _OUTLET_LETTERS or outlet in (report.outlet or ""):
        return False
    return outlet in report.text or outlet in (report.byline or "")


def _carry_one_wire(a: Report, b: Report) -> bool:
    """One agency is credited in both, or one is its own outlet and the other credits it."""
    mine, theirs = _credited(a), _credited(b)
    return bool(mine & theirs) or (a.outlet or "").casefold() in theirs or (b.outlet or "").casefold() in mine


def _credited(report: Report) -> frozenset[str]:
    """The agencies credited in the dateline, the byline or the last lines."""
    found: set[str] = set()
    for part in (report.text[:_HEAD], report.text[-_TAIL:], f"({report.byline}) -" if report.byline else ""):
        found.update((match[1] or match[2]).casefold() for match in _CREDIT.finditer(part))
    return frozenset(found)
