"""A reading room over HTTP on the practice archive, and a browser that looks at it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.export import export
from tests.archive.site.practice_room import REVISION, articles, build
from tests_browser.browser import Browser
from tests_browser.prepare import AXE, ROOT

SERVE = "import pathlib, sys; from archive.site import serve; serve(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))"
PATIENCE = 30.0  # seconds for the server to answer


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room answers, without a slash at the end."""
    folder = build(tmp_path_factory.mktemp("browser"), articles(), revisions=(REVISION,))
    export(folder / "archive.db", folder / "exports")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(folder), str(port)], cwd=ROOT)
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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    opened = Browser()
    yield opened
    opened.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser as a reader on a desk has it."""
    chromium.look(width=1280)
    chromium.call("Emulation.setScriptExecutionDisabled", value=False)
    return chromium


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return Path(AXE).read_text(encoding="utf-8")
