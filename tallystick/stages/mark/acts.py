"""Acts: words that tell that something was done, with who did it to whom as the clause shows it.

Shallow reading by word classes: a trigger word, whether it stands as noun or verb, its clause, its
voice, the stretch before it (subject) and after it (object), and what the words around it say of
whether it happened. What is decided with referents in hand (which account, which type in the end)
is decided in `tell`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.knowledge.acts import ActLexicon, ActWord
from tallystick.records.mention import ActMention, MeansMention
from tallystick.records.vocabulary import EventType, MeansKind, Modality
from tallystick.stages.mark.tokens import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    Tokens,
)

TYPE_OF_MEANS: dict[MeansKind, EventType] = {
    MeansKind.AIRCRAFT: EventType.AIR_DRONE_STRIKE,
    MeansKind.DRONE: EventType.AIR_DRONE_STRIKE,
    MeansKind.MISSILE: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.ROCKET: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.ARTILLERY: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.MORTAR: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.IED: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.MINE: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.VEHICLE_BOMB: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.SUICIDE_BOMB: EventType.SUICIDE_BOMB,
    MeansKind.GRENADE: EventType.GRENADE,
    MeansKind.CHEMICAL: EventType.CHEMICAL_WEAPON,
}
_AIR_BOMB = re.compile(r"barrel|glide|cluster|aerial|dropped", re.IGNORECASE)

# Words that stand right before or after an act word and make it something else.
_NOT_BEFORE = frozenset(
    """heart panic cyber verbal hunger rail train tube bus nurses teachers doctors workers junior union labour labor postal
    pilots lightning bird personal media legal diplomatic advertising marketing press charm election campaign midfield
    counter-strike title cup world legislative political ad scathing blistering vicious rhetorical online asthma anxiety
    social courtroom court baggage border port dock climate school""".split()
)
_NOT_AFTER = frozenset(
    "wall walls wave waves over deal agreement balance chord pose ad ads ballot action list striker vote committee pay chief-of-staff".split()
)
_FIGURATIVE_AFTER = re.compile(
    r"\s+(?:on\s+(?:democracy|freedom|free speech|human rights|the rule of law|the truth|the economy|women's rights|press freedom|"
    r"civil liberties|the constitution)|against\s+(?:cancer|inflation|corruption|climate|covid|coronavirus|poverty|obesity|crime)"
    r"|(?:a|the)\s+(?:deal|balance|chord|record|blow to|nerve|wall|snag|road|headlines|ground running|market|shops|stage)\b|out at\b|back at critics|hard by)",
    re.IGNORECASE,
)
_LIGHT_VERBS = frozenset(
    """carry carried carries carrying launch launched launches launching conduct conducted conducts conducting stage staged
    stages staging mount mounted mounts mounting unleash unleashed unleashes unleashing perpetrate perpetrated commit
    committed commits committing undertake undertook undertaken execute executed deliver delivered resume resumed resumes
    intensify intensified intensifies step stepped wage waged waging perform performed make made organise organised
    orchestrated orchestrate claim claimed claims directed led fired begin began begun started continue continued continues
    order ordered sign signed signs reach reached agree agreed declare declared hold held stage""".split()
)
_PLAN = frozenset(
    """plan plans planned planning plot plots plotted plotting threaten threatens threatened threatening threat threats vow
    vows vowed vowing pledge pledges pledged prepare prepares prepared preparing intend intends intended promise promised
    promises warn warns warned warning warnings ready order ordered orders considering consider considers mull
    mulls mulling possible potential future imminent impending looming further retaliatory upcoming expected
    anticipated aims aim aimed seek seeks sought about set""".split()
)
_PLAN_GOVERNORS = frozenset(
    """plan plans planned planning plot plots plotted plotting threaten threatens threatened threatening threat threats vow
    vows vowed vowing pledge pledges pledged prepare prepares prepared preparing intend intends intended promise promised
    promises warn warns warned warning warnings ready poised considering mulling imminent impending looming threatened
    retaliatory upcoming""".split()
)
_SUPPOSE = frozenset(
    """could might may if would fear fears feared risk risks prevent prevents prevented preventing deter deters deterring
    deterred avert averted avoid avoiding possible possibility potential potentially hypothetical unless should against-any
    case capable ability able scenario likelihood simulate simulated simulating simulation drill drills exercise exercises
    call calls called calling urge urges urged urging demand demands demanded appeal appeals appealed propose proposed
    proposal talks negotiations negotiate discuss discussed hopes hope protect protects protecting""".split()
)
_SUPPOSE_NEAR = frozenset(
    "could might may if would fear fears feared prevent preventing deter deterring avert avoid possible potential unless risk".split()
)
_NEGATION = frozenset(
    "no not never n't without neither nor denied denies deny denying rejected rejects dismissed refuted".split()
)
_DENIAL = frozenset("denied denies deny denying rejected rejects dismissed refuted denial".split())
_DOUBT = frozenset(
    """reportedly allegedly alleged suspected apparently apparent purported purportedly supposedly believed thought
    unconfirmed presumed accused accuses accusing claims claimed claiming claim possible rumoured rumored""".split()
)
_DOUBT_SHOWN = frozenset(
    "reportedly allegedly alleged suspected apparently apparent purported purportedly supposedly unconfirmed presumed accused accuses accusing".split()
)
_RECALL = re.compile(
    r"\b(?:previous(?:ly)?|earlier (?:this|that) (?:month|year)|past|last (?:month|year|summer|winter|spring|autumn|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)|(?:years?|months|decades?) (?:ago|earlier|before)|anniversary|"
    r"since (?:19|20)\d\d|in (?:19|20)\d\d|of (?:19|20)\d\d|(?:19|20)\d\d (?:attack|bombing|massacre|war|invasion|strike)|history|decades of|"
    r"in recent (?:years|months)|recalled|commemorat\w+|former)\b",
    re.IGNORECASE,
)
_NOVEL = frozenset("another second third fourth separate other new fresh similar additional different".split())
_SCENE_BREAK = frozenset(
    "in at near on during after before when while as over outside inside since until amid following with using from by but for early late where".split()
)
_CLAUSE = frozenset(
    "that which who when while after before because although though as where if unless whereas but".split()
)
_BY_VERBS = frozenset("by".split())


def mark_acts(
    sentences: Sequence[Tokens], *, lexicon: ActLexicon, means: Sequence[MeansMention]
) -> tuple[ActMention, ...]:
    """Act mentions in order of position; overlapping triggers never, one mention a trigger."""
    acts: list[ActMention] = []
    for tokens in sentences:
        acts += _acts_of_sentence(tokens, lexicon=lexicon, means=means)
    return tuple(acts)


def _acts_of_sentence(tokens: Tokens, *, lexicon: ActLexicon, means: Sequence[MeansMention]) -> list[ActMention]:
    lower, found, i = tokens.lower, [], 0
    while i < len(lower):
        match = lexicon.match(lower, i)
        if match is None:
            i += 1
            continue
        length, entries = match
        word = _reading(tokens, i, i + length, entries)
        if word is not None and not _figurative(tokens, i, i + length):
            others = tuple(e for e in entries if e is not word and e.verb == word.verb)
            found.append((i, i + length, word, others))
        i += length
    found = [one for k, one in enumerate(found) if not _is_light_verb(tokens, one[1], one[2], found[k + 1 :])]
    if not found:
        return []
    s = tokens.sentence
    near = [m for m in means if s.start <= m.start < s.end]
    return [_act(tokens, first, last, word, others, near) for first, last, word, others in found]


def _is_light_verb(
    tokens: Tokens, last: int, word: ActWord, after: list[tuple[int, int, ActWord, tuple[ActWord, ...]]]
) -> bool:
    """ "launched a missile attack": the noun is the act, the verb only carries it."""
    if not word.verb or word.lemma not in ("launch", "fire", "hurl", "lob", "rain"):
        return False
    end = _object_end(tokens, last)
    return any(not noun.verb and first < end + 1 for first, _, noun, _ in after)


def _reading(tokens: Tokens, first: int, last: int, entries: tuple[ActWord, ...]) -> ActWord | None:
    """The entry that fits here as noun or verb, or none."""
    noun = next((e for e in entries if not e.verb), None)
    verb = next((e for e in entries if e.verb), None)
    flags = (verb or noun or entries[0]).flags
    if "never" in flags:
        return None
    before = tokens.lower[first - 1] if first else ""
    if verb is not None and "weak" in flags and before in ("the", "those", "these", "their"):
        return None
    if verb is not None and verb.lemma in ("demonstrate", "rally", "march", "protest") and last < len(tokens.lower):
        if tokens.lower[last] in DETERMINERS | {"how", "that", "why", "what"} and tokens.lower[last] not in (
            "this",
            "all",
        ):
            return None
    if verb is not None and verb.form == "past" and before in _QUALIFYING and _is_qualifier(tokens, last):
        return None
    if first and tokens.lower[first] == "march" and tokens.words[first] == "March":
        return None
    if noun and not verb:
        return noun
    if verb and not noun:
        return None if _is_noun_use(tokens, first, last, verb) else verb
    return noun if _is_noun_use(tokens, first, last, verb) else verb


_QUALIFYING = frozenset(
    "the a an this that these those its their his her of in from and newly recently heavily".split()
)


def _is_qualifier(tokens: Tokens, last: int) -> bool:
    """A participle that qualifies the noun after it ("a liberated city", "the besieged town")."""
    if last >= len(tokens.lower):
        return False
    after = tokens.lower[last]
    return (
        after.isalpha()
        and after not in PREPOSITIONS
        and after not in DETERMINERS
        and after not in BE
        and (after not in CONJUNCTIONS and after not in ADVERBS and not after.endswith("ly") and after not in PRONOUNS)
    )


def _is_noun_use(tokens: Tokens, first: int, last: int, verb: ActWord | None) -> bool:
    lower, words = tokens.lower, tokens.words
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    form = verb.form if verb else "base"
    if form == "past" and after != "of":
        return (
            before in ("the", "a", "an")
            and after not in ("", ",", ".", "by")
            and not after.endswith("ly")
            and form != "past"
        )
    if before == "to" or before in MODALS or before in PRONOUNS or before in ("n't", "not"):
        return False
    if (
        before in DETERMINERS
        or before in ("'s", "’s")
        or before in ("of", "in", "by", "after", "from", "with", "for", "during", "against", "on", "into")
    ):
        return (
            form != "ing"
            or after in ("", ",", ".", "in", "on", "at", "near", "of", "and", "that", "which", "was", "were", "by")
            or before in DETERMINERS
        )
    if form == "ing":
        return before not in BE and after in (
            "of",
            "in",
            "on",
            "at",
            "near",
            "was",
            "and",
            "that",
            "between",
            "continues",
            "continued",
            "by",
            "campaign",
        )
    if after in (
        "on",
        "against",
        "in",
        "at",
        "near",
        "that",
        "which",
        "by",
        "of",
        "from",
        "killed",
        "kills",
        "targeting",
        "hit",
        "hits",
        "was",
        "were",
        "has",
        "have",
        "and",
        ",",
        ".",
        "",
        "targets",
        "kill",
        "leaves",
        "left",
        "with",
        "as",
        "after",
        "between",
    ):
        return not (
            form in ("base", "s")
            and after in ("in", "with", "near", "at", ",", "as", "after", "on", "against", "and", "")
            and _headline_verb(tokens, first)
        )
    if form == "base" and before and (before[-1:].isdigit() or before.endswith("ed") or words[first - 1][:1].isupper()):
        return not (
            after in DETERMINERS or (last < len(words) and (words[last][:1].isupper() or words[last][:1].isdigit()))
        )
    if form == "s":
        return not (
            after in DETERMINERS
            or (last < len(words) and (words[last][:1].isupper() or words[last][:1].isdigit()))
            or after.endswith("s")
        )
    return before not in BE and after not in DETERMINERS and not (last < len(words) and words[last][:1].isupper())


def _headline_verb(tokens: Tokens, first: int) -> bool:
    """A plural or proper subject right before a bare verb: "Rebels clash with", "Troops attack in"."""
    if not first:
        return False
    before = tokens.lower[first - 1]
    return tokens.lower[first] in ("clash", "battle", "fight", "rally", "protest", "march", "clashes") and (
        before.endswith("s") or before in ("army", "police", "military")
    )


def _figurative(tokens: Tokens, first: int, last: int) -> bool:
    lower = tokens.lower
    if first and lower[first - 1] in _NOT_BEFORE:
        return True
    if last < len(lower) and lower[last] in _NOT_AFTER:
        return True
    rest = tokens.sentence.text[tokens.ends[last - 1] - tokens.sentence.start :][:48]
    return bool(_FIGURATIVE_AFTER.match(rest))


def _clause_bounds(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Token indexes of the clause around a trigger: from the break before it to the break after it."""
    lower = tokens.lower
    start = first
    while start > 0 and not _breaks(lower, start - 1):
        start -= 1
    end = last
    while end < len(lower) and not _breaks(lower, end):
        end += 1
    return start, end


def _breaks(lower: list[str], i: int) -> bool:
    word = lower[i]
    if word in (";", ":", "—", "–", "(", ")") or word in '"“”':
        return True
    if word in _CLAUSE:
        return True
    if word == "and" and i + 2 < len(lower):
        return lower[i + 1] in PRONOUNS or lower[i + 2] in BE or lower[i + 2] in HAVE
    return False


def _act(
    tokens: Tokens, first: int, last: int, word: ActWord, others: tuple[ActWord, ...], near: Sequence[MeansMention]
) -> ActMention:
    clause_first, clause_last = _clause_bounds(tokens, first, last)
    lower = tokens.lower
    nominal = not word.verb
    group_first = first if nominal else _verb_group(lower, first)
    np_first = _np_start(tokens, first) if nominal else group_first
    modality, hedge = _modality(tokens, np_first, first, last, clause_first, nominal=nominal)
    passive = not nominal and word.form == "past" and _is_passive(tokens, first, last, group_first)
    agent, patient = (
        _nominal_roles(tokens, np_first, first, last, clause_first)
        if nominal
        else _verbal_roles(tokens, group_first, last, clause_first, passive=passive)
    )
    determiner = lower[np_first:first] if nominal else []
    start, end = tokens.starts[first], tokens.ends[last - 1]
    text, base = tokens.sentence.text, tokens.sentence.start
    around = text[
        max(0, tokens.starts[clause_first] - base - 30) : tokens.ends[min(clause_last, len(lower)) - 1] - base + 30
    ]
    past_perfect = not nominal and word.form == "past" and "had" in lower[max(group_first, 0) : first]
    return ActMention(
        start=start,
        end=end,
        surface=text[start - base : end - base],
        lemma=word.lemma,
        event_type=_type_here(word, start, near, tokens),
        sentence=tokens.sentence.index,
        clause_start=tokens.starts[clause_first],
        clause_end=tokens.ends[clause_last - 1],
        modality=modality,
        hedge=hedge,
        nominal=nominal,
        definite=nominal and bool(determiner) and (determiner[0] in ("the", "this", "these", "that", "those")),
        novel=any(w in _NOVEL for w in (determiner if nominal else lower[max(0, group_first - 2) : first])),
        plural=word.form == "pl",
        recalled=past_perfect or bool(_RECALL.search(around)),
        passive=passive,
        cause=nominal and bool(_CAUSES & set(lower[max(0, np_first - 4) : np_first])),
        flags=word.flags,
        others=tuple((_type_here(other, start, near, tokens), other.flags) for other in others),
        agent=agent,
        patient=patient,
    )


def _np_start(tokens: Tokens, first: int) -> int:
    """Index of the first token of the noun phrase that ends in this noun (its determiner included)."""
    lower, words = tokens.lower, tokens.words
    i = first
    while i > 0 and first - i < 7:
        word = lower[i - 1]
        if word in DETERMINERS:
            return i - 1
        if word in ("'s", "’s"):
            i -= 1
            continue
        if word in PREPOSITIONS and not (
            word == "of"
            and i > 1
            and lower[i - 2] in ("series", "wave", "barrage", "number", "string", "spate", "pair")
        ):
            break
        if word in BE or word in HAVE or word in MODALS or word in PRONOUNS or not (words[i - 1][0].isalnum()):
            if word == "," and first - i < 3 and i > 1 and lower[i - 2].isalpha() and lower[i - 2] not in PREPOSITIONS:
                i -= 1
                continue
            break
        if word in CONJUNCTIONS and word != "and":
            break
        if (
            word in _LIGHT_VERBS
            or word in _PLAN_GOVERNORS
            and word not in ("planned", "imminent", "retaliatory", "threatened")
        ):
            break
        i -= 1
    return i


def _verb_group(lower: list[str], first: int) -> int:
    """Index of the first token of the verb group (auxiliaries and adverbs before the verb)."""
    i = first
    while i > 0 and (
        lower[i - 1] in BE
        or lower[i - 1] in HAVE
        or lower[i - 1] in MODALS
        or lower[i - 1] in ADVERBS
        or lower[i - 1] in ("to", "not", "n't", "did", "does", "do")
        or (lower[i - 1].endswith("ly") and len(lower[i - 1]) > 4)
    ):
        i -= 1
    return i


def _is_passive(tokens: Tokens, first: int, last: int, group_first: int) -> bool:
    lower = tokens.lower
    if any(w in BE for w in lower[group_first:first]):
        return True
    if any(w in HAVE for w in lower[group_first:first]):
        return False
    after = lower[last] if last < len(lower) else ""
    if after == "by" and not (last + 1 < len(lower) and lower[last + 1] in ("a", "the") and False):
        return True
    if after in (
        "",
        ".",
        ",",
        "in",
        "during",
        "when",
        "after",
        "at",
        "near",
        "on",
        "since",
        "over",
        "as",
        "and",
        "while",
        "amid",
        "dead",
    ):
        return tokens.lower[first] not in (
            "clashed",
            "battled",
            "fought",
            "died",
            "exploded",
            "detonated",
            "surrendered",
            "withdrew",
            "retreated",
            "protested",
            "rallied",
            "demonstrated",
            "marched",
            "rioted",
            "defected",
            "crashed",
        )
    return False


_ANSWERS = frozenset(
    """response responded responding responds retaliation retaliate retaliated retaliating revenge avenge avenging reprisal reaction
    following after amid despite over condemned condemns condemning condemn counter countering combat combating fight
    deplored denounced mourn mourning since""".split()
)
_CAUSES = frozenset(
    """response responded responding responds retaliation retaliate retaliated retaliating revenge avenge avenging reprisal reaction amid
    counter countering combat combating provoked triggered prompted""".split()
)


def _modality(
    tokens: Tokens, np_first: int, first: int, last: int, clause_first: int, *, nominal: bool
) -> tuple[Modality, str | None]:
    lower = tokens.lower
    window = lower[max(0, first - 9) : first]
    near = lower[max(clause_first - 1, first - 6, 0) : first]
    inside = lower[np_first:first]
    hedge = next((w for w in reversed(lower[max(0, clause_first - 3) : first]) if w in _DOUBT_SHOWN), None)
    after = lower[last : last + 6]
    if hedge is None:
        hedge = next((w for w in after[:3] if w in ("reportedly", "allegedly")), None)
    if nominal:
        governors = lower[max(0, np_first - 5) : np_first]
        if any(w in _DENIAL for w in governors):
            return Modality.DENIED, next(w for w in governors if w in _DENIAL)
        if any(
            w
            in (
                "planned",
                "possible",
                "potential",
                "future",
                "imminent",
                "impending",
                "threatened",
                "any",
                "retaliatory",
                "further",
                "upcoming",
            )
            for w in inside
        ):
            word = next(
                w
                for w in inside
                if w
                in (
                    "planned",
                    "possible",
                    "potential",
                    "future",
                    "imminent",
                    "impending",
                    "threatened",
                    "any",
                    "retaliatory",
                    "further",
                    "upcoming",
                )
            )
            if word in ("possible", "potential", "any", "future", "further"):
                if word != "further" or any(g in _SUPPOSE or g in _PLAN_GOVERNORS for g in governors):
                    return Modality.HYPOTHETICAL, word
            else:
                return Modality.PLANNED, word
        if (
            any(w in _PLAN_GOVERNORS for w in governors)
            or ("will" in governors)
            or (governors[-1:] == ["to"] and not _ANSWERS & set(governors))
        ):
            return Modality.PLANNED, next((w for w in governors if w in _PLAN_GOVERNORS), None)
        if (
            governors
            and (any(w in _SUPPOSE for w in governors))
            and "amid" not in governors
            and not ("if" in governors and "as" in governors)
        ):
            word = next(w for w in governors if w in _SUPPOSE)
            return Modality.HYPOTHETICAL, word
        if any(w in MODALS and w not in ("can", "cannot") for w in after[:1]):
            return Modality.HYPOTHETICAL, after[0]
        if "no" in inside[:1]:
            return Modality.DENIED, "no"
    else:
        group = lower[_verb_group(lower, first) : first]
        left = lower[max(clause_first, first - 8) : first]
        if any(w in ("not", "n't", "never") or w.endswith("n't") for w in group):
            return Modality.DENIED, "not"
        if any(w in _DENIAL for w in left[-5:]):
            return Modality.DENIED, next(w for w in left[-5:] if w in _DENIAL)
        if "will" in group or "shall" in group:
            return Modality.PLANNED, "will"
        if any(w in ("could", "might", "may", "should", "can", "must") for w in group):
            return Modality.HYPOTHETICAL, next(w for w in group if w in MODALS)
        if "would" in group:
            return Modality.PLANNED if not ("have" in group or "if" in lower) else Modality.HYPOTHETICAL, "would"
        if "to" in group:
            governor = lower[max(0, first - 8) : first]
            plan = [
                w
                for w in governor
                if w in _PLAN_GOVERNORS
                or w
                in (
                    "order",
                    "ordered",
                    "aim",
                    "aims",
                    "aimed",
                    "seek",
                    "sought",
                    "about",
                    "set",
                    "able",
                    "try",
                    "trying",
                    "tried",
                    "attempting",
                    "attempted",
                )
            ]
            if plan:
                return Modality.PLANNED, plan[-1]
            if not any(
                w
                in (
                    "continued",
                    "continue",
                    "continues",
                    "began",
                    "begin",
                    "managed",
                    "used",
                    "believed",
                    "thought",
                    "reported",
                    "said",
                    "known",
                    "forced",
                    "understood",
                    "alleged",
                )
                for w in governor[-4:]
            ):
                return Modality.HYPOTHETICAL, "to"
            if any(w in ("believed", "thought", "understood", "alleged") for w in governor[-4:]):
                return Modality.ALLEGED, next(
                    w for w in governor[-4:] if w in ("believed", "thought", "understood", "alleged")
                )
        if "if" in lower[max(0, clause_first - 1) : first] or "unless" in lower[max(0, clause_first - 1) : first]:
            return Modality.HYPOTHETICAL, "if"
    if hedge:
        return Modality.ALLEGED, hedge
    del window, near
    return Modality.ASSERTED, None


def _type_here(word: ActWord, start: int, near: Sequence[MeansMention], tokens: Tokens) -> EventType:
    """The event type of an act word, by the means beside it where the word leaves that open."""
    if "generic" not in word.flags:
        return word.event_type
    best = min(near, key=lambda m: abs(m.start - start), default=None)
    if best is not None:
        if best.means.kind is MeansKind.BOMB:
            air = _AIR_BOMB.search(best.surface) or word.lemma == "bomb"
            return EventType.AIR_DRONE_STRIKE if air else EventType.REMOTE_EXPLOSIVE_LANDMINE_IED
        typed = TYPE_OF_MEANS.get(best.means.kind)
        if typed is not None:
            ranked = sorted(
                (t for m in near if abs(m.start - start) < 60 and (t := TYPE_OF_MEANS.get(m.means.kind))),
                key=list(EventType).index,
            )
            return ranked[0] if ranked else typed
    if word.lemma in ("strike",) and not word.verb:
        return EventType.AIR_DRONE_STRIKE
    return word.event_type


def _span(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    return (tokens.starts[first], tokens.ends[last - 1]) if first < last else None


def _object_end(tokens: Tokens, first: int) -> int:
    """Index after the last token of the noun phrases that begin here (coordination included)."""
    lower = tokens.lower
    i = first
    while i < len(lower) and i - first < 22:
        word = lower[i]
        if word in (".", ";", ":", "—", "–", "(", ")") or word in '"“”' or word in _CLAUSE or word in _SCENE_BREAK:
            break
        if word == "," and not _list_goes_on(lower, i):
            break
        if i > first and (word in BE or word in HAVE or word in MODALS):
            break
        i += 1
    return i


def _list_goes_on(lower: list[str], comma: int) -> bool:
    return "and" in lower[comma + 1 : comma + 6] and not any(
        w in BE or w in CONJUNCTIONS - {"and", "or"} for w in lower[comma + 1 : comma + 6]
    )


def _subject(tokens: Tokens, clause_first: int, group_first: int) -> tuple[int, int] | None:
    """The stretch before a verb group in its clause; past an introductory phrase closed by a comma."""
    lower = tokens.lower
    first = clause_first
    if first < group_first and lower[first] in PREPOSITIONS | {
        "on",
        "early",
        "late",
        "meanwhile",
        "according",
        "earlier",
        "separately",
        "elsewhere",
    }:
        for i in range(first, group_first):
            if lower[i] == ",":
                first = i + 1
                break
    if first == group_first and first > 0 and lower[first - 1] in ("who", "which", "that"):
        first = max(0, first - 8)
        return _span(tokens, first, group_first - 1)
    return _span(tokens, first, group_first)


def _verbal_roles(
    tokens: Tokens, group_first: int, last: int, clause_first: int, *, passive: bool
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    subject = _subject(tokens, clause_first, group_first)
    if passive:
        return _by_phrase(tokens, last), subject
    first = last
    while first < len(tokens.lower) and tokens.lower[first] in (
        "on",
        "at",
        "against",
        "with",
        "upon",
        "toward",
        "towards",
        "into",
        "down",
        "dead",
    ):
        first += 1
    return subject, _span(tokens, first, _object_end(tokens, first))


def _by_phrase(tokens: Tokens, last: int) -> tuple[int, int] | None:
    lower = tokens.lower
    for i in range(last, min(last + 14, len(lower))):
        if lower[i] in (".", ";", "—"):
            return None
        if lower[i] == "by" and i + 1 < len(lower):
            return _span(tokens, i + 1, _object_end(tokens, i + 1))
    return None


def _nominal_roles(
    tokens: Tokens, np_first: int, first: int, last: int, clause_first: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    lower = tokens.lower
    agent = _span(tokens, np_first, first)
    patient: tuple[int, int] | None = None
    i, seen_by = last, False
    while i < len(lower) and i - last < 16:
        word = lower[i]
        if word in (".", ";", "—", "–") or word in _CLAUSE:
            break
        if (
            word
            in (
                "on",
                "against",
                "targeting",
                "targeted",
                "hitting",
                "upon",
                "towards",
                "of",
                "hit",
                "struck",
                "at",
            )
            and patient is None
            and i + 1 < len(lower)
        ):
            if word == "on" and _is_time(lower[i + 1]):
                i += 1
                continue
            end = _object_end(tokens, i + 1)
            if word != "of" or tokens.lower[first] not in ("series",):
                patient = _span(tokens, i + 1, end)
            i = max(end, i + 1)
            continue
        if i - last > 0 and word.endswith("ed") and word not in _LIGHT_VERBS and word != "targeted":
            break
        if word == "by" and patient and (lower[i - 1].endswith("ed") or lower[i - 1] in ("run", "held", "led")):
            break  # "a camp run by Y": Y is no doer
        if word == "by" and i + 1 < len(lower) and not seen_by and not (patient and i - last > 9):
            end = _object_end(tokens, i + 1)
            by = _span(tokens, i + 1, end)
            seen_by = True
            if by:
                return by, patient
            i = max(end, i + 1)
            continue
        i += 1
    light = next(
        (j for j in range(np_first - 1, max(clause_first - 1, np_first - 6), -1) if lower[j] in _LIGHT_VERBS), None
    )
    if light is not None:
        group_first = _verb_group(lower, light)
        if not any(w in BE for w in lower[group_first:light]):
            subject = _subject(tokens, clause_first, group_first)
            if subject:
                return subject, patient
    return agent, patient


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december new christmas eid".split()
)


def _is_time(word: str) -> bool:
    return word in _DAYS or word[:1].isdigit()
