"""The file of a store: opened, brought up to date, locked, and its troubles put in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tallystick.errors import StoreError

APPLICATION_ID = 0x54414C59  # "TALY", in the file's header
_MIGRATIONS = Path(__file__).parent / "migrations"
_HEADER = b"SQLite format 3\x00"


def open_engine(path: Path, *, create: bool, busy_s: float) -> Engine:
    """The engine of the store at this path, its tables up to date.

    Raises:
        StoreError: there is no store and `create` is false, or the file is something else, is broken, was
            written by a newer version, or cannot be opened.
    """
    _check_file(path, create=create)
    with in_words(path):
        found = _step_of_file(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"timeout": busy_s}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with in_words(path):
        _bring_up_to_date(engine, found)
    return engine


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the database's errors into a StoreError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(path, error.orig) from error
    except sqlite3.Error as error:
        raise _explained(path, error) from error


@contextmanager
def locked_for_build(path: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the store's build lock: a second process waits, then is told who holds it.

    The lock is an exclusive transaction on a file beside the store, which the system itself ends with the
    process that holds it.
    """
    beside = path.with_name(path.name + ".lock")
    with in_words(beside):
        lock = sqlite3.connect(beside, timeout=wait_s, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise _explained(beside, error) from error
            raise StoreError(
                f"TLY-2103 store-busy  {path} is being built by {_holder(path)}\n"
                "  kept: everything; this process changed nothing\n"
                "  next: wait for it to end, or end it; a build that was ended can be taken up again"
            ) from error
        yield


def check_whole(path: Path) -> str | None:
    """What SQLite finds wrong in the file, or none."""
    with in_words(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA integrity_check(5)").fetchall()
    words = "; ".join(str(row[0]) for row in found)
    return None if words == "ok" else words


def newest_step() -> str:
    """The last migration step this version knows."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head() or ""


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if not path.exists():
            if not create:
                raise StoreError(
                    f"TLY-2104 no-store  there is no store at {path}\n"
                    "  kept: nothing was made or changed\n"
                    f"  next: `tallystick build PATH --store {path}` makes it, or give another --store"
                )
            if not path.absolute().parent.is_dir():
                raise StoreError(
                    f"TLY-2105 no-folder  {path.absolute().parent} is not a folder\n  kept: nothing was made\n"
                    "  next: make the folder, or give another --store"
                )
            return
        if path.is_dir():
            raise _foreign(path, "is a folder")
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise StoreError(
            f"TLY-2105 store-unreadable  {path}: {error.strerror}\n  kept: nothing was changed\n"
            "  next: change the file's rights, or give another --store"
        ) from error
    if not head:
        return
    if not head.startswith(_HEADER):
        raise _foreign(path, "is not a Tallystick store (no SQLite file)")
    application = int.from_bytes(head[68:72], "big")
    if len(head) == 100 and application not in (0, APPLICATION_ID):
        raise _foreign(path, "is another program's database")


def _foreign(path: Path, words: str) -> StoreError:
    return StoreError(
        f"TLY-2106 not-a-store  {path} {words}\n  kept: the file was not touched\n  next: give another --store"
    )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin` alone
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-8000")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _step_of_file(path: Path) -> str | None:
    """The last step applied to the file, looked up without changing a byte of it; none where it is new."""
    if not path.exists() or not path.stat().st_size:
        return None
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not names:
            return None
        if (
            "alembic_version" not in names
            or connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
        ):
            raise _foreign(path, "is another program's database")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    known = {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if row is not None and row[0] not in known:
        raise StoreError(
            f"TLY-2107 newer-store  {path} was written by a newer Tallystick (step {row[0]}; this one knows "
            f"{newest_step()})\n  kept: the file was not touched\n"
            "  next: install the newer version; a store is never taken back to an older one"
        )
    return None if row is None else str(row[0])


def _bring_up_to_date(engine: Engine, found: str | None) -> None:
    if found == newest_step():
        return
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _holder(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            row = connection.execute(
                "SELECT process, host, started FROM runs WHERE state = 'running' ORDER BY id DESC LIMIT 1"
            ).fetchone()
    except sqlite3.Error:
        row = None
    return "another process" if row is None else f"process {row[0]} on {row[1]}, begun {row[2]}"


def _explained(path: Path, error: BaseException | None) -> StoreError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        what, then = f"store-full  no room left for {path}", "free space, then give the same command again"
        return StoreError(
            f"TLY-2101 {what}\n  kept: every batch that was written; nothing half-written\n  next: {then}"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        what, then = f"store-busy  another process is writing to {path}", "wait for it to end, then try again"
        return StoreError(f"TLY-2103 {what}\n  kept: everything; nothing was changed\n  next: {then}")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        what = f"store-broken  {path} is damaged ({error})"
        then = "put back a copy of the file, or build anew into another --store; nothing is mended silently"
        return StoreError(f"TLY-2102 {what}\n  kept: the file as it is\n  next: {then}")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        what, then = f"store-unwritable  {path} cannot be written", "change the rights of the file and its folder"
        return StoreError(f"TLY-2105 {what}\n  kept: everything; nothing was changed\n  next: {then}")
    if name.startswith("SQLITE_IOERR"):
        what, then = f"store-write-failed  the disk refused to write {path}", "check its space and health, then repeat"
        return StoreError(
            f"TLY-2101 {what}\n  kept: every batch that was written; nothing half-written\n  next: {then}"
        )
    what, then = f"store-error  {path}: {error}", "`tallystick doctor --store` looks for the cause"
    return StoreError(f"TLY-2100 {what}\n  kept: every batch that was written\n  next: {then}")
