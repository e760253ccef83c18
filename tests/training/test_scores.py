import random
from datetime import date

import pytest
from factory import the_tools

from evaluation.inline import Annotation
from tallystick.knowledge.score_weights import score_of
from tallystick.records.mention import TimeMention
from tallystick.records.referent import Moment, Place
from tallystick.records.vocabulary import PlacePrecision, TimePrecision
from training.scores import Case, as_table, fit, fit_weights, holds_all, is_right_place, is_right_time

RNG = random.Random(7)


def coin(share: float) -> bool:
    return RNG.random() < share


CASES = [
    Case(terms={"one": 1.0, "lead": lead}, right=coin(0.5 + 0.45 * lead), report=f"r{n % 50}")
    for n in range(1_000)
    for lead in (n % 2,)
]


def annotation(surface: str, start: int = 0, field: str = "time", **values: str) -> Annotation:
    return Annotation(label="A", field=field, start=start, end=start + len(surface), surface=surface, values=values)


def mention(text: str, words: str) -> TimeMention:
    start = text.index(words)
    return TimeMention(start=start, end=start + len(words), surface=words, form="date")


def test_fitted_scores_are_the_shares_that_are_right():
    weights = fit_weights(CASES)
    for lead in (0, 1):
        share = sum(c.right for c in CASES if c.terms["lead"] == lead) / 500
        assert score_of({"one": 1.0, "lead": float(lead)}, weights=weights) == pytest.approx(share, abs=0.03)


def test_a_term_that_may_only_rise_never_falls():
    turned = [Case(terms=c.terms, right=not c.right, report=c.report) for c in CASES]
    assert fit_weights(turned).get("lead", 0.0) == 0.0
    renamed = [Case(terms={"one": 1.0, "far": c.terms["lead"]}, right=c.right, report=c.report) for c in CASES]
    assert fit_weights(renamed).get("far", 0.0) == 0.0


def test_the_error_of_a_fit_is_of_reports_that_were_left_out():
    one = fit("place", CASES)
    assert one.cases == 1_000
    assert one.error < 0.05


def test_the_table_holds_every_weight_and_says_what_it_rests_on():
    one = fit("place", CASES)
    table = as_table([one], day=date(2026, 11, 27))
    assert table == as_table([one], day=date(2026, 11, 27))
    assert "2026-11-27; place: 1000 readings" in table
    assert f"place,lead,{one.weights['lead']:g}" in table


@pytest.mark.parametrize(
    ("country", "admin1", "right"), [("SY", "Idlib", True), ("SY", "Homs", False), ("LB", "Idlib", False)]
)
def test_a_place_is_right_in_its_country_and_province(country: str, admin1: str, right: bool) -> None:
    place = Place(name="Ariha", country=country, admin1=admin1, precision=PlacePrecision.SETTLEMENT)
    gold = annotation("Ariha", field="place", name="Ariha", country="SY", admin1="Idlib", precision="settlement")
    assert is_right_place(gold, place, gazetteer=the_tools().gazetteer) is right


def test_a_span_up_to_publication_is_right_where_it_begins_on_the_day():
    since = Moment(
        edtf="2010-01-01/2018-12-07", earliest="2010-01-01", latest="2018-12-07", precision=TimePrecision.DAYS
    )
    assert is_right_time(annotation("since 2010", edtf="2010/2018"), since, published=date(2018, 12, 7))
    assert not is_right_time(annotation("since 2010", edtf="2011/2018"), since, published=date(2018, 12, 7))
    assert not is_right_time(annotation("2010", edtf="2010/2018"), since, published=date(2019, 2, 7))


def test_a_mention_holds_all_words_but_prepositions():
    text = "on Friday the 15th"
    assert holds_all(mention(text, "Friday the 15th"), annotation(text, edtf="2014-08-15"))
    assert not holds_all(mention(text, "Friday"), annotation(text, edtf="2014-08-15"))
