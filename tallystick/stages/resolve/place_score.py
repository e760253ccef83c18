"""How likely a place is the one that its words mean, by what the report says and by who else has the name.

The weights are fitted on the training reports (training/scores.py), not set by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tallystick.knowledge.score_weights import load_score_weights, score_of
from tallystick.records.mention import PlaceMention

UNSURE: Final = 0.8  # score below which a reading is marked uncertain: 6 % of the training places, .59 right
# The words round a name, or a reader, say that an act happened there.
SCENE_ROLES: Final = frozenset({"place", "origin"})
_SURE_LEAD: Final = 4.0  # score by which a lead is as good as none to beat
_CLOSE_KM: Final = 60.0
_NEAR_KM: Final = 150.0
_FAR_KM: Final = 400.0
_BY_SIZE: Final = frozenset({"settlement", "admin1"})
_OTHER_ROLES: Final = frozenset({"speaker", "person", "within"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSigns:
    """What speaks for and against the place that a mention was given.

    `size` is in inhabitants or their equal; `namesakes` counts it and those elsewhere; a lead is infinite where no
    namesake abroad, or elsewhere in its country, competes. `country_share` (0-1) is the share of what the rest of the
    report says of countries, null where it names none; `province_share` (0-1) that of the named provinces; `support`
    (0-2) how many other names have a namesake near; `closest_km` to the nearest other place. `wanted` is the precision
    that the words' type word asks for.
    """

    precision: str
    size: float
    namesakes: int
    lead: float
    lead_at_home: float
    country_share: float | None
    province_share: float
    support: float
    closest_km: float | None
    is_contained: bool
    is_own_name: bool
    is_loose: bool
    relation: str | None
    wanted: str | None
    role: str


def place_terms(signs: PlaceSigns) -> dict[str, float]:
    """The signs as numbers, by the names that the table of weights has for them.

    What a report says of where it is tells nothing of countries and seas: they are meant by their names.
    """
    terms = {
        "one": 1.0,
        f"precision: {signs.precision}": 1.0,
        "lead": min(signs.lead, _SURE_LEAD) / _SURE_LEAD,
        "lead, small": min(signs.lead, 1.0),
        "no rival": float(math.isinf(signs.lead)),
        "relation": float(signs.relation not in (None, "in", "at")),
        "no scene": float(signs.role in _OTHER_ROLES),
    }
    if signs.precision in ("country", "sea"):
        return terms
    away = signs.closest_km
    return terms | {
        "size": (math.log10(signs.size + 10) - 4.0) * (signs.precision in _BY_SIZE),
        "namesakes": math.log2(min(signs.namesakes, 16)),
        "no namesake": float(signs.namesakes == 1),
        "lead at home": min(signs.lead_at_home, _SURE_LEAD) / _SURE_LEAD,
        "lead at home, small": min(signs.lead_at_home, 1.0),
        "no rival at home": float(math.isinf(signs.lead_at_home)),
        "country share": signs.country_share or 0.0,
        "country named": float(bool(signs.country_share)),
        "no country named": float(signs.country_share is None),
        "province share": signs.province_share,
        "support": signs.support,
        "close": float(away is not None and away < _CLOSE_KM),
        "near": float(away is not None and away < _NEAR_KM),
        "far": float(away is not None and away > _FAR_KM),
        "contained": float(signs.is_contained),
        "another name": float(not signs.is_own_name and signs.precision == "settlement"),
        "loose spelling": float(signs.is_loose),
        "type fits": float(signs.wanted == signs.precision),
        "type does not fit": float(signs.wanted not in (None, signs.precision)),
    }


def with_place_score(mention: PlaceMention, signs: PlaceSigns) -> PlaceMention:
    """The mention with its score, and where that is low its doubt."""
    score = score_place(signs)
    return replace(mention, score=score, doubt=_doubt(signs) if score < UNSURE else None)


def score_place(signs: PlaceSigns, *, weights: Mapping[str, float] | None = None) -> float:
    """The probability (0-1, three decimals) that the place is right."""
    return score_of(place_terms(signs), weights=load_score_weights()["place"] if weights is None else weights)


def described_terms(held: float | None) -> dict[str, float]:
    """The one sign of a place that words only describe: the score of the place that it was taken for."""
    sure = min(max(held if held is not None else 0.5, 0.001), 0.999)
    return {"one": 1.0, "held": math.log(sure / (1 - sure))}


def score_described(held: float | None) -> float:
    """The probability (0-1, three decimals) that words like "the town" mean this place, which has this score."""
    return score_of(described_terms(held), weights=load_score_weights()["described place"])


def _doubt(signs: PlaceSigns) -> str:
    """What most speaks against the place."""
    if signs.is_loose:
        return "it is only loosely a spelling of this name"
    if signs.lead < 1.0:
        return "a place of this name in another country is nearly as likely"
    if signs.lead_at_home < 1.0:
        return "another place of this name in the country is nearly as likely"
    if not signs.country_share:
        return "the report names nothing else in its country"
    if signs.wanted not in (None, signs.precision):
        return f"the words ask for another kind of place than this {signs.precision}"
    return "little in the report points to it"
