"""Small invented files as a user may add them to the gazetteer: places that are nowhere, in a real country."""

from __future__ import annotations

import json


def geonames_line(
    *, id: str = "99000001", name: str = "Tall Brenn", ascii_name: str = "Tell Brenn", others: str = "",  # noqa: A002
    lat: str = "36.1234", lon: str = "37.5", kind: tuple[str, str] = ("P", "PPL"), country: str = "SY",
    admin1: str = "", admin2: str = "", people: str = "0", changed: str = "2024-01-01",
) -> bytes:  # fmt: skip
    """A line of a GeoNames dump."""
    cells = [id, name, ascii_name, others, lat, lon, *kind, country, "", admin1, admin2, "", "", people, "", "300",
             "Asia/Damascus", changed]  # fmt: skip
    return "\t".join(cells).encode() + b"\n"


def square(west: float, south: float, side: float) -> list[list[float]]:
    """A closed ring."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [[west + side * x, south + side * y] for x, y in corners]


def unit(
    *, level: int = 2, name: str = "Brennland", pcode: str = "SY9901", west: float = 37.0, south: float = 36.0,
    side: float = 1.0, **more: object,
) -> dict[str, object]:  # fmt: skip
    """A feature of level 1 or 2, as OCHA's files have it; `more` are other properties."""
    properties: dict[str, object] = {
        f"ADM{level}_EN": name, f"ADM{level}_PCODE": pcode, "ADM0_EN": "Syrian Arab Republic", "ADM0_PCODE": "SY",
    }  # fmt: skip
    if level == 2:
        properties |= {"ADM1_EN": "Aleppo", "ADM1_PCODE": "SY02"}
    geometry = {"type": "Polygon", "coordinates": [square(west, south, side)]}
    return {"type": "Feature", "properties": {**properties, **more}, "geometry": geometry}


def collection(*features: object, **more: object) -> bytes:
    """A GeoJSON file."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    members = {"type": "FeatureCollection", "name": 'a "quoted\\" {name', "crs": crs, **more, "features": features}
    return json.dumps(members).encode()
