"""Marks the names of private persons, so that they stay in the local text.

A run of capitalised words is read as a person's name where its words or the words round it say so; where nothing
in the report gives that person an office, the name is private, wherever the report repeats it whole or in part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.people import GROUP_OF, KIN
from tallystick.knowledge.persons import (
    ADDRESS,
    FIGURE_NAMES,
    FIGURES,
    GIVEN_NAMES,
    HONORIFICS,
    NOT_NAMES,
    OFFICES,
    OPENERS,
    PARTICLES,
    RANK_AND_FILE,
    SOLE_VOICES,
)
from tallystick.records.mention import ActorMention, Sentence, SourceMention
from tallystick.records.referent import Actor
from tallystick.records.vocabulary import SourceKind

Span = tuple[int, int]

_WORD = re.compile(r"(?:[A-Z]\.){1,3}(?=[\s,])|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_AGE_AFTER = re.compile(
    r"(?:,| \()\s?(?:now |aged |age |then )?(?:1[0-9]|[2-9][0-9]|[1-9])(?:-years?-old)?"
    r"(?:\)|(?=[.,;:)”\"]|$| (?:who|from|was|said|told|of|years old|and)\b))"
)
_AGED_AFTER = re.compile(r" (?:is|was|,)? ?(?:now )?(?:aged \d|\d\d? years old\b|\d\d (?:and|years))")
_AGE_BEFORE = re.compile(r"\b\d{1,2}-year-old (?:[a-z]+ ){0,2}$")
_WHO_AFTER = re.compile(r",? ?(?:\d\d?, )?(?:who|whose|whom)\b")
_SPEECH = (
    "said|says|told|tells|recalled|recalls|remembers|remembered|added|adds|explained|explains|wept|cried|shouted|"
    "sobbed|asked|asks|whispered|replied|lamented|believes|believed|thinks|thought|wrote|writes|describes|described"
)
_SPEECH_AFTER = re.compile(rf"(?:,[^,]{{1,60}},)? (?:also |later |has |had |then )?(?:{_SPEECH})\b")
_SPEECH_BEFORE = re.compile(rf"(?:[”\"’,] ?(?:{_SPEECH})|\b(?:said|says|recalled|recalls)) $")
_ACT_AFTER = re.compile(
    r",? (?:still |now |has |had |was |is |then |also |himself |herself )*(?:walks|walked|heard|saw|wakes|woke|shakes|shook|lifts|lifted|knows|knew|"
    r"keeps|kept|sits|sat|stands|waits|waited|lost|fled|returned|came back|slept|sleeps|lives|lived|works|worked|ran|hid|"
    r"carried|buried|survived|died|crouched|went home|teaches|taught|sells|sold|grew up|married|lay|smiled|laughed|"
    r"studies|studied|drives|drove|borrowed|counted|counts|opened|wants|lost|timed|watched|feels|felt|fears|hopes|hoped|"
    r"wept|prays|prayed|stared|points|nods|nodded|sighs|sighed|shrugs|shrugged|turns|turned|reads|dug|digs|"
    r"has other things to think about)\b"
)
_CALLED_BEFORE = re.compile(
    r"\b(?:identified (?:\w+ ){0,3}(?:as|by \w+ as)|(?:gave|giving) (?:his|her|their) name (?:only )?as|"
    r"goes by|(?:man|woman|boy|girl|person|child|student|victim|teenager|father|mother|farmer|driver) (?:named|called)|"
    r"names? (?:was|is|were|as)|known (?:only )?as) (?:the )?[“\"‘']?$"
)
_GAVE_NAME = re.compile(r"\b(?:gave|giving) (?:his|her|their) name (?:only )?as $|only by (?:his|her) first name,? $")
_APPOSITION = re.compile(r"(?:,| [-–—]) ?(?:(?:\d{1,2}|aged \d{1,2}|[a-z]+), ?)?([^,.;:!?\"”“()–—]{2,90})")
_PHRASE_CUT = re.compile(
    r" (?:of|in|at|for|from|with|who|whose|whom|which|that|on|near|and|by|to|as|under|whom|based|working|living|"
    r"told|said|says|was|is|were|had|has|tells|into|inside|during|until|since|after|before|named|called)\b"
)
_PERSON_ENDING = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|wife|ician|ian|mother|father|keeper|hand|boy|girl)s?$")
_THINGS = frozenset(
    """river border quarter centre center corridor harbor tower newspaper power number order paper water winter summer
    border shelter letter chapter master matter minister cluster disaster computer helicopter tanker fighter launcher
    bomber carrier cruiser freighter trawler destroyer crater theater theatre sector factor manner charter partner other
    server buffer layer mortar gunner quarter container trailer monster former latter former mirror error terror horror
    motor tractor author predecessor successor gathering barrier insurgent precursor indicator reactor generator
    ruler usurper barter foyer weather remainder sober november december october september moor door floor
    islander conqueror observer reporter publisher broadcaster border-crossing provider maker supplier
    manufacturer operator developer contractor pier guerrilla suburban guardian""".split()
)
_PRIVATE_NOUNS = frozenset(
    """mason baker butcher tailor barber nurse midwife pharmacist surgeon medic paramedic orderly diabetic grower
    seamstress cook chef clerk labourer laborer cashier waiter waitress shepherd herder herdsman fisherman builder
    accountant engineer electrician plumber carpenter welder miner trader vendor merchant hawker grocer shopkeeper
    owner landlord tenant widow widower orphan bride groom graduate pupil student schoolboy schoolgirl undergraduate
    teacher schoolteacher lecturer tutor principal headmaster headteacher headmistress lawyer volunteer rescuer
    firefighter policeman policewoman soldier guard watchman janitor cleaner housewife homemaker mother father
    grandmother grandfather brother sister son daughter niece nephew aunt uncle cousin wife husband parent
    stepfather stepmother sibling twin neighbour neighbor friend colleague survivor witness eyewitness victim
    resident villager local native inhabitant passer-by bystander onlooker passenger motorist driver cyclist
    pedestrian commuter refugee migrant evacuee returnee activist pensioner retiree veteran farmer peasant
    parishioner worshipper patient amputee prisoner detainee inmate hostage captive relative caretaker librarian
    artist painter musician-teacher mechanic technician programmer designer translator interpreter reader commenter
    subscriber user fan supporter protester demonstrator man woman boy girl child toddler infant baby teenager youth
    person fiancé fiancée boyfriend girlfriend partner kid elder worker employee foreman dentist vet
    hairdresser beautician gardener porter boatman sailor rider trucker psychologist therapist mother-of-two
    mother-of-three father-of-two father-of-three father-of-four mother-of-four breadwinner suspect gunman attacker""".split()
)
_KIN_BEFORE = re.compile(
    r"\b(?:my|his|her|their|our|whose|[A-Za-z]+['’]s) (?:[a-z]+ |\d\d?-year-old |[a-z]+-year-old ){0,3}([a-z-]+),? $"
)
_ROLE_BEFORE = re.compile(r"([^\W\d_][\w’'-]*),? $")
_NOUN_THEN_NAME = re.compile(r"(?:^|[.,;:“\"—–] ?|\b)(?:[Aa]n?|[Tt]he|[Oo]ne|[Oo]ur) ([^,.;:“”\"]{2,60}), $")
_OFFICE_OF = re.compile(r"([\w-]+) (?:of|for|in|at) (?:[\w’'-]+ ){1,6}$|([\w-]+) (?:of|for|in|at) [^,.;:“”\"]{2,70}, $")
_HEADS_BODY = re.compile(
    r",? (?:(?:\d\d?|[a-z]+), )?who (?:is |was )?(?:heads?|headed|heading|chairs?|chaired|commands?|commanded|governs?|governed|leads?|led|runs?|ran|directs?|directed|oversees) "
    r"(?:[\w’'-]+ ){0,6}(administration|council|ministry|department|police|army|hospital|agency|commission|office|region|"
    r"province|government|brigade|battalion|militia|party|observatory|organi[sz]ation|committee|country|forces|network|"
    r"group|movement|faction|institute|city|district|directorate|service)\b"
)
_LOCATIVE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|towards?|around|across|into|onto|over|between|through|via|of (?:the )?(?:city|town|village|port)|"
    r"cit(?:y|ies) of|towns? of|villages? of|province of|district of) (?:[a-z]+ )?$"
)
_OWNED_BEFORE = re.compile(r"([A-Z][\w’-]*)['’]s? $")
_KIN_AFTER = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:" + "|".join(sorted(KIN)) + r"|family|relatives|widow|body|funeral|neighbou?rs?|manager|stall)\b"
)
_LISTED = re.compile(r"^(?:,? and |, )$")
_PUBLIC_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.PARTY, SourceKind.ARMED_GROUP})


@dataclass(slots=True, kw_only=True)
class _Name:
    """One occurrence of a name: its words, where it stands, and what speaks for its being public, private or a person."""

    words: tuple[str, ...]
    start: int
    end: int
    public: bool = False
    harmed: bool = False
    person: bool = False
    masked: bool = False
    weak: bool = False


@dataclass(slots=True, kw_only=True)
class _Person:
    """All occurrences that are taken for one person's."""

    full: tuple[str, ...]
    names: list[_Name] = field(default_factory=list)

    def is_private(self) -> bool:
        if any(name.masked for name in self.names):
            return True
        if any(name.public for name in self.names):
            return False
        return any(name.person for name in self.names)


def mark_private_names(
    sentences: Sequence[Sentence],
    *,
    actors: Sequence[ActorMention],
    sources: Sequence[SourceMention],
    table: ActorTable,
    is_place: Callable[[str], bool] | None = None,
) -> tuple[Span, ...]:
    """The spans of private persons' names in report.text, sorted; a name's every occurrence, not its possessive 's."""
    known = sorted((a.start, a.end) for a in actors if isinstance(a.actor, Actor) and a.actor.actor_id is not None)
    plain = _plain_words(sentences)
    names: list[_Name] = []
    for sentence in sentences:
        names += _names_of(sentence, known=known, plain=plain, table=table, is_place=is_place)
    _hear_sources(names, sources)
    people = _people(names)
    private = [person for person in people if person.is_private()]
    spans = {(name.start, name.end) for person in private for name in person.names}
    open_parts = {word for person in people if not person.is_private() and person.names_person() for word in person.full}
    spans |= set(_repeats(sentences, private, open_parts, names))
    return _apart(spans)
