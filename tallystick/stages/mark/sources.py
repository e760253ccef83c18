"""Sources: who the outlet says it has it from, by which cue, and what stands on their word.

`source_cues` finds the cue and the words of its subject, `source_scopes` how far its word reaches, and
`source_phrases` whom the words name; here the sentences are read in order, so that "he added" and
"the ministry" go back to an earlier source, and a quotation or a list of figures runs on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from tallystick.knowledge.source_verbs import load_source_verbs
from tallystick.records.mention import Chain, Sentence, SourceLink, SourceMention
from tallystick.records.vocabulary import Modality, SourceKind
from tallystick.stages.mark.source_cues import Cue, find_cues
from tallystick.stages.mark.source_phrases import Cast
from tallystick.stages.mark.source_voices import Heads, NameSource
from tallystick.stages.mark.source_words import EDGES
from tallystick.stages.mark.tokens import Tokens

_DOUBT = re.compile(r"\b(unconfirmed|unverified|reportedly|allegedly|purported(?:ly)?)\b", re.IGNORECASE)
_MODALITY = {"say": Modality.ASSERTED, "allege": Modality.ALLEGED, "deny": Modality.DENIED}
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?")
_DATELINE = re.compile(r"^[^.\n]{0,60}?\(([A-Z][^)\n]{1,40})\)\s*[-–—]|^\(([A-Z][^)\n]{1,40})\)\s*[-–—]")
_CREDITED = (
    re.compile(  # a page that lost its line breaks: "... in Aleppo AFP Friday 24 Oct 2014 ...", "MOSCOW (Wire) The ..."
        r"(?:^|\s)([A-Z][A-Za-z]{1,14}) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2} [A-Z][a-z]{2,8} \d{4}\b"
        r"|(?:^|\s)[A-Z]{3,20} \(([A-Z][^)\n]{1,40})\)(?=\s)"
    )
)
_RUNS_ON = re.compile(
    r"(?:another|a further|(?:nobody|no one) (?:was|were|died)|no casualties|none of|of (?:them|the "
    r"(?:dead|wounded|injured|victims))|first figures|among (?:them|the dead)|that brought|"
    r"(?:at least |some )?(?!the )[\w-]+ (?:more|others?|of (?:them|the (?:dead|wounded|"
    r"injured|victims|names|bodies))))\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    "This That These Those There They When While After Before According Friday Monday Tuesday "
    "Wednesday Thursday Saturday Sunday".split()
)
_MOST_CUES = 24  # in one sentence; more is not prose
_LEDGER = frozenset("logged counted recorded listed documented registered tallied".split())
_OPENING, _CLOSING = re.compile(r"^[\"“]"), re.compile(r"[\"”]$")


def mark_sources(
    sentences: Sequence[Tokens], *, heads: Heads, known: NameSource, outlet: str | None = None
) -> tuple[SourceMention, ...]:
    """Source mentions in order of position; `known` names a source of the actor table, or gives none."""
    cast = cast_of([t.sentence for t in sentences], heads=heads, known=known, outlet=outlet)
    found: list[SourceMention] = []
    titled: list[int] = []
    before: list[SourceMention] = []
    for i, tokens in enumerate(sentences):
        here = _of_sentence(tokens, cast)
        s = tokens.sentence
        if s.is_title:
            titled += range(len(found), len(found) + len(here))
        elif i and not here and before and sentences[i - 1].sentence.paragraph == s.paragraph:
            here = _running_on(s, before[-1])
        elif here:
            here = _with_quote_before(here, sentences, i)
        found += here
        before = here
    for unnamed, named in cast.names:
        found = [_renamed(m, unnamed, named) for m in found]
    for at in titled:
        found[at] = _named_later(found[at], found)
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.scope_start)))


def cast_of(sentences: Sequence[Sentence], *, heads: Heads, known: NameSource, outlet: str | None) -> Cast:
    """Nobody cited yet: what it takes to read whom the phrases of a report name."""
    text = "\n".join(s.text for s in sentences)
    return Cast(
        heads=heads, known=known, text=text, country_of=lambda: _nation(text, known), own=_own_names(sentences, outlet)
    )


def _of_sentence(tokens: Tokens, cast: Cast) -> list[SourceMention]:
    s = tokens.sentence
    here: list[SourceMention] = []
    spans: list[tuple[int, int]] = []
    for cue in sorted(
        islice(find_cues(tokens, load_source_verbs()), _MOST_CUES), key=lambda c: (c.follows, c.start, not c.sure)
    ):
        if cue.follows:
            chain = (
                here[-1].chain if here else cast.read(s.text[cue.start : cue.end], aside=cue.aside, sentence=s.index)
            )
            start, end = (here[-1].start - s.start, here[-1].end - s.start) if here else (cue.start, cue.end)
        else:
            start, end = cue.start, cue.end
            if any(a < end and start < b for a, b in spans):
                continue
            before = s.text[:start].strip(" ")
            chain = cast.read(
                s.text[start:end],
                aside=cue.aside,
                outer=cue.outer,
                sentence=s.index,
                opens=not before or before[-1] in EDGES,
                narrow=not cue.sure,
            )
            if chain and cue.inner:
                inner = cast.read(cue.inner, sentence=s.index)
                chain = (*chain, *(link for link in inner if link not in chain))
        if not chain or end <= start or (cue.cue == ":" and not _heads_a_title(cue, chain, cast.known, s.text)):
            continue
        spans.append((start, end))
        here.append(_mention(s, cue, start, end, chain))
    spoken = [m for m in here if m.cue not in _LEDGER]
    return _apart(spoken or here)


def _heads_a_title(cue: Cue, chain: Chain, known: NameSource, text: str) -> bool:
    """ "MILF: ..." or "... : army", not "Iran: ..." or "Live: ...": a country before a colon is a topic."""
    words = text[cue.start : cue.end]
    if cue.start == 0:
        link = known(words)
        return link is not None and not link.name.endswith((" forces", " government"))
    after_dash = text[: cue.start].rstrip().endswith(("-", "–", "—"))
    if after_dash and chain[-1].kind in (SourceKind.WIRE, SourceKind.MEDIA):
        return False  # the page's own name, not a source
    return len(words.split()) <= 5 and chain[-1].kind is not SourceKind.OTHER


def _apart(here: list[SourceMention]) -> list[SourceMention]:
    """Of several that open their clauses, each ends where the next begins."""
    fixed: list[SourceMention] = []
    for i, mention in enumerate(here):
        later = [m.start for m in here[i + 1 :] if m.scope_start == m.start and m.start > mention.end]
        if later and mention.scope_start <= mention.start and mention.scope_end > later[0]:
            mention = replace(mention, scope_end=later[0])
        fixed.append(mention)
    return fixed


def _mention(s: Sentence, cue: Cue, start: int, end: int, chain: Chain) -> SourceMention:
    text = s.text
    while end > start and text[end - 1] in " ,.":
        end -= 1
    doubt = _DOUBT.search(text, max(0, start - 40), end)
    modality = _MODALITY[cue.sense]
    if doubt and modality is Modality.ASSERTED:
        modality = Modality.ALLEGED
    hedge = doubt[1].lower() if doubt else cue.cue if cue.sense == "allege" else None
    return SourceMention(
        start=s.start + start,
        end=s.start + end,
        surface=text[start:end],
        cue=cue.cue,
        chain=chain,
        scope_start=s.start + min(cue.scope[0], start if not cue.follows else cue.scope[0]),
        scope_end=s.start + cue.scope[1],
        modality=modality,
        hedge=hedge,
    )


def _running_on(s: Sentence, last: SourceMention) -> list[SourceMention]:
    """A sentence without a cue that goes on with a quotation, or with the figures of the one before."""
    quoted = _OPENING.match(s.text) and (_CLOSING.search(s.text) or s.text.count('"') + s.text.count("“") == 1)
    if not quoted and not _RUNS_ON.match(s.text):
        return []
    return [replace(last, scope_start=s.start, scope_end=s.end, modality=Modality.ASSERTED, hedge=None)]


def _with_quote_before(here: list[SourceMention], sentences: Sequence[Tokens], i: int) -> list[SourceMention]:
    """A quotation that opened in an earlier sentence and closes before this cue belongs to its speaker."""
    s = sentences[i].sentence
    if s.text.count("”") <= s.text.count("“"):
        return here
    for back in range(i - 1, max(-1, i - 4), -1):
        earlier = sentences[back].sentence
        if earlier.paragraph != s.paragraph:
            break
        if earlier.text.count("“") > earlier.text.count("”"):
            first = here[0]
            return [replace(first, scope_start=min(first.scope_start, earlier.start)), *here[1:]]
    return here


def _renamed(mention: SourceMention, unnamed: SourceLink, named: SourceLink) -> SourceMention:
    """An office cited first without a name ("the regional governor") has the name that follows."""
    if unnamed not in mention.chain:
        return mention
    return replace(mention, chain=tuple(named if link == unnamed else link for link in mention.chain))


def _named_later(mention: SourceMention, found: Sequence[SourceMention]) -> SourceMention:
    """A headline's bare "monitor" or "army" is the first named source of its kind in the report."""
    link = mention.chain[-1]
    if link.named:
        return mention
    for other in found[:6]:
        first = other.chain[-1]
        if first.named and first.kind is link.kind:
            return replace(mention, chain=other.chain)
    return mention


def _nation(text: str, known: NameSource) -> str | None:
    """A word for the one country a report tells of, or none where several are told of alike."""
    counts = Counter(m[0].split()[0].removesuffix("'s").removesuffix("’s") for m in _CAPITALISED.finditer(text[:2500]))
    tally: Counter[str] = Counter()
    word_of: dict[str, str] = {}
    for word, n in counts.most_common(20):
        if (
            len(word) > 3
            and word not in _OPENERS
            and (link := known(f"{word.title() if word.isupper() else word} government")) is not None
        ):
            tally[link.name] += n
            word_of.setdefault(link.name, word.title() if word.isupper() else word)
    if not tally:
        return None
    (best, most), *rest = tally.most_common(2)
    return word_of[best] if not rest or most >= 3 * rest[0][1] else None


def _own_names(sentences: Sequence[Sentence], outlet: str | None) -> frozenset[str]:
    """What the outlet may be called in its own report: its name, and the agency of the dateline."""
    names = {"us", "reporters", "journalists"}
    if outlet:
        names |= {outlet.lower(), outlet.lower().removeprefix("the ")}
    for sentence in sentences[:3]:
        for pattern in (_DATELINE, _CREDITED):
            credited = pattern.search(sentence.text)
            if credited:
                names.add((credited[1] or credited[2]).lower())
    return frozenset(names)
