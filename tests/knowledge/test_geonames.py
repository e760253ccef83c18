import io

import pytest
from gazetteer_samples import geonames_line

from tallystick.knowledge.added_places import REASONS, RefusedRow, clean_name
from tallystick.knowledge.geonames import MAX_LINE, lines_of, load_kinds, places_from_geonames


def places(*lines):
    return list(places_from_geonames(lines, countries={"SY", "UA"}))


def test_a_line_is_a_place_with_its_names():
    (place,) = places(geonames_line(others="Brenn al-Kubra,برن,BRN,http://brenn.example", people="1200", admin1="02"))
    assert (place.id, place.name, place.country, place.precision) == ("gn:99000001", "Tall Brenn", "SY", "settlement")
    assert (place.lat, place.lon, place.population, place.admin1_code) == (36.1234, 37.5, 1200, "02")
    assert place.others == ("Brenn al-Kubra", "Tell Brenn", "برن")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": ("H", "STM")}, "kind"),
        ({"kind": ("A", "ADM3")}, "kind"),
        ({"kind": ("Z", "???")}, "kind"),
        ({"kind": ("", "")}, "kind"),
        ({"lat": "95.0"}, "position"),
        ({"lat": "here"}, "position"),
        ({"lon": "nan"}, "position"),
        ({"lon": "1_0.5"}, "position"),
        ({"lon": "-180.5"}, "position"),
        ({"lat": ""}, "position"),
        ({"name": "", "ascii_name": ""}, "name"),
        ({"name": "x" * 300, "ascii_name": "x" * 300}, "name"),
        ({"name": "12345", "ascii_name": ""}, "name"),
        ({"name": "Brenn\x1b[31m", "ascii_name": "Brenn\x1b[31m"}, "name"),
        ({"country": "XX"}, "country"),
        ({"country": ""}, "country"),
        ({"id": "twelve"}, "id"),
        ({"id": "-4"}, "id"),
        ({"id": ""}, "id"),
    ],
)
def test_a_line_that_is_no_place_is_refused_with_its_reason(change, reason):
    assert places(geonames_line(**change)) == [RefusedRow(reason=reason)]
    assert reason in REASONS


def test_lines_of_another_shape_are_refused():
    good = geonames_line()
    cut = b"\t".join(good.split(b"\t")[:18])
    found = places(cut, good + b"\tmore", b"words alone\n", "Brénn".encode("latin-1") + good, b"\n", good)
    assert [row.reason for row in found[:-1]] == ["columns", "columns", "columns", "encoding"]
    assert found[-1].id == "gn:99000001"


def test_a_line_without_end_is_refused_and_the_next_is_read():
    stream = io.BytesIO(geonames_line(others="x" * (3 * MAX_LINE)) + geonames_line())
    found = places(*lines_of(stream))
    assert found[0] == RefusedRow(reason="long")
    assert found[1].name == "Tall Brenn"


def test_a_byte_order_mark_does_not_hide_the_first_line():
    (place,) = places(*lines_of(io.BytesIO(b"\xef\xbb\xbf" + geonames_line())))
    assert place.id == "gn:99000001"


@pytest.mark.parametrize(
    ("kind", "word", "precision"),
    [
        (("S", "AIRB"), "air base", "site"), (("S", "DAM"), "dam", "site"), (("S", "CMPRF"), "refugee camp", "site"),
        (("T", "MT"), "mountain", "area"), (("P", "PPLX"), "settlement", "settlement"),
        (("A", "ADM2"), "admin2", "admin2"),
    ],
)  # fmt: skip
def test_kinds_useful_in_reports_are_kept(kind, word, precision):
    (place,) = places(geonames_line(kind=kind))
    assert (place.feature, place.precision) == (word, precision)
    assert (place.radius_km is None) == (precision in ("settlement", "admin2"))


def test_the_table_of_kinds_names_known_precisions():
    for kind in load_kinds().values():
        assert kind.precision in {"site", "settlement", "area", "admin1", "admin2"}
        assert kind.radius_km is None or 0 < kind.radius_km <= 60


def test_a_name_is_cleaned_of_what_cannot_be_seen():
    assert clean_name("  Brenn \n al\u200b-Kubra ") == "Brenn al-Kubra"
    assert clean_name(7) is None
    assert clean_name("\u202e") is None
