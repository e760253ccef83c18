"""Names of places among the words that a reader drafted as where an act happened, and that no grammar marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from tallystick.knowledge.gazetteer import GazetteerPlace, weight
from tallystick.knowledge.place_words import DIRECTIONS, OPENERS, TYPE_AFTER, TYPE_WORDS
from tallystick.records.draft import Draft
from tallystick.records.mention import PlaceMention
from tallystick.records.vocabulary import ClaimField
from tallystick.stages.mark.drafted import drafted_arguments
from tallystick.stages.mark.places_within import WITHIN

WELL_KNOWN: Final = 20_000.0  # weight of a place whose name, in a run of capitals, shows the run to be several names

_ARABIC_ARTICLE = r"(?:al|el|ul|as|ash|ad|ar|an|at|az|es|esh|ed|er|en|et|ez)"
_NAME = re.compile(
    rf"(?:(?<![\w-]){_ARABIC_ARTICLE}-)?[A-Z][\w'’‘ʼ-]*(?:\.(?=\s[A-Z]))?"
    r"(?: (?:of the|of|al|el|de la|de los|de|del|la|las|los|the|and|as|ash|ez|e) (?=[A-Z])"
    rf"| (?={_ARABIC_ARTICLE}-[A-Z])| (?=[A-Z]))?"
    rf"(?:(?:(?<= ){_ARABIC_ARTICLE}-)?[A-Z][\w'’‘ʼ-]*| (?:of the|of|de la|de|del|la|los|al|el) (?=[A-Z])"
    rf"| (?={_ARABIC_ARTICLE}-[A-Z])| (?=[A-Z]))*"
)
_RELATION = re.compile(
    r"^(?:(?:just )?(?:near|outside|around|close to|off)|(?:the )?(?:outskirts|countryside|suburbs?) of"
    r"|(?:about |some )?\d[\d.,]* ?(?:km|kilomet(?:er|re)s?|miles?) (?:\w+ )?(?:of|from)"
    r"|(?:north|south|east|west)(?:-?(?:east|west))? of)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LINKS = frozenset("and or of the".split())

_Token = tuple[int, int]


class PlaceNames(Protocol):
    """What a gazetteer knows of names."""

    def has(self, name: str) -> bool:
        """Whether some place has the name."""

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places of the name, best first."""

    def exact(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places of just this spelling, best first."""

    def country(self, name_or_demonym: str) -> str | None:
        """The country of its name, adjective or people."""


def mark_drafted_places(
    drafts: Sequence[Draft], places: Sequence[PlaceMention], *, text: str, names: PlaceNames
) -> tuple[PlaceMention, ...]:
    """The places, with those that only the reader saw, in order of position.

    A place only named within another name gives way to the words that the reader drafted.
    """
    made: list[PlaceMention] = []
    standing = [place for place in places if place.role_hint != WITHIN]
    for argument in drafted_arguments(drafts, frozenset({ClaimField.PLACE, ClaimField.ORIGIN})):
        if any(m.start < argument.end and argument.start < m.end for m in made):
            continue
        words = text[argument.start : argument.end]
        relation = _RELATION.match(words)
        for nth, (start, end) in enumerate(_names_in(words, names)):
            first, last = argument.start + start, argument.start + end
            if any(m.start < last and first < m.end for m in standing):
                continue
            near = relation if nth == 0 else None
            kind = TYPE_AFTER.match(text, last)
            made.append(
                PlaceMention(
                    start=first,
                    end=last,
                    surface=text[first:last],
                    name=text[first:last],
                    relation=near.group().lower() if near else None,
                    relation_start=argument.start if near else first,
                    type_word=kind[1].lower() if kind else None,
                    role_hint="origin" if argument.field is ClaimField.ORIGIN else "place",
                )
            )
    within = [p for p in places if p.role_hint == WITHIN and not any(m.start < p.end and p.start < m.end for m in made)]
    return tuple(sorted((*standing, *within, *made), key=lambda p: (p.start, p.end)))


def _names_in(words: str, names: PlaceNames) -> Iterator[_Token]:
    """Where the names of a phrase stand: a run of capitals is one name, unless it is several that are known."""
    for tokens in _runs_in(words, names):
        while (
            len(tokens) > 1 and _is_direction(words, tokens[0]) and not names.has(words[tokens[0][0] : tokens[-1][1]])
        ):
            tokens = tokens[1:]
        if len(tokens) == 1 and (_is_direction(words, tokens[0]) or _is_no_name(words[slice(*tokens[0])], names)):
            continue
        whole = (tokens[0][0], tokens[-1][1])
        several = None if len(tokens) == 1 or names.has(words[slice(*whole)]) else _several(words, tokens, names)
        yield from several or [whole]


def _runs_in(words: str, names: PlaceNames) -> Iterator[list[_Token]]:
    """The words of each run of capitals; an owner ("Hama's", "Hamas" in a feed without apostrophes) ends one."""
    for match in _NAME.finditer(words):
        run: list[_Token] = []
        tokens = [(match.start() + t.start(), match.start() + t.end()) for t in re.finditer(r"\S+", match.group())]
        for nth, (start, end) in enumerate(tokens):
            owner = _POSSESSIVE.search(words[start:end])
            bare = _owner(words[start:end], names) if not owner and nth + 1 < len(tokens) else None
            run.append((start, start + (owner.start() if owner else len(bare) if bare else end - start)))
            if owner or bare:
                yield run
                run = []
        while run and words[slice(*run[-1])] in _LINKS:
            run.pop()
        if run:
            longer = re.match(r" [a-z]\w+", words[run[-1][1] :])
            if longer is not None and names.exact(words[run[0][0] : run[-1][1] + longer.end()]):
                run.append((run[-1][1] + 1, run[-1][1] + longer.end()))  # "Deir ezzor"
            yield run


def _owner(word: str, names: PlaceNames) -> str | None:
    """The name of a country or a well-known place whose possessive has lost its apostrophe; null for other words."""
    if len(word) < 5 or not word.endswith("s") or names.exact(word):
        return None
    places = names.exact(word[:-1])
    return word[:-1] if places and weight(places[0]) >= WELL_KNOWN else None


def _is_direction(words: str, token: _Token) -> bool:
    return words[slice(*token)].lower() in DIRECTIONS


def _is_no_name(word: str, names: PlaceNames) -> bool:
    """An adjective of a country ("Syrian"), a word for a side ("X-held"), or one that only opens a sentence."""
    if word.lower() in OPENERS or word.lower() in TYPE_WORDS:
        return True
    if word.lower().endswith(("-held", "-controlled", "-occupied")):
        return True
    return names.country(word) is not None and not any(p.precision == "country" for p in names.find(word)[:2])


def _several(words: str, tokens: Sequence[_Token], names: PlaceNames) -> list[_Token] | None:
    """The names of a run without commas ("Daraa Hama Idlib"), where two of them and half its words are known.

    One of them must be well known: any two words in capitals may be hamlets somewhere ("Villa Rose"). Names that
    only "and" joins are several.
    """
    pieces: list[_Token] = []
    found = covered = at = 0
    known_well = False
    open_at: int | None = None

    def close(last: int) -> None:
        nonlocal open_at
        if open_at is not None:
            pieces.append((tokens[open_at][0], tokens[last][1]))
            open_at = None

    while at < len(tokens):
        if words[slice(*tokens[at])] in _LINKS:
            close(at - 1)
            at, covered = at + 1, covered + 1
            continue
        last = next(
            (
                k
                for k in range(len(tokens) - 1, at - 1, -1)
                if words[slice(*tokens[k])] not in _LINKS and names.has(words[tokens[at][0] : tokens[k][1]])
            ),
            None,
        )
        if last is None:
            open_at = at if open_at is None else open_at
            at += 1
            continue
        close(at - 1)
        best = names.find(words[tokens[at][0] : tokens[last][1]])[0]
        known_well = known_well or weight(best) >= WELL_KNOWN
        pieces.append((tokens[at][0], tokens[last][1]))
        found, covered, at = found + 1, covered + last - at + 1, last + 1
    close(len(tokens) - 1)
    if found > 1 and known_well and 2 * covered >= len(tokens):
        return pieces
    return _joined_by_and(words, tokens)


def _joined_by_and(words: str, tokens: Sequence[_Token]) -> list[_Token] | None:
    """The two halves of "X and Y"."""
    at = next((k for k, token in enumerate(tokens) if words[slice(*token)] == "and"), None)
    if not at or at + 1 >= len(tokens):
        return None
    return [(tokens[0][0], tokens[at - 1][1]), (tokens[at + 1][0], tokens[-1][1])]
