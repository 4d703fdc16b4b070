"""``python -m tests.driven COMMAND …``: scrapy, with a clock and a name server that a test wrote.

``CLOCK`` names a file that holds the moment (ISO 8601) as long as it exists; ``NO_NAMES`` lets no name be resolved.
"""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

from scrapy.cmdline import execute

from archive.clock import CLOCK, system


def written() -> datetime:
    """The moment that the test wants it to be."""
    return datetime.fromisoformat(Path(os.environ["CLOCK"]).read_text(encoding="utf-8")).astimezone(UTC)


def refuse(host: str, *_: object, **__: object) -> None:
    """What a machine without a network says to every name."""
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


if __name__ == "__main__":
    if "NO_NAMES" in os.environ:
        socket.getaddrinfo = refuse  # type: ignore[assignment]  # it never returns
    with CLOCK.showing(written if "CLOCK" in os.environ else system):
        execute()
