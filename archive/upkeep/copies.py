"""A folder of copies of ``crawl.db``: their names, their checksums, and whether one is whole."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from archive.schema import CRAWL

SUMS = "SHA256SUMS"  # as `sha256sum -c` reads it
PARTIAL = ".part"  # ends the name of a file that isn't whole yet
_NAME = re.compile(r"crawl-\d{8}T\d{6}Z\.db")
_MOMENT = "crawl-%Y%m%dT%H%M%SZ.db"


class CopyError(RuntimeError):
    """A file isn't a whole copy of a ``crawl.db``; the message says which, why, and what to do."""


def name_of(moment: datetime) -> str:
    """The name of the copy that holds everything up to ``moment``: ``crawl-20261124T030733Z.db``."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def moment_of(path: Path) -> datetime:
    """The moment in a copy's name."""
    return datetime.strptime(path.name, _MOMENT).replace(tzinfo=UTC)


def copies(folder: Path) -> list[Path]:
    """The copies in ``folder``, oldest first."""
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def read_sums(folder: Path) -> dict[str, str]:
    """File name -> SHA-256, as ``folder`` lists them."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def write_sums(folder: Path, paths: Iterable[Path]) -> None:
    """List ``paths``; only those that weren't listed yet are read."""
    listed = read_sums(folder)
    lines = [f"{listed.get(path.name) or digest(path)}  {path.name}\n" for path in paths]
    partial = folder / f"{SUMS}{PARTIAL}"
    partial.write_text("".join(lines), encoding="utf-8")
    bring_to_disk(partial)
    partial.replace(folder / SUMS)
    bring_to_disk(folder)


def digest(path: Path) -> str:
    """SHA-256 of a file in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bring_to_disk(path: Path) -> None:
    """Return when a file's content, or a folder's names, would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def prove(path: Path) -> dict[str, int]:
    """Make sure that ``path`` is a whole ``crawl.db`` that nobody writes to; table -> rows.

    :raises CopyError: it isn't
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise CopyError(f"{path}: is in use, {log.name} holds a part of it; copy it with `python -m archive backup`")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            _check_kind(db, path)
            faults = [row[0] for row in db.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
            faults += [f"a row of {row[0]} refers to nothing" for row in db.execute("PRAGMA foreign_key_check")]
            rows = count_rows(db)
    except (OSError, sqlite3.Error) as error:
        raise CopyError(f"{path}: can't be read ({error}); use another copy") from error
    if faults:
        raise CopyError(f"{path}: is damaged ({' '.join(str(faults[0]).split())}); use another copy")
    return rows


def count_rows(db: sqlite3.Connection) -> dict[str, int]:
    """Table -> rows."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _check_kind(db: sqlite3.Connection, path: Path) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'snapshots'").fetchone() is None:
        raise CopyError(f"{path}: is a database, but no crawl.db; name a file that `python -m archive backup` made")
    if version > len(CRAWL):
        raise CopyError(f"{path}: has version {version}, this release knows up to {len(CRAWL)}; update the software")
