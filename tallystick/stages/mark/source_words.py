"""Words and patterns by which the phrase of a source is read."""

from __future__ import annotations

import re

from tallystick.records.vocabulary import SourceKind

EDGES = " ,.;:\"“”'‘’()\n\t"
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
DETERMINER = re.compile(
    r"(?:the same|the|an?|its|their|his|her|our|one of|one|two|three|four|five|several|some|many|most|other|another|"
    r"multiple|both|unnamed|that|this|these|those)\s+",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"(?:the|that|this|these|those)\s", re.IGNORECASE)
TAIL = re.compile(
    r"\s(?:who|which|whose|based (?=in|out)|operating (?=in|from|out)|"
    r"on condition|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in an? |in "
    r"(?:its|their|his|her) |at an? |during|speaking|"
    r"late|early|earlier|later|to reporters|by (?:telephone|phone)|via|after|as|has|have|had|was|were|"
    r"is|are|there|told|reached|quoted|cited)\b",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"\s(?:in|of|from|at|for|with|near|on|by|close|familiar|and|to)\s")
BROKEN_OFF = re.compile(r"\s(?:of|in|on|at|from|for|by|with|near|to)$")
_ENVOYS = r"spokes(?:man|woman|person|people|men)|statement|communiqu[eé]|press release|media (?:wing|office|arm)"
ENVOY = re.compile(rf"^(?:[\w-]+ )?(?:{_ENVOYS}|representatives?)\s(?:for|of|from|by)\s(.+)$", re.IGNORECASE)
ENVOY_OF = re.compile(rf"^(.+?)(?:['’]s?)?\s(?:[\w-]+-language )?(?:{_ENVOYS})$", re.IGNORECASE)
_LEADERS = r"(?:director|head|chief|founder|president|coordinator)"
LEADER = re.compile(  # "Observatory director Sami Odeh", "its head"
    rf"^(.+?)(?:['’]s?)?\s(?:[a-z]+\s)?{_LEADERS}(?:,?\s[A-Z][\w’'.-]+(?:\s(?:al-|bin\s)?[A-Z][\w’'-]+)*)?$"
)
LEADER_OF = re.compile(rf"\b{_LEADERS}\s(?:of|for|at)\s(.+)$")
LED_BODIES = frozenset({SourceKind.MONITOR, SourceKind.HUMANITARIAN})
SEATED = re.compile(r"\b[Ss]ources?\s(?:at|in|from|inside|within|with)\s(.+)$")
OWNED = re.compile(r"^(.{2,60}?)(?:['’]s|(?<=s)['’])\s+(.+)$")
UNIQUE = frozenset("mayor minister governor president premier chancellor king emir chief".split())
BODIES = frozenset(
    "organisation organization body group agency monitor watchdog movement institution paper newspaper newsroom".split()
)
CITED = frozenset({SourceKind.WIRE, SourceKind.MEDIA, SourceKind.MONITOR, SourceKind.HUMANITARIAN})
CALLED = re.compile(  # before a name: "Lyon-based", "so-called", "state-run"
    r"^(?:(?:so-called|self-styled|official|semi-official|opposition|pro-\w+|[\w-]+-(?:based|run|owned|linked|backed))\s+){1,3}",
    re.IGNORECASE,
)
BODY_WORD = re.compile(r"\s(?:(?:war |rights )?(?:monitor|watchdog)|monitoring (?:group|network)|news agency|agency)$")
NOTES = frozenset(
    "statement communique communiqué announcement release post message notice report source account".split()
)
HE = frozenset({"he", "she"})
POSSESSIVES = {
    "his": "he",
    "her": "she",
    "its": "it",
    "their": "they",
    "his own": "he",
    "its own": "it",
    "their own": "they",
}
NOT_PEOPLE = frozenset(
    "days hours weeks months years minutes times reports claims figures details others bodies forces "
    "images footage evidence toll attack attacks data records sides explosions explosion strikes strike blasts blast "
    "deaths cases casualties clashes war conflict fighting violence battle battles shelling bombing bombings "
    "incident incidents airstrike airstrikes raid raids rocket rockets missile missiles shells".split()
)
NOBODY = re.compile(
    r"(?:no|nobody|neither|not|none|nothing|anyone|everyone|whoever|there|what|who|which|we|i|you)\b", re.IGNORECASE
)
ORGANISED = frozenset(
    """team group centre center institute network council committee commission association union front
    army party foundation
    agency service society league
    federation alliance coalition command office bureau company ministry wing movement""".split()
)
LIVED = re.compile(r"\s*(?:\d\d\b|(?:who|whose)\s|an?\s)")
OF_THE_STATE = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.MEDICAL})
OF_STATE = frozenset(
    """army military police government authorities ministry forces navy force parliament defence defense
    gendarmerie service
    cabinet presidency media television tv agency staff command health interior""".split()
)
LONGEST_NAME = 8  # words; more is a clause, not a name
REMEMBERED = 60  # sources that a later "the ministry" may go back to
COLLECTIVE = frozenset(
    """ministry government police army military hospital authorities observatory monitor watchdog media
    television radio agency
    department council administration parliament embassy kremlin navy staff court statement commission committee
    family""".split()
)


def without_article(phrase: str) -> str:
    """The phrase without its determiner."""
    match = DETERMINER.match(phrase)
    return phrase[match.end() :].strip(EDGES) if match else phrase.strip(EDGES)


def head_part(bare: str) -> str:
    """The words of a noun phrase before its first preposition."""
    cut = PREPOSITION.search(bare)
    return bare[: cut.start()] if cut else bare


def is_name(words: str) -> bool:
    """Whether the words are one to four names."""
    parts = words.split()
    return 0 < len(parts) <= 4 and all(
        p[:1].isupper() or p.startswith(("al-", "el-")) or p in ("al", "bin", "de", "van") for p in parts
    )


def after_title(words: str) -> str:
    """The words without an abbreviated title before them."""
    return re.sub(r"^(?:[A-Z][a-z]{1,4}\.\s*)+", "", words.strip(EDGES))


def described(bare: str, head: list[str]) -> str:
    """A private person as a role: the head words and the place, never the name."""
    place = re.search(r"\b(?:in|of|from|near)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*", bare)
    role = " ".join(head)
    return f"{role} {place[0]}" if place else role
