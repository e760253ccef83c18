"""`status`, `incidents` and `show`: what a store holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.table import Table

from tallystick.cli.judging import judgement_lines
from tallystick.cli.quoting import outlet_of, told_line
from tallystick.cli.values import claim_source, range_words, value_words
from tallystick.cli.words import NUMBER, WORD, cell, common_options, console, counted, new_table, say, say_json
from tallystick.export.columns import toll_range
from tallystick.judging import Holding
from tallystick.records.account import Account, Claim
from tallystick.records.encoding import jsonable
from tallystick.records.incident import Incident
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField, Modality
from tallystick.review import find_record, judgement_log
from tallystick.store.store import Store, open_store

_ID = 12  # characters of an id beside a claim, which tell it from others
_UNKNOWN = "not known"
_TWO_DAYS = re.compile(
    r"(?P<month>(?P<year>[0-9X]{4})-[0-9]{2})-[0-9]{2}/(?P<other_month>(?P<other_year>[0-9X]{4})-[0-9]{2})-[0-9]{2}"
)


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
        examples = [opened.report(reason.example) for reason in reasons]
        judged = Counter(state.holding for _, state in judgement_log(opened))
    if as_json:
        say_json(
            {
                **asdict(counts),
                "whole": counts.whole,
                "judgements": {holding.value: judged[holding] for holding in Holding},
                "reasons": [reason._asdict() for reason in reasons],
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
        f"{counted(counts.accounts, 'account')}, {counted(counts.incidents, 'incident')}, "
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
        table = new_table(
            ("reports", NUMBER), ("status", WORD), ("reason", {"ratio": 3}), ("for example", {"ratio": 2})
        )
        for reason, example in zip(reasons, examples, strict=True):
            status_, shown = reason.status.replace("_", " "), _example(reason.example, example)
            table.add_row(cell(f"{reason.reports:,}"), cell(status_), cell(reason.reason), cell(shown))
        say()
        console().print(table)
        say()
        say("`tallystick explain ID` says more of a report, and what to do")
    if runs:
        last = runs[0]
        say()
        say(f"last run {last['id']}: {last['state']}, begun {last['started']}, ended {last['ended'] or '-'}")
        if last["counted"] is not None:
            say(f"found {counted(last['found'], 'report')}; a second count of the inputs gives {last['counted']:,}")
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
    """The incidents, by day: where, what, how many killed, on how many voices; ! marks a contradiction.

    Of the killed it shows the lowest and the highest current figure; "18+" is at least 18, "-" that nobody says.
    """
    with open_store(store) as opened:
        rows = opened.listing(limit=limit)
        total = opened.counts().incidents
        found = [(row, json.loads(row.json)) for row in rows]
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
                    for row, incident in found
                    for low, high in [toll_range(incident, ClaimField.KILLED)]
                ],
            }
        )
        return
    if not found:
        say("no incidents: no report in the store tells one; `tallystick status` says what became of the reports")
        return
    table = new_table(
        ("date", {"no_wrap": True, "min_width": 10}),
        ("place", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("type", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("killed", NUMBER),
        ("voices", NUMBER),
        ("grade", WORD),
        ("", WORD),
        ("id", WORD),
    )
    table.expand = True
    length = _telling_length([row.id for row, _ in found])
    for row, incident in found:
        place = ", ".join(part for part in (row.place, row.country) if part) or _UNKNOWN
        mark = "!" if row.contradictions else ""
        columns = (_days(incident["time"]), place, row.event_type, _killed(incident), row.voices, row.grade, mark)
        table.add_row(*map(cell, (*columns, row.id[:length])))
    console().print(table)
    if total > len(found):
        say(f"{len(found):,} of {total:,} incidents shown")


def _days(moment: Mapping[str, Any] | None) -> str:
    """A time's EDTF; of two days the second without what it shares with the first."""
    if moment is None:
        return _UNKNOWN
    edtf = str(moment["edtf"])
    days = _TWO_DAYS.fullmatch(edtf)
    if days is None:
        return edtf
    shared = days["month"] if days["month"] == days["other_month"] else days["year"]
    return edtf if shared != days["month"] and days["year"] != days["other_year"] else edtf.replace(f"/{shared}-", "/")


def _killed(incident: dict[str, Any]) -> str:
    """The range of the killed, else the words that stand for one ("dozens"); a dash where nobody says."""
    words = (
        position["value"]["vague"]
        for tally in incident["tallies"].get(ClaimField.KILLED.value, ())
        for position in tally["positions"]
    )
    return range_words(*toll_range(incident, ClaimField.KILLED)) or next(filter(None, words), "-")


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


def _example(id_: str, report: Report | None) -> str:
    where = (report.path or report.url) if report is not None else None
    return f"{id_[:_ID]}  {where}" if where else id_[:_ID]


def _telling_length(ids: Sequence[str]) -> int:
    """How much of an id tells these apart; at least eight digits."""
    length = len("inc-") + 8
    while len({id_[:length] for id_ in ids}) < len(ids):
        length += 2
    return length


def _show_incident(incident: Incident, store: Store) -> None:
    say(f"{incident.id}  {incident.event_type.value}", style="bold")
    say(f"when: {value_words(incident.time) or _UNKNOWN}   where: {value_words(incident.place) or _UNKNOWN}")
    for word, actors in (("by", incident.perpetrators), ("against", incident.targets)):
        if actors:
            say(f"{word}: {'; '.join(actor.actor.name for actor in actors)}")
    voices, reports = counted(incident.voices, "voice"), counted(len(incident.reports), "report")
    say(f"grade: {incident.grade.value}, {voices} in {reports}")
    for contradiction in incident.contradictions:
        say(f"! {contradiction.field.value}: {contradiction.because}", style="bold")
    told = [account for account in map(store.account, incident.accounts) if account is not None]
    outlets = {account.report: outlet_of(store.report(account.report), account.report) for account in told}
    judged = bool(incident.judged)
    table = _claims_table(judged=judged)
    rows = [(account.id, row) for account in told for row in _claim_rows(account, outlets[account.report])]
    for field in ClaimField:
        name = field.value
        for id_, row in rows:
            if row.field is field:
                table.add_row(*map(cell, (name, *row.cells(judged=judged), id_[:_ID])))
                name = ""
    say()
    console().print(table)
    say()
    for account in told:
        say(told_line(account, store))
    _say_lines(judgement_lines(store, incident.accounts))


def _show_account(account: Account, store: Store) -> None:
    outlet = outlet_of(store.report(account.report), account.report)
    say(f"{account.id}  {account.event_type.value}, {account.modality.value}, {account.standing.value}", style="bold")
    say(f"told by {outlet} in {account.report}; incident {account.incident or 'none'}")
    for quote in account.evidence:
        say(f"“{' '.join(quote.text.split())}”")
    judged = bool(account.judged)
    table = _claims_table(judged=judged)
    for row in _claim_rows(account, outlet):
        table.add_row(*map(cell, (row.field.value, *row.cells(judged=judged), row.claim[:_ID])))
    say()
    console().print(table)
    _say_lines(judgement_lines(store, [account.id]))


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
        ("field", WORD),
        ("source", {"ratio": 2}),
        ("words", {"ratio": 3}),
        ("read as", {"ratio": 3}),
        *corrected,
        ("id", WORD),
    )


def _value(claim: Claim) -> str:
    words = value_words(claim.value) or (f"{_UNKNOWN}: {claim.because}" if claim.because else _UNKNOWN)
    words += f" ({claim.because})" if claim.value is not None and claim.because else ""
    return words if claim.modality is Modality.ASSERTED else f"{words} ({claim.modality.value})"
