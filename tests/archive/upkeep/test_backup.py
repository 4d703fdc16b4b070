from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Yield
from archive.lock import hold
from archive.upkeep.backup import BackupError, backup
from archive.upkeep.copies import SUMS, CopyError, copies, digest, prove, read_sums
from tests.samples import OFFICE, at, page

BYTES = random.Random(8)  # the same bodies on every machine
LIMIT = """
import resource, sys
from pathlib import Path
from archive.upkeep.backup import BackupError, backup
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    backup(Path(sys.argv[1]), Path(sys.argv[2]))
except BackupError as error:
    print(error)
"""
FOREVER = """
import sys
from pathlib import Path
from archive.upkeep.backup import backup
print("ready", flush=True)
while True:
    backup(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def keep(log: CrawlLog, *nights: int, size: int = 40_000) -> None:
    """One crawl a night, each of one page."""
    for night in nights:
        run = log.runs.start(at(night), [OFFICE.id])
        log.keep(run, Yield(page(f"/{night}", BYTES.randbytes(size), nights=night)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def one_night(crawl_log: CrawlLog) -> CrawlLog:
    keep(crawl_log, 0)
    return crawl_log


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_one_whole_file_named_after_what_it_holds(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    made = backup(tmp_path, folder)
    assert made.path == folder / "crawl-20260301T190000Z.db"
    assert made.rows == prove(made.path)
    assert (made.rows["snapshots"], made.size_bytes, made.removed) == (1, made.path.stat().st_size, ())
    assert names(folder) == [".lock", SUMS, made.path.name]
    assert read_sums(folder) == {made.path.name: digest(made.path)}
    with closing(CrawlLog(made.path)) as copied:
        assert copied.snapshot(1) == one_night.snapshot(1)


def test_the_same_state_again_takes_no_more_room(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    assert backup(tmp_path, folder).path == backup(tmp_path, folder).path
    assert len(copies(folder)) == 1
    assert read_sums(folder) == {path.name: digest(path) for path in copies(folder)}


def test_nights_leave_the_newest_of_days_weeks_and_months(crawl_log: CrawlLog, tmp_path: Path, folder: Path) -> None:
    removed: list[Path] = []
    for night in range(12):
        keep(crawl_log, night, size=100)
        removed += backup(tmp_path, folder, keep=3).removed
    assert [path.name[6:14] for path in copies(folder)] == ["20260301", "20260308", "20260310", "20260311", "20260312"]
    assert len(removed) == 7
    assert read_sums(folder).keys() == {path.name for path in copies(folder)}


def test_a_copy_is_whole_while_a_crawl_writes(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    """The writer commits a page and its run together, so a copy that holds other numbers of both is torn."""
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with closing(CrawlLog(tmp_path / "crawl.db")) as log:
            while not stop.is_set():
                with log.db.atomic():
                    keep(log, 1 + len(written))
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for _ in range(5):
            before = len(written)
            rows = backup(tmp_path, folder).rows
            counts.append((rows["runs"] - rows["snapshots"], rows["snapshots"] > before))
            while len(written) < before + 2 and writer.is_alive():  # the writer goes on
                time.sleep(0.01)
    finally:
        stop.set()
        writer.join()
    assert counts == [(0, True)] * 5


def test_a_killed_backup_leaves_no_half_under_a_copys_name(crawl_log: CrawlLog, tmp_path: Path, folder: Path) -> None:
    keep(crawl_log, *range(5), size=1_000_000)
    crawl_log.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    chosen = random.Random(3)
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", FOREVER, str(tmp_path), str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(chosen.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        listed = read_sums(folder) if folder.exists() else {}
        for path in copies(folder) if folder.exists() else []:
            assert prove(path)["snapshots"] == 5
            assert listed.get(path.name, digest(path)) == digest(path)
    made = backup(tmp_path, folder)
    assert names(folder) == [".lock", SUMS, made.path.name]


def test_no_room_is_one_line_and_leaves_what_was_there(crawl_log: CrawlLog, tmp_path: Path, folder: Path) -> None:
    keep(crawl_log, 0)
    old = backup(tmp_path, folder).path
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    keep(crawl_log, 1, size=300_000)
    done = subprocess.run(
        [sys.executable, "-c", LIMIT, str(tmp_path), str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        f"{folder}: {tmp_path}/crawl.db can't be copied there (disk I/O error); free space or mend permissions, then "
        "repeat\n"
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert prove(old)


def test_a_damaged_source_is_told_and_old_copies_stay(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    old = backup(tmp_path, folder).path
    keep(one_night, 1)
    one_night.db.conn.execute("PRAGMA foreign_keys = OFF")
    one_night.db.conn.execute("DELETE FROM bodies")
    with pytest.raises(CopyError, match="is damaged"):
        backup(tmp_path, folder, keep=1)
    assert copies(folder) == [old]


def test_without_a_crawl_there_is_nothing_to_copy(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(BackupError, match=r"crawl\.db: there is nothing to back up; run a crawl first"):
        backup(tmp_path, folder)
    CrawlLog(tmp_path / "crawl.db").close()
    with pytest.raises(BackupError, match=r"crawl\.db: nothing was crawled yet"):
        backup(tmp_path, folder)


def test_one_backup_at_a_time(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    with hold(folder / ".lock"), pytest.raises(BackupError, match=r"another backup is already running since .* \(pid"):
        backup(tmp_path, folder)


def test_a_folder_that_cannot_be_made_is_one_line(one_night: CrawlLog, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"^/proc/backups: .* can't be copied there \(No such file or directory\)"):
        backup(tmp_path, Path("/proc/backups"))


def test_a_file_of_an_older_release_is_copied_as_it_is(one_night: CrawlLog, tmp_path: Path, folder: Path) -> None:
    one_night.db.conn.execute("DROP TABLE visits")
    one_night.db.conn.execute("PRAGMA user_version = 0")
    assert "visits" not in backup(tmp_path, folder).rows
