"""Names and distances of invented lines, articles and tweets in the benchmarks' formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import the_tools

from evaluation.public.geo import (
    CORPORA,
    Score,
    Toponym,
    articles_of,
    distance_km,
    lines_of,
    measure,
    toponyms_of,
    tweets_of,
)

TABLE = "tweet_id_str\ttweet_text\tchar_position\tgeoNameId\n"


def name(start: int, end: int, *, at: tuple[float, float] | None = (0.0, 0.0)) -> Toponym:
    return Toponym(start=start, end=end, position=at)


def test_the_names_of_a_line():
    line = "Kharkiv,,Kharkiv,,49.98,,36.25,,4,,11,,9.5||No Gaz,,Nowhere,,,,,,20,,27||"
    assert toponyms_of(line) == (name(4, 11, at=(49.98, 36.25)), name(20, 27, at=None))
    assert toponyms_of("x,,x,,1,,2,,4,,10||", first=1, closed=True) == (name(3, 10, at=(1.0, 2.0)),)
    assert toponyms_of("") == ()


def test_a_quarter_of_the_equator():
    assert distance_km((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10_007.5, abs=0.1)


def test_a_score_counts_each_gold_name_once():
    """By hand: two of three said touch, one of the two 111 km off, one without a position; one gold name is missed."""
    score = Score()
    score.add([name(0, 4), name(10, 14), name(20, 24)], [name(2, 6, at=(1.0, 0.0)), name(3, 4), name(10, 14, at=None)])
    rows = {row.measure: row for row in score.rows(CORPORA[0])}
    assert (rows["detection, overlap"].precision, rows["detection, overlap"].recall) == (2 / 3, 2 / 3)
    assert rows["within 161 km, of found"].figure == 0.5
    assert rows["within 161 km, of found with a position"].figure == 1.0
    assert rows["within 161 km, of all (end to end)"].figure == pytest.approx(1 / 3)
    assert rows["error in km, mean"].figure == pytest.approx(111.2, abs=0.1)
    assert rows["error in km, median"].published == "-"


def test_texts_are_in_the_order_of_the_gold(tmp_path: Path):
    (tmp_path / "a.xml").write_text("<articles><article><text>One.</text></article><article/></articles>")
    assert articles_of(tmp_path / "a.xml") == ["One.", ""]
    (tmp_path / "gold.txt").write_text("a,,a,,1,,1,,0,,1||\n\n")
    assert lines_of(tmp_path / "gold.txt") == ["a,,a,,1,,1,,0,,1||", ""]


def test_tweets_are_found_by_their_offsets(tmp_path: Path):
    rows = "1\tRain in Aden\t8\t5\n2\tDust\t\t\n3\tA &amp; B in Idlib\t9\t6\n"
    (tmp_path / "t.tsv").write_text(TABLE + rows, encoding="cp1252")
    gold = [toponyms_of("Idlib,,Idlib,,1,,1,,9,,13||", closed=True), toponyms_of("x,,x,,1,,1,,70,,71||")]
    assert tweets_of(tmp_path / "t.tsv", gold) == ["A & B in Idlib", None]


def test_the_rows_of_a_folder(tmp_path: Path):
    article = "<articles><article><text>Shells hit Kharkiv.</text></article></articles>"
    for file in ("lgl.xml", "GeoVirus.xml"):
        (tmp_path / file).write_text(article, encoding="utf-8")
    line = "Kharkiv,,Kharkiv,,49.98,,36.25,,{},,{}||\n"
    (tmp_path / "LGL_gold.txt").write_text(line.format(11, 18))
    (tmp_path / "GeoVirus_gold.txt").write_text(line.format(12, 19))
    (tmp_path / "GeoCorpora_gold.txt").write_text(line.format(11, 17) + line.format(40, 46))
    (tmp_path / "geocorpora.tsv").write_text(TABLE + "1\tShells hit Kharkiv.\t11\t7\n", encoding="cp1252")
    (tmp_path / "peers").mkdir()
    (tmp_path / "peers" / "LGL_Compass.txt").write_text("Kharkiv,,Kharkiv,,40.0,,36.25,,11,,18||\n")
    outcome = measure(tmp_path, tools=the_tools())
    rows = {(row.benchmark, row.measure): row for row in outcome.rows}
    for corpus in ("LGL", "GeoVirus", "GeoCorpora"):
        assert rows[f"geo, {corpus}", "within 161 km, of all (end to end)"].figure == 1.0
    assert rows["geo, LGL", "within 161 km, of all (end to end)"].published == ".55; Yahoo .47"
    peer = rows["geo, LGL", "Compass: detection, overlap"]
    assert (peer.figure, peer.note) == (
        1.0,
        "within 161 km of found 0.000, of all 0.000; error 1110 km, median 1110 km",
    )
    assert outcome.notes == ["geo, GeoCorpora: 1 of 2 texts were not found; peers have them."]
