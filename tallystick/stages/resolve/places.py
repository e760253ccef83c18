"""Gives place mentions their place: the countries and places of the whole report decide between namesakes.

Order of evidence: a container named beside it ("Palmyra, Syria"), the countries the report names, the type word,
places near by, and size last. A small place that nothing in the report points to stays unresolved.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace, weight
from tallystick.knowledge.names import fold_name
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Unresolved
from tallystick.records.report import Report
from tallystick.stages.resolve.place_context import Evidence, km_between, lies_in, size, weigh_evidence
from tallystick.stages.resolve.place_extent import place_extent, wanted_precision
from tallystick.stages.resolve.place_score import SCENE_ROLES, PlaceSigns, with_place_score

CANDIDATES: Final = 24  # namesakes looked at; sorted by size, so that the rest are hamlets
UNSUPPORTED: Final = 300_000.0  # weight below which a place in a country the report does not name needs a neighbour
LONELY: Final = 20_000.0  # the same where the report points to no country at all
NEIGHBOUR_KM: Final = 400.0
APART_KM: Final = 60.0  # between namesakes of one country, so that the wrong one is an error
AMONG_KM: Final = 100.0  # from another name's place, so that a hamlet told as a scene is believed
CLOSE: Final = 0.4  # score by which the best must lead a namesake of another country, where neither is supported
MUCH_LESS: Final = 0.5  # a country told about so much less than the first has no near spellings looked up
PROVINCE: Final = 1.5  # score of a place in the one province that the report names
SUPPORT: Final = 2.0  # score for each other name that has a namesake close by
ANOTHER_NAME: Final = 0.5  # score by which a town is less likely meant by another of its names
HOLDING: Final = 3.0  # score of a province behind a place that lies in it: "Buffalo, New York"
SEAT: Final = 1.5  # score by which a province with a town of its own name is less likely meant
SEAT_OF_UNIT: Final = 3.0  # score by which a town is less likely meant where the words call a unit by its name
SOLE_NAME: Final = 100_000  # a place so large whose name no other country has needs no support

_UNITS = frozenset({"admin1", "admin2"})
_INSIDE = re.compile(
    r"[,\s]*(?:\(|in|of|located|which|is|a|the|town|city|,|\s|north|south|east|west|ern|-|'s|’s|part|province)*\s*"
)
_LISTED = re.compile(r"(?:, (?:and |or )?| and | or )")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of the gazetteer: a name, with what its own words say of the place; many mentions ask alike."""

    name: str
    wanted: str | None
    container: tuple[GazetteerPlace, ...]
    holding: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pick:
    """The likeliest candidate, with its score's lead over the best abroad and over the best elsewhere in its country.

    A lead is infinite where there is no such rival.
    """

    place: GazetteerPlace
    lead: float
    lead_at_home: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """The report's evidence, and what its names were first taken for.

    `countries` weighs, for each folded name, what the rest of the report is about.
    """

    text: str
    evidence: Evidence
    countries: Mapping[str, Mapping[str, float]]
    gazetteer: Gazetteer
    anchors: tuple[tuple[str, GazetteerPlace], ...] = ()

    def is_inside(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """Only words that put one place into another stand between the two."""
        gap = self.text[inner.end : outer.start]
        return len(gap) <= 40 and _INSIDE.fullmatch(gap) is not None


def resolve_places(
    mentions: Sequence[PlaceMention], *, report: Report, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The mentions with `place` set to a place and its score, or to the reason why none is given."""
    weighed = weigh_places(mentions, report=report, gazetteer=gazetteer)
    return tuple(mention if signs is None else with_place_score(mention, signs) for mention, signs in weighed)


def weigh_places(
    mentions: Sequence[PlaceMention], *, report: Report, gazetteer: Gazetteer
) -> Iterator[tuple[PlaceMention, PlaceSigns | None]]:
    """The mentions with `place` set, each with what speaks for and against it; null where no place is given."""
    by_name = {fold_name(mention.name): gazetteer.find(mention.name)[:CANDIDATES] for mention in mentions}
    evidence = weigh_evidence(mentions, by_name, report=report, gazetteer=gazetteer)
    countries = {name: evidence.countries(but=name) for name in by_name}
    context = _Context(text=report.text, evidence=evidence, countries=countries, gazetteer=gazetteer)
    found = [
        by_name[fold_name(mention.name)] or _spelled(mention, context, gazetteer=gazetteer) for mention in mentions
    ]
    containers = _shared([_container(at, mentions, found, context) for at in range(len(mentions))], mentions)
    holding = [_holding(at, mentions, found, context) for at in range(len(mentions))]
    asked = [
        _Asked(name=mention.name, wanted=wanted_precision(mention), container=container, holding=held)
        for mention, container, held in zip(mentions, containers, holding, strict=True)
    ]
    candidates = dict(zip(asked, found, strict=True))
    scores = {one: _scores(one, places, context) for one, places in candidates.items()}
    picks: list[_Pick | None] = []
    for _ in range(2):
        best = {one: _best(one, places, scores[one], context) for one, places in candidates.items()}
        picks = [best[one] for one in asked]
        context = replace(context, anchors=_anchors(mentions, picks))
    for at, mention in enumerate(mentions):
        pick = picks[at]
        if pick is None:
            unknown = Unresolved(because=f"no place named {mention.name!r} is known")
            yield replace(mention, place=unknown), None
        elif (because := _doubt(mention, pick, containers[at], context)) is not None:
            yield replace(mention, place=Unresolved(because=because)), None
        else:
            place = place_extent(mention, pick.place, partner=_partner(at, mentions, picks))
            signs = _signs(mention, pick, found[at], containers[at], context)
            yield replace(mention, place=place), signs


def _anchors(mentions: Sequence[PlaceMention], picks: Sequence[_Pick | None]) -> tuple[tuple[str, GazetteerPlace], ...]:
    return tuple(
        dict.fromkeys(
            (mention.name, pick.place) for mention, pick in zip(mentions, picks, strict=True) if pick is not None
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


def _scores(asked: _Asked, candidates: Sequence[GazetteerPlace], context: _Context) -> list[float]:
    """How likely each candidate is meant, before what the other names stand for is known."""
    seats = {
        (place.country, place.admin1)
        for place in candidates
        if place.precision == "settlement" and place.name == place.admin1
    }
    units = {place.country for place in candidates if asked.wanted in _UNITS and place.precision == asked.wanted}
    scores = []
    for rank, place in enumerate(candidates):
        score = _score(asked, place, rank, context)
        if place.precision == "settlement" and place.country in units:
            score -= SEAT_OF_UNIT
        score += HOLDING * (place.id in asked.holding)
        if asked.wanted is None and place.precision == "admin1" and (place.country, place.name) in seats:
            score -= SEAT
        scores.append(score)
    return scores


def _best(
    asked: _Asked, candidates: Sequence[GazetteerPlace], scores: Sequence[float], context: _Context
) -> _Pick | None:
    """The likeliest candidate, near what the other names stand for."""
    if not candidates:
        return None
    scored = sorted(
        (-score - _closeness(asked.name, place, context), rank)
        for rank, (place, score) in enumerate(zip(candidates, scores, strict=True))
    )
    best = candidates[scored[0][1]]
    abroad = (score for score, rank in scored if candidates[rank].country != best.country)
    at_home = (score for score, rank in scored if _is_elsewhere_at_home(candidates[rank], best))
    return _Pick(
        place=best,
        lead=next(abroad, math.inf) - scored[0][0],
        lead_at_home=next(at_home, math.inf) - scored[0][0],
    )


def _is_elsewhere_at_home(other: GazetteerPlace, place: GazetteerPlace) -> bool:
    """A namesake of the same country that is not the same spot, nor the province or district round it."""
    if other.country != place.country or "country" in (other.precision, place.precision):
        return False
    away = km_between(place, other)
    return away is not None and away > max(APART_KM, place.radius_km or 0.0, other.radius_km or 0.0)


def _score(asked: _Asked, place: GazetteerPlace, rank: int, context: _Context) -> float:
    """How likely this candidate is meant, its name's other candidates and where the others lie left out."""
    name = fold_name(asked.name)
    countries = context.countries[name]
    score = math.log10(size(place, gazetteer=context.gazetteer) + 10) - 0.1 * rank
    if place.feature == "settlement" and not _is_own_name(asked.name, place):
        score -= ANOTHER_NAME
    total = sum(countries.values())
    if place.country is not None and total:
        score += 4.0 * math.sqrt(countries.get(place.country, 0.0) / total)
    score += PROVINCE * math.sqrt(context.evidence.province_share(place, but=name))
    score += SUPPORT * context.evidence.support.get((name, place.id), 0.0)
    for other in asked.container:
        if other.id == place.id:
            continue
        if (other.precision == "country" and other.country == place.country) or (
            other.precision == "admin1" and lies_in(place, other)
        ):
            score += 6.0
            break
    wanted = asked.wanted
    if wanted is not None:
        if wanted == place.precision or (
            wanted in ("admin1", "admin2") and place.precision in ("admin1", "admin2", "area")
        ):
            score += 5.0 if wanted == place.precision else 3.0
        elif wanted == "settlement":
            score -= 3.0
    elif place.precision == "admin2":
        score -= 1.5
    return score


def _closeness(name: str, place: GazetteerPlace, context: _Context) -> float:
    """What a candidate's score gains by the nearest of the other names."""
    closest = None if place.precision == "country" else _closest_km(name, place, context)
    if closest is None:
        return 0.0
    return 1.5 if closest < 60 else 1.0 if closest < 150 else 0.5 if closest < 300 else 0.0


def _closest_km(name: str, place: GazetteerPlace, context: _Context) -> float | None:
    """How far the nearest of the other names lies, countries and seas left out."""
    near = (
        km_between(place, other)
        for anchor, other in context.anchors
        if anchor != name and other.id != place.id and other.precision not in ("country", "sea")
    )
    return min((away for away in near if away is not None), default=None)


def _signs(
    mention: PlaceMention,
    pick: _Pick,
    candidates: Sequence[GazetteerPlace],
    container: Sequence[GazetteerPlace],
    context: _Context,
) -> PlaceSigns:
    """What speaks for and against the pick."""
    place, name = pick.place, fold_name(mention.name)
    countries = context.countries[name]
    total = sum(countries.values())
    return PlaceSigns(
        precision=place.precision,
        size=size(place, gazetteer=context.gazetteer),
        namesakes=1 + sum(p.country != place.country or _is_elsewhere_at_home(p, place) for p in candidates),
        lead=pick.lead,
        lead_at_home=pick.lead_at_home,
        country_share=countries.get(place.country or "", 0.0) / total if total else None,
        province_share=context.evidence.province_share(place, but=name),
        support=context.evidence.support.get((name, place.id), 0.0),
        closest_km=_closest_km(mention.name, place, context),
        is_contained=any(other.country == place.country and other.id != place.id for other in container),
        is_own_name=_is_own_name(mention.name, place),
        is_loose=context.gazetteer.spells_loosely(mention.name, place),
        relation=mention.relation,
        wanted=wanted_precision(mention),
        role=mention.role_hint,
    )


def _doubt(
    mention: PlaceMention,
    pick: _Pick,
    container: Sequence[GazetteerPlace],
    context: _Context,
) -> str | None:
    """Why the pick is not to be trusted, or None."""
    place, lead = pick.place, pick.lead
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
    if not supported and math.isinf(lead) and weight(place) >= SOLE_NAME and _is_own_name(mention.name, place):
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
        and not (mention.role_hint in SCENE_ROLES and _is_among_others(mention.name, place, context))
    ):
        return f"{mention.name!r} may be a person or thing rather than {place.name} ({place.country})"
    return None


def _is_among_others(name: str, place: GazetteerPlace, context: _Context) -> bool:
    """Another name of the report stands for a place near by."""
    closest = _closest_km(name, place, context)
    return closest is not None and closest < AMONG_KM


def _is_far_spelling(mention: PlaceMention, place: GazetteerPlace, context: _Context) -> bool:
    """A loose spelling of a place in a country that the report is much less about than another."""
    countries = context.countries[fold_name(mention.name)]
    most = max(countries.values(), default=0.0)
    here = countries.get(place.country or "", 0.0)
    return here < MUCH_LESS * most and context.gazetteer.spells_loosely(mention.name, place)


def _is_own_name(name: str, place: GazetteerPlace) -> bool:
    """The words are the place's main name, not another spelling or tongue."""
    return fold_name(name) == fold_name(place.name)


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
            return pick.place if pick else None
    return None
