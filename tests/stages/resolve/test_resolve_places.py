from __future__ import annotations

import pytest

from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place, Unresolved
from tallystick.records.report import Report
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.resolve.places import resolve_places


def resolved(text: str) -> list[Place | Unresolved | None]:
    report, gazetteer = Report(id="r", text=text), load_gazetteer()
    mentions = mark_places(report, sentences=split_sentences(text), gazetteer=gazetteer)
    return [mention.place for mention in resolve_places(mentions, report=report, gazetteer=gazetteer)]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Gunmen clashed in Tripoli, Lebanon, on Sunday.", "Tripoli", "LB", "settlement"),
        ("Libyan militias clashed in Tripoli on Sunday.", "Tripoli", "LY", "settlement"),
        ("Two soldiers were wounded in Palmyra, Syria.", "Palmyra", "SY", "settlement"),
        ("Shells fell in Idlib as Syrian troops advanced.", "Idlib", "SY", "settlement"),
        ("Shells fell in Idlib province as Syrian troops advanced.", "Idlib", "SY", "admin1"),
        ("The strike hit a depot near Mayadeen.", "near Mayadin", "SY", "area"),
        ("The strike hit a camp west of Albu Kamal.", "west of Abu Kamal", "SY", "area"),
        ("Drones struck Hmeimim air base.", "Hmeimim air base", "SY", "site"),
        ("Bandits attacked a market in Zamfara state.", "Zamfara", "NG", "admin1"),
        ("Gunmen killed two men in Boca del Rio in Veracruz, Mexico.", "Boca del Rio", "MX", "settlement"),
        ("Militiamen overran Nefas Mewcha in Ethiopia.", "Nefas Mewch'a", "ET", "settlement"),
        ("A family hid in a cellar in Mariupol.", "Mariupol", "UA", "settlement"),
        ("A missile hit a tanker in the Red Sea.", "Red Sea", None, "sea"),
    ],
)
def test_the_report_decides_which_place_is_meant(text: str, name: str, country: str | None, precision: str) -> None:
    place = resolved(text)[0]
    assert isinstance(place, Place)
    assert (place.name, place.country, place.precision.value) == (name, country, precision)


def test_a_distance_moves_the_centre() -> None:
    place = resolved("The convoy was ambushed 30 km south of Kharkiv.")[0]
    assert isinstance(place, Place)
    assert place.precision.value == "area"
    assert place.lat is not None
    assert 49.6 < place.lat < 49.8


@pytest.mark.parametrize("figure", ["12.000.000", "1.2.3", "5.,", "90,000", "9" * 400, "\u0663"])
def test_a_distance_that_is_no_number_or_none_on_earth_is_read_without_harm(figure: str) -> None:
    place = resolved(f"The convoy was ambushed {figure} km south of Kharkiv.")[0]
    assert isinstance(place, Place)
    assert place.lat is not None
    assert -90 <= place.lat <= 90
    assert (place.radius_km or 0.0) <= 30.0


def test_a_distance_past_the_date_line_comes_round() -> None:
    place = resolved("The trawler was boarded 900 km east of Suva in Fiji.")[0]
    assert isinstance(place, Place)
    assert place.lon is not None
    assert -180 <= place.lon < -170


def test_an_unknown_village_stays_unresolved_with_its_reason() -> None:
    place = resolved("Shells fell on the village of Zorvanqul in Syria.")[0]
    assert isinstance(place, Unresolved)
    assert "Zorvanqul" in place.because


def test_a_near_spelling_keeps_its_first_letter() -> None:
    assert load_gazetteer().find("Akobo", country="ET") == ()  # Kobo is another town
    assert load_gazetteer().find("Beledweine", country="SO")[0].name == "Beledweyne"


def test_another_tongues_word_for_a_town_of_a_country_not_told_about_is_not_taken() -> None:
    places = resolved("Somali troops fought near Halane in Mogadishu.")
    assert len(places) == 2
    assert all(not isinstance(p, Place) or "Halwan" not in p.name for p in places)


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A barn burned in Paris, Texas, on Friday. Paris was dark.", "Paris", "Texas"),
        ("A barn burned in Paris, Ky., on Friday.", "Paris", "Kentucky"),
        ("Voters in Atlanta, Savannah and Macon chose a governor of Georgia.", "Georgia", "Georgia"),
        ("A train left Buffalo, New York, on Friday.", "New York", "New York"),
    ],
)
def test_provinces_and_neighbours_tell_namesakes_apart(text: str, name: str, admin1: str) -> None:
    places = [place for place in resolved(text) if isinstance(place, Place) and place.name == name]
    assert places
    assert {(place.country, place.admin1) for place in places} == {("US", admin1)}


def test_a_list_of_countries_or_provinces_is_no_container() -> None:
    places = resolved("Cases were counted in China, Japan, Ukraine and Brazil.")
    assert [place.country for place in places if isinstance(place, Place)] == ["CN", "JP", "UA", "BR"]
    states = resolved("Storms crossed Louisiana, Missouri, Mississippi, Montana and Nevada.")
    assert {place.precision.value for place in states if isinstance(place, Place)} == {"admin1"}


def test_a_name_is_no_evidence_for_itself() -> None:
    (place,) = resolved("Russian officials spoke of Georgia.")
    assert isinstance(place, Place)
    assert place.country == "GE"


def test_a_loose_spelling_of_a_place_elsewhere_is_left_open() -> None:
    text = (
        "Syrian villagers fled the town of Sheitaat near Deir ez-Zor in Syria after raids in Raqqa and Palmyra. "
        "Some went on to Iraq."
    )
    place = resolved(text)[0]
    assert isinstance(place, Unresolved)
    assert "only loosely" in place.because
    text = "Iraqi villagers fled the town of Sheitaat near Karbala in Iraq."
    assert any(isinstance(p, Place) and p.name == "Ayn Tamr" for p in resolved(text))


def test_words_that_call_a_province_never_mean_its_town_however_much_is_told_near_the_town() -> None:
    text = (
        "Shells fell in Homs city in Syria on Sunday. Shells fell in Rastan, Homs, in Talbiseh, and in Qusayr. "
        "Missiles struck a base in Homs province."
    )
    last = resolved(text)[-1]
    assert isinstance(last, Place)
    assert (last.name, last.precision.value) == ("Homs", "admin1")


@pytest.mark.parametrize(("role", "known"), [("place", True), ("speaker", False)])
def test_a_hamlet_told_as_a_scene_among_places_near_by_is_believed(role: str, known: bool) -> None:
    text = "Fighters left Azaz in Syria. They encircled Marea."
    report, gazetteer = Report(id="r", text=text), load_gazetteer()
    at = text.index("Marea")
    hamlet = PlaceMention(start=at, end=at + 5, surface="Marea", name="Marea", relation_start=at, role_hint=role)
    others = [m for m in mark_places(report, sentences=split_sentences(text), gazetteer=gazetteer) if m.end <= at]
    place = resolve_places([*others, hamlet], report=report, gazetteer=gazetteer)[-1].place
    assert isinstance(place, Place) is known
