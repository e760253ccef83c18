"""weigh.passages: the words two texts share, as spans on both sides."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.weigh.passages import shared_passages
from tallystick.stages.weigh.wording import folded_words

WIRE = "Mortar rounds fell on the covered market of Brenivka on Tuesday morning, killing nine people. Firemen came."
OTHER = "BRENIVKA - “Mortar rounds fell on the covered market of Brenivka on Tuesday” morning; killing five, they said."


def the_words(text, other):
    return [(text[p.start : p.end], other[p.other_start : p.other_end]) for p in shared_passages(text, other)]


def test_a_passage_is_given_on_both_sides_without_regard_to_case_and_punctuation():
    ((here, there),) = the_words(WIRE, OTHER)
    assert here == "Mortar rounds fell on the covered market of Brenivka on Tuesday morning, killing"
    assert there == "Mortar rounds fell on the covered market of Brenivka on Tuesday” morning; killing"


def test_equal_texts_are_one_passage_from_the_first_word_to_the_last():
    ((here, there),) = the_words(WIRE, WIRE)
    assert here == there == WIRE.rstrip(".")


def test_seven_words_are_no_passage_and_eight_are():
    assert not the_words("rockets hit the harbour cranes of Port", "rockets hit the harbour cranes of Port")
    assert the_words("rockets hit the harbour cranes of Port Zelen", "Rockets hit the harbour cranes of Port Zelen.")


def test_words_of_any_page_are_no_passage():
    page = "Subscribe to our newsletter and follow us on all of our social media"
    assert not the_words(f"{page}. Shells fell.", f"Rain fell. {page}")


def test_what_stands_in_another_order_is_two_passages():
    first = "mortar shells tore through the roof of the fish market"
    second = "a tram driver pulled four cousins from a cellar"
    pairs = the_words(f"{first}. {second}.", f"{second}. {first}.")
    assert pairs == [(first, first), (second, second)]


def test_the_longest_of_several_places_is_taken():
    lead = "mortar shells tore through the roof of the market"
    text, other = f"{lead} and burned it down", f"{lead}. Later: {lead} and burned it down"
    (found,) = shared_passages(text, other)
    assert other[found.other_start : found.other_end] == text


@given(st.text(alphabet="ab '’é.İſ\n", max_size=120), st.text(alphabet="ab '’é.İſ\n", max_size=120))
def test_both_sides_hold_the_same_words_and_do_not_overlap(text, other):
    upto = 0
    for p in shared_passages(text, other, least=2):
        here, there = folded_words(text[p.start : p.end]), folded_words(other[p.other_start : p.other_end])
        assert "".join(here) == "".join(there)
        assert p.start >= upto
        upto = p.end


def test_a_text_that_repeats_itself_costs_no_more_than_its_length():
    def cost(times):
        text = "shells fell on the dam and the lock and " * times
        start = time.process_time()
        passages = shared_passages(text, text)
        spent = time.process_time() - start
        assert (passages[0].start, passages[-1].end) == (0, len(text.rstrip()))
        return spent

    cost(100)
    assert min(cost(8000) for _ in range(3)) < 32 * min(cost(500) for _ in range(3))  # 16 times the words
