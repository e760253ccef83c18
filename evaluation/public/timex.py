"""Tallystick's times as TimeML writes them: the words without their preposition, and a TIMEX3 type and value.

| Tallystick | TimeML |
|---|---|
| `1998-08-07`, `1998-08`, `1998`, `XXXX-08-07` | the same |
| with a part of the day | `TMO`, `TAF`, `TEV` or `TNI` behind the day; noon and a clock time as `T12:00` |
| seven days from a Monday; a Saturday with its Sunday | `1998-W32`; `1998-W32-WE` |
| a week or a year up to publication | the whole of it |
| "two weeks ago": a day, told only about | `1998-W32` |
| season `21` to `24`; quarter `33` to `36` | `SP`, `SU`, `FA`, `WI`; `Q1` to `Q4` |
| decade `199X`, century `19XX` | `199`, `19` |
| "the last two weeks", "recent weeks" | `P2W`, `PXW`: TimeML takes them as lengths |
| a length; how often | `P2D`, `PT3H`, `PXY`; `P1D`, `XXXX-WXX-1` |
| open on one side | `PAST_REF`, `FUTURE_REF` |
| "now" | `PRESENT_REF` |

A bound ("since 2011") is left out, as TimeML marks the year alone; a range between two named days is two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from tallystick.knowledge.numbers import read_quantity
from tallystick.records.mention import TimeMention
from tallystick.records.referent import Moment
from tallystick.records.vocabulary import PartOfDay, TimePrecision

_PARTS: Mapping[PartOfDay, str] = MappingProxyType(
    {
        PartOfDay.EARLY_MORNING: "TMO",
        PartOfDay.DAWN: "TMO",
        PartOfDay.MORNING: "TMO",
        PartOfDay.MIDDAY: "T12:00",
        PartOfDay.AFTERNOON: "TAF",
        PartOfDay.EVENING: "TEV",
        PartOfDay.NIGHT: "TNI",
        PartOfDay.OVERNIGHT: "TNI",
    }
)
_SUB_YEARS: Mapping[str, str] = MappingProxyType(
    {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "second": "TS",
        "minute": "TM",
        "hour": "TH",
        "day": "D",
        "night": "D",
        "week": "W",
        "fortnight": "W",
        "weekend": "D",
        "month": "M",
        "quarter": "Q",
        "year": "Y",
        "decade": "Y",
        "century": "Y",
    }
)
_TIMES_OF = {"fortnight": 2, "weekend": 2, "decade": 10, "century": 100}
_HALVES = {"TH": "30M", "TM": "30S", "Y": "6M"}
_LEAD = re.compile(
    r"(?:(?:ever\s+since|since|from|as\s+of|until|till|up\s+to|prior\s+to|before|after|by|on|in|at|between|during"
    r"|throughout|over|within|across|of|for|back|shortly|just|soon|moments|towards?|near)"
    r"\s+(?:about\s+(?=\d{1,2}:))?)+(?=\S)",
    re.IGNORECASE,
)
_THE_YEAR = re.compile(r"the\s+\d{4}")
_COUNTED_FROM = re.compile(r"\s+(?:before|after)(?!\s+that)(?:\s+\w+)?$", re.IGNORECASE)  # "two days before the"
_TAIL = re.compile(r"['’]s$|,$")
_MIDST = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|through|until|till)\s+(?:the\s+|early\s+)?", re.IGNORECASE)
_PAIRS: Mapping[str, str] = MappingProxyType(
    {"span": "date", "days": "date", "months": "month", "years": "year", "nights": "weekday"}
)
_SHARED = ("m", "y")  # pieces of a date that one half of a range has from the other


@dataclass(frozen=True, slots=True, order=True)
class Timex:
    """One TIMEX3: half-open offsets, type and value; a value of null is not known."""

    start: int
    end: int
    kind: str
    value: str | None = None


def unbound(mention: TimeMention) -> Iterator[TimeMention]:
    """The mention without preposition and bound, each end of a range by itself: to be resolved anew."""
    parts = {name: value for name, value in mention.parts if name != "bound"}
    lead = _LEAD.match(mention.surface) if mention.form not in ("length", "ref", "quarter") else None
    start = lead.end() if lead else 0
    if _THE_YEAR.fullmatch(mention.surface, start):
        start += len("the ")
    tail = (_COUNTED_FROM if mention.form == "from_told" else _TAIL).search(mention.surface)
    end = tail.start() if tail else len(mention.surface)
    if mention.form == "from_told" and tail:
        yield _cut(mention, start, end, "length", parts)
        return
    whole = _cut(mention, start, end, mention.form, parts)
    middle = _middle(whole.surface) if mention.form in _PAIRS else None
    if middle is None:
        yield whole
        return
    first = {name: value for name, value in parts.items() if not name.endswith("2") and name != "part"}
    second = {name[:-1]: value for name, value in parts.items() if name.endswith("2")}
    for name in _SHARED:
        if name in first and name not in second:
            second[name] = first[name]
        elif name in second and name not in first:
            first[name] = second[name]
    if len(second.get("y", "0000")) == 2:
        second["y"] = first["y"][:2] + second["y"]
    if "part" in parts:
        second["part"] = parts["part"]
    yield _cut(mention, start, start + middle.start(), _PAIRS[mention.form], first)
    yield _cut(mention, start + middle.end(), end, _PAIRS[mention.form], second)


def _middle(surface: str) -> re.Match[str] | None:
    found = list(_MIDST.finditer(surface))
    return found[len(found) // 2] if found else None


def _cut(mention: TimeMention, start: int, end: int, form: str, parts: Mapping[str, str]) -> TimeMention:
    return replace(
        mention,
        start=mention.start + start,
        end=mention.start + end,
        surface=mention.surface[start:end],
        form=form,
        parts=tuple(parts.items()),
    )


def as_timex(mention: TimeMention) -> Timex:
    """The TIMEX3 of a resolved mention."""
    kind, value = _read(mention)
    return Timex(mention.start, mention.end, kind, value)


def as_timexes(mentions: Sequence[TimeMention]) -> list[Timex]:
    """The TIMEX3 of resolved mentions, in order."""
    return sorted(as_timex(m) for m in mentions if m.form != "named")


def _read(mention: TimeMention) -> tuple[str, str | None]:
    parts = dict(mention.parts)
    if mention.form == "length":
        return "DURATION", length_value(parts)
    if mention.form == "repeat":
        return "SET", _repeat_value(parts)
    if mention.form == "ref":
        return "DATE", parts["ref"]
    if mention.form == "recent":
        return "DURATION", length_value(parts)
    if not isinstance(mention.moment, Moment):
        return ("TIME" if mention.form in ("part", "clock") else "DATE"), None
    value = moment_value(mention.moment, parts)
    return ("TIME" if value and "T" in value[4:] else "DATE"), value


def moment_value(moment: Moment, parts: Mapping[str, str]) -> str | None:
    """The value of a moment, or null where TimeML has none; `parts` may tell the hour."""
    if "/" in moment.edtf:
        return _range_value(moment)
    value = moment.edtf.rstrip("~")
    if value != moment.edtf and len(value) == 10 and parts.get("unit", "").startswith(("week", "fortnight")):
        return "{:04d}-W{:02d}".format(*date.fromisoformat(value).isocalendar())
    if value[4:5] == "-" and value[5:] in _SUB_YEARS:
        return f"{value[:4]}-{_SUB_YEARS[value[5:]]}"
    if len(value) == 4 and value.endswith("X") and value[0] != "X":  # a decade or a century
        return value.rstrip("X")
    if len(value) == 10:
        if "h" in parts:
            return f"{value}T{_hour(parts):02d}:{int(parts.get('min', 0)):02d}"
        if moment.part_of_day is not None and ("share" not in parts or "part" in parts):
            return value + _PARTS[moment.part_of_day]
    return value


def _hour(parts: Mapping[str, str]) -> int:
    hour, half = int(parts["h"]), parts.get("half", "")
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour


def _range_value(moment: Moment) -> str | None:
    first, last = moment.edtf.replace("~", "").split("/")
    if first == "..":
        return "PAST_REF"
    if last == "..":
        return "FUTURE_REF"
    if len(first) != 10 or len(last) != 10 or "X" in first + last:
        return None
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    year, week, _ = begin.isocalendar()
    if moment.precision is TimePrecision.YEAR:
        return first[:4]
    if begin.weekday() == 0 and (end - begin == timedelta(days=6) or moment.precision is TimePrecision.WEEK):
        return f"{year}-W{week:02d}"
    if begin.weekday() == 5 and end - begin == timedelta(days=1):
        return f"{year}-W{week:02d}-WE"
    if moment.part_of_day is not None and end - begin == timedelta(days=1):
        return first + _PARTS[moment.part_of_day]
    return None


def _repeat_value(parts: Mapping[str, str]) -> str | None:
    if "weekday" in parts:
        return f"XXXX-WXX-{_WEEKDAYS.index(parts['weekday']) + 1}"
    if "m" in parts:
        return f"XXXX-{_MONTHS.index(parts['m'][:3]) + 1:02d}"
    if parts.get("n") == "other":
        return length_value({**parts, "n": "two", "unit": f"{parts['unit']}s"})
    return length_value(parts)


def length_value(parts: Mapping[str, str]) -> str | None:
    """`P2W` of "two weeks"; `X` where the number is not told."""
    unit = parts.get("unit", "").removesuffix("s")
    unit = {"centurie": "century"}.get(unit, unit)
    letter = _UNITS.get(unit)
    if letter is None:
        return None
    clock = "T" if letter.startswith("T") else ""
    number = _count(parts, plural=parts["unit"] != unit)
    if number is None:
        return f"P{clock}X{letter[-1]}"
    number *= _TIMES_OF.get(unit, 1)
    if "half" in parts and letter in _HALVES:
        return f"P{clock}{number:g}{letter[-1]}{_HALVES[letter]}"
    return f"P{clock}{number:g}{letter[-1]}"


def _count(parts: Mapping[str, str], *, plural: bool) -> float | None:
    words = parts.get("n")
    if words is None:
        return None if plural else 1
    if words in ("a", "an", "each", "every"):
        return 1
    if words.startswith("a couple"):
        return 2
    if words in ("half a", "half an"):
        return 0.5
    if re.fullmatch(r"\d+\.\d+", words):
        return float(words)
    if "high" in parts:
        words = words.removesuffix(parts["high"]).rstrip().removesuffix("to").removesuffix("or").rstrip(" -–")
    quantity = read_quantity(words)
    return quantity.low if quantity is not None and quantity.low == quantity.high else None
