"""weigh.rewrites and the details of weigh.wording: what a text says whatever its words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.records.report import Report
from tallystick.stages.weigh.rewrites import is_rewrite, may_be_rewrite, rewrite_terms, rising, share_told
from tallystick.stages.weigh.wording import (
    Wording,
    detail_places,
    folded_words,
    hash_details,
    read_wording,
    stem_of,
)

FIRST = """Quarry workers shot at Zelen ford

ZELEN - Masked riders killed nine quarry workers and burned their two trucks at the ford of Zelen on Monday, the
prefect of the Upper Morava said.

Ondrej Malk said the workers, hired from Lipova, had been paid in salt that morning. A cook hid beneath a cartwheel and
walked 14 kilometres barefoot to the monastery of Saint Prokop.

The River League, which taxes each ford, denied that its horsemen crossed the water. Its envoy spoke of "a quarrel about
salt". The bridge at Zelen fell in the flood of 2009 and was never rebuilt."""

RETOLD = """Slaughter by the river

Nine labourers of a quarry lay dead at Zelen ford on Monday, and a pair of trucks went up in flames, after riders in
masks had come on them, in the account of the prefect for Upper Morava, Ondrej Malk.

Lipova was where they had been hired; their wages, paid in salt, they had received at dawn. For 14 kilometres their cook
went barefoot until she saw Saint Prokop's monastery: a cartwheel had hidden her.

"A quarrel about salt", says an envoy of the River League, whose tax is due at each ford and whose horsemen, it denies,
were across. Zelen has been without its bridge, never rebuilt, since the flood of 2009."""

OTHER = """Zelen: widows ask for a bridge

The widows of the nine quarry workers killed at Zelen on Monday walked to the prefecture on Thursday and asked Ondrej
Malk for a bridge. He offered them a ferry and 300 crowns each.

"My husband could not swim," said Jana Hroz, who has three sons. The gendarmes hold one man, a smith from Brod, who sold
horseshoes to strangers the week before; they found 17 spent cartridges and a glove.

The River League had denied that its horsemen were there. Its enemies in the Salt Guild pointed out that the trucks were
insured in Lipova. Mass was said at Saint Prokop."""


def wording(text: str, **fields: str) -> Wording:
    return read_wording(Report(id="r", text=text, title=text.split("\n", 1)[0], **fields))


def told(copy: str, origin: str, *, a_first: bool = True, apart: bool = False) -> bool:
    return is_rewrite(wording(origin), wording(copy), a_first=a_first, apart=apart)


@pytest.mark.parametrize(
    ("one", "other"),
    [("burned", "burning"), ("carried", "carry"), ("fords", "ford"), ("hidden", "hidden"), ("stopped", "stopping")],
)
def test_forms_of_a_word_are_one_detail(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twenty-one goats", ["21"]),
        ("21 goats", ["21"]),
        ("twenty goats, one cow", ["20"]),
        ("fourteen", ["14"]),
        ("one goat", []),
        ("twenty twenty", ["20", "20"]),
        ("ninety nine", ["99"]),
        ("on Monday", []),
    ],
)
def test_a_number_is_the_same_in_digits_and_in_words(text: str, numbers: list[str]) -> None:
    assert [detail for _, detail in detail_places(folded_words(text)) if detail.isdigit()] == numbers


def test_words_of_the_genre_are_no_details() -> None:
    assert list(detail_places(folded_words("Police said gunmen killed people in an attack on Monday"))) == []


def test_a_text_told_over_in_other_words_is_a_rewrite() -> None:
    assert not wording(FIRST).run_set & wording(RETOLD).run_set
    assert told(RETOLD, FIRST)


def test_another_report_on_the_occurrence_is_none() -> None:
    assert not told(OTHER, FIRST, a_first=False)
    assert not told(OTHER, RETOLD, a_first=False)


def test_a_text_with_names_of_its_own_is_none() -> None:
    more = RETOLD + " General Vasko Brandl sent 220 lancers from Trnava. Bishop Hynek wrote to Duke Radim of Olsava."
    assert told(RETOLD, FIRST)
    assert not told(more, FIRST)


def test_the_earlier_of_two_is_no_copy() -> None:
    brief = RETOLD.split("\n\nLipova", 1)[0] + " They came from Lipova, said Malk, and a cook went 14 kilometres."
    longer = FIRST + " " + OTHER
    assert not is_rewrite(wording(brief), wording(longer), a_first=True, apart=False)


def test_what_was_read_as_two_occurrences_needs_to_say_nearly_the_same() -> None:
    assert told(RETOLD, FIRST, apart=True)
    head, dead, _, envoy = RETOLD.split("\n\n")
    own = " Whoever mines there works for others: poor, wet, cold, mocked, cheated, watched and not welcome."
    loosely = "\n\n".join((head, envoy, dead)) + own
    assert told(loosely, FIRST)
    assert not told(loosely, FIRST, apart=True)


def test_short_texts_are_none() -> None:
    brief = "Nine quarry workers were shot at the ford of Zelen in Upper Morava, prefect Ondrej Malk said."
    assert not told(brief, brief.replace("were shot", "died"))


def test_an_abbreviation_stands_for_its_name_and_a_nationality_for_its_country() -> None:
    spelt = wording("A meeting\n\nIn Moravia the Salt Workers League and the Army of the Ford met.")
    short = wording("A meeting\n\nThe Moravian side was joined by the SWL at noon.")
    assert rewrite_terms(short, spelt)["names kept"] == 1.0
    assert rewrite_terms(wording("A meeting\n\nAt noon the XYZ came to Brod."), spelt)["names kept"] == 0.0


def test_terms_of_a_text_and_itself_are_all_one() -> None:
    assert set(rewrite_terms(wording(FIRST), wording(FIRST)).values()) == {1.0}
    assert share_told(wording(FIRST), wording(FIRST)) == 1.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_terms_are_shares_for_any_two_texts(one: str, other: str) -> None:
    a, b = read_wording(Report(id="a", text=one)), read_wording(Report(id="b", text=other))
    assert all(0 <= value <= 1 for value in rewrite_terms(a, b).values())
    assert is_rewrite(a, b, a_first=False, apart=False) == is_rewrite(b, a, a_first=False, apart=False)
    hashes = hash_details(folded_words(one))
    assert list(hashes) == sorted(set(hashes))


@given(st.lists(st.integers(0, 20), max_size=12))
def test_the_longest_rising_run_is_that_of_trying_all(places: list[int]) -> None:
    best = [0] * len(places)
    for at, place in enumerate(places):
        best[at] = 1 + max((best[i] for i in range(at) if places[i] < place), default=0)
    assert rising(places) == max(best, default=0)


def test_few_shared_details_are_not_looked_at() -> None:
    assert not may_be_rewrite(frozenset(range(11)), frozenset(range(11)))
    assert may_be_rewrite(frozenset(range(12)), frozenset(range(12)))
    assert not may_be_rewrite(frozenset(range(12)), frozenset(range(60)))


def test_many_names_take_no_long() -> None:
    names = [
        f"Aa{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}{'uvwxyzabcd'[i // 100 % 10]}{i // 1000}"
        for i in range(9000)
    ]
    one, other = "lo " + " ".join(names), "lo " + " ".join(reversed(names[3000:])) + " Bb".join(names[:3000])
    start = time.process_time()
    told(one, other)
    assert time.process_time() - start < 5
