"""What a profile shows: `public` is for anybody, `internal` for those who hold the store.

| | public | internal |
|---|---|---|
| `text`, `removed` of a report | left out | whole |
| quotes (anchor, evidence, surface) | at most 300 characters each, then an ellipsis | whole |
| positions | two decimals (about 1 km) | as read |
| site of an attack on people, sexual violence, abduction | its district, province or country; else withheld | as read |
| a person's reason for a correction | left out | as given |
| names of private persons | blotted out | blotted out, but for `text` and `removed`; quotes are cut round them |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tallystick.export.privacy import blot_names
from tallystick.export.sensitive import PLACE_FIELDS, is_sensitive, is_site, site_words, sites_of
from tallystick.records.vocabulary import PlacePrecision


class Profile(StrEnum):
    """Whom an export is for."""

    PUBLIC = "public"
    INTERNAL = "internal"


QUOTE_CHARACTERS = 300
POSITION_DECIMALS = 2
SENSITIVE_DECIMALS = 1  # about 11 km
SENSITIVE_RADIUS_KM = 10.0

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """What one record hides: names of private persons, names of sites, and other words for these."""

    profile: Profile
    names: tuple[str, ...]
    sites: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def blot(self, words: str) -> str:
        """The words without any of them."""
        return blot_names(words, self.names, sites=self.sites | self.words)


def show_report(report: Record, *, profile: Profile, private: Iterable[str] = (), words: Iterable[str] = ()) -> Record:
    """A report as this profile shows it; `words` name the sites that it hides."""
    hidden = _hidden(profile, private, words=words)
    shown = dict(report)
    for key in ("title", "byline", "because"):
        if shown.get(key):
            shown[key] = hidden.blot(shown[key])
    if shown.get("dateline"):
        shown["dateline"] = {**shown["dateline"], "text": hidden.blot(shown["dateline"]["text"])}
    if profile is Profile.PUBLIC:
        del shown["text"], shown["removed"]
        shown["warnings"] = [warning.partition(":")[0] for warning in shown["warnings"]]
    return shown


def show_account(
    account: Record,
    *,
    profile: Profile,
    private: Iterable[str] = (),
    sites: Iterable[str] = (),
    words: Iterable[str] = (),
) -> Record:
    """An account as this profile shows it.

    `sites` are the names of sites that its incident hides, `words` those and other words for them in its report;
    its own are added where its own type is sensitive.
    """
    if is_sensitive(account):
        sites = (*sites, *sites_of(account))
        words = (*words, *site_words((account,)))
    hidden = _hidden(profile, private, sites=sites, words=words)
    shown = dict(account)
    shown["anchor"] = _quote(account["anchor"], hidden)
    shown["evidence"] = [_quote(quote, hidden) for quote in account["evidence"]]
    shown["claims"] = [_claim(claim, hidden) for claim in account["claims"]]
    shown["judged"] = _judged(account, hidden)
    return shown


def show_incident(
    incident: Record, *, profile: Profile, private: Iterable[str] = (), sites: Iterable[str] = ()
) -> Record:
    """An incident as this profile shows it.

    `sites` are the names of sites that its accounts hide; its own are added where its own type is sensitive.
    """
    if is_sensitive(incident):
        sites = (*sites, *sites_of(incident))
    hidden = _hidden(profile, private, sites=sites)
    shown = dict(incident)
    shown["place"] = _place(incident["place"], hidden)
    for side in ("perpetrators", "targets"):
        shown[side] = [{**item, "actor": _unsited(item["actor"], hidden)} for item in incident.get(side, ())]
    shown["fields"] = {
        field: [_position(item, field, hidden) for item in items] for field, items in incident["fields"].items()
    }
    shown["contradictions"] = [
        {
            **item,
            "because": hidden.blot(item["because"]),
            "positions": [_position(position, item["field"], hidden) for position in item["positions"]],
        }
        for item in incident["contradictions"]
    ]
    shown["tallies"] = {
        field: [
            {**_unsited(tally, hidden), "positions": [_position(p, field, hidden) for p in tally["positions"]]}
            for tally in tallies
        ]
        for field, tallies in incident["tallies"].items()
    }
    shown["judged"] = _judged(incident, hidden)
    shown["links"] = [_link(link, hidden) for link in incident["links"]]
    return shown


def _hidden(
    profile: Profile, private: Iterable[str], *, sites: Iterable[str] = (), words: Iterable[str] = ()
) -> _Hidden:
    """What is hidden; the internal profile hides no site."""
    if profile is Profile.INTERNAL:
        return _Hidden(profile=profile, names=tuple(private))
    return _Hidden(profile=profile, names=tuple(private), sites=frozenset(sites), words=frozenset(words))


def _quote(quote: Record, hidden: _Hidden) -> Record:
    return {**quote, "text": _words(quote["text"], hidden)}


def _words(words: str, hidden: _Hidden) -> str:
    if hidden.profile is Profile.INTERNAL:
        return words
    shown = hidden.blot(words)
    return shown if len(shown) <= QUOTE_CHARACTERS else shown[: QUOTE_CHARACTERS - 1] + "…"


def _value(value: Any, field: str, hidden: _Hidden) -> Any:
    return _place(value, hidden) if field in PLACE_FIELDS else _unsited(value, hidden)


def _claim(claim: Record, hidden: _Hidden) -> Record:
    return {
        **claim,
        "surface": _words(claim["surface"], hidden),
        "value": _value(claim["value"], claim["field"], hidden),
        "because": None if claim["because"] is None else hidden.blot(claim["because"]),
        "source": [{**link, "name": hidden.blot(link["name"])} for link in claim["source"]],
    }


def _position(position: Record, field: str, hidden: _Hidden) -> Record:
    return {
        **position,
        "value": _value(position["value"], field, hidden),
        "voices": [hidden.blot(voice) for voice in position["voices"]],
    }


def _judged(record: Record, hidden: _Hidden) -> list[Record]:
    """What a person put in the place of what was read; why is said in words of their own, for the internal profile."""
    return [
        {
            **item,
            **{key: _value(item[key], item["field"], hidden) for key in ("value_before", "value")},
            "why": None if hidden.profile is Profile.PUBLIC else hidden.blot(item["why"]),
        }
        for item in record.get("judged", ())
    ]


def _link(link: Record, hidden: _Hidden) -> Record:
    parts = [{**part, "words": hidden.blot(part["words"])} for part in link.get("parts", ())]
    return {**link, "because": hidden.blot(link["because"]), "parts": parts}


def _unsited(value: Any, hidden: _Hidden) -> Any:
    """A target, a thing hit, a count or the like without the names of sites in what it names."""
    if not hidden.sites or not isinstance(value, dict):
        return value
    return value | {key: blot_names(value[key], (), sites=hidden.sites) for key in ("name", "of") if value.get(key)}


def _place(place: Record | None, hidden: _Hidden) -> Record | None:
    if place is None or hidden.profile is Profile.INTERNAL:
        return place
    if is_site(place) and place["name"] in hidden.sites:
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
