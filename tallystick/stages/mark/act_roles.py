"""Who did it and to whom: the stretches of a sentence in which the clause shows the doer and the one done to."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.knowledge.act_context import load_act_context
from tallystick.records.vocabulary import EventType
from tallystick.stages.mark.act_clause import (
    AUXILIARIES,
    QUOTES,
    RELATIVE,
    STOPS,
    Stretch,
    accused,
    antecedent,
    find_subject,
    is_finite,
    short_quote,
    span_of,
    subject_stretch,
    verb_group,
)
from tallystick.stages.mark.act_sense import Trigger
from tallystick.stages.mark.tokens import BE, CONJUNCTIONS, HAVE, Tokens

_WORDS = load_act_context()
_CLAUSE, _SCENE_BREAK, _LIGHT, _SPEECH = (_WORDS[kind] for kind in ("clause", "scene_break", "light_verbs", "speech"))


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
    subject = find_subject(tokens, clause_first, head_first, trigger)
    if surface in _WORDS["sufferers"]:
        return Roles(agent=_after_word(tokens, last, ("from", "by")), patient=subject, passive=True)
    if trigger.word.form == "past" and _is_passive(tokens, trigger, head_first):
        at = tokens.lower[last - 1] in ("at", "on", "upon", "into") and last - first > 1
        patient = _object(tokens, trigger) if at else subject
        agent = _by_phrase(tokens, last)
        if agent is None and ("munition" in trigger.word.flags or trigger.word.lemma in ("fire", "launch")):
            agent = _after_word(tokens, last, ("from",))
        return Roles(agent=agent, patient=patient, passive=True)
    if trigger.word.lemma in _WORDS["dying"]:
        return Roles(agent=None, patient=subject)
    patient = _object(tokens, trigger)
    if trigger.word.lemma in _WORDS["victims_verbs"] and subject and patient:
        return Roles(agent=None, patient=(subject[0], patient[1]))
    return Roles(agent=subject, patient=patient)


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


def _object_end(tokens: Tokens, first: int) -> int:
    """Index after the last token of the noun phrases that begin here (coordination included)."""
    lower = tokens.lower
    i = first
    while i < len(lower) and i - first < 22:
        word = lower[i]
        if word in STOPS or word in _CLAUSE or (word in _SCENE_BREAK and not _counts_on(lower, i)):
            break
        if word in QUOTES and not (i == first or short_quote(lower, i)):
            break
        if word == "," and not _list_goes_on(lower, i):
            break
        if i > first and (word in AUXILIARIES or _ends_object(lower, i)):
            break
        i += 1
    return i


def _ends_object(lower: list[str], i: int) -> bool:
    """An infinitive, a second verb or a verb of its own begins here ("12 people and seized weapons")."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if lower[i] == "to":
        return following.isalpha() and not lower[i - 1][:1].isdigit()
    if lower[i] == "and":
        return bool(following) and is_finite(lower, i + 1)
    return is_finite(lower, i) and lower[i] not in ("armed", "led", "based", "united", "unidentified")


def _counts_on(lower: list[str], i: int) -> bool:
    """ "at least 12", "as many as", "over 30": words of a number, not of a scene."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    return (lower[i] == "at" and following in _WORDS["number_openers"]) or (
        lower[i] in ("over", "as") and (following[:1].isdigit() or following in ("many", "a"))
    )


def _list_goes_on(lower: list[str], comma: int) -> bool:
    ahead = lower[comma + 1 : comma + 6]
    return "and" in ahead and not any(w in BE or (w in CONJUNCTIONS and w not in ("and", "or")) for w in ahead)


def _object(tokens: Tokens, trigger: Trigger) -> Stretch:
    lower, last = tokens.lower, trigger.last
    first = last
    sites = trigger.word.lemma.split()[0] in _WORDS["blasts"] | {"detonate"}
    while first < len(lower) and (
        lower[first]
        in ("on", "at", "against", "with", "upon", "toward", "towards", "into", "down", "dead", "back", "over")
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
    return span_of(tokens, first, reach)


def _by_phrase(tokens: Tokens, last: int) -> Stretch:
    return _after_word(tokens, last, ("by",))


def _after_word(tokens: Tokens, last: int, words: tuple[str, ...]) -> Stretch:
    lower = tokens.lower
    for i in range(last, min(last + 14, len(lower) - 1)):
        if lower[i] in (".", ";", "—") or (i > last and lower[i] in _CLAUSE):
            return None
        if lower[i] == "by" and i > last and _is_of_noun(lower, i - 1):
            return None
        if (
            lower[i] in words
            and lower[i + 1] not in ("then", "now", "noon", "nightfall", "dawn")
            and not lower[i + 1].endswith("ing")
        ):
            return span_of(tokens, i + 1, _object_end(tokens, i + 1))
    return None


def _nominal(tokens: Tokens, trigger: Trigger, clause_first: int, np_first: int) -> Roles:
    lower, first, last = tokens.lower, trigger.first, trigger.last
    agent, patient = accused(tokens, np_first) or span_of(tokens, np_first, first), None
    if last < len(lower) and lower[last] == "between":
        return _parties(tokens, last + 1, _object_end(tokens, last + 1)) or Roles(agent=agent, patient=None)
    by: Stretch = None
    blamed = bool(_WORDS["blaming"] & set(lower[max(0, np_first - 3) : np_first]))
    i = _past_aside(lower, last)
    while i < len(lower) - 1 and i - last < 18:
        word = lower[i]
        if word in (".", ";", "—", "–") or (word in _CLAUSE and i > last):
            break
        towards = word in _WORDS["targeting"] or (word == "with" and trigger.word.event_type is EventType.ARMED_CLASH)
        if trigger.word.lemma.split()[-1] in _WORDS["blasts"] | {"bomb", "bombing"}:
            towards = towards or word in _WORDS["blast_sites"]
        if towards and patient is None and not blamed:
            if _is_time(lower, i + 1):
                i += 1
                continue
            end = _object_end(tokens, i + 1)
            patient = span_of(tokens, i + 1, end)
            i = max(end, i + 1)
            continue
        if word == "by" and not lower[i + 1].endswith("ing"):
            if i > last and lower[i - 1] == ",":
                break
            if patient is not None and _owns(lower[i - 1]):
                break  # "a camp run by Y": Y did not strike
            by = span_of(tokens, i + 1, _object_end(tokens, i + 1))
            break
        claimed = word in ("claimed", "blamed") and lower[i + 1] == "by"
        if (word in _SPEECH and not claimed) or (
            word.endswith("ed") and word not in _LIGHT and word not in _WORDS["targeting"]
        ):
            break
        i += 1
    if by is not None:
        return Roles(agent=by, patient=patient)
    light = next(
        (
            j
            for j in range(np_first - 1, max(clause_first - 1, np_first - 6, -1), -1)
            if lower[j] in _LIGHT | _WORDS["suffer_verbs"]
        ),
        None,
    )
    if light is None:
        return Roles(agent=agent, patient=patient)
    group_first = verb_group(lower, light)
    subject = subject_stretch(tokens, clause_first, group_first)
    opener = lower[clause_first - 1] if clause_first else ""
    if subject is None and opener in RELATIVE:
        subject = antecedent(tokens, clause_first - 1)
    if lower[light] in _WORDS["suffer_verbs"]:
        return Roles(agent=_after_word(tokens, last, ("from",)) or agent, patient=subject or patient)
    if subject is not None and lower[tokens.at(subject[0])] in ("no", "none", "nobody"):
        return Roles(agent=agent, patient=patient)
    if subject is None or any(w in BE for w in lower[group_first:light]):
        return Roles(agent=agent, patient=patient)
    if trigger.word.event_type is EventType.AGREEMENT and patient is None:
        return _parties(tokens, tokens.at(subject[0]), tokens.at(subject[1] - 1) + 1) or Roles(
            agent=subject, patient=None
        )
    return Roles(agent=subject, patient=patient)


def _past_aside(lower: list[str], i: int) -> int:
    """Index past an aside between commas ("the attack, described as an ambush, was ..."), else the index itself."""
    if i < len(lower) and lower[i] == "," and "," in lower[i + 1 : i + 14]:
        return lower.index(",", i + 1) + 1
    return i


def _parties(tokens: Tokens, first: int, last: int) -> Roles | None:
    """The two sides of "A and B", the first as doer."""
    middle = next((i for i in range(first + 1, last - 1) if tokens.lower[i] == "and"), None)
    if middle is None:
        return None
    return Roles(agent=span_of(tokens, first, middle), patient=span_of(tokens, middle + 1, last))


def _is_time(lower: list[str], i: int) -> bool:
    return i < len(lower) and (
        lower[i] in _WORDS["days"]
        or (lower[i][:1].isdigit() and lower[i + 1 : i + 2] != [] and lower[i + 1] in _WORDS["days"])
    )


def _is_of_noun(lower: list[str], i: int) -> bool:
    """A participle that belongs to the noun before it ("a town held by Y"), not to the act."""
    word = lower[i]
    if word in _WORDS["owned"]:
        return True
    return word.endswith("ed") and word not in _LIGHT | _WORDS["own_acts"] and lower[i - 1] not in ("and", "or", ",")


def _owns(word: str) -> bool:
    """ "a camp run by Y": Y runs it and did not strike it."""
    return (word.endswith("ed") and word not in _LIGHT) or word in ("run", "held", "led")
