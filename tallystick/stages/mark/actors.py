"""Marks names and descriptions of those who act or are acted on, by tables and a grammar of noun phrases.

An adjective of a state, or a state's own name, is marked only where it acts: before an act's noun
("an Israeli strike"), before its verb ("Russia launched") or after the words that lay a deed on it ("by Israel").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.descriptions import (
    Descriptions,
    Phrase,
    at_place,
    find_starts,
    load_act_words,
    load_descriptions,
    read_phrase,
)
from tallystick.knowledge.lexicon import Words, split_words
from tallystick.records.mention import ActorMention, Sentence

_NAMED_AGE = re.compile(
    r"\b([A-Z][\w'’-]+(?: (?:al-|el-)?[A-Z][\w'’-]+){1,3}), (?:aged )?\d{1,2}\b(?=[,.;]| told| said|$)"
)
_NAMED_ROLE = re.compile(
    r"\b([A-Z][\w'’-]+(?: (?:al-|el-)?[A-Z][\w'’-]+){0,3}), (?:who is )?(?:an?|the|one) (?:[a-z-]+ ){0,3}"
    r"(resident|shopkeeper|farmer|witness|villager|teacher|student|driver|father|mother|activist|survivor|trader|"
    r"worker|doctor|nurse|neighbou?r|relative|taxi driver|refugee|local|herder|fisherman|vendor|"
    r"pensioner|grandmother|housewife)\b"
)
_AFTER_NOUN = frozenset(
    "who that which in on at from near and or to of with as while after when for during inside by".split()
)


def mark_actors(sentences: Sequence[Sentence], *, table: ActorTable) -> tuple[ActorMention, ...]:
    """The mentions in order; they do not overlap, save an adjective inside a wider phrase."""
    descriptions = load_descriptions()
    found: list[ActorMention] = []
    for sentence in sentences:
        found.extend(_mark_sentence(sentence, table=table, descriptions=descriptions))
    return tuple(found)


def _mark_sentence(sentence: Sentence, *, table: ActorTable, descriptions: Descriptions) -> list[ActorMention]:
    words = split_words(sentence.text)
    shouting = sentence.text.isupper()
    private = _private_names(sentence.text)
    found: list[tuple[int, int, bool, bool]] = [(start, end, False, True) for start, end in private]
    done = 0
    size = len(words)
    for at in find_starts(words, table=table, descriptions=descriptions):
        if at < done:
            continue
        phrase = read_phrase(words, at, table=table, descriptions=descriptions)
        if phrase is None:
            done = at + 2 if at + 1 < size and words.joined[at + 1] else at + 1
            continue
        if shouting and phrase.alias is not None and phrase.alias.exact is not None and len(phrase.alias.exact) < 4:
            continue
        span = _span(words, phrase, table=table, descriptions=descriptions)
        if span is not None:
            start, end, adjective, named = span
            if not any(begin < words.ends[end - 1] and words.starts[start] < stop for begin, stop in private):
                found.append((words.starts[start], words.ends[end - 1], adjective, named))
            done = end
        else:
            done = phrase.end
    offset = sentence.start
    return [
        ActorMention(
            start=offset + start,
            end=offset + end,
            surface=sentence.text[start:end],
            adjective=adjective,
            private=named,
        )
        for start, end, adjective, named in sorted(found)
    ]


def _span(
    words: Words, phrase: Phrase, *, table: ActorTable, descriptions: Descriptions
) -> tuple[int, int, bool, bool] | None:
    """First word, word after the last, whether it only qualifies, and whether it names a private person."""
    head = phrase.head
    if head is None:
        return _bare_span(words, phrase, table=table, descriptions=descriptions)
    if not _stands(words, phrase):
        return None
    start, end = phrase.start, phrase.end
    if phrase.name_at is not None:
        return start, end, False, head.group == "people"
    owner = _owner_after(words, phrase, table=table, descriptions=descriptions)
    if owner is not None:
        return start, owner, False, False
    known = phrase.alias is not None or phrase.nation is not None
    if head.group == "unit" and not (known or len(phrase.heads) > 1):
        return None
    if words.keys[end - 1] in ("coalition", "alliance") and not known and _act_ahead(words, end):
        return start, end, True, False
    if head.group == "group" and not (known or phrase.backing or phrase.qualifiers or _definite(words, start)):
        return None
    if head.group == "member" and not (phrase.alias is not None or phrase.backing or len(phrase.heads) > 1):
        return None
    if phrase.alias is None and head.group in ("armed", "group") and _name_follows(words, end, table=table):
        return None
    follows = _following(words, end)
    acts = load_act_words()
    if follows in acts.never_follow:
        return (start, end, True, False) if known else None
    if follows in acts.things or (follows in acts.nouns and follows not in acts.verbs):
        if head.group in ("government", "platform") and not known:
            return (start, end, True, False) if head.group == "government" and _act_ahead(words, end) else None
        return start, end, True, False
    if head.group == "government" and not known and follows not in acts.verbs and _act_ahead(words, end):
        return start, end, True, False
    if head.group == "platform" and not (known or phrase.backing or phrase.qualifiers or follows in acts.verbs):
        return None
    if (
        not known
        and words.keys[end - 1] in ("military", "army")
        and follows
        and follows not in acts.verbs | _AFTER_NOUN
    ):
        return None
    if (
        head.group == "armed"
        and words.keys[end - 1] in descriptions.adjectives
        and follows
        and follows not in acts.verbs | _AFTER_NOUN
    ):
        return start, end, True, False
    return start, end, False, False


def _bare_span(
    words: Words, phrase: Phrase, *, table: ActorTable, descriptions: Descriptions
) -> tuple[int, int, bool, bool] | None:
    """The span of a phrase that has no noun of its own: a name, an adjective or a state."""
    start, end = phrase.start, phrase.end
    acts = load_act_words()
    if phrase.alias is not None:
        follows = _following(words, end)
        adjective = _act_ahead(words, end) or follows in acts.things
        if phrase.alias_at is not None:
            start = phrase.alias_at if phrase.nation_at is None else min(phrase.alias_at, phrase.nation_at)
        return start, end, adjective and not words.possessive[end - 1], False
    if phrase.backing is not None:
        return (start, end, True, False) if _act_ahead(words, end) else None
    if phrase.prefix is not None and phrase.nation is None:
        return None
    if phrase.nation is None:
        return None
    nation = phrase.nation
    start = phrase.nation_at if phrase.nation_at is not None else start
    if _act_ahead(words, end) and (nation.form == "adjective" or words.possessive[end - 1]):
        return start, end, True, False
    if _joined_to_force(words, end, table=table, descriptions=descriptions):
        return start, end, True, False
    if nation.form in ("name", "capital"):
        if at_place(words, start):
            return None
        first = start - 1 if start and words.keys[start - 1] == "the" else start
        before = words.keys[first - 1] if first and not words.broken[first] else ""
        if before == "on" and first > 1 and words.keys[first - 2] in acts.blame_before:
            before = words.keys[first - 2]
        follows = _following(words, end)
        if follows == "and" and end + 1 < len(words) and words.upper[end + 1]:
            other = table.match_nation(words, end + 1)
            if other is not None and _following(words, other[0]) in acts.verbs:
                return start, end, False, False
        if before in acts.blame_before or follows in acts.verbs:
            return start, end, False, False
        if follows in acts.adverbs and end + 1 < len(words) and words.keys[end + 1] in acts.verbs:
            return start, end, False, False
        if _act_ahead(words, end) and (nation.exact is not None):
            return start, end, True, False
    return None


def _joined_to_force(words: Words, end: int, *, table: ActorTable, descriptions: Descriptions) -> bool:
    """Whether "and Syrian forces" or ", Russian air strikes" follows, whose noun this adjective shares."""
    if end >= len(words):
        return False
    gap = words.text[words.ends[end - 1] : words.starts[end]].strip()
    here = end + 1 if words.keys[end] in ("and", "or") and not gap else end
    if here >= len(words) or gap not in ("", ","):
        return False
    inner = read_phrase(words, here, table=table, descriptions=descriptions)
    if inner is None or (here == end and inner.nation is None):
        return False
    if inner.head is not None:
        return inner.head.group in ("force", "platform")
    return inner.end < len(words) and inner.nation is not None and _act_ahead(words, inner.end)


def _stands(words: Words, phrase: Phrase) -> bool:
    """Whether a description is more than part of a longer word."""
    end = phrase.end
    return not (end < len(words) and words.joined[end])


def _following(words: Words, at: int) -> str:
    return words.keys[at] if at < len(words) and not words.broken[at] else ""


def _act_ahead(words: Words, at: int) -> bool:
    acts = load_act_words()
    for here in range(at, min(at + 5, len(words))):
        if words.broken[here] and words.text[words.ends[here - 1] : words.starts[here]].strip() not in (
            "“",
            '"',
            "‘",
            "'",
        ):
            return False
        key = words.keys[here]
        if key in acts.nouns:
            return True
        if key not in acts.modifiers:
            return False
    return False


def _definite(words: Words, start: int) -> bool:
    return start > 0 and words.keys[start - 1] in ("the", "this", "that") and not words.broken[start]


def _name_follows(words: Words, end: int, *, table: ActorTable) -> bool:
    if end >= len(words):
        return False
    gap = words.text[words.ends[end - 1] : words.starts[end]].strip()
    return gap in ("", "‘", "'", '"', "“", ",") and table.match_alias(words, end) is not None


def _owner_after(words: Words, phrase: Phrase, *, table: ActorTable, descriptions: Descriptions) -> int | None:
    """The index after "of the Islamic State", "from the Nigerian army" behind a noun for fighters or members."""
    head = phrase.head
    if head is None or head.group not in ("armed", "member", "force", "platform", "unit") or phrase.alias is not None:
        return None
    here = phrase.end
    if here >= len(words) or words.broken[here] or words.keys[here] not in descriptions.links:
        return None
    here += 2 if words.keys[here] == "belonging" else 1
    while (
        here < len(words) and not words.broken[here] and words.keys[here] in ("the", "terrorist", "militant", "group")
    ):
        here += 1
    if here >= len(words) or (words.broken[here] and words.text[words.starts[here] - 1] not in "'‘“\""):
        return None
    inner = read_phrase(words, here, table=table, descriptions=descriptions)
    if inner is None or inner.backing is not None:
        return None
    if inner.alias is not None:
        kinds = {table.rows[actor_id].kind for actor_id in inner.alias.ids}
        return inner.end if kinds != {None} else None
    noun = inner.head
    return inner.end if inner.nation is not None and noun is not None and noun.group == "force" else None


def _private_names(text: str) -> list[tuple[int, int]]:
    if ", " not in text:
        return []
    found = [(match.start(1), match.end(1)) for match in _NAMED_AGE.finditer(text)]
    for match in _NAMED_ROLE.finditer(text):
        span = (match.start(1), match.end(1))
        if not any(start < span[1] and span[0] < end for start, end in found):
            found.append(span)
    return found
