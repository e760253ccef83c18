"""A benchmark's text through the whole path: read, cleaned, marked, resolved, told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tallystick.pipeline import Told, Tools, mark_report, tell_report
from tallystick.records.identity import report_id
from tallystick.records.mention import Reading
from tallystick.records.report import Report
from tallystick.records.vocabulary import Scope
from tallystick.stages.clean.report import clean_report
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.stages.read.reports import read_report

SEED = 20_26  # of every sample


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text of a benchmark as a clean report; told and marked when asked for."""

    report: Report
    tools: Tools
    scope: Scope = Scope.VIOLENCE

    @cached_property
    def told(self) -> Told:
        """Its accounts."""
        return tell_report(self.report, tools=self.tools, scope=self.scope)

    @cached_property
    def reading(self) -> Reading:
        """Its mentions."""
        return mark_report(self.report, tools=self.tools)


def read_whole(name: str, text: str, *, tools: Tools, published: str | None = None) -> Text:
    """The text as the product reads a file: wraps undone, furniture out. Offsets are the report's, not the text's."""
    given = {"text": text, "language": "en"} | ({"published": published} if published else {})
    item = RawItem(path=name, address=name, kind=Kind.JSON_LINES, content=text.encode(), given=given)
    return Text(report=clean_report(read_report(item)), tools=tools)


def read_as_is(name: str, text: str, *, tools: Tools, title: str | None = None, published: str | None = None) -> Text:
    """The text with its own offsets: cleaned only where cleaning leaves every character in place."""
    report = Report(
        id=report_id(name, text.encode()), path=name, title=title, language="en", text=text, published=published
    )
    cleaned = clean_report(report)
    return Text(report=cleaned if cleaned.text == text else report, tools=tools)
