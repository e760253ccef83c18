"""Cues: the words of a sentence that tell an outcome ("were killed", "killed or wounded", "death toll")."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.knowledge.outcomes import CUE_WORDS
from tallystick.knowledge.people import GROUP_OF, group_of
from tallystick.records.referent import Quantity
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_words import (
    ADVERBS,
    BE,
    PREPOSITIONS,
    Phrase,
    Words,
)

_KILLED, _INJURED, _CAPTURED = ClaimField.KILLED, ClaimField.INJURED, ClaimField.CAPTURED

_MISSING, _DISPLACED, _CASUALTIES = ClaimField.MISSING, ClaimField.DISPLACED, ClaimField.CASUALTIES

_PHRASAL = frozenset(
    "shot embraced attained achieved fell held starved froze bled burned gunned beaten burnt "
    "stabbed hacked tortured put "
    "crushed stoned taken took taking take rounded lost lose losing loses toll tally forced found seen heard "
    "marched whisked swept led drove driven carried treated given gave claimed claims dead unhurt count".split()
)


_LIMBS = frozenset("limb limbs leg legs arm arms foot feet hand hands eye eyes finger fingers sight".split())

_LED = frozenset("marched whisked taken led carried".split())

_WOUNDS = frozenset("wounds wound injuries injury burns gunshot shrapnel bullet blast fractures trauma".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first:last` that tell an outcome; `field` is null where they mix what no field holds."""

    first: int
    last: int
    field: ClaimField | None
    form: str


def find_headline_person(words: Words, cues: list[Cue]) -> Phrase | None:
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
        w in PREPOSITIONS or w in BE or w in ("the", "a", "an", "no", ",", ":") for w in words.low[:head]
    ):
        return None
    following = words.low[cue.last] if cue.last < len(words.low) else ""
    if following and following not in PREPOSITIONS and following not in (",", "and", ".", ";"):
        return None
    group = group_of(noun, beside=frozenset(words.low[:head]))
    side = words.text[: words.end[head - 1]] if head else None
    return Phrase(0, head + 1, head + 1, Quantity(low=1, high=1), group, side, head, False, False, None, None)


def find_cues(words: Words) -> list[Cue]:
    """The outcome words of a sentence, those joined by "and", "or" as one ("killed or wounded" is casualties)."""
    low = words.low
    cues: list[Cue] = []
    for index, word in enumerate(low):
        entry = CUE_WORDS.get(word)
        if word == "dead" and _puts_dead(low, index):
            cue: Cue | None = Cue(index, index + 1, _KILLED, "toll")
        elif entry is None:
            cue = _phrasal(low, index) if word in _PHRASAL else None
        else:
            field, form = entry
            cue = Cue(index, index + 1, field, form)
            if (
                (word in ("death", "casualties") and low[index + 1 : index + 2] == ["toll"])
                or (word == "hurt" and low[index - 1 : index] == ["to"])
                or (word in ("seized", "captured") and low[index + 1 : index + 2] == ["by"] and index == 0)
            ):
                cue = None
        if cue is None or (cues and cues[-1].last > cue.first):
            continue
        if cues and _joined(low, cues[-1], cue):
            cues[-1] = _merged(cues[-1], cue)
        else:
            cues.append(cue)
    return cues


def _phrasal(low: list[str], index: int) -> Cue | None:
    word = low[index]
    after = low[index + 1 : index + 3]
    if word == "shot" and after[:1] == ["dead"]:
        return Cue(index, index + 2, _KILLED, "participle")
    if word == "shot" and after == ["and", "killed"]:
        return Cue(index, index + 3, _KILLED, "participle")
    if word in ("starved", "froze", "bled", "burned") and after == ["to", "death"]:
        return Cue(index, index + 3, _KILLED, "intransitive")
    if word == "gunned" and after[:1] == ["down"]:
        return Cue(index, index + 2, _KILLED, "participle")
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
        return Cue(index, index + 3, _KILLED, "participle")
    if word in ("taken", "took", "taking", "take") and after[:1] in (["hostage"], ["prisoner"], ["captive"]):
        return Cue(index, index + 2, _CAPTURED, "participle" if word in ("taken", "took") else "ing")
    if word in ("taken", "took") and after == ["into", "custody"]:
        return Cue(index, index + 3, _CAPTURED, "participle")
    if word in ("embraced", "attained", "achieved") and after[:1] == ["martyrdom"]:
        return Cue(index, index + 2, _KILLED, "intransitive")
    if word == "fell":
        return Cue(index, index + 1, _KILLED, "fell")
    if word == "held" and after[:1] == ["over"]:
        return Cue(index, index + 1, _CAPTURED, "participle")
    if word == "rounded" and after[:1] == ["up"]:
        return Cue(index, index + 2, _CAPTURED, "participle")
    if (
        word in ("lost", "lose", "losing")
        and after[:1] in (["their"], ["his"], ["her"])
        and after[1:] in (["lives"], ["life"])
    ):
        return Cue(index, index + 3, _KILLED, "intransitive")
    if word == "lost" and any(part in _LIMBS for part in low[index + 1 : index + 4]):
        return Cue(index, index + 1, _INJURED, "intransitive")
    if word in ("losing", "lost") and "injury" in low[index + 1 : index + 6]:
        return None
    if word in ("found", "seen", "heard") and {"not", "never"} & set(low[max(0, index - 3) : index]):
        told = low[index - 1] == "been" or low[index - 1] == "never"
        first = index - (low[index - 1] == "never")
        return Cue(first, index + 1, _MISSING, "participle") if told and after[:1] != ["to"] else None
    if word in _LED and after[:1] in (["away"], ["off"]):
        return Cue(index, index + 2, _CAPTURED, "participle")
    if word == "swept" and after[:1] == ["up"]:
        return Cue(index, index + 2, _CAPTURED, "participle")
    if word == "drove" and after == ["off", "with"]:
        return Cue(index, index + 3, _CAPTURED, "ing")
    if word == "driven" and after[:1] in (["from"], ["out"]):
        return Cue(index, index + 1, _DISPLACED, "participle")
    if word in ("given", "gave") and after in (["themselves", "up"], ["himself", "up"]):
        return Cue(index, index + 3, _CAPTURED, "intransitive")
    if word == "treated":
        return _treated(low, index)
    if word in ("losing", "loses"):
        return Cue(index, index + 1, _KILLED, "lost")
    if word == "count":
        brought = {"brought", "brings", "bringing", "taking", "raising", "raised"} & set(low[max(0, index - 4) : index])
        return Cue(index, index + 1, _KILLED, "toll") if brought and after[:1] == ["to"] else None
    if word in ("lost", "losing", "loses"):
        return Cue(index, index + 1, _KILLED, "lost")
    if word == "tally" and after[:1] == ["of"]:
        return None
    if word in ("toll", "tally"):
        return Cue(
            index - 1 if index and low[index - 1] in ("death", "casualty") else index, index + 1, _KILLED, "toll"
        )
    if word == "forced" and "flee" in low[index + 1 : index + 12]:
        return Cue(index, index + 1, _DISPLACED, "ing")
    return None


def _treated(low: list[str], index: int) -> Cue | None:
    """ "Nineteen people were treated", of those hurt and not of the sick."""
    after = low[index + 1 : index + 2]
    for_wounds = bool(_WOUNDS & set(low[index + 1 : index + 8]))
    if low[index - 1 : index] in (["were"], ["being"], ["was"], ["been"]):
        plain = not after or after[0] in (".", ",", ";", "at", "in", "by", "there", "according", "on")
        return Cue(index, index + 1, _INJURED, "participle") if plain or for_wounds else None
    return Cue(index, index + 1, _INJURED, "base") if for_wounds else None


def _puts_dead(low: list[str], index: int) -> bool:
    """Whether "the dead" is a toll with a figure to come ("put the dead at nine")."""
    return (
        low[index - 1 : index] == ["the"]
        and low[index + 1 : index + 2] in (["at"], ["to"])
        and bool({"put", "puts", "putting", "brought", "brings", "bringing"} & set(low[max(0, index - 3) : index]))
    )


def _joined(low: list[str], first: Cue, second: Cue) -> bool:
    between = low[first.last : second.first]
    plain = [word for word in between if word not in ADVERBS]
    forms = {first.form, second.form}
    return (
        plain in (["and"], ["or"], ["and", "or"], ["/"], ["and", "/", "or"])
        and forms <= {"participle", "adjective", "base", "ing", "noun"}
        and (first.form == second.form or forms == {"participle", "adjective"})
    )


def _merged(first: Cue, second: Cue) -> Cue:
    if first.field is second.field:
        field = first.field
    elif {first.field, second.field} <= {_KILLED, _INJURED, _CASUALTIES}:
        field = _CASUALTIES
    else:
        field = None
    form = "participle" if "participle" in (first.form, second.form) else first.form
    return Cue(first.first, second.last, field, form)
