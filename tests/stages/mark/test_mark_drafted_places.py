import pytest

from tallystick.knowledge.gazetteer import GazetteerPlace
from tallystick.records.mention import PlaceMention
from tallystick.stages.mark.drafted_places import mark_drafted_places
from tests.factory import a_draft

SIZES = {"Ubar": 90_000, "Qasr Tell": 30_000, "Wadia": 500, "Nessa": 700, "Deir uzzar": 40_000, "Karania": 10**9}


def a_place(name: str) -> GazetteerPlace:
    return GazetteerPlace(
        id=f"gn:{name}",
        name=name,
        country="SY",
        admin1=None,
        admin2=None,
        lat=35.0,
        lon=37.0,
        radius_km=None,
        precision="country" if name == "Karania" else "settlement",
        population=SIZES[name],
        feature="settlement",
    )


class Names:
    def has(self, name):
        return name in SIZES

    def find(self, name):
        return (a_place(name),) if name in SIZES else ()

    exact = find

    def country(self, name):
        return "SY" if name in ("Karania", "Karanian") else None


def found(phrase: str, places: tuple[PlaceMention, ...] = (), *, text: str | None = None) -> tuple[PlaceMention, ...]:
    text = text or f"Shells fell on {phrase} that night."
    return mark_drafted_places([a_draft(text, ("place", phrase))], places, text=text, names=Names())


def test_a_place_only_the_reader_saw_keeps_its_relation():
    (place,) = found("south of Umm Tabaq")
    assert (place.name, place.relation, place.surface) == ("Umm Tabaq", "south of", "Umm Tabaq")


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Ubar Qasr Tell and Wadia", ["Ubar", "Qasr Tell", "Wadia"]),
        ("the Western parts of Ubar", ["Ubar"]),
        ("Ubar Nessim", ["Ubar Nessim"]),
        ("the Nessim quarter of Wadia", ["Nessim", "Wadia"]),
        ("Nessim’s Wadia", ["Nessim", "Wadia"]),
        ("Nessim and Tarbeh", ["Nessim", "Tarbeh"]),
        ("Ubars Nessim district", ["Ubar", "Nessim"]),
        ("the al-Nessim quarter", ["al-Nessim"]),
        ("Tell az-Zeitun", ["Tell az-Zeitun"]),
        ("eastern Deir uzzar province", ["Deir uzzar"]),
        ("Karania", ["Karania"]),
    ],
)
def test_a_run_of_names_is_one_unless_it_is_several_that_are_known(phrase, names):
    places = found(phrase)
    assert [place.name for place in places] == names
    assert [place.surface for place in places] == names


def test_two_hamlets_names_in_a_row_are_one_name_of_something_else():
    assert [place.name for place in found("the Wadia Nessa hotel")] == ["Wadia Nessa"]


@pytest.mark.parametrize("phrase", ["a Karanian school", "rebel-held parts", "X-held parts", "the Southern front"])
def test_words_for_a_people_or_a_side_are_no_place(phrase):
    assert found(phrase) == ()


def test_a_finer_name_stands_beside_the_place_that_the_grammar_marked():
    text = "Shells fell on the Nessim quarter of Wadia that night."
    start = text.index("Wadia")
    wadia = PlaceMention(start=start, end=start + 5, surface="Wadia", name="Wadia", relation_start=start)
    assert [place.name for place in found("the Nessim quarter of Wadia", (wadia,), text=text)] == ["Nessim", "Wadia"]


def test_a_place_only_the_reader_saw_keeps_the_word_that_says_what_kind_it_is():
    (place,) = found("Deir uzzar", text="Shells fell on Deir uzzar province that night.")
    assert (place.name, place.type_word) == ("Deir uzzar", "province")
