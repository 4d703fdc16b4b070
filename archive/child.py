"""What all processes have in common that another one starts to work for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STOPS: Final = {signal.SIGINT, signal.SIGTERM}  # for the one that started it, which decides what becomes of the work


@contextmanager
def stops_held_back() -> Iterator[None]:
    """What is started meanwhile never hears of Ctrl-C or a service manager's wish; it ends with its starter."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ending(status: int) -> str:
    """How a process ended, in words.

    :param status: its exit code; negative: the signal that ended it

    >>> ending(-9), ending(1)
    ('killed by SIGKILL', 'ended with 1')
    """
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"ended with {status}"
