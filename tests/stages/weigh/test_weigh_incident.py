from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_accounts import (
    ARMY,
    ARMY_SAYS,
    BRENN,
    BRIGADE,
    CARTEL,
    FARLO,
    FOREIGNERS,
    FRONT,
    HOSPITAL,
    IDLIB,
    IRAQ,
    MONITOR,
    OTHER_CARTEL,
    RESIDENT,
    a_claim,
    an_account,
    doer,
    killed,
    place,
    weigh,
)

from tallystick.records.account import Account, Claim
from tallystick.records.encoding import json_bytes
from tallystick.records.referent import Actor, Count
from tallystick.records.vocabulary import (
    ActorKind,
    ClaimField,
    Grade,
    Modality,
)


@pytest.mark.parametrize(
    ("accounts", "lineages", "voices"),
    [
        ((an_account("1", place(BRENN)), an_account("2", place(BRENN))), {}, 2),
        ((an_account("1", place(BRENN)), an_account("2", place(BRENN))), {"rep-2": "rep-1"}, 1),
        ((an_account("1", place(BRENN, MONITOR)), an_account("2", place(BRENN, MONITOR))), {}, 1),
        ((an_account("1", place(BRENN, RESIDENT)), an_account("2", place(BRENN, RESIDENT))), {}, 2),
        ((an_account("1", killed(3, MONITOR), killed(3, HOSPITAL)),), {}, 2),
        ((an_account("1", place(BRENN, MONITOR, RESIDENT)), an_account("2", place(BRENN, RESIDENT))), {}, 2),
    ],
    ids=["two outlets", "a copy", "one named source", "a resident each", "two sources", "last link speaks"],
)
def test_voices_are_independent_origins(accounts: tuple[Account, ...], lineages: dict[str, str], voices: int) -> None:
    assert weigh(*accounts, lineages=lineages).voices == voices


def test_a_source_that_speaks_only_of_things_hit_is_no_voice_for_the_occurrence() -> None:
    told = an_account("1", place(BRENN, MONITOR), a_claim(ClaimField.OBJECT, None, RESIDENT))
    assert weigh(told).voices == 1


def test_a_later_toll_of_one_voice_replaces_its_earlier_one_which_stays_as_history() -> None:
    early, late = an_account("1", killed(12, MONITOR)), an_account("2", killed(19, MONITOR))
    incident = weigh(early, late, days={"rep-1": "2019-07-08", "rep-2": "2019-07-10"})
    (tally,) = incident.tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (19, 19)
    assert {p.value.low for p in incident.fields[ClaimField.KILLED]} == {12, 19}
    assert incident.contradictions == ()


def test_voices_that_disagree_give_a_range_and_a_contradiction_never_a_midpoint() -> None:
    incident = weigh(an_account("1", killed(12, MONITOR), killed(19, HOSPITAL)))
    (tally,) = incident.tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (12, 19)
    (contradiction,) = incident.contradictions
    assert contradiction.field is ClaimField.KILLED
    assert contradiction.because.startswith("Voices differ on how many were killed: 12 (Rights Monitor); 19")
    assert incident.grade is Grade.CORROBORATED


@pytest.mark.parametrize(
    "claims",
    [
        (killed(12, MONITOR), killed(3, HOSPITAL, group="children")),
        (a_claim(ClaimField.KILLED, Count(low=12), MONITOR), killed(19, HOSPITAL)),
        (a_claim(ClaimField.KILLED, Count(vague="dozens"), MONITOR), killed(19, HOSPITAL)),
        (a_claim(ClaimField.KILLED, Count(low=3, high=3, part_of="clm-1-1"), HOSPITAL), killed(12, MONITOR)),
        (place(BRENN, MONITOR), place(IDLIB, HOSPITAL)),
        (place(BRENN, MONITOR), place(FARLO, MONITOR)),
        (place(BRENN, MONITOR, start=10), place(FARLO, HOSPITAL, start=40)),
        (doer(ARMY, MONITOR), doer(BRIGADE, HOSPITAL)),
        (doer(ARMY, MONITOR), doer(FRONT, MONITOR)),
    ],
    ids=["group", "open end", "vague", "part", "province", "one voice's list", "side by side", "parent", "joint doers"],
)
def test_what_can_both_be_right_is_no_contradiction(claims: tuple[Claim, ...]) -> None:
    assert weigh(an_account("1", *claims)).contradictions == ()


def test_one_report_with_places_in_two_countries_contradicts_itself() -> None:
    first, second = an_account("1", place(IRAQ), place(BRENN)), an_account("2", place(BRENN))
    incident = weigh(first, second)
    (contradiction,) = incident.contradictions
    assert contradiction.field is ClaimField.PLACE
    assert {p.value.name for p in contradiction.positions} == {"central Iraq", "Brenn"}
    assert incident.place is not None
    assert incident.place.name == "Brenn"
    (alone,) = weigh(first).contradictions
    assert alone.because == "Rep-1 differs with itself on where: Brenn; central Iraq."


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        (CARTEL, OTHER_CARTEL, True),
        (CARTEL, FOREIGNERS, True),
        (FRONT, FOREIGNERS, True),
        (ARMY, FOREIGNERS, False),
        (replace(CARTEL, actor_id=None), OTHER_CARTEL, False),
        (replace(CARTEL, kind=ActorKind.CIVILIANS), OTHER_CARTEL, False),
    ],
    ids=["two groups", "group and foreign forces", "rebels and foreign forces", "allies", "described", "not armed"],
)
def test_a_group_and_another_armed_actor_are_rival_doers(one: Actor, other: Actor, rivals: bool) -> None:
    for a, b in ((one, other), (other, one)):
        found = weigh(an_account("1", doer(a, MONITOR)), an_account("2", doer(b, HOSPITAL))).contradictions
        assert [c.field for c in found] == [ClaimField.PERPETRATOR] * rivals


def test_a_ministry_denies_for_the_forces_that_are_accused() -> None:
    ministry = replace(ARMY, name="Syrian defence ministry", actor_id="sy-4")
    incident = weigh(an_account("1", doer(ARMY, MONITOR), doer(ministry, ARMY_SAYS, modality=Modality.DENIED)))
    assert [c.because for c in incident.contradictions] == ["Actor:sy denied that Syrian forces did it."]


@pytest.mark.parametrize(
    ("accounts", "grade"),
    [
        ((an_account("1", place(BRENN)),), Grade.SINGLE),
        ((an_account("1", place(BRENN)), an_account("2", place(BRENN))), Grade.CORROBORATED),
        ((an_account("1", doer(ARMY, ARMY_SAYS)),), Grade.ADMITTED),
        ((an_account("1", doer(ARMY, MONITOR)), an_account("2", doer(FRONT, HOSPITAL))), Grade.CONTESTED),
        (
            (an_account("1", doer(ARMY, MONITOR), doer(ARMY, ARMY_SAYS, modality=Modality.DENIED)),),
            Grade.CONTESTED,
        ),
        (
            (an_account("1", a_claim(ClaimField.OCCURRENCE, False, ARMY_SAYS), modality=Modality.DENIED),),
            Grade.DISCOUNTED,
        ),
    ],
    ids=["single", "corroborated", "admitted", "rival doers", "denied part", "denied whole"],
)
def test_grade_is_the_first_rule_that_holds(accounts: tuple[Account, ...], grade: Grade) -> None:
    assert weigh(*accounts).grade is grade


def test_a_denial_says_who_denied_what() -> None:
    incident = weigh(an_account("1", doer(ARMY, MONITOR), doer(ARMY, ARMY_SAYS, modality=Modality.DENIED)))
    assert [c.because for c in incident.contradictions] == ["Actor:sy denied that Syrian forces did it."]
    assert [p.actor.name for p in incident.perpetrators] == ["Syrian forces"]


def test_a_side_that_denies_for_itself_denied_doing_it() -> None:
    side = replace(ARMY, name="Actor:sy")
    incident = weigh(an_account("1", doer(side, MONITOR), doer(side, ARMY_SAYS, modality=Modality.DENIED)))
    assert [c.because for c in incident.contradictions] == ["Actor:sy denied doing it."]


def test_a_part_of_a_whole_of_its_group_does_not_lower_the_tally() -> None:
    part = a_claim(ClaimField.KILLED, Count(low=3, high=3, part_of="clm-1-0"))
    (tally,) = weigh(an_account("1", killed(15), part)).tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (15, 15)


@pytest.mark.parametrize(
    ("n", "surface"),
    [(5, "five of the dead"), (9, "nine others"), (1, "a nurse"), (2, "two brothers"), (4, "four soldiers")],
)
def test_figures_for_some_of_the_dead_do_not_lower_the_tally(n: int, surface: str) -> None:
    some = killed(n, surface=surface)
    (tally,) = weigh(an_account("1", killed(15, surface="15 people"), some)).tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (15, 15)
    (alone,) = weigh(an_account("1", some)).tallies[ClaimField.KILLED]
    assert (alone.low, alone.high) == (n, n)


def test_figures_of_two_voices_or_two_reports_both_stand_in_the_tally() -> None:
    told = [killed(15, surface="15 people"), killed(11, MONITOR, surface="11 people")]
    (tally,) = weigh(an_account("1", *told)).tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (11, 15)
    two = (an_account(str(n), claim) for n, claim in enumerate(told, start=1))
    (tally,) = weigh(*two).tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (11, 15)


@pytest.mark.parametrize("surface", ["dozens of people", "a family of five", "tens of thousands of people"])
def test_a_crowd_counted_by_of_counts_all(surface: str) -> None:
    crowd, fewer = killed(50, surface=surface), killed(40, MONITOR, surface="40 people")
    (tally,) = weigh(an_account("1", crowd, fewer)).tallies[ClaimField.KILLED]
    assert (tally.low, tally.high) == (40, 50)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)))
def test_shuffled_accounts_give_equal_bytes(order: list[int]) -> None:
    told = [
        an_account("1", killed(12, MONITOR), place(BRENN)),
        an_account("2", killed(12, HOSPITAL), doer(ARMY)),
        an_account("3", killed(19, RESIDENT), doer(FRONT, MONITOR)),
        an_account("4", killed(19), place(IDLIB, HOSPITAL)),
    ]
    days = {"rep-1": "2019-07-08", "rep-3": "2019-07-09"}
    assert json_bytes(weigh(*(told[i] for i in order), days=days)) == json_bytes(weigh(*told, days=days))
