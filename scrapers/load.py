"""How busy this process is."""

from __future__ import annotations

import time
from collections.abc import Callable

Seconds = Callable[[], float]


class Load:
    """Measures which share of its time a process is at work.

    :param worked: processor time that it has had
    :param passed: a clock that is never set
    """

    def __init__(self, worked: Seconds = time.process_time, passed: Seconds = time.monotonic) -> None:
        self._worked = worked
        self._passed = passed
        self._since = worked(), passed()

    def share(self) -> float:
        """0 … 1, more with several threads, since it was last asked."""
        worked, passed = self._since
        self._since = self._worked(), self._passed()
        return (self._since[0] - worked) / max(self._since[1] - passed, 1e-9)
