from __future__ import annotations

import random
from dataclasses import replace

import pytest
from factory import tell
from hypothesis import given, settings
from hypothesis import strategies as st
from test_link_accounts import APART, FARLO, TOGETHER, a_day, a_telling

from tallystick.records.report import Quote
from tallystick.records.vocabulary import EventType, Ruling
from tallystick.stages.link.clusters import link_accounts
from tallystick.stages.link.judged import TELLING, Decided, JudgedPairs, decide_pairs, find_marked, mark_account

TEXT = (
    "Shelling killed three people in Idlib on Monday. Gunmen stormed a bank in Maiduguri on Tuesday. "
    "Shelling killed nine people in Homs on Friday."
)
ACCOUNT = tell("An airstrike killed 12 people in Idlib on 9 July 2019, residents said.")[0]


def an_account(words: str, *, nth: int = 0, sentence: tuple[int, int] | None = None, **changes: object):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    end = start + len(words)
    quote = Quote(start=start, end=end, text=words)
    around = sentence or (TEXT.rfind(". ", 0, start) + 1, TEXT.index(".", end) + 1)
    evidence = (Quote(start=around[0], end=around[1], text=TEXT[around[0] : around[1]]),)
    return replace(ACCOUNT, id=f"acc-{start}", anchor=quote, evidence=evidence, **changes)


def said(number: int, ruling: Ruling, left: str, right: str) -> Decided:
    return Decided(number=number, verdict=ruling, left=tuple(left), right=tuple(right))


def same(number: int, left: str, right: str) -> Decided:
    return said(number, Ruling.SAME, left, right)


def different(number: int, left: str, right: str) -> Decided:
    return said(number, Ruling.DIFFERENT, left, right)


def groups(judged: JudgedPairs, *features) -> set[frozenset[str]]:
    return {frozenset(c.accounts) for c in link_accounts(features, judged=judged).clusters}


# --- marks ---------------------------------------------------------------------------------------


def test_a_mark_holds_as_many_words_as_make_it_unique() -> None:
    account = an_account("killed", nth=1)
    mark = mark_account(account, text=TEXT)
    whole = mark.before + mark.words + mark.after
    assert mark.words == "killed"
    assert TEXT.count(whole) == 1
    assert len(whole) >= TELLING
    assert TEXT[mark.start : mark.end] == mark.words


def test_a_mark_finds_the_account_whose_anchor_overlaps_it_most() -> None:
    first, second = an_account("Shelling killed", nth=1), an_account("killed nine people")
    mark = mark_account(an_account("killed nine", nth=0), text=TEXT)
    found = find_marked(mark, text=TEXT, accounts=[first, second, an_account("stormed")])
    assert found is not None
    assert (found.account.id, found.exact) == (second.id, True)


def test_a_mark_follows_its_words_to_where_they_stand_in_a_later_text() -> None:
    mark = mark_account(an_account("stormed"), text=TEXT)
    later = "Corrected on Wednesday. " + TEXT
    moved = an_account("stormed")
    moved = replace(moved, anchor=Quote(start=moved.anchor.start + 24, end=moved.anchor.end + 24, text="stormed"))
    assert find_marked(mark, text=later, accounts=[moved, an_account("killed")]).account is moved


@pytest.mark.parametrize("later", [TEXT.replace("stormed a bank", "raided a bank"), TEXT], ids=["words", "account"])
def test_a_mark_finds_nothing_where_its_words_or_its_account_are_gone(later: str) -> None:
    mark = mark_account(an_account("stormed"), text=TEXT)
    assert find_marked(mark, text=later, accounts=[an_account("killed"), an_account("killed", nth=1)]) is None


def test_words_that_stand_twice_in_a_later_text_find_nothing() -> None:
    mark = mark_account(an_account("stormed"), text=TEXT)
    assert find_marked(mark, text=f"x {TEXT} {TEXT}", accounts=[an_account("stormed")]) is None


def test_another_readers_account_of_the_sentence_is_found_if_it_is_the_only_one_and_of_the_kind() -> None:
    mark = mark_account(an_account("Shelling", event_type=EventType.ATTACK), text=TEXT)
    of_kind, of_other = (
        an_account("three people", event_type=kind) for kind in (EventType.ARMED_CLASH, EventType.PEACEFUL_PROTEST)
    )
    found = find_marked(mark, text=TEXT, accounts=[of_kind])
    assert found is not None
    assert (found.account, found.exact) == (of_kind, False)
    assert find_marked(mark, text=TEXT, accounts=[of_other]) is None
    assert find_marked(mark, text=TEXT, accounts=[of_kind, an_account("in Idlib")]) is None


# --- pairs ---------------------------------------------------------------------------------------


def test_a_later_judgement_on_the_same_pair_overrides() -> None:
    decided = decide_pairs([same(1, "a", "b"), different(2, "b", "a")])
    assert (decided.same, dict(decided.overridden)) == ((), {1: 2})
    decided = decide_pairs([different(1, "a", "b"), same(2, "a", "b")])
    assert (decided.same, dict(decided.overridden)) == ((("a", "b", 2),), {1: 2})


@pytest.mark.parametrize("earlier", [Ruling.SAME, Ruling.DIFFERENT])
def test_unsure_leaves_the_pair_to_the_machine(earlier: Ruling) -> None:
    decided = decide_pairs([said(1, earlier, "a", "b"), said(2, Ruling.UNSURE, "a", "b")])
    assert (decided.same, decided.apart, dict(decided.overridden)) == ((), (), {1: 2})


def test_same_through_a_third_account_yields_to_a_later_different() -> None:
    decided = decide_pairs([same(1, "c", "b"), different(2, "a", "b"), same(3, "a", "c")])
    assert decided.same == (("a", "c", 3),)
    assert dict(decided.overridden) == {1: 2}


def test_different_yields_to_later_judgements_that_join_the_two_through_a_third() -> None:
    decided = decide_pairs([different(1, "a", "b"), same(2, "a", "c"), same(3, "c", "b")])
    assert {pair[:2] for pair in decided.same} == {("a", "c"), ("b", "c")}
    assert 1 in decided.overridden


def test_of_a_merge_only_what_a_later_judgement_keeps_apart_is_overridden() -> None:
    decided = decide_pairs([same(1, "ab", "cd"), different(2, "a", "d")])
    assert {pair[:2] for pair in decided.same} == {("a", "b"), ("a", "c")}
    assert (dict(decided.overridden), dict(decided.in_part)) == ({}, {1: 2})


@pytest.mark.parametrize("earlier", [[same(1, "a", "bc")], [same(1, "a", "c"), same(2, "a", "b")]])
def test_unsure_frees_a_pair_that_earlier_judgements_join_through_a_third(earlier: list[Decided]) -> None:
    decided = decide_pairs([*earlier, said(3, Ruling.UNSURE, "b", "c")])
    assert {pair[:2] for pair in decided.same} == {("a", "b")}
    part, whole = dict(decided.in_part), dict(decided.overridden)
    assert (part, whole) == (({1: 3}, {}) if len(earlier) == 1 else ({}, {1: 3}))


def test_of_a_split_a_later_unsure_frees_its_pair_alone() -> None:
    decided = decide_pairs([different(1, "ab", "c"), said(2, Ruling.UNSURE, "a", "c")])
    assert decided.apart == ((frozenset("b"), frozenset("c")),)
    assert dict(decided.in_part) == {1: 2}


JUDGED = st.lists(
    st.tuples(
        st.sampled_from([Ruling.SAME, Ruling.DIFFERENT, Ruling.UNSURE]),
        st.text("abcdef", min_size=1, max_size=2),
        st.text("abcdef", min_size=1, max_size=2),
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(JUDGED, st.randoms(use_true_random=False))
def test_pairs_depend_on_numbers_not_on_order_and_never_contradict_each_other(drawn, shuffler) -> None:
    decided = [said(n, *words) for n, words in enumerate(drawn, 1)]
    made = decide_pairs(decided)
    shuffled = list(decided)
    shuffler.shuffle(shuffled)
    assert decide_pairs(shuffled) == made
    ids = "abcdef"
    told = [a_telling(n, places=(FARLO,) if n % 2 else ()) for n in range(len(ids))]
    name = dict(zip(ids, (f.id for f in told), strict=True))
    renamed = JudgedPairs(
        same=tuple((name[a], name[b], n) for a, b, n in made.same),
        apart=tuple((frozenset(map(name.get, x)), frozenset(map(name.get, y))) for x, y in made.apart),
    )
    clusters = groups(renamed, *told)
    home = {account: cluster for cluster in clusters for account in cluster}
    assert all(home[a] is home[b] for a, b, _ in renamed.same)
    last = max(decided, key=lambda d: d.number, default=None)
    if last is not None and last.verdict is Ruling.DIFFERENT:
        pairs = [(x, y) for x in set(last.left) - set(last.right) for y in set(last.right) - set(last.left)]
        assert all(home[name[x]] is not home[name[y]] for x, y in pairs)


# --- linking -------------------------------------------------------------------------------------


def test_same_puts_together_what_the_machine_bans() -> None:
    one, other = a_telling(1), a_telling(2, places=(FARLO,), moments=(a_day("2019-09-01"),))
    assert groups(JudgedPairs(), one, other) == APART
    judged = JudgedPairs(same=(("acc-001", "acc-002", 3),))
    assert groups(judged, one, other) == TOGETHER
    ((link,),) = (cluster.links for cluster in link_accounts([one, other], judged=judged).clusters)
    assert (link.score, link.because) == (1.0, "a person judged them the same (judgement 3)")


def test_a_pair_that_the_machine_links_too_has_one_link_and_it_says_a_person_did() -> None:
    judged = JudgedPairs(same=(("acc-001", "acc-002", 3),))
    (cluster,) = link_accounts([a_telling(1), a_telling(2)], judged=judged).clusters
    assert [link.because for link in cluster.links] == ["a person judged them the same (judgement 3)"]


def test_different_holds_against_a_chain() -> None:
    told = [a_telling(n) for n in range(1, 6)]
    assert len(groups(JudgedPairs(), *told)) == 1
    judged = JudgedPairs(apart=((frozenset({"acc-001"}), frozenset({"acc-005"})),))
    clusters = groups(judged, *told)
    assert sum(map(len, clusters)) == 5
    assert all(not {"acc-001", "acc-005"} <= cluster for cluster in clusters)


def test_two_incidents_stay_whole_where_one_account_of_each_is_judged_the_same() -> None:
    here = [a_telling(n) for n in (1, 2, 3)]
    there = [a_telling(n, places=(FARLO,), moments=(a_day("2019-09-01"),), published="2019-09-02") for n in (4, 5, 6)]
    assert len(groups(JudgedPairs(), *here, *there)) == 2
    assert len(groups(JudgedPairs(same=(("acc-001", "acc-004", 1),)), *here, *there)) == 1


def test_judged_accounts_that_are_not_there_change_nothing() -> None:
    judged = JudgedPairs(same=(("acc-001", "acc-999", 1),), apart=((frozenset({"acc-002"}), frozenset({"acc-998"})),))
    assert groups(judged, a_telling(1), a_telling(2)) == TOGETHER


def test_links_are_the_same_for_any_order_of_accounts() -> None:
    told = [a_telling(n, places=(FARLO,) if n > 3 else a_telling(n).places) for n in range(1, 7)]
    judged = JudgedPairs(
        same=(("acc-001", "acc-005", 1),), apart=((frozenset({"acc-002"}), frozenset({"acc-001", "acc-003"})),)
    )
    expected = link_accounts(told, judged=judged)
    for seed in range(5):
        order = list(told)
        random.Random(seed).shuffle(order)
        assert link_accounts(order, judged=judged) == expected
