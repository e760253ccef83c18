import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tallystick.errors import StoreError
from tallystick.records.encoding import json_bytes
from tallystick.records.identity import report_id
from tallystick.records.report import Report
from tallystick.records.vocabulary import ReportStatus
from tallystick.store import files
from tallystick.store.additions import (
    Addition,
    RawRecord,
    add_reports,
    begin_run,
    end_run,
    entry_of,
    known_items,
    load_raw,
    page_of,
)
from tallystick.store.files import APPLICATION_ID, check_whole, locked_for_build, newest_step
from tallystick.store.store import open_store
from tallystick.store.tables import metadata
from tallystick.store.weighings import StoreShelf, note_weighed, put_homes, stand_reports

URL = "https://north.example/a/1"


def a_report(content, *, address=None, **fields):
    address = address or fields.get("url") or "a.txt"
    raw = content.encode()
    return Report(id=report_id(address, raw), text=content, content_hash=f"hash of {content}", **fields)


def an_addition(report, *, content=b"bytes", rest=b"{}"):
    raw = RawRecord(id=f"itm of {report.id}", path="a.txt", address="a.txt", kind="text", content=content, rest=rest)
    return Addition(raw=raw, report=report, accounts=(), private=("Mahmoud Karim",))


def add(store, *batch, finish=True):
    run = begin_run(
        store, started="now", version="1", scope="conflict", reader="grammar", given=["a"], host="here", process=1
    )
    add_reports(store, [an_addition(report) for report in batch], run=run)
    with store.writing() as connection:
        stand_reports(connection)
    if finish:
        end_run(store, run, state="done", ended="then", counts={"found": len(batch)})
    return run


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "a.db", create=True) as opened:
        yield opened


def current(store):
    with store.reading() as connection:
        return {report.text for report in StoreShelf(connection).reports()}


def test_a_report_comes_back_as_it_went_in(store):
    report = a_report("Shelling hit Brenn.", url=URL, outlet="North Wire", warnings=("truncated: at 5",))
    add(store, report)
    assert list(store.reports()) == [replace(report, lineage=report.id)]


def test_the_tables_of_the_migrations_are_the_tables_of_the_code(store):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_an_earlier_step_is_brought_up_to_date_and_keeps_its_records(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    config = Config()
    config.set_main_option("script_location", str(Path(files.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        columns = "id, state, generation, started, version, scope, process, host, given"
        counts = "found, again, kept, set_aside, refused"
        connection.exec_driver_sql(
            f"INSERT INTO runs ({columns}, {counts}) "
            "VALUES (1, 'done', 0, 'x', '0', 'conflict', 1, 'h', '[]', 3, 0, 3, 0, 0)"
        )
    with open_store(path) as store:
        assert store.step() == (newest_step(), newest_step())
        assert [(run["found"], run["counted"]) for run in store.runs()] == [(3, None)]


@settings(max_examples=30)
@given(content=st.binary(max_size=300), rest=st.binary(max_size=300))
def test_an_item_comes_back_byte_for_byte(tmp_path_factory, content, rest):
    path = tmp_path_factory.mktemp("store") / "a.db"
    report = a_report("Shelling hit Brenn.")
    with open_store(path, create=True) as store:
        run = begin_run(
            store, started="now", version="1", scope="conflict", reader="grammar", given=[], host="here", process=1
        )
        add_reports(store, [an_addition(report, content=content, rest=rest)], run=run)
        raw = load_raw(store, report.id)
    assert (raw.content, raw.rest) == (content, rest)


def test_adding_the_same_batch_again_changes_nothing(store):
    report = a_report("Shelling hit Brenn.")
    add(store, report)
    before = dump(store.path)
    run = begin_run(
        store, started="now", version="1", scope="conflict", reader="grammar", given=["a"], host="here", process=1
    )
    add_reports(store, [an_addition(report)] * 3, run=run)
    assert {name: rows for name, rows in dump(store.path).items() if name not in ("runs", "facts")} == {
        name: rows for name, rows in before.items() if name not in ("runs", "facts")
    }


def test_a_batch_is_stored_whole_or_not_at_all(store):
    broken = an_addition(a_report("Second.", address="b"))
    broken = replace(broken, report=replace(broken.report, content_hash=None))
    run = begin_run(
        store, started="now", version="1", scope="conflict", reader="grammar", given=["a"], host="here", process=1
    )
    with pytest.raises(StoreError):
        add_reports(store, [an_addition(a_report("First.")), broken], run=run)
    assert list(store.reports()) == []


def test_the_item_of_a_report_is_known_with_what_became_of_it(store):
    report = a_report("Shelling hit Brenn.")
    add(store, report)
    assert known_items(store, [f"itm of {report.id}", "itm of nothing"]) == {f"itm of {report.id}": "kept"}


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ({"published": "2019-07-09"}, {"published": "2019-07-12"}, "second"),
        ({"published": "2019-07-12"}, {"published": "2019-07-09"}, "first"),
        ({}, {"published": "2019-07-09"}, "second"),
        ({"published": "2019-07-09"}, {"published": "2019-07-09"}, "second"),
    ],
    ids=["published later", "an older copy found later", "dated over undated", "same day, built later"],
)
def test_of_two_versions_of_a_url_one_is_current(store, first, second, stands):
    add(store, a_report("first", url=URL, **first))
    add(store, a_report("second", url=URL, **second))
    assert current(store) == {stands}
    replaced = {report.text: report.replaces for report in store.reports()}
    other = "first" if stands == "second" else "second"
    assert replaced[other] is None
    assert replaced[stands] == next(report.id for report in store.reports() if report.text == other)


def test_versions_of_one_guid_replace_each_other_across_urls(store):
    add(store, a_report("first", url=URL, guid="tag:north.example,2019:1"))
    add(store, a_report("second", url=URL + "?v=2", guid="tag:north.example,2019:1"))
    assert current(store) == {"second"}


def test_an_interrupted_run_and_its_continuation_are_one_build(store):
    """Which version stands must not depend on where a run was cut."""
    versions = [a_report(text, url=URL) for text in ("one", "two")]
    last = max(versions, key=lambda report: report.id)
    add(store, last, finish=False)
    add(store, *(report for report in versions if report is not last))
    assert current(store) == {last.text}


def test_a_refused_version_replaces_nothing(store):
    add(store, a_report("first", url=URL))
    add(store, a_report("404", url=URL, status=ReportStatus.REFUSED, because="TLY-1104 not prose: a page"))
    assert current(store) == {"first"}


@pytest.mark.parametrize("swap", [False, True])
def test_of_reports_with_the_same_bytes_the_smallest_id_is_kept(store, swap):
    twins = [replace(a_report("same", address=name), path=name) for name in ("a.txt", "b.txt")]
    for report in reversed(twins) if swap else twins:
        add(store, report)
    smaller, larger = sorted(twins, key=lambda report: report.id)
    found = {report.id: report for report in store.reports()}
    assert found[smaller.id].status is ReportStatus.KEPT
    assert (found[larger.id].status, found[larger.id].because) == (
        ReportStatus.SET_ASIDE,
        f"same bytes as {smaller.id}",
    )
    counts = store.counts()
    assert (counts.seen, counts.kept, counts.set_aside, counts.whole) == (2, 1, 1, True)


def test_a_replaced_version_does_not_set_its_twin_aside(store):
    add(store, a_report("same", url=URL), a_report("same", url="https://south.example/b/2"))
    add(store, a_report("new", url=URL))
    assert current(store) == {"same", "new"}


@pytest.mark.parametrize(
    ("url", "names_a_page"),
    [
        ("https://north.example/a/1", True),
        ("https://north.example/?p=1", True),
        ("https://north.example/", False),
        ("https://north.example", False),
        ("https://[broken", False),
    ],
)
def test_only_a_url_that_names_a_page_has_versions(url, names_a_page):
    assert (page_of(a_report("x", url=url)) == url) is names_a_page


def test_a_short_guid_counts_within_its_outlet():
    assert entry_of(a_report("x", guid="17", outlet="North Wire")) != entry_of(a_report("x", guid="17", outlet="South"))
    assert entry_of(a_report("x", guid="17")) is None


def test_an_earlier_incident_id_resolves_to_the_one_it_was_joined_with(store):
    with store.writing() as connection:
        put_homes(connection, {"acc-1": "inc-a", "acc-2": "inc-b"}.items(), {}, run=1)
        put_homes(connection, {"acc-1": "inc-a", "acc-2": "inc-a"}.items(), {"inc-b": "inc-a"}, run=2)
        put_homes(connection, {"acc-3": "inc-c"}.items(), {"inc-a": "inc-c"}, run=3)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT old, new FROM merges ORDER BY run").fetchall() == [
            ("inc-b", "inc-a"),
            ("inc-a", "inc-c"),
        ]


def test_ids_are_found_by_their_beginning(store):
    report = a_report("Shelling hit Brenn.")
    add(store, report)
    assert store.find_ids(report.id[:9]) == (report.id,)
    assert store.find_ids(report.id[4:12]) == (report.id,)
    assert store.find_ids("rep-zz") == ()


def test_a_store_is_not_made_by_looking_at_it(tmp_path):
    with pytest.raises(StoreError, match="TLY-2104"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(100), "TLY-2106"), (b"SQLite format 3\x00" + b"\xff" * 2000, "TLY-210[26]")],
    ids=["a picture", "a broken header"],
)
def test_a_file_that_is_no_store_is_refused_untouched(tmp_path, content, code):
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=code):
        open_store(path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="TLY-2106"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_untouched(tmp_path):
    path = tmp_path / "a.db"
    open_store(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"TLY-2107 .*newer Tallystick \(step 9999; this one knows 0005\)"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_second_builder_is_told_who_holds_the_store(store):
    begin_run(
        store,
        started="2019-07-09T10:00:00Z",
        version="1",
        scope="conflict",
        reader="grammar",
        given=[],
        host="here",
        process=77,
    )
    with (
        locked_for_build(store.path, wait_s=0.1),
        pytest.raises(StoreError, match=r"TLY-2103 .*process 77 on here, begun 2019-07-09T10"),
        locked_for_build(store.path, wait_s=0.1),
    ):
        pytest.fail("both hold the lock")
    with locked_for_build(store.path, wait_s=0.1):
        pass


def test_damage_is_found(tmp_path):
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store:
        add(store, *(a_report(f"Report {n} " + "words " * 200, address=f"{n}.txt") for n in range(50)))
    assert check_whole(path) is None
    content = bytearray(path.read_bytes())
    content[8192:12288] = bytes(4096)
    broken = tmp_path / "b.db"
    shutil.copy(path, broken)
    broken.write_bytes(content)
    try:
        found = check_whole(broken)
    except StoreError as error:
        found = str(error)
    assert found


def test_a_weighing_that_fails_leaves_the_last_one(store):
    with store.writing() as connection:
        put_homes(connection, {"acc-1": "inc-a"}.items(), {}, run=1)
        note_weighed(connection, by="1")

    def fail():
        with store.writing() as connection:
            put_homes(connection, {"acc-1": "inc-b"}.items(), {}, run=2)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT incident FROM homes").fetchall() == [("inc-a",)]


def dump(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in names}


def test_canonical_json_is_what_is_stored(store):
    report = a_report("Shelling hit Brenn.")
    add(store, report)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT json FROM reports").fetchone()[0] == json_bytes(report)
