"""One run: what is found is told, stored in batches, and weighed. A run that was ended can be taken up again."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from tallystick import __version__
from tallystick.errors import RunError
from tallystick.intake import find_new, find_refused, raw_record
from tallystick.judging import any_stands
from tallystick.knowledge.gazetteer import AddedIndex, load_gazetteer
from tallystick.knowledge.gazetteer_added import find_added, gazetteer_folder
from tallystick.pipeline import STAGES, load_tools, weigh_all
from tallystick.progress import Course, Progress
from tallystick.records.incident import Incident
from tallystick.records.judgement import Judgement
from tallystick.records.vocabulary import ReportStatus, Scope
from tallystick.scratch import Scratch
from tallystick.settings import DEFAULTS, READERS, SCOPES, ReaderChoice, Settings
from tallystick.stages.read.raw import RawItem
from tallystick.store.additions import Addition, add_reports, begin_run, end_run, needs_weighing
from tallystick.store.files import locked_for_build
from tallystick.store.judgements import (
    add_judgements,
    last_number,
    put_corrections,
    put_moves,
    read_judgements,
    read_moves,
)
from tallystick.store.store import Store, open_store
from tallystick.store.weighings import (
    StoreShelf,
    note_weighed,
    put_homes,
    put_incidents,
    put_verdicts,
    retired_ids,
    stand_reports,
    standing_homes,
)
from tallystick.workers import Outcome, load_chosen, tell_here, tell_in_workers

Told = Generator[tuple[RawItem, Outcome], None, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a run did. Found = again (in the store already) + kept + set aside + refused, unless interrupted.

    `again_kept` and `again_refused` say what had become of those in the store already. `counted`, `uncounted` and
    `gaps` are of a second count of the inputs (see `Progress`).
    """

    run: int | None
    found: int
    again: int
    again_kept: int
    again_refused: int
    kept: int
    set_aside: int
    refused: int
    refused_because: str
    unread: int
    unread_because: str
    incidents: int
    counted: int
    uncounted: int
    gaps: tuple[str, ...]
    interrupted: bool
    seconds: float


class _StopAskedError(Exception):
    """Asked to stop while weighing; the transaction is taken back."""


def build(
    paths: Sequence[str | Path],
    *,
    store: str | Path,
    workers: int | None = None,
    fields: Mapping[str, str] | None = None,
    scope: str = "conflict",
    limit: int | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    settings: Settings = DEFAULTS,
) -> BuildResult:
    """Read everything under these paths into the store and weigh it anew.

    What is in the store already is passed over, so a second run changes nothing and a run that was ended
    goes on where it was.

    Args:
        paths: files and folders; "-" is standard input.
        store: the store's file, made where there is none.
        workers: worker processes, by default one a processor core; 1 reads in this process, where no limit
            on time or memory holds.
        fields: our names to the file's own ("title": "headline"), for tables and JSON with other names.
        scope: "conflict" (political violence and its neighbours) or "violence" (any).
        limit: how many reports to take up that are not in the store yet.
        dry_run: read and count, and write nothing.
        on_progress: called a few times a second.
        should_stop: asked between reports; once true, what was read is stored and the run ends.

    Raises:
        StoreError: the store cannot be opened or written, or another process builds on it.
        RunError: a setting is wrong.
    """
    if scope not in SCOPES:
        raise RunError(f"TLY-2001 unknown scope {scope!r}; expected one of {', '.join(SCOPES)}")
    if settings.reader.name not in READERS:
        raise RunError(f"TLY-2005 unknown reader {settings.reader.name!r}; expected one of {', '.join(READERS)}")
    added = find_added(settings.gazetteer_data or gazetteer_folder())
    tools = load_chosen(settings.reader, added)
    count = (os.cpu_count() or 1) if workers is None else workers
    if count < 1:
        raise RunError(f"TLY-2002 workers is {count}; expected 1 or more")
    given = [str(path) for path in paths]
    course = Course(settings, on_progress, should_stop)
    began = time.monotonic()
    if dry_run:
        known = open_store(store) if Path(store).exists() else None
        try:
            items = find_new(given, fields=fields, store=known, limit=limit, course=course)
            for _item, outcome in _told(items, count, settings, scope, added):
                _count(course, outcome)
        finally:
            if known is not None:
                known.close()
        return _result(course, None, began)
    with (
        open_store(store, create=True, busy_s=settings.busy_s) as opened,
        locked_for_build(opened.path, wait_s=settings.wait_for_store_s),
    ):
        _check_scope(opened, scope)
        _check_reader(opened, settings.reader.name)
        number = _begin(opened, scope, given, reader=settings.reader.name, gazetteer=tools.gazetteer.digest)
        items = find_new(given, fields=fields, store=opened, limit=limit, course=course)
        _store_told(opened, number, _told(items, count, settings, scope, added), course)
        _weigh(opened, number, scope, course, added, workers=count)
        _end(opened, number, course)
        return _result(course, number, began)


def retry(
    *,
    store: str | Path,
    code: str | None = None,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    settings: Settings = DEFAULTS,
) -> BuildResult:
    """Read the refused reports of a store anew, those of one reason where `code` is given, and weigh again."""
    count = (os.cpu_count() or 1) if workers is None else workers
    course = Course(settings, on_progress, should_stop)
    began = time.monotonic()
    with (
        open_store(store, busy_s=settings.busy_s) as opened,
        locked_for_build(opened.path, wait_s=settings.wait_for_store_s),
    ):
        scope = next((str(run["scope"]) for run in opened.runs()), SCOPES[0])
        reader = next((str(run["reader"]) for run in opened.runs()), READERS[0])
        if reader != "llm":  # what a server was asked may not be asked again unasked: the learned reader retries
            settings = replace(settings, reader=ReaderChoice(name=reader))
        added = find_added(settings.gazetteer_data or gazetteer_folder())
        digest = load_gazetteer(added=added).digest
        number = _begin(opened, scope, ["retry", code or ""], reader=reader, gazetteer=digest)
        told = _told(find_refused(opened, opened.refused(code=code), course=course), count, settings, scope, added)
        _store_told(opened, number, told, course, again=True)
        _weigh(opened, number, scope, course, added, workers=count)
        _end(opened, number, course)
        return _result(course, number, began)


def _begin(store: Store, scope: str, given: Sequence[str], *, reader: str, gazetteer: str) -> int:
    return begin_run(
        store,
        started=now(),
        version=__version__,
        scope=scope,
        reader=reader,
        gazetteer=gazetteer,
        given=given,
        host=platform.node(),
        process=os.getpid(),
    )


def _end(store: Store, number: int, course: Course) -> None:
    progress = course.progress
    counts = {name: getattr(progress, name) for name in ("found", "again", "kept", "set_aside", "refused")}
    counted = None if progress.uncounted else progress.counted
    state = "interrupted" if course.stopped else "done"
    end_run(store, number, state=state, ended=now(), counts=counts, counted=counted, gaps=progress.gaps)


def _result(course: Course, number: int | None, began: float) -> BuildResult:
    course.show(now=True)
    progress = course.progress
    told = {field.name: getattr(progress, field.name) for field in fields_of(Progress)}
    del told["doing"], told["share"], told["waiting"]
    return BuildResult(run=number, interrupted=course.stopped, seconds=time.monotonic() - began, **told)


def _told(items: Iterable[RawItem], workers: int, settings: Settings, scope: str, added: AddedIndex | None) -> Told:
    if workers == 1:
        return tell_here(items, settings=settings, scope=Scope(scope), added=added)
    return tell_in_workers(items, workers=workers, settings=settings, scope=Scope(scope), added=added)


def _check_scope(store: Store, scope: str) -> None:
    """A store is told under one scope: what is in it already was read so."""
    before = next((str(run["scope"]) for run in store.runs()), scope)
    if before != scope:
        raise RunError(
            f"TLY-2003 the store was built with --scope {before}, now asked for {scope}; "
            "build into another store, or leave the scope as it was"
        )


def _check_reader(store: Store, reader: str) -> None:
    """A store is told by one reader, so that what changes between two builds is the reports."""
    before = next((str(run["reader"]) for run in store.runs()), reader)
    if before != reader:
        raise RunError(
            f"TLY-2004 the store was built with --reader {before}, now asked for {reader}; "
            f"build into another store, or give --reader {before}"
        )


def _store_told(store: Store, number: int, told: Told, course: Course, *, again: bool = False) -> None:
    batch: list[Addition] = []
    written = time.monotonic()
    with closing(told):
        for item, outcome in told:
            addition = Addition(
                raw=raw_record(item), report=outcome.report, accounts=outcome.accounts, private=outcome.private
            )
            batch.append(addition)
            _count(course, outcome)
            if len(batch) >= course.settings.batch_reports or time.monotonic() - written > course.settings.batch_s:
                add_reports(store, batch, run=number, again=again)
                course.in_flight -= {addition.raw.id for addition in batch}
                batch, written = [], time.monotonic()
    add_reports(store, batch, run=number, again=again)


def _count(course: Course, outcome: Outcome) -> None:
    progress = course.progress
    name = outcome.report.status.value
    setattr(progress, name, getattr(progress, name) + 1)
    if outcome.report.status is ReportStatus.REFUSED:
        progress.refused_because = progress.refused_because or outcome.report.because or ""
    unread = next((w for w in outcome.report.warnings if w.startswith("unread: ")), None)
    if unread is not None:
        progress.unread += 1
        progress.unread_because = progress.unread_because or unread.split(": ", 2)[2]
    course.show()


def _weigh(store: Store, number: int, scope: str, course: Course, added: AddedIndex | None, *, workers: int) -> None:
    """Link and weigh all current records, and replace what the last weighing left, in one transaction."""
    if course.stop_asked():
        return
    course.progress.doing, course.progress.share = "weighing", 1.0
    course.show(now=True)
    with store.reading() as connection:
        by = _weighed_by(connection, scope, added)
    if not needs_weighing(store, by=by):
        course.progress.incidents = store.counts().incidents
        return
    try:
        with store.writing() as connection:
            _weigh_in(connection, number, scope, course, added, workers=workers)
    except _StopAskedError:
        return


def _weigh_in(
    connection: Connection,
    number: int,
    scope: str,
    course: Course,
    added: AddedIndex | None,
    *,
    workers: int = 1,
) -> None:
    """Weigh all current records within a transaction."""
    with Scratch.on_disk() as scratch:
        stand_reports(connection)
        standing, moved = standing_homes(connection), read_moves(connection)
        judgements = read_judgements(connection)
        weighed = weigh_all(
            StoreShelf(connection),
            standing=standing,
            tools=load_tools("grammar", added),
            moved=moved,
            judgements=judgements,
            retired=retired_ids(connection),
            scratch=scratch,
            workers=workers,
        )
        unmoved = standing | moved if any_stands(judgements) else {}
        del standing, moved
        put_verdicts(connection, ((id_, v.lineage, v.copy_of) for id_, v in weighed.verdicts.items()))
        put_homes(connection, weighed.homes, weighed.merged, run=number)
        put_moves(connection, unmoved=unmoved)
        put_corrections(connection, weighed.corrected)
        made = _watched(weighed.incidents, course)
        put_incidents(connection, made, batch=course.settings.incidents_batch)
        note_weighed(connection, by=_weighed_by(connection, scope, added))


def _weighed_by(connection: Connection, scope: str, added: AddedIndex | None) -> str:
    """What a weighing depends on beside the reports: versions, scope, added places, judgements."""
    by = f"{__version__} {scope} " + " ".join(f"{stage.name}@{stage.version}" for stage in STAGES)
    if added is not None:
        by += f" gazetteer@{added.digest[:16]}"
    judged = last_number(connection)
    return f"{by} judgements@{judged}" if judged else by


def weigh_judged(store: Store, made: Sequence[Judgement], *, settings: Settings = DEFAULTS) -> None:
    """Add judgements to a store whose build lock is held, and weigh it with them; both or neither is kept."""
    added = find_added(settings.gazetteer_data or gazetteer_folder())
    runs = store.runs()
    scope = next((str(run["scope"]) for run in runs), SCOPES[0])
    number = int(runs[0]["id"]) if runs else 0
    with store.writing() as connection:
        add_judgements(connection, made)
        _weigh_in(connection, number, scope, Course(settings, None, None), added)


def _watched(incidents: Iterable[Incident], course: Course) -> Iterator[Incident]:
    for incident in incidents:
        if course.stop_asked():
            raise _StopAskedError
        course.progress.incidents += 1
        course.show()
        yield incident


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
