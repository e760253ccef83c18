"""Words that say when: dates, weekdays, months, years, spans counted from now, parts of the day, named days.

Durations ("for two hours"), ages and clock measures ("24-hour") are no times, nor are "may" and "march" as verbs or
names with a day in them ("Sunday Times", "Black Friday"). What a mention means is settled by `resolve_times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tallystick.knowledge.people import GROUP_OF
from tallystick.records.mention import Sentence, TimeMention

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%/]|[.,:]\d)"
_YEAR = r"(?:19[0-9]\d|20[0-4]\d)(?![\d%]|-\w)"
_DASH = r"\s*[-–—]\s*"
_TO = rf"(?:{_DASH}|\s+(?:to|and|through|until|till)\s+(?:the\s+)?)"
_ON = r"(?:(?:[Oo]n|ON)\s+)?"
_NUMBER_WORD = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|eighteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a\s+)?few|several|a\s+couple(?:\s+of)?|some)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?"
_BOUND = (
    r"(?P<bound>(?i:(?:ever\s+)?since(?:\s+(?:about|around))?|from|as\s+of|until|till|up\s+to|prior\s+to|before|after"
    r"|by))"
)
_ABOUT = r"(?P<about>(?i:(?:on\s+or\s+|some\s*time\s+)?(?:about|around)|circa|approximately|roughly))"
_LOOSELY = (
    r"(?:(?P<about>some|about|around|roughly|nearly|almost|just\s+over|at\s+least|more\s+than|over|less\s+than)\s+"
    r"|just\s+)?"
)
_EDGE = r"(?:(?i:(?P<edge>the\s+(?:very\s+)?(?:start|beginning|end|middle)\s+of)\s+))"
_SHARE = r"(?P<share>(?i:early|late|mid)(?:-|\s+)(?:in\s+)?)"
_PART = (
    r"(?:(?i:early\s+morning|late\s+(?:night|evening|afternoon)|early\s+(?:evening|afternoon)|mid-?morning"
    r"|mornings?|afternoons?|evenings?|nights?|dawn|dusk|noon|midday|midnight|sunset|sunrise|overnight))"
)
_ZONE = r"(?:local\s+time|GMT|UTC|[ECMP][SD]T|Eastern|Moscow\s+time|Kyiv\s+time)"
_FEAST = (
    r"(?:Orthodox\s+)?Christmas(?:\s+(?:Eve|Day))?|(?:Orthodox\s+)?Easter(?:\s+(?:Sunday|Monday))?"
    r"|(?:Orthodox\s+)?Good\s+Friday|Palm\s+Sunday|N[ao]w?[rw]o?u?z|Newroz|Norou?z|Persian\s+New\s+Year"
    r"|Eid(?:[\s-](?:al|ul|el)[\s-](?:Fitr|Adha|Azha))?|Rama[dz]an|Asho?u?ra|Yom\s+Kippur|Passover|Rosh\s+Hashanah?"
    r"|Sukkot|Simchat\s+Torah|Halloween|Valentine['’]s\s+Day|May\s+Day"
)
_HOUR = r"(?:[01]?\d|2[0-3])"
_SHARED = r"(?:(?i:early|mid|late)[\s-]+)?"
_ACT = (  # what may follow a weekday whose apostrophe a feed has lost ("Tuesdays attack")
    r"(?:(?:air|car|suicide|bomb|rocket|missile|drone|mortar|terror|deadly|twin)\s+)?(?:attack|bombing|blast|explosion"
    r"|strike|airstrike|raid|assault|shooting|killing|ambush|shelling|massacre|violence|clash|incident|protest|fighting)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    form: str
    needs: str
    pattern: re.Pattern[str]


def _rule(form: str, needs: str, pattern: str) -> _Rule:
    return _Rule(form, needs, re.compile(rf"(?<![\w'’.-])(?:{pattern})(?!\w)"))


_NTH = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?!\s+(?:of\b|century|anniversary|[A-Z]))"
_OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?|[,-]?\s?)(?P<y>{_YEAR})|,?\s+(?:of\s+)?(?P<of>(?i:this|last|next|that))\s+year)?"
_WD = rf"(?:(?:the\s+)?(?:{_WEEKDAY}|{_SHORT_WEEKDAY}\b\.?)(?:\s+(?P<part>{_PART}))?[,]?\s+(?:the\s+)?\(?)?"
_RULES = (
    _rule("named", "joined", r"(?:the\s+)?(?:9/11|7/7)(?:\s+(?:attacks?|bombings?))?"),
    _rule(
        "named",
        "month",
        r"(?:the\s+)?(?:Sept(?:ember|\.)?\s+11|11\s+September|October\s+7|Oct\.?\s+7|7\s+October|Jan(?:uary|\.)?\s+6)(?:th)?"
        r"(?:,?\s+(?:2001|2023|2021))?\s+(?:[Tt]error(?:ist)?\s+|Hamas\s+|Hamas-led\s+)?"
        r"(?:[Aa]ttacks?|[Mm]assacres?|[Ii]nsurrection|[Rr]iots?|[Aa]ssault|[Cc]apitol|[Cc]ommittee|[Pp]anel)",
    ),
    _rule(
        "holiday",
        "holiday",
        rf"(?:{_BOUND}|(?i:on|during|over|in|at|around|ahead\s+of))\s+(?:(?i:the)\s+)?"
        r"(?:(?i:(?P<n>first|second|third|fourth|last)\s+day|(?P<edge>start|beginning|end|eve)|month)\s+of\s+(?:the\s+)?)?"
        r"(?:(?i:(?:(?:Muslim|Islamic|Jewish|Christian|Persian|holy)\s+)*(?:month|feast|festival|holiday)(?:\s+of)?)\s+)?"
        rf"(?P<day>{_FEAST})(?:\s+(?:holidays?|festival|feast))?"
        rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})|\s+(?P<of>last|this)\s+year)?"
        r"(?!['’]|\s+(?:[A-Z]|attacks?\b|bombings?\b|massacres?\b|prayers?\b|truce\b|cease-?fire\b|uprising\b|offensive\b|war\b))"),
    _rule(
        "holiday",
        "holiday",
        r"(?:(?i:on|(?P<bound>since))\s+)?(?P<day>New\s+Year(?:['’]?s\s+(?:Eve|Day))?(?!['’])|Christmas\s+(?:Eve|Day)|Boxing\s+Day"
        rf"|Christmas(?!\s+[A-Z]))(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})|\s+(?P<of>last|this)\s+year)?"),
    _rule(
        "days",
        "month",
        rf"{_ON}(?:(?i:between|from|during)\s+)?(?:{_BOUND}\s+)?(?:the\s+)?(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?:\s+of)?\s+"
        rf"(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    _rule(
        "days",
        "month",
        rf"{_ON}(?:(?i:between|from)\s+)?(?P<m>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    _rule(
        "span",
        "month",
        rf"(?:(?i:between|from)\s+)?(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?,?{_TO}"
        rf"(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    _rule(
        "span",
        "month",
        rf"(?:(?i:between|from)\s+)?(?:the\s+)?(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?{_TO}"
        rf"(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    _rule(
        "months",
        "month",
        rf"(?i:between|from|in|during|over)\s+{_SHARED}(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?{_TO}{_SHARED}(?P<m2>{_MONTH})"
        rf"(?!\s+\d{{1,2}}\b)"
        rf"(?:,?\s+(?P<y2>{_YEAR}))?",
    ),
    _rule(
        "date",
        "month",
        rf"(?:{_BOUND}\s+)?{_ON}(?:{_ABOUT}\s+)?{_WD}(?P<m>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY}){_OF_YEAR}",
    ),
    _rule(
        "date",
        "month",
        rf"(?:{_BOUND}\s+)?{_ON}(?:{_ABOUT}\s+)?{_WD}(?:the\s+)?(?P<d>{_DAY})(?:\s+of)?[\s-](?P<m>{_MONTH}){_OF_YEAR}",
    ),
    _rule(
        "ordinal_week",
        "month",
        rf"(?:(?i:in|during)\s+)?the\s+(?P<n>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    _rule(
        "ordinal_weekday",
        "month",
        rf"{_ON}the\s+(?P<n>first|second|third|fourth|last)\s+(?P<weekday>{_WEEKDAY})\s+(?:of|in)\s+(?P<m>{_MONTH})"
        rf"(?:,?\s+(?P<y>{_YEAR}))?",
    ),
    _rule(
        "month",
        "month",
        rf"(?:(?:{_BOUND}|(?i:in|during))\s+)?(?P<dir>(?i:last|this|next|that))\s+(?P<m>{_MONTH})(?!\s+\d)",
    ),
    _rule(
        "month",
        "month",
        rf"(?:(?:{_BOUND}|(?i:in|during|throughout))\s+)?(?:{_ABOUT}\s+)?{_EDGE}?{_SHARE}?(?P<m>{_MONTH})"
        rf"(?:,?\s+(?:of\s+)?(?:(?P<y>{_YEAR})|(?P<of>(?i:this|last|next|that))\s+year)|(?!\s*\d))",
    ),
    _rule(
        "iso",
        "joined",
        rf"(?:(?:{_BOUND}|on)\s+)?(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>[0-3]\d)(?:T[\d:.Z+]+)?",
    ),
    _rule(
        "numeric",
        "joined",
        rf"{_ON}(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>(?:19|20)\d\d|[0-4]\d)(?![\d/])",
    ),
    _rule(
        "years",
        "year",
        rf"(?:(?i:between|from|in)\s+)?(?P<y>(?:19[0-9]|20[0-4])\d)(?:\s+and\s+|\s+to\s+|{_DASH})(?P<y2>(?:19[0-9]|20[0-4])\d"
        r"|(?<=[-–—])\d\d)(?![\d%]|-\w)",
    ),
    _rule("decade", "year", r"(?:(?i:since|in)\s+)?(?i:(?:the|early|late|mid)[\s-]+)+(?P<y>(?:19|20)\d0)s"),
    _rule(
        "season",
        "season",
        rf"(?:(?i:in|during|since|of|over)\s+)?(?:(?P<dir>(?i:last|this|next|the|this\s+past))\s+)?{_SHARE}?"
        r"(?P<season>(?i:spring|summer|autumn|winter)|fall(?=\s+of\s+(?:19|20))|(?:(?<=\blast\s)|(?<=\bthis\s)|(?<=\bnext\s))fall(?!\s+of\s+[a-z]))"
        rf"(?:\s+(?:of\s+)?(?P<y>{_YEAR}))?",
    ),
    _rule(
        "year",
        "year",
        rf"(?:(?:{_BOUND}|(?i:in|during|throughout|of|the|back\s+in))\s+(?:{_ABOUT}\s+)?|(?P<about0>(?i:around|circa))\s+)"
        rf"{_EDGE}?{_SHARE}?(?P<y>{_YEAR})(?!\s*[-–]\s*\d)",
    ),
    _rule("year", "year", rf"{_SHARE}(?P<y>{_YEAR})|(?<=\()(?P<y1>{_YEAR})(?=\))"),
    _rule(
        "nights",
        "weekday",
        rf"(?:(?P<night>(?i:overnight|(?:on\s+|in\s+)?the\s+night))\s+(?:of\s+|from\s+|between\s+)?)?(?P<weekday>{_WEEKDAY})"
        rf"(?:\s+night)?"
        rf"(?:{_DASH}|\s+(?:into|to|and|through|until|till)\s+(?:early\s+)?)(?P<weekday2>{_WEEKDAY})(?:\s+(?P<part>{_PART}))?",
    ),
    _rule(
        "weekday",
        "weekday",
        rf"(?:(?:{_BOUND}\s+|(?i:on|(?P<for>for)|over)\s+))?(?:the\s+)?(?:(?P<share>(?i:early|late))\s+(?:on\s+)?)?"
        rf"(?:(?P<dir>(?i:last|this(?:\s+past)?|next|this\s+coming|past|the\s+previous|that\s+same|(?<=\bon\s)that|(?<=\bsince\s)that))\s+)?"
        rf"(?:(?i:(?P<part0>night|morning|evening|afternoon)\s+of|(?:overnight|(?:in|during)\s+the\s+night)\s+(?P<into>into|to)"
        rf"|(?P<part3>overnight)(?:\s+on)?)\s+)?"
        rf"(?P<weekday>{_WEEKDAY})(?P<poss>['’]s(?=\s)|s(?=\s+{_ACT}))?(?:\s+(?P<part>{_PART}))?"
        rf"(?:,?\s+(?:the\s+)?(?P<d>{_NTH}))?(?:\s+(?P<dir2>last\s+week|this\s+week))?",
    ),
    _rule("tonight", "today", r"(?i:tonight)"),
    _rule(
        "today",
        "today",
        rf"(?:(?P<share>(?i:early|late|earlier|later))\s+)?(?P<word>(?i:today|(?:the\s+day\s+before\s+)?yesterday|(?:the\s+day\s+after\s+)?tomorrow))(?:['’]s)?(?:\s+(?P<part>{_PART}))?",
    ),
    _rule(
        "today",
        "today",
        r"(?:(?:early|late|earlier)\s+)?(?P<word>(?i:this|last))\s+(?P<part>(?i:morning|afternoon|evening|night))(?:['’]s)?",
    ),
    _rule("overnight", "today", r"(?i:overnight)(?!\s+(?:stay|bag|train|bus|flight|success|rate|camp|curfew)s?\b)"),
    _rule(
        "unit",
        "unit",
        r"(?:(?:(?P<bound>(?i:since|until|till))|(?i:in|over|during|for))\s+)?"
        r"(?:(?P<edge>(?i:the\s+(?:start|beginning|end)\s+of))\s+)?"
        r"(?:(?P<share>(?i:earlier|later|early|late))\s+)?(?:in\s+)?"
        r"(?P<dir>(?i:this(?:\s+past)?|(?<!\bthe\s)last|next|the\s+previous|the\s+current|(?:the\s+)?past(?=\s+weekend)))"
        r"\s+(?P<unit>(?i:week|weekend|month|year))(?:['’]s)?",
    ),
    _rule("unit", "unit", r"(?i:since\s+the\s+(?P<edge>start|beginning)\s+of\s+the\s+(?P<unit>week|month|year))"),
    _rule("unit", "unit", r"(?i:(?:over|at|on|during|(?P<bound>since))\s+the\s+(?P<unit>weekend))"),
    _rule("told_unit", "unit", r"(?i:(?P<share>earlier|later|early|late)\s+in\s+the\s+(?P<unit>week|month|year))"),
    _rule(
        "told_unit",
        "unit",
        r"(?i:(?:(?P<share>earlier|later|early|late)\s+)?(?:(?:in|during|on|over)\s+)?(?:(?P<dir>that\s+same|that|the\s+same"
        r"|the\s+preceding|the\s+following)\s+(?P<unit>week|weekend|month|year)|the\s+(?P<unit2>week|month|year)"
        r"\s+(?P<dir2>before|after)(?=\s*(?:[.,;:!?)]|$))))",
    ),
    _rule("since_told", "then", r"(?i:(?:ever\s+)?since\s+then|from\s+then\s+on)"),
    _rule(
        "recent",
        "unit",
        r"(?i:(?:in|over|during|within|for|of|across)\s+(?:the\s+)?(?:(?:more|most)\s+)?(?:recent|last|past)\s+"
        rf"(?:(?P<n>{_NUMBER_WORD})\s+)?(?P<unit>{_UNIT}))|(?i:(?:the\s+)?(?:last|past)\s+(?P<n2>{_NUMBER_WORD})\s+(?P<unit2>{_UNIT}))"
        rf"|(?i:(?:the\s+)?recent\s+(?P<unit3>days|weeks|months|years))",
    ),
    _rule(
        "ago",
        "ago",
        rf"(?i:{_LOOSELY}(?P<n>{_NUMBER_WORD})\s+(?P<unit>{_UNIT})\s+ago)",
    ),
    _rule(
        "from_told",
        "shift",
        rf"(?i:{_LOOSELY}(?P<n>{_NUMBER_WORD})\s+(?P<unit>{_UNIT})"
        r"\s+(?:(?P<way>earlier|later|previously|beforehand|(?:before|after)\s+that\b)"
        r"|(?P<way0>before|after)(?=\s*(?:[.,;:!?)]|$))|(?P<clause>before|after)(?:\s+(?:the|a|an|his|her|their)\b)?))",
    ),
    _rule(
        "told_day",
        "told",
        r"(?i:(?:earlier\s+|later\s+)?(?:on\s+)?(?P<word>(?:that\s+same|that|the\s+same)\s+(?P<part>day|morning|noon|afternoon|evening|night)"
        r"|(?<=earlier\s)in\s+the\s+day|(?<=later\s)in\s+the\s+day"
        r"|the\s+(?:previous|following|next|preceding)\s+(?P<part2>day|morning|afternoon|evening|night)"
        r"|the\s+(?P<part3>day|night|evening)\s+(?:before|after)))(?!\s+(?:to|of|in)\b)",
    ),
    _rule(
        "part",
        "part",
        r"(?i:(?:(?:just|shortly|soon|moments)\s+)?(?:at|before|after|around|towards?|near|since|by|until|about)\s+(?:the\s+)?"
        r"(?P<part>dawn|daybreak|sunrise|first\s+light|noon|midday|dusk|sunset|nightfall|midnight|night|dark))"
        r"(?!\s+(?:vision|raids?|prayers?))",
    ),
    _rule(
        "part",
        "part",
        r"(?i:in\s+the\s+(?P<part>(?:very\s+)?early\s+(?:hours|morning)(?:\s+hours)?|small\s+hours|pre-?dawn\s+hours"
        r"|(?:late\s+|early\s+)?(?:morning|afternoon|evening)|middle\s+of\s+the\s+night|dead\s+of\s+night)"
        r"|(?P<part2>pre-?dawn|daybreak|mid-?morning))",
    ),
    _rule(
        "clock",
        "clock",
        rf"(?i:(?:(?:at|around|about|from|by|before|after|until|since)\s+)*(?P<h>{_HOUR})(?:[:.](?P<min>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)"
        rf"(?:\s+{_ZONE})?)",
    ),
    _rule(
        "clock",
        "clock",
        rf"(?i:(?:(?:shortly|just|soon|at|around|about|from|by|before|after|until|since)\s+)+(?P<h>{_HOUR}):(?P<min>[0-5]\d)(?:\s+{_ZONE}|\s+hours)?"
        rf"|(?P<h2>[01]\d|2[0-3])[:.]?(?P<min2>[0-5]\d)\s+(?:GMT|UTC|local\s+time|hours))",
    ),
)  # fmt: skip

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)
_SEASONS = frozenset("spring summer autumn winter fall".split())
_TODAY = frozenset(
    "today yesterday tomorrow tonight overnight morning afternoon evening night today's yesterday's".split()
)
_UNITS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks weekend month months year years decade "
    "decades fortnight fortnights week's month's year's weekend's".split()
)
_PARTS = frozenset(
    "dawn predawn daybreak sunrise light noon midday dusk sunset nightfall midnight morning "
    "mornings afternoon evening night "
    "dark hours".split()
)
_AGO = frozenset({"ago"})
_SHIFT = frozenset("earlier later previously beforehand before after".split())
_TOLD = frozenset("day morning noon afternoon evening night".split())
_HOLIDAYS = frozenset(
    "christmas boxing years year easter friday palm nowruz nawruz newroz norouz noruz nauroz persian eid ramadan "
    "ramazan ashura ashoura yom passover rosh sukkot simchat halloween valentine's may".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_DIGIT = re.compile(r"\d")
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
_JOINED_DIGITS = re.compile(r"\d[-/.]\d")
_CLOCK = re.compile(r"\d\s?[ap]\.?m|[0-2]\d[:.]?[0-5]\d|\d:[0-5]\d", re.IGNORECASE)
_NEEDS = (
    *(("today", _TODAY), ("unit", _UNITS), ("part", _PARTS), ("told", _TOLD), ("ago", _AGO), ("shift", _SHIFT)),
    ("then", frozenset({"then"})),
    *(("month", _MONTHS), ("season", _SEASONS), ("holiday", _HOLIDAYS)),
)
_TIME_WORDS = frozenset(word for _, table in _NEEDS for word in table)
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "mar", "jan", "jun", "apr", "dec", "sep"})
_NAME_BEFORE = re.compile(
    r"(?:Bloody|Black|Good|Holy|Palm|Ash|Easter|Super|Cyber|Orange|Whit|Fat|Giving|Maundy|Mail\s+on|Wazir|Sheffield)\s+$"
)
_NAME_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Herald|Express|Independent|World|Night\s+Live|Tribune|Post|Mass|Adeyemo)\b"
)
_EACH = re.compile(r"\b(?:each|every)\s+$", re.IGNORECASE)
_SOME = re.compile(r"\b(?:an?|one|any|another)\s+$", re.IGNORECASE)
_NO_NOUN = re.compile(r"\s*(?:(?:in|of|when|before|after|during)\b|[.,;:)]|$)")
_CLAUSE_CHARS = 180
_BEGUN = re.compile(
    r"\bsince\b[^.,;:()\"“”]{2,90}\b(?:beg[au]n|started|erupted|broke\s+out|launched|outbreak|beginning|start|onset)\b"
    r"[\w\s'’-]{0,80}$",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(r"\s+(?:be|have|not|well|also|on|to|in\s+protest|for|against|through|and|of)\b")
_GAP = re.compile(
    r"\s*(?:,|\(|of|on|at|in|the|local\s+time|around|about|\)|\([^()]{1,30}\)|early|late)?\s*(?:on|of|the|,)?\s*",
    re.IGNORECASE,
)
_DATED = frozenset({"date", "month", "year", "season", "iso"})
_DAYLIKE = frozenset({"date", "weekday", "today", "tonight", "iso", "numeric", "told_day", "holiday", "days", "nights"})


def mark_times(sentences: Sequence[Sentence]) -> tuple[TimeMention, ...]:
    """Words that say when, in the order of the text; a clock time next to its day is one mention with it."""
    return tuple(mention for sentence in sentences for mention in _mark(sentence))


def _mark(sentence: Sentence) -> Iterator[TimeMention]:
    text = sentence.text
    needs = _needs(text)
    if not needs:
        return
    found: list[tuple[int, int, str, tuple[tuple[str, str], ...]]] = []
    for order in _rules_of(frozenset(needs)):
        for match in order.pattern.finditer(text):
            start, end = match.span()
            if start == end or not _is_time(order.form, match, text):
                continue
            if any(start < other[1] and other[0] < end for other in found):
                continue
            parts = tuple(
                (name.rstrip("0123") if name in _RENAMED else name, " ".join(value.lower().split()))
                for name, value in match.groupdict().items()
                if value
            )
            before = text[max(0, start - _CLAUSE_CHARS) : start] if order.form in _DATED else ""
            if "ince " in before and "bound" not in dict(parts) and _BEGUN.search(before):
                parts += (("bound", "since"),)  # "since the war broke out in March 2011"
            found.append((start, end, order.form, parts))
    found.sort()
    yield from _joined(sentence, found)


@lru_cache(maxsize=1024)
def _rules_of(needs: frozenset[str]) -> tuple[_Rule, ...]:
    return tuple(rule for rule in _RULES if rule.needs in needs)


_RENAMED = frozenset({"part0", "part3", "part2", "y1", "n2", "unit2", "unit3", "h2", "min2", "about0", "way0"})


def _needs(text: str) -> set[str]:
    words = {word.lower() for word in _WORD.findall(text)}
    words |= {word[:-2] for word in words if word.endswith(("'s", "’s"))}
    needs: set[str] = set()
    told = words & _TIME_WORDS
    if told:
        needs.update(need for need, table in _NEEDS if not told.isdisjoint(table))
    if _DIGIT.search(text):
        needs.add("digit")
        if _YEAR_DIGITS.search(text):
            needs.add("year")
        if _JOINED_DIGITS.search(text):
            needs.add("joined")
        if _CLOCK.search(text):
            needs.add("clock")
    if "day" in text and any("day" in word and word not in ("day", "days", "today") for word in words):
        needs.add("weekday")
    return needs


def _is_time(form: str, match: re.Match[str], text: str) -> bool:
    """Whether the words are a time here, and no verb, name or count."""
    groups = match.groupdict()
    start, end = match.span()
    if form in ("month", "weekday") and _EACH.search(text[max(0, start - 8) : start]):
        return False
    if form == "weekday" and _SOME.search(text[max(0, start - 10) : start]) and _NO_NOUN.match(text, end):
        return False  # "on a Monday in May", unlike "in a Monday raid"
    if form == "month":
        month = match.start("m")
        name = groups["m"].lower().rstrip(".")
        lead = match.start("m") > start
        if groups.get("y") or groups.get("dir") or groups.get("of"):
            return True
        if groups.get("about") and start == match.start("about") and name in _AMBIGUOUS_MONTHS:
            return False
        after = text[end : end + 30]
        if name in _AMBIGUOUS_MONTHS or not lead:
            if name in _AMBIGUOUS_MONTHS and not lead:
                return False
            if _VERB_AFTER.match(after) and not lead:
                return False
        if re.match(r"\s+[A-Z][a-z]+", after) and not lead:
            return False
        return lead or text[month - 4 : month] in ("the ", "The ") or after[:2] in ("'s", "’s") or month > 0
    if form == "days" and " and " in match.group() and not groups.get("y") and "d2" in groups:
        counted = re.match(r"\s+(?!in\b|at\b|on\b|by\b|when\b|as\b|near\b|and\b)[a-z]", text[end : end + 8])
        return counted is None or match.end("d2") != end or match.group().lower().startswith("between")
    if form in ("weekday", "nights"):
        first = match.start("weekday")
        return not _NAME_BEFORE.search(text[:first][-20:]) and not _NAME_AFTER.match(text[end : end + 20])
    if form == "year":
        following = _WORD.match(text[end : end + 30].lstrip())
        return following is None or following.group().lower() not in GROUP_OF or text[end : end + 1] == ","
    if form == "season":
        return bool(
            groups.get("y") or groups.get("dir") or groups.get("of") or start != match.start("season")
        ) and not re.match(r"\s+(?:offensive\b)?\s*[A-Z]", text[end : end + 4])
    if form == "numeric":
        return int(groups["a"]) <= 31 and int(groups["b"]) <= 31
    if form == "date" and groups.get("bound", "") and groups["bound"].lower() == "by":
        return True
    return True


def _joined(
    sentence: Sentence, found: list[tuple[int, int, str, tuple[tuple[str, str], ...]]]
) -> Iterator[TimeMention]:
    """Mentions of the found pieces, a part of the day joined to the day beside it."""
    text = sentence.text
    index = 0
    while index < len(found):
        start, end, form, parts = found[index]
        index += 1
        while index < len(found) and _GAP.fullmatch(text[end : found[index][0]]):
            _, later_end, later_form, later_parts = found[index]
            if form in ("part", "clock") and later_form in _DAYLIKE:
                kept = dict(later_parts)
                if form == "part" or "part" not in kept:
                    kept.pop("part", None)
                    parts = (*tuple(kept.items()), *_part_only(parts))
                else:
                    parts = later_parts
                form = later_form
            elif form in _DAYLIKE and later_form in ("part", "clock"):
                if "part" not in dict(parts):
                    parts = (*parts, *_part_only(later_parts))
            elif (
                form in ("part", "clock") and later_form in ("part", "clock") and "," not in text[end : found[index][0]]
            ):
                pass
            elif form == "weekday" and later_form in ("date", "iso", "numeric"):
                form, parts = later_form, later_parts
            elif form == "overnight" and later_form == "weekday":
                form, parts = later_form, (*later_parts, ("part", "overnight"))
            else:
                break
            end = later_end
            index += 1
        if text[start : start + 1] == "(":
            start += 1
        yield TimeMention(
            start=sentence.start + start,
            end=sentence.start + end,
            surface=text[start:end],
            form=form,
            parts=parts,
        )


def _part_only(parts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in parts if name in ("part", "h", "min", "half"))
