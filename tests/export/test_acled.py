from dataclasses import replace

import pytest
from invented_incident import (
    ARMY,
    BANNER,
    BRENN,
    CROWD,
    GUNMEN,
    JETS,
    POLICE,
    SENTENCE,
    SHIELD,
    VILLAGERS,
    a_report,
    account,
    claim,
    killed,
    place,
    told,
    when,
)

from tallystick.export.acled import ACLED, acled_row, number_of_words
from tallystick.export.profiles import Profile
from tallystick.export.shape import LeftOut
from tallystick.records.referent import Count
from tallystick.records.report import Quote
from tallystick.records.vocabulary import EventType, Modality, Standing

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()


def row(*accounts, **more):
    made = acled_row(told(*accounts, **more))
    assert not isinstance(made, LeftOut), made
    return made


def by(*actors, field="perpetrator"):
    return [claim(field, actor) for actor in actors]


def test_the_columns_are_those_of_the_codebook_and_then_ours():
    assert [column.name for column in ACLED.columns] == [*COLUMNS, "incident_id", "voices", "grade"]
    assert list(row(account())) == [column.name for column in ACLED.columns]


def test_an_incident_of_one_day_in_a_town():
    made = row(account(*by(ARMY), *by(BANNER, field="target"), killed(7, 7, "River Monitor")))
    assert made["event_id_cnty"] == "SYRinc-1"
    assert (made["event_date"], made["year"], made["time_precision"]) == ("2025-10-14", 2025, 1)
    assert (made["disorder_type"], made["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert (made["iso"], made["country"], made["region"]) == (760, "Syria", "Middle East")
    assert (made["admin1"], made["admin2"], made["location"]) == ("Idlib", "Harem", "Brenn")
    assert (made["latitude"], made["longitude"], made["geo_precision"]) == ("36.1000", "36.5000", 1)
    assert (made["inter1"], made["inter2"]) == ("State forces", "Rebel group")
    assert made["interaction"] == "State forces-Rebel group"
    assert made["source"] == "Outlet 1;River Monitor"
    assert (made["notes"], made["fatalities"]) == (SENTENCE, 7)
    assert (made["incident_id"], made["voices"], made["grade"]) == ("inc-1", 1, "single")
    assert all(made[name] is None for name in ("admin3", "source_scale", "tags", "timestamp"))


@pytest.mark.parametrize(
    ("first", "last", "day", "precision"),
    [
        ("2025-10-14", "2025-10-14", "2025-10-14", 1),
        ("2025-10-14", "2025-10-15", "2025-10-14", 2),
        ("2025-10-13", "2025-10-19", "2025-10-16", 2),
        ("2025-10-12", "2025-10-19", "2025-10-15", 3),
        ("2025-10-01", "2025-10-31", "2025-10-16", 3),
        ("2025-12-30", "2026-01-05", "2026-01-02", 2),
    ],
)
def test_an_interval_is_coded_on_its_middle_day(first, last, day, precision):
    made = row(account(claim("time", when(first, last))))
    assert (made["event_date"], made["time_precision"]) == (day, precision)
    assert made["year"] == int(day[:4])


@pytest.mark.parametrize(
    ("accounts", "because"),
    [
        ([account(claim("time", when("2025-10-01", "2025-11-01")))], "the time is vaguer than a month"),
        ([account(claim("time", when("XXXX-11-24")))], "the year is not known"),
        ([account(claim("time", None))], "no time is known"),
        ([account(claim("place", None))], "no country is known"),
        ([account(claim("place", place("sea", country=None)))], "no country is known"),
        (
            [account(claim("occurrence", False, "Army", modality=Modality.DENIED), modality=Modality.DENIED)],
            "discounted: denied or withdrawn, and nothing stands against it",
        ),
    ],
)
def test_what_has_no_room_is_left_out_with_its_reason(accounts, because):
    made = told(*accounts)
    if because.startswith("discounted"):
        made.incident["grade"] = "discounted"
    assert acled_row(made) == LeftOut(because=because)


def test_a_time_with_an_open_end_is_left_out():
    made = told(account())
    made.incident["time"] = {**made.incident["time"], "earliest": None}
    assert acled_row(made) == LeftOut(because="the time has an open end")


@pytest.mark.parametrize("kind", list(EventType))
def test_every_event_type_has_its_event_and_disorder_type(kind):
    made = row(account(kind=kind.value))
    assert made["sub_event_type"] == kind
    assert made["event_type"]
    assert made["disorder_type"]


def test_forces_outside_their_own_state_are_external():
    made = row(account(*by(JETS), *by(BANNER, field="target"), kind="Air/drone strike"))
    assert made["inter1"] == "External/Other forces"
    assert made["interaction"] == "Rebel group-External/Other forces"


def test_unidentified_gunmen_are_a_political_militia():
    made = row(account(*by(GUNMEN), *by(ARMY, field="target"), kind="Attack"))
    assert (made["actor1"], made["inter1"]) == ("gunmen", "Political militia")


def test_a_doer_of_unknown_kind_leaves_the_interaction_empty():
    made = row(account(*by(BANNER), *by(GUNMEN, field="target")))
    assert (made["inter2"], made["interaction"]) == (None, None)
    assert row(account(*by(BANNER)))["interaction"] == "Rebel group only"
    assert row(account(*by(BANNER, field="target")))["interaction"] is None


def test_violence_against_civilians_has_the_civilians_as_its_target():
    named = row(account(*by(BANNER), *by(ARMY, VILLAGERS, field="target"), kind="Attack"))
    assert (named["actor2"], named["assoc_actor_2"], named["inter2"]) == ("villagers", "Syrian army", "Civilians")
    unnamed = row(account(*by(BANNER), kind="Attack"))
    assert (unnamed["actor2"], unnamed["inter2"]) == ("Civilians (Syria)", "Civilians")
    assert unnamed["interaction"] == "Rebel group-Civilians"
    assert unnamed["civilian_targeting"] == "Civilian targeting"


def test_shells_that_are_told_to_have_hit_civilians_alone_target_civilians():
    hit = row(account(*by(ARMY), killed(7, 7, group="civilians")))
    assert (hit["actor2"], hit["civilian_targeting"]) == ("Civilians (Syria)", "Civilian targeting")
    mixed = row(account(*by(ARMY), killed(7, 7, group="civilians"), killed(2, 2, group="fighters")))
    assert (mixed["actor2"], mixed["civilian_targeting"]) == (None, None)
    fought = row(account(*by(ARMY), *by(BANNER, field="target"), killed(7, 7, group="civilians")))
    assert fought["civilian_targeting"] is None


def test_allies_named_together_are_associates():
    made = row(account(*by(ARMY, SHIELD, POLICE), *by(BANNER, VILLAGERS, field="target"), kind="Armed clash"))
    assert (made["actor1"], made["assoc_actor_1"]) == ("Syrian army", "Southern Shield;Syrian police")
    assert (made["actor2"], made["assoc_actor_2"]) == ("Black Banner", "villagers")


def test_a_rival_doer_is_no_associate_and_stands_in_the_notes():
    made = row(
        account(claim("perpetrator", ARMY, "Rescuers"), claim("perpetrator", BANNER, "Ministry")),
        account(claim("perpetrator", ARMY, "River Monitor"), report=2),
    )
    assert (made["actor1"], made["assoc_actor_1"]) == ("Syrian army", None)
    assert "Also named as the doer: Black Banner." in made["notes"]


def test_those_who_clash_and_those_who_sign_are_two_sides():
    for kind in ("Armed clash", "Agreement"):
        made = row(account(*by(ARMY, POLICE, BANNER), kind=kind))
        assert (made["actor1"], made["assoc_actor_1"], made["actor2"]) == (
            "Syrian army",
            "Syrian police",
            "Black Banner",
        )


def test_of_a_crowd_and_its_police_the_crowd_comes_first():
    made = row(account(*by(POLICE, CROWD), kind="Protest with intervention"))
    assert (made["actor1"], made["actor2"]) == ("protesters", "Syrian police")
    assert made["interaction"] == "State forces-Protesters"


def test_a_side_that_stands_alone_is_the_first_where_the_order_means_nothing():
    made = row(account(*by(CROWD, field="target"), kind="Peaceful protest"))
    assert (made["actor1"], made["actor2"], made["interaction"]) == ("protesters", None, "Protesters only")


@pytest.mark.parametrize(
    ("precision", "code"),
    [("site", 1), ("settlement", 1), ("area", 2), ("admin2", 2), ("admin1", 3), ("country", 3)],
)
def test_geo_precision(precision, code):
    assert row(account(claim("place", place(precision))))["geo_precision"] == code


@pytest.mark.parametrize(("where", "code"), [({"radius_km": 20.0}, 2), ({"radius_km": 60.0}, 3), ({"name": "SY"}, 3)])
def test_an_area_is_a_larger_region_beyond_the_surroundings_of_a_town(where, code):
    assert row(account(claim("place", place("area", **where))))["geo_precision"] == code


def test_a_mob_that_attacks_civilians_targets_civilians():
    made = row(account(*by(CROWD), *by(VILLAGERS, field="target"), kind="Mob violence"))
    assert made["civilian_targeting"] == "Civilian targeting"
    assert row(account(*by(CROWD), *by(POLICE, field="target"), kind="Mob violence"))["civilian_targeting"] is None


def test_fatalities_are_the_lowest_current_figure_and_the_range_is_in_the_notes():
    made = row(account(killed(7, 7, "Rescuers")), account(killed(11, 11, "Ministry"), report=2))
    assert made["fatalities"] == 7
    assert "Killed: 7 to 11." in made["notes"]


def test_an_upper_bound_is_said_to_be_one():
    made = row(account(killed(None, 12)))
    assert made["fatalities"] == 12
    assert "Killed: at most 12." in made["notes"]


def test_nothing_said_is_empty_and_nobody_killed_is_zero():
    assert row(account())["fatalities"] is None
    assert row(account(killed(0, 0)))["fatalities"] == 0
    assert row(account(claim("casualties", Count(low=0, high=0))))["fatalities"] == 0
    assert row(account(claim("casualties", Count(low=0, high=0, group="soldiers"))))["fatalities"] is None
    assert row(account(killed(0, 0, group="soldiers")))["fatalities"] is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dozens", 12),
        ("Dozens", 12),
        ("several dozen", 12),
        ("tens", 10),
        ("hundreds", 100),
        ("several hundred", 100),
        ("several", 3),
        ("a few", 3),
        ("scores", None),
        ("many", None),
        ("tense", None),
    ],
)
def test_words_stand_for_the_numbers_of_the_codebook_alone(words, number):
    assert number_of_words(words) == number
    made = row(account(killed(None, None, vague=words)))
    assert made["fatalities"] == number
    assert f"Killed, in words: “{words}”." in made["notes"]


def test_a_figure_goes_before_a_word():
    made = row(account(killed(None, None, "Mayor", vague="hundreds")), account(killed(40, 40, "Hospital"), report=2))
    assert made["fatalities"] == 40


def test_the_notes_quote_the_account_that_is_about_it():
    aside = account(*by(ARMY), *by(BANNER, field="target"), killed(3, 3), standing=Standing.BACKGROUND)
    bare = account(report=2)
    full = account(*by(ARMY), killed(3, 3), report=3)
    quoted = [
        replace(one, evidence=(Quote(start=0, end=len(words), text=words),))
        for one, words in ((aside, "Recalled."), (bare, "Bare."), (full, "Full."))
    ]
    assert row(*quoted)["notes"] == "Full."


def test_the_public_profile_has_no_site_of_an_attack_on_people():
    clinic = place("site", name="Brenn clinic", lat=36.12345, lon=36.54321)
    made = row(account(claim("place", clinic, surface="Brenn clinic"), kind="Attack"), profile=Profile.PUBLIC)
    assert (made["location"], made["latitude"], made["geo_precision"]) == ("Harem", "36.1000", 2)
    assert "clinic" not in str(made)


def test_the_public_profile_names_no_such_site_as_what_was_hit():
    clinic = place("site", name="Brenn clinic")
    hit = claim("target", replace(VILLAGERS, name="patients of Brenn clinic"))
    made = row(account(*by(GUNMEN), hit, claim("place", clinic), kind="Attack"), profile=Profile.PUBLIC)
    assert made["actor2"].startswith("patients of █")
    assert "clinic" not in str(made)


def test_a_semicolon_in_a_name_does_not_split_a_list():
    made = row(account(), reports=(a_report(1, outlet="News; Views"),))
    assert made["source"] == "News, Views"


def test_no_place_is_positioned_without_coordinates():
    made = row(account(claim("place", place("admin1", lat=None, lon=None))))
    assert (made["latitude"], made["longitude"]) == (None, None)


def test_the_given_records_are_not_changed():
    one = told(account(*by(ARMY), killed(7, 7)))
    before = str(one)
    acled_row(one)
    assert str(one) == before
    assert BRENN.name in before
