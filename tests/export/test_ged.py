import pytest
from invented_incident import (
    ARMY,
    BANNER,
    CROWD,
    GUNMEN,
    JETS,
    POLICE,
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

from tallystick.export.ged import GED, ged_row
from tallystick.export.shape import LeftOut
from tallystick.records.vocabulary import Clarity

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
).split()
REGISTERS = (
    "relid active_year code_status conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "side_a_dset_id side_a_new_id side_b_dset_id side_b_new_id priogrid_gid country_id gwnoa gwnob"
).split()
DEAD = killed(5, 5)


def row(*accounts, **more):
    made = ged_row(told(*accounts, **more))
    assert not isinstance(made, LeftOut), made
    return made


def by(*actors, field="perpetrator"):
    return [claim(field, actor) for actor in actors]


def dead(made):
    return tuple(made[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown"))


def test_the_columns_are_those_of_the_data_set_and_then_ours():
    assert len(COLUMNS) == 49
    assert [column.name for column in GED.columns] == [*COLUMNS, "incident_id", "voices", "grade"]
    made = row(account(DEAD))
    assert list(made) == [column.name for column in GED.columns]
    assert all(made[name] is None for name in REGISTERS)


@pytest.mark.parametrize(
    ("doers", "targets", "kind", "dyad"),
    [
        ([ARMY], [BANNER], 1, "Syrian army - Black Banner"),
        ([BANNER], [ARMY], 1, "Syrian army - Black Banner"),
        ([ARMY], [JETS], 1, "Syrian army - Turkish Air Force"),
        ([BANNER], [SHIELD], 2, "Black Banner - Southern Shield"),
        ([BANNER], [VILLAGERS], 3, "Black Banner - Civilians"),
        ([ARMY], [CROWD], 3, "Syrian army - Civilians"),
        ([GUNMEN], [ARMY], None, "gunmen - Syrian army"),
        ([BANNER], [], None, None),
        ([], [ARMY], None, None),
        ([CROWD], [POLICE], None, "protesters - Syrian police"),
    ],
)
def test_the_kinds_of_the_sides_make_the_type_of_violence(doers, targets, kind, dyad):
    made = row(account(*by(*doers), *by(*targets, field="target"), DEAD))
    assert (made["type_of_violence"], made["dyad_name"]) == (kind, dyad)


def test_an_attack_on_civilians_nobody_names_is_one_sided():
    assert row(account(*by(BANNER), DEAD, kind="Attack"))["type_of_violence"] == 3
    shelled = row(account(*by(ARMY), killed(5, 5, group="civilians")))
    assert (shelled["type_of_violence"], shelled["side_b"]) == (3, "Civilians")
    taken = account(*by(BANNER), killed(5, 5, group="civilians"), kind="Non-state actor overtakes territory")
    assert row(taken)["type_of_violence"] is None


def test_the_dead_of_an_armed_group_that_attacks_a_state_are_those_of_side_b():
    losses = killed(3, 3, group="soldiers"), killed(9, 9, group="fighters")
    made = row(account(*by(BANNER), *by(ARMY, field="target"), *losses, kind="Armed clash"))
    assert made["side_a"] == "Syrian army"
    assert dead(made) == (3, 9, 0, 0)
    assert (made["low"], made["best"], made["high"]) == (12, 12, 12)


@pytest.mark.parametrize(
    ("accounts", "because"),
    [
        ([account()], "no death is counted in figures"),
        ([account(killed(0, 0))], "no death is counted in figures"),
        ([account(killed(None, None, vague="dozens"))], "no death is counted in figures"),
        ([account(DEAD, claim("place", None))], "no country is known"),
        ([account(DEAD, claim("time", None))], "no time is known"),
        ([account(DEAD, claim("time", when("XXXX-03-01")))], "the year is not known"),
        ([account(DEAD, claim("time", when("2024-01-01", "2025-03-01")))], "the time is vaguer than a year"),
    ],
)
def test_what_has_no_room_is_left_out_with_its_reason(accounts, because):
    assert ged_row(told(*accounts)) == LeftOut(because=because)


def test_a_discounted_incident_is_left_out():
    made = told(account(DEAD))
    made.incident["grade"] = "discounted"
    assert ged_row(made) == LeftOut(because="discounted: denied or withdrawn, and nothing stands against it")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2025-10-14", "2025-10-14", 1),
        ("2025-10-14", "2025-10-15", 2),
        ("2025-10-14", "2025-10-19", 2),
        ("2025-10-13", "2025-10-19", 3),
        ("2025-10-12", "2025-10-19", 4),
        ("2025-10-01", "2025-10-31", 4),
        ("2025-01-01", "2025-12-31", 5),
    ],
)
def test_date_precision_and_both_ends(first, last, code):
    made = row(account(DEAD, claim("time", when(first, last))))
    assert (made["date_prec"], made["date_start"], made["date_end"]) == (code, first, last)
    assert made["year"] == 2025


@pytest.mark.parametrize(
    ("where", "code"),
    [
        (place("site"), 1),
        (place("settlement"), 1),
        (place("area", radius_km=15.0), 2),
        (place("area", radius_km=60.0), 5),
        (place("admin2"), 3),
        (place("admin1"), 4),
        (place("country", name="Syria"), 6),
        (place("country", name="southern Syria"), 5),
        (place("sea"), 7),
    ],
)
def test_where_precision(where, code):
    assert row(account(DEAD, claim("place", where)))["where_prec"] == code


def test_the_place_in_names_degrees_and_the_words_that_say_so():
    made = row(account(DEAD))
    assert (made["where_coordinates"], made["where_description"]) == ("Brenn", "the market of Brenn")
    assert (made["latitude"], made["longitude"], made["geom_wkt"]) == (36.1, 36.5, "POINT (36.5 36.1)")
    assert (made["country"], made["region"]) == ("Syria", "Middle East")


def test_a_campaign_told_as_one_is_less_clear():
    assert row(account(DEAD))["event_clarity"] == 1
    assert row(account(DEAD, clarity=Clarity.AGGREGATED))["event_clarity"] == 2


def test_sources_of_which_nothing_is_known_are_an_empty_cell():
    made = row(account(killed(5, 5)), reports=(a_report(1, outlet=None), a_report(2, outlet=None)))
    assert made["source_office"] is None
    assert made["source_article"].startswith("2025-10-15,")


def test_the_sources_stand_side_by_side_one_item_a_report():
    reports = (a_report(1), a_report(2, outlet=None, title="Toll; rises"), a_report(3, lineage="rep-1"))
    accounts = (
        account(killed(5, 5, "Reuters", "the Brenn hospital")),
        account(killed(6, 6, "Mayor"), report=2),
        account(killed(5, 5), report=3),
    )
    made = row(*accounts, reports=reports)
    assert (
        made["source_article"] == "Outlet 1,2025-10-15,Headline 1;2025-10-16,Toll, rises;Outlet 3,2025-10-17,Headline 3"
    )
    assert made["source_office"] == "Outlet 1;;Outlet 3"
    assert made["source_date"] == "2025-10-15;2025-10-16;2025-10-17"
    assert made["source_headline"] == "Headline 1;Toll, rises;Headline 3"
    assert made["source_original"] == "the Brenn hospital;Mayor"
    assert made["number_of_sources"] == 2


def test_best_is_what_most_voices_say_and_low_and_high_are_the_ends():
    made = row(
        account(killed(7, 7, "Rescuers")),
        account(killed(7, 7, "Mayor"), report=2),
        account(killed(11, 11, "Ministry"), report=3),
        account(killed(4, 4, "Resident"), report=4),
    )
    assert (made["low"], made["best"], made["high"]) == (4, 7, 11)
    assert dead(made) == (0, 0, 0, 7)
