"""Killed at any instant, the same command again brings the same rows as an undisturbed run: none lost, none doubled."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.offices import write_registry
from demo.server import PracticeServer, serve
from tests.scripted import ROOT, scrapy

KILLS = int(os.environ.get("KILLS", "6"))  # CI takes a few, `make test-crash` many
ROWS = "SELECT id, office, url, title, body, published, event_from, author, revisions, status FROM articles ORDER BY id"


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeServer]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def undisturbed(practice: PracticeServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], float]:
    """Rows of a run that nobody killed, and how long it took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_registry(folder / "offices", practice.ports)
    began = time.monotonic()
    assert scrapy(folder, "nightly").returncode == 0
    return rows(folder), time.monotonic() - began


def rows(folder: Path) -> list[object]:
    connection = sqlite3.connect(folder / "data" / "archive.db")
    found: list[object] = connection.execute(ROWS).fetchall()
    connection.close()
    return found


def check(folder: Path) -> None:
    """Both databases are sound."""
    for name in ("crawl", "archive"):
        connection = sqlite3.connect(folder / "data" / f"{name}.db")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if name == "archive":
            connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        connection.close()


def test_a_killed_crawl_goes_on_where_it_was(
    practice: PracticeServer, undisturbed: tuple[list[object], float], tmp_path: Path
) -> None:
    truth, seconds = undisturbed
    write_registry(tmp_path / "offices", practice.ports)
    environment = os.environ | {
        "DATA_DIR": str(tmp_path / "data"),
        "OFFICES_DIR": str(tmp_path / "offices"),
        "PRIVATE_HOSTS": "127.0.0.1",
    }
    chance = random.Random(2026)  # the same instants on every machine, as far as machines are alike
    killed = 0
    for _ in range(KILLS):
        crawl = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "nightly"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
        )
        try:
            crawl.wait(timeout=chance.uniform(0.2, 1.0) * seconds)
        except subprocess.TimeoutExpired:
            crawl.send_signal(signal.SIGKILL)
            crawl.wait()
            killed += 1
        if (tmp_path / "data" / "archive.db").exists():
            check(tmp_path)
    assert killed > KILLS / 3
    done = scrapy(tmp_path, "nightly")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path) == truth
    assert scrapy(tmp_path, "reextract", "--relearn").returncode == 0
    assert rows(tmp_path) == truth
    check(tmp_path)
