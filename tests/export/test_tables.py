"""The tables of a store: their sidecars, and how programs that people use open them."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import chain

import duckdb
import pandas
import pytest
from invented_incident import a_report, account, claim, killed, place, weighed
from invented_world import write_world
from web import sample

from tallystick.errors import RunError
from tallystick.export.columns import ROW_OF
from tallystick.export.csv import rows_as_csv
from tallystick.export.profiles import Profile
from tallystick.export.shape import INTEGER, NUMBER, LeftOut, ToldIncident
from tallystick.export.tables import columns_of
from tallystick.publish import SHAPES, export, shown, told_incidents
from tallystick.records.report import Quote
from tallystick.run import build
from tallystick.store.store import open_store

TABLES = [("incidents", name) for name in ("csv", "xlsx", "parquet", "acled", "ged")]
TABLES += [(records, name) for records in ("reports", "accounts") for name in ("csv", "xlsx", "parquet")]
EXTENSION = {"acled": "csv", "ged": "csv"}
CELL_TYPE = {INTEGER: (int,), NUMBER: (int, float)}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    build([write_world(folder / "in")], store=folder / "a.db", workers=1)
    with open_store(folder / "a.db") as opened:
        yield opened


def written(store, folder, records, as_format, profile=Profile.PUBLIC):
    folder.mkdir(exist_ok=True)
    out = folder / f"{records}-{as_format}.{EXTENSION.get(as_format, as_format)}"
    made = export(store, records, out=out, as_format=as_format, profile=profile)
    return out, made


def told_of(payload=None):
    """The sample's incidents, each with its accounts and reports."""
    reports, accounts, incidents = sample.sample()
    kinds = [incident["event_type"] for incident in incidents]
    if payload is not None:
        reports, accounts, incidents = sample.hostile(payload)
        incidents = [{**incident, "event_type": kind} for incident, kind in zip(incidents, kinds, strict=True)]
    of_report = {report["id"]: report for report in reports}
    of_account = {account["id"]: account for account in accounts}
    for incident in incidents:
        yield ToldIncident(
            incident=incident,
            accounts=tuple(of_account[id_] for id_ in incident["accounts"]),
            reports=tuple(of_report[id_] for id_ in incident["reports"]),
        )


def rows_of(shape, payload=None):
    return [row for told in told_of(payload) if not isinstance(row := shape.row_of(told), LeftOut)]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("records", list(ROW_OF))
def test_the_declared_columns_are_those_of_the_rows(store, records, profile, tmp_path):
    out, _ = written(store, tmp_path, records, "csv", profile)
    with out.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert header == [column.name for column in columns_of(records, profile=profile)]


@pytest.mark.parametrize("name", list(SHAPES))
def test_cells_are_of_the_kind_their_column_declares(name):
    rows = rows_of(SHAPES[name])
    assert len(rows) >= 3
    for row in rows:
        for column in SHAPES[name].columns:
            cell = row[column.name]
            if name == "acled" and column.kind is NUMBER and cell is not None:
                cell = float(cell)
            assert cell is None or isinstance(cell, CELL_TYPE.get(column.kind, (str,))), (column.name, cell)


@pytest.mark.parametrize(("records", "as_format"), TABLES)
def test_one_store_gives_the_same_bytes_twice_and_a_sidecar_that_adds_up(store, tmp_path, records, as_format):
    out, made = written(store, tmp_path / "one", records, as_format)
    again, _ = written(store, tmp_path / "two", records, as_format)
    assert out.read_bytes() == again.read_bytes()
    sidecar = json.loads(out.with_name(out.name + ".meta.json").read_text("utf-8"))
    assert sidecar["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest() == made.sha256
    assert sidecar["seen"] == sidecar["rows"] + sum(sidecar["left_out"].values())
    assert sidecar["shape"] == (SHAPES[as_format].name if as_format in SHAPES else None)
    assert sidecar["cut_cells"] == 0


@pytest.mark.parametrize("as_format", list(SHAPES))
def test_every_incident_of_the_store_has_a_row_or_a_reason(store, tmp_path, as_format):
    _, made = written(store, tmp_path, "incidents", as_format)
    assert made.rows > 0
    assert made.seen == store.counts().incidents == len(list(told_incidents(store, profile=Profile.PUBLIC)))


class Holding:
    """As much of a store as the tables read."""

    def __init__(self, *accounts, reports, private):
        self._incident = weighed(*accounts, reports=reports)
        self._accounts = [replace(account, incident=self._incident.id) for account in accounts]
        self._reports = reports
        self._records = {record.id: record for record in (*self._accounts, *reports)}
        self._private = private

    def incidents(self):
        yield self._incident

    def accounts(self):
        yield from self._accounts

    def reports(self):
        yield from self._reports

    def verdict(self, report):
        return {"replaced_by": "rep-1"} if report == "rep-9" else {}

    def report(self, id_):
        return self._records.get(id_)

    account = report

    def all_private_names(self):
        return self._private


def test_what_is_hidden_of_an_incident_is_hidden_in_all_that_its_rows_quote():
    words = "Gunmen stormed Brenn clinic, Mahmoud Karim said."
    clinic = claim("place", place("site", name="Brenn clinic"), surface="Brenn clinic")
    attack = account(clinic, killed(5, 5), kind="Attack")
    clash = account(killed(5, 5, "a guard of Brenn clinic"), kind="Armed clash", report=2)
    clash = replace(clash, evidence=(Quote(start=0, end=len(words), text=words),))
    third = account(kind="Attack", report=3)
    reports = [a_report(number, title="Brenn clinic stormed") for number in (1, 2, 3)]
    store = Holding(attack, clash, third, reports=reports, private={"rep-1": ("Mahmoud Karim",)})
    (told,) = told_incidents(store, profile=Profile.PUBLIC)
    assert told.incident["event_type"] == "Attack"
    assert "Gunmen stormed █████ ██████, ███████ █████ said." in str(told.accounts)
    for shape in SHAPES.values():
        row = str(shape.row_of(told))
        assert "clinic" not in row
        assert "Karim" not in row
    assert "clinic" in str(next(told_incidents(store, profile=Profile.INTERNAL)))


@pytest.mark.parametrize(
    ("kinds", "decided"),
    [
        (("Attack", "Armed clash", "Armed clash"), "Armed clash"),
        (("Armed clash", "Attack", "Attack"), "Attack"),
        (("Armed clash", "Armed clash", "Armed clash"), "Armed clash"),
    ],
)
def test_one_sensitive_account_hides_the_site_of_its_incident_in_everything_that_is_told_of_it(kinds, decided):
    site = place("site", name="Brenn clinic", gazetteer_id="gn:1", lat=36.12345, lon=36.54321)
    words = "Gunmen and guards fought in the Clinic of Brenn."
    accounts = [
        replace(
            account(claim("place", site, surface="Clinic of Brenn"), killed(5, 5), kind=kind, report=number),
            evidence=(Quote(start=0, end=len(words), text=words),),
        )
        for number, kind in enumerate(kinds, 1)
    ]
    titles = {1: "Brenn Clinic Stormed", 2: "Five die at clinic of Brenn", 3: "Five die", 9: "BRENN CLINIC STORMED"}
    reports = [a_report(number, title=title) for number, title in titles.items()]
    store = Holding(*accounts, reports=reports, private={})
    public = {kind: list(shown(store, kind, profile=Profile.PUBLIC)) for kind in ("incidents", "accounts", "reports")}
    assert public["incidents"][0]["event_type"] == decided
    (one,) = told_incidents(store, profile=Profile.PUBLIC)
    everything = [*chain(*public.values()), *(shape.row_of(one) for shape in SHAPES.values())]
    telling = [one for one in everything if re.search("clinic|gn:1|36[.]12", str(one), re.IGNORECASE)]
    assert telling == ([] if "Attack" in kinds else [one for one in everything if one.get("title") != "Five die"])
    assert any("clinic" in str(one) for one in shown(store, "accounts", profile=Profile.INTERNAL))


@pytest.mark.parametrize("as_format", list(SHAPES))
def test_a_shape_holds_incidents_alone(store, tmp_path, as_format):
    with pytest.raises(RunError, match=f"TLY-2007 {as_format} holds incidents, not reports: use jsonl, csv"):
        written(store, tmp_path, "reports", as_format)


@pytest.mark.parametrize(("records", "as_format"), [table for table in TABLES if table[1] != "xlsx"])
def test_duckdb_reads_every_row(store, tmp_path, records, as_format):
    out, made = written(store, tmp_path, records, as_format)
    reader = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    options = "" if out.suffix == ".parquet" else ", header = true"
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT count(*) FROM {reader}('{out}'{options})").fetchone()
        assert found == (made.rows,)


def test_duckdb_counts_with_the_numbers_of_a_shape(store, tmp_path):
    out, _ = written(store, tmp_path, "incidents", "ged")
    with duckdb.connect() as connection:
        wrong = connection.execute(
            f"SELECT count(*) FROM read_csv('{out}') WHERE best <> deaths_a + deaths_b + deaths_civilians + "
            "deaths_unknown OR low > best OR high < best OR best < 1"
        ).fetchone()
    assert wrong == (0,)


@pytest.mark.parametrize(("records", "as_format"), TABLES)
def test_pandas_reads_every_row(store, tmp_path, records, as_format):
    out, made = written(store, tmp_path, records, as_format)
    read = {".xlsx": pandas.read_excel, ".parquet": pandas.read_parquet}.get(out.suffix, pandas.read_csv)
    frame = read(out)
    assert len(frame) == made.rows
    first = frame.columns[0]
    assert frame[first].is_unique
    assert frame[first].notna().all()


@pytest.mark.parametrize(
    ("records", "as_format"), [("incidents", "xlsx"), ("incidents", "acled"), ("incidents", "ged")]
)
def test_libreoffice_opens_it(store, tmp_path, records, as_format):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed on this machine")
    out, made = written(store, tmp_path, records, as_format)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "ods"), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    opened = [*command[:-4], "csv", "--outdir", str(tmp_path / "back"), str(tmp_path / "ods" / f"{out.stem}.ods")]
    subprocess.run(opened, check=True, capture_output=True, timeout=180)
    assert len(pandas.read_csv(tmp_path / "back" / f"{out.stem}.csv")) == made.rows


@pytest.mark.parametrize(
    "payload", ["=cmd|' /C calc'!A0", "+1-1", "@SUM(A1)", "\t-2+3", 'a";b\r\nc', "\ud83d half"], ids=repr
)
@pytest.mark.parametrize("name", list(SHAPES))
def test_hostile_words_stay_words_in_their_own_cells(name, payload):
    shape = SHAPES[name]
    rows = rows_of(shape, payload)
    assert len(rows) == len(rows_of(shape))
    names = [column.name for column in shape.columns]
    text = b"".join(rows_as_csv(rows, names=names)).decode("utf-8")
    found = list(csv.DictReader(text.splitlines(keepends=True)))
    assert [row["incident_id"] for row in found] == [row["incident_id"] for row in rows]
    assert all(list(row) == names and None not in row.values() for row in found)
    cells = [row[column.name] for row in found for column in shape.columns]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "@", "|") and not cell.startswith("'")]
