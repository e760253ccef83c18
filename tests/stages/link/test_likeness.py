"""Likeness: what single fields say of two accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_link_accounts import BRENN, FARLO, SYRIA, a_day, a_telling

from tallystick.knowledge.link_weights import load_link_weights
from tallystick.records.referent import Count
from tallystick.records.vocabulary import EventType, LinkField
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import NEITHER, Comparing
from tallystick.stages.link.parts import SCENE_KM
from tallystick.stages.link.rarity import count_rarity

IDLIB = replace(BRENN, name="Idlib", lat=(BRENN.lat or 0) + 0.5, gazetteer_id="i")


def terms(a: Features, b: Features, *others: Features) -> dict[str, float]:
    every = [a, b, *others]
    return Comparing(every, count_rarity(every)).terms(0, 1) or {}


def likeness(a: Features, b: Features, *others: Features):
    return Comparing(sorted((a, b), key=lambda f: f.id), count_rarity([a, b, *others])).likeness(0, 1)


def killed(*sizes: int) -> tuple[Count, ...]:
    return tuple(Count(low=size, high=size) for size in sizes)


def test_the_order_of_two_accounts_changes_nothing():
    a, b = a_telling(1, killed=killed(9)), a_telling(2, killed=killed(12), published="2019-07-11")
    assert likeness(a, b) == likeness(b, a)


def test_every_term_that_is_said_has_a_weight():
    told = [
        a_telling(1),
        a_telling(2, moments=(), killed=killed(9)),
        a_telling(3, places=(FARLO, SYRIA), words=("brenn", "mill")),
        a_telling(4, event_type=EventType.ATTACK, aggregated=True, killed=killed(90)),
        a_telling(5, background=True, moments=(), published="2020-01-01"),
        a_telling(6, places=(IDLIB,), another=True, killed=killed(12)),
        a_telling(7, moments=(), said="2019-07-07", killed=killed(2, 9)),
    ]
    comparing = Comparing(told, count_rarity(told))
    said = {term for j in range(len(told)) for i in range(j) for term in comparing.terms(i, j) or ()}
    assert len(said) > 12
    assert said <= set(load_link_weights())


def test_the_day_told_nearest_to_the_act_is_its_own():
    recalls = a_telling(2, moments=(a_day("2019-07-12"), a_day("2019-07-08")), published="2019-07-13")
    assert "time, other time" in terms(a_telling(1), recalls)
    near = replace(recalls, moments=recalls.moments[::-1])
    assert "time, same day" in terms(a_telling(1), near)
    few = replace(recalls, moments=(a_day("2019-07-10"), a_day("2019-07-08")))
    assert "time, other days" in terms(a_telling(1), few)


def test_an_account_published_before_the_others_own_day_does_not_tell_it():
    later = a_telling(2, moments=(a_day("2019-07-15"), a_day("2019-07-08")), published="2019-07-16")
    assert "time, other time" in terms(a_telling(1, moments=(), published="2019-07-09"), later)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2019-07-08", "time, beside that day"),
        ("2019-07-07", "time, beside neighbouring days"),
        ("2019-07-05", "time, beside other days"),
    ],
)
def test_what_has_no_day_is_taken_to_be_of_the_day_of_all_else_in_its_report(day, term):
    undated = a_telling(2, moments=())
    beside = replace(a_telling(3, moments=(a_day(day),)), report=undated.report)
    assert term in terms(a_telling(1), undated, beside)
    assert "time, published that day" in terms(a_telling(1), undated, replace(beside, background=True))
    two_days = replace(beside, id="acc-004", moments=(a_day("2019-07-01"),))
    assert "time, published that day" in terms(a_telling(1), undated, beside, two_days)


def test_what_was_spoken_of_before_the_others_day_is_another():
    undated = a_telling(2, moments=(), said="2019-07-07")
    assert "time, said before" in terms(a_telling(1), undated)
    assert "time, published that day" in terms(a_telling(1), replace(undated, said="2019-07-08"))


def test_only_one_told_as_another_one_speaks_against():
    assert "another, one" in terms(a_telling(1), a_telling(2, another=True))
    assert "another, both" in terms(a_telling(1, another=True), a_telling(2, another=True))


def test_a_town_with_the_name_of_the_others_region_may_be_that_region():
    assert "place, of that name" in terms(a_telling(1), a_telling(2, places=(IDLIB,)))
    elsewhere = replace(IDLIB, admin1="Aleppo")
    assert likeness(a_telling(1), a_telling(2, places=(elsewhere,))).banned


def test_a_place_is_worth_less_where_one_names_several():
    assert "place, of several" in terms(a_telling(1), a_telling(2, places=(BRENN, FARLO)))
    assert "place, of several" not in terms(a_telling(1), a_telling(2, places=(BRENN, SYRIA)))


def test_words_of_one_outlet_on_two_days_may_be_its_template():
    others = [a_telling(n, words=("parliament",), names=()) for n in range(3, 30)]
    mine, theirs = a_telling(1, outlet="Farlo Post"), a_telling(2, outlet="Farlo Post", published="2019-07-10")
    assert "words, of one outlet" in terms(mine, theirs, *others)
    assert "words, of one outlet" not in terms(mine, replace(theirs, outlet="Brenn Courier"), *others)
    assert "words, of one outlet" not in terms(mine, replace(theirs, published=mine.published), *others)


def test_places_apart_are_no_ban_where_one_text_names_the_others_place():
    there = a_telling(2, places=(FARLO,), words=("bazaar", "brenn", "clinic"))
    assert "place, named" in terms(a_telling(1), there)
    assert likeness(a_telling(1), replace(there, words=("bazaar", "clinic"))).banned


def test_two_places_next_to_each_other_say_less_than_one():
    beside = replace(BRENN, name="Upper Brenn", lat=(BRENN.lat or 0) + 0.02, gazetteer_id="u")
    said = terms(a_telling(1), a_telling(2, places=(beside,)))
    assert "place, beside" in said
    assert SCENE_KM > 111 * 0.02
    spelled = replace(beside, gazetteer_id=None)
    assert "place, same" in terms(a_telling(1), a_telling(2, places=(spelled,)))


def test_the_words_of_a_place_have_one_preposition():
    near = replace(BRENN, name="near Brenn")
    for place, words in ((BRENN, "both at Brenn"), (near, "both near Brenn")):
        assert words in likeness(a_telling(1, places=(place,)), a_telling(2, places=(place,))).because.split("; ")


@pytest.mark.parametrize(
    ("mine", "theirs", "term"),
    [
        (killed(12, 900), killed(12), "killed, same"),
        (killed(16, 800), killed(10), "killed, near"),
        (killed(40), killed(52), "killed, both large"),
        (killed(10), killed(30), "killed, climbs"),
        (killed(30), killed(10), "killed, differs"),
        (killed(5), killed(90), "killed, far"),
    ],
)
def test_tolls_are_compared_by_the_two_figures_that_differ_least(mine, theirs, term):
    said = terms(a_telling(1, killed=mine), a_telling(2, killed=theirs, published="2019-07-10"))
    assert [name for name in said if name.startswith("killed")][-1].replace("size", "same") == term


def test_a_toll_recalled_beside_another_day_is_not_its_own():
    first = a_telling(1, killed=killed(11))
    later = a_telling(
        2, moments=(a_day("2019-07-26"), a_day("2019-07-08")), published="2019-07-28", killed=killed(5, 11)
    )
    said = terms(first, later)
    assert "time, other time" in said
    assert "killed, differs" in said or "killed, climbs" in said
    assert "killed, same farther" in terms(first, replace(later, moments=later.moments[::-1]))


def test_near_tolls_tell_more_the_larger_they_are_and_less_where_told_farther():
    small, large = (terms(a_telling(1, killed=killed(n)), a_telling(2, killed=killed(n + 1))) for n in (1, 15))
    assert small["killed, near size"] == 0
    assert large["killed, near size"] > 2
    assert "killed, near farther" in terms(a_telling(1, killed=killed(15)), a_telling(2, killed=killed(3, 16)))


def test_a_toll_told_beside_an_earlier_day_is_not_that_of_an_account_without_day():
    later = a_telling(1, moments=(a_day("2019-07-08"), a_day("2019-07-05")), killed=killed(5, 40))
    said = terms(later, a_telling(2, moments=(), killed=killed(31)))
    assert "time, published that day" in said
    assert "killed, far" in said


def test_the_toll_of_a_war_says_nothing():
    assert not [
        name for name in terms(a_telling(1, killed=killed(9000)), a_telling(2, killed=killed(9000))) if "killed" in name
    ]


def test_two_large_tolls_of_one_day_are_something_specific():
    bare = {"places": (SYRIA,), "words": (), "names": ()}
    one, other = a_telling(1, **bare, killed=killed(52)), a_telling(2, **bare, killed=killed(58))
    assert "nothing specific" not in terms(one, other)
    assert "nothing specific" in terms(one, replace(other, moments=(), published="2019-07-14"))
    assert "nothing specific, one day" in terms(replace(one, killed=killed(3)), replace(other, killed=killed(3)))
    assert likeness(replace(one, killed=killed(3)), replace(other, killed=killed(3))).score <= NEITHER


def test_what_is_kept_of_values_is_forgotten_without_a_trace(monkeypatch: pytest.MonkeyPatch):
    told = [a_telling(n, places=(replace(BRENN, name=f"Brenn {n % 3}", gazetteer_id=f"b{n % 3}"),)) for n in range(9)]
    rarity = count_rarity(told)
    pairs = [(i, j) for j in range(9) for i in range(j)]
    comparing = Comparing(told, rarity)
    expected = [comparing.score(*pair) for pair in pairs]
    monkeypatch.setattr("tallystick.stages.link.likeness._KEPT_PAIRS", 2)
    forgetful = Comparing(told, rarity)
    assert [forgetful.score(*pair) for pair in pairs] == expected


def test_parts_hold_the_fields_that_say_something():
    told = [a_telling(1), a_telling(2)]
    parts = Comparing(told, count_rarity(told)).parts(0, 1)
    assert {part.field for part in parts} >= {LinkField.PRIOR, LinkField.TIME, LinkField.PLACE, LinkField.EVENT_TYPE}
