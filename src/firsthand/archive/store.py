"""One archive on disk: opened, locked, written in transactions, its errors put in the user's words.

A folder with one SQLite file (WAL, synchronous=FULL: what was acknowledged survives a crash of the
process and of the machine) and a lock that the one writer holds; readers need none. Nothing in the
file is trusted to be ours before its application id, version and tables are seen to be.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import apsw

from firsthand.archive.schema import APPLICATION, STEPS, TABLES, VERSION
from firsthand.errors import BusyError, CorruptError, FirsthandError, StoreError

FILE = "archive.db"
LOCK = "writer.lock"
# Seconds that a writer waits for another one, and a statement for a lock.
PATIENCE = 30.0
_STEP = 0.1

Row = tuple[Any, ...]


class Store:
    """An open archive; use it as a context manager. Statements take bound parameters only."""

    def __init__(self, folder: str, mode: Literal["read", "write"], patience: float = PATIENCE) -> None:
        """Open an archive, made first where `mode` is "write" and there is none.

        Raises `StoreError` (missing, full, read-only, not permitted), `BusyError`, `CorruptError`.
        """
        self.folder = folder
        self.path = os.path.join(folder, FILE)
        self._lock: int | None = None
        with self.guarded():
            if mode == "write":
                self._make_folder()
                self._lock = _locked(os.path.join(folder, LOCK), patience)
            elif not os.path.exists(self.path):
                raise StoreError(f"{folder}: there is no archive here", remedy="firsthand add PATH… --archive DIR makes one")
            try:
                self.connection = _connect(self.path, mode)
                self._check(mode)
            except BaseException:
                self._unlock()
                raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let the next writer in, also where the file cannot be tidied up any more."""
        with self.guarded():
            try:
                self.connection.close()
            finally:
                self._unlock()

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a statement."""
        with self.guarded():
            return list(self.connection.execute(statement, values))

    def each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a statement one by one."""
        with self.guarded():
            yield from self.connection.execute(statement, values)

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Return the first value of the first row, or None."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Carry out a statement."""
        with self.guarded():
            self.connection.execute(statement, values)

    def run_many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """Carry out a statement for each row of values."""
        with self.guarded():
            self.connection.executemany(statement, values)

    def inserted(self) -> int:
        """Return the number of the row that was inserted last."""
        return self.connection.last_insert_rowid()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens inside is kept, or nothing of it is."""
        with self.guarded():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            try:
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see one state of the archive, whatever a writer does meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with self.guarded():
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what SQLite or the system says into an error that says what to do."""
        try:
            yield
        except (FirsthandError, BrokenPipeError):
            raise
        except (apsw.FullError, apsw.IOError) as error:
            raise StoreError(
                f"{self.path}: the disk is full or failing ({error}); what was kept before is safe",
                remedy="free some space, then give the same command again: it goes on where it stopped",
            ) from error
        except (apsw.NoMemError, MemoryError) as error:
            raise StoreError(
                f"{self.path}: there is too little memory; what was kept before is safe",
                remedy="give the same command again where there is more: it goes on where it stopped",
            ) from error
        except (apsw.BusyError, apsw.LockedError) as error:
            raise _busy(self.folder) from error
        except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError, apsw.AuthError) as error:
            raise StoreError(
                f"{self.path}: it cannot be opened or written ({error})",
                remedy="check who may read and write the folder, or choose another with --archive",
            ) from error
        except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError) as error:
            raise CorruptError(f"{self.path}: the file is damaged ({error})", remedy=RESCUE) from error
        except apsw.Error as error:
            raise CorruptError(f"{self.path}: it does not hold what an archive holds ({error})", remedy=RESCUE) from error
        except OSError as error:
            raise StoreError(
                f"{error.filename or self.folder}: {error.strerror}",
                remedy="free some space or check who may write there, then give the same command again",
            ) from error

    def wipe(self) -> None:
        """Leave nothing of rows that were deleted in the write-ahead log, which keeps pages as they were.

        A reader that still sees them keeps the log; it goes with the last who closes the archive.
        """
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def _make_folder(self) -> None:
        os.makedirs(self.folder, mode=0o700, exist_ok=True)

    def _check(self, mode: str) -> None:
        application = self.connection.pragma("application_id")
        version = self.connection.pragma("user_version")
        if application == 0 and version == 0 and not self.rows("SELECT 1 FROM sqlite_schema LIMIT 1"):
            if mode == "read":
                raise StoreError(f"{self.folder}: the archive is empty", remedy="firsthand add PATH… --archive DIR fills it")
            with self.transaction():
                self.connection.execute(TABLES)
                self.connection.pragma("application_id", APPLICATION)
                self.connection.pragma("user_version", VERSION)
            return
        if application != APPLICATION:
            raise CorruptError(f"{self.path}: this is the database of another program", remedy="choose another folder with --archive")
        if version not in {*STEPS, VERSION}:
            raise CorruptError(
                f"{self.path}: it is of schema version {version}, this firsthand reads {VERSION}",
                remedy="use the firsthand that made it, or a newer one",
            )
        if mode == "write" and version < VERSION:
            with self.transaction():
                for step in range(version, VERSION):
                    self.connection.execute(STEPS[step])
                self.connection.pragma("user_version", VERSION)

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


RESCUE = "firsthand verify says what is whole; firsthand add DIR --archive NEW saves that into a new archive"


def _connect(path: str, mode: str) -> apsw.Connection:
    connection = apsw.Connection(path) if mode == "write" else _reader(path)
    connection.set_busy_timeout(int(PATIENCE * 1000))
    for pragma, value in (("trusted_schema", 0), ("cell_size_check", 1), ("cache_size", -65536)):
        connection.pragma(pragma, value)
    if mode == "write":
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "FULL")
        connection.pragma("secure_delete", 1)
    else:
        connection.pragma("query_only", 1)
    return connection


def _reader(path: str) -> apsw.Connection:
    """Return a connection that only reads; on a medium that is read-only nothing can change it."""
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        connection.close()
        if os.path.exists(f"{path}-wal") and os.path.getsize(f"{path}-wal"):
            raise
        connection = apsw.Connection(
            f"file:{_escaped(path)}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
    return connection


def _escaped(path: str) -> str:
    return "".join(f"%{b:02x}" if chr(b) in "%?#" or b > 126 else chr(b) for b in os.fsencode(os.path.abspath(path)))


def _locked(path: str, patience: float) -> int:
    """Return the descriptor of a lock that this process now holds."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError as error:
            if time.monotonic() >= end:
                os.close(handle)
                raise _busy(os.path.dirname(path)) from error
            time.sleep(_STEP)


def _busy(folder: str) -> BusyError:
    return BusyError(
        f"{folder}: another firsthand is writing to this archive", remedy="wait for it to end, then give the same command again"
    )
