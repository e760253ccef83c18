import math

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.knowledge.score_weights import load_score_weights, score_of


def test_nothing_known_is_an_even_chance():
    assert score_of({}, weights={"one": 3.0}) == 0.5
    assert score_of({"unheard of": 1.0}, weights={"one": 3.0}) == 0.5


def test_a_score_is_the_logistic_of_the_weighted_sum():
    assert score_of({"one": 1.0, "lead": 0.5}, weights={"one": 1.0, "lead": 2.0}) == round(1 / (1 + math.exp(-2)), 3)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["one", "lead"]), st.floats(-1e6, 1e6)))
def test_a_score_is_a_probability(terms):
    assert 0.0 <= score_of(terms, weights={"one": 1.0, "lead": -2.0}) <= 1.0


def test_every_score_has_its_weights():
    weights = load_score_weights()
    assert set(weights) == {"place", "described place", "time"}
    assert all(math.isfinite(weight) for terms in weights.values() for weight in terms.values())
    assert all(len(terms) > 1 for terms in weights.values())
