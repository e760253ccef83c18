"""Names that no gazetteer holds, or whose namesakes lie elsewhere, given the area of the named place that holds them.

"X village in Y province", "the X and Z neighbourhoods of Y", "Y's X district", and a quarter of the town told last
("X neighbourhood in the city"). The position is that of the place that holds it, with its extent, never a finer one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallystick.knowledge.names import fold_name
from tallystick.records.comparators import distance_km
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.resolve.place_score import SCENE_ROLES, UNSURE, score_described

LONGEST_GAP: Final = 70  # characters between a name and the place that holds it
QUARTER_KM: Final = 10.0  # of a town's quarters round its centre
TOLD_BEFORE: Final = 300  # characters between a quarter and the town told before it
APART_KM: Final = 40.0  # from the town, so that a namesake is no quarter of it

_TOWNS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.SITE})
_UNITS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.AREA})
_QUARTER = r"(?:neighbou?rhood|quarter|street|square|roundabout|avenue|boulevard|alley)s?"
_LOCAL = (
    r"(?:villages?|towns?|cit(?:y|ies)|districts?|areas?|hills?|roads?|farms?|hamlets?|camps?|mosques?|hospitals?"
    r"|schools?|markets?|checkpoints?|crossings?|bridges?|barracks|bases?|fronts?|axis|" + _QUARTER + ")"
)
_FILL = (
    rf"(?:{_LOCAL}|residential|rebel-held|government-held|north(?:ern|east(?:ern)?|west(?:ern)?)?"
    r"|south(?:ern|east(?:ern)?|west(?:ern)?)?|east(?:ern)?|west(?:ern)?|central|rural|nearby|neighbou?ring"
    r"|countryside|suburbs?|outskirts|province|state|governorate|region|city|town|the|both|also)"
)
_NAMES = r"(?:(?:al|el|ash|as|an|ad|ar|at|az)-? ?)?[A-Z][\w'’-]*"
_UP_TO = re.compile(
    rf"(?:,? (?:and|or) {_NAMES}|, {_NAMES}|[ -]{_NAMES})*(?: {_FILL})*,?(?: (?:in|of|inside|within|outside|near))"
    rf"(?: {_FILL})*(?: of)?(?: the)?(?: {_FILL})*(?: of)? ?(?:(?:al|el|ash|as)-)?",
)
_OWNED = re.compile(r"(?:['’]s?|s)? $")
_OWNER = re.compile(r"(?:(?<=s)|['’]s?) ")
_QUARTER_AFTER = re.compile(
    rf"(?:,? (?:and|or) {_NAMES}|,? {_NAMES})*(?: residential)?"
    rf" (?:{_QUARTER}|districts? (?:of|in) the (?:city|capital))\b"
)
_QUARTER_IN = re.compile(rf"\b{_QUARTER}$")
_QUARTERS_OF = re.compile(
    rf"(?:\bthe|\b[a-z-]+(?:ern|-held|tial)) {_QUARTER} of (?:the )?(?:{_NAMES}(?:,| and|, and)? )*(?:al-|el-)?$"
)


def place_held(mentions: Sequence[PlaceMention], *, text: str) -> tuple[PlaceMention, ...]:
    """The mentions; a name of no known place, or of one far off, has the place that the words put it into."""
    out = list(mentions)
    for at, mention in enumerate(mentions):
        if mention.role_hint not in SCENE_ROLES:
            continue
        quarter = _is_quarter(mention, text)
        if isinstance(mention.place, Place) and not (quarter and _is_elsewhere(at, out)):
            continue
        holder = _holder(at, out, text) or (_town_before(at, out, text) if quarter else None)
        if holder is None or not isinstance(holder.place, Place):
            continue
        if isinstance(mention.place, Place) and not _is_far(mention.place, holder.place):
            continue
        out[at] = _within(mention, holder.place, holder.score)
    return _told_again(out, mentions)


def _told_again(held: Sequence[PlaceMention], mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """A name that the words put into a place once stands for it wherever nobody else has the name."""
    known: dict[str, PlaceMention] = {}
    for mention, before in zip(held, mentions, strict=True):
        if mention is not before:
            known.setdefault(fold_name(mention.name), mention)
    return tuple(
        mention
        if isinstance(mention.place, Place) or (first := known.get(fold_name(mention.name))) is None
        else replace(mention, place=first.place, score=first.score, doubt=first.doubt)
        for mention in held
    )


def _is_quarter(mention: PlaceMention, text: str) -> bool:
    """The words call it a part of a town."""
    if mention.type_word in ("neighbourhood", "neighborhood", "quarter"):
        return True
    if _QUARTER_IN.search(mention.surface) or _QUARTER_AFTER.match(text, mention.end):
        return True
    if isinstance(mention.place, Place) and mention.type_word is not None:
        return False
    return _QUARTERS_OF.search(text[max(0, mention.start - 90) : mention.start]) is not None


def _is_elsewhere(at: int, mentions: Sequence[PlaceMention]) -> bool:
    """No other place of the report lies near the one that a name was taken for."""
    place = mentions[at].place
    return isinstance(place, Place) and not any(
        isinstance(other.place, Place)
        and other.name != mentions[at].name
        and other.place.precision in (*_TOWNS, PlacePrecision.AREA)
        and not _is_far(place, other.place)
        for other in mentions
    )


def _holder(at: int, mentions: Sequence[PlaceMention], text: str) -> PlaceMention | None:
    """The named place that the words put it into: the next one told, or the owner before it."""
    mention = mentions[at]
    reached, so_far = mention.end, ""
    for later in mentions[at + 1 : at + 6]:
        gap = so_far + text[reached : later.start]
        if len(gap) > LONGEST_GAP or "\n" in gap:
            break
        if isinstance(later.place, Place) and later.place.precision is PlacePrecision.COUNTRY:
            owning = _OWNER.match(text, later.end)
            if owning is None:
                break
            reached, so_far = owning.end() - 1, gap.rstrip()  # "the X district of Syria's eastern city of Y"
            continue
        if isinstance(later.place, Place) and later.place.precision in _TOWNS | _UNITS:
            if _UP_TO.fullmatch(gap) and later.role_hint not in ("speaker", "person", "within"):
                return later
            break
    if at:
        owner = mentions[at - 1]
        if (
            isinstance(owner.place, Place)
            and owner.place.precision in _TOWNS | _UNITS
            and _OWNED.fullmatch(text[owner.end : mention.start])
        ):
            return owner
    return None


def _town_before(at: int, mentions: Sequence[PlaceMention], text: str) -> PlaceMention | None:
    """The town told last, not far before it; else the only one told; of towns, those of the country most told."""
    towns = [
        m
        for m in mentions
        if isinstance(m.place, Place)
        and m.place.precision is PlacePrecision.SETTLEMENT
        and m.role_hint in ("place", "origin", "dateline")
        and not _is_quarter(m, text)
    ]
    countries = Counter(m.place.country for m in towns if isinstance(m.place, Place))
    if countries:
        most = max(countries.values())
        towns = [m for m in towns if isinstance(m.place, Place) and countries[m.place.country] == most]
    start = mentions[at].start
    near = [m for m in towns if 0 <= start - m.end <= TOLD_BEFORE]
    if near:
        return near[-1]
    return towns[0] if len({m.place for m in towns}) == 1 else None


def _is_far(place: Place, town: Place) -> bool:
    if town.precision in _UNITS:
        return bool(place.country and town.country and place.country != town.country)
    away = distance_km(place, town)
    return away is not None and away > APART_KM


def _within(mention: PlaceMention, holder: Place, held: float | None) -> PlaceMention:
    """The mention with its holder's place under its own name."""
    town = holder.precision in _TOWNS
    score = score_described(held)
    place = replace(
        holder,
        name=mention.name,
        radius_km=max(QUARTER_KM, holder.radius_km or 0.0) if town else holder.radius_km,
        precision=PlacePrecision.AREA if town else holder.precision,
        gazetteer_id=None,  # two names in one town or province are not one place
    )
    return replace(
        mention,
        place=place,
        score=score,
        doubt=f"no place of this name is known in {holder.name}, whose position is given" if score < UNSURE else None,
    )
