"""Places that a user adds beside the shipped gazetteer: one SQLite file, `added.sqlite`, in the user's data folder.

The file holds each source (a file that was added) with its rows as read, and an index made from all of them: places,
names, outlines of units. The index is made anew from the rows, in an order of their own, whenever a source comes or
goes or the shipped gazetteer changes, so that it is the same whatever the order in which files were added. A change
is made in a copy, which then takes the file's place: what fails or is ended leaves the file as it was.

A row is a place of the shipped gazetteer if it has its id; or its folded name, country and precision within
`SAME_KM` (an `area` of the shipped gazetteer also takes a settlement or site); or, for a unit, the name and level of a
unit whose centre lies in its outline or radius. It then adds spellings (and an outline) and nothing else. Rows that
are one place among themselves are found alike; the one changed last gives the values.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import platformdirs

from tallystick.errors import RunError
from tallystick.knowledge.added_places import AddedPlace, RefusedRow
from tallystick.knowledge.gazetteer import (
    ADDED,
    ALTERNATE,
    DATA,
    MAIN,
    PLACE_COLUMNS,
    AddedIndex,
    Gazetteer,
    GazetteerPlace,
    load_gazetteer,
    open_index,
    place_from_row,
    unpacked_index,
)
from tallystick.knowledge.outlines import Outline, bounds, holds, km_between, unpacked_outline
from tallystick.knowledge.place_keys import place_keys

VERSION: Final = 1  # raised when rows are read or put together in another way
SAME_KM: Final = 5.0
_FILE: Final = "added.sqlite"
_WAIT_S: Final = 30.0  # for another process that changes the file

_SOURCES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE source (sha256 TEXT PRIMARY KEY, rank INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, licence TEXT,
    bytes INTEGER NOT NULL, kept INTEGER NOT NULL, refused TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE row (sha256 TEXT, number INTEGER, id TEXT NOT NULL, name TEXT NOT NULL, others TEXT NOT NULL,
    country TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, precision TEXT NOT NULL, feature TEXT NOT NULL,
    admin1 TEXT, admin1_code TEXT, admin2_code TEXT, radius_km REAL, population INTEGER NOT NULL,
    changed TEXT NOT NULL, pcode TEXT, outline BLOB, PRIMARY KEY (sha256, number)) WITHOUT ROWID;
CREATE INDEX row_code ON row (country, admin1_code, admin2_code) WHERE precision IN ('admin1', 'admin2');
"""
_INDEX = """
DROP TABLE IF EXISTS place;
DROP TABLE IF EXISTS name;
DROP TABLE IF EXISTS unit;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin2 TEXT, lat INTEGER, lon INTEGER, radius_m INTEGER, precision TEXT NOT NULL, population INTEGER NOT NULL,
    feature TEXT NOT NULL, rank INTEGER NOT NULL);
CREATE TABLE name (key TEXT, place TEXT, kind INTEGER NOT NULL, country TEXT NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE unit (pcode TEXT PRIMARY KEY, place TEXT NOT NULL, level INTEGER NOT NULL, country TEXT NOT NULL,
    south REAL NOT NULL, west REAL NOT NULL, north REAL NOT NULL, east REAL NOT NULL, outline BLOB NOT NULL);
CREATE INDEX unit_country ON unit (country);
CREATE TEMP TABLE home (id TEXT PRIMARY KEY, place TEXT NOT NULL) WITHOUT ROWID;
"""
_ROW_COLUMNS: Final = (
    "id, row.name, others, country, lat, lon, precision, feature, admin1, admin1_code, admin2_code, radius_km, "
    "population, changed, pcode, outline"
)
_NAMESAKES: Final = ", ".join(f"place.{column}" for column in PLACE_COLUMNS.split(", "))
_SHIPPED_NAMESAKES: Final = (
    f"SELECT {_NAMESAKES} FROM name JOIN place ON place.number = name.place "
    "WHERE key = ? AND place.country = ? AND kind <= ? AND (? OR abs(place.lat - ?) <= ?)"
)
_ADDED_NAMESAKES: Final = _SHIPPED_NAMESAKES.replace("place.number", "place.id")
# Units before what lies in them, points before outlines, then by id, the latest change first.
_ORDER: Final = (
    "CASE precision WHEN 'admin1' THEN 0 WHEN 'admin2' THEN 1 ELSE 2 END, outline IS NOT NULL, length(id), id, "
    "changed DESC, rank, number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSource:
    """A file that was added. Its rows seen = kept + refused; `places` are those that no other table has.

    `refused` are reasons (added_places.REASONS) with their number of rows, in order of reason.
    """

    sha256: str
    name: str
    kind: str
    licence: str | None
    size_bytes: int
    kept: int
    refused: tuple[tuple[str, int], ...]
    places: int = 0

    @property
    def seen(self) -> int:
        """Rows of the file."""
        return self.kept + sum(count for _, count in self.refused)


def gazetteer_folder() -> Path:
    """Where added places are kept: `TALLYSTICK_GAZETTEER`, else the user's data folder."""
    named = os.environ.get("TALLYSTICK_GAZETTEER")
    return Path(named) if named else Path(platformdirs.user_data_dir("tallystick"))


def find_added(folder: Path) -> AddedIndex | None:
    """The added places of this folder, or none where nothing was added.

    Their index is made anew first where the shipped gazetteer has changed since.

    Raises:
        RunError: the file cannot be read, or not made anew.
    """
    path = folder / _FILE
    if not path.is_file():
        return None
    with _in_words(path), closing(open_index(path)) as db:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        empty = db.execute("SELECT 1 FROM source").fetchone() is None
    if meta.get("made for") != _made_for():
        with changed_places(folder) as change:
            change.changed = True
        return find_added(folder)
    return None if empty else AddedIndex(path=path, digest=meta["digest"].decode())


def list_sources(folder: Path) -> tuple[AddedSource, ...]:
    """The added files, by name and digest.

    Raises:
        RunError: the file cannot be read.
    """
    path = folder / _FILE
    if not path.is_file():
        return ()
    with _in_words(path), closing(open_index(path)) as db:
        return _sources(db)


class Change:
    """A copy of the added places in which sources come and go."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changed = False

    def sources(self) -> tuple[AddedSource, ...]:
        """The sources as they are in the copy."""
        return _sources(self._db)

    def add(
        self,
        rows: Iterable[AddedPlace | RefusedRow],
        *,
        sha256: str,
        name: str,
        kind: str,
        size_bytes: int,
        licence: str | None,
    ) -> AddedSource:
        """Add a source with its rows; one of which no row is kept is not added, and comes back all the same."""
        refused: dict[str, int] = {}
        kept = 0
        insert = f"INSERT INTO row VALUES ({','.join('?' * 18)})"
        self._db.execute("SAVEPOINT adding")
        try:
            for number, row in enumerate(rows):
                if isinstance(row, RefusedRow):
                    refused[row.reason] = refused.get(row.reason, 0) + 1
                    continue
                kept += 1
                self._db.execute(
                    insert,
                    (
                        sha256, number, row.id, row.name, "\n".join(row.others), row.country, row.lat, row.lon,
                        row.precision, row.feature, row.admin1, row.admin1_code, row.admin2_code, row.radius_km,
                        row.population, row.changed, row.pcode, row.outline,
                    ),
                )  # fmt: skip
            source = AddedSource(
                sha256=sha256, name=name, kind=kind, licence=licence, size_bytes=size_bytes, kept=kept,
                refused=tuple(sorted(refused.items())),
            )  # fmt: skip
            if kept:
                row_values = (sha256, name, kind, licence, size_bytes, kept, json.dumps(source.refused))
                self._db.execute("INSERT INTO source VALUES (?,NULL,?,?,?,?,?,?)", row_values)
                self.changed = True
            else:
                self._db.execute("ROLLBACK TO adding")
        except BaseException:
            self._db.execute("ROLLBACK TO adding")
            raise
        finally:
            self._db.execute("RELEASE adding")
        return source

    def note_licence(self, sha256: str, licence: str) -> None:
        """Give a source this licence line."""
        self._db.execute("UPDATE source SET licence = ? WHERE sha256 = ?", (licence, sha256))
        self.changed = True

    def remove(self, sha256: str) -> None:
        """Take a source out."""
        self._db.execute("DELETE FROM row WHERE sha256 = ?", (sha256,))
        self._db.execute("DELETE FROM source WHERE sha256 = ?", (sha256,))
        self.changed = True


@contextmanager
def changed_places(folder: Path) -> Iterator[Change]:
    """The added places to change; the change holds once the block ends well, and all of it or nothing.

    Raises:
        RunError: the folder cannot be written, or another process changes it.
    """
    path = folder / _FILE
    part, journal = folder / f"{_FILE}.part", folder / f"{_FILE}.part-journal"
    with _in_words(path):
        folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder), _in_words(path):
        for left in (part, journal):  # of a process that was ended
            left.unlink(missing_ok=True)
        try:
            if path.is_file():
                shutil.copyfile(path, part)
            with closing(sqlite3.connect(part, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous = OFF")
                db.execute("PRAGMA cache_size = -16000")  # kB, however large the file
                if not path.is_file():
                    db.executescript(_SOURCES)
                db.execute("BEGIN")
                change = Change(db)
                yield change
                if not change.changed:
                    return
                _index(db, shipped=load_gazetteer())
                db.execute("COMMIT")
                db.execute("VACUUM")
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _sources(db: sqlite3.Connection) -> tuple[AddedSource, ...]:
    known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'place'").fetchone()
    places = dict(db.execute("SELECT sha256, count(*) FROM place JOIN source USING (rank) GROUP BY 1")) if known else {}
    rows = db.execute("SELECT sha256, name, kind, licence, bytes, kept, refused FROM source ORDER BY name, sha256")
    return tuple(
        AddedSource(
            sha256=sha256, name=name, kind=kind, licence=licence, size_bytes=size, kept=kept,
            refused=tuple((reason, count) for reason, count in json.loads(refused)), places=places.get(sha256, 0),
        )
        for sha256, name, kind, licence, size, kept, refused in rows
    )  # fmt: skip


def _made_for() -> bytes:
    """What an index depends on besides its sources."""
    card = json.loads((DATA / "gazetteer.json").read_text("utf-8"))
    return f"{VERSION} {card['sha256']}".encode()


def _index(db: sqlite3.Connection, *, shipped: Gazetteer) -> None:
    """Make places, names and units anew from all rows."""
    db.execute("DROP TABLE IF EXISTS temp.home")
    for statement in _INDEX.split(";"):
        db.execute(statement)
    for rank, (sha256,) in enumerate(db.execute("SELECT sha256 FROM source ORDER BY sha256").fetchall()):
        db.execute("UPDATE source SET rank = ? WHERE sha256 = ?", (rank, sha256))
    with closing(open_index(unpacked_index())) as base:
        _Merging(db, base, shipped).merge()
    db.execute("DROP TABLE temp.home")
    digest = hashlib.sha256(_made_for())
    for (sha256,) in db.execute("SELECT sha256 FROM source ORDER BY sha256"):
        digest.update(bytes.fromhex(sha256))
    meta = {"digest": digest.hexdigest().encode(), "made for": _made_for(), "sums": _sums(db).tobytes()}
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", sorted(meta.items()))


def _sums(db: sqlite3.Connection) -> array[int]:
    """Sorted checksums of all keys, as the shipped index has them: four bytes a key."""
    db.create_function("checksum", 1, lambda key: zlib.crc32(key.encode()), deterministic=True)
    return array("I", (number for (number,) in db.execute("SELECT DISTINCT checksum(key) AS c FROM name ORDER BY c")))


class _Merging:
    """The rows put together: with places of the shipped gazetteer, with each other, or as places of their own."""

    def __init__(self, db: sqlite3.Connection, base: sqlite3.Connection, shipped: Gazetteer) -> None:
        self._db, self._base, self._shipped = db, base, shipped
        self._province = lru_cache(maxsize=8_192)(self._province_name)
        self._district = lru_cache(maxsize=8_192)(self._district_name)
        self._outline = lru_cache(maxsize=64)(unpacked_outline)
        with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as stream:
            self._admin1_ids = {
                row["code"]: tuple(filter(None, (row["gn_id"] and f"gn:{row['gn_id']}", f"a1:{row['code']}")))
                for row in csv.DictReader(stream)
            }

    def merge(self) -> None:
        rows = self._db.execute(f"SELECT {_ROW_COLUMNS}, rank FROM row JOIN source USING (sha256) ORDER BY {_ORDER}")
        for values in rows:
            self._take(_row(values[:-1]), rank=values[-1])
        self._fill_units()

    def _take(self, row: AddedPlace, *, rank: int) -> None:
        same = self._same(row)
        if same is None:
            self._put(row, rank=rank)
            target, shipped = row.id, None
        else:
            target = same.id
            found = self._base.execute("SELECT number FROM place WHERE id = ?", (target,)).fetchone()
            shipped = found[0] if found else None
        for key, kind in place_keys(row.name, country=row.country, precision=row.precision, others=row.others):
            least = kind if same is None else max(kind, ALTERNATE)
            if (
                shipped is None
                or not self._base.execute(
                    "SELECT 1 FROM name WHERE key = ? AND place = ? AND kind <= ?", (key, shipped, least)
                ).fetchone()
            ):
                self._db.execute(
                    "INSERT INTO name VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET kind = min(kind, excluded.kind)",
                    (key, target, least, row.country, rank),
                )
        self._db.execute("INSERT OR IGNORE INTO home VALUES (?,?)", (row.id, target))
        if row.outline is not None and row.pcode is not None:
            level = 1 if row.precision == "admin1" else 2
            sides = bounds(unpacked_outline(row.outline))
            unit = (row.pcode, target, level, row.country, *sides, row.outline)
            self._db.execute("INSERT OR IGNORE INTO unit VALUES (?,?,?,?,?,?,?,?,?)", unit)

    def _put(self, row: AddedPlace, *, rank: int) -> None:
        place = (
            row.id, row.name, row.country, self._province_of(row), self._district_of(row), round(row.lat * 10_000),
            round(row.lon * 10_000), None if row.radius_km is None else round(row.radius_km * 1000), row.precision,
            row.population, ADDED + row.feature, rank,
        )  # fmt: skip
        self._db.execute(f"INSERT INTO place VALUES (NULL,{','.join('?' * 12)})", place)

    def _same(self, row: AddedPlace) -> GazetteerPlace | None:
        """The place that this row is: by its id, else the nearest of its name."""
        known = self._shipped.place(row.id) or self._placed(row.id)
        if known is not None:
            return known
        outline = unpacked_outline(row.outline) if row.outline is not None else None
        near: list[tuple[float, str, GazetteerPlace]] = []
        for place in self._namesakes(row.name, row.country, row.precision, row.lat):
            away = _apart_km(row, place, outline)
            if away is not None:
                near.append((away, place.id, place))
        return min(near, key=lambda one: one[:2])[2] if near else None

    def _placed(self, row_id: str) -> GazetteerPlace | None:
        found = self._db.execute("SELECT place FROM home WHERE id = ?", (row_id,)).fetchone()
        return self._place(found[0]) if found else None

    def _place(self, place_id: str) -> GazetteerPlace | None:
        shipped = self._shipped.place(place_id)
        if shipped is not None:
            return shipped
        row = self._db.execute(f"SELECT {PLACE_COLUMNS} FROM place WHERE id = ?", (place_id,)).fetchone()
        return place_from_row(row) if row else None

    def _namesakes(self, name: str, country: str, precision: str, lat: float = 0.0) -> Iterator[GazetteerPlace]:
        """Places of this folded name, a type word of a unit's left out or not; some come twice.

        Where a point is asked for, those alone whose latitude is near enough.
        """
        near = (precision in ("admin1", "admin2"), round(lat * 10_000), 10_000 * SAME_KM / 110)
        for key in {key for key, kind in place_keys(name, country=country, precision=precision) if kind == MAIN}:
            for db, query in ((self._base, _SHIPPED_NAMESAKES), (self._db, _ADDED_NAMESAKES)):
                yield from map(place_from_row, db.execute(query, (key, country, ALTERNATE, *near)).fetchall())

    def _province_of(self, row: AddedPlace) -> str | None:
        if row.precision == "admin1":
            return None
        if row.admin1 is not None:
            units = [p for p in self._namesakes(row.admin1, row.country, "admin1") if p.precision == "admin1"]
            return min(units, key=lambda place: place.id).name if units else row.admin1
        return self._province(row.country, row.admin1_code) if row.admin1_code else None

    def _district_of(self, row: AddedPlace) -> str | None:
        if row.precision in ("admin1", "admin2") or row.admin2_code is None:
            return None
        return self._district(row.country, row.admin1_code, row.admin2_code)

    def _province_name(self, country: str, code: str) -> str | None:
        for id_ in self._admin1_ids.get(f"{country}.{code}", ()):
            place = self._shipped.place(id_)
            if place is not None and place.country == country:
                return place.name
        return self._coded("admin1", country, code, None)

    def _district_name(self, country: str, admin1_code: str | None, code: str) -> str | None:
        return self._coded("admin2", country, admin1_code, code)

    def _coded(self, precision: str, country: str, admin1_code: str | None, admin2_code: str | None) -> str | None:
        """The name of the unit that has these codes in a file that was added."""
        query = (
            "SELECT id FROM row WHERE precision = ? AND precision IN ('admin1', 'admin2') AND country = ? "
            "AND admin1_code IS ? AND (? = 'admin1' OR admin2_code IS ?) ORDER BY changed DESC, sha256, number LIMIT 1"
        )
        found = self._db.execute(query, (precision, country, admin1_code, precision, admin2_code)).fetchone()
        place = self._placed(found[0]) if found else None
        return place.name if place is not None else None

    def _fill_units(self) -> None:
        """Give places without province or district those whose outline alone holds them."""
        query = (
            "SELECT number, country, lat, lon, admin1, admin2 FROM place "
            "WHERE precision NOT IN ('admin1', 'admin2') AND (admin1 IS NULL OR admin2 IS NULL)"
        )
        if self._db.execute("SELECT 1 FROM unit").fetchone() is None:
            return
        for number, country, lat, lon, admin1, admin2 in self._db.execute(query):
            found = self._units_at(country, lat / 10_000, lon / 10_000)
            one = [found[level][0] if len(found[level]) == 1 else None for level in (1, 2)]
            self._db.execute(
                "UPDATE place SET admin1 = ?, admin2 = ? WHERE number = ?", (admin1 or one[0], admin2 or one[1], number)
            )

    def _units_at(self, country: str, lat: float, lon: float) -> dict[int, list[str]]:
        query = (
            "SELECT place, level, outline FROM unit WHERE country = ? AND south <= ? AND north >= ? "
            "AND west <= ? AND east >= ? ORDER BY pcode"
        )
        found: dict[int, list[str]] = {1: [], 2: []}
        for id_, level, outline in self._db.execute(query, (country, lat, lat, lon, lon)):
            place = self._place(id_) if holds(self._outline(outline), lat, lon) else None
            if place is not None and place.name not in found[level]:
                found[level].append(place.name)
        return found


def _apart_km(row: AddedPlace, place: GazetteerPlace, outline: Outline | None) -> float | None:
    """How far a place of the row's name lies from it; none where it is another place."""
    unit = row.precision in ("admin1", "admin2")
    if place.precision != row.precision and (unit or place.precision != "area"):
        return None
    if place.lat is None or place.lon is None:
        return 0.0 if unit else None
    away = km_between(row.lat, row.lon, place.lat, place.lon)
    limit = max(SAME_KM, row.radius_km or 0.0, place.radius_km or 0.0) if unit else SAME_KM
    return away if away <= limit or (outline is not None and holds(outline, place.lat, place.lon)) else None


def _row(values: tuple[Any, ...]) -> AddedPlace:
    names = ("id", "name", "others", "country", "lat", "lon", "precision", "feature", "admin1", "admin1_code",
             "admin2_code", "radius_km", "population", "changed", "pcode", "outline")  # fmt: skip
    row = dict(zip(names, values, strict=True))
    return AddedPlace(**{**row, "others": tuple(filter(None, row["others"].split("\n")))})


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Alone in changing the folder: the system itself ends the lock with the process that holds it."""
    with _in_words(folder), closing(sqlite3.connect(folder / f"{_FILE}.lock", timeout=_WAIT_S)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise RunError(
                f"TLY-2603 another process has been adding places in {str(folder)!r} for {_WAIT_S:g} s; "
                "wait for it to end, then give the same command again"
            ) from error
        yield


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise RunError(
            f"TLY-2604 the added places {str(path)!r} cannot be read or written: {error}; nothing in them was changed. "
            "Make room or give a folder that can be written with --gazetteer-data or TALLYSTICK_GAZETTEER; "
            "if the file is damaged, delete it and add its sources again"
        ) from error
