"""Forks: parts of one piece of work done by forks of this process, each on a core of its own.

A fork sees all that this process holds, so nothing is sent to it but the number of a part; what it made of the part
comes back as bytes. Results come in order of the parts, so they are the same with any number of forks. What a fork
that was lost did not do is done here, where its error, if it was one, is raised.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

Work = Callable[[int], bytes]


def work_in_forks(work: Work, parts: int, *, workers: int) -> Generator[bytes, None, None]:
    """What `work` makes of each part from 0, in order; closing the iterator ends the forks.

    With one worker, outside Linux, or where this process has other threads, whose locks a fork might hold for good,
    all is done here.
    """
    if min(workers, parts) < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield from map(work, range(parts))
        return
    forks: dict[Connection, int] = {}
    under_way: dict[Connection, int] = {}
    done: dict[int, bytes | None] = {}  # those that wait for their turn; none where the fork was lost
    waiting = iter(range(parts))
    try:
        for _ in range(min(workers, parts)):
            ours, theirs = Pipe()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries, which no fork calls
                process = os.fork()
            if process == 0:
                _serve(work, theirs, (ours, *forks))
            theirs.close()
            forks[ours] = process
        for fork in forks:
            _hand_out(fork, waiting, under_way)
        for turn in range(parts):
            while turn not in done and under_way:
                ready = wait(list(under_way))
                for fork in [fork for fork in under_way if fork in ready]:
                    part = under_way.pop(fork)
                    try:
                        done[part] = fork.recv_bytes()
                    except (EOFError, OSError):
                        done[part] = None
                    else:
                        _hand_out(fork, waiting, under_way)
            made = done.pop(turn, None)
            yield work(turn) if made is None else made
    finally:
        for fork, process in forks.items():
            fork.close()
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _hand_out(fork: Connection, waiting: Iterator[int], under_way: dict[Connection, int]) -> None:
    part = next(waiting, None)
    if part is not None:
        under_way[fork] = part
        with suppress(OSError):  # that it was lost is noticed where its answer is read
            fork.send_bytes(part.to_bytes(8, "big"))


def _serve(work: Work, link: Connection, others: tuple[Connection, ...]) -> None:
    """Answer for parts until told no more; never returns."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that forked ends its forks
        gc.freeze()  # or the collector would write into, and so double, every page of what is shared
        for other in others:
            other.close()
        while True:
            link.send_bytes(work(int.from_bytes(link.recv_bytes(), "big")))
    except EOFError:
        status = 0
    except BaseException:
        status = 1  # the part is done again, and its error raised, in the process that forked
    finally:
        os._exit(status)
