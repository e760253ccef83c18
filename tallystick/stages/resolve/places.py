"""Gives place mentions their place: the countries and places of the whole report decide between namesakes.

Order of evidence: a container named beside it ("Palmyra, Syria"), the countries the report names, the type word,
places near by, and size last. A small place that nothing in the report points to stays unresolved.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace, weight
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.place_words import TYPE_PHRASES, TYPE_WORDS
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place, Unresolved
from tallystick.records.report import Report
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.resolve.place_context import Evidence, km_between, lies_in, size, weigh_evidence

CANDIDATES: Final = 24  # namesakes looked at; sorted by size, so that the rest are hamlets
UNSUPPORTED: Final = 300_000.0  # weight below which a place in a country the report does not name needs a neighbour
LONELY: Final = 20_000.0  # the same where the report points to no country at all
NEIGHBOUR_KM: Final = 400.0
CLOSE: Final = 0.4  # score by which the best must lead a namesake of another country, where neither is supported
COMPASS_KM: Final = 30.0  # "west of X", with no distance
NEAR_KM: Final = {
    "near": 15.0, "nearby": 15.0, "close to": 15.0, "next to": 8.0, "adjacent to": 8.0, "not far from": 20.0,
    "around": 15.0, "outside": 15.0, "outside of": 15.0, "just outside": 12.0, "just outside of": 12.0,
}  # fmt: skip
TYPE_KM: Final = {
    "countryside": 35.0, "outskirts": 10.0, "suburb": 10.0, "suburbs": 10.0, "vicinity": 15.0,
    "environs": 15.0, "area": 20.0, "desert": 60.0, "mountains": 30.0, "valley": 30.0, "front": 25.0,
    "frontline": 25.0, "region": 30.0, "border": 30.0, "axis": 20.0, "direction": 20.0,
}  # fmt: skip
MUCH_LESS: Final = 0.5  # a country told about so much less than the first has no near spellings looked up
PROVINCE: Final = 1.5  # score of a place in the one province that the report names
SUPPORT: Final = 2.0  # score for each other name that has a namesake close by
ANOTHER_NAME: Final = 0.5  # score by which a town is less likely meant by another of its names
HOLDING: Final = 3.0  # score of a province behind a place that lies in it: "Buffalo, New York"
SEAT: Final = 1.5  # score by which a province with a town of its own name is less likely meant
SOLE_NAME: Final = 100_000  # a place so large whose name no other country has needs no support
SITE_KM: Final = 15.0  # a base, camp or crossing known only by the town it is called after

_INSIDE = re.compile(
    r"[,\s]*(?:\(|in|of|located|which|is|a|the|town|city|,|\s|north|south|east|west|ern|-|'s|’s|part|province)*\s*"
)
_LISTED = re.compile(r"(?:, (?:and |or )?| and | or )")
_DISTANCE = re.compile(r"(\d[\d.,]*)[\s-]*(km|kms|kilomet\w+|miles?|mi)\b", re.IGNORECASE)
_COMPASS = re.compile(r"\b(north|south)?-?(east|west)?(?:ern)?\b", re.IGNORECASE)
_BEARINGS: Final = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
_ROUND = re.compile(r"\b(?:countryside|outskirts|suburbs?|vicinity|environs|edges?|approaches|areas?)\b")


_Pick = tuple[GazetteerPlace, float, float]  # with its score and its lead over the best of another country


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """The report's evidence, and what its names were first taken for."""

    text: str
    evidence: Evidence
    gazetteer: Gazetteer
    anchors: tuple[tuple[str, GazetteerPlace], ...] = ()

    def is_inside(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """Only words that put one place into another stand between the two."""
        gap = self.text[inner.end : outer.start]
        return len(gap) <= 40 and _INSIDE.fullmatch(gap) is not None


def resolve_places(
    mentions: Sequence[PlaceMention], *, report: Report, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The mentions with `place` set to a place, or to the reason why none is given."""
    by_name = {fold_name(mention.name): gazetteer.find(mention.name)[:CANDIDATES] for mention in mentions}
    evidence = weigh_evidence(mentions, by_name, report=report, gazetteer=gazetteer)
    context = _Context(text=report.text, evidence=evidence, gazetteer=gazetteer)
    found = [
        by_name[fold_name(mention.name)] or _spelled(mention, context, gazetteer=gazetteer) for mention in mentions
    ]
    containers = _shared([_container(at, mentions, found, context) for at in range(len(mentions))], mentions)
    holding = [_holding(at, mentions, found, context) for at in range(len(mentions))]
    picks: list[_Pick | None] = []
    for _ in range(2):
        picks = [_best(*each, context) for each in zip(mentions, found, containers, holding, strict=True)]
        context = replace(context, anchors=_anchors(mentions, picks))
    resolved = []
    for at, mention in enumerate(mentions):
        pick = picks[at]
        if pick is None:
            place: Place | Unresolved = Unresolved(because=f"no place named {mention.name!r} is known")
        elif (because := _doubt(mention, pick, containers[at], context)) is not None:
            place = Unresolved(because=because)
        else:
            partner = _partner(at, mentions, picks)
            place = _place(mention, pick[0], partner)
        resolved.append(replace(mention, place=place))
    return tuple(resolved)


def _anchors(mentions: Sequence[PlaceMention], picks: Sequence[_Pick | None]) -> tuple[tuple[str, GazetteerPlace], ...]:
    return tuple(
        dict.fromkeys(
            (mention.name, pick[0]) for mention, pick in zip(mentions, picks, strict=True) if pick is not None
        )
    )


def _shared(
    containers: Sequence[tuple[GazetteerPlace, ...]], mentions: Sequence[PlaceMention]
) -> list[tuple[GazetteerPlace, ...]]:
    """What a name lies in is said once for all its mentions, if it is said in one way."""
    said: dict[str, set[tuple[GazetteerPlace, ...]]] = {}
    for mention, own in zip(mentions, containers, strict=True):
        if own:
            said.setdefault(fold_name(mention.name), set()).add(own)
    shared = []
    for mention, own in zip(mentions, containers, strict=True):
        others = said.get(fold_name(mention.name), set())
        shared.append(own or (next(iter(others)) if len(others) == 1 else ()))
    return shared


def _spelled(mention: PlaceMention, context: _Context, *, gazetteer: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """Places of nearly this spelling in the countries the report is most about."""
    countries = context.evidence.countries()
    likely = sorted(countries, key=lambda country: (-countries[country], country))[:2]
    for country in likely:
        if countries[country] < MUCH_LESS * countries[likely[0]]:
            break
        places = gazetteer.find(mention.name, country=country)
        if places:
            return places[:CANDIDATES]
    return ()


def _container(
    at: int, mentions: Sequence[PlaceMention], found: Sequence[tuple[GazetteerPlace, ...]], context: _Context
) -> tuple[GazetteerPlace, ...]:
    """Countries and provinces named just after it: "X, in Idlib province", "X, Syria"; none in a list of their like."""
    containers: list[GazetteerPlace] = []
    largest = _largest(found[at], context)
    for later in range(at + 1, min(at + 3, len(mentions))):
        if not context.is_inside(mentions[later - 1], mentions[later]):
            break
        like = largest is not None and largest == _largest(found[later], context)
        if like and (largest == "country" or _is_list(at, later, mentions, found, context)):
            break
        containers += [p for p in found[later][:4] if p.precision in ("country", "admin1", "admin2", "area")]
    return tuple(containers)


def _holding(
    at: int, mentions: Sequence[PlaceMention], found: Sequence[tuple[GazetteerPlace, ...]], context: _Context
) -> frozenset[str]:
    """The provinces of this name that hold a place of the name just before it."""
    if not at or context.text[mentions[at - 1].end : mentions[at].start] != ", ":
        return frozenset()
    inner = [place for place in found[at - 1] if place.precision != "admin1"]
    return frozenset(
        outer.id for outer in found[at] if outer.precision == "admin1" and any(lies_in(place, outer) for place in inner)
    )


def _is_list(
    at: int,
    later: int,
    mentions: Sequence[PlaceMention],
    found: Sequence[tuple[GazetteerPlace, ...]],
    context: _Context,
) -> bool:
    """A third of their like stands before or after: "Missouri, Mississippi, Montana"."""
    for first, second, third in ((at - 1, at, at - 1), (later, later + 1, later + 1)):
        if (
            first >= 0
            and second < len(mentions)
            and _LISTED.fullmatch(context.text[mentions[first].end : mentions[second].start])
            and _largest(found[third], context) == _largest(found[at], context)
        ):
            return True
    return False


def _largest(candidates: Sequence[GazetteerPlace], context: _Context) -> str | None:
    """What the largest place of a name is: country or province; none where it is smaller."""
    if not candidates:
        return None
    precision = max(candidates, key=lambda place: size(place, gazetteer=context.gazetteer)).precision
    return precision if precision in ("country", "admin1") else None


def _best(
    mention: PlaceMention,
    candidates: Sequence[GazetteerPlace],
    container: Sequence[GazetteerPlace],
    holding: frozenset[str],
    context: _Context,
) -> _Pick | None:
    """The likeliest candidate."""
    if not candidates:
        return None
    seats = {
        (place.country, place.admin1)
        for place in candidates
        if place.precision == "settlement" and place.name == place.admin1
    }
    countries = context.evidence.countries(but=fold_name(mention.name))
    untyped = _wanted(mention) is None
    scored = []
    for rank, place in enumerate(candidates):
        score = _score(mention, place, rank, container, context, countries=countries)
        score += HOLDING * (place.id in holding)
        if untyped and place.precision == "admin1" and (place.country, place.name) in seats:
            score -= SEAT
        scored.append((-score, rank))
    scored.sort()
    best = candidates[scored[0][1]]
    rival = next((-score for score, rank in scored if candidates[rank].country != best.country), None)
    return best, -scored[0][0], math.inf if rival is None else -scored[0][0] - rival


def _score(
    mention: PlaceMention,
    place: GazetteerPlace,
    rank: int,
    container: Sequence[GazetteerPlace],
    context: _Context,
    *,
    countries: Mapping[str, float],
) -> float:
    """How likely this candidate is meant; `countries` weighs what the rest of the report is about."""
    name = fold_name(mention.name)
    score = math.log10(size(place, gazetteer=context.gazetteer) + 10) - 0.1 * rank
    if place.feature == "settlement" and not _is_own_name(mention, place):
        score -= ANOTHER_NAME
    total = sum(countries.values())
    if place.country is not None and total:
        score += 4.0 * math.sqrt(countries.get(place.country, 0.0) / total)
    score += PROVINCE * math.sqrt(context.evidence.province_share(place, but=name))
    score += SUPPORT * context.evidence.support.get((name, place.id), 0.0)
    for other in container:
        if other.id == place.id:
            continue
        if (other.precision == "country" and other.country == place.country) or (
            other.precision == "admin1" and lies_in(place, other)
        ):
            score += 6.0
            break
    wanted = _wanted(mention)
    if wanted is not None:
        if wanted == place.precision or (
            wanted in ("admin1", "admin2") and place.precision in ("admin1", "admin2", "area")
        ):
            score += 5.0 if wanted == place.precision else 3.0
        elif wanted == "settlement":
            score -= 3.0
    elif place.precision == "admin2":
        score -= 1.5
    near = [
        km_between(place, other)
        for name, other in context.anchors
        if name != mention.name and other.id != place.id and other.precision not in ("country", "sea")
    ]
    known = [away for away in near if away is not None]
    if known and place.precision != "country":
        closest = min(known)
        score += 1.5 if closest < 60 else 1.0 if closest < 150 else 0.5 if closest < 300 else 0.0
    return score


def _wanted(mention: PlaceMention) -> str | None:
    """The precision that the type word asks for."""
    word = mention.type_word
    if word is None:
        return None
    if word in TYPE_PHRASES:
        return "site"
    wanted = TYPE_WORDS.get(word)
    return None if wanted == "area" else wanted


def _doubt(
    mention: PlaceMention,
    pick: _Pick,
    container: Sequence[GazetteerPlace],
    context: _Context,
) -> str | None:
    """Why the pick is not to be trusted, or None."""
    place, _, lead = pick
    if place.precision in ("country", "sea") or any(other.country == place.country for other in container):
        return None
    if _is_far_spelling(mention, place, context):
        return f"{mention.name!r} is only loosely {place.name} ({place.country}), and the report is about elsewhere"
    others = [anchor for name, anchor in context.anchors if name != mention.name]
    called = context.evidence.called(but=fold_name(mention.name))
    supported = any(anchor.country == place.country for anchor in others) or called.get(place.country or "", 0) > 0
    if not supported:
        away = [
            km for km in (km_between(place, anchor) for anchor in others if weight(anchor) >= LONELY) if km is not None
        ]
        needed = UNSUPPORTED if away else LONELY
        supported = bool(away) and min(away) < NEIGHBOUR_KM and weight(place) >= LONELY
    if not supported and math.isinf(lead) and weight(place) >= SOLE_NAME and _is_own_name(mention, place):
        return None
    if not supported and weight(place) < needed:
        return f"{mention.name!r} may be {place.name} ({place.country}), but the report names no place there"
    if not supported and lead < CLOSE:
        return f"several places are named {mention.name!r}, and the report does not say which"
    if (
        place.precision == "settlement"
        and place.population < 2_000
        and not place.id.startswith("ts:")
        and mention.relation is None
        and mention.type_word is None
    ):
        return f"{mention.name!r} may be a person or thing rather than {place.name} ({place.country})"
    return None


def _is_far_spelling(mention: PlaceMention, place: GazetteerPlace, context: _Context) -> bool:
    """A loose spelling of a place in a country that the report is much less about than another."""
    countries = context.evidence.countries(but=fold_name(mention.name))
    most = max(countries.values(), default=0.0)
    here = countries.get(place.country or "", 0.0)
    return here < MUCH_LESS * most and context.gazetteer.spells_loosely(mention.name, place)


def _is_own_name(mention: PlaceMention, place: GazetteerPlace) -> bool:
    """The words are the place's main name, not another spelling or tongue."""
    return fold_name(mention.name) == fold_name(place.name)


def _partner(at: int, mentions: Sequence[PlaceMention], picks: Sequence[_Pick | None]) -> GazetteerPlace | None:
    """The other end of "between X and Y"."""
    if mentions[at].relation != "between":
        return None
    for other in (at + 1, at - 1):
        if (
            0 <= other < len(mentions)
            and mentions[other].relation == "between"
            and abs(mentions[other].start - mentions[at].start) < 80
        ):
            pick = picks[other]
            return pick[0] if pick else None
    return None


def _place(mention: PlaceMention, found: GazetteerPlace, partner: GazetteerPlace | None) -> Place:
    """The place as the words have it: the town itself, the country round it, or the province."""
    plain = Place(
        name=found.name,
        country=found.country,
        admin1=found.name if found.precision == "admin1" else found.admin1,
        admin2=found.name if found.precision == "admin2" else found.admin2,
        lat=found.lat,
        lon=found.lon,
        radius_km=found.radius_km,
        precision=PlacePrecision(found.precision),
        gazetteer_id=found.id,
    )
    relation = mention.relation or ""
    if "coast" in relation:
        return Place(name=f"{relation} {found.name}", precision=PlacePrecision.SEA)
    if "border" in relation or (mention.type_word == "border" and found.precision in ("country", "admin1")):
        return Place(name=f"{found.name} border", country=found.country, precision=PlacePrecision.AREA)
    if found.precision == "country":
        part = relation.split()[-1] if relation else ""
        if part.removesuffix("ern") in _BEARINGS or part == "central":
            return replace(plain, name=f"{part} {found.name}")
        return plain
    if found.precision in ("sea", "area", "admin2", "admin1"):
        return plain
    return _around(mention, plain, found, partner)


def _around(mention: PlaceMention, plain: Place, found: GazetteerPlace, partner: GazetteerPlace | None) -> Place:
    """A town or site, or the area that the words make of it."""
    relation, word = mention.relation or "", mention.type_word or ""
    if partner is not None:
        away = km_between(found, partner)
        return _area(plain, name=f"between {found.name} and {partner.name}", radius_km=away or COMPASS_KM)
    distance = _DISTANCE.search(relation)
    bearing = _bearing(relation)
    if distance is not None:
        away = float(distance[1].replace(",", "")) * (1.609 if distance[2].lower().startswith("mi") else 1.0)
        if bearing is None:
            return _area(plain, name=f"{relation} {found.name}", radius_km=max(5.0, away))
        lat, lon = _moved(found, away, bearing)
        return replace(_area(plain, name=f"{relation} {found.name}", radius_km=max(5.0, 0.3 * away)), lat=lat, lon=lon)
    if relation.endswith((" of", " from")) and bearing is not None:
        return _area(plain, name=f"{relation} {found.name}", radius_km=COMPASS_KM)
    if relation in NEAR_KM:
        return _area(
            plain,
            name=f"{relation} {found.name}",
            radius_km=NEAR_KM[relation] if found.precision == "settlement" else 10.0,
        )
    around = _ROUND.search(relation)
    if around is not None:
        return _area(
            plain,
            name=f"{relation.removeprefix('the ')} {found.name}",
            radius_km=TYPE_KM.get(around[0].removesuffix("s"), 15.0),
        )
    if word in TYPE_KM and found.precision == "settlement":
        return _area(plain, name=f"{found.name} {word}", radius_km=TYPE_KM[word])
    if found.precision == "settlement" and _wanted(mention) == "site":
        return _area(plain, name=f"{found.name} {word}", radius_km=SITE_KM)
    return plain


def _area(plain: Place, *, name: str, radius_km: float) -> Place:
    return replace(plain, name=name, radius_km=round(radius_km, 1), precision=PlacePrecision.AREA)


def _bearing(relation: str) -> int | None:
    for word in re.findall(r"[a-z-]+", relation):
        bearing = _BEARINGS.get(word.replace("-", "").removesuffix("ern"))
        if bearing is not None:
            return bearing
    return None


def _moved(found: GazetteerPlace, away_km: float, bearing: int) -> tuple[float | None, float | None]:
    if found.lat is None or found.lon is None:
        return None, None
    angle = math.radians(bearing)
    lat = found.lat + away_km * math.cos(angle) / 111.2
    lon = found.lon + away_km * math.sin(angle) / (111.2 * math.cos(math.radians(found.lat)))
    return round(lat, 4), round(lon, 4)
