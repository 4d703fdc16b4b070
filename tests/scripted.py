"""A web site on loopback that answers exactly what a test wrote, and the commands that crawl it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import cast

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Answer:
    """What the site says to one path."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A running site. ``log`` has (path, monotonic seconds, request headers in lower case)."""

    url: str
    routes: dict[str, Answer | Callable[[Mapping[str, str]], Answer]]
    log: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.log]


class Handler(BaseHTTPRequestHandler):
    """Sends answers; whoever asks is noted elsewhere."""

    protocol_version = "HTTP/1.1"

    def send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """The log is in memory."""


@contextmanager
def running(*servers: ThreadingHTTPServer) -> Iterator[None]:
    """Let ``servers`` answer, each from a thread, until the block ends."""
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class _Handler(Handler):
    def do_GET(self) -> None:
        site = cast("_Server", self.server).site
        headers = {name.lower(): value for name, value in self.headers.items()}
        site.log.append((self.path, monotonic(), headers))
        said = site.routes.get(self.path, Answer(b"<html><body>tidak ada</body></html>", 404))
        self.send(said if isinstance(said, Answer) else said(headers))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


@contextmanager
def site(routes: Mapping[str, Answer | Callable[[Mapping[str, str]], Answer]]) -> Iterator[Site]:
    """Serve ``routes`` until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(f"http://127.0.0.1:{server.server_address[1]}/", dict(routes))
    with running(server):
        yield server.site


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project with its data and registry in ``folder``; loopback may be crawled."""
    settings = {
        "DATA_DIR": str(folder / "data"),
        "OFFICES_DIR": str(folder / "offices"),
        "PRIVATE_HOSTS": "127.0.0.1",
        "PYTHONWARNINGS": "error::DeprecationWarning:scrapers,error::DeprecationWarning:archive",
        "COLUMNS": "200",
    }
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def scrapy(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``scrapy`` as an operator would."""
    return run(folder, "scrapy", *arguments, **environment)


def archive(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m archive`` as an operator would."""
    return run(folder, "archive", *arguments, **environment)


def declare(folder: Path, url: str, office: str = "contoh", **site_keys: str) -> None:
    """Write an office with one site; ``site_keys`` are TOML values, ``enabled="false"``."""
    (folder / "offices").mkdir(exist_ok=True, parents=True)
    keys = {"url": f'"{url}"', "delay_seconds": "0.001"} | site_keys
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    (folder / "offices" / f"{office}.toml").write_text(
        f'id = "{office}"\ncode = "3541"\nlevel = "kabupaten"\nregion = "Kabupaten Contoh"\n'
        f'name = "Dinas Koperasi Kabupaten Contoh"\nlatitude = -7.5\nlongitude = 112.2\n\n[[site]]\n{lines}\n',
        encoding="utf-8",
    )
