from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from archive.crawl_log import CrawlLog, Yield
from archive.crawl_log.decisions import Decisions
from archive.models import Snapshot
from archive.store import Archive, article_id
from archive.upkeep.subjects import Subject
from archive.upkeep.verify import verify
from tests.archive.test_reading import unwritable
from tests.samples import HOST, OFFICE, article, at, page

ID = article_id(OFFICE.id, "satu-1")
URL = f"https://{HOST}/berita/satu-1"


NO_ROOM = """
import resource, sys
from pathlib import Path
from archive.upkeep.verify import verify
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
for check in verify(Path(sys.argv[1])):
    print(*check.faults)
"""


@pytest.fixture
def snapshots() -> list[Snapshot]:
    long = "<p>Koperasi mengadakan rapat anggota tahunan di balai desa.</p>" * 80
    first = page(body=long.encode())
    return [first, replace(page(body=long.replace("balai", "kantor").encode(), nights=1))]


@pytest.fixture
def data_dir(crawl_log: CrawlLog, archive: Archive, snapshots: list[Snapshot], tmp_path: Path) -> Path:
    """Both databases after two nights: one article, edited once."""
    for number, snapshot in enumerate(snapshots, start=1):
        crawl_log.keep(crawl_log.runs.start(snapshot.fetched_at, [OFFICE.id]), Yield(snapshot))
        archive.advance(number, snapshot)
        archive.save(article(body=f"Isi {number}."), snapshot, identity="satu-1")
    return tmp_path


@pytest.fixture
def crawl(data_dir: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(data_dir / "crawl.db", isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def shown(data_dir: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(data_dir / "archive.db", isolation_level=None)) as connection:
        yield connection


def faults(data_dir: Path) -> list[str]:
    return [fault for check in verify(data_dir) for fault in check.faults]


def test_what_was_looked_at_is_told(data_dir: Path) -> None:
    hashed: list[tuple[int, int]] = []
    checks = list(verify(data_dir, lambda done, total: hashed.append((done, total))))
    assert [check.what for check in checks] == [
        "archive.db: its pages, indexes and references",
        "crawl.db: its pages, indexes and references",
        "archive.db: the full-text index against the articles",
        "archive.db: articles against their earlier forms",
        "archive.db against crawl.db",
        "crawl.db: snapshots against documents",
        "crawl.db: the hash of every document",
    ]
    assert [check.faults for check in checks] == [()] * 7
    assert hashed == [(1, 2), (2, 2)]


def test_nothing_is_changed(data_dir: Path) -> None:
    before = (data_dir / "archive.db").read_bytes()
    assert faults(data_dir) == []
    assert (data_dir / "archive.db").read_bytes() == before


def test_other_bytes_than_were_fetched(data_dir: Path, crawl: sqlite3.Connection, snapshots: list[Snapshot]) -> None:
    first, second = (snapshot.sha256 for snapshot in snapshots)
    crawl.execute("UPDATE bodies SET data = (SELECT data FROM bodies WHERE sha256 = ?), dictionary = NULL", (first,))
    assert faults(data_dir) == [f"crawl.db: document {second} has other bytes than were fetched: {URL}"]


def test_a_wrong_size(data_dir: Path, crawl: sqlite3.Connection, snapshots: list[Snapshot]) -> None:
    first = snapshots[0]
    crawl.execute("UPDATE bodies SET size_bytes = 7 WHERE sha256 = ?", (first.sha256,))
    assert faults(data_dir) == [f"crawl.db: document {first.sha256} has {len(first.body)} bytes and not 7: {URL}"]


@pytest.mark.parametrize("damage", ["x''", "x'28b52ffd'", "substr(data, 1, length(data) - 4)", "zeroblob(100)"])
def test_a_damaged_document(data_dir: Path, crawl: sqlite3.Connection, snapshots: list[Snapshot], damage: str) -> None:
    sha256 = snapshots[1].sha256
    crawl.execute(f"UPDATE bodies SET data = {damage} WHERE sha256 = ?", (sha256,))
    [fault] = faults(data_dir)
    assert fault.startswith(f"crawl.db: document {sha256} can't be unpacked (")
    assert fault.endswith(f"): {URL}")


def test_a_missing_dictionary(data_dir: Path, crawl: sqlite3.Connection, snapshots: list[Snapshot]) -> None:
    assert crawl.execute("SELECT count(dictionary) FROM bodies").fetchone() == (1,)
    crawl.execute("DELETE FROM dictionaries")
    lines = faults(data_dir)
    assert lines[0] == "crawl.db: row 2 of bodies refers to a row of dictionaries that isn't there"
    assert lines[1].startswith(f"crawl.db: document {snapshots[1].sha256} can't be unpacked")
    assert len(lines) == 2


def test_a_lost_document(data_dir: Path, crawl: sqlite3.Connection, snapshots: list[Snapshot]) -> None:
    sha256 = snapshots[1].sha256
    crawl.execute("DELETE FROM bodies WHERE sha256 = ?", (sha256,))
    assert faults(data_dir) == [
        "crawl.db: row 2 of snapshots refers to a row of bodies that isn't there",
        f"archive.db: articles: article {ID} was read from {sha256}, which crawl.db doesn't keep",
        f"crawl.db: snapshot 2 lost its document: {URL}",
    ]


def test_a_document_too_many(data_dir: Path, crawl: sqlite3.Connection) -> None:
    crawl.execute("INSERT INTO bodies SELECT 'ab', size_bytes, dictionary, data FROM bodies LIMIT 1")
    assert faults(data_dir) == [
        "crawl.db: document ab belongs to no snapshot; prune drops it",
        "crawl.db: document ab has other bytes than were fetched: None",
    ]


def test_an_index_that_misses_a_word(data_dir: Path, shown: sqlite3.Connection) -> None:
    shown.execute("DROP TRIGGER articles_au")
    shown.execute("UPDATE articles SET title = 'Lain sekali'")
    [fault] = faults(data_dir)
    assert fault.startswith("archive.db: the full-text index doesn't fit the articles (")


def test_an_index_while_a_crawl_writes(
    data_dir: Path, shown: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.execute("BEGIN IMMEDIATE")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kw: connect(*args, **kw | {"timeout": 0.1}))
    [fault] = faults(data_dir)
    assert fault.startswith("archive.db: the full-text index can't be checked (database is locked); repeat ")


def test_an_archive_ahead_of_its_source(data_dir: Path, crawl: sqlite3.Connection) -> None:
    crawl.execute("DELETE FROM snapshots WHERE id = 2")
    crawl.execute("DELETE FROM bodies WHERE sha256 NOT IN (SELECT sha256 FROM snapshots)")
    lines = faults(data_dir)
    assert lines[0] == (
        f"archive.db: {OFFICE.id}/{HOST} was followed to document 2, but crawl.db ends with 1; put archive.db aside "
        "and rebuild with scrapy reextract"
    )
    assert len(lines) == 2


def test_a_lost_earlier_form(data_dir: Path, shown: sqlite3.Connection) -> None:
    shown.execute("DELETE FROM revisions")
    assert faults(data_dir) == [f"archive.db: article {ID} counts its earlier forms as 1, kept are 0: {URL}"]


def test_a_withdrawn_article_that_is_shown(data_dir: Path, crawl_log: CrawlLog) -> None:
    Decisions(crawl_log.db).withdraw([Subject(ID, OFFICE.id, URL)], at=at(2), reason="asked")
    assert faults(data_dir) == [f"archive.db: article {ID} is withdrawn and still shown: {URL}"]


@pytest.mark.parametrize("name", ["crawl.db", "archive.db"])
def test_damaged_pages(data_dir: Path, crawl_log: CrawlLog, archive: Archive, name: str) -> None:
    crawl_log.close()
    archive.close()
    path = data_dir / name
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 8] = b"\xff" * 8
    path.write_bytes(content)
    lines = faults(data_dir)
    assert lines
    assert all(line.startswith(("crawl.db: ", "archive.db: ", f"{data_dir}/")) and "\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("name", "remedy"), [("crawl.db", "restore a backup"), ("archive.db", "rebuild it with scrapy reextract")]
)
def test_a_database_that_is_not_there(data_dir: Path, name: str, remedy: str) -> None:
    (data_dir / name).unlink()
    assert faults(data_dir) == [f"{data_dir}/{name}: is not there; {remedy}, or point DATA_DIR at its folder"]
    assert not (data_dir / name).exists()


@pytest.mark.parametrize("name", ["crawl.db", "archive.db"])
def test_something_else_in_its_place(data_dir: Path, name: str) -> None:
    for end in ("-wal", "-shm"):
        (data_dir / f"{name}{end}").unlink()
    (data_dir / name).write_bytes(b"not a database " * 400)
    [fault] = faults(data_dir)
    assert fault.startswith(f"{data_dir}/{name}: can't be read (file is not a database); ")


def test_a_database_of_another_release(data_dir: Path, shown: sqlite3.Connection) -> None:
    shown.execute("PRAGMA user_version = 99")
    [fault] = faults(data_dir)
    assert fault.startswith(f"{data_dir}/archive.db: has version 99, this release ")


def test_who_may_not_read_beside_a_log_is_not_told_to_restore_anything(data_dir: Path) -> None:
    with TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        for path in data_dir.glob("*.db*"):
            shutil.copy(path, name)
        (Path(name) / "crawl.db-shm").unlink()
        with unwritable(Path(name)):
            [fault] = faults(Path(name))
    assert fault.startswith(f"{name}/crawl.db: can't be read (")
    assert fault.endswith("; nothing says that it is damaged: repeat as the crawling user")


def test_a_full_disk_is_no_damage(data_dir: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    for path in data_dir.glob("*.db"):
        shutil.copy(path, full)
    said = subprocess.run([sys.executable, "-c", NO_ROOM, full], capture_output=True, text=True, check=True).stdout
    assert said == (
        f"{full}/crawl.db: can't be read (disk I/O error); nothing says that it is damaged: free space, then repeat\n"
    )
