"""Tallies: for each group and side the lowest and the highest current figure, never a sum, never a midpoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tallystick.records.account import TOLLS
from tallystick.records.incident import Tally
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.weigh.positions import Held, current_tolls, positions_of


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
    """Without the parts of a whole of the same group ("15 killed, three of them of one family"); parts alone stay."""
    whole = [h for h in members if isinstance(h.claim.value, Count) and h.claim.value.part_of is None]
    return whole or list(members)


def _tally(group: str, of: str | None, members: Sequence[Held]) -> Tally:
    positions = positions_of(members)
    values = [p.value for p in positions if isinstance(p.value, Count)]
    known = [v.low for v in values if v.low is not None]
    tops = [v.high for v in values if v.high is not None]
    low = min(known, default=None)
    high = max([*tops, *known], default=None) if tops else None
    return Tally(group=group, of=of, low=low, high=high, positions=positions)
