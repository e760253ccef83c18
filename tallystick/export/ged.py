"""GED-shaped rows: the 49 columns of the UCDP Georeferenced Event Dataset 25.1, in its order, filled from an incident.

Numbers of UCDP's own registers (conflicts, dyads, sides, grid cells, countries) stay empty: they are UCDP's to give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tallystick.export.columns import Cell, Row
from tallystick.export.days import MONTH, WEEK, YEAR, Days, days_of
from tallystick.export.deaths import Deaths, Side, count_deaths
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
    claims_of,
    listed,
    no_cell,
)
from tallystick.export.sides import AT_CIVILIANS, FROM_AFAR, PEOPLE, Sides, sides_of
from tallystick.knowledge.countries import Country, load_countries
from tallystick.knowledge.event_kinds import load_event_kinds
from tallystick.records.referent import ARMED_KINDS, BAND_KINDS, STATE_KINDS
from tallystick.records.vocabulary import Clarity, EventType, Grade, PlacePrecision

NO_DEATH = LeftOut(because="no death is counted in figures")
TOO_VAGUE = LeftOut(because="the time is vaguer than a year")
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"

_WHERE = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.AREA: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.SEA: 7,
}
_REGISTER = "Empty: a number or name of UCDP's own register."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """An incident as the columns look at it; `a` and `b` are names, `side_a` and `side_b` whose dead are theirs."""

    told: ToldIncident
    incident: dict[str, Any]
    place: dict[str, Any]
    country: Country
    days: Days
    type_of_violence: int | None
    a: str | None
    b: str | None
    side_a: Side
    side_b: Side
    deaths: Deaths


def ged_row(told: ToldIncident) -> Row | LeftOut:
    """The row of an incident, or why there is none."""
    incident = told.incident
    place = incident["place"] or {}
    country = load_countries().get(place.get("country") or "")
    if incident["grade"] == Grade.DISCOUNTED:
        return DISCOUNTED
    sides = sides_of(told)
    deaths = count_deaths(told, sides)
    if not deaths.best:
        return NO_DEATH
    if country is None:
        return NO_COUNTRY
    days = days_of(incident["time"])
    if isinstance(days, LeftOut):
        return days
    if days.count > YEAR:
        return TOO_VAGUE
    kind = _type_of_violence(incident, sides)
    turned = kind == STATE_BASED and sides.doers[0]["kind"] not in STATE_KINDS
    a, b = _name(sides.doers), CIVILIANS if kind == ONE_SIDED else _name(sides.targets)
    coded = _Coded(
        told=told,
        incident=incident,
        place=place,
        country=country,
        days=days,
        type_of_violence=kind,
        a=b if turned else a,
        b=a if turned else b,
        side_a=Side.TARGETS if turned else Side.DOERS,
        side_b=Side.DOERS if turned else Side.TARGETS,
        deaths=deaths,
    )
    return {column.name: column.cell(coded) for column in COLUMNS}


def _type_of_violence(incident: dict[str, Any], sides: Sides) -> int | None:
    if not sides.doers or sides.doers[0]["kind"] not in ARMED_KINDS:
        return None
    doer = sides.doers[0]["kind"]
    if not sides.targets:
        event = load_event_kinds()[EventType(incident["event_type"])].event_type
        return ONE_SIDED if event == AT_CIVILIANS or (event == FROM_AFAR and sides.civilians_alone) else None
    target = sides.targets[0]["kind"]
    if target in PEOPLE:
        return ONE_SIDED
    if target not in ARMED_KINDS:
        return None
    return NON_STATE if doer in BAND_KINDS and target in BAND_KINDS else STATE_BASED


def _name(side: tuple[dict[str, Any], ...]) -> str | None:
    return str(side[0]["name"]) if side else None


def _per_report(field: Callable[[dict[str, Any]], str]) -> Callable[[_Coded], Cell]:
    """A list with one item a report, so that lists of one row go side by side; nothing where no item is known."""

    def cell(c: _Coded) -> Cell:
        items = [field(report).replace(";", ",") for report in c.told.reports]
        return ";".join(items) if any(items) else None

    return cell


def _article(report: dict[str, Any]) -> str:
    return ",".join(filter(None, (report[key] for key in ("outlet", "published", "title"))))


def _original(c: _Coded) -> Cell:
    return listed(claim["source"][-1]["name"] for claim in claims_of(c.told, "killed") if claim["source"])


def _described(c: _Coded) -> Cell:
    here = c.place["gazetteer_id"], c.place["name"]
    said = [(claim["value"], claim["surface"]) for claim in claims_of(c.told, "place")]
    return listed(surface for place, surface in said if (place["gazetteer_id"], place["name"]) == here)


def _where_precision(c: _Coded) -> int:
    precision = PlacePrecision(c.place["precision"])
    part_of_country = precision is PlacePrecision.COUNTRY and c.place["name"] != c.country.name
    if part_of_country or is_wide_area(c.place, c.country):
        return 5
    return _WHERE[precision]


def _date_precision(c: _Coded) -> int:
    days = c.days.count
    return 1 if days == 1 else 2 if days < WEEK else 3 if days == WEEK else 4 if days <= MONTH else 5


def _point(c: _Coded) -> Cell:
    lat, lon = c.place["lat"], c.place["lon"]
    return None if lat is None or lon is None else f"POINT ({lon} {lat})"


def _dead(side: Callable[[_Coded], Side]) -> Callable[[_Coded], Cell]:
    return lambda c: c.deaths.by_side.get(side(c), 0)


COLUMNS: tuple[Column[_Coded], ...] = (
    Column("id", TEXT, "The incident's id.", lambda c: c.incident["id"]),
    Column("relid", TEXT, _REGISTER, no_cell),
    Column("year", INTEGER, "The year of `date_start`.", lambda c: c.days.first.year),
    Column("active_year", INTEGER, "Empty: it hangs on a dyad's dead of the whole year.", no_cell),
    Column("code_status", TEXT, "Empty: UCDP's own checking.", no_cell),
    Column(
        "type_of_violence",
        INTEGER,
        "By the kinds of the leading actors: 1 a state against a state or an armed group; 2 armed groups; 3 a state or "
        "an armed group against people who do not fight. Empty where a side or its kind is not known.",
        lambda c: c.type_of_violence,
    ),
    Column("conflict_dset_id", INTEGER, _REGISTER, no_cell),
    Column("conflict_new_id", INTEGER, _REGISTER, no_cell),
    Column("conflict_name", TEXT, _REGISTER, no_cell),
    Column("dyad_dset_id", INTEGER, _REGISTER, no_cell),
    Column("dyad_new_id", INTEGER, _REGISTER, no_cell),
    Column(
        "dyad_name",
        TEXT,
        "`side_a`, “ - ”, `side_b`; empty where one is not known.",
        lambda c: f"{c.a} - {c.b}" if c.a and c.b else None,
    ),
    Column("side_a_dset_id", INTEGER, _REGISTER, no_cell),
    Column("side_a_new_id", INTEGER, _REGISTER, no_cell),
    Column(
        "side_a",
        TEXT,
        "The doer that most voices name, as named; in state-based violence of an armed group, the state.",
        lambda c: c.a,
    ),
    Column("side_b_dset_id", INTEGER, _REGISTER, no_cell),
    Column("side_b_new_id", INTEGER, _REGISTER, no_cell),
    Column("side_b", TEXT, "The other side; “Civilians” in one-sided violence.", lambda c: c.b),
    Column(
        "number_of_sources",
        INTEGER,
        "How many texts tell it: reports that copy one another count once.",
        lambda c: len({report["lineage"] for report in c.told.reports}),
    ),
    Column(
        "source_article",
        TEXT,
        'One item a report, joined by ";": outlet, date of publication, headline, as far as they are known.',
        _per_report(_article),
    ),
    Column(
        "source_office",
        TEXT,
        "The outlets, one item a report, empty for one that is not known.",
        _per_report(lambda report: report["outlet"] or ""),
    ),
    Column(
        "source_date",
        TEXT,
        "The dates of publication, one item a report, empty for one that is not known.",
        _per_report(lambda report: report["published"] or ""),
    ),
    Column(
        "source_headline",
        TEXT,
        "The headlines, one item a report, empty for one that is not known.",
        _per_report(lambda report: report["title"] or ""),
    ),
    Column(
        "source_original",
        TEXT,
        "Who first said how many were killed: the last link of the chain of sources of each such claim.",
        _original,
    ),
    Column(
        "where_prec",
        INTEGER,
        "1 a site, town or city; 2 within 25 km of one; 3 a district; 4 a province; 5 a larger or vague part of a "
        "country; 6 a country; 7 a sea.",
        _where_precision,
    ),
    Column("where_coordinates", TEXT, "The place's name.", lambda c: c.place["name"]),
    Column("where_description", TEXT, "The words that say so, in each account.", _described),
    Column("adm_1", TEXT, "Province, governorate, state.", lambda c: c.place["admin1"]),
    Column("adm_2", TEXT, "District.", lambda c: c.place["admin2"]),
    Column("latitude", NUMBER, "Degrees north.", lambda c: c.place["lat"]),
    Column("longitude", NUMBER, "Degrees east.", lambda c: c.place["lon"]),
    Column("geom_wkt", TEXT, "The position as well-known text: longitude, latitude.", _point),
    Column("priogrid_gid", INTEGER, _REGISTER, no_cell),
    Column("country", TEXT, "The country's name.", lambda c: c.country.name),
    Column("country_id", INTEGER, _REGISTER, no_cell),
    Column("region", TEXT, "UCDP's region; empty where it is not sure.", lambda c: c.country.ucdp_region),
    Column(
        "event_clarity",
        INTEGER,
        "1 an occurrence of its own; 2 a campaign told as one.",
        lambda c: 1 if c.incident["clarity"] == Clarity.INDIVIDUAL else 2,
    ),
    Column(
        "date_prec",
        INTEGER,
        "1 one day; 2 two to six days; 3 seven days; 4 up to 31 days; 5 up to a year. Vaguer times, unknown years and "
        "open ends have no row.",
        _date_precision,
    ),
    Column("date_start", TEXT, "The first day it may have been, YYYY-MM-DD.", lambda c: c.days.first.isoformat()),
    Column("date_end", TEXT, "The last day it may have been, YYYY-MM-DD.", lambda c: c.days.last.isoformat()),
    Column(
        "deaths_a",
        INTEGER,
        "The dead of `side_a`: those counted as its people, soldiers and police of the only state, fighters of the "
        "only armed group. The figure most voices give, of equals the lowest.",
        _dead(lambda c: c.side_a),
    ),
    Column("deaths_b", INTEGER, "The dead of `side_b`, in the same way.", _dead(lambda c: c.side_b)),
    Column(
        "deaths_civilians",
        INTEGER,
        "Dead civilians, children, journalists and so on. Groups of one side may overlap: the largest counts, unless "
        "one account counts them beside each other.",
        _dead(lambda _: Side.CIVILIANS),
    ),
    Column(
        "deaths_unknown",
        INTEGER,
        "Of a figure for everybody what the other three do not account for, and groups of no known side. A part is "
        "never added to its whole.",
        _dead(lambda _: Side.UNKNOWN),
    ),
    Column(
        "best",
        INTEGER,
        "The sum of the four. Where nobody bounds the dead from below, the upper bounds stand for figures. Incidents "
        "whose dead nobody counts in figures have no row; words (“dozens”) count for nothing here.",
        lambda c: c.deaths.best,
    ),
    Column("high", INTEGER, "The highest current figure.", lambda c: c.deaths.high),
    Column("low", INTEGER, "The lowest current figure.", lambda c: c.deaths.low),
    Column("gwnoa", INTEGER, _REGISTER, no_cell),
    Column("gwnob", INTEGER, _REGISTER, no_cell),
    Column("incident_id", TEXT, "The incident's id.", lambda c: c.incident["id"]),
    Column("voices", INTEGER, "How many independent voices assert it.", lambda c: c.incident["voices"]),
    Column("grade", TEXT, "How well it is supported: see the codebook.", lambda c: c.incident["grade"]),
)

GED = Shape(name="ged-like@25.1", columns=COLUMNS, row_of=ged_row)
