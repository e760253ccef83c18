"""What the commands say: words safe for a terminal, tables, JSON, and the end of a command."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tallystick.errors import ReviewError, StoreError, TallystickError

DEFAULT_STORE = "tallystick.db"
_PIPE_COLUMNS = 160
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_Command = TypeVar("_Command", bound=Callable[..., object])


class Exit(IntEnum):
    """How a command ends."""

    OK = 0
    USAGE = 2
    FAILURES = 3
    NOTHING_USABLE = 4
    STORE = 5
    INTERRUPTED = 6
    KILLED = 130


def plain(words: object) -> str:
    """The words without what could steer a terminal: control characters, escapes, changes of direction."""
    return _UNSAFE.sub("�", str(words))


def say(words: object = "", *, style: str | None = None) -> None:
    """Print words as they are."""
    console().print(Text(plain(words)), style=style, soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2,000 reports"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def say_json(value: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=True, sort_keys=True, indent=2, allow_nan=False))


def console(*, errors: bool = False) -> Console:
    """The terminal, or a wide page where there is none."""
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _PIPE_COLUMNS
    return Console(stderr=errors, width=width, highlight=False, markup=False, emoji=False)


NUMBER: Mapping[str, Any] = {"justify": "right", "no_wrap": True}
WORD: Mapping[str, Any] = {"no_wrap": True}


def new_table(*columns: tuple[str, Mapping[str, Any]]) -> Table:
    """A light table; each column is its heading and how it is laid out (`NUMBER`, `WORD`, or else)."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for heading, layout in columns:
        table.add_column(heading, **layout)
    return table


def cell(words: object) -> Text:
    """A table's cell."""
    return Text("" if words is None else " ".join(plain(words).split()))


def store_option(command: _Command) -> _Command:
    """Give a command `--store`."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        envvar="TALLYSTICK_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        help="The store's file; also $TALLYSTICK_STORE.",
    )(command)


def gazetteer_option(command: _Command) -> _Command:
    """Give a command `--gazetteer-data`."""
    return click.option(
        "--gazetteer-data",
        type=click.Path(path_type=Path),
        envvar="TALLYSTICK_GAZETTEER",
        metavar="FOLDER",
        help="Where places that you add are kept; also $TALLYSTICK_GAZETTEER, else your data folder.",
    )(command)


def common_options(command: _Command) -> _Command:
    """Give a command `--store`, `--json` and `--debug`, and put its errors in words."""
    return store_option(answer_options(command))


def answer_options(command: _Command) -> _Command:
    """Give a command `--json` and `--debug`, and put its errors in words."""

    @wraps(command)
    def guarded(*args: object, as_json: bool, debug: bool, **rest: object) -> object:
        try:
            return command(*args, as_json=as_json, **rest)
        except TallystickError as error:
            if debug:
                raise
            _say_error(error, as_json=as_json)
            sys.exit(_exit_of(error))
        except (click.Abort, KeyboardInterrupt):
            click.echo("ended at once: what was stored stays; give the same command again to go on", err=True)
            sys.exit(Exit.KILLED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(Exit.OK)

    with_debug = click.option("--debug", is_flag=True, help="Show a traceback where something fails.")(guarded)
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(with_debug)  # type: ignore[return-value]


def _say_error(error: TallystickError, *, as_json: bool) -> None:
    first, *rest = str(error).split("\n")
    found = re.match(r"(TLY-\d{4})\s+", first)
    code = found[1] if found else error.code
    if as_json:
        notes = dict(line.strip().split(": ", 1) for line in rest if ": " in line)
        words = first[found.end() :] if found else first
        say_json({"error": {"code": code, "words": plain(words), **{k: plain(v) for k, v in notes.items()}}})
        return
    click.echo(plain(first if found else f"{code} {first}"), err=True)
    for line in rest:
        click.echo(plain(line), err=True)


def _exit_of(error: TallystickError) -> Exit:
    if isinstance(error, StoreError) or str(error).startswith("TLY-23"):
        return Exit.STORE
    given_wrongly = isinstance(error, ReviewError) or str(error).startswith(("TLY-20", "TLY-25", "TLY-2602"))
    return Exit.USAGE if given_wrongly else Exit.STORE
