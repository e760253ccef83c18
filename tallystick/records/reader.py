"""What a reader is: a tool that drafts the occurrences of reports beside the grammars."""

from __future__ import annotations

from typing import Protocol

from tallystick.records.draft import Drafted
from tallystick.records.mention import Sentence


class Reader(Protocol):
    """Anything that reads the occurrences of reports; the same reports give the same drafts, in the same order."""

    @property
    def name(self) -> str:
        """The reader and its version, for the record of how accounts were made."""

    def read(self, texts: list[tuple[str, tuple[Sentence, ...]]]) -> list[Drafted]:
        """The drafts of each report, given its text and its sentences."""
