"""Codes of countries, and the regions that ACLED and UCDP put them in.

Source: ISO 3166-1 as GeoNames gives it (CC BY 4.0), names from countries.csv; the regions by the codebooks, empty
where they could not be looked up. Kosovo has no number of its own in ISO 3166-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tallystick.knowledge.tables import load_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: `code` and `iso3` are ISO 3166-1 alpha-2 and alpha-3, `numeric` its number; regions may be null."""

    code: str
    name: str
    iso3: str
    numeric: int | None
    acled_region: str | None
    ucdp_region: str | None


@lru_cache(maxsize=1)
def load_countries() -> dict[str, Country]:
    """Every country by its two-letter code."""
    return {
        row["country"]: Country(
            code=row["country"],
            name=row["name"],
            iso3=row["iso3"],
            numeric=int(row["numeric"]) if row["numeric"] else None,
            acled_region=row["acled_region"] or None,
            ucdp_region=row["ucdp_region"] or None,
        )
        for row in load_rows("country_codes.csv")
    }


@lru_cache(maxsize=1)
def load_capitals() -> dict[str, str]:
    """The name of each country's capital by the country's two-letter code."""
    return {row["country"]: row["capital"] for row in load_rows("countries.csv") if row["capital"]}
