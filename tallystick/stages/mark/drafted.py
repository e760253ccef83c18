"""Mentions for words that a reader drafted and no grammar marked: the words are the reader's, the value is read here.

A grammar's own mention of the same words stands, its number and its outcome: where the grammars mark a count they
err less than the reader does (measured on evaluation/ develop).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.knowledge.numbers import NUMBER, read_quantity
from tallystick.knowledge.people import GROUP_OF
from tallystick.records.account import TOLLS
from tallystick.records.draft import Draft, DraftArgument, DraftSource
from tallystick.records.mention import (
    ActorMention,
    CountMention,
    MeansMention,
    ObjectMention,
    PlaceMention,
    Sentence,
    SourceLink,
    SourceMention,
)
from tallystick.records.referent import Count, Materiel, Means, Quantity
from tallystick.records.vocabulary import ClaimField, Effect, MeansKind, SourceKind
from tallystick.stages.mark.count_phrases import find_phrases
from tallystick.stages.mark.count_words import Phrase, split_words
from tallystick.stages.mark.source_phrases import Cast
from tallystick.stages.mark.source_voices import Heads, NameSource
from tallystick.stages.mark.sources import cast_of

_PEOPLE_AS_SUCH = re.compile(r"\b(?:people|persons?|individuals?|victims?|casualties)\b", re.IGNORECASE)
_QUALIFIERS = frozenset("air aerial ground naval heavy light more than suspected two several".split())
_OPEN_GROUPS = frozenset({"all", "men", "personnel"})
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|some|several)\s+", re.IGNORECASE)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_YEARS_OLD = re.compile(r"\b(\d{1,3})[ -]years?[ -]olds?\b", re.IGNORECASE)
_AGE = re.compile(rf"{_YEARS_OLD.pattern}|(?<=[a-z]), \d{{1,2}}(?=,|$)|,? \baged? \d{{1,2}}\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:\b(?:aged?|ages)|\b(?:believed|thought|estimated) to be|[a-z],)\s*$")
_AGE_AFTER = re.compile(r"\s*(?:[,.;)]|and \d|(?:who|whose|was|is)\b|$)")
_BARE = re.compile(r"(?:(?:about|around|at) )?\d+(?:,? (?:and|or) \d+)?", re.IGNORECASE)
_OF_THE_CLOCK = re.compile(r"\s*(?:[ap]\.? ?m\b|o['’]clock\b)", re.IGNORECASE)
_OF_AGE = 18  # below it somebody is a child (Convention on the Rights of the Child, article 1)
_ANY = re.compile(r"any\s", re.IGNORECASE)
_FAMILY_OF = re.compile(
    r"(?:an?|the|one)\s+(?:[\w-]+\s+)?(?:family|group|crew|team|convoy)\s+of\s+(?=\w)", re.IGNORECASE
)
_UNCOUNTED = re.compile(  # "a gathering of militants", "a third of them": how many nobody says
    r"an?\s+(?:[\w-]+\s+)?(?:(?:band|column|convoy|crew|crowd|family|gathering|group|patrol|team|unit)\s*(?:of\b|$)"
    r"|(?:fifth|half|majority|part|quarter|third)\s+of\b)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:(?:an?|one|another|the|his|her|its|their|this|that|our|my)\s|[A-Z])")
_LONGEST_SOURCE = 70  # characters
_PRONOUNS = frozenset("he she it they we i him her them who which that this these those both one".split())
_BODIES = frozenset(
    {
        SourceKind.ARMED_GROUP,
        SourceKind.WIRE,
        SourceKind.MEDIA,
        SourceKind.MONITOR,
        SourceKind.MEDICAL,
        SourceKind.HUMANITARIAN,
        SourceKind.PARTY,
        SourceKind.SOCIAL_MEDIA,
    }
)

_Mention = ActorMention | CountMention | MeansMention | ObjectMention | SourceMention


def drafted_arguments(drafts: Sequence[Draft], fields: frozenset[ClaimField]) -> list[DraftArgument]:
    """The arguments of these fields, each stretch and field once, in order of position."""
    unique = {(a.start, a.end, a.field): a for draft in drafts for a in draft.arguments if a.field in fields}
    return [unique[key] for key in sorted(unique)]


def _overlap(argument: DraftArgument, mentions: Sequence[_Mention]) -> bool:
    return any(m.start < argument.end and argument.start < m.end for m in mentions)


def mark_drafted_counts(
    drafts: Sequence[Draft], counts: Sequence[CountMention], *, text: str, title_end: int = 0
) -> tuple[CountMention, ...]:
    """The counts, and after them those that only the reader saw.

    Where a count's own words leave open what people they are, the reader says it from what stands around; a bare
    number of the title, which ends at `title_end`, tells of all.
    """
    held = list(counts)
    made: list[CountMention] = []
    for argument in drafted_arguments(drafts, frozenset({*TOLLS, ClaimField.STRIKES})):
        beside = [n for n, c in enumerate(held) if c.start < argument.end and argument.start < c.end]
        if len(beside) == 1 and argument.start >= title_end:
            held[beside[0]] = _grouped(held[beside[0]], argument)
        if beside or _is_no_figure(text, argument):
            continue
        read = _read_count(text[argument.start : argument.end], strikes=argument.field is ClaimField.STRIKES)
        if read is not None:
            made.append(
                CountMention(
                    start=argument.start,
                    end=argument.end,
                    surface=text[argument.start : argument.end],
                    field=argument.field,
                    count=read,
                    cue_start=argument.start,
                    cue_end=argument.end,
                )
            )
            made[-1] = _grouped(made[-1], argument)
    return (*held, *made)


def _is_no_figure(text: str, argument: DraftArgument) -> bool:
    """Bare numbers that are ages ("Olu, 34,"; "believed to be 30"), hours, or pieces of words ("9-yr-old", "12 %")."""
    words = text[argument.start : argument.end]
    if not _BARE.fullmatch(words.strip()):
        return False
    if _NUMBER.match(text, argument.start) is None or _OF_THE_CLOCK.match(text, argument.end):
        return True
    aged = _AGE_BEFORE.search(text, max(0, argument.start - 30), argument.start)
    short = all(len(number) <= 2 for number in re.findall(r"\d+", words))
    return short and bool(aged and _AGE_AFTER.match(text, argument.end))


def _grouped(mention: CountMention, argument: DraftArgument) -> CountMention:
    """The count with the reader's group of people, if its own words state none."""
    count = mention.count
    if argument.kind is None or not isinstance(count, Count) or count.group not in _OPEN_GROUPS:
        return mention
    if _PEOPLE_AS_SUCH.search(mention.surface):
        return mention
    age = _YEARS_OLD.search(mention.surface)
    if age and argument.kind == "children" and int(age[1]) >= _OF_AGE:
        return mention
    return replace(mention, count=replace(count, group=argument.kind))


def _read_count(words: str, *, strikes: bool) -> Count | Quantity | None:
    if _ANY.match(words):
        return None
    several = _FAMILY_OF.match(words)
    if several is not None and _NUMBER.match(words, several.end()):
        return _read_count(words[several.end() :], strikes=strikes)
    if not strikes and _UNCOUNTED.match(words) and not _NUMBER.search(words):
        return None
    bare = words if strikes else _AGE.sub("", words)
    phrases: list[Phrase] = find_phrases(split_words(bare))
    if strikes:
        if phrases:
            return phrases[0].quantity
        number = _NUMBER.search(words)
        return read_quantity(number.group()) if number else None
    if phrases:
        phrase = phrases[0]
        q = phrase.quantity
        if (q.low, q.high) == (1, 1) and not _ONE.match(words) and not _NUMBER.search(words):
            return None  # "members of one family": nobody says how many
        return Count(low=q.low, high=q.high, approximate=q.approximate, vague=q.vague, group=phrase.group)
    if bare != words:
        return _read_count(bare, strikes=False) or Count(low=1, high=1)
    number = _NUMBER.search(words)
    quantity = read_quantity(number.group()) if number else None
    group = next((GROUP_OF[w] for w in reversed(words.lower().split()) if w in GROUP_OF), "all")
    if quantity is not None:
        return Count(
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            vague=quantity.vague,
            group=group,
        )
    if re.match(r"(?:an?|another)\s", words, re.IGNORECASE):
        return Count(low=1, high=1, group=group)
    low = words.lower().split()
    noun = next((w for w in reversed(low) if w in GROUP_OF), None) if _ONE.match(words) else None
    if noun is not None and not noun.endswith(("s", "men", "people", "children")) and noun != "police":
        return Count(low=1, high=1, group=group)
    return None


def mark_drafted_actors(
    drafts: Sequence[Draft], actors: Sequence[ActorMention], *, text: str
) -> tuple[ActorMention, ...]:
    """The actors, with those that only the reader saw, in order of position."""
    made = [
        ActorMention(start=a.start, end=a.end, surface=text[a.start : a.end])
        for a in drafted_arguments(drafts, frozenset({ClaimField.PERPETRATOR, ClaimField.TARGET}))
        if not _overlap(a, actors)
    ]
    unique = {(m.start, m.end): m for m in made}
    return tuple(sorted((*actors, *unique.values()), key=lambda a: (a.start, a.end)))


def mark_drafted_means(
    drafts: Sequence[Draft],
    means: Sequence[MeansMention],
    *,
    text: str,
    named: Sequence[ActorMention | PlaceMention] = (),
) -> tuple[MeansMention, ...]:
    """The means, with those that only the reader saw, in order of position.

    Words that name somebody or somewhere (`named`) are no weapon, nor are bare qualifiers ("air", "heavy").
    """
    made: list[MeansMention] = []
    for argument in drafted_arguments(drafts, frozenset({ClaimField.MEANS})):
        if _overlap(argument, means) or argument.kind is None:
            continue
        surface = text[argument.start : argument.end]
        name = _ARTICLE.sub("", surface).lower()
        if set(name.split()) <= _QUALIFIERS or any(m.start <= argument.start and argument.end <= m.end for m in named):
            continue
        made.append(
            MeansMention(
                start=argument.start,
                end=argument.end,
                surface=surface,
                means=Means(name=name, kind=MeansKind(argument.kind)),
            )
        )
    return tuple(sorted((*means, *made), key=lambda m: (m.start, m.end)))


def mark_drafted_objects(
    drafts: Sequence[Draft], objects: Sequence[ObjectMention], *, text: str
) -> tuple[ObjectMention, ...]:
    """The objects, with those that only the reader saw, in order of position."""
    made: list[ObjectMention] = []
    for argument in drafted_arguments(drafts, frozenset({ClaimField.OBJECT})):
        if _overlap(argument, objects):
            continue
        surface = text[argument.start : argument.end]
        number = _NUMBER.match(surface)
        quantity = read_quantity(number.group()) if number else None
        name = surface[number.end() :].strip() if number and quantity else surface
        name = _ARTICLE.sub("", name).lower() or surface.lower()
        low, high = (quantity.low, quantity.high) if quantity else (None, None)
        if quantity is None and re.match(r"(?:a|an|another)\s", surface, re.IGNORECASE):
            low = high = 1
        made.append(
            ObjectMention(
                start=argument.start,
                end=argument.end,
                surface=surface,
                materiel=Materiel(
                    name=name,
                    effect=Effect(argument.kind) if argument.kind else None,
                    low=low,
                    high=high,
                    approximate=bool(quantity and quantity.approximate),
                    vague=quantity.vague if quantity else None,
                ),
            )
        )
    return tuple(sorted((*objects, *made), key=lambda o: (o.start, o.end)))


def mark_drafted_sources(
    drafts: Sequence[Draft],
    sources: Sequence[SourceMention],
    *,
    told: Sequence[DraftSource],
    sentences: Sequence[Sentence],
    heads: Heads,
    known: NameSource,
    outlet: str | None = None,
) -> tuple[SourceMention, ...]:
    """The sources, with those that only the reader saw; nothing stands on their word but what the reader puts there.

    They are read in the light of the sources before them, so that "the agency" is the one last cited. Where the tables
    do not know the words, the reader (`told`) says what kind of source they are; the outlet itself is none.
    """
    cast = cast_of(sentences, heads=heads, known=known, outlet=outlet)
    cited = sorted({source for d in drafts for a in d.arguments for source in a.sources})
    kinds = {(s.start, s.end): s for s in told}
    made = list(_read_sources(cited, sources, sentences, cast, kinds))
    return tuple(sorted((*sources, *made), key=lambda m: (m.start, m.end, m.scope_start)))


def _read_sources(
    spans: Sequence[tuple[int, int]],
    sources: Sequence[SourceMention],
    sentences: Sequence[Sentence],
    cast: Cast,
    kinds: Mapping[tuple[int, int], DraftSource],
) -> Iterator[SourceMention]:
    starts = [s.start for s in sentences]
    before = deque(sorted(sources, key=lambda m: m.start))
    for start, end in spans:
        if any(m.start < end and start < m.end for m in sources):
            continue
        while before and before[0].start < start:
            earlier = before.popleft()
            cast.recall(earlier.surface, earlier.chain, sentence=max(0, bisect_right(starts, earlier.start) - 1))
        sentence = sentences[max(0, bisect_right(starts, start) - 1)]
        words = sentence.text[start - sentence.start : end - sentence.start]
        if cast.is_own(_ARTICLE.sub("", words)):
            continue
        chain = cast.read(words, sentence=sentence.index, narrow=False)
        if not chain and (told := kinds.get((start, end))) is not None:
            chain = _described_source(words, told)
        if chain:
            yield SourceMention(
                start=start, end=end, surface=words, cue="", chain=chain, scope_start=start, scope_end=start
            )


def _described_source(words: str, told: DraftSource) -> tuple[SourceLink, ...]:
    """A source whose words no table knows, as the reader sees it: a body by its name, anybody else by description."""
    bare = _ARTICLE.sub("", words).strip(" ,;:\"'“”‘’")
    bare = re.sub(r"['’]s?$", "", bare)
    if not any(map(str.isalpha, bare)) or len(bare) > _LONGEST_SOURCE or bare.lower() in _PRONOUNS:
        return ()
    name = any(w[:1].isupper() for w in bare.split())
    if not name:
        return (SourceLink(name=bare, kind=told.kind, named=False),)
    if told.kind in _BODIES and told.named:
        return (SourceLink(name=bare, kind=told.kind, named=True),)
    if re.fullmatch(r"(?:[A-Z][\w'’-]*\.? ?)+", bare):
        return (SourceLink(name="a person quoted by name", kind=told.kind, named=False),)
    return ()
