"""``python -m tests.zoo.crawl …``: ``scrapy`` as it is, some days from now, with names from the zoo's name server.

The machine's own resolver can't be pointed elsewhere without root.
"""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from scrapy.cmdline import execute

from archive.clock import CLOCK, system
from tests.zoo.names import ask, look_up

DAYS = "ZOO_DAYS"  # that have passed

if __name__ == "__main__":
    socket.gethostbyname = ask
    socket.getaddrinfo = look_up  # type: ignore[assignment]  # for the few ways it is called here
    passed = timedelta(days=int(os.environ[DAYS]))
    with CLOCK.showing(lambda: system() + passed):
        execute()
