"""The gazetteer: names of places, each with where it is and how precisely that is known.

The index is one SQLite file, shipped compressed and unpacked once into the cache folder
(`TALLYSTICK_CACHE`, else the user's cache folder). `gazetteer_build.py` makes it. Places that a user has added
(`gazetteer_added.py`) stand beside it in a second file, and are asked with it.

Sources: GeoNames (CC BY 4.0), Natural Earth (public domain), data/places_supplement.csv and data/places_named.csv.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import sqlite3
import tempfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal

import platformdirs
from rapidfuzz import fuzz, process

from tallystick.errors import RunError
from tallystick.knowledge.names import fold_name, loose_name, strip_article
from tallystick.knowledge.outlines import holds, unpacked_outline

Precision = Literal["site", "settlement", "area", "admin2", "admin1", "country", "sea"]

DATA: Final = Path(__file__).parent / "data"
SPELLING_RATIO: Final = 85.0  # 28 spellings of Syrian and Iraqi towns: below it, wrong towns come back
MAIN, ALTERNATE, STRIPPED, LOOSE = 0, 1, 2, 3  # how a key stands to the place's name
SHIPPED: Final = "shipped"  # where a place came from, if not from a file of a user's
ADDED: Final = "added "  # begins the feature of a place from such a file
_MET_BY: Final = ("its name", "another name", "name without article", "loose spelling")

# Against which size of town each other kind of place is weighed.
_WEIGHTS: Final = {"country": 10**9, "sea": 10**8, "admin1": 100_000, "area": 60_000, "site": 30_000, "admin2": 5_000}
_SEAT_WEIGHT: Final = 150_000.0  # a province's town of the same name, before the province
_HAND_WEIGHT: Final = 30_000.0  # a hand-made row: a place of some conflict, before a namesake of no news
_NAMED_WEIGHT: Final = 2_000.0  # a row of places_named.csv, in inhabitants: larger towns of its name come first


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One place; degrees WGS84; `country` ISO 3166-1 alpha-2; `radius_km` of a circle that holds most of it."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision
    population: int
    feature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may stand for: by which form of its names, how heavy it weighs by itself, and from where.

    `source` is "shipped", the name of an added file, or "shipped, spelled in" such a file.
    """

    place: GazetteerPlace
    met_by: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedIndex:
    """The places that a user has added: the file, and the digest of what it was made from."""

    path: Path
    digest: str


class Gazetteer:
    """Names to places, read only. Answers are the same for the same index, in the same order.

    `digest` names the tables that the answers come from, the added ones too.
    """

    def __init__(self, path: Path, *, added: AddedIndex | None = None) -> None:
        try:
            self._db = open_index(path)
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as exc:
            raise RunError(
                f"cannot read the gazetteer {str(path)!r}: {exc}; delete it, and it is unpacked again"
            ) from exc
        self.digest: str = meta["digest"].decode("ascii")
        self._added = None if added is None else _AddedPlaces(added)
        if added is not None:
            self.digest = hashlib.sha256(f"{self.digest} {added.digest}".encode()).hexdigest()
        self._sums = array("I", meta["sums"]) if "sums" in meta else _key_sums(self._db)
        self._demonyms: dict[str, str] = json.loads(meta["demonyms"])
        self._cached_find = lru_cache(maxsize=16_384)(self._find)
        self._cached_has = lru_cache(maxsize=65_536)(self._has)
        self._cached_rows = lru_cache(maxsize=16_384)(self._rows)
        self._cached_spellings = lru_cache(maxsize=32)(self._spellings)

    def find(self, name: str, *, country: str | None = None) -> tuple[GazetteerPlace, ...]:
        """Places of this name, best first; with `country`, those of that country and near spellings there."""
        return self._cached_find(fold_name(name), country)

    def candidates(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """As `find`, each place with why it was found."""
        kinds: dict[str, int] = {}
        folded = fold_name(name)
        for key in _keys(folded):
            for place, kind in self._cached_rows(key):
                kinds.setdefault(place.id, kind if key == folded else max(kind, STRIPPED))
        return tuple(
            Candidate(
                place=place,
                met_by=_MET_BY[kinds[place.id]] if place.id in kinds else "near spelling",
                weight=weight(place, kinds.get(place.id, LOOSE)),
                source=self._source(place.id, folded),
            )
            for place in self.find(name, country=country)
        )

    def units_at(self, lat: float, lon: float) -> tuple[GazetteerPlace, ...]:
        """The added administrative units whose outline holds this point in degrees, the larger level first."""
        if self._added is None:
            return ()
        found = [self.place(id_) for id_ in dict.fromkeys(self._added.units_at(lat, lon))]
        return tuple(place for place in found if place is not None)

    def has(self, name: str) -> bool:
        """Whether `find(name)` finds anything."""
        return self._cached_has(fold_name(name))

    def exact(self, name: str) -> tuple[GazetteerPlace, ...]:
        """As `find`, but without stripped articles and loose spellings."""
        return tuple(place for place, _ in self._cached_rows(fold_name(name)))

    def spells_loosely(self, name: str, place: GazetteerPlace) -> bool:
        """Whether the place is found by this name only with its vowels and doubled letters left out."""
        keys = [key for key in _keys(fold_name(name)) if not key.startswith("~")]
        return all(place.id != held.id for key in keys for held, _ in self._cached_rows(key))

    def country(self, name_or_demonym: str) -> str | None:
        """The ISO code of a country's name, adjective or people: "Syrian" → "SY"."""
        return self._demonyms.get(fold_name(name_or_demonym))

    def countries(self) -> frozenset[str]:
        """The ISO codes of all countries."""
        rows = self._db.execute("SELECT country FROM place WHERE precision = 'country'")
        return frozenset(country for (country,) in rows)

    def province(self, place: GazetteerPlace) -> GazetteerPlace | None:
        """The province that a place's record names; none where several of its country have the name."""
        if place.admin1 is None:
            return None
        named = [p for p in self.exact(place.admin1) if p.precision == "admin1" and p.country == place.country]
        own = [p for p in named if p.name == place.admin1]
        return own[0] if len(own) == 1 else None

    def inhabitants(self, province: GazetteerPlace) -> int:
        """The inhabitants of a province's towns."""
        return self._inhabitants.get((province.country, province.name), 0)

    @cached_property
    def _inhabitants(self) -> dict[tuple[str | None, str], int]:
        return {
            (country, admin1): total
            for country, admin1, total in self._db.execute(
                "SELECT country, admin1, sum(population) FROM place "
                "WHERE precision = 'settlement' AND admin1 IS NOT NULL GROUP BY country, admin1"
            )
        }

    def place(self, place_id: str) -> GazetteerPlace | None:
        """The place of this id."""
        row = self._db.execute(f"SELECT {PLACE_COLUMNS} FROM place WHERE id = ?", (place_id,)).fetchone()
        if row is None and self._added is not None:
            return self._added.place(place_id)
        return place_from_row(row) if row else None

    def _has(self, folded: str) -> bool:
        return any(self._listed(key) and bool(self._cached_rows(key)) for key in _keys(folded))

    def _listed(self, key: str) -> bool:
        return _holds_sum(self._sums, key) or (self._added is not None and _holds_sum(self._added.sums, key))

    def _find(self, folded: str, country: str | None) -> tuple[GazetteerPlace, ...]:
        found: dict[str, GazetteerPlace] = {}
        for key in _keys(folded):
            if self._listed(key) and not (found and key.startswith("~")):
                for place, _ in self._cached_rows(key):
                    if country is None or place.country == country or place.precision == "sea":
                        found.setdefault(place.id, place)
        if not found and country is not None and len(folded) >= 4:
            near = self._nearest(folded, country)
            found = (
                {place.id: place for place, _ in self._cached_rows(near) if place.country == country} if near else {}
            )
        return tuple(found.values())

    def _nearest(self, folded: str, country: str) -> str | None:
        near = process.extract(
            folded, self._cached_spellings(country), scorer=fuzz.ratio, processor=None, score_cutoff=SPELLING_RATIO
        )
        return next((key for key, _, _ in near if key[0] == folded[0]), None)

    def _spellings(self, country: str) -> tuple[str, ...]:
        row = self._db.execute("SELECT keys FROM spelling WHERE country = ?", (country,)).fetchone()
        shipped = tuple(row[0].split("\n")) if row else ()
        if self._added is None:
            return shipped
        return tuple(sorted({*shipped, *self._added.spellings(country)}))

    def _rows(self, key: str) -> tuple[tuple[GazetteerPlace, int], ...]:
        rows = self._db.execute(
            f"SELECT {PLACE_COLUMNS}, kind FROM name JOIN place ON place.number = name.place WHERE key = ?", (key,)
        ).fetchall()
        met = [(place_from_row(row[:-1]), int(row[-1])) for row in rows]
        if self._added is not None:
            met = self._with_added(met, key, self._added)
        return tuple(sorted(met, key=lambda pair: (-weight(*pair), pair[0].id)))

    def _with_added(
        self, met: Sequence[tuple[GazetteerPlace, int]], key: str, added: _AddedPlaces
    ) -> list[tuple[GazetteerPlace, int]]:
        least = {place.id: (place, kind) for place, kind in met}
        for id_, kind in added.named(key):
            place = least[id_][0] if id_ in least else self.place(id_)
            if place is not None and (id_ not in least or kind < least[id_][1]):
                least[id_] = (place, kind)
        return list(least.values())

    def _source(self, place_id: str, folded: str) -> str:
        if self._added is None:
            return SHIPPED
        own = self._added.source(place_id)
        if own is not None:
            return own
        spelled = next(filter(None, (self._added.spelled_in(key, place_id) for key in _keys(folded))), None)
        return f"{SHIPPED}, spelled in {spelled}" if spelled else SHIPPED


class _AddedPlaces:
    """The file of added places, read only."""

    def __init__(self, index: AddedIndex) -> None:
        try:
            self._db = open_index(index.path)
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as exc:
            raise RunError(
                f"TLY-2604 cannot read the added places {str(index.path)!r}: {exc}; "
                "delete the file and add its sources again with `tallystick gazetteer add`"
            ) from exc
        if meta.get("digest") != index.digest.encode():
            raise RunError("TLY-2605 the added places were changed while a run was using them; run it again")
        self.sums = array("I", meta["sums"])

    def named(self, key: str) -> list[tuple[str, int]]:
        return self._db.execute("SELECT place, kind FROM name WHERE key = ?", (key,)).fetchall()

    def place(self, place_id: str) -> GazetteerPlace | None:
        row = self._db.execute(f"SELECT {PLACE_COLUMNS} FROM place WHERE id = ?", (place_id,)).fetchone()
        return place_from_row(row) if row else None

    def source(self, place_id: str) -> str | None:
        return self._word("SELECT source.name FROM place JOIN source USING (rank) WHERE id = ?", place_id)

    def spelled_in(self, key: str, place_id: str) -> str | None:
        query = "SELECT source.name FROM name JOIN source USING (rank) WHERE key = ? AND place = ?"
        return self._word(query, key, place_id)

    def spellings(self, country: str) -> list[str]:
        """As the shipped ones: names in Latin letters of over three, without loose spellings."""
        query = (
            "SELECT DISTINCT key FROM name WHERE country = ? AND kind <= ? AND length(key) > 3 AND key NOT GLOB '~*'"
        )
        return [key for (key,) in self._db.execute(query, (country, ALTERNATE)) if key.isascii()]

    def units_at(self, lat: float, lon: float) -> list[str]:
        query = (
            "SELECT place, outline FROM unit WHERE south <= ?1 AND north >= ?1 AND west <= ?2 AND east >= ?2 "
            "ORDER BY level, place"
        )
        found = self._db.execute(query, (lat, lon))
        return [place for place, outline in found if holds(unpacked_outline(outline), lat, lon)]

    def _word(self, query: str, *values: str) -> str | None:
        row = self._db.execute(query, values).fetchone()
        return None if row is None else str(row[0])


def open_index(path: Path) -> sqlite3.Connection:
    """A connection that only reads a file that nobody changes in place."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _holds_sum(sums: array[int], key: str) -> bool:
    checksum = zlib.crc32(key.encode())
    at = bisect_left(sums, checksum)
    return at < len(sums) and sums[at] == checksum


PLACE_COLUMNS: Final = "id, name, country, admin1, admin2, lat, lon, radius_m, precision, population, feature"


def weight(place: GazetteerPlace, kind: int = MAIN) -> float:
    """How much a place of this name is likely meant when nothing else is known; an alternate name weighs less."""
    base = float(_WEIGHTS.get(place.precision, 0) or place.population)
    if place.feature.startswith("named") or is_added_point(place):
        base = _NAMED_WEIGHT
    elif place.precision == "settlement":
        if place.name == place.admin1:
            base = max(base, _SEAT_WEIGHT)
        elif place.feature.startswith("listed"):
            base = max(base, _HAND_WEIGHT)
    return base * (1.0, 0.3, 0.2, 0.1)[kind]


def is_added_point(place: GazetteerPlace) -> bool:
    """A site or area that a user added: of these there are many, and few of them are known far away."""
    return place.feature.startswith(ADDED) and place.precision in ("site", "area")


def _keys(folded: str) -> Iterable[str]:
    """Keys to try, best first."""
    yield folded
    stripped = strip_article(folded)
    if stripped != folded:
        yield stripped
    loose = loose_name(folded)
    if loose:
        yield "~" + loose


def place_from_row(
    row: tuple[str, str, str | None, str | None, str | None, int | None, int | None, int | None, Precision, int, str],
) -> GazetteerPlace:
    """The place of a row with the columns `PLACE_COLUMNS`."""
    lat, lon, radius_m = row[5], row[6], row[7]
    return GazetteerPlace(
        id=row[0],
        name=row[1],
        country=row[2],
        admin1=row[3],
        admin2=row[4],
        lat=None if lat is None else lat / 10_000,
        lon=None if lon is None else lon / 10_000,
        radius_km=None if radius_m is None else radius_m / 1000,
        precision=row[8],
        population=row[9],
        feature=row[10],
    )


@lru_cache(maxsize=4)
def load_gazetteer(path: Path | None = None, *, added: AddedIndex | None = None) -> Gazetteer:
    """The gazetteer at `path`, else the shipped one, unpacked into the cache folder the first time.

    `added` are the places that a user has added (`find_added`); without it they are not asked.

    Raises:
        RunError: the shipped index, the added places or the cache folder cannot be used.
    """
    return Gazetteer(path if path is not None else unpacked_index(), added=added)


def _key_sums(db: sqlite3.Connection) -> array[int]:
    """Sorted checksums of all keys: most words that are no name are told so without a query."""
    return array("I", sorted({zlib.crc32(key.encode()) for (key,) in db.execute("SELECT DISTINCT key FROM name")}))


def cache_folder() -> Path:
    """Where unpacked tables are kept: `TALLYSTICK_CACHE`, else the user's cache folder."""
    named = os.environ.get("TALLYSTICK_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("tallystick"))


def unpacked_index() -> Path:
    """The shipped index as a SQLite file in the cache folder, unpacked the first time.

    Raises:
        RunError: the shipped index or the cache folder cannot be used.
    """
    packed = DATA / "gazetteer.sqlite.xz"
    try:
        card = json.loads((DATA / "gazetteer.json").read_text("utf-8"))
        target = cache_folder() / f"gazetteer-{card['sha256'][:16]}.sqlite"
        if target.is_file():
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=target.name, delete=False) as part:
            part.write(lzma.decompress(packed.read_bytes()))
        db = sqlite3.connect(part.name)
        db.execute("INSERT INTO meta VALUES ('sums', ?)", (_key_sums(db).tobytes(),))
        db.commit()
        db.close()
        Path(part.name).replace(target)
    except (OSError, lzma.LZMAError, sqlite3.Error, ValueError, KeyError) as exc:
        raise RunError(
            f"cannot unpack the gazetteer {str(packed)!r} into {str(cache_folder())!r}: {exc}; "
            "set TALLYSTICK_CACHE to a folder that can be written, or install the package again"
        ) from exc
    return target
