"""One run: what is found is told, stored in batches, and weighed. A run that was ended can be taken up again."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from tallystick import __version__
from tallystick.errors import RunError
from tallystick.inputs import Input, find_inputs, open_items
from tallystick.pipeline import STAGES, load_tools, weigh_all
from tallystick.records.identity import content_id
from tallystick.records.vocabulary import ReportStatus
from tallystick.settings import DEFAULTS, SCOPES, Settings
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.store.additions import (
    Addition,
    RawRecord,
    StoreShelf,
    add_reports,
    begin_run,
    end_run,
    known_items,
    load_raw,
    needs_weighing,
    note_weighed,
    put_homes,
    put_incidents,
    put_verdicts,
    stand_reports,
    standing_homes,
)
from tallystick.store.files import locked_for_build
from tallystick.store.store import Store, open_store
from tallystick.workers import Outcome, tell_here, tell_in_workers

_LOOK_UP = 100  # items looked up in the store at once


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a run is. `share` (0-1) is of the inputs, by files and how far the open one is read."""

    doing: str = "reading"
    share: float = 0.0
    found: int = 0
    again: int = 0
    again_refused: int = 0
    again_kept: int = 0
    kept: int = 0
    set_aside: int = 0
    refused: int = 0
    incidents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a run did. Found = again (in the store already) + kept + set aside + refused, unless interrupted.

    `again_kept` and `again_refused` say what had become of those in the store already.
    """

    run: int | None
    found: int
    again: int
    again_kept: int
    again_refused: int
    kept: int
    set_aside: int
    refused: int
    incidents: int
    interrupted: bool
    seconds: float


class _Stopped(Exception):
    """Asked to stop while weighing; the transaction is taken back."""


@dataclass(slots=True)
class _Run:
    """What one run holds while it lasts."""

    settings: Settings
    on_progress: Callable[[Progress], None] | None
    should_stop: Callable[[], bool] | None
    progress: Progress = field(default_factory=Progress)
    told_at: float = 0.0
    in_flight: set[str] = field(default_factory=set)  # items told and not stored yet
    stopped: bool = False

    def stop_asked(self) -> bool:
        if not self.stopped and self.should_stop is not None and self.should_stop():
            self.stopped = True
        return self.stopped

    def show(self, *, now: bool = False) -> None:
        if self.on_progress is None:
            return
        moment = time.monotonic()
        if now or moment - self.told_at >= self.settings.progress_s:
            self.told_at = moment
            self.on_progress(replace(self.progress))


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
    count = (os.cpu_count() or 1) if workers is None else workers
    if count < 1:
        raise RunError(f"TLY-2002 workers is {count}; expected 1 or more")
    given = [str(path) for path in paths]
    run = _Run(settings, on_progress, should_stop)
    began = time.monotonic()
    if dry_run:
        known = open_store(store) if Path(store).exists() else None
        try:
            for _item, outcome in _told(_new_items(given, fields, known, limit, run), count, settings):
                _count(run, outcome)
        finally:
            if known is not None:
                known.close()
        return _result(run, None, began)
    with (
        open_store(store, create=True, busy_s=settings.busy_s) as opened,
        locked_for_build(opened.path, wait_s=settings.wait_for_store_s),
    ):
        number = _begin(opened, scope, given)
        _store_told(opened, number, _told(_new_items(given, fields, opened, limit, run), count, settings), run)
        _weigh(opened, number, scope, run)
        _end(opened, number, run)
        return _result(run, number, began)


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
    run = _Run(settings, on_progress, should_stop)
    began = time.monotonic()
    with (
        open_store(store, busy_s=settings.busy_s) as opened,
        locked_for_build(opened.path, wait_s=settings.wait_for_store_s),
    ):
        number = _begin(opened, "conflict", ["retry", code or ""])
        told = _told(_refused_items(opened, opened.refused(code=code), run), count, settings)
        _store_told(opened, number, told, run, again=True)
        _weigh(opened, number, "conflict", run)
        _end(opened, number, run)
        return _result(run, number, began)


def _begin(store: Store, scope: str, given: Sequence[str]) -> int:
    return begin_run(
        store,
        started=_now(),
        version=__version__,
        scope=scope,
        given=given,
        host=socket.gethostname(),
        process=os.getpid(),
    )


def _end(store: Store, number: int, run: _Run) -> None:
    progress = run.progress
    counts = {name: getattr(progress, name) for name in ("found", "again", "kept", "set_aside", "refused")}
    end_run(store, number, state="interrupted" if run.stopped else "done", ended=_now(), counts=counts)


def _result(run: _Run, number: int | None, began: float) -> BuildResult:
    run.show(now=True)
    progress = run.progress
    names = ("found", "again", "again_kept", "again_refused", "kept", "set_aside", "refused", "incidents")
    counts = {name: getattr(progress, name) for name in names}
    return BuildResult(run=number, interrupted=run.stopped, seconds=time.monotonic() - began, **counts)


def _told(items: Iterable[RawItem], workers: int, settings: Settings) -> Iterator[tuple[RawItem, Outcome]]:
    return tell_here(items) if workers == 1 else tell_in_workers(items, workers=workers, settings=settings)


def _store_told(
    store: Store, number: int, told: Iterator[tuple[RawItem, Outcome]], run: _Run, *, again: bool = False
) -> None:
    batch: list[Addition] = []
    written = time.monotonic()
    with closing(told):  # type: ignore[type-var]
        for item, outcome in told:
            batch.append(_addition(item, outcome))
            _count(run, outcome)
            if len(batch) >= run.settings.batch_reports or time.monotonic() - written > run.settings.batch_s:
                add_reports(store, batch, run=number, again=again)
                run.in_flight -= {addition.raw.id for addition in batch}
                batch, written = [], time.monotonic()
    add_reports(store, batch, run=number, again=again)


def _count(run: _Run, outcome: Outcome) -> None:
    progress = run.progress
    name = outcome.report.status.value
    setattr(progress, name, getattr(progress, name) + 1)
    run.show()


def item_id(item: RawItem) -> str:
    """Id of an item as found: its address and its content."""
    return content_id("itm", item.address.encode("utf-8", "replace"), item.content, item.error or "")


def _addition(item: RawItem, outcome: Outcome) -> Addition:
    rest = {
        "given": dict(item.given),
        "date_order": item.date_order,
        "error": item.error,
        "warnings": list(item.warnings),
    }
    raw = RawRecord(
        id=item_id(item),
        path=item.path.encode("utf-8", "replace").decode(),
        address=item.address.encode("utf-8", "replace").decode(),
        kind=item.kind.value,
        content=item.content,
        rest=json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"),
    )
    return Addition(raw=raw, report=outcome.report, accounts=outcome.accounts, private=outcome.private)


def _item(raw: RawRecord) -> RawItem:
    rest: dict[str, Any] = json.loads(raw.rest.decode("utf-8", "surrogatepass"))
    return RawItem(
        path=raw.path,
        address=raw.address,
        kind=Kind(raw.kind),
        content=raw.content,
        given=rest["given"],
        date_order=rest["date_order"],
        error=rest["error"],
        warnings=tuple(rest["warnings"]),
    )


def _refused_items(store: Store, ids: Sequence[str], run: _Run) -> Iterator[RawItem]:
    for index, id_ in enumerate(ids):
        raw = load_raw(store, id_)
        if run.stop_asked():
            return
        run.progress.share = index / len(ids)
        if raw is not None:
            run.progress.found += 1
            yield _item(raw)


def _new_items(
    paths: Sequence[str], fields: Mapping[str, str] | None, store: Store | None, limit: int | None, run: _Run
) -> Iterator[RawItem]:
    """The items found that are not in the store; counts those that are."""
    progress = run.progress
    left = limit
    waiting: list[RawItem] = []

    def look_up() -> Iterator[RawItem]:
        ids = [item_id(item) for item in waiting]
        known = known_items(store, ids) if store is not None else {}
        for id_, item in zip(ids, waiting, strict=True):
            progress.found += 1
            if id_ in known or id_ in run.in_flight:
                progress.again += 1
                progress.again_kept += known.get(id_) == ReportStatus.KEPT
                progress.again_refused += known.get(id_) == ReportStatus.REFUSED
            else:
                run.in_flight.add(id_)
                yield item
        waiting.clear()

    for item in _all_items(paths, fields, run):
        waiting.append(item)
        if len(waiting) >= _LOOK_UP or len(item.content) > 1_000_000 or (left is not None and len(waiting) >= left):
            for new in look_up():
                if left is not None and left <= 0:
                    return
                yield new
                left = None if left is None else left - 1
            if left is not None and left <= 0:
                return
    yield from look_up()


def _all_items(paths: Sequence[str], fields: Mapping[str, str] | None, run: _Run) -> Iterator[RawItem]:
    total = sum(1 for _ in find_inputs([path for path in paths if path != "-"])) + paths.count("-")
    for index, found in enumerate(find_inputs(paths)):
        position = _Position()
        for item in open_items(position.watch(found), fields=fields):
            if run.stop_asked():
                return
            run.progress.share = (index + position.share()) / max(1, total)
            run.show()
            yield item


class _Position:
    """How far an input is read."""

    def __init__(self) -> None:
        self._stream: BinaryIO | None = None
        self._size = 0

    def watch(self, found: Input) -> Input:
        """The same input, its stream noted when it is opened."""
        if found.open is None:
            return found
        opener = found.open

        def opened() -> BinaryIO:
            stream = opener()
            self._size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            self._stream = stream
            return stream

        return replace(found, open=opened)

    def share(self) -> float:
        """The share read, 0-1."""
        if self._stream is None or self._stream.closed or not self._size:
            return 1.0
        return min(1.0, self._stream.tell() / self._size)


def _weigh(store: Store, number: int, scope: str, run: _Run) -> None:
    """Link and weigh all current records, and replace what the last weighing left, in one transaction."""
    if run.stop_asked():
        return
    by = f"{__version__} {scope} " + " ".join(f"{stage.name}@{stage.version}" for stage in STAGES)
    run.progress.doing, run.progress.share = "weighing", 1.0
    run.show(now=True)
    if not needs_weighing(store, by=by):
        run.progress.incidents = store.counts().incidents
        return
    try:
        with store.writing() as connection:
            stand_reports(connection)
            standing = standing_homes(connection)
            weighed = weigh_all(StoreShelf(connection), standing=standing, tools=load_tools())
            put_verdicts(connection, ((id_, v.lineage, v.copy_of) for id_, v in weighed.verdicts.items()))
            put_homes(connection, weighed.homes, weighed.merged, run=number)
            made = _watched(weighed.incidents, run)
            put_incidents(connection, made, batch=run.settings.incidents_batch)
            note_weighed(connection, by=by)
    except _Stopped:
        return


def _watched(incidents: Iterable[Any], run: _Run) -> Iterator[Any]:
    for incident in incidents:
        if run.stop_asked():
            raise _Stopped
        run.progress.incidents += 1
        run.show()
        yield incident


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
