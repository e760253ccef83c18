import gzip
import io
import itertools
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
from click.testing import CliRunner
from gazetteer_samples import collection, geonames_line, unit

from tallystick import build, open_store
from tallystick.cli import main
from tallystick.errors import RunError
from tallystick.gazetteer_files import add_files, remove_source
from tallystick.knowledge import gazetteer_added
from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.knowledge.gazetteer_added import AddedSource, changed_places, find_added, list_sources
from tallystick.settings import DEFAULTS, ReaderChoice
from tallystick.store.store import fact

BRENN = geonames_line(others="Brenn al-Gharbi")
FARLO = geonames_line(id="99000002", name="Farlo Qubra", ascii_name="Farlo Qubra", lat="36.4", people="4000")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_txt", ".txt").replace("_geojson", ".geojson"), content)
    return packed.getvalue()


def found(folder, name, **more):
    return load_gazetteer(added=find_added(folder)).candidates(name, **more)


def dump(folder):
    with closing(sqlite3.connect(folder / "added.sqlite")) as db:
        return list(db.iterdump())


def test_an_added_place_is_found_beside_the_shipped_ones(folder, put):
    (outcome,) = add_files([put("SY.txt", BRENN + FARLO + b"broken\n")], folder=folder, licence="CC  BY 4.0")
    source = outcome.source
    assert (outcome.state, source.seen, source.kept, source.refused) == ("added", 3, 2, (("columns", 1),))
    assert (source.name, source.kind, source.licence, source.places) == ("SY.txt", "GeoNames", "CC BY 4.0", 2)
    (best,) = found(folder, "Tell Brenn")
    assert (best.place.id, best.source, best.place.feature) == ("gn:99000001", "SY.txt", "added settlement")
    assert found(folder, "Aleppo")[0].source == "shipped"
    gazetteer = load_gazetteer(added=find_added(folder))
    assert gazetteer.place("gn:99000001") == best.place
    assert gazetteer.has("Brenn al-Gharbi")
    assert gazetteer.find("Farlo Qubrra", country="SY")[0].name == "Farlo Qubra"
    assert load_gazetteer().find("Tell Brenn") == ()


def shipped(name, precision="settlement"):
    return next(place for place in load_gazetteer().find(name) if place.precision == precision)


@pytest.mark.parametrize(
    ("change", "own"),
    [
        ({}, False),
        ({"id": "99000009"}, False),  # by its name, near by
        ({"id": "99000009", "km": 4.5}, False),
        ({"id": "99000009", "km": 5.5}, True),
        ({"id": "99000009", "country": "IQ"}, True),
        ({"id": "99000009", "kind": ("S", "AIRB")}, True),
        ({"id": "99000009", "name": "Nowhere Known", "ascii_name": ""}, True),
        ({"km": 50.0}, False),  # the id counts for more than the place
    ],
)
def test_a_place_that_is_shipped_only_gains_spellings(folder, put, change, own):
    palmyra = shipped("Palmyra")
    change = {"id": palmyra.id.removeprefix("gn:"), "name": "Tadmur", "ascii_name": "Tadmur", **change}
    lat = palmyra.lat + change.pop("km", 0.0) / 111.2
    line = geonames_line(lat=f"{lat:.5f}", lon=f"{palmyra.lon:.5f}", others="Brennopolis", people="9", **change)
    (outcome,) = add_files([put("SY.txt", line)], folder=folder)
    assert outcome.source.places == int(own)
    (candidate,) = found(folder, "Brennopolis")
    assert candidate.source == ("SY.txt" if own else "shipped, spelled in SY.txt")
    assert (candidate.place == palmyra) is not own
    assert candidate.met_by == "another name"
    assert found(folder, "Palmyra")[0].source == "shipped"


def test_a_unit_of_boundaries_is_the_shipped_unit_in_its_outline(folder, put):
    aleppo = shipped("Aleppo", "admin1")
    features = [
        unit(level=1, name="Aleppo Governorate", pcode="SY02", west=aleppo.lon - 0.4, south=aleppo.lat - 0.6, side=2.0),
        unit(name="Brennland", west=aleppo.lon - 0.4, south=aleppo.lat - 0.6, side=1.0),
    ]
    add_files([put("adm.geojson", collection(*features))], folder=folder)
    gazetteer = load_gazetteer(added=find_added(folder))
    assert [place.id for place in gazetteer.units_at(aleppo.lat, aleppo.lon)] == [aleppo.id, "pc:SY9901"]
    assert gazetteer.units_at(10.0, 10.0) == ()
    assert load_gazetteer().units_at(aleppo.lat, aleppo.lon) == ()
    (candidate,) = found(folder, "Brennland")
    assert (candidate.place.precision, candidate.place.admin1) == ("admin2", "Aleppo")


def test_a_place_is_given_the_units_that_hold_it(folder, put):
    names = put("SY.txt", BRENN + FARLO.replace(b"\t37.5\t", b"\t44.5\t"))
    add_files([names, put("adm.geojson", collection(unit()))], folder=folder)
    assert [(c.place.admin1, c.place.admin2) for c in found(folder, "Tall Brenn")] == [(None, "Brennland")]
    assert [(c.place.admin1, c.place.admin2) for c in found(folder, "Farlo Qubra")] == [(None, None)]


def test_codes_of_units_are_read_from_the_shipped_table_and_from_the_file(folder, put):
    district = geonames_line(
        id="99000005", name="Harl", ascii_name="Harl", kind=("A", "ADM2"), admin1="09", admin2="77"
    )
    town = geonames_line(admin1="09", admin2="77")
    add_files([put("SY.txt", town + district)], folder=folder)
    (candidate,) = found(folder, "Tall Brenn")
    assert (candidate.place.admin1, candidate.place.admin2) == ("Aleppo", "Harl")


def test_the_order_of_files_makes_no_difference(tmp_path, put):
    files = [
        put("a.txt", BRENN + FARLO),
        put("b.txt", geonames_line(name="Brenn al-Jadida", changed="2025-01-01", people="70") + FARLO),
        put("c.geojson", collection(unit())),
    ]
    made = []
    for number, order in enumerate(itertools.permutations(files)):
        folder = tmp_path / f"data{number}"
        add_files(order[:1], folder=folder)
        add_files(order[1:], folder=folder)
        made.append(dump(folder))
    assert all(one == made[0] for one in made)
    (newest,) = found(tmp_path / "data0", "Tall Brenn")
    assert (newest.place.name, newest.place.population, newest.source) == ("Brenn al-Jadida", 70, "b.txt")


def test_a_file_added_again_changes_nothing_whatever_its_name(folder, put):
    add_files([put("SY.txt", BRENN)], folder=folder)
    before, digest = (folder / "added.sqlite").read_bytes(), find_added(folder).digest
    (outcome,) = add_files([put("SY-copy.txt", BRENN)], folder=folder)
    assert (outcome.state, outcome.source.name) == ("again", "SY.txt")
    assert (folder / "added.sqlite").read_bytes() == before
    add_files([put("UA.txt", FARLO)], folder=folder)
    assert find_added(folder).digest != digest
    remove_source("UA.txt", folder=folder)
    assert find_added(folder).digest == digest


def test_what_is_removed_is_gone_and_the_rest_stays(folder, put):
    add_files([put("a.txt", BRENN), put("b.txt", BRENN + FARLO)], folder=folder)
    removed = remove_source("b.txt", folder=folder)
    assert (removed.name, removed.kept) == ("b.txt", 2)
    assert found(folder, "Farlo Qubra") == ()
    assert [c.source for c in found(folder, "Tall Brenn")] == ["a.txt"]
    remove_source(list_sources(folder)[0].sha256[:8], folder=folder)
    assert (find_added(folder), list_sources(folder)) == (None, ())
    with pytest.raises(RunError, match="TLY-2602 nothing was added"):
        remove_source("a.txt", folder=folder)


def test_a_name_that_is_no_files_or_that_of_two_is_answered_with_the_choice(folder, put, tmp_path):
    add_files([put("SY.txt", BRENN)], folder=folder)
    with pytest.raises(RunError, match=r"TLY-2602 no added file is named 'UA.txt'.*SY.txt \([0-9a-f]{12}\)"):
        remove_source("UA.txt", folder=folder)
    add_files([put("SY.txt", FARLO)], folder=folder)
    with pytest.raises(RunError, match=r"TLY-2602 2 added files are named 'SY.txt'"):
        remove_source("SY.txt", folder=folder)


@pytest.mark.parametrize(
    ("name", "content", "kept", "passed_over"),
    [
        ("SY.zip", zipped(readme_txt="a text\nof words", SY_txt=BRENN), 1, ("readme.txt: a text whose first line",)),
        ("adm.zip", zipped(adm1_geojson=collection(unit(level=1)), adm2_geojson=collection(unit())), 2, ()),
        ("SY.txt.gz", gzip.compress(BRENN + FARLO), 2, ()),
        ("SY.dat", b"\xef\xbb\xbf" + BRENN, 1, ()),
        ("cut.geojson", collection(unit(), unit(pcode="SY9902"))[:-60], 1, ()),
    ],
)
def test_what_a_file_is_is_found_from_its_content(folder, put, name, content, kept, passed_over):
    (outcome,) = add_files([put(name, content)], folder=folder)
    assert (outcome.state, outcome.source.kept) == ("added", kept)
    assert [given.startswith(words) for given, words in zip(outcome.passed_over, passed_over, strict=True)] == [
        True for _ in passed_over
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty; expected a GeoNames"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "a PNG image"),
        (b"title,text\nBrenn,shelled\n", "1 tab-separated columns"),
        (b"a report of words\n" * 50, "a text whose first line"),
        (b"\x00\x01\x02" * 9_000, "not text"),
        (geonames_line(lat="x") + geonames_line(kind=("H", "STM")), "2 rows seen .*1 rows: latitude or longitude"),
        (b"\t".join(BRENN.split(b"\t")[:15]) + b"\n", "1 rows: not the 19 tab-separated columns"),
        ("Brénn".encode("latin-1") + BRENN, "1 rows: not UTF-8"),
        (b'{"type": "Topology", "objects": {"adm1": {"type": "GeometryCollection"}}}', "no row was found"),
        (collection({**unit(), "properties": {"NAME_1": "Farlo"}}), "none of the properties ADM1_PCODE"),
        (b'{"features": [', "not JSON, or cut short"),
        (b'{"' + b"[" * 200_000, "not JSON, or cut short"),
        (zipped(readme_txt="words"), "is readme.txt: a text whose first line"),
        (zipped(inner_zip=zipped(SY_txt=BRENN)), "an archive inside an archive"),
        (zipped(SY_txt=BRENN)[:-30], "damaged"),
        (zipped(SY_txt=BRENN * 400_000), "packed too tightly"),
        (gzip.compress(b"\x00" * 30_000_000), "is empty"),
        (zipped(**{"../SY_txt": BRENN}), "unsafe name in archive"),
    ],
)
def test_a_file_with_nothing_usable_is_refused_in_words_and_changes_nothing(folder, put, content, words):
    add_files([put("good.txt", FARLO)], folder=folder)
    before = (folder / "added.sqlite").read_bytes()
    (outcome,) = add_files([put("given", content)], folder=folder)
    assert (outcome.state, outcome.source) == ("refused", None)
    assert outcome.because.startswith("TLY-")
    assert re.search(words, outcome.because), outcome.because
    assert (folder / "added.sqlite").read_bytes() == before


def test_a_file_that_is_not_there_is_refused_and_the_others_are_added(folder, put, tmp_path):
    outcomes = add_files([tmp_path / "none.txt", tmp_path, put("SY.txt", BRENN)], folder=folder)
    assert [outcome.state for outcome in outcomes] == ["refused", "refused", "added"]
    assert "No such file" in outcomes[0].because
    assert "a folder" in outcomes[1].because


def test_a_file_name_that_is_not_text_is_shown_as_well_as_can_be(folder, tmp_path):
    path = tmp_path / os.fsdecode(b"SY-\xff.txt")
    path.write_bytes(BRENN)
    (outcome,) = add_files([path], folder=folder)
    assert outcome.source.name == "SY-\ufffd.txt"
    assert remove_source("SY-\ufffd.txt", folder=folder).kept == 1


class _EndedError(BaseException):
    pass


def _ended_after(rows):
    yield from rows
    raise _EndedError


def test_what_is_ended_leaves_the_places_as_they_were(folder, put):
    add_files([put("SY.txt", BRENN)], folder=folder)
    before = (folder / "added.sqlite").read_bytes()
    with pytest.raises(_EndedError), changed_places(folder) as change:
        change.add(_ended_after([]), sha256="0" * 64, name="x", kind="GeoNames", size_bytes=1, licence=None)
    assert (folder / "added.sqlite").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["added.sqlite", "added.sqlite.lock"]


def test_a_process_that_is_killed_leaves_the_places_as_they_were(folder, put):
    add_files([put("SY.txt", BRENN)], folder=folder)
    before = (folder / "added.sqlite").read_bytes()
    code = (
        "import os, sys, pathlib\n"
        "from tallystick.gazetteer_files import add_files\n"
        "from tallystick.knowledge import gazetteer_added\n"
        "gazetteer_added.Change.add = lambda *a, **k: os._exit(9)\n"
        "add_files([pathlib.Path(sys.argv[1])], folder=pathlib.Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, put("UA.txt", FARLO), folder], check=False, timeout=60)
    assert done.returncode == 9
    assert (folder / "added.sqlite").read_bytes() == before
    (outcome,) = add_files([put("UA.txt", FARLO)], folder=folder)
    assert outcome.state == "added"
    assert sorted(path.name for path in folder.iterdir()) == ["added.sqlite", "added.sqlite.lock"]


def test_a_second_process_is_told_that_the_places_are_being_changed(folder, put, monkeypatch):
    add_files([put("SY.txt", BRENN)], folder=folder)
    monkeypatch.setattr(gazetteer_added, "_WAIT_S", 0.1)
    with changed_places(folder), pytest.raises(RunError, match="TLY-2603 another process"):
        add_files([put("UA.txt", FARLO)], folder=folder)


def test_the_index_is_made_anew_where_the_shipped_gazetteer_has_changed(folder, put, monkeypatch):
    add_files([put("SY.txt", BRENN)], folder=folder)
    before = find_added(folder).digest
    monkeypatch.setattr(gazetteer_added, "VERSION", 99)
    assert find_added(folder).digest != before
    assert [c.source for c in found(folder, "Tall Brenn")] == ["SY.txt"]


def test_a_damaged_file_and_a_folder_that_cannot_be_made_say_what_to_do(folder, put, tmp_path):
    folder.mkdir()
    (folder / "added.sqlite").write_bytes(b"not a database, but long enough to look at" * 40)
    for call in (find_added, list_sources):
        with pytest.raises(RunError, match=r"TLY-2604 .*delete it and add its sources again"):
            call(folder)
    with pytest.raises(RunError, match="TLY-2604"):
        add_files([put("SY.txt", BRENN)], folder=put("a-file", b"") / "data")
    with pytest.raises(RunError, match="TLY-2006"):
        add_files([put("SY.txt", BRENN)], folder=tmp_path / "other", licence="x" * 400)


def test_places_changed_under_a_run_are_not_read(folder, put):
    add_files([put("SY.txt", BRENN)], folder=folder)
    added = find_added(folder)
    add_files([put("UA.txt", FARLO)], folder=folder)
    with pytest.raises(RunError, match="TLY-2605"):
        load_gazetteer.__wrapped__(added=added)


def test_the_gazetteer_opens_at_once_with_added_places(folder, put):
    lines = b"".join(geonames_line(id=str(99_000_000 + at), name=f"Tall B{at}x") for at in range(2_000))
    add_files([put("SY.txt", lines)], folder=folder)
    began = time.process_time()
    assert load_gazetteer(added=find_added(folder)).has("Tall B77x")
    assert time.process_time() - began < 0.3


REPORT = """HAMA, Syria, March 4 - Shelling killed three people in the village of Tall Brenn on Monday, residents said.
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_reads_with_the_added_places_and_notes_with_which_gazetteer(folder, put, tmp_path, workers):
    add_files([put("SY.txt", BRENN)], folder=folder)
    put("report.txt", REPORT.encode())
    settings = replace(DEFAULTS, gazetteer_data=folder, reader=ReaderChoice(name="grammar"))
    with_them, without = tmp_path / "a.db", tmp_path / "b.db"
    build([tmp_path / "report.txt"], store=with_them, workers=workers, settings=settings)
    build([tmp_path / "report.txt"], store=without, workers=1, settings=replace(settings, gazetteer_data=None))
    places, runs, by = {}, {}, {}
    for path in (with_them, without):
        with open_store(path) as store, store.reading() as connection:
            claims = [claim for account in store.accounts() for claim in account.claims if claim.field == "place"]
            places[path] = {getattr(claim.value, "gazetteer_id", None) for claim in claims}
            runs[path] = store.runs()[0]["gazetteer"]
            by[path] = fact(connection, "weighed_by")
    assert "gn:99000001" in places[with_them]
    assert "gn:99000001" not in places[without]
    assert runs[without] == load_gazetteer().digest != runs[with_them]
    assert "gazetteer@" in by[with_them]
    assert "gazetteer@" not in by[without]


def test_status_says_that_reports_were_read_with_two_gazetteers(folder, put, tmp_path):
    store = tmp_path / "a.db"
    settings = replace(DEFAULTS, gazetteer_data=folder, reader=ReaderChoice(name="grammar"))
    build([put("report.txt", REPORT.encode())], store=store, workers=1, settings=settings)
    add_files([put("SY.txt", BRENN)], folder=folder)
    build([put("other.txt", REPORT.replace("three", "four").encode())], store=store, workers=1, settings=settings)
    said = CliRunner().invoke(main, ["status", "--store", str(store)]).output
    assert "the reports were read with 2 gazetteers; build into another store" in said


def tallystick(folder, *words, expect=0):
    answer = CliRunner(env={"TALLYSTICK_GAZETTEER": str(folder)}).invoke(main, ["gazetteer", *map(str, words)])
    assert answer.exit_code == expect, answer.output
    return answer.output


def test_the_commands_add_list_search_and_remove(folder, put):
    path = put("SY.txt", BRENN + b"broken\n")
    said = tallystick(folder, "add", path, "--licence", "GeoNames, CC BY 4.0")
    assert "seen 2 rows = kept 1 + refused 1" in said
    assert "1 refused: columns, not the 19 tab-separated columns" in said
    assert "nothing changed" in tallystick(folder, "add", path)
    listed = tallystick(folder, "list")
    assert "SY.txt: GeoNames" in listed
    assert "licence: GeoNames, CC BY 4.0" in listed
    (source,) = json.loads(tallystick(folder, "list", "--json"))["sources"]
    assert (source["seen"], source["kept"], source["refused"]) == (2, 1, {"columns": 1})
    (candidate,) = json.loads(tallystick(folder, "search", "Tall Brenn", "--json"))["candidates"]
    assert candidate["source"] == "SY.txt"
    assert "SY.txt" in tallystick(folder, "search", "Tall Brenn")
    assert "taken out" in tallystick(folder, "remove", "SY.txt")
    assert "nothing was added" in tallystick(folder, "list")
    assert "no place of the name" in tallystick(folder, "search", "Tall Brenn")


def test_add_ends_as_builds_do(folder, put):
    good, bad = put("SY.txt", BRENN), put("bad.txt", b"words")
    assert "TLY-2601" in tallystick(folder, "add", bad, expect=4)
    tallystick(folder, "add", good, bad, expect=3)
    states = [file["state"] for file in json.loads(tallystick(folder, "add", good, bad, "--json", expect=3))["files"]]
    assert states == ["again", "refused"]
    assert "TLY-2602" in tallystick(folder, "remove", "other", expect=2)


def test_seen_is_kept_and_refused():
    source = AddedSource(
        sha256="0", name="a", kind="GeoNames", licence=None, size_bytes=1, kept=3, refused=(("kind", 2), ("name", 1))
    )
    assert source.seen == 6


def test_the_folder_is_that_of_the_environment(folder, monkeypatch):
    monkeypatch.setenv("TALLYSTICK_GAZETTEER", str(folder))
    assert gazetteer_added.gazetteer_folder() == folder
    monkeypatch.delenv("TALLYSTICK_GAZETTEER")
    assert gazetteer_added.gazetteer_folder().name == "tallystick"
    assert os.fspath(gazetteer_added.gazetteer_folder())
