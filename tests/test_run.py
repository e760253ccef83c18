import json
import os
import random
import resource
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from invented_world import LATER_VERSION, write_world

from tallystick.errors import RunError, StoreError
from tallystick.export.profiles import Profile
from tallystick.inputs import read_items
from tallystick.pipeline import load_tools
from tallystick.publish import RECORDS, export
from tallystick.records.vocabulary import ReportStatus
from tallystick.run import build, retry
from tallystick.settings import Settings
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.store.files import check_whole, locked_for_build
from tallystick.store.store import open_store
from tallystick.workers import tell_here, tell_in_workers, tell_safely

KILLS = 50
LONG_MS = 120
NO_TIME = Settings(report_limit_s=0.0, watch_s=0.0005)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    load_tools()
    return write_world(tmp_path_factory.mktemp("world") / "in")


def exports(path, *, key_for_id=False):
    with open_store(path) as store:
        ids = {incident.id: incident.key for incident in store.incidents()}
        found = {}
        for records in RECORDS:
            out = path.with_name(f"{path.name}.{records}")
            export(store, records, out=out, profile=Profile.INTERNAL)
            text = out.read_text(encoding="utf-8")
            if key_for_id:
                for id_, key in ids.items():
                    text = text.replace(id_, key)
                text = "\n".join(sorted(text.splitlines()))
            found[records] = text
        return found


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        names = ("contents", "items", "reports", "accounts", "incidents", "homes", "verdicts", "merges", "runs")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


@pytest.fixture(scope="module")
def undisturbed(world, tmp_path_factory):
    path = tmp_path_factory.mktemp("undisturbed") / "a.db"
    build([world], store=path, workers=1)
    return path


def test_the_world_is_read_as_it_was_made(undisturbed):
    with open_store(undisturbed) as store:
        counts = store.counts()
        assert (counts.seen, counts.kept, counts.set_aside, counts.refused) == (8, 6, 1, 1)
        assert counts.whole
        places = {incident.place.name: incident for incident in store.incidents() if incident.place}
        assert len(places["Idlib"].reports) == 3
        assert "killed" in {item.field for item in places["Idlib"].contradictions}
        told = {account.id: account.incident for account in store.accounts()}
        assert all(told[account] == places["Idlib"].id for account in places["Idlib"].accounts)


def test_a_second_count_of_the_inputs_agrees(world, tmp_path):
    result = build([world], store=tmp_path / "a.db", workers=1)
    assert (result.counted, result.uncounted, result.gaps) == (8, 0, ())


def test_a_run_cut_short_has_no_second_count(world, tmp_path):
    build([world], store=tmp_path / "a.db", workers=1, limit=2)
    with open_store(tmp_path / "a.db") as store:
        assert store.runs()[0]["counted"] is None


def test_where_the_two_counts_differ_the_run_says_so(world, tmp_path, monkeypatch):
    monkeypatch.setattr("tallystick.intake.count_items", lambda stream, *, fields: 5)
    result = build([world / "one.jsonl"], store=tmp_path / "a.db", workers=1)
    assert result.gaps == ("one.jsonl: 2 found, 5 counted",)
    with open_store(tmp_path / "a.db") as store:
        assert json.loads(store.runs()[0]["gaps"]) == list(result.gaps)


def test_a_second_run_changes_nothing_but_the_list_of_runs(world, tmp_path):
    path = tmp_path / "a.db"
    first = build([world], store=path, workers=1)
    before, counted = exports(path), rows(path)
    second = build([world], store=path, workers=1)
    assert exports(path) == before
    assert rows(path) == {**counted, "runs": 2}
    assert (first.found, second.found, second.again) == (8, 8, 8)
    assert (second.kept, second.refused, second.again_kept, second.again_refused) == (0, 0, 6, 1)


def test_neither_the_order_of_files_nor_workers_change_a_byte(world, undisturbed, tmp_path):
    files = sorted(str(path) for path in world.iterdir())
    before = exports(undisturbed)
    for seed in range(3):
        shuffled = random.Random(seed).sample(files, len(files))
        build(shuffled, store=tmp_path / f"{seed}.db", workers=1)
        assert exports(tmp_path / f"{seed}.db") == before
    build(files[::-1], store=tmp_path / "two.db", workers=2, settings=Settings(batch_reports=3))
    assert exports(tmp_path / "two.db") == before


def test_several_builds_in_any_order_end_alike_but_for_incident_ids(world, undisturbed, tmp_path):
    files = sorted(str(path) for path in world.iterdir())
    for seed in range(3):
        path = tmp_path / f"{seed}.db"
        for file in random.Random(seed).sample(files, len(files)):
            build([file], store=path, workers=1)
        assert exports(path, key_for_id=True) == exports(undisturbed, key_for_id=True)


def test_an_incident_keeps_its_id_as_reports_join(world, tmp_path):
    path = tmp_path / "a.db"
    build([world / "one.jsonl"], store=path, workers=1)
    with open_store(path) as store:
        before = {incident.id for incident in store.incidents()}
    build([world], store=path, workers=1)
    with open_store(path) as store:
        assert all(store.incident(id_) is not None for id_ in before)


def test_a_rewritten_page_replaces_its_earlier_version_whose_claims_are_history(world, tmp_path):
    path = tmp_path / "a.db"
    build([world], store=path, workers=1)
    (tmp_path / "later.jsonl").write_text(json.dumps(LATER_VERSION) + "\n", encoding="utf-8")
    build([tmp_path / "later.jsonl"], store=path, workers=1)
    with open_store(path) as store:
        versions = {report.published: report for report in store.reports() if report.url == LATER_VERSION["url"]}
        earlier, later = versions["2019-07-10"], versions["2019-07-12"]
        assert (later.replaces, earlier.replaces) == (earlier.id, None)
        assert {account.incident for account in store.accounts_of(earlier.id)} == {None}
        counted = {report for incident in store.incidents() for report in incident.reports}
        assert later.id in counted
        assert earlier.id not in counted
        assert store.counts().replaced == 1
        assert store.counts().whole


def build_in_child(run, *, before=lambda: None):
    """Build in a forked process, whose first lines were run before; the exit status says how it ended."""
    child = os.fork()
    if child == 0:
        status = 9
        try:
            before()
            run()
            status = 0
        except StoreError:
            status = 5
        finally:
            os._exit(status)
    return child


def test_a_build_killed_at_any_moment_goes_on_where_it_was(world, undisturbed, tmp_path):
    before = exports(undisturbed)
    chance = random.Random(0)
    settings = Settings(batch_reports=1)
    path, kills, builds = tmp_path / "0.db", 0, 0
    while kills < KILLS:
        child = build_in_child(lambda path=path: build([world], store=path, workers=1, settings=settings))
        time.sleep(chance.uniform(0.001, LONG_MS / 1000))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            kills += 1
            continue
        assert exports(path) == before
        builds += 1
        path = tmp_path / f"{builds}.db"
    build([world], store=path, workers=1)
    assert exports(path) == before
    assert check_whole(path) is None


@pytest.mark.parametrize("kilobytes", [40, 80, 120])
def test_a_full_disk_ends_the_build_in_words_and_the_store_stays_whole(world, undisturbed, tmp_path, kilobytes):
    path = tmp_path / "a.db"

    def fill_the_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, resource.RLIM_INFINITY))

    child = build_in_child(
        lambda: build([world], store=path, workers=1, settings=Settings(batch_reports=1)), before=fill_the_disk
    )
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 5
    if path.exists() and path.stat().st_size:
        assert check_whole(path) is None
    build([world], store=path, workers=1)
    assert exports(path) == exports(undisturbed)


def test_a_second_process_does_not_build_on_a_store_that_is_held(world, undisturbed):
    with (
        locked_for_build(undisturbed, wait_s=0.1),
        pytest.raises(StoreError, match="TLY-2103"),
    ):
        build([world], store=undisturbed, workers=1, settings=Settings(wait_for_store_s=0.1))


def test_asked_to_stop_a_build_keeps_what_it_read_and_can_go_on(world, undisturbed, tmp_path):
    path = tmp_path / "a.db"
    asked = iter([False] * 3)
    result = build([world], store=path, workers=1, should_stop=lambda: next(asked, True))
    assert result.interrupted
    with open_store(path) as store:
        assert store.counts().seen == result.kept + result.set_aside + result.refused
        assert store.counts().unweighed or not store.counts().seen
        assert store.runs()[0]["state"] == "interrupted"
    assert not build([world], store=path, workers=1).interrupted
    assert exports(path) == exports(undisturbed)


def test_a_dry_run_writes_nothing(world, tmp_path):
    result = build([world], store=tmp_path / "a.db", workers=1, dry_run=True)
    assert (result.found, result.kept, result.run) == (8, 6, None)
    assert list(tmp_path.iterdir()) == []


def test_a_limit_takes_up_so_many_new_reports(world, tmp_path):
    path = tmp_path / "a.db"
    for expected in (3, 6, 8, 8):
        build([world], store=path, workers=1, limit=3)
        with open_store(path) as store:
            assert store.counts().seen == expected


def test_one_report_given_twice_is_seen_once(world, tmp_path):
    result = build([world / "one.jsonl", world / "one.jsonl"], store=tmp_path / "a.db", workers=1)
    assert (result.found, result.kept, result.again) == (4, 2, 2)


def test_progress_counts_up_to_what_was_found(world, tmp_path):
    seen = []
    result = build(
        [world], store=tmp_path / "a.db", workers=1, on_progress=seen.append, settings=Settings(progress_s=0)
    )
    shares = [progress.share for progress in seen]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] == 1
    assert (seen[-1].found, seen[-1].incidents) == (result.found, result.incidents)


@pytest.mark.parametrize("wrong", [{"scope": "everything"}, {"workers": 0}])
def test_a_wrong_setting_is_refused_before_anything_is_made(world, tmp_path, wrong):
    with pytest.raises(RunError):
        build([world], store=tmp_path / "a.db", **wrong)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_ours_costs_its_report_alone():
    def broken(item, *, tools, scope):
        raise ZeroDivisionError("by zero")

    item = RawItem(path="a.txt", address="a.txt", kind=Kind.TEXT, content=b"Shelling hit Brenn yesterday.")
    outcome = tell_safely(item, tell=broken)
    assert outcome.report.status is ReportStatus.REFUSED
    assert outcome.report.because == "TLY-1900 error in pipeline: ZeroDivisionError: by zero; report it to us"
    assert outcome.report.id == tell_safely(item).report.id


def test_a_refused_report_can_be_read_anew(world, tmp_path):
    path = tmp_path / "a.db"
    build([world / "plain.txt"], store=path, workers=2, settings=NO_TIME)
    with open_store(path) as store:
        assert store.counts().refused == 1
    result = retry(store=path, code="TLY-1901", workers=1)
    assert (result.found, result.kept) == (1, 1)
    with open_store(path) as store:
        counts = store.counts()
        assert (counts.seen, counts.kept, counts.refused, counts.whole) == (1, 1, 0, True)
        assert counts.incidents >= 1  # how many the reader tells is not what is tested here
        again = next(report for report in store.reports() if report.path == "plain.txt")
        assert [because[:8] for _, because in store.refusals_of(again.id)] == ["TLY-1901"]


def test_a_report_that_takes_too_long_or_too_much_is_refused(world):
    items = list(read_items([str(world / "one.jsonl")]))
    late = [outcome.report for _, outcome in tell_in_workers(items, workers=1, settings=NO_TIME)]
    assert {report.because[:8] for report in late} == {"TLY-1901"}
    hungry = Settings(worker_memory_bytes=1)
    big = RawItem(path="b.txt", address="b.txt", kind=Kind.TEXT, content=b"Shelling hit Brenn. " * 400_000)
    reports = [outcome.report for _, outcome in tell_in_workers([big], workers=1, settings=hungry)]
    assert reports[0].because[:8] in ("TLY-1902", "TLY-1903")


def test_a_killed_worker_costs_no_report(world):
    items = list(read_items([str(world)]))
    expected = Counter(outcome.report.id for _, outcome in tell_here(items))
    told = Counter()
    for number, (_, outcome) in enumerate(tell_in_workers(items * 3, workers=2, settings=Settings())):
        told[outcome.report.id] += (
            outcome.report.status is not ReportStatus.REFUSED or "empty" in outcome.report.because
        )
        if number == 2:
            for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
    assert told == Counter({id_: 3 * count for id_, count in expected.items()})


def test_a_store_keeps_its_scope(world, tmp_path):
    path = tmp_path / "a.db"
    build([world / "plain.txt"], store=path, workers=1)
    with pytest.raises(RunError, match="TLY-2003"):
        build([world / "plain.txt"], store=path, workers=1, scope="violence")
