"""Our accounts as MUC-4 templates.

| account | template |
|---|---|
| Remote explosive, Suicide bomb | BOMBING |
| Disrupted weapons use | BOMBING, ATTEMPTED |
| Abduction/forced disappearance | KIDNAPPING |
| Looting/property destruction | ROBBERY or ARSON by the anchor's words, else ATTACK |
| Attack, Armed clash, Shelling, Air/drone strike, Grenade, Chemical weapon | ATTACK |
| Sexual violence, Mob violence, Excessive force | ATTACK |
| anchors with "hijack" | HIJACKING |
| other types; denied and hypothetical accounts; aggregates | none |

Planned accounts are THREATENED. The rules of TASKDOC section 1 on what is relevant are kept as far as claims show it:
an act on armed people alone, an attack with neither target nor instrument, one more than two months old, or one
in and by none of the nine countries makes no template. Accounts that differ in neither date, location, type, category
nor perpetrator are one template (section 5). With no time claim the date is "- day of the message", with no place
claim the country is that of the message's other accounts (sections 7.3 and 7.4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from evaluation.public.muc4 import keys, words
from evaluation.public.muc4.keys import Filler, Template
from evaluation.public.muc4.scoring import essential_words
from tallystick.records.account import Account, Claim
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Effect,
    EventType,
    Modality,
    SourceKind,
    Standing,
)

TYPES = {
    EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: "BOMBING",
    EventType.SUICIDE_BOMB: "BOMBING",
    EventType.DISRUPTED_WEAPONS_USE: "BOMBING",
    EventType.ABDUCTION_FORCED_DISAPPEARANCE: "KIDNAPPING",
    EventType.LOOTING_PROPERTY_DESTRUCTION: "ATTACK",
    EventType.ATTACK: "ATTACK",
    EventType.ARMED_CLASH: "ATTACK",
    EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: "ATTACK",
    EventType.AIR_DRONE_STRIKE: "ATTACK",
    EventType.GRENADE: "ATTACK",
    EventType.CHEMICAL_WEAPON: "ATTACK",
    EventType.SEXUAL_VIOLENCE: "ATTACK",
    EventType.MOB_VIOLENCE: "ATTACK",
    EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS: "ATTACK",
}
RECENT = timedelta(days=62)  # "within two months of the date of the article"
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_ARMED = frozenset({"ACTIVE MILITARY", "LAW ENFORCEMENT"})
_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
_AUTHORITIES = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY})
_EFFECTS = {Effect.DESTROYED: "DESTROYED", Effect.DAMAGED: "SOME DAMAGE", Effect.NONE: "NO DAMAGE"}
_COUNTED = re.compile(
    r"^(?:(?:at least|as many as|more than|up to|about|nearly|some|around|over|between|the|a|an|another|other|several|"
    r"many|few|dozens|hundreds|of|and|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one|\d[\d,.]*)\s+)+",
    re.I,
)


def templates_of(accounts: Iterable[Account], *, message: str, written: date | None) -> tuple[Template, ...]:
    """The templates of a message's accounts; `written` is the day of the message."""
    told = [account for account in accounts if type_of(account) is not None]
    country = _usual_country(told)
    made: dict[tuple[object, ...], Template] = {}
    for account in told:
        if not _is_recent(account, written):
            continue
        template = _template(account, message=message, written=written, country=country)
        if not _is_relevant(template, account):
            continue
        same = tuple(
            template.fillers(slot)
            for slot in (keys.DATE, keys.LOCATION, keys.TYPE, keys.CATEGORY, keys.PERP_IND, keys.PERP_ORG)
        )
        made[same] = _joined(made[same], template) if same in made else template
    return tuple(made.values())


def type_of(account: Account) -> str | None:
    """The incident type of an account, or none where it makes no template."""
    if account.standing is Standing.AGGREGATE or account.modality in (Modality.DENIED, Modality.HYPOTHETICAL):
        return None
    anchor = account.anchor.text.upper()
    if words.HIJACK_WORDS.search(anchor):
        return "HIJACKING"
    if words.ARSON_WORDS.search(anchor) and account.event_type is EventType.LOOTING_PROPERTY_DESTRUCTION:
        return "ARSON"
    if words.ROBBERY_WORDS.search(anchor):
        return "ROBBERY"
    return TYPES.get(account.event_type)


def _template(account: Account, *, message: str, written: date | None, country: str | None) -> Template:
    type_ = type_of(account) or "ATTACK"
    slots: dict[int, tuple[Filler, ...]] = {
        keys.TYPE: _one(type_),
        keys.STAGE: _one(_stage(account)),
        keys.DATE: _one(_date(account, written)),
        keys.LOCATION: _one(_location(account, country)),
    }
    if type_ not in ("ARSON", "KIDNAPPING"):
        slots |= _instruments(account)
    slots |= _perpetrators(account)
    if type_ != "KIDNAPPING":
        slots |= _things(account)
    slots |= _people(account, country=_country(account) or country)
    return Template(message=message, slots={slot: fillers for slot, fillers in slots.items() if fillers})


def _one(value: str | None) -> tuple[Filler, ...]:
    return (Filler((value,)),) if value else ()


def _stage(account: Account) -> str:
    if account.modality is Modality.PLANNED:
        return "THREATENED"
    attempted = account.event_type is EventType.DISRUPTED_WEAPONS_USE
    return "ATTEMPTED" if attempted or words.ATTEMPT_WORDS.search(account.anchor.text.upper()) else "ACCOMPLISHED"


def _claims(account: Account, *fields: ClaimField) -> Iterator[Claim]:
    return (
        claim
        for claim in account.claims
        if claim.field in fields and claim.value is not None and claim.modality is not Modality.DENIED
    )


def _moment(account: Account) -> Moment | None:
    return next((c.value for c in _claims(account, ClaimField.TIME) if isinstance(c.value, Moment)), None)


def _date(account: Account, written: date | None) -> str | None:
    moment = _moment(account)
    ends = [_muc_day(day) for day in (moment.earliest, moment.latest)] if moment else [None, None]
    if ends[1]:
        if ends[0] == ends[1]:
            return ends[1]
        return f"{ends[0]} - {ends[1]}" if ends[0] else f"- {ends[1]}"
    return f"- {_muc_day(written.isoformat())}" if written else None


def _muc_day(day: str | None) -> str | None:
    if not day or day.startswith("XXXX"):
        return None
    year, month, number = day.split("-")
    return f"{number} {_MONTHS[int(month) - 1]} {year[2:]}"


def _is_recent(account: Account, written: date | None) -> bool:
    moment = _moment(account)
    if written is None or moment is None or not moment.latest or moment.latest.startswith("XXXX"):
        return True
    return date.fromisoformat(moment.latest) >= written - RECENT


def _places(account: Account) -> list[Place]:
    return [c.value for c in _claims(account, ClaimField.PLACE) if isinstance(c.value, Place)]


def _country(account: Account) -> str | None:
    return next((place.country for place in _places(account) if place.country), None)


def _usual_country(accounts: Iterable[Account]) -> str | None:
    seen = Counter(place.country for account in accounts for place in _places(account) if place.country)
    return min(seen, key=lambda code: (-seen[code], code)) if seen else None


def _location(account: Account, country: str | None) -> str | None:
    for place in _places(account):
        if place.country and place.country in words.COUNTRIES:
            name = words.COUNTRIES[place.country]
            inner = [part for part in (place.admin1, place.name) if part]
            inner = [part.upper() for part in dict.fromkeys(inner) if part.upper() != name]
            return ": ".join([name, *inner])
    return words.COUNTRIES.get(country) if country else None


def _instruments(account: Account) -> dict[int, tuple[Filler, ...]]:
    ids, types = [], []
    for claim in _claims(account, ClaimField.MEANS):
        if isinstance(claim.value, Means):
            type_ = words.instrument_type(claim.value.kind, claim.surface)
            if type_ is not None:
                ids.append(Filler((_clean(claim.surface),)))
                types.append(Filler((type_,), (_clean(claim.surface),)))
    return {keys.INSTRUMENT_ID: _distinct(ids), keys.INSTRUMENT_TYPE: _distinct(types)}


def _perpetrators(account: Account) -> dict[int, tuple[Filler, ...]]:
    people, bodies, sure = [], [], []
    kinds = set()
    for claim in _claims(account, ClaimField.PERPETRATOR):
        if not isinstance(claim.value, Actor):
            continue
        kinds.add(claim.value.kind)
        name = _clean(claim.surface)
        if claim.value.unit is ActorUnit.ORGANISATION:
            bodies.append(Filler((name,)))
            sure.append(Filler((_confidence(claim, claim.value),), (name,)))
        else:
            people.append(Filler((name,)))
    category = "STATE-SPONSORED VIOLENCE" if kinds and kinds <= _STATE else "TERRORIST ACT" if kinds else None
    return {
        keys.CATEGORY: _one(category),
        keys.PERP_IND: _distinct(people),
        keys.PERP_ORG: _distinct(bodies),
        keys.CONFIDENCE: _distinct(sure),
    }


def _confidence(claim: Claim, actor: Actor) -> str:
    said_by = claim.source[-1] if claim.source else None
    if said_by is not None and essential_words(said_by.name) == essential_words(actor.name):
        return "CLAIMED OR ADMITTED"
    if claim.modality is Modality.ALLEGED:
        by_authorities = said_by is not None and said_by.kind in _AUTHORITIES
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if by_authorities else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _things(account: Account) -> dict[int, tuple[Filler, ...]]:
    ids, types, numbers, effects = [], [], [], []
    for claim in _claims(account, ClaimField.OBJECT):
        thing = claim.value
        if not isinstance(thing, Materiel) or thing.effect is Effect.SEIZED:
            continue
        name = _clean(claim.surface)
        ids.append(Filler((name,)))
        types.append(Filler((words.physical_type(name),), (name,)))
        numbers.append(Filler((_number(thing.low, thing.high, approximate=thing.approximate, name=name),), (name,)))
        if thing.effect is not None:
            effects.append(Filler((_EFFECTS[thing.effect],), (name,)))
    return {
        keys.PHYS_ID: _distinct(ids),
        keys.PHYS_TYPE: _distinct(types),
        keys.PHYS_NUMBER: _distinct(numbers),
        keys.PHYS_EFFECT: _distinct(effects),
    }


def _people(account: Account, *, country: str | None) -> dict[int, tuple[Filler, ...]]:
    names, descriptions, types, numbers, nations, effects = [], [], [], [], [], []
    for claim in _claims(account, ClaimField.TARGET, ClaimField.KILLED, ClaimField.INJURED, ClaimField.CAPTURED):
        value, name = claim.value, _clean(claim.surface)
        if isinstance(value, Count) and value.high == 0:
            none = {ClaimField.KILLED: "NO DEATH", ClaimField.INJURED: "NO INJURY"}.get(claim.field)
            effects += [Filler((none,), ("-",))] if none else []
            continue
        if isinstance(value, Actor) and value.unit is ActorUnit.PERSON and value.actor_id:
            names.append(Filler((name,)))
        elif isinstance(value, Actor | Count):
            descriptions.append(Filler((name,)))
        else:
            continue
        types.append(Filler((words.human_type(name, value.group if isinstance(value, Count) else "all"),), (name,)))
        if isinstance(value, Count):
            numbers.append(Filler((_number(value.low, value.high, approximate=value.approximate, name=name),), (name,)))
        elif value.country and country and value.country != country and value.country in words.COUNTRIES:
            nations.append(Filler((words.COUNTRIES[value.country],), (name,)))
        effect = {ClaimField.KILLED: "DEATH", ClaimField.INJURED: "INJURY"}.get(claim.field)
        if effect:
            effects.append(Filler((effect,), (name,)))
    return {
        keys.HUM_NAME: _distinct(names),
        keys.HUM_DESCRIPTION: _distinct(descriptions),
        keys.HUM_TYPE: _distinct(types),
        keys.HUM_NUMBER: _distinct(numbers),
        keys.HUM_NATION: _distinct(nations),
        keys.HUM_EFFECT: _distinct(effects),
    }


def _number(low: int | None, high: int | None, *, approximate: bool, name: str) -> str:
    if low is not None and high is not None:
        return f"~{low}" if approximate else str(low) if low == high else f"{low} - {high}"
    if low is not None:
        return f"{low} -"
    return f"- {high}" if high is not None else "PLURAL" if name.endswith(("S", "MEN", "PEOPLE")) else "1"


def _clean(surface: str) -> str:
    """The noun phrase of a surface, upper case, without what counts it."""
    name = " ".join(surface.upper().split())
    return _COUNTED.sub("", name).strip() or name


def _distinct(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    return tuple(dict.fromkeys(fillers))


def _joined(one: Template, other: Template) -> Template:
    slots = {slot: _distinct((*one.fillers(slot), *other.fillers(slot))) for slot in (*one.slots, *other.slots)}
    return replace(one, slots=slots)


def _is_relevant(template: Template, account: Account) -> bool:
    people = {value for filler in template.fillers(keys.HUM_TYPE) for value in filler.values}
    things = template.fillers(keys.PHYS_ID)
    unarmed = [filler for filler in things if not words.ARMED_THING.search(filler.values[0])]
    if (people or things) and people <= _ARMED and not unarmed:
        return False
    named = bool(people or things or template.fillers(keys.INSTRUMENT_ID))
    attack = template.fillers(keys.TYPE)[0].values[0] == "ATTACK"
    if attack and not named:
        return False
    countries = {place.country for place in _places(account)} | {
        claim.value.country
        for claim in _claims(account, ClaimField.PERPETRATOR, ClaimField.TARGET)
        if isinstance(claim.value, Actor)
    }
    countries.discard(None)
    return not countries or bool(countries & words.OF_INTEREST)
