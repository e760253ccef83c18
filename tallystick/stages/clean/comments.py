"""Reader comments at the end of a plain text, where no markup shows them.

They are found as a run to the end of the text of short name lines, each followed by what that
reader wrote. Subheads look like this too, so the run counts only where a name comes back, where
lines say so ("X says:", "Reply"), or where most of what follows the names is written as readers
write and not as reporters do.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tallystick.knowledge import furniture

_NAME_LINE = re.compile(r"@?[^\W_][\w.'’-]*(?: [\w.'’-]+){0,3}(?: ?\(?@\w+\)?)?")
_SMALL_WORDS = frozenset(
    "the of and to in a is was were on for with as by at from after over into no not how why what".split()
)
_INFORMAL = re.compile(
    r"\bI\b(?!\.)|\b(?:i|im|dont|doesnt|cant|wont|isnt|didnt|lol|lmao|thats|youre|u|ur|gonna|wanna|yeah|yes|btw|imo"
    r"|get it|you|your|my|me)\b|[!?]{2,}|\.\.(?!\.\s*$)|…\S|:\)|[!?]\s*$"
)
_REPORTED = re.compile(r"\b(?:said|told|according to|reported|announced|stated|confirmed)\b", re.I)
_MIN_BODY_WORDS = 30
_MAX_STARTS = 60  # name lines tried as the first, so that a hostile text stays cheap
_MIN_NAMES = 3
_MAX_NAME = 40
_MAX_COMMENT_WORDS = 400


def find_comments(lines: list[str]) -> int | None:
    """The index of the first line of the reader comments that run to the end; null where there are none."""
    words = 0
    after_body: list[int] = []
    for index, line in enumerate(lines):
        if words >= _MIN_BODY_WORDS:
            after_body.append(index)
        words += line.count(" ") + 1 if line.strip() else 0
    if not after_body:
        return None
    start = after_body[0]
    for index in range(start, len(lines)):
        if furniture.COMMENT_SECTION.fullmatch(lines[index].strip()) and _looks_commented(lines[index + 1 :]):
            return index
    names = [index for index in range(start, len(lines)) if _is_name_line(lines, index)]
    for first in range(min(len(names), _MAX_STARTS)):
        if len(names) - first < 2:
            return None
        if _is_run(lines, names[first:]):
            return names[first]
    return None


def _looks_commented(rest: list[str]) -> bool:
    """Whether what follows a heading such as "Comments" is readers' and not the report going on."""
    bare = (line.strip() for line in rest)
    blocks = [line for line in bare if line and not _is_form(line)]
    if not blocks:
        return False
    informal = sum(1 for line in blocks if len(line) < _MAX_NAME or _INFORMAL.search(line))
    return informal >= 0.5 * len(blocks)


def _is_form(line: str) -> bool:
    return furniture.COMMENT_LINE.fullmatch(line) is not None or furniture.FURNITURE_LINE.fullmatch(line) is not None


def _is_name_line(lines: list[str], index: int) -> bool:
    line = lines[index].strip()
    if not 2 <= len(line) <= _MAX_NAME:
        return False
    if not (_NAME_LINE.fullmatch(line) or furniture.SAYS_LINE.fullmatch(line)) or line.isupper():
        return False
    if index and lines[index - 1].strip() and not furniture.SAYS_LINE.fullmatch(line):
        return False
    if any(word in _SMALL_WORDS for word in line.lower().split()[1:]) and not furniture.SAYS_LINE.fullmatch(line):
        return False
    first = line.lstrip("@")[0]
    return first.isupper() or first.isdigit() or "@" in line or "_" in line or any(map(str.isdigit, line))


def _is_run(lines: list[str], names: list[int]) -> bool:
    """Whether from the first of these name lines to the end there is nothing but readers' comments."""
    said = [lines[index].strip() for index in names]
    segments = []
    for at, index in enumerate(names):
        end = names[at + 1] if at + 1 < len(names) else len(lines)
        segments.append(" ".join(line.strip() for line in lines[index + 1 : end] if line.strip()))
    if sum(not segment for segment in segments) > len(segments) / 3:
        return False
    if any(segment.count(" ") > _MAX_COMMENT_WORDS for segment in segments):
        return False
    if _is_interview(said, segments):
        return False
    informal = sum(bool(_INFORMAL.search(segment)) for segment in segments if segment)
    reported = sum(bool(_REPORTED.search(segment)) for segment in segments if segment)
    written = sum(bool(segment) for segment in segments)
    says = sum(bool(furniture.SAYS_LINE.fullmatch(name)) for name in said)
    repeated = len(said) - len(set(said))
    if says >= 2 and informal >= written / 3:
        return True
    if len(names) < _MIN_NAMES or not segments[0]:
        return False
    first_informal = bool(_INFORMAL.search(segments[0])) or repeated >= 2
    if repeated and informal >= written / 4 and reported <= written / 3 and first_informal:
        return True
    return informal >= 0.6 * written and reported <= written / 4 and first_informal


def _is_interview(names: list[str], segments: list[str]) -> bool:
    """Whether two speakers take turns and one of them only asks."""
    if len(set(names)) != 2 or any(one == other for one, other in pairwise(names)):
        return False
    return any(all(segment.endswith("?") for segment in segments[first::2]) for first in (0, 1))
