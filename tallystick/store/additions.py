"""What a run adds to a store: batches of reports as read, then the outcome of a weighing.

All writes go through `Store.writing`: one transaction each, begun with the right to write.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from tallystick.records.account import Account
from tallystick.records.encoding import account_from_json, json_bytes, report_from_json
from tallystick.records.incident import Incident
from tallystick.records.report import CopyOf, Report
from tallystick.records.vocabulary import ClaimField, ReportStatus
from tallystick.store.store import Store, fact
from tallystick.store.tables import (
    accounts,
    contents,
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

_LEVEL = 6
_DICTIONARY_BYTES = 32_768  # zlib looks no further back
_PAGE = 200
_KEPT = ReportStatus.KEPT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """An item as found, to be kept: its content, and the rest of it as JSON."""

    id: str
    path: str
    address: str
    kind: str
    content: bytes
    rest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account as read: its canonical JSON and the columns beside it."""

    id: str
    event_type: str
    modality: str
    standing: str
    json: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One report as read, with the item it came from, its accounts and the private names in it."""

    raw: RawRecord
    report: Report
    accounts: tuple[AccountRow, ...]
    private: tuple[str, ...]


def begin_run(store: Store, *, started: str, version: str, scope: str, given: Sequence[str], host: str, process: int) -> int:
    """A new run's number; runs left open by a process that died are closed as interrupted."""
    with store.writing() as connection:
        connection.execute(update(runs).where(runs.c.state == "running").values(state="interrupted"))
        done = select(func.count()).where(runs.c.state == "done")
        row = {
            "state": "running",
            "generation": connection.scalar(done) or 0,
            "started": started,
            "version": version,
            "scope": scope,
            "process": process,
            "host": host,
            "given": json.dumps(list(given)),
        }
        made = connection.execute(insert(runs).values(**row)).inserted_primary_key
    return int(made[0]) if made else 0


def end_run(store: Store, run: int, *, state: str, ended: str, counts: Mapping[str, int]) -> None:
    """Close a run with what it counted."""
    with store.writing() as connection:
        connection.execute(update(runs).where(runs.c.id == run).values(state=state, ended=ended, **counts))


def known_items(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Of these items, those that are in the store, with their report's status."""
    query = select(items.c.id, reports.c.status).join(reports, reports.c.id == items.c.report)
    with store.reading() as connection:
        return {row.id: row.status for row in connection.execute(query.where(items.c.id.in_(ids)))}


def add_reports(store: Store, batch: Sequence[Addition], *, run: int, again: bool = False) -> None:
    """Write a batch in one transaction; `again` rewrites reports that were refused and have been read anew."""
    if not batch:
        return
    with store.writing() as connection:
        generation = connection.scalar(select(runs.c.generation).where(runs.c.id == run)) or 0
        put = upsert(contents).on_conflict_do_nothing()
        connection.execute(put, [_content_row(addition) for addition in batch])
        connection.execute(upsert(items).on_conflict_do_nothing(), [_item_row(addition) for addition in batch])
        rows = [_report_row(addition, run=run, generation=generation) for addition in batch]
        if again:
            names = [column.name for column in reports.c if column.name != "id"]
            rewrite = upsert(reports)
            connection.execute(
                rewrite.on_conflict_do_update(index_elements=["id"], set_={n: rewrite.excluded[n] for n in names}), rows
            )
        else:
            connection.execute(upsert(reports).on_conflict_do_nothing(), rows)
        told = [
            {
                "id": row.id,
                "report": addition.report.id,
                "event_type": row.event_type,
                "modality": row.modality,
                "standing": row.standing,
                "json": row.json,
            }
            for addition in batch
            for row in addition.accounts
        ]
        if told:
            connection.execute(upsert(accounts).on_conflict_do_nothing(), told)
        refused = [
            {"report": addition.report.id, "run": run, "because": addition.report.because or ""}
            for addition in batch
            if addition.report.status is ReportStatus.REFUSED
        ]
        if refused:
            connection.execute(upsert(refusals).on_conflict_do_nothing(), refused)
        _set_fact(connection, "unweighed", "yes")


def load_raw(store: Store, report: str) -> RawRecord | None:
    """The item a report was read from, as it was found."""
    query = select(items, contents.c.packed.label("content")).join(contents, contents.c.sha256 == items.c.sha256)
    with store.reading() as connection:
        row = connection.execute(query.where(items.c.report == report).order_by(items.c.id).limit(1)).first()
    if row is None:
        return None
    content = zlib.decompress(row.content)
    unpacker = zlib.decompressobj(zdict=content[:_DICTIONARY_BYTES]) if content else zlib.decompressobj()
    rest = unpacker.decompress(row.packed) + unpacker.flush()
    return RawRecord(
        id=row.id, path=row.path, address=row.address, kind=row.kind, content=content, rest=rest
    )


def needs_weighing(store: Store, *, by: str) -> bool:
    """Reports came in since the last weighing, or it was made by another version."""
    with store.reading() as connection:
        return fact(connection, "unweighed") != "no" or fact(connection, "weighed_by") != by


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
        return report_from_json(self._connection.execute(select(reports.c.json).where(reports.c.id == id_)).scalar_one())

    def accounts(self) -> Iterator[Account]:
        """The accounts of the current kept reports, in order of id."""
        query = select(accounts.c.id, accounts.c.json).join(verdicts, verdicts.c.report == accounts.c.report)
        for row in self._pages(query.where(*_current()), accounts.c.id):
            yield account_from_json(row.json)

    def account(self, id_: str) -> Account:
        """One account."""
        query = select(accounts.c.json).where(accounts.c.id == id_)
        return account_from_json(self._connection.execute(query).scalar_one())

    def _pages(self, query: Any, key: Any) -> Iterator[Any]:
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


def put_homes(connection: Connection, found: Mapping[str, str], merged: Mapping[str, str], *, run: int) -> None:
    """Replace the homes of accounts, and note what became of incident ids that no longer stand."""
    before = set(connection.scalars(select(homes.c.incident).distinct()))
    connection.execute(delete(homes))
    rows = [{"account": account, "incident": incident} for account, incident in sorted(found.items())]
    for start in range(0, len(rows), 1000):
        connection.execute(insert(homes), rows[start : start + 1000])
    gone = before - set(found.values()) - set(merged)
    moved = [{"old": old, "run": run, "new": new} for old, new in sorted(merged.items())]
    moved += [{"old": old, "run": run, "new": None} for old in sorted(gone)]
    if moved:
        connection.execute(upsert(merges).on_conflict_do_nothing(), moved)


def note_weighed(connection: Connection, *, by: str) -> None:
    """The store is weighed, by this version."""
    _set_fact(connection, "unweighed", "no")
    _set_fact(connection, "weighed_by", by)


def _current() -> tuple[Any, ...]:
    return (verdicts.c.replaced_by.is_(None), verdicts.c.same_as.is_(None))


def _set_fact(connection: Connection, name: str, value: str) -> None:
    put = upsert(facts).values(name=name, value=value)
    connection.execute(put.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _content_row(addition: Addition) -> dict[str, Any]:
    content = addition.raw.content
    return {
        "sha256": addition.report.content_hash,
        "size": len(content),
        "packed": zlib.compress(content, _LEVEL),
    }


def _item_row(addition: Addition) -> dict[str, Any]:
    raw = addition.raw
    dictionary = raw.content[:_DICTIONARY_BYTES]
    packer = zlib.compressobj(_LEVEL, zdict=dictionary) if dictionary else zlib.compressobj(_LEVEL)
    return {
        "id": raw.id,
        "report": addition.report.id,
        "path": raw.path,
        "address": raw.address,
        "kind": raw.kind,
        "sha256": addition.report.content_hash,
        "packed": packer.compress(raw.rest) + packer.flush(),
    }


def _report_row(addition: Addition, *, run: int, generation: int) -> dict[str, Any]:
    report = addition.report
    kept = report.status is ReportStatus.KEPT
    return {
        "id": report.id,
        "status": report.status.value,
        "because": report.because,
        "url": report.url,
        "path": report.path,
        "version_of_url": page_of(report) if kept else None,
        "version_of_guid": entry_of(report) if kept else None,
        "version_order": f"{report.published or ''}|{generation:08d}|{report.id}",
        "content_hash": report.content_hash,
        "run": run,
        "json": json_bytes(report),
        "private": json.dumps(list(addition.private), ensure_ascii=False),
    }


def page_of(report: Report) -> str | None:
    """The url, where it names one page: a front page shows many reports under one url."""
    return report.url if report.url and _names_a_page(report.url) else None


def entry_of(report: Report) -> str | None:
    """The guid, where it names one entry; one that is no address counts within its outlet alone."""
    if not report.guid:
        return None
    if ":" in report.guid:
        return report.guid if _names_a_page(report.guid) else None
    return f"{report.outlet} {report.guid}" if report.outlet else None


def _names_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


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
