"""Actors and sources by name: a table of our own, and the forces and offices of every state.

`data/actors.csv` names organisations; `data/countries.csv` names states, with their adjectives, people and
capitals; `data/branches.csv` names what every state has (forces, police, ministries), so that
"the Nigerien army" or "Peru's ministry of defence" need no row of their own. Propaganda tags around a
name ("terrorist", "so-called", "banned in X") are not part of it.

Source: written for this project from common knowledge, 2026; licence as the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tallystick.knowledge.lexicon import Trie, Words, build_trie, phrase_keys, split_words
from tallystick.knowledge.tables import load_rows
from tallystick.records.referent import Actor
from tallystick.records.vocabulary import ActorKind, ActorUnit, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One organisation; `kind` is null for one that is only cited, `country` where it belongs or mainly acts."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
    unit: ActorUnit = ActorUnit.ORGANISATION
    country: str | None = None
    parent: str | None = None
    active_from: str | None = None
    active_to: str | None = None
    source_kind: SourceKind = SourceKind.OTHER
    role: str = "both"

    def active_in(self, year: int) -> bool:
        """Whether the years of activity, both inclusive and open where not known, hold this one."""
        return (self.active_from is None or int(self.active_from) <= year) and (
            self.active_to is None or year <= int(self.active_to)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A spelling of a name: whose it is, and which of its words need a capital, or all the letters, as given."""

    ids: tuple[str, ...]
    capitals: tuple[bool, ...]
    exact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """A word for a state: `form` is name, adjective, people or capital; `exact` the letters where they matter."""

    country: str
    form: str
    exact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTable:
    """Everything known by name, and how to look it up."""

    rows: Mapping[str, ActorRow]
    aliases: Trie[Alias]
    nations: Trie[Nation]
    branches: Trie[str]
    country_names: Mapping[str, str]
    adjectives: Mapping[str, str]

    def find(self, name: str, *, country: str | None = None, year: int | None = None) -> Actor | None:
        """The actor called this, or null; `country` and `year` decide between two of one name."""
        words = split_words(name)
        at = 1 if len(words) > 1 and words.keys[0] == "the" and not words.upper[0] else 0
        if not len(words):
            return None
        for start in dict.fromkeys((0, at, 1 if words.keys[0] == "the" and len(words) > 1 else 0)):
            hit = self.match_alias(words, start)
            if hit is not None and _ends(words, hit[0]):
                return self.actor(self.choose(hit[1].ids, country=country, year=year))
        return self._find_office(words, country=country)

    def _find_office(self, words: Words, *, country: str | None) -> Actor | None:
        at = 1 if words.keys[0] == "the" and len(words) > 1 else 0
        nation = self.match_nation(words, at)
        if nation is not None:
            end, found = nation
            if end == len(words):
                return self.state_forces(found.country) if found.form == "name" else None
            branch = self.branches.longest(words, end)
            if branch is not None and _ends(words, branch[0]):
                return self.state_forces(found.country, branch[1])
            return None
        branch = self.branches.longest(words, at)
        if branch is None:
            return None
        end = branch[0]
        if _ends(words, end):
            return self.state_forces(country, branch[1]) if country else None
        if words.keys[end] in ("of", "in"):
            start = end + 1
            if start < len(words) and words.keys[start] == "the":
                start += 1
            nation = self.match_nation(words, start) if start < len(words) else None
            if nation is not None and nation[0] == len(words):
                return self.state_forces(nation[1].country, branch[1])
        return None

    def match_alias(self, words: Words, at: int) -> tuple[int, Alias] | None:
        """The index after the longest name that starts at this word, and the name."""
        head = words.keys[at]
        if head not in self.aliases.first and not (words.upper[at] and head[-1:] == "s"):
            return None
        for end, alias in self.aliases.all_at(words, at):
            if alias.exact is not None:
                surface = words.text[words.starts[at] : words.ends[end - 1]].replace(".", "")
                if surface != alias.exact and surface != f"{alias.exact}s":
                    continue
                return end, alias
            if all(words.upper[at + i] for i, needed in enumerate(alias.capitals) if needed):
                return end, alias
        return None

    def match_nation(self, words: Words, at: int) -> tuple[int, Nation] | None:
        """The index after the longest word for a state that starts here, and the state."""
        if not words.upper[at]:
            return None
        head = words.keys[at]
        if head not in self.nations.first and head[-1:] != "s":
            return None
        for end, nation in self.nations.all_at(words, at):
            if nation.exact is not None:
                surface = words.text[words.starts[at] : words.ends[end - 1]].replace(".", "")
                if surface != nation.exact:
                    continue
            return end, nation
        return None

    def choose(self, ids: tuple[str, ...], *, country: str | None = None, year: int | None = None) -> str:
        """The one of these ids that belongs to the country, else to none, and of those the one active in the year.

        Where neither decides it is the first.
        """
        left = ids
        if country is not None:
            left = tuple(i for i in ids if self.rows[i].country == country) or tuple(
                i for i in ids if self.rows[i].country is None
            )
        if year is not None:
            left = tuple(i for i in left or ids if self.rows[i].active_in(year)) or left
        return (left or ids)[0]

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of this id."""
        row = self.rows.get(actor_id)
        if row is None:
            return None
        return Actor(
            name=row.name,
            actor_id=row.id,
            kind=row.kind or ActorKind.UNKNOWN,
            unit=row.unit,
            country=row.country,
        )

    def source_kind(self, actor_id: str) -> SourceKind | None:
        """What kind of source this actor is when cited."""
        row = self.rows.get(actor_id)
        return row.source_kind if row is not None else None

    def parent(self, actor_id: str) -> str | None:
        """The id of the organisation this one belongs to."""
        row = self.rows.get(actor_id)
        return row.parent if row is not None else None

    def demonym(self, word: str) -> str | None:
        """The country that this name, adjective or word for its people stands for (ISO 3166-1 alpha-2)."""
        words = split_words(word)
        if not len(words):
            return None
        hit = self.match_nation(words, 0)
        return hit[1].country if hit is not None and hit[0] == len(words) else None

    def adjective(self, country: str) -> str:
        """The adjective of a country, or its name where it has none."""
        return self.adjectives.get(country, self.country_names.get(country, country))

    def state_forces(self, country: str, branch: str | None = None) -> Actor | None:
        """The forces of a state, or one of its branches or offices (a `branch` of data/branches.csv)."""
        return self.actor(f"{country.lower()}-{branch or 'forces'}")


_LOWER = frozenset({"al", "el", "ash", "bin"})  # articles of names, written either way: "al-Shabaab"


def _ends(words: Words, end: int) -> bool:
    return end >= len(words)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _named_rows() -> list[ActorRow]:
    return [
        ActorRow(
            id=row["id"],
            name=row["name"],
            aliases=_split(row["aliases"]),
            kind=ActorKind(row["kind"]) if row["kind"] else None,
            unit=ActorUnit(row["unit"]),
            country=row["country"] or None,
            parent=row["parent"] or None,
            active_from=row["active_from"] or None,
            active_to=row["active_to"] or None,
            source_kind=SourceKind(row["source_kind"]),
            role=row["role"],
        )
        for row in load_rows("actors.csv")
    ]


def _state_rows(countries: list[dict[str, str]], known: set[str]) -> list[ActorRow]:
    made = []
    branches = load_rows("branches.csv")
    for country in countries:
        code = country["country"].lower()
        adjective = (_split(country["adjectives"]) or (country["name"],))[0]
        for branch in branches:
            if (actor_id := f"{code}-{branch['branch']}") in known:
                continue
            made.append(
                ActorRow(
                    id=actor_id,
                    name=branch["name"].format(adjective),
                    kind=ActorKind(branch["kind"]) if branch["kind"] else None,
                    country=country["country"],
                    parent=f"{code}-{branch['parent']}" if branch["parent"] else None,
                    source_kind=SourceKind(branch["source_kind"]),
                )
            )
    return made


def _spelling(name: str) -> tuple[tuple[str, ...], tuple[bool, ...], str | None]:
    """The words of a name, which of them need a capital, and the letters where they must be as given."""
    bare = name.removeprefix("the ")
    words = split_words(bare)
    letters = bare.replace(".", "")
    exact = letters if len(words) == 1 and len(letters) <= 6 and sum(map(str.isupper, letters)) > 1 else None
    return words.keys, tuple(u and k not in _LOWER for k, u in zip(words.keys, words.upper, strict=True)), exact


def name_spellings(rows: Iterable[ActorRow]) -> list[tuple[tuple[str, ...], Alias]]:
    """Every spelling once, with all whose name reads so, in the order of the table."""
    owners: dict[tuple[tuple[str, ...], str | None], list[str]] = {}
    spellings: dict[tuple[tuple[str, ...], tuple[bool, ...], str | None], None] = {}
    for row in rows:
        for name in (row.name, *row.aliases):
            keys, capitals, exact = _spelling(name)
            spellings[keys, capitals, exact] = None
            known = owners.setdefault((keys, exact), [])
            if row.id not in known:
                known.append(row.id)
    return [
        (keys, Alias(ids=tuple(owners[keys, exact]), capitals=capitals, exact=exact))
        for keys, capitals, exact in spellings
    ]


def _nations(countries: list[dict[str, str]]) -> list[tuple[tuple[str, ...], Nation]]:
    found: list[tuple[tuple[str, ...], Nation]] = []
    for row in countries:
        forms = {
            "name": (row["name"], *_split(row["aliases"])),
            "adjective": _split(row["adjectives"]),
            "people": _split(row["people"]),
            "capital": _split(row["capital"]),
        }
        for form, phrases in forms.items():
            for phrase in phrases:
                bare = phrase.replace(".", "")
                exact = bare if bare.isupper() and len(bare) <= 4 else None
                found.append((phrase_keys(phrase), Nation(country=row["country"], form=form, exact=exact)))
    return found


@lru_cache(maxsize=1)
def load_actors() -> ActorTable:
    """The table, read from the package's data once."""
    countries = load_rows("countries.csv")
    named = _named_rows()
    rows = {row.id: row for row in named}
    rows |= {row.id: row for row in _state_rows(countries, set(rows))}
    branches = [
        (phrase_keys(words), row["branch"]) for row in load_rows("branches.csv") for words in _split(row["words"])
    ]
    return ActorTable(
        rows=rows,
        aliases=build_trie(name_spellings(named)),
        nations=build_trie(_nations(countries)),
        branches=build_trie(branches),
        country_names={row["country"]: row["name"] for row in countries},
        adjectives={row["country"]: _split(row["adjectives"])[0] for row in countries if row["adjectives"]},
    )
