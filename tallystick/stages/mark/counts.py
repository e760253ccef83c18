"""Counts of people with their outcome, and of strikes.

A cue ("killed", "were wounded", "death toll", "casualties") governs the numbered phrases that are its object, or the
subject of its passive; what it does not govern is not marked, so ages, distances and things drop out by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.knowledge.outcomes import CUE_WORDS, STEMS
from tallystick.records.mention import CountMention, Sentence
from tallystick.records.referent import Count, Quantity
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_cues import Cue, find_cues, find_headline_person
from tallystick.stages.mark.count_figures import FIGURE_WORDS, mark_figures, mark_groups
from tallystick.stages.mark.count_phrases import find_phrases
from tallystick.stages.mark.count_scan import CLAIMS_LIVES, Found, Scan, only_people
from tallystick.stages.mark.count_words import BE, CONNECTORS, INCLUDING, Phrase, Words, split_words

_KILLED, _CAPTURED, _DISPLACED = ClaimField.KILLED, ClaimField.CAPTURED, ClaimField.DISPLACED

_SAYING = frozenset("said says reported reports put puts counted gave cited confirmed claimed".split())

_RETURNED = frozenset(
    "exchange exchanged exchanges swap swapped swaps returned handed repatriated heavenly return".split()
)

_TAKING = frozenset("took take takes taking taken seized holding hold holds held".split())

_HOUSING = frozenset("home housing houses hosting hosts sheltering shelters".split())

_STRIKE_ENDINGS = ("strikes", "strike", "attacks", "attack", "raids", "raid", "explosions", "blasts", "bombings")

_COUNTED_THINGS = frozenset(
    "explosion blast bombing sorties shellings bombardments detonations ambushes assaults hostage hostages prisoner "
    "prisoners captive custody without bodies corpses times occasions".split()
)


def mark_counts(sentences: Sequence[Sentence]) -> tuple[CountMention, ...]:
    """Counts of people and of strikes, in the order of the text."""
    mentions: list[CountMention] = []
    for sentence in sentences:
        lowered = sentence.text.lower()
        for stem in STEMS:
            if stem in lowered:
                break
        else:
            continue
        words = split_words(sentence.text)
        cues = find_cues(words)
        if not cues and not _may_strike(words) and FIGURE_WORDS.isdisjoint(words.low):
            continue
        phrases = find_phrases(words)
        person = find_headline_person(words, cues)
        if person is not None and not (phrases and phrases[0].first < person.last):
            phrases.insert(0, person)
        if not phrases:
            continue
        counted = any(mention.field is _KILLED for mention in mentions)
        found = _govern(words, phrases, cues, counted=counted)
        mentions.extend(_mentions(sentence, words, phrases, found, offset=len(mentions), earlier=mentions))
    return tuple(mentions)


def _may_strike(words: Words) -> bool:
    """Whether a sentence without a cue may still count strikes, bodies or hostages."""
    return any(word in _COUNTED_THINGS or word.endswith(_STRIKE_ENDINGS) for word in words.low)


def _govern(words: Words, phrases: list[Phrase], cues: list[Cue], *, counted: bool) -> Found:
    found = Found({}, {}, {})
    starts = {phrase.first: number for number, phrase in enumerate(phrases)}
    ends: dict[int, int] = {}
    for number, phrase in enumerate(phrases):
        ends[phrase.last] = number
        ends[phrase.tail] = number
    cue_at = {index: cue for cue in cues for index in range(cue.first, cue.last)}
    scan = Scan(words, phrases, starts, ends, cue_at, found)
    for cue in cues:
        for number in scan.governed(cue):
            if number in found.field or cue.field is None:
                continue
            phrase = phrases[number]
            if cue.field is _DISPLACED and _HOUSING & set(words.low[max(0, phrase.first - 5) : phrase.first]):
                continue
            if phrase.outcome is not None or (phrase.guess and not only_people(cue, words)):
                continue
            found.field[number] = cue.field
            found.cue[number] = (cue.first, cue.last)
    _outcome_nouns(words, phrases, found)
    _taken(words, phrases, found)
    _times_struck(words, phrases, found)
    _rivals(words, phrases, found)
    mark_figures(words, phrases, found, counted=counted)
    _parts(words, phrases, found)
    mark_groups(words, phrases, found)
    return found


def _outcome_nouns(words: Words, phrases: list[Phrase], found: Found) -> None:
    """Phrases whose noun is the outcome: "12 deaths", "no casualties", "two airstrikes"; then "wounded soldiers"."""
    low = words.low
    for number, phrase in enumerate(phrases):
        if number in found.field:
            continue
        if phrase.hurt is not None:
            field = CUE_WORDS[low[phrase.hurt]][0] if low[phrase.hurt] in CUE_WORDS else _KILLED
            found.field[number], found.cue[number] = field, (phrase.hurt, phrase.hurt + 1)
            continue
        if phrase.outcome is None or phrase.head is None:
            continue
        noun = low[phrase.head]
        nearby = set(low[max(0, phrase.first - 5) : phrase.first])
        after = set(low[phrase.last : phrase.last + 8])
        if noun == "lives" and not nearby & CLAIMS_LIVES and "lost" not in after:
            continue
        if noun in ("bodies", "corpses") and (nearby | after) & _RETURNED:
            continue
        if noun in ("hostages", "prisoners") and not nearby & {"took", "taking", "taken", "captured", "seized"}:
            continue
        if noun == "death" and phrase.quantity.low != 0 and low[phrase.first] in ("a", "an", "another"):
            continue
        if noun in ("wounds", "injury") and phrase.quantity.low != 0:
            continue
        found.field[number], found.cue[number] = phrase.outcome, (phrase.head, phrase.head + 1)
    _absent(words, phrases, found)


def _taken(words: Words, phrases: list[Phrase], found: Found) -> None:
    """ "Took 12 people hostage", with the words of the taking on both sides."""
    low = words.low
    for number, phrase in enumerate(phrases):
        after = low[phrase.tail : phrase.tail + 2]
        if number in found.field or not after:
            continue
        held = after[0] in ("hostage", "prisoner", "captive") or after == ["into", "custody"]
        if held and _TAKING & set(low[max(0, phrase.first - 4) : phrase.first]):
            found.field[number], found.cue[number] = _CAPTURED, (phrase.tail, phrase.tail + len(after[:1]))


_STRUCK = frozenset("attacked bombed hit struck shelled bombarded targeted raided attack shell".split())


def _times_struck(words: Words, phrases: list[Phrase], found: Found) -> None:
    """ "Attacked at least 34 times" counts the attacks."""
    low = words.low
    for number, phrase in enumerate(phrases):
        if number in found.field or not phrase.bare or phrase.quantity.high == 0:
            continue
        nearby = set(low[max(0, phrase.first - 5) : phrase.first])
        if low[phrase.last : phrase.last + 1] in (["times"], ["occasions"]) and nearby & _STRUCK:
            found.field[number], found.cue[number] = ClaimField.STRIKES, (phrase.last, phrase.last + 1)


def _absent(words: Words, phrases: list[Phrase], found: Found) -> None:
    """ "No immediate reports of casualties" says nothing, so it is no count of zero."""
    low = words.low
    for number, phrase in enumerate(phrases):
        if number in found.field and phrase.quantity.high == 0 and phrase.outcome is not None:
            inside = low[phrase.first : phrase.last] + low[phrase.last : phrase.last + 4]
            if "immediate" in inside or "immediately" in inside or "yet" in inside or "known" in inside:
                del found.field[number]


def _is_part(low: list[str], phrase: Phrase, lead: list[str]) -> bool:
    """Whether the words around the phrase say that a larger count includes it."""
    if phrase.partitive or (lead and lead[-1] in INCLUDING):
        return True
    if lead[-2:] in (["among", "them"], ["of", "whom"], ["among", "whom"], ["including", "at"]):
        return True
    after = low[phrase.last : phrase.last + 3]
    return (after[:2] == ["among", "them"] and (len(after) == 2 or not after[2][0].isalnum())) or after[:1] == [
        "included"
    ]


def _parts(words: Words, phrases: list[Phrase], found: Found) -> None:
    """Parts of a count: "including three children", "two of them women"; they never stand for themselves."""
    low = words.low
    for number, phrase in enumerate(phrases):
        if number == 0 or phrase.outcome is not None:
            continue
        gap = low[phrases[number - 1].tail : phrase.first]
        lead = low[max(0, phrase.first - 3) : phrase.first]
        if lead[-1:] == ["among"] and len(lead) > 1 and lead[-2] in BE:
            if number in found.field and number - 1 not in found.field and not gap[:-2]:
                found.field[number - 1], found.cue[number - 1] = found.field[number], found.cue[number]
            if found.field.get(number) is not None and found.field.get(number) is found.field.get(number - 1):
                found.whole[number - 1] = number
            continue
        first_part = _is_part(low, phrase, lead)
        follows = number - 1 in found.whole and gap and all(word in CONNECTORS for word in gap)
        if follows and number in found.field and found.field[number] is not found.field.get(number - 1):
            follows = False
        if first_part:
            whole = next(
                (
                    other
                    for other in range(number - 1, -1, -1)
                    if other in found.field
                    and other not in found.whole
                    and found.field[other] is not ClaimField.STRIKES
                ),
                None,
            )
        elif follows:
            whole = found.whole[number - 1]
        else:
            continue
        if whole is None or (
            phrase.bare and phrase.group == "all" and phrase.head is None and number not in found.field
        ):
            continue
        found.whole[number] = whole
        found.field[number] = found.field[whole]
        found.cue[number] = found.cue[whole]


def _rivals(words: Words, phrases: list[Phrase], found: Found) -> None:
    """A second teller's figure: "63 dead according to X, 89 according to Y", "while Y said 89"."""
    low = words.low
    for number, phrase in enumerate(phrases):
        more = low[phrase.first] in ("another", "further") and low[phrase.first - 1 : phrase.first] == ["and"]
        if number in found.field or phrase.partitive or phrase.outcome is not None or not (phrase.bare or more):
            continue
        earlier = [other for other in found.field if other < number and found.field[other] is not ClaimField.STRIKES]
        if not earlier:
            continue
        placed = (
            phrase.first > 0
            and low[phrase.first - 1] in (",", "and")
            and low[phrase.last : phrase.last + 1] in (["in"], ["at"], ["near"])
            and low[found.cue[earlier[-1]][1] : found.cue[earlier[-1]][1] + 1] in (["in"], ["at"], ["near"])
        )
        attributed = low[phrase.last : phrase.last + 2] == ["according", "to"]
        ends = phrase.last >= len(low) or low[phrase.last] in (".", ";", ",")
        told = phrase.first > 0 and low[phrase.first - 1] in _SAYING and ends
        put = (
            "at" in low[max(0, phrase.first - 1) : phrase.first]
            and "put" in low[max(0, phrase.first - 8) : phrase.first]
        )
        if attributed or told or placed or more or (put and ends):
            first = earlier[-1] if placed else earlier[0]
            found.field[number], found.cue[number] = found.field[first], found.cue[first]


def _whole_before(earlier: list[CountMention], field: ClaimField) -> int | None:
    """The last count of that field that is no part itself: what "three of the dead" are a part of."""
    for place in range(len(earlier) - 1, -1, -1):
        if earlier[place].field is field and earlier[place].part_of is None:
            return place
    return None


def _mentions(
    sentence: Sentence,
    words: Words,
    phrases: list[Phrase],
    found: Found,
    *,
    offset: int,
    earlier: list[CountMention],
) -> list[CountMention]:
    marked = sorted(found.field)
    place_of = {number: offset + place for place, number in enumerate(marked)}
    made: list[CountMention] = []
    group, of = "all", None
    for number in marked:
        phrase, field = phrases[number], found.field[number]
        start, end = words.start[phrase.first], words.end[phrase.last - 1]
        quantity = phrase.quantity
        first, last = found.cue[number]
        if field is ClaimField.STRIKES:
            count: Count | Quantity = quantity
        else:
            if phrase.bare and phrase.group == "all" and phrase.of is None:
                kind, side = group, of
            else:
                kind, side = phrase.group, phrase.of
            count = Count(
                low=quantity.low,
                high=quantity.high,
                approximate=quantity.approximate,
                vague=quantity.vague,
                group="families" if field is _DISPLACED and "famil" in sentence.text[start:end].lower() else kind,
            )
            if number not in found.whole:
                group, of = kind, side
        part_of = place_of.get(found.whole[number]) if number in found.whole else None
        among = words.low[last : last + 1] in (["included"], ["includes"], ["include"])
        if (among or (phrase.partitive and phrase.hurt == first)) and part_of is None:
            part_of = _whole_before(earlier, field)
        made.append(
            CountMention(
                start=sentence.start + start,
                end=sentence.start + end,
                surface=sentence.text[start:end],
                field=field,
                count=count,
                cue_start=sentence.start + words.start[first],
                cue_end=sentence.start + words.end[last - 1],
                of_surface=None if field is ClaimField.STRIKES else side,
                part_of=part_of,
            )
        )
    return made
