"""Review: a person's judgement is taken, stored, and weighed with all others before the command ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from tallystick import __version__
from tallystick.corrections import CORRECTABLE, MOST, ends_are_days, figures_are_counts, read_correction
from tallystick.errors import ReviewError
from tallystick.export.privacy import blot_names
from tallystick.judging import Holding, Settled, State, settle_judgements
from tallystick.knowledge.gazetteer_added import find_added, gazetteer_folder
from tallystick.pipeline import Tools, load_tools
from tallystick.records.account import Account, rank_account
from tallystick.records.encoding import json_bytes, jsonable, judgement_from_jsonable
from tallystick.records.incident import Incident
from tallystick.records.judgement import Judgement, Mark
from tallystick.records.referent import Count, Moment
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField, Modality, Ruling
from tallystick.run import now, weigh_judged
from tallystick.settings import DEFAULTS, Settings
from tallystick.stages.link.judged import mark_account, why_not_linkable
from tallystick.store.files import locked_for_build
from tallystick.store.judgements import read_judgements
from tallystick.store.store import Store, open_store
from tallystick.store.weighings import StoreShelf

LONGEST = 4000  # characters of a reason, a name or words that a judgement may hold
_FORMAT = "tallystick judgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The judgements that were taken, each with its state now, and what else a person should know."""

    judgements: tuple[Judgement, ...]
    states: Mapping[int, State]
    incidents: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a person judged so, and who it was."""

    why: str
    by: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no reason."""
        if not self.why.strip():
            raise ReviewError("TLY-3004 no-reason  --why is empty\n  next: say in a few words why you judge so")
        for name, words in (("--why", self.why), ("--by", self.by or "")):
            if len(words) > LONGEST:
                raise ReviewError(
                    f"TLY-3004 too-long  {name} has {len(words):,} characters\n  next: give at most {LONGEST:,}"
                )


class Desk:
    """A store that a person judges on; nobody else builds on it meanwhile."""

    def __init__(self, store: Store, *, tools: Tools, settings: Settings) -> None:
        self._store = store
        self._tools = tools
        self._settings = settings

    def pair(self, ruling: Ruling, one: str, other: str, *, reason: Reason) -> Taken:
        """Judge two accounts, or the strongest accounts of two incidents: same, different or unsure."""
        a, b = self._strongest(one), self._strongest(other)
        if a.id == b.id:
            raise ReviewError(
                f"TLY-3005 one-thing  {one!r} and {other!r} both stand for {a.id}\n"
                "  next: give two accounts or incidents"
            )
        self._check_linkable(a, b)
        return self._take(self._new(ruling, left=(self._mark(a),), right=(self._mark(b),), reason=reason))

    def merge(self, given: Sequence[str], *, reason: Reason) -> Taken:
        """Judge that these incidents are one: all their accounts."""
        found = [self._incident(one) for one in given]
        if len({incident.id for incident in found}) < max(2, len(found)):
            raise ReviewError(
                f"TLY-3005 one-thing  {', '.join(given)} are not several incidents\n"
                "  next: give two incidents or more, each once; an earlier id leads to the incident it was joined with"
            )
        first, *others = (self._ordered_marks(self._accounts(incident.accounts)) for incident in found)
        right = tuple(mark for marks in others for mark in marks)
        return self._take(self._new(Ruling.SAME, left=first, right=right, reason=reason))

    def split(self, given: str, parting: Sequence[str], *, reason: Reason) -> Taken:
        """Judge that these accounts of an incident tell another occurrence than the rest of it."""
        incident = self._incident(given)
        accounts = [self._account(one) for one in parting]
        strange = [a.id for a in accounts if a.id not in incident.accounts]
        if strange:
            raise ReviewError(
                f"TLY-3006 not-in-it  {', '.join(strange)}: not accounts of {incident.id}\n"
                f"  next: `tallystick show {incident.id}` lists its accounts"
            )
        ids = {a.id for a in accounts}
        rest = self._accounts(id_ for id_ in incident.accounts if id_ not in ids)
        if not rest:
            raise ReviewError(
                f"TLY-3006 nothing-left  these are all accounts of {incident.id}\n"
                "  next: leave out those that are to stay"
            )
        left = self._ordered_marks([self._store_account(id_) for id_ in sorted(ids)])
        return self._take(self._new(Ruling.DIFFERENT, left=left, right=self._ordered_marks(rest), reason=reason))

    def correct(self, given: str, field: str, words: str, *, reason: Reason) -> Taken:
        """Correct a field of an account, or of those accounts of an incident that claim it, else its strongest."""
        words = _clean(words)
        value = read_correction(field, words, actors=self._tools.actors, gazetteer=self._tools.gazetteer)
        known = ClaimField(field)
        record = find_record(self._store, given)
        if isinstance(record, Incident):
            every = self._accounts(record.accounts)
            accounts = [a for a in every if known is ClaimField.EVENT_TYPE or _claims(a, known)]
            accounts = accounts or [_strongest_of(every)]
        else:
            accounts = [self._account(given)]
        names = {name.casefold() for a in accounts for name in self._store.private_names(a.report)}
        if blot_names(words.casefold(), names) != words.casefold():
            raise ReviewError(
                f"TLY-3011 private-name  {words!r} names a private person\n"
                '  next: give a role, as "a resident"; private names stay in the local text'
            )
        marks = self._ordered_marks(accounts)
        judgement = self._new(Ruling.CORRECTED, left=marks, reason=reason)
        return self._take(replace(judgement, field=known, value=value, words=words))

    def undo(self, number: int, *, reason: Reason) -> Taken:
        """Take a judgement back."""
        judgements = self._judgements()
        found = next((j for j in judgements if j.number == number), None)
        if found is None:
            raise ReviewError(
                f"TLY-3007 no-judgement  there is no judgement {number}; the last is {len(judgements)}\n"
                "  next: `tallystick judge log` lists them"
            )
        if found.verdict is Ruling.UNDONE:
            raise ReviewError(
                f"TLY-3008 an-undoing  judgement {number} takes back judgement {found.undone}\n"
                "  next: give the judgement that was taken back anew"
            )
        before = next((j for j in judgements if j.undone == number), None)
        if before is not None:
            raise ReviewError(
                f"TLY-3008 undone  judgement {number} was taken back already, by judgement {before.number}\n"
                "  next: nothing; it has no effect"
            )
        return self._take(replace(self._new(Ruling.UNDONE, reason=reason), undone=number))

    def load(self, given: bytes) -> Taken:
        """Take the judgements of a log that are not here yet; the earlier ones of it come first."""
        here = self._judgements()
        own = dict(zip(_likenesses(here), here, strict=True))
        numbers: dict[int, int] = {}
        made: list[Judgement] = []
        found = _judgements_of(given)
        for judgement, likeness in zip(found, _likenesses(found), strict=True):
            if (known := own.get(likeness)) is not None:
                numbers[judgement.number] = known.number
                continue
            numbers[judgement.number] = len(here) + len(made) + 1
            undone = None if judgement.undone is None else numbers[judgement.undone]
            made.append(replace(judgement, number=numbers[judgement.number], undone=undone))
        if not made:
            return Taken(judgements=(), states={}, known=len(found))
        return replace(self._take(*made), known=len(found) - len(made))

    def _judgements(self) -> tuple[Judgement, ...]:
        with self._store.reading() as connection:
            return read_judgements(connection)

    def _new(
        self, ruling: Ruling, *, left: tuple[Mark, ...] = (), right: tuple[Mark, ...] = (), reason: Reason
    ) -> Judgement:
        return Judgement(
            number=len(self._judgements()) + 1,
            verdict=ruling,
            left=left,
            right=right,
            why=_clean(reason.why),
            by=_clean(reason.by) if reason.by else None,
            made=now(),
            version=__version__,
        )

    def _take(self, *made: Judgement) -> Taken:
        before = settled(self._store)
        weigh_judged(self._store, made, settings=self._settings)
        after = settled(self._store)
        states = {j.number: after.states[j.number] for j in made}
        told = [id_ for state in states.values() for id_ in (*state.left, *state.right)]
        if made[-1].undone is not None and (state := before.states.get(made[-1].undone)) is not None:
            told += [*state.left, *state.right]
        homes = (account.incident for id_ in told if (account := self._store.account(id_)) is not None)
        return Taken(
            judgements=made,
            states=states,
            incidents=tuple(dict.fromkeys(home for home in homes if home is not None)),
            notices=tuple(_notices(before, after)),
        )

    def _strongest(self, given: str) -> Account:
        record = find_record(self._store, given)
        if isinstance(record, Incident):
            return _strongest_of(self._accounts(record.accounts))
        return self._account(given)

    def _incident(self, given: str) -> Incident:
        record = find_record(self._store, given)
        if not isinstance(record, Incident):
            raise _wrong_kind(record, "an incident")
        return record

    def _account(self, given: str) -> Account:
        record = find_record(self._store, given)
        if not isinstance(record, Account):
            raise _wrong_kind(record, "an account")
        by = self._store.verdict(record.report).get("replaced_by")
        if by:
            raise ReviewError(
                f"TLY-3009 history  {record.id} is history: its report was replaced by {by}\n"
                f"  next: `tallystick explain {by}` lists the accounts of the later version"
            )
        return record

    def _accounts(self, ids: Iterable[str]) -> list[Account]:
        return [self._store_account(id_) for id_ in ids]

    def _store_account(self, id_: str) -> Account:
        account = self._store.account(id_)
        if account is None:
            raise ReviewError(f"TLY-3003 gone  {id_} is not in {self._store.path}")
        return account

    def _check_linkable(self, *accounts: Account) -> None:
        for account in accounts:
            if (reason := why_not_linkable(account)) is not None:
                raise ReviewError(
                    f"TLY-3009 not-linkable  {account.id} can be in no incident: {reason}\n"
                    f"  next: `tallystick show {account.id}` shows it; its fields can be corrected"
                )

    def _ordered_marks(self, accounts: Sequence[Account]) -> tuple[Mark, ...]:
        """The marks of accounts, the strongest first, then in order of id."""
        first = _strongest_of(accounts)
        return tuple(map(self._mark, (first, *(a for a in accounts if a.id != first.id))))

    def _mark(self, account: Account) -> Mark:
        report = self._store.report(account.report)
        if report is None:
            raise ReviewError(f"TLY-3003 gone  {account.report} is not in {self._store.path}")
        return mark_account(account, text=report.text)


@contextmanager
def judging_desk(store: str | Path, *, settings: Settings = DEFAULTS) -> Iterator[Desk]:
    """A desk on this store, alone with it: builds wait.

    Raises:
        StoreError: the store cannot be opened, or another process builds on it.
    """
    added = find_added(settings.gazetteer_data or gazetteer_folder())
    with (
        open_store(store, busy_s=settings.busy_s) as opened,
        locked_for_build(opened.path, wait_s=settings.wait_for_store_s),
    ):
        yield Desk(opened, tools=load_tools("grammar", added), settings=settings)


def settled(store: Store) -> Settled:
    """All judgements of a store with what became of them."""
    with store.reading() as connection:
        return settle_judgements(read_judgements(connection), StoreShelf(connection))


def judgement_log(store: Store) -> tuple[tuple[Judgement, State], ...]:
    """Every judgement in order of number, with what became of it."""
    with store.reading() as connection:
        judgements = read_judgements(connection)
        states = settle_judgements(judgements, StoreShelf(connection)).states
    return tuple((judgement, states[judgement.number]) for judgement in judgements)


def judgements_on(store: Store, accounts: Iterable[str]) -> tuple[tuple[Judgement, State], ...]:
    """The judgements that are about any of these accounts today."""
    own = set(accounts)
    return tuple((j, s) for j, s in judgement_log(store) if not own.isdisjoint((*s.left, *s.right)))


def log_document(log: Iterable[tuple[Judgement, State]]) -> dict[str, Any]:
    """The log as JSON that `Desk.load` takes into another store."""
    shown = [{**jsonable(j), "state": str(s.holding), "state_because": s.because} for j, s in log]
    return {"format": _FORMAT, "version": __version__, "judgements": shown}


def find_record(store: Store, given: str) -> Report | Account | Incident:
    """The record whose id begins so.

    Raises:
        ReviewError: there is none, or several.
    """
    ids = (given,) if _load(store, given) is not None else store.find_ids(given)
    if not ids:
        raise ReviewError(
            f"TLY-3001 no-record  nothing in {store.path} has an id that begins {given!r}\n"
            "  next: `tallystick incidents` lists the ids of incidents"
        )
    if len(ids) > 1:
        raise ReviewError(
            f"TLY-3002 which-one  {given!r} begins {len(ids)} ids or more: {', '.join(ids)}\n"
            "  next: give more of the id that you mean"
        )
    record = _load(store, ids[0])
    if record is None:
        raise ReviewError(
            f"TLY-3003 gone  {ids[0]} stood earlier; no current report tells it any more\n"
            "  next: `tallystick incidents` lists those that stand"
        )
    return record


def _load(store: Store, id_: str) -> Report | Account | Incident | None:
    kind = id_.partition("-")[0]
    if kind == "rep":
        return store.report(id_)
    return store.account(id_) if kind == "acc" else store.incident(id_)


def _wrong_kind(record: Report | Account | Incident, expected: str) -> ReviewError:
    kind = type(record).__name__.lower()
    found = f"an {kind}" if kind[0] in "ai" else f"a {kind}"
    return ReviewError(
        f"TLY-3005 wrong-kind  {record.id} is {found}; expected {expected}\n"
        f"  next: `tallystick explain {record.id}` names what belongs to it"
    )


def _strongest_of(accounts: Sequence[Account]) -> Account:
    """The account that stands for several."""
    return min(
        accounts,
        key=lambda a: rank_account(
            id_=a.id, standing=a.standing, modality=a.modality, values=(claim.value for claim in a.claims)
        ),
    )


def _claims(account: Account, field: ClaimField) -> bool:
    return any(c.field is field and c.modality is not Modality.DENIED for c in account.claims)


def _notices(before: Settled, after: Settled) -> Iterator[str]:
    """What changed for judgements that were there already."""
    for number, state in sorted(before.states.items()):
        later = after.states.get(number)
        if later is not None and later.words != state.words and later.holding is not Holding.UNDONE:
            yield f"judgement {number} {later.words}"


def _clean(words: str) -> str:
    """The words without what cannot be written as UTF-8."""
    return words.strip().encode("utf-8", "replace").decode("utf-8")


def _likenesses(judgements: Sequence[Judgement]) -> list[tuple[bytes, int]]:
    """For each judgement what is equal for the same one in another store: all but its number, and which of several."""
    plain: dict[int, bytes] = {}
    seen: Counter[bytes] = Counter()
    found = []
    for judgement in judgements:
        undone = b"" if judgement.undone is None else plain[judgement.undone]
        plain[judgement.number] = json_bytes(replace(judgement, number=0, undone=None)) + undone
        seen[plain[judgement.number]] += 1
        found.append((plain[judgement.number], seen[plain[judgement.number]]))
    return found


def _judgements_of(given: bytes) -> list[Judgement]:
    """The judgements of a log, in its order.

    Raises:
        ReviewError: it is no log, or a judgement of it breaks the contract.
    """
    try:
        document = msgspec.json.decode(given, type=dict[str, Any])
        if document.get("format") != _FORMAT:
            raise ValueError("it is not what `tallystick judge log --json` writes")
        found = [judgement_from_jsonable(item) for item in document["judgements"]]
        earlier: set[int] = set()
        for judgement in found:
            if judgement.number in earlier:
                raise ValueError(f"two judgements have the number {judgement.number}")
            if (judgement.verdict is Ruling.UNDONE) is not (judgement.undone in earlier):
                raise ValueError(f"judgement {judgement.number} takes back none that comes before it")
            if (judgement.verdict is Ruling.CORRECTED) is not (judgement.field is not None):
                raise ValueError(f"judgement {judgement.number} is a correction without a field, or has one without")
            if judgement.field is not None and judgement.field not in CORRECTABLE:
                raise ValueError(f"judgement {judgement.number} corrects {judgement.field}, which cannot be corrected")
            if isinstance(judgement.value, Count) and not figures_are_counts(judgement.value):
                raise ValueError(f"judgement {judgement.number} holds a figure below 0 or above {MOST:,}")
            if isinstance(judgement.value, Moment) and not ends_are_days(judgement.value):
                raise ValueError(f"judgement {judgement.number} holds a time whose ends are no days")
            texts = (judgement.why, judgement.by or "", judgement.words)
            marks = (*judgement.left, *judgement.right)
            if any(len(t) > LONGEST for t in (*texts, *(w for m in marks for w in (m.before, m.words, m.after)))):
                raise ValueError(f"judgement {judgement.number} holds words of over {LONGEST:,} characters")
            earlier.add(judgement.number)
    except (ValueError, KeyError, TypeError) as error:
        raise ReviewError(
            f"TLY-3013 no-log  these judgements cannot be read: {error}\n"
            "  next: give a file that `tallystick judge log --json` wrote; nothing was taken"
        ) from error
    return found
