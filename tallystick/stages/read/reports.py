"""read_report: one raw item to a report that is kept, set aside for its language, or refused with its reason."""

from __future__ import annotations

import hashlib
import re

from tallystick.errors import Unreadable
from tallystick.records.identity import report_id
from tallystick.records.report import Removed, Report
from tallystick.records.vocabulary import RemovedKind, ReportStatus
from tallystick.stages.read.dates import read_date
from tallystick.stages.read.decode import decode_text, tidy_text
from tallystick.stages.read.given import WEB_ADDRESS
from tallystick.stages.read.languages import NAMES, find_language
from tallystick.stages.read.layout import lay_out, strip_markup
from tallystick.stages.read.metadata import PageFacts
from tallystick.stages.read.pages import read_page
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.stages.read.refusals import Refusal, refusal
from tallystick.stages.read.stated import find_stated_date

_WORD = re.compile(r"[^\W\d_]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])", re.I)
_MIN_WORDS = 3
_MIN_LETTERS_SHARE = 0.55
_SAMPLE, _MIN_PROSE = 2_000, 100  # characters


def read_report(item: RawItem) -> Report:
    """The report in this item; its text is the title, a blank line, then the body."""
    if item.error:
        return _refused(item, item.error)
    try:
        return _read(item)
    except Unreadable as error:
        return _refused(item, str(error))


def _refused(item: RawItem, because: str, warnings: tuple[str, ...] = ()) -> Report:
    return Report(
        id=report_id(item.address, item.content),
        url=item.given.get("url"),
        path=item.path,
        outlet=item.given.get("outlet"),
        title=item.given.get("title"),
        status=ReportStatus.REFUSED,
        because=because,
        warnings=item.warnings + warnings,
        content_hash=hashlib.sha256(item.content).hexdigest(),
    )


def _read(item: RawItem) -> Report:
    given = item.given
    warnings = list(item.warnings)
    facts = PageFacts()
    removed: tuple[Removed, ...] = ()
    if item.kind is Kind.HTML:
        page = read_page(item.content, path=item.path)
        body, mended, facts, removed = page.text, page.warnings, page.facts, page.removed
    elif given:
        body, mended = strip_markup(given.get("text", "")), ()
    else:
        body, mended = decode_text(item.content)
    warnings += mended
    body, mended = tidy_text(body)
    warnings += mended
    body, repeats, mended = lay_out(body)
    warnings += mended
    title = _one_line(given.get("title") or facts.title)
    if title and body == title:
        body = ""
    text = f"{title}\n\n{body}" if title and body else title or body
    url = given.get("url") or facts.url
    if url and not WEB_ADDRESS.match(url):
        warnings.append(f"link_dropped: {url[:40]!r} is no web address")
        url = None
    published, trouble = read_date(given.get("published") or facts.published or "", order=item.date_order)
    if trouble:
        warnings.append(trouble)
    stated = (given.get("language") or facts.language or "").strip()
    because, status = None, ReportStatus.KEPT
    language = find_language(text, stated=stated[:2].lower() if _LANGUAGE.match(stated) else None)
    refused = _refuse_text(text, item)
    if refused:
        return _refused(item, refused, tuple(warnings[len(item.warnings) :]))
    if language not in (None, "en"):
        status, because = (
            ReportStatus.SET_ASIDE,
            f"language {language!r} ({NAMES.get(language, language)}) is not read yet",
        )
    return Report(
        id=report_id(url or item.address, item.content),
        url=url,
        path=item.path,
        guid=given.get("guid"),
        outlet=_one_line(given.get("outlet") or facts.outlet),
        title=title,
        byline=_one_line(given.get("byline") or facts.byline),
        language=language,
        published=published or (find_stated_date(body) if not given.get("published") else None),
        text=text,
        removed=removed + tuple(Removed(kind=RemovedKind.BOILERPLATE, text=line) for line in repeats),
        status=status,
        because=because,
        warnings=tuple(warnings),
        content_hash=hashlib.sha256(item.content).hexdigest(),
    )


def _one_line(value: str | None) -> str | None:
    if not value:
        return None
    if "<" in value or "&" in value:
        value = strip_markup(value)
    return " ".join(tidy_text(value)[0].split()) or None


def _refuse_text(text: str, item: RawItem) -> str | None:
    if not text.strip():
        return refusal(Refusal.EMPTY, f"no text: {item.address} holds neither a title nor a text; give its words")
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words)) + sample.count(" ")
    if len(sample) > _MIN_PROSE and letters < _MIN_LETTERS_SHARE * len(sample):
        share = round(100 * letters / len(sample))
        reason = f"not prose: {item.address} is {share} % letters, as a table or program is; expected sentences"
        return refusal(Refusal.NOT_PROSE, reason)
    if len(words) < _MIN_WORDS and text.isascii():
        shown = " ".join(sample.split())[:60]
        reason = f"too short: {item.address} has {len(words)} words ({shown!r}); expected a report"
        return refusal(Refusal.TOO_SHORT, reason)
    return None
