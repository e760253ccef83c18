"""Scores of response templates against key templates, without a person at the scorer.

Source: scoring-guidelines.v7. What it leaves to the scorer's judgement is decided here, to the lower credit in doubt:
a string with more words before the key's is correct, one with more after it, a part of it, or one with its head noun
is partial; a tag is right only where the string it refers to would be fully correct.
Templates are paired for the greatest credit, where the type matches at least partly and so does a perpetrator or a
target (section 3.2.1). Precision and recall count a partial match as half. ALL TEMPLATES counts every slot of an
unpaired template as missing or spurious; MATCHED ONLY leaves unpaired templates out. Optional templates and
fillers cost nothing where they are not answered. The template number itself is in no total.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Filler, Template
from evaluation.public.muc4.words import NONESSENTIAL
from evaluation.public.pairing import pair_best

_WORD = re.compile(r"[A-Z0-9][A-Z0-9.'\-]*")
_NUMBER = re.compile(r"\d+$")
_HEAD_ENDS = frozenset("OF IN FROM WITH WHO WHICH THAT FOR AT ON BY NEAR BELONGING INCLUDING".split())
_MONTHS = {name: at for at, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")
# Section 3.2.7: the response may be a superset of the key.
_INSTRUMENT_ABOVE: Mapping[str, tuple[str, ...]] = {
    "MACHINE GUN": ("GUN",),
    "MORTAR": ("GUN",),
    "HANDGUN": ("GUN",),
    "RIFLE": ("GUN",),
    "BOMB": ("EXPLOSIVE",),
    "VEHICLE BOMB": ("BOMB", "EXPLOSIVE"),
    "DYNAMITE": ("BOMB", "EXPLOSIVE"),
    "MINE": ("BOMB", "EXPLOSIVE"),
    "AERIAL BOMB": ("BOMB", "EXPLOSIVE"),
    "GRENADE": ("EXPLOSIVE",),
    "MOLOTOV COCKTAIL": ("EXPLOSIVE",),
    "MISSILE": ("PROJECTILE",),
    "ROCKET": ("PROJECTILE",),
}
# Sections 3.2.11, 3.2.13, 3.2.16, 3.2.20 and 3.2.23: (key, response) pairs of half credit.
_HALF: Mapping[int, frozenset[tuple[str, str]]] = {
    keys.CONFIDENCE: frozenset({("SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED")}),
    keys.PHYS_TYPE: frozenset({("GOVERNMENT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE")}),
    keys.PHYS_EFFECT: frozenset({("SOME DAMAGE", "DESTROYED")}),
    keys.HUM_TYPE: frozenset(
        {
            ("FORMER GOVERNMENT OFFICIAL", "GOVERNMENT OFFICIAL"),
            ("FORMER ACTIVE MILITARY", "ACTIVE MILITARY"),
            ("GOVERNMENT OFFICIAL", "POLITICAL FIGURE"),
        }
    ),
    keys.HUM_EFFECT: frozenset({("NO INJURY OR DEATH", "NO INJURY"), ("NO INJURY OR DEATH", "NO DEATH")}),
}
_CONTENT = (
    keys.PERP_IND,
    keys.PERP_ORG,
    keys.PHYS_ID,
    keys.PHYS_TYPE,
    keys.HUM_NAME,
    keys.HUM_DESCRIPTION,
    keys.HUM_TYPE,
)


@dataclass(slots=True)
class Marks:
    """Correct, partial, incorrect, spurious, missing."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0

    def __iadd__(self, other: Marks) -> Marks:
        self.correct += other.correct
        self.partial += other.partial
        self.incorrect += other.incorrect
        self.spurious += other.spurious
        self.missing += other.missing
        return self

    @property
    def credit(self) -> float:
        """Correct, and partial by half."""
        return self.correct + 0.5 * self.partial

    @property
    def possible(self) -> int:
        """What the key asks for."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """What was answered."""
        return self.correct + self.partial + self.incorrect + self.spurious


@dataclass(slots=True)
class Scores:
    """Marks by slot: over paired templates, over unpaired ones, and how many templates there were."""

    matched: dict[int, Marks] = field(default_factory=lambda: defaultdict(Marks))
    unmatched: dict[int, Marks] = field(default_factory=lambda: defaultdict(Marks))
    templates: Marks = field(default_factory=Marks)

    def slot(self, slot: int) -> Marks:
        """The slot over all templates."""
        total = Marks()
        total += self.matched[slot]
        total += self.unmatched[slot]
        return total

    def total(self, slots: Iterable[int] = keys.SLOTS, *, matched_only: bool = False) -> Marks:
        """The ALL TEMPLATES row, or the MATCHED ONLY row."""
        total = Marks()
        for slot in slots:
            total += self.matched[slot] if matched_only else self.slot(slot)
        return total


def score_message(key: Sequence[Template], response: Sequence[Template], scores: Scores) -> None:
    """Add one message's templates to the scores."""
    pairs = align(key, response)
    for k, r in pairs:
        for slot in keys.SLOTS:
            if slot not in key[k].inapplicable:
                scores.matched[slot] += mark_slot(key[k].fillers(slot), response[r].fillers(slot), slot=slot)
    found, used = {k for k, _ in pairs}, {r for _, r in pairs}
    scores.templates.correct += len(pairs)
    for at, template in enumerate(key):
        if at not in found and not template.optional:
            scores.templates.missing += 1
            for slot in keys.SLOTS:
                scores.unmatched[slot].missing += sum(not filler.optional for filler in template.fillers(slot))
    for at, template in enumerate(response):
        if at not in used:
            scores.templates.spurious += 1
            for slot in keys.SLOTS:
                scores.unmatched[slot].spurious += len(template.fillers(slot))


def align(key: Sequence[Template], response: Sequence[Template]) -> list[tuple[int, int]]:
    """(key, response) pairs of the greatest credit, where content allows."""
    return pair_best([[_likeness(k, r) for r in response] for k in key])


def _likeness(key: Template, response: Template) -> float:
    def marks(slot: int) -> Marks:
        return mark_slot(key.fillers(slot), response.fillers(slot), slot=slot)

    if not marks(keys.TYPE).credit or not any(marks(slot).credit for slot in _CONTENT):
        return 0.0
    return sum(marks(slot).credit for slot in keys.SLOTS if slot not in key.inapplicable)


def mark_slot(key: Sequence[Filler], response: Sequence[Filler], *, slot: int) -> Marks:
    """One slot of a pair: best pairs of fillers first, then what is left against what is left."""
    worth = [[credit(k, r, slot=slot) for r in response] for k in key]
    pairs = pair_best(worth)
    marks = Marks()
    for k, r in pairs:
        marks.correct += worth[k][r] == 1.0
        marks.partial += worth[k][r] == 0.5
    found = {k for k, _ in pairs}
    asked = sum(at not in found and not filler.optional for at, filler in enumerate(key))
    left = len(response) - len(pairs)
    marks.incorrect = min(asked, left)
    marks.missing = asked - marks.incorrect
    marks.spurious = left - marks.incorrect
    return marks


def credit(key: Filler, response: Filler, *, slot: int) -> float:
    """1 correct, 0.5 partial, 0 incorrect; the response has one value and at most one tag."""
    said = response.values[0]
    if slot == keys.DATE:
        return max(date_credit(value, said) for value in key.values)
    if slot == keys.LOCATION:
        return max(location_credit(value, said) for value in key.values)
    if slot in keys.STRING_SLOTS:
        bare = string_credit(key.values, said)
        return 0.5 if bare == 1.0 and not _tag_is_right(key, response) else bare
    if slot in keys.NUMBER_SLOTS:
        bare = max(number_credit(value, said) for value in key.values)
    else:
        bare = max(set_credit(value, said, slot=slot) for value in key.values)
    return 0.5 if bare == 1.0 and not _tag_is_right(key, response) else bare


def _tag_is_right(key: Filler, response: Filler) -> bool:
    dull = [tags for tags in (key.tags, response.tags) if not tags or tags == ("-",)]
    if dull:
        return len(dull) == 2
    return string_credit(key.tags, response.tags[0]) == 1.0


def set_credit(key: str, said: str, *, slot: int) -> float:
    """Credit of a set fill without its tag."""
    if key == said:
        return 1.0
    if slot == keys.TYPE:
        return 0.5 if said == "ATTACK" else 0.0
    if slot == keys.INSTRUMENT_TYPE:
        return 0.5 if said in _INSTRUMENT_ABOVE.get(key, ()) else 0.0
    return 0.5 if (key, said) in _HALF.get(slot, frozenset()) else 0.0


def number_credit(key: str, said: str) -> float:
    """Credit of a number: half for an end of the key's range, or where the key is only about it."""
    key, said = key.replace(" ", ""), said.replace(" ", "")
    if key == said:
        return 1.0
    return 0.5 if _NUMBER.match(said) and said in (*key.split("-"), key.removeprefix("~")) else 0.0


def string_credit(key: Iterable[str], said: str) -> float:
    """Credit of a string against the key's alternatives."""
    options = [essential_words(value) for value in key]
    words = essential_words(said)
    both = {(*a, *b) for a in options for b in options}
    return max((1.0 if words in both else _words_credit(option, words) for option in options), default=0.0)


def _words_credit(key: tuple[str, ...], said: tuple[str, ...]) -> float:
    if not key or not said:
        return 0.0
    if said[-len(key) :] == key:
        return 1.0
    if _holds(said, key) or _holds(key, said):
        return 0.5
    return 0.5 if _head(key) == _head(said) else 0.0


def essential_words(value: str) -> tuple[str, ...]:
    """Upper-case words without articles, numbers, quantifiers and adjectives of nation, unless nothing else stays."""
    words = tuple(word.strip(".'-") for word in _WORD.findall(value.upper()))
    kept = tuple(word for word in words if word and word not in NONESSENTIAL and not _NUMBER.match(word))
    return kept or words


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))


def _head(words: tuple[str, ...]) -> str:
    for at, word in enumerate(words):
        if word in _HEAD_ENDS and at:
            return words[at - 1]
    return words[-1]


def location_credit(key: str, said: str) -> float:
    """Correct: country and the last-named place agree. Partial: one of the two does, or one end of the key's range."""
    if key == said:
        return 1.0
    key_country, key_places = _location(key)
    country, places = _location(said)
    here = places[-1] if places else ""
    ends = key_places[-1].split(" - ") if key_places else [""]
    if country == key_country:
        return 1.0 if here in ends and len(ends) == 1 else 0.5
    return 0.5 if here and here in ends else 0.0


def _location(words: str) -> tuple[str, list[str]]:
    country, *places = (part.strip() for part in words.upper().split(":"))
    return country, places


def date_credit(key: str, said: str) -> float:
    """Credit of a date, by the two rules of section 3.2.2."""
    if key == said:
        return 1.0
    asked, given = _days(key), _days(said)
    if asked is None or given is None:
        return 0.0
    if asked == given:
        return 1.0
    if given[0] is None:
        return 0.5 if given[1] == asked[1] else 0.0
    if asked[0] is None:
        return 0.5 if given[1] <= asked[1] else 0.0
    return 0.5 if asked[0] <= given[0] and given[1] <= asked[1] else 0.0


def _days(words: str) -> tuple[date | None, date] | None:
    found = [_day(*parts) for parts in _DAY.findall(words)]
    if not found or None in found:
        return None
    days = [day for day in found if day is not None]
    return (None if words.lstrip().startswith("-") else days[0]), days[-1]


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(1900 + int(year), _MONTHS[month], int(day))
    except (KeyError, ValueError):
        return None
