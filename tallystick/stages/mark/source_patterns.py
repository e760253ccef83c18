"""Patterns of the cues by which a source is cited."""

from __future__ import annotations

import re

ACCORDING = re.compile(
    r"\b(?:according to|as per|per)\s+(?:"
    r"(?:(?:unconfirmed|unverified|initial|preliminary|early|first|some|several)\s+)*"
    r"(?:reports?|accounts?|data|figures|statements?|an? (?:report|"
    r"statement|tally|count|list)(?: (?:drawn up|compiled|released|issued|published))?)"
    r"\s+(?:from|by|in)\s+)?",
    re.IGNORECASE,
)
RELEASED = re.compile(
    r"\b(?:released|issued|published|put out)\s+an?\s+(?:\w+\s+)?(?:statement|communiqu[eé]|press release)\s+"
    r"(?:saying|confirming|announcing|stating|claiming|that|which|in which)\b",
    re.IGNORECASE,
)
COMPILED = re.compile(
    r"\b(?:figures|data|list|count|tally|toll|records?|estimates?|report|register)s?\s+(?:of \w+ "
    r")?(?:\w+ )?(?:compiled|collected|kept|gathered|drawn up|given|released|published|issued|"
    r"provided|counted) by\s+",
    re.IGNORECASE,
)
BY_COUNT = re.compile(
    r"\b(?:by|on)\s+((?:its|his|her|their|the same)\b|[^,.;:]{2,60}?(?=['’]))(?:['’]s?)?\s+(?:own "
    r")?(?:count|tally|estimates?|figures|reckoning|register|account)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\b(?:count|tally|estimate|figure|reckoning|register|account)")
PASSIVE = re.compile(
    r"\b(?:reported|confirmed|announced|documented|recorded|verified|counted|logged)\s+(?:\w+ly )?by\s+", re.IGNORECASE
)
CLAIMED_BY = re.compile(r"\b(?:was|were|been)\s+(?:later\s+)?claimed by\s+", re.IGNORECASE)
TITLE_TAIL = re.compile(r"(?::|\s[-–—])\s*([^:–—]{3,44})$")
TITLE_LEAD = re.compile(r"^([A-Z][^:\"“]{1,40}):\s")
PHRASE_END = re.compile(
    r",|;|—|–|\s-\s|(?<![A-Z])\.\s|\.$|\"|”|:| that | which | who | where | when | while | after | killing | "
    r"but | as | and (?:seen|published|released|obtained|reviewed|shared) | on (?:[MTWFS][a-z]+day) |"
    r"\n"
)
CITED_BY = re.compile(
    r"\b(?:cited|quoted|reported|interviewed|carried) by\s+(.+)$|\b(?:speaking|who spoke|talking) to\s+(.+)$",
    re.IGNORECASE,
)
CITING = re.compile(r"\b(?:citing|quoting)\s+([^,.;\"”]{3,80})", re.IGNORECASE)
AS_SAYING = re.compile(r"\s+([^,.;\"”]{3,80}?)\s+(?:as )?(?:saying|telling|stating)\b")
STATED_ON = re.compile(  # "in a statement posted on X and the channel Y"
    r",?\s+in (?:its|an?|his|her|their) (?:[\w-]+ ){0,2}"
    r"(?:statement|report|post|message|communiqu[eé]|video|broadcast) "
    r"(?:published|posted|released|issued|carried|distributed|circulated|shared) (?:on|by|via|through|in) "
    r"[^;.\"“”]{2,90}$"
)
PARTICIPLE = re.compile(
    r"(?:^|,|\band)\s+(saying|adding|claiming|asserting|recalling|confirming|alleging|insisting|"
    r"warning|reporting|stating|noting|denying|blaming|accusing|estimating)\b"
)
INVERTED = re.compile(
    r"\s+((?:[A-Z]|the |a |an |its |their |his |her |one |two |three |several |local |police |army |"
    r"officials|residents|witnesses|doctors|medics)[^.;\"“”]*)"
)
TOLD = re.compile(
    r"\s+((?:the |a |an |its |local |state )?[^\s,.;\"”]+(?:\s(?:of|al-\w+|[A-Z][\w’'-]*|news|agency|"
    r"television|radio|TV|newspaper))*)"
)
BREAKS = re.compile(
    r"[\"“”;—–]|:(?!\d)|\s--?\s|\)\s*[-–—]+\s|\b(?:that|while|but|when|because|although|though|where|"
    r"if|whether|since|then|as)\b(?!['’-])",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:[\s,\-—–]+|\d\d[:.]\d\d\b|(?:and|but|while|however|meanwhile|earlier|later|separately|also|"
    r"still|yet|for (?:its|his|her|their) part|in turn|so far|initially|"
    r"(?:late |early |also |earlier )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:night|"
    r"morning|evening|afternoon))?|in an? (?:separate )?statement|as|until \w+day|"
    r"the following day|overnight|yesterday|today|last (?:week|month|year|summer|winter|\w+day))\b)+",
    re.IGNORECASE,
)
TRAIL = re.compile(
    r"(?:[\s,]+(?:has|have|had|also|however|moreover|later|earlier|further|now|repeatedly|immediately|reportedly|"
    r"itself|himself|herself|today|yesterday|meanwhile|still|all|both|first|"
    r"initially|officially|strongly|quickly|publicly|categorically|falsely|firmly|flatly|vehemently|"
    r"previously|recently|subsequently|formally|briefly|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|did not|in (?:its|a|an|his|her) (?:[\w-]+ ){0,2}(?:statement|report|post|briefing|"
    r"message|communiqu[eé]|broadcast|tweet|video)))+\s*$",
    re.IGNORECASE,
)
RESPONSIBILITY = re.compile(
    r"\s+(?:full )?(?:responsibility|credit|the (?:\w+ )?(?:attack|assault|bombing|blast|raid|killing|"
    r"ambush|strike|operation))\b"
)
LISTED = re.compile(r"\s*\w+ed (?:by|in|as|with|against)\s")
LIVES = re.compile(
    r"\s+(?!that\b)(?:[^\s;:]+\s){0,6}?(?:lives|life|victims|casualties)\b(?! (?:had|have|has|was|were)\b)"
)
CLAUSE_NEXT = frozenset("that it its they he she there no some at the a an to how about of".split())
JOINED = re.compile(r"\b(?:and|but|while|that|as|when|because|with|of|in|by|for|who)$")
CLAUSE_TOLD = re.compile(r"\s+(?:[^\s,.;]+\s){1,4}(?:that|it|they|he|she)\s")
NOUN_BEFORE = frozenset(
    "the a an such some of these those earlier initial conflicting media unconfirmed local its their "
    "his her this that by no any more other".split()
)
VERBISH = re.compile(
    r"(?<![\w-])(?:[a-z]+[^e\W]ed|[a-z]{2,}ing|(?P<be>was|were|is|are|has|have|had)|fell|came|went|"
    r"left|took|struck|hit|died|lost|to [a-z]+)\s"
)
NEW_NOUN = re.compile(r"(?:^|\s)(?:the|an?|one|two|several|local)\s")
OWNS_UP = re.compile(
    r"\b(?:claimed|claims|took|takes|accepted|assumed)\s+(?:full )?(?:responsibility|credit)\b", re.IGNORECASE
)
OPENING_SUBJECT = re.compile(
    r"([\w'’.-]+(?:\s[\w'’.-]+){0,6}?)(?:,\s([^,]{3,80}),)?\s(?:in|on|at|from|has|have|had|was|were|"
    r"gave|[a-z]+ed|put|called|rejects?|denies)\s"
)
AGE = re.compile(r"^\s*(?:\d\d\b|who\s|whose\s|which\s)")
FINITE = re.compile(
    r"\b(?:\w+ed|was|were|is|are|has|have|had|fell|came|went|left|gave|took|struck|hit|flew|died|lost)\b"
)
