from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Yield
from archive.upkeep.copies import SUMS, CopyError, copies, moment_of, name_of, prove, read_sums, write_sums
from tests.samples import OFFICE, at, page

MOMENT = datetime(2026, 11, 24, 3, 7, 33, tzinfo=UTC)


@pytest.fixture
def copy(crawl_log: CrawlLog, tmp_path: Path) -> Path:
    crawl_log.keep(crawl_log.runs.start(at(), [OFFICE.id]), Yield(page()))
    path = tmp_path / "copies" / name_of(at())
    path.parent.mkdir()
    crawl_log.db.conn.execute("VACUUM INTO ?", (str(path),))
    return path


def test_a_name_says_its_moment_in_utc() -> None:
    assert name_of(MOMENT.astimezone(timezone(timedelta(hours=7)))) == "crawl-20261124T030733Z.db"
    assert moment_of(Path("/backups/crawl-20261124T030733Z.db")) == MOMENT


def test_only_copies_are_listed_the_oldest_first(tmp_path: Path) -> None:
    names = ["crawl-20260302T000000Z.db", "crawl-20251231T235959Z.db"]
    for name in [*names, "crawl-20260302T000000Z.db.part", "crawl.db", "SHA256SUMS", "crawl-notes.db"]:
        (tmp_path / name).touch()
    assert [path.name for path in copies(tmp_path)] == sorted(names)


def test_checksums_are_read_by_everyone(tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    write_sums(tmp_path, [one])
    write_sums(tmp_path, [one, two])
    assert read_sums(tmp_path) == {
        "one.db": hashlib.sha256(b"1").hexdigest(),
        "two.db": hashlib.sha256(b"2").hexdigest(),
    }
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", SUMS], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "one.db: OK\ntwo.db: OK\n"


def test_without_a_list_nothing_is_known(tmp_path: Path) -> None:
    assert read_sums(tmp_path) == {}


def test_a_whole_copy_is_counted(copy: Path) -> None:
    rows = prove(copy)
    assert {name: count for name, count in rows.items() if count} == {
        "bodies": 1, "documents": 1, "runs": 1, "snapshots": 1,
    }  # fmt: skip
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name]


def test_damage_is_found(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    page_size = int.from_bytes(content[16:18])
    for start in range(page_size, len(content), page_size):
        content[start : start + 8] = b"\xff" * 8
    copy.write_bytes(content)
    with pytest.raises(CopyError, match=r"use another copy$"):
        prove(copy)


def test_a_row_that_refers_to_nothing_is_found(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    connection.execute("DELETE FROM bodies")
    connection.commit()
    connection.close()
    with pytest.raises(CopyError) as raised:
        prove(copy)
    assert str(raised.value) == f"{copy}: is damaged (a row of snapshots refers to nothing); use another copy"


@pytest.mark.parametrize("length", [0.5, 0.9])
def test_half_a_copy_is_found(copy: Path, length: float) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * length)])
    with pytest.raises(CopyError, match=r"can't be read|is damaged"):
        prove(copy)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is a database, but no crawl.db; name a file that `python -m archive backup` made"),
        (b"not a database " * 100, "can't be read (file is not a database); use another copy"),
    ],
)
def test_something_else_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "crawl-20260302T000000Z.db"
    path.write_bytes(content)
    with pytest.raises(CopyError) as raised:
        prove(path)
    assert str(raised.value) == f"{path}: {message}"


def test_a_copy_of_a_newer_release_is_named(copy: Path) -> None:
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CopyError, match=r"has version 99, this release knows up to \d+; update the software"):
        prove(copy)


def test_a_database_in_use_is_no_copy(crawl_log: CrawlLog, tmp_path: Path) -> None:
    crawl_log.runs.start(at(), [OFFICE.id])
    shutil.copy(tmp_path / "crawl.db", tmp_path / "mine.db")
    shutil.copy(tmp_path / "crawl.db-wal", tmp_path / "mine.db-wal")
    with pytest.raises(CopyError, match=r"is in use, mine\.db-wal holds a part of it"):
        prove(tmp_path / "mine.db")
