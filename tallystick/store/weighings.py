"""What a weighing reads from a store and leaves in it, all in the one transaction that its caller holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from tallystick.records.account import Account
from tallystick.records.encoding import account_from_json, json_bytes, report_from_json
from tallystick.records.incident import Incident
from tallystick.records.report import CopyOf, Report
from tallystick.store.additions import set_fact
from tallystick.store.tables import accounts, homes, incidents, merges, reports, verdicts

_PAGE = 200


class StoreShelf:
    """The current records of a store, read one after another inside the transaction of a weighing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reports(self) -> Iterator[Report]:
        """The current kept reports, in order of id."""
        query = select(reports.c.id, reports.c.json).join(verdicts, verdicts.c.report == reports.c.id)
        for row in self._pages(query.where(*_current()), reports.c.id):
            yield report_from_json(row.json)

    def report(self, id_: str) -> Report:
        """One report."""
        return report_from_json(
            self._connection.execute(select(reports.c.json).where(reports.c.id == id_)).scalar_one()
        )

    def accounts(self) -> Iterator[Account]:
        """The accounts of the current kept reports, in order of id."""
        query = select(accounts.c.id, accounts.c.json).join(verdicts, verdicts.c.report == accounts.c.report)
        for row in self._pages(query.where(*_current()), accounts.c.id):
            yield account_from_json(row.json)

    def account(self, id_: str) -> Account:
        """One account."""
        query = select(accounts.c.json).where(accounts.c.id == id_)
        return account_from_json(self._connection.execute(query).scalar_one())

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """The accounts of a report, in order of id."""
        query = select(accounts.c.json).where(accounts.c.report == report).order_by(accounts.c.id)
        return tuple(account_from_json(row.json) for row in self._connection.execute(query))

    def current(self, id_: str) -> tuple[str | None, str]:
        """The report that stands for this one today, its latest version or twin, or none with the reason in words."""
        seen: set[str] = set()
        while id_ not in seen:
            seen.add(id_)
            row = self._connection.execute(select(verdicts).where(verdicts.c.report == id_)).first()
            if row is None:
                query = select(reports.c.status, reports.c.because).where(reports.c.id == id_)
                found = self._connection.execute(query).first()
                if found is None:
                    return None, f"{id_} is not in this store"
                return None, f"{id_} is {found.status.replace('_', ' ')}: {found.because}"
            onward = row.replaced_by or row.same_as
            if onward is None:
                return id_, ""
            id_ = onward
        return None, f"the versions of {id_} replace each other"

    def _pages(self, query: Select[Any], key: Column[str]) -> Iterator[Row[Any]]:
        after = ""
        while page := self._connection.execute(query.where(key > after).order_by(key).limit(_PAGE)).all():
            yield from page
            after = page[-1].id


def stand_reports(connection: Connection) -> None:
    """Decide anew, for every kept report, what it replaces, what replaces it, and whose bytes it repeats.

    The later version of a url or guid is the one published later, then the one built later. Of current
    reports with the same bytes the smallest id is kept.
    """
    connection.execute(delete(verdicts))
    connection.execute(text(_STAND_SQL))
    connection.execute(text(_SAME_SQL))


def standing_homes(connection: Connection) -> dict[str, str]:
    """Account id to incident id, as of the last weighing."""
    return {row.account: row.incident for row in connection.execute(select(homes))}


def retired_ids(connection: Connection) -> frozenset[str]:
    """Incident ids that stood earlier and stand no more."""
    query = text("SELECT DISTINCT old FROM merges WHERE old NOT IN (SELECT incident FROM homes)")
    return frozenset(connection.scalars(query))


def put_verdicts(connection: Connection, found: Iterable[tuple[str, str, CopyOf | None]]) -> None:
    """Set lineage and what is copied, by report."""
    query = text("UPDATE verdicts SET lineage = :lineage, copy_of = :copy_of WHERE report = :report")
    rows = (
        {"report": id_, "lineage": lineage, "copy_of": None if copy is None else json_bytes(copy).decode()}
        for id_, lineage, copy in found
    )
    while chunk := list(islice(rows, 1000)):
        connection.execute(query, chunk)


def put_incidents(connection: Connection, made: Iterable[Incident], *, batch: int) -> int:
    """Replace all incidents; returns how many there are."""
    connection.execute(delete(incidents))
    rows = (_incident_row(incident) for incident in made)
    total = 0
    while chunk := list(islice(rows, batch)):
        connection.execute(insert(incidents), chunk)
        total += len(chunk)
    return total


def put_homes(connection: Connection, found: Iterable[tuple[str, str]], merged: Mapping[str, str], *, run: int) -> None:
    """Replace the homes of accounts, and note what became of incident ids that no longer stand."""
    connection.execute(text("CREATE TEMP TABLE stood AS SELECT DISTINCT incident FROM homes"))
    connection.execute(delete(homes))
    rows = ({"account": account, "incident": incident} for account, incident in found)
    while chunk := list(islice(rows, 1000)):
        connection.execute(insert(homes), chunk)
    query = text("SELECT incident FROM stood WHERE incident NOT IN (SELECT incident FROM homes)")
    gone = set(connection.scalars(query)) - set(merged)
    stood = set(connection.scalars(text("SELECT incident FROM stood")))
    connection.execute(text("DROP TABLE stood"))
    moved = [{"old": old, "run": run, "new": new} for old, new in sorted(merged.items()) if old in stood]
    moved += [{"old": old, "run": run, "new": None} for old in sorted(gone)]
    if moved:
        put = upsert(merges)
        connection.execute(
            put.on_conflict_do_update(index_elements=["old", "run"], set_={"new": put.excluded.new}), moved
        )


def note_weighed(connection: Connection, *, by: str) -> None:
    """The store is weighed, by this version."""
    set_fact(connection, "unweighed", "no")
    set_fact(connection, "weighed_by", by)


def _current() -> tuple[Any, ...]:
    return (verdicts.c.replaced_by.is_(None), verdicts.c.same_as.is_(None))


def _incident_row(incident: Incident) -> dict[str, Any]:
    place, moment = incident.place, incident.time
    return {
        "id": incident.id,
        "key": incident.key,
        "event_type": incident.event_type.value,
        "country": place.country if place else None,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "earliest": moment.earliest if moment else None,
        "latest": moment.latest if moment else None,
        "voices": incident.voices,
        "grade": incident.grade.value,
        "contradictions": len(incident.contradictions),
        "json": json_bytes(incident),
    }


_STAND_SQL = """
INSERT INTO verdicts (report, replaces, replaced_by)
WITH by_url AS (
  SELECT id, version_order AS place,
         lag(version_order) OVER w AS before, lead(version_order) OVER w AS after
  FROM reports WHERE status = 'kept' AND version_of_url IS NOT NULL
  WINDOW w AS (PARTITION BY version_of_url ORDER BY version_order)
), by_guid AS (
  SELECT id, version_order AS place,
         lag(version_order) OVER w AS before, lead(version_order) OVER w AS after
  FROM reports WHERE status = 'kept' AND version_of_guid IS NOT NULL
  WINDOW w AS (PARTITION BY version_of_guid ORDER BY version_order)
), both AS (
  SELECT id, max(before) AS before, max(after) AS after
  FROM (SELECT id, before, after FROM by_url UNION ALL SELECT id, before, after FROM by_guid) GROUP BY id
)
SELECT r.id, substr(both.before, -24), substr(both.after, -24)
FROM reports r LEFT JOIN both ON both.id = r.id WHERE r.status = 'kept'
"""

_SAME_SQL = """
UPDATE verdicts SET same_as = twin.first
FROM (
  SELECT r.id AS id, min(r.id) OVER (PARTITION BY r.content_hash) AS first
  FROM reports r JOIN verdicts v ON v.report = r.id WHERE v.replaced_by IS NULL
) AS twin
WHERE twin.id = verdicts.report AND twin.first <> twin.id
"""
