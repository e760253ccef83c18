"""Pairs with labels: which are brought together, and what a score is worth."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from factory import the_tools

from evaluation.linkpairs import (
    Labelled,
    Pair,
    calibrate,
    candidate_recall,
    format_labelled,
    format_pairs,
    gva_labels,
)
from evaluation.linkpairs import label_pairs as label
from evaluation.public.pooled import Effort
from tallystick.records.referent import Moment, Place
from tallystick.records.vocabulary import EventType, PlacePrecision, TimePrecision
from tallystick.stages.link.features import Features

BRENN = Place(name="Brenn", country="SY", lat=35.9, lon=36.6, precision=PlacePrecision.SETTLEMENT, gazetteer_id="b")
DAY = Moment(edtf="2019-07-08", earliest="2019-07-08", latest="2019-07-08", precision=TimePrecision.DAY)
ONE = Features(
    id="acc-1",
    report="rep-1",
    event_type=EventType.ATTACK,
    background=False,
    aggregated=False,
    published="2019-07-09",
    moments=(DAY,),
    places=(BRENN,),
)
TWO = replace(ONE, id="acc-2", report="rep-2")
FAR = replace(ONE, id="acc-3", report="rep-3", places=(), moments=(), published=None)
TWELFTH = replace(DAY, edtf="2019-07-12", earliest="2019-07-12", latest="2019-07-12")
LATER = replace(ONE, id="acc-4", report="rep-4", moments=(TWELFTH,))


def label_pairs(features: list[Features], incident_of: dict[str, str]) -> list[Pair]:
    return label(Labelled(features=features, incident_of=incident_of))


def test_pairs_brought_together_have_a_score_and_others_of_one_incident_none():
    pairs = {p.accounts: p for p in label_pairs([TWO, ONE, FAR], {"acc-1": "x", "acc-2": "x", "acc-3": "x"})}
    together = pairs["acc-1", "acc-2"]
    assert together.same
    assert together.score is not None
    assert together.score > 0.5
    assert pairs["acc-1", "acc-3"].score is None
    assert candidate_recall(pairs.values()) == (1, 3)


def test_pairs_of_two_incidents_count_where_they_were_brought_together_only():
    labels = {"acc-1": "x", "acc-3": "y", "acc-4": "z"}
    worded = [replace(each, words=("bazaar", "clinic")) for each in (ONE, LATER)]
    (pair,) = label_pairs([FAR, *worded], labels)
    assert pair == Pair(accounts=("acc-1", "acc-4"), same=False, score=0.0, banned=True)


def test_accounts_without_a_label_and_pairs_that_link_never_compares_are_left_out():
    recalled = [replace(each, background=True) for each in (ONE, TWO)]
    assert label_pairs(recalled, {"acc-1": "x", "acc-2": "x"}) == []
    assert label_pairs([ONE, TWO], {"acc-1": "x"}) == []
    assert label_pairs([ONE, replace(TWO, report="rep-1")], {"acc-1": "x", "acc-2": "x"}) == []


def scored(score: float, *labels: bool) -> list[Pair]:
    return [Pair(accounts=("a", "b"), same=same, score=score) for same in labels]


def test_the_calibration_error_by_hand():
    """Three pairs at .9 of which two are one, one pair at .1 that is: (3 x |.9 - 2/3| + |.1 - 1|) / 4."""
    pairs = [*scored(0.9, True, True, False), *scored(0.1, True), Pair(accounts=("a", "c"), same=True)]
    error, bins = calibrate(pairs)
    assert error == pytest.approx((3 * (0.9 - 2 / 3) + 0.9) / 4)
    assert [one.pairs for one in bins] == [1, 3]
    assert calibrate(pairs, least=0.5)[0] == pytest.approx(0.9 - 2 / 3)
    assert calibrate([]) == (0.0, [])


def test_a_score_of_one_falls_into_the_last_bin():
    assert calibrate(scored(1.0, True))[1][0].pairs == 1


def test_the_figures_say_how_many_pairs_they_stand_on():
    said = format_pairs("a set", [*scored(0.9, True), Pair(accounts=("a", "c"), same=True)])
    assert "1 of 2 pairs of one incident brought together (0.5000)" in said
    assert "over 1 scored pairs" in said


def test_how_many_each_is_compared_with_is_said():
    labelled = Labelled(features=[ONE, TWO, LATER, FAR], incident_of={})
    assert format_labelled("a set", labelled).startswith("a set: 4 accounts, ")


def test_the_pairs_of_a_registry_are_of_its_reports_leading_accounts(tmp_path: Path):
    texts = (
        "Two people were killed in a shooting in Idlib on 8 July 2019, police said.",
        "A shooting in Idlib on 8 July 2019 killed two people, according to police.",
    )
    rows = [
        {"incident": "1", "id": f"r{n}", "title": "", "dct": "2019-07-09", "uri": "", "content": text}
        for n, text in enumerate(texts)
    ]
    (tmp_path / "documents_2013_2015.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    tolls = json.dumps({"incident": "1", "num_killed": 2, "num_injured": 0})
    (tmp_path / "incidents_2013_2015.jsonl").write_text(tolls, encoding="utf-8")
    labelled = gva_labels(tmp_path, tools=the_tools(), effort=Effort(reader="grammar"))
    (pair,) = label(labelled)
    assert pair.same
    assert pair.score is not None
