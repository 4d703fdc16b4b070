"""The offices that are crawled: practice sites under many names, with declarations and a list of their articles."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from bench.server import FAMILIES
from demo.nights import standing
from demo.offices import PracticeOffice
from scrapers.registry import write_office

_PRACTICE = {office.id: office for office in FAMILIES}


@dataclass(frozen=True)
class Offices:
    """Running sites.

    :param folder: holds their declarations (``offices/``) and ``urls.json``
    :param articles: addresses of all their articles
    """

    folder: Path
    articles: tuple[str, ...]
    _server: subprocess.Popen[str]

    @property
    def declarations(self) -> Path:
        """What ``OFFICES_DIR`` names."""
        return self.folder / "offices"

    @property
    def urls(self) -> Path:
        """The articles' addresses as a JSON list."""
        return self.folder / "urls.json"

    def first_request(self) -> float | None:
        """When the first request since the last call came, in seconds on the monotonic clock."""
        print(file=_pipe(self._server.stdin), flush=True)
        moment: float | None = json.loads(_pipe(self._server.stdout).readline())
        return moment


@contextmanager
def serve(count: int, folder: Path) -> Iterator[Offices]:
    """Serve ``count`` offices until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.server", str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        ports: list[tuple[str, int]] = json.loads(_pipe(server.stdout).readline())
        (folder / "offices").mkdir(parents=True)
        articles = []
        for number, (name, port) in enumerate(ports):
            _declare(_PRACTICE[name], number, port, folder / "offices")
            articles += _articles(_PRACTICE[name], port)
        offices = Offices(folder, tuple(articles), server)
        offices.urls.write_text(json.dumps(articles), encoding="utf-8")
        yield offices
    finally:
        _pipe(server.stdin).close()
        server.wait()
        _pipe(server.stdout).close()


def _declare(practice: PracticeOffice, number: int, port: int, folder: Path) -> None:
    office = replace(
        practice.declaration(port), id=f"kantor-{number:02d}", code="00", level="nasional", region="Indonesia"
    )
    write_office(office, folder / f"{office.id}.toml")


def _articles(practice: PracticeOffice, port: int) -> list[str]:
    site = practice.site()
    return [f"http://127.0.0.1:{port}{site.link_path(article)}" for article in standing(practice.id)]


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
