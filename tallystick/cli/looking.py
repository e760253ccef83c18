"""`status`, `incidents`, `show` and `explain`: what a store holds, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.table import Table

from tallystick.cli.judging import judgement_line
from tallystick.cli.values import claim_source, count_words, value_words
from tallystick.cli.waterfall import waterfall_lines
from tallystick.cli.words import cell, common_options, console, new_table, plain, say, say_json
from tallystick.export.columns import toll_range
from tallystick.judging import Holding
from tallystick.records.account import Account, Claim
from tallystick.records.encoding import jsonable
from tallystick.records.incident import Incident, Link
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField, Modality, ReportStatus, Standing
from tallystick.review import find_record, judgement_log, judgements_on
from tallystick.store.store import Store, open_store

_NUMBER = {"justify": "right", "no_wrap": True}
_WORD = {"no_wrap": True}


@click.command(
    epilog="""\b
Examples:
  tallystick status --store sahel.db
  tallystick status --json
"""
)
@common_options
def status(store: Path, as_json: bool) -> None:
    """What became of everything that was seen, and why reports were set aside or refused."""
    with open_store(store) as opened:
        counts, reasons, runs = opened.counts(), opened.reasons(), opened.runs()
        judged = Counter(state.holding for _, state in judgement_log(opened))
    if as_json:
        named = [{"status": status_, "reason": reason, "reports": number} for status_, reason, number in reasons]
        say_json(
            {
                **asdict(counts),
                "whole": counts.whole,
                "judgements": {holding.value: judged[holding] for holding in Holding},
                "reasons": named,
                "runs": [{**run, "gaps": json.loads(run["gaps"] or "[]")} for run in runs],
            }
        )
        return
    say(
        f"seen {counts.seen:,} = kept {counts.kept:,} + set aside {counts.set_aside:,} + refused {counts.refused:,}"
        + (f"   (counted apart: {counts.items:,}, which agrees)" if counts.whole else "")
    )
    if not counts.whole:
        say(f"counted apart: {counts.items:,}, which does not agree; run `tallystick doctor`", style="bold")
    if counts.replaced:
        say(f"{counts.replaced:,} kept reports were replaced by a later version; their claims are history")
    say(
        f"{counts.accounts:,} accounts, {counts.incidents:,} incidents, "
        f"{counts.contradictions:,} of them with contradictions"
    )
    if judged:
        say(f"{judged.total():,} judgements: {', '.join(f'{judged[h]:,} {h.value}' for h in Holding if judged[h])}")
    if judged[Holding.WAITS]:
        say(
            "some wait: `tallystick judge log` says for what; judge anew what is to hold for today's text", style="bold"
        )
    if counts.unweighed:
        say("reports came in that are not weighed yet: give the last `tallystick build` again", style="bold")
    if reasons:
        table = new_table(("reports", _NUMBER), ("status", _WORD), ("reason", {}))
        for status_, reason, number in reasons:
            table.add_row(cell(f"{number:,}"), cell(status_.replace("_", " ")), cell(reason))
        say()
        console().print(table)
    if runs:
        last = runs[0]
        say()
        say(f"last run {last['id']}: {last['state']}, begun {last['started']}, ended {last['ended'] or '-'}")
        if last["counted"] is not None:
            say(f"found {last['found']:,} reports; a second count of the inputs gives {last['counted']:,}")
        for gap in json.loads(last["gaps"] or "[]"):
            say(f"the two counts differ: {gap}", style="bold")
        read_with = {run["gazetteer"] for run in runs if run["kept"] + run["set_aside"]}
        if len(read_with) > 1:
            say(
                f"the reports were read with {len(read_with)} gazetteers; build into another store to read all of them "
                "with the present one"
            )


@click.command(
    epilog="""\b
Examples:
  tallystick incidents --store sahel.db
  tallystick incidents --limit 20 --json
"""
)
@click.option("--limit", type=click.IntRange(1), help="Show so many at most.")
@common_options
def incidents(limit: int | None, store: Path, as_json: bool) -> None:
    """The incidents, by day: where, what, how many killed, on how many voices; ! marks a contradiction."""
    with open_store(store) as opened:
        rows = opened.listing(limit=limit)
        total = opened.counts().incidents
        found = [(row, toll_range(json.loads(row.json), ClaimField.KILLED)) for row in rows]
    if as_json:
        say_json(
            {
                "incidents_total": total,
                "truncated": total > len(found),
                "incidents": [
                    {
                        **{name: value for name, value in row._mapping.items() if name != "json"},
                        "killed_low": low,
                        "killed_high": high,
                    }
                    for row, (low, high) in found
                ],
            }
        )
        return
    table = new_table(
        ("date", {"no_wrap": True, "min_width": 10}),
        ("place", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("type", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("killed", _NUMBER),
        ("voices", _NUMBER),
        ("grade", _WORD),
        ("", _WORD),
        ("id", _WORD),
    )
    table.expand = True
    length = _telling_length([row.id for row, _ in found])
    for row, (low, high) in found:
        place = ", ".join(part for part in (row.place, row.country) if part)
        mark = "!" if row.contradictions else ""
        killed = count_words(low, high)
        columns = (row.earliest, place, row.event_type, killed, row.voices, row.grade, mark, row.id[:length])
        table.add_row(*map(cell, columns))
    console().print(table)
    if total > len(found):
        say(f"{len(found):,} of {total:,} incidents shown")


@click.command(
    epilog="""\b
Examples:
  tallystick show inc-3f2a --store sahel.db
  tallystick show acc-91c0de --json
"""
)
@click.argument("id_", metavar="ID")
@common_options
def show(id_: str, store: Path, as_json: bool) -> None:
    """One incident, account or report; for an incident, who claims what, in their words.

    The beginning of an id is enough where no other begins so.
    """
    with open_store(store) as opened:
        record = find_record(opened, id_)
        if as_json:
            say_json(jsonable(record))
        elif isinstance(record, Incident):
            _show_incident(record, opened)
        elif isinstance(record, Account):
            _show_account(record, opened)
        else:
            _show_report(record)


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
            lines = [*_why_incident(record, opened, drawn=not as_json), *_judged_lines(opened, record.accounts)]
        elif isinstance(record, Account):
            lines = [*_why_account(record, opened, drawn=not as_json), *_judged_lines(opened, [record.id])]
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


def _telling_length(ids: Sequence[str]) -> int:
    """How much of an id tells these apart; at least eight digits."""
    length = len("inc-") + 8
    while len({id_[:length] for id_ in ids}) < len(ids):
        length += 2
    return length


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _show_incident(incident: Incident, store: Store) -> None:
    say(f"{incident.id}  {incident.event_type.value}", style="bold")
    say(f"when: {value_words(incident.time) or 'not known'}   where: {value_words(incident.place) or 'not known'}")
    for word, actors in (("by", incident.perpetrators), ("against", incident.targets)):
        if actors:
            say(f"{word}: {'; '.join(actor.actor.name for actor in actors)}")
    voices, reports = _counted(incident.voices, "voice"), _counted(len(incident.reports), "report")
    say(f"grade: {incident.grade.value}, {voices} in {reports}")
    for contradiction in incident.contradictions:
        say(f"! {contradiction.field.value}: {contradiction.because}", style="bold")
    told = [account for account in map(store.account, incident.accounts) if account is not None]
    outlets = {account.report: _outlet(store, account.report) for account in told}
    judged = bool(incident.judged)
    table = _claims_table(judged=judged)
    rows = [(account.id, row) for account in told for row in _claim_rows(account, outlets[account.report])]
    for field in ClaimField:
        name = field.value
        for id_, row in rows:
            if row.field is field:
                table.add_row(*map(cell, (name, *row.cells(judged=judged), id_)))
                name = ""
    say()
    console().print(table)
    say()
    for account in told:
        say(f"{account.id}  {outlets[account.report]}: {account.anchor.text}")
    _say_lines(_judged_lines(store, incident.accounts))


def _show_account(account: Account, store: Store) -> None:
    outlet = _outlet(store, account.report)
    say(f"{account.id}  {account.event_type.value}, {account.modality.value}, {account.standing.value}", style="bold")
    say(f"told by {outlet} in {account.report}; incident {account.incident or 'none'}")
    for quote in account.evidence:
        say(f"“{' '.join(quote.text.split())}”")
    judged = bool(account.judged)
    table = _claims_table(judged=judged)
    for row in _claim_rows(account, outlet):
        table.add_row(*map(cell, (row.field.value, *row.cells(judged=judged), row.claim)))
    say()
    console().print(table)
    _say_lines(_judged_lines(store, [account.id]))


def _judged_lines(store: Store, accounts: Iterable[str]) -> list[str]:
    """The judgements on these accounts, one a line."""
    return [judgement_line(judgement, state) for judgement, state in judgements_on(store, accounts)]


def _say_lines(lines: Sequence[str]) -> None:
    for line in lines:
        say(line)


def _show_report(report: Report) -> None:
    say(f"{report.id}  {report.title or '(no title)'}", style="bold")
    say(f"{report.outlet or 'outlet not known'}, {report.published or 'date not known'}; {report.url or report.path}")
    say(f"{report.status.value.replace('_', ' ')}{': ' + report.because if report.because else ''}")
    for warning in report.warnings:
        say(f"mended: {warning}")
    if report.text:
        say()
        say(report.text)


class _ClaimRow(NamedTuple):
    """A claim in the table of an account or incident, or what a person added to them."""

    field: ClaimField
    source: str
    words: str
    read_as: str
    corrected: str
    claim: str

    def cells(self, *, judged: bool) -> tuple[str, ...]:
        """What stands between field and id; the corrected value only where anything is `judged`."""
        return (self.source, self.words, self.read_as, *((self.corrected,) if judged else ()))


def _claim_rows(account: Account, outlet: str) -> Iterator[_ClaimRow]:
    """The claims as read, each with its correction beside it; then corrections of no claim that was read."""
    corrections = {item.claim: f"{value_words(item.value)} (judgement {item.judgement})" for item in account.judged}
    for claim in account.claims:
        corrected = corrections.get(claim.id, "")
        yield _ClaimRow(claim.field, claim_source(claim, outlet), claim.surface, _value(claim), corrected, claim.id)
    read = {claim.id for claim in account.claims}
    for item in account.judged:
        if item.claim not in read:
            before = value_words(item.value_before) or "nothing"
            yield _ClaimRow(item.field, "", "", before, corrections[item.claim], item.claim or "")


def _claims_table(*, judged: bool) -> Table:
    corrected: tuple[tuple[str, Mapping[str, Any]], ...] = (("corrected", {"ratio": 3}),) if judged else ()
    return new_table(
        ("field", _WORD),
        ("source", {"ratio": 2}),
        ("words", {"ratio": 3}),
        ("read as", {"ratio": 3}),
        *corrected,
        ("id", {"max_width": 12}),
    )


def _value(claim: Claim) -> str:
    words = value_words(claim.value) or (f"not known: {claim.because}" if claim.because else "not known")
    words += f" ({claim.because})" if claim.value is not None and claim.because else ""
    return words if claim.modality is Modality.ASSERTED else f"{words} ({claim.modality.value})"


def _outlet(store: Store, report: str) -> str:
    found = store.report(report)
    return (found.outlet or found.path or report) if found is not None else report


def _why_incident(incident: Incident, store: Store, *, drawn: bool) -> list[str]:
    lines = [f"{incident.id}: {len(incident.accounts)} accounts in {len(incident.reports)} reports"]
    if not incident.links:
        lines.append("one account alone: no other was found to tell the same occurrence")
    for link in incident.links:
        lines += _link_lines(f"{link.accounts[0]} and {link.accounts[1]}", link, drawn=drawn)
    lines += [f"! {item.field.value}: {item.because}" for item in incident.contradictions]
    return lines


def _link_lines(who: str, link: Link, *, drawn: bool) -> list[str]:
    """A link's accounts and score, then a bar for each part; the reason alone where a person judged or in JSON."""
    if not (drawn and link.parts):
        return [f"{who}, {link.score:.2f}: {link.because}"]
    return [f"{who}, {link.score:.2f}", *waterfall_lines(link.parts, width=console().width)]


def _why_account(account: Account, store: Store, *, drawn: bool) -> list[str]:
    if account.incident is not None:
        incident = store.incident(account.incident)
        lines = [f"{account.id} belongs to {account.incident}"]
        links = incident.links if incident is not None else ()
        for link in links:
            if account.id in link.accounts:
                other = next(other for other in link.accounts if other != account.id)
                lines += _link_lines(f"with {other}", link, drawn=drawn)
        return lines
    reason = "no incident that a report tells as its news fits it"
    if (store.verdict(account.report) or {}).get("replaced_by"):
        reason = "its report was replaced by a later version, so it is history"
    elif account.modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        reason = f"it is {account.modality.value}, not told as having happened"
    elif account.standing is Standing.AGGREGATE:
        reason = "it sums over occurrences that the report does not itself tell"
    return [f"{account.id} belongs to no incident: {reason}"]


def _why_report(report: Report, store: Store) -> list[str]:
    lines = [f"{report.id}: {report.status.value.replace('_', ' ')}"]
    if report.because:
        lines.append(plain(report.because))
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
    accounts = store.accounts_of(report.id) if report.status is ReportStatus.KEPT else ()
    lines.append(f"{len(accounts)} accounts")
    lines += [f"{account.id} {account.event_type.value}: {account.incident or 'no incident'}" for account in accounts]
    lines += [f"refused in run {run}: {because}" for run, because in store.refusals_of(report.id)]
    return lines
