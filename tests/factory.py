"""Short reports with everything a reader needs, so that a test states only what it is about."""

from __future__ import annotations

from functools import cache

from tallystick.pipeline import Told, Tools, load_tools, tell_report
from tallystick.records.account import Account, ClaimValue
from tallystick.records.draft import Draft, DraftArgument
from tallystick.records.identity import report_id
from tallystick.records.report import Report
from tallystick.records.vocabulary import (
    ClaimField,
    Clarity,
    EventType,
    Modality,
    ReportStatus,
    Scope,
    Standing,
)
from tallystick.stages.clean.report import clean_report


@cache
def the_tools() -> Tools:
    """The grammars alone: what they read is what unit tests of theirs state."""
    return load_tools("grammar")


def a_report(body: str, *, title: str | None = None, published: str | None = "2021-03-15") -> Report:
    """A clean report of an invented outlet."""
    text = f"{title}\n\n{body}" if title else body
    return clean_report(
        Report(
            id=report_id("karun-valley-post", text.encode()),
            path="karun-valley-post.txt",
            outlet="Karun Valley Post",
            title=title,
            published=published,
            language="en",
            text=text,
            status=ReportStatus.KEPT,
        )
    )


def a_draft(text: str, *words: tuple[str, str], kind: str | None = None) -> Draft:
    """A draft of an attack with these (field, words of the text) as its arguments."""
    arguments = tuple(
        DraftArgument(field=ClaimField(field), start=text.index(w), end=text.index(w) + len(w), score=0.9, kind=kind)
        for field, w in words
    )
    return Draft(
        acts=((0, 1),),
        event_type=EventType.ATTACK,
        modality=Modality.ASSERTED,
        standing=Standing.MAIN,
        clarity=Clarity.INDIVIDUAL,
        score=0.9,
        type_score=0.9,
        arguments=arguments,
    )


def tell(
    body: str, *, title: str | None = None, published: str | None = "2021-03-15", scope: Scope = Scope.CONFLICT
) -> tuple[Account, ...]:
    """The accounts of such a report."""
    return told(a_report(body, title=title, published=published), scope=scope).accounts


def told(report: Report, *, scope: Scope = Scope.CONFLICT) -> Told:
    """A report as read."""
    return tell_report(report, tools=the_tools(), scope=scope)


def values(account: Account, field: str) -> list[ClaimValue]:
    """The values an account claims in a field, known ones only."""
    return [c.value for c in account.claims if c.field == field and c.value is not None]
