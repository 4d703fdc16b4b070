"""Run a module as if it were some days later: ``python -m bench.later DAYS MODULE [ARGUMENT …]``.

The project's clock shows the later time; nothing sleeps. Timers of the event loop keep their own.
"""

from __future__ import annotations

import runpy
import sys
from datetime import datetime, timedelta

from archive.clock import CLOCK, system


def later(days: int) -> datetime:
    """What time it will be in ``days`` days."""
    return system() + timedelta(days)


if __name__ == "__main__":
    offset = int(sys.argv[1])
    sys.argv = sys.argv[2:]
    with CLOCK.showing(lambda: later(offset)):
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
