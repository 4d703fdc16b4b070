"""``crawl.db`` opened for writing: a file of an older release is copied, then brought to the present version.

The copy lies where backups lie, in a folder of its own that no rotation thins out: ``backups/before-version-2``. The
bringing is one transaction, so a failure leaves the file as it was.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.schema import CRAWL, SchemaError, open_database
from archive.upkeep.backup import BackupError, backup
from archive.upkeep.copies import CopyError


def open_crawl(path: Path) -> Database:
    """Open (or create) the ``crawl.db`` at ``path``.

    :raises SchemaError: it can't be used, or it is of an older release and can't be copied
    """
    if _is_older(path):
        _copy(path)
    return open_database(path, CRAWL)


def _is_older(path: Path) -> bool:
    """Whether the file holds something that this release would change; what can't be read is for others to name."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            return 0 < version < len(CRAWL) and db.execute("SELECT 1 FROM runs").fetchone() is not None
    except sqlite3.Error:
        return False


def _copy(path: Path) -> None:
    folder = Path(os.environ.get("BACKUP_DIR") or path.parent / "backups") / f"before-version-{len(CRAWL)}"
    try:
        backup(path.parent, folder)
    except (BackupError, CopyError) as error:
        raise SchemaError(
            f"{path}: is of an older release and stays as it is, since it can't be copied first: {error}"
        ) from error
