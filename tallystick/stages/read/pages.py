"""HTML bytes to a page's text and what it states of itself.

Two readers are asked, trafilatura and resiliparse, since the first gives nothing, without an error,
for pages it does not understand; where they differ by half, the fuller one is taken and a warning says so.
What a reader of the page would not see is taken out before either.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from types import ModuleType

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from tallystick.errors import Unreadable
from tallystick.records.report import Removed
from tallystick.records.vocabulary import RemovedKind
from tallystick.stages.read.decode import decode_text, tidy_text
from tallystick.stages.read.metadata import PageFacts, read_metadata
from tallystick.stages.read.nesting import MAX_DEPTH, measure
from tallystick.stages.read.refusals import Refusal, refusal

_TRAFILATURA_DEPTH = 200  # lxml drops, in silence, what stands deeper than 255
_TRAFILATURA_TAGS = 60_000  # over this its repetition and table passes take many seconds
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{4}",
    re.I,
)
_HIDDEN_CLASS = ".sr-only, .visually-hidden, .screen-reader-text, .visuallyhidden"
_COMMENT_TOKEN = re.compile(
    r"(?:(?:post|article|user|reader|fb|page|story)[-_])?comments?(?:[-_]?(?:list|area|section|wrapper|container|body|"
    r"thread|content|block|wrap|box|form|respond|text|item|title))?|commentlist|disqus_thread|respond|replies",
    re.I,
)
_COMMENT_QUERY = (
    '[id*="omment"], [class*="omment"], [id*="disqus"], [class*="disqus"], [id="respond"], [class*="respond"], '
    '[class*="replies"], [id*="replies"]'
)
_CAPTION_QUERY = (
    'figcaption, [class*="wp-caption-text"], [class*="image-caption"], [class*="photo-caption"], '
    '[class*="photo-credit"], [class*="image-credit"], [class*="media-caption"]'
)
_PROSE = re.compile(r"[.!?…][\"'”’)\]]*$")
_MIN_PROSE_WORDS = 10
_MAX_TIMES = 3
_MAX_TAKEN_OUT = 1_000  # elements: resiliparse takes each out in time that grows with the page
_MIN_REPEATED = 60  # characters: a page that prints a paragraph twice means it once


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page says, and what of it is not the report's own words."""

    text: str = ""
    facts: PageFacts = field(default_factory=PageFacts)
    removed: tuple[Removed, ...] = ()
    warnings: tuple[str, ...] = ()


def read_page(raw: bytes, *, path: str) -> Page:
    """The page in these bytes; raises Unreadable where it has no text or is nested too deep to be read."""
    text, mended = decode_text(raw)
    warnings = list(mended)
    depth, tags = measure(text)
    if depth > MAX_DEPTH:
        words = f"page nested too deep: {path} stacks {depth} elements, at most {MAX_DEPTH} are read; save it as text"
        raise Unreadable(refusal(Refusal.PAGE_DEPTH, words))
    styles = sum(1 for _ in _HIDDEN_STYLE.finditer(text))
    if styles > _MAX_TAKEN_OUT:
        reason = f"page hides {styles} elements: {path}; at most {_MAX_TAKEN_OUT} are taken out, save it as text"
        raise Unreadable(refusal(Refusal.PAGE_DEPTH, reason))
    tree = HTMLTree.parse(text.replace("\x00", ""))
    facts = read_metadata(tree)
    warnings += facts.warnings
    removed, hidden = _prune(tree)
    warnings += hidden
    plain = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False, list_bullets=False)
    fuller = _prose(plain)
    if depth > _TRAFILATURA_DEPTH or tags > _TRAFILATURA_TAGS:
        warnings.append(f"second_reader: {depth} levels and {tags} tags are too many for the first")
        body = fuller or plain
    else:
        body, differing = _choose(_trafilatura(str(tree)), fuller)
        warnings += differing
    if not body.strip():
        body = _prose(extract_plain_text(tree, main_content=False, alt_texts=False))
        if body:
            warnings.append("no_main_text: the whole page was taken")
    if not body.strip():
        reason = f" but {hidden[0]}" if hidden else "; it may be filled by a script"
        words = f"page without text: {path} has {tags} tags and no sentence to read{reason}; save the page as shown"
        raise Unreadable(refusal(Refusal.PAGE_NO_TEXT, words))
    return Page(text=_paragraphs(body, facts.title), facts=facts, removed=removed, warnings=tuple(warnings))


def _prune(tree: HTMLTree) -> tuple[tuple[Removed, ...], list[str]]:
    """Take out what is hidden, readers' comments and captions; give the latter two and the warnings."""
    body = tree.body
    if body is None:
        return (), []
    hidden = [node for node in body.query_selector_all("[style]") if _HIDDEN_STYLE.search(node.getattr("style") or "")]
    hidden += body.query_selector_all("[hidden]")
    words = sum(len(text.split()) for text in _take_out(hidden))
    _take_out(body.query_selector_all(_HIDDEN_CLASS))
    warnings = [f"hidden_text: {words} words not shown by the page were left out"] if words else []
    comments = [node for node in body.query_selector_all(_COMMENT_QUERY) if _is_comments(node)]
    removed = [Removed(kind=RemovedKind.READER_COMMENTS, text=text) for text in _take_out(comments)]
    captions = _take_out(body.query_selector_all(_CAPTION_QUERY))
    removed += [Removed(kind=RemovedKind.CAPTION, text=text) for text in captions]
    return tuple(removed), warnings


def _is_comments(node: ElementNode) -> bool:
    tokens = f"{node.getattr('id') or ''} {node.getattr('class') or ''}".split()
    return any(_COMMENT_TOKEN.fullmatch(token) for token in tokens) and not node.query_selector_all("h1")


def _take_out(nodes: Iterable[ElementNode]) -> list[str]:
    """The texts of these nodes, which are no longer in the tree; the body itself is never taken."""
    texts = []
    for node in islice(nodes, _MAX_TAKEN_OUT):
        parent = node.parent
        if parent is None or node.tag in {"html", "body", "main"}:
            continue
        text = tidy_text(" ".join((node.text or "").split()))[0]
        parent.remove_child(node)
        if text:
            texts.append(text)
    return texts


def _choose(first: str, second: str) -> tuple[str, list[str]]:
    ours, other = len(first.split()), len(second.split())
    if ours >= other / 2:
        return first, []
    return second, [f"extractors_differ: {ours} words by the first reader, {other} by the second, which was taken"]


def _prose(text: str) -> str:
    """The lines of this text that are sentences, not menus and buttons."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line.count(" ") >= _MIN_PROSE_WORDS - 1 and _PROSE.search(line))


def _paragraphs(body: str, title: str | None) -> str:
    lines = [line.strip(" |") for line in body.split("\n")]
    if title and lines and lines[0] == title:
        lines = lines[1:]
    times = Counter(line for line in lines if len(line) > _MIN_REPEATED)
    printed_twice = {line for line, count in times.items() if 1 < count <= _MAX_TIMES}
    own: list[str] = []
    seen: set[str] = set()
    for line in lines:
        if line and line not in seen:
            own.append(line)
        if line in printed_twice:
            seen.add(line)
    return "\n\n".join(own)


def _trafilatura(html: str) -> str:
    return _extractor().extract(html, include_comments=False, include_tables=True) or ""


@cache
def _extractor() -> ModuleType:
    """The trafilatura package, loaded when the first page comes (a third of a second), with its log silent."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return importlib.import_module("trafilatura")
