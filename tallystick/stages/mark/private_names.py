"""Marks the names of private persons, so that they stay in the local text.

A run of capitalised words is read as a person's name where its words or the words round it say so; where nothing
in the report gives that person an office, the name is private, wherever the report repeats it whole or in part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tallystick.knowledge.actors import ActorTable
from tallystick.knowledge.people import GROUP_OF
from tallystick.knowledge.persons import (
    ADDRESS,
    GIVEN_NAMES,
    HONORIFICS,
    NOT_NAMES,
    OFFICES,
    OPENERS,
    PARTICLES,
    PRIVATE_NOUNS,
    RANK_AND_FILE,
    SHORT_MONTHS,
)
from tallystick.records.draft import Span
from tallystick.records.mention import ActorMention, Sentence, SourceMention
from tallystick.records.referent import Actor
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.person_cues import Cues, is_private_noun, read_cues

IsPlace = Callable[[str], bool]

_WORD = re.compile(r"(?:[A-Z]\.){1,3}(?=[\s,])|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ARTICLED = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]d|[Aa]n|[Aa]r|[Aa]s|[Aa]t|[Aa]z|[Ee]d|[Ee]r|[Ee]s)-(?=[A-Z])")
_PLAIN = re.compile(r"\b[a-z]{3,}\b")
_PUBLIC_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.PARTY, SourceKind.ARMED_GROUP})
_TITLE_WORDS = OFFICES | ADDRESS | RANK_AND_FILE
_ABBREVIATED = frozenset(
    "mr mrs ms dr gen lt col maj capt brig adm cmdr gov sen rep rev fr prof sgt cpl insp supt st".split()
)
_SURNAMES_TOO = frozenset(
    "hill hall wood young black white green brown long may march field cross west north power".split()
)
_SURNAME_ROLES = frozenset(
    "baker butcher tailor barber cook chef mason shepherd porter gardener carpenter miner builder rider guard "
    "friend".split()
)
_COMPOUND = re.compile(
    r"-of-|-(?:old|backed|led|based|held|born|controlled|run|linked|aligned|era|made|wide|style|speaking)$"
)
_CONTRACTED = re.compile(r"['’](?:m|ll|re|ve|d|t)$")
_NAMES_TOO = ADDRESS | frozenset("king prince judge major head chair".split())
_HONORIFICS_ALONE = HONORIFICS - {"said", "mai"}
_NO_PARTS = HONORIFICS | PARTICLES | OPENERS | NOT_NAMES
_LISTED = frozenset({", ", " and ", ", and "})
_LONGEST_NAME = 6
_LONGEST_PARTICLE = max(map(len, PARTICLES)) + 2  # with a possessive
_LEAST_PART = 3
_LONGEST_SOURCE = 200


@dataclass(slots=True)  # not frozen: made for every word, and setting frozen fields takes three times as long
class _Word:
    text: str
    start: int
    end: int
    owned: bool
    upper: bool
    low: str


@dataclass(slots=True, kw_only=True)
class _Name:
    """One occurrence of a name, and what the words round it say."""

    words: tuple[str, ...]
    start: int
    end: int
    cues: Cues


@dataclass(slots=True, kw_only=True)
class _Person:
    """The occurrences that are taken for one person's."""

    full: tuple[str, ...]
    first: int
    names: list[_Name] = field(default_factory=list)

    def is_named(self) -> bool:
        return any(name.cues.public or name.cues.person for name in self.names)

    def is_private(self) -> bool:
        if any(name.cues.masked for name in self.names):
            return True
        if any(name.cues.public for name in self.names):
            return False
        if any(name.cues.located for name in self.names) and self.full[0] not in GIVEN_NAMES:
            return any(name.cues.stated for name in self.names)
        return any(name.cues.person for name in self.names)


def mark_private_names(
    sentences: Sequence[Sentence],
    *,
    actors: Sequence[ActorMention],
    sources: Sequence[SourceMention],
    table: ActorTable,
    is_place: IsPlace | None = None,
    scenes: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """The spans of private persons' names in report.text, sorted and apart; a possessive 's is not part of one.

    `scenes` are names that a reader and the gazetteer both read as where an act happened: what they cover is no
    person's name, unless an age or a role beside it says so.
    """
    return PrivateNames(sentences, table=table, is_place=is_place).mark(actors=actors, sources=sources, scenes=scenes)


class PrivateNames:
    """The names of one report; several readings of who its actors are share what is read of each sentence."""

    def __init__(self, sentences: Sequence[Sentence], *, table: ActorTable, is_place: IsPlace | None = None) -> None:
        self._sentences = sentences
        self._table = table
        self._is_place = is_place or _nowhere
        self._plain = frozenset(word for s in sentences for word in _PLAIN.findall(s.text))
        self._read: dict[tuple[int, tuple[Span, ...]], list[_Name]] = {}

    def mark(
        self, *, actors: Sequence[ActorMention], sources: Sequence[SourceMention], scenes: Sequence[Span] = ()
    ) -> tuple[Span, ...]:
        """As `mark_private_names`."""
        known = [(a.start, a.end) for a in actors if isinstance(a.actor, Actor) and a.actor.actor_id is not None]
        names = [name for sentence in self._sentences for name in self._names_in(sentence, known)]
        names = [name for name in names if name.cues.stated or name.cues.masked or not _are_covered(name, scenes)]
        _hear_sources(names, sources)
        people = _group(names)
        private = [person for person in people if person.is_private()]
        if not private:
            return ()
        spans = {(name.start, name.end) for person in private for name in person.names}
        public = [(name.start, name.end) for person in people if not person.is_private() for name in person.names]
        taken = _apart((*public, *scenes))
        shared = {part for person in people if not person.is_private() and person.is_named() for part in person.full}
        shared |= {p for person in private for p in person.full if self._table.demonym(p.title()) is not None}
        spans.update(_repeats(self._sentences, private, shared=shared, plain=self._plain, taken=taken))
        return _apart(spans)

    def _names_in(self, sentence: Sentence, known: Sequence[Span]) -> list[_Name]:
        """The names of a sentence, for the caller to add to their cues."""
        here = tuple(
            (a - sentence.start, b - sentence.start) for a, b in known if a < sentence.end and sentence.start < b
        )
        names = self._read.get((sentence.index, here))
        if names is None:
            names = _names_in(sentence, known=here, plain=self._plain, table=self._table, is_place=self._is_place)
            self._read[sentence.index, here] = names
        return [_Name(words=n.words, start=n.start, end=n.end, cues=replace(n.cues)) for n in names]


_NEVER_ALONE = frozenset(
    """the a an in on at it he she they we this that these those there and but or as if when while after before since
    for from with by of to its their his her our some many most several two three four five six least no not
    one another others both all i you who what which where how monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december u.s us uk un eu
    president minister police army military officials government however meanwhile according also last earlier
    later local residents witnesses""".split()
)


def _nowhere(_: str) -> bool:
    return False


def _are_covered(name: _Name, scenes: Sequence[Span]) -> bool:
    """Places' names stand on all of the name but blanks: "A B C" may be three villages of a list without commas."""
    left = name.end - name.start - (len(name.words) - 1)
    for start, end in scenes:
        low, high = max(start, name.start), min(end, name.end)
        left -= max(0, high - low)
    return left <= 0


def _names_in(
    sentence: Sentence, *, known: Sequence[Span], plain: frozenset[str], table: ActorTable, is_place: IsPlace
) -> list[_Name]:
    text = sentence.text
    if text.isupper():
        return []
    words = _words(text)
    headline = sentence.is_title and _in_title_case(text)
    found: list[_Name] = []
    for run in _runs(text, words):
        if len(run) == 1 and run[0].low in _NEVER_ALONE:
            continue
        titles, name = (
            ([], _headline_name(run, plain))
            if headline
            else _split(run, opens=run[0].start < 2, plain=plain, known=known, table=table)
        )
        if not name or len(name) > _LONGEST_NAME:
            continue
        parts = tuple(word.text for word in name)
        start, end = name[0].start, name[-1].end
        cues = read_cues(
            text,
            start,
            end,
            words=parts,
            titles=tuple(word.text for word in titles),
            table=table,
            is_place=is_place,
        )
        if headline and not cues.stated:
            continue
        if cues.person and not cues.stated and table.find(" ".join(parts)) is not None:
            continue
        found.append(_Name(words=parts, start=start, end=end, cues=cues))
    for left, right in pairwise(found):  # "A, B and C" are alike
        if text[left.end : right.start] in _LISTED:
            for one, other in ((left, right), (right, left)):
                given = other.words[0].lower() in GIVEN_NAMES
                alike = given or (len(one.words) > 1 < len(other.words) and not is_place(" ".join(other.words)))
                if alike and one.cues.person and not one.cues.public:
                    other.cues.person = True
    for name_ in found:
        name_.start += sentence.start
        name_.end += sentence.start
    return found


def _words(text: str) -> list[_Word]:
    """The words that can stand in a name: those with a capital, and particles."""
    words = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].islower() and len(word) > _LONGEST_PARTICLE and "-" not in word:
            continue
        start, end = match.span()
        owned = False
        if word[-1] in "sSx":
            if len(word) > 2 and word[-2] in "'’" and word[-1] != "x":
                owned = True
                word, end = word[:-2], end - 2
            elif word[-1] != "S" and text[end : end + 1] in ("'", "’"):
                owned = True
        upper = _is_upper(word)
        if upper or word in PARTICLES:
            words.append(_Word(word, start, end, owned, upper, word.lower().rstrip(".")))
    return words


def _in_title_case(text: str) -> bool:
    long = [word for word in map(_without_s, _WORD.findall(text)) if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _without_s(word: str) -> str:
    return word[:-2] if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS" else word


def _is_upper(word: str) -> bool:
    return word[0].isupper() or ("-" in word and _ARTICLED.match(word) is not None)


def _runs(text: str, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for i, word in enumerate(words):
        upper = word.upper
        joined = bool(run) and not run[-1].owned and _joins(text[run[-1].end : word.start], run[-1])
        if (upper and joined) or (joined and i + 1 < len(words) and text[word.end : words[i + 1].start] == " "):
            run.append(word)
        else:
            if run:
                yield run
            run = [word] if upper else []
    if run:
        yield run


def _joins(gap: str, last: _Word) -> bool:
    return gap == " " or (gap == ". " and last.low in _ABBREVIATED)


def _split(
    run: list[_Word], *, opens: bool, plain: frozenset[str], known: Sequence[Span], table: ActorTable
) -> tuple[list[_Word], list[_Word]]:
    """The titles of a run and the name that follows them; no name where the run names something else."""
    while run and not run[-1].upper:
        run = run[:-1]
    at = 0
    for i, word in enumerate(run):
        if i and word.low in _NAMES_TOO and run[i - 1].low in GIVEN_NAMES:
            continue
        compound = i == at and "-" in word.text and word.low.rpartition("-")[2] in OFFICES
        if compound or word.low in _TITLE_WORDS or _is_role(word, opens=opens and i == 0, plain=plain):
            at = i + 1
    for i, word in enumerate(run):
        if any(start < word.end and word.start < end for start, end in known):
            at = max(at, i + 1)
    name = run[at:]
    while name and (
        name[0].low in OPENERS
        or name[0].low in GROUP_OF
        or (opens and at == 0 and name[0] is run[0] and name[0].low in plain)
    ):
        name = name[1:]
    while name and len(name) > 1 and table.demonym(name[0].text) is not None and name[0].low not in GIVEN_NAMES:
        name = name[1:]
    while len(name) > 1 and len(name[-1].text) == 1:
        name = name[:-1]
    barred = [
        i
        for i, word in enumerate(name)
        if _is_barred(word, first=name[0].low)
        or (i and len(word.text) > 3 and word.low in plain and word.low not in GIVEN_NAMES)
    ]
    if barred:
        tail = name[barred[-1] + 1 :]
        name = tail if len(tail) > 1 and tail[0].low in GIVEN_NAMES else []
    if len(name) == 1 and (
        table.demonym(name[0].text) is not None
        or len(name[0].text) < 2
        or name[0].low in SHORT_MONTHS
        or name[0].low in PRIVATE_NOUNS
        or (name[0].low.endswith("ly") and name[0].low not in GIVEN_NAMES)
        or name[0].low in _HONORIFICS_ALONE
    ):
        return run[:at], []
    while name and not name[0].upper:
        name = name[1:]
    return run[:at], name


def _headline_name(run: Sequence[_Word], plain: frozenset[str]) -> list[_Word]:
    """Where every word has a capital, a given name with the word behind it."""
    for given, word in pairwise(run):
        if given.low in GIVEN_NAMES and word.low not in plain and word.low not in NOT_NAMES and word.low not in OPENERS:
            return [given, word]
    return []


def _is_role(word: _Word, *, opens: bool, plain: frozenset[str]) -> bool:
    """Whether a capitalised word stands for what somebody is ("Witness"), not for a part of the name ("Baker")."""
    if not is_private_noun(word.low):
        return False
    return word.low in plain or word.low in OPENERS or (opens and word.low not in _SURNAME_ROLES)


def _is_barred(word: _Word, *, first: str) -> bool:
    if (word.low in NOT_NAMES or word.low.removesuffix("days") + "day" in NOT_NAMES) and not (
        word.low in _SURNAMES_TOO and first in GIVEN_NAMES and first != word.low
    ):
        return True
    if (
        _COMPOUND.search(word.low)
        or _CONTRACTED.search(word.low)
        or (word.low in OPENERS and len(word.low) > 2 and word.low not in GIVEN_NAMES)
    ):
        return True
    return len(word.text) > 1 and word.text.isupper() and "." not in word.text


def _hear_sources(names: Iterable[_Name], sources: Sequence[SourceMention]) -> None:
    """A name by which an official, a force or a party is cited is public."""
    offices = sorted(
        (m for m in sources if any(link.named and link.kind in _PUBLIC_KINDS for link in m.chain)),
        key=lambda m: m.start,
    )
    starts = [m.start for m in offices]
    for name in names:
        if name.cues.stated:
            continue
        for mention in offices[bisect_left(starts, name.start - _LONGEST_SOURCE) : bisect_left(starts, name.end)]:
            if name.start < mention.end and any(
                link.kind in _PUBLIC_KINDS and name.words[-1] in link.name.split() for link in mention.chain
            ):
                name.cues.public = True


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_ARTICLED.sub("", word).lower() for word in words)


def _group(names: Sequence[_Name]) -> list[_Person]:
    """Names put together: a shorter one belongs to the longer that holds its words."""
    people: list[_Person] = []
    by_full: dict[tuple[str, ...], _Person] = {}
    by_part: dict[str, list[_Person]] = {}
    for name in sorted(names, key=lambda name: (-len(name.words), name.start)):
        key = _key(name.words)
        person = by_full.get(key)
        if person is None:
            longer = [p for p in by_part.get(key[-1], ()) if len(p.full) > len(key) and set(key) <= set(p.full)]
            person = next((p for p in reversed(longer) if p.first < name.start), longer[0] if longer else None)
        if person is None:
            person = by_full[key] = _Person(full=key, first=name.start)
            people.append(person)
            for part in set(key):
                by_part.setdefault(part, []).append(person)
        person.first = min(person.first, name.start)
        person.names.append(name)
    return people


def _repeats(
    sentences: Sequence[Sentence],
    private: Sequence[_Person],
    *,
    shared: set[str],
    plain: frozenset[str],
    taken: Sequence[Span],
) -> Iterator[Span]:
    """Where the text says these names again, whole or in part, outside names of others."""
    wanted: set[str] = set()
    barred = shared | plain
    for person in private:
        for name in person.names:
            if len(name.words) > 1:
                wanted.add(" ".join(name.words))
            for word in name.words:
                low = word.lower()
                part = _key([word])[0]
                if len(part) >= _LEAST_PART and low not in _NO_PARTS and low not in barred:
                    wanted.add(word)
    if not wanted:
        return
    for sentence in sentences:
        for first, stop in _find_whole(sentence.text, wanted):
            start, end = sentence.start + first, sentence.start + stop
            after = _WORD.match(sentence.text, stop + 1)
            if after and after[0][0].isupper() and after[0].lower() in NOT_NAMES and sentence.text[stop] == " ":
                continue
            at = bisect_left(taken, (end, 0))  # spans in `taken` do not overlap
            if not at or taken[at - 1][1] <= start:
                yield start, end


def _find_whole(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Where one of the names stands as whole words, left to right, the longest first; the spans do not overlap."""
    hits: list[tuple[int, int]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            before, after = text[at - 1 : at] if at else "", text[end : end + 1]
            if not (before == "-" or before == "_" or before.isalnum() or after == "_" or after.isalnum()):
                hits.append((at, -end))
            at = text.find(name, at + 1)
    done = 0
    for at, stop in sorted(hits):
        if at >= done:
            yield at, -stop
            done = -stop


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
