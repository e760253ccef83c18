import pytest

from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place, Unresolved
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.resolve.held_places import place_held

TARBEH = Place(
    name="Tarbeh",
    country="SY",
    admin1="Idlib",
    lat=35.9,
    lon=36.6,
    precision=PlacePrecision.SETTLEMENT,
    gazetteer_id="t",
)
PROVINCE = Place(
    name="Idlib", country="SY", admin1="Idlib", lat=35.8, lon=36.7, radius_km=50.0, precision=PlacePrecision.ADMIN1
)
NAMESAKE = Place(name="Nessim", country="IQ", admin1="Diyala", lat=33.9, lon=45.1, precision=PlacePrecision.SETTLEMENT)
QUARTER = Place(name="Nessim", country="SY", admin1="Idlib", lat=35.91, lon=36.61, precision=PlacePrecision.AREA)
UNKNOWN = Unresolved(because="no place named 'Nessim' is known")


def mentions(text: str, **places: Place | Unresolved) -> list[PlaceMention]:
    made = [
        PlaceMention(
            start=text.index(name), end=text.index(name) + len(name), surface=name, name=name,
            relation_start=text.index(name), place=place, score=0.9 if isinstance(place, Place) else None,
        )
        for name, place in places.items()
    ]  # fmt: skip
    return sorted(made, key=lambda m: m.start)


def nessim(text: str, **places: Place | Unresolved) -> Place | Unresolved | None:
    return next(m.place for m in place_held(mentions(text, **places), text=text) if m.name == "Nessim")


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Nessim village in the northern countryside of Idlib province.",
        "They raided the village of Nessim in rural Idlib on Monday.",
        "Shells hit Nessim and Tal Amr villages in Idlib.",
        "Shells hit Idlib's Nessim district.",
    ],
)
def test_an_unknown_name_takes_the_area_of_the_province_that_it_is_put_into(text):
    place = nessim(text, Nessim=UNKNOWN, Idlib=PROVINCE)
    assert isinstance(place, Place)
    assert (place.name, place.admin1, place.precision, place.radius_km) == ("Nessim", "Idlib", "admin1", 50.0)


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the Nessim and Sahl residential neighbourhoods in Tarbeh.",
        "Rockets were fired at Tarbeh. Later Nessim neighbourhood was hit as well.",
        "Rockets were fired at Tarbeh, on the neighborhoods of Nessim and Sahl.",
        "A bomb went off in Nessim square in the city of Tarbeh.",
    ],
)
@pytest.mark.parametrize("taken", [UNKNOWN, NAMESAKE])
def test_a_quarter_takes_the_position_of_its_town_and_not_of_a_namesake_abroad(text, taken):
    place = nessim(text, Nessim=taken, Tarbeh=TARBEH)
    assert isinstance(place, Place)
    assert (place.name, place.lat, place.lon, place.precision) == ("Nessim", 35.9, 36.6, "area")
    assert (place.radius_km, place.gazetteer_id) == (10.0, None)


def test_a_quarter_that_is_known_near_its_town_stays_as_it_is():
    text = "Shells hit the Nessim neighbourhood of Tarbeh."
    assert nessim(text, Nessim=QUARTER, Tarbeh=TARBEH) == QUARTER


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Nessim. The army said in Tarbeh that it was sorry.",
        "Nessim fighters left for Tarbeh on Monday and were seen there.",
    ],
)
def test_nothing_is_put_into_a_place_that_the_words_do_not_put_it_into(text):
    assert nessim(text, Nessim=UNKNOWN, Tarbeh=TARBEH) == UNKNOWN
    assert nessim(text, Nessim=NAMESAKE, Tarbeh=TARBEH) == NAMESAKE


def test_the_town_itself_is_no_quarter():
    text = "They fired at the rebel-held neighbourhoods of Nessim city in Idlib province."
    marked = [*mentions(text, Idlib=PROVINCE)]
    at = text.index("Nessim")
    town = PlaceMention(
        start=at, end=at + 11, surface="Nessim city", name="Nessim", relation_start=at, type_word="city", place=QUARTER
    )
    assert place_held([town, *marked], text=text)[0].place == QUARTER


def test_a_quarter_in_a_list_without_commas_takes_the_town_told_before():
    text = "Rockets were fired at Tarbeh. Shells hit the neighborhoods of Sahl Nessim and Wadi."
    place = nessim(text, Nessim=UNKNOWN, Tarbeh=TARBEH)
    assert isinstance(place, Place)
    assert (place.lat, place.lon, place.precision) == (35.9, 36.6, "area")


def test_a_quarter_takes_no_town_of_a_country_less_told():
    far = Place(name="Alam", country="IQ", lat=34.7, lon=43.7, precision=PlacePrecision.SETTLEMENT, gazetteer_id="a")
    near = Place(name="Wadi", country="SY", lat=35.8, lon=36.5, precision=PlacePrecision.SETTLEMENT, gazetteer_id="w")
    text = "Rockets hit Wadi and Tarbeh. A man from Alam spoke. Nessim neighbourhood was hit as well."
    place = nessim(text, Nessim=UNKNOWN, Tarbeh=TARBEH, Wadi=near, Alam=far)
    assert isinstance(place, Place)
    assert (place.lat, place.lon) == (35.9, 36.6)


def test_a_quarter_is_put_into_the_town_of_the_country_that_owns_it():
    text = "A shell hit Nessim district of Karania's eastern city of Tarbeh."
    land = Place(name="Karania", country="SY", lat=35.0, lon=38.0, precision=PlacePrecision.COUNTRY)
    place = nessim(text, Nessim=UNKNOWN, Karania=land, Tarbeh=TARBEH)
    assert isinstance(place, Place)
    assert (place.name, place.lat, place.precision) == ("Nessim", 35.9, "area")


def test_a_name_once_put_into_a_town_stands_for_the_same_place_wherever_it_is_told_again():
    text = "Shells hit the Nessim neighbourhood of Tarbeh. By night Nessim was empty."
    again = text.rindex("Nessim")
    bare = PlaceMention(
        start=again, end=again + 6, surface="Nessim", name="Nessim", relation_start=again, place=UNKNOWN
    )
    first, second = (
        m for m in place_held([*mentions(text, Nessim=UNKNOWN, Tarbeh=TARBEH), bare], text=text) if m.name == "Nessim"
    )
    assert isinstance(first.place, Place)
    assert second.place == first.place
