"""Act words: which words tell an act, of what event type, and how (knowledge/data/acts.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge.tables import load_rows
from tallystick.records.vocabulary import EventType, MeansKind

_IRREGULAR = {
    "hang": "hangs hanged hung hanging",
    "run": "runs ran running",
    "swear": "swears swore sworn swearing",
    "make": "makes made making",
    "cut": "cuts cutting",
    "seize": "seizes seized seizing",
    "strike": "strikes struck striking stricken",
    "hit": "hits hitting",
    "shoot": "shoots shot shooting",
    "fight": "fights fought fighting",
    "blow": "blows blew blown blowing",
    "go": "goes went gone going",
    "set": "sets setting",
    "take": "takes took taken taking",
    "die": "dies died dying",
    "hurt": "hurts hurting",
    "mow": "mows mowed mown mowing",
    "slit": "slits slitting",
    "slay": "slays slew slain slaying",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "retake": "retakes retook retaken retaking",
    "overrun": "overruns overran overrunning",
    "overtake": "overtakes overtook overtaken overtaking",
    "beat": "beats beaten beating",
    "ram": "rams rammed ramming",
    "stab": "stabs stabbed stabbing",
    "rip": "rips ripped ripping",
    "slam": "slams slammed slamming",
    "burn": "burns burned burnt burning",
    "lay": "lays laid laying",
    "wrest": "wrests wrested wresting",
    "repel": "repels repelled repelling",
    "kidnap": "kidnaps kidnapped kidnapping kidnaped",
    "gun": "guns gunned gunning",
    "flee": "flees fled fleeing",
    "fall": "falls fell fallen falling",
    "tear": "tears tore torn tearing",
    "drop": "drops dropped dropping",
    "come": "comes came coming",
    "round": "rounds rounded rounding",
    "lob": "lobs lobbed lobbing",
    "gas": "gasses gassed gassing",
    "hold": "holds held holding",
    "throw": "throws threw thrown throwing",
    "sink": "sinks sank sunk sinking",
    "steal": "steals stole stolen stealing",
    "rob": "robs robbed robbing",
    "break": "breaks broke broken breaking",
    "drive": "drives drove driven driving",
    "bring": "brings brought bringing",
    "put": "puts putting",
    "burst": "bursts bursting",
    "sweep": "sweeps swept sweeping",
    "strip": "strips stripped stripping",
    "lead": "leads led leading",
    "behead": "beheads beheaded beheading",
    "get": "gets got getting",
    "dig": "digs dug digging",
    "bus": "buses bused busing",
    "find": "finds found finding",
    "swap": "swaps swapped swapping",
}
_INFLECTED = {
    form: "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"
    for forms in _IRREGULAR.values()
    for form in forms.split()
}


# What an attack with these means is, where its word leaves that open.
TYPE_OF_MEANS: dict[MeansKind, EventType] = {
    MeansKind.AIRCRAFT: EventType.AIR_DRONE_STRIKE,
    MeansKind.DRONE: EventType.AIR_DRONE_STRIKE,
    MeansKind.MISSILE: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.ROCKET: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.ARTILLERY: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.MORTAR: EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    MeansKind.IED: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.MINE: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.VEHICLE_BOMB: EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
    MeansKind.SUICIDE_BOMB: EventType.SUICIDE_BOMB,
    MeansKind.GRENADE: EventType.GRENADE,
    MeansKind.CHEMICAL: EventType.CHEMICAL_WEAPON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWord:
    """One way a word form can tell an act. `form`: base, s, past, ing for verbs; sg, pl for nouns."""

    lemma: str
    verb: bool
    form: str
    event_type: EventType
    flags: frozenset[str]


def _verb_forms(verb: str) -> dict[str, str]:
    head, _, tail = verb.partition(" ")
    tail = f" {tail}" if tail else ""
    if head in _INFLECTED and head not in _IRREGULAR:
        return {verb: _INFLECTED[head]}
    if head not in _IRREGULAR and (head == "used" or re.search(r"[a-z]{2}(?:[^e]ed|ing)$", head)):
        return {verb: "ing" if head.endswith("ing") else "past"}
    forms = {head: "base"}
    if head in _IRREGULAR:
        for form in _IRREGULAR[head].split():
            forms[form] = "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"
        if head in ("hit", "set", "hurt", "slit", "overrun", "put", "burst"):
            forms[head] = "past"
    else:
        stem = head[:-1] if head.endswith("e") else head
        ies = head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeiou" else None
        forms[ies or (head + ("es" if re.search(r"(s|sh|ch|x|z)$", head) else "s"))] = "s"
        forms[head[:-1] + "ied" if ies else stem + "ed"] = "past"
        forms[stem + "ing"] = "ing"
    return {form + tail: kind for form, kind in forms.items()}


def _noun_forms(noun: str) -> dict[str, str]:
    plural = noun + ("es" if re.search(r"(s|sh|ch|x|z)$", noun) else "s")
    if noun.endswith("y") and noun[-2] not in "aeiou":
        plural = noun[:-1] + "ies"
    if noun.endswith("s") and not noun.endswith("ss"):
        return {noun: "pl"}
    return {noun: "sg", plural: "pl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLexicon:
    """All act words, by the first word of each lower-case form, longest form first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[ActWord, ...]], ...]]

    def match(self, words: list[str], at: int) -> tuple[int, tuple[ActWord, ...]] | None:
        """The longest act word that begins at this token: how many tokens, and its entries."""
        for form, entries in self.by_first.get(words[at], ()):
            if len(form) == 1 or tuple(words[at : at + len(form)]) == form:
                return len(form), entries
        return None


@cache
def load_acts() -> ActLexicon:
    """The act lexicon of knowledge/data/acts.csv with all inflected forms."""
    words: dict[tuple[str, ...], list[ActWord]] = {}
    for row in load_rows("acts.csv"):
        flags = frozenset(row["flags"].split())
        for word in row["word"].split("|"):
            verb = row["pos"] == "v"
            for form, kind in (_verb_forms(word) if verb else _noun_forms(word)).items():
                if kind == "base" and "inflected" in flags:
                    continue
                entry = ActWord(lemma=word, verb=verb, form=kind, event_type=EventType(row["type"]), flags=flags)
                same = words.setdefault(tuple(form.split()), [])
                if all(other.verb != verb or other.flags != flags for other in same):
                    same.append(entry)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[ActWord, ...]]]] = {}
    for parts, entries in sorted(words.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(parts[0], []).append((parts, tuple(entries)))
    return ActLexicon(by_first={first: tuple(forms) for first, forms in by_first.items()})
