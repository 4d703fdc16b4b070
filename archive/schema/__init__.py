"""The tables of both databases, as forward-only migrations.

``crawl.db`` holds what was fetched, ``archive.db`` what is published. Each file carries its version in
``PRAGMA user_version``; a migration runs in one transaction and either happens whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlite_utils import Database

from archive.schema import archive, crawl

Migration = Callable[[Database], None]

CRAWL: Sequence[Migration] = (crawl.first_version, crawl.second_version)
ARCHIVE: Sequence[Migration] = (archive.first_version,)


class SchemaError(RuntimeError):
    """A database can't be used by this release; the message says which file, why, and what to do."""


def open_database(path: Path, migrations: Sequence[Migration]) -> Database:
    """Open (or create) the database at ``path`` and bring it to the newest version.

    :raises SchemaError: the file can't be opened, isn't SQLite, or was written by a newer release
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        db = Database(sqlite3.connect(path, timeout=30, isolation_level=None))
        if new:  # asking an existing file would wait for whoever is writing it
            db.conn.execute("PRAGMA auto_vacuum=INCREMENTAL")  # what is pruned makes the file smaller
        db.conn.execute("PRAGMA journal_mode=WAL")
        db.conn.execute("PRAGMA synchronous=FULL")
        db.conn.execute("PRAGMA foreign_keys=ON")
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    except (OSError, sqlite3.Error) as error:
        raise SchemaError(
            f"{path}: can't be opened ({error}); check that the folder is writable and the file is a SQLite database"
        ) from error
    if version > len(migrations):
        raise SchemaError(
            f"{path}: has version {version}, this release knows up to {len(migrations)}; "
            "update the software or point DATA_DIR elsewhere"
        )
    for number, migrate in enumerate(migrations[version:], start=version + 1):
        with db.atomic():
            migrate(db)
            db.conn.execute(f"PRAGMA user_version = {number}")
    return db
