"""Acts: words that tell that something was done, with who did it to whom as the clause shows it.

Shallow reading by word classes: a trigger word, whether it stands as noun or verb (act_sense), its
clause, its voice and who stands where (act_roles), and what the words around it say of whether it
happened (act_modality). What is decided with referents in hand (which account, which type in the
end) is decided in `tell`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tallystick.knowledge.act_context import load_act_context
from tallystick.knowledge.acts import TYPE_OF_MEANS, ActLexicon, ActWord
from tallystick.records.mention import ActMention, MeansMention
from tallystick.records.vocabulary import EventType, MeansKind
from tallystick.stages.mark.act_clause import clause_bounds, noun_start, verb_group
from tallystick.stages.mark.act_modality import find_modality
from tallystick.stages.mark.act_roles import Roles, find_roles
from tallystick.stages.mark.act_sense import Trigger, find_triggers, is_labour
from tallystick.stages.mark.tokens import Tokens

_WORDS = load_act_context()
_AIR_BOMB = re.compile(r"barrel|glide|cluster|aerial|dropped", re.IGNORECASE)
_SPANS = "month|year|summer|winter|spring|autumn"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_RECALL = re.compile(
    rf"\b(?:previous(?:ly)?|earlier (?:this|that) (?:month|year)|"
    rf"past(?! (?:week|few|day|days|night|two|three|four|24|48|hours?|weekend)\b)|last (?:{_SPANS}|{_MONTHS})|"
    r"(?:years?|months|decades?) (?:ago|earlier|before)|anniversary|(?:since|in|of) (?:19|20)\d\d|"
    r"(?:19|20)\d\d (?:attack|bombing|massacre|war|invasion|strike)|history|decades of|in recent (?:years|months)|"
    r"recalled|commemorat\w+)\b",
    re.IGNORECASE,
)
# One of these stands wherever _RECALL can match.
_RECALL_CUES = (
    *("previous", "earlier", "past", "last ", " ago", "before", "anniversary", "19", "20", "history", "decades of"),
    *("recent ", "recalled", "commemorat"),
)


_SPEECH = frozenset("said says told reported announced confirmed added stated according claimed say".split())


def mark_acts(
    sentences: Sequence[Tokens], *, lexicon: ActLexicon, means: Sequence[MeansMention]
) -> tuple[ActMention, ...]:
    """Act mentions in order of position; overlapping triggers never, one mention a trigger."""
    words = {w for tokens in sentences for w in tokens.lower}
    labour = is_labour(words)
    acts: list[ActMention] = []
    for tokens in sentences:
        triggers = find_triggers(tokens, lexicon=lexicon, labour=labour)
        if not triggers:
            continue
        s = tokens.sentence
        near = [m for m in means if s.start <= m.start < s.end]
        recalled = {_nearest(tokens, triggers, *m.span()) for m in _recalls(s.text)}
        acts += [_act(tokens, trigger, near, recalled=i in recalled) for i, trigger in enumerate(triggers)]
    return tuple(acts)


def _recalls(text: str) -> Iterable[re.Match[str]]:
    lower = text.lower()
    for cue in _RECALL_CUES:
        if cue in lower:
            return _RECALL.finditer(text)
    return ()


def _nearest(tokens: Tokens, triggers: Sequence[Trigger], start: int, end: int) -> int:
    """The trigger these words (offsets in the sentence) stand by; one after them rather than one before."""
    base = tokens.sentence.start

    def distance(i: int) -> int:
        gap = tokens.starts[triggers[i].first] - base - end
        return gap if gap >= 0 else start - (tokens.ends[triggers[i].last - 1] - base) + 5

    return min(range(len(triggers)), key=distance)


def _act(tokens: Tokens, trigger: Trigger, near: Sequence[MeansMention], *, recalled: bool) -> ActMention:
    lower, word, first, last = tokens.lower, trigger.word, trigger.first, trigger.last
    nominal = not word.verb
    clause_first, clause_last = clause_bounds(tokens, first, last)
    head_first = noun_start(tokens, first) if nominal else max(verb_group(lower, first), min(clause_first, first))
    modality, hedge = find_modality(
        lower, head_first=head_first, first=first, last=last, clause_first=clause_first, nominal=nominal
    )
    roles = find_roles(tokens, trigger, clause_first=clause_first, head_first=head_first)
    determiner = lower[head_first:first] if nominal else []
    start, end = tokens.starts[first], tokens.ends[last - 1]
    text, base = tokens.sentence.text, tokens.sentence.start
    past_perfect = not nominal and word.form == "past" and "had" in lower[max(head_first, 0) : first]
    past_perfect = past_perfect and not _SPEECH & set(lower[:first])  # "police said 38 had been abducted" is news
    return ActMention(
        start=start,
        end=end,
        surface=text[start - base : end - base],
        lemma=word.lemma,
        event_type=_type_here(word, start, near),
        sentence=tokens.sentence.index,
        clause_start=tokens.starts[clause_first],
        clause_end=tokens.ends[clause_last - 1],
        modality=modality,
        hedge=hedge,
        nominal=nominal,
        definite=nominal and bool(determiner) and (determiner[0] in ("the", "this", "these", "that", "those")),
        novel=any(w in _WORDS["novel"] for w in (determiner if nominal else lower[max(0, head_first - 2) : first])),
        plural=word.form == "pl",
        recalled=past_perfect or recalled,
        passive=roles.passive,
        cause=nominal and bool(_WORDS["causes"] & set(lower[max(0, head_first - 4) : head_first])),
        flags=_flags_here(tokens, word, roles),
        others=tuple((_type_here(other, start, near), other.flags) for other in trigger.others),
        agent=roles.agent,
        patient=roles.patient,
    )


def _flags_here(tokens: Tokens, word: ActWord, roles: Roles) -> frozenset[str]:
    """The word's flags; a crowd that protests needs no conflict word beside it."""
    if "light" not in word.flags or word.event_type is not EventType.PEACEFUL_PROTEST or roles.agent is None:
        return word.flags
    low, high = roles.agent[0], roles.agent[1]
    crowd = any(
        low <= start < high and w in _WORDS["crowd"] for w, start in zip(tokens.lower, tokens.starts, strict=True)
    )
    return word.flags - {"light"} if crowd else word.flags


def _type_here(word: ActWord, start: int, near: Sequence[MeansMention]) -> EventType:
    """The event type of an act word, by the means beside it where the word leaves that open."""
    if "generic" not in word.flags:
        return word.event_type
    best = min(near, key=lambda m: abs(m.start - start), default=None)
    if best is not None:
        if best.means.kind is MeansKind.BOMB:
            air = _AIR_BOMB.search(best.surface) or (word.lemma == "bomb" and word.verb)
            return EventType.AIR_DRONE_STRIKE if air else EventType.REMOTE_EXPLOSIVE_LANDMINE_IED
        typed = TYPE_OF_MEANS.get(best.means.kind)
        if typed is not None:
            ranked = sorted(
                (t for m in near if abs(m.start - start) < 60 and (t := TYPE_OF_MEANS.get(m.means.kind))),
                key=list(EventType).index,
            )
            return ranked[0] if ranked else typed
    if word.lemma == "strike" and not word.verb:
        return EventType.AIR_DRONE_STRIKE
    return word.event_type
