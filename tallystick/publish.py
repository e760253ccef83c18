"""A store's records as files: one of the export formats, or the page of incidents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from tallystick import __version__
from tallystick.errors import RunError
from tallystick.export.acled import ACLED
from tallystick.export.columns import ROW_OF, Row
from tallystick.export.csv import export_csv, rows_as_csv
from tallystick.export.files import write_stream, write_whole
from tallystick.export.ged import GED
from tallystick.export.geojson import export_geojson
from tallystick.export.jsonl import export_jsonl
from tallystick.export.parquet import ParquetFile
from tallystick.export.profiles import Profile, show_account, show_incident, show_report
from tallystick.export.sensitive import NOTHING_HIDDEN, HiddenSites, is_sensitive, site_words, sites_of
from tallystick.export.shape import LeftOut, Shape, ToldIncident
from tallystick.export.tables import columns_of
from tallystick.export.xlsx import Workbook
from tallystick.records.account import Account
from tallystick.records.encoding import jsonable
from tallystick.records.incident import Incident
from tallystick.store.store import Store
from tallystick.web.page import page_html

RECORDS = ("reports", "accounts", "incidents")
FORMATS = ("jsonl", "csv", "geojson", "xlsx", "parquet", "acled", "ged")
SHAPES = {"acled": ACLED, "ged": GED}

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote: `seen` are its rows and those left out, by reason; `cut_cells` were too long."""

    records: str
    format: str
    profile: str
    rows: int
    sha256: str
    seen: int
    shape: str | None = None
    left_out: dict[str, int] = field(default_factory=dict)
    cut_cells: int = 0


def shown(
    store: Store, records: str, *, profile: Profile, hidden: HiddenSites | None = None
) -> Generator[Record, None, None]:
    """The records of one kind as a profile shows them, in order of id; `hidden` is found where it is not given."""
    private = store.all_private_names()
    hidden = find_hidden(store, profile=profile) if hidden is None else hidden
    if records == "reports":
        with closing(store.reports()) as reports:
            for report in reports:
                words, names = _words_in(store, report.id, hidden), private.get(report.id, ())
                yield show_report(jsonable(report), profile=profile, private=names, words=words)
    elif records == "accounts":
        with closing(store.accounts()) as accounts:
            for account in accounts:
                names = private.get(account.report, ())
                yield _shown_account(store, account, profile=profile, private=names, hidden=hidden)
    else:
        with closing(store.incidents()) as incidents:
            for incident in incidents:
                names, sites = _names_in(incident.reports, private), hidden.by_incident.get(incident.id, ())
                yield show_incident(jsonable(incident), profile=profile, private=names, sites=sites)


def told_incidents(store: Store, *, profile: Profile) -> Generator[ToldIncident, None, None]:
    """The incidents in order of id, one after another, each with its accounts and reports as a profile shows them."""
    private = store.all_private_names()
    hidden = find_hidden(store, profile=profile)
    with closing(store.incidents()) as incidents:
        for incident in incidents:
            yield _told(store, incident, profile=profile, private=private, hidden=hidden)


def find_hidden(store: Store, *, profile: Profile) -> HiddenSites:
    """The sites that a profile hides: names alone are held, of sensitive incidents and accounts alone."""
    if profile is Profile.INTERNAL:
        return NOTHING_HIDDEN
    by_incident: dict[str, frozenset[str]] = {}
    by_report: dict[str, frozenset[str]] = {}
    sensitive: set[str] = set()
    with closing(store.accounts()) as accounts:
        for account in accounts:
            if not is_sensitive(record := jsonable(account)):
                continue
            if account.incident is not None:
                sensitive.add(account.incident)
            elif words := sites_of(record) | site_words((record,)):
                by_report[account.report] = by_report.get(account.report, frozenset()) | words
    with closing(store.incidents()) as incidents:
        for incident in incidents:
            record = jsonable(incident)
            if incident.id not in sensitive and not is_sensitive(record):
                continue
            told = [jsonable(one) for id_ in incident.accounts if (one := store.account(id_)) is not None]
            sites = sites_of(record).union(*map(sites_of, told))
            if not sites:
                continue
            by_incident[incident.id] = sites
            for report in incident.reports:
                words = site_words(account for account in told if account["report"] == report)
                by_report[report] = by_report.get(report, frozenset()) | sites | words
    return HiddenSites(by_incident=by_incident, by_report=by_report)


def export(
    store: Store, records: str, *, out: Path | BinaryIO, as_format: str = "jsonl", profile: Profile = Profile.PUBLIC
) -> Exported:
    """Write the records of one kind to a file, whole or not at all, with a sidecar that says what it holds.

    A stream may stand for the file; then there is no sidecar.

    Raises:
        RunError: the format cannot hold these records.
        ExportError: the file cannot be written.
    """
    if as_format in ("geojson", *SHAPES) and records != "incidents":
        raise RunError(f"TLY-2007 {as_format} holds incidents, not {records}: use jsonl, csv, xlsx or parquet")
    shape = SHAPES.get(as_format)
    left_out: Counter[str] = Counter()
    if shape is not None:
        with closing(told_incidents(store, profile=profile)) as told:
            rows = _Counted(_shaped(told, shape, left_out))
            digest = _write(out, rows_as_csv(rows, names=[column.name for column in shape.columns]))
        cut_cells = 0
    else:
        with closing(shown(store, records, profile=profile)) as found:
            rows = _Counted(found)
            chunks = _chunks(rows, records, as_format=as_format, profile=profile)
            digest = _write(out, chunks)
        cut_cells = chunks.cut_cells if isinstance(chunks, Workbook) else 0
    made = Exported(
        records=records,
        format=as_format,
        profile=profile.value,
        rows=rows.count,
        sha256=digest,
        seen=rows.count + left_out.total(),
        shape=None if shape is None else shape.name,
        left_out=dict(sorted(left_out.items())),
        cut_cells=cut_cells,
    )
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
    hidden = find_hidden(store, profile=profile)
    incidents = list(shown(store, "incidents", profile=profile, hidden=hidden))
    html = page_html(
        reports=shown(store, "reports", profile=profile, hidden=hidden),
        accounts=shown(store, "accounts", profile=profile, hidden=hidden),
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


def _chunks(rows: Iterable[Record], records: str, *, as_format: str, profile: Profile) -> Iterable[bytes]:
    row_of = ROW_OF[records]
    if as_format == "csv":
        return export_csv(rows, row_of=row_of)
    if as_format == "geojson":
        return export_geojson(rows)
    if as_format == "jsonl":
        return export_jsonl(rows)
    columns = columns_of(records, profile=profile)
    flat = (row_of(record) for record in rows)
    if as_format == "xlsx":
        return Workbook(flat, names=[column.name for column in columns])
    return ParquetFile(flat, columns=columns)


def _write(out: Path | BinaryIO, chunks: Iterable[bytes]) -> str:
    return write_whole(out, chunks) if isinstance(out, Path) else write_stream(out, chunks)


def _shaped(told: Iterable[ToldIncident], shape: Shape, left_out: Counter[str]) -> Iterator[Row]:
    """The rows; what is left out is counted by reason."""
    for one in told:
        row = shape.row_of(one)
        if isinstance(row, LeftOut):
            left_out[row.because] += 1
        else:
            yield row


def _told(
    store: Store,
    incident: Incident,
    *,
    profile: Profile,
    private: Mapping[str, tuple[str, ...]],
    hidden: HiddenSites,
) -> ToldIncident:
    """An incident with what a profile hides of it hidden in all that is told of it: its rows quote from everywhere."""
    names, sites = _names_in(incident.reports, private), hidden.by_incident.get(incident.id, frozenset())
    words = sites.union(*(hidden.by_report.get(report, ()) for report in incident.reports))
    accounts = (account for id_ in incident.accounts if (account := store.account(id_)) is not None)
    reports = (
        show_report(jsonable(replace(report, text="", removed=())), profile=profile, private=names, words=words)
        for id_ in incident.reports
        if (report := store.report(id_)) is not None
    )
    return ToldIncident(
        incident=show_incident(jsonable(incident), profile=profile, private=names, sites=sites),
        accounts=tuple(
            show_account(jsonable(account), profile=profile, private=names, sites=sites, words=words)
            for account in accounts
        ),
        reports=tuple(sorted(reports, key=lambda report: (report["published"] or "", report["id"]))),
    )


def _shown_account(
    store: Store, account: Account, *, profile: Profile, private: Iterable[str], hidden: HiddenSites
) -> Record:
    """An account as a profile shows it; in no incident, its own sites that its report hides are hidden."""
    record, words = jsonable(account), hidden.by_report.get(account.report, frozenset())
    if account.incident is not None:
        sites = hidden.by_incident.get(account.incident, frozenset())
    else:
        words = _words_in(store, account.report, hidden)
        sites = sites_of(record) & words
    return show_account(record, profile=profile, private=private, sites=sites, words=words)


def _words_in(store: Store, report: str, hidden: HiddenSites) -> frozenset[str]:
    """The words hidden in a report, and in the one that stands for it today: an earlier version has its headline."""
    if not hidden.by_report:
        return frozenset()
    verdict = store.verdict(report)
    standing = (report, verdict.get("same_as"), verdict.get("replaced_by"))
    return frozenset().union(*(hidden.by_report.get(id_, ()) for id_ in standing if id_ is not None))


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
