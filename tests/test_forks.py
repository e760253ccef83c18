"""Forks: forks of this process do parts of a piece of work, and what a lost one left is done here."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from tallystick.forks import work_in_forks

HERE = os.getpid()
needs_forks = pytest.mark.skipif(
    sys.platform != "linux" or threading.active_count() > 1, reason="all is done in this process"
)


@pytest.mark.parametrize("workers", [1, 2, 5, 40])
def test_results_come_in_order_with_any_number_of_forks(workers: int):
    assert list(work_in_forks(lambda part: bytes([part]) * 100_000, 20, workers=workers)) == [
        bytes([part]) * 100_000 for part in range(20)
    ]


@needs_forks
def test_parts_are_done_by_forks_of_this_process_alone():
    by = {int(made) for made in work_in_forks(lambda _: b"%d" % os.getpid(), 20, workers=2)}
    assert HERE not in by
    assert 1 <= len(by) <= 2


@needs_forks
def test_what_a_lost_fork_left_is_done_here():
    def work(part: int) -> bytes:
        if os.getpid() != HERE and part % 3 == 1:
            os._exit(1)
        return bytes([part])

    assert list(work_in_forks(work, 12, workers=3)) == [bytes([part]) for part in range(12)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_a_part_is_raised_here(workers: int):
    def work(part: int) -> bytes:
        if part == 3:
            raise ValueError(f"part {part}")
        return b""

    with pytest.raises(ValueError, match="part 3"):
        list(work_in_forks(work, 6, workers=workers))


@needs_forks
def test_closing_ends_the_forks():
    made = work_in_forks(lambda _: b"%d" % os.getpid(), 20, workers=2)
    fork = int(next(made))
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(fork, 0)
