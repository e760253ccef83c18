"""Marks things hit, seized, damaged or destroyed, with how many: a noun of the table beside a word of effect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.knowledge.lexicon import Words, split_words
from tallystick.knowledge.materiel import EffectWord, Materials, Thing, load_materials
from tallystick.knowledge.numbers import NUMBER, read_quantity
from tallystick.records.mention import ObjectMention, Sentence
from tallystick.records.referent import Materiel, Quantity
from tallystick.records.vocabulary import Effect

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_ONE = frozenset({"a", "an"})
_AT = frozenset("in on at near along outside inside beside around towards into to from off by under".split())
_TAKEN_AS = frozenset(
    "captured seized looted stolen recovered burned burnt destroyed damaged flattened wrecked".split()
)
_AFTER_EFFECT = frozenset("in by after as during and on when near at to down".split())
_SETTING = frozenset({"set", "setting"})
_DETERMINERS = frozenset(
    "a an the this that these those its his her their our another each every any other of and or as well along".split()
)
_PHRASE_STOPS = _DETERMINERS | frozenset(
    "in on at to from by with for into near against over after before during when while where who which was were "
    "is are be been being has have had said says will would could not also but than including include includes "
    "followed inside between around about it he she they we i you killing wounding injuring using used causing "
    "leaving beside whose as claims claimed".split()
)
# A word between the verb and the thing that leaves the thing outside the verb's reach.
_REACH_STOPS = frozenset(
    "in at near from with after before when while where who which that was were is are has have had said says by "
    "for against during because but via to ensure could can inside outside under between through around across "
    "towards killing killed wounding".split()
)
_REACH = 14  # words back from a thing to its verb
_AHEAD = 10  # words on from a thing to its participle
_PASSIVE = frozenset(
    "was were is are been being be have has had also badly heavily completely partially partly totally reportedly "
    "severely and set too all later then both allegedly slightly fully seriously largely reduced to".split()
)
_MEASURE = frozenset(
    "kg kilograms kilogrammes kilos tonnes tons ton litres liters metres meters pounds km per percent".split()
)
_MAX_MODIFIERS = 5
_WHERE = frozenset(
    "in of near at on the edge outskirts centre center east west north south "
    "eastern western northern southern state city village town district area region province neighbourhood".split()
)
_SOFT = frozenset({"", ",", "“", '"', "‘", "'", "’", "”", "(", ",“", ", “", ', "', ',"'})
_CLAUSE = frozenset("who which that was were is are has have had said says after before when while because but".split())


@dataclass(frozen=True, slots=True)
class _Noun:
    """A thing by word indices: `start` with its qualifiers, and `number` as character offsets."""

    start: int
    end: int
    number: tuple[int, int] | None
    taken: int | None
    thing: Thing


def mark_objects(sentences: Sequence[Sentence]) -> tuple[ObjectMention, ...]:
    """The mentions in order; a thing that nothing is said to happen to is not marked."""
    materials = load_materials()
    found: list[ObjectMention] = []
    for sentence in sentences:
        words = split_words(sentence.text)
        if materials.things.first.keys().isdisjoint(words.keys) or materials.effects.first.keys().isdisjoint(
            words.keys
        ):
            continue
        for mention in _mark_sentence(sentence, words, materials):
            if not _is_repeat(mention, found, sentence):
                found.append(mention)
    return tuple(found)


def _is_repeat(mention: ObjectMention, found: list[ObjectMention], sentence: Sentence) -> bool:
    """Whether a thing without figure or effect is the one told before: "the market" again, or the headline's."""
    value = mention.materiel
    if value.effect is not None or value.low is not None or value.high is not None or value.vague is not None:
        return False
    head = value.name.rsplit(None, 1)[-1].lower()
    before = sentence.text[: mention.start - sentence.start].rstrip().rsplit(None, 1)[-1:]
    definite = before in (["the"], ["The"], ["this"], ["that"])
    return (definite or sentence.index <= 2) and any(
        other.materiel.name.rsplit(None, 1)[-1].lower() == head for other in found
    )


def _mark_sentence(sentence: Sentence, words: Words, materials: Materials) -> list[ObjectMention]:
    effects = _effects(words, materials)
    if not effects:
        return []
    nouns = _nouns(words, materials, effects)
    found: list[ObjectMention] = []
    skip = 0
    carried: tuple[int, EffectWord] | None = None
    for index, noun in enumerate(nouns):
        if index < skip:
            continue
        effect = _effect_after(words, noun, effects, nouns) or _effect_before(words, noun, effects)
        if effect is None and carried is not None and _continues(words, noun, effects, carried[0]):
            effect = carried[1]
        if effect is None or not _can_suffer(words, noun, effect):
            continue
        last = noun
        skip = index + 1
        while skip < len(nouns) and _shares_number(words, last, nouns[skip]):
            last = nouns[skip]
            skip += 1
        carried = (last.end, effect)
        found.append(_mention(sentence, words, noun, last, effect))
    return found


def _can_suffer(words: Words, noun: _Noun, effect: EffectWord) -> bool:
    """Whether this may happen to the thing: munitions are not "hit", a "home to thousands" is no house."""
    if noun.thing.group == "munition" and (effect.effect is None or effect.bursts):
        return False
    if words.keys[noun.end - 1] == "home":
        before = words.keys[noun.start - 1] if noun.start else ""
        return (noun.end - noun.start > 1 and words.keys[noun.start] != "way") or before in (
            "a",
            "the",
            "his",
            "her",
            "their",
            "one",
        )
    return True


def _effects(words: Words, materials: Materials) -> dict[int, tuple[int, EffectWord]]:
    """Effect words by the index of their first word, each with the index after its last."""
    found: dict[int, tuple[int, EffectWord]] = {}
    first = materials.effects.first
    for at, key in enumerate(words.keys):
        if key in first:
            hit = materials.effects.longest(words, at)
            if hit is not None:
                found[at] = hit
    return found


def _nouns(words: Words, materials: Materials, effects: dict[int, tuple[int, EffectWord]]) -> list[_Noun]:
    numbers = {match.end(): match.start() for match in _NUMBER.finditer(words.text)}
    inside = {}
    for stop, start in numbers.items():
        inside[stop] = start
    found: list[_Noun] = []
    first = materials.things.first
    size = len(words)
    at = 0
    floor = 0
    while at < size:
        if words.keys[at] not in first:
            at += 1
            continue
        hit = materials.things.longest(words, at)
        if hit is None:
            at += 1
            continue
        end = hit[0]
        while end < size and not words.broken[end] and words.keys[end] in first:
            longer = materials.things.longest(words, end)
            if longer is None:
                break
            hit, end = longer, longer[0]
        if end < size and words.joined[end]:
            at = end
            continue
        if at in effects and (end == at + 1):  # "strikes", "targets" read as a verb
            at = end
            continue
        start = at
        while start > floor and at - start < _MAX_MODIFIERS and not words.broken[start]:
            before = start - 1
            if (
                (words.keys[before] in _PHRASE_STOPS and not _is_name(words, before))
                or words.ends[before] in inside
                or _within(effects, before)
            ):
                break
            calibre = words.keys[start] == "mm" or (words.keys[start].isdigit() and words.keys[start + 1] == "mm")
            if words.keys[before].isdigit() and not words.joined[start] and not calibre:
                break
            start -= 1
        number = _number_before(words, start, inside)
        taken = None
        if number is None and start and start - 1 in effects and words.keys[start - 1] in _TAKEN_AS:
            number = _number_before(words, start - 1, inside)
            taken = start - 1 if number is not None or words.keys[start - 2 : start - 1] in (("a",), ("an",)) else None
        found.append(_Noun(start=start, end=end, number=number, taken=taken, thing=hit[1]))
        floor = end
        at = end
    return found


def _is_name(words: Words, at: int) -> bool:
    """Whether "IS" is the name."""
    return words.text[words.starts[at] : words.ends[at]] == "IS"


def _within(effects: dict[int, tuple[int, EffectWord]], at: int) -> bool:
    return any(back in effects and effects[back][0] > at for back in (at, at - 1, at - 2))


def _number_before(words: Words, start: int, inside: dict[int, int]) -> tuple[int, int] | None:
    """The number that stands right before the phrase, unless it is one of a measure."""
    before = start - 1
    steps = 0
    while before >= 0 and words.keys[before] in ("of", "the", "its", "their", "other", "these", "head") and steps < 3:
        if words.ends[before] in inside:
            break
        before -= 1
        steps += 1
    if before < 0 or words.keys[before] in _MEASURE:
        return None
    stop = words.ends[before]
    return (inside[stop], stop) if stop in inside else None


def _first_word(words: Words, noun: _Noun) -> int:
    """The index of the phrase's first word, its number counted in."""
    first = noun.start
    if noun.number is not None:
        while first > 0 and words.starts[first - 1] >= noun.number[0]:
            first -= 1
    return first


def _continues(words: Words, noun: _Noun, effects: dict[int, tuple[int, EffectWord]], since: int) -> bool:
    """Whether the phrase is joined by "and" to the thing before it, with no other verb between."""
    first = _first_word(words, noun)
    while first > since and words.keys[first - 1] in ("a", "an", "the", "another"):
        first -= 1
    if first <= since or words.keys[first - 1] not in ("and", "including", "also"):
        return False
    between = range(since, first)
    return not any(at in effects or words.keys[at] in _CLAUSE for at in between)


def _effect_before(words: Words, noun: _Noun, effects: dict[int, tuple[int, EffectWord]]) -> EffectWord | None:
    first = _first_word(words, noun)
    if noun.taken is not None:
        return effects[noun.taken][1]
    floor = max(0, first - _REACH)
    located = _is_located(words, first)
    here = first - 1
    while here >= floor:
        for back in range(max(0, here - 6), here + 1):
            hit = effects.get(back)
            if hit is not None and hit[0] == here + 1:
                if located and here + 1 < first - 2:
                    return None
                passive = (
                    back > 0 and words.keys[back - 1] in ("was", "were", "been", "being", "be") and not hit[1].noun
                )
                return None if passive else hit[1]
        key = words.keys[here]
        if key in _REACH_STOPS:
            return None
        if words.broken[here + 1] and words.text[words.ends[here] : words.starts[here + 1]].strip() not in _SOFT:
            return None
        here -= 1
    return None


def _is_located(words: Words, first: int) -> bool:
    """Whether the phrase only says where ("on the road")."""
    before = first - 1
    while (
        before >= 0
        and words.keys[before] in ("the", "a", "an", "his", "her", "their", "its")
        and not words.broken[before + 1]
    ):
        before -= 1
    return before >= 0 and words.keys[before] in _AT and not words.broken[before + 1]


def _effect_after(
    words: Words, noun: _Noun, effects: dict[int, tuple[int, EffectWord]], nouns: list[_Noun]
) -> EffectWord | None:
    if _is_located(words, _first_word(words, noun)) and any(other.end < noun.start for other in nouns):
        return None
    here = noun.end
    seen_passive = not _SETTING.isdisjoint(words.keys[max(0, noun.start - 2) : noun.start])
    while here < len(words) and here - noun.end < _AHEAD:
        if words.broken[here]:
            return None
        hit = effects.get(here)
        if hit is not None and not hit[1].noun:
            direct = here == noun.end and (
                (hit[1].effect in (Effect.DESTROYED, Effect.DAMAGED) and words.keys[here].endswith(("ed", "t")))
                or (noun.number is not None and words.keys[here] in ("driven", "carried", "stolen"))
            )
            ends_clause = hit[0] >= len(words) or words.broken[hit[0]] or words.keys[hit[0]] in _AFTER_EFFECT
            return hit[1] if seen_passive or (direct and ends_clause) else None
        key = words.keys[here]
        if key in ("was", "were", "been", "being", "be", "are", "is"):
            seen_passive = True
        elif (
            key not in _PASSIVE
            and key not in _WHERE
            and not words.upper[here]
            and not any(other.start <= here < other.end for other in nouns)
        ):
            return None
        here += 1
    return None


def _shares_number(words: Words, one: _Noun, other: _Noun) -> bool:
    """Whether "mortars and rockets" go under one number."""
    return (
        one.number is not None
        and other.number is None
        and other.start == one.end + 1
        and words.keys[one.end] in ("and", "or")
        and not words.broken[other.start]
        and not words.broken[one.end]
        and words.keys[other.end - 1].endswith("s")
    )


def _mention(sentence: Sentence, words: Words, noun: _Noun, last: _Noun, effect: EffectWord) -> ObjectMention:
    begin = noun.number[0] if noun.number is not None else words.starts[noun.start]
    stop = words.ends[last.end - 1]
    quantity = read_quantity(sentence.text[slice(*noun.number)]) if noun.number is not None else None
    value = effect.effect
    if effect.looting and noun.thing.group == "building":
        value = Effect.DAMAGED
    one = not noun.thing.plural and _has_article(words, noun)
    if quantity is None and one and (noun.thing.group == "vehicle" or value is not None):
        quantity = Quantity(low=1, high=1)
    quantity = quantity or Quantity()
    if quantity.high == 0 and quantity.low == 0:
        value = Effect.NONE
    name = " ".join(sentence.text[words.starts[noun.start] : stop].split())
    return ObjectMention(
        start=sentence.start + begin,
        end=sentence.start + stop,
        surface=sentence.text[begin:stop],
        materiel=Materiel(
            name=_trim(name),
            effect=value,
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            vague=quantity.vague,
        ),
    )


def _has_article(words: Words, noun: _Noun) -> bool:
    """Whether "a" or "an" counts the thing."""
    first = noun.taken if noun.taken is not None else noun.start
    return first > 0 and words.keys[first - 1] in _ONE and not words.broken[first]


def _trim(name: str) -> str:
    """The name without what only counts or compares."""
    head, _, rest = name.partition(" ")
    return (
        rest if rest and head.lower() in ("different", "other", "separate", "additional", "more", "further") else name
    )
