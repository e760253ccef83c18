"""The noun of a numbered phrase: its group, its side, and where the phrase ends."""

from __future__ import annotations

import re

from tallystick.knowledge.outcomes import CUE_WORDS, OUTCOME_NOUNS
from tallystick.knowledge.people import GROUP_OF, group_of, is_demonym
from tallystick.records.referent import Quantity
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.count_words import ADVERBS, STOPS, Phrase, Words

STRIKES = frozenset(
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
DETERMINERS = frozenset("the its his her their our those these all".split())
_HUMAN_ENDING = re.compile(
    r"(?:.m[ae]n|.wom[ae]n|[^aeiou]ers?|[eio]ers?|[^aeiou]{2}ors?|[tao]{1}tors?|ists?|icians?|eers?|ants?)$"
)
_NOT_HUMAN = frozenset(
    "number numbers order orders corner river tower towers center centers centre chapter quarter quarters helicopter "
    "helicopters tanker tankers bunker bunkers computer computers container containers shelter shelters bomber paper "
    "papers power powers matter letter letters border member other another trailer mortar trigger barrier launchers "
    "launcher factor motor sector reactor tractor tractors doctor charter fever summer winter cover disaster danger "
    "encounter counter hammer water gunner area bulldozer cruiser destroyer carrier boulder cluster clusters "
    "slaughter september october november december moment plant plants restaurant restaurants elephant warrant grant "
    "merchant infant lists list wrist fist mist cyst feeder feet trucker transporter fighters-bombers "
    "freighter silver after under over never ever rather either neither whether later "
    "earlier higher lower former "
    "larger smaller younger older greater further latter closer deeper longer newer former-soviet".split()
)
_SIDES = frozenset(
    "army police government regime military coalition rebel militia navy forces security guard paramilitary group "
    "movement brigade brigades party guards front faction corps militias".split()
)
_BANDS = frozenset("militia militias rebel militant insurgent jihadist guerrilla".split())
QUOTES = frozenset("\"“”‘’'`´«»")
_PLURAL = frozenset(
    "passers-by people police personnel staff crew troop children schoolchildren grandchildren dead".split()
)


def is_plural(word: str) -> bool:
    """Whether the noun is plural by its form."""
    return word.endswith(("s", "men")) or word in _PLURAL


def _sounds_human(word: str) -> bool:
    return _HUMAN_ENDING.search(word) is not None and word not in _NOT_HUMAN


def same_sort(left: str, right: str) -> bool:
    """Whether a comma may stand between two adjectives of one noun ("Syrian, Russian airstrikes")."""
    return right[0].isalpha() and left[0].isupper() == right[0].isupper() and not left.endswith("s")


def read_headed(
    words: Words,
    first: int,
    begin: int,
    head: int,
    quantity: Quantity,
    singular: bool,
    partitive: bool,
    hurt: int | None,
) -> Phrase | None:
    """The phrase whose head noun stands at `head`, or null where it numbers nobody."""
    low, raw = words.low, words.raw
    noun = low[head]
    beside = frozenset(low[begin:head])
    following = low[head + 1] if head + 1 < len(low) else ""
    if following in ("'s", "’s") or noun.endswith(("'s", "’s")):
        return None
    outcome = OUTCOME_NOUNS.get(noun)
    if noun in STRIKES:
        if following in _AFTER_STRIKE or beside & _NOT_STRIKES or singular or quantity.high == 0:
            return None
        if any(word.endswith("ed") and "-" not in word and word not in _STRIKE_ADJECTIVES for word in low[begin:head]):
            return None
        if partitive or (quantity.low == 1 and low[begin - 1 : begin] and low[begin - 2 : begin - 1] == ["of"]):
            return None
        outcome = ClaimField.STRIKES
    if noun in GROUP_OF and outcome is None and is_plural(noun) is (singular or quantity.high == 1) and quantity.high:
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
        if is_plural(joined) and joined in GROUP_OF and joined != "others":
            group, last = group if GROUP_OF[joined] == group else "all", last + 2
    of = _side(words, begin, head)
    tail = last
    if tail < len(low) and low[tail] in ("of", "from", "belonging"):
        tail, of_tail = _tail(words, tail)
        of = of or of_tail
        if tail > last + 1 and low[last] == "of" and noun in ("members", "member"):
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
    return Phrase(first, last, tail, quantity, group, of, head, False, partitive, outcome, hurt)


def _among(words: Words, begin: int, group: str, of: str | None, last: int) -> tuple[str, str | None, int]:
    """The group and side after "no casualties among"."""
    low = words.low
    if begin < len(low) and low[begin] in DETERMINERS:
        begin += 1
    for index in range(begin, min(len(low), begin + 7)):
        word = low[index]
        if word in GROUP_OF and not (index + 1 < len(low) and low[index + 1] in GROUP_OF):
            return group_of(word, beside=frozenset(low[begin:index])), _side(words, begin, index) or of, index + 1
        if word in CUE_WORDS or (word in STOPS and word not in ("or", "and")) or not word[0].isalpha():
            break
    return group, of, last


def read_headless(
    words: Words,
    first: int,
    after: int,
    begin: int,
    index: int,
    quantity: Quantity,
    singular: bool,
    partitive: bool,
) -> Phrase | None:
    """A number whose noun is a people ("12 Palestinians"), a side ("three Hamas") or missing ("12 were killed")."""
    low, raw = words.low, words.raw
    last = index
    while last > begin and raw[last - 1] in QUOTES:
        last -= 1
    if last > begin:
        if raw[last - 1][0].isupper() and is_demonym(raw[last - 1]):
            plural = raw[last - 1].endswith(("s", "ese", "ish"))
            if singular and plural and not raw[last - 1].endswith(("ese",)):
                return None
            people = words.text[words.start[last - 1] : words.end[last - 1]]
            return Phrase(first, last, last, quantity, "all", people, last - 1, False, partitive, None, None)
        kept = [word for word in low[begin:last] if word not in ("more", "additional", "further", "other")]
        while kept and kept[-1] in ADVERBS:
            kept.pop()
            last -= 1
        plural = bool(kept) and is_plural(kept[-1])
        if kept and _sounds_human(kept[-1]) and (not plural if singular else plural and quantity.high != 1):
            side = _side(words, begin, last - 1)
            return Phrase(first, last, last, quantity, "all", side, last - 1, False, partitive, None, None, True)
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
    if cursor < len(low) and low[cursor] in DETERMINERS | {"a", "an", "one"}:
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
