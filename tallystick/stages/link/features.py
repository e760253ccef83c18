"""What linking compares of an account: small, so that many accounts fit in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from msgspec.msgpack import Decoder, encode

from tallystick.knowledge.copying import CALENDAR_WORDS, FURNITURE_WORDS, GENRE_WORDS, NUMBER_WORDS
from tallystick.records.account import Account
from tallystick.records.comparators import days_between
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import (
    ClaimField,
    Clarity,
    EventType,
    Modality,
    PlacePrecision,
    SourceKind,
    Standing,
)
from tallystick.scratch import Rows, Scratch
from tallystick.stages.link.cues import said_by, tells_another

MOST_WORDS = 48  # an account's words beyond these are left out; 97 % of accounts in the pool have fewer
_AT_HAND = 256  # accounts whose features stay in memory
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][^\W_]+(?:['’-][^\W_]+)*)")  # capitalised inside a sentence
_COMPARED = frozenset(
    {
        ClaimField.TIME,
        ClaimField.PLACE,
        ClaimField.ORIGIN,
        ClaimField.PERPETRATOR,
        ClaimField.TARGET,
        ClaimField.KILLED,
        ClaimField.INJURED,
    }
)
_INFORMANTS = frozenset(
    {SourceKind.WIRE, SourceKind.MEDIA, SourceKind.MONITOR, SourceKind.HUMANITARIAN, SourceKind.OTHER}
)
_STOP = CALENDAR_WORDS | FURNITURE_WORDS | GENRE_WORDS | NUMBER_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One linkable account, reduced to what tells occurrences apart or together.

    Values are in order of how near they are told to the act. `words` are sorted, without those that most reports of
    the genre use; `names` are those of them that the evidence writes as names.
    """

    id: str
    report: str
    event_type: EventType
    background: bool
    aggregated: bool
    published: str | None
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    origins: tuple[Place, ...] = ()
    perpetrators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    killed: tuple[Count, ...] = ()
    injured: tuple[Count, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    another: bool = False
    said: str | None = None
    outlet: str | None = None


class FeatureRows(Sequence[Features]):
    """The features of many accounts, kept outside memory; those used last stay at hand."""

    def __init__(self, scratch: Scratch) -> None:
        self._rows = Rows(scratch)
        self._decoder = Decoder(Features)
        self._at_hand = lru_cache(maxsize=_AT_HAND)(self._read)

    def add(self, features: Features) -> None:
        """Keep those of one more account."""
        self._rows.add(encode(features))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Features: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Features]: ...
    def __getitem__(self, index: int | slice) -> Features | Sequence[Features]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        return self._at_hand(index)

    def __iter__(self) -> Iterator[Features]:
        return map(self._read, range(len(self)))

    def _read(self, index: int) -> Features:
        return self._decoder.decode(self._rows[index])


def is_linkable(account: Account) -> bool:
    """Accounts of things that happened or are denied; sums, plans and suppositions have no incident."""
    return account.standing is not Standing.AGGREGATE and account.modality in (
        Modality.ASSERTED,
        Modality.ALLEGED,
        Modality.DENIED,
    )


def features_of(
    account: Account,
    *,
    published: str | None,
    title: str | None,
    outlet: str | None = None,
    country_of: Callable[[str], str | None] | None = None,
) -> Features:
    """The features of one account; its words are those of its evidence and, where it is main, of the title.

    The outlet's own name is left out of them, and those of agencies, monitors and the like that are cited: they speak
    of many occurrences. Values come in order of how near they are told to the anchor. A day after publication is
    misread, and is left out.
    `country_of` knows names of countries and peoples: those are left out, as any report on a war has them.
    """
    values: dict[ClaimField, list[object]] = {}
    for claim in sorted(account.claims, key=lambda c: abs(c.start - account.anchor.start)):
        value = claim.value
        if value is None or claim.field not in _COMPARED or claim.modality is Modality.DENIED:
            continue
        if isinstance(value, Moment) and _is_after(value, published):
            continue
        known = values.setdefault(claim.field, [])
        if value not in known and not (isinstance(value, Count) and value.part_of is not None):
            known.append(value)
    text = " ".join(quote.text for quote in account.evidence)
    if title and account.standing is Standing.MAIN:
        text = f"{title} {text}"
    own = {*salient_words(outlet or ""), *(word for name in _informants(account) for word in salient_words(name))}
    telling = [word for word in salient_words(text) if word not in own and not (country_of and country_of(word))]
    words = sorted(telling[:MOST_WORDS])
    body = [quote.text for quote in account.evidence if quote.start >= len(title or "")]  # a headline may write all so
    names = {_fold(match[1]) for part in body for match in _NAME.finditer(part)}
    return Features(
        id=account.id,
        report=account.report,
        event_type=account.event_type,
        background=account.standing is Standing.BACKGROUND,
        aggregated=account.clarity is Clarity.AGGREGATED,
        published=published,
        moments=tuple(v for v in values.get(ClaimField.TIME, ()) if isinstance(v, Moment)),
        places=_finest(v for v in values.get(ClaimField.PLACE, ()) if isinstance(v, Place)),
        origins=tuple(v for v in values.get(ClaimField.ORIGIN, ()) if isinstance(v, Place)),
        perpetrators=tuple(v for v in values.get(ClaimField.PERPETRATOR, ()) if isinstance(v, Actor)),
        targets=tuple(v for v in values.get(ClaimField.TARGET, ()) if isinstance(v, Actor)),
        killed=tuple(v for v in values.get(ClaimField.KILLED, ()) if isinstance(v, Count)),
        injured=tuple(v for v in values.get(ClaimField.INJURED, ()) if isinstance(v, Count)),
        words=tuple(words),
        names=tuple(word for word in words if word in names),
        another=tells_another(text),
        said=said_by(" ".join(body), published=published),
        outlet=outlet,
    )


def _is_after(moment: Moment, published: str | None) -> bool:
    """It begins later than the day after this publication."""
    return (days_between(published, moment.earliest) or 0) > 1


def _informants(account: Account) -> set[str]:
    return {link.name for claim in account.claims for link in claim.source if link.named and link.kind in _INFORMANTS}


def salient_words(text: str) -> tuple[str, ...]:
    """The distinct words of four letters or more that may tell one occurrence from another, in order."""
    found: dict[str, None] = {}
    for word in _WORD.findall(text):
        folded = _fold(word)
        if len(folded) > 3 and folded not in _STOP and not folded.isdigit():
            found[folded] = None
    return tuple(found)


def _fold(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _finest(places: Iterable[Place]) -> tuple[Place, ...]:
    every = list(places)
    finer = tuple(p for p in every if p.precision is not PlacePrecision.COUNTRY)
    return finer or tuple(every)
