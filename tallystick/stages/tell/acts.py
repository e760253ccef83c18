"""Acts: each act mention of a report with the mentions that fall to it in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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
from tallystick.records.referent import Actor, Moment, Place, Quantity
from tallystick.records.vocabulary import (
    ActorKind,
    EventType,
    Modality,
    PlacePrecision,
    Scope,
    TimePrecision,
)
from tallystick.stages.tell.attribution import time_is_of_statement
from tallystick.stages.tell.families import PROTEST_LIKE
from tallystick.stages.tell.scene import (
    SCENES,
    WORD,
    tells_accident,
    tells_crime,
    tells_no_news,
    tells_rehearsal,
    words_of,
)

_ELSEWHERE = re.compile(
    r"\W*(?:elsewhere|separately|meanwhile|in (?:a )?(?:separate|another|other|different|an unrelated)"
    r"|(?:less than |about |some |just )?(?:an?|\w+) (?:hours?|days?|weeks?) (?:earlier|later|before)"
    r"|hours (?:later|earlier)|the (?:same|previous|following) day|earlier (?:on|in|this)"
    r"|on the other hand|\d{1,2}[:.]\d\d\b)",
    re.IGNORECASE,
)


_DEALS = frozenset("ceasefire cease-fire truce agreement deal accord pact armistice".split())
_CARE_AFTER = re.compile(r"(?:'s|’s)?\s+(?:\w+\s+){0,2}(?:hospital|clinic|morgue|medical|mortuary)")


_CARE_WORD = re.compile(r"\b(?:hospital|clinic|morgue|mortuary)\b")
_CARE_BEFORE = re.compile(
    r"\b(?:(?:at|to|from|by|in)\s+(?:\w+\s+){0,2}(?:hospitals?|clinics?|morgues?)|taken|rushed|evacuated|flown|transferred|airlifted|treated|admitted|ferried|sent|brought)"
    r"(?:\s+\w+){0,3}\s+(?:in|to|at|from)(?:\s+the)?\s*$|\b(?:fled|fleeing|flee|displaced|headed|walked)(?:\s+\w+){0,4}\s+"
    r"(?:to|towards?|into|for)(?:\s+the)?\s*$"
)


_PATIENT_REACH = 28  # characters from an act noun to those it was on; farther they belong to another word


_OVER_TIME = re.compile(
    r"\b(?:since|so far this|in recent|over the (?:past|last)|in (?:the )?(?:past|last)|this year|last year|to date"
    r"|during the (?:past|last)|over \w+ (?:weeks|months|years)"
    r"|in (?:four|three|two|six|five|seven|eight|nine|ten|\d+) (?:weeks|months|years))\b",
    re.IGNORECASE,
)


REAL = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.DENIED})


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
        return self.weak or self.mention.lemma in SCENES["general"]

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
class Beside:
    """The mentions that stand in one sentence; counts with their index in the report's list."""

    actors: list[ActorMention] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    counts: list[tuple[int, CountMention]] = field(default_factory=list)
    means: list[MeansMention] = field(default_factory=list)
    objects: list[ObjectMention] = field(default_factory=list)


def gather_acts(reading: Reading, *, scope: Scope = Scope.CONFLICT) -> list[Act]:
    """The act mentions that tell something, each with what stands in its clause or sentence."""
    acts: list[Act] = []
    by_sentence: dict[int, list[ActMention]] = {}
    for mention in reading.acts:
        if not _is_supposed_plural(mention, reading):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    beside = mentions_beside(reading)
    game = tells_no_news(reading.sentences) or (scope is Scope.CONFLICT and tells_crime(reading))
    accident = tells_accident(reading.sentences)
    for sentence in reading.sentences:
        mentions = by_sentence.get(sentence.index, [])
        if not (mentions or beside[sentence.index].counts or beside[sentence.index].objects):
            continue
        here = Here(sentence, beside[sentence.index], mentions=mentions, game=game, accident=accident)
        told = [sense for m in mentions if (sense := here.sense(m, mentions)) is not None]
        told = [m for m in told if not _is_purpose(m, told)]
        if all("blame" in m.flags for m in told) and not (game or accident or here.words & SCENES["accident"]):
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


def _is_purpose(mention: ActMention, told: Sequence[ActMention]) -> bool:
    """ "fired tear gas to disperse the crowd": what an act was for is no act beside it."""
    if mention.nominal or mention.modality is not Modality.HYPOTHETICAL or mention.hedge != "to":
        return False
    return any(m is not mention and m.modality in REAL and "blame" not in m.flags for m in told)


def _is_supposed_plural(mention: ActMention, reading: Reading) -> bool:
    """ "used to assemble roadside bombs", "to deter further attacks": a plural that is only meant or feared."""
    supposed = mention.nominal and mention.plural and not mention.definite and mention.modality not in REAL
    return supposed and not reading.sentences[mention.sentence].is_title and not is_lead(mention.sentence, reading)


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


def _names(mention: ActorMention) -> bool:
    """The mention is a proper name, so an act word inside it is part of the name."""
    return isinstance(mention.actor, Actor) and mention.actor.actor_id is not None and mention.surface[:1].isupper()


def _is_platform(mention: ActorMention) -> bool:
    """Aircraft and the like with no named owner: a means, not a doer."""
    actor = mention.actor
    if not isinstance(actor, Actor) or actor.actor_id is not None:
        return False
    return bool(actor.name) and actor.name.lower().split()[-1] in SCENES["platform"]


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


class Here:
    """The mentions of one sentence, and how they fall to its acts."""

    def __init__(
        self, sentence: Sentence, beside: Beside, *, mentions: Sequence[ActMention], game: bool, accident: bool
    ) -> None:
        self.sentence = sentence
        self.mentions = mentions
        self.game = game
        self.accident = accident
        self.words = set(words_of(sentence.text))
        self.actors = beside.actors
        self.sources = beside.sources
        spans = [(s.start, s.end) for s in self.sources]
        self.unheard = [a for a in self.actors if not any(_touches(a, span) for span in spans)]
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
        if "weak" in mention.flags and (self.accident or self.words & SCENES["accident"]) and not self.means:
            return None
        for kind, flags in ((mention.event_type, mention.flags), *mention.others):
            if self._fits(mention, flags, others):
                return mention if flags is mention.flags else replace(mention, event_type=kind, flags=flags)
        return None

    def rehearsed(self, mention: ActMention) -> bool:
        """A drill, a film or the like is told, not an act."""
        killed = any(c.field == "killed" for _, c in self.counts)
        return tells_rehearsal(self.sentence.text) and not killed and mention.modality in REAL

    def _fits(self, mention: ActMention, flags: frozenset[str], others: Sequence[ActMention]) -> bool:
        if "light" in flags and mention.event_type in PROTEST_LIKE:
            return bool(self.words & SCENES["crowd"]) or any(
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
        if "deal" in flags and not (self._said(mention.patient) & _DEALS and self.armed()):
            return False
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
            (mention.patient and 0 <= p.start - mention.patient[0] < 14 and p.type_word is None)
            or (_touches(p, mention.patient) and p.start - mention.end < 6)
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
        if "thing" in flags:
            things: list[ObjectMention | PlaceMention] = [*self.objects, *self.places]
            if not any(_touches(thing, mention.patient) for thing in things):
                return False
        return not ("result" in flags and not self.objects)

    def _said(self, span: tuple[int, int] | None) -> set[str]:
        if span is None:
            return set()
        base = self.sentence.start
        return set(WORD.findall(self.sentence.text[max(0, span[0] - base) : span[1] - base].lower()))

    def give_roles(self, act: Act) -> None:
        """Doers and those done to, from the subject and object stretches of the clause."""
        mention = act.mention
        if "ref" in mention.flags and "blame" not in mention.flags:
            return
        able = self.actors if "blame" in mention.flags else self.unheard
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
        rest = WORD.findall(self.sentence.text[actor.end - self.sentence.start :][:24].lower())
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
        before = self.sentence.text[: place.start - base][-48:].lower()
        cared = _CARE_WORD.search(place.surface.lower())
        return bool(cared or _CARE_AFTER.match(after) or _CARE_BEFORE.search(before))

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
        if not (many or (act.weak and any(reading.counts[i].field == "killed" for i in act.counts))):
            return False
        return any(
            isinstance(t.moment, Moment)
            and t.moment.precision
            in (TimePrecision.UNKNOWN, TimePrecision.MONTH, TimePrecision.YEAR, TimePrecision.SEASON)
            for t in self.times
        ) or bool(_OVER_TIME.search(self.sentence.text))

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


def is_lead(index: int, reading: Reading) -> bool:
    """One of the first two sentences of the body."""
    titles = sum(s.is_title for s in reading.sentences[:4])
    return titles <= index < titles + 2
