"""Likeness: how well two accounts could tell one occurrence, field by field, each with its sentence.

What the fields say adds up as log-odds, past a prior against; the sum gives a number between 0 and 1. A ban is not a
low score: it says that the two cannot be one. Two accounts that share nothing specific are never put together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

from tallystick.knowledge.link_weights import load_link_weights
from tallystick.records.comparators import days_between
from tallystick.records.incident import LinkPart
from tallystick.records.referent import Count
from tallystick.records.vocabulary import LinkField
from tallystick.stages.link.features import Features
from tallystick.stages.link.parts import (
    NAMED,
    NOTHING,
    Kind,
    Part,
    Terms,
    compare_actors,
    compare_kinds,
    compare_origins,
    compare_places,
    compare_times,
    compare_tolls,
    days_beside,
    local_names,
    when_of,
)
from tallystick.stages.link.rarity import Rarity

TOGETHER: Final = 0.5  # likeness from which two accounts are put together
NEITHER: Final = 0.45  # the most that two accounts without anything specific in common can score
SPECIFIC: Final = 2.7  # nats that shared words tell from which they are something specific
NAME_COUNTS: Final = 1.5  # how much more a name says than another word as rare
MOST_TOLD: Final = 8.9  # nats; more shared words do not say more
PRIOR_WORDS: Final = "before anything is compared: two accounts are seldom one"
MANY_WORDS: Final = 12
_KEPT_ACCOUNTS: Final = 4096
_KEPT_VALUES: Final = 20_000  # of one field, and
_LOOK: Final = 4096  # comparisons between two looks at how much is known
_KEPT_PAIRS: Final = 50_000  # pairs of them: beyond these all are forgotten and worked out anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two accounts are; `banned` where they cannot tell one occurrence."""

    score: float
    because: str
    banned: bool = False


class _Values:
    """What is said of two values of a field, worked out once for each two of them; values go by number, none is 0."""

    __slots__ = ("_compare", "_known", "_numbers", "_values", "_weights")

    def __init__(self, compare: Compare, weights: Mapping[str, float]) -> None:
        self._compare = compare
        self._weights = weights
        self.forget()

    def forget(self) -> None:
        self._numbers: dict[Any, int] = {(): 0}
        self._values: list[Any] = [()]
        self._known: dict[int, tuple[float, Part]] = {}

    @property
    def full(self) -> bool:
        """So much is known that it is better forgotten."""
        return len(self._values) > _KEPT_VALUES or len(self._known) > _KEPT_PAIRS

    def number(self, value: Any) -> int:
        """The number of a value, equal for equal ones."""
        number = self._numbers.setdefault(value, len(self._values))
        if number == len(self._values):
            self._values.append(value)
        return number

    def said(self, one: int, other: int, how: int = 0) -> tuple[float, Part]:
        """The weight and the part of two values, by number; `how` (0-15) is what else matters."""
        pair = (one << 32 | other) << 4 | how
        known = self._known.get(pair)
        if known is None:
            part = self._compare(self._values[one], self._values[other], how)
            known = self._known[pair] = (weigh(part, self._weights), part)
        return known


Compare = Callable[[Any, Any, int], Part]
NO_WORDS: Final = Part(terms=(("words, none", 1.0),), words="no telling word shared")
_NOTHING_SAID: Final = (0.0, NOTHING)
UNSPECIFIC: Final = ("nothing specific", "nothing specific, one day")
_ONE_REPORT: Final = Part(words="two accounts of one report", ban=True)
_COMPARED: Final = (
    LinkField.TIME,
    LinkField.PLACE,
    LinkField.ORIGIN,
    LinkField.PERPETRATOR,
    LinkField.TARGET,
    LinkField.EVENT_TYPE,
    LinkField.KILLED,
    LinkField.INJURED,
    LinkField.WORDS,
)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What comparing an account needs; the values of its fields by number."""

    report: str
    published: str | None
    outlet: str | None
    kind: int
    when: int
    where: int
    spots: tuple[frozenset[str], ...]  # words of the names of its local places
    origins: int
    doers: int
    targets: int
    killed: tuple[int, int]  # all figures, and the one told nearest to the act
    injured: tuple[int, int]
    words: frozenset[str]
    names: frozenset[str]
    named: frozenset[str]  # words of names that place and actors are already weighed by
    telling: frozenset[str]
    whole: float


class Comparing:
    """Compares accounts of one corpus by their index, the smaller first; `features` are in order of id."""

    def __init__(
        self, features: Sequence[Features], rarity: Rarity, *, weights: Mapping[str, float] | None = None
    ) -> None:
        self._features = features
        self._rarity = rarity
        self._beside = days_beside(features)
        self._weights = load_link_weights() if weights is None else weights
        self._against = prior_of(rarity)
        self._prior = weigh(self._against, self._weights)
        self._every = tuple(_Values(compare, self._weights) for compare in comparers(rarity))
        (
            self._kinds, self._whens, self._places, self._origins,
            self._doers, self._targets, self._killed, self._injured,
        ) = self._every  # fmt: skip
        self._named = weigh(NAMED, self._weights), NAMED
        self._no_words = weigh(NO_WORDS, self._weights), NO_WORDS
        self._asked = 0
        self._unspecific = tuple(self._weights.get(term, 0.0) for term in UNSPECIFIC)
        self._traits = lru_cache(maxsize=_KEPT_ACCOUNTS)(self._make_traits)

    def score(self, i: int, j: int) -> float | None:
        """The likeness of two accounts (0-1, three decimals); none where they are banned."""
        self._asked += 1
        if self._asked % _LOOK == 0 and any(values.full for values in self._every):
            self._forget()
        said = self._compare(self._traits(i), self._traits(j))
        return None if isinstance(said, Part) else self._score(said)

    def likeness(self, i: int, j: int) -> Likeness:
        """The likeness of two accounts, with its reasons."""
        said = self._compare(self._traits(i), self._traits(j), spoken=True)
        if isinstance(said, Part):
            return Likeness(score=0.0, because=said.words, banned=True)
        spoken = sorted((-abs(weight), part.words) for weight, part in said if part.words)
        because = "; ".join(words for _, words in spoken) or "nothing in common"
        return Likeness(score=self._score(said), because=because)

    def parts(self, i: int, j: int) -> tuple[LinkPart, ...]:
        """What each field says of two accounts that may be one.

        The prior comes first, then the fields that say something, the weightiest first. The weights add up to the
        log-odds of the score, where something specific is shared.
        """
        said = self._compare(self._traits(i), self._traits(j), spoken=True)
        if isinstance(said, Part):
            return ()
        parts = [
            LinkPart(field=field, weight=weight, words=part.words)
            for field, (weight, part) in zip(_COMPARED, said, strict=True)
            if weight or part.words
        ]
        prior = LinkPart(field=LinkField.PRIOR, weight=self._prior, words=PRIOR_WORDS)
        return (prior, *sorted(parts, key=lambda part: (-abs(part.weight), part.field)))

    def terms(self, i: int, j: int) -> dict[str, float] | None:
        """The terms of two accounts with their amounts, the prior's with them; none where they are banned."""
        said = self._compare(self._traits(i), self._traits(j))
        if isinstance(said, Part):
            return None
        found = dict(term for part in (self._against, *(part for _, part in said)) for term in part.terms)
        if any(part.specific for _, part in said):
            return found
        return found | {UNSPECIFIC[any(part.timely for _, part in said)]: 1.0}

    def read_alike(self, i: int, j: int, *, share: float) -> bool:
        """Two accounts share several words, and this share of the shorter one's."""
        mine, theirs = self._traits(i).words, self._traits(j).words
        return len(mine & theirs) > max(1.0, share * min(len(mine), len(theirs)))

    def _score(self, said: list[tuple[float, Part]]) -> float:
        total, specific, timely = self._prior, False, False
        for weight, part in said:
            total += weight
            specific = specific or part.specific
            timely = timely or part.timely
        if specific:
            return round(1.0 / (1.0 + math.exp(-total)), 3)
        return round(min(NEITHER, 1.0 / (1.0 + math.exp(-total - self._unspecific[timely]))), 3)

    def _forget(self) -> None:
        self._traits.cache_clear()
        for values in self._every:
            values.forget()

    def _make_traits(self, index: int) -> _Traits:
        f = self._features[index]
        return _Traits(
            report=f.report,
            published=f.published,
            outlet=f.outlet,
            kind=self._kinds.number(kind_of(f)),
            when=self._whens.number(when_of(f, beside=self._beside)),
            where=self._places.number(f.places),
            spots=local_names(f.places),
            origins=self._origins.number(f.origins),
            doers=self._doers.number(f.perpetrators),
            targets=self._targets.number(f.targets),
            killed=(self._killed.number(f.killed), self._killed.number(f.killed[:1])),
            injured=(self._injured.number(f.injured), self._injured.number(f.injured[:1])),
            words=frozenset(f.words),
            names=frozenset(f.names),
            named=named_words(f),
            telling=frozenset(word for word in f.words if self._rarity.words.get(word)),
            whole=self._rarity.of_words(f.words),
        )

    def _compare(self, x: _Traits, y: _Traits, *, spoken: bool = False) -> Part | list[tuple[float, Part]]:
        """The ban, or what each of `_COMPARED` says; shared words are only written out where it is to be `spoken`."""
        if x.report == y.report:
            return _ONE_REPORT
        kind = self._kinds.said(x.kind, y.kind)
        if kind[1].ban:
            return kind[1]
        when = self._whens.said(x.when, y.when)
        if when[1].ban:
            return when[1]
        where = self._places.said(x.where, y.where) if x.where and y.where else _NOTHING_SAID
        if where[1].ban:
            if not (_names_any(x.spots, y.words) or _names_any(y.spots, x.words)):
                return where[1]
            where = self._named
        origin = self._origins.said(x.origins, y.origins) if x.origins and y.origins else _NOTHING_SAID
        doer = self._doers.said(x.doers, y.doers) if x.doers and y.doers else _NOTHING_SAID
        target = self._targets.said(x.targets, y.targets) if x.targets and y.targets else _NOTHING_SAID
        killed = injured = _NOTHING_SAID
        if (x.killed[0] and y.killed[0]) or (x.injured[0] and y.injured[0]):
            placed = bool(x.where and y.where)
            lag = days_between(x.published, y.published) or 0
            how = (lag > 0) << 3 | (lag < 0) << 2 | placed << 1 | when[1].timely
            own = int(when[1].untimely)  # a toll told farther from the act is then of the other days
            if x.killed[0] and y.killed[0]:
                killed = self._killed.said(x.killed[own], y.killed[own], how)
            if x.injured[0] and y.injured[0]:
                injured = self._injured.said(x.injured[own], y.injured[own], how)
        words = self._words(x, y, timely=when[1].timely, local=where[1].specific, spoken=spoken)
        return [when, where, origin, doer, target, kind, killed, injured, words]

    def _words(self, x: _Traits, y: _Traits, *, timely: bool, local: bool, spoken: bool) -> tuple[float, Part]:
        """`timely` and `local`: both are known to tell of one day, of one spot; then less is specific enough."""
        shared = x.telling & y.telling
        if not shared:
            if min(len(x.words), len(y.words)) > MANY_WORDS and x.words.isdisjoint(y.words):
                return self._no_words
            return _NOTHING_SAID
        tells = {
            word: self._rarity.words[word] * (NAME_COUNTS if word in x.names or word in y.names else 1.0)
            for word in sorted(shared)
            if not (word in x.named and word in y.named)
        }
        if not tells:
            return _NOTHING_SAID
        whole, got = min(x.whole, y.whole), sum(tells.values())
        amount = min(MOST_TOLD, got * min(1.0, got / whole / 0.3)) if whole > 0 else 0.0
        names = [tells[word] for word in tells if word in x.names or word in y.names]
        if timely or local:
            specific = (amount >= SPECIFIC and len(tells) > 1) or max(names, default=0.0) > 1.0
        else:
            specific = amount >= 2 * SPECIFIC and len(tells) > 2 and bool(names)
        said = ""
        if spoken:
            said = f"shared words ({', '.join(sorted(tells, key=lambda w: (-tells[w], w))[:4])})"
        terms: Terms = (("words, shared", amount),)
        if x.outlet is not None and x.outlet == y.outlet and x.published != y.published:
            terms += (("words, of one outlet", amount),)
        part = Part(terms=terms, words=said, specific=specific)
        return weigh(part, self._weights), part


def comparers(rarity: Rarity) -> tuple[Compare, ...]:
    """What compares two values of a field: kinds, times, places, origins, doers, targets, killed, injured."""
    return (
        lambda a, b, _: compare_kinds(a, b),
        lambda a, b, _: compare_times(a, b),
        lambda a, b, _: compare_places(a, b, rarity.of_place),
        lambda a, b, _: compare_origins(a, b),
        lambda a, b, _: compare_actors(a, b, "doer", rarity.of_actor),
        lambda a, b, _: compare_actors(a, b, "target", rarity.of_actor),
        partial(_compare_tolls, word="killed"),
        partial(_compare_tolls, word="injured"),
    )


def prior_of(rarity: Rarity) -> Part:
    """What speaks against any two accounts."""
    return Part(terms=(("one", 1.0), ("reports at once, in nats", rarity.size)), words=PRIOR_WORDS)


def kind_of(feature: Features) -> Kind:
    """What is told."""
    return Kind(feature.event_type, feature.aggregated, feature.background, feature.another)


def named_words(feature: Features) -> frozenset[str]:
    """The words of names that place and actors are already weighed by."""
    names = [p.name for p in feature.places] + [x.name for x in (*feature.perpetrators, *feature.targets)]
    return frozenset(word for name in names for word in name.lower().split())


def weigh(part: Part, weights: Mapping[str, float]) -> float:
    """The log-odds of a part; a term without a weight counts nothing."""
    return round(sum(amount * weights.get(term, 0.0) for term, amount in part.terms), 3)


def _names_any(spots: tuple[frozenset[str], ...], words: frozenset[str]) -> bool:
    return any(name <= words for name in spots)


def _compare_tolls(mine: tuple[Count, ...], theirs: tuple[Count, ...], how: int, *, word: str) -> Part:
    lag = (how >> 3 & 1) - (how >> 2 & 1)
    return compare_tolls(mine, theirs, word, lag=lag, placed=bool(how & 2), timely=bool(how & 1))
