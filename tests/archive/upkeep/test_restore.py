from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.alarms.news import Alarm
from archive.alarms.told import Told
from archive.crawl_log import CrawlLog, Yield
from archive.crawl_log.decisions import Decisions
from archive.lock import hold
from archive.models import Snapshot
from archive.upkeep.backup import backup
from archive.upkeep.comparison import compare
from archive.upkeep.copies import CopyError
from archive.upkeep.restore import RestoreError, restore
from archive.upkeep.subjects import Subject
from archive.upkeep.verify import verify
from scrapers.books import Books
from tests.practice import OFFICE_OF, article_paths, declaration, page_bytes
from tests.samples import OFFICE, at, page

OLDEST = Path(__file__).parents[1] / "released" / "crawl-1.sql"
NAME = "praktik-tanjungsari"
OFFICES = {NAME: declaration(NAME)}
LIMIT = """
import resource, sys
from pathlib import Path
from archive.upkeep.restore import RestoreError, restore
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    restore(Path(sys.argv[1]), Path(sys.argv[2]), force=True)
except RestoreError as error:
    print(error)
"""


def keep(log: CrawlLog, *nights: int) -> None:
    for night in nights:
        run = log.runs.start(at(night), [OFFICE.id])
        log.keep(run, Yield(page(f"/{night}", f"<p>malam {night}</p>".encode(), nights=night)))


def numbers(data_dir: Path) -> list[int]:
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        return [number for (number,) in log.db.conn.execute("SELECT id FROM snapshots ORDER BY id")]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a crawl.db of one night, away from any data folder."""
    with closing(CrawlLog(tmp_path / "old" / "crawl.db")) as log:
        keep(log, 0)
    return backup(tmp_path / "old", tmp_path / "backups").path


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_an_empty_folder_gets_the_copy(copy: Path, data_dir: Path) -> None:
    restored = restore(copy, data_dir)
    assert (restored.path, restored.rows["snapshots"], restored.aside) == (data_dir / "crawl.db", 1, ())
    assert numbers(data_dir) == [1]
    assert copy.exists()


def test_nothing_is_overwritten(copy: Path, data_dir: Path) -> None:
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0, 1)
    with pytest.raises(RestoreError) as raised:
        restore(copy, data_dir)
    assert str(raised.value) == f"{data_dir}/crawl.db: exists; `--force` puts it aside and restores in its place"
    assert numbers(data_dir) == [1, 2]


def test_by_force_both_databases_go_aside(copy: Path, data_dir: Path) -> None:
    for number in (1, 2):
        Books(data_dir, OFFICES).close()
        with closing(CrawlLog(data_dir / "crawl.db")) as log:
            keep(log, 5, 6)
        restored = restore(copy, data_dir, force=True)
        assert restored.aside == (data_dir / f"archive.db.aside-{number}", data_dir / f"crawl.db.aside-{number}")
        assert names(data_dir) == sorted(["crawl.db", "nightly.lock", *names_aside(number)])
        assert numbers(data_dir) == [1]
    (data_dir / "crawl.db").unlink()
    (data_dir / "crawl.db.aside-2").rename(data_dir / "crawl.db")
    assert numbers(data_dir) == [1, 2, 3]


def names_aside(newest: int) -> list[str]:
    return [f"{name}.aside-{number}" for name in ("archive.db", "crawl.db") for number in range(1, newest + 1)]


def test_what_a_killed_crawl_left_in_its_log_goes_aside_whole(copy: Path, data_dir: Path) -> None:
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0, 1)
        (data_dir / "killed").mkdir()
        for end in ("", "-wal"):
            (data_dir / "killed" / f"crawl.db{end}").write_bytes((data_dir / f"crawl.db{end}").read_bytes())
    killed = data_dir / "killed"
    assert (killed / "crawl.db-wal").stat().st_size
    restore(copy, killed, force=True)
    assert numbers(killed) == [1]
    for name in ("crawl.db", "crawl.db-wal"):
        (killed / name.replace("crawl.db", "crawl.db.aside-1")).rename(killed / name)
    assert numbers(killed) == [1, 2]


def test_a_damaged_database_goes_aside_as_it_is(copy: Path, data_dir: Path) -> None:
    data_dir.mkdir()
    for name in ("crawl.db", "crawl.db-wal"):
        (data_dir / name).write_bytes(b"damaged " * 1000)
    restore(copy, data_dir, force=True)
    assert numbers(data_dir) == [1]
    assert (data_dir / "crawl.db.aside-1").read_bytes() == (data_dir / "crawl.db.aside-1-wal").read_bytes()


def test_what_was_withdrawn_since_the_copy_stays_withdrawn(data_dir: Path, tmp_path: Path) -> None:
    early, late = (Subject(number, OFFICE.id, f"https://x.example.go.id/{number}") for number in (1, 2))
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0)
        Decisions(log.db).withdraw([early], at=at(), reason="before")
        copy = backup(data_dir, tmp_path / "backups").path
        Decisions(log.db).withdraw([late], at=at(1), reason="since")
        Decisions(log.db).reinstate([early], at=at(2), reason="since")
        expected = Decisions(log.db).all()
    assert restore(copy, data_dir, force=True).decisions == 2
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        assert Decisions(log.db).all() == expected
        assert Decisions(log.db).withdrawn() == {late.article}
    assert restore(copy, data_dir, force=True).decisions == 2  # from what was restored


def test_a_decision_that_is_being_written_is_waited_for(copy: Path, data_dir: Path) -> None:
    with closing(CrawlLog(data_dir / "crawl.db")) as log, ThreadPoolExecutor() as pool:
        with log.db.atomic():
            Decisions(log.db).withdraw([Subject(1, OFFICE.id, "https://x.example.go.id/1")], at=at(), reason="late")
            restoring = pool.submit(restore, copy, data_dir, force=True)
            with pytest.raises(TimeoutError):
                restoring.result(timeout=0.5)
        assert restoring.result().decisions == 1
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        assert Decisions(log.db).withdrawn() == {1}


def test_what_was_told_since_the_copy_is_not_told_again(data_dir: Path, tmp_path: Path) -> None:
    early, late = (Alarm(OFFICE.id, family, "tls", None, lasts=True) for family in ("away", "moved"))
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0)
        Told(log.db).add("anna", [early], at())
        copy = backup(data_dir, tmp_path / "backups").path
        Told(log.db).add("anna", [replace(early, lasts=False), late], at(1))
    assert restore(copy, data_dir, force=True).decisions == 0
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        assert Told(log.db).known("anna") == {OFFICE.id: {"moved"}}


def test_a_copy_of_an_older_release_can_be_restored(data_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "crawl-20261124T080101Z.db"
    with closing(sqlite3.connect(copy)) as db:
        db.executescript(OLDEST.read_text(encoding="utf-8"))
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0)
        Told(log.db).add("anna", [Alarm(OFFICE.id, "away", "tls", None, lasts=True)], at())
    restore(copy, data_dir, force=True)
    assert len(numbers(data_dir)) == 7


def test_a_copy_that_changed_since_is_refused(copy: Path, data_dir: Path) -> None:
    with copy.open("r+b") as file:
        file.seek(100)
        file.write(b"x")
    with pytest.raises(RestoreError, match="is not the file that SHA256SUMS beside it lists; use another copy"):
        restore(copy, data_dir)
    assert not (data_dir / "crawl.db").exists()


def test_a_damaged_copy_without_a_checksum_is_refused(copy: Path, data_dir: Path) -> None:
    (copy.parent / "SHA256SUMS").unlink()
    copy.write_bytes(copy.read_bytes()[:-4096])
    with pytest.raises(CopyError, match=r"is damaged|can't be read"):
        restore(copy, data_dir)
    assert names(data_dir) == ["nightly.lock"]


def test_a_missing_copy_is_named(tmp_path: Path, data_dir: Path) -> None:
    with pytest.raises(RestoreError, match=r"crawl-1\.db: there is no such file"):
        restore(tmp_path / "crawl-1.db", data_dir)


def test_not_while_a_crawl_is_running(copy: Path, data_dir: Path) -> None:
    with hold(data_dir / "nightly.lock"), pytest.raises(RestoreError, match="a crawl is already running since"):
        restore(copy, data_dir, force=True)


def test_no_room_leaves_everything_in_its_place(copy: Path, data_dir: Path) -> None:
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        keep(log, 0, 1)
    done = subprocess.run([sys.executable, "-c", LIMIT, copy, data_dir], capture_output=True, text=True, check=True)
    assert done.stdout == f"{data_dir}: {copy} can't be restored there (File too large); mend that, then repeat\n"
    assert names(data_dir) == ["crawl.db", "nightly.lock"]
    assert numbers(data_dir) == [1, 2]


def documents() -> list[Snapshot]:
    """Pages of a practice office, fetched a second apart."""
    site = OFFICES[NAME].sites[0]
    return [
        replace(
            page(path, page_bytes(NAME, path)), office=NAME, site=site.host, fetched_at=at(seconds=number),
            url=f"http://{site.host}{path}", final_url=f"http://{site.host}{path}",
        )
        for number, path in enumerate(article_paths(OFFICE_OF[NAME])[:30])
    ]  # fmt: skip


def crawl(books: Books, snapshots: Sequence[Snapshot]) -> None:
    """Keep the documents as one crawl of the first night."""
    run = books.crawl_log.runs.start(at(), [NAME])
    for snapshot in snapshots:
        books.crawl_log.keep(run, Yield(snapshot))


def test_the_drill(tmp_path: Path, data_dir: Path) -> None:
    """Back up in the middle of a crawl, lose everything, restore, rebuild: what was known at that moment is back."""
    made: list[Path] = []
    copying = threading.Thread(target=lambda: made.append(backup(data_dir, tmp_path / "backups").path))
    with closing(Books(data_dir, OFFICES)) as books:
        crawl(books, documents()[:10])
        copying.start()
        for snapshot in documents()[10:]:
            books.crawl_log.keep(1, Yield(snapshot))
        copying.join()
    restored = restore(made[0], tmp_path / "restored")
    count = restored.rows["snapshots"]
    assert 10 <= count <= 30
    with closing(Books(tmp_path / "restored", OFFICES)) as books:
        assert books.rebuild()["new"] == count

    with closing(Books(tmp_path / "undisturbed", OFFICES)) as books:
        crawl(books, documents()[:count])
        assert books.rebuild()["new"] == count
    assert compare(tmp_path / "restored" / "archive.db", tmp_path / "undisturbed" / "archive.db") == []
    assert [check.faults for check in verify(tmp_path / "restored")] == [()] * 7
