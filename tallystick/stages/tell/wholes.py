"""Wholes: a plural told once ("two strikes") and then one by one ("one of the strikes", "the other strike")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.records.comparators import places_are_apart
from tallystick.records.mention import (
    ObjectMention,
    PlaceMention,
    Reading,
)
from tallystick.records.referent import Place
from tallystick.stages.tell.acts import Act
from tallystick.stages.tell.occurrence import Occurrence, finest, types_agree

_MEMBER = re.compile(
    r"\b(?:one of (?:the|these|those|its|their)|the (?:other|first|second|third|latter|former))(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)


def whole_of(act: Act, occurrences: Sequence[Occurrence], reading: Reading) -> Occurrence | None:
    """The plural occurrence of which this act is one ("one of the strikes", "the other strike")."""
    m = act.mention
    sentence = reading.sentences[m.sentence]
    if not m.nominal or "ref" in m.flags or not _MEMBER.search(sentence.text[: m.start - sentence.start]):
        return None
    fit = [o for o in occurrences if o.real() and any(a.mention.plural for a in o.acts) and types_agree(act, o)]
    named = [o for o in fit if any(a.mention.plural and a.mention.lemma == m.lemma for a in o.acts)]
    return max(named or fit, key=Occurrence.last_sentence, default=None)


def home_of_member(act: Act, members: Sequence[tuple[Act, Occurrence]]) -> Occurrence | None:
    """A verb whose subject is such a member goes with it."""
    m = act.mention
    if m.nominal or m.agent is None:
        return None
    for member, whole in members:
        n = member.mention
        if n.nominal and n.sentence == m.sentence and m.agent[0] <= n.start < m.agent[1]:
            return whole
    return None


def split_wholes(
    occurrences: list[Occurrence], members: Sequence[tuple[Act, Occurrence]], reading: Reading
) -> list[Occurrence]:
    """A plural told by two or more members becomes one occurrence for each; with one, the member joins it."""
    out: list[Occurrence] = []
    for occurrence in occurrences:
        parts: list[Occurrence] = []
        for act, whole in members:
            if whole is not occurrence:
                continue
            if _starts_member(act, reading) or not parts:
                parts.append(Occurrence(acts=[act]))
            else:
                parts[-1].acts.append(act)
        if len(parts) < 2:
            for part in parts:
                occurrence.acts += part.acts
            out.append(occurrence)
            continue
        own = [finest([p for a in part.acts for p in a.placed()]) for part in parts]
        for i, part in enumerate(parts):
            others = [p for j, places in enumerate(own) if j != i for p in places]
            part.acts += [_share_of(act, own[i], others, reading) for act in occurrence.acts]
            out.append(part)
    return out


def _starts_member(act: Act, reading: Reading) -> bool:
    sentence = reading.sentences[act.mention.sentence]
    return act.mention.nominal and bool(_MEMBER.search(sentence.text[: act.mention.start - sentence.start]))


def _share_of(act: Act, mine: Sequence[Place], others: Sequence[Place], reading: Reading) -> Act:
    """What of a plural's act belongs to one of its members: places that fit it, things named with them."""

    def fits(place: PlaceMention) -> bool:
        if not isinstance(place.place, Place):
            return False
        return any(not places_are_apart(place.place, p) for p in mine) or not any(
            not places_are_apart(place.place, p) for p in others
        )

    sentence = reading.sentences[act.mention.sentence]
    named = [p for p in reading.places if sentence.start <= p.start < sentence.end and p.role_hint == "place"]

    def near(thing: ObjectMention) -> bool:
        after = [p for p in named if p.start >= thing.end]
        return not after or fits(min(after, key=lambda p: p.start))

    return replace(
        act,
        places=[p for p in act.places if fits(p)],
        objects=[o for o in act.objects if near(o)],
        counts=[i for i in act.counts if reading.counts[i].field != "strikes"],
    )
