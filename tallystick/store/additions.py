"""What a run adds to a store: batches of reports as read, then the outcome of a weighing.

All writes go through `Store.writing`: one transaction each, begun with the right to write.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from tallystick.records.encoding import json_bytes
from tallystick.records.report import Report
from tallystick.records.vocabulary import ReportStatus
from tallystick.store.store import Store, fact
from tallystick.store.tables import (
    accounts,
    contents,
    facts,
    items,
    refusals,
    reports,
    runs,
)

_LEVEL = 6
_DICTIONARY_BYTES = 32_768  # zlib looks no further back


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


def begin_run(
    store: Store,
    *,
    started: str,
    version: str,
    scope: str,
    reader: str,
    given: Sequence[str],
    host: str,
    process: int,
    gazetteer: str | None = None,
) -> int:
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
            "reader": reader,
            "gazetteer": gazetteer,
            "process": process,
            "host": host,
            "given": json.dumps(list(given)),
        }
        made = connection.execute(insert(runs).values(**row)).inserted_primary_key
    return int(made[0]) if made else 0


def end_run(
    store: Store,
    run: int,
    *,
    state: str,
    ended: str,
    counts: Mapping[str, int],
    counted: int | None = None,
    gaps: Sequence[str] = (),
) -> None:
    """Close a run with what it counted, and what a second count of its inputs gave where all could be counted."""
    row = {"state": state, "ended": ended, "counted": counted, "gaps": json.dumps(list(gaps)), **counts}
    with store.writing() as connection:
        connection.execute(update(runs).where(runs.c.id == run).values(**row))


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
        set_fact(connection, "unweighed", "yes")


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
    return RawRecord(id=row.id, path=row.path, address=row.address, kind=row.kind, content=content, rest=rest)


def needs_weighing(store: Store, *, by: str) -> bool:
    """Reports came in since the last weighing, or it was made by another version."""
    with store.reading() as connection:
        return fact(connection, "unweighed") != "no" or fact(connection, "weighed_by") != by


def set_fact(connection: Connection, name: str, value: str) -> None:
    """Note a fact about the store as a whole."""
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
        "version_order": f"{report.published or ''} {generation:08d} {report.id}",
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
