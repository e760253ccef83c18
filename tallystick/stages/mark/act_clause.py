"""The clause round an act word: where it begins and ends, its verb group or noun phrase, and its subject."""

from __future__ import annotations

from tallystick.knowledge.act_context import load_act_context
from tallystick.stages.mark.act_sense import Trigger
from tallystick.stages.mark.tokens import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    Tokens,
)

Stretch = tuple[int, int] | None
_WORDS = load_act_context()
_CLAUSE, _LIGHT = _WORDS["clause"], _WORDS["light_verbs"]
_SPEECH, _PLAN = _WORDS["speech"], _WORDS["plan_governors"]
STOPS = frozenset((".", ";", ":", "—", "–", "(", ")"))
QUOTES = frozenset("\"“”'‘’")
AUXILIARIES = BE | HAVE | MODALS
RELATIVE = ("who", "which", "that")
_REACH = 40  # tokens; no subject is sought farther left
_OPENERS = PREPOSITIONS | frozenset(
    "early late meanwhile according earlier separately elsewhere then today yesterday".split()
)


def clause_bounds(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Token indexes of the clause around a trigger: from the break before it to the break after it."""
    lower = tokens.lower
    start = first
    while start > 0 and first - start < _REACH * 2 and not _breaks(lower, start - 1):
        start -= 1
    end = last
    while end < len(lower) and end - last < _REACH * 2 and not _breaks(lower, end):
        end += 1
    return start, end


def _breaks(lower: list[str], i: int) -> bool:
    word = lower[i]
    if word in STOPS or word in _CLAUSE:
        return True
    if word in QUOTES:
        return not short_quote(lower, i)
    if word == "and" and i + 2 < len(lower):
        return lower[i + 1] in PRONOUNS or lower[i + 2] in BE or lower[i + 2] in HAVE
    return False


def short_quote(lower: list[str], i: int) -> bool:
    """A quotation mark of a word or two put in quotes, not of speech."""
    ahead = any(w in QUOTES for w in lower[i + 2 : i + 6])
    behind = any(w in QUOTES for w in lower[max(0, i - 5) : max(0, i - 1)])
    return ahead or behind


def verb_group(lower: list[str], first: int) -> int:
    """Index of the first token of the verb group (auxiliaries and adverbs before the verb)."""
    i = first
    while i > 0 and (
        lower[i - 1] in AUXILIARIES
        or lower[i - 1] in ADVERBS
        or lower[i - 1] in ("to", "not", "n't", "did", "does", "do")
        or (
            lower[i - 1].endswith("ly")
            and len(lower[i - 1]) > 4
            and lower[i - 1] not in ("family", "italy", "assembly")
        )
    ):
        i -= 1
    return i


def noun_start(tokens: Tokens, first: int) -> int:
    """Index of the first token of the noun phrase that ends in this noun (its determiner included)."""
    lower, words = tokens.lower, tokens.words
    i = first
    while i > 0 and first - i < 7:
        word = lower[i - 1]
        if word in DETERMINERS:
            return i - 1
        if word in ("'s", "’s", "'", "’"):
            i -= 1
            continue
        if word in PREPOSITIONS and not (word == "of" and i > 1 and lower[i - 2] in _WORDS["groups_of"]):
            break
        if word in AUXILIARIES or word in PRONOUNS or word in _SPEECH or not words[i - 1][0].isalnum():
            if word == "," and first - i < 3 and i > 1 and lower[i - 2].isalpha() and lower[i - 2] not in PREPOSITIONS:
                i -= 1
                continue
            break
        if word in CONJUNCTIONS and word != "and":
            break
        governs = (i > 1 and lower[i - 2] == "to") or (word.endswith("ing") and word in _WORDS["suppose"])
        if governs or word in _LIGHT or (word in _PLAN and word not in _WORDS["plan_inside"]):
            break
        i -= 1
    return i


_PAST = _WORDS["past"]


def is_finite(lower: list[str], i: int) -> bool:
    """A token that looks like the head of a finite verb group."""
    word = lower[i]
    if word in AUXILIARIES or word in _SPEECH:
        return True
    before = lower[i - 1] if i else ""
    return (
        ((word.endswith("ed") and len(word) > 4) or word in _PAST)
        and before not in DETERMINERS
        and before not in PREPOSITIONS
    )


def span_of(tokens: Tokens, first: int, last: int) -> Stretch:
    """The offsets of the tokens `first` to `last`, or none where there are none."""
    return (tokens.starts[first], tokens.ends[last - 1]) if 0 <= first < last else None


def find_subject(tokens: Tokens, clause_first: int, group_first: int, trigger: Trigger) -> Stretch:
    """The stretch of the subject of a verb group, past what stands between them."""
    lower = tokens.lower
    start, end = clause_first, group_first
    opener = lower[start - 1] if start else ""
    if opener in RELATIVE and (start == end or is_finite(lower, start) or lower[start] in ADVERBS):
        return antecedent(tokens, start - 1)
    if trigger.word.form == "ing" and not BE & set(lower[group_first : trigger.first]):
        return _subject_of_participle(tokens, group_first)
    if end > start and lower[end - 1] in ("and", "then", "but", "or", ","):
        verb = next((i for i in range(start + 1, end - 1) if is_finite(lower, i)), None)
        if verb is not None and lower[end - 1] != ",":
            told = lower[verb] in _SPEECH and next((i for i in range(verb + 2, end - 1) if is_finite(lower, i)), None)
            if told:
                return subject_stretch(tokens, verb + 1, verb_group(lower, told))
            return subject_stretch(tokens, start, verb_group(lower, verb))
    if start == end and opener in ("and", "but", "before", "after", "while") and start > 1:
        outer, _ = clause_bounds(tokens, start - 1, start)
        verb = next((i for i in range(outer + 1, start - 1) if is_finite(lower, i)), None)
        if verb is not None:
            return subject_stretch(tokens, outer, verb_group(lower, verb))
    return subject_stretch(tokens, start, end)


def subject_stretch(tokens: Tokens, start: int, end: int) -> Stretch:
    """The noun phrase right before `end`, not before `start`: past openers, insertions and what they are backed by."""
    lower = tokens.lower
    start = max(start, end - _REACH)
    if end > start and lower[end - 1] == ",":
        comma = next((i for i in range(end - 2, start, -1) if lower[i] == ","), None)
        if comma is not None and not any(
            is_finite(lower, i) and lower[i] not in AUXILIARIES for i in range(comma + 1, comma + 2)
        ):
            end = comma
    first = start
    for i in range(end - 1, start - 1, -1):
        dash = lower[i] in ("-", "–") and i + 1 < end and tokens.starts[i + 1] > tokens.ends[i]
        if dash or (lower[i] == "," and not _in_list(lower, i, end)):
            first = i + 1
            break
    else:
        if first < end and lower[first] in _OPENERS:
            commas = [i for i in range(first, end) if lower[i] == ","]
            first = commas[-1] + 1 if commas else first
    for i in range(end - 2, first, -1):
        if lower[i] in ("said", "says", "that", "when", "after") and lower[i] != "that":
            first = i + 1
            break
    for i in range(first + 1, end - 1):
        if lower[i] in _WORDS["supporters"] and lower[i + 1] in ("by", "with"):
            end = i
            break
    if first < end - 1 and lower[first] in ("and", "but", "while"):
        first += 1
    beside = next((i for i in range(first + 1, end) if lower[i] in _WORDS["beside_subject"]), end)
    return span_of(tokens, first, beside)


def _in_list(lower: list[str], comma: int, end: int) -> bool:
    """ "soldiers, police and militia": the comma parts members of one subject."""
    ahead = lower[comma + 1 : end]
    return (
        "and" in ahead[:5]
        and not any(w in AUXILIARIES or w in PREPOSITIONS for w in ahead[:5])
        and comma > 0
        and len(ahead) < 9
    )


def antecedent(tokens: Tokens, pronoun: int) -> Stretch:
    """The noun phrase a relative pronoun stands for, its "of" and "from" phrases included."""
    lower = tokens.lower
    end = pronoun - 1 if pronoun and lower[pronoun - 1] == "," else pronoun
    i = end
    while i > 0 and end - i < 10:
        word = lower[i - 1]
        if word in STOPS or word == "," or word in _CLAUSE or word in AUXILIARIES or word in _SPEECH:
            break
        if word in PREPOSITIONS and word not in ("of", "from", "in", "with"):
            return None if lower[pronoun] != "who" else span_of(tokens, i, end)
        if i - 1 and is_finite(lower, i - 1) and end - i > 0:
            break
        i -= 1
    return span_of(tokens, i, end)


def _subject_of_participle(tokens: Tokens, group_first: int) -> Stretch:
    """ "gunmen stormed X, burning houses": the main clause's subject; "killing three, gunmen ...": the one after."""
    lower = tokens.lower
    blamed = accused(tokens, group_first)
    if blamed is not None:
        return blamed
    start = group_first
    while (
        start > 0
        and group_first - start < _REACH
        and lower[start - 1] not in STOPS
        and lower[start - 1] not in RELATIVE
    ):
        start -= 1
    verb = next((i for i in range(start + 1, group_first) if is_finite(lower, i)), None)
    if verb is None:
        verb = next((i for i in range(start + 1, group_first - 1) if lower[i] in _WORDS["showing"]), None)
    if verb is not None and lower[verb] in _WORDS["showing"] and lower[group_first - 1] != ",":
        return span_of(tokens, verb + 1, group_first)
    if verb is not None:
        begin, _ = clause_bounds(tokens, verb, verb + 1)
        return subject_stretch(tokens, max(begin, start), verb_group(lower, verb))
    if start < group_first - 1 and lower[group_first - 1] not in (",", "by", "of", "for", "in"):
        return span_of(tokens, start, group_first)
    comma = next((i for i in range(group_first, min(group_first + 14, len(lower))) if lower[i] == ","), None)
    if comma is not None and group_first - start < 2:
        verb = next((i for i in range(comma + 2, min(comma + 14, len(lower))) if is_finite(lower, i)), None)
        return span_of(tokens, comma + 1, verb) if verb is not None else None
    return None


def accused(tokens: Tokens, group_first: int) -> Stretch:
    """ "accused X of shelling", "X was accused of shelling": the one accused did what follows."""
    lower = tokens.lower
    if not group_first or lower[group_first - 1] not in ("of", "for"):
        return None
    for k in range(group_first - 2, max(-1, group_first - 12), -1):
        if lower[k] in _WORDS["accusing"]:
            if k + 1 < group_first - 1:
                return span_of(tokens, k + 1, group_first - 1)
            start, _ = clause_bounds(tokens, k, k + 1)
            return subject_stretch(tokens, start, verb_group(lower, k))
    return None
