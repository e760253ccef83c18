"""Phrases that number people, outcomes or strikes within one sentence: "at least 12 civilians", "two airstrikes"."""

from __future__ import annotations

import re
from bisect import bisect_left

from tallystick.knowledge.numbers import NUMBER, read_quantity
from tallystick.knowledge.outcomes import CUE_WORDS, OUTCOME_NOUNS
from tallystick.knowledge.people import GROUP_OF, KIN, group_of, is_demonym
from tallystick.records.referent import Quantity
from tallystick.stages.mark.count_nouns import (
    DETERMINERS,
    QUOTES,
    STRIKES,
    is_plural,
    read_headed,
    read_headless,
    same_sort,
)
from tallystick.stages.mark.count_words import ADVERBS, BE, PREPOSITIONS, STOPS, Phrase, Words

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday gmt am pm".split()
)
_NUMBERED = _CALENDAR | frozenset(
    "highway route road brigade division battalion regiment unit no number article resolution "
    "chapter section page room "
    "flight level phase group-of aged age ages channel day block sector zone area version type "
    "model km mile euro g m4 m5 "
    "camp bus line district ward gate point checkpoint station hangar building apartment act class covid vision agenda "
    "eurovision generation season week episode round game match group-77 protocol union".split()
)
_VERBAL = frozenset(
    "aboard held found seen marched whisked treated driven carried led swept admitted times occasions taken took "
    "shot gunned beaten stabbed burned burnt hacked tortured crushed went came".split()
)
_HURT_WORDS = frozenset("dead wounded injured captured detained arrested kidnapped abducted missing".split())
_ATTACKERS = frozenset(
    "bomber attacker attackers gunman gunmen assailant assailants shooter bombers suspects "
    "suspect perpetrator hijacker".split()
)
_UNIT_NOUNS = frozenset(
    "day days week weeks month months year years hour hours minute minutes second seconds km kilometers kilometres "
    "miles mile meters metres percent dollars euros pounds tons tonnes degrees".split()
)
_HELD = frozenset({"hostage", "captive", "prisoner"})
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_LONGEST_PHRASE = 7
_WITHOUT = frozenset(
    "any causing inflicting further human civilian loss of reported reports incurring suffering".split()
)


def find_phrases(words: Words) -> list[Phrase]:
    """Every numbered phrase of the sentence, left to right, none inside another."""
    found: list[Phrase] = []
    covered = 0
    starts: dict[int, tuple[int, Quantity]] = {}
    for match in _NUMBER.finditer(words.text):
        quantity = read_quantity(match.group())
        if quantity is None:
            continue
        first = bisect_left(words.start, match.start())
        after = bisect_left(words.start, match.end())
        digits = match.group().isdigit()
        if first and words.low[first - 1] == "from" and " to " in match.group():
            cut = match.start() + match.group().index(" to ") + 4
            first = bisect_left(words.start, cut)
            quantity = read_quantity(words.text[cut : match.end()]) or quantity
        if first < len(words.low) and not _is_label(words, first, after, digits=digits):
            starts[first] = (after, quantity)
    low = words.low
    for index, word in enumerate(low):
        if index < covered:
            continue
        phrase: Phrase | None = None
        if word in ("nobody", "no-one") or (word == "no" and low[index + 1 : index + 2] == ["one"]):
            last = index + 1 + (word == "no")
            phrase = _one(index, last, "all", Quantity(low=0, high=0))
        elif index in starts:
            after, quantity = starts[index]
            phrase = _read_phrase(words, index, after, quantity, singular=False)
        elif word == "a" and index + 1 < len(low) and low[index + 1] in _ORDINALS:
            continue
        elif word in ("a", "an", "another"):
            phrase = _read_phrase(words, index, index + 1, Quantity(low=1, high=1), singular=True)
        elif word in ("his", "her", "their") and index + 1 < len(low) and low[index + 1] in KIN:
            if not low[index + 1].endswith(("s", "ren")):
                phrase = _one(index, index + 2, group_of(low[index + 1], beside=frozenset()))
        elif word == "the" and index + 1 < len(low) and low[index + 1] in _ATTACKERS:
            if not low[index + 1].endswith(("s", "men")):
                phrase = _one(index, index + 2, "fighters")
        elif word == "without":
            phrase = _without(words, index)
        if phrase is not None:
            found.append(phrase)
            covered = max(phrase.last, phrase.tail)
        elif index in starts:
            covered = starts[index][0]
    return found


def _without(words: Words, index: int) -> Phrase | None:
    """ "Without casualties" is a count of zero."""
    low = words.low
    head = index + 1
    while head < len(low) and low[head] in _WITHOUT:
        head += 1
    outcome = OUTCOME_NOUNS.get(low[head]) if head < len(low) and head - index <= 4 else None
    if outcome is None:
        return None
    group = "civilians" if "civilian" in low[index:head] else "all"
    zero = Quantity(low=0, high=0)
    return Phrase(index, head + 1, head + 1, zero, group, None, head, False, False, outcome, None)


def _one(first: int, last: int, group: str, quantity: Quantity | None = None) -> Phrase:
    return Phrase(
        first=first,
        last=last,
        tail=last,
        quantity=quantity or Quantity(low=1, high=1),
        group=group,
        of=None,
        head=last - 1,
        bare=False,
        partitive=False,
        outcome=None,
        hurt=None,
    )


def _of_the_dead(words: Words, index: int) -> str | None:
    """The group in "three of the dead were children"; the index is that of "of"."""
    low = words.low
    if low[index : index + 2] != ["of", "the"] or low[index + 2 : index + 3] == []:
        return None
    if low[index + 2] not in ("dead", "killed", "wounded", "injured", "victims", "deceased", "slain", "casualties"):
        return None
    for word in low[index + 4 : index + 9] if low[index + 3 : index + 4] and low[index + 3] in BE else ():
        if word in GROUP_OF:
            return GROUP_OF[word]
        if word in PREPOSITIONS:
            break
    return "all"


def _is_label(words: Words, first: int, after: int, *, digits: bool) -> bool:
    """Whether the number names something (a road, a unit, a day, an age) or measures it, and counts nobody."""
    low = words.low
    before = low[first - 1] if first else ""
    following = low[after] if after < len(low) else ""
    if (
        before == "how"
        or following in _UNIT_NOUNS
        or (following in _CALENDAR and digits and words.raw[after][0].isupper())
    ):
        return True
    if not digits:
        return before in ("aged", "age", "number") or following in ("o'clock",)
    if before in _NUMBERED and not (
        before in ("no", "may", "march", "week", "number") and words.raw[first - 1].islower()
    ):
        return before not in ("today", "yesterday", "day") or before == "day"
    if before in QUOTES | {"#", "/", "-"} and after - first == 1 and before == "#":
        return True
    year = words.low[first]
    value = int(year) if year.isascii() and year.isdecimal() else 0  # "the 1970's" is one word
    if 1900 <= value <= 2099:
        if before in ("in", "since", "until", "of", "the", "by", "from", "during", "late", "early", "mid"):
            return following not in GROUP_OF
        if before.isdigit() or before in (",",):
            return following not in GROUP_OF
    return False


def _read_phrase(words: Words, first: int, after: int, quantity: Quantity, *, singular: bool) -> Phrase | None:
    low, raw = words.low, words.raw
    size = len(low)
    index = after
    partitive = False
    if index < size and low[index] == "of" and not singular:
        index += 1
        if (
            index < size
            and low[index] in ("them", "whom", "those", "these")
            and low[index + 1 : index + 2] != ["killed"]
        ):
            partitive, index = True, index + 1
            while index < size and (low[index] in BE or low[index] in ADVERBS):
                index += 1
        elif quantity.vague is None and (group := _of_the_dead(words, index - 1)) is not None:
            last = index + 2
            return Phrase(first, last, last, quantity, group, None, last - 1, False, True, None, last - 1)
        elif index < size and low[index] in DETERMINERS:
            index += 1
    begin = index
    head: int | None = None
    hurt: int | None = None
    while index < size and index - begin < _LONGEST_PHRASE:
        word = low[index]
        if not singular and index == after and word in _HELD and quantity.high != 1:
            break
        if word in GROUP_OF or word in OUTCOME_NOUNS or word in STRIKES:
            following = low[index + 1] if index + 1 < size else ""
            if following in ("hostage", "captive", "prisoner") and is_plural(word):
                following = ""
            fits = word not in GROUP_OF or is_plural(word) is not (singular or quantity.high == 1)
            if (
                (not fits and following and following[0].isalpha() and following not in STOPS)
                or following in GROUP_OF
                or following in OUTCOME_NOUNS
                or (following in STRIKES and word not in STRIKES)
            ):
                index += 1
                continue
            head = index
            break
        if word in _HURT_WORDS and index + 1 < size and hurt is None:
            following = low[index + 1]
            if following in GROUP_OF or (
                is_demonym(raw[index + 1]) and index + 2 < size and low[index + 2] in GROUP_OF
            ):
                hurt = index
                index += 1
                continue
            break
        if word in STOPS or word in CUE_WORDS or word in _VERBAL or word.isdigit():
            break
        if not singular and word.endswith("s") and raw[index][0].isupper() and is_demonym(raw[index]):
            following = low[index + 1] if index + 1 < size else ""
            if following not in GROUP_OF:
                index += 1
                break
        if word == "," and begin < index < size - 1 and same_sort(raw[index - 1], raw[index + 1]):
            index += 1
            continue
        if raw[index] in QUOTES:
            index += 1
            continue
        if not (word[0].isalpha() or word[0].isdigit()):
            break
        index += 1
    if head is None:
        return read_headless(words, first, after, begin, index, quantity, singular, partitive)
    return read_headed(words, first, begin, head, quantity, singular, partitive, hurt)
