"""Candidates: which pairs of accounts are worth comparing. A pair is one if it shares a key of any kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.link.features import Features

LARGEST_BLOCK = 300  # accounts; a larger block is compared along its order only, so cost stays linear
WINDOW = 40  # neighbours compared in such a block


def find_candidates(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first), each once, in ascending order; the same for any input order up to the indexes."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, feature in enumerate(features):
        for key in set(_keys(feature)):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        reach = len(members) if len(members) <= LARGEST_BLOCK else WINDOW
        for at, i in enumerate(members):
            pairs.update((i, j) for j in members[at + 1 : at + 1 + reach])
    yield from sorted(pairs)


def _keys(feature: Features) -> Iterable[str]:
    days = _days(feature)
    cells = {
        f"{round(p.lat)}:{round(p.lon)}"
        for p in feature.places
        if p.lat is not None
        and p.lon is not None
        and p.precision not in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
    }
    countries = {p.country for p in feature.places if p.country}
    actors = {a.actor_id for a in (*feature.perpetrators, *feature.targets) if a.actor_id}
    for day in days or ("undated",):
        for cell in cells:
            yield f"{day}|{cell}"
        for country in countries:
            yield f"{day}|{country}"
        if not countries or day == "undated":
            for actor in actors:
                yield f"{day}|{actor}"
    for cell in cells:
        yield f"cell|{cell}"
    if not days:
        for country in countries:
            yield f"country|{country}"
    for count in feature.killed:
        if (count.low or 0) > 4:
            for country in countries:
                yield f"killed|{count.low}|{country}"
    for word in sorted(feature.words, key=lambda w: (-len(w), w))[:8]:
        for day in days or ("undated",):
            yield f"word|{day}|{word}"


def _days(feature: Features) -> list[str]:
    """Day keys two days wide around each known time; without one, around the day of publication."""
    found: set[str] = set()
    bounds = [(m.earliest, m.latest) for m in feature.moments if m.earliest or m.latest]
    if not bounds and feature.published:
        bounds = [(feature.published[:10], feature.published[:10])]
    for earliest, latest in bounds:
        start, end = earliest or latest, latest or earliest
        if start is None or end is None or start.startswith("XXXX"):
            continue
        try:
            first, last = date.fromisoformat(start), date.fromisoformat(end)
        except ValueError:
            continue
        span = min((last - first).days, 31)
        for step in range(-1, span + 2):
            day = first + timedelta(days=step)
            found.add(f"{day.toordinal() // 3}")
    return sorted(found)
