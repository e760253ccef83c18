from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.lexicon import build_trie, split_words


@given(st.text(max_size=200))
def test_words_stand_where_their_offsets_say(text):
    words = split_words(text)
    for start, end in zip(words.starts, words.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(words.starts) == sorted(words.starts)


def test_possessives_hyphens_and_titles():
    words = split_words("Israel’s US-led Col. Bello, N'Djamena")
    assert words.keys == ("israel", "us", "led", "col", "bello", "ndjamena")
    assert words.possessive == (True, False, False, False, False, False)
    assert words.joined == (False, False, True, False, False, False)
    assert words.broken == (False, False, False, False, False, True)


def test_the_longest_phrase_wins_and_a_lost_apostrophe_is_forgiven():
    trie = build_trie([(("syrian",), 1), (("syrian", "army"), 2)])
    assert trie.longest(split_words("Syrian army said"), 0) == (2, 2)
    assert trie.longest(split_words("Syrian Armys men"), 0) == (2, 2)
    assert trie.longest(split_words("Syrians fled"), 0) == (1, 1)
    assert trie.longest(split_words("fled"), 0) is None
