"""Shapes: tables of the field, each a list of columns that say what they hold and how it is made from an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from tallystick.export.columns import Cell, Row

Record = dict[str, Any]
Of = TypeVar("Of")


class CellKind(StrEnum):
    """What the cells of a column are, where they are not empty."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"


TEXT, INTEGER, NUMBER = CellKind.TEXT, CellKind.INTEGER, CellKind.NUMBER


class NamedColumn(NamedTuple):
    """A column of the plain tables, whose rows `export.columns` makes: its name, what its cells are, and their rule."""

    name: str
    kind: CellKind
    rule: str


class Column(NamedTuple, Generic[Of]):
    """A column: its name, what its cells are, the rule by which they are filled, and that rule as a function."""

    name: str
    kind: CellKind
    rule: str
    cell: Callable[[Of], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIncident:
    """An incident with its accounts and reports, all as a profile shows them; texts of reports are left out."""

    incident: Record
    accounts: tuple[Record, ...]
    reports: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Why an incident has no row."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table of the field: its name with the date of its codebook, its columns in order, and how a row is made."""

    name: str
    columns: tuple[Column[Any], ...]
    row_of: Callable[[ToldIncident], Row | LeftOut]


DISCOUNTED = LeftOut(because="discounted: denied or withdrawn, and nothing stands against it")
NO_COUNTRY = LeftOut(because="no country is known")
NO_DAY = LeftOut(because="no time is known")
NO_YEAR = LeftOut(because="the year is not known")
OPEN_TIME = LeftOut(because="the time has an open end")


def no_cell(_: object) -> Cell:
    """An empty cell: the column is another register's, or takes what reports do not tell."""
    return None


def listed(items: Iterable[str | None]) -> str | None:
    """The items joined by ";", each once, without those that are not known; a ";" within one becomes a comma."""
    return ";".join(dict.fromkeys(item.replace(";", ",") for item in items if item)) or None


def claims_of(told: ToldIncident, field: str) -> list[Record]:
    """The claims on a field, in order of account and of place in the text, those that know nothing left out."""
    return [c for account in told.accounts for c in account["claims"] if c["field"] == field and c["value"] is not None]
