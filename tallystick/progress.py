"""How far a run is, told to whoever asked for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tallystick.settings import Settings


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a run is.

    `share` (0-1) is of the inputs, by files and how far the open one is read; `waiting` reports of that are not among
    those `found` yet. `counted` is how many reports the inputs hold by a second way of counting, `uncounted` how many
    inputs could not be counted so, and `gaps` says where the two ways differ. `unread` counts reports of which a
    reader left something unread; of the first of them `unread_because` says why, and `refused_because` of the first
    that was refused.
    """

    doing: str = "reading"
    share: float = 0.0
    waiting: int = 0
    found: int = 0
    again: int = 0
    again_refused: int = 0
    again_kept: int = 0
    kept: int = 0
    set_aside: int = 0
    refused: int = 0
    refused_because: str = ""
    unread: int = 0
    unread_because: str = ""
    incidents: int = 0
    counted: int = 0
    uncounted: int = 0
    gaps: tuple[str, ...] = ()


@dataclass(slots=True)
class Course:
    """One run while it lasts: how far it is, and whether it was asked to stop."""

    settings: Settings
    on_progress: Callable[[Progress], None] | None
    should_stop: Callable[[], bool] | None
    progress: Progress = field(default_factory=Progress)
    told_at: float = 0.0
    in_flight: set[str] = field(default_factory=set)  # items told and not stored yet
    stopped: bool = False

    def stop_asked(self) -> bool:
        """Somebody wants the run to end; once true, always true."""
        if not self.stopped and self.should_stop is not None and self.should_stop():
            self.stopped = True
        return self.stopped

    def show(self, *, now: bool = False) -> None:
        """Call `on_progress`, if it is time."""
        if self.on_progress is None:
            return
        moment = time.monotonic()
        if now or moment - self.told_at >= self.settings.progress_s:
            self.told_at = moment
            self.on_progress(replace(self.progress))
