"""History: how the toll of an incident was told over time, voice by voice, in reports that show their day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallystick.web import wording

CHARTED = ("killed", "injured")  # the second where the first has no history
CHARTS = 4  # groups ("civilians", "soldiers") with a chart of their own; the matrix has the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A toll on one voice's word in a report published on a known day.

    `voice` is its column of the matrix, `report` its number on the page; `past` where a later figure or version
    replaced it. Of `low` and `high` one may be open.
    """

    field: str
    group: str
    of: str | None
    voice: int
    lineage: str
    report: int
    day: int
    low: int | None
    high: int | None
    approximate: bool
    words: str
    past: bool


def day_of(published: object) -> int | None:
    """The ordinal of a day of publication; null where it is no full date."""
    try:
        return date.fromisoformat(str(published or "")[:10]).toordinal()
    except ValueError:
        return None


def toll_histories(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """A chart for each group that has figures of two days or more: the killed, else the injured.

    `t` is its title; `v` lists the voices in order of their first figure, each with its column and its points
    `[day, low, high, words, past, report]` in order of day. What copies of one text repeat is one point.
    """
    slots: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        slots[figure.field, figure.group, figure.of].append(figure)
    for field in CHARTED:
        once = [(key, _once(members)) for key, members in slots.items() if key[0] == field]
        told = [(key, kept) for key, kept in once if len({figure.day for figure in kept}) > 1]
        told.sort(key=lambda item: (-len(item[1]), item[0][1], item[0][2] or ""))
        if told:
            return [{"t": _title(*key), "v": _lines(kept)} for key, kept in told[:CHARTS]]
    return []


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """In order of day; a figure that a voice's text repeats is left out."""
    kept: list[Figure] = []
    told: set[tuple[object, ...]] = set()
    for figure in sorted(figures, key=lambda f: (f.day, f.low or f.high or 0, f.past, f.report, f.words)):
        same = (figure.voice, figure.lineage, figure.low, figure.high, figure.approximate)
        if same not in told:
            told.add(same)
            kept.append(figure)
    return kept


def _lines(figures: Iterable[Figure]) -> list[list[Any]]:
    lines: dict[int, list[list[Any]]] = {}
    for f in figures:
        lines.setdefault(f.voice, []).append([f.day, f.low, f.high, f.words, int(f.past), f.report])
    return [[voice, points] for voice, points in lines.items()]


def _title(field: str, group: str, of: str | None) -> str:
    whose = wording.group_in_words({"group": group, "of": of})
    return f"{wording.FIELDS[field]}: {whose}" if whose else wording.FIELDS[field]
