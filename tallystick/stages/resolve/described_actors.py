"""State forces that a report only describes ("soldiers", "the army", "a recon squad"), where a reader says so.

A reader tells that the words stand for state forces; which state's follows from where the act happened, and only
words that mean an armed service are taken so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.knowledge.actors import ActorTable
from tallystick.records.draft import Draft, Span
from tallystick.records.mention import ActorMention, PlaceMention
from tallystick.records.referent import Actor, Place
from tallystick.records.vocabulary import ActorKind, ClaimField

_BRANCHES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:police|policem[ae]n|constables?|riot squads?)\b", re.IGNORECASE), "police"),
    (re.compile(r"\bair force\b", re.IGNORECASE), "air-force"),
    (re.compile(r"\b(?:navy|naval|warships?|gunboats?)\b", re.IGNORECASE), "navy"),
    (
        re.compile(
            r"\b(?:army|arm(?:y|ed) forces|soldiers?|troops|military|troopers?|commandos?|sappers|engineers|conscripts"
            r"|paratroopers|artiller(?:y|ymen)|guns|battalions?|brigades?|divisions?|regiments?|squads?|patrols?"
            r"|helicopters?|gunships?|jets?|warplanes?|planes|aircraft|tanks)\b",
            re.IGNORECASE,
        ),
        "forces",
    ),
)
_FIELDS = (ClaimField.PERPETRATOR, ClaimField.TARGET)


def name_described_forces(
    drafts: Sequence[Draft],
    actors: Sequence[ActorMention],
    *,
    places: Sequence[PlaceMention],
    table: ActorTable,
    text: str,
    scene: str | None,
) -> tuple[ActorMention, ...]:
    """The actors, with state forces named by the country of their act; `scene` is that of most of the report's acts."""
    named: dict[Span, Actor] = {}
    for draft in drafts:
        country = _country(draft, places) or scene
        if country is None:
            continue
        for argument in draft.arguments:
            if argument.field in _FIELDS and argument.kind == ActorKind.STATE_FORCES:
                words = text[argument.start : argument.end]
                branch = next((name for pattern, name in _BRANCHES if pattern.search(words)), None)
                actor = table.state_forces(country, branch) if branch else None
                if actor is not None and not any(c.isupper() for c in words[1:]):
                    named.setdefault((argument.start, argument.end), actor)
    return tuple(_renamed(mention, named) for mention in actors)


def _country(draft: Draft, places: Sequence[PlaceMention]) -> str | None:
    """The one country that the draft's places lie in."""
    countries = {
        m.place.country
        for a in draft.arguments
        if a.field is ClaimField.PLACE
        for m in places
        if m.start < a.end and a.start < m.end and isinstance(m.place, Place) and m.place.country
    }
    return countries.pop() if len(countries) == 1 else None


def _renamed(mention: ActorMention, named: dict[Span, Actor]) -> ActorMention:
    if mention.private or (isinstance(mention.actor, Actor) and mention.actor.actor_id is not None):
        return mention
    for (start, end), actor in named.items():
        if start <= mention.start and mention.end <= end:
            return replace(mention, actor=actor)
    return mention
