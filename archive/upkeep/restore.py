"""A copy of ``crawl.db`` back in its place; what stood there is kept aside."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.lock import LockError, hold
from archive.upkeep.copies import PARTIAL, bring_to_disk, digest, prove, read_sums

_CARRIED = {  # what people decided, and were told, since the copy: table -> what a row says
    "decisions": ("at", "kind", "article", "office", "url", "reason"),
    "alarms": ("at", "recipient", "office", "family", "state", "since", "lasts"),
}


class RestoreError(RuntimeError):
    """Nothing was restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    :param rows: table -> rows, of the copy
    :param decisions: made since the copy, and carried over from the ``crawl.db`` that stood there
    :param aside: where the files are now that stood in its place
    """

    path: Path
    rows: dict[str, int]
    decisions: int
    aside: tuple[Path, ...]


def restore(copy: Path, data_dir: Path, *, force: bool = False) -> Restored:
    """Put ``copy`` into ``data_dir`` as its ``crawl.db``; ``copy`` stays where it is.

    ``archive.db`` goes aside with the old ``crawl.db``: it followed another history, and the next rebuild or crawl
    makes a new one.

    :param force: also where a ``crawl.db`` stands; it is renamed, never overwritten
    :raises RestoreError: a ``crawl.db`` stands there, a crawl is running, or nothing can be written
    :raises archive.upkeep.copies.CopyError: ``copy`` isn't a whole ``crawl.db``
    """
    _check_sum(copy)
    try:
        with hold(data_dir / "nightly.lock"):
            return _restore(copy, data_dir, force=force)
    except LockError as error:
        raise RestoreError(f"{data_dir}: a crawl is {error}") from error
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise RestoreError(f"{data_dir}: {copy} can't be restored there ({reason}); mend that, then repeat") from error


def _check_sum(copy: Path) -> None:
    if not copy.is_file():
        raise RestoreError(f"{copy}: there is no such file; name one that `python -m archive backup` made")
    listed = read_sums(copy.parent).get(copy.name)
    if listed is not None and listed != digest(copy):
        raise RestoreError(f"{copy}: is not the file that SHA256SUMS beside it lists; use another copy")


def _restore(copy: Path, data_dir: Path, *, force: bool) -> Restored:
    target = data_dir / "crawl.db"
    if target.exists() and not force:
        raise RestoreError(f"{target}: exists; `--force` puts it aside and restores in its place")
    partial = target.with_name(target.name + PARTIAL)
    try:
        shutil.copyfile(copy, partial)
        bring_to_disk(partial)
        rows = prove(partial)  # what was written, not what was read
        with _held(target):  # nobody decides anything between what is carried over and what goes aside
            carried = {table: _carry(table, target, partial) for table in _CARRIED}
            aside = _put_aside(data_dir)
        partial.replace(target)
        bring_to_disk(data_dir)
    finally:
        partial.unlink(missing_ok=True)
    return Restored(target, rows, carried["decisions"], aside)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Let nobody write to a database, once who writes now has ended; one too damaged to be written is let be.

    :raises sqlite3.OperationalError: someone goes on writing
    """
    if not path.exists():
        yield
        return
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise
        yield


def _carry(table: str, old: Path, new: Path) -> int:
    """Add to ``new`` what only ``old`` knows: nothing withdrawn since comes back, no alarm is told again.

    :returns: how many rows; 0 also where ``old`` is too damaged to be asked, or one of them has no such table
    """
    if not old.exists():
        return 0
    columns = ", ".join(_CARRIED[table])
    read = f"SELECT {columns} FROM {table}"  # noqa: S608 - our own names
    try:
        with closing(sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)) as db:
            known = db.execute(f"{read} ORDER BY id").fetchall()
    except sqlite3.Error:
        return 0
    with closing(sqlite3.connect(new)) as db:
        if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
            return 0
        there = set(db.execute(read))
        missing = [row for row in known if row not in there]
        marks = ", ".join("?" * len(_CARRIED[table]))
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", missing)  # noqa: S608 - as above
        db.commit()
    bring_to_disk(new)
    return len(missing)


def _put_aside(data_dir: Path) -> tuple[Path, ...]:
    """Give both databases, each with the log that belongs to it, second names that are free; take the first ones away.

    A power cut parts no database from its log: both have their new names before either loses its old one. And no log
    outlives its database here, for SQLite would write it into the next one.
    """
    number = 1
    while any(data_dir.glob(f"*.db.aside-{number}*")):
        number += 1
    aside = []
    for name in ("archive.db", "crawl.db"):
        database, log = data_dir / name, data_dir / f"{name}-wal"
        files = [database] if database.exists() else []
        files += [log] if log.exists() and log.stat().st_size else []
        for path in files:
            second = data_dir / path.name.replace(name, f"{name}.aside-{number}")
            _link(path, second)
            aside.append(second)
        bring_to_disk(data_dir)
        for path in (log, data_dir / f"{name}-shm", database):
            path.unlink(missing_ok=True)
    return tuple(aside)


def _link(path: Path, second: Path) -> None:
    try:
        second.hardlink_to(path)
    except OSError:  # a file system without second names
        shutil.copyfile(path, second)
        bring_to_disk(second)
