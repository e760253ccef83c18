"""Keys: what two accounts may share that makes them worth comparing, and the days on which each may have been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import Final
from zlib import crc32

from tallystick.records.referent import Moment
from tallystick.stages.link.features import Features
from tallystick.stages.link.parts import LOCAL, WAR_TOTAL
from tallystick.stages.link.rarity import Rarity, actor_key

TELLING_WORDS: Final = 10  # rarest words of an account that others have too
TELLING_TOLL: Final = 5
TOLD_WITHIN: Final = 14  # days before publication in which something without a day is taken to have been
LONGEST: Final = 31  # days at most that are looked through
ABOUT: Final = 7  # days that are looked through on each side of an approximate time
ANY_DAY: Final = 0  # the first day of what may have been on any
_NO_DAY: Final = date.max.toordinal()


class Telling(IntEnum):
    """How much it tells that two share a key."""

    BROAD = 0  # many do
    SCENE = 1  # a place, a toll, a launching place
    WORD = 2


def keys_of(feature: Features, *, rarity: Rarity, dated: bool) -> dict[int, Telling]:
    """The keys of an account as 32-bit numbers, each once. What many share counts only where its days are known."""
    found = dict.fromkeys(map(_hash, _broad_keys(feature) if dated else ()), Telling.BROAD)
    found |= dict.fromkeys(map(_hash, _scene_keys(feature)), Telling.SCENE)
    return found | dict.fromkeys(map(_hash, _rarest_words(feature, rarity)), Telling.WORD)


def days_of(feature: Features) -> tuple[int, int]:
    """The first and the last day on which it may have been, as ordinals; the first allows for the date line."""
    published = _ordinal(feature.published)
    bounds = [bound for moment in feature.moments if (bound := _bounds(moment, published)) is not None]
    sharp = [bound for bound in bounds if bound[1] - bound[0] <= TOLD_WITHIN] or bounds
    if sharp:
        last = max(last for _, last in sharp)
        return max(min(first for first, _ in sharp), last - LONGEST) - 1, last
    if published is None:
        return ANY_DAY, _NO_DAY
    return ANY_DAY if feature.background else published - TOLD_WITHIN, published


def _hash(text: str) -> int:
    return crc32(text.encode())


def _bounds(moment: Moment, published: int | None) -> tuple[int, int] | None:
    slack = ABOUT if "~" in moment.edtf else 0
    first, last = _ordinal(moment.earliest), _ordinal(moment.latest)
    if first is None and last is None:
        return None
    if first is None:
        first = (last or 0) - LONGEST
    elif last is None:
        last = first + LONGEST if published is None else max(first, min(published, first + LONGEST))
    return first - slack, (last or 0) + slack


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def _broad_keys(feature: Features) -> Iterator[str]:
    yield "days"
    for country in {place.country for place in feature.places if place.country}:
        yield f"country|{country}"
        yield f"type|{country}|{feature.event_type}"
        for size in {count.low or count.high or 0 for count in feature.killed}:
            yield f"killed|{country}|{size}"
    for region in {f"{place.country}|{place.admin1}" for place in feature.places if place.admin1}:
        yield f"region|{region}"
    for actor in (*feature.perpetrators, *feature.targets):
        yield actor_key(actor)


def _scene_keys(feature: Features) -> Iterator[str]:
    for place in feature.places:
        if place.precision in LOCAL and place.lat is not None and place.lon is not None:
            for cell in _cells(place.lat, place.lon):
                yield f"cell|{cell}"
    for place in feature.origins:
        yield f"origin|{place.gazetteer_id or place.name}"
    for field, counts in (("killed", feature.killed), ("injured", feature.injured)):
        for size in {count.low or count.high or 0 for count in counts}:
            if TELLING_TOLL <= size < WAR_TOTAL:
                yield f"{field}|{size}"


def _rarest_words(feature: Features, rarity: Rarity) -> list[str]:
    shared = [(-tells, word) for word in feature.words if (tells := rarity.words.get(word, 0.0)) > 0]
    return [f"word|{word}" for _, word in sorted(shared)[:TELLING_WORDS]]


def _cells(lat: float, lon: float) -> Iterator[str]:
    """Cells half a degree wide that overlap by half, so that near neighbours always share one."""
    for north in (int(lat * 4) // 2, (int(lat * 4) + 1) // 2):
        for east in (int(lon * 4) // 2, (int(lon * 4) + 1) // 2):
            yield f"{north}:{east}"
