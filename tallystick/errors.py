"""Every exception the package raises on purpose.

TallystickError
├── RecordError(record_id)   this record is refused; the run goes on
│   ├── Unreadable           bytes that are not a report
│   └── BrokenSpan           offsets that do not fit their text
├── RunError                 the run stops: settings wrong, table missing
│   └── StoreError           the store cannot be opened or written
└── ReviewError              a judgement that cannot be taken

A message says what was found, what was expected, and what to do.
"""

from __future__ import annotations


class TallystickError(Exception):
    """Base of all errors of the package; `code` is stable across versions."""

    code = "TLY-0000"


class RecordError(TallystickError):
    """One record cannot be used; the run goes on without it."""

    code = "TLY-1000"

    def __init__(self, message: str, *, record_id: str | None = None) -> None:
        super().__init__(message)
        self.record_id = record_id


class Unreadable(RecordError):
    """Bytes that are not a report."""

    code = "TLY-1100"


class BrokenSpan(RecordError):
    """Offsets that do not fit their text."""

    code = "TLY-1200"


class RunError(TallystickError):
    """The run stops."""

    code = "TLY-2000"


class StoreError(RunError):
    """The store cannot be opened, read or written."""

    code = "TLY-2100"


class ReviewError(TallystickError):
    """A judgement that cannot be taken."""

    code = "TLY-3000"
