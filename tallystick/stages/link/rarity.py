"""Rarity: how much it says that two accounts share a word, a place or an actor, from how many reports have it."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from tallystick.records.referent import Actor, Place
from tallystick.stages.link.features import Features

COMMON_WORD = 3.0  # nats of surprise that a word must bring before it tells anything: one report in twenty
ORDINARY = 4  # of the unseen reports, how many are taken to have any one word that is not a name
UNSEEN = 300  # reports taken as read besides those given, so that a handful does not make every word a common one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """How surprising words, places and actors are among `reports` reports, in nats.

    `words` and `counts` hold those that several reports have; `alone` is how much a word tells that one has.
    `at_once` is how many reports a report is published with in one fortnight, on average: a corpus that lasts longer
    holds no more that might be taken for one another.
    """

    reports: int = 0
    at_once: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    alone: float = 0.0

    @property
    def size(self) -> float:
        """How many reports there are at once, in nats."""
        return math.log(self.at_once + UNSEEN)

    def of_words(self, words: Sequence[str]) -> float:
        """How much all words of an account tell."""
        return round(sum([self.words.get(word, self.alone) for word in words]), 6)

    def of_place(self, place: Place) -> float:
        """The surprise of meeting this place."""
        return surprise(self.counts.get(place_key(place), 1), reports=self.reports)

    def of_actor(self, actor: Actor) -> float:
        """The surprise of meeting this actor."""
        return surprise(self.counts.get(actor_key(actor), 1), reports=self.reports)


def surprise(count: int, *, reports: int) -> float:
    """The surprise of what so many of the reports have."""
    return math.log((reports + UNSEEN) / (count + 1))


def count_rarity(features: Sequence[Features], *, reports: Sequence[int] | None = None) -> Rarity:
    """Counts over the reports of these features; the same for any order. `reports` numbers the report of each."""
    report_of = _numbered(features) if reports is None else reports
    total = 0
    fortnights: Counter[int | None] = Counter()
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    as_names: set[str] = set()
    for _, group in groupby(sorted(range(len(features)), key=report_of.__getitem__), key=report_of.__getitem__):
        members = [features[i] for i in group]
        total += 1
        fortnights[_fortnight(members[0].published)] += 1
        words.update({w for f in members for w in f.words})
        names.update({place_key(p) for f in members for p in f.places})
        names.update({actor_key(x) for f in members for x in (*f.perpetrators, *f.targets)})
        as_names.update(word for f in members for word in f.names)
    alone = max(0.0, surprise(1 + ORDINARY, reports=total) - COMMON_WORD)
    telling = {
        word: max(0.0, round(surprise(count + ORDINARY * (word not in as_names), reports=total) - COMMON_WORD, 6))
        for word, count in words.items()
        if count > 1
    }
    return Rarity(
        reports=total,
        at_once=round(sum(count * count for count in fortnights.values()) / max(1, total), 3),
        words=telling,
        counts={name: count for name, count in names.items() if count > 1},
        alone=alone,
    )


def _numbered(features: Sequence[Features]) -> array[int]:
    number: dict[str, int] = {}
    return array("I", (number.setdefault(f.report, len(number)) for f in features))


def _fortnight(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal() // 14
    except ValueError:
        return None


def place_key(place: Place) -> str:
    """Equal for one place of the gazetteer, or one name."""
    return f"place {place.gazetteer_id or place.name.casefold()}"


def actor_key(actor: Actor) -> str:
    """Equal for one actor of the table, or one name."""
    return f"actor {actor.actor_id or actor.name.casefold()}"
