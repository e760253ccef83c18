"""Cues: words of an account's evidence that part it from others: that it is another one, and by when it was told of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_BLOW: Final = (
    r"(?:abductions?|air ?strikes?|assaults?|attacks?|blasts?|bomb(?:ing)?s?|clash(?:es)?|explosions?|kidnappings?"
    r"|massacres?|raids?|shootings?|strikes?)"
)
_ANOTHER: Final = re.compile(
    r"\b(?:again|once more|another|this time|yet more"
    rf"|(?:fresh|new|latest|further|subsequent|follow-up|repeat(?:ed)?)(?: \w+){{0,2}} (?:{_BLOW}|wave)"
    rf"|(?:second|third|fourth|fifth|sixth)(?: \w+){{0,2}} (?:{_BLOW}|one)"
    r"|(?:second|third|fourth|fifth|sixth)(?: \w+){0,3} in (?:\w+ )?(?:days?|hours|weeks?|months?|nights?))\b",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"\b(?:said|says|stated|announced|denied|declared|claimed|confirmed|reported|wrote|statement|briefing|message"
    r"|told(?: [\w’'-]+){1,3})(?:,? (?:in an?|by|via) (?:[\w-]+ )?\w+)?(?: (?:late|early))?(?: on)?"
    r" (mon|tues|wednes|thurs|fri|satur|sun)day\b(?!['’])",
    re.IGNORECASE,
)
_WEEKDAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def tells_another(text: str) -> bool:
    """The words say that there was one like it before ("hit again", "a second raid in two days")."""
    return _ANOTHER.search(text) is not None


def said_by(text: str, *, published: str | None) -> str | None:
    """The latest weekday on which somebody is said to have spoken of it, up to publication; none where none is told."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    back = [(day.weekday() - _WEEKDAYS.index(match[1].lower())) % 7 for match in _SAID.finditer(text)]
    return (day - timedelta(days=min(back))).isoformat() if back else None
