"""The stages in order: what each takes and what it gives. Read this first.

A report goes through read, clean, mark, resolve and tell by itself; link and weigh look at all
accounts together. `STAGES` is the one place where the order, the versions and the needs stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Protocol

from tallystick.errors import RunError
from tallystick.judging import settle_judgements
from tallystick.knowledge.actors import ActorTable, load_actors
from tallystick.knowledge.acts import ActLexicon, load_acts
from tallystick.knowledge.gazetteer import AddedIndex, Gazetteer, load_gazetteer
from tallystick.knowledge.source_heads import load_source_heads
from tallystick.models.reader import load_reader
from tallystick.records.account import Account, Correction
from tallystick.records.draft import Draft, Drafted, Unread
from tallystick.records.identity import incident_id
from tallystick.records.incident import Incident
from tallystick.records.judgement import Judgement
from tallystick.records.mention import PlaceMention, Reading, Sentence, SourceLink, TimeMention
from tallystick.records.reader import Reader
from tallystick.records.referent import Actor, Place
from tallystick.records.report import Report
from tallystick.records.vocabulary import ReportStatus, Scope, SourceKind
from tallystick.scratch import Scratch
from tallystick.stages.clean.report import clean_report
from tallystick.stages.link.clusters import link_accounts
from tallystick.stages.link.features import FeatureRows, features_of, is_linkable
from tallystick.stages.mark.actors import mark_actors
from tallystick.stages.mark.acts import mark_acts
from tallystick.stages.mark.blame import mark_blame
from tallystick.stages.mark.casing import restore_case, splice
from tallystick.stages.mark.counts import mark_counts
from tallystick.stages.mark.drafted import (
    mark_drafted_actors,
    mark_drafted_counts,
    mark_drafted_means,
    mark_drafted_objects,
    mark_drafted_sources,
)
from tallystick.stages.mark.drafted_places import mark_drafted_places
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.means import mark_means
from tallystick.stages.mark.objects import mark_objects
from tallystick.stages.mark.outcomes import settle_outcomes
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.places_within import WITHIN
from tallystick.stages.mark.private_names import PrivateNames
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.source_identity import name_described_sources
from tallystick.stages.mark.sources import mark_sources
from tallystick.stages.mark.times import mark_times
from tallystick.stages.mark.tokens import tokenise
from tallystick.stages.mark.unnamed_sources import unname_sources
from tallystick.stages.read.raw import RawItem
from tallystick.stages.read.reports import read_report
from tallystick.stages.resolve.actors import resolve_actors
from tallystick.stages.resolve.described_actors import name_described_forces
from tallystick.stages.resolve.drafted_scenes import drafted_scenes
from tallystick.stages.resolve.drafted_times import time_drafted
from tallystick.stages.resolve.held_places import place_held
from tallystick.stages.resolve.lasting_times import resolve_lasting
from tallystick.stages.resolve.places import resolve_places
from tallystick.stages.resolve.time_anchor import printed_days
from tallystick.stages.resolve.times import resolve_times
from tallystick.stages.resolve.unnamed_places import place_unnamed
from tallystick.stages.tell.accounts import tell_accounts
from tallystick.stages.weigh.copies import Verdict, find_copies
from tallystick.stages.weigh.incidents import weigh_incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: its version is raised when its output changes."""

    name: str
    version: int
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    does: str


STAGES: tuple[Stage, ...] = (
    Stage(name="read", version=3, takes=("item",), gives=("report",), does="bytes to a report, or the reason why not"),
    Stage(
        name="clean",
        version=2,
        takes=("report",),
        gives=("clean report",),
        does="furniture and comments taken out and kept apart",
    ),
    Stage(
        name="mark",
        version=10,
        takes=("clean report",),
        gives=("mentions",),
        does="acts, times, places, actors, counts, means, things, sources",
    ),
    Stage(
        name="resolve",
        version=8,
        takes=("clean report", "mentions"),
        gives=("referents",),
        does="mentions to what they stand for",
    ),
    Stage(
        name="tell",
        version=10,
        takes=("clean report", "mentions", "referents"),
        gives=("accounts",),
        does="one account for each occurrence, claims on their sources' word",
    ),
    Stage(
        name="link",
        version=5,
        takes=("accounts", "judgements"),
        gives=("clusters",),
        does="accounts of one occurrence put together, with reasons",
    ),
    Stage(
        name="weigh",
        version=5,
        takes=("clean report", "accounts", "clusters", "judgements"),
        gives=("incidents",),
        does="copies, voices, positions, tallies, contradictions, grade",
    ),
)


def unmet_needs(
    stages: tuple[Stage, ...] = STAGES, *, given: frozenset[str] = frozenset({"item", "judgements"})
) -> dict[str, tuple[str, ...]]:
    """For each stage, what it takes that no earlier stage gives."""
    have, missing = set(given), {}
    for stage in stages:
        lacking = tuple(need for need in stage.takes if need not in have)
        if lacking:
            missing[stage.name] = lacking
        have |= set(stage.gives)
    return missing


READERS = ("model", "grammar")  # those that need nothing from outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The tables that reading needs, loaded once a process."""

    actors: ActorTable
    acts: ActLexicon
    gazetteer: Gazetteer
    source_heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]]
    readers: tuple[Reader, ...] = ()

    def name_source(self, phrase: str) -> SourceLink | None:
        """The source of the actor table that a phrase names, or none."""
        actor = self.actors.find(phrase)
        if actor is None or actor.actor_id is None:
            return None
        kind = self.actors.source_kind(actor.actor_id)
        return SourceLink(name=actor.name, kind=kind, named=True) if kind is not None else None

    def voice_of_source(self, link: SourceLink) -> str | None:
        """The voice of the actor a named source speaks for: its spokespeople and offices are one voice."""
        words = link.name.split()
        parts = [words[:size] for size in range(len(words), 0, -1)]
        parts += [words[at + 1 :] for at, word in enumerate(words) if word in ("of", "for", "at", "from")]
        for part in parts:
            actor = self.actors.find(" ".join(part))
            if actor is not None and actor.actor_id is not None:
                return self.voice_of_actor(actor)
        return None

    def voice_of_actor(self, actor: Actor) -> str | None:
        """The voice of an actor of the table: that of the topmost it belongs to."""
        id_ = actor.actor_id
        if id_ is None:
            return None
        for _ in range(6):
            above = self.actors.parent(id_)
            if above is None:
                break
            id_ = above
        return f"actor:{id_}"

    def name_voice(self, voice: str, *, outlets: Mapping[str, str | None]) -> str:
        """A voice in words, for sentences; `outlets` names the outlet of each report."""
        kind, _, rest = voice.partition(":")
        if kind == "actor":
            actor = self.actors.actor(rest)
            return actor.name if actor is not None else rest
        if kind == "source":
            return rest
        lineage, _, unnamed = kind.partition("/")
        if unnamed:
            return rest
        return outlets.get(lineage) or "an outlet's own word"


def load_tools(reader: str = "model", added: AddedIndex | None = None) -> Tools:
    """The tables of knowledge/ and the reader, loaded once; the gazetteer index is unpacked on first use.

    `reader` is "model" for the learned reader that the package ships, "grammar" for the grammars alone; `added` are
    the places that a user has added to the gazetteer.

    Raises:
        RunError: no reader of that name, or its files or the gazetteer's are missing or altered.
    """
    if reader not in READERS:
        raise RunError(f"there is no reader {reader!r}; use one of {', '.join(READERS)}")
    return _loaded(reader, added)


@cache
def _loaded(reader: str, added: AddedIndex | None) -> Tools:
    return Tools(
        actors=load_actors(),
        acts=load_acts(),
        gazetteer=load_gazetteer(added=added),
        source_heads=load_source_heads(),
        readers=(load_reader(),) if reader == "model" else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as read and cleaned, its accounts, and the private persons' names that its text alone may hold."""

    report: Report
    accounts: tuple[Account, ...]
    private_names: tuple[str, ...] = ()


def tell_item(item: RawItem, *, tools: Tools, scope: Scope = Scope.CONFLICT) -> Told:
    """Read, clean, mark, resolve and tell one found item."""
    report = clean_report(read_report(item))
    if report.status is not ReportStatus.KEPT:
        return Told(report=report, accounts=())
    return tell_report(report, tools=tools, scope=scope)


def tell_report(report: Report, *, tools: Tools, scope: Scope = Scope.CONFLICT) -> Told:
    """Mark, resolve and tell one clean report."""
    reading = mark_report(report, tools=tools)
    accounts = tuple(tell_accounts(_without_places_within(reading), report=report, scope=scope))
    names = tuple(sorted({report.text[start:end] for start, end in reading.private}))
    warnings = (*report.warnings, *(f"unread: {u.start}-{u.end}: {u.because}" for u in reading.unread))
    report = replace(report, relevance=_relevance(accounts), warnings=warnings)
    return Told(report=report, accounts=accounts, private_names=names)


def _without_places_within(reading: Reading) -> Reading:
    """The reading without the places that are only named within other names: they place no act."""
    plain = reading.grammatical
    return replace(
        reading,
        places=tuple(place for place in reading.places if place.role_hint != WITHIN),
        grammatical=None if plain is None else _without_places_within(plain),
    )


def mark_report(report: Report, *, tools: Tools) -> Reading:
    """All mentions of a report with what they stand for; what only a reader saw stands beside the grammars' reading."""
    sentences = restore_case(split_sentences(report.text, title=report.title), table=tools.actors)
    marked = _marked(report, sentences, tools)
    names = PrivateNames(sentences, table=tools.actors, is_place=tools.gazetteer.has)
    plain = _resolved(marked, report, tools, names=names)
    drafted, unread = _drafted(report.text, sentences, readers=tools.readers)
    if drafted is None:
        return replace(plain, unread=unread)
    text = splice(report.text, sentences)
    drafts = settle_outcomes(drafted.drafts, text=text, sentences=sentences, counts=marked.counts)
    wide = replace(
        marked,
        places=mark_drafted_places(drafts, marked.places, text=text, names=tools.gazetteer),
        actors=mark_drafted_actors(drafts, marked.actors, text=text),
        counts=mark_drafted_counts(
            drafts, marked.counts, text=text, title_end=max((s.end for s in sentences if s.is_title), default=0)
        ),
        means=mark_drafted_means(drafts, marked.means, text=text, named=(*marked.actors, *marked.places)),
        objects=mark_drafted_objects(drafts, marked.objects, text=text),
        sources=name_described_sources(
            mark_drafted_sources(
                drafts,
                marked.sources,
                told=drafted.sources,
                sentences=sentences,
                heads=tools.source_heads,
                known=tools.name_source,
                outlet=report.outlet,
            )
        ),
    )
    resolved = _resolved(wide, report, tools, names=names, drafts=drafts, known=(marked, plain))
    places = place_unnamed(drafts, drafted.coreferences, resolved.places, text=text, gazetteer=tools.gazetteer)
    actors = name_described_forces(
        drafts, resolved.actors, places=places, table=tools.actors, text=text, scene=_scene_country(places)
    )
    return replace(
        resolved,
        times=time_drafted(drafts, resolved.times, text=text, report=report),
        places=places,
        actors=actors,
        drafts=drafts,
        coreferences=drafted.coreferences,
        hints=drafted.hints,
        grammatical=plain,
        unread=unread,
    )


def _marked(report: Report, sentences: tuple[Sentence, ...], tools: Tools) -> Reading:
    """What the grammars mark in these sentences; of the mentions, only the times are resolved."""
    tokens = [tokenise(sentence) for sentence in sentences]
    means = mark_means(sentences)
    return Reading(
        report=report.id,
        sentences=sentences,
        acts=tuple(
            sorted(
                (*mark_acts(tokens, lexicon=tools.acts, means=means), *mark_blame(sentences)),
                key=lambda act: (act.start, act.end),
            )
        ),
        times=_told_times(_times(sentences, report), report),
        places=mark_places(report, sentences=sentences, gazetteer=tools.gazetteer),
        actors=mark_actors(sentences, table=tools.actors),
        counts=mark_counts(sentences),
        means=means,
        objects=mark_objects(sentences),
        sources=name_described_sources(
            mark_sources(tokens, heads=tools.source_heads, known=tools.name_source, outlet=report.outlet)
        ),
    )


def _resolved(
    marked: Reading,
    report: Report,
    tools: Tools,
    *,
    names: PrivateNames,
    drafts: Sequence[Draft] = (),
    known: tuple[Reading, Reading] | None = None,
) -> Reading:
    """The reading with its places and actors resolved, and private persons' names found and taken out of sources.

    `known` is another reading of the report, as marked and as resolved: what was marked alike is not resolved anew.
    """
    before, after = known if known is not None else (None, None)
    if before is not None and after is not None and before.places == marked.places:
        places = after.places
    else:
        places = place_held(
            resolve_places(marked.places, report=report, gazetteer=tools.gazetteer),
            text=report.text,
        )
    country = _scene_country(places)
    if (
        before is not None
        and after is not None
        and before.actors == marked.actors
        and _scene_country(after.places) == country
    ):
        actors = after.actors
    else:
        actors = resolve_actors(
            marked.actors, report=report, sentences=marked.sentences, table=tools.actors, country=country
        )
    scenes = drafted_scenes(drafts, places, text=report.text)
    private = names.mark(actors=actors, sources=marked.sources, scenes=scenes)
    sources = unname_sources(marked.sources, names={report.text[start:end] for start, end in private})
    return replace(marked, places=places, actors=actors, sources=sources, private=private)


def _drafted(
    text: str, sentences: tuple[Sentence, ...], *, readers: Sequence[Reader]
) -> tuple[Drafted | None, tuple[Unread, ...]]:
    """What the first reader that could read the report drafted, null where none could; and what went unread."""
    unread: list[Unread] = []
    for reader in readers:
        drafted = reader.read([(text, sentences)])[0]
        unread += drafted.unread
        if drafted.drafts or not drafted.unread:
            return drafted, tuple(unread)
    return None, tuple(unread)


def _times(sentences: tuple[Sentence, ...], report: Report) -> tuple[TimeMention, ...]:
    """The times of a report; a length counts only where it makes a range with one of them or with publication."""
    marked = mark_times(sentences)
    expressions = mark_expressions(sentences, times=marked, forms=frozenset({"length"}))
    resolved = resolve_times(marked, report=report, sentences=sentences)
    return resolve_lasting(resolved, expressions=expressions, report=report, sentences=sentences)


def _told_times(mentions: tuple[TimeMention, ...], report: Report) -> tuple[TimeMention, ...]:
    """The times of the report's own telling: the dateline's day, or one printed above the text, is that of writing."""
    lines = [line for line in (report.dateline, *printed_days(report.text)) if line is not None]
    return tuple(t for t in mentions if not any(t.start < line.end and line.start < t.end for line in lines))


def _scene_country(places: Sequence[PlaceMention]) -> str | None:
    """The country most of a report's scenes lie in; none where two have as many."""
    seen = Counter(
        p.place.country
        for p in places
        if p.role_hint in ("place", "origin", "dateline") and isinstance(p.place, Place) and p.place.country
    )
    ranked = seen.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _relevance(accounts: tuple[Account, ...]) -> float:
    """That the report tells at least one incident; set from the standings and modalities of its accounts."""
    best = 0.0
    for account in accounts:
        told = {"asserted": 1.0, "alleged": 0.9, "denied": 0.6, "planned": 0.2, "hypothetical": 0.1}[account.modality]
        stands = {"main": 0.95, "aggregate": 0.6, "background": 0.5}[account.standing]
        weight = 0.7 + 0.06 * min(5, len(account.claims))
        best = max(best, told * stands * weight)
    return round(best, 3)


class Shelf(Protocol):
    """Where weighing finds the current records; it may be a store, so nothing asks for all texts at once."""

    def reports(self) -> Iterator[Report]:
        """The current kept reports, in order of id."""

    def report(self, id_: str) -> Report:
        """One of them."""

    def accounts(self) -> Iterator[Account]:
        """The accounts of the current kept reports, in order of id."""

    def account(self, id_: str) -> Account:
        """One of them."""

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """Those of one report, in order of id."""

    def current(self, id_: str) -> tuple[str | None, str]:
        """The report that stands for this one today, or none with the reason in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryShelf:
    """A shelf of records held in memory."""

    by_report: Mapping[str, Report]
    by_account: Mapping[str, Account]

    @classmethod
    def of(cls, reports: Iterable[Report], accounts: Iterable[Account]) -> MemoryShelf:
        """A shelf of these records."""
        return cls(by_report={r.id: r for r in reports}, by_account={a.id: a for a in accounts})

    def reports(self) -> Iterator[Report]:
        """All reports, in order of id."""
        return (self.by_report[id_] for id_ in sorted(self.by_report))

    def report(self, id_: str) -> Report:
        """The report of this id."""
        return self.by_report[id_]

    def accounts(self) -> Iterator[Account]:
        """All accounts, in order of id."""
        return (self.by_account[id_] for id_ in sorted(self.by_account))

    def account(self, id_: str) -> Account:
        """The account of this id."""
        return self.by_account[id_]

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """The accounts of a report, in order of id."""
        return tuple(account for account in self.accounts() if account.report == report)

    def current(self, id_: str) -> tuple[str | None, str]:
        """The report of this id; earlier versions are not on this shelf."""
        return (id_, "") if id_ in self.by_report else (None, f"{id_} is not among the reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What link and weigh found.

    `incidents` is made one at a time. `verdicts` gives each report its lineage and what it copies.
    `homes` gives account id and incident id, in order of account id; `merged` is an earlier incident id to the one
    it resolves to now. `corrected` is what a person corrected, by account.
    """

    incidents: Iterator[Incident]
    verdicts: Mapping[str, Verdict]
    homes: Iterator[tuple[str, str]]
    merged: Mapping[str, str]
    corrected: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)


def weigh_all(
    shelf: Shelf,
    *,
    standing: Mapping[str, str],
    tools: Tools,
    moved: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    retired: Set[str] = frozenset(),
    scratch: Scratch | None = None,
    workers: int = 1,
) -> Weighed:
    """Link all accounts of a shelf and weigh each incident.

    `standing` is account id to incident id as of the last weighing: an incident keeps its id while
    accounts join it; where two become one, the smaller id stays. `moved` are the accounts that judgements have moved
    since, with the id that would be theirs without them. `retired` are ids that stood earlier: one comes back where
    its first account is in an incident without an id. `judgements` hold in any order. `scratch` holds what grows with
    the reports, and must stay open until all is read; without it memory does. `workers`
    processes compare accounts at once; the outcome is the same with any number.
    """
    settled = settle_judgements(judgements, shelf)
    scratch = scratch if scratch is not None else Scratch()
    published: dict[str, str | None] = {}
    titles: dict[str, str | None] = {}
    outlets: dict[str, str | None] = {}
    once: dict[str | None, str | None] = {}  # equal values kept once
    for report in shelf.reports():
        published[report.id] = once.setdefault(report.published, report.published)
        outlets[report.id] = once.setdefault(report.outlet, report.outlet)
        if report.title is not None:
            titles[report.id] = report.title
    features = FeatureRows(scratch)
    for account in map(settled.correct, shelf.accounts()):
        if is_linkable(account):
            features.add(
                features_of(
                    account,
                    published=published[account.report],
                    title=titles.get(account.report),
                    outlet=outlets[account.report],
                    country_of=tools.gazetteer.country,
                )
            )
    del titles, once
    linked = link_accounts(features, judged=settled.pairs, scratch=scratch, workers=workers)
    verdicts = find_copies(
        shelf.reports(),
        candidates=linked.candidate_reports,
        apart=linked.apart_reports,
        find=shelf.report,
        scratch=scratch,
    )
    clusters = linked.clusters
    ids, merged = name_incidents(
        map(clusters.accounts, range(len(clusters))), standing=standing, moved=moved, retired=retired
    )
    lineages = {id_: verdict.lineage for id_, verdict in verdicts.items()}

    def make() -> Iterator[Incident]:
        for cluster, id_ in zip(clusters, ids, strict=True):
            yield weigh_incident(
                [settled.correct(shelf.account(account)) for account in cluster.accounts],
                id_=id_,
                links=cluster.links,
                lineages=lineages,
                published=published,
                actor_of=tools.voice_of_source,
                voice_of_actor=tools.voice_of_actor,
                name_voice=partial(tools.name_voice, outlets=outlets),
            )

    homes = ((account, ids[index]) for account, index in clusters.homes())
    corrected = {id_: settled.correct(shelf.account(id_)).judged for id_ in sorted(settled.corrections)}
    return Weighed(incidents=make(), verdicts=verdicts, homes=homes, merged=merged, corrected=corrected)


def name_incidents(
    clusters: Iterable[tuple[str, ...]],
    *,
    standing: Mapping[str, str],
    moved: Mapping[str, str] | None = None,
    retired: Set[str] = frozenset(),
) -> tuple[tuple[str, ...], dict[str, str]]:
    """An id for each cluster (account ids, sorted), and what each earlier id that lost its own resolves to.

    An earlier id goes to the cluster that holds the account it was minted from, else to the one that
    holds most of its accounts; a cluster given several keeps the smallest. Ids that accounts would have without
    judgements (`moved` over `standing`) come first, so that what a judgement did can be taken back. A cluster given
    none takes back the smallest `retired` id that was minted from one of its accounts.
    """
    unjudged, judged = _Naming(), _Naming()
    returning: dict[int, str] = {}
    ids: list[str] = []
    for index, cluster in enumerate(clusters):
        ids.append(incident_id(cluster[0]))
        for account in cluster:
            now = standing.get(account)
            old = moved.get(account, now) if moved else now
            unjudged.note(index, account, old)
            if now != old:
                judged.note(index, account, now)
        if retired and (own := {id_ for id_ in map(incident_id, cluster) if id_ in retired}):
            returning[index] = min(own)
    owners = unjudged.owners()
    known = set(unjudged.members)
    for index, olds in judged.owners().items():
        left = [old for old in olds if old not in known]
        if left:
            owners.setdefault(index, []).extend(left)
    known |= set(judged.members)
    for index, back in returning.items():
        if index not in owners and back not in known:
            ids[index] = back
    merged: dict[str, str] = {}
    for index, olds in owners.items():
        ids[index] = olds[0]
        merged |= dict.fromkeys(olds[1:], olds[0])
    return tuple(ids), merged


class _Naming:
    """Which clusters hold the accounts of earlier incident ids."""

    def __init__(self) -> None:
        self.members: dict[str, Counter[int]] = {}
        self._minted: dict[str, int] = {}

    def note(self, index: int, account: str, old: str | None) -> None:
        """An account of this cluster had this id."""
        if old is not None:
            self.members.setdefault(old, Counter())[index] += 1
            if incident_id(account) == old:
                self._minted[old] = index

    def owners(self) -> dict[int, list[str]]:
        """The ids that go to each cluster, the smallest first."""
        found: dict[int, list[str]] = {}
        for old in sorted(self.members):
            held = self.members[old]
            index = self._minted.get(old, min(held, key=lambda i: (-held[i], i)))
            found.setdefault(index, []).append(old)
        return found
