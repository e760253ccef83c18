"""Places that a report only describes: "the province", "the wharf", "this farming town", "its platforms".

A reader says that the words tell where an act happened; where is worked out from the named places around. The value
is the place that holds it, never a finer one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tallystick.knowledge.countries import load_capitals
from tallystick.knowledge.gazetteer import Gazetteer
from tallystick.records.draft import Coreference, Draft, Span
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place
from tallystick.records.vocabulary import ClaimField, PlacePrecision
from tallystick.stages.resolve.place_extent import place_of
from tallystick.stages.resolve.place_score import UNSURE, score_described

_PROVINCE = re.compile(r"\b(?:province|state|governorate|region|department|oblast|county)\b", re.IGNORECASE)
_COUNTRY = re.compile(r"\b(?:country|nation|republic|kingdom|island)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\bcapital\b", re.IGNORECASE)
_NOT_OF_COUNTRY = re.compile(
    r"\b(?:provincial|regional|state|district|county|governorate|province|region)\b", re.IGNORECASE
)
_MANY = re.compile(
    r"\b(?:provinces|states|regions|districts|villages|towns|cities|countries|places|areas)\b", re.IGNORECASE
)
_OF_THE_TOWN = re.compile(r"\b(?:of|in) the (?:city|town|village|capital)\b", re.IGNORECASE)
_TOLD_OF = ("place", "dateline")
_FINE = (PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.AREA, PlacePrecision.ADMIN2)

_Held = tuple[Place, float | None]  # with the score of the words that it was taken from


def place_unnamed(
    drafts: Sequence[Draft],
    coreferences: Sequence[Coreference],
    places: Sequence[PlaceMention],
    *,
    text: str,
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """The places, with those that a reader found described and that stand for a named one, in order of position."""
    alike = {(c.start, c.end): c.others for c in coreferences}
    made: dict[Span, PlaceMention] = {}
    scenes = _in_country(drafts, places)
    for draft in drafts:
        for argument in draft.arguments:
            if argument.field not in (ClaimField.PLACE, ClaimField.ORIGIN):
                continue
            span = (argument.start, argument.end)
            named = [m for m in places if m.start < span[1] and span[0] < m.end]
            if span in made or any(isinstance(m.place, Place) for m in named):
                continue
            words = text[slice(*span)]
            held = _named_elsewhere(words, alike.get(span, ()), places, gazetteer)
            if held is None and not named:
                held = _holding(words, span, scenes, gazetteer)
            if held is not None:
                place, score = held[0], score_described(held[1])
                made[span] = PlaceMention(
                    start=span[0],
                    end=span[1],
                    surface=words,
                    name=place.name,
                    relation_start=span[0],
                    role_hint="origin" if argument.field is ClaimField.ORIGIN else "place",
                    place=place,
                    score=score,
                    doubt="the words only describe a place" if score < UNSURE else None,
                )
    return tuple(sorted((*places, *made.values()), key=lambda p: (p.start, p.end)))


def _in_country(drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """The places of the country in which most acts are placed; all where no act is."""
    acted = [a for d in drafts for a in d.arguments if a.field is ClaimField.PLACE]
    countries = Counter(
        m.place.country
        for a in acted
        for m in places
        if m.start < a.end and a.start < m.end and isinstance(m.place, Place) and m.place.country
    )
    if not countries:
        return places
    most = min(countries, key=lambda country: (-countries[country], country))
    return [m for m in places if isinstance(m.place, Place) and m.place.country in (most, None)]


def _named_elsewhere(
    words: str, others: Sequence[Span], places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> _Held | None:
    """The place of other words that name the same; of "the province" the province, of a capital its town."""
    for start, end in others:
        for mention in places:
            if mention.start < end and start < mention.end and isinstance(mention.place, Place):
                return _as_called(words, mention.place, gazetteer), mention.score
    return None


def _as_called(words: str, place: Place, gazetteer: Gazetteer) -> Place:
    """The province or the town of a place's name, whichever the words call it."""
    if place.admin1 is None:
        return place
    if _CAPITAL.search(words):
        return _seat(place, gazetteer) if place.precision is PlacePrecision.ADMIN1 else place
    return (_province_of(place, gazetteer) or place) if _PROVINCE.search(words) else place


def _province_of(place: Place, gazetteer: Gazetteer) -> Place | None:
    found = gazetteer.find(place.admin1 or "", country=place.country)
    return next((place_of(f) for f in found if f.precision == "admin1"), None)


def _seat(province: Place, gazetteer: Gazetteer) -> Place:
    """The town that a province is called after; the province where it has none."""
    found = gazetteer.find(province.admin1 or "", country=province.country)
    return next((place_of(f) for f in found if f.precision == "settlement" and f.admin1 == province.admin1), province)


def _holding(words: str, span: Span, places: Sequence[PlaceMention], gazetteer: Gazetteer) -> _Held | None:
    """The named place that the described one lies in or is, by its noun: the last told before it, else the first."""
    if _CAPITAL.search(words) and not _NOT_OF_COUNTRY.search(words):
        return _capital(words, places, gazetteer)
    if (_MANY.search(words) and not _OF_THE_TOWN.search(words)) or any(c.isupper() for c in words[1:]):
        return None
    told = [m for m in places if isinstance(m.place, Place) and m.role_hint in _TOLD_OF]
    around = [m for m in reversed(told) if m.end <= span[0]] + [m for m in told if m.end > span[0]]
    near = [(m.place, m.score) for m in around if isinstance(m.place, Place)]
    if _CAPITAL.search(words):
        units = ((p, score) for p, score in near if p.precision is PlacePrecision.ADMIN1)
        return next(((_seat(p, gazetteer), score) for p, score in units), None)
    if _COUNTRY.search(words):
        return next((held for held in near if held[0].precision is PlacePrecision.COUNTRY), None)
    if _PROVINCE.search(words):
        held, score = next(((p, score) for p, score in near if p.admin1 and p.country), (None, None))
        province = None if held is None else _province_of(held, gazetteer)
        return None if province is None else (province, score)
    return next((held for held in near if held[0].precision in _FINE), None)


def _capital(words: str, places: Sequence[PlaceMention], gazetteer: Gazetteer) -> _Held | None:
    """The capital of the country that the words call by its adjective, else of the one country of the scenes."""
    called = {country for word in re.findall(r"[A-Z][\w-]+", words) if (country := gazetteer.country(word))}
    if not called and any(c.isupper() for c in words[1:]):
        return None
    told = {m.place.country for m in places if isinstance(m.place, Place) and m.role_hint in _TOLD_OF}
    countries = called or {country for country in told if country}
    if len(countries) != 1:
        return None
    (country,) = countries
    found = gazetteer.find(load_capitals().get(country, ""), country=country)
    town = next((f for f in found if f.precision == "settlement"), None)
    return None if town is None else (place_of(town), None)
