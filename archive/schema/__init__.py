"""The tables of both databases, as forward-only migrations.

``crawl.db`` holds what was fetched, ``archive.db`` what is published. Each file carries its version in
``PRAGMA user_version``; all migrations that a file needs run in one transaction, and happen whole or not at all. A
``crawl.db`` is copied before: see ``archive.upkeep.upgrade``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.schema import archive, counts, crawl
from archive.schema.connection import Connection

if TYPE_CHECKING:  # who only reads does without: it is a third of what an export loads
    from sqlite_utils import Database

Migration = Callable[["Database"], None]

CRAWL: Sequence[Migration] = (crawl.first_version, crawl.second_version)
ARCHIVE: Sequence[Migration] = (archive.first_version, counts.second_version)


class SchemaError(RuntimeError):
    """A database can't be used by this release; the message says which file, why, and what to do."""


def open_database(path: Path, migrations: Sequence[Migration]) -> Database:
    """Open (or create) the database at ``path`` and bring it to the newest version.

    :raises SchemaError: the file can't be opened, isn't SQLite, can't be migrated, or was written by a newer release
    :raises archive.schema.connection.DiskError: now or later, the disk fails
    """
    from sqlite_utils import Database  # noqa: PLC0415 - see above

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        connection = sqlite3.connect(path, timeout=30, isolation_level=None, factory=Connection)
        connection.path = path
        db = Database(connection)
        if new:  # asking an existing file would wait for whoever is writing it
            db.conn.execute("PRAGMA auto_vacuum=INCREMENTAL")  # what is pruned makes the file smaller
        db.conn.execute("PRAGMA journal_mode=WAL")
        db.conn.execute("PRAGMA synchronous=FULL")
        db.conn.execute("PRAGMA foreign_keys=ON")
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    except (OSError, sqlite3.Error) as error:
        reason = error.__cause__ or error
        raise SchemaError(
            f"{path}: can't be opened ({reason}); check that the folder is writable and the file is a SQLite database"
        ) from error
    if version > len(migrations):
        raise SchemaError(
            f"{path}: has version {version}, this release knows up to {len(migrations)}; "
            "update the software or point DATA_DIR elsewhere"
        )
    if version < len(migrations):
        _migrate(db, path, migrations)
    return db


def _migrate(db: Database, path: Path, migrations: Sequence[Migration]) -> None:
    """Bring a file to the newest version, whole or not at all; who comes second finds it done."""
    try:
        db.conn.execute("BEGIN IMMEDIATE")
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
        for migrate in migrations[version:]:
            migrate(db)
        db.conn.execute(f"PRAGMA user_version = {max(version, len(migrations))}")
        db.conn.execute("COMMIT")
    except BaseException as error:
        db.rollback()
        db.close()
        if isinstance(error, sqlite3.Error):
            reason = error.__cause__ or error
            raise SchemaError(
                f"{path}: can't be brought to version {len(migrations)} ({reason}) and stays as it was; free space or "
                "mend permissions, then repeat"
            ) from error
        raise


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """A transaction that reads before it writes, though other processes write too.

    It takes its turn at the beginning: one that began by reading would be refused where another wrote meanwhile.
    Within a transaction it is a part of that.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
