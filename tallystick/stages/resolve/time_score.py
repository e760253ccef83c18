"""How likely the days given are those that the words mean: by the kind of expression and what it is counted from.

The weights are fitted on the training reports (training/scores.py), not set by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tallystick.knowledge.score_weights import load_score_weights, score_of
from tallystick.records.mention import TimeMention
from tallystick.records.referent import Moment
from tallystick.stages.resolve.time_anchor import END_BOUNDS, Anchor, as_day

UNSURE: Final = 0.75  # score below which a reading is marked uncertain: 9 % of the training times, .55 right
_DATED: Final = frozenset({"date", "month", "days", "span", "months", "season", "holiday", "quarter"})
_COUNTED: Final = frozenset(
    {"weekday", "nights", "today", "tonight", "overnight", "unit", "recent", "ago", "ordinal_week", "lasting"}
)
_WEEK: Final = 6  # days
_MONTH: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSigns:
    """What speaks for and against the days that a mention was given.

    `kind` is the grammar's form, with "with year" where a date or month has its own. `days_back` counts from the last
    of the days to the day that the report was written or published; null where one of them is not known. A span
    `runs_on` where that day lies within it.
    """

    kind: str
    precision: str
    days_back: int | None
    runs_on: bool
    is_counted: bool
    is_anchored: bool
    is_ahead: bool
    has_told_day: bool
    direction: str
    bound: str
    has_part: bool
    share: str
    in_title: bool


def time_signs(
    mention: TimeMention, moment: Moment, *, anchor: Anchor, kind: str | None = None, in_title: bool = False
) -> TimeSigns:
    """The signs of a mention whose days were worked out from this anchor; `kind` where it is not the mention's form."""
    parts = dict(mention.parts)
    first, last = as_day(moment.earliest), as_day(moment.latest or moment.earliest)
    kind = kind or mention.form
    if kind in _DATED:
        kind = f"{kind}, with year" if {"y", "y2"} & parts.keys() else kind
    return TimeSigns(
        kind=kind,
        precision=moment.precision.value,
        days_back=None if anchor.day is None or last is None else _days(last, anchor.day),
        runs_on=anchor.day is not None and first is not None and last is not None and first < anchor.day <= last,
        is_counted=kind in _COUNTED or kind in _DATED,
        is_anchored=anchor.day is not None,
        is_ahead=anchor.future,
        has_told_day=anchor.told is not None,
        direction=parts.get("dir", "") or parts.get("dir2", ""),
        bound=parts.get("bound", ""),
        has_part=moment.part_of_day is not None,
        share=parts.get("share", "") or parts.get("edge", ""),
        in_title=in_title,
    )


def _days(first: date, last: date) -> int:
    return (last - first).days


def time_terms(signs: TimeSigns) -> dict[str, float]:
    """The signs as numbers, by the names that the table of weights has for them."""
    back = signs.days_back
    is_later = back is not None and back < 0 and not signs.runs_on
    return {
        "one": 1.0,
        f"kind: {signs.kind}": 1.0,
        f"precision: {signs.precision}": 1.0,
        "counted, from no day": float(signs.is_counted and not signs.is_anchored),
        "ahead": float(signs.is_ahead),
        "runs on": float(signs.runs_on),
        "counted, unlooked-for after publication": float(signs.is_counted and is_later and not signs.is_ahead),
        "counted, on the day": float(signs.is_counted and back == 0),
        "counted, over a week back": float(signs.is_counted and back is not None and back > _WEEK),
        "counted, over a month back": float(signs.is_counted and back is not None and back > _MONTH),
        "years back": math.log1p(max(back or 0, 0) / 365) * signs.is_counted,
        "told day": float(signs.has_told_day),
        f"direction: {signs.direction}": float(bool(signs.direction)),
        "since": float("since" in signs.bound or signs.bound in ("from", "as of")),
        "until": float(signs.bound in END_BOUNDS),
        "after": float(bool(signs.bound) and "after" in signs.bound),
        "part of day": float(signs.has_part),
        "share": float(bool(signs.share)),
        "title": float(signs.in_title),
    }


def with_time_score(mention: TimeMention, signs: TimeSigns) -> TimeMention:
    """The mention with its score, and where that is low its doubt."""
    score = score_time(signs)
    return replace(mention, score=score, doubt=_doubt(signs) if score < UNSURE else None)


def score_time(signs: TimeSigns, *, weights: Mapping[str, float] | None = None) -> float:
    """The probability (0-1, three decimals) that the days are right."""
    return score_of(time_terms(signs), weights=load_score_weights()["time"] if weights is None else weights)


def _doubt(signs: TimeSigns) -> str:
    """What most speaks against the days."""
    if signs.is_counted and not signs.is_anchored:
        return "the text shows no day of publication to count from"
    if signs.bound:
        return f"{signs.bound!r} leaves open when in that time it was"
    if signs.kind in ("from_told", "told_day", "drafted"):
        return "it counts from another day that the text tells"
    if signs.kind in ("recent", "unit", "lasting") or signs.share:
        return "the words tell the time only loosely"
    if signs.is_ahead:
        return "it may be a day still to come"
    return "times worded like this are often meant otherwise"
