"""What a trigger word is where it stands: a noun or a verb that tells an act, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.knowledge.act_context import load_act_context
from tallystick.knowledge.acts import ActLexicon, ActWord
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

_WORDS = load_act_context()
_HOMOGRAPH, _HARM, _LABOUR = _WORDS["homograph"], _WORDS["harm"], _WORDS["labour"]
_SUBJECT_PRONOUNS = frozenset("he she it they we i you who which that".split())
_TARGETS_OF_WORDS = (
    "democracy|freedom|free speech|human rights|the rule of law|the truth|the economy|women's rights|press freedom|"
    "civil liberties|constitution|abortion|voting|judiciary|media|press|cancer|inflation|corruption|climate|covid|"
    "coronavirus|poverty|obesity|crime|racism|hunger|disease|drugs|misinformation|disinformation"
)
_FIGURATIVE_AFTER = re.compile(
    rf"\s+(?:(?:on|against)\s+(?:(?:our|american|the) )?(?:{_TARGETS_OF_WORDS})\b"
    r"|(?:inflation|crime|corruption|climate|fires?|wildfires?|blazes?|covid|poverty|disease|hunger|cancer)\b"
    r"|over (?:pay|jobs|pensions|wages|working)"
    r"|(?:democrats|republicans|labour|tories|critics|the constitution|his critics|her critics|the media|the press)\b"
    r"|(?:a|the)\s+(?:deal|balance|chord|record|blow to|nerve|wall|snag|road|headlines|ground running|market with|"
    r"shops with|stage|tone|gym)\b"
    r"|(?:\d[\w-]*|a|an|new|record|all-time) [\w-]{0,12} ?(?:low|high|record|peak|milestone)s?\b"
    r"|out at\b|back at critics|hard by|(?:with|by) (?:covid|cancer|criticism|allegations|inflation|sanctions)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An act word at its tokens, in the sense that fits; `others` are its further senses."""

    first: int
    last: int
    word: ActWord
    others: tuple[ActWord, ...]


def find_triggers(tokens: Tokens, *, lexicon: ActLexicon, labour: bool = False) -> list[Trigger]:
    """The act words of a sentence in order; `labour` where the report is about strikes over pay."""
    lower, found, i = tokens.lower, [], 0
    elsewhere: frozenset[str] | None = None
    while i < len(lower):
        if lower[i] not in lexicon.by_first:
            i += 1
            continue
        match = _hostages(lower, i, lexicon) or lexicon.match(lower, i)
        if match is None:
            i += 1
            continue
        length, entries = match
        if length > 1 and lower[i + length - 1] == "at" and lower[i + length : i + length + 1] in (["least"], ["most"]):
            length, entries = lexicon.match(lower[i : i + 1], 0) or (1, ())
        word = _reading(tokens, i, i + length, entries)
        if word is not None and elsewhere is None:
            elsewhere = _scene(lower, labour=labour)
        if word is not None and not _is_figurative(tokens, i, i + length, word, elsewhere=elsewhere or frozenset()):
            others = tuple(e for e in entries if e is not word and e.verb == word.verb)
            found.append(Trigger(first=i, last=i + length, word=word, others=others))
        i += length
    return [one for k, one in enumerate(found) if not _only_carries(tokens, one, found[k + 1 : k + 6])]


def is_labour(lower: set[str]) -> bool:
    """Several words of pay and unions stand here."""
    return len(_LABOUR & lower) >= 2


def _hostages(lower: list[str], at: int, lexicon: ActLexicon) -> tuple[int, tuple[ActWord, ...]] | None:
    """ "took more than 1,100 hostage": a verb whose second word stands after its object."""
    if lower[at] not in ("take", "takes", "took", "taken", "taking", "hold", "holds", "held", "holding"):
        return None
    for end in range(at + 2, min(at + 9, len(lower))):
        if lower[end] in ("hostage", "captive", "hostages"):
            entry = lexicon.match(["took", "hostage"], 0)
            return (end + 1 - at, entry[1]) if entry else None
        if lower[end] in (",", ".", ";", "in", "at", "after"):
            return None
    return None


def _only_carries(tokens: Tokens, trigger: Trigger, after: list[Trigger]) -> bool:
    """ "launched a missile attack": the noun is the act, the verb only carries it."""
    if not trigger.word.verb or trigger.word.lemma not in ("launch", "fire", "hurl", "lob", "rain"):
        return False
    lower = tokens.lower
    for noun in after:
        between = lower[trigger.last : noun.first]
        if not noun.word.verb and len(between) < 9 and not {",", ";", "that", "which", "in", "after"} & set(between):
            return True
    return False


def _reading(tokens: Tokens, first: int, last: int, entries: tuple[ActWord, ...]) -> ActWord | None:
    """The entry that fits here as noun or verb, or none."""
    noun = next((e for e in entries if not e.verb), None)
    verb = next((e for e in entries if e.verb), None)
    if noun is not None and not _noun_allowed(tokens, first, last, noun):
        noun = None
    if verb is not None and not _verb_allowed(tokens, first, last, verb):
        verb = None
    if noun is not None and verb is None:
        return noun if all(not e.verb for e in entries) or _is_noun_use(tokens, first, last, "base") else None
    if verb is None:
        return None
    if noun is not None or last - first == 1:
        lone = verb.form == "ing" and noun is None
        if not lone and _is_noun_use(tokens, first, last, verb.form):
            return noun
        if lone and tokens.lower[first - 1 : first] and tokens.lower[first - 1] in DETERMINERS | {"'s", "’s"}:
            return None
    return None if "never" in verb.flags else verb


def _noun_allowed(tokens: Tokens, first: int, last: int, noun: ActWord) -> bool:
    lower, words = tokens.lower, tokens.words
    after = lower[last] if last < len(lower) else ""
    if words[first] == "March" or ("of" in noun.flags and after != "of"):
        return False
    if "harm" in noun.flags:
        k = last + 1 if after in HAVE else last
        return k < len(lower) and lower[k] in _HARM
    if first and not tokens.sentence.is_title and words[first][:1].isupper():
        named = words[first - 1][:1].isupper() and lower[first - 1] not in DETERMINERS and lower[first - 1] != "'s"
        follows = last < len(words) and words[last][:1].isupper() and lower[last] not in PREPOSITIONS
        return not (follows or (named and after != "on"))
    return True


_CLAIMED_THAT = (DETERMINERS | {"how", "that", "why"}) - {"this", "all"}


def _verb_allowed(tokens: Tokens, first: int, last: int, verb: ActWord) -> bool:
    lower, words = tokens.lower, tokens.words
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    if "weak" in verb.flags and before in ("the", "those", "these", "their"):
        return False
    if verb.lemma in ("demonstrate", "rally", "march", "protest") and after in _CLAIMED_THAT:
        return False
    if words[first] == "March":
        return False
    named = (last < len(words) and words[last][:1].isupper()) or words[first - 1][:1].isupper()
    if first and named and words[first][:1].isupper() and not tokens.sentence.is_title:
        return False
    if verb.form == "past" and before in _WORDS["qualifying"] and _qualifies(lower, last):
        return False
    if verb.form == "ing" and before in _WORDS["before_participle"] and _qualifies(lower, last):
        return False
    return not (verb.lemma == "fire" and _is_dismissal(tokens, first, last))


def _is_dismissal(tokens: Tokens, first: int, last: int) -> bool:
    """ "was fired for", "fired his minister": work lost, not a weapon used."""
    lower = tokens.lower
    after = lower[last : last + 2]
    if first and lower[first - 1] in BE | {"been", "being", "and"}:
        return after[:1] not in (
            [],
            ["at"],
            ["on"],
            ["from"],
            ["into"],
            ["towards"],
            ["toward"],
            [","],
            ["by"],
            ["overnight"],
        )
    return after[:1] in (["for"], ["after"], ["him"], ["her"], ["up"])


def _qualifies(lower: list[str], last: int) -> bool:
    """A participle that qualifies the noun after it ("a liberated city", "the besieged town")."""
    if last >= len(lower):
        return False
    after = lower[last]
    return after.isalpha() and not (
        after in PREPOSITIONS
        or after in DETERMINERS
        or after in BE
        or after in CONJUNCTIONS
        or after in ADVERBS
        or after in PRONOUNS
        or after.endswith("ly")
    )


_NOUN_AFTER = _WORDS["noun_after"] | frozenset(", . ) : ; – — ' ’".split())
_OBJECT_OPENERS = _WORDS["object_openers"]


def _is_noun_use(tokens: Tokens, first: int, last: int, form: str) -> bool:
    """Whether a word that may be verb or noun stands as a noun here."""
    lower, words = tokens.lower, tokens.words
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    if form == "past":
        return False
    if before in MODALS or before in _SUBJECT_PRONOUNS or before in ("n't", "not", "didn't", "doesn't", "cannot"):
        return False
    if before == "to":
        return form == "s" or (
            after in ("on", "against") and first > 1 and lower[first - 2] in ("due", "thanks", "response")
        )
    opens_object = last < len(words) and (
        after in DETERMINERS
        or after in _OBJECT_OPENERS
        or (after == "at" and lower[last + 1 : last + 2] in (["least"], ["most"]))
        or after in ("him", "them", "us", "it")
        or words[last][:1].isdigit()
        or (words[last][:1].isupper() and not tokens.sentence.is_title)
    )
    governed = before in DETERMINERS or before in ("'s", "’s")
    if form == "ing":
        if governed:
            return not opens_object
        if before in BE or opens_object:
            return False
        if before in PREPOSITIONS:
            return after in _NOUN_AFTER or not after
        if before in _PLURAL_SUBJECTS or (before.endswith("s") and before not in ("days", "weeks", "hours")):
            return False
        return (after in _NOUN_AFTER and after not in ("at", "on", "with", "and", ",", ".")) or (
            not before and after == "of"
        )
    if governed or before in PREPOSITIONS or (before in ("and", "or") and first > 1 and lower[first - 2] in _HOMOGRAPH):
        return True
    if lower[first] not in _HOMOGRAPH:
        return before in ("deadly", "new", "fresh") and not opens_object
    if not before:
        return not (opens_object and form == "base")
    if opens_object:
        return False
    if tokens.sentence.is_title and first and last < len(words) and _headline_verb(tokens, first, last, form):
        return False
    plural = before.endswith("s") and not before.endswith("ss")
    return not (form == "base" and plural and lower[first] in _WORDS["bare_verbs"])


_PLURAL_SUBJECTS = frozenset("police people gunmen militia men troops women forces soldiers".split())
_COMPOUND = frozenset("air missile drone rocket bomb terror artillery gun suicide".split())
_HITS = frozenset("hits targets tears rains".split())


def _headline_verb(tokens: Tokens, first: int, last: int, form: str) -> bool:
    """A present verb of a headline: "Jets bomb church", "Bomb targets police", "Army raids camp"."""
    before, after = tokens.lower[first - 1], tokens.lower[last]
    if after in _NOUN_AFTER and after not in ("at", "near", "with", "in", "after", "as"):
        return False
    plural = (before.endswith("s") and not before.endswith(("ss", "us", "is", "’s"))) or before in _PLURAL_SUBJECTS
    if form == "base":
        return plural
    noun_next = after not in _NOUN_AFTER and not after.endswith("ed") and after.isalpha()
    compound = before in _COMPOUND and tokens.lower[first] not in _HITS
    return not plural and noun_next and not compound


def _scene(lower: list[str], *, labour: bool) -> frozenset[str]:
    """The act words that mean something else in this sentence: of computers, of space, of a dispute over pay."""
    here, lemmas = set(lower), frozenset[str]()
    if here & _WORDS["cyber"]:
        lemmas |= _WORDS["cyber_acts"]
    if here & _WORDS["space"]:
        lemmas |= _WORDS["space_acts"]
    return lemmas | _WORDS["labour_acts"] if labour else lemmas


def _is_figurative(tokens: Tokens, first: int, last: int, word: ActWord, *, elsewhere: frozenset[str]) -> bool:
    lower = tokens.lower
    if first and lower[first - 1] in _WORDS["not_before"]:
        return True
    if last < len(lower) and lower[last] in _WORDS["not_after"]:
        return True
    if word.lemma in elsewhere:
        return True
    if word.lemma == "take" and last < len(lower) and lower[last] in _WORDS["take_on"]:
        return True
    if (
        word.lemma == "offensive"
        and first
        and (lower[first - 1] in BE | ADVERBS or lower[first - 1] in ("and", "'", "‘"))
    ):
        return True
    if word.lemma == "fight" and lower[last : last + 1] in (["for"], ["alongside"], ["to"], ["over"], ["back"]):
        return True
    rest = tokens.sentence.text[tokens.ends[last - 1] - tokens.sentence.start :][:48]
    return bool(_FIGURATIVE_AFTER.match(rest))
