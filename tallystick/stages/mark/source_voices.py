"""What is remembered of a source, so that "he added" and "the ministry" find it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tallystick.records.mention import Chain, SourceLink
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.source_words import (
    COLLECTIVE,
    DEFINITE,
    EDGES,
    OF_THE_STATE,
    ORGANISED,
    TAIL,
    WORD,
    head_part,
    without_article,
)

Heads = Mapping[tuple[str, ...], tuple[SourceKind, bool | None]]
NameSource = Callable[[str], SourceLink | None]


@dataclass(slots=True, kw_only=True)
class Voice:
    """Somebody cited before: the words that may call them up again, and whether they are one person."""

    chain: Chain
    keys: frozenset[str]
    person: bool
    unnamed_office: bool
    sentence: int


def voice_of(phrase: str, aside: str, chain: Chain, sentence: int, *, heads: Heads, known: NameSource) -> Voice:
    """What to remember of a source that was just read."""
    link = chain[-1]
    cut = TAIL.search(phrase)
    phrase = phrase[: cut.start()] if cut else phrase
    words = {w.lower().removesuffix("'s").removesuffix("’s") for w in WORD.findall(f"{phrase} {link.name}")}
    if aside and not re.match(r"\s*(?:in|on|at|after|quoted|cited)\s", aside):
        words |= {w.lower() for w in WORD.findall(head_part(aside.strip(EDGES)))}
    main = WORD.findall(head_part(without_article(phrase)))
    head = main[-1].lower() if main else ""
    single = not head.endswith("s") and not re.match(
        r"(?:two|three|four|several|some|many|most)\s", phrase, re.IGNORECASE
    )
    proper = bool(main) and main[-1][:1].isupper()
    named_person = proper and known(without_article(phrase)) is None and head not in ORGANISED and (head,) not in heads
    role = heads.get((head,))
    by_role = role is not None and head not in ORGANISED and head not in COLLECTIVE and not proper
    person = single and (named_person or by_role)
    small = {"the", "a", "an", "of", "in", "for", "and", "at", "said", "same", "who", "from"}
    return Voice(
        chain=chain,
        keys=frozenset(words - small),
        person=person,
        unnamed_office=person and not link.named and link.kind in OF_THE_STATE and bool(DEFINITE.match(phrase)),
        sentence=sentence,
    )
