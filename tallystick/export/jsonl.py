"""JSON Lines: the records as they are, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tallystick.records.encoding import json_bytes


def export_jsonl(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One canonical line a record."""
    for record in records:
        yield json_bytes(record) + b"\n"
