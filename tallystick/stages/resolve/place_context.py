"""What a report says of where it is: its countries and provinces, and which namesakes lie near one another."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace, weight
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.place_words import without_tags
from tallystick.records.mention import PlaceMention
from tallystick.records.report import Report

MOST_NAMED: Final = 8.0  # weight at which a country is as much named as can be
MOST_ADJECTIVES: Final = 3.0
CELL_DEGREES: Final = 1.5
CLOSE_BY_KM: Final = 60.0
NEAR_BY_KM: Final = 150.0
MOST_SUPPORT: Final = 2.0

_CAPITALISED = re.compile(r"\b[A-Z][\w.]+(?:['’]s)?")

Candidates = Mapping[str, tuple[GazetteerPlace, ...]]  # by folded name


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the report says of where it is. The words of a name are no evidence of what that name stands for.

    `named` and `adjectives` give to each folded word a country with its weight, `provinces` to each folded name the
    province it stands for or that all its namesakes lie in; `support` tells of a name's candidate (by id) how many
    other names have a namesake near it.
    """

    named: Mapping[str, tuple[str, float]]
    adjectives: Mapping[str, tuple[str, int]]
    provinces: Mapping[str, tuple[GazetteerPlace, float]]
    support: Mapping[tuple[str, str], float]

    def countries(self, *, but: str = "") -> dict[str, float]:
        """Weight of each country by all words but these."""
        named: defaultdict[str, float] = defaultdict(float)
        for word, (country, amount) in self.named.items():
            if word != but:
                named[country] += amount
        weights = {country: min(amount, MOST_NAMED) for country, amount in named.items()}
        for country, count in self.called(but=but).items():
            weights[country] = weights.get(country, 0.0) + min(0.5 * count, MOST_ADJECTIVES)
        return weights

    def called(self, *, but: str = "") -> dict[str, int]:
        """How often the report uses each country's name or adjective, other than these words."""
        counts: Counter[str] = Counter()
        for word, (country, count) in self.adjectives.items():
            if word != but:
                counts[country] += count
        return dict(counts)

    def province_share(self, place: GazetteerPlace, *, but: str) -> float:
        """The share of the named provinces, by weight, that this place lies in."""
        total = held = 0.0
        for word, (province, amount) in self.provinces.items():
            if word != but:
                total += amount
                held += amount * lies_in(place, province)
        return held / total if total else 0.0


def weigh_evidence(
    mentions: Sequence[PlaceMention], found: Candidates, *, report: Report, gazetteer: Gazetteer
) -> Evidence:
    """The evidence of the mentions and of the report's adjectives."""
    return Evidence(
        named=_named(mentions, found, gazetteer=gazetteer),
        adjectives=_adjectives(report, gazetteer=gazetteer),
        provinces=_provinces(mentions, found, gazetteer=gazetteer),
        support=_support(found),
    )


def lies_in(place: GazetteerPlace, province: GazetteerPlace) -> bool:
    """Whether a place is of a province: by its record, else by the circle round the province."""
    if place.country != province.country or place.precision in ("country", "sea"):
        return False
    if place.precision == "admin1" or place.admin1 is not None:
        return province.name in (place.admin1, place.name if place.precision == "admin1" else None)
    away = km_between(place, province)
    return away is not None and away <= (province.radius_km or 0.0)


def km_between(place: GazetteerPlace, other: GazetteerPlace) -> float | None:
    """The distance of two places where both have a position; good enough below a few hundred kilometres."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return None
    across = (place.lon - other.lon) * math.cos(math.radians((place.lat + other.lat) / 2))
    return 111.2 * math.hypot(place.lat - other.lat, across)


def _named(
    mentions: Sequence[PlaceMention], found: Candidates, *, gazetteer: Gazetteer
) -> dict[str, tuple[str, float]]:
    """Each name's country: 3 a mention where it is the country's, 1 to 2 by a well-known town or province."""
    named: dict[str, tuple[str, float]] = {}
    for mention in mentions:
        name = fold_name(mention.name)
        candidates = found[name]
        if not candidates or (best := candidates[0]).country is None:
            continue
        alone = all(place.country == best.country for place in candidates[:4])
        amount = 0.0
        if best.precision == "country":
            amount = 1.0 if mention.role_hint in ("speaker", "person", "within") else 3.0
        elif alone and (weight(best) >= 20_000 or best.id.startswith("ts:")):
            amount = 2.0
        elif size(best, gazetteer=gazetteer) >= 500_000 or (alone and mention.type_word is not None):
            amount = 1.0
        if amount:
            named[name] = best.country, named.get(name, ("", 0.0))[1] + amount
    return named


def size(place: GazetteerPlace, *, gazetteer: Gazetteer) -> float:
    """The weight of a place, of a province no less than a tenth of its towns' inhabitants."""
    if place.precision == "admin1":
        return max(weight(place), 0.1 * gazetteer.inhabitants(place))
    return weight(place)


def _adjectives(report: Report, *, gazetteer: Gazetteer) -> dict[str, tuple[str, int]]:
    counts: dict[str, tuple[str, int]] = {}
    for match in _CAPITALISED.finditer(without_tags(report.text)):
        word = match[0].removesuffix("'s").removesuffix("’s")
        country = gazetteer.country(word)
        if country is not None:
            folded = fold_name(word)
            counts[folded] = country, counts.get(folded, ("", 0))[1] + 1
    return counts


def _provinces(
    mentions: Sequence[PlaceMention], found: Candidates, *, gazetteer: Gazetteer
) -> dict[str, tuple[GazetteerPlace, float]]:
    """Names that stand for a province, 3 each, and names whose namesakes all lie in one, 1 each."""
    provinces: dict[str, tuple[GazetteerPlace, float]] = {}
    for name in dict.fromkeys(fold_name(mention.name) for mention in mentions):
        candidates = found[name]
        if not candidates:
            continue
        largest = max(candidates, key=lambda place: size(place, gazetteer=gazetteer))
        if largest.precision == "admin1":
            provinces[name] = largest, 3.0
        elif candidates[0].precision == "settlement" and candidates[0].admin1 is not None:
            first = candidates[0]
            if all((place.country, place.admin1) == (first.country, first.admin1) for place in candidates):
                province = gazetteer.province(first)
                if province is not None:
                    provinces[name] = province, 1.0
    return provinces


def _support(found: Candidates) -> dict[tuple[str, str], float]:
    """How near each candidate has namesakes of the other names, a name of many namesakes counting less."""
    cells: dict[tuple[int, int], list[tuple[str, GazetteerPlace]]] = defaultdict(list)
    for name, candidates in found.items():
        for place in candidates:
            if place.lat is not None and place.lon is not None and place.precision not in ("country", "sea", "admin1"):
                cells[_cell(place.lat, place.lon)].append((name, place))
    support: dict[tuple[str, str], float] = {}
    for (row, column), here in cells.items():
        around = [pair for r in (-1, 0, 1) for c in (-1, 0, 1) for pair in cells.get((row + r, column + c), ())]
        if len(around) == 1:
            continue
        for name, place in here:
            near: dict[str, float] = {}
            for other_name, other in around:
                if other_name == name or other.id == place.id:
                    continue
                away = km_between(place, other) or 0.0
                if away < NEAR_BY_KM:
                    closeness = 1.0 if away < CLOSE_BY_KM else 0.5
                    near[other_name] = max(near.get(other_name, 0.0), closeness)
            total = sum(close / (1.0 + math.log2(len(found[other]))) for other, close in near.items())
            support[name, place.id] = min(total, MOST_SUPPORT)
    return support


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES)
