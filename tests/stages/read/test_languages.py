import pytest

from tallystick.stages.read.languages import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ten civilians killed in Brenn after bus hits landmine", "en"),
        ("Kyiv under attack", "en"),
        ("Ceasefire", "en"),
        ("Syria: Dozens killed, wounded", "en"),
        ("Top official claims troops outnumbered eight-fold in Kharkiv", "en"),
        ("Wanajeshi washambulia mji wa Goma", "sw"),
        ("Ejército ataca ciudad", "es"),
        ("צה״ל תקף הלילה מטרות בעזה", "he"),
        ("1234 5678", None),
        ("", None),
    ],
)
def test_the_language_is_told_and_short_english_stays_english(text, language):
    assert find_language(text) == language


def test_a_stated_language_decides_only_where_words_do_not():
    assert find_language("Brenn Karun", stated="fr") == "fr"
    assert find_language("The army said that it was not in the town", stated="fr") == "en"
