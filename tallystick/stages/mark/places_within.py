"""Marks names of places that no act is placed by: parts of other names, and short forms.

"Ohio Turnpike Commission", "US officials", and a town named again without words that say that it
is one. They tell which places a report is about, so that namesakes are told apart; their role is "within".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace
from tallystick.knowledge.names import fold_name
from tallystick.knowledge.place_words import (
    COMMON_NAMES,
    DIRECTIONS,
    INSTITUTIONS,
    NEVER_NAMES,
    NOT_PLACE_BEFORE,
    OPENERS,
    POSTAL_CODES,
    SHORT_NAMES,
    TYPE_WORDS,
)
from tallystick.records.mention import PlaceMention, Sentence
from tallystick.stages.mark.place_names import Word, is_large

WITHIN: Final = "within"

_SHORT = re.compile("|".join(sorted((re.escape(short) for short in SHORT_NAMES), key=len, reverse=True)))
_POSTAL = re.compile(rf"(?:{'|'.join(POSTAL_CODES)})(?=[\s,;:.)]|$)")
_BEHIND_TOWN = re.compile(r"[A-Z][\w.'’-]*\)?, $")
_UNIVERSITY = re.compile(r"\buniversity of (?:the )?$", re.IGNORECASE)
_AMBIGUOUS: Final = ("B.C.", "N.B.", "Man.", "P.E.I.")  # of another meaning where no town stands before


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A known name that was not marked where it stands."""

    sentence: Sentence
    words: list[Word]
    at: int
    last: int

    @property
    def name(self) -> str:
        """The name's words."""
        return self.sentence.text[self.words[self.at].start : self.words[self.last].end]


def short_names(sentence: Sentence) -> dict[int, tuple[int, str, str]]:
    """The shortened provinces of a sentence: start → end, name in full, role."""
    text = sentence.text
    found: dict[int, tuple[int, str, str]] = {}
    for match in _SHORT.finditer(text):
        start, short = match.start(), match[0]
        if (start and (text[start - 1].isalnum() or text[start - 1] == ".")) or text[match.end() :][:1].isalnum():
            continue
        if _BEHIND_TOWN.search(text[max(0, start - 40) : start]):
            found[start] = match.end(), SHORT_NAMES[short], "place"
        elif (short.count(".") > 1 and short not in _AMBIGUOUS) or short == "NSW":
            found[start] = match.end(), SHORT_NAMES[short], WITHIN
    for match in _POSTAL.finditer(text):
        if _BEHIND_TOWN.search(text[max(0, match.start() - 40) : match.start()]) and not text.isupper():
            found[match.start()] = match.end(), POSTAL_CODES[match[0]], "place"
    return found


def mark_within(
    left: Sequence[Left],
    found: Sequence[PlaceMention],
    *,
    gazetteer: Gazetteer,
    persons: Collection[str],
    lowered: Collection[str],
) -> Iterator[PlaceMention]:
    """The mentions of role "within" among the names that were left, none over one that was found."""
    told = {fold_name(mention.name) for mention in found}
    taken = sorted((mention.start, mention.end) for mention in found)
    for one in left:
        base, name = one.sentence.start, one.name
        start, end = base + one.words[one.at].start, base + one.words[one.last].end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        places = gazetteer.exact(name)
        if not places or not _is_name_of_place(one, places, gazetteer=gazetteer, persons=persons, lowered=lowered):
            continue
        if fold_name(name) in told or _stands_for_place(one, places[0]):
            taken.append((start, end))
            yield PlaceMention(start=start, end=end, surface=name, name=name, relation_start=start, role_hint=WITHIN)


def _is_name_of_place(
    one: Left,
    places: Sequence[GazetteerPlace],
    *,
    gazetteer: Gazetteer,
    persons: Collection[str],
    lowered: Collection[str],
) -> bool:
    """Nothing says that the words are a person's name, a common word or a people's."""
    words, name = one.words, one.name
    folded = fold_name(name)
    country = gazetteer.country(name) is not None
    if country and not any(place.precision == "country" for place in places[:2]):
        return False
    if folded in NEVER_NAMES or (folded in COMMON_NAMES and not country) or folded in OPENERS:
        return False
    if one.at == one.last and (words[one.at].lower in persons or (words[one.at].lower in lowered and not country)):
        return False
    if one.at == 0:
        return True
    before = words[one.at - 1]
    if one.sentence.text[before.end : words[one.at].start] not in (" ", ". "):
        return True
    if before.lower in NOT_PLACE_BEFORE:
        return False
    return (
        not before.name
        or before.lower in OPENERS
        or before.lower in DIRECTIONS
        or gazetteer.country(before.text) is not None
    )


def _stands_for_place(one: Left, best: GazetteerPlace) -> bool:
    """A country's short form, or a well-known place or a county within an institution's name."""
    text, name = one.sentence.text, one.name
    start, end = one.words[one.at].start, one.words[one.last].end
    if best.precision == "country" and name.isupper():
        return True
    typed = TYPE_WORDS.get(one.words[one.last].lower) in ("admin1", "admin2") and one.at < one.last
    if not (typed or is_large(best, name)):
        return False
    if typed or _UNIVERSITY.search(text[max(0, start - 20) : start]):
        return True
    following = one.words[one.last + 1 : one.last + 6]
    reach = end
    for word in following:
        if not (word.name or word.lower in ("of", "and", "the")) or text[reach : word.start] not in (" ", " & "):
            break
        if word.lower in INSTITUTIONS:
            return True
        reach = word.end
    return False
