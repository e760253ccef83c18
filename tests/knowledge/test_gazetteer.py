from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tallystick.errors import RunError
from tallystick.knowledge.gazetteer import DATA, Gazetteer, load_gazetteer, unpacked_index
from tallystick.knowledge.gazetteer_build import table_digests
from tallystick.knowledge.names import fold_name, loose_name

# Generous boxes (south, west, north, east): a swapped or mistyped coordinate falls outside.
BOXES = {
    "SY": (32, 35, 38, 43), "IQ": (29, 38, 38, 49), "YE": (12, 42, 19, 55), "LB": (33, 35, 35, 37),
    "PS": (31, 34, 33, 36), "IL": (29, 34, 34, 36), "UA": (44, 22, 53, 41), "RU": (41, 19, 82, 180),
    "SD": (8, 21, 23, 39), "SO": (-2, 40, 12, 52), "ET": (3, 32, 15, 48), "LY": (19, 9, 34, 26),
    "ML": (10, -13, 25, 5), "BF": (9, -6, 16, 3), "NE": (11, 0, 24, 16), "NG": (4, 2, 14, 15),
    "CD": (-14, 12, 6, 32), "MZ": (-27, 30, -10, 41), "CM": (1, 8, 13, 17), "MM": (9, 92, 29, 102),
    "AF": (29, 60, 39, 75), "PK": (23, 60, 38, 78), "IN": (6, 68, 37, 98), "CO": (-5, -82, 14, -66),
    "HT": (17, -75, 21, -71), "IR": (25, 44, 40, 64), "AZ": (38, 44, 42, 51), "EG": (21, 24, 32, 37),
    "PH": (4, 116, 22, 127),
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("spelling", "name", "country", "precision"),
    [
        ("Rif Damashq", "Rif Dimashq", "SY", "admin1"),
        ("al-Tanf", "Al-Tanf", "SY", "site"),
        ("Albu Kamal", "Abu Kamal", "SY", "settlement"),
        ("Bukamal", "Abu Kamal", "SY", "settlement"),
        ("Baghuz", "Baghuz", "SY", "settlement"),
        ("Kostyantynivka", "Kostiantynivka", "UA", "settlement"),
        ("Al-Fashir", "El Fasher", "SD", "settlement"),
        ("Deir Ezzor", "Deir ez-Zor", "SY", "settlement"),
        ("Dayr az Zawr", "Deir ez-Zor", "SY", "settlement"),
        ("Mayadeen", "Mayadin", "SY", "settlement"),
        ("al-Mayadin", "Mayadin", "SY", "settlement"),
        ("Tadmur", "Palmyra", "SY", "settlement"),
        ("Palmyra", "Palmyra", "SY", "settlement"),
        ("Hasakeh", "Al-Hasakah", "SY", "settlement"),
        ("Ash Shaddadi", "Al-Shaddadi", "SY", "settlement"),
        ("Kherson", "Kherson", "UA", "settlement"),
        ("Cabo Delgado", "Cabo Delgado", "MZ", "admin1"),
        ("Gulf of Aden", "Gulf of Aden", None, "sea"),
        ("دير الزور", "Deir ez-Zor", "SY", "settlement"),
        ("Запоріжжя", "Zaporizhzhia", "UA", "settlement"),
    ],
)
def test_a_usual_spelling_finds_its_place_first(
    gazetteer: Gazetteer, spelling: str, name: str, country: str | None, precision: str
) -> None:
    best = gazetteer.find(spelling)[0]
    assert (best.name, best.country, best.precision) == (name, country, precision)


def test_provinces_have_a_centre_and_a_radius(gazetteer: Gazetteer) -> None:
    for row in supplement():
        if row["precision"] == "admin1":
            places = [p for p in gazetteer.find(row["name"]) if p.precision == "admin1" and p.country == row["country"]]
            assert places, row
            assert places[0].lat is not None
            assert places[0].radius_km


def test_a_near_spelling_counts_only_within_the_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kramadorsk") == ()
    assert gazetteer.find("Kramadorsk", country="UA")[0].name == "Kramatorsk"
    assert gazetteer.find("Kramadorsk", country="SY") == ()


def test_has_agrees_with_find(gazetteer: Gazetteer) -> None:
    for name in ("Aleppo", "Rif Damashq", "Zzyzxvania", "", "the", "Tal Rifaat"):
        assert gazetteer.has(name) == bool(gazetteer.find(name))


def test_demonyms(gazetteer: Gazetteer) -> None:
    assert gazetteer.country("Syrian") == "SY"
    assert gazetteer.country("Israelis") == "IL"
    assert gazetteer.country("Aleppo") is None


def test_a_place_is_found_by_its_id(gazetteer: Gazetteer) -> None:
    best = gazetteer.find("Baghuz")[0]
    assert gazetteer.place(best.id) == best
    assert gazetteer.place("nowhere") is None


READ_FROM = re.compile(
    r"(?:GeoNames \d+|Wikidata Q\d+|Who's On First \d+|airportsdata \w+|UCDP GED: .+)$"
    r"|within \d+ km of .+: position not certain$"
)


def supplement() -> list[dict[str, str]]:
    with (DATA / "places_supplement.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_supplement_rows_are_sourced_and_inside_their_country() -> None:
    rows = supplement()
    assert len(rows) >= 500
    assert len({(row["country"], row["name"], row["precision"]) for row in rows}) == len(rows)
    for row in rows:
        south, west, north, east = BOXES[row["country"]]
        assert row["source"], row
        assert south <= float(row["lat"]) <= north, row
        assert west <= float(row["lon"]) <= east, row
        assert row["precision"] in {"site", "settlement", "area", "admin2", "admin1"}, row
        if row["precision"] != "settlement":
            assert 0 < float(row["radius_km"]) < 1500, row


def test_named_rows_are_sourced_and_lie_among_towns_of_their_country() -> None:
    with (DATA / "places_named.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 5_000
    assert len({(row["country"], row["name"]) for row in rows}) == len(rows)
    with sqlite3.connect(unpacked_index()) as index:
        towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
        others = "SELECT country, lat, lon FROM place WHERE precision = 'settlement' AND feature NOT LIKE 'named%'"
        for country, lat, lon in index.execute(others):
            towns[country].append((lat / 10_000, lon / 10_000))
    for row in rows:
        assert READ_FROM.match(row["source"]), row
        assert row["precision"] in {"site", "settlement", "area", "admin2"}, row
        if row["precision"] != "settlement":
            assert 0 < float(row["radius_km"]) <= 150, row
        lat, lon = float(row["lat"]), float(row["lon"])
        width = math.cos(math.radians(lat))
        nearest = min(math.hypot(a - lat, (b - lon) * width) for a, b in towns[row["country"]])
        assert nearest * 111.2 <= 160, row


def test_a_town_comes_before_a_named_village_of_its_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Brooklyn")[0].country == "US"
    assert gazetteer.find("La Victoria")[0].feature == "settlement"
    assert gazetteer.find("Hazano")[0].feature == "named settlement"


def test_the_index_is_unpacked_once_into_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYSTICK_CACHE", str(tmp_path))
    code = "from tallystick.knowledge.gazetteer import load_gazetteer; print(load_gazetteer().digest)"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    digests = {process.communicate(timeout=60)[0].strip() for process in both}
    card = json.loads((DATA / "gazetteer.json").read_text("utf-8"))
    assert digests == {card["digest"]}
    assert [path.suffix for path in tmp_path.iterdir()] == [".sqlite"]


def test_a_broken_index_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bad.sqlite").write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(RunError, match="delete it"):
        Gazetteer(tmp_path / "bad.sqlite")


def test_folding_meets_spellings_of_one_name() -> None:
    assert fold_name("Ma‘arrat an-Nu‘mān") == fold_name("Maarrat an Numan") == "maarrat an numan"
    assert loose_name(fold_name("Mayadeen")) == loose_name(fold_name("al-Mayadin"))
    assert loose_name(fold_name("Kostyantynivka")) == loose_name(fold_name("Kostiantynivka"))


def test_shipped_index_was_made_from_the_tables_as_they_stand(gazetteer: Gazetteer) -> None:
    card = json.loads((DATA / "gazetteer.json").read_text("utf-8"))
    assert card["tables"] == table_digests()
    assert card["digest"] == gazetteer.digest
