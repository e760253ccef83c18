"""What became of people that a reader took for killed where the words say only that they were shot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tallystick.knowledge.numbers import NUMBER, read_quantity
from tallystick.knowledge.outcomes import CUE_WORDS
from tallystick.records.draft import Draft, DraftArgument
from tallystick.records.mention import CountMention, Sentence
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField

_KILLED, _INJURED = ClaimField.KILLED, ClaimField.INJURED
_CUES = "|".join(sorted(word for word, (field, _) in CUE_WORDS.items() if field is _KILLED))
_DEATH = re.compile(
    rf"\b(?:{_CUES}|shot and kill|fatal\w*|deadly|lethal\w*|killers?|homicides?|manslaughter|body|corpse|autops\w+"
    r"|morgue|mortuary|funeral\w*|buried|graves?|slaughter|gunned|martyr\w*|executioners?|tolls?|finished off"
    r"|(?<!non-)(?<!non )life(?![ -]threatening)|hacked|human remains|fallen|fell)\b",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:shots?|shoot\w*|gunshots?|gunfire|bullets?|hit|struck|striking|stabb\w+|opened fire|open fire)\b",
    re.IGNORECASE,
)
_SURVIVED = re.compile(
    r"\b(?:hospital\w*|(?:critical|stable|serious|fair|good) (?:but \w+ )?condition|non-?life[ -]threatening|surgery"
    r"|(?<!not )surviv\w+|recover(?:ed|ing|y)?|wound\w*|injur\w*|treated|(?:medical|trauma) cent(?:er|re)s?)\b",
    re.IGNORECASE,
)
_LIMB = re.compile(
    r"\b(?:in|through) (?:(?:the|his|her|their|both|an?|one) )?(?:(?:left|right|lower|upper|both) )?"
    r"(?:legs?|arms?|foot|feet|hands?|thighs?|shoulders?|knees?|ankles?|buttocks?|calf|wrists?|elbows?|fingers?|hips?"
    r"|forearms?)\b|\bgraz(?:ed|ing)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)


def settle_outcomes(
    drafts: Sequence[Draft], *, text: str, sentences: Sequence[Sentence], counts: Sequence[CountMention]
) -> tuple[Draft, ...]:
    """The drafts with each toll told once, and "shot" read by what the report says became of those who were.

    Words without one of death tell no dead where they tell of wounds or hospitals, where the whole report tells of
    these and of no death, or where as many were injured: those are injured, as is one person who was hit in a limb or
    whom the next sentence tells to be in hospital. Where as many were killed and injured together, or where fewer
    were killed, all who were hit are casualties. `counts` are the grammars'.
    """
    starts = [sentence.start for sentence in sentences]
    dead, hurt = bool(_DEATH.search(text)), bool(_SURVIVED.search(text))
    killed, injured = _told(counts, _KILLED), _told(counts, _INJURED)
    both = {k + i for k in killed for i in injured}

    def clause_of(argument: DraftArgument) -> str:
        sentence = sentences[max(0, bisect_right(starts, argument.start) - 1)]
        return _clause(sentence.text, argument.start - sentence.start, argument.end - sentence.start)

    def after(argument: DraftArgument) -> str:
        at = bisect_right(starts, argument.start)
        return sentences[at].text if at < len(sentences) else ""

    def beside(argument: DraftArgument) -> set[int]:
        sentence = sentences[max(0, bisect_right(starts, argument.start) - 1)]
        return _told([c for c in counts if sentence.start <= c.start < sentence.end], _INJURED)

    def settled(argument: DraftArgument) -> DraftArgument:
        if argument.field is not _KILLED or _DEATH.search(clause := clause_of(argument)):
            return argument
        hit, number = bool(_HIT.search(clause)), _number(text[argument.start : argument.end])
        lived = bool(_SURVIVED.search(clause)) and number in (beside(argument) or {number})
        if not dead and (not injured or number in injured):
            lived = lived or (hit and hurt)
        elif hit and number > 1 and number in injured - killed:
            lived = True
        elif hit and number == 1:
            told = after(argument)
            lived = lived or bool(_LIMB.search(clause) or (_SURVIVED.search(told) and not _DEATH.search(told)))
        if lived and (hit or not dead):
            return replace(argument, field=_INJURED)
        of_both = number in both or (number > 1 and 0 < max(killed, default=0) < number)
        return replace(argument, field=ClaimField.CASUALTIES) if hit and of_both else argument

    def unlikely(argument: DraftArgument) -> bool:
        """Only words for the other outcome stand around."""
        if argument.field not in (_KILLED, _INJURED):
            return False
        died, lived = (bool(words.search(clause_of(argument))) for words in (_DEATH, _SURVIVED))
        return died is not lived and died is (argument.field is _INJURED)

    def once(arguments: Sequence[DraftArgument]) -> tuple[DraftArgument, ...]:
        """Of overlapping words for dead and for injured those that fit what stands around, else the surer."""
        kept: set[DraftArgument] = set()
        for argument in sorted(arguments, key=lambda a: (unlikely(a), -a.score, a.start, a.end)):
            tolls = [k for k in kept if {k.field, argument.field} <= {_KILLED, _INJURED}]
            if not any(k.start < argument.end and argument.start < k.end for k in tolls):
                kept.add(argument)
        return tuple(dict.fromkeys(argument for argument in arguments if argument in kept))

    return tuple(replace(draft, arguments=once([settled(a) for a in draft.arguments])) for draft in drafts)


def _told(counts: Sequence[CountMention], field: ClaimField) -> set[int]:
    """The figures of a toll, without zero."""
    return {c.count.low for c in counts if c.field is field and isinstance(c.count, Count) and c.count.low}


def _clause(text: str, start: int, end: int) -> str:
    """What stands between semicolons around the words from `start` to `end`."""
    return text[text.rfind(";", 0, start) + 1 :].split(";")[0] if ";" not in text[start:end] else text


def _number(words: str) -> int:
    """The number that the words begin with; a person told by what they are is one."""
    number = _NUMBER.match(words)
    quantity = read_quantity(number.group()) if number else None
    return quantity.low or 0 if quantity is not None else 1
