"""What is found under the paths given and is not in the store yet, and what the store kept of earlier finds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, BinaryIO

from tallystick.inputs import STDIN_PATH, Input, find_inputs, open_items
from tallystick.progress import Course
from tallystick.records.identity import content_id
from tallystick.records.vocabulary import ReportStatus
from tallystick.stages.read.raw import Kind, RawItem
from tallystick.stages.read.recount import count_items
from tallystick.store.additions import RawRecord, known_items, load_raw
from tallystick.store.store import Store

_MOST_GAPS = 20  # named in a run's record
_LOOK_UP = 100  # items looked up in the store at once


def item_id(item: RawItem) -> str:
    """Id of an item as found: its address and its content."""
    return content_id("itm", item.address.encode("utf-8", "replace"), item.content, item.error or "")


def raw_record(item: RawItem) -> RawRecord:
    """The item as the store keeps it."""
    rest = {
        "given": dict(item.given),
        "date_order": item.date_order,
        "error": item.error,
        "warnings": list(item.warnings),
    }
    return RawRecord(
        id=item_id(item),
        path=item.path.encode("utf-8", "replace").decode(),
        address=item.address.encode("utf-8", "replace").decode(),
        kind=item.kind.value,
        content=item.content,
        rest=json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"),
    )


def raw_item(raw: RawRecord) -> RawItem:
    """The item that the store kept."""
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


def find_refused(store: Store, ids: Sequence[str], *, course: Course) -> Iterator[RawItem]:
    """The items of these refused reports, as the store kept them; there is no input to count a second time."""
    course.progress.uncounted = 1
    for index, id_ in enumerate(ids):
        raw = load_raw(store, id_)
        if course.stop_asked():
            return
        course.progress.share = index / len(ids)
        if raw is not None:
            course.progress.found += 1
            yield raw_item(raw)


def find_new(
    paths: Sequence[str],
    *,
    fields: Mapping[str, str] | None,
    store: Store | None,
    limit: int | None,
    course: Course,
) -> Iterator[RawItem]:
    """The items found that are not in the store; counts those that are."""
    progress = course.progress
    left = limit
    waiting: list[RawItem] = []

    def look_up() -> Iterator[RawItem]:
        ids = [item_id(item) for item in waiting]
        known = known_items(store, ids) if store is not None else {}
        for id_, item in zip(ids, waiting, strict=True):
            progress.found += 1
            progress.waiting -= 1
            if id_ in known or id_ in course.in_flight:
                progress.again += 1
                progress.again_kept += known.get(id_) == ReportStatus.KEPT
                progress.again_refused += known.get(id_) == ReportStatus.REFUSED
            else:
                course.in_flight.add(id_)
                yield item
        waiting.clear()

    for item in _find_all(paths, fields, course):
        waiting.append(item)
        progress.waiting += 1
        if len(waiting) >= _LOOK_UP or len(item.content) > 1_000_000 or (left is not None and len(waiting) >= left):
            for new in look_up():
                if left is not None and left <= 0:
                    return
                yield new
                left = None if left is None else left - 1
            if left is not None and left <= 0:
                return
    yield from look_up()


def _find_all(paths: Sequence[str], fields: Mapping[str, str] | None, course: Course) -> Iterator[RawItem]:
    total = sum(1 for _ in find_inputs([path for path in paths if path != "-"])) + paths.count("-")
    for index, found in enumerate(find_inputs(paths)):
        position = _Position()
        given = 0
        course.progress.uncounted += 1
        for item in open_items(position.watch(found), fields=fields):
            if course.stop_asked():
                return
            given += 1
            course.progress.share = (index + position.share()) / max(1, total)
            course.show()
            yield item
        _recount(found, given, fields, course)


def _recount(found: Input, given: int, fields: Mapping[str, str] | None, course: Course) -> None:
    """Count the input's reports a second way, and note where the two differ."""
    progress = course.progress
    counted = 1 if found.open is None else None
    if found.open is not None and found.path != STDIN_PATH:
        with suppress(OSError), found.open() as stream:
            counted = count_items(stream, fields=fields)
    if counted is None:
        return
    progress.uncounted -= 1
    progress.counted += counted
    if counted != given:
        progress.gaps = (*progress.gaps, f"{found.path}: {given} found, {counted} counted")[:_MOST_GAPS]


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
