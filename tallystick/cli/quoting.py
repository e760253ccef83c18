"""An account in a line: who tells it, when that was published, and its sentence."""

from __future__ import annotations

from tallystick.records.account import Account
from tallystick.records.report import Report
from tallystick.store.store import Store

_SHOWN = 200  # characters of a sentence


def told_line(account: Account, store: Store) -> str:
    """`id  outlet, day: “the sentence of the act”`."""
    report = store.report(account.report)
    day = (report.published if report is not None else None) or "date not known"
    return f"{account.id}  {outlet_of(report, account.report)}, {day}: “{_sentence(account)}”"


def outlet_of(report: Report | None, id_: str) -> str:
    """The outlet of a report; its file, else its id, where that is not known."""
    return (report.outlet or report.path or id_) if report is not None else id_


def _sentence(account: Account) -> str:
    """The words of the evidence in which the act stands, else the act's own; a long one is cut around the act."""
    anchor = account.anchor
    inside = (quote for quote in account.evidence if quote.start <= anchor.start and anchor.end <= quote.end)
    quote = next(inside, anchor)
    words = " ".join(quote.text.split())
    if len(words) <= _SHOWN:
        return words
    before = len(" ".join(quote.text[: anchor.start - quote.start].split()))
    start = max(0, min(before - _SHOWN // 3, len(words) - _SHOWN))
    cut = words[start : start + _SHOWN]
    return f"{'…' * bool(start)}{cut}{'…' * (start + _SHOWN < len(words))}"
