"""What linking compares of an account: small, so that many accounts fit in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.records.account import Account
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, PlacePrecision, Standing

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = frozenset(
    """the and for with that this from were was are has have had his her its their they them been being will would about
    after before when while which who whom where what said says told according reported report reports also more than
    least over into onto near area city town village province region people killed wounded injured attack attacks
    strike strikes forces military army police group officials official statement monday tuesday wednesday thursday
    friday saturday sunday january february march april june july august september october november december local
    another other some several many most least during under against between among including since until not but out
    one two three four five six seven eight nine ten dozens least dead""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One linkable account, reduced to what tells occurrences apart or together."""

    id: str
    report: str
    event_type: EventType
    background: bool
    aggregated: bool
    anchor: str
    published: str | None
    moments: tuple[Moment, ...]
    places: tuple[Place, ...]
    origins: tuple[Place, ...]
    perpetrators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    killed: tuple[Count, ...]
    injured: tuple[Count, ...]
    words: frozenset[str]


def is_linkable(account: Account) -> bool:
    """Accounts of things that happened or are denied; sums, plans and suppositions have no incident."""
    return account.standing is not Standing.AGGREGATE and account.modality in (
        Modality.ASSERTED,
        Modality.ALLEGED,
        Modality.DENIED,
    )


def features_of(account: Account, *, published: str | None, title: str | None) -> Features:
    """The features of one account; its words are those of its evidence and, where it is main, of the title."""
    values: dict[ClaimField, list[object]] = {}
    for claim in account.claims:
        if claim.value is not None and claim.modality is not Modality.DENIED:
            values.setdefault(claim.field, []).append(claim.value)
    text = " ".join(quote.text for quote in account.evidence)
    if title and account.standing is Standing.MAIN:
        text = f"{title} {text}"
    return Features(
        id=account.id,
        report=account.report,
        event_type=account.event_type,
        background=account.standing is Standing.BACKGROUND,
        aggregated=account.clarity is Clarity.AGGREGATED,
        anchor=account.anchor.text.lower(),
        published=published,
        moments=tuple(v for v in values.get(ClaimField.TIME, ()) if isinstance(v, Moment)),
        places=_finest(v for v in values.get(ClaimField.PLACE, ()) if isinstance(v, Place)),
        origins=tuple(v for v in values.get(ClaimField.ORIGIN, ()) if isinstance(v, Place)),
        perpetrators=tuple(v for v in values.get(ClaimField.PERPETRATOR, ()) if isinstance(v, Actor)),
        targets=tuple(v for v in values.get(ClaimField.TARGET, ()) if isinstance(v, Actor)),
        killed=tuple(v for v in values.get(ClaimField.KILLED, ()) if isinstance(v, Count) and v.part_of is None),
        injured=tuple(v for v in values.get(ClaimField.INJURED, ()) if isinstance(v, Count) and v.part_of is None),
        words=salient_words(text),
    )


def salient_words(text: str) -> frozenset[str]:
    """Words of a text that may tell one occurrence from another: names, numbers, rarer words."""
    return frozenset(
        w for word in _WORD.findall(text) if len(w := word.lower()) > 3 and w not in _STOP or word.isdigit()
    )


def _finest(places: Iterable[Place]) -> tuple[Place, ...]:
    every = list(places)
    finer = tuple(p for p in every if p.precision is not PlacePrecision.COUNTRY)
    return finer or tuple(every)
