"""Private persons stay in the local text: their names are blotted out of everything else that is exported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

BLOT = "█"
_MIN_LETTERS = 2


def blot_names(words: str, names: Iterable[str], *, sites: Iterable[str] = ()) -> str:
    """The words with each letter of these names blotted out; the length stays, so that offsets stay true.

    `sites` are names that headlines may write otherwise: they are found in capitals and small letters alike.
    """
    pattern = _pattern(tuple(sorted(set(names))), tuple(sorted(set(sites))))
    return words if pattern is None else pattern.sub(_blot, words)


def _blot(found: re.Match[str]) -> str:
    return re.sub(r"\w", BLOT, found[0])


@lru_cache(maxsize=512)
def _pattern(names: tuple[str, ...], sites: tuple[str, ...]) -> re.Pattern[str] | None:
    spelt = {name: re.escape(name) for name in names} | {site: f"(?i:{re.escape(site)})" for site in sites}
    whole = [name for name in spelt if sum(map(str.isalnum, name)) >= _MIN_LETTERS]
    if not whole:
        return None
    longest_first = sorted(whole, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(spelt[name] for name in longest_first) + r")(?!\w)")
