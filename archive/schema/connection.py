"""A connection that says what to do when the disk fails it, and then asks it for nothing more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

# Primary result codes of SQLite that lie with the machine, and what an operator does about them
_REMEDIES: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked; let that end, then repeat",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked; let that end, then repeat",
    sqlite3.SQLITE_PERM: "check owner and permissions, then repeat",
    sqlite3.SQLITE_READONLY: "check owner and permissions, then repeat",
    sqlite3.SQLITE_CANTOPEN: "check owner and permissions of the folder, then repeat",
    sqlite3.SQLITE_FULL: "free room, then repeat",
    sqlite3.SQLITE_IOERR: "look after the disk, then repeat",
    sqlite3.SQLITE_CORRUPT: "python -m archive verify tells what is damaged",
    sqlite3.SQLITE_NOTADB: "python -m archive verify tells what is damaged",
}
_PRIMARY = 0xFF  # of an extended result code


class DiskError(sqlite3.OperationalError):
    """A database can't be written or read for a reason outside this software; the message says which, why, what to do.

    What was committed is safe, what wasn't is as if it had never been begun.
    """


def disk_error(error: sqlite3.Error, path: Path) -> DiskError | None:
    """What ``error`` says of the machine; ``None`` where it says something of a statement."""
    if isinstance(error, DiskError):
        return error
    remedy = _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    return DiskError(f"{path}: {error}; {remedy}") if remedy else None


class Connection(sqlite3.Connection):
    """Remembers the first failure of the disk and answers everything that follows with it.

    So whoever catches the error on its way, as Scrapy does, can't go on as if nothing had happened, and nobody waits
    for a lock again and again.

    :ivar path: of the database
    :ivar failure: what happened; ``None`` while all is well
    :ivar when_failed: called with it, once
    """

    path: Path = Path()
    failure: DiskError | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - sqlite3's own
        super().__init__(*arguments, **options)
        self.when_failed: list[Callable[[DiskError], object]] = []

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - sqlite3's own
        """As in ``sqlite3``.

        :raises DiskError: now or before, the disk failed
        """
        if self.failure and sql != "ROLLBACK":
            raise self.failure
        try:
            return super().execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._judged(error) from error

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:  # noqa: ANN401 - sqlite3's own
        """As in ``sqlite3``.

        :raises DiskError: now or before, the disk failed
        """
        if self.failure:
            raise self.failure
        try:
            return super().executemany(sql, parameters)
        except sqlite3.Error as error:
            raise self._judged(error) from error

    def _judged(self, error: sqlite3.Error) -> sqlite3.Error:
        failure = disk_error(error, self.path)
        if failure is None:
            return error
        if self.failure is None:
            self.failure = failure
            for tell in self.when_failed:
                tell(failure)
        return failure
