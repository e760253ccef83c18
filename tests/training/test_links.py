import random
from datetime import date

import numpy as np
import pytest

from evaluation.linkpairs import Labelled
from tallystick.records.referent import Moment, Place
from tallystick.records.vocabulary import EventType, PlacePrecision, TimePrecision
from tallystick.stages.link.features import Features
from training.links import (
    Case,
    as_table,
    calibration_error,
    cases_of,
    fit_weights,
    read_start,
    score_cases,
    score_held_out,
)

RNG = random.Random(11)
START = {"one": 0.0, "day": 0.0, "reports at once, in nats": -0.5}


BRENN = Place(name="Brenn", country="SY", lat=35.9, lon=36.6, precision=PlacePrecision.SETTLEMENT, gazetteer_id="b")


def told(number: int, day: str) -> Features:
    moment = Moment(edtf=day, earliest=day, latest=day, precision=TimePrecision.DAY)
    return Features(
        id=f"acc-{number}",
        report=f"rep-{number}",
        event_type=EventType.ATTACK,
        background=False,
        aggregated=False,
        published="2019-07-13",
        moments=(moment,),
        places=(BRENN,),
        words=("bazaar", "clinic"),
    )


def a_case(number: int) -> Case:
    day = number % 2
    same = RNG.random() < (0.8 if day else 0.2)
    names = (f"i{number % 40}", f"i{number % 40 if same else (number + 1) % 40}")
    return Case(terms={"one": 1.0, "day": float(day)}, same=same, incidents=names)


CASES = [a_case(number) for number in range(1_000)]


def share(day: int) -> float:
    return float(np.mean([case.same for case in CASES if case.terms["day"] == day]))


def test_fitted_scores_are_the_shares_that_are_one():
    scores = score_cases(CASES, fit_weights(CASES, start=START, penalty=0.1))
    for case, score in zip(CASES, scores, strict=True):
        assert score == pytest.approx(share(int(case.terms["day"])), abs=0.02)


def test_a_weight_that_no_pair_speaks_of_is_what_was_set_by_hand_and_the_fixed_one_too():
    start = {**START, "never": -1.5}
    weights = fit_weights(
        [*CASES, Case(terms={"reports at once, in nats": 6.0}, same=True, incidents=("a", "a"))], start=start
    )
    assert weights["never"] == -1.5
    assert weights["reports at once, in nats"] == -0.5


@pytest.mark.parametrize(("term", "same"), [("time, same day", False), ("another, one", True)])
def test_what_can_only_speak_one_way_never_speaks_the_other(term, same):
    cases = [Case(terms={"one": 1.0, term: 1.0}, same=same, incidents=("x", "y")) for _ in range(500)]
    assert fit_weights(cases, start={**START, term: -0.2 if same else 0.2})[term] == 0.0


def test_pairs_that_count_for_nothing_change_nothing():
    others = [Case(terms={"one": 1.0, "day": 1.0}, same=False, incidents=("x", "y"), counts=0.0) for _ in range(500)]
    assert fit_weights([*CASES, *others], start=START) == pytest.approx(fit_weights(CASES, start=START), abs=0.002)


def test_pairs_left_out_are_scored_by_the_others():
    scores = score_held_out(CASES, start=START, penalty=4.0)
    assert calibration_error(scores, CASES, least=0.0)[0] < 0.08
    assert np.mean(scores[[k for k, case in enumerate(CASES) if case.terms["day"]]]) > 0.6


def test_the_calibration_error_by_hand():
    cases = [Case(terms={}, same=same, incidents=("a", "a")) for same in (True, True, False, True)]
    error, among = calibration_error(np.array([0.9, 0.9, 0.9, 0.1]), cases, least=0.05)
    assert (error, among) == (pytest.approx((abs(2.7 - 2) + 0.9) / 4), 4)
    assert calibration_error(np.array([0.9, 0.9, 0.9, 0.01]), cases, least=0.05)[1] == 3


def test_cases_are_of_labelled_pairs_that_are_compared_and_not_banned():
    every = [told(1, "2019-07-08"), told(2, "2019-07-08"), told(3, "2019-07-08"), told(4, "2019-07-12")]
    cases = cases_of(Labelled(features=every, incident_of={"acc-1": "x", "acc-2": "x", "acc-4": "y"}), counts=0.5)
    assert [(case.same, case.counts) for case in cases] == [(True, 0.5)]
    assert cases[0].terms["time, same day"] == 1.0


def test_the_table_keeps_what_was_set_by_hand(tmp_path):
    start = read_start()
    assert start.keys() >= {"one", "place, same"}
    table = as_table({**start, "place, same": 0.61}, start=start, day=date(2020, 1, 2), pairs=10, same=4)
    path = tmp_path / "weights.csv"
    path.write_text(table, encoding="utf-8")
    assert read_start(path) == start
    assert f'"place, same",{start["place, same"]:g},0.61' in table
    assert "\nterm,by_hand,weight\n" in table
