from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from tallystick.knowledge.outlines import bounds, outline_from_geometry
from tools import check_places
from tools.check_places import (
    Division,
    Divisions,
    Fault,
    faults,
    km_to_edge,
    load_apart,
    load_divisions,
    load_rows,
    unexplained,
)


def division(name, west, south, side=2.0, country="QQ"):
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    outline = outline_from_geometry({"type": "Polygon", "coordinates": [ring]})
    return Division(country=country, name=name, code="", outline=outline, box=bounds(outline))


WEST, EAST = division("West", 30, 10), division("East", 32, 10)
INVENTED = Divisions(of_country={"QQ": (WEST, EAST)}, of_province={("QQ", "West"): (WEST,), ("QQ", "East"): (EAST,)})


def row(name, lat, lon, admin1="", country="QQ", precision="settlement"):
    return "invented.csv", {
        "name": name, "country": country, "admin1": admin1, "lat": str(lat), "lon": str(lon), "precision": precision,
    }  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    return load_rows()


@pytest.fixture(scope="module")
def divisions(rows):
    return load_divisions(rows)


@pytest.fixture(scope="module")
def found(rows, divisions):
    return tuple(faults(rows, divisions=divisions))


def test_every_row_lies_in_its_country_and_province_or_is_listed_with_a_reason(found):
    assert [f"{one.table}: {one.name} {one.because}" for one in unexplained(found, apart=load_apart())] == []


def test_every_province_that_a_row_names_is_drawn(rows, divisions):
    assert len(rows) > 9_000
    assert len(divisions.of_province) > 500
    assert [key for key, drawn in divisions.of_province.items() if not drawn] == []


def test_every_exception_has_its_reason():
    for name in ("places_apart.csv", "division_names.csv"):
        with (check_places.OWN / name).open(encoding="utf-8", newline="") as stream:
            listed = list(csv.DictReader(stream))
        assert len({tuple(one.values()) for one in listed}) == len(listed)
        assert [one for one in listed if len(one["because"]) < 20] == []


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"lat": "36.2", "lon": "36.2"}, "km outside 'Raqqa'"),
        ({"lat": "39.009", "lon": "35.95"}, "in none of its country"),  # latitude and longitude swapped, or nearly so
        ({"admin1": "Homs"}, "km outside 'Homs', in Ar Raqqah"),
        ({"admin1": "Ontario"}, "none that the vectors draw"),
        ({"admin1": "", "country": "IQ"}, "km outside 'IQ'"),
        ({"admin1": "", "country": "ZZ"}, "no outline of 'ZZ'"),
    ],
)
def test_a_spoilt_row_of_the_tables_is_found(rows, divisions, change, because):
    table, raqqa = next(pair for pair in rows if pair[1]["name"] == "Raqqa" and pair[1]["precision"] == "settlement")
    assert list(faults([(table, raqqa)], divisions=divisions)) == []
    (fault,) = faults([(table, {**raqqa, **change})], divisions=divisions)
    assert because in fault.because


def test_a_row_may_lie_outside_by_the_tolerance_and_no_more():
    near, far = row("Near", 11, 29.93, "West"), row("Far", 11, 29.9, "West")
    assert [one.name for one in faults([near, far], divisions=INVENTED)] == ["Far"]


def test_a_row_without_a_province_is_held_against_its_country_alone():
    assert list(faults([row("Inland", 11, 33)], divisions=INVENTED)) == []
    assert [one.because for one in faults([row("Abroad", 11, 35)], divisions=INVENTED)] == ["lies 109 km outside 'QQ'"]


def test_a_province_lies_in_itself():
    assert list(faults([row("East", 11, 33, precision="admin1")], divisions=INVENTED)) == []
    (fault,) = faults([row("East", 11, 31, precision="admin1")], divisions=INVENTED)
    assert "outside 'East', in West" in fault.because


def test_a_listed_fault_is_explained_and_a_listed_row_that_is_none_is_a_fault():
    fault = Fault(table="invented.csv", country="QQ", name="Far", because="lies 11 km outside 'West'")
    apart = [{"table": "invented.csv", "country": "QQ", "name": "Far", "because": "an islet"}]
    assert list(unexplained([fault], apart=apart)) == []
    assert list(unexplained([fault], apart=[{**apart[0], "because": ""}])) == [fault]
    (stale,) = unexplained([], apart=apart)
    assert stale.name == "Far"
    assert "take it out" in stale.because


def test_distance_to_the_edge_is_that_to_the_nearest_side():
    assert km_to_edge(WEST.outline, 11, 29) == pytest.approx(109.2, rel=0.01)
    assert km_to_edge(WEST.outline, 12.5, 31) == pytest.approx(55.6, rel=0.01)
    assert WEST.km_outside(11, 31) == 0
    holed = replace(WEST, outline=(*WEST.outline, *division("Hole", 30.5, 10.5, 1.0).outline))
    assert holed.km_outside(11, 31) == pytest.approx(54.6, rel=0.01)


def test_crimea_is_drawn_with_the_country_the_tables_have_it_in(divisions):
    assert "Crimea" in {one.name for one in divisions.of_country["UA"]}
    assert "Crimea" not in {one.name for one in divisions.of_country["RU"]}
