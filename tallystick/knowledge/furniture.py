"""Phrases of the genre that stand on a report's page without being the report's words.

The table is data/furniture.txt: one regular expression a line, in sections by what the line is.
"""

from __future__ import annotations

import re
from importlib.resources import files

_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
)
_WHEN = rf"{_DATE}(?:[ ,|•·–-]+(?:at )?{_TIME})?"
_CREDIT = (
    r"(?:reuters|a\.?p\.?|afp|epa(?:-efe)?|efe|getty(?: images)?|anadolu|xinhua|shutterstock|istock|alamy|unsplash|"
    r"tass|sana|(?:ap|afp|reuters|file) photo|file|pool|handout|archive|social media|screengrab|screenshot|courtesy|"
    r"photo|image|via)"
)
_PARTS = {"{NAME}": _NAME, "{TIME}": _TIME, "{DATE}": _DATE, "{WHEN}": _WHEN, "{CREDIT}": _CREDIT}


def load_phrases() -> dict[str, re.Pattern[str]]:
    """One pattern for each section of the table."""
    table = files("tallystick.knowledge").joinpath("data/furniture.txt").read_text("utf-8")
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in table.splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace("_", "").isalpha():
            section = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            for mark, pattern in _PARTS.items():
                line = line.replace(mark, pattern)
            section.append(line)
    return {name: re.compile(f"(?:{'|'.join(lines)})", re.I) for name, lines in sections.items()}


_PHRASES = load_phrases()
FURNITURE_LINE = _PHRASES["furniture"]
RELATED_LINE = _PHRASES["related"]
RELATED_HEADING = _PHRASES["related_heading"]
CAPTION_LINE = _PHRASES["caption"]
CREDITED_LINE = _PHRASES["credited"]
COMMENT_LINE = _PHRASES["comment"]
COMMENT_SECTION = _PHRASES["comment_section"]
SAYS_LINE = _PHRASES["says"]
TAIL = _PHRASES["tail"]
SIGNATURE = _PHRASES["signature"]
FEED_TAIL = _PHRASES["feed_tail"]
DATE_LINE = _PHRASES["date"]
BYLINE = _PHRASES["byline"]
