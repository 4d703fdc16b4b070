from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.schema.connection import Connection, DiskError, disk_error


def connect(path: Path, *, mode: str = "rwc") -> Connection:
    uri = f"{path.as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None, factory=Connection)
    db.path = path
    return db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "crawl.db"
    with closing(sqlite3.connect(made)) as db:
        db.execute("CREATE TABLE pages (body BLOB NOT NULL)")
    return made


def fill(path: Path) -> Connection:
    db = connect(path)
    db.execute("PRAGMA max_page_count = 3")
    return db


def lock(path: Path) -> Connection:
    other = connect(path)
    other.execute("BEGIN EXCLUSIVE")
    db = connect(path)
    db.when_failed.append(lambda _: other.close())
    return db


def spoil(path: Path) -> Connection:
    path.write_bytes(b"no database".ljust(4096))
    return connect(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (fill, "database or disk is full; free room, then repeat"),
        (lock, "database is locked; another program keeps it locked; let that end, then repeat"),
        (
            lambda path: connect(path, mode="ro"),
            "attempt to write a readonly database; check owner and permissions, then repeat",
        ),
        (spoil, "file is not a database; python -m archive verify tells what is damaged"),
    ],
    ids=["full", "locked", "read-only", "damaged"],
)
def test_a_disk_that_fails_is_named_once_and_asked_no_more(
    path: Path, make: Callable[[Path], Connection], said: str
) -> None:
    told: list[DiskError] = []
    with closing(make(path)) as db:
        db.when_failed.append(told.append)
        for sql in ("INSERT INTO pages VALUES (zeroblob(100000))", "SELECT 1"):
            with pytest.raises(DiskError) as caught:
                db.execute(sql)
            assert str(caught.value) == f"{path}: {said}"
        with pytest.raises(DiskError):
            db.executemany("INSERT INTO pages VALUES (?)", [(b"",)])
        assert [str(each) for each in told] == [f"{path}: {said}"]
        assert db.failure is told[0]


def test_what_was_begun_can_be_taken_back(path: Path) -> None:
    with closing(fill(path)) as db:
        db.execute("BEGIN")
        db.execute("INSERT INTO pages VALUES (x'00')")
        with pytest.raises(DiskError):
            db.execute("INSERT INTO pages VALUES (zeroblob(100000))")
        if db.in_transaction:
            db.execute("ROLLBACK")
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("SELECT count(*) FROM pages").fetchone() == (0,)


@pytest.mark.parametrize("sql", ["SELECT nothing", "INSERT INTO pages VALUES (NULL)"])
def test_a_wrong_statement_is_no_failure_of_the_disk(path: Path, sql: str) -> None:
    with closing(connect(path)) as db:
        with pytest.raises(sqlite3.Error) as caught:
            db.execute(sql)
        assert not isinstance(caught.value, DiskError)
        assert disk_error(caught.value, path) is None
        assert db.failure is None
        assert db.execute("SELECT 1").fetchone() == (1,)
