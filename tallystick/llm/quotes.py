"""An answer's quotes, found in the text or dropped: nothing but spans of the text comes out.

A quote must stand in the piece letter by letter and as whole words ("2" is not in "12"). Where it stands more than
once, the place nearest to the account's other quotes is taken, the earlier of two as near. A quote for a count must
hold a number, and its span is widened to all the words of that number ("12" in "at least 12"), so that a bound or a
half of a number is never lost. What does not hold is dropped and counted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from tallystick.knowledge.numbers import ARTICLE, NUMBER
from tallystick.llm.answer import FIELDS, Answer, ToldAccount, ToldArgument
from tallystick.records.account import TOLLS
from tallystick.records.draft import Draft, DraftArgument, Span
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, Standing

# Bounds on what one answer can cost; the fullest report of evaluation/ develop has 10 accounts, the fullest account
# 21 arguments.
MOST_ACCOUNTS: Final = 100
MOST_ARGUMENTS: Final = 100
MOST_ACTS: Final = 50
MOST_SOURCES: Final = 5
MOST_PLACES: Final = 100  # places at which one quote is looked for
LONGEST_QUOTE: Final = 300  # characters; a longer one is a passage, not a phrase
_NUMBER_REACH = 100  # characters around a quote in which its number's other words are looked for

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_ARTICLE = re.compile(ARTICLE, re.IGNORECASE)
_IN_NUMBER = frozenset(".,:/-–")  # signs that go on a number: "1,200", "10:30", "12-15"


class Drop(StrEnum):
    """Why a part of an answer was dropped."""

    QUOTE = "quote not in the text"
    NUMBER = "count without a number"
    SOURCE = "argument whose source is not in the text"
    WORD = "unknown type, field or other word"
    ACT = "account without an act in the text"
    AGAIN = "account given twice"
    MANY = "more than one report can hold"


class Piece:
    """A stretch of a text in which quotes are looked for; offsets are into the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._known: dict[str, tuple[Span, ...]] = {}

    def places(self, quote: str) -> tuple[Span, ...]:
        """Where the quote stands as whole words, in order of position."""
        if quote not in self._known:
            self._known[quote] = self._find(quote)
        return self._known[quote]

    def _find(self, quote: str) -> tuple[Span, ...]:
        words = quote.strip()
        if not any(character.isalnum() for character in words) or len(words) > LONGEST_QUOTE:
            return ()
        found: list[Span] = []
        at = self.text.find(words, self.start, self.end)
        while at >= 0 and len(found) < MOST_PLACES:
            if not _joined(self.text, at) and not _joined(self.text, at + len(words)):
                found.append((at, at + len(words)))
            at = self.text.find(words, at + 1, self.end)
        return tuple(found)

    def number(self, span: Span) -> Span | None:
        """The span with all the words of the numbers it holds, or none where it holds none."""
        start, end = span
        low, high = max(self.start, start - _NUMBER_REACH), min(self.end, end + _NUMBER_REACH)
        if _NUMBER.search(self.text[start:end]) is not None:
            numbers = [m.span() for m in _NUMBER.finditer(self.text, low, high) if m.start() < end and start < m.end()]
            if numbers:
                return min(start, numbers[0][0]), max(end, numbers[-1][1])
        article = _ARTICLE.search(self.text, start, end)
        return span if article is not None and article.end() < end else None


class Near:
    """Spans that others are measured against."""

    def __init__(self, spans: Iterable[Span]) -> None:
        known = sorted(spans)
        self._starts = [start for start, _ in known]
        self._ends = sorted(end for _, end in known)

    def nearest(self, places: Sequence[Span]) -> Span | None:
        """The place with the fewest characters between it and one of the spans; the first of several."""
        if len(places) < 2 or not self._starts:
            return places[0] if places else None
        return min(places, key=self._gap)

    def _gap(self, place: Span) -> int:
        before, begun = bisect_right(self._ends, place[0]), bisect_left(self._starts, place[1])
        if begun > before:  # one has begun before the place ends and not ended before it begins
            return 0
        gaps = [place[0] - self._ends[before - 1]] if before else []
        gaps += [self._starts[begun] - place[1]] if begun < len(self._starts) else []
        return min(gaps)


def drafts_from_answer(answer: Answer, *, piece: Piece, dropped: Counter[Drop]) -> Iterator[Draft]:
    """The accounts of an answer as drafts, in its order; what is dropped is counted in `dropped`."""
    seen: set[tuple[tuple[Span, ...], EventType]] = set()
    dropped[Drop.MANY] += max(0, len(answer.accounts) - MOST_ACCOUNTS)
    for account in answer.accounts[:MOST_ACCOUNTS]:
        draft = _draft(account, piece, dropped)
        if draft is None:
            continue
        if (draft.acts, draft.event_type) in seen:
            dropped[Drop.AGAIN] += 1
            continue
        seen.add((draft.acts, draft.event_type))
        yield draft


def _draft(account: ToldAccount, piece: Piece, dropped: Counter[Drop]) -> Draft | None:
    try:
        event_type, modality = EventType(account.event_type), Modality(account.modality)
        standing, clarity = Standing(account.standing), Clarity(account.clarity)
    except ValueError:
        dropped[Drop.WORD] += 1
        return None
    told = account.arguments[:MOST_ARGUMENTS]
    dropped[Drop.MANY] += max(0, len(account.acts) - MOST_ACTS) + len(account.arguments) - len(told)
    act_quotes = list(dict.fromkeys(account.acts[:MOST_ACTS]))
    sure = _sure([*act_quotes, *(argument.quote for argument in told)], piece)
    acts = _act_spans(act_quotes, sure, piece)
    dropped[Drop.QUOTE] += len(act_quotes) - len(acts)
    if not acts:
        dropped[Drop.ACT] += 1
        return None
    near = Near([*acts, *sure])
    spans = [_argument_spans(argument, near, piece, dropped) for argument in told]
    # The server does not say how sure it is; how much of an account stands in the text tells how far it can be trusted.
    quoted = len(act_quotes) + len(told)
    score = round((len(acts) + sum(found is not None for found in spans)) / quoted, 3)
    arguments = {
        DraftArgument(
            field=ClaimField(argument.field),
            start=found[0][0],
            end=found[0][1],
            score=score,
            sources=tuple(found[1]),
            denied=bool(argument.denied),
        )
        for argument, found in zip(told, spans, strict=True)
        if found is not None
    }
    return Draft(
        acts=tuple(sorted(acts)),
        event_type=event_type,
        modality=modality,
        standing=standing,
        clarity=clarity,
        score=score,
        type_score=score,
        arguments=tuple(sorted(arguments, key=_order)),
    )


def _order(argument: DraftArgument) -> tuple[int, int, str, bool, tuple[Span, ...]]:
    return argument.start, argument.end, argument.field, argument.denied, argument.sources


def _sure(quotes: Iterable[str], piece: Piece) -> list[Span]:
    """The places of those quotes that stand only once."""
    return [places[0] for quote in quotes if len(places := piece.places(quote)) == 1]


def _act_spans(quotes: Sequence[str], sure: Sequence[Span], piece: Piece) -> set[Span]:
    """The place of each quote that has one, nearest to what is sure, else to the first act's first place."""
    first = next((places[0] for quote in quotes if (places := piece.places(quote))), None)
    near = Near(sure or ([first] if first is not None else []))
    found = (near.nearest(piece.places(quote)) for quote in quotes)
    return {span for span in found if span is not None}


def _argument_spans(
    argument: ToldArgument, near: Near, piece: Piece, dropped: Counter[Drop]
) -> tuple[Span, tuple[Span, ...]] | None:
    """The places of an argument and of its sources; none where one of them has none.

    An argument whose source is not there is dropped whole: without it, it would stand on the outlet's own word.
    """
    if argument.field not in FIELDS:
        dropped[Drop.WORD] += 1
        return None
    span = near.nearest(piece.places(argument.quote))
    if span is None:
        dropped[Drop.QUOTE] += 1
        return None
    whole = piece.number(span) if argument.field in (*TOLLS, ClaimField.STRIKES) else span
    if whole is None:
        dropped[Drop.NUMBER] += 1
        return None
    told = argument.sources or []
    sources = [Near([whole]).nearest(piece.places(quote)) for quote in told[:MOST_SOURCES]]
    if len(told) > MOST_SOURCES or None in sources:
        dropped[Drop.SOURCE] += 1
        return None
    return whole, tuple(source for source in sources if source is not None)


def _joined(text: str, at: int) -> bool:
    """Whether a word or a number goes on across this offset."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if (_is_letter(left) and _is_letter(right)) or unicodedata.combining(right):
        return True
    if left in _IN_NUMBER and right.isdigit():
        return at > 1 and text[at - 2].isdigit()
    return right in _IN_NUMBER and left.isdigit() and text[at + 1 : at + 2].isdigit()


def _is_letter(character: str) -> bool:
    return character.isalnum() or bool(unicodedata.combining(character))
