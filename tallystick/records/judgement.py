"""Judgement: what a person decided about accounts. It stands beside what was read and never changes it."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.records.account import ClaimValue
from tallystick.records.vocabulary import ClaimField, EventType, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words of a report that a judgement is about; an account is found by them, whatever reads the report.

    `start` and `end` are half-open offsets of `words` (an account's anchor) in the report's text as it was judged.
    `before` and `after` are the words beside them that make them unique in it; empty where they are so alone.
    `event_type` is that of the account as judged: another reader's account of the same sentence must agree with it.
    """

    report: str
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""
    event_type: EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of a person; numbers count from 1 and later ones override earlier ones.

    `same`: all of `left` and `right` tell one occurrence. `different`: those of `left` tell another than those
    of `right`. `corrected`: `field` of those of `left` has this `value`, which was given as `words`. `undone` is
    the number of the judgement that is taken back. `made` is UTC, `YYYY-MM-DDTHH:MM:SSZ`; `version` is Tallystick's.
    """

    number: int
    verdict: Ruling
    left: tuple[Mark, ...] = ()
    right: tuple[Mark, ...] = ()
    field: ClaimField | None = None
    value: ClaimValue = None
    words: str = ""
    why: str
    by: str | None = None
    made: str
    version: str
    undone: int | None = None
