"""How far a place reaches, for tables that grade it."""

from __future__ import annotations

from typing import Any

from tallystick.knowledge.countries import Country
from tallystick.records.vocabulary import PlacePrecision

NEAR_KM = 25.0  # UCDP's where_prec 2: as far as this from a known place


def is_wide_area(place: dict[str, Any], country: Country) -> bool:
    """An area that reaches beyond the surroundings of a known place, or of which no more than the country is told."""
    if place["precision"] != PlacePrecision.AREA:
        return False
    return (place["radius_km"] or 0.0) > NEAR_KM or place["name"] == country.code
