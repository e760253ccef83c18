"""Quotes without private persons' names: a stretch of text is cut around them."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.records.draft import Span

_EDGES = " \t\n,;:.-–—()[]"
_LEAST_PIECE = 12  # characters; a shorter piece between two names says nothing


def quotable_spans(start: int, end: int, *, text: str, private: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of a stretch that hold no private name; a stretch without one stays whole."""
    if not any(a < end and start < b for a, b in private):
        return ((start, end),)
    pieces = (_trim(a, b, text) for a, b in _between(start, end, private))
    return tuple((a, b) for a, b in pieces if b - a >= _LEAST_PIECE)


def narrow_span(start: int, end: int, *, text: str, private: Sequence[Span]) -> Span | None:
    """The longest part of a stretch without a private name; null where nothing but names is left."""
    if not any(a < end and start < b for a, b in private):
        return start, end
    pieces = [_trim(a, b, text) for a, b in _between(start, end, private)]
    told = [(a, b) for a, b in pieces if any(map(str.isalnum, text[a:b]))]
    return max(told, key=lambda piece: (piece[1] - piece[0], -piece[0]), default=None)


def _between(start: int, end: int, private: Sequence[Span]) -> list[Span]:
    pieces, at = [], start
    for a, b in private:
        if a < end and start < b:
            pieces.append((at, max(at, a)))
            at = max(at, b)
    pieces.append((at, max(at, end)))
    return pieces


def _trim(start: int, end: int, text: str) -> Span:
    if text.startswith(("'s", "’s"), start) and start:
        start += 2
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
