"""Settings: every value a run depends on, with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SCOPES: Final = ("conflict", "violence")


READERS: Final = ("model", "grammar", "llm")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderChoice:
    """Who reads beside the grammars: the learned reader ("model"), nobody ("grammar"), or a language model ("llm").

    The rest is for "llm" alone: the address of an OpenAI-compatible server, the model to ask for, seconds for one
    report, and the environment variable that holds the server's key.
    """

    name: str = READERS[0]
    llm_url: str | None = None
    llm_model: str | None = None
    llm_timeout_s: float = 120.0
    llm_key_env: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values of one run; `DEFAULTS` are what the command line uses."""

    batch_reports: int = 200  # reports a transaction: 16,000 rows a second against 2,000 with one each
    batch_s: float = 5.0  # seconds after which a batch is written even if short: what a kill can cost
    report_limit_s: float = 20.0  # seconds of wall clock for one report, then its worker is ended
    watch_s: float = 0.1  # seconds between two looks at how long workers take
    worker_memory_bytes: int = 3 << 30  # address space of a worker; a page of 20 MB needs under 1 GB
    queue_reports: int = 4  # reports waiting a worker: keeps it busy, and holds few texts in memory
    wait_for_store_s: float = 10.0  # seconds to wait for another process that builds on the same store
    busy_s: float = 30.0  # seconds to wait for a single write of another process
    incidents_batch: int = 500  # incidents inserted at once while weighing
    progress_s: float = 0.2  # seconds between two calls of `on_progress`
    gazetteer_data: Path | None = None  # folder of added places; else TALLYSTICK_GAZETTEER, else the user's data folder
    reader: ReaderChoice = field(default_factory=ReaderChoice)  # the learned reader reads best, offline


DEFAULTS: Final = Settings()
