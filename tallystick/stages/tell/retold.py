"""Retold: drafts of a report that tell one occurrence twice, put together by what they say.

A reader alone cannot tell whether "the blast" of the tenth sentence is the car bomb of the first; that one of them
gives neither a place nor a day, and no toll or doer stands against the other's, shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.records.account import TOLLS
from tallystick.records.comparators import moments_are_apart, places_are_apart
from tallystick.records.draft import Draft
from tallystick.records.mention import Reading
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField, Standing
from tallystick.stages.tell.occurrence import Occurrence, doers_are_apart

TIED = 0.3  # tie of two drafts of one type from which they are one, where one of them is not placed in space or time

Joined = tuple[Occurrence, Draft, bool]  # the last: no grammar tells it


def join_retold(told: Sequence[Joined], reading: Reading) -> list[Joined]:
    """The drafted occurrences, those that tell one put together, the strongest tie first."""
    out = list(told)
    while True:
        ties = sorted((-score, at, to) for (at, to), score in _ties(out).items())
        pair = next(((at, to) for _, at, to in ties if _are_one(out[at], out[to], reading)), None)
        if pair is None:
            return out
        at, to = pair
        out[at] = _together(out[at], out.pop(to))


def _ties(told: Sequence[Joined]) -> dict[tuple[int, int], float]:
    """The ties of `TIED` or more, by the indexes of two drafts in order: few of all pairs have one."""
    at_of = {act: at for at, (_, draft, _) in enumerate(told) for act in draft.acts}
    ties: dict[tuple[int, int], float] = {}
    for at, (_, draft, _) in enumerate(told):
        for act, score in draft.alike:
            other = at_of.get(act, at)
            if score >= TIED and other != at:
                pair = (min(at, other), max(at, other))
                ties[pair] = max(score, ties.get(pair, 0.0))
    return ties


def _are_one(one: Joined, other: Joined, reading: Reading) -> bool:
    (first, draft, _), (second, redraft, _) = one, other
    if draft.event_type is not redraft.event_type or not (_says_more(first) and _says_more(second)):
        return False
    return not (_is_placed(first) and _is_placed(second)) and not _are_apart(first, second, reading)


def _is_placed(occurrence: Occurrence) -> bool:
    return bool(occurrence.places() or occurrence.moments())


def _says_more(occurrence: Occurrence) -> bool:
    """Something is said beyond who did it and by what weapon; where it is not, nothing shows what it is one with."""
    said = any(act.counts or act.patients or act.objects or act.origins for act in occurrence.acts)
    return said or _is_placed(occurrence)


def _are_apart(one: Occurrence, other: Occurrence, reading: Reading) -> bool:
    """Every place, time, toll or doer of the one rules out those of the other."""
    places, others = one.places(), other.places()
    if places and others and all(places_are_apart(p, q) for p in places for q in others):
        return True
    moments, rival = one.moments(), other.moments()
    if moments and rival and all(moments_are_apart(m, n) for m in moments for n in rival):
        return True
    tolls, counted = _tolls(one, reading), _tolls(other, reading)
    shared = {toll[0] for toll in tolls} & {toll[0] for toll in counted}
    return (bool(shared) and not tolls & counted) or doers_are_apart(one.doers(), other.doers())


def _tolls(occurrence: Occurrence, reading: Reading) -> set[tuple[ClaimField, int | None, int | None]]:
    mentions = [reading.counts[i] for act in occurrence.acts for i in act.counts]
    return {(m.field, m.count.low, m.count.high) for m in mentions if m.field in TOLLS and isinstance(m.count, Count)}


def _together(one: Joined, other: Joined) -> Joined:
    (first, draft, alone), (second, redraft, also) = one, other
    leading = max((draft, redraft), key=lambda d: (d.standing is Standing.MAIN, d.score))
    joined = replace(
        leading,
        acts=tuple(sorted({*draft.acts, *redraft.acts})),
        arguments=tuple(sorted((*draft.arguments, *redraft.arguments), key=lambda a: (a.start, a.end, a.field))),
        alike=(*draft.alike, *redraft.alike),
        score=max(draft.score, redraft.score),
        type_score=max(draft.type_score, redraft.type_score),
    )
    acts = sorted((*first.acts, *second.acts), key=lambda act: (act.mention.start, act.mention.end))
    return Occurrence(acts=acts), joined, alone and also
