import json

import pytest
from gazetteer_samples import collection, square, unit
from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.added_places import REASONS, RefusedRow
from tallystick.knowledge.boundaries import MAX_FEATURE_BYTES, places_from_boundaries
from tallystick.knowledge.outlines import holds, unpacked_outline


def units(*chunks):
    names = {"Syrian Arab Republic": "SY", "Ukraine": "UA"}
    return list(places_from_boundaries(chunks, countries={"SY", "UA"}, country_of=names.get))


def with_properties(**properties):
    return collection({**unit(), "properties": properties})


def test_a_feature_is_a_unit_with_point_circle_and_outline():
    (place,) = units(collection(unit(ADM2_AR="برنلاند")))
    assert (place.id, place.pcode, place.name, place.country) == ("pc:SY9901", "SY9901", "Brennland", "SY")
    assert (place.precision, place.admin1, place.others) == ("admin2", "Aleppo", ("برنلاند",))
    assert (place.lat, place.lon) == (36.5, 37.5)
    assert 70 < place.radius_km < 75
    assert holds(unpacked_outline(place.outline), 36.9, 37.9)


@pytest.mark.parametrize(
    ("properties", "level", "name", "parent"),
    [
        ({"ADM1_EN": "Farlo", "ADM1_PCODE": "SY99"}, "admin1", "Farlo", None),
        ({"admin1Name": "Farlo", "admin1Pcode": "SY99"}, "admin1", "Farlo", None),
        ({"admin1Name_en": "Farlo", "admin1Name_ar": "فارلو", "admin1Pcode": "SY99"}, "admin1", "Farlo", None),
        ({"adm1_en": "Farlo", "adm1_pcode": "SY99"}, "admin1", "Farlo", None),
        ({"ADM1_FR": "Farleau", "ADM1_PCODE": "SY99"}, "admin1", "Farleau", None),
        ({"adm2_name": "Harl", "adm2_pcode": "SY9901", "adm1_name": "Farlo"}, "admin2", "Harl", "Farlo"),
        ({"ADM2_EN": "Harl", "ADM2_PCODE": "SY9901", "ADM2_REF": "H", "ADM1_EN": "Farlo"}, "admin2", "Harl", "Farlo"),
        ({"ADM2_EN": "Harl", "ADM2_PCODE": "SY9901", "ADM3_PCODE": None}, "admin2", "Harl", None),
    ],
)  # fmt: skip
def test_the_spellings_of_the_properties_are_known(properties, level, name, parent):
    (place,) = units(with_properties(**properties))
    assert (place.precision, place.name, place.admin1, place.country) == (level, name, parent, "SY")


@pytest.mark.parametrize(
    ("properties", "country"),
    [
        ({"ADM0_PCODE": "ua"}, "UA"), ({"iso2": "UA"}, "UA"), ({"ADM0_EN": "Ukraine", "ADM0_PCODE": "UKR"}, "UA"),
        ({"ADM1_PCODE": "UA07"}, "UA"),
    ],
)  # fmt: skip
def test_the_country_is_read_from_code_name_or_p_code(properties, country):
    (place,) = units(with_properties(**{"ADM1_EN": "Farlo", "ADM1_PCODE": "QQ07", **properties}))
    assert place.country == country


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        ({**unit(), "properties": {"NAME_1": "Farlo", "GID_1": "SYR.1"}}, "properties"),
        ({**unit(), "properties": None}, "properties"),
        (unit(ADM3_EN="Lower Harl", ADM3_PCODE="SY990101"), "level"),
        ({**unit(), "properties": {"ADM0_EN": "Ukraine", "ADM0_PCODE": "UA"}}, "level"),
        (unit(name=""), "name"),
        (unit(name="x" * 300), "name"),
        (unit(pcode=7), "id"),
        (unit(pcode="SY 99; DROP"), "id"),
        ({**unit(), "properties": {"ADM1_EN": "Farlo", "ADM1_PCODE": "QQ1"}}, "country"),
        ({**unit(), "geometry": None}, "geometry"),
        ({**unit(), "geometry": {"type": "LineString", "coordinates": square(1, 1, 1)}}, "geometry"),
        (unit(west=300_000.0), "position"),
    ],
)
def test_a_feature_that_is_no_unit_is_refused_with_its_reason(feature, reason):
    assert units(collection(feature)) == [RefusedRow(reason=reason)]
    assert reason in REASONS


def test_other_members_and_braces_in_words_are_no_features():
    found = units(collection(unit(ADM2_REF='a "}{" \\'), unit(pcode="SY9902"), metadata={"type": "other"}))
    assert [place.pcode for place in found] == ["SY9901", "SY9902"]


@given(size=st.integers(1, 97))
def test_the_chunks_in_which_the_bytes_come_make_no_difference(size):
    packed = collection(unit(ADM2_REF='a "}{" \\'), unit(pcode="SY9902"), unit(pcode=7))
    assert units(*(packed[at : at + size] for at in range(0, len(packed), size))) == units(packed)


def test_a_file_cut_short_keeps_its_whole_features():
    packed = collection(unit(), unit(pcode="SY9902"))
    found = units(packed[:-60])
    assert (found[0].pcode, found[1]) == ("SY9901", RefusedRow(reason="syntax"))


def test_bad_bytes_and_bad_json_concern_one_feature():
    good = json.dumps(unit()).encode()
    latin = good.replace(b"Brennland", b"Br\xe9nn")
    broken = good.replace(b'"Feature"', b"Feature")
    deep = b'{"type": "Feature", "geometry": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    found = units(b'{"features": [' + b", ".join([latin, broken, deep, good]) + b"]}")
    assert [row.reason for row in found[:3]] == ["encoding", "syntax", "syntax"]
    assert found[3].name == "Brennland"


def test_a_feature_too_long_to_be_held_is_refused_and_the_next_is_read():
    start = b'{"features": [{"type": "Feature", "x": "'
    chunks = [start, *[b"x" * 1_000_000] * (MAX_FEATURE_BYTES // 1_000_000 + 2), b'"}, ' + json.dumps(unit()).encode()]
    found = units(*chunks, b"]}")
    assert found[0] == RefusedRow(reason="long")
    assert found[1].pcode == "SY9901"
