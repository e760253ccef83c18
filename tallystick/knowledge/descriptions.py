"""Noun phrases that name or describe somebody: "Israeli warplanes", "suspected IS militants", "villagers".

`data/descriptions.csv` holds the head nouns, `data/qualifiers.csv` the words that may stand before them.
`read_phrase` reads one phrase from a word on; what it means in its report is for resolve to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tallystick.knowledge.actors import ActorTable, Alias, Nation
from tallystick.knowledge.lexicon import Trie, Words, build_trie, fold_word, phrase_keys
from tallystick.knowledge.tables import load_rows
from tallystick.records.vocabulary import ActorKind, ActorUnit

_NAME_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "de", "van", "von", "da", "dos", "del", "ould", "ag"}
)
_LOCATIVES = frozenset(
    "in near at inside across throughout within around outside into over through under from to of between toward "
    "towards via northern southern eastern western central north south east west northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern".split()
)
_OFFICES = frozenset(
    "defence-ministry interior-ministry foreign-ministry health-ministry information-ministry civil-defence "
    "red-crescent human-rights-commission state-media".split()
)
_NOT_IN_NAMES = frozenset(
    "in of on for at to says said say and with from by after the a an will is was are has have over urges warns kills "
    "killed dies died hits not as near vows calls claims denies tells amid during he she it they we i his her but if "
    "when monday tuesday wednesday thursday friday saturday sunday".split()
)
_ORDINALS = ("st", "nd", "rd", "th")
_MAX_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A noun for people or a body; `group` is its class in data/descriptions.csv."""

    group: str
    kind: ActorKind
    unit: ActorUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptions:
    """The nouns and their qualifiers."""

    heads: Trie[Head]
    adjectives: frozenset[str]
    ethnic: frozenset[str]
    peoples: frozenset[str]
    backing: frozenset[str]
    not_actor: frozenset[str]
    prefixes: frozenset[str]
    links: frozenset[str]
    starts: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """Words beside a name that show whether it acts: the classes of data/act_words.csv."""

    nouns: frozenset[str]
    modifiers: frozenset[str]
    things: frozenset[str]
    never_follow: frozenset[str]
    verbs: frozenset[str]
    adverbs: frozenset[str]
    blame_before: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase by word indices (half-open), and what it is made of.

    `backing` is "led", "backed", ... where the name only qualifies ("US-backed"); `prefix` is "pro" or
    "anti"; `name_at` is the index where a person's name begins.
    """

    start: int
    end: int
    alias: Alias | None = None
    alias_at: int | None = None
    nation: Nation | None = None
    nation_at: int | None = None
    backing: str | None = None
    prefix: str | None = None
    heads: tuple[Head, ...] = ()
    head_at: int | None = None
    qualifiers: tuple[str, ...] = ()
    name_at: int | None = None

    @property
    def head(self) -> Head | None:
        """The noun that says what it is."""
        return self.heads[-1] if self.heads else None


@lru_cache(maxsize=1)
def load_descriptions() -> Descriptions:
    """The nouns and qualifiers, read from the package's data once."""
    heads: dict[tuple[str, ...], Head] = {}
    for row in load_rows("descriptions.csv"):
        head = Head(group=row["class"], kind=ActorKind(row["kind"]), unit=ActorUnit(row["unit"]))
        for phrase in row["words"].split("|"):
            heads.setdefault(phrase_keys(phrase), head)
    sets = {
        row["class"]: frozenset(fold_word(word) for word in row["words"].split("|"))
        for row in load_rows("qualifiers.csv")
    }
    people = Head(group="people", kind=ActorKind.CIVILIANS, unit=ActorUnit.GROUP)
    for word in sets["people"]:
        heads.setdefault((word,), people)
    ministry = Head(group="ministry", kind=ActorKind.UNKNOWN, unit=ActorUnit.ORGANISATION)
    for row in load_rows("branches.csv"):
        if row["branch"] in _OFFICES:
            for phrase in row["words"].split("|"):
                heads.setdefault(phrase_keys(phrase), ministry)
    adjectives = frozenset(
        word
        for row in load_rows("qualifiers.csv")
        if row["class"] in ("adjective", "ethnic")
        for word in map(fold_word, row["words"].split("|"))
    )
    return Descriptions(
        heads=build_trie(heads.items()),
        adjectives=adjectives,
        ethnic=sets["ethnic"],
        peoples=sets["people"],
        backing=sets["backing"],
        not_actor=sets["not_actor"],
        prefixes=sets["prefix"],
        links=sets["link"],
        common=frozenset(word for keys in heads for word in keys)
        | (adjectives - sets["ethnic"]) - sets["people"] - {"islamic", "afghan", "un"},
        starts=frozenset({keys[0] for keys in heads} | adjectives | sets["prefix"]),
    )


@lru_cache(maxsize=1)
def load_act_words() -> ActWords:
    """The words, read from the package's data once."""
    sets = {row["class"]: frozenset(row["words"].split("|")) for row in load_rows("act_words.csv")}
    return ActWords(
        nouns=sets["act_noun"],
        modifiers=sets["act_modifier"],
        things=sets["thing"],
        never_follow=sets["never_follow"],
        verbs=sets["verb"],
        adverbs=sets["adverb"],
        blame_before=sets["blame_before"],
    )


def is_adjective(words: str, *, table: ActorTable) -> bool:
    """Every word only says of what people, faith or side somebody is ("Kurdish", "Syrian Sunni", "pro-government")."""
    held = load_descriptions()
    qualifying = held.adjectives | held.ethnic | held.peoples | held.prefixes
    keys = [key for word in words.split() for key in phrase_keys(word)]
    return all(key in qualifying or key in table.nations.first for key in keys)


def find_starts(words: Words, *, table: ActorTable, descriptions: Descriptions) -> list[int]:
    """The words at which a phrase may start: a quick test that leaves none out by mistake."""
    starts, aliases, nations = descriptions.starts, table.aliases.first, table.nations.first
    upper = words.upper
    return [
        at
        for at, key in enumerate(words.keys)
        if key in starts
        or key in aliases
        or key in nations
        or (upper[at] and key.endswith("s") and (key[:-1] in aliases or key[:-1] in nations))
    ]


def read_phrase(words: Words, at: int, *, table: ActorTable, descriptions: Descriptions) -> Phrase | None:
    """The longest phrase that starts at this word, or null."""
    alias: Alias | None = None
    alias_at: int | None = None
    nation: Nation | None = None
    nation_at: int | None = None
    backing: str | None = None
    prefix: str | None = None
    heads: list[Head] = []
    head_at: int | None = None
    qualifiers: list[str] = []
    name_at: int | None = None
    end = at
    here = at
    size = len(words)
    keys = words.keys
    while here < size and here - at < _MAX_WORDS:
        if here > at and words.broken[here]:
            break
        key = keys[here]
        hit = table.match_alias(words, here) if alias is None and not heads else None
        if hit is not None:
            found = _after_name(words, hit[0], descriptions)
            if found == "not_actor":
                break
            if found is not None:
                backing, here = found, hit[0] + 1
                qualifiers.append(key)
                end = here
                continue
            alias, alias_at, here = hit[1], here, hit[0]
            end = here
            if words.possessive[here - 1] and here < size and descriptions.heads.longest(words, here) is None:
                break
            continue
        if key in descriptions.prefixes and here + 1 < size and words.joined[here + 1]:
            if key in ("ex", "non", "counter"):
                here += 2
                continue
            qualifiers.append(key)
            prefix = prefix or key
            inner = table.match_alias(words, here + 1) or table.match_nation(words, here + 1)
            here = inner[0] if inner is not None else here + 2
            continue
        state = table.match_nation(words, here) if not heads else None
        if state is not None:
            found = _after_name(words, state[0], descriptions)
            if found == "not_actor":
                break
            if found is not None:
                backing, here = found, state[0] + 1
                qualifiers.append(key)
                end = here
                continue
            bare = state[1].form in ("name", "capital") and not words.possessive[state[0] - 1]
            if bare and (at_place(words, here) or nation is not None) and state[1].exact is None:
                break
            if nation is not None and backing is None and prefix is None:
                break
            if nation is not None and state[1].form == "name":
                break
            if alias is not None:
                here = state[0]
                continue
            nation, nation_at = state[1], here
            here = state[0]
            end = here
            if state[1].form == "people" and not words.possessive[here - 1] and key not in descriptions.adjectives:
                heads.append(Head(group="people", kind=ActorKind.CIVILIANS, unit=ActorUnit.GROUP))
                head_at = here - 1
                break
            continue
        noun = descriptions.heads.longest(words, here)
        if noun is not None and not _is_plain_word(words, here, noun):
            after = noun[0]
            if after < size and words.joined[after] and keys[after] in descriptions.backing and not heads:
                backing, here = keys[after], after + 1
                qualifiers.append(key)
                continue
            if after < size and words.joined[after] and keys[after] in descriptions.not_actor | descriptions.backing:
                break
            heads.append(noun[1])
            head_at = here
            here = after
            end = here
            if noun[1].group in ("office", "rank", "people"):
                after_name = _name_end(words, here, table=table) if not _is_plural(keys[after - 1]) else here
                if after_name > here:
                    name_at, end = here, after_name
                    break
                if noun[1].group == "people":
                    break
            if words.possessive[here - 1]:
                break
            continue
        if key in descriptions.ethnic and here + 1 < size and words.joined[here + 1] and keys[here + 1] == "led":
            backing = keys[here + 1]
            qualifiers.append(key)
            here += 2
            continue
        if key in descriptions.adjectives or (here > at and key[0].isdigit() and key.endswith(_ORDINALS)):
            qualifiers.append(key)
            here += 1
            continue
        break
    if end == at:
        return None
    if head_at is None or end < head_at:
        heads = []
    return Phrase(
        start=at,
        end=end,
        alias=alias,
        alias_at=alias_at,
        nation=nation,
        nation_at=nation_at,
        backing=backing,
        prefix=prefix,
        heads=tuple(heads),
        head_at=head_at if heads else None,
        qualifiers=tuple(qualifiers),
        name_at=name_at,
    )


def at_place(words: Words, at: int) -> bool:
    """Whether the word stands as a place: after a locative preposition or a point of the compass."""
    before = at - 1
    if before >= 0 and words.keys[before] == "the":
        before -= 1
    return before >= 0 and not words.broken[at] and words.keys[before] in _LOCATIVES


def _after_name(words: Words, end: int, descriptions: Descriptions) -> str | None:
    if end >= len(words):
        return None
    key = words.keys[end]
    if words.joined[end]:
        if key in descriptions.backing:
            return key
        return "not_actor" if key in descriptions.not_actor else None
    return (
        key
        if key in ("backed", "led") and not words.broken[end] and not words.possessive[end - 1] and words.upper[end - 1]
        else None
    )


def _is_plain_word(words: Words, at: int, noun: tuple[int, Head]) -> bool:
    """Ranks ("major", "general") are nouns only before a name."""
    return noun[1].group == "rank" and not (words.upper[at] and noun[0] < len(words) and words.upper[noun[0]])


def _is_plural(key: str) -> bool:
    return key.endswith(("s", "men", "women")) or key == "people"


def _name_end(words: Words, at: int, *, table: ActorTable) -> int:
    """The index after the personal name that starts here; `at` where there is none."""
    here = at
    while here < len(words) and here - at < 5 and not words.broken[here]:
        if words.upper[here]:
            if words.keys[here] in _NOT_IN_NAMES:
                break
            if table.match_nation(words, here) is not None:
                break
            here += 1
            if words.possessive[here - 1]:
                break
        elif here > at and words.keys[here] in _NAME_PARTICLES and here + 1 < len(words) and words.upper[here + 1]:
            here += 1
        else:
            break
    return here
