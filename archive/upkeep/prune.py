"""Drops what ``crawl.db`` needs no longer: old lists, feeds, sitemaps and answers that only led to articles.

The policy: a document that holds an article stays for ever. Of a document that leads to articles stay, per address,
the newest, all of the last 90 days, and the newest of every month before. What readers see doesn't depend on the rest.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from archive.lock import LockError, hold
from archive.models import Kind
from archive.moment import stamp
from archive.upkeep.upgrade import open_crawl

DAYS = 90
_GOING = """
    CREATE TEMP TABLE going AS
    SELECT id, kind FROM (
        SELECT id, kind, fetched_at,
            row_number() OVER (PARTITION BY office, url ORDER BY id DESC) AS age,
            row_number() OVER (PARTITION BY office, url, substr(fetched_at, 1, 7) ORDER BY id DESC) AS age_in_month
        FROM snapshots WHERE kind IN (SELECT value FROM json_each(:kinds))
    ) WHERE age > 1 AND age_in_month > 1 AND fetched_at < :before
"""
_UNUSED_BODIES = "SELECT sha256 FROM bodies WHERE sha256 NOT IN (SELECT sha256 FROM snapshots)"
# The newest dictionary of a site is the one that its next pages are packed with.
_UNUSED_DICTIONARIES = """
    SELECT id FROM dictionaries
    WHERE id NOT IN (SELECT dictionary FROM bodies WHERE dictionary IS NOT NULL)
        AND id NOT IN (SELECT max(id) FROM dictionaries GROUP BY site)
"""


class PruneError(RuntimeError):
    """Nothing was dropped; the message says why."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What went, or would go.

    :param snapshots: kind -> how many
    :param freed_bytes: of documents and dictionaries, as they are packed
    :param before_bytes: size of ``crawl.db`` before
    :param after_bytes: and after; the same where the room stays in the file for the nights to come
    """

    snapshots: dict[str, int]
    bodies: int
    dictionaries: int
    freed_bytes: int
    before_bytes: int
    after_bytes: int


def prune(data_dir: Path, now: datetime, *, apply: bool = False) -> Pruned:
    """Find what the policy lets go, and with ``apply`` drop it, in one transaction.

    :raises PruneError: no ``crawl.db``, a crawl is running, or nothing can be written
    :raises archive.schema.SchemaError: ``crawl.db`` can't be used
    """
    path = data_dir / "crawl.db"
    if not path.is_file():
        raise PruneError(f"{path}: there is nothing to prune; run a crawl first, or point DATA_DIR at its folder")
    try:
        with hold(data_dir / "nightly.lock"), closing(open_crawl(path)) as db:
            return _prune(db.conn, now, apply=apply)
    except LockError as error:
        raise PruneError(f"{path}: a crawl is {error}") from error
    except (OSError, sqlite3.Error) as error:
        raise PruneError(f"{path}: can't be pruned ({error}); nothing was dropped") from error


def _prune(db: sqlite3.Connection, now: datetime, *, apply: bool) -> Pruned:
    # For each document SQLite would look through all snapshots; instead all references are checked once, below.
    db.execute("PRAGMA foreign_keys = OFF")
    before = _size(db)
    db.execute("BEGIN IMMEDIATE")
    try:
        snapshots = _drop_snapshots(db, now)
        bodies = _drop(db, "bodies", "sha256", _UNUSED_BODIES)
        dictionaries = _drop(db, "dictionaries", "id", _UNUSED_DICTIONARIES)
        dangling = db.execute("PRAGMA foreign_key_check").fetchone()
        if dangling:
            raise sqlite3.IntegrityError(f"row {dangling[1]} of {dangling[0]} refers to nothing")
        db.execute("COMMIT" if apply else "ROLLBACK")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    if apply:
        db.execute("PRAGMA incremental_vacuum").fetchall()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return Pruned(snapshots, bodies[0], dictionaries[0], bodies[1] + dictionaries[1], before, _size(db))


def _drop_snapshots(db: sqlite3.Connection, now: datetime) -> dict[str, int]:
    kinds = json.dumps([kind for kind in Kind if not kind.holds_article])
    db.execute(_GOING, {"kinds": kinds, "before": stamp(now - timedelta(days=DAYS))})
    counts = dict(db.execute("SELECT kind, count(*) FROM temp.going GROUP BY kind ORDER BY kind"))
    db.execute("DELETE FROM snapshots WHERE id IN (SELECT id FROM temp.going)")
    return counts


def _drop(db: sqlite3.Connection, table: str, key: str, unused: str) -> tuple[int, int]:
    """Delete the unused rows; returns how many and their bytes."""
    sql = f"DELETE FROM {table} WHERE {key} IN ({unused}) RETURNING length(data)"  # noqa: S608
    sizes = [size for (size,) in db.execute(sql)]
    return len(sizes), sum(sizes)


def _size(db: sqlite3.Connection) -> int:
    (pages,), (page_bytes,) = db.execute("PRAGMA page_count").fetchone(), db.execute("PRAGMA page_size").fetchone()
    return int(pages * page_bytes)
