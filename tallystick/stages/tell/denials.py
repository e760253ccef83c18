"""Denials: words by which somebody says that it did not happen, or that they did not do it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.records.mention import ActorMention, Reading, Sentence, SourceLink
from tallystick.records.referent import STATE_KINDS, Actor
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.tell.attribution import attribute_span, sources_of_sentence

_ACTS = r"(?:air ?)?(?:attacks?|bombings?|bombs|bombardments?|operations?|raids?|shelling|sorties|strikes?|shots?)"
_HAPPENED = r"(?:happen(?:ed)?|occur(?:red)?|take place|taken place|took place)"
_FALSE = (
    r"(?:baseless|disinformation|fabricat|fak|fals|fantas|fiction|hoax|invent|lie\b|lies\b|nonsense|rumou?r|untrue)"
)
_BLAME = r"(?:accusations?|allegations?|blame|charges?|claims?|reports?)"
_TOLD = r"(?:news|reports?|story|stories)"
_NEVER = re.compile(
    rf"\b(?:(?:it|that|this|the {_ACTS}) (?:did not|didn['’]t|had not|has not|never) {_HAPPENED}"
    rf"|no such (?:{_ACTS}|event|incident|thing)\b(?!.*\bsince\b)"
    rf"|nothing of (?:the|that) (?:kind|sort)\b|nothing (?:had )?happened\b"
    rf"|(?:carried out|conducted|flew|flown|launched|made) no {_ACTS}\b"
    rf"|no {_ACTS} (?:had been |has been |was |were )?(?:carried out|conducted|flown|launched|{_HAPPENED})"
    rf"|(?:dismiss|reject)(?:ed|es|s) (?:as [\w-]+ )?(?:\w+ )?{_TOLD}\b"
    rf"|(?:called|calls|described|describes) as {_FALSE}\w* (?:\w+ )?{_TOLD}\b"
    rf"|(?:called|calls|described|describes) (?:\w+ )?{_TOLD}\b(?=.{{0,40}}\b{_FALSE}))",
    re.IGNORECASE,
)
_NOT_BY_US = re.compile(
    r"\b(?:(?:den(?:y|ies|ied)|dismiss(?:es|ed)|reject(?:s|ed)|disown(?:s|ed)?)"
    rf" (?:it|that|this|(?:as [\w-]+ )?(?:[\w.'’-]+ ){{0,4}}?(?:{_BLAME}|involvement|part|responsibility|role)\b"
    rf"|(?:being behind|bombing|carrying out|conducting|firing|hitting|launching|striking)\b|the {_ACTS}\b)"
    r"|had nothing to do with|(?:had|took|played) no (?:hand|part|role|involvement) in"
    r"|(?:was|were) not (?:behind|involved)"
    r"|(?:planes|aircraft|jets|forces|troops) (?:had )?(?:flew|flown|carried out|fired) no\b)",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(r"den|dismiss|reject|disown", re.IGNORECASE)  # whose subject speaks
_ABOUT_ITSELF = re.compile(
    r"nothing to do|hand|part\b|role|involve|behind|responsib|disown|carrying out", re.IGNORECASE
)
_NOBODY_OF = re.compile(
    r"\b(?:none of|no|not one of|not a single)(?: [\w-]+ of)?(?: (?:the|its|their|our))? $", re.IGNORECASE
)
_OBJECT = 60  # characters after the word of denial in which the act may stand
_REACH = 45  # characters between who denies and the word of denial


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words at `start:end` on the word of `chain`; `denier` where they deny being the doer, else the occurrence.

    `named` is where the denier stands; `of_itself` says that the words can mean nobody else. The act that is denied
    stands before `reach`.
    """

    start: int
    end: int
    reach: int
    chain: tuple[SourceLink, ...]
    denier: Actor | None
    named: tuple[int, int]
    of_itself: bool


def find_denials(reading: Reading) -> tuple[Denial, ...]:
    """The denials of a report, in order, of which it is known who denies: an outlet denies nothing of its own."""
    return tuple(found for sentence in reading.sentences for found in _of_sentence(sentence, reading))


def _of_sentence(sentence: Sentence, reading: Reading) -> Iterator[Denial]:
    for pattern, of_doer in ((_NEVER, False), (_NOT_BY_US, True)):
        for match in pattern.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            mention = _denier(start, sentence, reading)
            denier = mention.actor if mention is not None and isinstance(mention.actor, Actor) else None
            chain = _chain(start, end, sentence, reading)
            if mention is not None and denier is not None and (not chain or _SAYS_NO.match(match.group())):
                said = [s.chain for s in reading.sources if s.start < mention.end and mention.start < s.end and s.chain]
                chain = said[0] if said else as_party(denier)
            if chain and (denier is not None or not of_doer):
                yield Denial(
                    start=start,
                    end=end,
                    reach=min(end + _OBJECT, sentence.end),
                    chain=chain,
                    denier=denier if of_doer else None,
                    named=(mention.start, mention.end) if mention is not None else (start, start),
                    of_itself=_ABOUT_ITSELF.search(match.group()) is not None,
                )


def as_party(denier: Actor) -> tuple[SourceLink, ...]:
    """Who is accused, as the source of its own denial."""
    return (SourceLink(name=denier.name, kind=SourceKind.PARTY, named=denier.actor_id is not None),)


def _chain(start: int, end: int, sentence: Sentence, reading: Reading) -> tuple[SourceLink, ...]:
    held = attribute_span(start, end, sources=reading.sources).chain
    before = [s for s in sources_of_sentence(reading, sentence) if s.start <= start]
    return held or (max(before, key=lambda s: s.start).chain if before else ())


def _denier(at: int, sentence: Sentence, reading: Reading) -> ActorMention | None:
    """The actor named right before the denial."""
    named = [
        a
        for a in reading.actors
        if sentence.start <= a.start and a.end <= at and at - a.end <= _REACH and isinstance(a.actor, Actor)
    ]
    return max(named, key=lambda a: a.end, default=None)


def is_of_nobody(start: int, text: str) -> bool:
    """What stands at `start` is told as none of theirs: "none of its aircraft", "no drone of the army"."""
    return _NOBODY_OF.search(text, max(0, start - 40), start) is not None


def accused_of(denier: Actor, doers: Sequence[Actor]) -> Actor | None:
    """Which of these doers a denier speaks for: itself, or the forces of its own state."""
    for doer in doers:
        if denier.actor_id is not None and denier.actor_id == doer.actor_id:
            return doer
    for doer in doers:
        if doer.country is not None and doer.country == denier.country and {doer.kind, denier.kind} <= STATE_KINDS:
            return doer
    return None
