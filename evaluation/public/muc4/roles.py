"""Five-role entities: who did it, for whom, what and who was hit, with what.

A role filler entity of the gold is a set of strings; ours has one. An entity of ours is right when its string is
one of the gold entity's, each gold entity once, the pairs of the greatest number (CEAF-REE with phi 1 for a subset,
Du, Rush and Cardie 2021). Strings are compared in lower case without articles, as that scorer does; the looser
figure takes a shared head noun, or a string that holds the other, as a match. Entities are a message's, over all its
templates, so that template making is not scored again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from evaluation.public.figures import Tally
from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Template
from evaluation.public.muc4.scoring import string_credit
from evaluation.public.pairing import pair_best

ROLES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "PerpInd": (keys.PERP_IND,),
        "PerpOrg": (keys.PERP_ORG,),
        "Target": (keys.PHYS_ID,),
        "Victim": (keys.HUM_NAME,),  # dev.json holds named people only
        "Weapon": (keys.INSTRUMENT_ID,),
    }
)
Entity = frozenset[str]
Matches = Callable[[Entity, str], bool]


def bare(words: str) -> str:
    """Lower case without articles and punctuation."""
    kept = "".join(char if char.isalnum() or char.isspace() else " " for char in words.lower())
    return " ".join(word for word in kept.split() if word not in ("a", "an", "the"))


def gold_entities(document: Mapping[str, Any], role: str) -> tuple[Entity, ...]:
    """The entities of a role over all templates of a document of dev.json, those that share a string once."""
    found: list[Entity] = []
    for template in document["templates"]:
        for mentions in template[role]:
            entity = frozenset(bare(mention[0]) for mention in mentions)
            if all(not entity & other for other in found):
                found.append(entity)
    return tuple(found)


def told_entities(templates: Iterable[Template], role: str) -> tuple[str, ...]:
    """The strings of a role over all templates."""
    fillers = (filler for template in templates for slot in ROLES[role] for filler in template.fillers(slot))
    return tuple(dict.fromkeys(bare(filler.values[0]) for filler in fillers))


def is_same(entity: Entity, said: str) -> bool:
    """The string is one of the entity's."""
    return said in entity


def is_alike(entity: Entity, said: str) -> bool:
    """The string shares its head noun with one of the entity's, or one holds the other."""
    return string_credit(entity, said) > 0


def score_role(gold: Sequence[Entity], said: Sequence[str], tally: Tally, *, matches: Matches) -> None:
    """Add one message's role to the tally."""
    pairs = pair_best([[float(matches(entity, words)) for words in said] for entity in gold])
    tally.add(right=len(pairs), said=len(said), gold=len(gold))
