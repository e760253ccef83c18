"""Figures that no outcome word governs: "taking to 31 the number who died", "admitted to 21", "nine were women"."""

from __future__ import annotations

from dataclasses import replace

from tallystick.knowledge.people import GROUP_OF, group_of
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_scan import Found
from tallystick.stages.mark.count_words import BE, INCLUDING, Phrase, Words

FIGURE_WORDS = frozenset("admit admits admitted figure number counted losses victims toll".split())

_RAISING = frozenset("taking bringing raising pushing lifting took brought raised takes brings raises".split())
_HURT = frozenset("wounded injured hurt injuries".split())
_ENDS = frozenset({".", ",", ";", "—", "–", "”", '"', "and", "but"})
_FILLING = frozenset("of those the also them aged young".split())
_AGES = frozenset("five six seven eight nine ten eleven twelve fourteen fifteen sixteen eighteen".split()) | frozenset(
    map(str, range(1, 19))
)
_SUMMED = frozenset("number toll count figure total losses".split())


def mark_figures(words: Words, phrases: list[Phrase], found: Found, *, counted: bool) -> None:
    """Give their field to figures told without a cue; `counted` where an earlier sentence counts the killed."""
    for number, phrase in enumerate(phrases):
        if number in found.field or phrase.quantity.high == 0 or phrase.outcome is not None:
            continue
        if (field := _raised(words.low, phrase)) is not None:
            found.field[number], found.cue[number] = field, (phrase.first, phrase.last)
            phrases[number] = replace(phrase, bare=False)
        elif (counted or ClaimField.KILLED in found.field.values()) and _stated(words.low, phrase):
            found.field[number], found.cue[number] = ClaimField.KILLED, (phrase.first, phrase.last)


def mark_groups(words: Words, phrases: list[Phrase], found: Found) -> None:
    """Groups told after the figure: "23 dead, all of them soldiers", "nine were women", "six of them under 12"."""
    for number, phrase in enumerate(phrases):
        if not (phrase.bare or phrase.partitive):
            continue
        if number in found.field and number not in found.whole and (kind := _all_of_them(words.low, phrase)):
            phrases[number] = replace(phrase, group=kind)
            continue
        whole = _whole_of(words.low, phrases, number, found)
        if whole is None or (number in found.field and not phrase.partitive):
            continue
        group = _told_group(words.low, phrase.last)
        if group is not None:
            if group == "police" and phrases[whole].group == "soldiers":  # "officers"
                group = "soldiers"
            phrases[number] = replace(phrase, group=group, partitive=True)
            found.field[number], found.cue[number] = found.field[whole], found.cue[whole]
            found.whole[number] = whole


def _raised(low: list[str], phrase: Phrase) -> ClaimField | None:
    """The field of "31" in "taking to 31 the number who died"."""
    raised = low[phrase.first - 1 : phrase.first] == ["to"] and low[max(0, phrase.first - 2)] in _RAISING
    after = low[phrase.last : phrase.last + 9]
    if not raised or after[:1] != ["the"] or not _SUMMED & set(after[1:4]):
        return None
    return ClaimField.INJURED if _HURT & set(after) else ClaimField.KILLED


def _stated(low: list[str], phrase: Phrase) -> bool:
    """Whether the figure stands for the killed told before: "admits to ten", "the figure given was eleven"."""
    if phrase.first < 2 or not (phrase.bare or phrase.group in ("soldiers", "fighters", "police")):
        return False
    if phrase.last < len(low) and low[phrase.last] not in _ENDS and phrase.bare:
        return False
    before = low[phrase.first - 1]
    lead = low[max(0, phrase.first - 8) : phrase.first]
    if before == "to":
        return low[phrase.first - 2] in ("admit", "admits", "admitted")
    if before == "counted":
        return phrase.bare
    if before == "number":
        return low[phrase.first - 2] in ("victims", "dead", "deaths", "killed")
    if before == "at":
        return "losses" in lead and any(word in lead or word in low[: phrase.first] for word in ("put", "puts"))
    return before in ("was", "is") and ("figure" in lead or "toll" in lead or lead[-3:-1] == ["the", "number"])


def _all_of_them(low: list[str], phrase: Phrase) -> str | None:
    for begin in range(phrase.last, min(len(low), phrase.last + 3)):
        if low[begin : begin + 3] in (["all", "of", "them"], ["all", "of", "whom"], ["most", "of", "them"]):
            if low[begin] != "all":
                return None
            return _told_group(low, begin + 3)
    return None


def _whole_of(low: list[str], phrases: list[Phrase], number: int, found: Found) -> int | None:
    """The count the phrase can be a part of: the one before it in the sentence, by "of whom" or beside such a part."""
    phrase = phrases[number]
    if number == 0:
        return None
    before = number - 1
    lead = low[max(0, phrase.first - 2) : phrase.first]
    if before in found.whole and lead[-1:] in (["and"], [","]):
        return found.whole[before]
    counted = before in found.field and before not in found.whole and found.field[before] is not ClaimField.STRIKES
    inside = phrase.partitive or lead in (["of", "whom"], ["of", "which"]) or lead[-1:] == ["including"]
    return before if counted and inside else None


def _told_group(low: list[str], index: int) -> str | None:
    """The group that "were women", "under the age of ten", "those of soldiers" name, from `index` on."""
    begin = index
    while index < len(low) and index - begin < 5 and (low[index] in BE or low[index] in _FILLING):
        index += 1
    if index >= len(low):
        return None
    if low[index] in ("under", "below"):
        return None if _AGES.isdisjoint(low[index + 1 : index + 5]) else "children"
    word = low[index].removesuffix("'s").removesuffix("’s")
    if word in GROUP_OF and word not in INCLUDING:
        return group_of(word, beside=frozenset(low[begin:index]))
    return None
