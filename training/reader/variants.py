"""The training reports as each round reads them: some mentions swapped, some reports in capitals or unpunctuated."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from evaluation.inline import AnnotatedReport
from tallystick.knowledge.actors import load_actors
from tallystick.stages.mark.casing import restore_case, splice
from tallystick.stages.mark.sentences import split_sentences
from training.reader.data import Example, examples_of, golds_of, shouted, stripped
from training.reader.swaps import Bank

SWAPPED = 0.7  # share of reports with mentions swapped, each round anew
ALTERED = 0.12  # share of reports in capitals or without punctuation, each round anew
_CAPITALS = 0.6  # of those


class Variants:
    """The windows of each round: every passage of the news and every other composed report, in one variant each.

    So a round of both is no longer than one of all composed reports, which is what a round is without news.
    """

    def __init__(
        self, composed: Sequence[AnnotatedReport], news: Sequence[AnnotatedReport], *, tokenizer: Any, seed: int
    ) -> None:
        self._reports = [(r.header["id"], r.text, r.header.get("title"), golds_of(r)) for r in (*composed, *news)]
        self._halved = len(composed) if news else 0
        self._bank = Bank((text, golds) for _, text, _, golds in self._reports)
        self._tokenizer = tokenizer
        self._seed = seed

    def examples(self, epoch: int) -> list[Example]:
        """The windows of one round; the same for the same seed and round."""
        rng = random.Random(self._seed * 1000 + epoch)
        out: list[Example] = []
        for at, (name, text, title, golds) in enumerate(self._reports):
            if at < self._halved and (at + epoch) % 2:
                continue
            if rng.random() < SWAPPED:
                text, title, golds = self._bank.swap(text, title, golds, rng)
            if rng.random() < ALTERED:
                text, title = _altered(text, title, capitals=rng.random() < _CAPITALS)
            out += examples_of(name, text, title, golds, tokenizer=self._tokenizer)
        return out


def _altered(text: str, title: str | None, *, capitals: bool) -> tuple[str, str | None]:
    """The text without punctuation, or as the pipeline writes it when it comes in capitals; its length stays."""
    at_head = bool(title) and text.startswith(title or "")
    if capitals:
        loud = shouted(text)
        loud_title = loud[: len(title)] if title and at_head else title
        sentences = restore_case(split_sentences(loud, title=loud_title), table=load_actors())
        changed = splice(loud, sentences)
    else:
        changed = stripped(text)
    return changed, changed[: len(title)] if title and at_head else title
