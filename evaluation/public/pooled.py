"""Many reports of a benchmark together through the whole path: told one at a time, then linked and weighed as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.public.figures import Row
from evaluation.public.told_shelf import ToldShelf
from tallystick.pipeline import READERS, MemoryShelf, Told, Tools, weigh_all
from tallystick.records.account import Account
from tallystick.records.encoding import account_from_json, jsonable
from tallystick.records.report import Report
from tallystick.records.vocabulary import ReportStatus, Scope, Standing
from tallystick.settings import DEFAULTS, ReaderChoice
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.workers import Outcome, tell_in_workers, tell_safely

SCOPE = Scope.VIOLENCE
REPORT_LIMIT_S = 120.0  # seconds a report by the clock: a benchmark runs beside other work


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How a run is done: who reads, in how many processes, how many reports at most, where told reports are kept."""

    reader: str = READERS[0]
    workers: int = 1
    sample: int | None = None
    scratch: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Reports by their names in the benchmark with their accounts, and what link and weigh made of all of them.

    `homes` gives account id and incident id; `incidents` are as exported.
    """

    reports: Mapping[str, Report]
    accounts: Mapping[str, tuple[Account, ...]]
    homes: Mapping[str, str]
    incidents: Mapping[str, Mapping[str, Any]]

    def leading(self) -> dict[str, Account]:
        """The account that stands for each report (see `lead_account`), where one is in an incident."""
        led = {name: lead_account(accounts, self.homes) for name, accounts in self.accounts.items()}
        return {name: account for name, account in led.items() if account is not None}

    def groups(self) -> dict[str, str]:
        """The incident of each report: that of its leading account."""
        return {name: self.homes[account.id] for name, account in self.leading().items()}

    def coverage(self, benchmark: str) -> list[Row]:
        """How much of the reports is told at all."""
        reports = len(self.reports) or 1
        accounts = sum(map(len, self.accounts.values()))
        shares = {
            "accounts a report": accounts / reports,
            "share of reports with an account": sum(map(bool, self.accounts.values())) / reports,
            "share of reports with an incident": len(self.leading()) / reports,
        }
        items = len(self.reports)
        return [Row(benchmark=benchmark, measure=name, figure=value, items=items) for name, value in shares.items()]

    def refused(self) -> int:
        """How many reports were not read, or set aside."""
        return sum(report.status is not ReportStatus.KEPT for report in self.reports.values())


def lead_account(accounts: Iterable[Account], homes: Mapping[str, str]) -> Account | None:
    """Of the accounts in an incident: main before recalled, then the one with most claims, then the first."""
    placed = [account for account in accounts if account.id in homes]
    return min(placed, key=lambda a: (a.standing is not Standing.MAIN, -len(a.claims), a.anchor.start), default=None)


def item_of(name: str, *, text: str, title: str | None = None, published: str | None = None) -> RawItem:
    """A text of a benchmark as one line of a JSON Lines file; its name is its address."""
    fields = {"text": text, "title": title, "published": published, "language": "en"}
    given = {field: value for field, value in fields.items() if value}
    return RawItem(path=name, address=name, kind=Kind.JSON_LINES, content=text.encode(), given=given)


def pool_items(items: Sequence[RawItem], *, tools: Tools, effort: Effort) -> Pool:
    """All items told under `--scope violence`, then linked and weighed together.

    An item that cannot be read has a report that says so, and no accounts.
    """
    told = tell_items(items, tools=tools, effort=effort)
    kept = [one for one in told.values() if one.report.status is ReportStatus.KEPT]
    shelf = MemoryShelf.of((one.report for one in kept), (account for one in kept for account in one.accounts))
    weighed = weigh_all(shelf, standing={}, tools=tools)
    incidents = {incident.id: jsonable(incident) for incident in weighed.incidents}
    return Pool(
        reports={name: one.report for name, one in told.items()},
        accounts={name: one.accounts for name, one in told.items()},
        homes=dict(weighed.homes),
        incidents=incidents,
    )


def tell_items(items: Sequence[RawItem], *, tools: Tools, effort: Effort) -> dict[str, Told]:
    """Each item told, by its address; those kept from an earlier run are not read again."""
    shelf = ToldShelf(effort.scratch, reader=effort.reader, scope=SCOPE)
    told = {item.address: kept for item in items if (kept := shelf.find(item)) is not None}
    missing = [item for item in items if item.address not in told]
    for item, outcome in _tell(missing, tools=tools, effort=effort):
        accounts = tuple(account_from_json(row.json) for row in outcome.accounts)
        told[item.address] = Told(report=outcome.report, accounts=accounts)
        shelf.keep(item, told[item.address])
    return {item.address: told[item.address] for item in items}


def _tell(items: Sequence[RawItem], *, tools: Tools, effort: Effort) -> Iterator[tuple[RawItem, Outcome]]:
    if effort.workers == 1:
        for item in items:
            yield item, tell_safely(item, tools=tools, scope=SCOPE)
    elif items:
        settings = replace(DEFAULTS, reader=ReaderChoice(name=effort.reader), report_limit_s=REPORT_LIMIT_S)
        yield from tell_in_workers(iter(items), workers=effort.workers, settings=settings, scope=SCOPE)


def members_of(groups: Mapping[str, str]) -> dict[str, list[str]]:
    """The items of each group, in order of name."""
    members: dict[str, list[str]] = defaultdict(list)
    for item, group in sorted(groups.items()):
        members[group].append(item)
    return members
