"""What of a sentence falls to an act in it."""

from __future__ import annotations

import pytest
from factory import a_report, the_tools

from tallystick.pipeline import mark_report
from tallystick.stages.tell.acts import Act, gather_acts


def acts(text: str, *, title: str | None = None) -> list[Act]:
    return gather_acts(mark_report(a_report(text, title=title), tools=the_tools()))


def the_act(text: str, surface: str) -> Act:
    return next(a for a in acts(text) if a.mention.surface == surface)


@pytest.mark.parametrize(
    ("text", "places", "origins"),
    [
        ("Rockets fired from Gaza struck Sderot on Monday.", ["Sderot"], ["Gaza"]),
        ("Missiles launched from Shaddadi hit Raqqa on Monday.", ["Raqqa"], ["Shaddadi"]),
        ("Shelling hit Kherson on Monday.", ["Kherson"], []),
        ("Three farmers, who are being treated at Maiduguri's general hospital, were wounded in Gao.", ["Gao"], []),
    ],
)
def test_where_it_was_is_neither_whence_it_came_nor_where_the_hurt_lie(
    text: str, places: list[str], origins: list[str]
) -> None:
    told = acts(text)
    assert [p.name for a in told for p in a.places] == places
    assert [p.name for a in told for p in a.origins] == origins


def test_a_place_falls_to_the_nearest_act() -> None:
    text = "Three people died in the shelling of Kherson and two in an ambush on the road to Mykolaiv near Nikopol."
    assert [p.name for p in the_act(text, "shelling").places] == ["Kherson"]
    assert "Nikopol" in [p.name for p in the_act(text, "ambush").places]


@pytest.mark.parametrize(
    ("text", "surface", "days"),
    [
        ("Gunmen killed four villagers near Mopti on Saturday, the army said on Tuesday.", "killed", ["Saturday"]),
        ("Four villagers were killed near Mopti, the governor told reporters on Tuesday.", "killed", []),
    ],
)
def test_the_day_of_a_statement_is_not_the_day_of_the_act(text: str, surface: str, days: list[str]) -> None:
    assert [t.surface.removeprefix("on ") for t in the_act(text, surface).times] == days


@pytest.mark.parametrize(
    ("text", "surface", "doers"),
    [
        ("Warplanes bombed a market in Raqqa.", "bombed", []),
        ("Turkish jets bombed a market in Raqqa.", "bombed", ["Turkish forces"]),
        ("Gunmen attacked a village near Gao.", "attacked", ["gunmen"]),
    ],
)
def test_a_bare_aircraft_is_no_doer(text: str, surface: str, doers: list[str]) -> None:
    act = the_act(text, surface)
    assert [d.name for d in act.doers()] == doers


def test_a_toll_without_an_act_word_is_a_weak_act() -> None:
    text = "At least seven people are dead."
    [toll] = acts(text)
    assert toll.weak
    assert toll.counts == [0]


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("An attack hit Gao.", True),
        ("An ambush killed two men in Gao.", True),
        ("An airstrike hit Gao.", False),
        ("Gunmen abducted two men in Gao.", False),
    ],
)
def test_words_that_leave_open_what_was_done(text: str, general: bool) -> None:
    assert acts(text)[0].general is general


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("There have been 40 attacks on the base since May.", True),
        ("The army carried out dozens of raids in the past month.", True),
        ("Militants attacked the base on Monday.", False),
        ("Militants carried out two attacks on the base on Monday.", False),
        ("Militants carried out 12 attacks on the base on Monday.", False),
    ],
)
def test_many_over_a_long_time_are_a_sum(text: str, sums: bool) -> None:
    assert [a.sums for a in acts(text) if not a.weak] == [sums]


@pytest.mark.parametrize(
    "text",
    [
        "Warships fired missiles during an exercise in the Black Sea on Monday.",
        "The two armies rehearsed an attack on a village near Minsk on Monday.",
        "Nurses began a strike over pay in Lagos on Monday.",
    ],
)
def test_drills_and_strikes_of_workers_are_no_acts(text: str) -> None:
    assert acts(text) == []


def test_a_feared_plural_is_an_act_only_in_title_and_lead() -> None:
    feared = "Ministers met to deter further attacks."
    assert acts(f"The council met. It sat for two hours. {feared}") == []
    assert [a.mention.surface for a in acts(feared)] == ["attacks"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Elsewhere, a drone attack hit Nikopol.", (True, False)),
        ("Two days earlier, a drone attack hit Nikopol.", (True, False)),
        ("Rebels also attacked the base.", (False, True)),
        ("Rebels attacked the base.", (False, False)),
    ],
)
def test_words_that_begin_something_else(text: str, marks: tuple[bool, bool]) -> None:
    act = acts(text)[0]
    assert (act.elsewhere, act.also) == marks
