from __future__ import annotations

from dataclasses import replace

import pytest
from invented_accounts import (
    ARMY_SAYS,
    BRENN,
    FARLO,
    HOSPITAL,
    MONITOR,
    RESIDENT,
    a_claim,
    an_account,
    day,
    killed,
    place,
    weigh,
)

from tallystick.records.account import Account, Claim
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField, Modality

DAYS = {f"rep-{n}": f"2019-07-{7 + n:02}" for n in range(1, 5)}


def reasons(*accounts: Account, days: dict[str, str] | None = None, **of: dict[str, str]) -> list[str]:
    return [c.because for c in weigh(*accounts, days=days, **of).contradictions]


def count(field: ClaimField, n: int, *source: object, **of: object) -> Claim:
    return a_claim(field, Count(low=n, high=n, **of), *source)


def test_a_toll_that_grows_from_day_to_day_is_a_history() -> None:
    early, late = an_account("1", killed(12, HOSPITAL)), an_account("2", killed(19, MONITOR))
    assert reasons(early, late, days=DAYS) == []
    assert reasons(early, late, days=dict.fromkeys(DAYS, "2019-07-08")) != []
    assert reasons(early, late) != []


def test_a_lower_toll_that_is_told_later_contradicts() -> None:
    early, late = an_account("1", killed(19, HOSPITAL)), an_account("2", killed(12, MONITOR))
    assert reasons(early, late, days=DAYS) == [
        "Voices differ on how many were killed: 12 (Rights Monitor); 19 (Brenn hospital)."
    ]


def test_none_is_no_early_count() -> None:
    early, late = an_account("1", killed(0, ARMY_SAYS)), an_account("2", killed(12, MONITOR))
    assert len(reasons(early, late, days=DAYS)) == 1


def test_a_reprint_says_nothing_anew() -> None:
    told = [an_account("1", killed(12)), an_account("2", killed(19)), an_account("3", killed(12))]
    assert reasons(*told, days=DAYS, lineages={"rep-3": "rep-1"}) == []
    incident = weigh(told[0], told[2], an_account("4", killed(15, MONITOR)), days=DAYS, lineages={"rep-3": "rep-1"})
    assert incident.contradictions == ()


def test_a_voice_that_also_gives_the_other_figure_does_not_differ() -> None:
    assert reasons(an_account("1", killed(12), killed(5)), an_account("2", killed(5, MONITOR))) == []


def test_the_own_word_of_an_outlet_adds_no_voice_to_the_source_that_it_cites() -> None:
    at_least = a_claim(ClaimField.KILLED, Count(low=16), HOSPITAL)
    assert reasons(an_account("1", killed(16), at_least), an_account("2", killed(17, MONITOR))) == []


def test_within_one_report_two_sources_differ_but_not_the_outlet_and_its_source() -> None:
    assert reasons(an_account("1", killed(35), killed(8, HOSPITAL))) == []
    assert reasons(an_account("1", killed(35), killed(8, HOSPITAL, group="fighters"))) == []
    assert len(reasons(an_account("1", killed(35, MONITOR), killed(8, HOSPITAL)))) == 1
    assert len(reasons(an_account("1", killed(35), killed(8, HOSPITAL)), an_account("2", killed(35, MONITOR)))) == 1


@pytest.mark.parametrize(
    ("surface", "whole"),
    [("five people", True), ("five members of the brigade", True), ("five of the dead", False), ("five others", False)],
)
def test_some_of_the_dead_are_no_rival_whole(surface: str, whole: bool) -> None:
    some = killed(5, HOSPITAL, surface=surface)
    assert bool(reasons(an_account("1", some), an_account("2", killed(12, MONITOR)))) is whole


def test_a_headline_shortens_at_least() -> None:
    at_least = a_claim(ClaimField.KILLED, Count(low=12), HOSPITAL)
    rival = an_account("2", killed(19, MONITOR))
    assert reasons(an_account("1", killed(12, RESIDENT), at_least), rival) == []
    assert len(reasons(an_account("1", at_least, killed(12, RESIDENT)), rival)) == 1


def test_a_report_that_tells_two_days_or_places_may_mean_any_of_its_figures() -> None:
    figures, rival = (killed(8, HOSPITAL), killed(44, MONITOR)), an_account("2", killed(44, ARMY_SAYS))
    assert len(reasons(an_account("1", *figures), rival)) == 1
    for two in ((day("2019-07-08"), day("2019-07-11")), (place(BRENN), place(FARLO))):
        found = weigh(an_account("1", *figures, *two), rival).contradictions
        assert [c.field for c in found if c.field is ClaimField.KILLED] == []


def test_a_figure_that_somebody_calls_wrong_is_no_early_count() -> None:
    early, late = an_account("1", killed(11, HOSPITAL)), an_account("2", killed(14, MONITOR))
    assert reasons(early, late, days=DAYS) == []
    not_eleven = killed(11, MONITOR, modality=Modality.DENIED)
    assert reasons(early, an_account("2", killed(14, MONITOR), not_eleven), days=DAYS) == [
        "Voices differ on how many were killed: 11 (Brenn hospital); 14 (Rights Monitor)."
    ]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((killed(9, ARMY_SAYS, group="fighters"),), killed(31, MONITOR), {"31", "9 fighters"}),
        (
            (killed(9, ARMY_SAYS, group="fighters"), killed(0, ARMY_SAYS, group="civilians")),
            killed(31, MONITOR, group="civilians"),
            {"31 civilians", "9 fighters"},
        ),
        ((killed(5, ARMY_SAYS, group="civilians"),), killed(34, MONITOR), {"34", "5 civilians"}),
        ((killed(0, ARMY_SAYS, group="civilians"),), killed(16, MONITOR), {"16", "0 civilians"}),
        ((killed(14, ARMY_SAYS, group="children"),), killed(12, MONITOR), {"12", "14 children"}),
    ],
    ids=["fighters and all", "fighters and civilians", "civilians and all", "no civilians", "part above whole"],
)
def test_who_the_dead_were_is_in_their_number(one: tuple[Claim, ...], other: Claim, said: set[str]) -> None:
    found = [an_account("1", *one), an_account("2", other)]
    contradictions = [c for c in weigh(*found).contradictions if "how many were killed: " in c.because]
    (listed,) = (c.because.removesuffix(".").partition(": ")[2].split("; ") for c in contradictions)
    assert {position.partition(" (")[0] for position in listed} == said


@pytest.mark.parametrize(
    "claims",
    [
        (killed(9, ARMY_SAYS, group="fighters"), killed(5, HOSPITAL, group="civilians"), killed(14, MONITOR)),
        (killed(5, HOSPITAL, group="civilians"), killed(9, ARMY_SAYS, group="soldiers"), killed(14, MONITOR)),
        (killed(9, ARMY_SAYS, group="fighters"), killed(4, HOSPITAL, group="civilians")),
        (killed(3, HOSPITAL, group="children"), killed(12, MONITOR)),
        (killed(4, HOSPITAL, group="police"), killed(12, MONITOR)),
        (killed(5, HOSPITAL, group="civilians"), killed(7, MONITOR), killed(2, MONITOR, group="soldiers")),
        (
            count(ClaimField.INJURED, 5, HOSPITAL, group="civilians"),
            count(ClaimField.INJURED, 30, MONITOR),
        ),
    ],
    ids=["a third adds up", "with soldiers", "fewer civilians", "children", "police", "own parts", "the hurt"],
)
def test_parts_that_can_stand_beside_each_other_agree(claims: tuple[Claim, ...]) -> None:
    assert reasons(*(an_account(str(n), claim) for n, claim in enumerate(claims))) == []


def test_one_person_told_by_what_they_are_counts_nobody() -> None:
    nurse, one = replace(killed(1), surface="a nurse"), replace(killed(1), surface="one person")
    assert reasons(an_account("1", nurse), an_account("2", killed(7, MONITOR))) == []
    assert len(reasons(an_account("1", one), an_account("2", killed(7, MONITOR)))) == 1


def test_what_is_left_of_a_list_is_no_whole() -> None:
    listed = an_account("1", killed(2, RESIDENT, group="fighters"), killed(1, RESIDENT, surface="one labourer"))
    assert reasons(listed, an_account("2", killed(3, MONITOR))) == []


def test_casualties_are_held_against_the_killed_and_the_injured_together() -> None:
    both = an_account("1", count(ClaimField.CASUALTIES, 40, MONITOR))
    parts = an_account("2", killed(10, HOSPITAL), count(ClaimField.INJURED, 12, HOSPITAL))
    (because,) = reasons(both, parts)
    start, _, listed = because.removesuffix(".").partition(": ")
    assert start == "Voices differ on how many were killed or injured"
    assert set(listed.split("; ")) == {
        "40 (Rights Monitor)",
        "12 injured (Brenn hospital)",
        "10 killed (Brenn hospital)",
    }
    assert reasons(both, an_account("2", killed(10, HOSPITAL), count(ClaimField.INJURED, 30, HOSPITAL))) == []
    assert reasons(both, an_account("2", killed(10, HOSPITAL))) == []
    assert len(reasons(both, an_account("2", killed(50, HOSPITAL)))) == 1


def test_relatives_of_somebody_are_a_part_of_what_others_count() -> None:
    brothers = killed(2, RESIDENT, surface="two brothers")
    incident = weigh(an_account("1", killed(32, HOSPITAL), brothers))
    (tally,) = incident.tallies[ClaimField.KILLED]
    assert (tally.low, tally.high, incident.contradictions) == (32, 32, ())
    (alone,) = weigh(an_account("1", brothers)).tallies[ClaimField.KILLED]
    assert (alone.low, alone.high) == (2, 2)
