"""Judged: which account a judgement's words stand for today, and which pairs of accounts judgements decide.

Later judgements come first: what an earlier one says of a pair that a later one decides, also through other
accounts, no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from tallystick.records.account import Account
from tallystick.records.judgement import Mark
from tallystick.records.vocabulary import Modality, Ruling, Standing
from tallystick.stages.link.families import types_differ
from tallystick.stages.link.features import is_linkable

TELLING = 24  # characters that a mark has at least: one word alone may stand anywhere in a later version
_MOST_BESIDE = 400  # characters on one side beyond which a mark does not grow


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement on pairs, with the ids of the accounts that its words stand for today."""

    number: int
    verdict: Ruling
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPairs:
    """What linking must hold to.

    `same` are pairs of account ids with the judgement that puts them together; `apart` are sides of
    which no account of the one may share a cluster with one of the other, unless `same` says so.
    `overridden` is a judgement that no longer holds to the later one that says otherwise; `in_part` one of which
    only some pairs no longer hold.
    """

    same: tuple[tuple[str, str, int], ...] = ()
    apart: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    overridden: Mapping[int, int] = field(default_factory=dict)
    in_part: Mapping[int, int] = field(default_factory=dict)


NOTHING_JUDGED = JudgedPairs()


def mark_account(account: Account, *, text: str) -> Mark:
    """The mark of an account: its anchor's words, with as many beside them as make them unique in its report's text."""
    anchor = account.anchor
    start, end = anchor.start, anchor.end
    while text.count(text[start:end]) > 1 or end - start < TELLING:
        wider = (_back(text, start, anchor.start), _on(text, end, anchor.end))
        if wider == (start, end):
            break
        start, end = wider
    return Mark(
        report=account.report,
        start=anchor.start,
        end=anchor.end,
        words=text[anchor.start : anchor.end],
        before=text[start : anchor.start],
        after=text[anchor.end : end],
        event_type=account.event_type,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The account that a mark stands for; not `exact` where only its sentence holds the marked words."""

    account: Account
    exact: bool


def find_marked(mark: Mark, *, text: str, accounts: Sequence[Account]) -> Marked | None:
    """The account of a report with this text whose anchor stands on the marked words, or none.

    Where several overlap them it is the one that does so most, then one that can be linked. Where none does, it is
    the only account whose evidence holds the words, if its event type is much the same: readers anchor one act on
    different words of a sentence.
    """
    start = _find_words(mark, text)
    if start is None:
        return None
    end = start + len(mark.words)
    met = [(min(end, a.anchor.end) - max(start, a.anchor.start), a) for a in accounts]
    met = [(shared, account) for shared, account in met if shared > 0]
    if met:
        return Marked(account=min(met, key=lambda m: (-m[0], not is_linkable(m[1]), m[1].id))[1], exact=True)
    covering = [a for a in accounts if any(q.start <= start and end <= q.end for q in a.evidence)]
    if len(covering) == 1 and not types_differ(covering[0].event_type, mark.event_type):
        return Marked(account=covering[0], exact=False)
    return None


def stands_in(mark: Mark, text: str) -> bool:
    """Whether the marked words stand in this text, at their place or at one place alone."""
    return _find_words(mark, text) is not None


def why_not_linkable(account: Account) -> str | None:
    """Why this account can be in no incident; none where it can."""
    if account.standing is Standing.AGGREGATE:
        return "it sums over occurrences that its report does not itself tell"
    if account.modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        return f"it is {account.modality.value}, not told as having happened"
    return None


def decide_pairs(decided: Iterable[Decided]) -> JudgedPairs:
    """What these judgements, taken together, say of pairs; the same for any order in which they are given."""
    deciding = _Deciding()
    for one in sorted(decided, key=lambda d: -d.number):
        if one.verdict is Ruling.SAME:
            deciding.put_together(one)
        elif one.verdict is Ruling.DIFFERENT:
            deciding.keep_apart(one)
        elif one.verdict is Ruling.UNSURE:
            deciding.leave_open(one)
    return JudgedPairs(
        same=tuple(sorted(deciding.same)),
        apart=tuple((left, right) for left, right, _ in deciding.apart),
        overridden=deciding.overridden,
        in_part=deciding.in_part,
    )


class _Deciding:
    """What the judgements so far, the latest first, have decided."""

    def __init__(self) -> None:
        self.same: list[tuple[str, str, int]] = []
        self.apart: list[tuple[frozenset[str], frozenset[str], int]] = []
        self.overridden: dict[int, int] = {}
        self.in_part: dict[int, int] = {}
        self._open: dict[tuple[str, str], int] = {}  # pairs that a later judgement left to the machine
        self._open_to: dict[str, set[str]] = {}
        self._home: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._joined_by: dict[str, int] = {}
        self._sides: dict[str, set[int]] = {}

    def put_together(self, one: Decided) -> None:
        """Join all accounts of a judgement with its first, but for those that a later one keeps apart or leaves open.

        One that is open to any account that it would be joined with, as to the second of a merge, is left out too.
        """
        first, *others = dict.fromkeys((*one.left, *one.right))
        stopped = []
        for other in others:
            pair = (min(first, other), max(first, other))
            by = max(self._open.get(pair, 0), self._left_open(*pair), self._kept_apart(*pair))
            if by:
                stopped.append(by)
                continue
            self.same.append((*pair, one.number))
            self._join(*pair, number=one.number)
        self._note(one, stopped, of=len(others))

    def keep_apart(self, one: Decided) -> None:
        """Keep the two sides of a judgement apart, but for pairs that a later one puts together or leaves open."""
        left, right = set(one.left) - set(one.right), set(one.right) - set(one.left)
        free: dict[str, set[str]] = {}
        stopped = []
        for (a, b), by in self._open.items():
            for x, y in ((a, b), (b, a)):
                if x in left and y in right:
                    free.setdefault(x, set()).add(y)
                    stopped.append(by)
        homes = {self._home.get(x, x) for x in (*left, *right)}
        if len(homes) == 1 and left and right:
            self.overridden[one.number] = self._joined_by[homes.pop()]
            return
        for x in sorted(free):
            self._put_sides({x}, right - free[x], one.number)
        self._put_sides(left - free.keys(), right, one.number)
        crossed = {self._home.get(x, x) for x in left} & {self._home.get(y, y) for y in right}
        stopped += [self._joined_by[home] for home in sorted(crossed)]
        self._note(one, stopped, of=len(left) * len(right) if not crossed else len(left) * len(right) + 1)

    def leave_open(self, one: Decided) -> None:
        """Leave the pairs across a judgement to the machine."""
        for a, b in product(one.left, one.right):
            self._open.setdefault((min(a, b), max(a, b)), one.number)
            self._open_to.setdefault(a, set()).add(b)
            self._open_to.setdefault(b, set()).add(a)

    def _note(self, one: Decided, stopped: Sequence[int], *, of: int) -> None:
        if stopped:
            (self.overridden if len(stopped) >= of else self.in_part)[one.number] = max(stopped)

    def _put_sides(self, left: set[str], right: set[str], number: int) -> None:
        if left and right:
            label = 2 * len(self.apart)
            self.apart.append((frozenset(left), frozenset(right), number))
            for side, accounts in ((label, left), (label + 1, right)):
                for account in accounts:
                    self._sides.setdefault(self._home.get(account, account), set()).add(side)

    def _left_open(self, a: str, b: str) -> int:
        """The latest judgement that leaves open whom they are together with, one of each; 0 where none does."""
        one, other = self._home.get(a, a), self._home.get(b, b)
        if one == other:
            return 0
        few, many = sorted((one, other), key=lambda home: (len(self._members.get(home, ())), home))
        pairs = (
            (min(x, y), max(x, y))
            for x in self._members.get(few, [few])
            for y in self._open_to.get(x, ())
            if self._home.get(y, y) == many
        )
        return max((self._open[pair] for pair in pairs), default=0)

    def _kept_apart(self, a: str, b: str) -> int:
        """The latest judgement that keeps them apart, or whom they are together with; 0 where none does."""
        one, other = self._home.get(a, a), self._home.get(b, b)
        if one == other:
            return 0
        sides = self._sides.get(other, set())
        return max((self.apart[s // 2][2] for s in self._sides.get(one, ()) if s ^ 1 in sides), default=0)

    def _join(self, a: str, b: str, *, number: int) -> None:
        one, other = self._home.get(a, a), self._home.get(b, b)
        self._joined_by[one] = max(self._joined_by.get(one, 0), self._joined_by.get(other, 0), number)
        if one == other:
            return
        members = self._members.setdefault(one, [one])
        for account in self._members.pop(other, [other]):
            members.append(account)
            self._home[account] = one
        self._home[one] = one
        self._sides.setdefault(one, set()).update(self._sides.pop(other, set()))


def _back(text: str, start: int, anchor: int) -> int:
    """Where the word before this place begins."""
    at = start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at if anchor - at <= _MOST_BESIDE else start


def _on(text: str, end: int, anchor: int) -> int:
    """Where the word after this place ends."""
    at = end
    while at < len(text) and text[at].isspace():
        at += 1
    while at < len(text) and not text[at].isspace():
        at += 1
    return at if at - anchor <= _MOST_BESIDE else end


def _find_words(mark: Mark, text: str) -> int | None:
    """Where the marked words begin in this text; none where they, with those beside them, stand nowhere or twice."""
    whole = mark.before + mark.words + mark.after
    first = mark.start - len(mark.before)
    if first >= 0 and mark.words and text[first : first + len(whole)] == whole:
        return mark.start
    if not mark.words or text.count(whole) != 1:
        return None
    return text.index(whole) + len(mark.before)
