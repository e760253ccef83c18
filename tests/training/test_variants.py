"""training.reader.variants: which reports a round reads."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from evaluation.inline import AnnotatedReport
from tallystick.models.reader import FOLDER
from training.reader.variants import Variants

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def reports(*names: str) -> list[AnnotatedReport]:
    return [AnnotatedReport(path=Path(n), header={"id": n}, text=f"Raiders burned {n}.", annotations=()) for n in names]


@pytest.mark.parametrize(
    ("news", "each"), [((), [{"a", "b", "c"}] * 2), (("n", "m"), [{"a", "c", "n", "m"}, {"b", "n", "m"}])]
)
def test_a_round_reads_all_the_news_and_half_of_the_composed_reports_beside_it(news: tuple[str, ...], each):
    variants = Variants(reports("a", "b", "c"), reports(*news), tokenizer=TOKENIZER, seed=3)
    for epoch in (0, 1):
        assert Counter(example.report for example in variants.examples(epoch)) == Counter(each[epoch])
