"""Candidates: which pairs of accounts are worth comparing. A pair is one if it shares something specific.

Keys are kept as packed integers, so that a hundred keys an account of many thousands stay small.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from zlib import crc32

from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import LOCAL, WAR_TOTAL
from tallystick.stages.link.rarity import Rarity

LARGEST_BLOCK = 120  # accounts; in a larger block each meets its neighbours only, so cost stays linear
WINDOW = 30  # neighbours met in such a block
TELLING_WORDS = 10  # rarest words of an account that others have too
_INDEX_BITS = 32
_INDEX = (1 << _INDEX_BITS) - 1
_SHELVES = 64  # parts in which keys and pairs are sorted, so that never all are unpacked at once


def find_candidates(features: Sequence[Features], *, rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first), each once, in ascending order; the same for any input order up to the indexes."""
    packed = [array("Q") for _ in range(_SHELVES)]
    for index, feature in enumerate(features):
        for key in sorted({crc32(text.encode()) for text in _keys(feature, rarity)}):
            packed[key % _SHELVES].append(key << _INDEX_BITS | index)
    met = [array("Q") for _ in range(_SHELVES)]
    while packed:
        for _, entries in groupby(sorted(packed.pop()), key=lambda entry: entry >> _INDEX_BITS):
            _meet([entry & _INDEX for entry in entries], features, met)
    for shelf in met:
        for pair, _ in groupby(sorted(shelf)):
            yield pair >> _INDEX_BITS, pair & _INDEX


def _meet(members: list[int], features: Sequence[Features], met: Sequence[array[int]]) -> None:
    reach = len(members)
    if reach > LARGEST_BLOCK:
        members.sort(key=lambda i: (_first_day(features[i]), features[i].id))
        reach = WINDOW
    for at, i in enumerate(members):
        for j in members[at + 1 : at + 1 + reach]:
            if features[i].report != features[j].report:
                first = min(i, j)
                met[first * _SHELVES // len(features)].append(first << _INDEX_BITS | max(i, j))


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
