"""What holds for any text that is read."""

from __future__ import annotations

import time
from cProfile import Profile

import pytest
from factory import a_report, told
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.pipeline import Told
from tallystick.records.vocabulary import Scope

PIECES = [
    "Warplanes bombed a market in Raqqa on Sunday",
    "killing at least 12 people, including three children",
    "the Civil Defence said",
    "Rebels denied the attack",
    "two US airstrikes near Abu Kamal",
    "One of the strikes hit a depot",
    "the other strike",
    "Al-Shabaab threatened to attack the town of Baidoa",
    "in retaliation for an ambush on a convoy",
    "40 attacks since May",
    "the death toll rose to 20",
    "according to a doctor quoted by Reuters",
    "police fired tear gas at protesters in Khartoum",
    "“We heard the blast,” said Hasan Odeh",
    "a suicide bomber",
    "elsewhere,",
    "Turkish soldiers were killed",
    "on 3 March 2021",
    "nobody was hurt",
    "خبر",
    "🙂",
    "\u200b",
    "I\u0307",
    "\r",
]
GLUE = [" ", ", ", ". ", ".\n\n", "; ", " and ", " who ", " - ", "\n", "\t"]
NEWS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GLUE)), min_size=1, max_size=20).map(
    lambda pairs: "".join(piece + glue for piece, glue in pairs)
)
ANY = st.one_of(NEWS, st.text(max_size=400), st.tuples(NEWS, st.text(max_size=80), NEWS).map("".join))
TITLES = st.one_of(st.none(), st.sampled_from(PIECES[:6]))


def check_spans(one: Told) -> None:
    text = one.report.text
    ids = [a.id for a in one.accounts]
    assert len(set(ids)) == len(ids)
    for account in one.accounts:
        assert account.report == one.report.id
        assert account.anchor.text
        for quote in (account.anchor, *account.evidence):
            assert text[quote.start : quote.end] == quote.text
        claims = {c.id for c in account.claims}
        assert len(claims) == len(account.claims)
        for claim in account.claims:
            assert 0 <= claim.start < claim.end <= len(text)
            assert text[claim.start : claim.end] == claim.surface
            assert (claim.value is None) == (claim.because is not None)
            assert getattr(claim.value, "part_of", None) in {None, *claims}


@given(ANY, TITLES)
@settings(max_examples=200, deadline=None)
def test_every_span_is_where_it_says(body: str, title: str | None) -> None:
    check_spans(told(a_report(body, title=title)))


@given(NEWS)
@settings(max_examples=40, deadline=None)
def test_a_text_is_read_the_same_way_twice(body: str) -> None:
    report = a_report(body)
    assert told(report) == told(report)


@given(NEWS)
@settings(max_examples=40, deadline=None)
def test_a_wider_scope_tells_no_less(body: str) -> None:
    report = a_report(body)
    narrow, wide = told(report), told(report, scope=Scope.VIOLENCE)
    assert {a.id for a in narrow.accounts} <= {a.id for a in wide.accounts}


@given(NEWS)
@settings(max_examples=40, deadline=None)
def test_relevance_is_a_share_and_nothing_where_nothing_is_told(body: str) -> None:
    one = told(a_report(body))
    assert 0.0 <= one.report.relevance <= 1.0
    assert (one.report.relevance > 0) == bool(one.accounts)


def test_news_is_among_what_is_composed_here() -> None:
    assert len(told(a_report(". ".join(PIECES[:3]))).accounts) == 1


@pytest.mark.parametrize(
    "words",
    [
        "attack ",
        "killed 12 people in Raqqa on Sunday, ",
        "the army and the rebels ",
        "said the police, according to ",
        "one of the strikes hit Raqqa and the other strike hit Hama and ",
        "40 attacks since May and ",
        "near Raqqa, near Hama, ",
        "on Monday and on Tuesday ",
        '" ',
        "(",
        "12,",
        "A",
    ],
)
def test_a_hostile_sentence_ends_within_seconds(words: str) -> None:
    report = a_report(words * (50_000 // len(words)))
    assert len(report.text) > 49_000
    began = time.process_time()
    check_spans(told(report))
    assert time.process_time() - began < 10


def test_an_endless_sentence_full_of_acts_costs_about_the_same_a_word() -> None:
    clauses = [
        "shelling hit the town of Raqqa",
        "gunmen killed 12 people in Hama",
        "troops fired rockets at Palmyra",
        "the rebels said 5 soldiers died near Homs",
        "a drone struck a hospital in Manbij",
        "police arrested 20 protesters in Tartus",
        "and on Monday",
    ]
    text = " ".join(clauses[(n * n + n // 3) % len(clauses)] for n in range(300))
    report = a_report(text)
    told(report)
    profile = Profile()
    profile.runcall(told, report)
    calls = sum(entry.callcount for entry in profile.getstats())
    assert calls < 1_200 * len(text.split())


@pytest.mark.parametrize("published", ["99999-01-01", "²⁰²²-⁰¹-⁰¹", "2022-13-45", "2022-XX-XX", "0001-01-01", "soon"])
def test_a_day_of_publication_that_is_none_does_no_harm(published: str) -> None:
    text = "Shelling hit Raqqa on 3 May 2021 and killed four people. Gunmen shot a guard in Hama on Tuesday."
    check_spans(told(a_report(text, published=published)))
