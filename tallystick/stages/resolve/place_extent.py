"""The place that the words make of a gazetteer's: the town itself, the country round it, or the province."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from tallystick.knowledge.gazetteer import GazetteerPlace
from tallystick.knowledge.place_words import TYPE_PHRASES, TYPE_WORDS
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.resolve.place_context import km_between

COMPASS_KM: Final = 30.0  # "west of X", with no distance
NEAR_KM: Final = {
    "near": 15.0, "nearby": 15.0, "close to": 15.0, "next to": 8.0, "adjacent to": 8.0, "not far from": 20.0,
    "around": 15.0, "outside": 15.0, "outside of": 15.0, "just outside": 12.0, "just outside of": 12.0,
}  # fmt: skip
TYPE_KM: Final = {
    "countryside": 35.0, "outskirts": 10.0, "suburb": 10.0, "suburbs": 10.0, "vicinity": 15.0,
    "environs": 15.0, "area": 20.0, "desert": 60.0, "mountains": 30.0, "valley": 30.0, "front": 25.0,
    "frontline": 25.0, "region": 30.0, "border": 30.0, "axis": 20.0, "direction": 20.0,
}  # fmt: skip
SITE_KM: Final = 15.0  # a base, camp or crossing known only by the town it is called after
FARTHEST_KM: Final = 20_000.0  # half the earth's round: no place lies farther from another

_DISTANCE = re.compile(r"(\d[\d.,]*)[\s-]*(km|kms|kilomet\w+|miles?|mi)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_BEARINGS: Final = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
_ROUND = re.compile(r"\b(?:countryside|outskirts|suburbs?|vicinity|environs|edges?|approaches|areas?)\b")


def place_of(found: GazetteerPlace) -> Place:
    """The gazetteer's place as it stands there."""
    return Place(
        name=found.name,
        country=found.country,
        admin1=found.name if found.precision == "admin1" else found.admin1,
        admin2=found.name if found.precision == "admin2" else found.admin2,
        lat=found.lat,
        lon=found.lon,
        radius_km=found.radius_km,
        precision=PlacePrecision(found.precision),
        gazetteer_id=found.id,
    )


def place_extent(mention: PlaceMention, found: GazetteerPlace, *, partner: GazetteerPlace | None = None) -> Place:
    """The place as the words have it; `partner` is the other end of "between X and Y"."""
    plain = place_of(found)
    relation = mention.relation or ""
    if "coast" in relation:
        return Place(name=f"{relation} {found.name}", precision=PlacePrecision.SEA)
    if "border" in relation or (mention.type_word == "border" and found.precision in ("country", "admin1")):
        return Place(name=f"{found.name} border", country=found.country, precision=PlacePrecision.AREA)
    if found.precision == "country":
        part = relation.split()[-1] if relation else ""
        if part.removesuffix("ern") in _BEARINGS or part == "central":
            return replace(plain, name=f"{part} {found.name}")
        return plain
    if found.precision in ("sea", "area", "admin2", "admin1"):
        return plain
    return _around(mention, plain, found, partner)


def _around(mention: PlaceMention, plain: Place, found: GazetteerPlace, partner: GazetteerPlace | None) -> Place:
    """A town or site, or the area that the words make of it."""
    relation, word = mention.relation or "", mention.type_word or ""
    if partner is not None:
        away = km_between(found, partner)
        return _area(plain, name=f"between {found.name} and {partner.name}", radius_km=away or COMPASS_KM)
    away, bearing = _away_km(relation), _bearing(relation)
    if away is not None:
        if bearing is None:
            return _area(plain, name=f"{relation} {found.name}", radius_km=max(5.0, away))
        lat, lon = _moved(found, away, bearing)
        return replace(_area(plain, name=f"{relation} {found.name}", radius_km=max(5.0, 0.3 * away)), lat=lat, lon=lon)
    if relation.endswith((" of", " from")) and bearing is not None:
        return _area(plain, name=f"{relation} {found.name}", radius_km=COMPASS_KM)
    if relation in NEAR_KM:
        return _area(
            plain,
            name=f"{relation} {found.name}",
            radius_km=NEAR_KM[relation] if found.precision == "settlement" else 10.0,
        )
    around = _ROUND.search(relation)
    if around is not None:
        return _area(
            plain,
            name=f"{relation.removeprefix('the ')} {found.name}",
            radius_km=TYPE_KM.get(around[0].removesuffix("s"), 15.0),
        )
    if word in TYPE_KM and found.precision == "settlement":
        return _area(plain, name=f"{found.name} {word}", radius_km=TYPE_KM[word])
    if found.precision == "settlement" and wanted_precision(mention) == "site":
        return _area(plain, name=f"{found.name} {word}", radius_km=SITE_KM)
    return plain


def _area(plain: Place, *, name: str, radius_km: float) -> Place:
    return replace(plain, name=name, radius_km=round(radius_km, 1), precision=PlacePrecision.AREA)


def _away_km(relation: str) -> float | None:
    """The distance that a relation tells; none where its figure is no number ("1.2.3 km") or no distance on earth."""
    told = _DISTANCE.search(relation)
    figure = told[1].replace(",", "").rstrip(".") if told is not None else ""
    if told is None or _FIGURE.fullmatch(figure) is None:
        return None
    away = float(figure) * (1.609 if told[2].lower().startswith("mi") else 1.0)
    return away if away <= FARTHEST_KM else None


def _bearing(relation: str) -> int | None:
    for word in re.findall(r"[a-z-]+", relation):
        bearing = _BEARINGS.get(word.replace("-", "").removesuffix("ern"))
        if bearing is not None:
            return bearing
    return None


def _moved(found: GazetteerPlace, away_km: float, bearing: int) -> tuple[float | None, float | None]:
    if found.lat is None or found.lon is None:
        return None, None
    angle = math.radians(bearing)
    lat = found.lat + away_km * math.cos(angle) / 111.2
    lon = found.lon + away_km * math.sin(angle) / (111.2 * math.cos(math.radians(found.lat)))
    return (round(lat, 4), round((lon + 180) % 360 - 180, 4)) if abs(lat) <= 90 else (None, None)


def wanted_precision(mention: PlaceMention) -> str | None:
    """The precision that the type word asks for."""
    word = mention.type_word
    if word is None:
        return None
    if word in TYPE_PHRASES:
        return "site"
    wanted = TYPE_WORDS.get(word)
    return None if wanted == "area" else wanted
