"""The title and the dateline of a plain text, and a title that the body repeats."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.;:,]['\"”’)]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Gov|Jr|Sr|Inc|Co|Ltd)\.$")
_VERB_OF_SPEECH = re.compile(r"[\"“].{40,}[\"”],? (?:said|says|told)\b")
_MAX_WORDS, _MAX_CHARACTERS = 30, 220
_LONGEST_DATELINE = 90
_MONTH_NAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE_WORDS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:{_MONTH_NAME} \d{{1,2}}|\d{{1,2}} {_MONTH_NAME})(?:,? \d{{4}})?"
)
_PLACE = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]*|[a-z]{2}-[A-Z][\w'’-]+|de|la|ON|on)){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:[,/] ?(?:{_PLACE}|[A-Z]\.[A-Z]\.)){{0,2}}?)(?P<date>,? {_DATE_WORDS})?"
    r"(?P<agency> ?[(\[][^()\[\]\n]{2,40}[)\]])?(?P<mark> ?[–—:] ?| ?--? )(?=[\"“'‘A-Z\d])"
)
_LEADING_DATE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH_NAME} \d{{4}}[ .:-]+"
)
_BARE_CITY = re.compile(
    r"(?P<place>[A-Z]{5,15})(?= (?:A|An|The|At|In|More|Dozens|Scores|Hundreds"
    r"|Several|Two|Three|Four|Five|[A-Z][a-z]{2,9}"
    r"(?:an|ish|li|qi|ese)) [a-z])"
)
_KICKERS = frozenset(
    "WARNING VIDEO WATCH EXCLUSIVE BREAKING UPDATE UPDATED ANALYSIS OPINION COMMENT LIVE TOPSHOT FACTBOX EXPLAINER "
    "PHOTOS GRAPHIC FILE EDITORIAL INTERVIEW NEWS ALERT URGENT CORRECTION FEATURE REVIEW".split()
)
_WORD = re.compile(r"\w+")


def is_headline(line: str, following: str) -> bool:
    """Whether a text's first line reads as its title, given the next line that is not blank."""
    if not line or len(line) > _MAX_CHARACTERS or not following:
        return False
    words = line.split()
    if not 2 <= len(words) <= _MAX_WORDS or find_dateline(line):
        return False
    if _SENTENCE_END.search(line) and not _ABBREVIATION_END.search(line):
        return False
    return not _VERB_OF_SPEECH.search(line) and not line[0].islower()


def find_dateline(paragraph: str) -> str | None:
    """The dateline with which this paragraph begins ("BEIRUT, March 3 (Agency)"), without its dash."""
    match = _DATELINE.match(paragraph[:160])
    if match is None:
        bare = _BARE_CITY.match(paragraph)
        return bare[0] if bare and bare[0] not in _KICKERS else None
    found = paragraph[: match.start("mark")].rstrip()
    mark = match["mark"].strip()
    if len(found) > _LONGEST_DATELINE or _KICKERS & set(found.split()):
        return None
    if mark == ":" and not (match["agency"] or match["date"]):
        return None
    if mark == "-" and not (match["agency"] or match["date"] or match["place"].isupper()):
        return None
    return found


def strip_repeated_title(paragraph: str, title: str) -> str:
    """What of the body's first paragraph is only a date and the title once more; empty where nothing is."""
    date = _LEADING_DATE.match(paragraph)
    start = date.end() if date else 0
    wanted = _WORD.findall(title.lower())
    if len(wanted) < 3:
        return ""
    position = start
    found = _WORD.finditer(paragraph.lower(), start)
    for word in wanted:
        match = next(found, None)
        if match is None or match[0] != word:
            return ""
        position = match.end()
    rest = paragraph[position:]
    if not rest.strip():
        return paragraph
    end = re.match(r"[\"”’']?\s*(?:[.:!?|]+[\"”’']?\s+|\s[–—-]\s+|\n)", rest)
    return paragraph[: position + end.end()] if end else ""
