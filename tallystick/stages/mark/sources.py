"""Sources: who the outlet says it has it from, by which cue, and what stands on their word.

A cue is "according to X", "X said", "X told Y", "citing X", "cited by Y", "in a statement". Its scope
is the sentence, or the part of it the cue governs. "He added" and "they said" go back to the last source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import Modality, SourceKind
from tallystick.stages.mark.tokens import BE, CONJUNCTIONS, HAVE, MODALS, Tokens

_SAY = frozenset(
    """said says say told tells reported reports report announced announces confirmed confirms added adds stated states
    noted notes claimed claims claim alleged alleges warned warns insisted insists denied denies declared declares acknowledged
    acknowledges admitted admits explained estimated estimates counted documented recorded recounted recalled described
    posted wrote write writes tweeted gives gave revealed disclosed quoted cited put accused accuses blamed blames maintained testified vowed
    emphasized emphasised stressed indicated verified rejected dismissed argued suggested broadcast published identified believe
    believes confirming saying adding claiming reporting concluded""".split()
)
_ALLEGING = {
    "claimed",
    "claims",
    "claim",
    "alleged",
    "alleges",
    "claiming",
    "suggested",
    "accused",
    "accuses",
    "believe",
    "believes",
}
_DENYING = {"denied", "denies", "rejected", "dismissed"}
_NOT_SOURCES = frozenset("he she it they we i who which that this there what these those".split())
_PRONOUNS = frozenset("he she it they".split())
_ACCORDING = re.compile(
    r"\b(?:according to|as per|per)\s+(?:reports? (?:from|by|in)\s+|accounts? (?:from|by)\s+|a (?:report|statement|tally|count) (?:from|by|in)\s+|data (?:from|by)\s+|figures (?:from|by)\s+)?",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:citing|quoting|cited|quoted)\s+(?!by\b)", re.IGNORECASE)
_CITED_BY = re.compile(
    r"\b(?:cited|quoted|reported|interviewed|as told to|speaking to|spoke to|carried|told to)\s+(?:by|to)\s+",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\b(?:in a|in its|a|the) (?:statement|press release|briefing|post|tweet|message|communique|communiqué|video)\b",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"\s*,?\s*\b(?:who|which|in a (?:statement|post|briefing|report|message|video|press)|on (?:condition|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"social|Telegram|Twitter|X|Facebook|state|state-run)|at a|during|speaking|late|early|earlier|later|to reporters|by (?:telephone|phone)|via|after|as|has|have|had)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:[\s,\"“”'‘’]+|(?:and|but|while|however|meanwhile|earlier|later|separately|also|still|yet|for (?:its|his|her|their) part|in turn|"
    r"on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in a (?:separate )?statement|the following day|so far|initially)\b[\s,]*)+",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:the|a|an|its|their|his|her|our|several|two|three|some|many|other|another|one|multiple|unnamed|both|local time)\s+",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(unconfirmed|unverified|reportedly|allegedly|suspected|purported(?:ly)?)\b", re.IGNORECASE)

_VERBISH = re.compile(
    r"\s(?:gave|has|had|have|was|were|is|put|called|condemned|described|denied|rejected|issued|released|spoke)\b"
)

NameSource = Callable[[str], "SourceLink | None"]


def mark_sources(
    sentences: Sequence[Tokens],
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
) -> tuple[SourceMention, ...]:
    """Source mentions in order of position; `known` names a source of the actor table, or gives none."""
    found: list[SourceMention] = []
    for tokens in sentences:
        here = _sources_of_sentence(tokens, heads=heads, known=known, before=found)
        found += here
    return tuple(found)


def _sources_of_sentence(
    tokens: Tokens,
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
    before: Sequence[SourceMention],
) -> list[SourceMention]:
    s = tokens.sentence
    here: list[SourceMention] = []
    for match in _ACCORDING.finditer(s.text):
        end = _phrase_end(s.text, match.end())
        link_text, outer = _split_cited(s.text[match.end() : end])
        links = _links(link_text, outer, heads=heads, known=known, before=before)
        if links:
            scope = _according_scope(s.text, match.start(), end)
            here.append(_mention(tokens, match.end(), end, "according to", links, scope, text=s.text))
    for i, word in enumerate(tokens.lower):
        if word in _SAY and not any(m.start <= tokens.starts[i] < m.end for m in here):
            mention = _saying(tokens, i, heads=heads, known=known, before=[*before, *here])
            if mention is not None:
                here.append(mention)
    here.sort(key=lambda m: (m.start, m.end))
    return here


def _mention(
    tokens: Tokens, start: int, end: int, cue: str, links: tuple[SourceLink, ...], scope: tuple[int, int], *, text: str
) -> SourceMention:
    base = tokens.sentence.start
    while end > start and text[end - 1] in " ,.":
        end -= 1
    doubt = _DOUBT.search(text, max(0, start - 24), end)
    modality = (
        Modality.DENIED if cue in _DENYING else Modality.ALLEGED if cue in _ALLEGING or doubt else Modality.ASSERTED
    )
    hedge = doubt[1].lower() if doubt else cue if cue in _ALLEGING else None
    return SourceMention(
        start=base + start,
        end=base + end,
        surface=text[start:end],
        cue=cue,
        chain=links,
        scope_start=base + scope[0],
        scope_end=base + scope[1],
        modality=modality,
        hedge=hedge,
    )


def _phrase_end(text: str, start: int) -> int:
    """Where the noun phrase of a source ends: the first comma, dash or clause word after it."""
    match = re.compile(
        r",|;|—|–|\.\s|\.$|\"|”|:| that | which | who | where | when | while | after | killing | in which | but | as "
    ).search(text, start)
    return match.start() if match else len(text)


def _according_scope(text: str, start: int, end: int) -> tuple[int, int]:
    """ "X, according to Y, but Z": up to the contrast; a second "according to" or a "while" ends it too."""
    left = 0
    for match in re.finditer(r";|, (?:while|but|and)\s|\bwhile\b|\bbut\b", text):
        if match.end() <= start and re.search(r"according to|\bsaid\b", text[: match.start()]):
            left = match.end()
    right = len(text)
    if text[:start].strip():
        match2 = re.compile(r";|, (?:while|but|and)\s|\bwhile\b|\bbut\b").search(text, end)
        if match2:
            right = match2.start()
    return left, right


def _saying(
    tokens: Tokens,
    i: int,
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
    before: Sequence[SourceMention],
) -> SourceMention | None:
    s, cue = tokens.sentence, tokens.lower[i]
    text, base = s.text, s.start
    verb_start, verb_end = tokens.starts[i] - base, tokens.ends[i] - base
    after = tokens.lower[i + 1] if i + 1 < len(tokens.lower) else ""
    if i and tokens.lower[i - 1] in BE and cue not in ("quoted", "cited"):
        return _passive_report(tokens, i, cue, heads=heads, known=known, before=before)
    if cue in (
        "report",
        "reports",
        "claim",
        "claims",
        "notes",
        "states",
        "put",
        "believe",
        "estimates",
        "warned",
        "accused",
        "blamed",
        "blames",
        "accuses",
    ) and not _governs(tokens, i):
        return None
    links: tuple[SourceLink, ...] = ()
    start = end = verb_start
    inverted = re.match(r"\s+((?:[A-Z]|the |a |an |its |one |two |local |police |army )[^,.;\"”]*)", text[verb_end:])
    left = text[:verb_start].rstrip()
    if (
        left.endswith((",", '"', "”", "’", "'"))
        and inverted
        and cue
        in ("said", "says", "told", "added", "reported", "according", "wrote", "announced", "confirmed", "claimed")
    ):
        start, end = verb_end + inverted.start(1), verb_end + inverted.end(1)
        links = _links(_QUALIFIER.sub("", text[start:end]), "", heads=heads, known=known, before=before)
        scope = (0, end)
    else:
        first = _subject_start(tokens, i)
        if cue in ("saying", "adding", "claiming", "confirming") and left.endswith(","):
            first = 0
            verb_start = min(
                x
                for x in (text.find(",", 1), _VERBISH.search(text).start() if _VERBISH.search(text) else -1, verb_start)
                if x > 0
            )
        if first is None:
            return None
        start, end = tokens.starts[first] - base, verb_start
        subject = _LEADING.sub("", text[start:end])
        subject = re.sub(
            r"[\s,]+(?:has|have|had|also|is|was|later|earlier|then|further|now|repeatedly|immediately|reportedly|on \w+day|\w+day|and|who)*\s*$",
            "",
            subject.rstrip(),
            flags=re.IGNORECASE,
        )
        subject = re.sub(r"\s+(?:has|have|had|also|later|earlier|on \w+day)\s*$", "", subject, flags=re.IGNORECASE)
        if not subject:
            return None
        offset = text.rfind(subject, start, end)
        start = offset if offset >= 0 else start
        end = start + len(subject)
        if subject.lower() in _NOT_SOURCES:
            links = before[-1].chain if subject.lower() in _PRONOUNS and before else ()
        else:
            outer = ""
            told = re.match(r"\s+(?:told|to)?\s*", text[verb_end:])
            if cue in ("told", "tells") and told:
                listener = text[verb_end + told.end() : _phrase_end(text, verb_end + told.end())]
                listener = re.split(
                    r"\s+(?:that|on|in|by|at|the attack|they|he|she|it|there|of|how|from|via|late|early)\b", listener
                )[0]
                outer = listener if listener and (listener[0].isupper() or listener.startswith("the ")) else ""
            inner, cited = _split_cited(subject)
            links = _links(inner, cited or outer, heads=heads, known=known, before=before)
        scope = (
            (0, len(text)) if _whole_sentence(text, start) else (_scope_left(text, start), _scope_right(text, verb_end))
        )
    if not links:
        return None
    citing = re.search(r"\b(?:citing|quoting)\s+([^,.;]+)", text[verb_end:])
    if citing and len(links) == 1:
        inner_links = _links(citing[1], "", heads=heads, known=known, before=before)
        links = (*links, *inner_links)
    del after
    return _mention(tokens, start, end, cue, links, scope, text=text)


def _passive_report(
    tokens: Tokens,
    i: int,
    cue: str,
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
    before: Sequence[SourceMention],
) -> SourceMention | None:
    """ "was confirmed by the ministry", "were reported by medics"."""
    s = tokens.sentence
    match = re.compile(r"\s+by\s+").match(s.text, tokens.ends[i] - s.start)
    if not match or cue not in ("reported", "confirmed", "announced", "claimed", "documented", "recorded", "verified"):
        return None
    end = _phrase_end(s.text, match.end())
    links = _links(s.text[match.end() : end], "", heads=heads, known=known, before=before)
    return _mention(tokens, match.end(), end, cue, links, (0, len(s.text)), text=s.text) if links else None


def _governs(tokens: Tokens, i: int) -> bool:
    """A word that may be a noun ("claims", "reports") stands as a verb: a subject before, a clause after."""
    before = tokens.lower[i - 1] if i else ""
    after = tokens.lower[i + 1] if i + 1 < len(tokens.lower) else ""
    if tokens.lower[i] in ("accused", "blamed", "blames", "accuses", "warned"):
        return before not in BE
    if tokens.lower[i] == "put":
        return after in ("the", "its", "their") and "toll" in tokens.lower[i : i + 6]
    if before in (
        "the",
        "a",
        "such",
        "some",
        "of",
        "these",
        "those",
        "",
        "earlier",
        "initial",
        "conflicting",
        "media",
        "unconfirmed",
        "local",
    ):
        return False
    return after in ("that", "the", "it", "its", "they", "to", "a", "an", "at", "no", "there") or after[:1].isdigit()


def _subject_start(tokens: Tokens, i: int) -> int | None:
    """Index of the first token of the subject of the saying verb: back to a clause break."""
    lower = tokens.lower
    j, depth = i, 0
    while j > 0 and i - j < 22:
        word = lower[j - 1]
        if word in '"“”;:—–' or word in (
            "that",
            "while",
            "but",
            "as",
            "when",
            "after",
            "because",
            "although",
            "where",
            "with",
            "if",
        ):
            break
        if word == ",":
            if depth == 0 and _apposition(lower, j, i):
                depth = 1
                j = _apposition_start(lower, j - 1)
                continue
            break
        if (
            word == "and"
            and j < i
            and (
                lower[j] in _NOT_SOURCES
                or (
                    lower[j] in ("the", "a", "police", "officials", "witnesses", "residents")
                    and j + 1 < i
                    and any(w in _SAY or w.endswith("ed") for w in lower[max(0, j - 8) : j - 1])
                )
            )
        ):
            break
        j -= 1
    if "what" in lower[j:i]:
        return None
    return j if j < i else None


def _apposition(lower: list[str], j: int, i: int) -> bool:
    """ "X, a spokesman for Y, said": the comma closes an apposition that another comma opened."""
    return j == i and "," in lower[max(0, j - 14) : j - 1]


def _apposition_start(lower: list[str], j: int) -> int:
    k = j
    while k > 0 and lower[k - 1] != ",":
        k -= 1
    return max(0, k - 1)


def _whole_sentence(text: str, start: int) -> bool:
    head = _LEADING.sub("", text[:start])
    return len(head.strip(' ,"“')) < 3 or not re.search(r",\s*(?:while|but)\b|;\s", text)


def _scope_left(text: str, start: int) -> int:
    left = 0
    for match in re.finditer(r";\s|,\s+(?:while|but|and|though|although)\s", text[:start]):
        left = match.end()
    return left


def _scope_right(text: str, end: int) -> int:
    match = re.compile(r";\s|,\s+(?:while|but|though|although)\s").search(text, end)
    return match.start() if match else len(text)


def _split_cited(phrase: str) -> tuple[str, str]:
    """ "a local source cited by Reuters" to the source and the outlet that cites it."""
    match = _CITED_BY.search(phrase)
    if match:
        return phrase[: match.start()], phrase[match.end() :]
    return phrase, ""


def _links(
    phrase: str,
    outer: str,
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
    before: Sequence[SourceMention],
) -> tuple[SourceLink, ...]:
    chain = []
    for text in (outer, phrase):
        link = _link(text, heads=heads, known=known, before=before)
        if link is not None and link not in chain:
            chain.append(link)
    if outer and len(chain) == 1 and chain[0].kind not in (SourceKind.WIRE, SourceKind.MEDIA) and phrase.strip():
        inner = _link(phrase, heads=heads, known=known, before=before)
        return (inner,) if inner else ()
    return tuple(chain)


def _link(
    phrase: str,
    *,
    heads: dict[tuple[str, ...], tuple[SourceKind, bool | None]],
    known: NameSource,
    before: Sequence[SourceMention],
) -> SourceLink | None:
    """The source a noun phrase names: a known one, or one described by its head word."""
    text = _LEADING.sub("", phrase.strip(" ,.\"“”'‘’"))
    text = _QUALIFIER.sub("", text).strip(" ,.\"“”'‘’")
    bare = _DETERMINER.sub("", text)
    if re.match(r"(?:no|nobody|neither|not)\b", text, re.IGNORECASE):
        return None
    if not bare or len(bare) > 140 or bare.lower() in _NOT_SOURCES:
        return None
    if (link := known(bare)) is not None:
        return link
    if before and re.match(
        r"(?:the )?same (?:source|organi[sz]ation|official|body|group|agency|ministry|statement|report)\b",
        text,
        re.IGNORECASE,
    ):
        return before[-1].chain[-1]
    words = [w.lower() for w in re.findall(r"[^\W_]+(?:[.-][^\W_]+)*", bare.replace("'s", " ").replace("’s", " "))]
    if not words:
        return None
    main = words
    for stop in ("in", "of", "from", "at", "for", "with", "near", "on", "by", "close", "familiar", "and"):
        if stop in main[1:]:
            main = main[: main.index(stop, 1)]
    definite = re.match(r"(?:the|that|this|those|these)\s", text, re.IGNORECASE)
    proper = sum(w[:1].isupper() for w in bare.split()) > 1 or bool(re.match(r"[A-Z]{2,}\b", bare))
    for size in (3, 2, 1):
        for at in range(len(main) - size, -1, -1):
            entry = heads.get(tuple(main[at : at + size]))
            if entry is None:
                continue
            kind, named = entry
            if definite and len(main) <= 2 and not proper:
                for earlier in reversed(before):
                    last = earlier.chain[-1]
                    if main[-1] in last.name.lower().split():
                        return last
            person = kind is SourceKind.RESIDENT
            is_named = proper and not person if named is None else named
            if kind is SourceKind.MEDIA and not proper:
                is_named = False
                if main[-1] in ("reports", "report"):
                    return None
            name = _described(bare, main, at, size) if person else bare
            return SourceLink(name=name, kind=kind, named=is_named)
    if main is not words and any((w,) in heads for w in words[len(main) :]):
        kind, _ = next(heads[w,] for w in words[len(main) :] if (w,) in heads)
        return SourceLink(name=bare, kind=kind, named=proper)
    if any(w in HAVE or w in BE or w in MODALS or w in CONJUNCTIONS or w in _SAY for w in words) or len(words) > 7:
        return None
    if re.match(r"[A-Z]", bare):
        for earlier in reversed(before):
            if earlier.chain[-1].name.lower().split()[-1] == words[-1]:
                return earlier.chain[-1]
        if len(words) > 3 or not all(w[:1].isupper() for w in bare.split()):
            return None
        return SourceLink(name="a person quoted by name", kind=SourceKind.OTHER, named=False)
    if text != bare or words[-1].endswith("s"):
        return SourceLink(name=bare, kind=SourceKind.OTHER, named=False)
    return None


def _described(bare: str, main: list[str], at: int, size: int) -> str:
    """A private person as a role: the head words, never the name that follows them."""
    head = " ".join(main[at : at + size])
    place = re.search(r"\b(?:in|of|from|near)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*", bare)
    return f"{head} {place[0]}" if place else head
