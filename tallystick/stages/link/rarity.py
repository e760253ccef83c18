"""Rarity: how much it says that two accounts share a word, a place or an actor, from how many reports have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tallystick.records.referent import Actor, Place
from tallystick.stages.link.features import Features

UNSEEN = 300  # reports taken as read besides those given, so that a handful does not make every word a common one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """For each word, place and actor that several reports have, in how many of `reports` it stands."""

    reports: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> float:
        """How many reports there are, in nats."""
        return math.log(self.reports + UNSEEN)

    def of_word(self, word: str) -> float:
        """The surprise of meeting this word, in nats."""
        return self._surprise(self.words.get(word, 1))

    def of_place(self, place: Place) -> float:
        """The surprise of meeting this place."""
        return self._surprise(self.places.get(place_key(place), 1))

    def of_actor(self, actor: Actor) -> float:
        """The surprise of meeting this actor."""
        return self._surprise(self.actors.get(actor_key(actor), 1))

    def _surprise(self, count: int) -> float:
        return math.log((self.reports + UNSEEN) / (count + 1))


def count_rarity(features: Sequence[Features]) -> Rarity:
    """Counts over the reports of these features; the same for any order."""
    by_report = sorted(range(len(features)), key=lambda i: features[i].report)
    words: Counter[str] = Counter()
    places: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    at = 0
    reports = 0
    while at < len(by_report):
        end = at
        while end < len(by_report) and features[by_report[end]].report == features[by_report[at]].report:
            end += 1
        members = [features[i] for i in by_report[at:end]]
        words.update({w for f in members for w in f.words})
        places.update({place_key(p) for f in members for p in f.places})
        actors.update({actor_key(x) for f in members for x in (*f.perpetrators, *f.targets)})
        reports += 1
        at = end
    return Rarity(reports=reports, words=_several(words), places=_several(places), actors=_several(actors))


def place_key(place: Place) -> str:
    """Equal for one place of the gazetteer, or one name."""
    return place.gazetteer_id or place.name.casefold()


def actor_key(actor: Actor) -> str:
    """Equal for one actor of the table, or one name."""
    return actor.actor_id or actor.name.casefold()


def _several(counts: Counter[str]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count > 1}
