import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tallystick.models.reader import FOLDER
from tallystick.models.windows import OPENING_TOKENS, WINDOW_TOKENS, Piece, cut_pieces, pack_windows, word_shape
from tallystick.stages.mark.sentences import split_sentences


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def a_piece(sentence, size):
    numbers = tuple(range(size))
    return Piece(sentence=sentence, is_title=False, ids=numbers, shapes=numbers, starts=numbers, ends=numbers)


@pytest.mark.parametrize(
    ("word", "shape"), [("shelled", 0), ("UN", 1), ("A", 2), ("Aleppo", 2), ("McDonald", 3), ("12", 4), ("—", 4)]
)
def test_shape_of_a_word(word, shape):
    assert word_shape(word) == shape


def test_pieces_say_where_their_words_stand(tokenizer):
    text = "Gunmen hit Brenn\n\nGunmen fired on a café near Brenn on Sunday. Nobody was hurt."
    pieces = cut_pieces(split_sentences(text, title="Gunmen hit Brenn"), tokenizer=tokenizer)
    words = [text[a:b] for p in pieces for a, b in zip(p.starts, p.ends, strict=True)]
    assert words[0] == "Gunmen"[: len(words[0])]
    assert "café" in words
    assert [p.is_title for p in pieces] == [True, False, False]


def test_a_sentence_too_long_is_cut_and_nothing_is_lost(tokenizer):
    text = "gunmen shelled brenn " * 3_000
    pieces = cut_pieces(split_sentences(text, title=None), tokenizer=tokenizer)
    assert max(len(p.ids) for p in pieces) <= WINDOW_TOKENS - OPENING_TOKENS - 2
    assert sum(len(p.ids) for p in pieces) == len(tokenizer.encode(text, add_special_tokens=False).ids)


@given(st.lists(st.integers(1, WINDOW_TOKENS - OPENING_TOKENS - 2), min_size=1, max_size=60))
def test_windows_hold_every_piece_and_never_more_than_they_can(sizes):
    pieces = [a_piece(i, size) for i, size in enumerate(sizes)]
    windows = pack_windows(pieces)
    assert {i for w in windows for i in w.pieces[w.opening :]} == set(range(len(pieces)))
    for window in windows:
        assert sum(sizes[i] for i in window.pieces) <= WINDOW_TOKENS - 2
        assert list(window.pieces) == sorted(set(window.pieces))
    assert windows[0].opening == 0


def test_later_windows_begin_with_the_opening_of_the_report():
    windows = pack_windows([a_piece(i, 60) for i in range(20)])
    assert len(windows) > 2
    assert all(w.pieces[0] == 0 and w.opening == 1 for w in windows[1:])


def test_a_lone_surrogate_is_cut_as_the_sign_that_stands_for_it(tokenizer):
    text = "Gunmen hit Br\ud800nn, \udc00 killing 6."
    replaced = text.replace("\ud800", "\ufffd").replace("\udc00", "\ufffd")
    pieces, others = (cut_pieces(split_sentences(t, title=None), tokenizer=tokenizer) for t in (text, replaced))
    assert pieces == others
    assert len(pieces) == 1
