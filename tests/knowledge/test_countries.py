from tallystick.knowledge.actors import load_actors
from tallystick.knowledge.countries import load_countries
from tallystick.knowledge.event_kinds import load_event_kinds
from tallystick.records.vocabulary import EventType

ACLED_REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "East Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America",
    "South America", "Caribbean", "North America", "Oceania", "Antarctica",
}  # fmt: skip


def test_every_country_that_a_report_can_name_has_its_codes():
    countries = load_countries()
    assert set(load_actors().country_names) <= set(countries)
    for code, country in countries.items():
        assert (country.code, len(country.iso3), country.iso3.isupper()) == (code, 3, True)
        assert country.numeric is None or 0 < country.numeric < 1000


def test_no_code_stands_twice():
    countries = load_countries().values()
    numbers = [country.numeric for country in countries if country.numeric is not None]
    assert len({country.iso3 for country in countries}) == len(countries)
    assert len(set(numbers)) == len(numbers) == len(countries) - 1  # Kosovo has none


def test_countries_have_the_names_that_incidents_are_told_with():
    names = load_actors().country_names
    assert {code: load_countries()[code].name for code in names} == names


def test_regions_are_those_of_the_codebooks_and_empty_where_not_sure():
    regions = {country.acled_region for country in load_countries().values()}
    assert regions == ACLED_REGIONS - {"Antarctica"} | {None}
    assert {c.ucdp_region for c in load_countries().values()} == {
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Middle East",
        None,
    }
    assert load_countries()["SD"].acled_region == "Northern Africa"
    assert load_countries()["TR"].ucdp_region == "Middle East"


def test_every_event_type_has_its_readings():
    kinds = load_event_kinds()
    assert set(kinds) == set(EventType)
    assert all(kind.event_type and kind.disorder_type and kind.plover and kind.ucdp for kind in kinds.values())
