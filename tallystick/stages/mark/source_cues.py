"""Where a sentence cites somebody: the cue, the words of the subject, who stands beside it, and the scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallystick.knowledge.source_verbs import SourceVerb
from tallystick.stages.mark.source_narrowing import cut_at_clause
from tallystick.stages.mark.source_patterns import (
    ACCORDING,
    AGE,
    AS_SAYING,
    BREAKS,
    BY_COUNT,
    CITED_BY,
    CITING,
    CLAIMED_BY,
    CLAUSE_NEXT,
    CLAUSE_TOLD,
    COMPILED,
    COUNTED,
    FINITE,
    INVERTED,
    JOINED,
    LEAD,
    LISTED,
    LIVES,
    NEW_NOUN,
    NOUN_BEFORE,
    OPENING_SUBJECT,
    OWNS_UP,
    PARTICIPLE,
    PASSIVE,
    PHRASE_END,
    RELEASED,
    RESPONSIBILITY,
    STATED_ON,
    TITLE_LEAD,
    TITLE_TAIL,
    TOLD,
    TRAIL,
    VERBISH,
)
from tallystick.stages.mark.source_scopes import scope_of_according, scope_of_denial, scope_of_front, scope_of_tag
from tallystick.stages.mark.tokens import ADVERBS, BE, HAVE, MODALS, Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Offsets are into the sentence; `start:end` is the phrase, `follows` marks one that leans on the cue before it."""

    cue: str
    sense: str
    start: int
    end: int
    scope: tuple[int, int]
    aside: str = ""
    outer: str = ""
    inner: str = ""
    follows: bool = False
    sure: bool = False


def find_cues(tokens: Tokens, verbs: Mapping[str, SourceVerb]) -> Iterator[Cue]:
    """The cues of a sentence in order of position of their scopes' owners; overlapping ones are left to the caller."""
    s = tokens.sentence
    yield from _preposed(s.text, is_title=s.is_title)
    if s.is_title:
        yield from _of_title(s.text)
    for i, word in enumerate(tokens.lower):
        verb = verbs.get(word)
        if (verb is not None and (cue := _verbal(tokens, i, verb)) is not None) or (
            word in ("quoted", "cited") and (cue := _quoting(tokens, i)) is not None
        ):
            yield cue
    for match in PARTICIPLE.finditer(s.text) if _holds(s.text, _PARTICIPLES) else ():
        yield _participle(s.text, match)


_FOLLOW = re.compile(r",\s+([^,.;]{3,80})")
_PARTICIPLES = (
    *("saying", "adding", "claiming", "asserting", "recalling", "confirming", "alleging", "insisting", "warning"),
    *("reporting", "stating", "noting", "denying", "blaming", "accusing", "estimating"),
)
_RELEASES = ("statement", "communiqu", "press")
_COUNTS = ("count", "tally", "estimate", "figure", "reckoning", "register")


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _preposed(text: str, *, is_title: bool) -> Iterator[Cue]:
    lower = text.lower()
    patterns: list[re.Pattern[str]] = []
    if "according" in lower or "per" in lower:
        patterns.append(ACCORDING)
    if " by " in text:
        patterns.append(COMPILED)
    for pattern in patterns:
        for match in pattern.finditer(text):
            end = _phrase_end(text, match.end())
            end = match.end() + len(cut_at_clause(text[match.end() : end]))
            scope = scope_of_according(text, match.start(), end)
            if match[0][0] == "A" and not is_title:
                scope = (max(match.start(), scope[0]), scope[1])  # a sentence begins, whose stop is lost
            yield _phrase(text, match.end(), end, cue="according to", scope=scope)
    for match in BY_COUNT.finditer(text) if _holds(text, _COUNTS) and COUNTED.search(text) else ():
        scope = scope_of_according(text, match.start(), match.end())
        yield Cue(cue="according to", sense="say", start=match.start(1), end=match.end(1), scope=scope, sure=True)
    for match in PASSIVE.finditer(text) if " by " in text else ():
        end = _phrase_end(text, match.end())
        yield _phrase(
            text, match.end(), end, cue=match[0].split()[0].lower(), scope=scope_of_tag(text, match.start(), end)
        )
    for match in RELEASED.finditer(text) if _holds(lower, _RELEASES) else ():
        if (found := _subject(text, match.start())) is not None:
            yield Cue(cue="statement", sense="say", start=found[0], end=found[1], scope=(0, len(text)), aside=found[2])
    for match in OWNS_UP.finditer(text) if "responsibility" in text or "credit" in text else ():
        if (found := _subject(text, match.start())) is not None:
            yield Cue(
                cue="claimed", sense="say", start=found[0], end=found[1], scope=(found[0], match.end()), aside=found[2]
            )
    for match in CLAIMED_BY.finditer(text) if "claimed by" in text else ():
        end = _phrase_end(text, match.end())
        yield Cue(cue="claimed", sense="say", start=match.end(), end=end, scope=(match.start(), end))


def _phrase(text: str, start: int, end: int, *, cue: str, scope: tuple[int, int]) -> Cue:
    words, outer = text[start:end], ""
    cited = CITED_BY.search(words) or CITED_BY.match(text[end:].lstrip(", ").split(",")[0])
    if cited:
        outer = cited[1] or cited[2] or ""
        end = start + cited.start() if cited.string == words else end
    aside = ""
    follow = _FOLLOW.match(text, end)
    if follow and not re.match(r"(?:while|but|and|after|which|\d)", follow[1]):
        aside = follow[1]
    return Cue(cue=cue, sense="say", start=start, end=end, scope=scope, outer=outer, aside=aside, sure=True)


def _of_title(text: str) -> Iterator[Cue]:
    tail = TITLE_TAIL.search(text)
    if tail:
        yield Cue(cue=":", sense="say", start=tail.start(1), end=tail.end(1), scope=(0, len(text)))
    lead = TITLE_LEAD.match(text)
    if lead:
        yield Cue(cue=":", sense="say", start=0, end=lead.end(1), scope=(0, len(text)))


def _verbal(tokens: Tokens, i: int, verb: SourceVerb) -> Cue | None:
    s, word = tokens.sentence, tokens.lower[i]
    text, base = s.text, s.start
    at, end = tokens.starts[i] - base, tokens.ends[i] - base
    before = tokens.lower[i - 1] if i else ""
    after = tokens.lower[i + 1] if i + 1 < len(tokens.lower) else ""
    two_back = tokens.lower[i - 2] if i > 1 else ""
    if (
        before in BE
        or before == "to"
        or (two_back in BE and before in ADVERBS)
        or (before == "united" and word == "states")
        or (before in MODALS and word != "spoke")
        or before in ("a", "an", "the")
        or (word in ("claim", "claims", "claimed") and LIVES.match(text, end))
    ):
        return None
    if verb.strict and not _governs(
        word, before, after, tokens.lower[i : i + 9], last=i + 1 >= len(tokens.lower) or after in (",", ".", ":")
    ):
        return None
    left = text[:at].rstrip()
    inverted = INVERTED.match(text, end)
    if (
        inverted
        and (left.endswith((",", '"', "”", "’", "'")) or (word == "said" and _unmarked_tag(text, at, inverted)))
        and word not in ("spoke", "told", "gave", "gives", "give", "put", "puts")
        and not FINITE.search(inverted[1].split(",")[0].split(" who ")[0])
    ):
        return _after_verb(text, inverted, word, verb)
    found = _subject(text, at)
    if found is None:
        return None
    start, stop, aside, outer = found
    if word in ("told", "tells", "tell") and not outer:
        told = TOLD.match(text, end)
        outer = told[1] if told else ""
    inner = ""
    if (citing := CITING.search(text, end)) is not None:
        inner = citing[1]
    if verb.sense == "deny":
        scope = scope_of_denial(text, start, end)
    elif word in ("claimed", "claims") and RESPONSIBILITY.match(text, end):
        return Cue(cue=word, sense="say", start=start, end=stop, scope=(start, end + 1 + len(after)), aside=aside)
    elif _is_tag(text, start, end, after, told=word in ("told", "tells")):
        scope = scope_of_tag(text, start, end)
    else:
        scope = scope_of_front(text, start, end)
    return Cue(cue=word, sense=verb.sense, start=start, end=stop, scope=scope, aside=aside, outer=outer, inner=inner)


def _unmarked_tag(text: str, at: int, match: re.Match[str]) -> bool:
    """ "... were killed said the Observatory": a whole clause before, and only a noun phrase after."""
    if not text[match.start(1) :].startswith(("the ", "a ", "an ")) and not match[1][:1].isupper():
        return False
    if re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", match[1]):
        return False
    after = re.split(r" which | who |,", text[match.start(1) :], maxsplit=1)[0]
    return bool(FINITE.search(text[max(0, at - 200) : at])) and not FINITE.search(after) and len(after) < 120


def _is_tag(text: str, start: int, end: int, after: str, *, told: bool) -> bool:
    """The cue hangs on a clause told before it ("..., X said"), rather than opening its own."""
    before = text[:start].rstrip()
    if not before.endswith((",", '"', "”", "’", "—", "–", ":")):
        return after in ("", ".", "on") and bool(FINITE.search(before)) and not JOINED.search(before)
    if after in ("", ",", ".", ":", ";"):
        return True
    return bool(FINITE.search(before)) and (told or after not in CLAUSE_NEXT) and not CLAUSE_TOLD.match(text, end)


def _governs(word: str, before: str, after: str, ahead: list[str], *, last: bool) -> bool:
    """A word that may be a noun ("claims", "reports") stands as a verb: a subject before, a clause after."""
    if word in ("put", "puts"):
        return after in ("the", "its", "their", "it") and ("at" in ahead or "toll" in ahead)
    if word in ("pointed", "points"):
        return after == "out"
    if word in ("spoke", "speaks", "speak", "spoken"):
        return after == "of"
    if word in ("gave", "gives", "give"):
        return not {"dead", "killed", "wounded", "injured", "toll"}.isdisjoint(ahead) and after not in (
            "it",
            "them",
            "him",
            "her",
        )
    if before in NOUN_BEFORE or not before:
        return False
    return last or after in CLAUSE_NEXT or after[:1].isdigit() or word == "say" or word == "confirm"


def _after_verb(text: str, match: re.Match[str], word: str, verb: SourceVerb) -> Cue:
    """ "...," said X, who lives nearby."""
    parts = match[1].split(",", 2)
    stop = match.start(1) + len(parts[0])
    tail = re.compile(
        r"\s(?:in an? |on [MTWFS]|at an? |who |told |after |as |late |early |during |by tele|via )"
    ).search(text, match.start(1), stop)
    stop = tail.start() if tail else stop
    aside = (
        parts[1]
        if len(parts) > 1
        else (text[tail.start() : tail.start() + 60] if tail and tail[0].strip() == "who" else "")
    )
    if AGE.match(aside) and aside.strip()[:2].isdigit() and len(parts) > 2:
        aside = f"{aside}, {parts[2].split(',')[0]}"
    return Cue(
        cue=word,
        sense=verb.sense,
        start=match.start(1),
        end=stop,
        scope=scope_of_tag(text, match.start(1), stop),
        aside=aside,
    )


def _subject(text: str, at: int) -> tuple[int, int, str, str] | None:
    """Start and end of the noun phrase before a verb, what stands in apposition, and who quotes it."""
    low = max(0, at - 260)
    for match in BREAKS.finditer(text, low, at):
        low = match.end()
    left = text[low:at]
    if (stated := STATED_ON.search(left)) is not None:
        left = left[: stated.start()]
    trail = TRAIL.search(left)
    stop = trail.start() if trail else len(left.rstrip())
    piece_ends = stop
    aside = outer = ""
    if (trail and trail[0].lstrip(" ").startswith(",")) or left[:stop].endswith(",") or left.rstrip().endswith(","):
        pieces = left[:stop].rstrip(" ,").split(",")
        closed = left[stop:].lstrip(" ").startswith(",") or left[:stop].rstrip().endswith(",")
        if len(pieces) > 1 and closed:
            take = 2
            while (
                take < len(pieces)
                and take < 4
                and (
                    AGE.match(pieces[-take])
                    or (
                        pieces[-take].strip()[:1].islower()
                        and not re.match(r"\s*(?:the|an?|one|two|three|several)\s", pieces[-take])
                    )
                )
            ):
                take += 1
            for deeper in range(take, min(len(pieces), 7)):
                if LISTED.match(pieces[-deeper]):
                    take = deeper + 1
            head = ",".join(pieces[:-take])
            begin = len(head) + 1 if head else 0
            core = pieces[-take]
            aside = ",".join(pieces[-take + 1 :])
            piece_ends = begin + len(core)
            left = left[:piece_ends]
    begin = left.rfind(",", 0, piece_ends) + 1
    core = left[begin:piece_ends]
    lead = LEAD.match(core)
    if lead:
        begin += lead.end()
        core = left[begin:piece_ends]
    if re.search(r"\sand\s*$", core):
        noun = re.match(
            r"(?:[\w'’-]+\s){1,5}?(?=(?:in|on|at|from|has|had|was|were|gave|\w+ed|flew|went|came|put|counted|"
            r"rejected)\s)",
            core,
        )
        if noun is None:
            return None
        piece_ends = begin + len(noun[0].rstrip())
        core = left[begin:piece_ends]
    elif (joint := core.rfind(" and ")) > 0 and FINITE.search(core[:joint]):
        begin += joint + 5
        core = left[begin:piece_ends]
    cited = CITED_BY.search(core) or CITED_BY.search(aside)
    if cited:
        outer = (cited[1] or cited[2] or "").strip(" ,")
        if cited.string == core:
            piece_ends = begin + cited.start()
            core = left[begin:piece_ends]
    verbish = None
    if not aside and not re.search(r"\swho\s|\swhich\s", core):
        for found in VERBISH.finditer(core):
            if found["be"] or (found[0] not in ("based ", "linked ") and NEW_NOUN.search(core, found.end())):
                verbish = found
    if verbish is not None and verbish.end() < len(core):
        begin += verbish.end()
        core = left[begin:piece_ends]
        if (inner := core.rfind(" the ")) > 0 or (inner := core.rfind(" a ")) > 0:
            begin += inner
            core = left[begin:piece_ends]
    core_words = core.split()
    for k in range(len(core_words) - 1, -1, -1):
        if core_words[k] in BE or core_words[k] in HAVE or core_words[k] in MODALS:
            if not aside and k < len(core_words) - 1:
                begin += core.rfind(core_words[k]) + len(core_words[k])
                core = left[begin:piece_ends]
            break
    begin += len(core) - len(core.lstrip())
    core = core.strip()
    if not core or len(core) > 150:
        return None
    return low + begin, low + begin + len(core), aside.strip(), outer


def _quoting(tokens: Tokens, i: int) -> Cue | None:
    """ "The agency quoted a doctor as saying": the agency is nearest, the doctor behind it."""
    s = tokens.sentence
    match = AS_SAYING.match(s.text, tokens.ends[i] - s.start)
    found = _subject(s.text, tokens.starts[i] - s.start)
    if match is None or found is None:
        return None
    start, stop, aside, _ = found
    scope = scope_of_front(s.text, start, match.end())
    inner, outer = match[1], ""
    if tokens.lower[i - 1] in BE and inner.startswith("by "):  # "X was quoted by Y as saying"
        inner, outer = "", inner.removeprefix("by ")
        scope = scope_of_tag(s.text, start, match.end())
    return Cue(
        cue=tokens.lower[i], sense="say", start=start, end=stop, scope=scope, aside=aside, outer=outer, inner=inner
    )


def _participle(text: str, match: re.Match[str]) -> Cue:
    word = match[1]
    sense = "deny" if word == "denying" else "allege" if word in ("claiming", "alleging") else "say"
    begin = LEAD.match(text)
    start = begin.end() if begin else 0
    noun = OPENING_SUBJECT.match(text, start)
    end = noun.end(1) if noun else start
    stop = text.find(";", match.end())
    scope = (match.start(1), stop if stop > 0 else len(text))
    return Cue(
        cue=word, sense=sense, start=start, end=end, scope=scope, aside=(noun[2] or "") if noun else "", follows=True
    )


def _phrase_end(text: str, start: int) -> int:
    """Where the noun phrase of a source ends: the first comma, dash or clause word after it."""
    match = PHRASE_END.search(text, start)
    return match.start() if match else len(text)
