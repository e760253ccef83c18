import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.read.pieces import iter_lines, iter_objects, iter_rows, split_row

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\x00"), max_size=12)


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=8) | st.lists(st.text(max_size=3))), max_size=5))
def test_a_json_list_is_cut_into_its_objects(values):
    raw = json.dumps(values).encode()

    assert [json.loads(piece) for piece in iter_objects(io.BytesIO(raw), depth=1) if piece] == values


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_table_is_cut_into_the_rows_that_were_written(rows):
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    pieces = iter_rows(io.BytesIO(written.getvalue().encode()))

    assert [split_row(piece.decode(), ",") for piece in pieces if piece] == rows


def test_blank_lines_between_rows_are_passed_over_and_those_in_a_cell_are_kept():
    raw = b'id,text\n\n1,"Shells fell.\n\nTwo died."\n   \n2,"No one\n \n\nwas hurt."\n'
    assert [split_row(piece.decode(), ",") for piece in iter_rows(io.BytesIO(raw)) if piece] == [
        ["id", "text"],
        ["1", "Shells fell.\n\nTwo died."],
        ["2", "No one\n \n\nwas hurt."],
    ]


def test_plain_cells_and_a_stray_quote():
    assert split_row('a,"b ""c"" d",5" gun', ",") == ["a", 'b "c" d', '5" gun']
    assert split_row("a,,", ",") == ["a", "", ""]


def test_blank_lines_are_passed_over_and_numbers_stay_true():
    assert list(iter_lines(io.BytesIO(b"a\n\n  \nb"))) == [(1, b"a\n"), (4, b"b")]
