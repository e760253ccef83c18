"""The invented world that linking is measured on: it is what its page says, and always the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from evaluation.linkworld import BLOCK, World, word_of
from tallystick.records.vocabulary import PlacePrecision

WORLD = World(3_000)
TOLD = list(WORLD.features())
BY_INCIDENT: dict[int, list[int]] = defaultdict(list)
for number, incident in enumerate(WORLD.incidents):
    BY_INCIDENT[incident].append(number)


def test_accounts_are_the_same_every_time_and_in_any_order():
    again = World(3_000)
    assert list(again.features()) == TOLD
    assert again.incidents == WORLD.incidents
    assert [again.account(number) for number in (2_999, 0, 17)] == [TOLD[2_999], TOLD[0], TOLD[17]]


def test_another_seed_makes_another_world():
    assert list(World(50, seed=1).features()) != list(World(50).features())


def test_accounts_come_in_order_of_id_which_says_nothing_of_their_incident():
    assert all(one.id < other.id for one, other in pairwise(TOLD))
    neighbours = sum(one == other for one, other in pairwise(WORLD.incidents))
    assert neighbours < len(TOLD) / 20


def test_sizes_follow_a_power_law():
    sizes = Counter(len(numbers) for numbers in BY_INCIDENT.values())
    assert sizes[1] > sizes[2] > sizes[4] > sizes[8] > 0
    assert max(sizes) > 30


def test_what_linking_must_stand_is_there():
    spelled = published_before = days_off = copies = 0
    for numbers in BY_INCIDENT.values():
        names = {p.name for n in numbers for p in TOLD[n].places if p.precision is PlacePrecision.SETTLEMENT}
        spelled += len(names) > 1
        days = Counter(m.edtf for n in numbers for m in TOLD[n].moments)
        days_off += len(days) > 1
        copies += max(Counter(TOLD[n].words for n in numbers).values()) > 1
        published_before += len({TOLD[n].published for n in numbers}) > 1
    precisions = {p.precision for told in TOLD for p in told.places}
    assert precisions == {PlacePrecision.SETTLEMENT, PlacePrecision.ADMIN2, PlacePrecision.ADMIN1}
    assert min(spelled, published_before, days_off, copies) > 10
    assert any(told.background for told in TOLD)
    assert max(Counter(told.report for told in TOLD).values()) > 1


def test_tolls_climb_with_the_days():
    early, late = [], []
    for numbers in BY_INCIDENT.values():
        told = sorted((TOLD[n].published or "", TOLD[n].killed[0].low or 0) for n in numbers if TOLD[n].killed)
        if len({day for day, _ in told}) > 1 and told[-1][1] > 10:
            early.append(told[0][1])
            late.append(told[-1][1])
    assert sum(late) > sum(early) > 0


def test_a_burst_is_one_place_with_many_incidents():
    world = World(20_000)
    blocks: dict[int, set[str | None]] = defaultdict(set)
    for incident in range(40 * BLOCK):
        blocks[incident // BLOCK].add(world.story(incident).place.gazetteer_id)
    bursts = sum(len(places) == 1 for places in blocks.values())
    assert 0 < bursts < 12


def test_words_are_distinct_and_long_enough_to_be_compared():
    words = [word_of(number) for number in range(20_000)]
    assert len(set(words)) == len(words)
    assert min(map(len, words)) == 4
