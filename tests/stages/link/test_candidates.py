"""Candidates: few for each account however many there are, each pair once, and those that tell one occurrence."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from test_link_accounts import BRENN, FARLO, SYRIA, a_day, a_telling

from tallystick.records.referent import Count, Moment
from tallystick.records.vocabulary import EventType, TimePrecision
from tallystick.stages.link.candidates import MOST_COMPARED, MOST_UNLIKELY, find_candidates
from tallystick.stages.link.features import Features
from tallystick.stages.link.rarity import count_rarity

BARE = {"places": (), "perpetrators": (), "words": (), "names": ()}


def met(*told: Features) -> list[tuple[str, str]]:
    ordered = sorted(told, key=lambda f: f.id)
    reports = [int(f.report.removeprefix("rep-")) for f in ordered]
    found = find_candidates(ordered, reports=reports, rarity=count_rarity(ordered))
    return sorted((ordered[min(i, j)].id, ordered[max(i, j)].id) for i, others in found for j in others)


def a_crowd(size: int, **changes: object) -> list[Features]:
    """Many accounts of one day, each with words of its own."""
    return [a_telling(100 + n, words=(f"word{n}", "shared"), names=(), **changes) for n in range(size)]


def test_one_place_on_one_day_brings_two_accounts_together():
    assert met(a_telling(1, words=()), a_telling(2, words=())) == [("acc-001", "acc-002")]
    assert met(a_telling(1, words=()), a_telling(2, words=(), moments=(a_day("2019-07-21"),))) == []


def test_a_town_that_bears_its_regions_name_is_compared_with_all_that_lies_far_in_it():
    crowd = [a_telling(n) for n in range(MOST_UNLIKELY + 8)]
    named = replace(BRENN, name="Idlib", lat=37.4, gazetteer_id="i")
    away = replace(named, name="Upper Farlo")
    for place, most in ((named, len(crowd)), (away, MOST_UNLIKELY)):
        assert sum("acc-999" in pair for pair in met(a_telling(999, places=(place,)), *crowd)) == most


def test_accounts_of_one_report_and_two_recollections_are_not_compared():
    assert met(a_telling(1), a_telling(2, report="rep-001")) == []
    assert met(a_telling(1, background=True), a_telling(2, background=True)) == []


def test_an_account_is_compared_with_few_however_many_share_its_place_and_day():
    for size in (100, 400):
        pairs = met(*a_crowd(size))
        assert len(pairs) <= size * (MOST_COMPARED + MOST_UNLIKELY)
        assert len(set(pairs)) == len(pairs)


def test_in_a_crowd_those_that_share_most_are_compared():
    toll = {"killed": (Count(low=17, high=17),), "words": ("bazaar", "clinic"), "names": ()}
    pairs = met(a_telling(1, **toll), a_telling(999, **toll), *a_crowd(300))
    assert ("acc-001", "acc-999") in pairs


def test_what_many_share_brings_together_only_where_few_do_so_on_those_days():
    one, other = a_telling(1, **BARE), a_telling(2, **{**BARE, "places": (SYRIA,)})
    assert met(one, other) == [("acc-001", "acc-002")]
    crowd = a_crowd(200, places=(FARLO,))
    assert ("acc-001", "acc-002") not in met(one, other, *crowd)


def test_without_a_day_it_may_have_been_in_the_fortnight_before_publication():
    undated = a_telling(2, moments=(), published="2019-07-19", words=())
    assert met(a_telling(1, words=()), undated) == [("acc-001", "acc-002")]
    assert met(a_telling(1, words=()), replace(undated, published="2019-08-19")) == []


def test_what_is_recalled_without_a_day_meets_what_was_told_long_before():
    recalled = a_telling(2, background=True, moments=(), published="2021-01-10")
    assert met(a_telling(1), recalled) == [("acc-001", "acc-002")]
    assert met(a_telling(1, moments=(a_day("2021-03-01"),), words=()), recalled) == []


def test_half_a_time_is_enough():
    since = Moment(edtf="2019-07-01/..", earliest="2019-07-01", latest=None, precision=TimePrecision.DAYS)
    assert met(a_telling(1, words=()), a_telling(2, words=(), moments=(since,))) == [("acc-001", "acc-002")]


def test_types_that_cannot_be_one_are_compared_for_their_words_or_what_few_share():
    protest = a_telling(2, event_type=EventType.PEACEFUL_PROTEST)
    assert met(a_telling(1), protest) == [("acc-001", "acc-002")]
    assert met(a_telling(1, words=()), replace(protest, words=())) == [("acc-001", "acc-002")]
    assert met(a_telling(1, **BARE), replace(protest, **{**BARE, "moments": (a_day("2019-07-21"),)})) == []


def test_a_template_of_another_day_is_met_by_its_words():
    week_later = a_telling(2, moments=(a_day("2019-07-15"),), published="2019-07-16")
    assert met(a_telling(1), week_later) == [("acc-001", "acc-002")]
    assert met(a_telling(1, words=("bazaar",)), replace(week_later, words=("bazaar",), places=())) == []


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([(BRENN,), (FARLO,), ()]),
            st.sampled_from(["2019-07-08", "2019-07-09", "2019-07-20", None]),
            st.booleans(),
            st.sets(st.sampled_from(["bazaar", "clinic", "mill"])),
        ),
        max_size=12,
    )
)
def test_each_pair_comes_once_and_all_that_few_share_come(drawn: list[tuple]):
    told = [
        a_telling(n, places=p, moments=(a_day(d),) if d else (), background=b, words=tuple(sorted(w)))
        for n, (p, d, b, w) in enumerate(drawn)
    ]
    pairs = met(*told)
    assert len(set(pairs)) == len(pairs)
    for x, y in combinations(told, 2):
        if x.places == y.places == (BRENN,) and x.moments == y.moments != () and not (x.background and y.background):
            assert (x.id, y.id) in pairs
