"""Nights of small offices on loopback, as an operator starts them, and what they leave."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from archive import run_report
from tests.scripted import ROOT, Answer, Site, declare
from tests.test_bad_input import SOURCE, listing, news

SCHEMA = json.loads(Path(run_report.__file__).with_name("run-report.schema.json").read_text(encoding="utf-8"))
OPEN = 9  # pages that may be on their way at once: CONCURRENT_REQUESTS and one more
LATE = 60  # seconds after which a test is lost


def path(number: int) -> str:
    return f"/berita/pelatihan-usaha-mikro-angkatan-{number}"


def routes(*numbers: int) -> dict[str, Answer]:
    return {"/berita": Answer(listing(*numbers)), **{path(number): Answer(news(number)) for number in numbers}}


def office(folder: Path, served: Site, name: str = "contoh", code: str = "3541") -> None:
    """Write an office whose only site is ``served``."""
    declare(folder, served.url, name, article_url=r"'^/berita/.+-\d+$'" + SOURCE.format(url=served.url))
    file = folder / "offices" / f"{name}.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("3541", code), encoding="utf-8")


@contextmanager
def nightly(
    folder: Path, *options: str, command: str = "nightly", **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A night that goes on while the block runs."""
    settings = {"DATA_DIR": f"{folder}/data", "OFFICES_DIR": f"{folder}/offices", "PRIVATE_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.driven" if "CLOCK" in environment else "scrapy", command, *options],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def show(clock: Path, moment: str) -> None:
    """Let it be ``moment`` for whoever looks at ``clock``, at once."""
    draft = clock.with_name(f"{clock.name}-{threading.get_ident()}")
    draft.write_text(moment, encoding="utf-8")
    draft.replace(clock)


def rows(folder: Path, sql: str, database: str = "crawl") -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(folder / "data" / f"{database}.db")
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def reports(folder: Path) -> list[dict[str, Any]]:
    """Every run's report, oldest first, each as its description wants it."""
    found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((folder / "data" / "runs").iterdir())]
    for each in found:
        Draft202012Validator(SCHEMA).validate(each)
    return found


class Held:
    """A page that is asked for and doesn't come until the test lets it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.free = threading.Event()

    def __call__(self, _: Mapping[str, str]) -> Answer:
        self.asked.set()
        self.free.wait(LATE)
        return Answer(news(1))


def articles(folder: Path) -> int:
    """How many articles are shown."""
    if not (folder / "data" / "archive.db").exists():
        return 0
    [(count,)] = rows(folder, "SELECT count(*) FROM articles", "archive")
    return int(count)
