"""`doctor`: whether this machine and this store are in order."""

from __future__ import annotations

import hashlib
import locale
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from tallystick.cli.words import Exit, common_options, say, say_json
from tallystick.errors import StoreError, TallystickError
from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.knowledge.gazetteer_added import find_added, gazetteer_folder, list_sources
from tallystick.pipeline import unmet_needs
from tallystick.store.files import check_whole
from tallystick.store.store import open_store

_KNOWLEDGE = Path(__file__).parent.parent / "knowledge" / "data"
_PYTHON = (3, 11)
_SQLITE = (3, 33, 0)  # UPDATE ... FROM
_FREE_BYTES = 200_000_000
_COMMITS = 20
_SLOW_COMMIT_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    words: str


@click.command(
    epilog="""\b
Examples:
  tallystick doctor --store sahel.db
  tallystick doctor --json
"""
)
@common_options
def doctor(store: Path, as_json: bool) -> None:
    """Check Python, disk, the tables of knowledge, and the store; each line says what it found."""
    checks = [*_machine(), *_disk(store), *_knowledge(), *_store(store)]
    if as_json:
        say_json({"ok": all(check.ok for check in checks), "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            say(f"{'ok   ' if check.ok else 'WRONG'} {check.name}: {check.words}", style=None if check.ok else "bold")
    if not all(check.ok for check in checks):
        sys.exit(Exit.STORE if any(c.name == "store" and not c.ok for c in checks) else Exit.FAILURES)


def _machine() -> Iterator[Check]:
    yield Check(name="python", ok=sys.version_info >= _PYTHON, words=f"{platform.python_version()} (3.11 or later)")
    yield Check(name="sqlite", ok=sqlite3.sqlite_version_info >= _SQLITE, words=f"{sqlite3.sqlite_version}")
    encoding = locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    words = f"{encoding}" if utf8 else f"{encoding}; set LANG=C.UTF-8 so that names show as written"
    yield Check(name="locale", ok=utf8, words=words)
    year = time.gmtime().tm_year
    yield Check(name="clock", ok=year >= 2024, words=f"year {year}")


def _disk(store: Path) -> Iterator[Check]:
    folder = store.absolute().parent
    if not folder.is_dir():
        yield Check(name="disk", ok=False, words=f"{folder} is not a folder")
        return
    free = shutil.disk_usage(folder).free
    yield Check(name="disk", ok=free > _FREE_BYTES, words=f"{free / 1e9:.1f} GB free in {folder}")
    yield _tried("write speed", lambda: _write_speed(folder))


def _write_speed(folder: Path) -> tuple[bool, str]:
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".tallystick-") as inside,
        closing(sqlite3.connect(Path(inside) / "speed.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE t (x)")
        began = time.perf_counter()
        for number in range(_COMMITS):
            connection.execute("INSERT INTO t VALUES (?)", (number,))
        each_s = (time.perf_counter() - began) / _COMMITS
    return each_s < _SLOW_COMMIT_S, f"{each_s * 1000:.1f} ms a durable write"


def _knowledge() -> Iterator[Check]:
    yield _tried("gazetteer", lambda: (load_gazetteer() is not None, "its index opens"))
    yield _tried("added places", _added_places)
    missing = unmet_needs()
    yield Check(
        name="stages", ok=not missing, words=f"lacking {missing}" if missing else "every stage has what it takes"
    )
    digest = hashlib.sha256()
    files = sorted(path for path in _KNOWLEDGE.iterdir() if path.is_file())
    for path in files:
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    yield Check(name="tables", ok=bool(files), words=f"{len(files)} files, sha256 {digest.hexdigest()[:16]}")


def _added_places() -> tuple[bool, str]:
    folder = gazetteer_folder()
    load_gazetteer(added=find_added(folder))
    return True, f"{len(list_sources(folder))} files in {folder}"


def _store(store: Path) -> Iterator[Check]:
    if not store.exists():
        yield Check(name="store", ok=True, words=f"none at {store} yet; `tallystick build` makes it")
        return
    try:
        with open_store(store) as opened:
            step, newest = opened.step()
            broken = check_whole(store)
            counts = opened.counts()
            running = [run for run in opened.runs() if run["state"] == "running"]
    except StoreError as error:
        yield Check(name="store", ok=False, words=str(error).replace("\n ", ";"))
        return
    yield Check(name="store", ok=broken is None, words=broken or f"{store} is whole")
    yield Check(name="schema", ok=step == newest, words=f"step {step} of {newest}")
    law = f"seen {counts.seen} = {counts.kept} kept + {counts.set_aside} set aside + {counts.refused} refused"
    yield Check(name="accounting", ok=counts.whole, words=f"{law}; counted apart {counts.items}")
    words = "no" if not running else f"run {running[0]['id']} by process {running[0]['process']}, or it was ended"
    yield Check(name="run under way", ok=True, words=words)


def _tried(name: str, check: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, words = check()
    except (OSError, sqlite3.Error, TallystickError, ValueError) as error:
        return Check(name=name, ok=False, words=f"{type(error).__name__}: {error}")
    return Check(name=name, ok=ok, words=words)
