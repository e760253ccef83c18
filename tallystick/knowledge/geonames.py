"""Lines of a GeoNames country dump (SY.txt: 19 tab-separated columns, UTF-8, no header) as places.

Source: the readme that GeoNames puts beside its dumps.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Final, cast

from tallystick.knowledge.added_places import AddedPlace, RefusedRow, clean_name
from tallystick.knowledge.gazetteer import DATA, Precision
from tallystick.knowledge.place_keys import is_usable, plain_name

COLUMNS: Final = 19
MAX_LINE: Final = 100_000  # bytes; the longest of a dump, with all its other names, has under 20,000
KINDS_TABLE: Final = DATA / "geonames_kinds.csv"
_MOST_PEOPLE: Final = 50_000_000  # no settlement has more: a larger number is a slip
_MOST_NAMES: Final = 200
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKind:
    """What a GeoNames feature code is kept as; `radius_km` is a usual one of its kind, as GeoNames has points alone."""

    kind: str
    precision: Precision
    radius_km: float | None


@lru_cache(maxsize=1)
def load_kinds() -> dict[tuple[str, str], PlaceKind]:
    """The kept feature codes by class and code; the code "*" stands for every other code of the class."""
    with KINDS_TABLE.open(encoding="utf-8", newline="") as stream:
        return {
            (row["class"], row["code"]): PlaceKind(
                kind=row["kind"],
                precision=cast(Precision, row["precision"]),
                radius_km=float(row["radius_km"]) if row["radius_km"] else None,
            )
            for row in csv.DictReader(stream)
        }


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long only its beginning, one byte over `MAX_LINE`."""
    while line := stream.readline(MAX_LINE + 1):
        yield line.removeprefix(b"\xef\xbb\xbf")
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def places_from_geonames(lines: Iterable[bytes], *, countries: Set[str]) -> Iterator[AddedPlace | RefusedRow]:
    """One place or refusal for each line that is not blank, in their order; `countries` are the known ISO codes."""
    kinds = load_kinds()
    for line in lines:
        if line.strip():
            yield _place(line, kinds, countries)


def _place(line: bytes, kinds: dict[tuple[str, str], PlaceKind], countries: Set[str]) -> AddedPlace | RefusedRow:
    if len(line) > MAX_LINE:
        return RefusedRow(reason="long")
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return RefusedRow(reason="encoding")
    if len(cells) != COLUMNS:
        return RefusedRow(reason="columns")
    number, given, ascii_name, alternates, lat, lon, letter, code, country = cells[:9]
    kind = kinds.get((letter, code)) or kinds.get((letter, "*"))
    if kind is None:
        return RefusedRow(reason="kind")
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        return RefusedRow(reason="id")
    name = clean_name(given) or clean_name(ascii_name) if len(given) <= 200 else None
    if name is None:
        return RefusedRow(reason="name")
    if not (_DEGREES.match(lat) and _DEGREES.match(lon)) or abs(float(lat)) > 90 or abs(float(lon)) > 180:
        return RefusedRow(reason="position")
    if country not in countries:
        return RefusedRow(reason="country")
    name = plain_name(name, country)
    spelled = (clean_name(other) for other in (given, ascii_name, *alternates.split(",")[:_MOST_NAMES]))
    people = int(cells[14]) if cells[14].isascii() and cells[14].isdigit() and len(cells[14]) < 10 else 0
    return AddedPlace(
        id=f"gn:{int(number)}",
        name=name,
        others=tuple(sorted({other for other in spelled if other and other != name and is_usable(other)})),
        country=country,
        lat=round(float(lat), 4),
        lon=round(float(lon), 4),
        precision=kind.precision,
        feature=kind.kind,
        admin1_code=cells[10] if cells[10] not in ("", "00") else None,
        admin2_code=cells[11] or None,
        radius_km=kind.radius_km,
        population=people if people <= _MOST_PEOPLE else 0,
        changed=cells[18] if _DAY.match(cells[18]) else "",
    )
