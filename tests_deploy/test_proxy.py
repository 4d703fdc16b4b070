"""The reading room behind a real nginx and a real Caddy, under a path."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive.store import Archive
from tests.archive.shelf import fill
from tests_deploy.conftest import ROOT

DEADLINE_SECONDS = 30
MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


CADDY = """
{{
    admin off
    storage file_system {folder}/caddy
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("proxy")
    archive = Archive(made / "archive.db")
    fill(archive)
    archive.close()
    return made


def certificate(folder: Path) -> None:
    """A certificate for a day, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=www.example.go.id",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def nginx(folder: Path, *, port: int, room: int) -> list[str]:
    """The command for nginx with deploy/nginx.conf."""
    patterns = (
        (r"/etc/letsencrypt/live/[^/]+", str(folder)),
        (r"listen \[::\]:\d+[^;]*;", ""),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"127\.0\.0\.1:8001", f"127.0.0.1:{room}"),
    )
    (folder / "site.conf").write_text(here("nginx.conf", patterns))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return command


def caddy(folder: Path, *, port: int, room: int) -> list[str]:
    """The command for Caddy with deploy/Caddyfile."""
    ours = f"bind 127.0.0.1\n\ttls {folder}/fullchain.pem {folder}/privkey.pem"
    patterns = (
        (r"arsip\.example\.go\.id {", f"https://arsip.example.go.id:{free_port()} {{\n\t{ours}"),
        (r"www\.example\.go\.id {", f"https://www.example.go.id:{port} {{\n\t{ours}"),
        (r"/var/log/caddy", str(folder)),
        (r"127\.0\.0\.1:8001", f"127.0.0.1:{room}"),
    )
    (folder / "Caddyfile").write_text(CADDY.format(folder=folder) + here("Caddyfile", patterns))
    options = ["--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    subprocess.run(["caddy", "validate", *options], check=True, capture_output=True)
    return ["caddy", "run", *options]


def here(name: str, patterns: Iterable[tuple[str, str]]) -> str:
    """A file of deploy/ with this machine's ports and paths."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for pattern, value in patterns:
        text, count = re.subn(pattern, value, text)
        assert count, pattern
    return text


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def address(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the reading room through the proxy."""
    port, room = free_port(), free_port()
    certificate(folder)
    command = request.param(folder, port=port, room=room)
    serve = [sys.executable, "-m", "archive", "serve", "--port", str(room), "--base-url", "/arsip/"]
    variables = os.environ | {"DATA_DIR": str(folder)}
    with (
        subprocess.Popen(serve, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL) as reading_room,
        subprocess.Popen(command, stderr=subprocess.DEVNULL) as proxy,
    ):
        try:
            wait_for(room)
            wait_for(port)
            yield f"https://127.0.0.1:{port}"
        finally:
            proxy.terminate()
            reading_room.terminate()


def wait_for(port: int) -> None:
    end = time.monotonic() + DEADLINE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, f"nothing listens on {port}"
            time.sleep(0.1)
        else:
            return


def get(address: str, folder: Path) -> tuple[int, str, str]:
    """Status, body and where a redirect leads, trusting only our certificate."""
    name = address.replace("127.0.0.1", "www.example.go.id")
    port = re.sub(r"https://[^:]+:(\d+).*", r"\1", address)
    command = [
        "curl", "--silent", "--cacert", str(folder / "fullchain.pem"),
        "--resolve", f"www.example.go.id:{port}:127.0.0.1",
        "--write-out", "\n%{http_code} %{redirect_url}",
        name,
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    body, _, last = done.stdout.rpartition("\n")
    status, _, redirect = last.partition(" ")
    return int(status), body, redirect


@pytest.mark.parametrize("path", ["/arsip/", "/arsip/cari?q=koperasi", "/arsip/kantor", "/arsip/archive/articles"])
def test_pages_come_and_their_links_stay_below_the_path(address: str, folder: Path, path: str) -> None:
    status, body, _ = get(address + path, folder)
    assert status == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', body)
    assert links
    assert [link for link in links if not link.startswith("/arsip/")] == []


def test_what_pages_need_comes_too(address: str, folder: Path) -> None:
    _, body, _ = get(f"{address}/arsip/", folder)
    for link in re.findall(r'<link rel="stylesheet" href="(/[^"]*)"', body):
        assert get(address + link, folder)[0] == 200, link


def test_without_its_slash_the_path_leads_there(address: str, folder: Path) -> None:
    status, _, redirect = get(f"{address}/arsip", folder)
    assert status == 301
    assert redirect.endswith("/arsip/")


def test_other_paths_are_not_ours(address: str, folder: Path) -> None:
    assert "Dinkop" not in get(f"{address}/", folder)[1]  # it is the proxy's own, whatever that is
