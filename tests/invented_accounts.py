"""Accounts of an invented incident, so that a test of weighing states only the claims it is about."""

from __future__ import annotations

from dataclasses import replace

from tallystick.records.account import Account, Claim
from tallystick.records.incident import Incident
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.report import Quote
from tallystick.records.vocabulary import (
    ActorKind,
    ClaimField,
    Clarity,
    EventType,
    Modality,
    PartOfDay,
    PlacePrecision,
    SourceKind,
    Standing,
    TimePrecision,
)
from tallystick.stages.weigh.incidents import weigh_incident

ARMY = Actor(name="Syrian forces", actor_id="sy", kind=ActorKind.STATE_FORCES, country="SY")
BRIGADE = Actor(name="Fourth Brigade", actor_id="sy-4", kind=ActorKind.POLITICAL_MILITIA, country="SY")
FRONT = Actor(name="Northern Front", actor_id="nf", kind=ActorKind.REBEL_GROUP)
CARTEL = Actor(name="Red Cartel", actor_id="red", kind=ActorKind.POLITICAL_MILITIA, country="MX")
OTHER_CARTEL = replace(CARTEL, name="Blue Cartel", actor_id="blue")
FOREIGNERS = Actor(name="Foreign forces", actor_id="xf", kind=ActorKind.EXTERNAL_FORCES, country="RU")
MONITOR = SourceLink(name="Rights Monitor", kind=SourceKind.MONITOR, named=True)
HOSPITAL = SourceLink(name="Brenn hospital", kind=SourceKind.MEDICAL, named=True)
ARMY_SAYS = SourceLink(name="army spokesman", kind=SourceKind.MILITARY, named=True)
RESIDENT = SourceLink(name="a resident", kind=SourceKind.RESIDENT, named=False)
BRENN = Place(
    name="Brenn",
    country="SY",
    admin1="Idlib",
    lat=35.9,
    lon=36.6,
    precision=PlacePrecision.SETTLEMENT,
    gazetteer_id="b",
)
FARLO = replace(BRENN, name="Farlo", lat=36.4, gazetteer_id="f")
IRAQ = Place(name="central Iraq", country="IQ", lat=33.0, lon=44.0, precision=PlacePrecision.COUNTRY, gazetteer_id="iq")
IDLIB = Place(name="Idlib", country="SY", admin1="Idlib", precision=PlacePrecision.ADMIN1, gazetteer_id="id")


def a_claim(field: ClaimField, value: object, *source: SourceLink, **changes: object) -> Claim:
    return replace(Claim(id="", field=field, value=value, surface="", start=0, end=0, source=source), **changes)


def an_account(report: str, *claims: Claim, **changes: object) -> Account:
    account = Account(
        id=f"acc-{report}",
        report=f"rep-{report}",
        anchor=Quote(start=0, end=0, text=""),
        event_type=EventType.AIR_DRONE_STRIKE,
        modality=Modality.ASSERTED,
        standing=Standing.MAIN,
        clarity=Clarity.INDIVIDUAL,
        evidence=(),
        claims=tuple(replace(c, id=f"clm-{report}-{n}", start=c.start or 500 * n) for n, c in enumerate(claims)),
    )
    return replace(account, **changes)


def weigh(*accounts: Account, days: dict[str, str] | None = None, lineages: dict[str, str] | None = None) -> Incident:
    reports = {a.report for a in accounts}
    return weigh_incident(
        accounts,
        id_="inc-1",
        links=(),
        lineages={r: (lineages or {}).get(r, r) for r in reports},
        published={r: (days or {}).get(r) for r in reports},
        actor_of=lambda link: "actor:sy" if "army" in link.name else None,
        voice_of_actor=lambda actor: f"actor:{(actor.actor_id or '').split('-')[0]}" if actor.actor_id else None,
        name_voice=lambda voice: voice,
    )


def killed(n: int, *source: SourceLink, group: str = "all", **changes: object) -> Claim:
    return a_claim(ClaimField.KILLED, Count(low=n, high=n, group=group), *source, **changes)


def doer(actor: Actor, *source: SourceLink, **changes: object) -> Claim:
    return a_claim(ClaimField.PERPETRATOR, actor, *source, **changes)


def place(where: Place, *source: SourceLink, **changes: object) -> Claim:
    return a_claim(ClaimField.PLACE, where, *source, **changes)


def day(date: str, *source: SourceLink, part: PartOfDay | None = None, **changes: object) -> Claim:
    moment = Moment(edtf=date, earliest=date, latest=date, precision=TimePrecision.DAY, part_of_day=part)
    return a_claim(ClaimField.TIME, moment, *source, **changes)


def kind(event_type: EventType, *source: SourceLink, **changes: object) -> Claim:
    return a_claim(ClaimField.EVENT_TYPE, event_type, *source, **changes)


def hit(actor: Actor, *source: SourceLink, **changes: object) -> Claim:
    return a_claim(ClaimField.TARGET, actor, *source, **changes)
