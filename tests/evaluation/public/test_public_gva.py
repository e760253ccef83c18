"""The registry's folder, on invented shootings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import the_tools

from evaluation.public.gva import load_registry, measure, toll_is
from evaluation.public.pooled import Effort

SHOT = "Two people were killed and three were wounded in a shooting in Idlib on 8 July 2019, police said."
SHOT_TOO = "A shooting in Idlib on 8 July 2019 killed two people and wounded three, according to police."
ELSEWHERE = "Four people were killed in a shooting in Maiduguri on 1 July 2019, police said."
QUIET = "The council met to talk about the price of bread in the town hall."


def a_folder(at: Path, *reports: tuple[str, str, str], tolls: dict[str, tuple[int, int]]) -> Path:
    """Reports as (incident, id, text), and killed and injured of each incident."""
    documents = [
        {"incident": incident, "id": id_, "title": "", "dct": "2019-07-09", "uri": "x", "content": text}
        for incident, id_, text in reports
    ]
    incidents = [{"incident": name, "num_killed": k, "num_injured": i} for name, (k, i) in tolls.items()]
    write(at / "documents_2013_2015.jsonl", documents)
    write(at / "incidents_2013_2015.jsonl", incidents)
    return at


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def figures(folder: Path, effort: Effort) -> dict[str, float]:
    return {row.measure: row.figure for row in measure(folder, tools=the_tools(), effort=effort).rows}


TOLLS = {"1": (2, 3), "2": (4, 0), "3": (0, 1)}
REPORTS = [("1", "a", SHOT), ("1", "b", SHOT_TOO), ("2", "c", ELSEWHERE), ("3", "d", QUIET)]


def test_the_rows_of_a_folder(tmp_path: Path):
    """Two reports of one shooting come together; the third has its toll but for the wounded; the fourth tells none."""
    found = figures(a_folder(tmp_path, *REPORTS, tolls=TOLLS), Effort(reader="grammar"))
    assert found["reports to incident, B-cubed"] == 1.0
    assert found["reports to incident, pairs"] == 1.0
    assert found["share of incidents, killed and injured as registered (untold is none)"] == pytest.approx(1 / 3)
    assert found["share of incidents, killed and injured as registered (untold is 0)"] == pytest.approx(2 / 3)
    assert found["share of incidents, killed as registered (untold is none)"] == pytest.approx(2 / 3)
    assert found["share of reports with an incident"] == 0.75


def test_a_report_that_stands_under_two_incidents_is_read_and_not_scored(tmp_path: Path):
    folder = a_folder(tmp_path, *REPORTS, ("2", "a", SHOT), tolls=TOLLS)
    registry = load_registry(folder)
    assert [item.address for item in registry.items] == ["a", "b", "c", "d"]
    assert sorted(registry.incident_of) == ["b", "c", "d"]
    notes = measure(folder, tools=the_tools(), effort=Effort(reader="grammar")).notes
    assert any("1 reports that stand under two incidents" in note for note in notes)


def test_a_sample_keeps_incidents_whole_and_says_so(tmp_path: Path):
    rows = [(str(n // 3), f"r{n}", SHOT) for n in range(60)]
    folder = a_folder(tmp_path, *rows, tolls={str(n): (2, 3) for n in range(20)})
    registry = load_registry(folder, sample=10)
    assert len(registry.items) == 12
    assert registry == load_registry(folder, sample=10)
    assert all(list(registry.incident_of.values()).count(incident) == 3 for incident in registry.tolls)
    outcome = measure(folder, tools=the_tools(), effort=Effort(reader="grammar", sample=10))
    assert any("a sample, 12 of 60 reports" in note for note in outcome.notes)


@pytest.mark.parametrize(
    ("said", "gold", "untold", "right"),
    [
        ((2, 2), 2, None, True),
        ((2, None), 2, None, False),
        ((2, 3), 2, None, False),
        ((None, None), 0, None, False),
        ((None, None), 0, 0, True),
        ((None, None), 1, 0, False),
        ((None, 2), 2, 0, False),
    ],
)
def test_what_equals_the_registry(said: tuple[int | None, int | None], gold: int, untold: int | None, right: bool):
    assert toll_is(said, gold, untold=untold) is right
