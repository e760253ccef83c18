"""Scratch: room outside memory for what a weighing sets aside, so that memory does not grow with the reports.

Numbers wait in piles, records as bytes in rows. Both lie in one file without a name, which is gone once it is
closed; without a file they lie in memory, as is good enough for a few reports.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import TracebackType
from typing import IO, Self

import numpy as np

_PARTS = 32
_FRESH = 512  # numbers of a pile that wait in memory before they are written


class Scratch:
    """One file of pieces; use it in a `with`, or close it."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        self._file = BytesIO() if file is None else file
        self._end = 0
        self._number = None if file is None or not hasattr(os, "pread") else file.fileno()  # not on Windows
        self._fresh = False  # what was put may still wait to be written

    @classmethod
    def on_disk(cls) -> Self:
        """Room in the system's folder for temporary files."""
        return cls(tempfile.TemporaryFile(prefix="tallystick-"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def put(self, piece: bytes) -> int:
        """Keep a piece; returns where it lies."""
        start = self._end
        self._file.seek(start)
        self._file.write(piece)
        self._fresh = True
        self._end += len(piece)
        return start

    def flush(self) -> None:
        """Write out what was put: forks of this process may then get it, at the same time."""
        if self._fresh:
            self._file.flush()
            self._fresh = False

    def get(self, start: int, size: int) -> bytes:
        """The piece of this size that lies there."""
        if self._number is not None:
            self.flush()
            return os.pread(self._number, size, start)
        self._file.seek(start)
        return self._file.read(size)


class Pile:
    """Whole numbers from 0 to 2**64 - 1, in the order in which they were added."""

    __slots__ = ("_fresh", "_scratch", "_written")

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._fresh = array("Q")
        self._written = array("Q")  # where each full piece lies

    def add(self, number: int) -> None:
        """Put a number on the pile."""
        self._fresh.append(number)
        if len(self._fresh) == _FRESH:
            self._written.append(self._scratch.put(self._fresh.tobytes()))
            self._fresh = array("Q")

    def numbers(self) -> array[int]:
        """All of them."""
        found = array("Q")
        for start in self._written:
            found.frombytes(self._scratch.get(start, _FRESH * found.itemsize))
        found.extend(self._fresh)
        return found


class SortedPile:
    """Whole numbers from 0 to `below`, each given back once, in ascending order; they are sorted a part at a time."""

    __slots__ = ("_below", "_parts")

    def __init__(self, scratch: Scratch, *, below: int) -> None:
        self._below = max(1, below)
        self._parts = [Pile(scratch) for _ in range(_PARTS)]

    def add(self, number: int) -> None:
        """Put a number on the pile."""
        self._parts[number * _PARTS // self._below].add(number)

    def __iter__(self) -> Iterator[int]:
        for part in self._parts:
            yield from distinct(part.numbers())

    def numbers(self) -> array[int]:
        """All of them."""
        return array("Q", self)


class Rows:
    """Pieces of bytes by number, from 0."""

    __slots__ = ("_ends", "_scratch", "_starts")

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._starts = array("Q")
        self._ends = array("Q")

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> bytes:
        start = self._starts[number]
        return self._scratch.get(start, self._ends[number] - start)

    def add(self, row: bytes) -> None:
        """Keep one more."""
        start = self._scratch.put(row)
        self._starts.append(start)
        self._ends.append(start + len(row))


def distinct(numbers: Iterable[int]) -> array[int]:
    """The different numbers, in ascending order."""
    every = np.fromiter(numbers, dtype=np.uint64)
    return array("Q", np.unique(every).tobytes())
