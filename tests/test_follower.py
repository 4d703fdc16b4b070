"""The reading process, as a crawl has it: a real one, over the practice offices' pages."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog
from archive.models import Outcome
from archive.schema import SchemaError
from archive.schema.connection import DiskError
from scrapers.books import Books, Result
from scrapers.follower import Follower, FollowerError
from tests.samples import at
from tests.test_books import HOST, NAME, OFFICES, PATHS, TEXT, post, practice_page


@pytest.fixture
def follower(tmp_path: Path) -> Iterator[Follower]:
    with closing(Follower(tmp_path, OFFICES)) as made:
        made.open()
        yield made
    assert active_children() == []


def pid() -> int:
    [process] = active_children()
    assert process.pid
    return process.pid


def keep(data_dir: Path, count: int) -> None:
    """Keep pages as a crawl does, from another process than the one that reads."""
    with closing(CrawlLog(data_dir / "crawl.db")) as log:
        run = log.runs.start(at(), [NAME])
        for path in PATHS[:count]:
            log.keep(run, practice_page(path))


def articles(data_dir: Path) -> int:
    with closing(sqlite3.connect(data_dir / "archive.db")) as db:
        (count,) = db.execute("SELECT count(*) FROM articles").fetchone()
    return int(count)


def raises(books: Books, error: Exception) -> None:
    """Work that fails."""
    books.archive.db.conn.execute("DELETE FROM runs")
    raise error


def test_it_reads_what_another_process_keeps(tmp_path: Path, follower: Follower) -> None:
    keep(tmp_path, 5)
    assert follower.ask_now(Books.read, NAME, [HOST]) == []  # they wait for their layout
    assert follower.ask_now(Books.settle, NAME, [HOST]) == [Result(Outcome.NEW)] * 5
    assert articles(tmp_path) == 5
    assert follower.lost is None


def test_whoever_asks_gets_their_own_answer(tmp_path: Path, follower: Follower) -> None:
    with closing(CrawlLog(tmp_path / "crawl.db")) as log:
        run = log.runs.start(at(), [NAME])
        log.keep(run, post(1, TEXT))

    async def several() -> list[list[Result] | None]:
        return await asyncio.gather(*(follower.ask(Books.read, NAME, sites) for sites in ([], [HOST], [HOST])))

    assert asyncio.run(several()) == [[], [Result(Outcome.NEW)], []]


def test_answers_that_nobody_waits_for_any_more_are_passed_over(tmp_path: Path, follower: Follower) -> None:
    async def broken_off() -> None:
        asking = asyncio.create_task(follower.ask(Books.follow))
        await asyncio.sleep(0)
        asking.cancel()

    keep(tmp_path, 5)
    asyncio.run(broken_off())
    assert follower.ask_now(Books.settle, NAME, [HOST]) == []
    assert articles(tmp_path) == 5


def test_work_that_fails_is_told_in_one_line_and_takes_nothing_with_it(
    tmp_path: Path, follower: Follower, caplog: pytest.LogCaptureFixture
) -> None:
    keep(tmp_path, 5)
    assert follower.ask_now(raises, ValueError("a mistake of ours")) is None
    assert isinstance(follower.lost, FollowerError)
    assert str(follower.lost).startswith("ValueError: a mistake of ours (test_follower.py:")
    assert [record.message.split("; ")[1] for record in caplog.records] == [
        "every page is kept, and the next crawl reads what is left"
    ]
    assert follower.ask_now(Books.settle, NAME, [HOST]) is None
    assert len(caplog.records) == 1
    with closing(Follower(tmp_path, OFFICES)) as later:
        later.open()
        later.ask_now(Books.follow)
    assert articles(tmp_path) == 5


def test_a_disk_that_fails_is_told_to_the_crawl_and_by_its_command(
    follower: Follower, caplog: pytest.LogCaptureFixture
) -> None:
    full = DiskError("archive.db: database or disk is full; free room, then repeat")
    told: list[DiskError] = []
    follower.when_disk_failed.append(told.append)
    assert asyncio.run(_asked(follower, full)) is None
    assert [str(error) for error in told] == [str(full)]
    with pytest.raises(DiskError, match="free room, then repeat"):
        follower.ask_now(Books.follow)
    assert caplog.records == []


async def _asked(follower: Follower, error: Exception) -> None:
    await follower.ask(raises, error)


@pytest.mark.parametrize("asked", [True, False])
def test_a_killed_process_is_told_and_nobody_waits_for_it(
    tmp_path: Path, follower: Follower, caplog: pytest.LogCaptureFixture, *, asked: bool
) -> None:
    async def meanwhile() -> list[Result] | None:
        if not asked:
            os.kill(pid(), signal.SIGKILL)
            return await follower.ask(Books.settle, NAME, [HOST])
        answer = asyncio.create_task(follower.ask(Books.settle, NAME, [HOST]))
        await asyncio.sleep(0)
        os.kill(pid(), signal.SIGKILL)
        return await answer

    keep(tmp_path, 30)
    assert asyncio.run(meanwhile()) is None
    assert isinstance(follower.lost, FollowerError)
    assert str(follower.lost) == "killed by SIGKILL"
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with closing(Follower(tmp_path, OFFICES)) as later:
        later.open()
        later.ask_now(Books.follow)
    assert articles(tmp_path) == 30


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_what_stops_the_crawl_lets_reading_end(tmp_path: Path, follower: Follower, stop: signal.Signals) -> None:
    keep(tmp_path, 5)
    os.kill(pid(), stop)
    assert follower.ask_now(Books.settle, NAME, [HOST]) == [Result(Outcome.NEW)] * 5


def test_one_that_ended_leaves_nothing_open_and_nothing_that_is_never_collected(tmp_path: Path) -> None:
    open_files = Path("/proc/self/fd")
    before = len([*open_files.iterdir()]), gc.get_freeze_count()
    for _ in range(2):
        with closing(Follower(tmp_path, OFFICES)) as follower:
            follower.open()
    assert (len([*open_files.iterdir()]), gc.get_freeze_count()) == before


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        db.execute("PRAGMA user_version = 99")
    newer = pytest.raises(SchemaError, match=r"archive.db: has version 99")
    with closing(Follower(tmp_path, OFFICES)) as follower, newer:
        follower.open()


def test_a_process_that_cannot_begin_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.follower.Books", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    killed = pytest.raises(FollowerError, match=r"^the reading process could not start \(killed by SIGKILL\)$")
    with closing(Follower(tmp_path, OFFICES)) as follower, killed:
        follower.open()


def test_one_that_was_never_needed_opens_nothing(tmp_path: Path) -> None:
    Follower(tmp_path, OFFICES).close()
    assert [*tmp_path.iterdir()] == []


def dawdle(_: Books, begun: Path) -> None:
    """Work that takes longer than anybody waits."""
    begun.touch()
    threading.Event().wait(600)


def test_whoever_is_interrupted_does_not_wait_for_its_work(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def interrupt() -> None:
        while not begun.exists():
            pass
        os.kill(os.getpid(), signal.SIGINT)

    def interrupted_work() -> None:
        with Follower(tmp_path, OFFICES) as follower:
            follower.open()
            interrupting.start()
            follower.ask_now(dawdle, begun)

    interrupting = threading.Thread(target=interrupt)
    with pytest.raises(KeyboardInterrupt):
        interrupted_work()
    assert active_children() == []
    interrupting.join()
