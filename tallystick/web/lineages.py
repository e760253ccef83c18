"""Lineages: the reports of an incident by the text they share, with the words that two of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tallystick.stages.weigh.passages import shared_passages

SHOWN_COPIES = 20  # copies of one text that show their sentences; the others are listed
SHADED_QUOTES = 12  # sentences of a report that are compared

Span = tuple[int, int, int]
Told = list[Any]  # standing, modality and sentences of one account


def fold_lineages(
    told: Mapping[int, Sequence[Told]], *, lineage: Callable[[int], str], report: Callable[[int], Mapping[str, Any]]
) -> list[list[list[Any]]]:
    """The texts of an incident, most printed first; of each its reports, the one that copies nothing first.

    `told` gives the accounts of each report by its number. A report is `[number, accounts]`; a copy has
    `[number of the report it is compared with, spans here, spans there]` besides. A span is the number of a
    sentence among all that the report shows, then half-open character offsets in it.
    """
    groups: dict[str, list[int]] = {}
    for number in sorted(told):
        groups.setdefault(lineage(number), []).append(number)
    ordered = []
    for numbers in groups.values():
        numbers.sort(key=lambda n: (bool(report(n).get("copy_of")), str(report(n).get("published") or "9"), n))
        by_id = {str(report(n)["id"]): n for n in numbers}
        entries: list[list[Any]] = []
        for place, number in enumerate(numbers):
            accounts = list(told[number])
            if place == 0:
                entries.append([number, accounts])
            elif place > SHOWN_COPIES:
                entries.append([number, [[standing, modality, []] for standing, modality, _ in accounts]])
            else:
                copied = report(number).get("copy_of") or {}
                other = by_id.get(str(copied.get("report")), numbers[0])
                here, there = shade_quotes(_quotes(accounts), _quotes(told[other]))
                entries.append([number, accounts, [other, here, there]])
        ordered.append(entries)
    return sorted(ordered, key=lambda entries: (-len(entries), entries[0][0]))


def shade_quotes(here: Sequence[str], there: Sequence[str]) -> tuple[list[Span], list[Span]]:
    """Where the quotations of the one side stand in those of the other, on both sides, in order, none twice."""
    mine: list[Span] = []
    theirs: list[Span] = []
    for i, quote in enumerate(here[:SHADED_QUOTES]):
        for j, other in enumerate(there[:SHADED_QUOTES]):
            for passage in shared_passages(quote, other):
                mine.append((i, passage.start, passage.end))
                theirs.append((j, passage.other_start, passage.other_end))
    return _joined(mine), _joined(theirs)


def _quotes(accounts: Sequence[Told]) -> list[str]:
    return [quote for _, _, quotes in accounts for quote in quotes]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch put together."""
    joined: list[Span] = []
    for quote, start, end in sorted(spans):
        if joined and joined[-1][0] == quote and start <= joined[-1][2]:
            joined[-1] = (quote, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((quote, start, end))
    return joined
