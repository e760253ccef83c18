"""Numbers as news English writes them: digits, words, bounds, ranges and vague words.

`NUMBER` is regex source without groups, to be compiled with `re.IGNORECASE`; it covers the number with the words
that bound it ("at least 12", "between 12 and 15", "about two dozen", "dozens", "no", "12 or more"), and refuses
numbers that are part of a name, an age, a share or a measure ("F-16", "12-year-old", "12 %", "122mm").
`ARTICLE` is the source for "a", "an", "another", which stand for 1 only where a singular noun follows.
`read_quantity(words)` turns what either matched into a `Quantity`, or null where the words are not a number:

    at least 12, more than 12, 12 or more, 12+        low 12, high null
    up to 12, as many as 12, nearly 12, under 12      low null, high 12
    about 12, some 12, an estimated 12, 12 or so      low 12, high 12, approximate
    two dozen, a dozen, a hundred                     low and high, approximate
    between 12 and 15, 12 to 15, 12-15, two or three  low 12, high 15
    dozens, several, scores, several hundred, a few   low and high null, vague holds the words in lower case
    no, none, zero, not a single                      low 0, high 0
    a, an, one, another, both                         1, 1, 1, 1, 2
"""

from __future__ import annotations

import re

from tallystick.records.referent import Quantity

_UNITS = (
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
    ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15),
    ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30),
    ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
)  # fmt: skip
_VALUE_OF = dict(_UNITS)
_SCALE_OF = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}

_LOW = (
    "at least", "at the least", "more than", "greater than", "over", "well over", "just over", "upwards of",
    "upward of", "in excess of", "no fewer than", "no less than", "not fewer than", "not less than", "a minimum of",
    "above", "no lower than",
)  # fmt: skip
_HIGH = (
    "up to", "as many as", "as much as", "nearly", "almost", "close to", "just under", "no more than", "not more than",
    "at most", "at the most", "fewer than", "less than", "under", "a maximum of", "just short of",
)  # fmt: skip
_ABOUT = (
    "about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "circa", "something like",
    "in the region of", "as few as", "approx", "approx.",
)  # fmt: skip
_PLAIN = (
    "exactly", "only", "just", "another", "a further", "an additional", "additional", "a total of", "a combined",
    "all", "the other", "a record", "a confirmed", "other", "both",
)  # fmt: skip
_KIND_OF = {
    **dict.fromkeys(_LOW, "low"),
    **dict.fromkeys(_HIGH, "high"),
    **dict.fromkeys(_ABOUT, "about"),
    **dict.fromkeys(_PLAIN, "plain"),
}


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d])|\d+)"
_SCALED = r"\d+(?:\.\d+)?\s+(?:hundred|thousand|million|dozen)"
_ATOM = "(?:" + "|".join(sorted((word for word, _ in _UNITS), key=len, reverse=True)) + ")"
_SCALE = "(?:hundred|thousand|million|dozen)"
_WORD = rf"(?:{_ATOM}|{_SCALE})\b"
_AFTER_SCALE = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))"
_SPELT = (
    rf"(?:half\s+an?\s+(?:dozen|million|thousand)|an?\s+{_SCALE}|{_ATOM}\b)"
    rf"(?:(?:[ -]|{_AFTER_SCALE}\s+and\s+){_WORD})*+"
)
_VAGUE = (
    r"(?:tens|dozens|scores|hundreds|thousands|millions)"
    r"(?:\s+(?:and|or)\s+(?:dozens|hundreds|thousands)|\s+of\s+(?:dozens|hundreds|thousands|millions))?"
    r"|(?:(?:a\s+|the\s+(?:last|past)\s+)?few|several|many|a\s+couple(?:\s+of)?)\s+(?:dozens?|hundred|thousand|million)"
    r"|several|multiple|numerous|a\s+(?:large\s+|small\s+|unknown\s+|undisclosed\s+|unspecified\s+)?number\s+of"
    r"|an\s+(?:unknown|undisclosed|unspecified)\s+number\s+of"
    r"|a\s+handful|a\s+couple|a\s+few|many|countless|various|score(?=\s+of)"
)
_NONE = r"no|none|zero|not\s+a\s+single|not\s+one"
_PAIR = r"both(?:\s+of)?|a\s+pair|a\s+trio"
_EXACT = rf"(?:{_SCALED}|{_DIGITS}|{_SPELT})"
_BETWEEN = rf"between\s+{_EXACT}\s+and\s+{_EXACT}"
_RANGE = rf"{_BETWEEN}|{_EXACT}(?:\s*[-–—]\s*|\s+(?:to|or)\s+(?:as\s+many\s+as\s+)?){_EXACT}"
_QUALIFIER = rf"(?:{_any((*_LOW, *_HIGH, *_ABOUT, *_PLAIN))})"
_SUFFIX = r"(?:\s+or\s+(?:so|more|fewer|less)\b|\s*\+|-plus\b|-odd\b)"
_OPENERS = (
    *_LOW, *_HIGH, *_ABOUT, *_PLAIN, *(word for word, _ in _UNITS), *_SCALE_OF, "half", "tens", "scores", "few", "many",
    "several", "multiple", "numerous", "a few", "an unknown", "the last", "countless", "various", "no", "zero", "not",
    "both", "between",
)  # fmt: skip


def _may_open(phrases: tuple[str, ...]) -> str:
    """Regex source for two characters with which one of the phrases or a digit may begin: a quick look ahead."""
    seconds: dict[str, set[str]] = {}
    for phrase in phrases:
        seconds.setdefault(phrase[0], set()).add(phrase[1].replace(" ", r"\s"))
    return "|".join((r"\d", *(f"{first}[{''.join(sorted(then))}]" for first, then in sorted(seconds.items()))))


_START = rf"(?<![\w$€£¥#°'’])(?={_may_open(_OPENERS)})(?<![\w][-/–.,:])(?<!\d[.,:/-])"
_STOP = r"(?![\w°%]|[.,:/]\d|[-–/][\w]|\s*(?:%|per\s?cent\b|percentage\b))"

NUMBER = rf"{_START}(?:(?:{_QUALIFIER})\s+){{0,3}}(?:{_RANGE}|{_VAGUE}|{_EXACT}|{_NONE}|{_PAIR}){_SUFFIX}?{_STOP}"
ARTICLE = r"(?<![\w'’-])(?:an?|another)(?![\w'’-])"

_LEAD = re.compile(rf"({_QUALIFIER})\s+", re.IGNORECASE)
_TAIL = re.compile(rf"({_SUFFIX})$", re.IGNORECASE)
_BOUNDS = re.compile(
    rf"(?:between\s+)?({_EXACT})(?:\s*[-–—]\s*|\s+(?:to|or|and)\s+(?:as\s+many\s+as\s+)?)({_EXACT})",
    re.IGNORECASE,
)
_ONLY_EXACT = re.compile(_EXACT, re.IGNORECASE)
_ONLY_VAGUE = re.compile(_VAGUE, re.IGNORECASE)
_ONLY_NONE = re.compile(_NONE, re.IGNORECASE)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_LONGEST = 200


def read_quantity(words: str) -> Quantity | None:
    """The quantity these words name, or null where they are not a number; see the module for what each form means."""
    rest = " ".join(words.split())
    if not rest or len(rest) > _LONGEST:
        return None
    kinds: set[str] = set()
    if rest.lower() in ("another", "a", "an"):
        return Quantity(low=1, high=1)
    if rest.lower() in ("both", "both of", "a pair"):
        return Quantity(low=2, high=2)
    if rest.lower() == "a trio":
        return Quantity(low=3, high=3)
    while (lead := _LEAD.match(rest)) is not None:
        kinds.add(_KIND_OF[lead.group(1).lower()])
        rest = rest[lead.end() :]
    tail = _TAIL.search(rest)
    if tail is not None and not _BOUNDS.fullmatch(rest):
        ending = tail.group(1).lower().strip(" -")
        kinds.add({"or so": "about", "odd": "about", "or fewer": "high", "or less": "high"}.get(ending, "low"))
        rest = rest[: tail.start()]
    return _quantity(rest, kinds)


def _quantity(core: str, kinds: set[str]) -> Quantity | None:
    if _ONLY_NONE.fullmatch(core):
        return Quantity(low=0, high=0)
    if _ONLY_EXACT.fullmatch(core):
        value, rough = _exact(core)
        low, high = value, value
    elif (bounds := _BOUNDS.fullmatch(core)) is not None:
        (low, rough), (high, other) = _exact(bounds.group(1)), _exact(bounds.group(2))
        if low is None or high is None or low >= high:
            return None
        rough = rough or other
    elif _ONLY_VAGUE.fullmatch(core):
        vague = re.sub(r"\s+of$", "", core.lower())
        return Quantity(vague=vague)
    else:
        return None
    if low is None or high is None:
        return None
    rough = rough or "about" in kinds
    if "low" in kinds:
        return Quantity(low=low, approximate="about" in kinds)
    if "high" in kinds:
        return Quantity(high=high, approximate="about" in kinds)
    return Quantity(low=low, high=high, approximate=rough)


def _exact(words: str) -> tuple[int | None, bool]:
    """The whole number in these words, and whether the words are round by nature ("two dozen", "a hundred")."""
    text = words.lower()
    rough = "dozen" in text or text.startswith(("a ", "an ", "half "))
    text = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3})", "", text)
    total, part = 0.0, 0.0
    seen = False
    last = 0.0
    for token in _TOKEN.findall(text):
        if token in ("a", "an", "and"):
            continue
        if token == "half":
            part, seen = 0.5, True
        elif token in _SCALE_OF:
            scale = _SCALE_OF[token]
            if scale >= 1_000:
                total += (part or 1) * scale
                part = 0.0
            else:
                part = (part or 1) * scale
            seen, last = True, 0.0
        else:
            value = _VALUE_OF.get(token)
            if value is None:
                if not token[0].isdigit():
                    return None, False
                amount = float(token)
            else:
                amount = float(value)
                if last and not (last >= 20 and amount < 10):  # "one two", "twenty twelve"
                    return None, False
                last = amount
            part += amount
            seen = True
    value_sum = total + part
    if not seen or value_sum != int(value_sum) or value_sum > 1e12:
        return None, False
    return int(value_sum), rough
