"""A reading room over HTTP, in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests_browser.prepare import ROOT

SERVE = "import pathlib, sys; from archive.site import serve; serve(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))"
PATIENCE = 30.0  # seconds for the server to answer


@contextmanager
def serving(data_dir: Path) -> Iterator[str]:
    """Serve the archive in ``data_dir``; yields where it answers, without a slash at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(data_dir), str(port)], cwd=ROOT)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
