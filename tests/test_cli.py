import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented_world import write_world

from tallystick.cli import main
from tallystick.cli.words import plain
from tallystick.store.files import locked_for_build

COMMANDS = sorted(main.commands)


def call(*words, expect=None, **env):
    result = CliRunner().invoke(main, [str(word) for word in words], env=env, catch_exceptions=False)
    if expect is not None:
        assert result.exit_code == expect, result.output
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cli")


@pytest.fixture(scope="module")
def world(folder):
    return write_world(folder / "in")


@pytest.fixture(scope="module")
def store(folder, world):
    path = folder / "a.db"
    call("build", world, "--store", path, "--workers", 1, "--quiet", expect=3)
    return path


@pytest.fixture(scope="module")
def incident(store):
    found = json.loads(call("incidents", "--json", "--store", store, expect=0).stdout)["incidents"]
    return max(found, key=lambda one: one["voices"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_that_its_own_parser_takes(command):
    page = call(command, "--help", expect=0).output
    examples = re.findall(rf"^ +(?:.*\| )?tallystick ({command}\b.*?)(?: \|.*)?$", page, re.M)
    assert examples
    for example in examples:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', example)]
        main.commands[command].make_context(command, words[1:], resilient_parsing=False)


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["incidents", "--limit", "2"],
        ["doctor"],
        ["build", "{world}", "--workers", "1"],
        ["retry", "--failed", "--workers", "1"],
        ["show", "{incident}"],
        ["explain", "{incident}"],
        ["export", "incidents", "--out", "{folder}/i.jsonl"],
        ["report", "--out", "{folder}/i.html"],
        ["show", "inc-nothing"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_json_parses_whatever_the_answer(words, store, world, folder, incident):
    places = {"world": world, "folder": folder, "incident": incident["id"]}
    result = call(*(word.format(**places) for word in words), "--json", "--store", store)
    assert isinstance(json.loads(result.stdout), dict)


def _a_newer_store(folder):
    path = folder / "newer.db"
    if path.exists():
        return path
    call("build", folder / "in" / "plain.txt", "--store", path, "--workers", 1, "--quiet", expect=0)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", "{in}/plain.txt", "--store", "{folder}/ok.db"], 0),
        (["build", "{in}", "--store", "{folder}/some.db"], 3),
        (["build", "{in}", "--store", "{folder}/dry.db", "--dry-run"], 3),
        (["build", "{in}/empty.txt", "--store", "{folder}/none.db"], 4),
        (["build", "{folder}/missing", "--store", "{folder}/none2.db"], 4),
        (["build", "--store", "{folder}/none.db"], 2),
        (["build", "{in}", "--map", "nonsense", "--store", "{folder}/none.db"], 2),
        (["build", "{in}/plain.txt", "--reader", "llm", "--store", "{folder}/none.db"], 2),
        (["frobnicate"], 2),
        (["export", "reports", "--format", "geojson", "--out", "{folder}/x", "--store", "{store}"], 2),
        (["show", "inc-nothing", "--store", "{store}"], 2),
        (["status", "--store", "{folder}/not-there.db"], 5),
        (["status", "--store", "{in}/plain.txt"], 5),
        (["status", "--store", "{newer}"], 5),
        (["doctor", "--store", "{newer}"], 5),
        (["doctor", "--store", "{store}"], 0),
        (["export", "incidents", "--out", "/dev/full", "--store", "{store}"], 5),
        (["export", "incidents", "--out", "{folder}/no/such/folder", "--store", "{store}"], 5),
        (["retry", "--failed", "--reason", "TLY-1999", "--store", "{store}"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_how_a_command_ends(words, code, folder, world, store):
    places = {"in": world, "folder": folder, "store": store}
    if "{newer}" in words:
        places["newer"] = _a_newer_store(folder)
    extra = ["--workers", "1"] if words[0] in ("build", "retry") else []
    result = call(*(word.format(**places) for word in words), *extra)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    if code == 5 and words[0] != "doctor":
        assert re.match(r"TLY-\d{4} ", result.stderr)


def test_a_second_build_on_a_held_store_ends_with_5(store, world):
    with locked_for_build(store, wait_s=1):
        start = [sys.executable, "-m", "tallystick", "build", str(world), "--store", str(store), "--wait", "0.2"]
        done = subprocess.run(start, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 5
    assert done.stderr.startswith("TLY-2103 ")


@pytest.mark.parametrize(("times", "code"), [(1, 6), (2, 130)])
def test_ctrl_c_once_keeps_what_was_read_and_twice_ends_at_once(tmp_path, times, code):
    line = json.dumps({"title": "Shelling hits Brenn", "text": "Shelling hit Brenn on Monday, police said. " * 40})
    many = tmp_path / "many.jsonl"
    many.write_text("".join(line.replace("Brenn", f"Brenn{n}") + "\n" for n in range(4000)))
    words = ["build", str(many), "--store", str(tmp_path / "a.db"), "--workers", "1"]
    process = subprocess.Popen([sys.executable, "-m", "tallystick", *words], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not (tmp_path / "a.db").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    if times == 2:
        assert process.stderr.readline().startswith("stopping")
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == code


def test_status_adds_up(store):
    found = json.loads(call("status", "--json", "--store", store, expect=0).stdout)
    assert found["seen"] == found["kept"] + found["set_aside"] + found["refused"] == found["items"] == 8
    assert found["whole"]
    assert {reason["status"] for reason in found["reasons"]} == {"set_aside", "refused"}


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_table_of_incidents_fits_the_terminal(store, columns):
    output = call("incidents", "--store", store, expect=0, COLUMNS=str(columns)).output
    assert max(map(len, output.splitlines())) <= columns
    assert len(output.splitlines()) >= 4


def test_show_gives_each_claim_its_source_and_words(store, incident):
    output = call("show", incident["id"][:12], "--store", store, expect=0, COLUMNS="200").output
    assert re.search(r"North Wire +(?:killing )?12 civilians", output)
    assert re.search(r"rescue workers < South Daily +(?:killed )?15 people", output)
    assert "! killed" in output


def test_one_voice_in_one_report_is_told_in_the_singular(store):
    found = json.loads(call("incidents", "--json", "--store", store, expect=0).stdout)
    single = next(row for row in found["incidents"] if row["voices"] == 1)
    assert "1 voice in 1 report\n" in call("show", single["id"], "--store", store, expect=0).output


def test_a_record_of_each_kind_can_be_shown_and_explained(store, incident):
    shown = json.loads(call("show", incident["id"], "--json", "--store", store, expect=0).stdout)
    for id_ in (shown["accounts"][0], shown["reports"][0]):
        assert json.loads(call("show", id_, "--json", "--store", store, expect=0).stdout)["id"] == id_
        assert call("explain", id_, "--store", store, expect=0).output.startswith(id_)
    told = call("explain", incident["id"], "--store", store, expect=0).output
    assert all(account in told for account in shown["accounts"])


def test_explain_argues_for_each_account_within_the_terminal_and_gives_json_every_link(store, incident):
    shown = json.loads(call("show", incident["id"], "--json", "--store", store, expect=0).stdout)
    told = call("explain", incident["id"], "--store", store, expect=0, COLUMNS="70").output
    drawn = told[: told.index("Voices cannot all be right on this:")].splitlines()
    assert max(map(len, drawn[1:])) <= 70
    sentences = re.findall(r"^(\d) and (\d) (?:very )?likely tell one occurrence", told, re.M)
    assert {number for pair in sentences for number in pair} == {"1", "2", "3"} == set("123"[: len(shown["accounts"])])
    assert len(sentences) == sum(line.split()[:1] == ["prior"] for line in drawn) == 2
    assert "1 more link" in told
    assert "“" in told.split("1  acc-")[1].splitlines()[0] + told.split("1  acc-")[1].splitlines()[1]
    assert f"Graded {shown['grade']}: " in told
    because = json.loads(call("explain", incident["id"], "--json", "--store", store, expect=0).stdout)["because"]
    assert all(any(line.endswith(link["because"]) for line in because) for link in shown["links"])


def test_a_beginning_that_fits_several_is_answered_with_them(store):
    result = call("show", "rep-", "--store", store, expect=2)
    assert result.stderr.count("rep-") > 2
    assert "next: give more of the id" in result.stderr


def test_one_record_is_not_called_several(world, folder):
    path = folder / "one.db"
    call("build", world / "plain.txt", "--store", path, "--workers", 1, "--quiet", expect=0)
    said = call("export", "reports", "--out", folder / "one.jsonl", "--store", path, expect=0).output
    assert said.startswith("1 report in ")


def test_the_store_can_be_named_by_the_environment(store):
    assert call("status", expect=0, TALLYSTICK_STORE=str(store)).output.startswith("seen 8")


def test_quiet_says_nothing(world, folder):
    result = call("build", world / "plain.txt", "--store", folder / "q.db", "--workers", 1, "--quiet", expect=0)
    assert result.output == ""


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J\x1b]0;title\x07", "a\rb", "\u202eevil", "\x9b31m", "zero\u200bwidth"], ids=repr
)
def test_nothing_that_steers_a_terminal_is_printed(hostile):
    assert not set(plain(hostile)) & set("\x1b\x07\r\u202e\x9b\u200b")


def test_a_hostile_title_is_printed_without_its_escapes(tmp_path):
    page = {
        "title": "Blast \x1b[31mkills two\u202e in Brenn",
        "text": "A blast killed two people in Brenn, police said.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(page) + "\n")
    call("build", tmp_path / "a.jsonl", "--store", tmp_path / "a.db", "--workers", 1, "--quiet", expect=0)
    found = json.loads(call("status", "--json", "--store", tmp_path / "a.db").stdout)
    assert found["kept"] == 1
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        id_ = connection.execute("SELECT id FROM reports").fetchone()[0]
    output = call("show", id_, "--store", tmp_path / "a.db", expect=0).output
    assert "\x1b" not in output
    assert "\u202e" not in output


def test_export_to_standard_output_is_the_file(store, folder):
    out = folder / "same.jsonl"
    call("export", "accounts", "--out", out, "--store", store, expect=0)
    done = subprocess.run(
        [sys.executable, "-m", "tallystick", "export", "accounts", "--out", "-", "--store", str(store)],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == out.read_bytes()


def test_every_command_and_option_is_in_the_docs():
    page = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert re.search(rf"`{name}\b", page), name
        for option in command.params:
            for flag in getattr(option, "opts", ()):
                if flag.startswith("--") and flag not in ("--title", "--format"):
                    assert flag in page, f"{name} {flag}"


@pytest.mark.parametrize(
    ("name", "more", "best", "met_by"),
    [
        ("Rif Damashq", [], "Rif Dimashq", "its name"),
        ("Алеппо", [], "Aleppo", "another name"),
        ("al-Tanf", [], "Al-Tanf", "its name"),
        ("Baghuz", [], "Baghuz", "its name"),
        ("al-Hazano", [], "Hazano", "name without article"),
        ("Kramadorsk", ["--country", "ua"], "Kramatorsk", "near spelling"),
    ],
)
def test_the_gazetteer_says_what_a_name_may_stand_for_and_why(name, more, best, met_by):
    answer = CliRunner().invoke(main, ["gazetteer", "search", name, *more, "--json"])
    first = json.loads(answer.output)["candidates"][0]
    assert (answer.exit_code, first["name"]) == (0, best)
    assert first["met_by"] == met_by
    assert best in CliRunner().invoke(main, ["gazetteer", "search", name, *more]).output


def test_a_name_of_no_place_is_said_to_be_none():
    answer = CliRunner().invoke(main, ["gazetteer", "search", "Zzyzxvania"])
    assert (answer.exit_code, "no place of the name" in answer.output) == (0, True)
