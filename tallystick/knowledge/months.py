"""The months by their English names, whole or shortened."""

from __future__ import annotations

from typing import Final

_STEMS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(name: str) -> int:
    """1 to 12, by the first three letters of the name ("Sept." is 9).

    Raises:
        ValueError: no month begins so.
    """
    return _STEMS.index(name[:3].lower()) + 1
