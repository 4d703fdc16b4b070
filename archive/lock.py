"""One crawl of a data folder at a time: the operating system lets go of a dead process's lock by itself."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.clock import now


class LockError(RuntimeError):
    """Another crawl holds the lock; the message says since when and which process."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs.

    :raises LockError: another process holds it
    :raises OSError: the folder can't be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockError(f"already running {_holder(path)}; wait for it or stop it") from None
        file.truncate(0)
        json.dump({"pid": os.getpid(), "since": now().isoformat(timespec="seconds")}, file)
        file.flush()
        try:
            yield
        finally:
            with suppress(OSError):  # a full disk: what a free lock says is of no matter
                file.truncate(0)


def _holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text())
    except (OSError, ValueError):
        return "in another process"
    return f"since {holder['since']} (pid {holder['pid']})"
