"""Opposed voices: who stands against whom, at the cost of what is said and not of how many say it.

Voices that say the same are held against the others once for all of them. Voices that speak in one report are held
against each other one by one: an outlet does not contradict the source that it cites.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from itertools import combinations_with_replacement

from tallystick.stages.weigh.positions import Held

Company = Mapping[str, frozenset[str]]  # the voices that speak in some report beside each voice
Clash = Callable[[str, str], tuple[Collection[Hashable], Collection[Hashable]]]


def company_of(held: Iterable[Held]) -> Company:
    """The voices that speak in some report beside each voice."""
    speak: dict[str, set[str]] = defaultdict(set)
    for h in held:
        speak[h.report].add(h.voice)
    beside: dict[str, set[str]] = defaultdict(set)
    for voices in speak.values():
        for voice in voices:
            beside[voice] |= voices
    return {voice: frozenset(voices - {voice}) for voice, voices in beside.items()}


class Opposed:
    """Of voices what stands against another voice, and which two stand against each other.

    `says` gives for each voice all of what it says that a clash looks at: of voices of no common report, those with
    equal values are opposed alike. A clash of two voices gives what of the first and what of the second stands
    against the other, both empty where nothing does; it is the same from both sides.
    """

    def __init__(self, says: Mapping[str, Hashable], company: Company, clash: Clash) -> None:
        self._company = company
        self._found: dict[str, set[Hashable]] = {voice: set() for voice in says}
        self._pairs: set[frozenset[str]] = set()
        self._kinds: set[frozenset[int]] = set()
        members: dict[Hashable, list[str]] = defaultdict(list)
        for voice in sorted(says):
            members[says[voice]].append(voice)
        self._members = list(members.values())
        self._kind = {voice: kind for kind, voices in enumerate(self._members) for voice in voices}
        beside = {voice: [w for w in company.get(voice, ()) if w in says] for voice in says}
        self._beside = {voice: Counter(self._kind[w] for w in near) for voice, near in beside.items() if near}
        self._met = {(self._kind[voice], kind) for voice, kinds in self._beside.items() for kind in kinds}
        for one, other in combinations_with_replacement(range(len(self._members)), 2):
            self._hold_kinds(one, other, clash)
        for voice, near in beside.items():
            for neighbour in near:
                if voice < neighbour:
                    self._hold_pair(voice, neighbour, clash)

    def of(self, voice: str) -> Collection[Hashable]:
        """What of this voice stands against some other voice."""
        return self._found.get(voice, ())

    def kind(self, voice: str) -> int | None:
        """Alike for voices that are opposed to the same voices, those of common reports aside; null for a stranger."""
        return self._kind.get(voice)

    def between(self, one: str, other: str) -> bool:
        """Whether the two stand against each other."""
        if other in self._company.get(one, ()):
            return frozenset({one, other}) in self._pairs
        kinds = self._kind.get(one), self._kind.get(other)
        return None not in kinds and one != other and frozenset(kinds) in self._kinds

    def _hold_kinds(self, one: int, other: int, clash: Clash) -> None:
        ours, theirs = self._strangers(one, other), self._strangers(other, one)
        if not ours:
            return
        first = ours[0]
        second = next(voice for voice in theirs if voice != first and voice not in self._company.get(first, ()))
        for voices, found in zip((ours, theirs), clash(first, second), strict=True):
            if found:
                self._kinds.add(frozenset({one, other}))
                for voice in voices:
                    self._found[voice].update(found)

    def _strangers(self, kind: int, others: int) -> list[str]:
        """The voices of a kind that share no report with some voice of another, or of the same."""
        voices = self._members[kind]
        many = len(self._members[others]) - (kind == others)
        if (kind, others) not in self._met:
            return voices if many else []
        return [v for v in voices if many > (self._beside[v][others] if v in self._beside else 0)]

    def _hold_pair(self, one: str, other: str, clash: Clash) -> None:
        for voice, found in zip((one, other), clash(one, other), strict=True):
            if found:
                self._pairs.add(frozenset({one, other}))
                self._found[voice].update(found)
