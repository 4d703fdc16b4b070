from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from archive.reading import ArchiveError, begin, begin_together, open_archive
from archive.store import Archive
from tests.archive.shelf import OFFICES, fill, save


def test_a_reader_cannot_write(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        open_archive(archive.path).execute("DELETE FROM articles")


def test_a_reader_keeps_its_state_while_a_crawl_writes(archive: Archive) -> None:
    reader = open_archive(archive.path)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    fill(archive)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (6,)
    reader.close()


def test_beginning_anew_shows_what_was_committed_since(archive: Archive) -> None:
    reader = open_archive(archive.path)
    begin(reader)
    fill(archive)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    begin(reader)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (6,)
    reader.close()


def test_what_is_committed_between_two_beginnings_makes_both_begin_again(archive: Archive) -> None:
    archive.replace_offices(OFFICES)
    first, second = open_archive(archive.path), open_archive(archive.path)
    begun: list[tuple[int]] = []

    def begin_second() -> None:
        begin(second)
        if len(begun) < 3:  # now, where the first has not begun yet
            save(archive, f"baru-{len(begun)}", "jombang")
        begun.append(second.execute("SELECT count(*) FROM articles").fetchone())

    begin_together(first, begin_second)
    assert begun == [(0,), (1,), (2,), (3,)]
    assert first.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    first.close()
    second.close()


def test_two_readers_see_one_state_while_a_crawl_commits(archive: Archive) -> None:
    first, second = open_archive(archive.path), open_archive(archive.path)
    archive.db.conn.execute("INSERT INTO state VALUES ('updated_at', '0')")
    ended = threading.Event()

    def write() -> None:
        writer = sqlite3.connect(archive.path, isolation_level=None)
        while not ended.is_set():
            writer.execute("UPDATE state SET value = value + 1 WHERE key = 'updated_at'")
        writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    seen: set[str] = set()
    apart = []
    while len(seen) < 200:
        begin_together(first, lambda: begin(second))
        [one, other] = [reader.execute("SELECT value FROM state").fetchone() for reader in (first, second)]
        seen.add(one)
        apart += [(one, other)] if one != other else []
        first.rollback()
        second.rollback()
    ended.set()
    thread.join()
    assert apart == []
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "there is no archive yet"), (b"x" * 5000, "file is not a database"), (b"", "has version 0, this release")],
)
def test_a_missing_or_foreign_file_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "archive.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArchiveError, match=message) as caught:
        open_archive(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_newer_archive_asks_for_newer_software(archive: Archive) -> None:
    archive.db.conn.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="has version 99, this release reads 2; update the software"):
        open_archive(archive.path)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nobody may write into ``folder``, not even root."""
    folder.chmod(0o555)
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)
        folder.chmod(0o755)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        yield Path(name)


def test_a_folder_that_cannot_be_written_is_read_as_it_stands(archive: Archive, shared_folder: Path) -> None:
    fill(archive)
    archive.close()
    path = shared_folder / "archive.db"
    shutil.copy(archive.path, path)
    with unwritable(shared_folder):
        assert open_archive(path).execute("SELECT count(*) FROM articles").fetchone() == (6,)


def test_news_in_a_log_that_cannot_be_read_is_not_passed_over(archive: Archive, shared_folder: Path) -> None:
    fill(archive)
    for path in archive.path.parent.glob("archive.db*"):
        shutil.copy(path, shared_folder)
    (shared_folder / "archive.db-shm").unlink()
    with unwritable(shared_folder), pytest.raises(ArchiveError, match="can't be read"):
        open_archive(shared_folder / "archive.db")


def test_an_archive_that_is_another_with_every_look_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that fails, where each look reads the whole log anew."""
    numbers = count()
    monkeypatch.setattr("archive.reading._version", lambda _: next(numbers))
    first, second = open_archive(archive.path), open_archive(archive.path)
    with closing(first), closing(second), pytest.raises(ArchiveError) as caught:
        begin_together(first, lambda: begin(second))
    assert str(caught.value).startswith(f"{archive.path}: is another with every look")
