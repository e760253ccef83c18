"""Candidates: which pairs of accounts are worth comparing. A pair is one if it shares something specific.

Keys and pairs are packed integers and wait in scratch space, so that a hundred keys an account fill no memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from zlib import crc32

from tallystick.scratch import Pile, Scratch, distinct
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import LOCAL, WAR_TOTAL
from tallystick.stages.link.rarity import Rarity

LARGEST_BLOCK = 120  # accounts; in a larger block each meets its neighbours only, so cost stays linear
WINDOW = 30  # neighbours met in such a block
TELLING_WORDS = 10  # rarest words of an account that others have too
_INDEX_BITS = 32
_INDEX = (1 << _INDEX_BITS) - 1
_SHELVES = 128  # parts in which keys are sorted, so that never all are unpacked at once
TILE = 512  # accounts that are held in memory while others pass by them


def find_candidates(
    features: Sequence[Features], *, reports: Sequence[int], rarity: Rarity, scratch: Scratch
) -> Iterator[tuple[range, Iterator[tuple[int, int]]]]:
    """Index pairs (smaller first), each once, in tiles: those whose smaller index is in a range, by the larger.

    `features` come in order of id; `reports` numbers the report of each.
    """
    packed = [Pile(scratch) for _ in range(_SHELVES)]
    days: dict[str, int] = {}
    first_days = array("I")
    for index, feature in enumerate(features):
        first_days.append(days.setdefault(_first_day(feature), len(days)))
        for key in sorted({crc32(text.encode()) for text in _keys(feature, rarity)}):
            packed[key % _SHELVES].add(key << _INDEX_BITS | index)
    rank = {number: at for at, (_, number) in enumerate(sorted(days.items()))}
    first_days = array("I", (rank[number] for number in first_days))
    met = [Pile(scratch) for _ in range(0, len(features), TILE)]
    while packed:
        for _, entries in groupby(sorted(packed.pop().numbers()), key=lambda entry: entry >> _INDEX_BITS):
            _meet([entry & _INDEX for entry in entries], reports, first_days, met)
    del days, rank, first_days
    for at, pile in enumerate(met):
        tile = range(at * TILE, min((at + 1) * TILE, len(features)))
        yield tile, ((pair & _INDEX, pair >> _INDEX_BITS) for pair in distinct(pile.numbers()))


def _meet(members: list[int], reports: Sequence[int], first_days: Sequence[int], met: Sequence[Pile]) -> None:
    """The members of a block come in order; a large block is put in order of days."""
    reach = len(members)
    if reach > LARGEST_BLOCK:
        members.sort(key=first_days.__getitem__)
        reach = WINDOW
    for at, i in enumerate(members):
        for j in members[at + 1 : at + 1 + reach]:
            if reports[i] != reports[j]:
                first = min(i, j)
                met[first // TILE].add(max(i, j) << _INDEX_BITS | first)


def _first_day(feature: Features) -> str:
    days = [m.earliest or m.latest for m in feature.moments]
    return min((day for day in days if day), default=feature.published or "")


def _keys(feature: Features, rarity: Rarity) -> Iterable[str]:
    periods: list[int] | tuple[str] = _periods(feature) or ("at any time",)
    for place in feature.places:
        if place.precision in LOCAL and place.lat is not None and place.lon is not None:
            for cell in _cells(place.lat, place.lon):
                for period in periods:
                    yield f"cell|{cell}|{period}"
    for place in feature.origins:
        yield f"origin|{place.gazetteer_id or place.name}"
    for field, counts in (("killed", feature.killed), ("injured", feature.injured)):
        for size in {count.low or count.high or 0 for count in counts}:
            if 4 < size < WAR_TOTAL:
                for period in periods:
                    yield f"{field}|{size}|{period}"
    shared = [(-tells, word) for word in feature.words if (tells := rarity.words.get(word, 0.0)) > 0]
    for _, word in sorted(shared)[:TELLING_WORDS]:
        yield f"word|{word}"


def _cells(lat: float, lon: float) -> Iterator[str]:
    """Cells half a degree wide that overlap by half, so that near neighbours always share one."""
    for north in (int(lat * 4) // 2, (int(lat * 4) + 1) // 2):
        for east in (int(lon * 4) // 2, (int(lon * 4) + 1) // 2):
            yield f"{north}:{east}"


def _periods(feature: Features) -> list[int]:
    """Numbers of the overlapping fortnights in which it happened, or else was told."""
    bounds = [(m.earliest or m.latest, m.latest or m.earliest) for m in feature.moments]
    if feature.published:
        bounds.append((feature.published, feature.published))
    found = set()
    for bound in bounds:
        try:
            first, last = (date.fromisoformat((day or "")[:10]).toordinal() for day in bound)
        except ValueError:
            continue
        for day in range(first, min(last, first + 31) + 1):
            found |= {day // 7, (day + 7) // 7}
    return sorted(found)
