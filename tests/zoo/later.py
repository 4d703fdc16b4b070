"""``python -m tests.zoo.later scrapy|archive …``: the command as it is, some days from now, by the zoo's name server.

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

DAYS = "ZOO_DAYS"  # that have passed

if __name__ == "__main__":
    socket.gethostbyname = ask
    socket.getaddrinfo = look_up  # type: ignore[assignment]  # for the few ways it is called here
    passed = timedelta(days=int(os.environ[DAYS]))
    command = sys.argv.pop(1)
    with CLOCK.showing(lambda: system() + passed):
        if command == "archive":
            sys.exit(main())
        execute()
