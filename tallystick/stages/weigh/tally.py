"""Tallies: for each group and side the lowest and the highest current figure, never a sum, never a midpoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import inf

from tallystick.records.account import TOLLS
from tallystick.records.incident import Tally
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.weigh.positions import Held, counts_some, current_tolls, positions_of


def weigh_tallies(held: Sequence[Held]) -> dict[ClaimField, tuple[Tally, ...]]:
    """Tallies by toll field, groups in alphabetical order; fields without a figure are left out."""
    tallies: dict[ClaimField, tuple[Tally, ...]] = {}
    for field in TOLLS:
        groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
        for h in current_tolls(held, field):
            if isinstance(h.claim.value, Count):
                groups[h.claim.value.group, h.claim.value.of or ""].append(h)
        for key, members in groups.items():
            groups[key] = _wholes(members)
        if groups:
            tallies[field] = tuple(
                _tally(group, of or None, members) for (group, of), members in sorted(groups.items())
            )
    return tallies


def _wholes(members: Sequence[Held]) -> list[Held]:
    """Without figures for some of the people ("15 killed, three of them of one family"); these alone stay.

    Of one voice's figures in one report those below another count some: what grows from hour to hour is in two reports.
    """
    whole = [h for h in members if isinstance(h.claim.value, Count) and not counts_some(h.claim, h.claim.value)]
    most: dict[tuple[str, str], int] = defaultdict(int)
    for h in whole:
        most[h.voice, h.report] = max(most[h.voice, h.report], _low(h))
    return [h for h in whole if _high(h) >= most[h.voice, h.report]] or list(members)


def _low(h: Held) -> int:
    return h.claim.value.low or 0 if isinstance(h.claim.value, Count) else 0


def _high(h: Held) -> float:
    """Infinite where it is open or vague."""
    high = h.claim.value.high if isinstance(h.claim.value, Count) else None
    return inf if high is None else high


def _tally(group: str, of: str | None, members: Sequence[Held]) -> Tally:
    positions = positions_of(members)
    values = [p.value for p in positions if isinstance(p.value, Count)]
    known = [v.low for v in values if v.low is not None]
    tops = [v.high for v in values if v.high is not None]
    low = min(known, default=None)
    high = max([*tops, *known], default=None) if tops else None
    return Tally(group=group, of=of, low=low, high=high, positions=positions)
