"""Deaths: the dead of an incident by side, from its tallies. A part is never added to its whole.

1. Each tally goes to the side whose people it counts: by `of`, else soldiers and police to the only state's side,
   fighters to the only armed group's, civilians to the civilians. What fits none is of no known side.
2. Groups of one side may be the same people: the largest stands, unless one account counts them beside each other.
3. A figure for everybody is the whole: what its sides do not account for is of no known side.
4. Figures that bound the dead from below count; where there are none, the upper bounds; where there are none of those
   either, words like "dozens", if a table says what they stand for. No figure is no number, and not a zero: a zero
   is one only where somebody says that nobody was killed, or neither killed nor hurt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from tallystick.export.shape import ToldIncident, claims_of
from tallystick.export.sides import CIVILIAN_GROUPS, PEOPLE, TROOPS, Sides, is_all
from tallystick.records.referent import BAND_KINDS, STATE_KINDS

Record = dict[str, Any]
NumberOf = Callable[[str], int | None]


class Side(StrEnum):
    """Whose people."""

    DOERS = "doers"
    TARGETS = "targets"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """The dead: the best supported figure by side, and the lowest and highest current figure for everybody.

    `best` is the sum of `by_side`. `at_most`: only an upper bound is known. `words` are those that no figure goes with.
    """

    by_side: Mapping[Side, int]
    low: int | None
    best: int | None
    high: int | None
    at_most: bool = False
    words: tuple[str, ...] = ()


class _Figures(NamedTuple):
    low: int
    best: int
    high: int


class _Counted(NamedTuple):
    side: Side
    group: tuple[str, str | None]
    figures: _Figures


def count_deaths(told: ToldIncident, sides: Sides, *, number_of: NumberOf | None = None) -> Deaths:
    """The dead of an incident; `number_of` is what a table makes of a vague word."""
    killed = told.incident["tallies"].get("killed", ())
    words = tuple(
        dict.fromkeys(
            p["value"]["vague"] for tally in killed for p in tally["positions"] if p["value"]["vague"] and _is_vague(p)
        )
    )
    kept = _without_parts(told, sides, killed)
    tiers: list[tuple[Callable[[Record], _Figures | None], bool]] = [(_floors, False), (_ceilings, True)]
    if number_of is not None:
        tiers.append((lambda tally: _worded(tally, number_of), False))
    for figures_of, at_most in tiers:
        counted = [
            _Counted(side, (tally["group"], tally["of"]), figures)
            for side, tally in kept
            if (figures := figures_of(tally)) is not None
        ]
        found = _summed(told, counted, _tops(kept))
        if found is not None:
            low, by_side, high = found
            best = sum(by_side.values())
            high, low = max(high, best), min(low, best)
            return Deaths(by_side=by_side, low=low, best=best, high=high, at_most=at_most, words=words)
    if _nobody_hurt(told.incident):
        return Deaths(by_side={}, low=0, best=0, high=0, words=words)
    return Deaths(by_side={}, low=None, best=None, high=None, words=words)


def _summed(
    told: ToldIncident, counted: Sequence[_Counted], tops: Mapping[Side, int]
) -> tuple[int, dict[Side, int], int] | None:
    """Lowest, best by side, and highest; nothing where there is no figure, or none but zeros of single sides."""
    by_side: dict[Side, _Figures] = {}
    for side in (Side.DOERS, Side.TARGETS, Side.CIVILIANS, Side.UNKNOWN):
        members = [c for c in counted if c.side is side]
        if members:
            by_side[side] = _of_one_side(told, members)
    whole = [c.figures for c in counted if c.side is Side.ALL]
    best = {side: figures.best for side, figures in by_side.items()}
    counted_high = {side: figures.high for side, figures in by_side.items()}
    high = sum(max(counted_high.get(side, 0), tops.get(side, 0)) for side in Side if side is not Side.ALL)
    high = max(high, tops.get(Side.ALL, 0))
    if not whole:
        return (sum(f.low for f in by_side.values()), best, high) if any(counted_high.values()) else None
    rest = max(0, whole[0].best - sum(best.values()))
    best[Side.UNKNOWN] = best.get(Side.UNKNOWN, 0) + rest
    return whole[0].low, best, max(whole[0].high, high)


def _tops(kept: Sequence[tuple[Side, Record]]) -> dict[Side, int]:
    """The highest figure of each side, upper bounds among them."""
    tops: dict[Side, int] = {}
    for side, tally in kept:
        highs = [p["value"]["high"] for p in tally["positions"] if p["value"]["high"] is not None]
        tops[side] = max([tops.get(side, 0), *highs])
    return tops


def _of_one_side(told: ToldIncident, members: Sequence[_Counted]) -> _Figures:
    groups = {member.group for member in members}
    for account in told.accounts:
        wholes = {
            (c["value"]["group"], c["value"]["of"])
            for c in account["claims"]
            if c["field"] == "killed" and c["value"] is not None and c["value"]["part_of"] is None
        }
        if groups <= wholes:
            return _over(members, sum)
    return _over(members, max)


def _over(members: Sequence[_Counted], of: Callable[[list[int]], int]) -> _Figures:
    figures = [member.figures for member in members]
    return _Figures(of([f.low for f in figures]), of([f.best for f in figures]), of([f.high for f in figures]))


def _without_parts(told: ToldIncident, sides: Sides, killed: Sequence[Record]) -> list[tuple[Side, Record]]:
    """Tallies with their side, without those that are parts of anything but the whole for everybody."""
    names = _side_of_name(told.incident, sides)
    values = {claim["id"]: claim["value"] for claim in claims_of(told, "killed")}
    kept = []
    for tally in killed:
        wholes = {p["value"]["part_of"] for p in tally["positions"]}
        outer = [values[id_] for id_ in wholes if id_ in values]
        if None in wholes or all(_side(one["group"], one["of"], sides, names) is Side.ALL for one in outer):
            kept.append((_side(tally["group"], tally["of"], sides, names), tally))
    return kept


def _side_of_name(incident: Record, sides: Sides) -> dict[str, Side]:
    """Whose side a name is on: that of its actor, or of the branch that stands for a state's forces as such."""
    names = {actor["name"].casefold(): side for side, actors in reversed(_actors(sides)) for actor in actors}
    states = {a["country"]: side for side, actors in _actors(sides) for a in actors if a["kind"] in STATE_KINDS}
    for item in (*incident["perpetrators"], *incident["targets"]):
        actor = item["actor"]
        if is_all(actor) and actor["country"] in states:
            names.setdefault(actor["name"].casefold(), states[actor["country"]])
    return names


def _side(group: str, of: str | None, sides: Sides, names: Mapping[str, Side]) -> Side:
    if group in CIVILIAN_GROUPS:
        return Side.CIVILIANS
    leads = {side: actors[0]["kind"] for side, actors in _actors(sides) if actors}
    if of is not None:
        side = names.get(of.casefold(), Side.UNKNOWN)
        return Side.CIVILIANS if leads.get(side) in PEOPLE else side
    if group == "all":
        return Side.ALL
    wanted = STATE_KINDS if group in TROOPS else BAND_KINDS if group == "fighters" else frozenset()
    fitting = [side for side, kind in leads.items() if kind in wanted]
    return fitting[0] if len(fitting) == 1 else Side.UNKNOWN


def _actors(sides: Sides) -> tuple[tuple[Side, tuple[Record, ...]], ...]:
    return (Side.DOERS, sides.doers), (Side.TARGETS, sides.targets)


def _floors(tally: Record) -> _Figures | None:
    known = [p for p in tally["positions"] if p["value"]["low"] is not None]
    tops = [p["value"]["high"] for p in tally["positions"] if p["value"]["high"] is not None]
    return _figures(known, [p["value"]["low"] for p in known], tops)


def _ceilings(tally: Record) -> _Figures | None:
    known = [p for p in tally["positions"] if p["value"]["high"] is not None]
    return _figures(known, [p["value"]["high"] for p in known], ())


def _worded(tally: Record, number_of: NumberOf) -> _Figures | None:
    read = [(p, number_of(p["value"]["vague"])) for p in tally["positions"] if _is_vague(p)]
    known = [(p, number) for p, number in read if number is not None]
    return _figures([p for p, _ in known], [number for _, number in known], ())


def _figures(positions: Sequence[Record], numbers: Sequence[int], tops: Sequence[int]) -> _Figures | None:
    """Lowest, best and highest; best is what most voices say, of figures as well supported the lowest."""
    if not numbers:
        return None
    most = max(len(p["voices"]) for p in positions)
    best = min(number for p, number in zip(positions, numbers, strict=True) if len(p["voices"]) == most)
    return _Figures(low=min(numbers), best=best, high=max((*numbers, *tops)))


def _is_vague(position: Record) -> bool:
    value = position["value"]
    return value["vague"] is not None and value["low"] is None and value["high"] is None


def _nobody_hurt(incident: Record) -> bool:
    """Somebody says that there were no casualties at all, and nobody says otherwise."""
    return any(
        tally["group"] == "all" and tally["of"] is None and tally["low"] == 0 and tally["high"] == 0
        for tally in incident["tallies"].get("casualties", ())
    )
