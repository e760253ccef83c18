"""Outlines of areas on the map: checked, simplified, stored small, and asked which points they hold.

An outline is a tuple of rings, each an array of whole ten-thousandths of a degree, shape (points, 2), longitude
first, not closed. A point is inside where a ray from it crosses the rings an odd number of times, so that holes and
islands need no marks. Rings do not cross the date line.
"""

from __future__ import annotations

import math
import struct
import zlib
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ring: TypeAlias = NDArray[np.int32]
Outline: TypeAlias = tuple[Ring, ...]

PER_DEGREE = 10_000  # 11 m
_TOLERANCE = 10.0  # in those units: a stored edge lies within 110 m of the one that was given
_MAX_POINTS = 5_000_000  # in one unit: the largest province of the world has under 1,000,000 at full detail


def outline_from_geometry(geometry: object) -> Outline:
    """The simplified outline of a GeoJSON Polygon or MultiPolygon in degrees WGS84, outer rings and holes alike.

    Raises:
        ValueError: in words, what is wrong with the geometry.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        found = geometry.get("type") if isinstance(geometry, dict) else None
        raise ValueError(f"geometry {found!r}, not Polygon or MultiPolygon")
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list):
        raise ValueError("no coordinates")
    given = [_ring(ring) for polygon in polygons for ring in (polygon if isinstance(polygon, list) else [None])]
    if sum(len(ring) for ring in given) > _MAX_POINTS:
        raise ValueError(f"over {_MAX_POINTS:,} points")
    kept = [ring for ring in (_simplified(ring) for ring in given) if _area(ring)]
    kept = kept or [ring for ring in (_rounded(ring) for ring in given) if _area(ring)]
    if not kept:
        raise ValueError("rings without area")
    return tuple(sorted(kept, key=lambda ring: (-abs(_area(ring)), ring.tobytes())))


def holds(outline: Outline, lat: float, lon: float) -> bool:
    """Whether the point, in degrees, lies inside."""
    inside = False
    x, y = lon * PER_DEGREE, lat * PER_DEGREE
    for ring in outline:
        inside ^= bool(np.count_nonzero(_crossings(ring, y) > x) % 2)
    return inside


def point_within(outline: Outline) -> tuple[float, float]:
    """Latitude and longitude of the largest ring's centroid, or where that is outside, of the widest stretch inside."""
    lon, lat = _centroid(outline[0])
    if holds(outline, lat / PER_DEGREE, lon / PER_DEGREE):
        return round(lat / PER_DEGREE, 4), round(lon / PER_DEGREE, 4)
    south, north = int(outline[0][:, 1].min()), int(outline[0][:, 1].max())
    y = min(max(math.floor(lat) + 0.5, south + 0.5), north - 0.5)  # between whole units: on no corner
    crossings = np.sort(np.concatenate([_crossings(ring, y) for ring in outline]))
    widths = crossings[1::2] - crossings[::2]
    widest = int(np.argmax(widths))
    lon = float(crossings[2 * widest] + crossings[2 * widest + 1]) / 2
    return y / PER_DEGREE, lon / PER_DEGREE


def reach_km(outline: Outline, lat: float, lon: float) -> float:
    """Kilometres from the point to the farthest corner."""
    farthest = 0.0
    for ring in outline:
        lons, lats = ring.T / PER_DEGREE
        across = (lons - lon) * np.cos(np.radians((lats + lat) / 2))
        farthest = max(farthest, float(np.hypot(lats - lat, across).max()))
    return 111.2 * farthest


def bounds(outline: Outline) -> tuple[float, float, float, float]:
    """South, west, north, east in degrees."""
    corners = np.concatenate(outline) / PER_DEGREE
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    return float(south), float(west), float(north), float(east)


def packed_outline(outline: Outline) -> bytes:
    """The outline as bytes, the same for the same outline."""
    head = struct.pack(f"<{len(outline) + 1}I", len(outline), *map(len, outline))
    return zlib.compress(head + b"".join(np.diff(ring, axis=0, prepend=0).astype("<i4").tobytes() for ring in outline))


def unpacked_outline(packed: bytes) -> Outline:
    """What `packed_outline` packed."""
    raw = zlib.decompress(packed)
    (count,) = struct.unpack_from("<I", raw)
    sizes = struct.unpack_from(f"<{count}I", raw, 4)
    flat = np.frombuffer(raw, "<i4", offset=4 * (count + 1)).reshape(-1, 2)
    rings, at = [], 0
    for size in sizes:
        rings.append(np.cumsum(flat[at : at + size], axis=0, dtype=np.int32))
        at += size
    return tuple(rings)


def km_between(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres between two points in degrees, right within 1 % at the few hundred kilometres it is used for."""
    apart = abs(lon_a - lon_b)
    across = min(apart, 360.0 - apart) * math.cos(math.radians((lat_a + lat_b) / 2))
    return 111.2 * math.hypot(lat_a - lat_b, across)


def _ring(points: Any) -> NDArray[np.float64]:
    if not isinstance(points, list) or len(points) < 4:
        raise ValueError("a ring of fewer than four points")
    try:
        ring = np.array([point[:2] for point in points], dtype=np.float64)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise ValueError("positions that are not numbers") from None
    if ring.ndim != 2 or ring.shape[1] != 2 or not np.isfinite(ring).all():
        raise ValueError("positions that are not numbers")
    if np.abs(ring[:, 0]).max() > 180 or np.abs(ring[:, 1]).max() > 90:
        raise ValueError("positions outside degrees of longitude and latitude")
    return ring


def _rounded(ring: NDArray[np.float64]) -> Ring:
    """Whole units, without points that the next one repeats, the closing one too."""
    whole = np.rint(ring * PER_DEGREE).astype(np.int32)
    changes = np.any(whole != np.roll(whole, -1, axis=0), axis=1)
    return whole[changes]


def _simplified(given: NDArray[np.float64]) -> Ring:
    """The ring without the points that lie within the tolerance of the line between those kept (Douglas-Peucker)."""
    ring = _rounded(given)
    if len(ring) < 5:
        return ring
    closed = np.vstack([ring, ring[:1]]).astype(np.float64)
    far = int(np.argmax(np.hypot(*(closed - closed[0]).T)))
    keep = np.zeros(len(closed), dtype=bool)
    keep[[0, far]] = True
    waiting = [(0, far), (far, len(closed) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        along = closed[end] - closed[start]
        off = closed[start + 1 : end] - closed[start]
        length = float(np.hypot(*along))
        away = np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]) / length if length else np.hypot(*off.T)
        at = int(np.argmax(away))
        if away[at] > _TOLERANCE:
            keep[start + 1 + at] = True
            waiting += [(start, start + 1 + at), (start + 1 + at, end)]
    return ring[keep[:-1]]


def _area(ring: Ring) -> int:
    """Twice the signed area in square units; 0 for a line."""
    if len(ring) < 3:
        return 0
    x, y = ring[:, 0].astype(np.int64), ring[:, 1].astype(np.int64)
    return int(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def _centroid(ring: Ring) -> tuple[float, float]:
    origin = ring[0].astype(np.float64)
    x, y = (ring - origin).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    total = 3 * float(cross.sum())
    lon = float(((x + np.roll(x, -1)) * cross).sum()) / total
    lat = float(((y + np.roll(y, -1)) * cross).sum()) / total
    return lon + float(origin[0]), lat + float(origin[1])


def _crossings(ring: Ring, y: float) -> NDArray[np.float64]:
    """Where the ring's edges cross the parallel."""
    a = ring.astype(np.float64)
    b = np.roll(a, -1, axis=0)
    at = np.flatnonzero((a[:, 1] > y) != (b[:, 1] > y))
    a, b = a[at], b[at]
    return np.asarray(a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1]))
