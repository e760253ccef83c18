"""Counts of people with their outcome, and of strikes.

A cue ("killed", "were wounded", "death toll", "casualties") governs the numbered phrases that are its object, or the
subject of its passive; what it does not govern is not marked, so ages, distances and things drop out by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.knowledge.people import GROUP_OF, group_of
from tallystick.records.mention import CountMention, Sentence
from tallystick.records.referent import Count, Quantity
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_phrases import (
    ADVERBS,
    AUXILIARY,
    BE,
    CONNECTORS,
    CUE_WORDS,
    INCLUDING,
    PREPOSITIONS,
    Phrase,
    Words,
    find_phrases,
    split_words,
)

_KILLED, _INJURED, _CAPTURED = ClaimField.KILLED, ClaimField.INJURED, ClaimField.CAPTURED
_MISSING, _DISPLACED, _CASUALTIES = ClaimField.MISSING, ClaimField.DISPLACED, ClaimField.CASUALTIES
_TOLL_VERBS = frozenset(
    "to at of is was reach reached reaches passed passes topped tops exceeded exceeds hit hits surpassed surpasses near nears "
    "nearing now past above as with :".split()
)
_BOUNDARY = frozenset(
    "; : that when while after before as but because if where which said says told reported according added since "
    "however although though unless until so".split()
)
_SAYING = frozenset("said says reported reports put puts counted gave cited confirmed claimed".split())
_CLAIMS_LIVES = frozenset("claim claims claimed claiming took take takes taking cost costs costing loss lost".split())
_OWN_SIDE = frozenset({"soldiers", "fighters", "police", "personnel", "men"})
_RETURNED = frozenset(
    "exchange exchanged exchanges swap swapped swaps returned handed repatriated heavenly return".split()
)
_TAKING = frozenset("took take takes taking taken seized holding hold holds held".split())
_HARMED = frozenset("suffered suffering sustained sustaining with received left".split())
_ALSO = frozenset(
    "hostage hostages prisoner prisoners captive custody without bodies corpses times occasions tally".split()
)
_PHRASAL = frozenset(
    "shot embraced attained achieved fell held starved froze bled burned gunned beaten burnt stabbed hacked tortured put "
    "crushed stoned taken took taking take rounded lost lose losing loses toll tally forced".split()
)
_STEMS = (  # a sentence with none of these holds no cue and no strikes
    *("kill", "dead", "die", "dying", "death", "murder", "slain", "slay", "massacr", "assassin", "execut", "behead"),
    *("slaughter", "martyr", "lynch", "hang", "neutrali", "eliminat", "liquidat", "decapitat", "perish", "drown"),
    *("succumb", "injur", "wound", "hurt", "maim", "hospitali", "arrest", "detain", "detention", "captur", "abduct"),
    *(
        "kidnap",
        "apprehend",
        "nabbed",
        "seiz",
        "imprison",
        "surrender",
        "missing",
        "unaccounted",
        "disappear",
        "vanish",
    ),
    *("displac", "uproot", "fled", "flee", "casualt", "fatalit", "toll", "tally", "lost", "lose", "losing", "lives"),
    *("bodies", "corpses", "gunned", "hostage", "prisoner", "captive", "custody", "rounded", "held over", "fell"),
    *("strike", "attack", "raid", "explosion", "blast", "bomb", "sortie", "shell", "detonation", "ambush", "assault"),
    *("times", "occasions"),
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    field: ClaimField | None
    form: str


@dataclass(slots=True)
class _Found:
    """What one sentence gives: per phrase its field, its cue and the phrase it is part of."""

    field: dict[int, ClaimField]
    cue: dict[int, tuple[int, int]]
    whole: dict[int, int]


def mark_counts(sentences: Sequence[Sentence]) -> tuple[CountMention, ...]:
    """Counts of people and of strikes, in the order of the text."""
    mentions: list[CountMention] = []
    for sentence in sentences:
        lowered = sentence.text.lower()
        if not any(stem in lowered for stem in _STEMS):
            continue
        words = split_words(sentence.text)
        cues = _find_cues(words)
        if not cues and not _may_strike(words):
            continue
        phrases = find_phrases(words)
        person = _headline_person(words, cues)
        if person is not None and not (phrases and phrases[0].first < person.last):
            phrases.insert(0, person)
        if not phrases:
            continue
        found = _govern(words, phrases, cues)
        mentions.extend(_mentions(sentence, words, phrases, found, offset=len(mentions), earlier=mentions))
    return tuple(mentions)


def _may_strike(words: Words) -> bool:
    return any(
        word.endswith(("strikes", "strike", "attacks", "attack", "raids", "raid", "explosions", "blasts", "bombings"))
        or word
        in ("explosion", "blast", "bombing", "sorties", "toll", "shellings", "bombardments", "detonations", "lost")
        for word in words.low
    )


def _headline_person(words: Words, cues: list[_Cue]) -> Phrase | None:
    """One person at the head of a headline: "Woman killed in ...", "Israeli soldier wounded"."""
    cue = cues[0] if cues else None
    if cue is None or cue.form not in ("participle", "adjective") or not 1 <= cue.first <= 4:
        return None
    head = cue.first - 1
    noun = words.low[head]
    if (
        noun not in GROUP_OF
        or noun.endswith(("s", "men"))
        or noun in ("people", "police", "personnel", "children", "staff")
    ):
        return None
    if not words.raw[0][0].isupper() or any(
        w in PREPOSITIONS or w in BE or w in ("the", "a", "an", ",") for w in words.low[:head]
    ):
        return None
    following = words.low[cue.last] if cue.last < len(words.low) else ""
    if following and following not in PREPOSITIONS and following not in (",", "and", ".", ";"):
        return None
    group = group_of(noun, beside=frozenset(words.low[:head]))
    side = words.text[: words.end[head - 1]] if head else None
    return Phrase(0, head + 1, head + 1, Quantity(low=1, high=1), group, side, head, False, False, None, False, None)


def _find_cues(words: Words) -> list[_Cue]:
    """The outcome words of a sentence, those joined by "and", "or" as one ("killed or wounded" is casualties)."""
    low = words.low
    cues: list[_Cue] = []
    for index, word in enumerate(low):
        entry = CUE_WORDS.get(word)
        if entry is None:
            cue = _phrasal(low, index) if word in _PHRASAL else None
        else:
            field, form = entry
            cue = _Cue(index, index + 1, field, form)
            if word in ("death", "casualties") and low[index + 1 : index + 2] == ["toll"]:
                cue = None
            elif word == "hurt" and low[index - 1 : index] == ["to"]:
                cue = None
            elif word in ("seized", "captured") and low[index + 1 : index + 2] == ["by"] and index == 0:
                cue = None
        if cue is None or (cues and cues[-1].last > cue.first):
            continue
        if cues and _joined(low, cues[-1], cue):
            cues[-1] = _merged(cues[-1], cue)
        else:
            cues.append(cue)
    return cues


def _phrasal(low: list[str], index: int) -> _Cue | None:
    word = low[index]
    after = low[index + 1 : index + 3]
    if word == "shot" and after[:1] == ["dead"]:
        return _Cue(index, index + 2, _KILLED, "participle")
    if word == "shot" and after == ["and", "killed"]:
        return _Cue(index, index + 3, _KILLED, "participle")
    if word in ("starved", "froze", "bled", "burned") and after == ["to", "death"]:
        return _Cue(index, index + 3, _KILLED, "intransitive")
    if word == "gunned" and after[:1] == ["down"]:
        return _Cue(index, index + 2, _KILLED, "participle")
    if word in (
        "beaten",
        "burned",
        "burnt",
        "stabbed",
        "hacked",
        "tortured",
        "put",
        "crushed",
        "stoned",
    ) and (after == ["to", "death"]):
        return _Cue(index, index + 3, _KILLED, "participle")
    if word in ("taken", "took", "taking", "take") and after[:1] in (["hostage"], ["prisoner"], ["captive"]):
        return _Cue(index, index + 2, _CAPTURED, "participle" if word in ("taken", "took") else "ing")
    if word in ("taken", "took") and after == ["into", "custody"]:
        return _Cue(index, index + 3, _CAPTURED, "participle")
    if word in ("embraced", "attained", "achieved") and after[:1] == ["martyrdom"]:
        return _Cue(index, index + 2, _KILLED, "intransitive")
    if word == "fell":
        return _Cue(index, index + 1, _KILLED, "fell")
    if word == "held" and after[:1] == ["over"]:
        return _Cue(index, index + 1, _CAPTURED, "participle")
    if word == "rounded" and after[:1] == ["up"]:
        return _Cue(index, index + 2, _CAPTURED, "participle")
    if word in ("lost", "lose", "losing") and after[:1] and after[0] in ("their", "his", "her"):
        if len(after) == 2 and after[1] in ("lives", "life"):
            return _Cue(index, index + 3, _KILLED, "intransitive")
    if word in ("lost", "losing", "loses"):
        return _Cue(index, index + 1, _KILLED, "lost")
    if word == "tally" and after[:1] == ["of"]:
        return None
    if word in ("toll", "tally"):
        return _Cue(
            index - 1 if index and low[index - 1] in ("death", "casualty") else index, index + 1, _KILLED, "toll"
        )
    if word == "forced" and "flee" in low[index + 1 : index + 12]:
        return _Cue(index, index + 1, _DISPLACED, "ing")
    return None


def _joined(low: list[str], first: _Cue, second: _Cue) -> bool:
    between = low[first.last : second.first]
    plain = [word for word in between if word not in ADVERBS]
    forms = {first.form, second.form}
    return (
        plain in (["and"], ["or"], ["and", "or"], ["/"], ["and", "/", "or"])
        and forms <= {"participle", "adjective", "base", "ing", "noun"}
        and (first.form == second.form or forms == {"participle", "adjective"})
    )


def _merged(first: _Cue, second: _Cue) -> _Cue:
    if first.field is second.field:
        field = first.field
    elif {first.field, second.field} <= {_KILLED, _INJURED, _CASUALTIES}:
        field = _CASUALTIES
    else:
        field = None
    form = "participle" if "participle" in (first.form, second.form) else first.form
    return _Cue(first.first, second.last, field, form)


def _govern(words: Words, phrases: list[Phrase], cues: list[_Cue]) -> _Found:
    found = _Found({}, {}, {})
    starts = {phrase.first: number for number, phrase in enumerate(phrases)}
    ends: dict[int, int] = {}
    for number, phrase in enumerate(phrases):
        ends[phrase.last] = number
        ends[phrase.tail] = number
    cue_at = {index: cue for cue in cues for index in range(cue.first, cue.last)}
    scan = _Scan(words, phrases, starts, ends, cue_at, found)
    for cue in cues:
        for number in scan.governed(cue):
            if number in found.field or cue.field is None:
                continue
            phrase = phrases[number]
            if phrase.outcome is not None or (phrase.guess and not _only_people(cue, words)):
                continue
            found.field[number] = cue.field
            found.cue[number] = (cue.first, cue.last)
    _outcome_nouns(words, phrases, found)
    _taken(words, phrases, found)
    _times_struck(words, phrases, found)
    _parts(words, phrases, found)
    _rivals(words, phrases, found)
    return found


def _only_people(cue: _Cue, words: Words) -> bool:
    """Whether only people can suffer this outcome, so that a noun the table lacks must be people too."""
    verb = words.low[cue.first]
    return cue.field in (_KILLED, _INJURED, _CASUALTIES) or verb.startswith(("arrest", "detain", "abduct", "kidnap"))


@dataclass(frozen=True, slots=True)
class _Scan:
    """Looks left and right of a cue for the phrases it governs."""

    words: Words
    phrases: list[Phrase]
    starts: dict[int, int]
    ends: dict[int, int]
    cue_at: dict[int, _Cue]
    found: _Found

    def governed(self, cue: _Cue) -> list[int]:
        low = self.words.low
        following = low[cue.last] if cue.last < len(low) else ""
        if cue.form == "toll":
            return self._toll(cue)
        if cue.form == "lost":
            right = self._right(cue.last)
            return [n for n in right if self.phrases[n].group in _OWN_SIDE and not self.phrases[n].bare]
        if cue.form in ("ing", "base"):
            if following == "of":
                return self._right(cue.last + 1)
            return self._right(cue.last)
        if cue.form == "intransitive":
            return self._left(cue.first)
        if cue.form == "fell":
            return [n for n in self._left(cue.first) if self.phrases[n].group in _OWN_SIDE - {"men"}]
        if cue.form == "noun":
            return self._noun(cue)
        number_of = self._number_of(cue)
        if number_of:
            return number_of
        before = self._before(cue.first)
        if before >= 0 and low[before] in BE:
            return self._left(before) or (self._right(cue.last) if following in BE else [])
        if following in ("included", "include", "includes") or (
            cue.form != "noun" and following in ("was", "were") and (before < 1 or low[before] in ("the", "those"))
        ):
            return self._right(cue.last + 1)
        beside = self._beside(cue.first)
        if beside is not None and self.phrases[beside].bare and self._modifies(cue.last):
            return []
        if beside is not None:
            right = self._right(cue.last, after_subject=True) if cue.form == "participle" else []
            if right and self.starts.get(self._past_adverbs(cue.last)) is not None:
                return right
            if right and following not in PREPOSITIONS and following not in CONNECTORS and following:
                return right if self.words.raw[cue.last][0].isalpha() else self._chain(beside)
            return self._chain(beside)
        if cue.form == "adjective":
            if following in ("was", "were", "are"):
                return self._right(cue.last + 1)
            return []
        return self._right(cue.last)

    def _modifies(self, index: int) -> bool:
        """Whether the word at `index` is a noun that the cue before it qualifies ("32 captured rifles")."""
        low = self.words.low
        if index >= len(low):
            return False
        word = low[index]
        return (
            word.isalpha()
            and self.words.raw[index][0].islower()
            and word not in PREPOSITIONS
            and word not in CONNECTORS
            and word not in ADVERBS
            and word not in BE
            and word not in AUXILIARY
            and word not in INCLUDING
            and word
            not in ("but", "last", "this", "earlier", "so", "more", "the", "a", "an", "overnight", "today", "yesterday")
            and index not in self.cue_at
            and index not in self.starts
        )

    def _past_adverbs(self, index: int) -> int:
        low = self.words.low
        while index < len(low) and low[index] in ADVERBS and index not in self.starts:
            index += 1
        return index

    def _before(self, index: int) -> int:
        """The word before `index`, adverbs skipped."""
        low = self.words.low
        index -= 1
        while index >= 0 and low[index] in ADVERBS and index + 1 not in self.ends:
            index -= 1
        return index

    def _beside(self, index: int) -> int | None:
        """The phrase that ends right before `index`, adverbs skipped."""
        low = self.words.low
        while index > 0:
            if index in self.ends:
                return self.ends[index]
            if low[index - 1] in ADVERBS or low[index - 1] in ("left", "including", "(", "as"):
                index -= 1
                continue
            return None
        return None

    def _right(self, index: int, *, after_subject: bool = False) -> list[int]:
        """Phrases that are the object beginning at `index`, with those coordinated to it."""
        low, raw = self.words.low, self.words.raw
        taken: list[int] = []
        begin = index
        skipped = nouns = 0
        linked = True
        while index < len(low) and skipped <= 14:
            number = self.starts.get(index)
            if number is not None:
                phrase = self.phrases[number]
                if phrase.outcome is ClaimField.STRIKES:
                    break
                if (taken or index > begin or after_subject) and self._opens_clause(phrase):
                    break
                if phrase.bare and not phrase.partitive and (nouns or not self._stands_alone(phrase)):
                    break
                if taken and not linked:
                    break
                if phrase.partitive and taken:
                    break
                taken.append(number)
                index = max(phrase.tail, phrase.last)
                linked = False
                skipped = 0
                continue
            word = low[index]
            if word in INCLUDING or (word in ("of", "who") and taken):
                break
            if word in CONNECTORS or word in ADVERBS:
                if word == "," and not taken:
                    break
                if word == "with" and low[index - 1] not in ("along", "together"):
                    break
                if word == "as" and low[index + 1 : index + 2] != ["well"] and low[index - 1] != "well":
                    break
                linked = linked or word in ("and", "or", "plus", "with", "&", ",") or word in ("as",)
                index += 1
                skipped += 1
                continue
            if (
                index in self.cue_at
                or word in BE
                or word in AUXILIARY
                or (word in PREPOSITIONS and word not in ("of",))
            ):
                break
            if not (word[0].isalnum() or raw[index] in "\"“”‘’'.-("):
                break
            if raw[index] in "." and index + 1 < len(low) and not taken:
                break
            if taken and not linked:
                break
            nouns += word[0].isalnum()
            index += 1
            skipped += 1
        return taken

    def _opens_clause(self, phrase: Phrase) -> bool:
        """Whether a verb follows the phrase, so that it is the subject of what comes next."""
        low = self.words.low
        index = phrase.tail
        while index < len(low) and low[index] in ADVERBS:
            index += 1
        if index >= len(low):
            return False
        word = low[index]
        return index in self.cue_at or word in BE or word in AUXILIARY or (word.endswith("ed") and word != "armed")

    def _stands_alone(self, phrase: Phrase) -> bool:
        low = self.words.low
        index = phrase.last
        if index >= len(low) or low[index - 1] in ("more", "others"):
            return True
        word = low[index]
        return self.words.raw[index][0].isupper() or (
            not word[0].isalnum()
            and word not in "%$€£/°:'’"
            or word in PREPOSITIONS
            or word in CONNECTORS
            or word in ADVERBS
            or word in INCLUDING
            or word in BE
            or word
            in ("but", "more", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "last")
            or index in self.cue_at
        )

    def _left(self, index: int) -> list[int]:
        """Phrases that are the subject of the verb at `index`, with those coordinated to it."""
        low = self.words.low
        index -= 1
        commas = 0
        joined = aside = relative = False
        steps = 0
        while index >= 0 and steps < _REACH:
            number = self.ends.get(index + 1)
            if number is not None and self.phrases[number].outcome is not ClaimField.STRIKES:
                phrase = self.phrases[number]
                if phrase.bare and not phrase.partitive and steps > 4 and commas < 2:
                    return []
                inside = phrase.first and (
                    low[phrase.first - 1] in INCLUDING
                    or phrase.partitive
                    or low[phrase.first - 2 : phrase.first] in (["among", "them"], ["of", "whom"], ["among", "whom"])
                )
                if phrase.first and low[phrase.first - 1] in ("by", "than") and not inside:
                    return []
                if (commas % 2 and not inside) or (joined and not aside):
                    return []
                if phrase.bare and (commas or relative) and not inside:
                    return []
                return self._chain(number)
            word = low[index]
            if word in (",", "–", "—"):
                commas += 1
            elif word == "who" or word == "whom":
                if commas == 0 and index and low[index - 1] in (",", "–"):
                    index -= 1
                    relative = True
            elif word in ("and", "or"):
                joined = True
            elif word in INCLUDING or word == "most":
                aside = True
            elif word in _BOUNDARY or index in self.cue_at:
                return []
            elif word in (".", "?", "!") and steps:
                return []
            index -= 1
            steps += 1
        return []

    def _chain(self, number: int) -> list[int]:
        """The phrase and those coordinated to its left ("a man and his two sons were killed")."""
        low = self.words.low
        chain = [number]
        while number > 0:
            left, right = self.phrases[number - 1], self.phrases[number]
            gap = low[left.tail : right.first]
            if number - 1 in self.found.field or left.outcome is ClaimField.STRIKES:
                break
            if left.bare and not left.partitive and not (gap and gap[-1] in INCLUDING):
                break
            if not gap or len(gap) > 10:
                break
            joins = all(word in CONNECTORS or word in ADVERBS for word in gap) and gap[-1] != "with"
            parts = gap[-1] in INCLUDING or right.partitive or gap[-2:] in (["among", "them"], ["of", "whom"])
            named = gap[-1] in ("and", "or") and not any(
                word in BE
                or word in AUXILIARY
                or word in _BOUNDARY
                or word in CUE_WORDS
                or word == ","
                or word.endswith("ed")
                for word in gap[:-1]
            )
            if not (joins or parts or named):
                break
            if left.first and low[left.first - 1] in ("by", "between", "against", "than"):
                break
            number -= 1
            chain.append(number)
        return chain

    def _noun(self, cue: _Cue) -> list[int]:
        low = self.words.low
        word = low[cue.last - 1]
        following = low[cue.last] if cue.last < len(low) else ""
        if word == "lives":
            before = set(low[max(0, cue.first - 4) : cue.first])
            if following == "of" and before & _CLAIMS_LIVES:
                return self._right(cue.last + 1)
            return []
        if word in ("injuries", "wounds", "injury"):
            if following in ("to", "of", "among"):
                return self._right(cue.last + 1)
            for index in range(cue.first - 1, max(-1, cue.first - 5), -1):
                if low[index] in ("suffered", "suffering", "sustained", "sustaining", "received", "with"):
                    return self._left(index)
            return []
        if word in ("bodies", "corpses"):
            return self._right(cue.last + 1) if following == "of" else []
        if (climbed := self._number_of(cue)) and following not in ("of", "among"):
            return climbed
        if word == "death" and low[cue.first - 1 : cue.first] == ["to"]:
            return []
        if following in ("of", "among", "include", "included", "includes"):
            return self._right(cue.last + 1)
        return []

    def _toll(self, cue: _Cue) -> list[int]:
        """The new figure of a toll: the first number after a word like "to", "at", "reached"; never the one after "from"."""
        low = self.words.low
        for index in range(cue.last, min(len(low), cue.last + 26)):
            number = self.starts.get(index)
            if number is None:
                if low[index] in (";", "."):
                    break
                continue
            phrase = self.phrases[number]
            before = low[index - 1]
            if (
                before in _TOLL_VERBS
                and phrase.outcome is not ClaimField.STRIKES
                and (phrase.bare or not phrase.partitive)
            ):
                return [number]
        return []

    def _number_of(self, cue: _Cue) -> list[int]:
        """The figure after "the number of people killed has risen to"."""
        low = self.words.low
        before = low[max(0, cue.first - 14) : cue.first]
        counted = any(word in ("raising", "bringing") for word in before[-6:]) or any(
            word in ("number", "tally", "count", "total") and before[place - 1 : place] != ["a"]
            for place, word in enumerate(before)
        )
        following = low[cue.last] if cue.last < len(low) else ""
        climbs = following in (
            "reach",
            "reaches",
            "reached",
            "rise",
            "rises",
            "rose",
            "climb",
            "climbs",
            "climbed",
            "top",
            "tops",
        )
        if not counted and not climbs:
            return []
        return self._toll(cue)


def _outcome_nouns(words: Words, phrases: list[Phrase], found: _Found) -> None:
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
        if noun == "lives" and not nearby & _CLAIMS_LIVES and "lost" not in after:
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


def _taken(words: Words, phrases: list[Phrase], found: _Found) -> None:
    """ "Took 12 people hostage", with the words of the taking on both sides."""
    low = words.low
    for number, phrase in enumerate(phrases):
        after = low[phrase.tail : phrase.tail + 2]
        if number in found.field or not after:
            continue
        if after[0] in ("hostage", "prisoner", "captive") or after == ["into", "custody"]:
            if _TAKING & set(low[max(0, phrase.first - 4) : phrase.first]):
                found.field[number], found.cue[number] = _CAPTURED, (phrase.tail, phrase.tail + len(after[:1]))


_STRUCK = frozenset("attacked bombed hit struck shelled bombarded targeted raided attack struck shell".split())


def _times_struck(words: Words, phrases: list[Phrase], found: _Found) -> None:
    """ "Attacked at least 34 times" counts the attacks."""
    low = words.low
    for number, phrase in enumerate(phrases):
        if number in found.field or not phrase.bare or phrase.quantity.high == 0:
            continue
        nearby = set(low[max(0, phrase.first - 5) : phrase.first])
        if low[phrase.last : phrase.last + 1] in (["times"], ["occasions"]) and nearby & _STRUCK:
            found.field[number], found.cue[number] = ClaimField.STRIKES, (phrase.last, phrase.last + 1)


def _absent(words: Words, phrases: list[Phrase], found: _Found) -> None:
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


def _parts(words: Words, phrases: list[Phrase], found: _Found) -> None:
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
        if whole is None or phrase.bare and phrase.group == "all" and phrase.head is None and number not in found.field:
            continue
        found.whole[number] = whole
        found.field[number] = found.field[whole]
        found.cue[number] = found.cue[whole]


def _rivals(words: Words, phrases: list[Phrase], found: _Found) -> None:
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
    found: _Found,
    *,
    offset: int,
    earlier: list[CountMention],
) -> list[CountMention]:
    marked = [number for number in sorted(found.field)]
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
                group=kind,
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
