"""The picture taker says in one line what stops it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "screenshots.py"


def test_without_an_archive_one_line_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
    done = subprocess.run(
        [sys.executable, TOOL, "--address", address, "--folder", tmp_path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"screenshots: {address}: no archive answers there (")
    assert done.stderr.endswith("; start one with make serve\n")
    assert list(tmp_path.iterdir()) == []
