"""Features of a GeoJSON file of administrative boundaries, as OCHA's common operational datasets have them, as places.

A feature is a unit of the deepest level for which it has a p-code: `ADM2_PCODE` with `ADM2_EN`, or the same as
`admin2Pcode`, `admin2Name_en`, `adm2_pcode`, `adm2_name`. Units of levels 1 and 2 are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any, Final

import msgspec

from tallystick.knowledge.added_places import AddedPlace, RefusedRow, clean_name
from tallystick.knowledge.outlines import outline_from_geometry, packed_outline, point_within, reach_km
from tallystick.knowledge.place_keys import is_usable

MAX_FEATURE_BYTES: Final = 32_000_000  # the only part of a file that is held in memory
_MARKS = re.compile(rb'\\.|["{}]', re.DOTALL)
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(
    r"adm(?:in)?(?P<level>[0-5])(?=.)(?:(?P<pcode>pcode)|(?P<alt>alt\d?|ref)?(?:name?)?\d?"
    r"(?P<tongue>en|ar|fr|es|pt|ru|uk|am|ti|so|my|fa|ps|ku|tr|ht|sw|ur)?\d?)\Z"
)
_PCODE = re.compile(r"[A-Za-z0-9_.-]{2,30}\Z")


def places_from_boundaries(
    chunks: Iterable[bytes], *, countries: Set[str], country_of: Callable[[str], str | None]
) -> Iterator[AddedPlace | RefusedRow]:
    """One unit or refusal for each feature of a FeatureCollection, in their order, read as the bytes come.

    `countries` are the known ISO codes; `country_of` gives the code of a country's name.
    """
    for packed in _objects(chunks):
        if packed is None:
            yield RefusedRow(reason="long")
            continue
        try:
            feature = msgspec.json.decode(packed)
        except UnicodeDecodeError:
            yield RefusedRow(reason="encoding")
            continue
        except (ValueError, RecursionError) as error:
            yield RefusedRow(reason="encoding" if "utf-8" in str(error).lower() else "syntax")
            continue
        if feature.get("type") == "Feature":  # else another member of the file, its crs for instance
            yield _unit(feature, countries, country_of)


def _objects(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Each object one level below the outermost, as its bytes; None for one that is too long; what is cut short too."""
    depth, quoted, held = 0, False, b""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        data, held = held + chunk, b""
        if (len(data) - len(data.rstrip(b"\\"))) % 2:
            data, held = data[:-1], b"\\"
        start = 0
        for mark in _MARKS.finditer(data):
            sign = mark[0]
            if sign == b'"':
                quoted = not quoted
            elif quoted or len(sign) > 1:
                continue
            elif sign == b"{":
                depth += 1
                if depth == 2:
                    start, size, parts = mark.start(), 0, []
            else:
                depth -= 1
                if depth == 1:
                    size += mark.end() - start
                    yield b"".join([*parts, data[start : mark.end()]]) if size <= MAX_FEATURE_BYTES else None
                    parts, size = [], 0
                depth = max(depth, 0)
        if depth >= 2:
            size += len(data) - start
            parts = [*parts, data[start:]] if size <= MAX_FEATURE_BYTES else []
    if depth:
        yield b"".join(parts) or b"{"


def _unit(
    feature: dict[str, Any], countries: Set[str], country_of: Callable[[str], str | None]
) -> AddedPlace | RefusedRow:
    properties = feature.get("properties")
    names, pcodes = _named(properties if isinstance(properties, dict) else {})
    if not pcodes:
        return RefusedRow(reason="properties")
    level = max(pcodes)
    if level not in (1, 2):
        return RefusedRow(reason="level")
    pcode = pcodes[level]
    if not isinstance(pcode, str) or not _PCODE.match(pcode):
        return RefusedRow(reason="id")
    spelled = [name for name in map(clean_name, names.get(level, ())) if name]
    if not spelled:
        return RefusedRow(reason="name")
    country = _country(properties, names.get(0, []), pcodes, pcode, countries, country_of)
    if country is None:
        return RefusedRow(reason="country")
    try:
        outline = outline_from_geometry(feature.get("geometry"))
    except ValueError as error:
        return RefusedRow(reason="position" if "positions" in str(error) else "geometry")
    lat, lon = point_within(outline)
    parents = [name for name in map(clean_name, names.get(1, ())) if name]
    return AddedPlace(
        id=f"pc:{pcode.upper()}",
        name=spelled[0],
        others=tuple(sorted({name for name in spelled[1:] if name != spelled[0] and is_usable(name)})),
        country=country,
        admin1=parents[0] if level == 2 and parents else None,
        lat=lat,
        lon=lon,
        radius_km=max(0.1, round(reach_km(outline, lat, lon), 1)),
        precision="admin1" if level == 1 else "admin2",
        feature="admin1" if level == 1 else "admin2",
        pcode=pcode.upper(),
        outline=packed_outline(outline),
    )


def _named(properties: dict[str, Any]) -> tuple[dict[int, list[str]], dict[int, Any]]:
    """Names of each level, the one to call the unit by first, and p-codes; empty properties left out."""
    pcodes: dict[int, Any] = {}
    ranked: dict[int, list[tuple[bool, int, str, str]]] = {}
    for given, value in properties.items():
        key = _NOT_KEY.sub("", given.lower())[:40]
        match = _KEY.match(key)
        if match is None or value is None or value == "":
            continue
        level = int(match["level"])
        if match["pcode"]:
            pcodes.setdefault(level, value)
        elif isinstance(value, str):
            tongue = ("en", None).index(match["tongue"]) if match["tongue"] in ("en", None) else 2
            ranked.setdefault(level, []).append((match["alt"] is not None, tongue, key, value))
    return {level: [value for *_, value in sorted(found)] for level, found in ranked.items()}, pcodes


def _country(
    properties: Any,
    names: list[str],
    pcodes: dict[int, Any],
    pcode: str,
    countries: Set[str],
    country_of: Callable[[str], str | None],
) -> str | None:
    """The country by its own code, else by its name, else by the letters that the p-code begins with."""
    for code in (properties.get("iso2"), properties.get("ISO2"), pcodes.get(0)):
        if isinstance(code, str) and code.upper() in countries:
            return code.upper()
    for name in names:
        found = country_of(name) if len(name) <= 100 else None
        if found is not None:
            return found
    return pcode[:2].upper() if pcode[:2].upper() in countries else None
