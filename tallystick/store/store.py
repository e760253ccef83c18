"""Store: the records of one file, as they now stand.

Nothing here decides what a record says. Reports and accounts come out as they were read, completed by the
last weighing: what a report replaces, copies or is the same as, and the incident an account belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from sqlalchemy import Column, Connection, Row, Select, func, select, text

from tallystick.records.account import Account
from tallystick.records.encoding import (
    account_from_json,
    corrections_from_json,
    incident_from_json,
    report_from_json,
)
from tallystick.records.incident import Incident
from tallystick.records.report import CopyOf, Report
from tallystick.records.vocabulary import ReportStatus
from tallystick.store.files import in_words, newest_step, open_engine
from tallystick.store.tables import (
    accounts,
    corrections,
    facts,
    homes,
    incidents,
    items,
    merges,
    refusals,
    reports,
    runs,
    verdicts,
)

_PAGE = 500
_KINDS = {"rep": reports, "acc": accounts, "inc": incidents}
_KEPT = ReportStatus.KEPT.value
_SET_ASIDE = ReportStatus.SET_ASIDE.value
_REFUSED = ReportStatus.REFUSED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of all that was seen. `items` is counted on its own: the raw items that came in."""

    seen: int
    kept: int
    set_aside: int
    refused: int
    items: int
    current: int
    replaced: int
    accounts: int
    incidents: int
    contradictions: int
    unweighed: bool

    @property
    def whole(self) -> bool:
        """Seen = kept + set aside + refused, by both counts."""
        return self.seen == self.items == self.kept + self.set_aside + self.refused


def open_store(path: str | Path, *, create: bool = False, busy_s: float = 30.0) -> Store:
    """The store at this path; made where `create` says so."""
    return Store(Path(path), create=create, busy_s=busy_s)


class Reason(NamedTuple):
    """Why so many reports have a status, with the id of one of them."""

    status: str
    reason: str
    reports: int
    example: str


class Store:
    """A store opened for reading; `tallystick.build` is what adds to it. Use it in a `with`, or close it."""

    def __init__(self, path: Path, *, create: bool = False, busy_s: float = 30.0) -> None:
        self.path = path
        self._engine = open_engine(path, create=create, busy_s=busy_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store."""
        with in_words(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the right to write from its first moment; all of it is kept, or nothing."""
        engine = self._engine.execution_options(writes=True)
        with in_words(self.path), engine.begin() as connection:
            yield connection

    def reports(self) -> Generator[Report, None, None]:
        """Every report seen, in order of id."""
        with self.reading() as connection:
            for row in _paged(connection, _full_reports(), reports.c.id):
                yield _report(row)

    def accounts(self) -> Generator[Account, None, None]:
        """Every account of a kept report, in order of id; one of a report replaced since has no incident."""
        with self.reading() as connection:
            for row in _paged(connection, _full_accounts(), accounts.c.id):
                yield _account(row)

    def incidents(self) -> Generator[Incident, None, None]:
        """Every incident of the last weighing, in order of id."""
        with self.reading() as connection:
            for row in _paged(connection, select(incidents.c.id, incidents.c.json), incidents.c.id):
                yield incident_from_json(row.json)

    def report(self, id_: str) -> Report | None:
        """The report of this id."""
        with self.reading() as connection:
            row = connection.execute(_full_reports().where(reports.c.id == id_)).first()
        return None if row is None else _report(row)

    def account(self, id_: str) -> Account | None:
        """The account of this id."""
        with self.reading() as connection:
            row = connection.execute(_full_accounts().where(accounts.c.id == id_)).first()
        return None if row is None else _account(row)

    def incident(self, id_: str) -> Incident | None:
        """The incident of this id, or the one that an earlier id resolves to now."""
        with self.reading() as connection:
            for _ in range(100):
                row = connection.execute(select(incidents.c.json).where(incidents.c.id == id_)).first()
                if row is not None:
                    return incident_from_json(row.json)
                query = select(merges.c.new).where(merges.c.old == id_).order_by(merges.c.run.desc()).limit(1)
                moved = connection.scalar(query)
                if moved is None:
                    return None
                id_ = moved
        return None

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """The accounts of a report, in order of id."""
        with self.reading() as connection:
            rows = connection.execute(_full_accounts().where(accounts.c.report == report).order_by(accounts.c.id))
            return tuple(_account(row) for row in rows)

    def private_names(self, report: str) -> tuple[str, ...]:
        """The names of private persons read in a report; they stay in the local text."""
        with self.reading() as connection:
            found = connection.scalar(select(reports.c.private).where(reports.c.id == report))
        return () if found is None else tuple(json.loads(found))

    def all_private_names(self) -> dict[str, tuple[str, ...]]:
        """For every report in which a private person is named, the names."""
        with self.reading() as connection:
            rows = connection.execute(select(reports.c.id, reports.c.private).where(reports.c.private != "[]"))
            return {row.id: tuple(json.loads(row.private)) for row in rows}

    def find_ids(self, prefix: str, *, limit: int = 10) -> tuple[str, ...]:
        """The ids of reports, accounts and incidents that begin so, earlier incident ids among them."""
        starts = [prefix] if "-" in prefix else [f"{kind}-{prefix}" for kind in _KINDS]
        found: set[str] = set()
        with self.reading() as connection:
            for start in starts:
                for column in (*(table.c.id for table in _KINDS.values()), merges.c.old):
                    query = select(column).where(column >= start, column < start + "~").distinct().limit(limit)
                    found.update(connection.scalars(query))
        return tuple(sorted(found)[:limit])

    def verdict(self, report: str) -> dict[str, str | None]:
        """What the last weighing found about a report: `replaces`, `replaced_by`, `same_as`, `lineage`."""
        with self.reading() as connection:
            row = connection.execute(select(verdicts).where(verdicts.c.report == report)).first()
        return {} if row is None else dict(row._mapping)

    def counts(self) -> Counts:
        """What became of all that was seen, as exports show it."""
        with self.reading() as connection:
            by_status: dict[str, int] = {
                str(row[0]): int(row[1])
                for row in connection.execute(select(reports.c.status, func.count()).group_by(reports.c.status))
            }
            same = connection.scalar(select(func.count()).where(verdicts.c.same_as.is_not(None))) or 0
            replaced = connection.scalar(select(func.count()).where(verdicts.c.replaced_by.is_not(None))) or 0
            kept = by_status.get(_KEPT, 0) - same
            return Counts(
                seen=connection.scalar(select(func.count()).select_from(reports)) or 0,
                kept=kept,
                set_aside=by_status.get(_SET_ASIDE, 0) + same,
                refused=by_status.get(_REFUSED, 0),
                items=connection.scalar(select(func.count(items.c.report.distinct()))) or 0,
                current=kept - replaced,
                replaced=replaced,
                accounts=connection.scalar(select(func.count()).select_from(_full_accounts().subquery())) or 0,
                incidents=connection.scalar(select(func.count()).select_from(incidents)) or 0,
                contradictions=connection.scalar(select(func.count()).where(incidents.c.contradictions > 0)) or 0,
                unweighed=fact(connection, "unweighed") == "yes",
            )

    def reasons(self) -> tuple[Reason, ...]:
        """Why reports were set aside or refused; the most frequent reason first."""
        code = func.substr(reports.c.because, 1, func.instr(func.replace(reports.c.because, ":", " ") + " ", " ") - 1)
        counted = (func.count(), func.min(reports.c.id))
        refused = select(code, func.min(reports.c.because), *counted).where(reports.c.status == _REFUSED)
        aside = select(reports.c.because, *counted).where(reports.c.status == _SET_ASIDE)
        with self.reading() as connection:
            found = [
                Reason(_REFUSED, f"{row[0]} {_kind_of(row[1])}", int(row[2]), row[3])
                for row in connection.execute(refused.group_by(code))
            ]
            found += [
                Reason(_SET_ASIDE, row[0] or "", int(row[1]), row[2])
                for row in connection.execute(aside.group_by(reports.c.because))
            ]
            same = connection.execute(
                select(func.count(), func.min(verdicts.c.report)).where(verdicts.c.same_as.is_not(None))
            ).one()
        if same[0]:
            found.append(Reason(_SET_ASIDE, "the same bytes as another report", same[0], same[1]))
        return tuple(sorted(found, key=lambda one: (-one.reports, one.status, one.reason)))

    def refused(self, *, code: str | None = None) -> tuple[str, ...]:
        """The ids of refused reports, of one reason where `code` is given."""
        query = select(reports.c.id).where(reports.c.status == _REFUSED).order_by(reports.c.id)
        if code:
            query = query.where(reports.c.because.startswith(code))
        with self.reading() as connection:
            return tuple(connection.scalars(query))

    def refusals_of(self, report: str) -> tuple[tuple[int, str], ...]:
        """Every refusal a report was ever given: run and reason."""
        query = select(refusals.c.run, refusals.c.because).where(refusals.c.report == report).order_by(refusals.c.run)
        with self.reading() as connection:
            return tuple((int(row.run), str(row.because)) for row in connection.execute(query))

    def runs(self) -> tuple[dict[str, Any], ...]:
        """Every run, the latest first."""
        with self.reading() as connection:
            return tuple(dict(row._mapping) for row in connection.execute(select(runs).order_by(runs.c.id.desc())))

    def listing(self, *, limit: int | None = None) -> tuple[Row[Any], ...]:
        """Incidents with their columns, by day and id."""
        query = select(incidents).order_by(incidents.c.earliest.is_(None), incidents.c.earliest, incidents.c.id)
        with self.reading() as connection:
            return tuple(connection.execute(query.limit(limit) if limit is not None else query))

    def step(self) -> tuple[str, str]:
        """The step of the tables, and the newest this version knows."""
        with self.reading() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version"))), newest_step()


def fact(connection: Connection, name: str) -> str | None:
    """A fact about the store as a whole."""
    found = connection.scalar(select(facts.c.value).where(facts.c.name == name))
    return None if found is None else str(found)


def _paged(connection: Connection, query: Select[Any], key: Column[str]) -> Iterator[Row[Any]]:
    """Rows in order of their key, a page at a time, so that no cursor stays open."""
    after = ""
    while page := connection.execute(query.where(key > after).order_by(key).limit(_PAGE)).all():
        yield from page
        after = page[-1].id


def _full_reports() -> Select[Any]:
    return select(reports.c.id, reports.c.json, verdicts).outerjoin(verdicts, verdicts.c.report == reports.c.id)


def _full_accounts() -> Select[Any]:
    return (
        select(accounts.c.id, accounts.c.json, homes.c.incident, corrections.c.json.label("judged"))
        .outerjoin(homes, homes.c.account == accounts.c.id)
        .outerjoin(corrections, corrections.c.account == accounts.c.id)
        .outerjoin(verdicts, verdicts.c.report == accounts.c.report)
        .where(verdicts.c.same_as.is_(None))
    )


def _report(row: Row[Any]) -> Report:
    report = report_from_json(row.json)
    if row.same_as is not None:
        because = f"same bytes as {row.same_as}"
        return replace(report, status=ReportStatus.SET_ASIDE, because=because, lineage=report.id, relevance=0.0)
    copy_of = None if row.copy_of is None else msgspec.json.decode(row.copy_of, type=CopyOf)
    return replace(report, replaces=row.replaces, lineage=row.lineage or report.id, copy_of=copy_of)


def _account(row: Row[Any]) -> Account:
    account = account_from_json(row.json)
    if row.judged is not None:
        account = replace(account, judged=corrections_from_json(row.judged))
    return account if row.incident is None else replace(account, incident=row.incident)


def _kind_of(because: str) -> str:
    """The words between a reason's code and its colon."""
    return because.partition(" ")[2].partition(":")[0][:60]
