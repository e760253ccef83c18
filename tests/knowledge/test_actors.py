from __future__ import annotations

import csv
import itertools
from importlib import resources

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


def _ids():
    with resources.files("tallystick.knowledge").joinpath("data", "actors.csv").open(encoding="utf-8") as file:
        return [row["id"] for row in csv.DictReader(file)]


def _named():
    return [TABLE.rows[actor_id] for actor_id in _ids()]


def _told_apart(one, other):
    """Whether country or years decide between two actors of one name."""
    if one.country != other.country:
        return True
    first, second = sorted((one, other), key=lambda row: row.active_from or "")
    return bool(first.active_to and second.active_from and first.active_to <= second.active_from)


def test_no_name_stands_for_two_actors_unless_country_or_years_decide():
    shared = {alias.ids for _, alias in name_spellings(_named()) if len(alias.ids) > 1}
    pairs = [pair for ids in shared for pair in itertools.combinations([TABLE.rows[i] for i in ids], 2)]
    assert pairs
    assert [(one.id, other.id) for one, other in pairs if not _told_apart(one, other)] == []


def test_no_name_is_a_country_its_people_or_its_capital():
    names = [name for row in _named() if row.id != "il-government" for name in (row.name, *row.aliases)]
    assert [name for name in names if TABLE.demonym(name) is not None] == []


def test_names_are_more_than_a_plain_word():
    plain = set(resources.files("tallystick.knowledge").joinpath("data", "word_case.csv").read_text().split())
    rows = [row for row in _named() if row.id not in ("social-media", "colectivos")]
    bare = [name for row in rows for name in (row.name, *row.aliases) if name in plain]
    assert [name for name in bare if name == name.lower()] == []


def test_ids_are_unique_years_in_order_and_countries_known():
    ids = _ids()
    assert len(ids) == len(set(ids))
    for row in TABLE.rows.values():
        years = [int(year) for year in (row.active_from, row.active_to) if year is not None]
        assert years == sorted(years), row.id
        assert all(1700 <= year <= 2026 for year in years), row.id
        assert row.country is None or row.country in TABLE.country_names or row.country == "YU", row.id


def test_source_kinds_follow_the_table():
    assert TABLE.source_kind("reuters") is SourceKind.WIRE
    assert TABLE.source_kind("sohr") is SourceKind.MONITOR
    assert TABLE.source_kind("ke-health-ministry") is SourceKind.MEDICAL
    assert TABLE.source_kind("nobody") is None
    assert TABLE.parent("iswap") == "islamic-state"


def test_the_table_is_wide_enough():
    assert sum(1 for row in TABLE.rows.values() if row.aliases) >= 1000


@pytest.mark.parametrize("name", ["al-Nusra", "Al-Nusra", "al-Shabaab"])
def test_an_article_of_a_name_is_written_either_way(name):
    found = load_actors().find(name)
    assert found is not None
    assert found.actor_id is not None
