"""Weapons and things by name: what does harm, what is hit, and the words that say what became of it.

Source: `data/means.csv`, `data/objects.csv` and `data/effect_words.csv`, written for this project, 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tallystick.knowledge.lexicon import Trie, build_trie, phrase_keys
from tallystick.knowledge.tables import load_rows
from tallystick.records.referent import Means
from tallystick.records.vocabulary import Effect, MeansKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A noun for a thing that can be hit: its class in data/objects.csv, and whether it is plural."""

    group: str
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectWord:
    """Words that say what became of a thing; `noun` where the thing must follow ("destruction of").

    `looting` and `bursts` mark verbs that mean something else of a building, of a bomb.
    """

    effect: Effect | None
    noun: bool
    looting: bool = False
    bursts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """The tables, by words."""

    means: Trie[Means]
    things: Trie[Thing]
    effects: Trie[EffectWord]


def _plurals(phrase: str) -> tuple[str, ...]:
    """The phrase and its plural, where it is not one already."""
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase, f"{phrase[:-1]}ies"
    if phrase.endswith("s") and not phrase.endswith("ss"):
        return (phrase,)
    if phrase.endswith(("ch", "sh", "x", "ss")):
        return phrase, f"{phrase}es"
    return phrase, f"{phrase}s"


@lru_cache(maxsize=1)
def load_materials() -> Materials:
    """The tables, read from the package's data once."""
    means: dict[tuple[str, ...], Means] = {}
    for row in load_rows("means.csv"):
        value = Means(name=row["name"], kind=MeansKind(row["kind"]))
        for phrase in (row["name"], *row["words"].split("|")):
            for form in _plurals(phrase):
                means.setdefault(phrase_keys(form), value)
    things: dict[tuple[str, ...], Thing] = {}
    for row in load_rows("objects.csv"):
        for phrase in row["words"].split("|"):
            for form in _plurals(phrase):
                plural = form != phrase or (phrase.endswith("s") and not phrase.endswith(("ss", "headquarters", "bus")))
                things.setdefault(phrase_keys(form), Thing(group=row["class"], plural=plural))
    effects: dict[tuple[str, ...], EffectWord] = {}
    for row in load_rows("effect_words.csv"):
        value_of = EffectWord(effect=Effect(row["effect"]) if row["effect"] else None, noun=row["role"] == "noun")
        for phrase in row["words"].split("|"):
            looting = phrase.startswith(("loot", "ransack"))
            bursts = phrase == "detonated"
            effects.setdefault(phrase_keys(phrase), replace(value_of, looting=looting, bursts=bursts))
    return Materials(
        means=build_trie(means.items()), things=build_trie(things.items()), effects=build_trie(effects.items())
    )
