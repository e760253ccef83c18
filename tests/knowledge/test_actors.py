from __future__ import annotations

import pytest

from tallystick.knowledge.actors import ActorRow, load_actors, name_spellings
from tallystick.records.vocabulary import ActorKind, SourceKind

TABLE = load_actors()


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("ISIS", "islamic-state"),
        ("the Islamic State", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("Hay’at Tahrir al-Sham", "hts"),
        ("Hayat Tahrir Al Sham", "hts"),
        ("Peoples Protection Units", "ypg"),
        ("Syrian armed forces", "sy-forces"),
        ("Nigerien army", "ne-forces"),
        ("Peru's ministry of defense", "pe-defence-ministry"),
        ("Ministry of Defence of Russia", "ru-defence-ministry"),
        ("the Ministry of Health in Gaza", "gaza-health-ministry"),
        ("Pentagon", "us-defence-ministry"),
        ("U.S. Air Force", "us-air-force"),
        ("Zionist entity", "il-forces"),
        ("The New York Times", "nyt"),
    ],
)
def test_names_and_spellings_find_their_actor(name, actor_id):
    found = TABLE.find(name)
    assert found is not None
    assert found.actor_id == actor_id


@pytest.mark.parametrize("name", ["is", "us", "who", "", "Brenn Valley Farmers", "army", "Islamic"])
def test_other_words_find_nobody(name):
    assert TABLE.find(name) is None


def test_the_country_decides_between_two_of_one_name():
    assert TABLE.find("SNA", country="SO").actor_id == "so-forces"
    assert TABLE.find("SNA", country="SY").actor_id == "sna"


def test_the_year_decides_where_the_country_does_not():
    choose = TABLE.choose
    assert choose(("npfl", "lurd"), year=1992) == "npfl"
    assert choose(("npfl", "lurd"), year=2001) == "lurd"
    assert choose(("npfl", "lurd"), year=2024) == "npfl"
    assert choose(("npfl", "lurd", "ruf-sl"), country="SL", year=2024) == "ruf-sl"


def test_one_spelling_is_one_entry_with_all_its_owners():
    rows = [ActorRow(id="one", name="Al-Badr"), ActorRow(id="two", name="al Badr"), ActorRow(id="three", name="ALB")]
    owners = {alias.ids for keys, alias in name_spellings(rows) if keys == ("al", "badr")}
    assert owners == {("one", "two")}


def test_a_bare_branch_needs_its_country():
    assert TABLE.find("the defence ministry", country="KE").actor_id == "ke-defence-ministry"


@pytest.mark.parametrize(
    ("word", "country"), [("Turkish", "TR"), ("U.S.", "US"), ("Ukrainians", "UA"), ("DR Congo", "CD"), ("us", None)]
)
def test_demonyms_tell_the_country(word, country):
    assert TABLE.demonym(word) == country


def test_every_state_has_forces():
    for country in TABLE.country_names:
        forces = TABLE.state_forces(country)
        assert forces is not None
        assert forces.kind is ActorKind.STATE_FORCES
        assert forces.country == country


def test_parents_stand_in_the_table():
    assert [row.id for row in TABLE.rows.values() if row.parent is not None and row.parent not in TABLE.rows] == []


def test_source_kinds_follow_the_table():
    assert TABLE.source_kind("reuters") is SourceKind.WIRE
    assert TABLE.source_kind("sohr") is SourceKind.MONITOR
    assert TABLE.source_kind("ke-health-ministry") is SourceKind.MEDICAL
    assert TABLE.source_kind("nobody") is None
    assert TABLE.parent("iswap") == "islamic-state"


def test_the_table_is_wide_enough():
    assert sum(1 for row in TABLE.rows.values() if row.aliases) >= 450
