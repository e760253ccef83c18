"""`judge`: what a person decides about accounts and incidents, kept beside what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from tallystick.cli.values import value_words
from tallystick.cli.words import cell, common_options, console, gazetteer_option, new_table, plain, say, say_json
from tallystick.corrections import CORRECTABLE
from tallystick.judging import State
from tallystick.records.encoding import jsonable
from tallystick.records.judgement import Judgement
from tallystick.records.vocabulary import Ruling
from tallystick.review import Desk, Reason, Taken, judgement_log, judgements_on, judging_desk, log_document
from tallystick.settings import DEFAULTS
from tallystick.store.store import Store, open_store

_Command = TypeVar("_Command", bound=Callable[..., object])
_LARGEST_LOG = 1 << 28  # bytes of a log that is loaded


@click.group(
    epilog="""\b
Examples:
  tallystick judge same inc-3f2a inc-91c0 --why "one strike, two spellings of the village"
  tallystick judge correct acc-77ab killed "at least 12" --why "the figure is of the whole week"
  tallystick judge undo 2 --why "the second source was of another day"
  tallystick judge log
"""
)
def judge() -> None:
    """What a person decides: which accounts tell one occurrence, and what a field's value is.

    A judgement holds the words it is about, not ids: it stands after a rebuild and with another reader. Nothing
    that was read is changed, and `undo` brings back what stood before.
    """


def _judging(command: _Command) -> _Command:
    """Give a command the options of all that judge."""
    for option in (
        gazetteer_option,
        click.option("--by", metavar="NAME", help="Who judges; it stays in the store and its log."),
        click.option("--why", required=True, metavar="TEXT", help="The reason, in your words."),
    ):
        command = option(command)
    return command


def _pair(name: str, ruling: Ruling, about: str, example: str) -> None:
    @judge.command(name=name, help=about, epilog=f"\b\nExamples:\n  {example}\n")
    @click.argument("a", metavar="A")
    @click.argument("b", metavar="B")
    @_judging
    @common_options
    def command(
        a: str, b: str, why: str, by: str | None, gazetteer_data: Path | None, store: Path, as_json: bool
    ) -> None:
        reason = Reason(why=why, by=by)
        _take(store, gazetteer_data, as_json, lambda desk: desk.pair(ruling, a, b, reason=reason))


_pair(
    "same",
    Ruling.SAME,
    "A and B tell one occurrence. Each is an account, or an incident, which stands for its strongest account.",
    'tallystick judge same acc-91c0 inc-3f2a --why "the same market, told by two outlets"',
)
_pair(
    "different",
    Ruling.DIFFERENT,
    "A and B tell two occurrences: nothing puts them together, not even through other accounts.",
    'tallystick judge different acc-91c0 acc-77ab --why "two strikes of one evening"',
)
_pair(
    "unsure",
    Ruling.UNSURE,
    "Nobody can tell whether A and B are one. It changes nothing, but an earlier judgement on them holds no longer.",
    'tallystick judge unsure acc-91c0 acc-77ab --why "neither names the day"',
)


@judge.command(
    epilog="""\b
Examples:
  tallystick judge merge inc-3f2a inc-91c0 inc-77ab --why "three names of one camp"
"""
)
@click.argument("incidents", metavar="INCIDENT INCIDENT...", nargs=-1, required=True)
@_judging
@common_options
def merge(
    incidents: tuple[str, ...],
    why: str,
    by: str | None,
    gazetteer_data: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """These incidents are one, with all their accounts."""
    reason = Reason(why=why, by=by)
    _take(store, gazetteer_data, as_json, lambda desk: desk.merge(incidents, reason=reason))


@judge.command(
    epilog="""\b
Examples:
  tallystick judge split inc-3f2a acc-91c0 acc-77ab --why "they tell of the second strike"
"""
)
@click.argument("incident", metavar="INCIDENT")
@click.argument("accounts", metavar="ACCOUNT...", nargs=-1, required=True)
@_judging
@common_options
def split(
    incident: str,
    accounts: tuple[str, ...],
    why: str,
    by: str | None,
    gazetteer_data: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """These accounts of an incident tell another occurrence than the rest of it."""
    reason = Reason(why=why, by=by)
    _take(store, gazetteer_data, as_json, lambda desk: desk.split(incident, accounts, reason=reason))


@judge.command(
    epilog="""\b
Examples:
  tallystick judge correct acc-91c0 killed "12 civilians" --why "the text counts the wounded apart"
  tallystick judge correct inc-3f2a place "Tripoli, North Lebanon, LB" --why "the Lebanese one"
  tallystick judge correct inc-3f2a time 2019-07-08 --why "Monday was the 8th"
""",
    help="FIELD of an account has VALUE; of an incident, in all its accounts that claim it.\n\n"
    f"FIELD is one of {', '.join(field.value for field in CORRECTABLE)}. The claims as read stay in the store.",
)
@click.argument("given", metavar="ACCOUNT_OR_INCIDENT")
@click.argument("field")
@click.argument("value")
@_judging
@common_options
def correct(
    given: str,
    field: str,
    value: str,
    why: str,
    by: str | None,
    gazetteer_data: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """Correct a field."""
    reason = Reason(why=why, by=by)
    _take(store, gazetteer_data, as_json, lambda desk: desk.correct(given, field, value, reason=reason))


@judge.command(
    epilog="""\b
Examples:
  tallystick judge undo 3 --why "misread the map"
"""
)
@click.argument("number", type=click.IntRange(1))
@_judging
@common_options
def undo(number: int, why: str, by: str | None, gazetteer_data: Path | None, store: Path, as_json: bool) -> None:
    """Take judgement NUMBER back, and have again what stood without it."""
    reason = Reason(why=why, by=by)
    _take(store, gazetteer_data, as_json, lambda desk: desk.undo(number, reason=reason))


@judge.command(
    epilog="""\b
Examples:
  tallystick judge log --store sahel.db
  tallystick judge log --json > judgements.json
"""
)
@common_options
def log(store: Path, as_json: bool) -> None:
    """All judgements, and whether each stands, was undone or overridden, or waits because its words are not found."""
    with open_store(store) as opened:
        found = judgement_log(opened)
    if as_json:
        say_json(log_document(found))
        return
    if not found:
        say("nothing was judged; `tallystick judge --help` tells how")
        return
    table = new_table(
        ("", {"justify": "right", "no_wrap": True}),
        ("day", {"no_wrap": True}),
        ("judged", {"no_wrap": True}),
        ("of what", {"ratio": 3, "overflow": "fold"}),
        ("why", {"ratio": 3, "overflow": "fold"}),
        ("by", {"overflow": "fold", "max_width": 12}),
        ("state", {"ratio": 3, "overflow": "fold"}),
    )
    for judgement, state in found:
        words = (judgement.number, judgement.made[:10], judgement.verdict.value, judged_words(judgement))
        table.add_row(*map(cell, (*words, judgement.why, judgement.by, state.words)))
    console().print(table)


@judge.command(
    epilog="""\b
Examples:
  tallystick judge load judgements.json --store rebuilt.db
"""
)
@click.argument("file", type=click.File("rb"))
@gazetteer_option
@common_options
def load(file: BinaryIO, gazetteer_data: Path | None, store: Path, as_json: bool) -> None:
    """Take the judgements that `judge log --json` wrote, into a store built anew or with another reader.

    Those that are here already are passed over; one whose words are not found waits until they are.
    """
    given = file.read(_LARGEST_LOG)
    _take(store, gazetteer_data, as_json, lambda desk: desk.load(given))


def judged_words(judgement: Judgement) -> str:
    """What a judgement is about, in a few words."""
    if judgement.verdict is Ruling.UNDONE:
        return f"judgement {judgement.undone}"
    if judgement.field is not None:
        return f"{judgement.field.value} = {value_words(judgement.value)}: {_quoted(judgement)}"
    return _quoted(judgement)


def _judgement_line(judgement: Judgement, state: State) -> str:
    """A judgement in one line, for what it is about."""
    by = f" ({judgement.by})" if judgement.by else ""
    value = f" {judgement.field.value} = {value_words(judgement.value)}" if judgement.field is not None else ""
    return f"judgement {judgement.number}, {judgement.verdict.value}{value}: {judgement.why}{by}; {state.words}"


def judgement_lines(store: Store, accounts: Iterable[str]) -> list[str]:
    """The judgements on these accounts, one a line."""
    return [_judgement_line(judgement, state) for judgement, state in judgements_on(store, accounts)]


def _quoted(judgement: Judgement) -> str:
    def side(words: list[str]) -> str:
        shown = [f"“{word if len(word) <= 60 else word[:59] + '…'}”" for word in words[:2]]
        return ", ".join(shown) + (f" and {len(words) - 2} more" if len(words) > 2 else "")

    sides = (judgement.left, judgement.right)
    quoted = ([" ".join(f"{m.before}{m.words}{m.after}".split()) for m in marks] for marks in sides)
    return " | ".join(side(words) for words in quoted if words)


def _take(store: Path, gazetteer_data: Path | None, as_json: bool, judged: Callable[[Desk], Taken]) -> None:
    with judging_desk(store, settings=replace(DEFAULTS, gazetteer_data=gazetteer_data)) as desk:
        taken = judged(desk)
    if as_json:
        say_json(_document(taken))
        return
    if not taken.judgements:
        say(f"nothing new: all {taken.known:,} judgements are here already")
    for judgement in taken.judgements:
        state = taken.states[judgement.number]
        say(f"judgement {judgement.number}: {judgement.verdict.value}, {judged_words(judgement)}; {state.words}")
    if taken.judgements and taken.known:
        say(f"{taken.known:,} more were here already")
    for notice in taken.notices:
        say(notice, style="bold")
    if taken.incidents:
        say(f"now in {', '.join(map(plain, taken.incidents))}")


def _document(taken: Taken) -> dict[str, Any]:
    return {
        "judgements": [
            {
                **jsonable(judgement),
                "state": str(taken.states[judgement.number].holding),
                "state_because": taken.states[judgement.number].because,
            }
            for judgement in taken.judgements
        ],
        "known": taken.known,
        "incidents": list(taken.incidents),
        "notices": list(taken.notices),
    }
