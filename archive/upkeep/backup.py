"""Copies of ``crawl.db``: taken while a crawl writes, proven, and thinned out.

A copy is one plain SQLite file, which any tool can open, named after the newest moment it holds.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.lock import LockError, hold
from archive.upkeep import rotation
from archive.upkeep.copies import PARTIAL, bring_to_disk, copies, count_rows, moment_of, name_of, prove, write_sums

_PAGES_AT_ONCE = 4096  # 16 MB; between two steps the process can be interrupted
# Every column that says when something became known.
_MOMENTS = (
    ("runs", "started_at"),
    ("runs", "ended_at"),
    ("snapshots", "fetched_at"),
    ("documents", "checked_at"),
    ("sightings", "last_seen_at"),
    ("visits", "at"),
    ("decisions", "at"),
    ("alarms", "at"),
)


class BackupError(RuntimeError):
    """No copy was made; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A proven copy.

    :param rows: table -> rows
    :param removed: older copies that were thinned out
    """

    path: Path
    size_bytes: int
    rows: dict[str, int]
    removed: tuple[Path, ...]


def backup(data_dir: Path, folder: Path, *, keep: int = rotation.DAYS) -> Backup:
    """Copy ``crawl.db`` of ``data_dir`` to ``folder`` as it stands at this instant; writers go on meanwhile.

    A copy gets its name when it is whole, on the disk and proven; until then no older one is removed.

    :param keep: days of which the newest copy stays, besides weeks and months; see ``archive.upkeep.rotation``
    :raises BackupError: nothing to copy, no room, or another backup is at work
    :raises archive.upkeep.copies.CopyError: the copy isn't whole, because ``crawl.db`` isn't
    """
    source = data_dir / "crawl.db"
    if not source.is_file():
        raise BackupError(f"{source}: there is nothing to back up; run a crawl first, or point DATA_DIR at its folder")
    try:
        with hold(folder / ".lock"):
            _sweep(folder)
            path, rows = _copy(source, folder)
            removed = _thin_out(folder, keep)
            write_sums(folder, copies(folder))
    except LockError as error:
        raise BackupError(f"{folder}: another backup is {error}") from error
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise BackupError(
            f"{folder}: {source} can't be copied there ({reason}); free space or mend permissions, then repeat"
        ) from error
    return Backup(path, path.stat().st_size, rows, removed)


def _sweep(folder: Path) -> None:
    """Take away what a killed backup left."""
    for leftover in folder.glob(f"crawl-*Z.db{PARTIAL}*"):
        leftover.unlink()


def _copy(source: Path, folder: Path) -> tuple[Path, dict[str, int]]:
    with closing(_connect(source)) as db:
        db.execute("BEGIN")  # all below see one state, and no writer makes the copying start over
        path = folder / name_of(_newest_moment(db, source))
        partial = path.with_name(path.name + PARTIAL)
        try:
            with closing(sqlite3.connect(partial)) as copy:
                db.backup(copy, pages=_PAGES_AT_ONCE)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable where nothing can be written
            rows = prove(partial)
            if rows != count_rows(db):
                raise BackupError(f"{partial}: doesn't hold the rows of {source}; look after the disk, then repeat")
            bring_to_disk(partial)
            _put(partial, path)
        finally:
            _sweep(folder)
    return path, rows


def _put(partial: Path, path: Path) -> None:
    if path.exists():  # of the same moment, with no more inside; its checksum must not outlive it
        write_sums(path.parent, [other for other in copies(path.parent) if other != path])
    partial.replace(path)
    bring_to_disk(path.parent)


def _connect(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None)


def _newest_moment(db: sqlite3.Connection, source: Path) -> datetime:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    newest = [
        db.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        for table, column in _MOMENTS
        if table in tables  # an older release's file is copied before it is migrated
    ]
    if not any(newest):
        raise BackupError(f"{source}: nothing was crawled yet, so there is nothing to back up")
    return max(datetime.fromisoformat(moment) for moment in newest if moment)


def _thin_out(folder: Path, keep: int) -> tuple[Path, ...]:
    moments = {moment_of(path): path for path in copies(folder)}
    stay = rotation.kept(moments, days=keep)
    removed = tuple(path for moment, path in moments.items() if moment not in stay)
    for path in removed:
        path.unlink()
    return removed
