"""Phrases that number people, outcomes or strikes within one sentence: "at least 12 civilians", "two airstrikes"."""

from __future__ import annotations

import re
from bisect import bisect_left

from tallystick.knowledge.numbers import NUMBER, read_quantity
from tallystick.knowledge.outcomes import CUE_WORDS, OUTCOME_NOUNS
from tallystick.knowledge.people import GROUP_OF, KIN, group_of, is_demonym
from tallystick.records.referent import Quantity
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_words import ADVERBS, BE, PREPOSITIONS, STOPS, Phrase, Words

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_HAS_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|four|fif|six|seven|eigh|nine|twen|for|hundred"
    r"|thousand|million|dozen|score|several|multiple|numerous|many|few|handful|couple|no\b|none|zero|not\b|both|pair|trio"
    r"|tens|countless|various|number)",
    re.IGNORECASE,
)
_STRIKES = frozenset(
    "airstrike airstrikes strike strikes attack attacks raid raids explosion explosions blast blasts bombing bombings "
    "sortie sorties bombardment bombardments shelling shellings detonation detonations airstike airstikes air-strikes "
    "air-strike ambush ambushes drone-strikes assaults".split()
)
_AFTER_STRIKE = frozenset(
    "helicopter helicopters aircraft drone drones jet jets submarine submarines group groups force forces team teams "
    "plane planes fighter fighters dog dogs vehicle vehicles vessel vessels plan plans site sites survivor survivors "
    "victim victims price capability wave walls suspects suspect range brigade".split()
)
_STRIKE_ADJECTIVES = frozenset(
    "coordinated suspected targeted renewed combined alleged reported planned attempted unprovoked sustained repeated "
    "related armed guided unmanned simultaneous united".split()
)
_NOT_STRIKES = frozenset(
    "heart panic asthma verbal hunger personal anxiety cyber cyberattack cyberattacks labor "
    "labour general railway rail "
    "train teachers nurses union phishing ransomware shark".split()
)
_DETERMINERS = frozenset("the its his her their our those these all".split())
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday gmt am pm".split()
)
_NUMBERED = _CALENDAR | frozenset(
    "highway route road brigade division battalion regiment unit no number article resolution "
    "chapter section page room "
    "flight level phase group-of aged age ages channel day block sector zone area version type "
    "model km mile euro g m4 m5 "
    "camp bus line district ward gate point checkpoint station hangar building apartment act class covid vision agenda "
    "eurovision generation season week episode round game match group-77 protocol union".split()
)
_VERBAL = frozenset(
    "aboard held found seen marched whisked treated driven carried led swept admitted times occasions taken took "
    "shot gunned beaten stabbed burned burnt hacked tortured crushed went came".split()
)
_HUMAN_ENDING = re.compile(
    r"(?:.m[ae]n|.wom[ae]n|[^aeiou]ers?|[eio]ers?|[^aeiou]{2}ors?|[tao]{1}tors?|ists?|icians?|eers?|ants?)$"
)
_NOT_HUMAN = frozenset(
    "number numbers order orders corner river tower towers center centers centre chapter quarter quarters helicopter "
    "helicopters tanker tankers bunker bunkers computer computers container containers shelter shelters bomber paper "
    "papers power powers matter letter letters border member other another trailer mortar trigger barrier launchers "
    "launcher factor motor sector reactor tractor tractors doctor charter fever summer winter cover disaster danger "
    "encounter counter hammer water gunner area bulldozer cruiser destroyer carrier boulder bunkers cluster clusters "
    "slaughter september october november december moment plant plants restaurant restaurants elephant warrant grant "
    "merchant infant lists list lists wrist fist mist cyst feeder feet order trucker transporter fighters-bombers "
    "freighter silver cover after under over never ever rather either neither whether later "
    "earlier higher lower former "
    "larger smaller younger older greater further latter closer deeper longer newer former-soviet".split()
)
_HURT_WORDS = frozenset("dead wounded injured captured detained arrested kidnapped abducted missing".split())
_ATTACKERS = frozenset(
    "bomber attacker attackers gunman gunmen assailant assailants shooter bombers suspects "
    "suspect perpetrator hijacker".split()
)
_SIDES = frozenset(
    "army police government regime military coalition rebel militia navy forces security guard paramilitary group "
    "movement brigade brigades party guards front faction corps militias".split()
)
_BANDS = frozenset("militia militias rebel militant insurgent jihadist guerrilla".split())
_PUNCTUATION = re.compile(r"[^\w\s]")
_QUOTES = frozenset("\"“”‘’'`´«»")
_UNIT_NOUNS = frozenset(
    "day days week weeks month months year years hour hours minute minutes second seconds km kilometers kilometres "
    "miles mile meters metres percent dollars euros pounds tons tonnes degrees".split()
)
_HELD = frozenset({"hostage", "captive", "prisoner"})
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_LONGEST_PHRASE = 7
_PLURAL = frozenset(
    "passers-by people police personnel staff crew troop children schoolchildren grandchildren dead".split()
)
_WITHOUT = frozenset(
    "any causing inflicting further human civilian loss of reported reports incurring suffering".split()
)


def find_phrases(words: Words) -> list[Phrase]:
    """Every numbered phrase of the sentence, left to right, none inside another."""
    found: list[Phrase] = []
    covered = 0
    starts: dict[int, tuple[int, Quantity, bool]] = {}
    if _HAS_NUMBER.search(words.text):
        for match in _NUMBER.finditer(words.text):
            quantity = read_quantity(match.group())
            if quantity is None:
                continue
            first = bisect_left(words.start, match.start())
            after = bisect_left(words.start, match.end())
            digits = match.group().isdigit()
            if first and words.low[first - 1] == "from" and " to " in match.group():
                cut = match.start() + match.group().index(" to ") + 4
                first = bisect_left(words.start, cut)
                quantity = read_quantity(words.text[cut : match.end()]) or quantity
            if first < len(words.low) and not _is_label(words, first, after, digits=digits):
                starts[first] = (after, quantity, not digits and not match.group().isalpha())
    low = words.low
    for index, word in enumerate(low):
        if index < covered:
            continue
        phrase: Phrase | None = None
        if word in ("nobody", "no-one") or (word == "no" and low[index + 1 : index + 2] == ["one"]):
            last = index + 1 + (word == "no")
            phrase = _one(index, last, "all", Quantity(low=0, high=0))
        elif index in starts:
            after, quantity, qualified = starts[index]
            phrase = _read_phrase(words, index, after, quantity, singular=False, qualified=qualified)
        elif word == "a" and index + 1 < len(low) and low[index + 1] in _ORDINALS:
            continue
        elif word in ("a", "an", "another"):
            phrase = _read_phrase(words, index, index + 1, Quantity(low=1, high=1), singular=True, qualified=False)
        elif word in ("his", "her", "their") and index + 1 < len(low) and low[index + 1] in KIN:
            if not low[index + 1].endswith(("s", "ren")):
                phrase = _one(index, index + 2, group_of(low[index + 1], beside=frozenset()))
        elif word == "the" and index + 1 < len(low) and low[index + 1] in _ATTACKERS:
            if not low[index + 1].endswith(("s", "men")):
                phrase = _one(index, index + 2, "fighters")
        elif word == "without":
            phrase = _without(words, index)
        if phrase is not None:
            found.append(phrase)
            covered = max(phrase.last, phrase.tail)
        elif index in starts:
            covered = starts[index][0]
    return found


def _without(words: Words, index: int) -> Phrase | None:
    """ "Without casualties" is a count of zero."""
    low = words.low
    head = index + 1
    while head < len(low) and low[head] in _WITHOUT:
        head += 1
    outcome = OUTCOME_NOUNS.get(low[head]) if head < len(low) and head - index <= 4 else None
    if outcome is None:
        return None
    group = "civilians" if "civilian" in low[index:head] else "all"
    zero = Quantity(low=0, high=0)
    return Phrase(index, head + 1, head + 1, zero, group, None, head, False, False, outcome, False, None)


def _is_plural(word: str) -> bool:
    return word.endswith(("s", "men")) or word in _PLURAL


def _one(first: int, last: int, group: str, quantity: Quantity | None = None) -> Phrase:
    return Phrase(
        first=first,
        last=last,
        tail=last,
        quantity=quantity or Quantity(low=1, high=1),
        group=group,
        of=None,
        head=last - 1,
        bare=False,
        partitive=False,
        outcome=None,
        qualified=False,
        hurt=None,
    )


def _of_the_dead(words: Words, index: int) -> str | None:
    """The group in "three of the dead were children"; the index is that of "of"."""
    low = words.low
    if low[index : index + 2] != ["of", "the"] or low[index + 2 : index + 3] == []:
        return None
    if low[index + 2] not in ("dead", "killed", "wounded", "injured", "victims", "deceased", "slain", "casualties"):
        return None
    for word in low[index + 4 : index + 9] if low[index + 3 : index + 4] and low[index + 3] in BE else ():
        if word in GROUP_OF:
            return GROUP_OF[word]
        if word in PREPOSITIONS:
            break
    return "all"


def _is_label(words: Words, first: int, after: int, *, digits: bool) -> bool:
    """Whether the number names something (a road, a unit, a day, an age) or measures it, and counts nobody."""
    low = words.low
    before = low[first - 1] if first else ""
    following = low[after] if after < len(low) else ""
    if (
        before == "how"
        or following in _UNIT_NOUNS
        or (following in _CALENDAR and digits and words.raw[after][0].isupper())
    ):
        return True
    if not digits:
        return before in ("aged", "age", "number") or following in ("o'clock",)
    if before in _NUMBERED and not (
        before in ("no", "may", "march", "week", "number") and words.raw[first - 1].islower()
    ):
        return before not in ("today", "yesterday", "day") or before == "day"
    if before in _QUOTES | {"#", "/", "-"} and after - first == 1 and before == "#":
        return True
    value = int(words.low[first]) if words.low[first].isascii() else 0
    if 1900 <= value <= 2099:
        if before in ("in", "since", "until", "of", "the", "by", "from", "during", "late", "early", "mid"):
            return following not in GROUP_OF
        if before.isdigit() or before in (",",):
            return following not in GROUP_OF
    return False


def _read_phrase(
    words: Words, first: int, after: int, quantity: Quantity, *, singular: bool, qualified: bool
) -> Phrase | None:
    low, raw = words.low, words.raw
    size = len(low)
    index = after
    partitive = False
    if index < size and low[index] == "of" and not singular:
        index += 1
        if (
            index < size
            and low[index] in ("them", "whom", "those", "these")
            and low[index + 1 : index + 2] != ["killed"]
        ):
            partitive, index = True, index + 1
            while index < size and (low[index] in BE or low[index] in ADVERBS):
                index += 1
        elif quantity.vague is None and (group := _of_the_dead(words, index - 1)) is not None:
            last = index + 2
            return Phrase(first, last, last, quantity, group, None, last - 1, False, True, None, qualified, last - 1)
        elif index < size and low[index] in _DETERMINERS:
            index += 1
    begin = index
    head: int | None = None
    hurt: int | None = None
    while index < size and index - begin < _LONGEST_PHRASE:
        word = low[index]
        if not singular and index == after and word in _HELD and quantity.high != 1:
            break
        if word in GROUP_OF or word in OUTCOME_NOUNS or word in _STRIKES:
            following = low[index + 1] if index + 1 < size else ""
            if following in ("hostage", "captive", "prisoner") and _is_plural(word):
                following = ""
            fits = word not in GROUP_OF or _is_plural(word) is not (singular or quantity.high == 1)
            if (
                (not fits and following and following[0].isalpha() and following not in STOPS)
                or following in GROUP_OF
                or following in OUTCOME_NOUNS
                or (following in _STRIKES and word not in _STRIKES)
            ):
                index += 1
                continue
            head = index
            break
        if word in _HURT_WORDS and index + 1 < size and hurt is None:
            following = low[index + 1]
            if following in GROUP_OF or (
                is_demonym(raw[index + 1]) and index + 2 < size and low[index + 2] in GROUP_OF
            ):
                hurt = index
                index += 1
                continue
            break
        if word in STOPS or word in CUE_WORDS or word in _VERBAL or word.isdigit():
            break
        if not singular and word.endswith("s") and raw[index][0].isupper() and is_demonym(raw[index]):
            following = low[index + 1] if index + 1 < size else ""
            if following not in GROUP_OF:
                index += 1
                break
        if word == "," and begin < index < size - 1 and _same_sort(raw[index - 1], raw[index + 1]):
            index += 1
            continue
        if raw[index] in _QUOTES:
            index += 1
            continue
        if not (word[0].isalpha() or word[0].isdigit()):
            break
        index += 1
    if head is None:
        return _headless(words, first, after, begin, index, quantity, singular, partitive, qualified)
    return _headed(words, first, begin, head, quantity, singular, partitive, qualified, hurt)


def _sounds_human(word: str) -> bool:
    return _HUMAN_ENDING.search(word) is not None and word not in _NOT_HUMAN


def _same_sort(left: str, right: str) -> bool:
    """Whether a comma may stand between two adjectives of one noun ("Syrian, Russian airstrikes")."""
    return right[0].isalpha() and left[0].isupper() == right[0].isupper() and not left.endswith("s")


def _headed(
    words: Words,
    first: int,
    begin: int,
    head: int,
    quantity: Quantity,
    singular: bool,
    partitive: bool,
    qualified: bool,
    hurt: int | None,
) -> Phrase | None:
    low, raw = words.low, words.raw
    noun = low[head]
    beside = frozenset(low[begin:head])
    following = low[head + 1] if head + 1 < len(low) else ""
    if following in ("'s", "’s") or noun.endswith(("'s", "’s")):
        return None
    outcome = OUTCOME_NOUNS.get(noun)
    if noun in _STRIKES:
        if following in _AFTER_STRIKE or beside & _NOT_STRIKES or singular or quantity.high == 0:
            return None
        if any(word.endswith("ed") and "-" not in word and word not in _STRIKE_ADJECTIVES for word in low[begin:head]):
            return None
        if partitive or (quantity.low == 1 and low[begin - 1 : begin] and low[begin - 2 : begin - 1] == ["of"]):
            return None
        outcome = ClaimField.STRIKES
    if noun in GROUP_OF and outcome is None and _is_plural(noun) is (singular or quantity.high == 1) and quantity.high:
        return None
    group = group_of(noun, beside=beside) if outcome is None or noun in ("hostages", "prisoners") else "all"
    if outcome is not None and outcome is not ClaimField.STRIKES:
        if beside & {"civilian", "civilians"}:
            group = "civilians"
        elif beside & {"military", "army", "soldier", "troop"}:
            group = "soldiers"
    last = head + 1
    if low[last : last + 1] in (["and"], ["or"]) and not singular and noun in GROUP_OF and last + 1 < len(low):
        joined = low[last + 1]
        if _is_plural(joined) and joined in GROUP_OF and joined != "others":
            group, last = group if GROUP_OF[joined] == group else "all", last + 2
    of = _side(words, begin, head)
    tail = last
    if tail < len(low) and low[tail] in ("of", "from", "belonging"):
        tail, of_tail = _tail(words, tail)
        of = of or of_tail
        if low[last] == "of" and noun in ("members", "member"):
            named = low[last:tail]
            if "security" in named or named[-1] == "police":
                group = "police" if named[-1] == "police" else "personnel"
            elif "army" in named or "military" in named or named[-2:] == ["armed", "forces"]:
                group = "soldiers"
            elif not _BANDS.isdisjoint(named):
                group = "fighters"
            elif named[-1] in GROUP_OF:
                group = group_of(named[-1], beside=frozenset(named[:-1]))
    if (
        outcome is not None
        and outcome is not ClaimField.STRIKES
        and tail < len(low)
        and low[tail] in ("among", "to", "in")
    ):
        group, of, last = _among(words, tail + 1, group, of, last)
        tail = max(tail, last)
    if of is None and noun not in GROUP_OF and is_demonym(raw[head]):
        of = raw[head]
    return Phrase(first, last, tail, quantity, group, of, head, False, partitive, outcome, qualified, hurt)


def _among(words: Words, begin: int, group: str, of: str | None, last: int) -> tuple[str, str | None, int]:
    """The group and side after "no casualties among"."""
    low = words.low
    if begin < len(low) and low[begin] in _DETERMINERS:
        begin += 1
    for index in range(begin, min(len(low), begin + 7)):
        word = low[index]
        if word in GROUP_OF and not (index + 1 < len(low) and low[index + 1] in GROUP_OF):
            return group_of(word, beside=frozenset(low[begin:index])), _side(words, begin, index) or of, index + 1
        if word in CUE_WORDS or (word in STOPS and word not in ("or", "and")) or not word[0].isalpha():
            break
    return group, of, last


def _headless(
    words: Words,
    first: int,
    after: int,
    begin: int,
    index: int,
    quantity: Quantity,
    singular: bool,
    partitive: bool,
    qualified: bool,
) -> Phrase | None:
    """A number whose noun is a people ("12 Palestinians"), a side ("three Hamas") or missing ("12 were killed")."""
    low, raw = words.low, words.raw
    last = index
    while last > begin and raw[last - 1] in _QUOTES:
        last -= 1
    if last > begin:
        if raw[last - 1][0].isupper() and is_demonym(raw[last - 1]):
            plural = raw[last - 1].endswith(("s", "ese", "ish"))
            if singular and plural and not raw[last - 1].endswith(("ese",)):
                return None
            people = words.text[words.start[last - 1] : words.end[last - 1]]
            return Phrase(first, last, last, quantity, "all", people, last - 1, False, partitive, None, qualified, None)
        kept = [word for word in low[begin:last] if word not in ("more", "additional", "further", "other")]
        while kept and kept[-1] in ADVERBS:
            kept.pop()
            last -= 1
        if singular and kept and _sounds_human(kept[-1]) and not _is_plural(kept[-1]):
            side = _side(words, begin, last - 1)
            return Phrase(
                first, last, last, quantity, "all", side, last - 1, False, partitive, None, qualified, None, True
            )
        if not singular and kept and _sounds_human(kept[-1]) and _is_plural(kept[-1]) and quantity.high != 1:
            side = _side(words, begin, last - 1)
            return Phrase(
                first, last, last, quantity, "all", side, last - 1, False, partitive, None, qualified, None, True
            )
        if kept and not singular and len(kept) <= 2 and all(raw[place][0].isupper() for place in range(begin, last)):
            kept, last = [], begin
        if kept or singular:
            return None
    elif singular:
        return None
    if low[after : after + 1] == ["of"] and not partitive:
        return None
    if low[first - 1 : first] == ["of"] and first > 1 and (low[first - 2] in GROUP_OF or low[first - 2] == "how"):
        return None
    if low[first - 1 : first] == ["how"]:
        return None
    return Phrase(
        first,
        max(after, last) if not partitive else begin,
        last,
        quantity,
        "all",
        None,
        None,
        True,
        partitive,
        None,
        qualified,
        None,
    )


def _side(words: Words, begin: int, head: int) -> str | None:
    """The words before the head that say whose people they are, as written."""
    marked = [
        index
        for index in range(begin, head)
        if (words.raw[index][0].isupper() and words.low[index] not in ("other", "senior"))
        or (words.low[index] in _SIDES - {"police", "security", "guard"} and words.low[head] not in OUTCOME_NOUNS)
    ]
    if not marked:
        return None
    return words.text[words.start[marked[0]] : words.end[marked[-1]]]


def _tail(words: Words, index: int) -> tuple[int, str | None]:
    """Where "of the Syrian army" ends, and the side it names."""
    low, raw = words.low, words.raw
    cursor = index + (2 if low[index] == "belonging" else 1)
    if cursor < len(low) and low[cursor] in _DETERMINERS | {"a", "an", "one"}:
        cursor += 1
    begin = cursor
    while cursor < len(low) and cursor - begin < 6:
        word = low[cursor]
        if word in STOPS or word in CUE_WORDS or not word[0].isalpha():
            break
        cursor += 1
    if cursor == begin:
        return index, None
    side = None
    if raw[begin][0].isupper() or any(word in _SIDES for word in low[begin:cursor]):
        side = words.text[words.start[begin] : words.end[cursor - 1]]
        if low[index] == "from" and not any(word in _SIDES for word in low[begin:cursor]):
            side = None
    return cursor, side
