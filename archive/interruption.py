"""Ctrl-C, or a service manager's wish to stop, whatever a command is doing: one line, and 130.

A command spends most of its first second loading, where nothing is open and nobody would catch it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import NoReturn

INTERRUPTED = 130  # exit status
_STOPS = (signal.SIGINT, signal.SIGTERM)


def leave_at_once(command: str) -> None:
    """Let a stop end the process where it is, while it loads: an import may make another error of an exception."""
    for number in _STOPS:
        signal.signal(number, lambda *_: _leave(command))


def heed() -> None:
    """Meet both kinds of stop as ``KeyboardInterrupt``, so that whatever is open is closed on the way out."""
    for number in _STOPS:
        signal.signal(number, signal.default_int_handler)


@contextmanager
def told(command: str) -> Iterator[None]:
    """End the process with one line where the block is interrupted; what comes after it can't be."""
    heed()
    try:
        yield
    except KeyboardInterrupt:
        _leave(command)
    finally:
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)


def told_at_last(command: str) -> None:
    """The same for a process whose outermost block is another's: Scrapy's."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _leave(command)

    heed()
    sys.excepthook = hook


def _leave(command: str) -> NoReturn:
    """Nothing is open any more; the interpreter's own way out would rather end by the signal, now and then."""
    with suppress(OSError, RuntimeError):  # a stream may be closed, or in use at this moment
        sys.stdout.flush()
    os.write(2, f"{command}: interrupted; nothing is lost, the same command can be given again\n".encode())
    os._exit(INTERRUPTED)
