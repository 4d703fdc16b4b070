from __future__ import annotations

import csv
import fcntl
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.export import ExportError, export
from archive.export.fields import ARTICLE, IMAGE, VERSION
from archive.export.files import ExportedFile
from archive.export.folder import alone
from archive.export.tables import Tables, TablesError
from archive.store import Archive
from tests.archive.export.strike import Strike, struck
from tests.archive.shelf import NAMES, fill, save, save_rich
from tests.scripted import ROOT

LOST = "the process for the tables is lost: killed by SIGKILL"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "made").mkdir()
    return tmp_path / "made"


@pytest.fixture
def tables(archive: Archive, made: Path) -> Iterator[Tables]:
    fill(archive)
    with alone(made) as lock, closing(Tables(archive.path, lock)) as started:
        yield started


def written(tables: Tables, made: Path) -> dict[str, list[list[str]]]:
    tables.write(made)
    files = tables.finish()
    for file in files:
        data = (made / file.name).read_bytes()
        assert file == ExportedFile(file.name, len(data), hashlib.sha256(data).hexdigest())
    return {file.name: [*csv.reader((made / file.name).read_text("utf-8").splitlines(keepends=True))] for file in files}


def names(rows: list[list[str]]) -> list[str]:
    return [row[4].rpartition("/")[2] for row in rows[1:]]


def test_three_tables_are_written(archive: Archive, made: Path, tables: Tables) -> None:
    save_rich(archive)
    tables.begin()
    found = written(tables, made)
    assert {name: rows[0] for name, rows in found.items()} == {
        "articles.csv": [field.name for field in ARTICLE],
        "images.csv": [field.name for field in IMAGE],
        "versions.csv": [field.name for field in VERSION],
    }
    assert names(found["articles.csv"]) == ["kaya", *NAMES, "miskin"]
    assert found["images.csv"][1:] == [
        [found["articles.csv"][1][0], "https://x.example/1.jpg", 'Rapat, "besar"'],
        [found["articles.csv"][1][0], "https://x.example/2.jpg", ""],
    ]
    assert [row[1:] for row in found["versions.csv"][1:]] == [["1", "present"], *[["0", "present"]] * 7]


def test_they_hold_what_was_there_when_the_reading_began_last(archive: Archive, made: Path, tables: Tables) -> None:
    tables.begin()
    save(archive, "baru", "malang", published="2026-05-01")
    tables.begin()
    save(archive, "terlambat", "malang", published="2026-06-01")
    assert names(written(tables, made)["articles.csv"]) == ["baru", *NAMES]


def test_a_relative_path_is_meant_from_here(archive: Archive, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive)
    monkeypatch.chdir(made)
    with alone(made) as lock, closing(Tables(Path("..", "archive.db"), lock)) as tables:
        tables.begin()
        assert names(written(tables, made)["articles.csv"]) == NAMES


def test_what_fails_there_is_raised_here(archive: Archive, made: Path, tables: Tables) -> None:
    archive.db.conn.execute("UPDATE articles SET images = '['")
    tables.begin()
    tables.write(made)
    with pytest.raises(sqlite3.OperationalError, match="malformed JSON"):
        tables.finish()


def test_a_folder_that_is_not_there_is_told(made: Path, tables: Tables) -> None:
    tables.begin()
    tables.write(made / "nowhere" / "made")
    with pytest.raises(FileNotFoundError) as caught:
        tables.finish()
    assert caught.value.filename == str(made / "nowhere" / "made")


def test_a_killed_process_is_told(made: Path, tables: Tables) -> None:
    tables.begin()
    tables._process.kill()
    tables._process.wait()
    tables.write(made)
    with pytest.raises(TablesError) as caught:
        tables.finish()
    assert str(caught.value) == LOST


def test_it_ends_wherever_it_is(made: Path, tables: Tables) -> None:
    tables.begin()
    tables.write(made)
    tables.close()
    tables.close()
    assert tables._process.returncode == -signal.SIGKILL


EXPORTER = """
import os, pathlib, signal, sys
from archive.export.folder import alone
from archive.export.tables import Tables

db_path, made = map(pathlib.Path, sys.argv[1:3])
with alone(made) as lock:
    tables = Tables(db_path, lock)
    tables.begin()
    if sys.argv[3] == "writing":
        tables.write(pathlib.Path(os.devnull))  # it fails there and waits to be told so
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["waiting", "writing"])
def test_it_ends_with_a_killed_export_and_nobody_gets_the_folder_before(
    archive: Archive, made: Path, tmp_path: Path, when: str
) -> None:
    complained = tmp_path / "complained"
    with complained.open("w") as file:
        command = [sys.executable, "-c", EXPORTER, str(archive.path), str(made), when]
        done = subprocess.run(command, cwd=ROOT, stderr=file, check=False)
    assert done.returncode == -signal.SIGKILL
    with alone(made):  # as soon as it is gone
        assert complained.read_text() == ""


def test_the_lock_is_held_while_the_process_lives(made: Path, tables: Tables) -> None:
    tables.begin()
    other = os.open(made.parent, os.O_RDONLY)
    with pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


def test_it_loads_little() -> None:
    loaded = (
        "import sys, archive.export.tables; print({name.partition('.')[0] for name in sys.modules} & set(sys.argv))"
    )
    heavy = ["sqlite_utils", "rich", "scrapy", "datasette", "pyarrow"]
    done = subprocess.run([sys.executable, "-c", loaded, *heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("column", ["attachments", "images"], ids=["the JSON fails", "the tables fail"])
def test_an_export_that_fails_leaves_no_process(archive: Archive, tmp_path: Path, column: str) -> None:
    fill(archive)
    archive.db.conn.execute(f"UPDATE articles SET {column} = '['")
    with pytest.raises(ExportError, match=r"archive\.db: can't be read \(malformed JSON\)"):
        export(archive.path, tmp_path / "exports")
    assert Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text() == ""
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("archive.db")] == []


INTERRUPTED = "interrupted; nothing is lost, the same command can be given again"
AT = ("open", "articles.csv", 1)


@pytest.mark.parametrize(
    ("strike", "code", "complaint"),
    [
        (
            Strike(*AT, signal.SIGKILL, "process"),
            3,
            f"{{data}}/exports: can't be written ({LOST}); free memory, then export again",
        ),
        (Strike(*AT, signal.SIGINT, "all"), 130, INTERRUPTED),
        (Strike(*AT, signal.SIGTERM, "all"), 130, INTERRUPTED),
    ],
)
def test_an_export_that_is_struck_at_its_tables_says_one_line(
    archive: Archive, tmp_path: Path, strike: Strike, code: int, complaint: str
) -> None:
    fill(archive)
    assert struck(tmp_path, "export", strike) == (code, f"archive: {complaint.format(data=tmp_path)}\n")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("archive.db")] == []
