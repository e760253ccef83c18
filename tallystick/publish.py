"""A store's records as files: one of the export formats, or the page of incidents."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tallystick import __version__
from tallystick.errors import RunError
from tallystick.export.columns import ROW_OF
from tallystick.export.csv import export_csv
from tallystick.export.files import write_stream, write_whole
from tallystick.export.geojson import export_geojson
from tallystick.export.jsonl import export_jsonl
from tallystick.export.profiles import Profile, show_account, show_incident, show_report
from tallystick.records.encoding import jsonable
from tallystick.store.store import Store
from tallystick.web.page import page_html

RECORDS = ("reports", "accounts", "incidents")
FORMATS = ("jsonl", "csv", "geojson")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote."""

    records: str
    format: str
    profile: str
    rows: int
    sha256: str


def shown(store: Store, records: str, *, profile: Profile) -> Generator[Record, None, None]:
    """The records of one kind as a profile shows them, in order of id."""
    private = store.all_private_names()
    if records == "reports":
        with closing(store.reports()) as reports:
            for report in reports:
                yield show_report(jsonable(report), profile=profile, private=private.get(report.id, ()))
    elif records == "accounts":
        with closing(store.accounts()) as accounts:
            for account in accounts:
                yield show_account(jsonable(account), profile=profile, private=private.get(account.report, ()))
    else:
        with closing(store.incidents()) as incidents:
            for incident in incidents:
                names = _names_in(incident.reports, private)
                yield show_incident(jsonable(incident), profile=profile, private=names)


def export(
    store: Store, records: str, *, out: Path | BinaryIO, as_format: str = "jsonl", profile: Profile = Profile.PUBLIC
) -> Exported:
    """Write the records of one kind to a file, whole or not at all, with a sidecar that says what it holds.

    A stream may stand for the file; then there is no sidecar.

    Raises:
        RunError: the format cannot hold these records.
        ExportError: the file cannot be written.
    """
    if as_format == "geojson" and records != "incidents":
        raise RunError(f"TLY-2003 geojson holds incidents; {records} have no place of their own: use jsonl or csv")
    with closing(shown(store, records, profile=profile)) as found:
        rows = _Counted(found)
        if as_format == "csv":
            chunks = export_csv(rows, row_of=ROW_OF[records])
        elif as_format == "geojson":
            chunks = export_geojson(rows)
        else:
            chunks = export_jsonl(rows)
        digest = write_whole(out, chunks) if isinstance(out, Path) else write_stream(out, chunks)
    made = Exported(records=records, format=as_format, profile=profile.value, rows=rows.count, sha256=digest)
    if isinstance(out, Path) and out.is_file():
        sidecar = {**asdict(made), "filter": None, "version": __version__, "store": asdict(store.counts())}
        sidecar["truncated"] = False
        words = json.dumps(sidecar, indent=2, sort_keys=True) + "\n"
        write_whole(out.with_name(out.name + ".meta.json"), [words.encode()])
    return made


def write_report_page(
    store: Store, *, out: Path, title: str, profile: Profile = Profile.PUBLIC, made: Mapping[str, Any] | None = None
) -> int:
    """Write the page of incidents as one HTML file; returns how many it shows."""
    counts = store.counts()
    incidents = list(shown(store, "incidents", profile=profile))
    html = page_html(
        reports=shown(store, "reports", profile=profile),
        accounts=shown(store, "accounts", profile=profile),
        incidents=incidents,
        title=title,
        made={
            "seen": counts.seen,
            "kept": counts.kept,
            "set_aside": counts.set_aside,
            "refused": counts.refused,
            "version": __version__,
            **(made or {}),
        },
    )
    write_whole(out, [html.encode("utf-8")])
    return len(incidents)


def _names_in(reports: Iterable[str], private: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for report in reports for name in private.get(report, ())}))


class _Counted:
    """Records, counted as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record
