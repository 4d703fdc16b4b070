"""A command is interrupted while it loads; Python itself says how far it is, so no clock is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripted import ROOT

COMMANDS = {
    "archive": ("archive", "serve", "--port", "0"),
    "demo": ("demo", "--no-serve"),
    "scrapy": ("scrapy", "nightly"),
}


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("command", "loading"),
    [
        ("archive", "argparse"),
        ("archive", "archive.models"),
        ("archive", "archive.export"),
        ("demo", "demo.article"),
        ("scrapy", "scrapers.registry.rules"),
        ("scrapy", "scrapers.registry.office"),
        ("scrapy", "scrapers.follower"),
    ],
)
def test_while_it_loads_one_line_ends_it(tmp_path: Path, command: str, loading: str, stop: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", *COMMANDS[command]],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    while not process.stderr.readline().endswith(f" {loading}\n"):
        assert process.poll() is None, f"{loading} was never loaded"
    process.send_signal(stop)
    said, complained = process.communicate()
    lines = [line for line in complained.splitlines() if not line.startswith("import time:")]
    assert lines == [f"{command}: interrupted; nothing is lost, the same command can be given again"]
    assert (process.returncode, said) == (130, "")
    assert [*tmp_path.iterdir()] == []
