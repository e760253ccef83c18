"""GeoJSON (RFC 7946): one feature an incident; where the position is not known its geometry is null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from tallystick.export.columns import incident_row
from tallystick.records.encoding import json_bytes

_OPEN = b'{"type":"FeatureCollection","features":[\n'
_CLOSE = b"\n]}\n"
_IN_GEOMETRY = frozenset({"lat", "lon"})


def export_geojson(incidents: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The incidents as a feature collection, a feature a line."""
    yield _OPEN
    between = b""
    for incident in incidents:
        yield between + json_bytes(_feature(incident))
        between = b",\n"
    yield _CLOSE


def _feature(incident: dict[str, Any]) -> dict[str, Any]:
    place = incident["place"] or {}
    lat, lon = place.get("lat"), place.get("lon")
    known = lat is not None and lon is not None and isfinite(lat) and isfinite(lon)
    geometry = {"type": "Point", "coordinates": [lon, lat]} if known else None
    properties = {name: value for name, value in incident_row(incident).items() if name not in _IN_GEOMETRY}
    return {"type": "Feature", "id": incident["id"], "geometry": geometry, "properties": properties}
