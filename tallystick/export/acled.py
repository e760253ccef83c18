"""ACLED-shaped rows: the columns of the ACLED codebook of March 2023, in its order, filled from an incident.

A row is what a coder of that codebook would begin from, with the incident's id to look at the claims behind it. What
the rules of the codebook need and reports do not tell stays empty; what cannot be a row says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallystick.export.columns import Cell, Row
from tallystick.export.days import MONTH, WEEK, Days, days_of
from tallystick.export.deaths import Deaths, count_deaths
from tallystick.export.places import is_wide_area
from tallystick.export.shape import (
    DISCOUNTED,
    INTEGER,
    NO_COUNTRY,
    NUMBER,
    TEXT,
    Column,
    LeftOut,
    Shape,
    ToldIncident,
    listed,
    no_cell,
)
from tallystick.export.sides import AT_CIVILIANS, FOUGHT, FROM_AFAR, PEOPLE, Sides, sides_of
from tallystick.knowledge.countries import Country, load_countries
from tallystick.knowledge.event_kinds import EventKind, load_event_kinds
from tallystick.records.account import rank_account
from tallystick.records.vocabulary import ActorKind, ActorUnit, EventType, Grade, PlacePrecision

TOO_VAGUE = LeftOut(because="the time is vaguer than a month")

# ACLED's numbers for words, used where no figure is given at all; "several" and "few" are 3 or 10 by context there.
NUMBER_OF_WORD = {"hundred": 100, "dozen": 12, "ten": 10, "several": 3, "few": 3}
_WORD = re.compile(r"\b(?:(hundred|dozen|ten)s|several (hundred|dozen)|(several|few))\b", re.IGNORECASE)
_INTER = {
    ActorKind.STATE_FORCES: "State forces",
    ActorKind.REBEL_GROUP: "Rebel group",
    ActorKind.POLITICAL_MILITIA: "Political militia",
    ActorKind.IDENTITY_MILITIA: "Identity militia",
    ActorKind.RIOTERS: "Rioters",
    ActorKind.PROTESTERS: "Protesters",
    ActorKind.CIVILIANS: "Civilians",
    ActorKind.EXTERNAL_FORCES: "External/Other forces",
}
_INTER_ORDER = tuple(_INTER.values())
_LARGER = 3  # geo_precision
_GEO_PRECISION = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.AREA: 2,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: _LARGER,
    PlacePrecision.COUNTRY: _LARGER,
    PlacePrecision.SEA: _LARGER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """An incident as the columns look at it."""

    told: ToldIncident
    incident: dict[str, Any]
    place: dict[str, Any]
    country: Country
    event: EventKind
    day: date
    time_precision: int
    first: tuple[dict[str, Any], ...]
    second: tuple[dict[str, Any], ...]
    civilians: bool
    rivals: tuple[dict[str, Any], ...]
    deaths: Deaths


def acled_row(told: ToldIncident) -> Row | LeftOut:
    """The row of an incident, or why there is none."""
    incident = told.incident
    place = incident["place"] or {}
    country = load_countries().get(place.get("country") or "")
    if incident["grade"] == Grade.DISCOUNTED:
        return DISCOUNTED
    if country is None:
        return NO_COUNTRY
    days = days_of(incident["time"])
    if isinstance(days, LeftOut):
        return days
    if days.count > MONTH:
        return TOO_VAGUE
    sides = sides_of(told)
    event = load_event_kinds()[EventType(incident["event_type"])]
    first, second = _in_order(sides, event)
    coded = _Coded(
        told=told,
        incident=incident,
        place=place,
        country=country,
        event=event,
        day=days.middle,
        time_precision=_time_precision(days),
        first=first,
        second=second,
        civilians=_are_targets(incident, sides, event),
        rivals=sides.rivals,
        deaths=count_deaths(told, sides, number_of=number_of_words),
    )
    return {column.name: column.cell(coded) for column in COLUMNS}


def number_of_words(words: str) -> int | None:
    """ACLED's number for words like "dozens", where its rule has one."""
    found = _WORD.search(words)
    return None if found is None else NUMBER_OF_WORD[next(word for word in found.groups() if word).lower()]


def _time_precision(days: Days) -> int:
    return 1 if days.count == 1 else 2 if days.count <= WEEK else 3


def _in_order(sides: Sides, event: EventKind) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """The actors of either side; where the order means nothing, a side that stands alone is the first."""
    if not sides.doers and event.event_type not in (AT_CIVILIANS, FROM_AFAR):
        return sides.targets, ()
    return sides.doers, sides.targets


def _are_targets(incident: dict[str, Any], sides: Sides, event: EventKind) -> bool:
    """Civilians are the main or only target."""
    if event.event_type == AT_CIVILIANS or incident["event_type"] == EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS:
        return True
    peaceful = bool(sides.targets) and sides.targets[0]["kind"] in PEOPLE - {ActorKind.RIOTERS}
    if incident["event_type"] == EventType.MOB_VIOLENCE:
        return peaceful
    return event.event_type == FROM_AFAR and (peaceful or sides.civilians_alone)


def _actor(coded: _Coded, side: Sequence[dict[str, Any]], *, second: bool) -> Cell:
    if side:
        return str(side[0]["name"])
    return f"Civilians ({coded.country.name})" if second and _unnamed_civilians(coded) else None


def _unnamed_civilians(coded: _Coded) -> bool:
    return not coded.second and coded.civilians and coded.event.event_type in (AT_CIVILIANS, FROM_AFAR)


def _others(side: Iterable[dict[str, Any]]) -> Cell:
    return listed(actor["name"] for actor in list(side)[1:])


def _inter(coded: _Coded, side: Sequence[dict[str, Any]], *, second: bool = False) -> str | None:
    if not side:
        return _INTER[ActorKind.CIVILIANS] if second and _unnamed_civilians(coded) else None
    kind, country = ActorKind(side[0]["kind"]), side[0]["country"]
    if kind is ActorKind.STATE_FORCES and country not in (None, coded.country.code):
        kind = ActorKind.EXTERNAL_FORCES
    if kind is ActorKind.UNKNOWN and not second and side[0]["unit"] == ActorUnit.GROUP:
        return _INTER[ActorKind.POLITICAL_MILITIA] if coded.event.event_type in FOUGHT else None
    return _INTER.get(kind)


def _interaction(coded: _Coded) -> Cell:
    first, second = _inter(coded, coded.first), _inter(coded, coded.second, second=True)
    if first is None:
        return None
    if second is not None:
        return "-".join(sorted((first, second), key=_INTER_ORDER.index))
    return None if coded.second else f"{first} only"


def _geo_precision(coded: _Coded) -> Cell:
    if is_wide_area(coded.place, coded.country):
        return _LARGER
    return _GEO_PRECISION[PlacePrecision(coded.place["precision"])]


def _degrees(value: float | None) -> Cell:
    return None if value is None else f"{value:.4f}"


def _source(coded: _Coded) -> Cell:
    outlets = [report["outlet"] for report in coded.told.reports]
    chains = [claim["source"] for account in coded.told.accounts for claim in account["claims"]]
    return listed([*outlets, *(link["name"] for chain in chains for link in chain if link["named"])])


def _notes(coded: _Coded) -> Cell:
    """What the words say, and what one number cannot."""
    deaths, said = coded.deaths, [strongest_words(coded.told)]
    if deaths.low is not None and deaths.at_most:
        said.append(f"Killed: at most {deaths.high}.")
    elif deaths.low is not None and deaths.low != deaths.high:
        said.append(f"Killed: {deaths.low} to {deaths.high}.")
    if deaths.words:
        said.append("Killed, in words: " + ", ".join(f"“{word}”" for word in deaths.words) + ".")
    if coded.rivals:
        said.append("Also named as the doer: " + ", ".join(actor["name"] for actor in coded.rivals) + ".")
    said += [c["because"] for c in coded.incident["contradictions"] if c["field"] in ("perpetrator", "occurrence")]
    return " ".join(words for words in said if words) or None


def strongest_words(told: ToldIncident) -> str | None:
    """The sentence of the act in the strongest account that quotes one."""
    best = min(
        (account for account in told.accounts if account["evidence"]),
        key=lambda a: rank_account(
            id_=a["id"],
            standing=a["standing"],
            modality=a["modality"],
            values=(claim["value"] for claim in a["claims"]),
        ),
        default=None,
    )
    if best is None:
        return None
    act = best["anchor"]["start"]
    holding = [quote for quote in best["evidence"] if quote["start"] <= act < quote["end"]]
    return str((holding or best["evidence"])[0]["text"])


COLUMNS: tuple[Column[_Coded], ...] = (
    Column(
        "event_id_cnty",
        TEXT,
        "The country's ISO 3166-1 alpha-3 code, then the incident's id.",
        lambda c: c.country.iso3 + c.incident["id"],
    ),
    Column(
        "event_date",
        TEXT,
        "YYYY-MM-DD: the day; within a week or a month the day in the middle, of two the earlier. The middle is this "
        "table's rule alone: the incident keeps the interval.",
        lambda c: c.day.isoformat(),
    ),
    Column("year", INTEGER, "The year of `event_date`.", lambda c: c.day.year),
    Column(
        "time_precision",
        INTEGER,
        "1 one day; 2 up to seven days; 3 up to 31 days. Vaguer times, unknown years and open ends have no row.",
        lambda c: c.time_precision,
    ),
    Column("disorder_type", TEXT, "ACLED's disorder type of the sub-event type.", lambda c: c.event.disorder_type),
    Column("event_type", TEXT, "ACLED's event type of the sub-event type.", lambda c: c.event.event_type),
    Column("sub_event_type", TEXT, "The incident's type.", lambda c: c.incident["event_type"]),
    Column(
        "actor1",
        TEXT,
        "The doer that most voices name, of known kind before others, as named; rivals stand in `notes`. Where the "
        "order means nothing (all but remote violence and violence against civilians) and no doer is told, the other "
        "side. Doers who fight each other or sign with each other are two sides; of a crowd and its police the crowd "
        "comes first.",
        lambda c: _actor(c, c.first, second=False),
    ),
    Column(
        "assoc_actor_1",
        TEXT,
        'Further actors of that side, joined by ";". A state\'s forces as such are left out beside a branch of theirs.',
        lambda c: _others(c.first),
    ),
    Column(
        "inter1",
        TEXT,
        "The kind of `actor1` in ACLED's words. State forces outside their own state are External/Other forces; "
        "people of no known kind who attack (“gunmen”) are a Political militia; else an unknown kind is empty.",
        lambda c: _inter(c, c.first),
    ),
    Column(
        "actor2",
        TEXT,
        "The target: in battles an armed one before others, in violence against civilians a civilian one. There, and "
        "in remote violence that counts civilian victims alone, “Civilians (Country)” where none is named.",
        lambda c: _actor(c, c.second, second=True),
    ),
    Column("assoc_actor_2", TEXT, 'Further actors of that side, joined by ";".', lambda c: _others(c.second)),
    Column("inter2", TEXT, "The kind of `actor2`, as for `inter1`.", lambda c: _inter(c, c.second, second=True)),
    Column(
        "interaction",
        TEXT,
        "Both kinds, that of the lower code first (“State forces-Civilians”); “Rebel group only” where there is one "
        "side; empty where a kind is not known.",
        _interaction,
    ),
    Column(
        "civilian_targeting",
        TEXT,
        "“Civilian targeting” for violence against civilians, excessive force against protesters, mob violence whose "
        "first target is civilians, and remote violence whose first target or only counted victims are; else empty.",
        lambda c: "Civilian targeting" if c.civilians else None,
    ),
    Column("iso", INTEGER, "The country's ISO 3166-1 number.", lambda c: c.country.numeric),
    Column("region", TEXT, "ACLED's region; empty where it is not sure.", lambda c: c.country.acled_region),
    Column("country", TEXT, "The country's name.", lambda c: c.country.name),
    Column("admin1", TEXT, "Province, governorate, state.", lambda c: c.place["admin1"]),
    Column("admin2", TEXT, "District.", lambda c: c.place["admin2"]),
    Column("admin3", TEXT, "Empty: places know no third level.", no_cell),
    Column("location", TEXT, "The place's name.", lambda c: c.place["name"]),
    Column(
        "latitude",
        NUMBER,
        "Degrees north, at most 4 decimals; 2 or fewer in the public profile.",
        lambda c: _degrees(c.place["lat"]),
    ),
    Column(
        "longitude",
        NUMBER,
        "Degrees east, at most 4 decimals; 2 or fewer in the public profile.",
        lambda c: _degrees(c.place["lon"]),
    ),
    Column(
        "geo_precision",
        INTEGER,
        "1 a site, town or city; 2 its surroundings, up to 25 km, or a district; 3 a province or anything larger.",
        _geo_precision,
    ),
    Column("source", TEXT, 'Outlets, then the sources they name, joined by ";".', _source),
    Column("source_scale", TEXT, "Empty: the reach of an outlet is not read.", no_cell),
    Column(
        "notes",
        TEXT,
        "The sentence of the act in the strongest account; then the range of the dead where figures differ or are "
        "bounded from above alone, words such as “dozens”, rival doers, and who contradicts whom on who or whether.",
        _notes,
    ),
    Column(
        "fatalities",
        INTEGER,
        "The lowest current figure for the dead. Where there is only an upper bound, that. Where there are only "
        "words: hundreds 100, dozens 12, tens 10, several or few 3. Empty where nobody says anything, 0 where "
        "somebody says that nobody died. Tolls over several days are not split.",
        lambda c: c.deaths.low,
    ),
    Column("tags", TEXT, "Empty.", no_cell),
    Column("timestamp", INTEGER, "Empty: equal stores give equal bytes.", no_cell),
    Column("incident_id", TEXT, "The incident's id.", lambda c: c.incident["id"]),
    Column("voices", INTEGER, "How many independent voices assert it.", lambda c: c.incident["voices"]),
    Column("grade", TEXT, "How well it is supported: see the codebook.", lambda c: c.incident["grade"]),
)

ACLED = Shape(name="acled-like@2023-03", columns=COLUMNS, row_of=acled_row)
