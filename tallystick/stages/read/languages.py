"""The language of a text: English by its function words, cheaply; any other by resiliparse and py3langid."""

from __future__ import annotations

import importlib
import re
from functools import cache
from types import ModuleType

from resiliparse.parse.lang import detect_fast

# English names of the languages most often met, for the reason a person reads.
NAMES = {
    "ar": "Arabic", "he": "Hebrew", "fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ku": "Kurdish", "tr": "Turkish",
    "ru": "Russian", "uk": "Ukrainian", "fr": "French", "es": "Spanish", "pt": "Portuguese", "de": "German",
    "it": "Italian", "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "el": "Greek", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "hi": "Hindi", "bn": "Bengali", "my": "Burmese", "am": "Amharic", "so": "Somali", "sw": "Swahili",
    "ha": "Hausa", "id": "Indonesian", "ms": "Malay", "vi": "Vietnamese", "th": "Thai", "hy": "Armenian",
    "ka": "Georgian", "az": "Azerbaijani", "ro": "Romanian", "bg": "Bulgarian", "sr": "Serbian", "hr": "Croatian",
    "cs": "Czech", "hu": "Hungarian", "fi": "Finnish", "da": "Danish", "no": "Norwegian", "ta": "Tamil",
}  # fmt: skip
_CODES = ("en", *NAMES)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIRST_SAMPLE, _SAMPLE = 600, 3_000
_SURELY_ENGLISH, _LIKELY_ENGLISH = 0.16, 0.10
_ENGLISH = frozenset(
    "the of and to in a is was were are be been has have had that for on with as by at from it its this which who "
    "said after their they he his her she not but or an will would than more over into during about against two "
    "three people killed least when where also no while under before near".split()
)
# Words of Latin-script languages that English does not write.
_FOREIGN = frozenset(
    "der die das und ist nicht mit den dem ein eine von zu auf für im des la le les el los las del que en un une et "
    "est dans pour sur par avec qui au aux il lo gli di che per con una non sono nel della het een van voor op met "
    "niet dat zijn o os as um uma em para com por ao da do na no ve bir bu için ile olarak och att det som på är av "
    "og til er ikke w z się że jest dla ke dan yang ini itu dengan untuk katika kwa ya wa za y se su".split()
)
_FOREIGN -= _ENGLISH
_ENOUGH_WORDS = 12


def find_language(text: str, *, stated: str | None = None) -> str | None:
    """ISO 639-1 code of the language; null where the words are too few to tell.

    A short text in plain letters is English unless its words say otherwise; `stated` decides only there.
    """
    words = _WORD.findall(text[:_FIRST_SAMPLE].lower())
    english, foreign = _shares(words)
    if english >= _SURELY_ENGLISH and english > 2 * foreign:
        return "en"
    if len(text) > _FIRST_SAMPLE:
        words = _WORD.findall(text[:_SAMPLE].lower())
        english, foreign = _shares(words)
    if not words:
        return None
    if english >= _LIKELY_ENGLISH and english > 2 * foreign and len(words) >= _ENOUGH_WORDS:
        return "en"
    latin = sum(word.isascii() for word in words) / len(words)
    if len(words) < _ENOUGH_WORDS and latin >= 0.8:
        if english >= foreign:
            return stated if stated and stated != "en" and not english else "en"
        if stated == "en":
            return "en"
    if english >= foreign and latin >= 0.8 and detect_fast(text[:_SAMPLE], langs=_CODES)[0] == "en":
        return "en"
    return str(_langid().classify(text[:_SAMPLE])[0])


def _shares(words: list[str]) -> tuple[float, float]:
    count = len(words) or 1
    english = sum(map(_ENGLISH.__contains__, words)) / count
    return english, sum(map(_FOREIGN.__contains__, words)) / count


@cache
def _langid() -> ModuleType:
    package = importlib.import_module("py3langid")  # its tables take most of a second to load
    package.set_languages(list(_CODES))
    return package
