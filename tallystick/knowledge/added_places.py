"""Rows of a file that a user adds to the gazetteer: a place, or the reason why a row is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from tallystick.knowledge.gazetteer import Precision

# Why a row is refused: the word that is counted, and what it means.
REASONS: Final[dict[str, str]] = {
    "kind": "a kind of place that is not kept (docs/gazetteer.md lists those that are)",
    "level": "a boundary of another level than admin 1 and 2",
    "columns": "not the 19 tab-separated columns of a GeoNames dump",
    "properties": "none of the properties ADM1_PCODE, ADM2_PCODE or their other spellings",
    "encoding": "not UTF-8",
    "id": "the GeoNames id is not a number, or there is no p-code",
    "name": "no name, one of over 100 characters, or one with control characters",
    "position": "latitude or longitude is not a number or out of range",
    "country": "no country of ISO 3166-1",
    "geometry": "no outline that can be used",
    "long": "longer than a row may be",
    "syntax": "not JSON, or cut short",
}
MAX_NAME: Final = 100  # characters; the longest of 240,000 shipped names has 66
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPlace:
    """One place of a file; degrees WGS84. `admin1`, `admin2` are names, the codes those of GeoNames.

    `changed` is the day of the row's last change as the file has it, else empty. `outline` is packed
    (outlines.py), of boundaries alone.
    """

    id: str
    name: str
    others: tuple[str, ...]
    country: str
    lat: float
    lon: float
    precision: Precision
    feature: str
    admin1: str | None = None
    admin1_code: str | None = None
    admin2_code: str | None = None
    radius_km: float | None = None
    population: int = 0
    changed: str = ""
    pcode: str | None = None
    outline: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that is no place; `reason` is a word of `REASONS`."""

    reason: str


def clean_name(text: object) -> str | None:
    """The name with single spaces and without invisible marks; none where it cannot be the name of a place."""
    if not isinstance(text, str) or len(text) > 10 * MAX_NAME:
        return None
    name = "".join(ch for ch in _BLANKS.sub(" ", text).strip() if unicodedata.category(ch) != "Cf")
    if not 0 < len(name) <= MAX_NAME or not any(ch.isalpha() for ch in name):
        return None
    return None if any(unicodedata.category(ch)[0] == "C" for ch in name) else name
