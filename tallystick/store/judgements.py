"""What people judged, as a store keeps it: rows that are only ever added, and what of them shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from tallystick.records.account import Correction
from tallystick.records.encoding import json_bytes, judgement_from_json
from tallystick.records.judgement import Judgement
from tallystick.store.tables import corrections, homes, judgements, moves

_CHUNK = 1000


def add_judgements(connection: Connection, made: Sequence[Judgement]) -> None:
    """Add judgements, whose numbers follow the last one's."""
    if made:
        rows = [{"number": j.number, "verdict": j.verdict.value, "json": json_bytes(j)} for j in made]
        connection.execute(insert(judgements), rows)


def read_judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, undone ones and undoings too, in order of number."""
    rows = connection.execute(select(judgements.c.json).order_by(judgements.c.number))
    return tuple(judgement_from_json(row.json) for row in rows)


def last_number(connection: Connection) -> int:
    """The number of the last judgement; 0 where there is none."""
    return connection.scalar(select(func.max(judgements.c.number))) or 0


def put_corrections(connection: Connection, found: Mapping[str, tuple[Correction, ...]]) -> None:
    """Replace what corrections show, by account."""
    connection.execute(delete(corrections))
    rows = [{"account": account, "json": json_bytes(made)} for account, made in sorted(found.items()) if made]
    if rows:
        connection.execute(insert(corrections), rows)


def read_moves(connection: Connection) -> dict[str, str]:
    """Accounts that judgements have moved, each with the incident id that would be its own without them."""
    return {row.account: row.incident for row in connection.execute(select(moves))}


def put_moves(connection: Connection, *, unmoved: Mapping[str, str]) -> None:
    """Keep, of the incident ids that accounts have without judgements, those that are not what they have now."""
    connection.execute(delete(moves))
    if not unmoved:
        return
    now = {row.account: row.incident for row in connection.execute(select(homes))}
    rows = ({"account": a, "incident": unmoved[a]} for a in sorted(unmoved) if now.get(a) != unmoved[a])
    while chunk := list(islice(rows, _CHUNK)):
        connection.execute(insert(moves), chunk)
