"""Scoring: the likeness of many pairs at once, the same to the last digit as `Comparing` gives for each alone.

What an account tells is kept as numbers of values, so that accounts in any order cost no reading; what two values say
is worked out once for each two of them in a run of pairs.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tallystick.knowledge.link_weights import load_link_weights
from tallystick.records.comparators import NEAR_KM, days_between
from tallystick.records.referent import Moment, Place
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import (
    MANY_WORDS,
    MOST_TOLD,
    NAME_COUNTS,
    NEITHER,
    NO_WORDS,
    SPECIFIC,
    UNSPECIFIC,
    Compare,
    comparers,
    kind_of,
    named_words,
    prior_of,
    weigh,
)
from tallystick.stages.link.parts import LOCAL, NAMED, When, bears_region, days_beside, local_names, when_of
from tallystick.stages.link.rarity import Rarity

BANNED: Final = -1
_KEPT: Final = 200_000  # pairs of values of one field: beyond these all are forgotten and worked out anew
_SPECIFIC, _TIMELY, _UNTIMELY, _BAN = 1, 2, 4, 8
_NAME, _NAMED, _TELLING = 1, 2, 4
ROUGHLY: Final = 1.01  # how much farther than they may be two spots must be to be plainly apart
RECALLED: Final = When((), None, background=True)
_SOME_DAY: Final = "2000-01-01"
_FIELDS: Final = 8  # kind, when, where, origins, doers, targets, killed, injured
_KIND, _WHEN, _WHERE, _ORIGINS, _DOERS, _TARGETS, _KILLED, _INJURED = range(_FIELDS)

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class _Field:
    """The different values of a field by number (none is 0), and what two of them say."""

    def __init__(self, compare: Compare, weights: Mapping[str, float]) -> None:
        self._compare = compare
        self._weights = weights
        self._numbers: dict[Any, int] = {(): 0}
        self._values: list[Any] = [()]
        self._known: dict[int, tuple[float, int]] = {}

    def number(self, value: Any) -> int:
        """The number of a value, equal for equal ones."""
        number = self._numbers.setdefault(value, len(self._values))
        if number == len(self._values):
            self._values.append(value)
        return number

    def close(self) -> None:
        """All values are numbered."""
        self._numbers.clear()

    def said(self, one: Numbers, other: Numbers, how: Numbers | int = 0) -> tuple[Reals, npt.NDArray[np.uint8]]:
        """The weight and the flags of each two values; `how` (0-15) is what else matters. None says nothing."""
        pairs, at = np.unique((one << 32 | other) << 4 | how, return_inverse=True)
        if len(self._known) > _KEPT:
            self._known.clear()
        said = [self._known.get(pair) or self._compare_values(pair) for pair in pairs.tolist()]
        weights, flags = zip(*said, strict=True) if said else ((), ())
        return np.array(weights, dtype=np.float64)[at], np.array(flags, dtype=np.uint8)[at]

    def _compare_values(self, pair: int) -> tuple[float, int]:
        part = self._compare(self._values[pair >> 36], self._values[pair >> 4 & 0xFFFFFFFF], pair & 15)
        flags = part.specific | part.timely << 1 | part.untimely << 2 | part.ban << 3
        said = self._known[pair] = (weigh(part, self._weights), flags)
        return said


class _Spans:
    """Of each value of when, as days: the first and the last that it may have been, not a number where that is not
    plain; and whether it is `vague`, recalled with nothing said of when."""

    def __init__(self) -> None:
        self._first, self._last, self._earliest = (array("d", [math.nan]) for _ in range(3))
        self._vague, self._background = bytearray(1), bytearray(1)

    def __len__(self) -> int:
        return len(self._first)

    def add(self, when: When) -> None:
        """Note one more value."""
        starts, ends = ([_day(day) for day in days] for days in _days_of(when.moments))
        plain = bool(starts) and not any("~" in m.edtf or (m.earliest or "") > (m.latest or "") for m in when.moments)
        known = plain and not any(map(math.isnan, (*starts, *ends)))
        self._first.append(min(starts) if known else math.nan)
        self._last.append(max(ends) if known else math.nan)
        self._earliest.append(math.nan if not starts or any(map(math.isnan, starts)) else min(starts))
        self._vague.append(when.background and not when.moments and not when.said and when.beside is None)
        self._background.append(when.background)

    def close(self) -> None:
        """All are noted."""
        self.first, self.last, self.earliest = map(np.array, (self._first, self._last, self._earliest))
        self.vague, self.background = (np.frombuffer(bytes(b), dtype=np.bool_) for b in (self._vague, self._background))


def _days_of(moments: Sequence[Moment]) -> tuple[list[str | None], list[str | None]]:
    return [m.earliest for m in moments], [m.latest for m in moments]


class _Scenes:
    """Of each value of where, if it is one place: its country and region, and where it is if it is a spot."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._ids, self._countries, self._regions = (array("i", [0]) for _ in range(3))
        self._wide = bytearray(1)
        self._spots = array("d", [math.nan] * 3)  # latitude, longitude and reach

    def add(self, places: Sequence[Place]) -> None:
        """Note one more value."""
        place = places[0] if len(places) == 1 else None
        self._ids.append(self._number(None if place is None else place.gazetteer_id))
        self._countries.append(self._number(None if place is None else place.country))
        whole = place is None or place.precision in (PlacePrecision.COUNTRY, PlacePrecision.SEA)
        self._regions.append(self._number(None if place is None or whole else place.admin1))
        self._wide.append(place is not None and place.precision in (PlacePrecision.ADMIN1, PlacePrecision.ADMIN2))
        spot = (math.nan, math.nan, math.nan)
        is_spot = place and place.precision in LOCAL and place.precision is not PlacePrecision.ADMIN2
        if place and is_spot and place.lat is not None and place.lon is not None and not bears_region(place):
            spot = (math.radians(place.lat), math.radians(place.lon), place.radius_km or 0.0)
        self._spots.extend(spot)

    def _number(self, name: str | None) -> int:
        return self._names.setdefault(name, len(self._names) + 1) if name else 0

    def close(self) -> None:
        """All are noted."""
        self._id, self._country, self._region = map(np.array, (self._ids, self._countries, self._regions))
        self._extends = np.frombuffer(bytes(self._wide), dtype=np.bool_)
        self._lat, self._lon, self._reach = np.array(self._spots).reshape(-1, 3).T.copy()

    def apart(self, one: Numbers, other: Numbers) -> Flags:
        """Each two are of two countries, or of two regions where one of them is an area, or spots plainly farther from
        each other than they may be."""
        elsewhere = _differ(self._country[one], self._country[other])
        elsewhere |= (self._extends[one] | self._extends[other]) & _differ(self._region[one], self._region[other])
        gap = rough_km(self._lat[one], self._lon[one], self._lat[other], self._lon[other])
        far = gap > ROUGHLY * np.maximum(NEAR_KM, self._reach[one] + self._reach[other])  # not where a spot is missing
        same = (self._id[one] == self._id[other]) & (self._id[one] > 0)
        apart: Flags = (elsewhere | far) & ~same
        return apart


def _differ(mine: npt.NDArray[np.int32], theirs: npt.NDArray[np.int32]) -> Flags:
    differ: Flags = (mine != theirs) & (mine > 0) & (theirs > 0)
    return differ


class Scoring:
    """What comparing needs of every account, by index in order of id, as numbers."""

    def __init__(
        self,
        features: Sequence[Features],
        *,
        reports: Sequence[int],
        rarity: Rarity,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self._weights = load_link_weights() if weights is None else weights
        self._prior = weigh(prior_of(rarity), self._weights)
        self._unspecific = tuple(self._weights.get(term, 0.0) for term in UNSPECIFIC)
        self._named = weigh(NAMED, self._weights)
        self._no_words = weigh(NO_WORDS, self._weights)
        self._fields = tuple(_Field(compare, self._weights) for compare in comparers(rarity))
        beside = days_beside(features)
        names = {word for f in features for name in local_names(f.places) for word in name}
        vocabulary = {word: at for at, word in enumerate(sorted(names | rarity.words.keys()))}
        del names
        self._rare = np.array([rarity.words.get(word, 0.0) for word in vocabulary])
        columns = [array("i") for _ in range(_FIELDS + 2)]
        days, outlets, published = array("d"), array("i"), array("i")
        many, whole = array("I"), array("d")
        words, flags, ends = array("i"), bytearray(), array("q", [0])
        spots: list[tuple[tuple[int, ...], ...]] = [()]
        spans, scenes = _Spans(), _Scenes()
        numbers: dict[str | None, int] = {None: -1}
        for f in features:
            when = when_of(f, beside=beside)
            values = (
                kind_of(f), when, f.places, f.origins,
                f.perpetrators, f.targets, f.killed, f.injured, f.killed[:1], f.injured[:1],
            )  # fmt: skip
            for at, value in enumerate(values):
                columns[at].append(self._fields[at if at < _FIELDS else at - 2].number(value))
            if columns[_WHEN][-1] == len(spans):
                spans.add(when)
            if columns[_WHERE][-1] == len(spots):
                spots.append(tuple(tuple(vocabulary[word] for word in name) for name in local_names(f.places)))
                scenes.add(f.places)
            days.append(_day(f.published))
            outlets.append(numbers.setdefault(f.outlet, len(numbers)))
            published.append(numbers.setdefault(f.published, len(numbers)))
            own, named, every = frozenset(f.names), named_words(f), set(f.words)
            many.append(len(every))
            whole.append(rarity.of_words(f.words))
            for number, word in sorted((vocabulary[word], word) for word in every if word in vocabulary):
                words.append(number)
                telling = _TELLING if rarity.words.get(word) else 0
                flags.append((word in own) | (word in named) << 1 | telling)
            ends.append(len(words))
        self._recalled = self._fields[_WHEN].number(RECALLED)
        spans.add(RECALLED)
        for field in self._fields:
            field.close()
        spans.close()
        scenes.close()
        self._reports = np.array(reports, dtype=np.int64)
        self._columns = [np.array(column) for column in columns]
        self._days, self._outlets, self._published = np.array(days), np.array(outlets), np.array(published)
        self._many, self._whole = np.array(many, dtype=np.int64), np.array(whole)
        self._words, self._flags, self._ends = np.array(words), np.frombuffer(bytes(flags), np.uint8), np.array(ends)
        self._spots, self._spans, self._scenes = spots, spans, scenes

    def score(self, one: Numbers, other: Numbers) -> Numbers:
        """The likeness of each two accounts in thousandths, the smaller index first; `BANNED` where they are banned."""
        found = np.full(len(one), BANNED, dtype=np.int64)
        alive = np.flatnonzero(self._reports[one] != self._reports[other])
        kind, flags = self._said(_KIND, one[alive], other[alive])
        alive, kind = alive[flags & _BAN == 0], kind[flags & _BAN == 0]
        when, when_flags = self._say_when(one[alive], other[alive])
        fit = when_flags & _BAN == 0
        alive, kind, when, when_flags = alive[fit], kind[fit], when[fit], when_flags[fit]
        where, flags = self._say_where(one[alive], other[alive])
        banned = np.flatnonzero(flags & _BAN)
        fit = np.ones(len(alive), dtype=np.bool_)
        fit[banned] = self._names_any(one[alive[banned]], other[alive[banned]])
        where[banned] = self._named
        local = flags & _SPECIFIC > 0
        local[banned] = False
        alive, kind, when, when_flags, where, local = (
            each[fit] for each in (alive, kind, when, when_flags, where, local)
        )
        x, y = one[alive], other[alive]
        timely = when_flags & _TIMELY > 0
        total = self._prior + when + where
        specific = local
        for field in (_ORIGINS, _DOERS, _TARGETS):
            weight, flags = self._said(field, x, y)
            total = total + weight
            specific = specific | (flags & _SPECIFIC > 0)
        total = total + kind
        lag = np.nan_to_num(self._days[y] - self._days[x])
        placed = (self._columns[_WHERE][x] > 0) & (self._columns[_WHERE][y] > 0)
        how = (lag > 0).astype(np.int64) << 3 | (lag < 0).astype(np.int64) << 2 | placed.astype(np.int64) << 1 | timely
        untimely = when_flags & _UNTIMELY > 0
        for field in (_KILLED, _INJURED):
            weight, flags = self._said(field, x, y, how=how, nearest=untimely)
            total = total + weight
            specific = specific | (flags & _SPECIFIC > 0)
        weight, flag = self._say_words(x, y, timely=timely, local=local)
        total, specific = total + weight, specific | flag
        # kind and when are never specific
        unspecific = np.where(timely, self._unspecific[1], self._unspecific[0])
        found[alive] = [
            round(1000 * round(1.0 / (1.0 + math.exp(-sum_)), 3))
            if special
            else round(1000 * round(min(NEITHER, 1.0 / (1.0 + math.exp(-sum_ - less))), 3))
            for sum_, special, less in zip(total.tolist(), specific.tolist(), unspecific.tolist(), strict=True)
        ]
        return found

    def read_alike(self, one: Numbers, other: Numbers, *, share: float) -> Flags:
        """Each two accounts share several words, and this share of the shorter one's."""
        of, _, _ = self._shared(one, other)
        shared = np.bincount(of, minlength=len(one))
        alike: Flags = shared > np.maximum(1.0, share * np.minimum(self._many[one], self._many[other]))
        return alike

    def _said(
        self, field: int, one: Numbers, other: Numbers, *, how: Numbers | None = None, nearest: Flags | None = None
    ) -> tuple[Reals, npt.NDArray[np.uint8]]:
        """What two accounts say in a field, nothing where one has no value; `nearest`: the first value alone."""
        mine, theirs = (self._columns[field][each].astype(np.int64) for each in (one, other))
        weights, flags = np.zeros(len(one)), np.zeros(len(one), dtype=np.uint8)
        told = np.flatnonzero((mine > 0) & (theirs > 0))
        if nearest is not None:
            mine, theirs = (
                np.where(nearest, self._columns[field + 2][each], number)
                for each, number in ((one, mine), (other, theirs))
            )
        if len(told):
            also = 0 if how is None else how[told]
            weights[told], flags[told] = self._fields[field].said(mine[told], theirs[told], also)
        return weights, flags

    def _say_when(self, one: Numbers, other: Numbers) -> tuple[Reals, npt.NDArray[np.uint8]]:
        """As `_said` of when, without a look at each two of those whose days are plainly apart, nor at when a report
        was published that recalls without a day: it says no more than that the other was before."""
        mine, theirs = (self._columns[_WHEN][each].astype(np.int64) for each in (one, other))
        spans = self._spans
        apart = (spans.first[mine] - spans.last[theirs] > 1) | (spans.first[theirs] - spans.last[mine] > 1)
        for told, (at, number) in ((self._days[one], (mine, theirs)), (self._days[other], (theirs, mine))):
            apart |= spans.vague[at] & ~spans.background[number] & (spans.earliest[number] - told > 1)
        weights, flags = np.zeros(len(one)), np.full(len(one), _BAN, dtype=np.uint8)
        left = np.flatnonzero(~apart)
        mine, theirs = (np.where(spans.vague[each], self._recalled, each)[left] for each in (mine, theirs))
        weights[left], flags[left] = self._fields[_WHEN].said(mine, theirs)
        return weights, flags

    def _say_where(self, one: Numbers, other: Numbers) -> tuple[Reals, npt.NDArray[np.uint8]]:
        """As `_said` of where, without a look at each two of those that are plainly apart."""
        apart = self._scenes.apart(self._columns[_WHERE][one], self._columns[_WHERE][other])
        weights, flags = np.zeros(len(one)), np.full(len(one), _BAN, dtype=np.uint8)
        left = np.flatnonzero(~apart)
        weights[left], flags[left] = self._said(_WHERE, one[left], other[left])
        return weights, flags

    def _say_words(self, x: Numbers, y: Numbers, *, timely: Flags, local: Flags) -> tuple[Reals, Flags]:
        """The weight of the words that each two share, and whether these are specific."""
        count = len(x)
        of, mine, theirs = self._shared(x, y)
        some = np.bincount(of, minlength=count) > 0
        flags, their_flags = self._flags[mine], self._flags[theirs]
        tells = flags & _TELLING > 0
        of, mine, flags, their_flags = of[tells], mine[tells], flags[tells], their_flags[tells]
        counts = flags & their_flags & _NAMED == 0
        of, mine, name = of[counts], mine[counts], ((flags | their_flags) & _NAME > 0)[counts]
        amounts = self._rare[self._words[mine]] * np.where(name, NAME_COUNTS, 1.0)
        got = np.bincount(of, weights=amounts, minlength=count)  # adds in order of the words, as `sum` does
        number = np.bincount(of, minlength=count)
        any_name = np.bincount(of[name], minlength=count) > 0
        telling_name = np.bincount(of[name & (amounts > 1.0)], minlength=count) > 0
        whole = np.minimum(self._whole[x], self._whole[y])
        with np.errstate(divide="ignore", invalid="ignore"):
            amount = np.minimum(MOST_TOLD, got * np.minimum(1.0, got / whole / 0.3))
        amount = np.where((whole > 0) & (number > 0), amount, 0.0)
        near = ((amount >= SPECIFIC) & (number > 1)) | telling_name
        far = (amount >= 2 * SPECIFIC) & (number > 2) & any_name
        specific: Flags = (number > 0) & np.where(timely | local, near, far)
        copied = (self._outlets[x] >= 0) & (self._outlets[x] == self._outlets[y])
        copied &= self._published[x] != self._published[y]
        shared, of_one = self._weights.get("words, shared", 0.0), self._weights.get("words, of one outlet", 0.0)
        weight = np.where(~some & (np.minimum(self._many[x], self._many[y]) > MANY_WORDS), self._no_words, 0.0)
        said = np.flatnonzero(number)
        weight[said] = [
            round(sum((told * shared, told * of_one)) if one else told * shared, 3)
            for told, one in zip(amount[said].tolist(), copied[said].tolist(), strict=True)
        ]
        return weight, specific

    def _shared(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The words that each two share: the pair, and where the word stands for the one and for the other."""
        slots, of = ranges(self._ends[one], self._ends[one + 1])
        at = self._find(other[of], self._words[slots])
        held = np.flatnonzero(at >= 0)
        return of[held], slots[held], at[held]

    def _find(self, accounts: Numbers, words: npt.NDArray[np.int32]) -> Numbers:
        """Where each word stands among those of its account; -1 where it does not."""
        low, stop = self._ends[accounts], self._ends[accounts + 1]
        size, high = stop - low, stop
        last = max(0, len(self._words) - 1)
        if not len(self._words):
            return np.full(len(accounts), -1, dtype=np.int64)
        for _ in range(int(size.max(initial=0)).bit_length()):
            middle = (low + high) >> 1
            less = (self._words[np.minimum(middle, last)] < words) & (middle < high)
            low, high = np.where(less, middle + 1, low), np.where(less, high, middle)
        found = (low < stop) & (self._words[np.minimum(low, last)] == words)
        return np.where(found, low, -1)

    def _names_any(self, one: Numbers, other: Numbers) -> Flags:
        """A spot of one of each two is named by all its words among those of the other."""
        found = np.zeros(len(one), dtype=np.bool_)
        pair, accounts, words, sizes = array("q"), array("q"), array("i"), array("q")
        for mine, theirs in ((one, other), (other, one)):
            where = self._columns[_WHERE][mine].tolist()
            for at, (number, account) in enumerate(zip(where, theirs.tolist(), strict=True)):
                for name in self._spots[number]:
                    pair.append(at)
                    sizes.append(len(name))
                    accounts.extend([account] * len(name))
                    words.extend(name)
        held = self._find(np.array(accounts, dtype=np.int64), np.array(words, dtype=np.int32)) >= 0
        of = np.repeat(np.arange(len(sizes)), np.array(sizes, dtype=np.int64))
        whole = np.bincount(of[held], minlength=len(sizes)) == np.array(sizes, dtype=np.int64)
        found[np.array(pair, dtype=np.int64)[whole]] = True
        return found


def ranges(starts: Numbers, stops: Numbers) -> tuple[Numbers, Numbers]:
    """All numbers of these half-open ranges one after the other, and for each the range it is of."""
    sizes = np.maximum(stops - starts, 0)
    of = np.repeat(np.arange(len(sizes)), sizes)
    return np.arange(len(of)) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes), of


def rough_km(lat_a: Reals, lon_a: Reals, lat_b: Reals, lon_b: Reals) -> Reals:
    """Great-circle distances, up to `ROUGHLY`; positions in radians."""
    half = np.sin((lat_b - lat_a) / 2) ** 2
    half += np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    gap: Reals = 12742.0 * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return gap


def _day(published: str | None) -> float:
    day = days_between(_SOME_DAY, published)
    return math.nan if day is None else float(day)
