"""The head of a page run into the first sentence: its date, its title once more, the agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tallystick.knowledge.months import month_number

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_LABEL = r"(?:(?:Date of publication|Published|Posted|Last updated|Updated)(?: on| at)?:? )"
_DATE = re.compile(
    rf"(?P<label>{_LABEL})?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?"
    rf"(?:(?P<m>{_MONTH}) (?P<d>\d\d?),? ?(?P<y>(?:19|20)\d\d)|(?P<d2>\d\d?) (?P<m2>{_MONTH}),? (?P<y2>(?:19|20)\d\d)"
    r"|(?P<a>\d\d?)(?P<sep>[-./])(?P<b>\d\d?)(?P=sep)(?P<y3>(?:19|20)\d\d))(?!\w)"
    r"(?: (?:\d\d?:\d\d(?::\d\d)?|\d{4}(?= [AP]M\b)|\d{6}(?!\d))(?: ?[AP]M\b)?)?"
)
_AGENCY = re.compile(r"(?:[A-Z]{2,7}|[A-Z][a-z]{3,11})(?: |$)")
_TITLE_LABEL = re.compile(r"(?:title: ?|UPDATED )")
_GAP = re.compile(r"[ .]{0,3}")
_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"[\"“'‘]?[A-Z\d]")


@dataclass(frozen=True, slots=True)
class PageHead:
    """How long the head is and the day that it prints, null where its order of day and month is open."""

    length: int
    day: str | None


def find_page_head(paragraph: str, title: str | None, published: str | None) -> PageHead | None:
    """The page's date, with the title and agency around it, where they open the body and a sentence follows."""
    printed: re.Match[str] | None = None
    has_title = False
    position = 0
    for _ in range(4):
        label = _TITLE_LABEL.match(paragraph, position)
        start = label.end() if label else position
        end = None if has_title or not title else _title_end(paragraph, start, title)
        if end is not None:
            has_title = True
        elif printed is None:
            agency = _AGENCY.match(paragraph, position) if has_title else None
            printed = _DATE.match(paragraph, agency.end() if agency else position) or _DATE.match(paragraph, position)
            end = printed.end() if printed else None
        if end is None:
            break
        gap = _GAP.match(paragraph, end)
        position = gap.end() if gap else end
    if printed is None or not _OPENING.match(paragraph, position) or paragraph[position - 1] != " ":
        return None
    return PageHead(position, _day(printed, published))


def _title_end(paragraph: str, start: int, title: str) -> int | None:
    wanted = _WORD.findall(title.lower())
    if len(wanted) < 3:
        return None
    end = start
    found = _WORD.finditer(paragraph, start)
    for word in wanted:
        match = next(found, None)
        if match is None or match[0].lower() != word or match.start() - end > 4:
            return None
        end = match.end()
    return end


def _day(match: re.Match[str], published: str | None) -> str | None:
    if match["y3"] is None:
        month = month_number(match["m"] or match["m2"])
        return _iso(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y3"])
    readings = {day for day in (_iso(year, second, first), _iso(year, first, second)) if day}
    if len(readings) == 1:
        return readings.pop()
    given = (published or "")[:10]
    return given if given in readings else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
