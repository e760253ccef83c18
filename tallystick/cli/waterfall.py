"""A link's parts as lines for a terminal: what was compared, its log-odds, a bar, its words."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.cli.words import plain
from tallystick.records.incident import LinkPart

_FOR, _AGAINST = "━", "╌"
_LABEL, _NUMBER, _GAPS = 11, 6, 5  # columns, beside the bar and the words
_LEAST_WORDS = 20


def waterfall_lines(parts: Sequence[LinkPart], *, width: int) -> list[str]:
    """One line a part, each bar beginning where the one above it ends, then their sum; none is wider than `width`.

    Words that do not fit end in an ellipsis; a terminal too narrow for bars gets none.
    """
    if not parts:
        return []
    upto = [0.0]
    for part in parts:
        upto.append(upto[-1] + part.weight)
    low, high = min(upto), max(upto)
    bar = min(32, (width - _LABEL - _NUMBER - _GAPS) // 3)
    if width - _LABEL - _NUMBER - _GAPS - bar < _LEAST_WORDS:
        bar = 0

    def line(label: str, weight: float, start: float, end: float, words: str) -> str:
        drawn = f"{_bar(start, end, low=low, high=high, columns=bar)} " if bar else ""
        said = f"  {label:<{_LABEL}} {weight:+{_NUMBER}.2f} {drawn}"
        return _fit(f"{said}{' '.join(plain(words).split())}", width)

    lines = [
        line(part.field.value.replace("_", " "), part.weight, start, end, part.words)
        for part, start, end in zip(parts, upto[:-1], upto[1:], strict=True)
    ]
    return [*lines, line("together", upto[-1], 0.0, upto[-1], "above 0: more likely one occurrence than two")]


def _bar(start: float, end: float, *, low: float, high: float, columns: int) -> str:
    if f"{end - start:.2f}" in ("0.00", "-0.00"):
        return " " * columns
    reach = (high - low) or 1.0
    left, right = (round((at - low) / reach * columns) for at in sorted((start, end)))
    right = min(columns, max(right, left + 1))
    left = min(left, right - 1)
    return (" " * left + (_FOR if end >= start else _AGAINST) * (right - left)).ljust(columns)


def _fit(line: str, width: int) -> str:
    return line if len(line) <= width else line[: max(0, width - 1)] + "…"
