"""Expressions of time that date no act: lengths ("two weeks"), how often ("daily"), "now", quarters, bare years.

They stand beside what `mark_times` found and never among it: an act is dated by none of them. A length tells how far
a range goes whose first or last day is told. Ages ("two-year-old") are no expressions of time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.knowledge.numbers import read_quantity
from tallystick.records.mention import Sentence, TimeMention

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_100 = rf"(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS}"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?(?![\d,])|{_BELOW_100}|{_ONES}|(?:a\s+)?hundred)"
_RANGE = rf"{_NUMBER}(?:\s+(?:to|or)\s+|-to-|\s*[-–]\s*)(?P<high>{_NUMBER})"
_VAGUE = r"(?:(?:a\s+)?few|several|many|some|a\s+couple(?:\s+of)?|a\s+number\s+of|countless)"
_MANY = rf"(?P<n>{_VAGUE}|{_RANGE}|{_NUMBER})"
_SINGLE = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century"
_PLURAL = "seconds|minutes|hours|days|nights|weeks|weekends|fortnights|months|quarters|years|decades|centuries"
_UNIT = rf"(?P<unit>{_PLURAL}|{_SINGLE})"
_ROUGH = (
    r"(?:(?:at\s+least|at\s+most|(?:no\s+|not\s+)?more\s+than|less\s+than|fewer\s+than|up\s+to|nearly|almost|about"
    rf"|over(?=\s+(?:\d|an?\b|{_ONES}|ten))|around|roughly|some|approximately|another|as\s+long\s+as"
    r"|just\s+(?:over|under))\s+(?:another\s+)?)?"
)
_SHARE = r"(?:the\s+)?(?:first|last|past|next|coming|previous|final|following|preceding|remaining)\s+"
_LASTS = r"(?:(?<=\bfor\s)|(?<=\bin\s)|(?<=\bwithin\s)|(?<=\bover\s)|(?<=\bafter\s)|(?<=\blasted\s)|(?<=\btook\s))"
_NEAR_ONE = r"(?:nearly|almost|about|over|half|more\s+than|less\s+than|at\s+least|just|up\s+to)"
_AGE = r"(?![\s-]+(?:old|olds)\b)"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_SAFE_MONTH = _MONTH.replace("March|", "").replace("May|", "")
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PART = r"(?:\s+(?:night|morning|evening|afternoon)s?)?"
_QUARTER = r"(?P<q>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter"
_YEAR = r"(?P<y>(?:19[0-9]\d|20[0-4]\d)(?![\d%]|-\w|[.,]\d))"
_NOT_NAMED = r"(?!\s+(?:of|that|when|in|two|before|after|(?:19|20)\d\d)\b|['’-])"

_MANY_UNITS = frozenset(_PLURAL.split("|"))
_ONE_UNIT = frozenset(_SINGLE.split("|"))
_UNITS = _MANY_UNITS | _ONE_UNIT
_LONG = frozenset({"long", *(f"{unit}long" for unit in _UNITS)})
_QUARTERS = frozenset({"quarter", "period", "ago", "earlier"})
_EACH = frozenset({"every", "each"})
_OFTEN = frozenset({"once", "twice", "times"})
_DAYS = frozenset(f"{day}s" for day in _WEEKDAY.lower().split("|"))
_ADVERBS = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year"}
_ADVERBS |= {"annually": "year", "hourly": "hour"}
_REFS = {"present": "PRESENT_REF", "past": "PAST_REF", "coming": "FUTURE_REF"}
_REF_WORDS = frozenset(
    "now currently presently nowadays these present current recently lately recent past soon future".split()
)
_DIGITS = frozenset({"0"})  # stands for any figure
_SPOKEN = frozenset({"nineteen", "twenty", "thousand"})
_MONTHS = frozenset(_SAFE_MONTH.lower().split("|"))


@dataclass(frozen=True, slots=True)
class _Rule:
    form: str
    needs: frozenset[str]
    pattern: re.Pattern[str]


def _rule(form: str, *patterns: str, needs: frozenset[str], exact_case: bool = False) -> _Rule:
    """A rule of one or several patterns, the groups of one of them filled, for a sentence with one word of `needs`."""
    flags = re.NOFLAG if exact_case else re.IGNORECASE
    return _Rule(form, needs, re.compile(rf"(?<![\w$£€.'’-])(?:{'|'.join(patterns)})(?!\w)", flags))


_RULES = (
    _rule("quarter", rf"(?P<dir>this|last|next)\s+year['’]s\s+(?:(?:fiscal\s+)?{_QUARTER}|quarter)", needs=_QUARTERS),
    _rule("quarter", rf"(?:the\s+)?{_YEAR}\s+(?:{_QUARTER}|quarter|period)", needs=_QUARTERS),
    _rule(
        "quarter",
        rf"(?:the\s+(?!\w+-quarter))?(?:fiscal\s+)?{_QUARTER}(?:\s+of\s+(?:fiscal\s+)?{_YEAR})?",
        needs=_QUARTERS,
    ),
    _rule(
        "quarter",
        r"(?:the|last|this)\s+(?P<told>(?:(?:latest|current|same)\s+)?quarter|latest\s+period)",
        needs=_QUARTERS,
    ),
    _rule(
        "quarter",
        r"(?:the\s+)?(?P<back>year-(?:earlier|ago))\s+(?:quarter|period)",
        r"(?P<back2>year-(?:earlier|ago))",
        needs=_QUARTERS,
    ),
    _rule("repeat", rf"(?:every|each)\s+(?:(?P<n>other|few|{_NUMBER})\s+)?{_UNIT}", needs=_EACH),
    _rule("repeat", rf"(?:every|each)\s+(?:(?P<weekday>{_WEEKDAY})|(?P<m>{_MONTH}))s?{_PART}", needs=_EACH),
    _rule("repeat", rf"(?:on\s+)?(?P<weekday>{_WEEKDAY})s", needs=_DAYS, exact_case=True),
    _rule("repeat", rf"(?:once|twice|(?:\w+\s+)?times)\s+(?:a|an|each|every|per)\s+(?P<unit>{_SINGLE})", needs=_OFTEN),
    _rule(
        "repeat",
        r"(?P<adverb>daily|nightly|weekly|monthly|yearly|annually|hourly)(?!-)",
        r"(?P<adverb2>Daily|Weekly)(?=\s+[a-z])",
        exact_case=True,
        needs=frozenset(_ADVERBS),
    ),
    _rule("length", rf"{_ROUGH}{_SHARE}{_MANY}\s+(?:or\s+so\s+|more\s+)?{_UNIT}", needs=_UNITS),
    _rule("length", rf"{_SHARE}(?P<unit>{_PLURAL})", needs=_MANY_UNITS),
    _rule(
        "length",
        rf"{_ROUGH}(?:the\s+)?{_MANY}(?P<half>\s+1/2|\s+and\s+a\s+half)?\s+(?:more\s+)?{_UNIT}{_AGE}(?!['’]s)",
        needs=_UNITS,
    ),
    _rule("length", rf"{_ROUGH}{_MANY}-(?P<unit>{_SINGLE})(?:-long)?(?!-old|-\w)", needs=_ONE_UNIT),
    _rule("length", r"(?P<unit>(?:hour|day|week|month|year|decade)s?)-?long", needs=_LONG),
    _rule(
        "length",
        rf"{_LASTS}(?P<n>an?|half\s+an?)\s+(?P<unit>{_SINGLE})(?:\s+or\s+(?:so|more|two))?{_AGE}",
        needs=_ONE_UNIT,
    ),
    _rule(
        "length",
        rf"{_NEAR_ONE}\s+(?P<n>an?|half\s+an?)\s+(?P<unit>{_SINGLE})(?:\s+or\s+(?:so|more))?{_AGE}",
        needs=_ONE_UNIT,
    ),
    _rule("length", rf"{_LASTS}(?P<unit>{_PLURAL}){_AGE}", needs=_MANY_UNITS),
    _rule(
        "length",
        rf"(?<=\bin\sthe\s)(?P<unit>{_PLURAL})(?=\s+(?:before|after|since|leading|following|that)\b)",
        needs=_MANY_UNITS,
    ),
    _rule("repeat", r"(?:(?<=\d\s)|(?<=\d%\s)|(?<=illion\s))(?P<n>a)\s+(?P<unit>day|week|month|year)", needs=_ONE_UNIT),
    _rule("unit", r"the\s+current\s+fiscal\s+(?P<unit>year)", needs=_ONE_UNIT),
    _rule(
        "ref",
        r"(?P<present>now(?!-)|currently(?!-)|presently|nowadays|these\s+days|at\s+present|current)",
        needs=_REF_WORDS,
    ),
    _rule("ref", r"(?P<past>recently|lately|recent|the\s+(?:recent\s+)?past(?!\s+\w+s\b))", needs=_REF_WORDS),
    _rule(
        "ref",
        r"(?P<coming>soon(?!\s+(?:after|as))|as\s+soon\s+as\s+possible|the\s+(?:\w+\s+)?future)",
        needs=_REF_WORDS,
    ),
    _rule("century", r"(?:the\s+)?(?P<n>1\d|20|21)(?:st|th)[\s-]century", needs=_DIGITS),
    _rule("decade", r"(?:the\s+)?(?:early\s+|late\s+|mid-)?(?P<y>(?:19|20)\d0)s", needs=_DIGITS),
    _rule("length", r"the\s+(?:(?:full|fiscal)\s+)?(?P<unit>year)(?=\s+end(?:ed|ing))", needs=_ONE_UNIT),
    _rule(
        "unit",
        r"(?:the\s+(?:end|start|beginning|middle)\s+of|earlier\s+in|later\s+in)\s+the\s+(?P<unit>year)",
        needs=_ONE_UNIT,
    ),
    _rule(
        "unit", r"(?P<unit>year)(?:['’]s\s+end|-end)", r"the\s+end\s+of\s+the\s+(?P<unit2>month|week)", needs=_ONE_UNIT
    ),
    _rule("unit", rf"the\s+(?:(?:full|fiscal|whole|entire)\s+)?(?P<unit>year){_NOT_NAMED}", needs=_ONE_UNIT),
    _rule(
        "spoken",
        rf"(?:the\s+year\s+)?(?P<hundreds>nineteen|twenty)\s+(?P<rest>{_BELOW_100})",
        r"the\s+year\s+(?P<hundreds2>two\s+thousand)",
        needs=_SPOKEN,
    ),
    _rule("year", rf"(?:fiscal\s+)?{_YEAR}", needs=_DIGITS, exact_case=True),
    _rule("month", rf"(?P<m>{_SAFE_MONTH})", needs=_MONTHS, exact_case=True),
)
_WIDE = frozenset({"quarter", "repeat"})  # may hold a time: "the third quarter of 2019"
_WORD = re.compile(r"[a-z]+|(\d)\d*")
_COUNTED = re.compile(r"\s+(?:people|persons|civilians|soldiers|troops|fighters|families|men|women|children)\b")
_PLURAL_NEXT = re.compile(r"\s+[a-z]+s\b")
_NAME_BEFORE = re.compile(r"[A-Z][a-z]+\s+$")
_NAME_AFTER = re.compile(r"(?:['’]s)?\s+[A-Z]")


def mark_expressions(
    sentences: Sequence[Sentence], *, times: Sequence[TimeMention], forms: frozenset[str] | None = None
) -> tuple[TimeMention, ...]:
    """General expressions of time in the order of the text; one that overlaps some of `times` holds them whole.

    `forms` are the only ones wanted; null wants all.
    """
    rules = [rule for rule in _RULES if forms is None or rule.form in forms]
    starts, ends = [time.start for time in times], [time.end for time in times]
    found: list[TimeMention] = []
    for sentence in sentences:
        first, last = bisect_right(ends, sentence.start), bisect_left(starts, sentence.end)
        found += _mark(sentence, times[first:last], rules)
    return tuple(found)


def _mark(sentence: Sentence, times: Sequence[TimeMention], rules: Sequence[_Rule]) -> list[TimeMention]:
    text = sentence.text
    words = {"0" if match[1] else match[0] for match in _WORD.finditer(text.lower())}
    wanted = [rule for rule in rules if not words.isdisjoint(rule.needs)]
    if not wanted:
        return []
    dated = [(time.start - sentence.start, time.end - sentence.start) for time in times]
    found: list[tuple[int, int, TimeMention]] = []
    for rule in wanted:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last, _ in found):
                continue
            held = [(first, last) for first, last in dated if start < last and first < end]
            if held and not (rule.form in _WIDE and all(start <= first and last <= end for first, last in held)):
                continue
            if _is_expression(rule.form, match, text):
                mention = TimeMention(
                    start=sentence.start + start,
                    end=sentence.start + end,
                    surface=match.group(),
                    form="year" if rule.form == "spoken" else rule.form,
                    parts=tuple(_parts(match)),
                )
                found.append((start, end, mention))
    return [mention for _, _, mention in sorted(found, key=lambda item: item[:2])]


def _is_expression(form: str, match: re.Match[str], text: str) -> bool:
    after = text[match.end() : match.end() + 30]
    if form == "year":
        return _COUNTED.match(after) is None
    if form == "spoken":
        return _PLURAL_NEXT.match(after) is None
    if form == "month":
        return _NAME_AFTER.match(after) is None and _NAME_BEFORE.search(text[: match.start()][-20:]) is None
    return True


def _parts(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    for name, value in match.groupdict().items():
        if not value:
            continue
        words, name = " ".join(value.lower().split()), name.removesuffix("2")
        if name in _REFS:
            yield "ref", _REFS[name]
        elif name == "adverb":
            yield "unit", _ADVERBS[words]
        elif name == "hundreds":
            yield "y", str(_spoken_year(words, match.group("rest") or ""))
        elif name != "rest":
            yield name, words


def _spoken_year(hundreds: str, rest: str) -> int:
    """1996 of "nineteen" and "ninety-six"."""
    number = read_quantity(rest.replace(" ", "-")) if rest else None
    return {"nineteen": 1900}.get(hundreds, 2000) + (number.low or 0 if number is not None else 0)
