"""How the published archive is opened by everything that only reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from archive.schema import ARCHIVE

_TRIES = 100  # each takes less than a thousandth of a second, and a crawl commits now and then


class ArchiveError(RuntimeError):
    """``archive.db`` can't be read; the message says which file, why, and what to do."""


def open_archive(path: Path) -> sqlite3.Connection:
    """Open ``path`` read-only; a crawl may go on writing meanwhile.

    :raises ArchiveError: no archive yet, not SQLite, damaged, or of another release
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: there is no archive yet; run a crawl first, or point DATA_DIR at its folder")
    try:
        connection = _connect(path)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: can't be read ({error}); check its permissions, or rebuild it") from error
    if version == len(ARCHIVE):
        return connection
    connection.close()
    todo = "update the software" if version > len(ARCHIVE) else "run a crawl, which brings it up to date"
    raise ArchiveError(f"{path}: has version {version}, this release reads {len(ARCHIVE)}; {todo}")


def begin(db: sqlite3.Connection) -> None:
    """Begin a transaction, in place of the one there may be; it sees what is committed by now and nothing later."""
    db.rollback()
    db.execute("BEGIN")
    db.execute("SELECT 1 FROM sqlite_schema").fetchone()


def begin_together(db: sqlite3.Connection, begin_other: Callable[[], object]) -> None:
    """Begin a transaction on ``db`` and on another connection that sees the same state, whatever a crawl commits.

    :param begin_other: begins it on the other one, which may be another process's; is called until both see the same
    :raises ArchiveError: it is another with every look, as on a disk that fails
    """
    for _ in range(_TRIES):
        before = _version(db)
        begin_other()
        begin(db)
        if _version(db) == before:  # nothing was committed since before the other one began
            return
        db.rollback()
    path = db.execute("PRAGMA database_list").fetchone()[2]
    raise ArchiveError(
        f"{path}: is another with every look; check its disk, then repeat as the crawling user, while no crawl writes"
    )


def _version(connection: sqlite3.Connection) -> int:
    """A number that changes when others commit; within a transaction it is that of the state which that sees."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _connect(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=30)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # In a folder that can't be written SQLite can't share memory with a writer; without a log there is no writer.
        connection.close()
        wal = path.with_name(f"{path.name}-wal")
        if wal.exists() and wal.stat().st_size:
            raise
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True)
    return connection
