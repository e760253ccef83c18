"""Marks names read as places, with the words that say what kind of place and how one stands to it.

A name is a run of capitalised words that the gazetteer knows. A name of a large place is taken wherever it is
not part of a longer name; a name of a small one only where the words round it say that it is a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tallystick.knowledge.gazetteer import Gazetteer, GazetteerPlace
from tallystick.knowledge.names import ARTICLES, fold_name
from tallystick.knowledge.persons import GIVEN_NAMES
from tallystick.knowledge.place_words import (
    COMMON_NAMES,
    DIRECTIONS,
    GOVERNMENT_AFTER,
    LOCATIVES,
    METONYMS,
    NEVER_NAMES,
    NOT_PLACE_AFTER,
    NOT_PLACE_BEFORE,
    OPENERS,
    ORGANISATION_BEFORE,
    TYPE_AFTER,
    TYPE_WORDS,
    TYPES,
)
from tallystick.records.mention import PlaceMention, Sentence
from tallystick.records.report import Report
from tallystick.stages.mark.place_names import Word, is_distinct, is_large, longest_name, words_of
from tallystick.stages.mark.places_within import Left, mark_within, short_names

LOOK_BACK: Final = 90  # characters before a name that are read for relation words

# A town so followed is the scene, not the government that sits there.
_PASSIVE = frozenset("was is attacked hit struck bombed invaded fired launched".split())
_GOVERNING = frozenset("has had will would wants insists denies".split())  # after a capital: its government
_HYPHENED = frozenset("led based backed made style aligned sponsored born held controlled run allied".split())
_FUNCTION_WORDS = frozenset(
    """and or in on at to is was has had were are have will would that which who where when while
    after before since""".split()
)
_PARTS_OF_TOWNS = frozenset(
    """neighbourhood neighborhood quarter hospital mosque market church school station stadium prison road facility
    plant barracks district bridge airport base sector state""".split()
)
_EVENTS = frozenset(
    """attack attacks strike strikes airstrike airstrikes war missile missiles explosion explosions blast blasts
    shelling bombing bombings crash fire protest protests clashes fighting conflict violence massacre killings
    shooting raid raids coup battle offensive floods""".split()
)
_OF_PLACE = re.compile(
    r"\b(?:invasion|bombing|bombardment|shelling|occupation|annexation|attacks?|parts?|areas?|regions?|provinces?|"
    r"swath(?:e|s|es)?|much|most|rest|coast|skies|villages?|towns?|cit(?:y|ies)|territory|countryside|capital|"
    r"north|south|east|west|cent(?:er|re)|heart|all|quarter|third|half) of (?:the )?$",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r" (?:Police|Health|Media|Military|Civil|Medical|Security|Provincial|City)"
    r" (?:Command|Directorate|Council|Cent(?:er|re)|Office|Department|Authority)"
)
_LONE_ARTICLES = frozenset(("al", "el", "ash", "ad", "ar", "az", "ez", "ain"))  # "as" and "an" are English words
_TAILS = LOCATIVES | {"by", "the", "with", "nearby", "(in", "(near", "“in", "central"}
_BEFORE_NAME = ("of ", "of the ", "called ", "named ")
_TYPE_BEFORE = re.compile(
    rf"(?:\b[Tt]he )?(?:\b[a-z-]+(?:ern|al|ed|held) )?\b({TYPES}|cities)(s|es)? (?:of|called|named) (?:the )?$",
    re.IGNORECASE,
)
_COMPASS = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
_RELATION = re.compile(
    rf"""(?:^|(?<=[\s(“"‘']))(
      (?:about|around|some|roughly|nearly|just|approximately)?\s*\d[\d.,]*[\s-]*(?:kms?|kilomet(?:er|re)s?|miles?|mi)\s*
        (?:\([^)]*\)\s*)?(?:to\sthe\s)?(?:{_COMPASS}(?:ern)?\s)?(?:of|from|outside|away\sfrom)(?:\scentral)?
      |(?:just\s|to\sthe\s)?{_COMPASS}\s(?:of|from)
      |(?:the\s)?(?:{_COMPASS}(?:ern)?\s|surrounding\s)?
        (?:countryside|outskirts|suburbs?|vicinity|environs|edges?|approaches|parts?|areas?)\s(?:of|around|near)
      |(?:close|next|adjacent)\sto|not\sfar\sfrom|(?:just\s)?outside(?:\sof)?|near(?:by)?|around|between
      |off(?:\sthe\scoast\sof)?
      |(?:along\sthe\s|at\sthe\s|on\sthe\s|the\s)?border\s(?:with|between|of)
      |(?:launched|fired|originat(?:ed|ing|es)|(?:taken|took|taking|lifted)\soff|departed|came|departing)\sfrom
      |inside|across|throughout|within|into|toward|towards|from|over|in|at|to|of|on|via|by|against
    )\s+(?:the\s+)?(?:(?:city|town|village)\scentre\sof\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_ADJECTIVE = re.compile(
    rf"(?:^|(?<=\s))((?:far |deep )?(?:{_COMPASS}(?:ern)?|central)) $",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    r"(?:launch|fir|originat|took off|taken off|taking off|depart|lifted off|came).*from$", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:residents?|natives?|men|man|woman|women|people|refugees?|activists?|families|family|villagers?|students?|"
    r"citizens?|nationals?|correspondent|journalist|delegation|doctor|lawmaker|legislator|senator|congressman|"
    r"governor|mayor|bishop|director|head|analyst) (?:of|from) (?:the )?$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:told (?:\w+ ){1,4}(?:in|from|at)|(?:press|news) conference (?:in|at)|"
    r"(?:speaking|spoke) (?:\w+ ){0,4}(?:in|from)|"
    r"(?:talks|summit|meeting|conference|reporters?|said) in|(?:ally|allies) of|statement (?:from|in)|"
    r"(?:diplomats?|embass(?:y|ies)|ambassador|correspondent|based|reporting|banned) (?:in|to|from)) (?:the )?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{2,24}?)?"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w/ .]{1,24}\) ?[-–—:]*| ?(?:—|–|--) ?| - )"
)
_PLURAL = re.compile(
    r"\b(?:provinces|governorates|counties|regions|districts|cities|towns|villages|oblasts|states|suburbs|departments|areas)\b",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"(?:, (?:and )?| and | or |, as well as )(?:in |the )*\Z")


def mark_places(report: Report, *, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The place mentions in order; they do not overlap."""
    read: list[tuple[Sentence, list[Word], bool]] = []
    for sentence in sentences:
        words = words_of(sentence.text)
        read.append((sentence, words, _is_headline(sentence, words)))
    persons = _surnames(read, gazetteer=gazetteer)
    lowered = {word.lower for _, words, _ in read for word in words if not word.name}
    found: list[PlaceMention] = []
    left: list[Left] = []
    for sentence, words, headline in read:
        found.extend(
            _mark_sentence(
                report,
                sentence,
                words,
                headline=headline,
                gazetteer=gazetteer,
                persons=persons,
                lowered=lowered,
                left=left,
            )
        )
    within = mark_within(left, found, gazetteer=gazetteer, persons=persons, lowered=lowered)
    return tuple(sorted((*found, *within), key=lambda mention: (mention.start, mention.end)))


def _surnames(read: Sequence[tuple[Sentence, list[Word], bool]], *, gazetteer: Gazetteer) -> set[str]:
    """Last words of two- and three-word names that are no places: "Austin" after "Lloyd Austin"."""
    found = set()
    for sentence, words, headline in read:
        for first, second in pairwise(words):
            gap = sentence.text[first.end : second.start]
            if (
                second.name
                and (
                    (gap in (" ", ". ") and first.lower in _PERSONAL_TITLES)
                    or (gap == ". " and len(first.text) == 1)
                    or (gap == " " and first.name and first.lower in GIVEN_NAMES and first.lower not in COMMON_NAMES)
                )
                and not gazetteer.has(f"{first.text} {second.text}")
            ):
                found.add(second.lower)
                continue
            if headline:
                continue
            if (
                first.name and second.name and sentence.text[first.end : second.start] == " "
                and not first.text.isupper() and not second.text.isupper()
                and first.lower not in OPENERS and first.lower not in DIRECTIONS and second.lower not in OPENERS
                and second.lower not in TYPE_WORDS and first.lower not in TYPE_WORDS and first.lower not in ARTICLES
                and gazetteer.country(first.text) is None and gazetteer.country(second.text) is None
                and not gazetteer.has(f"{first.text} {second.text}")
                and _PERSON_VERB.match(sentence.text, second.end) is not None
            ):  # fmt: skip
                found.add(second.lower)
    return found


_PERSONAL_TITLES = frozenset("mr mrs ms dr prof sgt sergeant lt capt col gen sen rep gov rev judge officer".split())
_PERSON_VERB = re.compile(
    r"\s*(?:,|said|told|says|has|had|was|is|who|also|confirmed|['’]s|\.|added|announced|vowed|and)"
)


def _is_headline(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether most words carry a capital, so that capitals say nothing."""
    long = [word for word in words if len(word.text) > 3]
    return sentence.is_title or (len(long) > 3 and sum(word.name for word in long) > 0.7 * len(long))


def _mark_sentence(
    report: Report,
    sentence: Sentence,
    words: list[Word],
    *,
    headline: bool,
    gazetteer: Gazetteer,
    persons: set[str],
    lowered: set[str],
    left: list[Left],
) -> list[PlaceMention]:
    text, base = sentence.text, sentence.start
    found: list[PlaceMention] = []
    shorts = short_names(sentence)
    at = 0
    while at < len(words):
        word = words[at]
        if word.start in shorts:
            end, name, role = shorts[word.start]
            found.append(_short(sentence, word.start, end, name=name, role=role))
            while at < len(words) and words[at].start < end:
                at += 1
            continue
        if not word.name and not (word.lower in _LONE_ARTICLES and at + 1 < len(words) and words[at + 1].name):
            at += 1
            continue
        last = longest_name(text, words, at, gazetteer=gazetteer)
        if last is None:
            unknown = _unknown(sentence, words, at)
            if unknown is not None:
                found.append(unknown)
            at += 1
            continue
        name = text[word.start : words[last].end]
        mention = _read(
            report,
            sentence,
            words,
            at,
            last,
            name,
            headline=headline,
            gazetteer=gazetteer,
            persons=persons,
            lowered=lowered,
            before=found,
        )
        if mention is None:
            left.append(Left(sentence=sentence, words=words, at=at, last=last))
            at += 1
            continue
        found.append(mention)
        stop = max(mention.end - base, words[last].end)
        at = last + 1
        while at < len(words) and words[at].start < stop:
            at += 1
    return _spread_types(found, report.text)


def _short(sentence: Sentence, start: int, end: int, *, name: str, role: str) -> PlaceMention:
    """A shortened province with its name in full."""
    return PlaceMention(
        start=sentence.start + start,
        end=sentence.start + end,
        surface=sentence.text[start:end],
        name=name,
        relation_start=sentence.start + start,
        role_hint=role,
    )


def _unknown(sentence: Sentence, words: list[Word], at: int) -> PlaceMention | None:
    """A name that no table holds, called a place by its type word: "the village of X"."""
    text, start = sentence.text, words[at].start
    if not text[max(0, start - 4) : start].endswith(" of ") or words[at].lower in OPENERS:
        return None
    cut = max(0, start - LOOK_BACK)
    of = _TYPE_BEFORE.search(text[cut:start])
    if of is None or TYPE_WORDS.get(of[1].lower()) not in ("settlement", "admin1", "admin2") or of[1] == "Department":
        return None  # "Department of Health"
    last = at
    while (
        last + 1 < len(words) and words[last + 1].name and text[words[last].end : words[last + 1].start] in (" ", "-")
    ):
        last += 1
    begin, end = cut + of.start(), words[last].end
    near = _RELATION.search(text[cut:begin])
    return PlaceMention(
        start=sentence.start + begin,
        end=sentence.start + end,
        surface=text[begin:end],
        name=text[start:end],
        relation=re.sub(r"\s+", " ", near[1].strip().lower()) if near else None,
        relation_start=sentence.start + (cut + near.start(1) if near else begin),
        type_word=_singular(of[1].lower()),
    )


def _read(
    report: Report, sentence: Sentence, words: list[Word], at: int, last: int, name: str, *, headline: bool,
    gazetteer: Gazetteer, persons: set[str], lowered: set[str], before: list[PlaceMention],
) -> PlaceMention | None:  # fmt: skip
    """The mention of this name, or None where the words round it say that it is no place."""
    text, base = sentence.text, sentence.start
    start, end = words[at].start, words[last].end
    single = at == last
    places = gazetteer.exact(name)
    if not places and name.endswith("s") and len(name) > 5:  # a possessive whose apostrophe a feed has dropped
        places = gazetteer.exact(name[:-1])
        if places and (places[0].precision == "country" or places[0].feature.startswith("listed")):
            name = name[:-1]
        else:
            places = ()
    loose = not places
    places = places or gazetteer.find(name)
    if not places:
        return None
    best = places[0]
    if gazetteer.country(name) is not None and not any(place.precision == "country" for place in places[:2]):
        return None
    prefix = text[max(0, start - LOOK_BACK) : start]
    after = TYPE_AFTER.match(text, end)
    if (
        after is not None
        and best.precision == "country"
        and TYPE_WORDS.get(after[1].lower()) != "area"
        and not gazetteer.exact(f"{name} {after[1]}")
    ):
        after = None  # "Syria state television"; but "Niger state"
    of = _TYPE_BEFORE.search(prefix) if prefix.endswith(_BEFORE_NAME) else None
    if of is not None and of[1].lower() in _PARTS_OF_TOWNS:
        of = None
    typed = after is not None or of is not None
    previous = words[at - 1] if at else None
    following = words[last + 1] if last + 1 < len(words) else None
    joined_before = previous is not None and text[previous.end : start] in (" ", "-", ". ")
    joined_after = following is not None and text[end : following.start] in (" ", "-")
    listed = bool(before) and _LIST_GAP.match(report.text[before[-1].end : base + start]) is not None
    dated = start == 0 and name.isupper() and len(name) > 3 and _DATELINE.match(text, end) is not None
    located = (
        of is not None
        or listed
        or dated
        or (
            previous is not None
            and joined_before
            and (
                previous.lower in LOCATIVES
                or previous.lower in DIRECTIONS
                or (previous.lower == "the" and at > 1 and words[at - 2].lower in LOCATIVES)
            )
        )
    )
    if prefix[-20:].lower().endswith(ORGANISATION_BEFORE):
        return None
    if (
        joined_before
        and previous is not None
        and previous.lower.rstrip(".") in NOT_PLACE_BEFORE
        and best.precision not in ("country", "admin1")
    ):
        return None
    if (
        joined_after
        and following is not None
        and _goes_on(text[end : following.start], following, after, headline=headline, gazetteer=gazetteer)
    ):
        return None
    if (
        not headline
        and joined_before
        and previous is not None
        and previous.name
        and not located
        and previous.lower not in OPENERS
        and previous.lower not in DIRECTIONS
    ):
        if gazetteer.country(previous.text) is None and not previous.text.isupper() and at > 1:
            return None
        if at == 1 and single and not is_large(best, name):
            return None
    folded = fold_name(name)
    if folded in NEVER_NAMES:
        return None
    if single:
        if folded in COMMON_NAMES and not typed and not (located and folded not in OPENERS and is_large(best, name)):
            return None
        if loose and not (typed or located):
            return None
        if folded in OPENERS or (name.isupper() and len(name) <= 5 and best.precision != "country" and not dated):
            return None
        if words[at].lower in lowered and not (located and not headline):
            return None
        if words[at].lower in persons and not typed:
            return None
    if not (typed or located or is_large(best, name)):
        return None
    if headline and single and not (is_large(best, name) or (located and previous is not None)):
        return None
    if best.precision == "country" and name.isupper() and not located:
        return None
    if (
        best.precision == "country"
        and name.isupper()
        and following is not None
        and joined_after
        and not following.name
        and following.lower not in _FUNCTION_WORDS
    ):
        return None
    return _mention(
        report,
        sentence,
        start,
        end,
        name,
        best,
        after=after,
        of=of,
        following=following if joined_after else None,
        before=before,
        listed=listed,
        gazetteer=gazetteer,
    )


def _goes_on(gap: str, following: Word, after: re.Match[str] | None, *, headline: bool, gazetteer: Gazetteer) -> bool:
    """Whether the word joined behind the name makes something else of it: a longer name, or a form like "-led"."""
    lower = following.lower
    if following.name and lower in NOT_PLACE_AFTER and not (after and TYPE_WORDS.get(after[1].lower())):
        return True
    if (
        not headline
        and following.name
        and not after
        and lower not in OPENERS
        and not following.text.isupper()
        and gap == " "
        and gazetteer.country(following.text) is None
        and lower not in DIRECTIONS
    ):
        return True
    return gap == "-" and lower in _HYPHENED


def _mention(
    report: Report, sentence: Sentence, start: int, end: int, name: str, best: GazetteerPlace, *,
    after: re.Match[str] | None, of: re.Match[str] | None, following: Word | None,
    before: list[PlaceMention], listed: bool, gazetteer: Gazetteer,
) -> PlaceMention:  # fmt: skip
    text, base = sentence.text, sentence.start
    type_word = None
    span_start, span_end = start, end
    if after is not None:
        type_word = after[1].lower()
        span_end = after.end()
        whole = f"{name} {after[1]}"
        if is_distinct(whole, name, gazetteer=gazetteer):
            name, type_word = whole, None if best.precision == "site" else type_word
    if of is not None and (after is None or TYPE_WORDS.get(of[1].lower()) is not None):
        span_start = max(0, start - LOOK_BACK) + of.start()
        type_word = type_word or of[1].lower()
    cut = max(0, span_start - LOOK_BACK)
    prefix = text[cut:span_start]
    tail = prefix.rstrip().rpartition(" ")[2].lower()
    adjective = _ADJECTIVE.search(prefix) if tail in DIRECTIONS else None
    before_name = prefix[: adjective.start()] if adjective else prefix
    near = _RELATION.search(before_name) if before_name.rstrip().rpartition(" ")[2].lower() in _TAILS else None
    relation = re.sub(r"\s+", " ", near[1].strip().lower()) if near else None
    relation_start = cut + (near.start(1) if near else adjective.start(1) if adjective else len(prefix))
    if adjective is not None:
        compass = adjective[1].lower()
        relation = f"{relation} {compass}" if relation else compass
    if listed and relation is None and before[-1].relation is not None:
        relation = before[-1].relation
    role = _role(
        report,
        sentence,
        start,
        end,
        prefix,
        relation,
        best,
        following,
        before=before,
        listed=listed,
        gazetteer=gazetteer,
    )
    return PlaceMention(
        start=base + span_start,
        end=base + span_end,
        surface=text[span_start:span_end],
        name=name,
        relation=relation,
        relation_start=base + relation_start,
        type_word=_singular(type_word),
        role_hint=role,
    )


def _role(
    report: Report, sentence: Sentence, start: int, end: int, prefix: str, relation: str | None, best: GazetteerPlace,
    following: Word | None, *, before: list[PlaceMention], listed: bool, gazetteer: Gazetteer,
) -> str:  # fmt: skip
    offset = sentence.start
    if report.dateline is not None and report.dateline.start <= offset + start < report.dateline.end:
        return "dateline"
    if start == 0 and _DATELINE.match(sentence.text[end:]) is not None:
        return "dateline"
    tail = prefix.rstrip().rpartition(" ")[2].lower()
    if tail in ("of", "from", "the") and _PERSON.search(prefix) is not None:
        return "person"
    if ((tail in LOCATIVES or tail == "the") and _SPOKEN.search(prefix) is not None) or _OFFICE_AFTER.match(
        sentence.text, end
    ) is not None:
        return "speaker"
    if relation is not None and _LAUNCH.search(relation) is not None:
        return "origin"
    if (
        listed
        and before[-1].role_hint in ("origin", "person", "speaker")
        and not (relation and relation in ("in", "near"))
    ):
        return before[-1].role_hint
    before_is_country = bool(before) and gazetteer.country(before[-1].name) is not None
    governs = best.precision == "country" or (best.precision == "settlement" and best.population > 300_000)
    contained = (
        sentence.text[:start].endswith(", ")
        and bool(before)
        and offset + start - before[-1].end <= 2
        and not before_is_country
    )
    if governs and (relation is None or relation in ("by", "of", "to", "with")) and not contained:
        if following is not None and following.lower in _EVENTS and relation is None:
            return "place"
        if relation == "of" and _OF_PLACE.search(prefix) is not None:
            return "place"
        if relation == "by" or best.precision == "country":
            return "speaker"
        metonym = fold_name(best.name) in METONYMS
        if metonym and relation is None and following is not None and following.lower in _GOVERNING:
            return "speaker"
        if metonym and (relation == "with" or (relation is None and sentence.text[end : end + 2] in ("'s", "’s"))):
            return "speaker"
        if following is not None and following.lower in GOVERNMENT_AFTER - _PASSIVE and not following.name:
            return "speaker"
    return "place"


def _singular(word: str | None) -> str | None:
    if word is None:
        return None
    return {"provinces": "province", "cities": "city", "counties": "county"}.get(word, word)


def _spread_types(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """The mentions with the type word of a list given to all of it: "the provinces of A, B and C"."""
    spread = list(found)
    plural = False
    for at in range(1, len(spread)):
        mine, other = spread[at], spread[at - 1]
        plural = (plural and other.type_word is not None) or _PLURAL.search(other.surface) is not None
        plural = plural and mine.type_word is None and _LIST_GAP.match(text[other.end : mine.start]) is not None
        if plural:
            spread[at] = replace(mine, type_word=other.type_word)
    for at in range(len(spread) - 2, -1, -1):
        mine, other = spread[at], spread[at + 1]
        if mine.type_word is None and other.type_word is not None and _LIST_GAP.match(text[mine.end : other.start]):
            plurals = _PLURAL.search(other.surface)
            if plurals is not None and plurals.end() == len(other.surface):
                spread[at] = replace(mine, type_word=other.type_word)
    return spread
