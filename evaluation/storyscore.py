"""Scores of stories: linking, copies and contradictions of one half, told and weighed all together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import combinations

from evaluation.gate import pair_accounts, report_of
from evaluation.linkpairs import features_of_all
from evaluation.public.partitions import bcubed_shares
from evaluation.storyset import KINDS, Pair, Story
from tallystick.pipeline import MemoryShelf, Told, Tools, tell_report, weigh_all
from tallystick.records.account import Account
from tallystick.records.incident import Contradiction
from tallystick.stages.link.features import Features
from tallystick.stages.link.likeness import Comparing
from tallystick.stages.link.rarity import count_rarity
from tallystick.stages.weigh.copies import Verdict
from tallystick.stages.weigh.incidents import weigh_incident

ERROR_KINDS = (
    "missed account",
    "spurious account",
    "missed link",
    "over-merge",
    "missed copy",
    "false copy",
    "missed contradiction",
    "false contradiction",
)


@dataclass(slots=True)
class Row:
    """One measure: what is right of what is said, and what is right of what is gold."""

    right: float = 0
    said: float = 0
    gold: float = 0
    recalled: float | None = None  # what is right of gold, where the two differ

    @property
    def precision(self) -> float:
        """Right of said; 1 where nothing is said."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Right of gold; 1 where nothing is gold."""
        right = self.right if self.recalled is None else self.recalled
        return right / self.gold if self.gold else 1.0

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Rows and shares (so many of so many) by measure, and errors as (kind, where, what)."""

    rows: dict[str, Row]
    shares: dict[str, tuple[int, int]]
    errors: list[tuple[str, str, str]]


@dataclass(slots=True, kw_only=True)
class _Read:
    """A half as read: told reports by gold id, and the paired accounts with a gold incident."""

    told: dict[str, Told]
    pairs: dict[str, dict[str, Account]]
    story: dict[str, str]  # by account id, paired or not
    report: dict[str, str]  # gold id by account id
    gold: dict[str, str] = field(default_factory=dict)  # incident by account id


def tell_stories(stories: Iterable[Story], *, tools: Tools) -> dict[str, Told]:
    """All reports of the stories, told each by itself, by their gold id."""
    return {
        report.header["id"]: tell_report(report_of(report), tools=tools)
        for story in stories
        for report in story.reports
    }


def score_stories(stories: Sequence[Story], told: Mapping[str, Told], *, tools: Tools, oracle: bool = False) -> Scores:
    """Link and weigh all reports together and score them; `oracle` scores contradictions of gold clusters instead."""
    scores = Scores(rows=defaultdict(Row), shares={}, errors=[])
    read = _pair_all(stories, told, scores)
    every = [told[report.header["id"]] for story in stories for report in story.reports]
    shelf = MemoryShelf.of((t.report for t in every), (a for t in every for a in t.accounts))
    weighed = weigh_all(shelf, standing={}, tools=tools)
    homes = dict(weighed.homes)
    _score_groups(stories, read, homes, scores, because=_likeness(every, tools))
    _score_copies(stories, told, weighed.verdicts, scores)
    if oracle:
        lineages = {id_: verdict.lineage for id_, verdict in weighed.verdicts.items()}
        found = _weigh_gold(read, lineages, tools)
    else:
        said = {incident.id: incident.contradictions for incident in weighed.incidents}
        found = {
            name: said[home]
            for name, accounts in _by_incident(read).items()
            if (home := _home_of_most(accounts, homes)) is not None
        }
    _score_contradictions(stories, found, scores)
    return scores


def _pair_all(stories: Sequence[Story], told: Mapping[str, Told], scores: Scores) -> _Read:
    read = _Read(told=dict(told), pairs={}, story={}, report={})
    for story in stories:
        for report in story.reports:
            id_, heads = report.header["id"], report.header.get("accounts") or {}
            accounts = told[id_].accounts
            pairs = read.pairs[id_] = pair_accounts(report, accounts)
            row = scores.rows["accounts"]
            row.right, row.said, row.gold = row.right + len(pairs), row.said + len(accounts), row.gold + len(heads)
            read.story |= {a.id: story.name for a in accounts}
            read.report |= {a.id: id_ for a in accounts}
            for label, head in heads.items():
                if label not in pairs:
                    scores.errors.append(("missed account", id_, f"{label} {head['type']} {head['incident']}"))
                elif head["incident"] is not None:
                    read.gold[pairs[label].id] = head["incident"]
            paired = {a.id for a in pairs.values()}
            scores.errors.extend(
                ("spurious account", id_, f"{a.standing} {a.event_type} [{a.anchor.text}]")
                for a in accounts
                if a.id not in paired
            )
    return read


def _by_incident(read: _Read) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for pairs in read.pairs.values():
        for account in pairs.values():
            if account.id in read.gold:
                found[read.gold[account.id]].append(account)
    return found


def _score_groups(
    stories: Sequence[Story],
    read: _Read,
    homes: Mapping[str, str],
    scores: Scores,
    *,
    because: Callable[[str, str], str],
) -> None:
    said = {id_: homes.get(id_, id_) for id_ in read.gold}
    by_gold = defaultdict(set)
    for id_, incident in read.gold.items():
        by_gold[incident].add(id_)
    cubed, row = scores.rows["grouping, B-cubed"], scores.rows["grouping, pairs"]
    cubed.recalled = 0.0
    for precision, recall in bcubed_shares(read.gold, said).values():
        cubed.right += precision
        cubed.recalled += recall
        cubed.said, cubed.gold = cubed.said + 1, cubed.gold + 1
    for one, other in combinations(sorted(read.gold), 2):
        gold, put = read.gold[one] == read.gold[other], said[one] == said[other]
        row.right, row.said, row.gold = row.right + (gold and put), row.said + put, row.gold + gold
        if gold != put:
            where = f"{read.report[one]} {read.report[other]}"
            names = read.gold[one] if gold else f"{read.gold[one]} with {read.gold[other]}"
            kind = "missed link" if gold else "over-merge"
            scores.errors.append((kind, where, f"{names}: {because(one, other)}"))
    near = [pair for story in stories for pair in story.near if pair <= set(by_gold)]
    merged = [pair for pair in near if not set.isdisjoint(*({said[id_] for id_ in by_gold[name]} for name in pair))]
    scores.shares["near pairs merged"] = (len(merged), len(near))
    members: dict[str, list[str]] = defaultdict(list)
    for id_, home in homes.items():
        members[home].append(read.story[id_])
    strangers = sum(len(names) - max(Counter(names).values()) for names in members.values())
    scores.shares["accounts put with another story"] = (strangers, len(homes))


def _likeness(every: Sequence[Told], tools: Tools) -> Callable[[str, str], str]:
    """What linking says of two accounts, in words."""

    @cache
    def compared() -> tuple[Comparing, dict[str, int], list[Features]]:
        features = sorted(features_of_all(every, tools=tools), key=lambda f: f.id)
        return Comparing(features, count_rarity(features)), {f.id: at for at, f in enumerate(features)}, features

    def because(one: str, other: str) -> str:
        comparing, at, features = compared()
        if one not in at or other not in at:
            return "one of them is not linked at all: a sum, a plan or a supposition"
        i, j = sorted((at[one], at[other]))
        like = comparing.likeness(i, j)
        both = " (both recalled)" if features[i].background and features[j].background else ""
        return f"{like.score:.2f} {like.because}{both}"

    return because


def _score_copies(
    stories: Sequence[Story], told: Mapping[str, Told], verdicts: Mapping[str, Verdict], scores: Scores
) -> None:
    ids = {told[report.header["id"]].report.id: report.header["id"] for story in stories for report in story.reports}
    lineage = {name: verdicts[id_].lineage for id_, name in ids.items()}
    said: dict[Pair, str] = {
        frozenset(pair): "one lineage"
        for pair in combinations(sorted(lineage), 2)
        if lineage[pair[0]] == lineage[pair[1]]
    }
    for id_, name in ids.items():
        found = verdicts[id_].copy_of
        if found is not None and found.report in ids:
            said[frozenset({name, ids[found.report]})] = f"{found.kind} {found.share}"
    gold = {pair: kind for story in stories for pair, kind in story.copies.items()}
    implied = {pair for story in stories for pair in story.implied_copies()}
    unlike = {pair for story in stories for pair in story.not_copies}
    row = scores.rows["copies"]
    row.right, row.said, row.gold = len(gold.keys() & said), len(said.keys() - implied), len(gold)
    for kind in KINDS:
        pairs = {pair for pair in gold if gold[pair] == kind}
        scores.shares[f"copies found, {kind}"] = (len(pairs & said.keys()), len(pairs))
    scores.shares["not copies, joined"] = (len(unlike & said.keys()), len(unlike))
    for pair in sorted(gold.keys() - said.keys(), key=sorted):
        scores.errors.append(("missed copy", " ".join(sorted(pair)), gold[pair]))
    for pair in sorted(said.keys() - gold.keys() - implied, key=sorted):
        words = f"{said[pair]}{' (marked as none)' if pair in unlike else ''}"
        scores.errors.append(("false copy", " ".join(sorted(pair)), words))


def _home_of_most(accounts: Sequence[Account], homes: Mapping[str, str]) -> str | None:
    counts = Counter(homes[a.id] for a in accounts if a.id in homes)
    return min(counts, key=lambda home: (-counts[home], home), default=None)


def _weigh_gold(read: _Read, lineages: Mapping[str, str], tools: Tools) -> dict[str, tuple[Contradiction, ...]]:
    """The contradictions of gold incidents, their told accounts put together by annotation."""
    published = {t.report.id: t.report.published for t in read.told.values()}
    outlets = {t.report.id: t.report.outlet for t in read.told.values()}
    return {
        name: weigh_incident(
            accounts,
            id_=name,
            links=(),
            lineages=lineages,
            published=published,
            actor_of=tools.voice_of_source,
            voice_of_actor=tools.voice_of_actor,
            name_voice=partial(tools.name_voice, outlets=outlets),
        ).contradictions
        for name, accounts in _by_incident(read).items()
    }


def _score_contradictions(
    stories: Sequence[Story], found: Mapping[str, tuple[Contradiction, ...]], scores: Scores
) -> None:
    """Over gold incidents that are told: fields with a contradiction, by what stories say of them."""
    heads = [h for s in stories for r in s.reports for h in (r.header.get("accounts") or {}).values()]
    scores.shares["incidents told"] = (len(found), len({h["incident"] for h in heads if h["incident"]}))
    gold = {row for story in stories for row in story.contradictions if row[0] in found}
    why = {(name, str(c.field)): c.because for name, ones in found.items() for c in ones}
    fields = sorted({row[1] for row in (*gold, *why)})
    for key, chosen in (("contradictions", fields), *((f"contradictions, {f}", [f]) for f in fields)):
        wanted, said = ({row for row in rows if row[1] in chosen} for rows in (gold, why))
        scores.rows[key] = Row(right=len(wanted & said), said=len(said), gold=len(wanted))
    scores.errors.extend(("missed contradiction", *row) for row in sorted(gold - why.keys()))
    scores.errors.extend(("false contradiction", row[0], f"{row[1]}: {why[row]}") for row in sorted(why.keys() - gold))
