"""Marks weapons, munitions and platforms that are told as used, by a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tallystick.knowledge.lexicon import Words, split_words
from tallystick.knowledge.materiel import load_materials
from tallystick.records.mention import MeansMention, Sentence
from tallystick.records.referent import Means
from tallystick.records.vocabulary import MeansKind

_CALIBRE = re.compile(r"^\d{2,3}(?:mm)$")
_PLANTED = re.compile(
    r"\b(?:plant(?:ed|ing)|buried|hidden|detonated|exploded|explodes|went off|goes off|roadside|"
    r"improvised|laid|targets?|targeted|blew|left in|under a|"
    r"ripped through|blast)\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:drop\w*|air\w*|jets?|war ?planes?|helicopters?|plane\w*|bombers?|glide|guided)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"^\d{2,3}$")
# Things made of or for weapons; the weapon named is not the one used.
_NOT_BEFORE = frozenset(
    "depot depots factory factories facility facilities site sites storage stockpile stockpiles warehouse "
    "warehouses programme program programmes production producer maker makers manufacturer deal deals sale sales "
    "test tests testing industry control laws law owner owners show treaty convention inspectors expert experts "
    "scientist threat threats technology components parts deliveries delivery supply supplies shipment shipments "
    "crew crews pilot pilots carrier workers worker clearance company companies shelter shelters disposal squad "
    "embargo violence crime rights battle battles battlefield fight fights wound wounds detector detectors "
    "casing casings cartridge cartridges spotter spotters plant plants unit units queue licence licences permit".split()
)
_TAKEN = frozenset(
    "seized seizing seize confiscated recovered recovering found discovered uncovered destroyed destroying "
    "damaged captured lost supply supplied supplying send sending sent deliver delivered delivering provide "
    "provided providing sell bought buy buying hide hiding hidden stockpile store stored storing surrendered "
    "handed eliminated request requested donate donated".split()
)
_RIDES = frozenset({"motorcycle", "pickup truck", "bulldozer", "tank", "armoured vehicle"})
_RAMMED = re.compile(
    r"\b(?:ram\w*|plough\w*|plow\w*|ran (?:over|into)|drove (?:\w+ ){0,3}(?:into|over|through|at)|crush\w*|mow\w*|"
    r"(?:tanks?|vehicles?) (?:fired?|shell\w*|fire|shot|open\w*|enter\w*|roll\w*)|"
    r"(?:by|with|using) tanks?|tank fire)\b",
    re.IGNORECASE,
)
_FIRED = re.compile(
    r"\b(?:fir(?:ed?|ing)|shell(?:ed|ing)|bombard\w*|launch\w*|"
    r"open(?:ed|ing) fire|from (?:a|an|the))\b",
    re.IGNORECASE,
)
_SUICIDE = re.compile(r"\b(?:wearing|strapped|vest|belt|blew (?:him|her|them)sel)", re.IGNORECASE)
_TO_BOMB = frozenset("to would will could not ever never jets warplanes planes forces troops they we i".split())
_SEIZE_REACH = 5  # words between "seized" and the weapon it took


def mark_means(sentences: Sequence[Sentence]) -> tuple[MeansMention, ...]:
    """The mentions in order; weapons that are seized, sent or stored are things, not means."""
    found: list[MeansMention] = []
    for sentence in sentences:
        found.extend(_mark_sentence(sentence))
    return tuple(found)


def _mark_sentence(sentence: Sentence) -> list[MeansMention]:
    table = load_materials().means
    words = split_words(sentence.text)
    first = table.first
    found: list[MeansMention] = []
    at = 0
    for at_key, key in enumerate(words.keys):
        if at_key < at or key not in first:
            continue
        hit = _match(words, at_key)
        if hit is None:
            continue
        end, means = hit
        at = end
        if not _is_used(words, at_key, end) or not _does_harm(means, words, at_key, sentence.text):
            continue
        start = at_key
        if start and not words.broken[start] and _CALIBRE.match(words.keys[start - 1]):
            start -= 1
        elif start > 1 and words.keys[start - 1] == "mm" and _DIGITS.match(words.keys[start - 2]):
            start -= 2
        if (
            means.name == "bomb"
            and end == at_key + 1
            and _says(_PLANTED, sentence.text)
            and not _says(_DROPPED, sentence.text)
        ):
            means = replace(means, kind=MeansKind.IED)
        if means.name == "explosives" and _says(_SUICIDE, sentence.text):
            means = replace(means, kind=MeansKind.SUICIDE_BOMB)
        begin, stop = words.starts[start], words.ends[end - 1]
        if start < at_key:
            means = replace(means, name=f"{''.join(words.keys[start:at_key])} {means.name}")
        found.append(
            MeansMention(
                start=sentence.start + begin,
                end=sentence.start + stop,
                surface=sentence.text[begin:stop],
                means=means,
            )
        )
    return found


@lru_cache(maxsize=256)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the sentence holds the pattern; asked once for each sentence however many weapons it names."""
    return pattern.search(text) is not None


def _does_harm(means: Means, words: Words, at: int, text: str) -> bool:
    """Whether what is named does the harm: not the motorcycle the gunmen came on, nor a ship in company."""
    if means.name in _RIDES:
        return _says(_RAMMED, text)
    if means.kind is MeansKind.SHIP:
        return _says(_FIRED, text)
    if means.name == "bomb" and at and words.keys[at] == "bomb":
        return words.keys[at - 1] not in _TO_BOMB or words.broken[at]
    return True


def _match(words: Words, at: int) -> tuple[int, Means] | None:
    """The longest weapon that starts here; model names need their capitals."""
    for end, means in load_materials().means.all_at(words, at):
        if means.name[0].isupper() and end == at + 1 and not words.upper[at]:
            continue
        return end, means
    return None


def _is_used(words: Words, at: int, end: int) -> bool:
    if end < len(words):
        if words.joined[end] and words.keys[end] not in ("strike", "strikes", "attack", "attacks", "fire"):
            return False
        if not words.broken[end] and words.keys[end] in _NOT_BEFORE:
            return False
    if at and words.joined[at] and words.keys[at - 1] in ("anti", "non", "counter"):
        return False
    for before in range(at - 1, max(-1, at - 1 - _SEIZE_REACH), -1):
        if words.broken[before + 1]:
            break
        if words.keys[before] in _TAKEN:
            return False
        if words.keys[before] in ("by", "with", "from", "using", "in", "when", "after"):
            break
    return True
