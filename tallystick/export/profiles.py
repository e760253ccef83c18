"""What a profile shows: `public` is for anybody, `internal` for those who hold the store.

| | public | internal |
|---|---|---|
| `text`, `removed` of a report | left out | whole |
| quotes (anchor, evidence, surface) | at most 300 characters each, then an ellipsis | whole |
| positions | two decimals (about 1 km) | as read |
| site of an attack on people, sexual violence, abduction | its district or province; else blotted out | as read |
| names of private persons | blotted out | blotted out, but for `text` and `removed`; quotes are cut round them |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any

from tallystick.export.privacy import blot_names
from tallystick.records.vocabulary import EventType, PlacePrecision


class Profile(StrEnum):
    """Whom an export is for."""

    PUBLIC = "public"
    INTERNAL = "internal"


QUOTE_CHARACTERS = 300
POSITION_DECIMALS = 2
SENSITIVE_DECIMALS = 1  # about 11 km
SENSITIVE_RADIUS_KM = 10.0
SENSITIVE = frozenset({EventType.ATTACK, EventType.SEXUAL_VIOLENCE, EventType.ABDUCTION_FORCED_DISAPPEARANCE})
_PLACE_FIELDS = frozenset({"place", "origin"})

Record = dict[str, Any]


def show_report(report: Record, *, profile: Profile, private: Iterable[str] = ()) -> Record:
    """A report as this profile shows it."""
    names = tuple(private)
    shown = dict(report)
    for key in ("title", "byline", "because"):
        if shown.get(key):
            shown[key] = blot_names(shown[key], names)
    if shown.get("dateline"):
        shown["dateline"] = {**shown["dateline"], "text": blot_names(shown["dateline"]["text"], names)}
    if profile is Profile.PUBLIC:
        del shown["text"], shown["removed"]
        shown["warnings"] = [warning.partition(":")[0] for warning in shown["warnings"]]
    return shown


def show_account(account: Record, *, profile: Profile, private: Iterable[str] = ()) -> Record:
    """An account as this profile shows it."""
    hidden = set(private)
    judged = account.get("judged", ())
    types = {account["event_type"], *(item["value"] for item in judged if item["field"] == "event_type")}
    coarse = profile is Profile.PUBLIC and not SENSITIVE.isdisjoint(types)
    sites: set[str] = set()
    if coarse:
        values = [claim["value"] for claim in account["claims"] if claim["field"] in _PLACE_FIELDS]
        sites = _site_names([*values, *(item["value"] for item in judged if item["field"] in _PLACE_FIELDS)])
        hidden |= sites | _site_words(account["claims"])
    names = tuple(hidden)
    shown = dict(account)
    shown["anchor"] = _quote(account["anchor"], names, profile)
    shown["evidence"] = [_quote(quote, names, profile) for quote in account["evidence"]]
    shown["claims"] = [_claim(claim, names, profile, coarse=coarse, sites=sites) for claim in account["claims"]]
    shown["judged"] = _judged(account, names, profile, coarse=coarse, sites=sites)
    return shown


def show_incident(incident: Record, *, profile: Profile, private: Iterable[str] = ()) -> Record:
    """An incident as this profile shows it."""
    coarse = profile is Profile.PUBLIC and incident["event_type"] in SENSITIVE
    sites = hidden_sites(incident, profile=profile)
    names = tuple({*private, *sites})
    shown = dict(incident)
    shown["place"] = _place(incident["place"], profile, coarse=coarse)
    for side in ("perpetrators", "targets"):
        shown[side] = [{**item, "actor": _unsited(item["actor"], sites)} for item in incident.get(side, ())]
    shown["fields"] = {
        field: [_position(item, field, names, profile, coarse=coarse, sites=sites) for item in items]
        for field, items in incident["fields"].items()
    }
    shown["contradictions"] = [
        {
            **item,
            "because": blot_names(item["because"], names),
            "positions": [
                _position(position, item["field"], names, profile, coarse=coarse, sites=sites)
                for position in item["positions"]
            ],
        }
        for item in incident["contradictions"]
    ]
    shown["tallies"] = {
        field: [
            {
                **_unsited(tally, sites),
                "positions": [
                    _position(p, field, names, profile, coarse=coarse, sites=sites) for p in tally["positions"]
                ],
            }
            for tally in tallies
        ]
        for field, tallies in incident["tallies"].items()
    }
    shown["judged"] = _judged(incident, names, profile, coarse=coarse, sites=sites)
    shown["links"] = [_link(link, names) for link in incident["links"]]
    return shown


def hidden_sites(incident: Record, *, profile: Profile) -> frozenset[str]:
    """The names of the sites of an incident that nothing said of it may hold; none where the profile hides none."""
    if profile is Profile.INTERNAL or incident["event_type"] not in SENSITIVE:
        return frozenset()
    positions = [item for field in _PLACE_FIELDS for item in incident["fields"].get(field, ())]
    judged = [item for item in incident.get("judged", ()) if item["field"] in _PLACE_FIELDS]
    places = [incident["place"], *(item["value"] for item in positions), *(item["value_before"] for item in judged)]
    return frozenset(_site_names(places))


def _quote(quote: Record, names: tuple[str, ...], profile: Profile) -> Record:
    return {**quote, "text": _words(quote["text"], names, profile)}


def _words(words: str, names: tuple[str, ...], profile: Profile) -> str:
    if profile is Profile.INTERNAL:
        return words
    shown = blot_names(words, names)
    return shown if len(shown) <= QUOTE_CHARACTERS else shown[: QUOTE_CHARACTERS - 1] + "…"


def _claim(claim: Record, names: tuple[str, ...], profile: Profile, *, coarse: bool, sites: Collection[str]) -> Record:
    value = claim["value"]
    return {
        **claim,
        "surface": _words(claim["surface"], names, profile),
        "value": _place(value, profile, coarse=coarse) if claim["field"] in _PLACE_FIELDS else _unsited(value, sites),
        "because": None if claim["because"] is None else blot_names(claim["because"], names),
        "source": [{**link, "name": blot_names(link["name"], names)} for link in claim["source"]],
    }


def _position(
    position: Record, field: str, names: tuple[str, ...], profile: Profile, *, coarse: bool, sites: Collection[str]
) -> Record:
    value = position["value"]
    return {
        **position,
        "value": _place(value, profile, coarse=coarse) if field in _PLACE_FIELDS else _unsited(value, sites),
        "voices": [blot_names(voice, names) for voice in position["voices"]],
    }


def _judged(
    record: Record, names: tuple[str, ...], profile: Profile, *, coarse: bool, sites: Collection[str]
) -> list[Record]:
    """What a person put in the place of what was read."""
    shown = []
    for item in record.get("judged", ()):
        at_place = item["field"] in _PLACE_FIELDS
        values = {
            key: _place(item[key], profile, coarse=coarse) if at_place else _unsited(item[key], sites)
            for key in ("value_before", "value")
        }
        shown.append({**item, **values, "why": blot_names(item["why"], names)})
    return shown


def _link(link: Record, names: tuple[str, ...]) -> Record:
    parts = [{**part, "words": blot_names(part["words"], names)} for part in link.get("parts", ())]
    return {**link, "because": blot_names(link["because"], names), "parts": parts}


def _is_site(place: Record | None) -> bool:
    return place is not None and place["precision"] == PlacePrecision.SITE


def _site_names(places: Iterable[Record | None]) -> set[str]:
    return {place["name"] for place in places if place is not None and _is_site(place)}


def _site_words(claims: Iterable[Record]) -> set[str]:
    return {claim["surface"] for claim in claims if claim["field"] in _PLACE_FIELDS and _is_site(claim["value"])}


def _unsited(value: Any, sites: Collection[str]) -> Any:
    """A target, a thing hit, a count or the like without the names of sites in what it names."""
    if not sites or not isinstance(value, dict):
        return value
    return value | {key: blot_names(value[key], sites) for key in ("name", "of") if value.get(key)}


def _place(place: Record | None, profile: Profile, *, coarse: bool) -> Record | None:
    if place is None or profile is Profile.INTERNAL:
        return place
    if coarse and _is_site(place):
        district, province = place["admin2"], place["admin1"]
        precision = PlacePrecision.ADMIN2 if district else PlacePrecision.ADMIN1 if province else PlacePrecision.AREA
        return {
            **place,
            "name": district or province or place["country"] or "withheld",
            "precision": precision.value,
            "lat": _rounded(place["lat"], SENSITIVE_DECIMALS),
            "lon": _rounded(place["lon"], SENSITIVE_DECIMALS),
            "radius_km": max(place["radius_km"] or 0.0, SENSITIVE_RADIUS_KM),
            "gazetteer_id": None,
        }
    return {
        **place,
        "lat": _rounded(place["lat"], POSITION_DECIMALS),
        "lon": _rounded(place["lon"], POSITION_DECIMALS),
    }


def _rounded(degrees: float | None, decimals: int) -> float | None:
    return None if degrees is None else round(degrees, decimals)
