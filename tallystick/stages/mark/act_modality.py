"""Whether an act is told as done, doubted, denied, planned or supposed, and by which word."""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.knowledge.act_context import load_act_context
from tallystick.records.vocabulary import Modality
from tallystick.stages.mark.act_clause import verb_group
from tallystick.stages.mark.tokens import MODALS

_WORDS = load_act_context()
_DENIAL, _DOUBT, _PLAN, _SUPPOSE = _WORDS["denial"], _WORDS["doubt"], _WORDS["plan_governors"], _WORDS["suppose"]
_SUPPOSING = ("could", "might", "may", "should", "can", "must")
_CUTS = frozenset((",", ";", ":", "—", "–", "during", "after", "since", "when", "while"))
Verdict = tuple[Modality, str | None]


def find_modality(
    lower: list[str], *, head_first: int, first: int, last: int, clause_first: int, nominal: bool
) -> Verdict:
    """The modality of the act word at `first:last` and the word that gives it."""
    verdict = _of_noun(lower, head_first, first, last) if nominal else _of_verb(lower, first, clause_first)
    if verdict is not None:
        return verdict
    hedge = _last(lower[max(0, clause_first - 3) : first], _DOUBT) or _first(
        lower[last : last + 3], ("reportedly", "allegedly")
    )
    return (Modality.ALLEGED, hedge) if hedge else (Modality.ASSERTED, None)


def _first(words: Iterable[str], kind: Iterable[str]) -> str | None:
    return next((w for w in words if w in kind), None)


def _last(words: list[str], kind: Iterable[str]) -> str | None:
    return _first(reversed(words), kind)


def _of_noun(lower: list[str], np_first: int, first: int, last: int) -> Verdict | None:
    governors, inside = lower[max(0, np_first - 5) : np_first], lower[np_first:first]
    after = lower[last] if last < len(lower) else ""
    for i in range(len(governors) - 1, -1, -1):
        if governors[i] in _CUTS:
            governors = governors[i + 1 :]
            break
    if word := _first(governors, _DENIAL):
        return Modality.DENIED, word
    if word := _first(inside, _WORDS["plan_inside"]):
        return Modality.PLANNED, word
    word = _first(inside, _WORDS["suppose_inside"])
    if word and (word != "further" or any(g in _SUPPOSE or g in _PLAN for g in governors)):
        return Modality.HYPOTHETICAL, word
    to = governors[-1:] == ["to"] and _first(governors[-2:-1], _WORDS["before_to"])
    if to or "will" in governors or _first(governors, _PLAN):
        return Modality.PLANNED, _first(governors, _PLAN)
    if "amid" not in governors and not ("if" in governors and "as" in governors):
        calls = _WORDS["call_for"] if "for" not in governors else frozenset()
        if word := _first(governors, _SUPPOSE - calls):
            return Modality.HYPOTHETICAL, word
    if after in MODALS and after not in ("can", "cannot"):
        return Modality.HYPOTHETICAL, after
    if inside[:1] == ["no"] or governors[-1:] == ["no"]:
        return Modality.DENIED, "no"
    return None


def _of_verb(lower: list[str], first: int, clause_first: int) -> Verdict | None:
    group = lower[verb_group(lower, first) : first]
    left = lower[max(clause_first, first - 8) : first]
    if any(w in ("not", "n't", "never") or w.endswith("n't") for w in group):
        return Modality.DENIED, "not"
    if word := _first(left[-5:], _DENIAL):
        return Modality.DENIED, word
    if "will" in group or "shall" in group:
        return Modality.PLANNED, "will"
    if word := _first(group, _SUPPOSING):
        return Modality.HYPOTHETICAL, word
    if "would" in group:
        return (Modality.HYPOTHETICAL if "have" in group or "if" in lower else Modality.PLANNED), "would"
    if "to" in group:
        governor = lower[max(0, first - 8) : first]
        if word := _last(governor, _PLAN | _WORDS["plan_verbs"]):
            return Modality.PLANNED, word
        if not _first(governor[-4:], _WORDS["factual_to"]):
            return Modality.HYPOTHETICAL, "to"
        if word := _first(governor[-4:], _WORDS["believed"]):
            return Modality.ALLEGED, word
    opener = lower[max(0, clause_first - 1) : first]
    if ("if" in opener and "as" not in opener) or "unless" in opener:
        return Modality.HYPOTHETICAL, "if"
    before = lower[first - 1] if first else ""
    if before in ("from", "of", "against") and (
        word := _last(lower[max(0, first - 8) : first], _WORDS["suppose"] - {"case"})
    ):
        return Modality.HYPOTHETICAL, word
    return None
