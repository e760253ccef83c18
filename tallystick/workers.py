"""Telling reports one at a time, here or in processes of their own, so that no report can stop a run.

A worker is this module run as a program: items come on its standard input, what was told goes out on its
standard output, each as a length and MessagePack. It is ended when one report takes longer than it may, or
more memory; that report is tried once more in a fresh process, then refused.
"""

from __future__ import annotations

import gc
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, NoReturn

import msgspec

from tallystick.errors import RunError
from tallystick.knowledge.gazetteer import AddedIndex
from tallystick.llm.reader import load_llm_reader
from tallystick.pipeline import Told, Tools, load_tools, tell_item
from tallystick.records.encoding import json_bytes, report_from_json
from tallystick.records.report import Report
from tallystick.records.vocabulary import Scope
from tallystick.settings import DEFAULTS, ReaderChoice, Settings
from tallystick.stages.read.raw import RawItem
from tallystick.stages.read.reports import read_report
from tallystick.store.additions import AccountRow

CODE_ERROR = "TLY-1900"
CODE_TIME = "TLY-1901"
CODE_MEMORY = "TLY-1902"
CODE_DIED = "TLY-1903"
_TRIES = 2  # a report whose worker was lost is tried once more alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A report as read, its accounts as rows, and the private persons' names in it."""

    report: Report
    accounts: tuple[AccountRow, ...] = ()
    private: tuple[str, ...] = ()


class _Sent(msgspec.Struct, array_like=True):
    report: bytes
    accounts: list[AccountRow]
    private: list[str]


def load_chosen(choice: ReaderChoice, added: AddedIndex | None = None) -> Tools:
    """The tools with the reader of this choice, and with the places that a user has added.

    Raises:
        RunError: the reader cannot be loaded, or a setting of it is wrong.
    """
    if choice.name != "llm":
        return load_tools(choice.name, added)
    tools = load_tools("model", added)
    if choice.llm_url is None:
        raise RunError(
            "TLY-2505 --reader llm needs --llm-url, the address of an OpenAI-compatible server, "
            "as http://127.0.0.1:8080/v1"
        )
    asked = load_llm_reader(
        choice.llm_url, model=choice.llm_model, timeout_s=choice.llm_timeout_s, key_env=choice.llm_key_env
    )
    return replace(tools, readers=(asked, *tools.readers))


def tell_safely(
    item: RawItem, *, tools: Tools | None = None, scope: Scope = Scope.CONFLICT, tell: Callable[..., Told] = tell_item
) -> Outcome:
    """What the item tells; an error of ours makes it a refused report that says so, and the run goes on."""
    try:
        told = tell(item, tools=tools or load_tools(), scope=scope)
        rows = tuple(
            AccountRow(
                id=account.id,
                event_type=account.event_type.value,
                modality=account.modality.value,
                standing=account.standing.value,
                json=json_bytes(account),
            )
            for account in told.accounts
        )
        json_bytes(told.report)
    except MemoryError:
        return refuse_item(item, f"{CODE_MEMORY} out of memory: {item.address} needs more than a worker may use")
    except Exception as error:
        words = f"{type(error).__name__}: {error}"[:400]
        return refuse_item(item, f"{CODE_ERROR} error in {_stage_of(error)}: {words}; report it to us")
    return Outcome(report=told.report, accounts=rows, private=told.private_names)


def refuse_item(item: RawItem, because: str) -> Outcome:
    """The item as a refused report with this reason."""
    words = _encodable(because)
    given = {key: _encodable(value) for key, value in item.given.items()}
    plain = replace(item, error=words, given=given, path=_encodable(item.path), address=_encodable(item.address))
    return Outcome(report=read_report(plain))


def tell_here(
    items: Iterable[RawItem],
    *,
    settings: Settings = DEFAULTS,
    scope: Scope = Scope.CONFLICT,
    added: AddedIndex | None = None,
) -> Generator[tuple[RawItem, Outcome], None, None]:
    """Each item with what it tells, in this process: no limit on time or memory."""
    tools = load_chosen(settings.reader, added)
    for item in items:
        yield item, tell_safely(item, tools=tools, scope=scope)


def tell_in_workers(
    items: Iterable[RawItem],
    *,
    workers: int,
    settings: Settings,
    scope: Scope = Scope.CONFLICT,
    added: AddedIndex | None = None,
) -> Generator[tuple[RawItem, Outcome], None, None]:
    """Each item with what it tells, as workers finish; closing the iterator ends the workers."""
    hands = [_Hand(settings, scope, added) for _ in range(workers)]
    free: queue.SimpleQueue[_Hand] = queue.SimpleQueue()
    for hand in hands:
        free.put(hand)

    def tell(item: RawItem) -> tuple[RawItem, Outcome]:
        hand = free.get()
        try:
            return item, hand.tell(item)
        finally:
            free.put(hand)

    stopped = threading.Event()
    watch = threading.Thread(target=_watch, args=(hands, stopped, settings.watch_s), daemon=True)
    watch.start()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
    under_way: set[Future[tuple[RawItem, Outcome]]] = set()
    try:
        for item in items:
            under_way.add(threads.submit(tell, item))
            if len(under_way) >= workers * settings.queue_reports:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        for future in as_completed(under_way):
            yield future.result()
    finally:
        stopped.set()
        threads.shutdown(wait=False, cancel_futures=True)
        for hand in hands:
            hand.end()
        threads.shutdown(wait=True)
        watch.join()


def _watch(hands: Sequence[_Hand], stopped: threading.Event, watch_s: float) -> None:
    while not stopped.wait(watch_s):
        for hand in hands:
            hand.check()


class _Hand:
    """One worker process, started when needed and anew after it was lost."""

    def __init__(self, settings: Settings, scope: Scope, added: AddedIndex | None) -> None:
        self._settings = settings
        self._added = () if added is None else (str(added.path), added.digest)
        self._scope = scope
        asked_s = settings.reader.llm_timeout_s if settings.reader.name == "llm" else 0.0
        self._limit_s = settings.report_limit_s + asked_s
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline: float | None = None
        self._overran = False
        self._ended = False
        self._ready = False
        self._guard = threading.Lock()

    def tell(self, item: RawItem) -> Outcome:
        try:
            packed = msgspec.msgpack.encode(item)
        except UnicodeEncodeError as error:
            return refuse_item(item, f"{CODE_ERROR} error in read: {type(error).__name__}: {error}; report it to us")
        because = ""
        lost_at_start = 0
        for _ in range(_TRIES):
            self._ready = self._process is not None
            answer = self._ask(packed)
            if answer is not None:
                sent = msgspec.msgpack.decode(answer, type=_Sent)
                report = report_from_json(sent.report)
                return Outcome(report=report, accounts=tuple(sent.accounts), private=tuple(sent.private))
            if self._overran:
                limit = self._limit_s
                because = f"{CODE_TIME} took too long: {item.address} was not read within {limit:g} s, tried twice"
            else:
                because = f"{CODE_DIED} reading ended its worker: {item.address}, tried twice"
                lost_at_start += not self._ready
        if lost_at_start == _TRIES:
            raise RunError(
                "TLY-2201 a worker process cannot start; `tallystick doctor` looks for the cause, "
                "and --workers 1 reads without one; where places were added to the gazetteer meanwhile, run it again"
            )
        return refuse_item(item, because)

    def check(self) -> None:
        """End the worker where its report takes longer than it may."""
        deadline = self._deadline
        if deadline is not None and time.monotonic() > deadline:
            self._overran, self._deadline = True, None
            with self._guard:
                if self._process is not None:
                    self._process.kill()

    def end(self) -> None:
        """End the worker for good."""
        with self._guard:
            self._ended = True
            process, self._process = self._process, None
        _end_process(process)

    def _ask(self, packed: bytes) -> bytes | None:
        """The worker's answer, or none where it was lost."""
        process = self._started()
        self._overran = False
        self._deadline = time.monotonic() + self._limit_s
        try:
            _send(_pipe(process.stdin), packed)
            answer = _receive(_pipe(process.stdout))
        except (OSError, ValueError):  # the pipe was closed under our hands
            answer = None
        self._deadline = None
        if answer is None:
            with self._guard:
                self._process = None
            _end_process(process)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        with self._guard:
            if self._ended:
                raise RunError("TLY-2202 the run was ended while a report was being read; run it again to go on")
            choice = msgspec.json.encode(self._settings.reader).decode()
            process = self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tallystick.workers",
                    str(self._settings.worker_memory_bytes),
                    self._scope,
                    choice,
                    *self._added,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
                start_new_session=True,
            )
        self._ready = _receive(_pipe(process.stdout)) is not None
        return process


def _end_process(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("this process has no pipe")
    return stream


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(8, "big") + message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def _stage_of(error: BaseException) -> str:
    """The stage whose code raised: the deepest frame under stages/."""
    found, trace = "pipeline", error.__traceback__
    while trace is not None:
        parts = trace.tb_frame.f_globals.get("__name__", "").split(".")
        if parts[:2] == ["tallystick", "stages"] and len(parts) > 2:
            found = parts[2]
        trace = trace.tb_next
    return found


def _encodable(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))


def _serve() -> NoReturn:
    """Answer items until standard input ends."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # nothing a library prints may reach the answers
    added = AddedIndex(path=Path(sys.argv[4]), digest=sys.argv[5]) if sys.argv[4:] else None
    tools = load_chosen(msgspec.json.decode(sys.argv[3], type=ReaderChoice), added)
    gc.collect()
    gc.freeze()  # the tables live as long as the worker: the collector need not walk them
    gc.set_threshold(20_000, 20, 20)
    _send(sink, b"ready")
    _limit_memory(int(sys.argv[1]))
    scope = Scope(sys.argv[2])
    decoder = msgspec.msgpack.Decoder(RawItem)
    while (packed := _receive(source)) is not None:
        outcome = tell_safely(decoder.decode(packed), tools=tools, scope=scope)
        answer = _Sent(json_bytes(outcome.report), list(outcome.accounts), list(outcome.private))
        _send(sink, msgspec.msgpack.encode(answer))
        if outcome.report.because and outcome.report.because.startswith(CODE_MEMORY):
            break  # what was taken may not come back: begin afresh
    sys.exit(0)


if __name__ == "__main__":
    _serve()
