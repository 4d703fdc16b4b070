"""The reading room as a whole: what it opens, how it starts, that it follows a writer."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
import pytest

from archive.site import ArchiveError, datasette
from tests.archive.site.practice_room import Article, Room, article, articles, build

ROOT = Path(__file__).parents[3]


def test_without_an_archive_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"archive\.db: there is no archive yet; run a crawl first"):
        datasette(tmp_path)


def test_what_is_not_sqlite_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_text("not a database, but long enough to look at" * 50)
    with pytest.raises(ArchiveError, match=r"archive\.db: can't be read"):
        datasette(tmp_path)


def test_only_the_archive_is_open(room: Room) -> None:
    assert set(room.datasette.databases) == {"archive", "_internal"}


@pytest.mark.parametrize(
    "address",
    ["/crawl", "/crawl.json", "/crawl/snapshots", "/crawl.db", "/_internal", "/_internal.json", "/_memory",
     "/-/databases.json", "/-/threads.json", "/-/plugins.json", "/-/actor.json", "/-/permissions", "/-/allow-debug"],
)  # fmt: skip
def test_what_is_not_published_is_not_there(room: Room, address: str) -> None:
    assert room.get(address).status_code == 404


def test_sql_reaches_nothing_else(room: Room) -> None:
    for sql in (
        "attach database 'crawl.db' as crawl", "select load_extension('x')", "insert into state values ('a', 'b')",
        "select readfile('/etc/passwd')", "pragma writable_schema=1", "vacuum into 'x.db'", "delete from articles",
    ):  # fmt: skip
        answer = room.get(f"/archive.json?sql={sql}&_shape=array")
        assert answer.status_code == 400, sql
    assert sorted(path.name for path in room.data_dir.iterdir() if not path.name.startswith("archive.db")) == []


def test_a_writer_is_followed(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    assert room.value("/cari.json")["total"] == 1
    writer = sqlite3.connect(room.data_dir / "archive.db")
    row: Article = article(1)
    marks = ", ".join(f":{name}" for name in row)
    with writer:
        writer.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row)
    assert [hit["id"] for hit in room.value("/cari.json")["hits"]] == [1001, 1000]
    writer.close()


def test_under_a_path_of_a_proxy_every_link_of_every_page_leads_somewhere(archive_dir: Path) -> None:
    room = Room(archive_dir, base_url="/arsip/")
    assert room.tree("/kantor").xpath("//a[@aria-current='page']/@href") == ["/arsip/kantor"]
    waiting, seen, shapes = ["/arsip/", "/arsip/?lang=en"], set[str](), Counter[str]()
    while waiting:
        address = waiting.pop()
        answer = room.get(address.removeprefix("/arsip"))  # the client puts it before every path
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in lxml.html.document_fromstring(answer.text).xpath("//@href|//@src|//@action"):
            found = urljoin(f"http://localhost{address}", link).partition("#")[0]
            if urlsplit(found).netloc != "localhost":
                continue
            inside = found.removeprefix("http://localhost")
            assert inside.startswith("/arsip/"), f"{address}: {link}"
            if inside not in seen and shapes[_shape(inside)] < 3:
                shapes[_shape(inside)] += 1
                waiting.append(inside)
            seen.add(inside)
    room.close()
    assert {"/arsip/cari?q&tahun", "/arsip/artikel/#.ris", "/arsip/kantor/jombang.atom"} <= set(shapes)


def _shape(address: str) -> str:
    """What addresses of one kind have in common: path without numbers, names of parameters."""
    path, _, query = address.partition("?")
    return re.sub(r"[0-9]+", "#", path) + ("?" if query else "") + "&".join(name for name, _ in parse_qsl(query))


SEARCH = """
import asyncio, os, pathlib, sys
from archive.site import datasette

def search(folder):
    room = datasette(pathlib.Path(folder))
    answer = asyncio.run(room.client.get("/cari.json?q=rapat"))
    return answer.status_code, answer.json()["total"], room.get_database("archive").is_mutable

search(sys.argv[1])  # imports everything while this user may
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere
print(search(sys.argv[2]))
"""


def test_a_folder_that_cannot_be_written_is_served_all_the_same(archive_dir: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dinkop-"))  # pytest's own folders can't be entered by another user
    try:
        build(folder, articles())
        folder.chmod(0o555)
        command = [sys.executable, "-c", SEARCH, str(archive_dir), str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        assert (done.stdout, done.stderr) == ("(200, 11, False)\n", "")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


SERVE = """
import pathlib, sys
from archive.site import serve
serve(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))
"""


def test_serving_over_http_until_interrupted(archive_dir: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, archive_dir, str(port)], cwd=ROOT)
    try:
        with urllib.request.urlopen(_answered(f"http://127.0.0.1:{port}/robots.txt"), timeout=10) as answer:
            assert answer.read().decode().splitlines()[0] == "User-agent: *"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def _answered(address: str, patience: float = 20.0) -> str:
    deadline = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return address
