"""Which country a report is about, from the names of states and of their people in its text."""

from __future__ import annotations

import re
from collections import Counter

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.place_words import without_tags

_ENOUGH = 3  # one mention of being there, or three others
_CLEARLY = 1.6  # how much more a report must speak of its country than of the next
_PLACE_CUES = frozenset("in across northern southern eastern western central inside near throughout".split())
_CAPITALISED = re.compile(
    r"\b(in|across|northern|southern|eastern|western|central|inside|near|throughout|the)?\s?"
    r"((?:South |North |East |Central |Saudi |Burkina |Sri |Equatorial )?[A-Z][a-z]+(?: Faso| Arabia| Lanka| Republic)?"
    r"|US|U\.S\.|UAE|DRC|UK)\b"
    # What a state says is not where it happened.
    r"(\W+(?:said|says|denied|claimed|condemned|accused|warned|officials?|spokes\w+|president|minister)\b)?"
)


def find_main_country(text: str, *, table: ActorTable) -> str | None:
    """The country that most of the words place the report in; null where no country clearly leads."""
    weights: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(without_tags(text)):
        cue, name, speech = match.groups()
        stem = name.split(" ", 1)[0].replace(".", "").lower()
        if stem not in table.nations.first and stem[:-1] not in table.nations.first and " " not in name:
            continue
        country = _country_of(name, table)
        if country is None:
            continue
        if speech:
            continue
        weights[country] += 3 if cue in _PLACE_CUES else 1
    if not weights:
        return None
    ranked = weights.most_common(2)
    if ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) == 2 and ranked[0][1] < _CLEARLY * ranked[1][1]:
        return None
    return ranked[0][0]


def _country_of(name: str, table: ActorTable) -> str | None:
    found = table.demonym(name)
    if found is None and name.endswith("s"):
        found = table.demonym(name[:-1])
    if found is None and " " in name:
        found = table.demonym(name.split()[-1])
    return found
