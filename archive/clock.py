"""The one clock: whoever needs the time of day asks here, so that nights can be lived through without waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def system() -> datetime:
    """What the operating system says, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Tells the time of day.

    :param tell: gives an aware datetime in UTC
    """

    def __init__(self, tell: Callable[[], datetime] = system) -> None:
        self._tell = tell

    def now(self) -> datetime:
        """The present, in UTC."""
        return self._tell()

    @contextmanager
    def showing(self, tell: Callable[[], datetime]) -> Iterator[None]:
        """Let ``tell`` say what time it is until the block ends."""
        before, self._tell = self._tell, tell
        try:
            yield
        finally:
            self._tell = before


CLOCK = Clock()  # of this process
now = CLOCK.now
