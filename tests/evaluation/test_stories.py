"""Stories: their format, and what is scored of linking, copies and contradictions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factory import the_tools

from evaluation import stories
from evaluation.storyscore import Row, Scores, score_stories, tell_stories
from evaluation.storyset import StoryError, load_stories, stories_digest

HEAD = """---
id: {id}
outlet: "{outlet}"
published: {day}
title: "{title}"
story: t01
accounts:
  A: {{type: Air/drone strike, modality: asserted, standing: main, clarity: individual, incident: {incident}}}
---
[[{title}]]{{A.act}}

"""
FIRST = """Warplanes [[bombed]]{A.act} a grain market in Ariha in Syria's Idlib province on Sunday, killing 7 people,
the Syrian Observatory for Human Rights said. The blast overturned the carts of the sellers along the northern wall.
"""
RIVAL = """Warplanes [[bombed]]{A.act} a grain market in Ariha in Syria's Idlib province on Sunday, killing 19 people,
the Syrian Civil Defence said. Its volunteers dug with bare hands under the fallen roof until the evening.
"""
ELSEWHERE = """Warplanes [[bombed]]{A.act} a school in Hajin in Syria's Deir ez-Zor province on 27 March, killing 3
people, the Syrian Observatory for Human Rights said. Lessons had ended an hour before.
"""
STORY = """near: [[t01-ariha, t01-hajin]]
contradictions:
  - {incident: t01-ariha, field: killed, why: "the monitor says 7, the rescuers 19"}
copies: [[t01-01, t01-02, verbatim]]
not_copies: [[t01-01, t01-04]]
"""
REPORTS = (
    ("t01-01", "Karun Valley Post", "2021-03-15", "Air strike on market in Ariha", "t01-ariha", FIRST),
    ("t01-02", "Harbour Echo", "2021-03-15", "Bombs fall on Ariha market", "t01-ariha", FIRST),
    ("t01-03", "Terraced Hill News", "2021-03-15", "Air strike kills 19 in Ariha", "t01-ariha", RIVAL),
    ("t01-04", "Karun Valley Post", "2021-03-28", "Air strike on school in Hajin", "t01-hajin", ELSEWHERE),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story = tmp_path / "develop" / "t01"
    story.mkdir(parents=True)
    for id_, outlet, day, title, incident, body in REPORTS:
        text = HEAD.format(id=id_, outlet=outlet, day=day, title=title, incident=incident) + body
        (story / f"{id_}.txt").write_text(text, encoding="utf-8")
    (story / "story.yml").write_text(STORY, encoding="utf-8")
    return tmp_path


def scored(folder: Path, *, oracle: bool = False) -> Scores:
    found = load_stories("develop", folder=folder)
    return score_stories(found, tell_stories(found, tools=the_tools()), tools=the_tools(), oracle=oracle)


def retell(folder: Path, old: str, new: str) -> None:
    path = folder / "develop" / "t01" / "story.yml"
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("oracle", [False, True])
def test_a_story_told_well_has_full_marks(folder: Path, oracle: bool) -> None:
    scores = scored(folder, oracle=oracle)
    assert {key: row.f for key, row in scores.rows.items()} == {
        "accounts": 1.0,
        "grouping, B-cubed": 1.0,
        "grouping, pairs": 1.0,
        "copies": 1.0,
        "contradictions": 1.0,
        "contradictions, killed": 1.0,
    }
    assert scores.shares["near pairs merged"] == (0, 1)
    assert scores.shares["accounts put with another story"] == (0, 4)
    assert scores.shares["copies found, verbatim"] == (1, 1)
    assert scores.shares["not copies, joined"] == (0, 1)
    assert scores.shares["incidents told"] == (2, 2)
    assert scores.errors == []


def test_accounts_kept_apart_are_missed_links(folder: Path) -> None:
    path = folder / "develop" / "t01" / "t01-04.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("t01-hajin", "t01-ariha"), encoding="utf-8")
    retell(folder, "near: [[t01-ariha, t01-hajin]]", "near: []")
    scores = scored(folder)
    assert (scores.rows["grouping, pairs"].precision, scores.rows["grouping, pairs"].recall) == (1.0, 0.5)
    assert (scores.rows["grouping, B-cubed"].precision, scores.rows["grouping, B-cubed"].recall) == (1.0, 0.625)
    missed = [where for kind, where, _ in scores.errors if kind == "missed link"]
    assert len(missed) == 3
    assert all("t01-04" in where for where in missed)


def test_two_incidents_in_one_are_a_merged_near_pair(folder: Path) -> None:
    path = folder / "develop" / "t01" / "t01-03.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("t01-ariha", "t01-ariha2"), encoding="utf-8")
    retell(folder, "near: [[t01-ariha, t01-hajin]]", "near: [[t01-ariha, t01-ariha2], [t01-ariha, t01-hajin]]")
    scores = scored(folder)
    assert scores.shares["near pairs merged"] == (1, 2)
    assert scores.rows["grouping, pairs"].precision == pytest.approx(1 / 3)
    assert {kind for kind, _, _ in scores.errors} == {"over-merge", "false contradiction"}


def test_accounts_of_two_stories_in_one_incident_are_counted(folder: Path) -> None:
    other = folder / "develop" / "t02"
    other.mkdir()
    moved = folder / "develop" / "t01" / "t01-03.txt"
    text = moved.read_text(encoding="utf-8").replace("t01-ariha", "t02-ariha")
    (other / "t01-03.txt").write_text(text, encoding="utf-8")
    moved.unlink()
    (other / "story.yml").write_text("near: []\ncontradictions: []\ncopies: []\nnot_copies: []\n", encoding="utf-8")
    assert scored(folder).shares["accounts put with another story"] == (1, 4)


def test_what_the_story_does_not_list_is_false_and_what_is_not_found_missed(folder: Path) -> None:
    retell(folder, "field: killed", "field: place")
    retell(folder, "copies: [[t01-01, t01-02, verbatim]]\nnot", "copies: [[t01-01, t01-03, rewrite]]\nnot")
    retell(folder, "not_copies: [[t01-01, t01-04]]", "not_copies: [[t01-01, t01-02]]")
    scores = scored(folder)
    assert scores.rows["contradictions"].f == 0.0
    assert scores.rows["copies"].f == 0.0
    assert scores.shares["not copies, joined"] == (1, 1)
    assert [(kind, where) for kind, where, _ in scores.errors] == [
        ("missed copy", "t01-01 t01-03"),
        ("false copy", "t01-01 t01-02"),
        ("missed contradiction", "t01-ariha"),
        ("false contradiction", "t01-ariha"),
    ]


def test_copies_by_way_of_a_third_report_count_neither_way(folder: Path) -> None:
    retell(folder, "[[t01-01, t01-02, verbatim]]", "[[t01-01, t01-03, rewrite], [t01-02, t01-03, rewrite]]")
    [story] = load_stories("develop", folder=folder)
    assert story.implied_copies() == {frozenset({"t01-01", "t01-02"})}
    assert scored(folder).rows["copies"].said == 0


def test_nothing_said_is_no_error_of_precision() -> None:
    assert (Row().precision, Row().recall, Row(gold=2).f) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("near:", "close:", "expected the keys contradictions, copies, near, not_copies"),
        ("t01-hajin", "t01-aleppo", "expected a pair of two of t01-ariha, t01-hajin"),
        ("incident: t01-ariha", "incident: t01-homs", "expected incident"),
        ("field: killed", "field: dead", "there is no field 'dead'"),
        ("verbatim", "reprint", r"expected \[id, id, kind\]"),
        ("[t01-01, t01-04]", "[t01-01, t01-01]", "expected a pair of two of t01-01, t01-02"),
    ],
)
def test_a_broken_story_says_what_was_expected(folder: Path, old: str, new: str, expected: str) -> None:
    retell(folder, old, new)
    with pytest.raises(StoryError, match=expected):
        load_stories("develop", folder=folder)


def run(folder: Path, *more: str) -> int:
    given = ("--reader", "grammar", "--half", "develop", *more)
    return stories.main(list(given), folder=folder, floors=folder / "floors.json")


def test_floors_hold_and_are_of_these_stories(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 1
    assert f"the stories are {stories_digest(folder)}, the floors were set on None" in capsys.readouterr().err
    assert run(folder, "--raise-floors") == 0
    assert run(folder) == 0
    kept = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    assert kept["floors"]["grammar"]["develop"]["not: near pairs merged"] == 0.998
    kept["floors"]["grammar"]["develop"]["copies"] = 1.01
    (folder / "floors.json").write_text(json.dumps(kept), encoding="utf-8")
    assert run(folder) == 1
    assert "below the floor: grammar, develop, copies: 1.000, floor 1.010" in capsys.readouterr().err
    assert run(folder, "--raise-floors") == 0
    assert run(folder) == 1


def test_errors_are_listed_of_the_develop_half_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retell(folder, "field: killed", "field: place")
    assert run(folder, "--errors", "missed contradiction") == 0
    assert capsys.readouterr().out == ("1 errors of missed contradiction\n- missed contradiction, t01-ariha: place\n")
    for half in ("sealed", "both"):
        with pytest.raises(SystemExit):
            stories.main(["--errors", "copy", "--half", half], folder=folder)
        assert "of the sealed half only totals are printed" in capsys.readouterr().err
