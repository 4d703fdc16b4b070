"""Run a module as if it were some days later: ``python -m bench.later DAYS MODULE [ARGUMENT …]``.

Whoever asks ``datetime.now`` is told the later time; nothing sleeps. Timers of the event loop keep their own dt.
"""

from __future__ import annotations

import datetime as dt
import runpy
import sys
from typing import Self


def shift(days: int) -> None:
    """Move ``datetime.now`` for every module that is imported from here on."""
    offset = dt.timedelta(days=days)

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Self:
            return super().now(tz) + offset

    dt.datetime = Later  # type: ignore[misc]


if __name__ == "__main__":
    shift(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
