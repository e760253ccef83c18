"""`build` and `retry`: what adds to a store."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

import click
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from tallystick.cli.words import Exit, common_options, console, counted, gazetteer_option, plain, say, say_json
from tallystick.knowledge.fieldmap import SYNONYMS
from tallystick.progress import Progress
from tallystick.run import BuildResult
from tallystick.run import build as build_store
from tallystick.run import retry as retry_store
from tallystick.settings import DEFAULTS, READERS, SCOPES, ReaderChoice

_WAIT = click.option(
    "--wait",
    type=click.FloatRange(0),
    default=DEFAULTS.wait_for_store_s,
    show_default=True,
    help="Seconds to wait for another process that builds on the store.",
)
_PLAIN_S = 5.0  # seconds between two lines of progress where there is no terminal


@click.command(
    epilog="""\b
Examples:
  tallystick build reports/ --store sahel.db
  tallystick build feed.xml pages.zip --store sahel.db --workers 4
  tallystick build table.csv --map title=headline,text=body
  curl -s https://example.org/feed.xml | tallystick build -
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--workers", type=click.IntRange(1), help="Worker processes; one a processor core unless given.")
@click.option(
    "--map", "mapping", metavar="OURS=THEIRS,...", help="Names of fields in tables and JSON, as title=headline."
)
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default=SCOPES[0],
    show_default=True,
    help="conflict: political violence and its neighbours. violence: any killing or injuring by people, crime too.",
)
@click.option(
    "--reader",
    type=click.Choice(READERS),
    default=READERS[0],
    show_default=True,
    help="Who reads beside the grammars: the learned reader, nobody, or a language model: "
    "the text of every report then goes to --llm-url.",
)
@click.option("--llm-url", metavar="URL", help="OpenAI-compatible server, as http://127.0.0.1:8080/v1.")
@click.option("--llm-model", metavar="NAME", help="The model to ask the server for.")
@click.option(
    "--llm-timeout",
    type=click.FloatRange(0, min_open=True),
    default=DEFAULTS.reader.llm_timeout_s,
    show_default=True,
    help="Seconds the server may take for one report.",
)
@click.option("--llm-key-env", metavar="VAR", help="Environment variable that holds the server's key.")
@gazetteer_option
@click.option("--limit", type=click.IntRange(1), help="Take up so many new reports at most.")
@click.option("--dry-run", is_flag=True, help="Read and count; write nothing.")
@_WAIT
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@common_options
def build(
    paths: tuple[str, ...],
    workers: int | None,
    mapping: str | None,
    scope: str,
    reader: str,
    llm_url: str | None,
    llm_model: str | None,
    llm_timeout: float,
    llm_key_env: str | None,
    gazetteer_data: Path | None,
    limit: int | None,
    dry_run: bool,
    wait: float,
    quiet: bool,
    store: Path,
    as_json: bool,
) -> None:
    """Read reports into the store and weigh them into incidents.

    PATH is a file or folder of text, web pages, feeds, JSON, JSON Lines, CSV, zip or gzip; "-" is standard
    input. What is in the store already is passed over, so the same command can be given again at any time,
    and goes on where it was stopped.
    """
    fields = _fields(mapping)
    if llm_url and reader != "llm":
        raise click.BadParameter("it is for --reader llm alone", param_hint="--llm-url")
    choice = ReaderChoice(
        name=reader, llm_url=llm_url, llm_model=llm_model, llm_timeout_s=llm_timeout, llm_key_env=llm_key_env
    )
    with _Shown(quiet=quiet or as_json) as shown, _stops() as stops:
        result = build_store(
            paths,
            store=store,
            workers=workers,
            fields=fields,
            scope=scope,
            limit=limit,
            dry_run=dry_run,
            on_progress=shown,
            should_stop=stops,
            settings=replace(DEFAULTS, wait_for_store_s=wait, reader=choice, gazetteer_data=gazetteer_data),
        )
    _finish(result, store, as_json=as_json, quiet=quiet, dry_run=dry_run)


@click.command(
    epilog="""\b
Examples:
  tallystick retry --failed --store sahel.db
  tallystick retry --failed --reason TLY-1901
"""
)
@click.option("--failed", is_flag=True, required=True, help="Read the refused reports anew.")
@click.option("--reason", metavar="CODE", help="Only those refused for this reason, as `status` shows it.")
@click.option("--workers", type=click.IntRange(1), help="Worker processes; one a processor core unless given.")
@gazetteer_option
@_WAIT
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@common_options
def retry(
    failed: bool,
    reason: str | None,
    workers: int | None,
    gazetteer_data: Path | None,
    wait: float,
    quiet: bool,
    store: Path,
    as_json: bool,
) -> None:
    """Read reports that were refused once more, from what the store kept of them."""
    with _Shown(quiet=quiet or as_json) as shown, _stops() as stops:
        settings = replace(DEFAULTS, wait_for_store_s=wait, gazetteer_data=gazetteer_data)
        result = retry_store(
            store=store, code=reason, workers=workers, on_progress=shown, should_stop=stops, settings=settings
        )
    if not result.found:
        _say_result(result, store, as_json=as_json, quiet=quiet, dry_run=False)
        sys.exit(Exit.OK)
    _finish(result, store, as_json=as_json, quiet=quiet, dry_run=False)


def _fields(mapping: str | None) -> dict[str, str] | None:
    if not mapping:
        return None
    fields = {}
    for pair in mapping.split(","):
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip() or ours.strip() not in SYNONYMS:
            raise click.BadParameter(
                f"{pair!r}; expected OURS=THEIRS, where OURS is one of {', '.join(sorted(SYNONYMS))}",
                param_hint="--map",
            )
        fields[ours.strip()] = theirs.strip()
    return fields


def _finish(result: BuildResult, store: Path, *, as_json: bool, quiet: bool, dry_run: bool) -> None:
    _say_result(result, store, as_json=as_json, quiet=quiet, dry_run=dry_run)
    sys.exit(_exit_of(result))


def _exit_of(result: BuildResult) -> Exit:
    if result.interrupted:
        return Exit.INTERRUPTED
    if not result.kept + result.again_kept:
        return Exit.NOTHING_USABLE
    return Exit.FAILURES if result.refused + result.again_refused else Exit.OK


def _say_result(result: BuildResult, store: Path, *, as_json: bool, quiet: bool, dry_run: bool) -> None:
    if as_json:
        say_json({**asdict(result), "seconds": round(result.seconds, 1), "store": str(store), "dry_run": dry_run})
        return
    if quiet:
        return
    rate = (result.found - result.again) / result.seconds if result.seconds else 0.0
    say(
        f"found {counted(result.found, 'report')}: {result.kept:,} kept, {result.set_aside:,} set aside, "
        f"{result.refused:,} refused, {result.again:,} in the store already"
    )
    if result.refused_because:
        say(f"refused{', the first' * (result.refused > 1)}: {result.refused_because}")
    if not result.found:
        say("no file of these paths holds a report")
    if result.unread:
        unread = counted(result.unread, "report")
        say(f"the reader left something unread in {unread}; in the first: {result.unread_because}")
    for gap in result.gaps:
        say(f"a second count differs: {gap}", style="bold")
    if dry_run:
        say("nothing was written")
        return
    new = f", {rate_words(rate)} of new reports" if result.found > result.again else ""
    say(f"{counted(result.incidents, 'incident')} in {plain(store)} ({result.seconds:.1f} s{new})")
    if result.interrupted:
        say("interrupted: what was read is stored; give the same command again to go on")
    elif result.refused + result.again_refused:
        say(f"next: `tallystick status --store {plain(store)}` shows why reports were refused")


class _Shown:
    """Progress as a bar on a terminal, as lines elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._began = self._line_at = time.monotonic()
        self._done = 0.0
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            left = TextColumn("{task.fields[left]}")
            self._bar = Bar(TextColumn("{task.description}"), BarColumn(), left, console=console(errors=True))
            self._task = self._bar.add_task("reading", total=1.0, left="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        if self._quiet:
            return
        words, now = self._words(progress), time.monotonic()
        self._done = max(self._done, share_done(progress))
        left = "" if progress.doing == "weighing" else left_words(self._done, now - self._began)
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, description=words, left=left)
            return
        if now - self._line_at >= _PLAIN_S:
            self._line_at = now
            click.echo("; ".join(filter(None, (words, left))), err=True)

    def _words(self, progress: Progress) -> str:
        if progress.doing == "weighing":
            return f"weighing: {counted(progress.incidents, 'incident')}"
        done = progress.kept + progress.set_aside + progress.refused
        rate = done / max(0.001, time.monotonic() - self._began)
        return f"{done:,} read, {progress.refused:,} refused, {rate_words(rate)}"


def share_done(progress: Progress) -> float:
    """How much of a run's reading is done (0-1): reports that are found and wait to be told are not."""
    if progress.doing == "weighing":
        return 1.0
    done = progress.kept + progress.set_aside + progress.refused + progress.again
    known = progress.found + progress.waiting
    return progress.share * min(1.0, done / known) if known else 0.0


def left_words(done: float, spent_s: float) -> str:
    """About how long it takes yet, once something is done."""
    if not done:
        return "time left not known yet"
    seconds = round(spent_s * (1 - done) / done)
    return f"{done:.0%}, about {seconds // 60}:{seconds % 60:02} left"


def rate_words(reports_a_s: float) -> str:
    """Reports a second, with a decimal where they are few."""
    return f"{reports_a_s:.0f}/s" if reports_a_s >= 10 else f"{reports_a_s:.1f}/s"


@contextmanager
def _stops() -> Iterator[Any]:
    """Whether to stop: true after the first Ctrl-C or SIGTERM; the second ends the command at once."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        click.echo("stopping: storing what was read (once more ends it at once)", err=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
