"""Values in words: what a reader of the page sees for a time, a place, a count, an actor, an incident.

Nothing is called true here: an incident is reported, on somebody's word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tallystick.knowledge.people import people_in_words

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
FIELDS = {
    "event_type": "What happened",
    "occurrence": "Whether it happened",
    "time": "When",
    "place": "Where",
    "origin": "Launched from",
    "perpetrator": "By whom",
    "target": "Against whom",
    "killed": "Killed",
    "injured": "Injured",
    "casualties": "Killed and injured together",
    "captured": "Captured",
    "missing": "Missing",
    "displaced": "Displaced",
    "means": "With what",
    "object": "Things hit or seized",
    "strikes": "How many strikes",
}
COUNTS = ("killed", "injured", "casualties", "captured", "missing", "displaced")
LINK_FIELDS = {
    "prior": "To begin with",
    "time": "When",
    "place": "Where",
    "origin": "Launched from",
    "perpetrator": "By whom",
    "target": "Against whom",
    "event_type": "What happened",
    "killed": "Killed",
    "injured": "Injured",
    "words": "Words",
}
NO_YEAR = "year not known"
_DAY = re.compile(r"(\d{4}|X{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?")


def read_day(text: str | None) -> tuple[int | None, int | None, int | None] | None:
    """Year, month and day of `YYYY-MM-DD`, each null where it is X or left out; null where it is no date."""
    found = _DAY.fullmatch(text or "")
    if found is None:
        return None
    year, month, day = (int(part) if part and part.isdigit() else None for part in found.groups())
    if month is not None and not (1 <= month <= 12 or month in SEASONS):
        return None
    return year, month, day


def _calendar(year: int | None, month: int | None, day: int | None) -> str:
    """Day, month and year, as far as they are known, without a word on what is not."""
    parts = [str(day) if day else "", MONTHS[month - 1] if month and month <= 12 else SEASONS.get(month or 0, "")]
    return " ".join(part for part in (*parts, str(year) if year else "") if part)


def day_in_words(text: str) -> str:
    """One EDTF date: `XXXX-11-24` is "24 November, year not known"."""
    bare = text.rstrip("?~%")
    read = read_day(bare)
    if read is None:
        return text
    said = _calendar(*read) or "date not known"
    if read[0] is None and said != "date not known":
        said = f"{said}, {NO_YEAR}"
    return said + {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(text[len(bare) :], "")


def days_in_words(first: str, last: str) -> str:
    """Two inclusive days: "24–27 November, year not known", "29 November – 2 December 2025"."""
    if first == last:
        return day_in_words(first)
    one, other = read_day(first), read_day(last)
    if one is None or other is None or (one[0] is None) != (other[0] is None):
        return f"between {day_in_words(first)} and {day_in_words(last)}"
    tail = f", {NO_YEAR}" if other[0] is None else ""
    if one[:2] == other[:2] and one[2] and other[2]:
        return f"{one[2]}–{_calendar(other[0], other[1], other[2])}{tail}"
    if one[0] == other[0]:
        return f"{_calendar(None, one[1], one[2])} – {_calendar(*other)}{tail}"
    return f"{_calendar(*one)} – {_calendar(*other)}{tail}"


def time_in_words(moment: Mapping[str, Any] | None) -> str:
    """When, with what is not known said."""
    if not moment:
        return "date not known"
    edtf = str(moment.get("edtf") or "")
    first, last, precision = moment.get("earliest"), moment.get("latest"), moment.get("precision")
    if precision in ("month", "season", "year") and "/" not in edtf and read_day(edtf.rstrip("?~%")):
        said = day_in_words(edtf)
    elif precision == "season" and (read := read_day(edtf.split("/")[0])) and (read[1] or 0) in SEASONS:
        said = day_in_words(edtf.split("/")[0])
    elif first and last:
        said = days_in_words(first, last)
        if precision == "week":
            said = f"in the week {said}"
        elif precision == "unknown":
            said = f"some time in {said}" if first != last else said
    elif last:
        said = f"no later than {day_in_words(last)}"
    elif first:
        said = f"no earlier than {day_in_words(first)}"
    else:
        said = "date not known"
    if edtf[-1:] in ("?", "~", "%") and "(" not in said and said != "date not known":
        said += " (uncertain)" if edtf[-1] == "?" else " (about)"
    part = moment.get("part_of_day")
    if part:
        known = {"overnight": "overnight", "night": "at night", "dawn": "at dawn", "midday": "at midday"}
        said += ", " + known.get(part, "in the " + str(part).replace("_", " "))
    return said


def when_kind(moment: Mapping[str, Any] | None) -> tuple[str, int | None, int | None]:
    """`dated`, `open` (one end not known), `no_year` or `unknown`; then first and last day as ordinals."""
    first, last = (moment or {}).get("earliest"), (moment or {}).get("latest")
    if not first and not last:
        return "unknown", None, None
    ends: list[int | None] = []
    for end in (first, last):
        if not end:
            ends.append(None)
            continue
        try:
            ends.append(date.fromisoformat(end).toordinal())
        except ValueError:
            read = read_day(end)
            return ("no_year" if read and read[0] is None else "unknown"), None, None
    if ends[0] is None or ends[1] is None:
        return "open", ends[0], ends[1]
    return "dated", min(ends[0], ends[1]), max(ends[0], ends[1])


def place_in_words(place: Mapping[str, Any] | None, countries: Mapping[str, str]) -> str:
    """Where, with the precision in the preposition: "near Albu Kamal, Deir ez-Zor, Syria"."""
    if not place:
        return "place not known"
    name, code = str(place.get("name") or ""), str(place.get("country") or "")
    country = countries.get(code, code)
    precision = place.get("precision")
    if precision == "country":
        return f"somewhere in {country or name}"
    parts = [name]
    for wider in (place.get("admin1"), country):
        if wider and wider not in parts:
            parts.append(str(wider))
    whole = ", ".join(part for part in parts if part) or "a place without a name"
    before = {"site": "at", "settlement": "in", "area": "near", "admin2": "somewhere in", "admin1": "somewhere in"}
    if precision == "sea":
        return f"at sea, {whole}"
    if precision == "area" and name[:1].islower():
        return whole  # the name says it: "west of Albu Kamal"
    return f"{before.get(str(precision), 'in')} {whole}"


def number_in_words(value: Mapping[str, Any]) -> str:
    """ "at least 12", "up to 12", "about 12", "12–15", or the vague word in quotation marks."""
    low, high = value.get("low"), value.get("high")
    if low is None and high is None:
        return f"“{value['vague']}”" if value.get("vague") else "number not given"
    about = "about " if value.get("approximate") else ""
    if low is None:
        said = f"up to {about}{high:,}"
    elif high is None:
        said = f"at least {about}{low:,}"
    elif low == high:
        said = "none" if low == 0 else f"{about}{low:,}"
    else:
        said = f"{about}{low:,}–{high:,}"
    return f"{said} (“{value['vague']}”)" if value.get("vague") else said


def group_in_words(value: Mapping[str, Any]) -> str:
    """Whose people: "civilians", "soldiers of Norvia", "woman" where it is one, or nothing for all."""
    low, high = value.get("low"), value.get("high")
    group = people_in_words(str(value.get("group") or "all"), one=(low if high is None else high) == 1)
    of = f"of {value['of']}" if value.get("of") else ""
    return f"{group} {of}".strip()


def count_in_words(value: Mapping[str, Any]) -> str:
    """How many and whose: "12–15 civilians", "1 woman", "no soldiers of Norvia"."""
    number, group = number_in_words(value), group_in_words(value)
    if number == "none" and group and not group.startswith("of "):
        return f"no {group}"
    return f"{number} {group}".rstrip()


def actor_in_words(value: Mapping[str, Any]) -> str:
    """An actor's name as given."""
    return str(value.get("name") or "not named")


def value_in_words(field: str, value: object, countries: Mapping[str, str]) -> str:
    """Any claim's value as a reader sees it."""
    if value is None:
        return "not known"
    if field == "occurrence":
        return "it happened" if value else "it did not happen"
    if not isinstance(value, Mapping):
        return str(value)
    if field == "time":
        return time_in_words(value)
    if field in ("place", "origin"):
        return place_in_words(value, countries)
    if field in ("perpetrator", "target"):
        return actor_in_words(value)
    if field in COUNTS:
        return count_in_words(value)
    if field == "strikes":
        return number_in_words(value)
    if field == "means":
        name, kind = str(value.get("name") or ""), str(value.get("kind") or "").replace("_", " ")
        return name if kind in ("", "other") or kind in name.lower() else f"{name} ({kind})"
    if field == "object":
        counted = any(value.get(key) is not None for key in ("low", "high", "vague"))
        said = f"{number_in_words(value)} {value.get('name') or ''}" if counted else str(value.get("name") or "")
        effect = {"none": "no damage"}.get(str(value.get("effect")), value.get("effect"))
        return f"{said.strip()}: {effect}" if effect else said.strip()
    return ", ".join(f"{key} {part}" for key, part in sorted(value.items()) if part is not None)


def voices_in_words(voices: int) -> str:
    """ "one voice", "3 voices"."""
    return "one voice" if voices == 1 else f"{voices:,} voices"


def grade_in_words(grade: str, voices: int) -> str:
    """How well an incident is supported, as the second half of its sentence."""
    word = voices_in_words(voices)
    return {
        "admitted": f"reported, on the word of {word}, the responsible side among them",
        "corroborated": f"reported, on the word of {word}",
        "single": "reported, on the word of one voice",
        "contested": f"reported by {word}; voices disagree on who did it or whether it happened",
        "discounted": "reported, then denied or withdrawn; nothing stands against that",
    }.get(grade, f"reported, on the word of {word}")


def headline(incident: Mapping[str, Any], countries: Mapping[str, str]) -> tuple[str, str]:
    """The incident's sentence in two halves: what and where; on whose word."""
    what, place = str(incident.get("event_type") or "Other"), incident.get("place")
    campaign = ", a campaign told as one" if incident.get("clarity") == "aggregated" else ""
    return (
        f"{what}, {place_in_words(place, countries)}{campaign}",
        grade_in_words(str(incident.get("grade")), int(incident.get("voices") or 0)),
    )
