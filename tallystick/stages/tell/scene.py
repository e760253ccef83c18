"""Scene: reports in which act words tell no conflict: matches, fiction, and crime where only conflict is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tallystick.knowledge.scenes import load_scenes
from tallystick.records.mention import (
    Reading,
    Sentence,
)
from tallystick.records.referent import ARMED_KINDS, Actor

SCENES = load_scenes()


WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a sentence in lower case; several readers of a report ask for them."""
    return tuple(WORD.findall(text.lower()))


_INTO_THE_SEA = re.compile(
    r"\b(?:missiles?|rockets?|projectiles?)\b[^.;]{0,30}\binto (?:the )?(?:sea|ocean|waters)\b", re.IGNORECASE
)


def tells_rehearsal(text: str) -> bool:
    """The sentence tells a drill or a test: by its words, or by missiles that come down in the sea."""
    return not SCENES["rehearsal"].isdisjoint(words_of(text)) or bool(_INTO_THE_SEA.search(text))


def tells_accident(sentences: Sequence[Sentence]) -> bool:
    """The headline or the first sentence after it tells a crash, a storm or the like."""
    return any(not SCENES["accident"].isdisjoint(words_of(s.text)) for s in sentences[:2])


_SHORT_WORDS = 60  # different words; a headline with its standfirst holds fewer


def tells_crime(reading: Reading) -> bool:
    """The report is about crime: words of courts and police work, none of conflict, nobody armed but police."""
    words = {w for s in reading.sentences for w in words_of(s.text)}
    enough = 1 if len(words) < _SHORT_WORDS else 2
    if len(words & SCENES["crime"]) < enough or words & SCENES["conflict"]:
        return False
    return not any(
        isinstance(a.actor, Actor)
        and a.actor.kind in ARMED_KINDS
        and not a.adjective
        and "police" not in a.actor.name.lower()
        for a in reading.actors
    )


def tells_no_news(sentences: Sequence[Sentence]) -> bool:
    """The report is about a match or a work of fiction: the words of that scene are many, and of several kinds."""
    words = [w for s in sentences for w in words_of(s.text)]
    for scene in ("sport", "screen"):
        found = [w for w in words if w in SCENES[scene]]
        if len(set(found)) >= 3 and len(found) >= max(3, len(words) // 60):
            return True
    return False
