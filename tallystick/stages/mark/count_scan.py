"""What a cue governs: the numbered phrases that are its object, its subject, or the new figure of its toll."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.knowledge.outcomes import CUE_WORDS
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_cues import Cue
from tallystick.stages.mark.count_words import (
    ADVERBS,
    AUXILIARY,
    BE,
    CONNECTORS,
    INCLUDING,
    PREPOSITIONS,
    Phrase,
    Words,
)

_KILLED, _INJURED, _CASUALTIES = ClaimField.KILLED, ClaimField.INJURED, ClaimField.CASUALTIES

_TOLL_VERBS = frozenset(
    "to at of is was reach reached reaches passed passes topped tops exceeded exceeds hit hits "
    "surpassed surpasses near nears "
    "nearing now past above as with :".split()
)

_BOUNDARY = frozenset(
    "; : that when while after before as but because if where which said says told reported according added since "
    "however although though unless until so".split()
)

CLAIMS_LIVES = frozenset("claim claims claimed claiming took take takes taking cost costs costing loss lost".split())

_OWN_SIDE = frozenset({"soldiers", "fighters", "police", "personnel", "men"})

_SAID = frozenset("said says told added reported wrote confirmed".split())

_REACH = 40


@dataclass(slots=True)
class Found:
    """What one sentence gives: per phrase its field, its cue and the phrase it is part of."""

    field: dict[int, ClaimField]
    cue: dict[int, tuple[int, int]]
    whole: dict[int, int]


def only_people(cue: Cue, words: Words) -> bool:
    """Whether only people can suffer this outcome, so that a noun the table lacks must be people too."""
    verb = words.low[cue.first]
    return cue.field in (_KILLED, _INJURED, _CASUALTIES) or verb.startswith(("arrest", "detain", "abduct", "kidnap"))


@dataclass(frozen=True, slots=True)
class Scan:
    """Looks left and right of a cue for the phrases it governs."""

    words: Words
    phrases: list[Phrase]
    starts: dict[int, int]
    ends: dict[int, int]
    cue_at: dict[int, Cue]
    found: Found

    def governed(self, cue: Cue) -> list[int]:
        """Indexes of the phrases this cue governs; none where it governs nothing."""
        low = self.words.low
        following = low[cue.last] if cue.last < len(low) else ""
        if cue.form == "toll":
            return self._toll(cue)
        if cue.form == "lost" and low[cue.first - 1 : cue.first] in (["were"], ["was"]):
            return [n for n in self._left(cue.first - 1) if self._own(n)]
        if cue.form == "lost":
            right = self._right(cue.last)
            return [n for n in right if self._own(n)]
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

    def _own(self, number: int) -> bool:
        """Whether what is "lost" are people: a side's own, or a bare figure that ends the clause beside killed."""
        phrase, low = self.phrases[number], self.words.low
        if phrase.bare:
            killed = any(cue.field is _KILLED and cue.form != "lost" for cue in self.cue_at.values())
            after = low[phrase.last : phrase.last + 3]
            return killed and (not after or after[0] in (".", ";") or after == ["of", "their", "own"])
        return phrase.group in _OWN_SIDE

    def _speaks(self, phrase: Phrase) -> bool:
        """Whether "a spokesman" after the comma is the one who says so."""
        low = self.words.low
        one = phrase.quantity.low == 1 and low[phrase.first - 1 : phrase.first] == [","]
        return one and not _SAID.isdisjoint(low[phrase.tail : phrase.tail + 10])

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
                if taken and (not linked or self._speaks(phrase)):
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
            (not word[0].isalnum() and word not in "%$€£/°:'’")
            or word in PREPOSITIONS
            or word in CONNECTORS
            or word in ADVERBS
            or word in INCLUDING
            or word in BE
            or word
            in (
                "but",
                "more",
                "aboard",
                "there",
                "overnight",
                "instantly",
                "outright",
                "yesterday",
                "today",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "last",
            )
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
                if phrase.first and low[phrase.first - 1] in ("by", "than") and not inside and not relative:
                    return []
                if commas % 2 and not inside and (named := self._apposed(phrase)) is not None:
                    return self._chain(named)
                if (commas % 2 and not inside) or (joined and not aside):
                    return []
                if phrase.bare and (commas or relative) and not inside:
                    return []
                return self._chain(number)
            word = low[index]
            if word in (",", "–", "—"):
                commas += 1
            elif word == "who" or word == "whom":
                relative = True
                if commas == 0 and index and low[index - 1] in (",", "–"):
                    index -= 1
            elif word in ("and", "or"):
                joined = True
            elif word in INCLUDING or word == "most":
                aside = True
            elif word in _BOUNDARY or index in self.cue_at or (word in (".", "?", "!") and steps):
                return []
            index -= 1
            steps += 1
        return []

    def _apposed(self, phrase: Phrase) -> int | None:
        """The phrase that commas set this one in apposition to ("three people, a man and his sons, were killed")."""
        low = self.words.low
        for index in range(phrase.first - 1, max(-1, phrase.first - 8), -1):
            word = low[index]
            if word == ",":
                number = self.ends.get(index)
                if number is None or self.phrases[number].quantity.low in (None, 1) or self.phrases[number].bare:
                    return None
                return number
            if word in BE or word in AUXILIARY or word in _BOUNDARY or index in self.cue_at:
                return None
        return None

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

    def _noun(self, cue: Cue) -> list[int]:
        low = self.words.low
        word = low[cue.last - 1]
        following = low[cue.last] if cue.last < len(low) else ""
        if word == "lives":
            before = set(low[max(0, cue.first - 4) : cue.first])
            if following == "of" and before & CLAIMS_LIVES:
                return self._right(cue.last + 1)
            return []
        if word == "wounds" and cue.last in self.starts:
            return self._right(cue.last)
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

    def _toll(self, cue: Cue) -> list[int]:
        """The new figure of a toll: the first number after "to", "at", "reached"; never the one after "from"."""
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

    def _number_of(self, cue: Cue) -> list[int]:
        """The figure after "the number of people killed has risen to"."""
        low = self.words.low
        before = low[max(0, cue.first - 14) : cue.first]
        counted = any(word in ("raising", "bringing", "taking", "lifting", "pushing") for word in before[-6:]) or any(
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
