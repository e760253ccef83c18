"""Holds every hand-made gazetteer row against its country's and its province's outline.

`python -m tools.check_places` prints what lies elsewhere. A row lies in its country, and in the division that its
`admin1` names, within TOLERANCE_KM; a province's own row lies in itself. Divisions are met by their GeoNames code;
where the vectors draw an older, a larger or a merged one, or another country's, tools/data/division_names.csv says
which and why. Rows known to lie outside stand in tools/data/places_apart.csv with the reason, and one that does not
lie outside (any more) is a fault too.
"""

from __future__ import annotations

import base64
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tallystick.knowledge.gazetteer import DATA
from tallystick.knowledge.outlines import PER_DEGREE, Outline, bounds, holds, unpacked_outline

TABLES = ("places_supplement.csv", "places_named.csv")
TOLERANCE_KM = 10.0  # coasts and borders of the vectors stray by a few kilometres, piers and islets lie off them
OWN = Path(__file__).parent / "data"
_CODE = re.compile(r"GeoNames admin-1 ([A-Z]{2}\.\w+)")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A first-level division as the vectors draw it; `code` is GeoNames' and empty where it has none."""

    country: str
    name: str
    code: str
    outline: Outline = field(repr=False, compare=False)
    box: tuple[float, float, float, float]  # south, west, north, east

    def km_outside(self, lat: float, lon: float) -> float:
        """Kilometres from the point to the division, 0 inside; far away, those to its box, which are fewer."""
        south, west, north, east = self.box
        width = float(np.cos(np.radians(lat)))
        off = 111.2 * float(np.hypot(max(south - lat, lat - north, 0), width * max(west - lon, lon - east, 0)))
        if off > 5 * TOLERANCE_KM:
            return off
        return 0.0 if off == 0 and holds(self.outline, lat, lon) else km_to_edge(self.outline, lat, lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that does not lie where it says."""

    table: str
    country: str
    name: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Divisions:
    """The vectors' divisions by the tables' countries and provinces."""

    of_country: Mapping[str, Sequence[Division]]
    of_province: Mapping[tuple[str, str], Sequence[Division]]


def km_to_edge(outline: Outline, lat: float, lon: float) -> float:
    """Kilometres from the point to the nearest edge of the outline."""
    nearest = np.inf
    scale = np.array([np.cos(np.radians(lat)), 1.0])
    for ring in outline:
        a = (ring / PER_DEGREE - (lon, lat)) * scale
        along = np.roll(a, -1, axis=0) - a
        length2 = np.maximum((along * along).sum(axis=1), 1e-18)
        share = np.clip(-(a * along).sum(axis=1) / length2, 0.0, 1.0)
        nearest = min(nearest, float(np.hypot(*(a + along * share[:, None]).T).min()))
    return 111.2 * float(nearest)


def load_rows() -> tuple[tuple[str, Row], ...]:
    """Table and row of each place of the hand-made tables."""
    return tuple((table, row) for table in TABLES for row in _table(DATA / table))


def load_divisions(rows: Iterable[tuple[str, Row]]) -> Divisions:
    """The divisions of the rows' countries, and of each province that a row names; none where the vectors lack it."""
    drawn = _drawn()
    listed = _listed(drawn)
    for (country, _), found in listed.items():  # a division that another country's province borrows is that country's
        for one in found:
            if one.country != country and one in drawn[one.country]:
                drawn[one.country].remove(one)
                drawn[country].append(one)
    codes = {(row["code"][:2], row["name"]): row["code"] for row in reversed(_table(DATA / "admin1.csv"))}
    provinces = set()
    for _, row in rows:
        if row["precision"] == "admin1" and (code := _CODE.match(row["source"])):
            codes[row["country"], row["name"]] = code[1]
        if _province(row):
            provinces.add((row["country"], _province(row)))
    of_province = {
        key: listed.get(key) or [one for one in drawn[key[0]] if one.code and one.code == codes.get(key)]
        for key in sorted(provinces)
    }
    return Divisions(of_country=drawn, of_province=of_province)


def _drawn() -> dict[str, list[Division]]:
    drawn: dict[str, list[Division]] = defaultdict(list)
    for country, name, code, packed in json.loads((OWN / "divisions.json").read_text("utf-8"))["divisions"]:
        outline = unpacked_outline(base64.b64decode(packed))
        drawn[country].append(Division(country=country, name=name, code=code, outline=outline, box=bounds(outline)))
    return drawn


def _listed(drawn: Mapping[str, Sequence[Division]]) -> dict[tuple[str, str], list[Division]]:
    """The divisions that stand for a province whose code does not find it, from division_names.csv."""
    listed = {}
    for row in _table(OWN / "division_names.csv"):
        country, province, drawn_as = row["country"], row["admin1"], row["drawn_as"]
        keys = {part if ":" in part else f"{country}:{part}" for part in drawn_as.split("|")}
        found = [one for key in sorted(keys) for one in drawn[key[:2]] if one.name == key[3:]]
        if {f"{one.country}:{one.name}" for one in found} != keys:
            raise SystemExit(
                f"tools/data/division_names.csv: {country} {province!r} is drawn as {drawn_as!r}, which the vectors do "
                "not have in full; names are those of tools/data/divisions.json"
            )
        listed[country, province] = found
    return listed


def faults(rows: Iterable[tuple[str, Row]], *, divisions: Divisions) -> Iterator[Fault]:
    """Rows outside their country or their province by more than the tolerance, in the order of the tables."""
    for table, row in rows:
        country, province = row["country"], _province(row)
        lat, lon = float(row["lat"]), float(row["lon"])
        because = ""
        if province:
            named = divisions.of_province.get((country, province), ())
            if not named:
                because = f"its province {province!r} is none that the vectors draw: tools/data/division_names.csv"
            elif (km := _km(named, lat, lon)) > TOLERANCE_KM:
                others = [one.name for one in divisions.of_country[country] if not one.km_outside(lat, lon)]
                because = f"lies {km:.0f} km outside {province!r}, in {' and '.join(others) or 'none of its country'}"
        elif not (own := divisions.of_country.get(country, ())):
            because = f"no outline of {country!r}: run tools.make_divisions"
        elif (km := _km(own, lat, lon)) > TOLERANCE_KM:
            because = f"lies {km:.0f} km outside {country!r}"
        if because:
            yield Fault(table=table, country=country, name=row["name"], because=because)


def unexplained(found: Sequence[Fault], *, apart: Iterable[Row]) -> Iterator[Fault]:
    """The faults that are not listed with a reason, then the listed rows that are none."""
    listed = {(row["table"], row["country"], row["name"]): row["because"] for row in apart}
    yield from (one for one in found if not listed.get((one.table, one.country, one.name)))
    for table, country, name in sorted(set(listed) - {(one.table, one.country, one.name) for one in found}):
        yield Fault(
            table=table, country=country, name=name, because="lies where it says: take it out of places_apart.csv"
        )


def load_apart() -> tuple[Row, ...]:
    """The rows known to lie outside what is drawn, each with its reason."""
    return tuple(_table(OWN / "places_apart.csv"))


def _province(row: Row) -> str:
    return row["admin1"] or (row["name"] if row["precision"] == "admin1" else "")


def _km(divisions: Iterable[Division], lat: float, lon: float) -> float:
    nearest = float("inf")
    for one in divisions:
        nearest = min(nearest, one.km_outside(lat, lon))
        if nearest == 0:
            break
    return nearest


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main() -> int:
    """Print each unexplained fault; 1 where there is any."""
    rows = load_rows()
    found = tuple(faults(rows, divisions=load_divisions(rows)))
    wrong = tuple(unexplained(found, apart=load_apart()))
    for one in wrong:
        print(f"{one.table}: {one.country} {one.name!r} {one.because}")
    print(f"{len(rows):,} rows, {len(found)} outside what is drawn, {len(wrong)} of them unexplained")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
