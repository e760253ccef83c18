"""The date of publication that a text itself states, in a line of its own."""

from __future__ import annotations

import re

from tallystick.stages.read.dates import read_date

_LABEL = re.compile(
    r"(?:first |last )?(?:published|posted|issued|released|publication date|date)(?: on| at)?\s*:?\s+(?=\S)", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ALONE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? "
    + _MONTH
    + r",? \d{4}|"
    + _MONTH
    + r" \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2})"
    r"(?:[ ,|•·-]+(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?$",
    re.I,
)
_BULLET = re.compile(r"^[\s•·*|–—-]+")
_TOP_LINES, _END_LINES, _MAX_LINE = 8, 3, 80


def find_stated_date(body: str) -> str | None:
    """EDTF of the date of publication in a line of its own near the top or the end; null where they differ."""
    lines = [line for line in body[:3_000].split("\n") if line.strip()][:_TOP_LINES]
    lines += [line for line in body[-600:].split("\n") if line.strip()][-_END_LINES:]
    found = set()
    for line in lines:
        line = _BULLET.sub("", line).strip()
        if not 8 <= len(line) <= _MAX_LINE:
            continue
        label = _LABEL.match(line)
        if _ALONE.match(line[label.end() :] if label else line):
            edtf, _ = read_date(line)
            if edtf:
                found.add(edtf)
    return found.pop() if len(found) == 1 else None
