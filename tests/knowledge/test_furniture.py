import time

import pytest

from tallystick.knowledge.furniture import load_phrases

PHRASES = load_phrases()


def test_every_part_of_the_table_is_filled_in():
    assert not [name for name, pattern in PHRASES.items() if "{NAME}" in pattern.pattern or "{WHEN}" in pattern.pattern]


@pytest.mark.parametrize("name", sorted(PHRASES))
@pytest.mark.parametrize(
    "unit", ["a ", "Ana ", "(", "12 ", "share ", "read more ", "photo: ", ": / ", "by Ana, ", "\n"]
)
def test_no_phrase_is_slow_on_the_longest_line_it_is_given(name, unit):
    line = (unit * 520)[:520]
    started = time.process_time()
    PHRASES[name].fullmatch(line)
    PHRASES[name].search(line)

    assert time.process_time() - started < 0.3
