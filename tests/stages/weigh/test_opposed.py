from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_accounts import (
    ARMY,
    BRENN,
    FRONT,
    HOSPITAL,
    MONITOR,
    a_claim,
    an_account,
    day,
    doer,
    killed,
    place,
    weigh,
)

from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.weigh.opposed import Opposed, company_of
from tallystick.stages.weigh.positions import Held

NUMBERS = st.lists(st.integers(0, 3), min_size=1, max_size=2)
SPOKEN = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 7), NUMBERS), max_size=12)  # report, voice, what it says


@settings(max_examples=200)
@given(SPOKEN)
def test_voices_taken_together_are_opposed_as_if_each_were_held_against_each(
    spoken: list[tuple[int, int, list[int]]],
) -> None:
    said: dict[str, set[int]] = {}
    reports: dict[str, set[str]] = {}
    for report, voice, numbers in spoken:
        said.setdefault(f"v{voice}", set()).update(numbers)
        reports.setdefault(f"v{voice}", set()).add(f"r{report}")

    def clash(one: str, other: str) -> tuple[set[int], set[int]]:
        near = bool(reports[one] & reports[other])  # stricter with one another than strangers are
        if any(abs(x - y) < (3 if near else 2) for x in said[one] for y in said[other]):
            return set(), set()
        return said[one], said[other]

    held = [
        Held(claim=killed(1), voice=v, report=r, published="", first_told="", order=0) for v in said for r in reports[v]
    ]
    opposed = Opposed({v: frozenset(numbers) for v, numbers in said.items()}, company_of(held), clash)
    for voice in said:
        expected = {x for other in said if other != voice for x in clash(voice, other)[0]}
        assert set(opposed.of(voice)) == expected
    for one, other in combinations(said, 2):
        assert opposed.between(one, other) == bool(clash(one, other)[0])


def test_voices_that_say_the_same_are_held_against_others_once() -> None:
    clashes = []

    def clash(one: str, other: str) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        clashes.append((one, other))
        return (True,), (True,)

    says = {f"v{n}": n % 2 for n in range(2_000)}
    opposed = Opposed(says, {}, clash)
    assert len(clashes) == 3  # one kind against the other, and two voices of each kind
    assert all(opposed.of(voice) for voice in says)


def test_an_incident_of_two_thousand_reports_is_weighed_with_its_contradictions() -> None:
    accounts = [
        an_account(
            str(n),
            killed(5 + n % 7, MONITOR if n % 3 else HOSPITAL),
            a_claim(ClaimField.KILLED, Count(low=5 + n % 5, high=None), surface="at least"),
            doer(ARMY if n % 2 else FRONT),
            place(BRENN),
            day("2016-03-04" if n % 4 else "2016-03-09"),
        )
        for n in range(2_000)
    ]
    fields = [c.field for c in weigh(*accounts).contradictions]
    assert fields == [ClaimField.TIME, ClaimField.PERPETRATOR]
