"""An invented world for linking: accounts that cluster as reports of armed conflict do, and the truth behind them.

Every account is made from its numbers and the seed alone, so a million are streamed in any order without being held.
What is put in, on purpose:

- sizes of incidents by a power law (about two thirds have one report), at most 2,000 reports;
- a quarter of the reports that follow a first one copy its words;
- tolls that climb with the days since, some "at least"; days told one too early or late, as a week, or not at all;
- another spelling without the gazetteer's id, the district for the village, the province, no place;
- a neighbouring type of event; the doer named, described or left out;
- reports that also tell a second incident as main, and such as recall an earlier one in the background;
- bursts: one place where one side does the same some two dozen times within a month.

A larger world lasts longer and is not denser: so many accounts a day, as a standing store grows.
"""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ActorKind, ActorUnit, EventType, PlacePrecision, TimePrecision
from tallystick.stages.link.features import Features

SEED = 20_26
PER_DAY = 350  # accounts told a day
MOST_REPORTS = 2_000
SIZE_POWER = 1.5  # reports of an incident: n or more with a chance of n to the minus this; 2.6 on average
BLOCK = 24  # incidents that may be one burst
COUNTRIES = 24
PROVINCES = 12  # a country
DISTRICTS = 6  # a province
SETTLEMENTS = 10  # a district
COMMON_WORDS = 8_000
ACTORS = 8  # a country
_FIRST_DAY = date(2015, 1, 1)
_MIX = 2_654_435_761  # odd, so that multiplying by it puts 32-bit numbers in another order, each once
_MAIN, _SECOND, _RECALLED = range(3)
_TYPES = (
    (EventType.AIR_DRONE_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE_ATTACK),
    (EventType.SHELLING_ARTILLERY_MISSILE_ATTACK, EventType.AIR_DRONE_STRIKE),
    (EventType.ATTACK, EventType.ARMED_CLASH),
    (EventType.ARMED_CLASH, EventType.ATTACK),
    (EventType.REMOTE_EXPLOSIVE_LANDMINE_IED, EventType.ATTACK),
    (EventType.ABDUCTION_FORCED_DISAPPEARANCE, EventType.ATTACK),
)  # an incident's type and the one that some reports give it
_KINDS = (ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
_CIVILIANS = Actor(name="civilians", kind=ActorKind.CIVILIANS, unit=ActorUnit.GROUP)
_GUNMEN = Actor(name="gunmen", unit=ActorUnit.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happened in one incident. `words` are what its reports choose from, `names` those of them that are rare."""

    day: date
    place: Place
    district: Place
    province: Place
    types: tuple[EventType, EventType]
    doer: Actor
    target: Actor
    killed: int
    injured: int
    words: tuple[str, ...]
    names: tuple[str, ...]


class World:
    """So many accounts, with the incident of each by its place in the order of ids."""

    def __init__(self, accounts: int, *, per_day: int = PER_DAY, seed: int = SEED) -> None:
        self._seed = seed
        self._per_day = per_day
        self._reports = array("I")
        self._slots = array("B")
        self._firsts = array("B")
        incidents = array("I")
        rng = random.Random(f"{seed}/plan")
        incident = report = 0
        while len(incidents) < accounts:
            for k in range(min(MOST_REPORTS, int(rng.paretovariate(SIZE_POWER)))):
                self._add(incidents, incident, report, _MAIN, first=k == 0)
                if rng.random() < 0.08:
                    self._add(incidents, incident + 1, report, _SECOND, first=False)
                if incident and rng.random() < 0.2:
                    self._add(incidents, rng.randrange(incident), report, _RECALLED, first=False)
                report += 1
            incident += 1
        for column in (incidents, self._reports, self._slots, self._firsts):
            del column[accounts:]
        order = list(range(accounts))
        rng.shuffle(order)
        self._order = array("I", order)
        self.incidents = array("I", (incidents[at] for at in order))
        self._days = accounts / per_day
        self._until = incident + 1

    def _add(self, incidents: array[int], incident: int, report: int, slot: int, *, first: bool) -> None:
        incidents.append(incident)
        self._reports.append(report)
        self._slots.append(slot)
        self._firsts.append(first)

    def __len__(self) -> int:
        return len(self.incidents)

    def features(self) -> Iterator[Features]:
        """The accounts in order of id."""
        for number in range(len(self)):
            yield self.account(number)

    def background(self, number: int) -> bool:
        """The account recalls its incident in passing."""
        return self._slots[self._order[number]] == _RECALLED

    def account(self, number: int) -> Features:
        """The account at this place in the order of ids."""
        at = self._order[number]
        return self._told(self.incidents[number], self._reports[at], self._slots[at], bool(self._firsts[at]), number)

    def _told(self, incident: int, report: int, slot: int, first: bool, number: int) -> Features:
        story = self.story(incident)
        rng = random.Random(f"{self._seed}/telling/{report}/{slot}")
        lag = min(20, int(rng.expovariate(1.0)))
        published = story.day + timedelta(days=lag)
        if slot == _RECALLED:
            published += timedelta(days=rng.randrange(5, 400))
        copied = slot == _MAIN and not first and rng.random() < 0.25
        words, names = self._words(story, incident, rng, copied=copied, recalled=slot == _RECALLED)
        told = Features(
            id=f"acc-{number:08x}",
            report=f"rep-{report * _MIX % (1 << 32):08x}",
            event_type=story.types[rng.random() < 0.1],
            background=slot == _RECALLED,
            aggregated=False,
            published=published.isoformat(),
            moments=_moments(story.day, rng, vague=slot == _RECALLED),
            places=_places(story, rng),
            perpetrators=_doers(story, rng),
            targets=(story.target,) if rng.random() < 0.6 else (),
            killed=_toll(story.killed, rng, lag=lag, chance=0.7),
            injured=_toll(story.injured, rng, lag=lag, chance=0.5),
            words=words,
            names=names,
        )
        return replace(told, killed=(), injured=()) if slot == _RECALLED and rng.random() < 0.5 else told

    def _words(
        self, story: Story, incident: int, rng: random.Random, *, copied: bool, recalled: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if copied:  # the words of the incident's own first text, a few left out
            rng = random.Random(f"{self._seed}/copied/{incident}")
        share = 0.2 if recalled else 0.55
        chosen = {word for word in story.words if rng.random() < share}
        chosen |= {_common_word(rng) for _ in range(5)}
        own = {_rare_word(rng)}
        return tuple(sorted(chosen | own)), tuple(sorted((chosen & {*story.names}) | own))

    def story(self, incident: int) -> Story:
        """What happened in this incident; those of one block share place, doer and kind where they are a burst."""
        own = random.Random(f"{self._seed}/incident/{incident}")
        block = random.Random(f"{self._seed}/block/{incident // BLOCK}")
        burst = block.random() < 0.08
        scene = block if burst else own
        where = int(COUNTRIES * PROVINCES * DISTRICTS * SETTLEMENTS * scene.random() ** 2)
        types, doer = scene.choice(_TYPES), _actor(where // (PROVINCES * DISTRICTS * SETTLEMENTS), scene)
        day = _FIRST_DAY + timedelta(days=int(self._days * incident / self._until))
        killed = min(400, int(own.paretovariate(1.1)) - (own.random() < 0.3))
        names = tuple(_rare_word(own) for _ in range(5))
        place, district, province = _settlement(where)
        return Story(
            day=day + timedelta(days=own.randrange(30)) if burst else day,
            place=place,
            district=district,
            province=province,
            types=types,
            doer=doer,
            target=_CIVILIANS if own.random() < 0.6 else _actor(where // (PROVINCES * DISTRICTS * SETTLEMENTS), own),
            killed=killed,
            injured=int(killed * own.uniform(0.2, 3.0)),
            words=(*names, *(_common_word(own) for _ in range(14))),
            names=names,
        )


def _moments(day: date, rng: random.Random, *, vague: bool) -> tuple[Moment, ...]:
    told = rng.random()
    if told > (0.3 if vague else 0.78):
        return ()
    if told > (0.15 if vague else 0.74):
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
        return (_moment(first, last, TimePrecision.WEEK),)
    if told < 0.05:
        day += timedelta(days=rng.choice((-1, 1)))
    return (_moment(day, day, TimePrecision.DAY),)


def _moment(first: date, last: date, precision: TimePrecision) -> Moment:
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return Moment(edtf=edtf, earliest=first.isoformat(), latest=last.isoformat(), precision=precision)


def _places(story: Story, rng: random.Random) -> tuple[Place, ...]:
    told = rng.random()
    if told < 0.70:
        return (story.place,)
    if told < 0.78:
        spelled = f"{story.place.name[:-1]}eh"
        lat, lon = (story.place.lat or 0.0) + rng.uniform(-0.01, 0.01), (story.place.lon or 0.0)
        return (replace(story.place, name=spelled, gazetteer_id=None, lat=round(lat, 4), lon=lon),)
    if told < 0.90:
        return (story.district,)
    return (story.province,) if told < 0.95 else ()


def _doers(story: Story, rng: random.Random) -> tuple[Actor, ...]:
    told = rng.random()
    return (story.doer,) if told < 0.6 else (_GUNMEN,) if told < 0.7 else ()


def _toll(final: int, rng: random.Random, *, lag: int, chance: float) -> tuple[Count, ...]:
    """What is told after so many days: at first as few as half, later all."""
    if rng.random() > chance or final == 0:
        return ()
    told = max(1, round(final * (1.0 - 0.5 * rng.random() * math.exp(-lag))))
    return (Count(low=told, high=None if rng.random() < 0.2 else told),)


def _common_word(rng: random.Random) -> str:
    return word_of(int(math.exp(rng.random() * math.log(COMMON_WORDS))))


def _rare_word(rng: random.Random) -> str:
    """A name: the more texts there are, the more names there are, as in any language."""
    return word_of(COMMON_WORDS + int(1_000 * rng.paretovariate(0.7)) % (1 << 40))


def word_of(number: int) -> str:
    """A word of four letters or more for each number."""
    said = ""
    while number or len(said) < 4:
        number, rest = divmod(number, 75)
        said += "bdfgklmnprstvyz"[rest // 5] + "aeiou"[rest % 5]
    return said


@lru_cache(maxsize=4096)
def _settlement(number: int) -> tuple[Place, Place, Place]:
    """A settlement with its district and its province."""
    district, province = number // SETTLEMENTS, number // (SETTLEMENTS * DISTRICTS)
    country = province // PROVINCES
    name = word_of(province + 5_000_000)
    region = _area(province, name, country, name, at=_spot(f"country {country}", (0.0, 0.0), 50.0), spread=4.0, km=90.0)
    around = (region.lat or 0.0, region.lon or 0.0)
    of_district = _area(district, word_of(district + 6_000_000), country, name, at=around, spread=0.7, km=25.0)
    of_district = replace(of_district, precision=PlacePrecision.ADMIN2, gazetteer_id=f"district-{district}")
    lat, lon = _spot(f"settlement {number}", (of_district.lat or 0.0, of_district.lon or 0.0), 0.18)
    place = Place(
        name=word_of(number + 7_000_000),
        country=of_district.country,
        admin1=name,
        admin2=of_district.name,
        lat=lat,
        lon=lon,
        radius_km=2.0,
        precision=PlacePrecision.SETTLEMENT,
        gazetteer_id=f"settlement-{number}",
    )
    return place, of_district, region


def _area(
    number: int, name: str, country: int, province: str, *, at: tuple[float, float], spread: float, km: float
) -> Place:
    lat, lon = _spot(f"area {name}", at, spread)
    code = chr(65 + country) + "Z"
    return Place(
        name=name,
        country=code,
        admin1=province,
        lat=lat,
        lon=lon,
        radius_km=km,
        precision=PlacePrecision.ADMIN1,
        gazetteer_id=f"province-{number}",
    )


def _spot(name: str, around: tuple[float, float], spread: float) -> tuple[float, float]:
    rng = random.Random(name)
    return tuple(round(at + rng.uniform(-spread, spread), 4) for at in around)  # type: ignore[return-value]


def _actor(country: int, rng: random.Random) -> Actor:
    number = country * ACTORS + int(ACTORS * rng.random() ** 2)
    kind = _KINDS[number % len(_KINDS)]
    name = f"{word_of(number + 8_000_000)} front"
    return Actor(name=name, actor_id=f"actor-{number}", kind=kind, country=chr(65 + country) + "Z")
