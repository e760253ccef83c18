"""Which place a given event verb happened at, from the place claims of the account that stands at the verb.

The account is the one whose anchor overlaps the verb; else, where an act is marked at the verb, the one with the
nearest anchor among those whose evidence holds it. Its places are right where a place claim overlaps a gold
location. An item without gold location is right where we say no place, also where the verb is not marked at all:
"with a place" leaves those items out. Items re-checked by people stand apart from the rest, which is sampled.
Spans are taken from the token numbers: the characters of some 1,100 locations are not those of their words.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.public.figures import Outcome, Row, Tally, row_of
from evaluation.public.texts import SEED, Text, read_as_is
from tallystick.pipeline import Tools
from tallystick.records.account import Account
from tallystick.records.vocabulary import ClaimField, Modality

FOLDER = "where"
RECHECKED = "RELABEL"
SAMPLE = 3_000  # of the rest: under a minute

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text with its verb and the gold locations."""

    text: str
    verb: Span
    places: tuple[Span, ...]
    rechecked: bool


def items_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items with exactly one verb."""
    items = []
    for row in rows:
        by_label: dict[str, list[Span]] = {"VERB": [], "LOCATION": []}
        for span in row.get("spans") or ():
            by_label[span["label"]].append(_characters(span, row["tokens"]))
        if len(by_label["VERB"]) == 1:
            items.append(
                Item(
                    text=row["text"],
                    verb=by_label["VERB"][0],
                    places=tuple(by_label["LOCATION"]),
                    rechecked=row.get("source") == RECHECKED,
                )
            )
    return tuple(items)


def _characters(span: Mapping[str, Any], tokens: Sequence[Mapping[str, Any]]) -> Span:
    first, last = span["token_start"], span["token_end"]
    if last >= len(tokens):
        return span["start"], span["end"]
    return tokens[first]["start"], tokens[last]["end"]


def told_places(text: Text, verb: Span) -> tuple[Span, ...] | None:
    """The spans of the places told of the occurrence at the verb; None where nothing is told there."""
    account = _account_at(text, verb)
    if account is None:
        return None
    return tuple(
        (claim.start, claim.end)
        for claim in account.claims
        if claim.field is ClaimField.PLACE and claim.value is not None and claim.modality is not Modality.DENIED
    )


def _account_at(text: Text, verb: Span) -> Account | None:
    accounts = text.told.accounts
    for account in accounts:
        if _touch((account.anchor.start, account.anchor.end), verb):
            return account
    if not any(_touch((act.start, act.end), verb) for act in text.reading.acts):
        return None
    near = [a for a in accounts if any(quote.start <= verb[0] < quote.end for quote in a.evidence)]
    return min(near, key=lambda account: abs(account.anchor.start - verb[0]), default=None)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def is_right(gold: Sequence[Span], said: Sequence[Span] | None) -> bool:
    """One of ours is one of the gold's, or neither has any."""
    if not gold:
        return not said
    return any(_touch(g, s) for g in gold for s in said or ())


def score_items(items: Iterable[Item], *, label: str, tools: Tools) -> list[Row]:
    """The rows of these items."""
    right = total = marked = 0
    placed = Tally()
    for item in items:
        said = told_places(read_as_is(item.text, item.text, tools=tools), item.verb)
        ok = is_right(item.places, said)
        total += 1
        right += ok
        marked += said is not None
        placed.add(right=ok and bool(item.places), said=bool(said), gold=bool(item.places))
    share = (total or 1) ** -1
    return [
        Row(benchmark=FOLDER, measure=f"{label}, accuracy", figure=right * share, items=total),
        Row(benchmark=FOLDER, measure=f"{label}, share of verbs told", figure=marked * share, items=total),
        row_of(FOLDER, f"{label}, with a place", placed),
    ]


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of re-checked items and of the rest."""
    items = items_of(json.loads((folder / "labeled_text.jsonl").read_text(encoding="utf-8")))
    rest = [item for item in items if not item.rechecked]
    notes = []
    if len(rest) > SAMPLE:
        notes.append(f"where: {SAMPLE} of {len(rest)} items that were not re-checked, sampled with seed {SEED}.")
        rest = random.Random(SEED).sample(rest, SAMPLE)
    rows = score_items((item for item in items if item.rechecked), label="re-checked", tools=tools)
    return Outcome(rows=rows + score_items(rest, label="rest", tools=tools), notes=notes)
