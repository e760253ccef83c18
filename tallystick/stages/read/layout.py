"""The lines of a plain text as paragraphs: hard wraps undone, blank lines single, repeats dropped."""

from __future__ import annotations

import html
import re

from resiliparse.extract.html2text import extract_plain_text

from tallystick.stages.read.nesting import MAX_DEPTH, measure

_MARKUP = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|img|span|ul|li|h\d|blockquote|figure|script|style)\b[^<>]*>", re.I
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_TRAILING = re.compile(r" +\n")
_BLANKS = re.compile(r"\n{3,}")
_SENTENCE_END = (".", "!", "?", "”", '"', ":", "…", ")")
_MIN_REPEATED = 25  # characters: shorter lines repeat in ordinary reports
_MAX_REPEATS = 3


def strip_markup(text: str) -> str:
    """The text without HTML tags and entities, where it holds any."""
    if "<" in text and _MARKUP.search(text):
        depth, _ = measure(text)
        if depth > MAX_DEPTH:
            return _ANY_TAG.sub(" ", text)
        text = extract_plain_text(f"<html><body>{text}</body></html>", main_content=False, alt_texts=False)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return text


def lay_out(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text in paragraphs, the paragraphs dropped as repeats, and the warnings."""
    text = _BLANKS.sub("\n\n", _TRAILING.sub("\n", text)).strip()
    if "\n" not in text:
        return text, (), ()
    blocks = [_unwrap(block) for block in text.split("\n\n")]
    if len(blocks) + text.count("\n") > _MAX_REPEATS + 1:
        kept, dropped = _drop_repeats(blocks)
        if dropped:
            words = f"repetition: {len(blocks) - len(kept)} equal paragraphs of {len(blocks)} dropped"
            return "\n\n".join(kept), dropped, (words,)
    return "\n\n".join(blocks), (), ()


def _unwrap(block: str) -> str:
    """The block on one line where its line ends are those of a fixed width."""
    lines = block.split("\n")
    if len(lines) < 3:
        return block
    inner = lines[:-1]
    if any(not 45 <= len(line) <= 95 for line in inner) or len(lines[-1]) > 95:
        return block
    if sum(line.endswith(_SENTENCE_END) for line in inner) > len(inner) / 2:
        return block
    return " ".join(line.strip() for line in lines)


def _drop_repeats(blocks: list[str]) -> tuple[list[str], tuple[str, ...]]:
    seen: dict[str, int] = {}
    kept: list[str] = []
    for block in blocks:
        lines = block.split("\n") if block.count("\n") > _MAX_REPEATS else [block]
        for line in lines:
            if len(line) >= _MIN_REPEATED:
                seen[line] = seen.get(line, 0) + 1
    repeated = {line for line, count in seen.items() if count > _MAX_REPEATS}
    if not repeated:
        return blocks, ()
    given: set[str] = set()
    for block in blocks:
        lines = []
        for line in block.split("\n") if block.count("\n") > _MAX_REPEATS else [block]:
            if line in repeated:
                if line in given:
                    continue
                given.add(line)
            lines.append(line)
        if lines:
            kept.append("\n".join(lines))
    return kept, tuple(sorted(given))
