"""`explain`: why accounts are one incident, why an account is in none, what became of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

import click

from tallystick.cli.judging import judgement_lines
from tallystick.cli.quoting import told_line
from tallystick.cli.values import value_words
from tallystick.cli.waterfall import waterfall_lines
from tallystick.cli.words import common_options, console, counted, plain, say, say_json
from tallystick.records.account import Account
from tallystick.records.incident import Incident, Link, LinkPart
from tallystick.records.report import Report
from tallystick.records.vocabulary import LinkField, Modality, ReportStatus, Standing
from tallystick.review import find_record
from tallystick.store.store import Store, open_store
from tallystick.web.reasons import strongest_links
from tallystick.web.wording import grade_in_words

_SURE = 0.99  # a score that rounds to 1 would promise more than a model can
_ODDS = ((0.95, "very likely"), (0.75, "likely"), (0.5, "more likely than not"))


@click.command(
    epilog="""\b
Examples:
  tallystick explain inc-3f2a --store sahel.db
  tallystick explain rep-77ab --json
"""
)
@click.argument("id_", metavar="ID")
@common_options
def explain(id_: str, store: Path, as_json: bool) -> None:
    """Why these accounts are one incident; why an account is in none; what became of a report and why."""
    with open_store(store) as opened:
        record = find_record(opened, id_)
        if isinstance(record, Incident):
            lines = [*_why_incident(record, opened, drawn=not as_json), *judgement_lines(opened, record.accounts)]
        elif isinstance(record, Account):
            lines = [*_why_account(record, opened, drawn=not as_json), *judgement_lines(opened, [record.id])]
        else:
            lines = _why_report(record, opened)
        moved = id_ if isinstance(record, Incident) and id_.startswith("inc-") and id_ not in record.id else None
    if moved:
        lines.insert(0, f"{moved} was joined with {record.id}")
    if as_json:
        say_json({"id": record.id, "because": lines})
        return
    for line in lines:
        say(line)


def _why_incident(incident: Incident, store: Store, *, drawn: bool) -> list[str]:
    told = [account for account in map(store.account, incident.accounts) if account is not None]
    number = {account.id: str(at) for at, account in enumerate(told, start=1)}
    where, when = (value_words(value) or "not known" for value in (incident.place, incident.time))
    lines = [f"{incident.id}  {incident.event_type.value}; where: {where}; when: {when}"]
    if len(told) == 1:
        lines.append("One account tells it, and no other was found to tell the same occurrence:")
    else:
        accounts, reports = counted(len(told), "account"), counted(len(incident.reports), "report")
        lines.append(f"{accounts} in {reports} are taken to tell one occurrence:")
    for account in told:
        line = f"{number[account.id]}  {told_line(account, store)}"
        lines += _wrapped(line, indent=2) if drawn else [line]
    if drawn:
        lines += _argument(incident.links, number)
    else:
        lines += [_link_words(link) for link in incident.links]
    if drawn and incident.contradictions:
        lines += ["", "Voices cannot all be right on this:"]
    lines += [f"! {item.field.value}: {item.because}" for item in incident.contradictions]
    grade = grade_in_words(incident.grade.value, incident.voices)
    return [*lines, *([""] if drawn else []), f"Graded {incident.grade.value}: {grade}."]


def _argument(links: Sequence[Link], number: Mapping[str, str]) -> Iterator[str]:
    """The strongest links that hold the accounts together, each as a sentence and as bars."""
    best, more = strongest_links([{"accounts": link.accounts, "score": link.score, "link": link} for link in links])
    for one in best:
        link: Link = one["link"]
        a, b = sorted((number[id_] for id_ in link.accounts), key=int)
        yield ""
        yield from _link_lines(f"{a} and {b}", link)
    if more:
        yield ""
        yield f"{counted(more, 'more link')} between these accounts; --json lists them"


def _link_lines(who: str, link: Link) -> list[str]:
    """How likely two accounts are one, what speaks for it and against it, then a bar for each part."""
    if not link.parts:
        return [f"{who} are one: {link.because}"]
    odds = next((words for least, words in _ODDS if link.score >= least), "may")
    score = f"{link.score:.2f}" if link.score < _SURE else f"over {_SURE}"
    said = f"{who} {odds} tell one occurrence (score {score})"
    parts = [part for part in link.parts if part.field is not LinkField.PRIOR and part.words]
    support, doubt = _listed(parts, above=True), _listed(parts, above=False)
    said += f": {support}." if support else "."
    said += f" Against it: {doubt}." if doubt else ""
    return [*_wrapped(said), *waterfall_lines(link.parts, width=console().width)]


def _wrapped(words: str, *, indent: int = 0) -> list[str]:
    """Lines as wide as the terminal, those after the first indented further."""
    hanging = " " * (indent + 3 * bool(indent))
    width = max(20, console().width)
    return wrap(plain(words), width=width, initial_indent=" " * indent, subsequent_indent=hanging)


def _listed(parts: Iterable[LinkPart], *, above: bool) -> str:
    return "; ".join(part.words for part in parts if (part.weight >= 0) is above)


def _link_words(link: Link) -> str:
    return f"{link.accounts[0]} and {link.accounts[1]}, {link.score:.2f}: {link.because}"


def _why_account(account: Account, store: Store, *, drawn: bool) -> list[str]:
    if account.incident is not None:
        incident = store.incident(account.incident)
        lines = [told_line(account, store), f"It belongs to {account.incident}."]
        links = [link for link in incident.links if account.id in link.accounts] if incident is not None else []
        if not links:
            lines.append("No other account was found to tell the same occurrence.")
        for link in links:
            other = next(other for other in link.accounts if other != account.id)
            if drawn:
                lines += ["", *_link_lines(f"It and {other}", link)]
            else:
                lines.append(_link_words(link))
        return lines
    reason = "no incident that a report tells as its news fits it"
    if (store.verdict(account.report) or {}).get("replaced_by"):
        reason = "its report was replaced by a later version, so it is history"
    elif account.modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        reason = f"it is {account.modality.value}, not told as having happened"
    elif account.standing is Standing.AGGREGATE:
        reason = "it sums over occurrences that the report does not itself tell"
    elif account.standing is Standing.BACKGROUND:
        reason = "it is recalled in passing, and no report here tells it as its news"
    return [told_line(account, store), f"It belongs to no incident: {reason}."]


def _why_report(report: Report, store: Store) -> list[str]:
    lines = [f"{report.id}  {report.path or report.url or '-'}", report.status.value.replace("_", " ")]
    if report.because:
        lines[-1] += f": {plain(report.because)}"
    lines += [f"mended while reading: {warning}" for warning in report.warnings]
    verdict = store.verdict(report.id)
    if verdict.get("replaced_by"):
        lines.append(f"replaced by {verdict['replaced_by']}, a later version; its claims are history")
    if report.replaces:
        lines.append(f"replaces {report.replaces}, an earlier version")
    if report.copy_of is not None:
        copy = report.copy_of
        kind = copy.kind.value.replace("_", " ")
        lines.append(f"depends on {copy.report}: {kind}, {copy.share:.0%} of its text stands there")
    elif report.lineage not in (None, report.id):
        lines.append(f"shares its text with the reports of lineage {report.lineage}")
    if report.status is ReportStatus.KEPT:
        accounts = store.accounts_of(report.id)
        lines.append(f"tells {counted(len(accounts), 'occurrence')}{':' * bool(accounts)}")
        lines += [f"  {a.id}  {a.event_type.value}, in {a.incident or 'no incident'}" for a in accounts]
    refusals = store.refusals_of(report.id)
    lines += [f"refused in run {run}: {because}" for run, because in refusals if because != report.because]
    return lines
