"""Occurrences: which act mentions of a report tell one and the same thing.

Read in order of position. An act joins the nearest occurrence it is compatible with (type, place,
time, doer, modality) when it refers back, repeats, or adds nothing that sets it apart; a word like
"another" or "separate", a place or day apart, or a rival doer begins a new one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tallystick.knowledge.scenes import load_scenes
from tallystick.records.comparators import actors_are_one, moments_are_apart, place_is_finer, places_are_apart
from tallystick.records.mention import (
    ActMention,
    ActorMention,
    CountMention,
    MeansMention,
    ObjectMention,
    PlaceMention,
    Reading,
    Sentence,
    SourceMention,
    TimeMention,
)
from tallystick.records.referent import Actor, Count, Moment, Place, Quantity
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    EventType,
    Modality,
    PlacePrecision,
    Scope,
    TimePrecision,
)
from tallystick.stages.tell.attribution import time_is_of_statement

VIOLENT = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.CHEMICAL_WEAPON,
        EventType.AIR_DRONE_STRIKE,
        EventType.SUICIDE_BOMB,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.GRENADE,
        EventType.ATTACK,
        EventType.GOVERNMENT_REGAINS_TERRITORY,
        EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        EventType.MOB_VIOLENCE,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.SEXUAL_VIOLENCE,
        EventType.ABDUCTION_FORCED_DISAPPEARANCE,
    }
)
PROTEST_LIKE = frozenset(
    {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_WITH_INTERVENTION,
        EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.MOB_VIOLENCE,
    }
)
BOMB_LIKE = frozenset(
    {
        EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
        EventType.SUICIDE_BOMB,
        EventType.GRENADE,
        EventType.AIR_DRONE_STRIKE,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    }
)
_GENERAL = frozenset(
    """attack assault raid strike operation incident violence ambush offensive onslaught incursion bombing blast explosion
    hit target massacre killing shooting barrage bombardment fire campaign slam crash""".split()
)
SCENES = load_scenes()
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ARMED_KINDS = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)
_CROWD = frozenset(
    """people residents thousands hundreds dozens crowd crowds protesters protestors demonstrators students workers activists supporters
    women villagers marchers mourners teachers lawyers farmers youths families police tear-gas opposition demonstrations""".split()
)
_ELSEWHERE = re.compile(
    r"\W*(?:elsewhere|separately|meanwhile|in (?:a )?(?:separate|another|other|different|an unrelated)|(?:less than |about |some |just )?"
    r"(?:an?|\w+) (?:hours?|days?|weeks?) (?:earlier|later|before)|hours (?:later|earlier)|the (?:same|previous|following) day|earlier (?:on|in|this)"
    r"|on the other hand|\d{1,2}[:.]\d\d\b)",
    re.IGNORECASE,
)
_CARE_AFTER = re.compile(r"(?:'s|’s)?\s+(?:\w+\s+){0,2}(?:hospital|clinic|morgue|medical|mortuary)")
_CARE_BEFORE = re.compile(
    r"\b(?:hospitals?|clinics?|morgues?|taken|rushed|evacuated|flown|transferred|airlifted|treated|admitted|ferried|sent|brought)"
    r"(?:\s+\w+){0,3}\s+(?:in|to|at|from)(?:\s+the)?\s*$"
)
_PATIENT_REACH = 28  # characters from an act noun to those it was on; farther they belong to another word
_OVER_TIME = re.compile(
    r"\b(?:since|so far this|in recent|over the (?:past|last)|in (?:the )?(?:past|last)|this year|last year|to date|during the (?:past|last)|"
    r"over \w+ (?:weeks|months|years)|in (?:four|three|two|six|five|seven|eight|nine|ten|\d+) (?:weeks|months|years))\b",
    re.IGNORECASE,
)
_REAL = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.DENIED})


@dataclass(slots=True)
class Act:
    """An act mention with the things its clause gives it (mutable only while a report is told)."""

    mention: ActMention
    weak: bool
    agents: list[ActorMention] = field(default_factory=list)
    patients: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    origins: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    means: list[MeansMention] = field(default_factory=list)
    objects: list[ObjectMention] = field(default_factory=list)
    sums: bool = False
    also: bool = False
    elsewhere: bool = False
    titled: bool = False

    @property
    def general(self) -> bool:
        """The act word leaves open what kind of violence it was."""
        return self.weak or self.mention.lemma in _GENERAL

    def placed(self) -> list[Place]:
        """The resolved places of the act, finest first in reading order."""
        return [p.place for p in self.places if isinstance(p.place, Place)]

    def moments(self) -> list[Moment]:
        """The resolved times of the act."""
        return [t.moment for t in self.times if isinstance(t.moment, Moment)]

    def doers(self) -> list[Actor]:
        """The resolved doers of the act."""
        return [a.actor for a in self.agents if isinstance(a.actor, Actor)]


@dataclass(slots=True)
class Occurrence:
    """Act mentions that tell one thing, first the anchor."""

    acts: list[Act]
    loose: list[int] = field(default_factory=list)

    @property
    def first(self) -> ActMention:
        """The mention that is the account's anchor: the first that says what was done, not what came of it."""
        strong = [
            a
            for a in self.acts
            if not a.weak and "ref" not in a.mention.flags and a.mention.modality is not Modality.DENIED
        ]
        told = [a for a in strong if not a.titled]
        return (told or strong or self.acts)[0].mention

    def real(self) -> bool:
        """Told as something that happened or is denied, not planned or supposed."""
        return any(a.mention.modality in _REAL for a in self.acts)

    def places(self) -> list[Place]:
        """All resolved places of its acts."""
        return [p for a in self.acts for p in a.placed()]

    def moments(self) -> list[Moment]:
        """All resolved times of its acts."""
        return [m for a in self.acts for m in a.moments()]

    def doers(self) -> list[Actor]:
        """All resolved doers of its acts."""
        return [d for a in self.acts for d in a.doers()]

    def types(self) -> set[EventType]:
        """The event types its specific act words say."""
        return {a.mention.event_type for a in self.acts if not a.general} or {self.first.event_type}

    def last_sentence(self) -> int:
        """The last sentence that speaks of it."""
        return max(a.mention.sentence for a in self.acts)


def gather_acts(reading: Reading, *, scope: Scope = Scope.CONFLICT) -> list[Act]:
    """The act mentions that tell something, each with what stands in its clause or sentence."""
    acts: list[Act] = []
    by_sentence: dict[int, list[ActMention]] = {}
    for mention in reading.acts:
        if not _is_supposed_plural(mention, reading):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    beside = mentions_beside(reading)
    game = tells_no_news(reading.sentences) or (scope is Scope.CONFLICT and tells_crime(reading))
    for sentence in reading.sentences:
        mentions = by_sentence.get(sentence.index, [])
        if not (mentions or beside[sentence.index].counts or beside[sentence.index].objects):
            continue
        here = _Here(sentence, beside[sentence.index], mentions=mentions, game=game)
        told = [sense for m in mentions if (sense := here.sense(m, mentions)) is not None]
        if all("blame" in m.flags for m in told) and not game:
            told += _orphan_tolls(beside[sentence.index], sentence)
        strong = [m for m in told if "weak" not in m.flags]
        made = [Act(mention=m, weak="weak" in m.flags) for m in told]
        for act in made:
            here.give_roles(act)
        here.share(made, strong)
        for act in made:
            act.sums = here.sums(act, reading)
            act.also = here.also(act)
            act.titled = sentence.is_title
            act.elsewhere = bool(_ELSEWHERE.match(sentence.text)) and not act.weak
        acts += made
    return acts


def _is_supposed_plural(mention: ActMention, reading: Reading) -> bool:
    """ "used to assemble roadside bombs", "to deter further attacks": a plural that is only meant or feared."""
    supposed = mention.nominal and mention.plural and not mention.definite and mention.modality not in _REAL
    return supposed and not reading.sentences[mention.sentence].is_title and not _is_lead(mention.sentence, reading)


def _orphan_tolls(beside: Beside, sentence: Sentence) -> Iterator[ActMention]:
    """Weak acts for the tolls and losses of a sentence that holds no act word ("At least seven are dead").

    A loss of things ("a hundred rockets were eliminated") only goes with what is told elsewhere.
    """
    for _, count in beside.counts:
        if count.field != "strikes":
            yield _toll(sentence, count.cue_start, count.cue_end, flags=frozenset({"weak", "toll"}))
    for thing in beside.objects:
        if thing.materiel.effect is not None:
            yield _toll(sentence, thing.start, thing.end, flags=frozenset({"weak", "toll", "ref"}))


def _toll(sentence: Sentence, start: int, end: int, *, flags: frozenset[str]) -> ActMention:
    return ActMention(
        start=start,
        end=end,
        surface=sentence.text[start - sentence.start : end - sentence.start],
        lemma="toll",
        event_type=EventType.ATTACK,
        sentence=sentence.index,
        clause_start=sentence.start,
        clause_end=sentence.end,
        definite=True,
        flags=flags,
    )


def tells_crime(reading: Reading) -> bool:
    """The report is about crime: words of courts and police work, none of conflict, nobody armed but police."""
    words = {w for s in reading.sentences for w in _WORD.findall(s.text.lower())}
    if len(words & SCENES["crime"]) < 2 or words & SCENES["conflict"]:
        return False
    return not any(
        isinstance(a.actor, Actor)
        and a.actor.kind in _ARMED_KINDS
        and not a.adjective
        and "police" not in a.actor.name.lower()
        for a in reading.actors
    )


def _names(mention: ActorMention) -> bool:
    """The mention is a proper name, so an act word inside it is part of the name."""
    return isinstance(mention.actor, Actor) and mention.actor.actor_id is not None and mention.surface[:1].isupper()


def _is_platform(mention: ActorMention) -> bool:
    """Aircraft and the like with no named owner: a means, not a doer."""
    actor = mention.actor
    if not isinstance(actor, Actor) or actor.actor_id is not None:
        return False
    last = actor.name.lower().split()[-1] if actor.name else ""
    return last in (
        "aircraft",
        "jets",
        "jet",
        "helicopters",
        "helicopter",
        "warplanes",
        "warplane",
        "planes",
        "drones",
        "drone",
    )


def tells_no_news(sentences: Sequence[Sentence]) -> bool:
    """The report is about a match or a work of fiction: the words of that scene are many, and of several kinds."""
    words = [w for s in sentences for w in _WORD.findall(s.text.lower())]
    for scene in ("sport", "screen"):
        found = [w for w in words if w in SCENES[scene]]
        if len(set(found)) >= 3 and len(found) >= max(3, len(words) // 60):
            return True
    return False


@dataclass(slots=True)
class Beside:
    """The mentions that stand in one sentence; counts with their index in the report's list."""

    actors: list[ActorMention] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    counts: list[tuple[int, CountMention]] = field(default_factory=list)
    means: list[MeansMention] = field(default_factory=list)
    objects: list[ObjectMention] = field(default_factory=list)


def mentions_beside(reading: Reading) -> list[Beside]:
    """For each sentence of the report, the mentions that stand in it."""
    starts = [s.start for s in reading.sentences]
    found = [Beside() for _ in starts]

    def at(offset: int) -> Beside:
        return found[max(0, bisect_right(starts, offset) - 1)]

    if not found:
        return found
    for actor in reading.actors:
        at(actor.start).actors.append(actor)
    for source in reading.sources:
        at(source.start).sources.append(source)
    for place in reading.places:
        at(place.start).places.append(place)
    for time in reading.times:
        at(time.start).times.append(time)
    for index, count in enumerate(reading.counts):
        at(count.start).counts.append((index, count))
    for means in reading.means:
        at(means.start).means.append(means)
    for thing in reading.objects:
        at(thing.start).objects.append(thing)
    return found


class _Here:
    """The mentions of one sentence, and how they fall to its acts."""

    def __init__(self, sentence: Sentence, beside: Beside, *, mentions: Sequence[ActMention], game: bool) -> None:
        self.sentence = sentence
        self.mentions = mentions
        self.game = game
        self.words = set(_WORD.findall(sentence.text.lower()))
        self.actors = beside.actors
        self.sources = beside.sources
        self.places = beside.places
        self.times = [t for t in beside.times if not time_is_of_statement(t, sentence=sentence, sources=self.sources)]
        self.counts = beside.counts
        self.means = beside.means
        self.objects = beside.objects

    def armed(self) -> bool:
        """Somebody armed, a weapon or a toll stands in the sentence."""
        if self.means or any(c.field != "strikes" for _, c in self.counts):
            return True
        unarmed = {ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.UNKNOWN}
        return any(isinstance(a.actor, Actor) and a.actor.kind not in unarmed for a in self.actors)

    def sense(self, mention: ActMention, others: Sequence[ActMention]) -> ActMention | None:
        """The mention in the first of its senses that fits here, or none."""
        if self.rehearsed(mention) or self.game:
            return None
        if any(a.start <= mention.start and mention.end <= a.end and _names(a) for a in self.actors):
            return None
        if "weak" in mention.flags and self.words & SCENES["accident"] and not self.means:
            return None
        for kind, flags in ((mention.event_type, mention.flags), *mention.others):
            if self._fits(mention, flags, others):
                return mention if flags is mention.flags else replace(mention, event_type=kind, flags=flags)
        return None

    def rehearsed(self, mention: ActMention) -> bool:
        """A drill, a film or the like is told, not an act."""
        killed = any(c.field == "killed" for _, c in self.counts)
        return bool(self.words & SCENES["rehearsal"]) and not killed and mention.modality in _REAL

    def _fits(self, mention: ActMention, flags: frozenset[str], others: Sequence[ActMention]) -> bool:
        if "light" in flags and mention.event_type in PROTEST_LIKE:
            return bool(self.words & _CROWD) or any(
                isinstance(a.actor, Actor) and a.actor.kind in (ActorKind.PROTESTERS, ActorKind.RIOTERS)
                for a in self.actors
            )
        if "light" in flags and not (
            self.armed() or any("mil" in o.flags or "weak" in o.flags for o in others if o is not mention)
        ):
            return False
        if "munition" in flags and not (
            any(_touches(m, mention.agent) or _touches(m, mention.patient) for m in self.means)
            or self._said(mention.agent) & SCENES["munition"]
            or self._said(mention.patient) & SCENES["munition"]
        ):
            return False
        if mention.nominal and mention.event_type is EventType.NON_VIOLENT_TRANSFER_OF_TERRITORY:
            return any(
                isinstance(p.place, Place) and p.place.precision is not PlacePrecision.COUNTRY for p in self.places
            )
        if mention.nominal or "blame" in flags or "toll" in flags:
            return True
        if "people" in flags:
            people = any(_touches(a, mention.patient) for a in self.actors)
            counted = any(
                c.cue_start <= mention.start < c.cue_end
                or mention.start <= c.cue_start < mention.end
                or _touches(c, mention.patient)
                for _, c in self.counts
            )
            if not (people or counted):
                return False
        if "close" in flags and not any(
            mention.patient
            and 0 <= p.start - mention.patient[0] < 14
            and p.type_word is None
            or _touches(p, mention.patient)
            and p.start - mention.end < 6
            for p in self.places
        ):
            return False
        if "territory" in flags:
            placed = any(_touches(p, mention.patient) for p in self.places) or bool(
                self._said(mention.patient) & SCENES["place"]
            )
            if not placed or any(_touches(c, mention.patient) for _, c in self.counts):
                return False
            if not self.armed():
                return False
        if "thing" in flags and not any(_touches(o, mention.patient) for o in (*self.objects, *self.places)):
            return False
        return not ("result" in flags and not self.objects)

    def _said(self, span: tuple[int, int] | None) -> set[str]:
        if span is None:
            return set()
        base = self.sentence.start
        return set(_WORD.findall(self.sentence.text[max(0, span[0] - base) : span[1] - base].lower()))

    def give_roles(self, act: Act) -> None:
        """Doers and those done to, from the subject and object stretches of the clause."""
        mention = act.mention
        if "ref" in mention.flags and "blame" not in mention.flags:
            return
        sources = [] if "blame" in mention.flags else [(s.start, s.end) for s in self.sources]
        able = [a for a in self.actors if not any(_touches(a, span) for span in sources)]
        act.agents = [
            a
            for a in able
            if _touches(a, mention.agent)
            and not self._part_of_a_thing(a)
            and not _is_platform(a)
            and not (mention.nominal and a.surface.lower() in ("military", "security"))
        ]
        far = mention.nominal and mention.patient is not None and mention.patient[0] - mention.end > _PATIENT_REACH
        act.patients = [
            a
            for a in able
            if _touches(a, mention.patient) and a not in act.agents and not far and not self._nearer_act(mention, a)
        ]

    def _nearer_act(self, mention: ActMention, actor: ActorMention) -> bool:
        """Another noun of an act stands between, so the actor is of that one ("in response to attacks on Y")."""
        return any(m.nominal and mention.end <= m.start < actor.start for m in self.mentions if m is not mention)

    def _part_of_a_thing(self, actor: ActorMention) -> bool:
        """ "the police station", "the military base": no actor, but part of a thing's name."""
        rest = _WORD.findall(self.sentence.text[actor.end - self.sentence.start :][:24].lower())
        gap = self.sentence.text[actor.end - self.sentence.start :][:1]
        return (
            bool(rest)
            and gap == " "
            and rest[0] in SCENES["place"] | {"van", "convoy", "truck", "vehicle", "bus", "weapons"}
        )

    def share(self, acts: list[Act], strong: list[ActMention]) -> None:
        """Give each place, time, count, means and object of the sentence to the act it belongs to."""
        if not acts:
            return
        telling = [a for a in acts if "ref" not in a.mention.flags or "toll" in a.mention.flags]
        real = [a for a in telling if a.mention in strong] or telling
        if not real:
            return
        previous: PlaceMention | None = None
        for place in self.places:
            role = place.role_hint
            if previous is not None and previous.role_hint == "origin" and self._is_inside(previous, place):
                role = "inside origin"
            previous = place if role == place.role_hint else previous
            if role not in ("place", "origin") or self._is_of_care(place):
                continue
            act = self._nearest(place.start, real)
            (act.origins if role == "origin" else act.places).append(place)
        for time in self.times:
            self._nearest(time.start, real).times.append(time)
        for index, count in self.counts:
            self._nearest(count.cue_start, telling).counts.append(index)
        for means in self.means:
            self._nearest(means.start, real).means.append(means)
        for thing in self.objects:
            self._nearest(thing.start, real).objects.append(thing)

    def _is_of_care(self, place: PlaceMention) -> bool:
        """Where the hurt were taken or the dead counted, not where it happened."""
        base = self.sentence.start
        after = self.sentence.text[place.end - base :][:30].lower()
        before = self.sentence.text[: place.relation_start - base][-40:].lower()
        return bool(_CARE_AFTER.match(after) or _CARE_BEFORE.search(before))

    def _is_inside(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """ "the base in the X province": the second names what the first lies in."""
        gap = self.sentence.text[inner.end - self.sentence.start : outer.start - self.sentence.start].strip().lower()
        return gap in (",", "in", "in the", "of", "in eastern", "in northern", "in southern", "in western", "")

    def also(self, act: Act) -> bool:
        """The sentence says before the act that somebody did so, too."""
        before = self.sentence.text[: act.mention.start - self.sentence.start].lower()
        return " also " in before and not act.weak

    def sums(self, act: Act, reading: Reading) -> bool:
        """The act is a sum over many: a number of attacks, or a toll, over weeks, months or years."""
        many = any(
            reading.counts[i].field == "strikes" and ((q.low or q.high or 0) >= 5 or q.vague)
            for i in act.counts
            if isinstance(q := reading.counts[i].count, Quantity)
        )
        long = any(
            isinstance(t.moment, Moment)
            and t.moment.precision
            in (TimePrecision.UNKNOWN, TimePrecision.MONTH, TimePrecision.YEAR, TimePrecision.SEASON)
            for t in self.times
        ) or bool(_OVER_TIME.search(self.sentence.text))
        return long and (many or (act.weak and any(reading.counts[i].field == "killed" for i in act.counts)))

    def _nearest(self, offset: int, acts: list[Act]) -> Act:
        def distance(act: Act) -> tuple[int, int]:
            m = act.mention
            apart = 0 if m.clause_start <= offset < m.clause_end else 1
            return apart, min(abs(m.start - offset), abs(offset - m.end))

        return min(acts, key=distance)


def _touches(
    mention: ActorMention | PlaceMention | CountMention | ObjectMention | MeansMention, span: tuple[int, int] | None
) -> bool:
    return span is not None and mention.start < span[1] and span[0] < mention.end


def group_occurrences(acts: Sequence[Act], *, reading: Reading) -> list[Occurrence]:
    """The occurrences of a report, in order of their first mention."""
    occurrences: list[Occurrence] = []
    members: list[tuple[Act, Occurrence]] = []
    for act in acts:
        if _is_generic(act, reading):
            continue
        whole = _whole_of(act, occurrences, reading)
        if whole is not None:
            members.append((act, whole))
            continue
        whole = _home_of_member(act, members)
        if whole is not None:
            members.append((act, whole))
            continue
        home = _home(act, occurrences, reading=reading)
        if home is not None:
            home.acts.append(act)
        elif "ref" not in act.mention.flags and not _tells_of_nobody(act, reading):
            occurrences.append(Occurrence(acts=[act]))
    return _split_wholes(occurrences, members, reading)


def _is_generic(act: Act, reading: Reading) -> bool:
    """A plural that names no occurrence ("amid recent attacks", "further strikes"), outside title and lead."""
    m = act.mention
    if not (m.nominal and m.plural) or m.definite or m.novel or _is_lead(m.sentence, reading):
        return False
    if reading.sentences[m.sentence].is_title or act.counts or (act.means and m.modality in _REAL and not m.cause):
        return False
    local = any(p.precision is not PlacePrecision.COUNTRY for p in act.placed())
    dated = any(t.precision in (TimePrecision.DAY, TimePrecision.DAYS) for t in act.moments())
    return not (local or dated or act.objects or act.sums)


_MEMBER = re.compile(
    r"\b(?:one of (?:the|these|those|its|their)|the (?:other|first|second|third|latter|former))(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)


def _whole_of(act: Act, occurrences: Sequence[Occurrence], reading: Reading) -> Occurrence | None:
    """The plural occurrence of which this act is one ("one of the strikes", "the other strike")."""
    m = act.mention
    sentence = reading.sentences[m.sentence]
    if not m.nominal or "ref" in m.flags or not _MEMBER.search(sentence.text[: m.start - sentence.start]):
        return None
    fit = [o for o in occurrences if o.real() and any(a.mention.plural for a in o.acts) and _types_agree(act, o)]
    named = [o for o in fit if any(a.mention.plural and a.mention.lemma == m.lemma for a in o.acts)]
    return max(named or fit, key=Occurrence.last_sentence, default=None)


def _home_of_member(act: Act, members: Sequence[tuple[Act, Occurrence]]) -> Occurrence | None:
    """A verb whose subject is such a member goes with it."""
    m = act.mention
    if m.nominal or m.agent is None:
        return None
    for member, whole in members:
        n = member.mention
        if n.nominal and n.sentence == m.sentence and m.agent[0] <= n.start < m.agent[1]:
            return whole
    return None


def _split_wholes(
    occurrences: list[Occurrence], members: Sequence[tuple[Act, Occurrence]], reading: Reading
) -> list[Occurrence]:
    """A plural told by two or more members becomes one occurrence for each; with one, the member joins it."""
    out: list[Occurrence] = []
    for occurrence in occurrences:
        parts: list[Occurrence] = []
        for act, whole in members:
            if whole is not occurrence:
                continue
            if _starts_member(act, reading) or not parts:
                parts.append(Occurrence(acts=[act]))
            else:
                parts[-1].acts.append(act)
        if len(parts) < 2:
            for part in parts:
                occurrence.acts += part.acts
            out.append(occurrence)
            continue
        own = [_finest([p for a in part.acts for p in a.placed()]) for part in parts]
        for i, part in enumerate(parts):
            others = [p for j, places in enumerate(own) if j != i for p in places]
            part.acts += [_share_of(act, own[i], others, reading) for act in occurrence.acts]
            out.append(part)
    return out


def _starts_member(act: Act, reading: Reading) -> bool:
    sentence = reading.sentences[act.mention.sentence]
    return act.mention.nominal and bool(_MEMBER.search(sentence.text[: act.mention.start - sentence.start]))


def _share_of(act: Act, mine: Sequence[Place], others: Sequence[Place], reading: Reading) -> Act:
    """What of a plural's act belongs to one of its members: places that fit it, things named with them."""

    def fits(place: PlaceMention) -> bool:
        if not isinstance(place.place, Place):
            return False
        return any(not places_are_apart(place.place, p) for p in mine) or not any(
            not places_are_apart(place.place, p) for p in others
        )

    sentence = reading.sentences[act.mention.sentence]
    named = [p for p in reading.places if sentence.start <= p.start < sentence.end and p.role_hint == "place"]

    def near(thing: ObjectMention) -> bool:
        after = [p for p in named if p.start >= thing.end]
        return not after or fits(min(after, key=lambda p: p.start))

    return replace(
        act,
        places=[p for p in act.places if fits(p)],
        objects=[o for o in act.objects if near(o)],
        counts=[i for i in act.counts if reading.counts[i].field != "strikes"],
    )


def _home(act: Act, occurrences: Sequence[Occurrence], *, reading: Reading) -> Occurrence | None:
    index = act.mention.sentence
    same = [o for o in occurrences if any(a.mention.sentence == index for a in o.acts)]
    if act.weak and same:
        near = min(same, key=lambda o: _gap_within(act, o))
        if near.real() or act.mention.modality not in _REAL:
            return near
    subject = _told_by_subject(act, same)
    if subject is not None:
        return subject
    if act.mention.cause:
        causes = [o for o in occurrences if any(a.mention.cause for a in o.acts)]
        if act.mention.definite and causes:
            return causes[-1]
        return next((o for o in reversed(causes) if _types_agree(act, o) and not set_apart(act, o)), None)
    if act.sums and occurrences:
        last = max(occurrences, key=Occurrence.last_sentence)
        plural_cause = any(a.mention.cause and a.mention.plural for a in last.acts)
        if plural_cause and index - last.last_sentence() <= 1 and not set_apart(act, last):
            return last
    if act.mention.event_type is EventType.LOOTING_PROPERTY_DESTRUCTION and not act.mention.nominal:
        before = [o for o in occurrences if o.real() and o.types() & VIOLENT and index - o.last_sentence() <= 1]
        if before and not set_apart(act, before[-1]):
            return before[-1]
    for occurrence in occurrences:
        if _only_titled(occurrence, reading) and _is_lead(index, reading) and _types_agree(act, occurrence):
            same_sum = act.sums == any(a.sums for a in occurrence.acts)
            if occurrence.real() == (act.mention.modality in _REAL) and same_sum:
                return occurrence
    ordered = sorted(occurrences, key=lambda o: (not _shares_word(act, o), -o.last_sentence(), occurrences.index(o)))
    for occurrence in ordered:
        if _is_told_again(act, occurrence):
            return occurrence
    if not act.weak and same and all(a.weak for o in same for a in o.acts):
        last = same[-1]
        if not set_apart(act, last) and len(last.acts) == 1:
            return last
    return None


def _tells_of_nobody(act: Act, reading: Reading) -> bool:
    """A weak act whose only figure is none ("no one was hurt") tells nothing by itself."""
    counts = [c for i in act.counts if isinstance(c := reading.counts[i].count, Count)]
    return act.weak and bool(counts) and all(c.high == 0 for c in counts)


def _shares_word(act: Act, occurrence: Occurrence) -> bool:
    """A definite noun goes first to what was called by that word in the plural or singular it has."""
    m = act.mention
    return (
        m.definite
        and m.plural
        and any(a.mention.lemma.split()[-1].endswith(m.lemma) and a.mention.plural == m.plural for a in occurrence.acts)
    )


def _told_by_subject(act: Act, same: Sequence[Occurrence]) -> Occurrence | None:
    """ "the attack originated ... and targeted": a verb whose subject is an act already told goes with it."""
    mention = act.mention
    if mention.nominal or mention.agent is None or "blame" in mention.flags:
        return None
    low, high = mention.agent
    for occurrence in same:
        for a in occurrence.acts:
            m = a.mention
            if m.nominal and m.sentence == mention.sentence and low <= m.start < high and "blame" not in m.flags:
                return occurrence
    return None


def _only_titled(occurrence: Occurrence, reading: Reading) -> bool:
    return all(reading.sentences[a.mention.sentence].is_title for a in occurrence.acts if "ref" not in a.mention.flags)


def _is_lead(index: int, reading: Reading) -> bool:
    """One of the first two sentences of the body."""
    titles = sum(s.is_title for s in reading.sentences[:4])
    return titles <= index < titles + 2


def _gap_within(act: Act, occurrence: Occurrence) -> int:
    index = act.mention.sentence
    return min(abs(a.mention.start - act.mention.start) for a in occurrence.acts if a.mention.sentence == index)


def _is_told_again(act: Act, occurrence: Occurrence) -> bool:
    mention = act.mention
    if ((mention.novel and not act.weak) or act.elsewhere or (act.also and act.agents)) and not mention.definite:
        return False
    if all(a.mention.cause or a.weak for a in occurrence.acts) and any(a.mention.cause for a in occurrence.acts):
        if not (mention.definite or act.weak or "blame" in mention.flags) or mention.plural:
            return False
    if act.sums != any(a.sums for a in occurrence.acts) and "blame" not in mention.flags:
        return False
    if (mention.modality in _REAL) != occurrence.real() and not mention.definite:
        return False
    if "blame" in mention.flags:
        return bool(occurrence.types() & (VIOLENT | {EventType.LOOTING_PROPERTY_DESTRUCTION})) and occurrence.real()
    if not _types_agree(act, occurrence):
        return False
    if set_apart(act, occurrence):
        return False
    if mention.definite or act.weak or "ref" in mention.flags:
        return True
    recalled = all(a.mention.recalled for a in occurrence.acts)
    if mention.recalled != recalled and not occurrence.acts[0].mention.definite:
        return False
    if mention.event_type in occurrence.types() or act.general or all(a.general for a in occurrence.acts):
        return True
    return bool(mention.event_type in BOMB_LIKE and occurrence.types() & BOMB_LIKE and act.means == [])


def set_apart(act: Act, occurrence: Occurrence) -> bool:
    """A place, day or doer of the act rules this occurrence out."""
    mine, theirs = _finest(act.placed()), _finest(occurrence.places())
    if mine and theirs and all(places_are_apart(p, q) for p in mine for q in theirs):
        return True
    moments, their_moments = act.moments(), occurrence.moments()
    if any(m.precision is TimePrecision.YEAR for m in moments) and not their_moments:
        return True
    if moments and their_moments and all(moments_are_apart(m, n) for m in moments for n in their_moments):
        return True
    if _hits_own_side(act, occurrence):
        return True
    mine_named, their_named = _organisations(act.doers()), _organisations(occurrence.doers())
    if not mine_named or not their_named or act.mention.definite or act.weak or "blame" in act.mention.flags:
        return False
    return not any(_one_side(d, e) for d in mine_named for e in their_named)


def _organisations(actors: Sequence[Actor]) -> list[Actor]:
    return [a for a in actors if a.unit is ActorUnit.ORGANISATION and a.kind is not ActorKind.UNKNOWN]


def _one_side(a: Actor, b: Actor) -> bool:
    """One actor, or two bodies of one state."""
    if actors_are_one(a, b):
        return True
    return a.country is not None and a.country == b.country and a.kind == b.kind


def _hits_own_side(act: Act, occurrence: Occurrence) -> bool:
    """Those hit here are the doers there: soldiers of a state are not hit by its own strike."""
    hit = [a.actor for a in act.patients if isinstance(a.actor, Actor)]
    theirs = [a.actor for b in occurrence.acts for a in b.patients if isinstance(a.actor, Actor)]
    return _same_forces(hit, occurrence.doers()) or (not act.weak and _same_forces(theirs, act.doers()))


def _same_forces(hit: Sequence[Actor], doers: Sequence[Actor]) -> bool:
    forces = {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}
    owners = {d.country for d in doers if d.country and d.kind in forces}
    return any(h.country in owners and h.kind in forces for h in hit)


def _finest(places: Sequence[Place]) -> list[Place]:
    """The most precisely given of some places; countries only when nothing finer is there."""
    finer = [p for p in places if p.precision is not PlacePrecision.COUNTRY]
    if not finer:
        return list(places)
    local = [p for p in finer if p.precision not in (PlacePrecision.ADMIN1, PlacePrecision.SEA)]
    return local or finer


def _types_agree(act: Act, occurrence: Occurrence) -> bool:
    kind, theirs = act.mention.event_type, occurrence.types()
    if kind in theirs:
        return True
    if kind in PROTEST_LIKE and theirs & PROTEST_LIKE:
        return True
    violent = kind in VIOLENT and bool(theirs & VIOLENT)
    if not violent:
        return False
    if act.general or act.mention.definite:
        return EventType.ABDUCTION_FORCED_DISAPPEARANCE not in theirs or act.mention.definite
    if all(a.general for a in occurrence.acts):
        return True
    return kind in BOMB_LIKE and bool(theirs & BOMB_LIKE) and bool(_specific_pair(kind, theirs))


def _specific_pair(kind: EventType, theirs: set[EventType]) -> bool:
    """A blast word and a bombing word may tell one thing; an air strike and a mine may not."""
    blast = {EventType.REMOTE_EXPLOSIVE_LANDMINE_IED}
    return kind in blast or bool(theirs & blast)


def counted_strikes(occurrence: Occurrence, reading: Reading) -> Quantity | None:
    """The largest number of strikes its sentences count, or none."""
    found = [
        c.count
        for a in occurrence.acts
        for i in a.counts
        if (c := reading.counts[i]).field == "strikes" and isinstance(c.count, Quantity)
    ]
    return max(found, key=lambda q: q.low or q.high or (3 if q.vague else 0), default=None)


def finest_place(places: Sequence[Place]) -> Place | None:
    """The most precise of some places, the first of them on a tie."""
    best: Place | None = None
    for place in places:
        if best is None or place_is_finer(place, best):
            best = place
    return best
