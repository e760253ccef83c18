"""Invented incidents, weighed as the pipeline weighs them, in the shape in which a profile shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count as counter
from typing import Any

from tallystick.export.profiles import Profile, show_account, show_incident, show_report
from tallystick.export.shape import ToldIncident
from tallystick.records.account import Account, Claim, ClaimValue
from tallystick.records.encoding import jsonable
from tallystick.records.incident import Incident
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.report import Quote, Report
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Clarity,
    EventType,
    Modality,
    PlacePrecision,
    ReportStatus,
    SourceKind,
    Standing,
    TimePrecision,
)
from tallystick.stages.weigh.incidents import weigh_incident

_ids = counter(1)
SENTENCE = "Shells hit the market of Brenn on Tuesday, rescuers said."

ARMY = Actor(name="Syrian army", kind=ActorKind.STATE_FORCES, country="SY")
POLICE = Actor(name="Syrian police", kind=ActorKind.STATE_FORCES, country="SY")
JETS = Actor(name="Turkish Air Force", kind=ActorKind.STATE_FORCES, country="TR")
BANNER = Actor(name="Black Banner", kind=ActorKind.REBEL_GROUP)
SHIELD = Actor(name="Southern Shield", kind=ActorKind.POLITICAL_MILITIA)
GUNMEN = Actor(name="gunmen", unit=ActorUnit.GROUP)
VILLAGERS = Actor(name="villagers", kind=ActorKind.CIVILIANS, unit=ActorUnit.GROUP)
CROWD = Actor(name="protesters", kind=ActorKind.PROTESTERS, unit=ActorUnit.GROUP)
BRENN = Place(
    name="Brenn", country="SY", admin1="Idlib", admin2="Harem", lat=36.1, lon=36.5, precision=PlacePrecision.SETTLEMENT
)


def place(precision: str, **more: Any) -> Place:
    return replace(BRENN, precision=PlacePrecision(precision), **more)


def when(first: str | None, last: str | None = None) -> Moment:
    return Moment(edtf=f"{first}/{last}", earliest=first, latest=last or first, precision=TimePrecision.DAYS)


def claim(field: str, value: ClaimValue, *chain: str, surface: str = "words", **more: Any) -> Claim:
    source = tuple(SourceLink(name=name, kind=SourceKind.OTHER, named=name[0].isupper()) for name in chain)
    start = next(_ids)
    return Claim(
        id=f"clm-{start:05}",
        field=ClaimField(field),
        value=value,
        surface=surface,
        start=start,
        end=start + len(surface),
        source=source,
        **more,
    )


def killed(low: int | None, high: int | None, *chain: str, vague: str | None = None, **more: Any) -> Claim:
    return claim("killed", Count(low=low, high=high, vague=vague, **more), *chain)


def account(*claims: Claim, kind: str = "Shelling/artillery/missile attack", report: int = 1, **more: Any) -> Account:
    """An account at Brenn on 14 October 2025, unless its claims say otherwise."""
    told = {c.field for c in claims}
    if ClaimField.TIME not in told:
        claims += (claim("time", when("2025-10-14")),)
    if ClaimField.PLACE not in told:
        claims += (claim("place", BRENN, surface="the market of Brenn"),)
    return Account(
        **{
            "id": f"acc-{next(_ids):05}",
            "report": f"rep-{report}",
            "anchor": Quote(start=0, end=6, text=SENTENCE[:6]),
            "event_type": EventType(kind),
            "modality": Modality.ASSERTED,
            "standing": Standing.MAIN,
            "clarity": Clarity.INDIVIDUAL,
            "evidence": (Quote(start=0, end=len(SENTENCE), text=SENTENCE),),
            "claims": claims,
            **more,
        }
    )


def a_report(number: int, **more: Any) -> Report:
    words: dict[str, Any] = {
        "outlet": f"Outlet {number}",
        "title": f"Headline {number}",
        "published": f"2025-10-{14 + number}",
    }
    words |= {"lineage": f"rep-{number}", "status": ReportStatus.KEPT, "text": ""}
    return Report(id=f"rep-{number}", **(words | more))


def weighed(*accounts: Account, reports: Sequence[Report]) -> Incident:
    return weigh_incident(
        accounts,
        id_="inc-1",
        links=(),
        lineages={report.id: report.lineage for report in reports},
        published={report.id: report.published for report in reports},
        actor_of=lambda link: None,
        voice_of_actor=lambda actor: None,
        name_voice=lambda voice: voice,
    )


def told(*accounts: Account, reports: tuple[Report, ...] = (), profile: Profile = Profile.INTERNAL) -> ToldIncident:
    reports = reports or tuple(a_report(number) for number in sorted({int(a.report[4:]) for a in accounts}))
    incident = weighed(*accounts, reports=reports)
    return ToldIncident(
        incident=show_incident(jsonable(incident), profile=profile),
        accounts=tuple(show_account(jsonable(a), profile=profile) for a in accounts),
        reports=tuple(show_report(jsonable(report), profile=profile) for report in reports),
    )
