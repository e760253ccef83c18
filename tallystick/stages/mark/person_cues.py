"""What the words round a capitalised run say of it: a person in office, a person without one, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.people import GROUP_OF, KIN
from tallystick.knowledge.persons import (
    ADDRESS,
    FIGURE_NAMES,
    FIGURES,
    GIVEN_NAMES,
    HONORIFICS,
    OFFICES,
    PRIVATE_NOUNS,
    RANK_AND_FILE,
    SOLE_VOICES,
    THINGS,
)

_AGE_AFTER = re.compile(
    r"(?:,| \()\s?(?:now |aged |age |then )?(?:1[0-9]|[2-9][0-9]|[1-9])(?:-years?-old)?"
    r"(?:\)|(?=[.,;:)”\"]|$| (?:who|from|was|said|told|of|years old|and)\b))"
)
_AGED_AFTER = re.compile(r" (?:(?:is|was) (?:now )?(?:aged \d|\d\d years old\b|\d\d and\b)|aged \d\d\b)")
_AGE_BEFORE = re.compile(r"\b\d{1,2}-year-old (?:[a-z]+ ){0,2}$")
_WHO_AFTER = re.compile(r",? ?(?:\d\d?, )?(?:who|whose|whom)\b")
_SPEECH = (
    "said|says|told|tells|recalled|recalls|remembers|remembered|added|adds|explained|explains|wept|cried|shouted|"
    "sobbed|asked|asks|whispered|replied|lamented|believes|believed|thinks|thought|wrote|writes|describes|described"
)
_SPEECH_AFTER = re.compile(rf"(?:,[^,]{{1,60}},)? (?:also |later |has |had |then )?(?:{_SPEECH})\b")
_SPEECH_BEFORE = re.compile(rf"(?:[”\"’,] ?(?:{_SPEECH})|\b(?:said|says|recalled|recalls)) $")
_ACT_AFTER = re.compile(
    r",? (?:(?:still|now|has|had|was|is|then|also|himself|herself) )*(?:walks|walked|heard|saw|wakes|woke|shakes|shook|"
    r"lifts|lifted|knows|knew|"
    r"keeps|kept|sits|sat|stands|waits|waited|lost|fled|returned|came back|slept|sleeps|lives|lived|works|worked|ran|"
    r"hid|"
    r"carried|buried|survived|died|crouched|went home|teaches|taught|sells|sold|grew up|married|lay|smiled|laughed|"
    r"studies|studied|drives|drove|borrowed|counted|counts|opened|wants|lost|timed|watched|feels|felt|fears|hopes|hoped|"
    r"wept|prays|prayed|stared|points|nods|nodded|sighs|sighed|shrugs|shrugged|turns|turned|reads|dug|digs)\b"
)
_HARM_AFTER = re.compile(
    r"(?:,[^,]{1,40},)? (?:was|were|is|has been|had been|who was) (?:\w+ly )?(?:killed|wounded|injured|shot|arrested|"
    r"detained|abducted|kidnapped|sentenced|jailed|charged|pronounced dead|beaten|buried|hospitali[sz]ed|rescued|freed|"
    r"released|tortured|raped|executed|burned|found dead|taken (?:from|by|to))\b"
)
_HARM_BEFORE = re.compile(
    r"\b(?:killed|killing|wounding|injuring|murdered|murdering|shooting of|murder of|death of|arrest of|body of|"
    r"killing of|abducted|kidnapped|kidnapping of|abduction of|release of|funeral of|funeral for) $"
)
_FROM_AFTER = re.compile(r", (?:\d\d?, )?(?:of|from) (?:[a-z]+ ){0,3}[A-Z]")
_CALLED_BEFORE = re.compile(
    r"\b(?:identified (?:\w+ ){0,3}(?:as|by \w+ as)|(?:gave|giving) (?:his|her|their) name (?:only )?as|"
    r"goes by|(?:man|woman|boy|girl|person|child|student|victim|teenager|father|mother|farmer|driver) (?:named|called)|"
    r"names? (?:was|is|were|as)|known (?:only )?as) (?:the )?[“\"‘']?$"
)
_GAVE_NAME = re.compile(r"\b(?:gave|giving) (?:his|her|their) name (?:only )?as $|only by (?:his|her) first name,? $")
_PHRASE_CUT = re.compile(
    r" (?:of|in|at|for|from|with|who|whose|whom|which|that|on|near|and|by|to|as|under|whom|based|working|living|"
    r"told|said|says|was|is|were|had|has|tells|into|inside|during|until|since|after|before|named|called)\b"
)
_PERSON_ENDING = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|wife|ician|ian|mother|father|keeper|hand|boy|girl)s?$")
_KIN_BEFORE = re.compile(
    r"\b(?:my|his|her|their|our|whose|[A-Za-z]+['’]s) (?:[a-z]+ |\d\d?-year-old |[a-z]+-year-old ){0,3}([a-z-]+),? $"
)
_ROLE_BEFORE = re.compile(r"([^\W\d_][\w’'-]*),? $")
_PLAIN_BEFORE = re.compile(r"([a-z][\w-]*) $")
_NOUN_THEN_NAME = re.compile(r"(?:^|[.,;:“\"—–] ?|\b)(?:[Aa]n?|[Tt]he|[Oo]ne|[Oo]ur) ([^,.;:“”\"]{2,60}), $")
_OFFICE_OF = re.compile(r"([\w-]+) (?:of|for|in|at|to) ")
_HEADS_BODY = re.compile(
    r",? (?:(?:\d\d?|[a-z]+), )?who (?:is |was )?(?:heads?|headed|heading|chairs?|chaired|commands?|commanded|governs?|"
    r"governed|leads?|led|runs?|ran|directs?|directed|oversees) (?:(?!(?:of|in|for|on) )[\w’'-]+ ){0,5}"
    r"(administration|council|ministry|department|police|army|hospital|agency|commission|office|region|"
    r"province|government|brigade|battalion|militia|party|observatory|organi[sz]ation|committee|country|forces|network|"
    r"group|movement|faction|institute|city|district|directorate|service)\b"
)
_LOCATIVE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|towards?|around|across|into|onto|over|between|through|via|from|"
    r"of (?:the )?(?:city|town|village|port)|"
    r"cit(?:y|ies) of|towns? of|villages? of|province of|district of) (?:[a-z]+ )?$",
    re.IGNORECASE,
)
_OWNED_BEFORE = re.compile(r"([A-Z][\w’-]*)['’]s? $")
_KIN_AFTER = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:" + "|".join(sorted(KIN)) + r"|family|relatives|widow|body|funeral|neighbou?rs?)\b"
)
_BESIDE = re.compile(
    r" ((?:an?|the|senior|deputy|head|leader|chief|commander|spokes\w+|director|president) [^,.;:!?\"”“()–—]{2,90})"
)
_MEMBER = re.compile(
    r"(?:an? |the )?manager of .*\bhospital|(?:[\w-]+ ){0,3}member of .*"
    r"\b(?:parliament|council|committee|office|party|government|coalition|assembly|"
    r"knesset|congress|senate|duma|bureau|commission)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    """other others local people member members staff crew national individual militant terrorist rebel insurgent
    jihadist extremist islamist separatist civilian police""".split()
)
_BREAKS = re.compile(r"[,;:“”\"]|\. [A-Z]|\b(?:said|says|told|who|was|is|were|are|his|her|that|after|has|had)\b")
_JOINING = frozenset(
    "of the for and in on de la al foreign affairs defence defense interior health state security".split()
)
_HARM = re.compile(r"\b(?:killed|wounded|injured|died|dead|shot|detained|arrested|abducted|kidnapped|buried|missing)\b")
_NOT_APPOSITION = frozenset(
    """said says told tells added killing wounding after before as and but or while when where according with in on at
    by from to for of including among saying adding citing whose who which that because since until despite during
    was is were are has had have will then also not""".split()
)
_STRONG_HONORIFICS = HONORIFICS - {
    "al",
    "el",
    "san",
    "santa",
    "la",
    "ma",
    "ko",
    "pa",
    "mai",
    "ag",
    "bin",
    "ibn",
    "ben",
    "said",
}
_ARTICLED = re.compile(r"(?:an?|the|one|another|[a-z]+['’]s|[A-Z][\w-]+['’]s)\b ?")
_TYPE_AFTER = re.compile(
    r" (?:village|town|city|district|province|county|region|municipality|township|neighbou?rhood|quarter|camp|street|"
    r"road|bridge|airport|river|valley|hospital|school|university|base|prison|market|mosque|church|island|crossing|"
    r"checkpoint|shrine|suburb|mausoleum|tomb|hotel|stadium|governorate|state|area|club|team)\b"
)
_UNIT_AFTER = re.compile(
    r" (?:front|column|brigades?|battalion|faction|militia|group|regime|administration|government|doctrine|foundation|"
    r"building|cent(?:er|re)|prize|award|film|novel|album)\b"
)
_AFTER_BEFORE = re.compile(r"\b(?:named|called) (?:after|for) $")
_THE_BEFORE = re.compile(r"\b[Tt]he $")
_OF_BODY = re.compile(
    r",? (?:of|from|at|with) (?:the |its )?(?:[\w’'-]+ ){0,5}(?:Hospital|Ministry|Office|Department|Council|"
    r"Committee|Agency|Centre|Center|Organi[sz]ation|University|Institute|Commission|Group|Observatory|Network|Watch|"
    r"Union|Association|Foundation|Party|Police|Army|Command|Service|Authority|Directorate|Bureau)\b"
)
_CREDIT_BEFORE = re.compile(
    r"(?:(?:^|[.;:|\n(] ?)(?:[Bb]y|[Ww]ith|[Rr]eporting by|[Ee]diting by|[Ww]ritten by|[Aa]s told to) |[|/] ?|"
    r"\b(?:[Rr]eporting|[Ee]diting|[Pp]hotograph|[Pp]hoto|[Ii]llustration|[Aa]s told|[Ww]riting) (?:by|to|credit):? )$"
)
_LOOK_BACK, _LOOK_ON = 90, 160


@dataclass(slots=True, kw_only=True)
class Cues:
    """What speaks for a name: an office (public), a person's (person), a name given to hide one (masked).

    `stated` is true where an age or a role says who the person is, so that it needs no source to say it;
    `located` where the name stands as a place's would.
    """

    public: bool = False
    person: bool = False
    masked: bool = False
    stated: bool = False
    located: bool = False


def _tail(before: str, words: int) -> int:
    """Where the last so many words of a text begin: a pattern that ends with the text need not be sought farther back.

    A space at the text's end ends the last word.
    """
    at = len(before)
    for _ in range(words + 1):
        at = before.rfind(" ", 0, at)
        if at < 0:
            return 0
    return at + 1


def read_cues(
    text: str,
    start: int,
    end: int,
    *,
    words: tuple[str, ...],
    titles: tuple[str, ...],
    table: ActorTable,
    is_place: Callable[[str], bool],
) -> Cues:
    """The cues for the name at `start:end` of a sentence; `titles` are the words of its run that come before it."""
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_ON]
    low = tuple(word.lower() for word in words)
    given = low[0] in GIVEN_NAMES
    several = len(words) > 1
    cues = Cues()
    if "name" in before and _GAVE_NAME.search(before):
        return Cues(person=True, masked=True)
    aged = bool(
        _AGE_AFTER.match(after) or _AGED_AFTER.match(after) or ("-old" in before and _AGE_BEFORE.search(before))
    )
    located = not titles and _LOCATIVE_BEFORE.search(before, _tail(before, 5)) is not None
    role = _apposed(after)
    if _TYPE_AFTER.match(after) or (titles and is_place(f"{titles[-1]} {' '.join(words)}")):
        return Cues(located=True)
    if _UNIT_AFTER.match(after) or (before.endswith((" after ", " for ")) and _AFTER_BEFORE.search(before)):
        return Cues(public=True)
    if not titles and before.endswith("he ") and _THE_BEFORE.search(before):
        return Cues()
    cues.public = _in_office(text, before, after, low, titles, role, aged=aged, table=table)
    lasting = (
        aged or role == "private" or _kin_of(before) or _CALLED_BEFORE.search(before, _tail(before, 10)) is not None
    )
    cues.located = located
    if located and not (aged and several) and not given:
        return cues
    beside = titles[-1].lower() if titles else ""
    # A role right before the name, or one that the name is set beside, outweighs a place of that name.
    told = _kin_of(before) or (not beside and _role_of(before, "")) or (_introduced(before) and after.startswith(","))
    if told and not located:
        cues.person = True
    elif lasting and (several or given or not located):
        cues.person = several or given or aged or not is_place(words[0])
        cues.person = cues.person or (role == "private" and not is_place(words[0]))
    elif _WHO_AFTER.match(after):
        cues.person = several or given or (after[0] == "," and not is_place(words[0]))
    if cues.person:
        cues.stated = True
        return cues
    if beside in ADDRESS:
        cues.person = True
    elif several and low[0] in _STRONG_HONORIFICS:
        cues.person = not is_place(" ".join(words))
    elif (_role_of(before, beside) and not (beside and not several and not given)) or _introduced(before):
        cues.person = several or given or not is_place(words[0])
    elif _SPEECH_BEFORE.search(before, _tail(before, 2)):
        cues.person = given or (not is_place(" ".join(words)) and (several or not words[0].isupper()))
    elif (
        _SPEECH_AFTER.match(after)
        or _ACT_AFTER.match(after)
        or _HARM_AFTER.match(after)
        or _HARM_BEFORE.search(before, _tail(before, 3))
        or _FROM_AFTER.match(after)
    ):
        cues.person = given or (several and not is_place(" ".join(words)))
    elif _KIN_AFTER.match(after):
        cues.person = (several or given) and not is_place(" ".join(words))
    elif given and (several or (len(words[0]) > 3 and not located)):
        cues.person = not is_place(" ".join(words))
    return cues


def _in_office(
    text: str,
    before: str,
    after: str,
    low: tuple[str, ...],
    titles: tuple[str, ...],
    role: str,
    *,
    aged: bool,
    table: ActorTable,
) -> bool:
    named = " ".join(low)
    last = low[-1].removeprefix("al-")
    if last in FIGURES or last.removesuffix("s") in FIGURES or low[-1] in FIGURES or named in FIGURE_NAMES:
        return not aged
    if titles and all(word.lower().strip(".") in ADDRESS for word in titles):
        before, titles = re.sub(rf"(?:[\w.]+ ){{{len(titles)}}}$", "", before), ()
    offices = {word.lower().strip(".") for word in titles} & (OFFICES | RANK_AND_FILE)
    if not titles and (found := _ROLE_BEFORE.search(before, _tail(before, 1))):
        word = found[1].lower().removesuffix("’s").removesuffix("'s")
        if word in OFFICES or word in RANK_AND_FILE:
            offices = {word}
    if offices:
        sole = offices <= (SOLE_VOICES | RANK_AND_FILE)
        if not sole or not (aged or _HARM.search(text)):
            return True
    if role == "office" or _CREDIT_BEFORE.search(before, _tail(before, 4)) or after.startswith("/"):
        return True
    if _HEADS_BODY.match(after) or (not aged and _OF_BODY.match(after)):
        return True
    if _office_of(before):
        return True
    owner = _OWNED_BEFORE.search(before, _tail(before, 1))
    return (
        owner is not None
        and len(low) > 1
        and (owner[1].isupper() or table.demonym(owner[1]) is not None or table.find(owner[1]) is not None)
    )


def _office_of(before: str) -> bool:
    """Whether an office with what it is of ("the director of the hospital,") leads up to the name."""
    for found in _OFFICE_OF.finditer(before):
        if found[1] not in OFFICES and found[1].lower() not in OFFICES:
            continue
        rest = before[found.end() :]
        words = rest.removesuffix(", ").split()
        if len(words) > 9 or _BREAKS.search(rest.removesuffix(", ")):
            continue
        if rest.endswith(", ") or all(word[0].isupper() or word in _JOINING for word in words):
            return True
    return False


def _apposed(after: str) -> str:
    """ "office" or "private" by the first phrase set beside the name that says which; else an empty string."""
    beside = _BESIDE.match(after)
    if beside is not None:
        return _noun_of(beside[1])
    at = 0
    for _ in range(3):
        if not after.startswith((", ", " – ", " — ", " - ", " ("), at):
            return ""
        at += 2 if after[at] == "," or after[at : at + 2] == " (" else 3
        stop = next((i for i in range(at, len(after)) if after[i] in ",.;:!?()”“–—"), len(after))
        chunk = after[at:stop].strip()
        first = chunk.partition(" ")[0].lower()
        if first in _NOT_APPOSITION or first.endswith("ing"):
            return ""
        found = _noun_of(chunk)
        if found:
            return found
        at = stop
    return ""


def _noun_of(chunk: str) -> str:
    cut = _PHRASE_CUT.search(chunk)
    if cut is not None and cut[0].strip() in ("said", "says", "told", "tells", "was", "is", "were", "had", "has"):
        return ""
    phrase = chunk[: cut.start()] if cut else chunk
    words = phrase.split()
    if not words or len(words) > 9:
        return ""
    head = words[-1].lower().strip("\"'’")
    if _MEMBER.match(chunk):
        return "office"
    article = _ARTICLED.match(phrase)
    if head in OFFICES:
        return "office"
    if (article is not None or len(words) > 1) and is_private_noun(head, loose=article is not None):
        return "private"
    return "private" if re.match(r"(?:an? )?\d{1,2}-year-old", phrase) else ""


def is_private_noun(word: str, *, loose: bool = False) -> bool:
    """Whether a noun says what somebody without an office is."""
    if word in OFFICES or word in _NOBODY:
        return False
    if word in PRIVATE_NOUNS or word in KIN or (word in GROUP_OF and not word.endswith("s")):
        return True
    return loose and word not in THINGS and _PERSON_ENDING.fullmatch(word) is not None


def _kin_of(before: str) -> bool:
    found = _KIN_BEFORE.search(before, _tail(before, 7))
    return found is not None and (is_private_noun(found[1]) or found[1].rstrip("s") in PRIVATE_NOUNS)


def _role_of(before: str, beside: str) -> bool:
    if beside:
        return is_private_noun(beside)
    found = _PLAIN_BEFORE.search(before, _tail(before, 1))
    if found is None:
        return False
    word = found[1].lower()
    return is_private_noun(word) or (word.endswith("s") and word[:-1] in PRIVATE_NOUNS)


def _introduced(before: str) -> bool:
    found = _NOUN_THEN_NAME.search(before) if before.endswith(", ") else None
    if found is None:
        return False
    phrase = found[1]
    cut = _PHRASE_CUT.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).split()[-1].lower()
    return is_private_noun(head) or head.removesuffix("s") in PRIVATE_NOUNS
