"""Sensitive sites: where people were attacked, violated or abducted. The public profile shows none of them.

It is one decision an incident: where its own type or that of any of its accounts is sensitive, as read or as a person
corrected it, its sites are hidden in all that is told of it. An account in no incident is decided by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tallystick.records.vocabulary import ClaimField, EventType, PlacePrecision

SENSITIVE = frozenset({EventType.ATTACK, EventType.SEXUAL_VIOLENCE, EventType.ABDUCTION_FORCED_DISAPPEARANCE})
PLACE_FIELDS = frozenset({ClaimField.PLACE, ClaimField.ORIGIN})

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSites:
    """What is hidden of a whole store: names of sites by incident, and by report these with the words for them."""

    by_incident: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_report: Mapping[str, frozenset[str]] = field(default_factory=dict)


NOTHING_HIDDEN = HiddenSites()


def is_sensitive(record: Record) -> bool:
    """Whether a type of this account or incident is sensitive."""
    positions = () if "claims" in record else record["fields"].get(ClaimField.EVENT_TYPE, ())
    judged = (item for item in record.get("judged", ()) if item["field"] == ClaimField.EVENT_TYPE)
    types = {record["event_type"], *(item["value"] for item in (*positions, *judged))}
    return not SENSITIVE.isdisjoint(types)


def is_site(place: Record | None) -> bool:
    """Whether a place is known as precisely as a building or the like."""
    return place is not None and place["precision"] == PlacePrecision.SITE


def sites_of(record: Record) -> frozenset[str]:
    """The names of the sites in an account or incident, those before a correction among them."""
    if "claims" in record:
        places = [claim["value"] for claim in record["claims"] if claim["field"] in PLACE_FIELDS]
    else:
        held = (item for name in PLACE_FIELDS for item in record["fields"].get(name, ()))
        places = [record["place"], *(item["value"] for item in held)]
    judged = [item for item in record.get("judged", ()) if item["field"] in PLACE_FIELDS]
    places += [item[key] for item in judged for key in ("value_before", "value")]
    return frozenset(place["name"] for place in places if is_site(place))


def site_words(accounts: Iterable[Record]) -> frozenset[str]:
    """The words by which these accounts name their sites."""
    claims = (claim for account in accounts for claim in account["claims"] if claim["field"] in PLACE_FIELDS)
    return frozenset(claim["surface"] for claim in claims if is_site(claim["value"]))
