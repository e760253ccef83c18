"""Who each actor mention stands for: by the table, by its state, or by what the report has named before it.

"The army" is the army last named, else that of the state the report is about; "the group" is the armed
group last named. Where nothing decides, the words stay as they are, and a private person is a role.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.descriptions import Descriptions, Phrase, load_descriptions, read_phrase
from tallystick.knowledge.lexicon import Words, fold_word, split_words
from tallystick.knowledge.numbers import NUMBER
from tallystick.records.mention import ActorMention, Sentence
from tallystick.records.referent import ARMED_KINDS, BAND_KINDS, Actor, Unresolved
from tallystick.records.report import Report
from tallystick.records.vocabulary import ActorKind, ActorUnit, SourceKind
from tallystick.stages.resolve.countries import find_main_country
from tallystick.stages.resolve.roles import describe_private

_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_REPORTERS = frozenset({SourceKind.WIRE, SourceKind.MEDIA, SourceKind.MONITOR, SourceKind.SOCIAL_MEDIA})
_NEAR = 4  # sentences within which "the army" is still the army last named
_ARMY = frozenset({"army", "military", "soldiers", "soldier", "troops"})
_TAGS = frozenset({"terrorist", "militant", "rebel", "armed", "jihadist"})
_RULERS = frozenset({"regime", "junta"})  # named for the forces that serve them
_INSURGENT = frozenset(
    "opposition islamic islamist jihadist rebel insurgent militant separatist guerrilla takfiri extremist terrorist "
    "revolutionary resistance tribal".split()
)
_SIDES = frozenset({"rebel", "militant", "jihadist", "insurgent", "separatist", "terrorist", "extremist"})
_ANAPHORA = frozenset(
    "group groups movement organization organisation network outfit faction insurgency militants rebels "
    "insurgents jihadists jihadis extremists terrorists fighters militia militiamen separatists guerrillas "
    "militant cartel gang".split()
)
_OPENING = re.compile(  # of words that a reader took whole: "its Russian ally", "two US destroyers"
    rf"(?:(?:the|an?|its|their|his|her|some|several|many|other|these|those|at least|more than|{NUMBER}) )+(?=\S)",
    re.IGNORECASE,
)
_ARMED_MEN = re.compile(
    r" (?:on|with|wearing|armed|carrying|wielding|in) (?:an? |the )?(?:\w+ )?(?:motor\w+|guns?|rifles?|uniforms?|"
    r"machetes?|knives|knife|jerrycans|explosives?|fatigues|weapons|camouflage|masks?|quad|bikes?|\w+cycles?|pick-?ups?)\b"
)


@dataclass(slots=True)
class _Memory:
    """What has been named so far, latest last: (sentence, actor)."""

    forces: list[tuple[int, Actor]] = field(default_factory=list)
    armed: list[tuple[int, Actor]] = field(default_factory=list)
    coalitions: list[tuple[int, Actor]] = field(default_factory=list)
    parties: list[tuple[int, Actor]] = field(default_factory=list)


def resolve_actors(
    mentions: Sequence[ActorMention],
    *,
    report: Report,
    sentences: Sequence[Sentence],
    table: ActorTable,
    country: str | None = None,
) -> tuple[ActorMention, ...]:
    """The same mentions, each with its `actor`; `country` is what the report is about, where already known."""
    reader = _Reader(report=report, sentences=sentences, table=table, country=country)
    return _one_coalition([replace(mention, actor=reader.resolve(mention)) for mention in mentions])


def _one_coalition(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """The mentions; a bare "coalition" is the one that the report names, before or after it."""
    named = {
        m.actor.actor_id: m.actor
        for m in mentions
        if isinstance(m.actor, Actor) and m.actor.actor_id is not None and m.actor.name.endswith(" coalition")
    }
    if len(named) != 1:
        return tuple(mentions)
    (coalition,) = named.values()
    return tuple(
        replace(m, actor=coalition) if isinstance(m.actor, Actor) and m.actor.name == "coalition" else m
        for m in mentions
    )


class _Reader:
    """Resolves the mentions of one report in text order."""

    def __init__(
        self, *, report: Report, sentences: Sequence[Sentence], table: ActorTable, country: str | None
    ) -> None:
        self._text = report.text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._table = table
        self._descriptions: Descriptions = load_descriptions()
        self._year = int(report.published[:4]) if report.published and report.published[:4].isdecimal() else None
        self._given = country
        self._country: str | None = None
        self._sought = False
        self._memory = _Memory()
        self._phrases: dict[str, tuple[Words, Phrase | None]] = {}

    def resolve(self, mention: ActorMention) -> Actor | Unresolved:
        """Who this mention stands for."""
        if mention.private:
            return self._private(mention)
        words, phrase = self._read(mention.surface)
        opening = _OPENING.match(mention.surface) if phrase is None else None
        if opening is not None:
            rest = mention.surface[opening.end() :]
            mention = replace(mention, start=mention.start + opening.end(), surface=rest)
            words, phrase = self._read(rest)
        at = bisect_right(self._starts, mention.start) - 1
        if phrase is None:
            return Unresolved(because="the words name nobody that the tables or the grammar know")
        actor = self._decide(mention, words, phrase, at)
        if isinstance(actor, Actor) and not mention.adjective:
            self._remember(actor, at, named=phrase.alias is not None or phrase.nation is not None)
        return actor

    def _read(self, surface: str) -> tuple[Words, Phrase | None]:
        known = self._phrases.get(surface)
        if known is None:
            words = split_words(surface)
            phrase = read_phrase(words, 0, table=self._table, descriptions=self._descriptions)
            known = self._phrases[surface] = (words, phrase)
        return known

    def _remember(self, actor: Actor, at: int, *, named: bool) -> None:
        if actor.name.endswith(" coalition") or actor.actor_id == "nato":
            self._memory.coalitions.append((at, actor))
        if actor.actor_id is not None and actor.unit is ActorUnit.ORGANISATION and actor.kind in ARMED_KINDS:
            self._memory.parties.append((at, actor))
        if not named:
            return
        if actor.actor_id is not None and actor.kind in BAND_KINDS:
            self._memory.armed.append((at, actor))
        if actor.kind is ActorKind.STATE_FORCES and actor.actor_id is not None:
            self._memory.forces.append((at, actor))

    def about(self) -> str | None:
        """The country that most of the report's words place it in, speakers left out."""
        if self._given is not None:
            return self._given
        if not self._sought:
            self._sought = True
            self._country = find_main_country(self._text, table=self._table)
        return self._country

    def _decide(self, mention: ActorMention, words: Words, phrase: Phrase, at: int) -> Actor | Unresolved:
        head = phrase.head
        if phrase.end < len(words) and (owner := self._owner(words, phrase)) is not None:
            return owner
        if phrase.backing is not None and phrase.alias is None:
            return self._backed(words, phrase)
        if phrase.prefix is not None and phrase.alias is None:
            return self._sided(words, phrase)
        if phrase.alias is not None:
            return self._named(words, phrase)
        if phrase.nation is not None:
            return self._national(words, phrase)
        if head is None:
            return Unresolved(because="an adjective alone names nobody")
        whose = self._possessed(mention, words, phrase, at)
        if whose is not None:
            return whose
        if head.group in ("force", "platform", "unit"):
            return self._force(mention, words, phrase, at)
        if head.group == "government":
            country = self.about()
            forces = mention.adjective or words.keys[phrase.end - 1] in _RULERS
            actor = self._table.state_forces(country, None if forces else "government") if country else None
            return actor or _described(words, phrase, ActorKind.STATE_FORCES, unit=ActorUnit.ORGANISATION)
        if head.group == "ministry":
            branch, country = self._branch(words, phrase), self.about()
            actor = self._table.state_forces(country, branch) if country else None
            return actor or _described(words, phrase, ActorKind.UNKNOWN, unit=ActorUnit.ORGANISATION)
        if head.group in ("armed", "group", "member"):
            return self._armed(mention, words, phrase, at)
        if head.group in ("office", "rank"):
            return _office(words, phrase, None)
        if words.keys[phrase.end - 1] in ("men", "man", "youths") and _ARMED_MEN.match(self._text, mention.end):
            return _described(words, phrase, ActorKind.UNKNOWN)
        described = _described(words, phrase, head.kind)
        return _plural(described) if mention.adjective and words.keys[phrase.end - 1] == "civilian" else described

    def _possessed(self, mention: ActorMention, words: Words, phrase: Phrase, at: int) -> Actor | None:
        """Whom "its fighters" and "their planes" belong to: an armed actor named before it."""
        head = phrase.head
        last = words.keys[phrase.end - 1]
        if head is None or not self._text[max(0, mention.start - 6) : mention.start].lower().endswith(
            ("its ", "their ")
        ):
            return None
        if head.group not in ("armed", "force", "platform", "unit") and last != "men":
            return None
        latest = _meant(self._memory.parties, at)
        if latest is not None and latest.kind is ActorKind.STATE_FORCES and latest.country is not None:
            return self._table.state_forces(latest.country, self._branch(words, phrase)) or latest
        return latest

    def _named(self, words: Words, phrase: Phrase) -> Actor | Unresolved:
        alias = phrase.alias
        if alias is None:
            return Unresolved(because="no name")
        country = self.about() if len(alias.ids) > 1 else None
        actor = self._table.actor(self._table.choose(alias.ids, country=country, year=self._year))
        if actor is None:
            return Unresolved(because="the table lost its row")
        head = phrase.head
        if head is None or head.group in ("force", "platform", "unit", "armed", "group", "member"):
            row = self._table.rows.get(actor.actor_id or "")
            if row is not None and row.kind is None and row.source_kind in _REPORTERS:
                if head is not None and phrase.nation is not None:
                    return self._national(words, phrase)
                return Unresolved(because="it reports and takes no part")
        if head is None:
            return actor
        if head.group in ("people", "protesters", "rioters") and words.keys[phrase.end - 1] not in ("men", "man"):
            return _described(words, phrase, head.kind, country=actor.country)
        if head.group in ("office", "rank"):
            return _office(words, phrase, actor)
        government = actor.actor_id is not None and actor.actor_id.endswith("-government")
        if government and head.group in ("force", "platform", "unit") and actor.country is not None:
            return self._table.state_forces(actor.country, self._branch(words, phrase)) or actor
        return actor

    def _branch(self, words: Words, phrase: Phrase) -> str | None:
        if phrase.head_at is None:
            return None
        for here in range(phrase.head_at, phrase.start - 1, -1):
            hit = self._table.branches.longest(words, here)
            if hit is not None and hit[1] not in ("government", "forces"):
                return hit[1]
        return None

    def _national(self, words: Words, phrase: Phrase) -> Actor | Unresolved:
        nation = phrase.nation
        head = phrase.head
        country = nation.country if nation is not None else ""
        adjective = self._table.adjective(country)
        if country == "PS" and (head is None or head.group in ("force", "government")):
            if head is None:
                return Actor(name="Palestinians", kind=ActorKind.UNKNOWN, unit=ActorUnit.GROUP, country="PS")
            return self._table.actor("palestinian-authority") or Unresolved(because="the table has no such row")
        if head is None:
            return self._table.state_forces(country) or Unresolved(because="the table has no such state")
        if head.group == "ministry":
            if self._branch(words, phrase) == "state-media":
                return Unresolved(because="it reports and takes no part")
            found = self._table.state_forces(country, self._branch(words, phrase))
            return found or Unresolved(because="the table has no such office")
        if head.group in ("force", "platform", "unit") and _fights_a_state(phrase):
            return _described(words, phrase, ActorKind.REBEL_GROUP, country=country)
        if head.group in ("force", "platform", "unit"):
            if self._descriptions.ethnic.isdisjoint(phrase.qualifiers) and "tribal" not in phrase.qualifiers:
                actor = self._table.state_forces(country, self._branch(words, phrase))
                return actor or Unresolved(because="the table has no such state")
            return _described(words, phrase, ActorKind.POLITICAL_MILITIA, country=country)
        if head.group == "government":
            branch = None if words.keys[phrase.end - 1] in _RULERS else "government"
            return self._table.state_forces(country, branch) or Unresolved(because="the table has no such state")
        if head.group in ("office", "rank"):
            military = (
                head.group == "rank"
                or any(other.group == "force" for other in phrase.heads)
                or "military" in words.keys
            )
            return _office(words, phrase, self._table.state_forces(country, None if military else "government"))
        named = _described(words, phrase, head.kind, country=country)
        if nation is not None and nation.form == "adjective" and named.name.lower().startswith(adjective.lower()):
            return replace(named, name=adjective + named.name[len(adjective) :])
        return named

    def _backed(self, words: Words, phrase: Phrase) -> Actor | Unresolved:
        head = phrase.head
        leader = self._leader(words, phrase)
        if leader is not None:
            return leader
        whole = self._table.find(words.text)
        if whole is not None:
            return whole
        hit = self._table.match_nation(words, phrase.start)
        name = _lower_tail(words, phrase)
        if hit is not None and hit[0] < len(words) and words.keys[hit[0]] == phrase.backing:
            coalition = self._table.find(f"{words.text[words.starts[phrase.start] : words.ends[hit[0]]]} coalition")
            if coalition is not None and phrase.backing == "led":
                return coalition
            state = "US" if hit[1].country == "US" else self._table.country_names[hit[1].country]
            rest = words.text[words.ends[hit[0]] : words.ends[phrase.end - 1]].strip()
            name = f"{state}-{phrase.backing} {_CAPITAL.sub(_lower_common, rest)}".strip(" -")
        if phrase.backing == "led" and not self._descriptions.ethnic.isdisjoint(phrase.qualifiers):
            kind = ActorKind.REBEL_GROUP
        elif phrase.backing == "led":
            kind = ActorKind.EXTERNAL_FORCES
            if head is None or head.group == "group":
                name = f"{name} coalition" if head is None else name
        elif head is None:
            return Unresolved(because="who is backed is not said")
        elif head.group in ("ministry", "government"):
            kind = ActorKind.UNKNOWN
        elif head.group == "armed" or head.group in ("people", "protesters", "rioters", "office"):
            kind = head.kind
        else:
            kind = ActorKind.POLITICAL_MILITIA
        return Actor(name=name, kind=kind, unit=ActorUnit.ORGANISATION if phrase.backing == "led" else ActorUnit.GROUP)

    def _leader(self, words: Words, phrase: Phrase) -> Actor | None:
        """The organisation that leads the government ("the Taliban-led government")."""
        if phrase.backing != "led" or phrase.head is None or phrase.head.group != "government":
            return None
        for here in range(phrase.start, phrase.end):
            hit = self._table.match_alias(words, here)
            if hit is not None:
                return self._table.actor(self._table.choose(hit[1].ids))
        return None

    def _sided(self, words: Words, phrase: Phrase) -> Actor | Unresolved:
        head = phrase.head
        if head is None:
            return Unresolved(because="which side is said, but not who")
        if head.group in ("people", "protesters", "rioters", "office"):
            return _described(words, phrase, head.kind)
        if phrase.prefix == "anti" and head.kind is not ActorKind.POLITICAL_MILITIA:
            return _described(words, phrase, ActorKind.REBEL_GROUP)
        if head.kind is ActorKind.REBEL_GROUP:
            return _described(words, phrase, ActorKind.REBEL_GROUP)
        return _described(words, phrase, ActorKind.POLITICAL_MILITIA)

    def _force(self, mention: ActorMention, words: Words, phrase: Phrase, at: int) -> Actor | Unresolved:
        qualifiers = phrase.qualifiers
        keys = words.keys
        if "coalition" in keys or "allied" in qualifiers:
            if self._memory.coalitions and "coalition" in keys:
                return self._memory.coalitions[-1][1]
            return _described(words, phrase, ActorKind.EXTERNAL_FORCES)
        if (
            "peacekeepers" in keys
            or "peacekeeper" in keys
            or "foreign" in qualifiers
            or "international" in qualifiers
            or "un" in keys
        ):
            return _described(words, phrase, ActorKind.EXTERNAL_FORCES)
        if _fights_a_state(phrase) or not (self._descriptions.ethnic | _INSURGENT).isdisjoint(qualifiers):
            return _described(words, phrase, ActorKind.REBEL_GROUP)
        branch = self._branch(words, phrase)
        if keys[phrase.end - 1] in ("officers", "officer") and branch is None and not qualifiers:
            last_id = (self._memory.forces[-1][1].actor_id or "") if self._memory.forces else "-police"
            branch = "police" if last_id.endswith("-police") else branch
        if not phrase.head or phrase.head.group == "platform":
            side = phrase.heads[:1] and phrase.heads[0].group in ("government", "force")
            whose = (
                self.about()
                if side or (qualifiers and qualifiers[-1] in ("regime", "government", "military"))
                else None
            )
            if whose is not None:
                return self._table.state_forces(whose) or _described(words, phrase, ActorKind.STATE_FORCES)
            unknown = "unidentified" in qualifiers or "unknown" in qualifiers
            return _described(words, phrase, ActorKind.UNKNOWN if unknown else ActorKind.STATE_FORCES)
        if self._definite(mention) or "government" not in keys:
            for seen, actor in reversed(self._memory.forces):
                if at - seen > _NEAR:
                    break
                if self._definite(mention) and actor.country is not None and actor.actor_id is not None:
                    same = actor.actor_id.endswith(f"-{branch}") if branch else not actor.actor_id.endswith("-police")
                    if same:
                        return self._table.state_forces(actor.country, branch) or actor
        country = self.about()
        if country == "PS" and keys[phrase.end - 1] in _ARMY:
            country = "IL"  # the Palestinian side has no army
        own = self._table.state_forces(country, branch) if country else None
        return own or _described(words, phrase, ActorKind.STATE_FORCES, unit=ActorUnit.ORGANISATION)

    def _armed(self, mention: ActorMention, words: Words, phrase: Phrase, at: int) -> Actor | Unresolved:
        head = phrase.head
        word = words.keys[phrase.end - 1]
        definite = self._definite(mention) or mention.adjective
        if definite and word in ("coalition", "alliance") and len(phrase.qualifiers) == 0:
            if self._memory.coalitions:
                return self._memory.coalitions[-1][1]
            if word == "coalition":
                return _described(words, phrase, ActorKind.EXTERNAL_FORCES, unit=ActorUnit.ORGANISATION)
            return Unresolved(because="no alliance is named before it")
        plain = set(phrase.qualifiers) <= _TAGS
        if definite and word in _ANAPHORA and plain and self._memory.armed:
            return _meant(self._memory.armed, at) or self._memory.armed[-1][1]
        if head is not None and head.group == "group" and phrase.qualifiers == ():
            return Unresolved(because="no armed group is named before it")
        kind = head.kind if head is not None else ActorKind.UNKNOWN
        if word in ("coalition", "alliance"):
            kind = ActorKind.EXTERNAL_FORCES if "multinational" in words.keys or "international" in words.keys else kind
        if word in ("fighters", "fighter", "combatants") and phrase.end - phrase.start == 1:
            kind = ActorKind.UNKNOWN
        unit = ActorUnit.ORGANISATION if word in ("coalition", "alliance") else None
        actor = _described(words, phrase, kind, unit=unit)
        return _plural(actor) if mention.adjective and word in _SIDES else actor

    def _definite(self, mention: ActorMention) -> bool:
        before = self._text[max(0, mention.start - 5) : mention.start].lower()
        return before.endswith(("the ", "this ", "that "))

    def _owner(self, words: Words, phrase: Phrase) -> Actor | None:
        """Who the fighters "of the Islamic State" belong to: the name behind the link."""
        here = phrase.end + 1
        while here < len(words):
            inner = read_phrase(words, here, table=self._table, descriptions=self._descriptions)
            if inner is not None and (inner.alias is not None or inner.nation is not None):
                actor = self._named(words, inner) if inner.alias is not None else self._national(words, inner)
                return actor if isinstance(actor, Actor) else None
            here += 1
        return None

    def _private(self, mention: ActorMention) -> Actor:
        words, phrase = self._read(mention.surface)
        role = None
        if phrase is not None and phrase.name_at is not None:
            first = phrase.start if phrase.head_at is None else phrase.head_at
            role = words.text[words.starts[first] : words.ends[phrase.name_at - 1]].lower()
        after = self._text[mention.end : mention.end + 90]
        return Actor(name=describe_private(role, after=after), kind=ActorKind.CIVILIANS, unit=ActorUnit.PERSON)


def _plural(actor: Actor) -> Actor:
    """Those whom an adjective stands for: "rebel shelling" is by rebels."""
    return replace(actor, name=f"{actor.name}s", unit=ActorUnit.GROUP)


def _meant(named: Sequence[tuple[int, Actor]], at: int) -> Actor | None:
    """The one nearest in the same sentence, else the first of the last sentence that names any."""
    if not named:
        return None
    last = named[-1][0]
    if last == at:
        return named[-1][1]
    return next(actor for seen, actor in named if seen == last)


def _fights_a_state(phrase: Phrase) -> bool:
    """The forces or officers are those of rebels or of other armed groups ("jihadist forces")."""
    return any(head.group == "armed" for head in phrase.heads)


def _described(
    words: Words, phrase: Phrase, kind: ActorKind, *, country: str | None = None, unit: ActorUnit | None = None
) -> Actor:
    """The actor as its own words describe it."""
    if unit is None:
        last = words.keys[phrase.end - 1]
        plural = last.endswith(("s", "men", "women")) or last in (
            "people",
            "children",
            "personnel",
            "police",
            "group",
            "mujahideen",
            "infantry",
        )
        unit = (
            ActorUnit.GROUP
            if plural or (phrase.head is not None and phrase.head.group in ("force", "group", "platform"))
            else ActorUnit.PERSON
        )
        if last in ("militia", "gang", "cartel", "mob", "crowd", "family", "couple", "paramilitary"):
            unit = ActorUnit.GROUP
    return Actor(name=_lower_tail(words, phrase), kind=kind, unit=unit, country=country)


def _office(words: Words, phrase: Phrase, body: Actor | None) -> Actor:
    last = words.keys[(phrase.name_at or phrase.end) - 1]
    named = phrase.name_at is not None
    text = words.text[words.starts[phrase.start] : words.ends[phrase.end - 1]]
    plural = not named and last in (
        "officials",
        "spokesmen",
        "spokespersons",
        "spokespeople",
        "diplomats",
        "representatives",
    )
    return Actor(
        name=text if named else _lower_tail(words, phrase),
        actor_id=body.actor_id if body is not None else None,
        kind=body.kind if body is not None else ActorKind.UNKNOWN,
        unit=ActorUnit.GROUP if plural else ActorUnit.PERSON,
        country=body.country if body is not None else None,
    )


def _lower_tail(words: Words, phrase: Phrase) -> str:
    """The phrase's words in lower case, names of states, peoples and organisations apart."""
    text = words.text[words.starts[phrase.start] : words.ends[phrase.end - 1]]
    return " ".join(_CAPITAL.sub(_lower_common, text).split())


def _lower_common(match: re.Match[str]) -> str:
    word = match.group()
    return word.lower() if fold_word(word) in load_descriptions().common else word
