"""cli.waterfall: a link's parts drawn for a terminal."""

from __future__ import annotations

import pytest

from tallystick.cli.waterfall import waterfall_lines
from tallystick.records.incident import LinkPart
from tallystick.records.vocabulary import LinkField


def a_part(field, weight, words="both at Port Zelen"):
    return LinkPart(field=LinkField(field), weight=weight, words=words)


PARTS = (
    a_part("prior", -2.0, "seldom one"),
    a_part("place", 3.0),
    a_part("killed", -0.5, "4 against 9\x1b[31m killed"),
)


def columns_of(line, mark):
    return [at for at, char in enumerate(line) if char == mark]


def test_each_bar_begins_where_the_one_above_ends():
    prior, place, killed, together = waterfall_lines(PARTS, width=100)
    assert columns_of(prior, "╌")[0] == columns_of(place, "━")[0]
    assert columns_of(place, "━")[-1] == columns_of(killed, "╌")[-1]
    assert columns_of(prior, "╌")[-1] + 1 == columns_of(together, "━")[0]


def test_the_numbers_add_up_to_the_last_line():
    lines = waterfall_lines(PARTS, width=100)
    numbers = [float(line[13:20]) for line in lines]
    assert numbers == [-2.0, 3.0, -0.5, 0.5]
    assert lines[-1].split()[0] == "together"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 160])
def test_no_line_is_wider_than_the_terminal(width):
    lines = waterfall_lines((*PARTS, a_part("words", 1.0, "shared words (" + "ferry, " * 60)), width=width)
    assert max(map(len, lines)) <= width
    assert all(line.split()[0] in ("prior", "place", "killed", "words", "together") for line in lines)


def test_nothing_that_steers_a_terminal_is_drawn():
    assert "\x1b" not in "".join(waterfall_lines(PARTS, width=100))


def test_a_link_that_a_person_made_has_no_bars():
    assert waterfall_lines((), width=80) == []


def test_what_says_nothing_has_no_bar():
    line = waterfall_lines((*PARTS, a_part("perpetrator", 0.0, "the same doer")), width=100)[3]
    assert "+0.00" in line
    assert not set(line) & set("━╌")
