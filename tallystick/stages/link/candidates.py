"""Candidates: which pairs of accounts are worth comparing. A pair is one if it shares something specific at one time.

Each account has keys: where it was, a toll, a launching place, its rarest words. It meets those before it (in order of
the last day they may have been) that share keys and may have been on its days. Of these it is compared with the few
that share the most telling keys, so that comparisons an account do not grow with the corpus. What many share (a
country, a region, an actor, the days alone) brings together only where few do so on those days. Those that share words
and cannot be one, or not on their days, are met too, a few of them: they tell a template from a copy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from tallystick.records.comparators import NEAR_KM
from tallystick.records.vocabulary import EventType, PlacePrecision
from tallystick.stages.link.families import types_agree
from tallystick.stages.link.features import Features
from tallystick.stages.link.keys import ANY_DAY, Telling, days_of, keys_of
from tallystick.stages.link.parts import LOCAL, bears_region
from tallystick.stages.link.rarity import Rarity
from tallystick.stages.link.scoring import ROUGHLY, Flags, Numbers, ranges, rough_km

MOST_COMPARED: Final = 32  # accounts before it that an account is compared with, of those that may be one with it
MOST_UNLIKELY: Final = 10  # of the others
SHARED_UNLIKELY: Final = 2  # words at least that it shares with these; a place or a toll counts as one
RARE_UNLIKELY: Final = 7  # or a key on their days that so few have: see `_shared`
MOST_MET: Final = 192  # by one key, the latest
MOST_MET_ANY_DAY: Final = 48  # by one telling key, whatever their days
MOST_MET_BROADLY: Final = 32  # by a key that many share; a larger block is left out
RUN: Final = 512  # accounts whose keys are looked up at once
_RANK_BITS: Final = 32
_RANK: Final = (1 << _RANK_BITS) - 1
_TYPES: Final = tuple(EventType)


def find_candidates(
    features: Sequence[Features], *, reports: Sequence[int], rarity: Rarity
) -> Iterator[tuple[int, list[int]]]:
    """For each account those it is compared with, by index, each pair once.

    Accounts come in order of the last day they may have been. `features` are in order of id; `reports` numbers the
    report of each.
    """
    blocks = Blocks(features, reports=reports, rarity=rarity)
    for start in range(0, len(features), RUN):
        stop = min(start + RUN, len(features))
        mine, found = blocks.meet(start, stop)
        bounds = np.searchsorted(mine, np.arange(stop - start + 1)).tolist()
        others = found.tolist()
        for at, account in enumerate(blocks.order[start:stop].tolist()):
            yield account, others[bounds[at] : bounds[at + 1]]


class _Columns:
    """What of each account says that two cannot be one, by rank."""

    def __init__(self, reports: Sequence[int]) -> None:
        number = {type_: at for at, type_ in enumerate(_TYPES)}
        self._number = number
        self._countries: dict[str, int] = {}
        self._reports = np.array(reports, dtype=np.int64)
        self._types, self._silent, self._country = bytearray(), bytearray(), array("H")
        self._spots = array("f")  # latitude, longitude and reach of the only place, if it is a spot

    def add(self, feature: Features) -> None:
        """Note one more account, in order of id."""
        self._types.append(self._number[feature.event_type])
        self._silent.append(feature.background)
        countries = {place.country for place in feature.places}
        country = countries.pop() if len(countries) == 1 else None
        self._country.append(0 if country is None else self._countries.setdefault(country, len(self._countries) + 1))
        spot = (np.nan, np.nan, np.nan)
        if len(feature.places) == 1:
            (place,) = feature.places
            spotted = place.precision in LOCAL and place.precision is not PlacePrecision.ADMIN2
            if spotted and place.lat is not None and not bears_region(place):
                spot = (place.lat, np.nan if place.lon is None else place.lon, place.radius_km or 0.0)
        self._spots.extend(spot)

    def sort(self, order: Numbers) -> None:
        """All are added: put them in this order."""
        self._reports = self._reports[order]
        self.types = np.frombuffer(bytes(self._types), dtype=np.uint8)[order]
        self.silent = np.frombuffer(bytes(self._silent), dtype=np.bool_)[order]
        self.country = np.array(self._country)[order]
        self.lat, self.lon, self.reach = np.radians(np.array(self._spots, dtype=np.float64).reshape(-1, 3)[order].T)
        self.reach = np.degrees(self.reach)
        self._agree = np.array([[types_agree(one, other) for other in _TYPES] for one in _TYPES])

    def may_be_met(self, one: Numbers, other: Numbers) -> Flags:
        """They are of two reports, and not both recalled in passing."""
        met: Flags = (self._reports[one] != self._reports[other]) & ~(self.silent[one] & self.silent[other])
        return met

    def may_be_one(self, one: Numbers, other: Numbers) -> Flags:
        """Their types agree and their places, so far as each has only one, are not apart."""
        mine, theirs = self.country[one], self.country[other]
        abroad = (mine != theirs) & (mine > 0) & (theirs > 0)
        gap = rough_km(self.lat[one], self.lon[one], self.lat[other], self.lon[other])
        far = gap > ROUGHLY * np.maximum(NEAR_KM, self.reach[one] + self.reach[other])  # not where a spot is missing
        fit: Flags = self._agree[self.types[one], self.types[other]] & ~abroad & ~far
        return fit


class Blocks:
    """The accounts of each key, all by rank: their place in order of the last day they may have been.

    `order` gives the index of the account of each rank.
    """

    def __init__(self, features: Sequence[Features], *, reports: Sequence[int], rarity: Rarity) -> None:
        keys, tells, ends = array("I"), bytearray(), array("Q", [0])
        first, last = array("l"), array("l")
        self._columns = _Columns(reports)
        for feature in features:
            low, high = days_of(feature)
            found = keys_of(feature, rarity=rarity, dated=low != ANY_DAY)
            keys.extend(found)
            tells.extend(found.values())
            ends.append(len(keys))
            first.append(low)
            last.append(high)
            self._columns.add(feature)
        days = np.array(last, dtype=np.int64)
        self.order = np.argsort(days, kind="stable")
        self._columns.sort(self.order)
        days = days[self.order]
        self._since = np.searchsorted(days, np.array(first, dtype=np.int64)[self.order])
        self._until = np.searchsorted(days, days, side="right")
        self._ends = np.array(ends, dtype=np.int64)
        self._keys = np.array(keys, dtype=np.int64) << _RANK_BITS
        self._tells = np.frombuffer(bytes(tells), dtype=np.uint8)
        rank = np.empty(len(days), dtype=np.int64)
        rank[self.order] = np.arange(len(days))
        self._blocks = (self._keys | np.repeat(rank, np.diff(self._ends))).view(np.uint64)
        self._blocks.sort()

    def meet(self, start: int, stop: int) -> tuple[Numbers, Numbers]:
        """The pairs of accounts to compare, of those of these ranks with others: which of these ranks, from 0, and
        the index of the other."""
        mine, other, weight, told = self._shared(start, stop)
        one = mine + start
        met = self._columns.may_be_met(one, other)
        timely = other >= self._since[one]
        likely = timely & self._columns.may_be_one(one, other)
        unlikely = met & ~likely & ((told >= SHARED_UNLIKELY) | (timely & (weight >= RARE_UNLIKELY)))
        chosen = np.concatenate(
            [
                _best(mine, weight, other, met & likely, MOST_COMPARED),
                _best(mine, told, other, unlikely, MOST_UNLIKELY),
            ]
        )
        chosen = chosen[np.lexsort((other[chosen], mine[chosen]))]
        return mine[chosen], self.order[other[chosen]]

    def _shared(self, start: int, stop: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The pairs that share keys, each once: which account of this run, the rank of the other, how much that
        weighs, and how many telling keys they are, all that are not words as one."""
        accounts = self.order[start:stop]
        slots, mine = ranges(self._ends[accounts], self._ends[accounts + 1])
        keys, tells, rank = self._keys[slots], self._tells[slots], mine + start
        upto = self._find(keys | rank)
        begin = self._find(keys | self._since[rank])
        crowd = self._find(keys | self._until[rank]) - begin
        timely = np.maximum(begin, upto - MOST_MET)
        any_day = np.maximum(self._find(keys), upto - MOST_MET_ANY_DAY)
        broad = tells == Telling.BROAD
        since = np.where(broad, np.where(crowd > MOST_MET_BROADLY, upto, timely), np.minimum(timely, any_day))
        at, slot = ranges(since, upto)
        pair = mine[slot] << _RANK_BITS | self._blocks[at].view(np.int64) & _RANK
        by_pair = np.argsort(pair, kind="stable")
        pair, slot = pair[by_pair], slot[by_pair]
        if not len(pair):
            return pair, pair, pair, pair
        firsts = np.flatnonzero(np.diff(pair, prepend=-1))
        rare = np.maximum(1, 9 - np.ceil(np.log2(upto - begin + 2))).astype(np.int64)
        weight, words, scene = (
            np.add.reduceat(each[slot].astype(np.int64), firsts)
            for each in (rare, tells == Telling.WORD, tells == Telling.SCENE)
        )
        return pair[firsts] >> _RANK_BITS, pair[firsts] & _RANK, weight, words + np.minimum(scene, 1)

    def _find(self, keys: Numbers) -> Numbers:
        """Where in the blocks these numbers (a key and a rank) stand, or would."""
        return np.searchsorted(self._blocks, keys.view(np.uint64))


def _best(mine: Numbers, weight: Numbers, other: Numbers, fit: Flags, most: int) -> Numbers:
    """Of the `fit` pairs those with most weight of each account, the later first: so many at most."""
    at = np.flatnonzero(fit)
    at = at[np.lexsort((-other[at], -weight[at], mine[at]))]
    firsts = np.searchsorted(mine[at], mine[at])
    return at[np.arange(len(at)) - firsts < most]
