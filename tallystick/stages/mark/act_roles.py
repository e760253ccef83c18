"""Who did it and to whom: the stretches of a sentence in which the clause shows the doer and the one done to."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.knowledge.act_context import load_act_context
from tallystick.records.vocabulary import EventType
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
_CLAUSE, _SCENE_BREAK, _LIGHT = _WORDS["clause"], _WORDS["scene_break"], _WORDS["light_verbs"]
_SPEECH, _PLAN = _WORDS["speech"], _WORDS["plan_governors"]
_STOPS = frozenset((".", ";", ":", "—", "–", "(", ")"))
_QUOTES = frozenset("\"“”'‘’")
_AUXILIARIES = BE | HAVE | MODALS
_RELATIVE = ("who", "which", "that")
_REACH = 40  # tokens; no subject is sought farther left
_OPENERS = PREPOSITIONS | frozenset("early late meanwhile according earlier separately elsewhere then today yesterday".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The stretches (offsets into the report) of doer and done-to, and whether a verb stands in the passive."""

    agent: Stretch
    patient: Stretch
    passive: bool = False


def find_roles(tokens: Tokens, trigger: Trigger, *, clause_first: int, head_first: int) -> Roles:
    """The roles of a trigger; `head_first` is where its verb group or noun phrase begins."""
    if not trigger.word.verb:
        return _nominal(tokens, trigger, clause_first, head_first)
    first, last = trigger.first, trigger.last
    surface = " ".join(tokens.lower[first:last])
    subject = _subject(tokens, clause_first, head_first, trigger)
    if surface in _WORDS["sufferers"]:
        return Roles(agent=_after_word(tokens, last, ("from", "by")), patient=subject, passive=True)
    if trigger.word.form == "past" and _is_passive(tokens, trigger, head_first):
        return Roles(agent=_by_phrase(tokens, last), patient=subject, passive=True)
    patient = _object(tokens, trigger)
    if trigger.word.lemma in _WORDS["victims_verbs"] and subject and patient:
        return Roles(agent=None, patient=(subject[0], patient[1]))
    return Roles(agent=subject, patient=patient)


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
    if word in _STOPS or word in _CLAUSE:
        return True
    if word in _QUOTES:
        return not _short_quote(lower, i)
    if word == "and" and i + 2 < len(lower):
        return lower[i + 1] in PRONOUNS or lower[i + 2] in BE or lower[i + 2] in HAVE
    return False


def _short_quote(lower: list[str], i: int) -> bool:
    """A quotation mark of a word or two put in quotes, not of speech."""
    ahead = any(w in _QUOTES for w in lower[i + 2 : i + 6])
    behind = any(w in _QUOTES for w in lower[max(0, i - 5) : max(0, i - 1)])
    return ahead or behind


def verb_group(lower: list[str], first: int) -> int:
    """Index of the first token of the verb group (auxiliaries and adverbs before the verb)."""
    i = first
    while i > 0 and (
        lower[i - 1] in _AUXILIARIES
        or lower[i - 1] in ADVERBS
        or lower[i - 1] in ("to", "not", "n't", "did", "does", "do")
        or (lower[i - 1].endswith("ly") and len(lower[i - 1]) > 4 and lower[i - 1] not in ("family", "italy", "assembly"))
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
        if word in _AUXILIARIES or word in PRONOUNS or word in _SPEECH or not words[i - 1][0].isalnum():
            if word == "," and first - i < 3 and i > 1 and lower[i - 2].isalpha() and lower[i - 2] not in PREPOSITIONS:
                i -= 1
                continue
            break
        if word in CONJUNCTIONS and word != "and":
            break
        if word in _LIGHT or (word in _PLAN and word not in _WORDS["plan_inside"]):
            break
        i -= 1
    return i


def _is_passive(tokens: Tokens, trigger: Trigger, group_first: int) -> bool:
    lower, first, last = tokens.lower, trigger.first, trigger.last
    group = lower[group_first:first]
    surface = " ".join(lower[first:last])
    if surface in _WORDS["no_object"] and not (BE & set(group)):
        return False
    if any(w in BE for w in group):
        return True
    if any(w in HAVE for w in group) or trigger.word.lemma.split()[0] in _WORDS["intransitive"]:
        return False
    after = lower[last] if last < len(lower) else ""
    if after == "by":
        return True
    if after in ("at", "as", "over", "up", "about", "around", "near") and last + 1 < len(lower):
        following = lower[last + 1]
        if following in ("least", "most", "many", "to") or following[:1].isdigit():
            return False
    if after in ("", ".", ",", "and", "dead", ":", ";", ")") or after in _SCENE_BREAK:
        generic = "generic" in trigger.word.flags
        return not generic or tokens.sentence.is_title or after in ("", ".")
    return False


def _span(tokens: Tokens, first: int, last: int) -> Stretch:
    return (tokens.starts[first], tokens.ends[last - 1]) if 0 <= first < last else None


def _object_end(tokens: Tokens, first: int) -> int:
    """Index after the last token of the noun phrases that begin here (coordination included)."""
    lower = tokens.lower
    i = first
    while i < len(lower) and i - first < 22:
        word = lower[i]
        if word in _STOPS or word in _CLAUSE or (word in _SCENE_BREAK and not _counts_on(lower, i)):
            break
        if word in _QUOTES and not (i == first or _short_quote(lower, i)):
            break
        if word == "," and not _list_goes_on(lower, i):
            break
        if i > first and (word in _AUXILIARIES or _ends_object(lower, i)):
            break
        i += 1
    return i


def _ends_object(lower: list[str], i: int) -> bool:
    """An infinitive, a second verb or a verb of its own begins here ("12 people and seized weapons")."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if lower[i] == "to":
        return following.isalpha() and not lower[i - 1][:1].isdigit()
    if lower[i] == "and":
        return bool(following) and _is_finite(lower, i + 1)
    return _is_finite(lower, i) and lower[i] not in ("armed", "led", "based", "united", "unidentified")


def _counts_on(lower: list[str], i: int) -> bool:
    """ "at least 12", "as many as", "over 30": words of a number, not of a scene."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    return (lower[i] == "at" and following in _WORDS["number_openers"]) or (
        lower[i] in ("over", "as") and (following[:1].isdigit() or following in ("many", "a"))
    )


def _list_goes_on(lower: list[str], comma: int) -> bool:
    ahead = lower[comma + 1 : comma + 6]
    return "and" in ahead and not any(w in BE or (w in CONJUNCTIONS and w not in ("and", "or")) for w in ahead)


def _is_finite(lower: list[str], i: int) -> bool:
    """A token that looks like the head of a finite verb group."""
    word = lower[i]
    if word in _AUXILIARIES or word in _SPEECH:
        return True
    before = lower[i - 1] if i else ""
    return (word.endswith("ed") and len(word) > 4 or word in _PAST) and before not in DETERMINERS and before not in PREPOSITIONS


_PAST = frozenset(
    "took hit struck shot left went came fell held set drove broke blew brought fled threw led gave began found sent fought met saw".split()
)


def _subject(tokens: Tokens, clause_first: int, group_first: int, trigger: Trigger) -> Stretch:
    """The stretch of the subject of a verb group, past what stands between them."""
    lower = tokens.lower
    start, end = clause_first, group_first
    opener = lower[start - 1] if start else ""
    if opener in _RELATIVE and (start == end or _is_finite(lower, start) or lower[start] in ADVERBS):
        return _antecedent(tokens, start - 1)
    if trigger.word.form == "ing" and not BE & set(lower[group_first : trigger.first]):
        return _subject_of_participle(tokens, group_first)
    if end > start and lower[end - 1] in ("and", "then", "but", "or", ","):
        verb = next((i for i in range(start + 1, end - 1) if _is_finite(lower, i)), None)
        if verb is not None and lower[end - 1] != ",":
            return _subject_stretch(tokens, start, verb_group(lower, verb))
    if start == end and opener in ("and", "but", "before", "after", "while") and start > 1:
        outer, _ = clause_bounds(tokens, start - 1, start)
        verb = next((i for i in range(outer + 1, start - 1) if _is_finite(lower, i)), None)
        if verb is not None:
            return _subject_stretch(tokens, outer, verb_group(lower, verb))
    return _subject_stretch(tokens, start, end)


def _subject_stretch(tokens: Tokens, start: int, end: int) -> Stretch:
    """The noun phrase right before `end`, not before `start`: past openers, insertions and what they are backed by."""
    lower = tokens.lower
    start = max(start, end - _REACH)
    if end > start and lower[end - 1] == ",":
        comma = next((i for i in range(end - 2, start, -1) if lower[i] == ","), None)
        if comma is not None and not any(_is_finite(lower, i) and lower[i] not in _AUXILIARIES for i in range(comma + 1, comma + 2)):
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
    return _span(tokens, first, end)


def _in_list(lower: list[str], comma: int, end: int) -> bool:
    """ "soldiers, police and militia": the comma parts members of one subject."""
    ahead = lower[comma + 1 : end]
    return "and" in ahead[:5] and not any(w in _AUXILIARIES or w in PREPOSITIONS for w in ahead[:5]) and comma > 0 and len(ahead) < 9


def _antecedent(tokens: Tokens, pronoun: int) -> Stretch:
    """The noun phrase a relative pronoun stands for, its "of" and "from" phrases included."""
    lower = tokens.lower
    end = pronoun - 1 if pronoun and lower[pronoun - 1] == "," else pronoun
    i = end
    while i > 0 and end - i < 10:
        word = lower[i - 1]
        if word in _STOPS or word == "," or word in _CLAUSE or word in _AUXILIARIES or word in _SPEECH:
            break
        if word in PREPOSITIONS and word not in ("of", "from", "in", "with"):
            return None if lower[pronoun] != "who" else _span(tokens, i, end)
        if i - 1 and _is_finite(lower, i - 1) and end - i > 0:
            break
        i -= 1
    return _span(tokens, i, end)


def _subject_of_participle(tokens: Tokens, group_first: int) -> Stretch:
    """ "gunmen stormed X, burning houses": the main clause's subject; "killing three, gunmen ...": the one after."""
    lower = tokens.lower
    start = group_first
    while start > 0 and group_first - start < _REACH and lower[start - 1] not in _STOPS and lower[start - 1] not in _RELATIVE:
        start -= 1
    verb = next((i for i in range(start + 1, group_first) if _is_finite(lower, i)), None)
    if verb is not None:
        begin, _ = clause_bounds(tokens, verb, verb + 1)
        return _subject_stretch(tokens, max(begin, start), verb_group(lower, verb))
    if start < group_first - 1 and lower[group_first - 1] not in (",", "by", "of", "for", "in"):
        return _span(tokens, start, group_first)
    comma = next((i for i in range(group_first, min(group_first + 14, len(lower))) if lower[i] == ","), None)
    if comma is not None and group_first - start < 2:
        verb = next((i for i in range(comma + 2, min(comma + 14, len(lower))) if _is_finite(lower, i)), None)
        return _span(tokens, comma + 1, verb) if verb is not None else None
    return None


def _object(tokens: Tokens, trigger: Trigger) -> Stretch:
    lower, last = tokens.lower, trigger.last
    first = last
    sites = trigger.word.lemma.split()[0] in _WORDS["blasts"] | {"detonate"}
    while first < len(lower) and (
        lower[first] in ("on", "at", "against", "with", "upon", "toward", "towards", "into", "down", "dead", "back", "over")
        or (sites and (lower[first] in _WORDS["blast_sites"] or lower[first] in ("close", "next", "to")))
    ):
        if _counts_on(lower, first):
            break
        first += 1
    if first > last and first < len(lower) and lower[first] in _WORDS["days"]:
        first += 1
    end = _object_end(tokens, first)
    reach = end
    if end < len(lower) and first == last and lower[end] in _WORDS["toward"] | {"from"}:
        carried = "munition" in trigger.word.flags or trigger.word.lemma in ("fire", "launch", "drop", "detonate")
        taken = lower[end] == "from" and "territory" in trigger.word.flags
        if (carried and lower[end] != "from" and not _is_time(lower, end + 1)) or taken:
            reach = _object_end(tokens, end + 1)
    return _span(tokens, first, reach)


def _by_phrase(tokens: Tokens, last: int) -> Stretch:
    return _after_word(tokens, last, ("by",))


def _after_word(tokens: Tokens, last: int, words: tuple[str, ...]) -> Stretch:
    lower = tokens.lower
    for i in range(last, min(last + 14, len(lower) - 1)):
        if lower[i] in (".", ";", "—") or (i > last and lower[i] in _CLAUSE):
            return None
        if lower[i] in words and lower[i + 1] not in ("then", "now", "noon", "nightfall", "dawn") and not lower[i + 1].endswith("ing"):
            return _span(tokens, i + 1, _object_end(tokens, i + 1))
    return None


def _nominal(tokens: Tokens, trigger: Trigger, clause_first: int, np_first: int) -> Roles:
    lower, first, last = tokens.lower, trigger.first, trigger.last
    agent, patient = _span(tokens, np_first, first), None
    if last < len(lower) and lower[last] == "between":
        return _parties(tokens, last + 1, _object_end(tokens, last + 1)) or Roles(agent=agent, patient=None)
    by: Stretch = None
    i = last
    while i < len(lower) - 1 and i - last < 18:
        word = lower[i]
        if word in (".", ";", "—", "–") or (word in _CLAUSE and i > last):
            break
        towards = word in _WORDS["targeting"] or (word == "with" and trigger.word.event_type is EventType.ARMED_CLASH)
        if trigger.word.lemma.split()[-1] in _WORDS["blasts"] | {"bomb", "bombing"}:
            towards = towards or word in _WORDS["blast_sites"]
        if towards and patient is None:
            if _is_time(lower, i + 1):
                i += 1
                continue
            end = _object_end(tokens, i + 1)
            patient = _span(tokens, i + 1, end)
            i = max(end, i + 1)
            continue
        if word == "by" and not lower[i + 1].endswith("ing"):
            if i > last and lower[i - 1] == ",":
                break
            if patient is not None and (lower[i - 1].endswith("ed") or lower[i - 1] in ("run", "held", "led", "owned")):
                break  # "a camp run by Y": Y did not strike
            by = _span(tokens, i + 1, _object_end(tokens, i + 1))
            break
        claimed = word in ("claimed", "blamed") and lower[i + 1] == "by"
        if (word in _SPEECH and not claimed) or (word.endswith("ed") and word not in _LIGHT and word not in _WORDS["targeting"]):
            break
        i += 1
    if by is not None:
        return Roles(agent=by, patient=patient)
    light = next(
        (j for j in range(np_first - 1, max(clause_first - 1, np_first - 6, -1), -1) if lower[j] in _LIGHT | _WORDS["suffer_verbs"]),
        None,
    )
    if light is None:
        return Roles(agent=agent, patient=patient)
    group_first = verb_group(lower, light)
    subject = _subject_stretch(tokens, clause_first, group_first)
    opener = lower[clause_first - 1] if clause_first else ""
    if subject is None and opener in _RELATIVE:
        subject = _antecedent(tokens, clause_first - 1)
    if lower[light] in _WORDS["suffer_verbs"]:
        return Roles(agent=_after_word(tokens, last, ("from",)) or agent, patient=subject or patient)
    if subject is None or any(w in BE for w in lower[group_first:light]):
        return Roles(agent=agent, patient=patient)
    if trigger.word.event_type is EventType.AGREEMENT and patient is None:
        return _parties(tokens, tokens.at(subject[0]), tokens.at(subject[1] - 1) + 1) or Roles(agent=subject, patient=None)
    return Roles(agent=subject, patient=patient)


def _parties(tokens: Tokens, first: int, last: int) -> Roles | None:
    """The two sides of "A and B", the first as doer."""
    middle = next((i for i in range(first + 1, last - 1) if tokens.lower[i] == "and"), None)
    if middle is None:
        return None
    return Roles(agent=_span(tokens, first, middle), patient=_span(tokens, middle + 1, last))


def _is_time(lower: list[str], i: int) -> bool:
    return i < len(lower) and (lower[i] in _WORDS["days"] or (lower[i][:1].isdigit() and lower[i + 1 : i + 2] != [] and lower[i + 1] in _WORDS["days"]))
