"""What the commands say: values in words, how far a build is, an account in a line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tallystick.cli import main
from tallystick.cli.building import left_words, share_done
from tallystick.cli.looking import _days
from tallystick.cli.values import range_words, value_words
from tallystick.cli.words import counted
from tallystick.progress import Progress
from tallystick.records.referent import Actor, Count, Means
from tallystick.records.vocabulary import ActorKind, MeansKind


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Count(low=18, group="civilians"), "at least 18 civilians"),
        (Count(high=40), "up to 40"),
        (Count(low=1, high=1, group="women"), "1 woman"),
        (Count(low=9000, high=9000, approximate=True), "about 9,000"),
        (Count(low=11, high=11, group="children", part_of="clm-1"), "11 children, part of a larger figure"),
        (Count(low=2, high=2, group="soldiers", of="Norvia"), "2 soldiers of Norvia"),
        (Count(vague="dozens"), "dozens"),
        (Means(name="missile", kind=MeansKind.MISSILE), "missile"),
        (Means(name="jet", kind=MeansKind.AIRCRAFT), "jet (aircraft)"),
        (Actor(name="gunmen", kind=ActorKind.UNKNOWN), "gunmen"),
        (None, ""),
    ],
)
def test_values_in_words(value, words):
    assert value_words(value) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 3, "3"), (3, 7, "3–7"), (1200, None, "1,200+"), (None, 7, "up to 7"), (None, None, "")],
)
def test_a_range_in_words(low, high, words):
    assert range_words(low, high) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-05-18", "2025-05-18"),
        ("2025-05", "2025-05"),
        ("2025-02-10/2025-02-17", "2025-02-10/17"),
        ("2025-02-27/2025-03-02", "2025-02-27/03-02"),
        ("2024-12-31/2025-01-01", "2024-12-31/2025-01-01"),
        ("XXXX-11-24/XXXX-11-27", "XXXX-11-24/27"),
        ("../2025-05-02", "../2025-05-02"),
    ],
)
def test_days_are_shown_with_what_they_share_once(edtf, words):
    assert _days({"edtf": edtf}) == words


def test_one_is_told_in_the_singular():
    assert [counted(number, "report") for number in (0, 1, 2000)] == ["0 reports", "1 report", "2,000 reports"]


def test_no_time_is_told_before_a_report_is_done_and_waiting_reports_are_not_done():
    before = Progress(share=1.0, found=30)
    assert left_words(share_done(before), 4.0) == "time left not known yet"
    half = Progress(share=1.0, found=30, kept=10, set_aside=1, refused=1, again=3)
    assert left_words(share_done(half), 60.0) == "50%, about 1:00 left"
    assert share_done(Progress(share=1.0, found=1, waiting=3, kept=1)) == 0.25
    assert share_done(Progress(share=0.25, found=100, kept=100)) == 0.25
    assert share_done(Progress(doing="weighing")) == 1.0


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory):
    """A store of one report that shows neither day nor place, built beside a path that is not there."""
    folder = tmp_path_factory.mktemp("unplaced")
    told = {
        "title": "Gunmen kill farmers",
        "text": "Dozens of farmers were killed when gunmen attacked them, police said.",
    }
    (folder / "a.jsonl").write_text(json.dumps(told) + "\n")
    words = [
        "build",
        str(folder / "a.jsonl"),
        str(folder / "nowhere"),
        "--store",
        str(folder / "a.db"),
        "--workers",
        "1",
    ]
    return CliRunner().invoke(main, words), folder / "a.db"


def test_a_build_says_what_was_wrong_with_the_first_report_refused(unplaced):
    built, store = unplaced
    assert "refused: TLY-1160 no such file: nowhere" in built.output
    status = CliRunner().invoke(main, ["status", "--store", str(store)]).output
    assert any(line.split()[:2] == ["1", "refused"] and "nowhere" in line for line in status.splitlines())


def test_an_incident_without_day_place_or_figure_has_no_blank_cell(unplaced):
    output = CliRunner().invoke(main, ["incidents", "--store", str(unplaced[1])]).output
    row = output.splitlines()[1]
    assert row.startswith("not known")
    assert row.count("not known") == 2
    assert " dozens " in row


def test_a_store_without_incidents_says_so(tmp_path):
    (tmp_path / "empty").mkdir()
    store = str(tmp_path / "a.db")
    built = CliRunner().invoke(main, ["build", str(tmp_path / "empty"), "--store", store, "--workers", "1"])
    assert "no file of these paths holds a report" in built.output
    assert CliRunner().invoke(main, ["incidents", "--store", store]).output.startswith("no incidents")
