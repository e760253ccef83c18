"""Judging: what a person's judgements come to over the records of today, and which of them do not hold, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tallystick.records.account import Account
from tallystick.records.judgement import Judgement, Mark
from tallystick.records.report import Report
from tallystick.records.vocabulary import Ruling
from tallystick.stages.link.judged import (
    NOTHING_JUDGED,
    Decided,
    JudgedPairs,
    Marked,
    decide_pairs,
    find_marked,
    stands_in,
    why_not_linkable,
)
from tallystick.stages.weigh.corrections import correct_account

_SHOWN_WORDS = 60  # characters of a mark in a sentence


class JudgedShelf(Protocol):
    """Where the records are that judgements are about."""

    def current(self, id_: str) -> tuple[str | None, str]:
        """The report that stands for this one today, or none with the reason in words."""

    def report(self, id_: str) -> Report:
        """A report that is current."""

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """Its accounts, in order of id."""


class Holding(StrEnum):
    """What became of a judgement."""

    STANDS = "stands"
    UNDONE = "undone"
    OVERRIDDEN = "overridden"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What became of a judgement, in words where there is more to say, and the accounts that it is about today."""

    holding: Holding
    because: str | None = None
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The state in one line."""
        return f"{self.holding}: {self.because}" if self.because else str(self.holding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """All judgements together: pairs for linking, corrections by account, and the state of each by its number."""

    pairs: JudgedPairs = NOTHING_JUDGED
    corrections: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    states: Mapping[int, State] = field(default_factory=dict)

    def correct(self, account: Account) -> Account:
        """The account with what a person put in the place of what was read."""
        own = self.corrections.get(account.id)
        return account if own is None else correct_account(account, own)


def settle_judgements(judgements: Sequence[Judgement], shelf: JudgedShelf) -> Settled:
    """What these judgements come to; the same for any order in which they are given."""
    ordered = sorted(judgements, key=lambda j: j.number)
    taken_back = {j.undone: j.number for j in ordered if j.verdict is Ruling.UNDONE and j.undone is not None}
    marks = dict.fromkeys(m for j in ordered if j.number not in taken_back for m in (*j.left, *j.right))
    found = {mark: find_account(mark, shelf) for mark in marks}
    on_words = {marked.account.id for marked, _ in found.values() if marked is not None and marked.exact}
    states: dict[int, State] = {}
    decided: list[Decided] = []
    corrected: list[tuple[Judgement, tuple[Account, ...]]] = []
    for judgement in ordered:
        number = judgement.number
        if number in taken_back:
            states[number] = State(holding=Holding.UNDONE, because=f"by judgement {taken_back[number]}")
            continue
        left, right = (_meet(side, found, on_words, judgement.verdict) for side in (judgement.left, judgement.right))
        missing, ids = (*left.missing, *right.missing), {"left": left.ids, "right": right.ids}
        short = _falls_short(judgement, left.ids, right.ids)
        if short is not None:
            states[number] = State(holding=Holding.WAITS, because=missing[0] if missing else short, **ids)
            continue
        states[number] = State(holding=Holding.STANDS, because=_remarks(left, right), **ids)
        if judgement.verdict is Ruling.CORRECTED:
            corrected.append((judgement, left.accounts))
        elif judgement.verdict is not Ruling.UNDONE:
            decided.append(Decided(number=number, verdict=judgement.verdict, **ids))
    pairs = decide_pairs(decided)
    corrections = _by_account(corrected)
    for number, by in {**pairs.overridden, **_overridden_corrections(corrected, corrections)}.items():
        states[number] = _with(states[number], Holding.OVERRIDDEN, f"by judgement {by}")
    for number, by in pairs.in_part.items():
        states[number] = _with(states[number], Holding.STANDS, f"in part; judgement {by} overrides the rest")
    return Settled(pairs=pairs, corrections=corrections, states=states)


def any_stands(judgements: Sequence[Judgement]) -> bool:
    """Whether any judgement is left that is not taken back."""
    left = {j.number for j in judgements if j.verdict is not Ruling.UNDONE}
    return bool(left - {j.undone for j in judgements})


def find_account(mark: Mark, shelf: JudgedShelf) -> tuple[Marked | None, str]:
    """The account that stands for the marked words today, or none with the reason."""
    id_, because = shelf.current(mark.report)
    if id_ is None:
        return None, because
    text = shelf.report(id_).text
    if not stands_in(mark, text):
        changed = "the text of its report changed" if id_ != mark.report else "its report is read otherwise now"
        return None, f"{changed}: {_quoted(mark)} is not found at one place in {id_}"
    marked = find_marked(mark, text=text, accounts=shelf.accounts_of(id_))
    return marked, "" if marked is not None else f"no account of {id_} stands on {_quoted(mark)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The accounts of one side of a judgement, each once, and why others are not found."""

    accounts: tuple[Account, ...]
    missing: tuple[str, ...]
    by_sentence: int

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(account.id for account in self.accounts)


def _meet(
    marks: Iterable[Mark], found: Mapping[Mark, tuple[Marked | None, str]], on_words: Set[str], ruling: Ruling
) -> _Side:
    """`on_words` are accounts that other marks stand on exactly: a sentence alone then points to something else."""
    accounts: dict[str, Account] = {}
    missing: list[str] = []
    by_sentence = 0
    for mark in marks:
        marked, because = found[mark]
        if marked is None:
            missing.append(because)
        elif not marked.exact and marked.account.id in on_words:
            missing.append(f"no account of its own stands on {_quoted(mark)}")
        elif ruling is not Ruling.CORRECTED and (reason := why_not_linkable(marked.account)) is not None:
            missing.append(f"{marked.account.id} can be in no incident: {reason}")
        else:
            accounts[marked.account.id] = marked.account
            by_sentence += not marked.exact
    return _Side(accounts=tuple(accounts.values()), missing=tuple(missing), by_sentence=by_sentence)


def _remarks(*sides: _Side) -> str | None:
    """What a person should know of a judgement that stands."""
    missing = [because for side in sides for because in side.missing]
    by_sentence = sum(side.by_sentence for side in sides)
    remarks = [f"{len(missing)} of its accounts wait: {missing[0]}"] if missing else []
    if by_sentence:
        remarks.append(f"{by_sentence} of its accounts found by the sentence alone")
    return "; ".join(remarks) or None


def _falls_short(judgement: Judgement, left: Iterable[str], right: Iterable[str]) -> str | None:
    """Why too few accounts are found for a judgement to say anything."""
    one, other = set(left), set(right)
    if judgement.verdict is Ruling.UNDONE:
        return None
    if judgement.verdict is Ruling.CORRECTED:
        return None if one else "it names no account"
    if judgement.verdict is Ruling.SAME:
        return None if len(one | other) > 1 else "its words are one account already"
    return None if one - other and other - one else "its words are one account here"


def _by_account(corrected: Iterable[tuple[Judgement, tuple[Account, ...]]]) -> dict[str, tuple[Judgement, ...]]:
    found: dict[str, tuple[Judgement, ...]] = {}
    for judgement, accounts in corrected:
        for account in accounts:
            found[account.id] = (*found.get(account.id, ()), judgement)
    return found


def _overridden_corrections(
    corrected: Iterable[tuple[Judgement, tuple[Account, ...]]], corrections: Mapping[str, tuple[Judgement, ...]]
) -> dict[int, int]:
    """Corrections of which nothing is left in any account, each with the latest that took its place."""
    holding: set[int] = set()
    later: dict[int, int] = {}
    for judgement, accounts in corrected:
        for account in accounts:
            made = correct_account(account, corrections[account.id]).judged
            holding.update(c.judgement for c in made)
            same = [j.number for j in corrections[account.id] if j.field is judgement.field]
            later[judgement.number] = max(later.get(judgement.number, 0), *same)
    return {number: by for number, by in later.items() if number not in holding}


def _with(state: State, holding: Holding, because: str) -> State:
    words = because if state.because is None else f"{because}; {state.because}"
    return State(holding=holding, because=words, left=state.left, right=state.right)


def _quoted(mark: Mark) -> str:
    words = " ".join(mark.words.split())
    return f"“{words if len(words) <= _SHOWN_WORDS else words[: _SHOWN_WORDS - 1] + '…'}”"
