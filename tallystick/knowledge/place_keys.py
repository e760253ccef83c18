"""Keys under which a place is found: its names folded, without type words and articles, and loosely spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tallystick.knowledge.gazetteer import ALTERNATE, LOOSE, MAIN, STRIPPED
from tallystick.knowledge.names import ARTICLES, fold_name, loose_name, strip_article

# Where Latin spellings vary most, so that loose keys are kept.
LOOSE_COUNTRIES = frozenset("SY IQ YE LB PS IL JO EG LY SD SO DZ TN SA IR AF PK TR UA RU ET ML NE TD".split())
ARAB_COUNTRIES = frozenset("SY IQ YE LB PS IL JO EG LY SD SO DZ TN MA SA OM AE KW QA BH IR MR TD".split())

_SCRIPTS = re.compile(r"[\u0041-\u024f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0041-\u024f\u02b0-\u036f\u1e00-\u1eff\u0400-\u04ff\u0600-\u06ff]")
TYPE_WORDS = re.compile(
    r"\s+(?:governorate|province|oblast|oblast'|krai|kray|region|state|district|department|republic|county|city|"
    r"municipality|prefecture|division|raion|rayon)$",
    re.IGNORECASE,
)
_TYPE_PREFIXES = re.compile(
    r"^(?:mu[hḩ]āfaz̧at|muhafazat|governorate of|province of|provincia de|région de|state of)\s+", re.IGNORECASE
)


def place_keys(
    name: str,
    *,
    country: str | None,
    precision: str,
    own: Iterable[str] = (),
    others: Iterable[str] = (),
) -> Iterator[tuple[str, int]]:
    """Keys of one place with how each stands to its name, the type word of an admin name dropped as well.

    `own` are spellings that count as the name itself. A key may come twice; the least kind holds.
    """
    for text, kind in [
        (name, MAIN),
        *((other, MAIN) for other in sorted(own)),
        *((other, ALTERNATE) for other in sorted(others)),
    ]:
        forms = [text]
        if precision in {"admin1", "admin2"}:
            forms += [
                TYPE_WORDS.sub("", _TYPE_PREFIXES.sub("", text)),
                _TYPE_PREFIXES.sub("", text),
                TYPE_WORDS.sub("", text),
            ]
        for form in dict.fromkeys(forms):
            key = fold_name(form)
            if len(key) < 2:
                continue
            yield key, kind
            if country in ARAB_COUNTRIES and strip_article(key) != key:
                yield strip_article(key), STRIPPED
            if country in LOOSE_COUNTRIES and key.isascii() and loose_name(key):
                yield "~" + loose_name(key), LOOSE


def plain_name(name: str, country: str) -> str:
    """The name as reports print it: without the marks of a scholar's romanisation."""
    if country not in LOOSE_COUNTRIES or country in ("TR", "UA", "ML", "NE", "TD", "DZ", "TN"):
        return name
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).replace("‘", "").replace("’", "'")


def is_usable(name: str) -> bool:
    """Latin, Arabic and Cyrillic names; not GeoNames' letter-by-letter romanisations, codes and links."""
    if not 3 <= len(name) <= 40 or "/" in name or _OTHER_LETTERS.search(name) or not _SCRIPTS.search(name):
        return False
    if name.isascii() and name.isupper():
        return False
    if "a" <= name[0] <= "z":
        head, _, rest = name.replace("-", " ").partition(" ")
        return head in ARTICLES and rest[:1].isupper()
    return True
