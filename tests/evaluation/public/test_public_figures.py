from __future__ import annotations

import pytest

from evaluation.public.figures import Row, Tally, format_table, row_of


def test_a_tally():
    tally = Tally(right=1.5, said=3, gold=6)
    assert (tally.precision, tally.recall) == (0.5, 0.25)
    assert tally.f == pytest.approx(1 / 3)
    assert (Tally().precision, Tally().recall, Tally().f) == (0.0, 0.0, 0.0)


def test_the_table_has_a_line_a_row():
    rows = [row_of("muc4", "all", Tally(1, 2, 4), published="55.9"), Row(benchmark="x", measure="r", figure=0.25)]
    assert format_table(rows, notes=["a note"]).splitlines()[2:] == [
        "| muc4 | all | 0.500 | 0.250 | 0.333 | 4 | 55.9 |",
        "| x | r |  |  | 0.250 | 0 | - |",
        "",
        "- a note",
    ]
