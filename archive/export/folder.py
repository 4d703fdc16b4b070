"""A folder that is replaced whole: readers find the old export or the new one, never a half."""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MANIFEST = "SHA256SUMS"
RELEASE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")  # name of a folder inside, which is taken over as it is
_UNFINISHED = re.compile(r"\.\d{4}-\d\d\..*\.tmp")  # a release that was never finished
_AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # linux/fs.h: both names keep existing, their contents change places


class FolderError(RuntimeError):
    """The folder can't be written; the message says which, why, and what to do."""


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``folder``; it takes its place when the block ends well, else it is thrown away.

    :raises FolderError: ``folder`` holds something that isn't an export
    :raises OSError: no permission, disk full
    """
    folder = folder.absolute()
    _check(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    made = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    made.mkdir()
    lock = os.open(made, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield made
        _take_over(folder, made)
        _sync(made)
        _swap(made, folder)
    finally:
        os.close(lock)
        shutil.rmtree(made, ignore_errors=True)


def _check(folder: Path) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise FolderError(f"{folder}: is not a folder; name a new one, or one that an export made")
    if os.path.ismount(folder):
        raise FolderError(f"{folder}: is a mount point and can't be replaced; name a folder inside it")
    names = sorted(entry.name for entry in folder.iterdir() if not _is_release(entry.name))
    if names and MANIFEST not in names:
        raise FolderError(
            f"{folder}: holds {names[0]} and no {MANIFEST}, so no export made it; name a new or empty folder"
        )


@contextmanager
def alone(folder: Path) -> Iterator[int]:
    """Let one run at a time write ``folder`` and the releases in it; another one waits.

    Yields the descriptor of the lock: another one waits also for the processes that are given it.
    """
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder.absolute().parent, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _is_release(name: str) -> bool:
    return bool(RELEASE.fullmatch(name) or _UNFINISHED.fullmatch(name))


def _take_over(folder: Path, made: Path) -> None:
    """Have the releases of ``folder`` in ``made`` too: as further names of the same files."""
    if folder.is_dir():
        for release in folder.iterdir():
            if RELEASE.fullmatch(release.name) and release.is_dir():
                shutil.copytree(release, made / release.name, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _sweep(folder: Path) -> None:
    """Take away what killed runs left; a run that lives holds the lock of its folder."""
    for leftover in folder.parent.glob(f".{folder.name}.*.tmp"):
        with suppress(OSError):
            lock = os.open(leftover, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(leftover, ignore_errors=True)
            finally:
                os.close(lock)


def _sync(made: Path) -> None:
    """Bring the names of all files to the disk; their contents are there already."""
    for folder in (made, *(path for path in made.rglob("*") if path.is_dir())):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
    elif not _exchange(made, folder):
        old = made.with_name(f"{made.name[:-4]}.old.tmp")
        folder.rename(old)
        made.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    _sync_folder(folder.parent)


def _exchange(made: Path, folder: Path) -> bool:
    """Let both folders change places in one step; ``False`` where the system can't."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    failed: int = rename(_AT_FDCWD, os.fsencode(made), _AT_FDCWD, os.fsencode(folder), _RENAME_EXCHANGE)
    return not failed
