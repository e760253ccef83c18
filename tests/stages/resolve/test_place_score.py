from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place
from tallystick.records.report import Report
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.resolve.place_score import (
    UNSURE,
    PlaceSigns,
    score_described,
    score_place,
    with_place_score,
)
from tallystick.stages.resolve.places import resolve_places

TOWN = PlaceSigns(
    precision="settlement",
    size=30_000.0,
    namesakes=3,
    lead=1.0,
    lead_at_home=1.0,
    country_share=0.5,
    province_share=0.0,
    support=0.0,
    closest_km=200.0,
    is_contained=False,
    is_own_name=True,
    is_loose=False,
    relation=None,
    wanted=None,
    role="place",
)
MENTION = PlaceMention(start=0, end=5, surface="Brenn", name="Brenn", relation_start=0)


def scored(text: str) -> list[PlaceMention]:
    report, gazetteer = Report(id="r", text=text), load_gazetteer()
    mentions = mark_places(report, sentences=split_sentences(text), gazetteer=gazetteer)
    return list(resolve_places(mentions, report=report, gazetteer=gazetteer))


SIGNS = st.builds(
    PlaceSigns,
    precision=st.sampled_from(["settlement", "site", "area", "admin2", "admin1", "country", "sea"]),
    size=st.floats(0, 1e8),
    namesakes=st.integers(1, 24),
    lead=st.floats(0, 20),
    lead_at_home=st.floats(0, 20),
    country_share=st.none() | st.floats(0, 1),
    province_share=st.floats(0, 1),
    support=st.floats(0, 2),
    closest_km=st.none() | st.floats(0, 20_000),
    is_contained=st.booleans(),
    is_own_name=st.booleans(),
    is_loose=st.booleans(),
    relation=st.sampled_from([None, "in", "near", "west of"]),
    wanted=st.sampled_from([None, "settlement", "admin1"]),
    role=st.sampled_from(["place", "origin", "speaker", "dateline"]),
)


@settings(deadline=None)
@given(SIGNS)
def test_a_score_is_a_probability_in_thousandths(signs):
    score = score_place(signs)
    assert 0.0 <= score <= 1.0
    assert score == round(score, 3)


@settings(deadline=None)
@given(SIGNS, st.floats(0, 20))
def test_a_greater_lead_never_makes_a_place_less_likely(signs, more):
    assert score_place(replace(signs, lead=signs.lead + more)) >= score_place(signs)
    assert score_place(replace(signs, lead_at_home=signs.lead_at_home + more)) >= score_place(signs)


@settings(deadline=None)
@given(SIGNS)
def test_having_no_rival_is_no_worse_than_any_lead(signs):
    alone = replace(signs, lead=float("inf"), lead_at_home=float("inf"), namesakes=1)
    assert score_place(alone) >= score_place(signs)


@settings(deadline=None)
@given(SIGNS, st.floats(0, 1))
def test_more_evidence_for_its_country_and_province_never_makes_a_place_less_likely(signs, more):
    share = signs.country_share
    if share is not None:
        assert score_place(replace(signs, country_share=min(1.0, share + more))) >= score_place(signs)
    assert score_place(replace(signs, province_share=min(1.0, signs.province_share + more))) >= score_place(signs)
    assert score_place(replace(signs, support=signs.support + more)) >= score_place(signs)
    assert score_place(replace(signs, is_contained=True)) >= score_place(replace(signs, is_contained=False))


@settings(deadline=None)
@given(SIGNS, st.integers(0, 20), st.floats(0, 5_000))
def test_more_namesakes_looser_spellings_and_greater_distance_never_make_it_more_likely(signs, more, km):
    assert score_place(replace(signs, namesakes=signs.namesakes + more)) <= score_place(signs)
    assert score_place(replace(signs, is_loose=True)) <= score_place(replace(signs, is_loose=False))
    if signs.closest_km is not None:
        assert score_place(replace(signs, closest_km=signs.closest_km + km)) <= score_place(signs)


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_described_place_is_no_surer_than_one_taken_from_a_surer_name(one, other):
    low, high = sorted((one, other))
    assert score_described(low) <= score_described(high)


def test_a_low_score_has_its_doubt_and_a_high_one_none():
    weak = replace(TOWN, lead=0.0, lead_at_home=0.0, namesakes=16, is_loose=True, country_share=0.0, closest_km=2_000.0)
    strong = replace(TOWN, lead=9.0, lead_at_home=9.0, namesakes=1, country_share=1.0, closest_km=10.0)
    low, high = with_place_score(MENTION, weak), with_place_score(MENTION, strong)
    assert low.score is not None
    assert low.score < UNSURE
    assert low.doubt is not None
    assert high.score is not None
    assert high.score >= 0.9
    assert high.doubt is None


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("Gunmen clashed in Tripoli, Lebanon, on Sunday.", "Gunmen clashed in Tripoli on Sunday."),
        ("Shells fell on Palmyra and Homs as Syrian troops advanced.", "Shells fell on Palmyra."),
    ],
)
def test_what_the_report_says_of_its_country_makes_a_place_surer(surer: str, less: str) -> None:
    one, other = scored(surer)[0], scored(less)[0]
    assert one.score is not None
    assert other.score is None or one.score > other.score


def test_a_place_that_is_not_given_has_no_score():
    place = scored("Shells fell on the village of Zorvanqul in Syria.")[0]
    assert not isinstance(place.place, Place)
    assert (place.score, place.doubt) == (None, None)
