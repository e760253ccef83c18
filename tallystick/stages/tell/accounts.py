"""Accounts: each occurrence of a report as an account, its claims on their sources' word.

The value of a claim is what stands in the text; nothing is added up, chosen or filled in here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tallystick.knowledge.actors import load_actors
from tallystick.knowledge.acts import TYPE_OF_MEANS
from tallystick.records.account import TOLLS, Account, Claim, ClaimValue
from tallystick.records.comparators import FINEST_FIRST, place_is_finer, places_are_apart
from tallystick.records.draft import Draft
from tallystick.records.identity import account_id, claim_id
from tallystick.records.mention import ActMention, Chain, CountMention, Reading, SourceLink
from tallystick.records.referent import (
    ARMED_KINDS,
    BAND_KINDS,
    STATE_KINDS,
    Actor,
    Count,
    Means,
    Moment,
    Place,
    Quantity,
)
from tallystick.records.report import Quote, Report
from tallystick.records.vocabulary import (
    ActorKind,
    ActorUnit,
    ClaimField,
    Clarity,
    EventType,
    MeansKind,
    Modality,
    PlacePrecision,
    Scope,
    Standing,
    TimePrecision,
)
from tallystick.stages.tell.acts import gather_acts
from tallystick.stages.tell.attribution import Attribution, attribute_span, attribution_by
from tallystick.stages.tell.denials import Denial, accused_of, as_party, find_denials, is_of_nobody
from tallystick.stages.tell.drafts import drafted_source, is_denied, join_drafts, surer_type
from tallystick.stages.tell.families import PROTEST_LIKE
from tallystick.stages.tell.grouping import group_occurrences
from tallystick.stages.tell.occurrence import Occurrence, counted_strikes
from tallystick.stages.tell.quotes import narrow_span, quotable_spans
from tallystick.stages.tell.scene import SCENES

_TOLL_OF_A_WAR = 3_000  # dead or hurt: single occurrences of evaluation/ and the pool stay below it
_MANY_STRIKES = 10  # told as one
_SURE_OF_LITTLE = 0.8  # score of a draft from which any one thing it says is enough
_DATED = frozenset({TimePrecision.DAY, TimePrecision.DAYS, TimePrecision.WEEK})
_FIGHTING_GROUPS = frozenset({"soldiers", "police", "fighters"})
_CIVILIAN_GROUPS = frozenset(
    {"civilians", "children", "women", "journalists", "aid_workers", "students", "worshippers"}
)
_BLAST_TYPES = frozenset(TYPE_OF_MEANS.values())
_PROTEST = re.compile(r"\b(?:protest|demonstrat|rall(?:y|ies)|marchers|sit-in)", re.IGNORECASE)
_BROKEN_UP = re.compile(r"\b(?:tear ?gas|dispers|water cannon|batons?|broke up|detained|arrested)", re.IGNORECASE)
_VIOLENT_CROWD = re.compile(
    r"\b(?:threw stones|hurled|stoned|petrol bombs?|torched|set (?:fire|ablaze|alight)|looted"
    r"|barricad|burn(?:ing|t|ed) tyres|riot)",
    re.IGNORECASE,
)
_TAKINGS = (EventType.GOVERNMENT_REGAINS_TERRITORY, EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY)
_BY_FORCE = frozenset(
    {
        EventType.AIR_DRONE_STRIKE,
        EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        EventType.CHEMICAL_WEAPON,
        EventType.ARMED_CLASH,
        EventType.GOVERNMENT_REGAINS_TERRITORY,
    }
)
_ATTACKER = re.compile(r"\b(?:bomber|attacker|assailant|gunman|shooter|sniper)$", re.IGNORECASE)
_AIR_BOMB = re.compile(r"barrel|cluster|glide|aerial|vacuum|air-?dropped", re.IGNORECASE)
_CROWD_CALLED = (EventType.SHELLING_ARTILLERY_MISSILE_ATTACK, EventType.LOOTING_PROPERTY_DESTRUCTION)
_NOT = re.compile(r"\bnot (?:the )?$")  # "fourteen, not eleven"
_DOUBTED_DOER = ("suspected", "presumed", "alleged", "apparent")
_BEST_MODALITY = (Modality.ASSERTED, Modality.ALLEGED, Modality.DENIED, Modality.PLANNED, Modality.HYPOTHETICAL)
_OLD_DAYS, _OLD_IN_LEAD_DAYS = 10, 45  # before publication; set on evaluation/ develop
_LEAD_SENTENCES = 4
_NAMED_APART = frozenset({PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.AREA})


def tell_accounts(reading: Reading, *, report: Report, scope: Scope = Scope.CONFLICT) -> Iterator[Account]:
    """The accounts of a report within the scope, in order of their anchors.

    What a reader surely drafted are the occurrences, filled from what the grammars read of them; what only the grammars
    tell follows where the reader sees more than a hint of it.
    """
    plain = reading.grammatical or reading
    occurrences = group_occurrences(gather_acts(plain, scope=scope), reading=plain)
    joined = join_drafts(reading, grouped=occurrences)
    context: EventType | None = None
    ordered = sorted(joined, key=lambda j: (j[0].first.start, j[0].first.end))
    denials = _denials_by_anchor(reading, [occurrence for occurrence, _, _ in ordered])
    for occurrence, draft, alone in ordered:
        teller = _Teller(
            occurrence,
            reading=reading,
            report=report,
            context=context,
            draft=draft,
            alone=alone,
            denials=denials.get(occurrence.first.start, ()),
        )
        account = teller.account()
        if context is None and account.event_type in (
            EventType.AIR_DRONE_STRIKE,
            EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
        ):
            context = account.event_type
        if tells_enough(account, draft=draft, alone=alone):
            yield account


def tells_enough(account: Account, *, draft: Draft | None = None, alone: bool = False) -> bool:
    """The account says something by which its occurrence could be found.

    A place finer than a country, a day or days, a figure, a place with a time, or both who did it and what was
    hit; a plan or a supposition needs a doer besides. War told at large ("fighting goes on") has none of these.
    Of what a sure reader drafted a doer or target with any time is enough, or a doer or weapon with the words of a
    place that nobody resolves, or the toll of a sum; where it is surer still, anything of a plan, and of what the
    grammars tell too (not the reader `alone`).
    """
    fields = {c.field for c in account.claims if c.value is not None}
    timed = any(c.field is ClaimField.TIME for c in account.claims)
    done = ClaimField.PERPETRATOR in fields
    supposed = account.modality in (Modality.PLANNED, Modality.HYPOTHETICAL)
    found = _is_findable(account) or (ClaimField.PLACE in fields and timed)
    if found and (done or not supposed):
        return True
    if draft is None:
        return False
    says = fields - {ClaimField.EVENT_TYPE, ClaimField.OCCURRENCE}
    if says and draft.score >= _SURE_OF_LITTLE and (supposed or not alone):
        return True
    if supposed and not done:
        return False
    aimed, by_weapon = ClaimField.TARGET in fields, ClaimField.MEANS in fields
    somewhere = any(c.field is ClaimField.PLACE for c in account.claims)
    summed = account.standing is Standing.AGGREGATE and not fields.isdisjoint(TOLLS)
    return summed or ((done or aimed) and timed) or ((done or by_weapon) and somewhere)


def _is_findable(account: Account) -> bool:
    """A place finer than a country, a day or days, a figure below that of a war, or who did it and what was hit."""
    values = [(c.field, c.value) for c in account.claims if c.value is not None]
    local = any(
        isinstance(v, Place) and v.precision is not PlacePrecision.COUNTRY for f, v in values if f is ClaimField.PLACE
    )
    dated = any(isinstance(v, Moment) and v.precision in _DATED for _, v in values)
    counted = any(isinstance(v, Count | Quantity) and max(v.low or 0, v.high or 0) < _TOLL_OF_A_WAR for _, v in values)
    done = any(f is ClaimField.PERPETRATOR for f, _ in values)
    hit = any(f in (ClaimField.TARGET, ClaimField.OBJECT, ClaimField.PLACE) for f, _ in values)
    return local or dated or counted or (done and hit)


def _denials_by_anchor(reading: Reading, occurrences: Sequence[Occurrence]) -> dict[int, list[Denial]]:
    """Each denial with the occurrence that was spoken of last when it comes, by where its anchor starts."""
    acts = sorted((a.mention.start, o.first.start) for o in occurrences if o.real() for a in o.acts)
    found: dict[int, list[Denial]] = {}
    for denial in find_denials(reading) if acts else ():
        at = bisect_right(acts, (denial.reach, 0)) - 1
        found.setdefault(acts[max(0, at)][1], []).append(denial)
    return found


def _day(edtf: str | None) -> date | None:
    """The day that EDTF text begins with; none where it begins with a longer time, an unknown year or no time."""
    try:
        return date.fromisoformat((edtf or "")[:10])
    except ValueError:
        return None


def _unsure(doubt: str | None) -> str | None:
    return None if doubt is None else f"uncertain: {doubt}"


class _Teller:
    """Builds one account of one occurrence."""

    def __init__(
        self,
        occurrence: Occurrence,
        *,
        reading: Reading,
        report: Report,
        context: EventType | None = None,
        draft: Draft | None = None,
        alone: bool = False,
        denials: Sequence[Denial] = (),
    ) -> None:
        """`context` is the kind of strike told before, which a bare "strike" after it means too.

        `draft` is what a reader makes of this occurrence, where one read the report; `alone` where no grammar
        tells it.
        """
        self.context = context
        self.draft = draft
        self.alone = draft if alone else None
        self.denials = denials
        self.occurrence = occurrence
        self.reading = reading
        self.report = report
        first = occurrence.first
        self.id = account_id(report.id, first.start, first.end)
        self.claims: dict[str, Claim] = {}

    def account(self) -> Account:
        """The account with its claims."""
        self._claim_actors()
        self._claim_places()
        self._claim_times()
        self._claim_counts()
        self._claim_things()
        kind = self.alone.event_type if self.alone else self._told_type()
        self._claim_types(kind)
        self._claim_denials()
        first = self.occurrence.first
        anchor_start, anchor_end = self._narrow(first.start, first.end) or (first.start, first.end)
        standing = self._standing()
        return Account(
            id=self.id,
            report=self.report.id,
            anchor=Quote(start=anchor_start, end=anchor_end, text=self.report.text[anchor_start:anchor_end]),
            event_type=kind,
            modality=self._undenied(self.alone.modality if self.alone else self._modality()),
            standing=standing,
            clarity=self.draft.clarity if self.draft and not self._counts_many() else self._clarity(standing),
            evidence=self._evidence(),
            claims=tuple(sorted(self.claims.values(), key=lambda c: (c.start, c.end, c.field, c.id))),
        )

    def _claim(
        self,
        field: ClaimField,
        value: ClaimValue,
        start: int,
        end: int,
        *,
        modality: Modality | None = None,
        hedge: str | None = None,
        because: str | None = None,
        score: float | None = None,
        by: Attribution | None = None,
    ) -> str | None:
        by = by or self._attribution(start, end, field)
        if self.draft is not None and is_denied(start, end, field, draft=self.draft):
            modality = Modality.DENIED
        if (
            modality is Modality.DENIED
            and field is ClaimField.PERPETRATOR
            and isinstance(value, Actor)
            and not by.chain
        ):
            by = Attribution(chain=as_party(value))
        narrowed = self._narrow(start, end)
        if narrowed is None:
            return None
        start, end = narrowed
        id_ = claim_id(self.id, field, start, end, _chain_parts(by.chain))
        if id_ not in self.claims:
            self.claims[id_] = Claim(
                id=id_,
                field=field,
                value=value,
                because=because,
                surface=self.report.text[start:end],
                start=start,
                end=end,
                source=by.chain,
                modality=modality or by.modality,
                hedge=hedge or by.hedge,
                score=score,
            )
        return id_

    def _narrow(self, start: int, end: int) -> tuple[int, int] | None:
        return narrow_span(start, end, text=self.report.text, private=self.reading.private)

    def _attribution(self, start: int, end: int, field: ClaimField) -> Attribution:
        """On whose word: as the grammars read it, else the nearest source that the reader puts behind the words."""
        read = attribute_span(start, end, sources=self.reading.sources)
        if read.chain or self.draft is None:
            return read
        cited = drafted_source(start, end, field, draft=self.draft, reading=self.reading)
        return read if cited is None else attribution_by(cited)

    def _chain(self, start: int, end: int, field: ClaimField) -> Chain:
        """Whom the words stand on: a value that two sources tell is claimed twice."""
        return self._attribution(start, end, field).chain

    def _country(self) -> str | None:
        return next((p.country for p in self.occurrence.places() if p.country), None)

    def _claim_actors(self) -> None:
        country = self._country()
        seen: set[tuple[str, str, bool, Chain]] = set()
        peaceful = bool(self.occurrence.types() & PROTEST_LIKE)
        kind = self.draft.event_type if self.draft else None
        doers = {d.actor_id or d.name for d in self.occurrence.doers()}
        unnamed = all(d.actor_id is None for d in self.occurrence.doers())
        doing = {(a.start, a.end) for act in self.occurrence.acts for a in act.agents}
        for act in self.occurrence.acts:
            if act.weak and any(
                isinstance(a.actor, Actor) and (a.actor.actor_id or a.actor.name) in doers for a in act.patients
            ):
                continue
            refused = Modality.DENIED if act.mention.modality is Modality.DENIED else None
            hedge = act.mention.hedge if act.mention.modality is Modality.ALLEGED else None
            doer_only = self._doubts_doer(act.mention)
            for field, mentions in ((ClaimField.PERPETRATOR, act.agents), (ClaimField.TARGET, act.patients)):
                for mention in mentions:
                    if mention.private or not isinstance(mention.actor, Actor):
                        continue
                    actor = _abroad(mention.actor, country)
                    if kind is EventType.AGREEMENT:
                        actor = _signing(actor, mention.surface)
                    elif kind in _BY_FORCE:
                        actor = _fighting(actor)
                    of_nobody = field is ClaimField.PERPETRATOR and is_of_nobody(mention.start, self.report.text)
                    denied = Modality.DENIED if of_nobody else refused
                    if peaceful and field is ClaimField.PERPETRATOR and actor.kind is ActorKind.CIVILIANS:
                        actor = replace(actor, kind=ActorKind.PROTESTERS)
                    if refused is not None and field is ClaimField.PERPETRATOR:
                        actor = self._accused(actor, country)
                    if field is ClaimField.PERPETRATOR and actor.kind is ActorKind.CIVILIANS and not peaceful:
                        continue
                    if field is ClaimField.TARGET and (mention.start, mention.end) in doing:
                        continue
                    if field is ClaimField.TARGET and actor.name.lower() in SCENES["people"]:
                        continue
                    if (
                        actor.unit is ActorUnit.PERSON
                        and actor.kind is ActorKind.UNKNOWN
                        and not (field is ClaimField.PERPETRATOR and unnamed and _ATTACKER.search(actor.name))
                    ):
                        continue
                    denies = self.draft is not None and is_denied(mention.start, mention.end, field, draft=self.draft)
                    party = _described_party(actor) or actor.name
                    told = (field, party, denies, self._chain(mention.start, mention.end, field))
                    if told in seen and denied is None:
                        continue
                    seen.add(told)
                    doubt = None if doer_only and field is ClaimField.TARGET else hedge
                    modality = denied or (Modality.ALLEGED if doubt else None)
                    self._claim(field, actor, mention.start, mention.end, modality=modality, hedge=doubt)

    def _accused(self, denier: Actor, country: str | None) -> Actor:
        """Whose part is denied: a state's ministry or government denies for the forces accused."""
        for act in self.occurrence.acts:
            for doer in act.doers() if act.mention.modality is not Modality.DENIED else ():
                if (
                    doer.country is not None
                    and doer.country == denier.country
                    and doer.kind in STATE_KINDS
                    and denier.kind in STATE_KINDS
                ):
                    return _abroad(doer, country)
        return denier

    def _claim_places(self) -> None:
        for field in (ClaimField.PLACE, ClaimField.ORIGIN):
            mentions = [
                m for act in self.occurrence.acts for m in (act.places if field is ClaimField.PLACE else act.origins)
            ]
            kept: dict[Place, set[Chain]] = {}
            for mention in sorted(mentions, key=lambda m: _coarseness(m.place)):
                if not isinstance(mention.place, Place):
                    self._unresolved(field, mention.start, mention.end, mention.place)
                    continue
                place = mention.place
                chain = self._chain(mention.start, mention.end, field)
                if chain in kept.get(place, ()) or any(_is_told_by(place, o) for o in kept if o != place):
                    continue
                kept.setdefault(place, set()).add(chain)
                unsure = _unsure(mention.doubt)
                self._claim(field, place, mention.start, mention.end, because=unsure, score=mention.score)

    def _unresolved(self, field: ClaimField, start: int, end: int, referent: object) -> None:
        because = getattr(referent, "because", None)
        if because:
            self._claim(field, None, start, end, because=because)

    def _claim_times(self) -> None:
        seen: dict[str, set[tuple[Moment, Chain]]] = {}
        for act in self.occurrence.acts:
            for mention in act.times:
                moment = mention.moment
                if not isinstance(moment, Moment):
                    self._unresolved(ClaimField.TIME, mention.start, mention.end, moment)
                    continue
                if moment.precision is TimePrecision.UNKNOWN and seen:
                    continue
                chain = self._chain(mention.start, mention.end, ClaimField.TIME)
                told = seen.setdefault(moment.edtf, set())
                if not told or (all(m == moment for m, _ in told) and (moment, chain) not in told):
                    told.add((moment, chain))
                    unsure = _unsure(mention.doubt)
                    self._claim(
                        ClaimField.TIME, moment, mention.start, mention.end, because=unsure, score=mention.score
                    )

    def _claim_counts(self) -> None:
        made: dict[int, str | None] = {}
        indexes = [i for act in self.occurrence.acts for i in act.counts] + self.occurrence.loose
        for index in sorted(set(indexes), key=lambda i: (self.reading.counts[i].part_of is not None, i)):
            mention = self.reading.counts[index]
            value = self._count_value(mention, made)
            denied = Modality.DENIED if _NOT.search(self.report.text[: mention.start]) else None
            made[index] = self._claim(mention.field, value, mention.start, mention.end, modality=denied)

    def _count_value(self, mention: CountMention, made: dict[int, str | None]) -> Count | Quantity:
        count = mention.count
        if isinstance(count, Quantity):
            return count
        part_of = made.get(mention.part_of) if mention.part_of is not None else None
        return Count(
            low=count.low,
            high=count.high,
            approximate=count.approximate,
            vague=count.vague,
            group=count.group,
            of=count.of or self._side(mention),
            part_of=part_of,
        )

    def _side(self, mention: CountMention) -> str | None:
        """The actor whose people a count tells of, where its words name one."""
        if mention.of_surface is None:
            return None
        at = self.report.text.find(mention.of_surface, max(0, mention.start - 80), mention.end + 80)
        if at < 0:
            return None
        end = at + len(mention.of_surface)
        for a in self.reading.actors:
            if a.start < end and at < a.end and isinstance(a.actor, Actor) and a.actor.kind in ARMED_KINDS:
                return a.actor.name
        return None

    def _claim_things(self) -> None:
        for act in self.occurrence.acts:
            for means in act.means:
                self._claim(ClaimField.MEANS, means.means, means.start, means.end)
            for thing in act.objects:
                self._claim(ClaimField.OBJECT, thing.materiel, thing.start, thing.end)

    def _claim_types(self, kind: EventType) -> None:
        first = self.occurrence.first
        self._claim(ClaimField.EVENT_TYPE, kind, first.start, first.end)
        told = {kind}
        for act in self.occurrence.acts[1:] if self.alone is None else ():
            m = act.mention
            if "blame" in m.flags:
                continue
            if m.modality is Modality.DENIED and act.agents:
                continue
            if m.modality is Modality.DENIED:
                self._claim(ClaimField.OCCURRENCE, False, m.start, m.end, modality=Modality.ASSERTED)
            elif not act.general and m.event_type not in told:
                told.add(m.event_type)
                self._claim(ClaimField.EVENT_TYPE, m.event_type, m.start, m.end)

    def _claim_denials(self) -> None:
        """What somebody denies of it, unless the acts themselves tell it so already."""
        claims = tuple(self.claims.values())
        doers = [c for c in claims if c.field is ClaimField.PERPETRATOR and isinstance(c.value, Actor)]
        accused = [c.value for c in doers if c.modality is not Modality.DENIED and isinstance(c.value, Actor)]
        denied = any(c.field is ClaimField.OCCURRENCE or c.modality is Modality.DENIED for c in claims)
        taken: list[Denial] = []
        for denial in () if denied else sorted(self.denials, key=lambda d: d.denier is None):
            by = Attribution(chain=denial.chain)
            if denial.denier is None:
                if not any(d.start < denial.end and denial.start < d.end for d in taken):
                    self._claim(ClaimField.OCCURRENCE, False, denial.start, denial.end, by=by)
                continue
            for c in doers:
                if c.start < denial.named[1] and denial.named[0] < c.end:
                    self.claims.pop(c.id, None)
            doer = accused_of(denial.denier, accused) or _itself(denial)
            if doer is not None:
                taken.append(denial)
                self._claim(ClaimField.PERPETRATOR, doer, denial.start, denial.end, modality=Modality.DENIED, by=by)

    def _event_type(self) -> EventType:
        """The type with most behind it: specific words, then means, then the default of general words.

        Where words and means leave it open, it is an armed clash if those hit can fight back, else an
        attack; force against protesters is told by who did it to whom.
        """
        acts = [a for a in self.occurrence.acts if a.mention.modality is not Modality.DENIED] or self.occurrence.acts
        votes: Counter[EventType] = Counter(
            {a.mention.event_type for a in acts if a.general and not a.weak and "ref" not in a.mention.flags}
        )
        for act in acts:
            if not (act.general or "ref" in act.mention.flags):
                votes[act.mention.event_type] += 4
        for claim in self.claims.values():
            if claim.field is ClaimField.MEANS and isinstance(claim.value, Means):
                kind = TYPE_OF_MEANS.get(claim.value.kind)
                if claim.value.kind is MeansKind.BOMB and _AIR_BOMB.search(claim.value.name):
                    votes[EventType.AIR_DRONE_STRIKE] += 6
                if kind is not None:
                    votes[kind] += 8 if kind is EventType.SUICIDE_BOMB else 2
        doers = [
            c.value for c in self.claims.values() if c.field is ClaimField.PERPETRATOR and isinstance(c.value, Actor)
        ]
        if set(votes) & _BLAST_TYPES and any("air force" in d.name.lower() for d in doers):
            votes[EventType.AIR_DRONE_STRIKE] += 4
        if set(votes) & _BLAST_TYPES:
            for kind in (EventType.ATTACK, EventType.ARMED_CLASH):
                if votes[kind] <= 2:
                    votes.pop(kind, None)
        if votes[EventType.SUICIDE_BOMB] >= 4:
            votes[EventType.SUICIDE_BOMB] += votes[EventType.REMOTE_EXPLOSIVE_LANDMINE_IED]
        order = list(EventType)
        best = min(votes, key=lambda kind: (-votes[kind], order.index(kind)), default=EventType.ATTACK)
        if best in (EventType.ATTACK, EventType.ARMED_CLASH) and votes[EventType.ARMED_CLASH] < 4:
            best = self._open_type()
        if best in _TAKINGS:
            kinds = {d.kind for d in doers}
            if ActorKind.STATE_FORCES in kinds:
                best = EventType.GOVERNMENT_REGAINS_TERRITORY
            elif kinds & BAND_KINDS:
                best = EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY
        return self._crowd_type(best)

    def _crowd_type(self, kind: EventType) -> EventType:
        """What the words around make of a protest, or of force where people protest."""
        doers = [
            c.value for c in self.claims.values() if c.field is ClaimField.PERPETRATOR and isinstance(c.value, Actor)
        ]
        crowd = bool(doers) and all(d.kind in (ActorKind.RIOTERS, ActorKind.PROTESTERS) for d in doers)
        if crowd and kind in (*_CROWD_CALLED, EventType.ATTACK, EventType.ARMED_CLASH):
            return EventType.VIOLENT_DEMONSTRATION
        if kind not in (EventType.ATTACK, EventType.ARMED_CLASH, EventType.PEACEFUL_PROTEST):
            return kind
        words = " ".join(self.reading.sentences[a.mention.sentence].text for a in self.occurrence.acts)
        if kind is EventType.PEACEFUL_PROTEST:
            if _VIOLENT_CROWD.search(words):
                return EventType.VIOLENT_DEMONSTRATION
            return EventType.PROTEST_WITH_INTERVENTION if _BROKEN_UP.search(words) else kind
        forces = any(d.kind is ActorKind.STATE_FORCES for d in doers)
        return EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS if forces and _PROTEST.search(words) else kind

    def _open_type(self) -> EventType:
        """Attack or armed clash by who was hit; force against protesters by who did it."""
        targets = [c.value for c in self.claims.values() if c.field is ClaimField.TARGET and isinstance(c.value, Actor)]
        doers = [
            c.value for c in self.claims.values() if c.field is ClaimField.PERPETRATOR and isinstance(c.value, Actor)
        ]
        groups = {
            c.value.group
            for c in self.claims.values()
            if c.field in (ClaimField.KILLED, ClaimField.INJURED) and isinstance(c.value, Count) and c.value.low != 0
        }
        if any(t.kind is ActorKind.PROTESTERS for t in targets) or "protesters" in groups:
            return EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS
        if self.context is not None and any(a.mention.lemma in SCENES["strike"] for a in self.occurrence.acts):
            return self.context
        armed = any(t.kind in ARMED_KINDS for t in targets) or bool(groups & _FIGHTING_GROUPS)
        unarmed = any(t.kind is ActorKind.CIVILIANS for t in targets) or bool(groups & _CIVILIAN_GROUPS)
        only_bandits = bool(doers) and all(d.kind is ActorKind.CIVILIANS for d in doers)
        return EventType.ARMED_CLASH if armed and not unarmed and not only_bandits else EventType.ATTACK

    def _modality(self) -> Modality:
        told = [
            Modality.ASSERTED if self._doubts_doer(a.mention) else a.mention.modality
            for a in self.occurrence.acts
            if "blame" not in a.mention.flags
        ]
        best = min(told or [a.mention.modality for a in self.occurrence.acts], key=_BEST_MODALITY.index)
        if best is Modality.ASSERTED:
            first = self._attribution(self.occurrence.first.start, self.occurrence.first.end, ClaimField.EVENT_TYPE)
            if first.modality is Modality.ALLEGED and len(self.occurrence.acts) == 1:
                return Modality.ALLEGED
        return best

    def _undenied(self, modality: Modality) -> Modality:
        """Where a toll stands undenied it is denied who did it, not that it happened."""
        undenied = (c.value for c in self.claims.values() if c.modality is not Modality.DENIED)
        counted = any(isinstance(value, Count) and (value.low or value.high) for value in undenied)
        return Modality.ASSERTED if modality is Modality.DENIED and counted else modality

    def _doubts_doer(self, mention: ActMention) -> bool:
        """ "suspected X fighters killed nine": who is in doubt, not that it happened."""
        if mention.modality is not Modality.ALLEGED or mention.hedge is None or mention.agent is None:
            return False
        return mention.hedge in _DOUBTED_DOER and mention.hedge in self.report.text[slice(*mention.agent)].lower()

    def _standing(self) -> Standing:
        """The reader's where it read the occurrence, unless its time lies long before the report's.

        A number of strikes that the headline gives, for no month or longer, is its news, and no sum over other news.
        """
        if self.draft is None:
            return self._told_standing()
        titled = any(self.reading.sentences[a.mention.sentence].is_title for a in self.occurrence.acts)
        summed = self.draft.standing is Standing.AGGREGATE and self._counts_many()
        if titled and summed and not self._is_of_months():
            return Standing.MAIN
        in_lead = any(a.mention.sentence < _LEAD_SENTENCES for a in self.occurrence.acts)
        if self.alone is None and self._long_before(in_lead=in_lead):
            return self._told_standing()
        return self.draft.standing

    def _is_of_months(self) -> bool:
        wide = (TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR)
        return any(m.precision in wide for m in self.occurrence.moments())

    def _told_standing(self) -> Standing:
        acts = self.occurrence.acts
        strikes = counted_strikes(self.occurrence, self.reading)
        many = strikes is not None and ((strikes.low or strikes.high or 0) >= 10 or strikes.vague is not None)
        in_lead = any(a.mention.sentence < _LEAD_SENTENCES for a in acts)
        titled = any(self.reading.sentences[a.mention.sentence].is_title for a in acts)
        vague_time = any(
            m.precision in (TimePrecision.UNKNOWN, TimePrecision.MONTH, TimePrecision.YEAR)
            for m in self.occurrence.moments()
        )
        if (many and not titled and (vague_time or not in_lead)) or all(a.sums for a in acts if not a.titled):
            return Standing.MAIN if titled and any(not a.weak for a in acts) else Standing.AGGREGATE
        if titled:
            return Standing.MAIN
        earliest = min(acts, key=lambda a: a.mention.start)
        answered = earliest.mention.cause and not any(a.counts for a in acts)
        telling = [a for a in acts if not a.weak and "ref" not in a.mention.flags] or acts
        if answered or all(a.mention.recalled for a in telling) or self._long_before(in_lead=in_lead):
            return Standing.BACKGROUND
        if not in_lead and all(
            a.mention.definite or a.mention.modality not in (Modality.ASSERTED, Modality.ALLEGED) for a in acts
        ):
            return Standing.BACKGROUND
        return Standing.MAIN

    def _long_before(self, *, in_lead: bool) -> bool:
        """Its time lies weeks before the report's (a month where the lead tells it), or in a bare year."""
        published = self.report.written or self.report.published
        day = _day(published)
        for moment in self.occurrence.moments():
            if moment.precision is TimePrecision.YEAR and not (published and moment.edtf[:4] == published[:4]):
                return True
            latest = _day(moment.latest)
            if day and latest and (day - latest).days > (_OLD_IN_LEAD_DAYS if in_lead else _OLD_DAYS):
                return True
        return False

    def _told_type(self) -> EventType:
        """The grammars' event type, or the reader's where it is surer and no act is named after its weapon."""
        kind = self._event_type()
        return kind if self._is_named_after_weapon(kind) else surer_type(kind, self.draft)

    def _is_named_after_weapon(self, kind: EventType) -> bool:
        """An act's own words name the weapon that makes it of this type ("missile strikes", "drone attack")."""
        return any(
            m.start <= act.mention.end and act.mention.start <= m.end + 1 and TYPE_OF_MEANS.get(m.means.kind) is kind
            for act in self.occurrence.acts
            for m in self.reading.means
        )

    def _counts_many(self) -> bool:
        strikes = counted_strikes(self.occurrence, self.reading)
        return strikes is not None and (strikes.low or strikes.high or 0) >= _MANY_STRIKES

    def _clarity(self, standing: Standing) -> Clarity:
        strikes = counted_strikes(self.occurrence, self.reading)
        if standing is Standing.AGGREGATE or self._counts_many():
            return Clarity.AGGREGATED
        wide = [p for p in self.occurrence.places() if p.precision is PlacePrecision.ADMIN1]
        plural = any(a.mention.plural for a in self.occurrence.acts)
        spans = any(
            m.precision in (TimePrecision.DAYS, TimePrecision.WEEK, TimePrecision.UNKNOWN)
            for m in self.occurrence.moments()
        )
        return (
            Clarity.AGGREGATED
            if plural and (len(wide) > 1 or (spans and strikes is None and len(self.occurrence.places()) > 1))
            else Clarity.INDIVIDUAL
        )

    def _evidence(self) -> tuple[Quote, ...]:
        starts = [s.start for s in self.reading.sentences]
        indexes = {a.mention.sentence for a in self.occurrence.acts}
        indexes |= {max(0, bisect_right(starts, claim.start) - 1) for claim in self.claims.values()}
        quotes = []
        for index in sorted(indexes):
            s = self.reading.sentences[index]
            for start, end in quotable_spans(s.start, s.end, text=self.report.text, private=self.reading.private):
                quotes.append(Quote(start=start, end=end, text=self.report.text[start:end]))
        return tuple(quotes)


def _itself(denial: Denial) -> Actor | None:
    """The denier, where it is known by name and its words speak of nobody else's part."""
    denier = denial.denier
    return denier if denier is not None and denier.actor_id is not None and denial.of_itself else None


def _chain_parts(chain: Sequence[SourceLink]) -> list[str]:
    return [part for link in chain for part in (link.name, link.kind, str(link.named))]


def _is_told_by(place: Place, other: Place) -> bool:
    """The other is this place, or lies in it; two towns are two however near, and so are two quarters of one town."""
    if places_are_apart(place, other) or place_is_finer(place, other):
        return False
    if other.precision is PlacePrecision.SETTLEMENT and _is_part_of_town(place):
        return False
    if place.precision is not other.precision or place.precision not in _NAMED_APART:
        return True
    if sorted(place.name.split()) == sorted(other.name.split()):
        return True  # "between A and B" is also between B and A
    if place.gazetteer_id and other.gazetteer_id:
        return place.gazetteer_id == other.gazetteer_id
    return bool(place.gazetteer_id or other.gazetteer_id)


def _is_part_of_town(place: Place) -> bool:
    """A quarter that no gazetteer holds, at the place of its town."""
    return place.precision is PlacePrecision.AREA and place.gazetteer_id is None


def _coarseness(place: object) -> int:
    return FINEST_FIRST.index(place.precision) if isinstance(place, Place) else len(FINEST_FIRST)


def _signing(actor: Actor, surface: str) -> Actor:
    """Of a state that agrees to something, named as such or by its capital, the government."""
    table = load_actors()
    country = table.demonym(surface)
    if country is None or actor.actor_id != f"{country.lower()}-forces":
        return actor
    return table.state_forces(country, "government") or actor


def _described_party(actor: Actor) -> str | None:
    """The kind by which several descriptions of armed people are one party: "terrorists", "terrorist organizations"."""
    described = actor.actor_id is None and actor.unit is ActorUnit.GROUP and actor.kind in BAND_KINDS
    return f"{actor.kind}" if described else None


def _fighting(actor: Actor) -> Actor:
    """Of a government that strikes or is fought, its forces."""
    if actor.country is None or actor.actor_id != f"{actor.country.lower()}-government":
        return actor
    forces = load_actors().state_forces(actor.country)
    return actor if forces is None else replace(forces, kind=actor.kind)


def _abroad(actor: Actor, country: str | None) -> Actor:
    """State forces outside their own state are external forces."""
    if actor.kind is ActorKind.STATE_FORCES and actor.country and country and actor.country != country:
        return Actor(
            name=actor.name,
            actor_id=actor.actor_id,
            kind=ActorKind.EXTERNAL_FORCES,
            unit=actor.unit,
            country=actor.country,
        )
    return actor
