"""``python -m tests.zoo.later scrapy|archive …``: the command as it is, by the zoo's clock and name server.

The machine's own resolver can't be pointed elsewhere without root.
"""

from __future__ import annotations

import os
import socket
import sys
from datetime import timedelta

from scrapy.cmdline import execute

from archive.cli import main
from archive.clock import CLOCK, system
from tests.zoo.names import ask, look_up

SHIFT = "ZOO_SHIFT"  # seconds between the machine's clock and the zoo's

if __name__ == "__main__":
    socket.gethostbyname = ask
    socket.getaddrinfo = look_up  # type: ignore[assignment]  # for the few ways it is called here
    shift = timedelta(seconds=float(os.environ[SHIFT]))
    command = sys.argv.pop(1)
    with CLOCK.showing(lambda: system() + shift):
        if command == "archive":
            sys.exit(main())
        execute()
