"""A copy of ``crawl.db`` back in its place; what stood there is kept aside."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from archive.copies import PARTIAL, bring_to_disk, digest, prove, read_sums
from archive.lock import LockError, hold


class RestoreError(RuntimeError):
    """Nothing was restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    :param rows: table -> rows, of the new ``crawl.db``
    :param aside: where the files are now that stood in its place
    """

    path: Path
    rows: dict[str, int]
    aside: tuple[Path, ...]


def restore(copy: Path, data_dir: Path, *, force: bool = False) -> Restored:
    """Put ``copy`` into ``data_dir`` as its ``crawl.db``; ``copy`` stays where it is.

    ``archive.db`` goes aside with the old ``crawl.db``: it followed another history, and the next rebuild or crawl
    makes a new one.

    :param force: also where a ``crawl.db`` stands; it is renamed, never overwritten
    :raises RestoreError: a ``crawl.db`` stands there, a crawl is running, or nothing can be written
    :raises archive.copies.CopyError: ``copy`` isn't a whole ``crawl.db``
    """
    _check_sum(copy)
    try:
        with hold(data_dir / "nightly.lock"):
            return _restore(copy, data_dir, force=force)
    except LockError as error:
        raise RestoreError(f"{data_dir}: a crawl is {error}") from error
    except OSError as error:
        reason = error.strerror or error
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
        aside = _put_aside(data_dir)
        partial.replace(target)
        bring_to_disk(data_dir)
    finally:
        partial.unlink(missing_ok=True)
    return Restored(target, rows, aside)


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
        files = [path for end in ("", "-wal") if (path := data_dir / f"{name}{end}").exists()]
        for path in files:
            second = data_dir / path.name.replace(name, f"{name}.aside-{number}")
            _link(path, second)
            aside.append(second)
        bring_to_disk(data_dir)
        for path in (*reversed(files), data_dir / f"{name}-shm"):
            path.unlink(missing_ok=True)
    return tuple(aside)


def _link(path: Path, second: Path) -> None:
    try:
        second.hardlink_to(path)
    except OSError:  # a file system without second names
        shutil.copyfile(path, second)
        bring_to_disk(second)
