from __future__ import annotations

from dataclasses import replace

import pytest
from invented_accounts import (
    ARMY,
    ARMY_SAYS,
    BRENN,
    FARLO,
    FRONT,
    HOSPITAL,
    IDLIB,
    MONITOR,
    RESIDENT,
    a_claim,
    an_account,
    day,
    doer,
    hit,
    kind,
    place,
    weigh,
)

from tallystick.records.account import Claim
from tallystick.records.encoding import incident_from_json, json_bytes
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Moment
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    EventType,
    Grade,
    Modality,
    PartOfDay,
    PlacePrecision,
    SourceKind,
    TimePrecision,
)

AIR, SHELLS = EventType.AIR_DRONE_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE_ATTACK
BOMB, GRENADE = EventType.REMOTE_EXPLOSIVE_LANDMINE_IED, EventType.GRENADE
RESCUERS = Actor(name="Civil Defence", actor_id="cd", kind=ActorKind.UNKNOWN, country="SY")
VILLAGERS = Actor(name="villagers", kind=ActorKind.CIVILIANS, unit=ActorUnit.GROUP)
MONTH = Moment(edtf="2019-07", earliest="2019-07-01", latest="2019-07-31", precision=TimePrecision.MONTH)
YEAR = replace(MONTH, edtf="2019", earliest="2019-01-01", latest="2019-12-31", precision=TimePrecision.YEAR)


def fields(*claims: Claim, days: dict[str, str] | None = None) -> list[str]:
    """The fields in contradiction, each claim in a report of its own."""
    told = (an_account(str(n), claim) for n, claim in enumerate(claims))
    return [c.field for c in weigh(*told, days=days).contradictions]


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (day("2019-07-08"), day("2019-07-11", HOSPITAL), True),
        (day("2019-07-08"), day("2019-07-09", HOSPITAL), False),
        (day("2019-07-08", part=PartOfDay.NIGHT), day("2019-07-09", HOSPITAL, part=PartOfDay.NIGHT), True),
        (day("2019-07-08", part=PartOfDay.EVENING), day("2019-07-09", HOSPITAL, part=PartOfDay.MORNING), False),
        (day("2019-07-08", part=PartOfDay.AFTERNOON), day("2019-07-09", HOSPITAL, part=PartOfDay.MORNING), False),
        (day("2019-07-08"), day("2019-07-11", HOSPITAL, because="uncertain: it may be another day"), False),
        (day("2019-07-08"), a_claim(ClaimField.TIME, replace(YEAR, edtf="2018", latest="2018-12-31"), HOSPITAL), False),
    ],
    ids=["days apart", "next day", "two nights", "a night between", "time zones", "in doubt", "no day"],
)
def test_days_contradict_where_no_night_can_join_them(one: Claim, other: Claim, contradict: bool) -> None:
    assert fields(one, other) == [ClaimField.TIME] * contradict


def test_two_days_in_one_report_are_two_occurrences() -> None:
    assert weigh(an_account("1", day("2019-07-08", MONITOR), day("2019-07-11", HOSPITAL))).contradictions == ()


def test_a_report_with_two_days_may_mean_either() -> None:
    two = an_account("1", day("2019-07-08", MONITOR), day("2019-07-11", HOSPITAL))
    assert weigh(two, an_account("2", day("2019-07-08", RESIDENT))).contradictions == ()
    assert [c.field for c in weigh(two, an_account("2", day("2019-07-14", RESIDENT))).contradictions] == [
        ClaimField.TIME
    ]


def test_a_day_after_the_report_was_published_is_misread() -> None:
    assert fields(day("2019-07-08"), day("2019-07-15", HOSPITAL), days={"rep-1": "2019-07-10"}) == []
    assert fields(day("2019-07-08"), day("2019-07-15", HOSPITAL), days={"rep-1": "2019-07-16"}) == [ClaimField.TIME]


@pytest.mark.parametrize(
    ("beside", "contradict"),
    [
        (a_claim(ClaimField.TIME, None, HOSPITAL), False),
        (a_claim(ClaimField.TIME, MONTH, HOSPITAL), False),
        (a_claim(ClaimField.TIME, YEAR, HOSPITAL), True),
    ],
    ids=["one unread", "its month", "its year"],
)
def test_what_a_voice_says_beside_a_day_may_agree(beside: Claim, contradict: bool) -> None:
    told = an_account("1", day("2019-07-11", HOSPITAL), beside)
    found = weigh(told, an_account("2", day("2019-07-08"))).contradictions
    assert [c.field for c in found] == [ClaimField.TIME] * contradict


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (place(BRENN), place(FARLO, HOSPITAL), True),
        (place(BRENN), place(FARLO, HOSPITAL, because="uncertain: other places have this name"), False),
        (place(replace(BRENN, name="Idlib market", precision=PlacePrecision.AREA)), place(FARLO, HOSPITAL), False),
        (place(BRENN), place(IDLIB, HOSPITAL), False),
    ],
    ids=["towns apart", "in doubt", "a province's name", "province"],
)
def test_places_contradict_where_neither_can_hold_the_other(one: Claim, other: Claim, contradict: bool) -> None:
    assert fields(one, other) == [ClaimField.PLACE] * contradict


def test_places_side_by_side_in_one_report_are_a_list_in_every_report() -> None:
    listed = an_account("1", place(BRENN, MONITOR, start=10), place(FARLO, HOSPITAL, start=40))
    assert weigh(listed, an_account("2", place(FARLO, RESIDENT))).contradictions == ()


def test_an_outlet_passes_on_the_place_that_it_cites() -> None:
    told = an_account("1", place(BRENN), place(FARLO, HOSPITAL))
    assert weigh(told).contradictions == ()
    (found,) = weigh(told, an_account("2", place(BRENN, MONITOR))).contradictions
    assert found.because == "Voices differ on where: Brenn (Rights Monitor); Farlo (Brenn hospital)."


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (kind(BOMB, MONITOR), kind(GRENADE, RESIDENT), True),
        (kind(BOMB, MONITOR), kind(AIR, RESIDENT), True),
        (kind(AIR, MONITOR), kind(GRENADE, RESIDENT), False),
        (kind(AIR, MONITOR), kind(SHELLS, RESIDENT), False),
        (kind(AIR, MONITOR), kind(BOMB, surface="car bomb"), True),
        (kind(AIR, MONITOR), kind(BOMB, surface="bombing"), False),
        (kind(AIR, MONITOR), kind(BOMB, surface="went off"), False),
        (kind(AIR), kind(BOMB), False),
        (kind(AIR, MONITOR), kind(BOMB, RESIDENT, modality=Modality.ALLEGED), False),
    ],
    ids=["grenade", "bomb", "dropped grenade", "nouns", "own word", "general", "generic", "outlets", "alleged"],
)
def test_kinds_contradict_where_a_source_says_one(one: Claim, other: Claim, contradict: bool) -> None:
    assert fields(one, other) == [ClaimField.EVENT_TYPE] * contradict


def test_air_and_ground_fire_contradict_where_the_doers_do() -> None:
    air = an_account("1", kind(AIR, MONITOR), doer(ARMY, MONITOR))
    ground = an_account("2", kind(SHELLS, ARMY_SAYS), doer(FRONT, ARMY_SAYS))
    found = weigh(air, ground).contradictions
    assert {c.field for c in found} == {ClaimField.EVENT_TYPE, ClaimField.PERPETRATOR}


def test_a_state_and_a_group_are_the_sides_of_a_clash() -> None:
    rivals = doer(ARMY, MONITOR), doer(FRONT, HOSPITAL)
    assert fields(*rivals) == [ClaimField.PERPETRATOR]
    assert fields(*rivals, kind(EventType.ARMED_CLASH, RESIDENT)) == []


def test_an_outlet_does_not_contradict_the_source_that_it_cites() -> None:
    assert weigh(an_account("1", doer(FRONT), doer(ARMY, HOSPITAL))).contradictions == ()
    assert fields(doer(FRONT), doer(ARMY, HOSPITAL)) == [ClaimField.PERPETRATOR]
    assert weigh(an_account("1", kind(BOMB), kind(SHELLS, HOSPITAL))).contradictions == ()
    assert fields(kind(BOMB), kind(SHELLS, HOSPITAL)) == [ClaimField.EVENT_TYPE]


def test_who_was_hit_by_the_word_of_the_same_report_is_no_rival_doer() -> None:
    said, told = an_account("1", doer(ARMY, HOSPITAL)), doer(FRONT, MONITOR)
    assert len(weigh(said, an_account("2", told)).contradictions) == 1
    assert weigh(said, an_account("2", told, hit(FRONT, MONITOR))).contradictions == ()


def test_a_doer_whom_both_voices_name_is_none_of_the_rivals() -> None:
    told = [an_account("1", doer(ARMY, MONITOR), doer(FRONT, MONITOR)), an_account("2", doer(FRONT, HOSPITAL))]
    assert weigh(*told).contradictions == ()


@pytest.mark.parametrize(
    ("claims", "contradict"),
    [
        ((hit(FRONT, ARMY_SAYS), hit(VILLAGERS, RESIDENT)), True),
        ((hit(FRONT, ARMY_SAYS), hit(RESCUERS)), True),
        ((hit(FRONT, MONITOR), hit(VILLAGERS, RESIDENT)), False),
        ((hit(FRONT, ARMY_SAYS), hit(ARMY, RESIDENT)), False),
        ((hit(FRONT, ARMY_SAYS), hit(VILLAGERS, ARMY_SAYS), hit(VILLAGERS, RESIDENT)), False),
    ],
    ids=["villagers", "rescuers", "on no side", "both armed", "both hit"],
)
def test_a_side_that_hit_fighters_contradicts_who_saw_others_hit(claims: tuple[Claim, ...], contradict: bool) -> None:
    found = weigh(*(an_account(str(n), claim) for n, claim in enumerate(claims))).contradictions
    assert [c.because.split(":")[0] for c in found] == ["Voices differ on who was hit"] * contradict


@pytest.mark.parametrize("source", [(), (SourceLink(name="Brenn Wire", kind=SourceKind.WIRE, named=True),)])
def test_an_outlet_reports_a_denial_and_does_not_deny(source: tuple[SourceLink, ...]) -> None:
    denied = a_claim(ClaimField.OCCURRENCE, False, *source)
    (found,) = weigh(an_account("1", kind(AIR, MONITOR), denied)).contradictions
    assert found.because.endswith("reported a denial that it happened.")
    accused = (doer(ARMY, MONITOR), doer(ARMY, *source, modality=Modality.DENIED))
    (found,) = weigh(an_account("1", *accused)).contradictions
    assert found.because.endswith("reported a denial that Syrian forces did it.")


def test_a_kind_that_is_denied_by_who_names_no_other_denies_the_occurrence() -> None:
    told, denied = kind(AIR, MONITOR), kind(AIR, ARMY_SAYS, modality=Modality.DENIED)
    incident = weigh(an_account("1", told), an_account("2", denied))
    assert [c.because for c in incident.contradictions] == ["Actor:sy denied that it happened."]
    assert incident.grade is Grade.CONTESTED
    assert [p.value for c in incident.contradictions for p in c.positions] == [False]
    assert incident_from_json(json_bytes(incident)) == incident
    assert weigh(an_account("1", told), an_account("2", denied, kind(SHELLS, ARMY_SAYS))).contradictions == ()
