from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.crawl_log import CrawlLog, Yield
from archive.lock import hold
from archive.models import Kind, Snapshot
from archive.upkeep.prune import Pruned, PruneError, prune
from archive.upkeep.verify import verify
from tests.samples import OFFICE, at, page

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LISTS = [Kind.API, Kind.FEED, Kind.SITEMAP, Kind.LISTING]


def document(day: str, *, kind: Kind = Kind.LISTING, path: str = "/berita", body: bytes | None = None) -> Snapshot:
    """A document of one day of 2026, ``MM-DD``."""
    fetched_at = datetime.fromisoformat(f"2026-{day}T20:00:00+00:00")
    return replace(page(path, body or f"<p>{kind} {day}</p>".encode()), kind=kind, fetched_at=fetched_at)


def keep(log: CrawlLog, *snapshots: Snapshot) -> None:
    run = log.runs.start(at(), [OFFICE.id])
    for snapshot in snapshots:
        log.keep(run, Yield(snapshot))


def days(log: CrawlLog) -> list[str]:
    return [moment[5:10] for (moment,) in log.db.conn.execute("SELECT fetched_at FROM snapshots ORDER BY id")]


@pytest.fixture
def year(crawl_log: CrawlLog) -> CrawlLog:
    """A list that changed every ten days."""
    keep(crawl_log, *(document(f"{month:02}-{day:02}") for month in range(1, 12) for day in (1, 11, 21)))
    return crawl_log


def test_of_lists_stay_the_newest_of_each_month_and_all_of_90_days(year: CrawlLog, tmp_path: Path) -> None:
    pruned = prune(tmp_path, NOW, apply=True)
    assert days(year) == [
        "01-21", "02-21", "03-21", "04-21", "05-21", "06-21", "07-21", "08-21",
        "09-01", "09-11", "09-21", "10-01", "10-11", "10-21", "11-01", "11-11", "11-21",
    ]  # fmt: skip
    assert (pruned.snapshots, pruned.bodies, pruned.dictionaries) == ({"listing": 16}, 16, 0)
    assert pruned.freed_bytes > 0
    again = prune(tmp_path, NOW, apply=True)
    assert again == Pruned({}, 0, 0, 0, again.before_bytes, again.before_bytes)


def test_first_it_is_only_told(year: CrawlLog, tmp_path: Path) -> None:
    before = [*year.db.iterdump()]
    told = prune(tmp_path, NOW)
    assert [*year.db.iterdump()] == before
    done = prune(tmp_path, NOW, apply=True)
    assert replace(done, after_bytes=0) == replace(told, after_bytes=0)


@pytest.mark.parametrize("kind", Kind)
def test_only_what_leads_to_articles_goes(crawl_log: CrawlLog, tmp_path: Path, kind: Kind) -> None:
    keep(crawl_log, *(document(f"01-{day:02}", kind=kind) for day in range(1, 11)))
    pruned = prune(tmp_path, NOW, apply=True)
    assert pruned.snapshots == ({} if kind.holds_article else {kind: 9})
    assert len(days(crawl_log)) == (10 if kind.holds_article else 1)


def test_the_newest_stays_however_old_and_whatever_the_clock_said(crawl_log: CrawlLog, tmp_path: Path) -> None:
    keep(crawl_log, document("05-02"), document("05-20"), document("05-01"), document("02-01", path="/lain"))
    prune(tmp_path, NOW, apply=True)
    assert days(crawl_log) == ["05-01", "02-01"]


def test_what_others_share_stays(crawl_log: CrawlLog, tmp_path: Path) -> None:
    shared = b"<p>kosong</p>"
    keep(crawl_log, document("01-01", body=shared), document("01-02"), document("01-02", kind=Kind.PAGE, body=shared))
    assert prune(tmp_path, NOW, apply=True).bodies == 0
    assert crawl_log.snapshot(3).body == shared


def test_dictionaries_that_are_needed_stay(crawl_log: CrawlLog, tmp_path: Path) -> None:
    """A list is the dictionary of a page: the list goes, the dictionary stays, the page can be read."""
    first, second, third = (random.Random(seed).randbytes(4000) for seed in range(3))  # nothing in common
    keep(
        crawl_log,
        document("01-01", body=first),
        document("01-02", kind=Kind.PAGE, path="/satu", body=first + b"Koperasi"),
        document("01-03", body=second),
        document("01-04", body=third),
        document("01-05", body=b"<ul>"),
    )
    assert dictionaries(crawl_log) == [1, 2, 3]
    assert prune(tmp_path, NOW, apply=True).dictionaries == 1
    assert dictionaries(crawl_log) == [1, 3]  # the page's, and the newest
    assert crawl_log.snapshot(2).body == first + b"Koperasi"


def dictionaries(log: CrawlLog) -> list[int]:
    return [number for (number,) in log.db.conn.execute("SELECT id FROM dictionaries ORDER BY id")]


def test_the_file_becomes_smaller_where_it_can(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "crawl.db")) as connection:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("VACUUM")
    with closing(CrawlLog(tmp_path / "crawl.db")) as log:
        keep(log, *(document(f"01-{day:02}", body=bytes([day]) * 4 + bytes(range(256)) * 40) for day in range(1, 29)))
        log.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pruned = prune(tmp_path, NOW, apply=True)
        assert pruned.after_bytes == (tmp_path / "crawl.db").stat().st_size
        assert pruned.after_bytes < pruned.before_bytes
        assert days(log) == ["01-28"]


MOMENTS = st.integers(0, 400).map(lambda days: NOW - timedelta(days=days))
FETCHES = st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(["/a", "/b"]), MOMENTS), max_size=25)


@given(FETCHES)
def test_nothing_that_is_needed_ever_goes(
    tmp_path_factory: pytest.TempPathFactory, fetches: list[tuple[Kind, str, datetime]]
) -> None:
    folder = tmp_path_factory.mktemp("prune")
    with closing(CrawlLog(folder / "crawl.db")) as log:
        for number, (kind, path, moment) in enumerate(fetches):
            keep(log, replace(page(path, b"%d" % number), kind=kind, fetched_at=moment))
        rows = log.db.conn.execute("SELECT id, kind, url, fetched_at FROM snapshots ORDER BY id").fetchall()
        prune(folder, NOW, apply=True)
        left = {number for (number,) in log.db.conn.execute("SELECT id FROM snapshots")}
        bodies = log.db.conn.execute("SELECT count(*) FROM bodies").fetchone()
        assert bodies == (len(left),)
    for number, kind, url, moment in rows:
        later = [row for row in rows if row[0] > number and row[2] == url and row[1] not in {"page", "post", "entry"}]
        stays = (
            Kind(kind).holds_article
            or datetime.fromisoformat(moment) >= NOW - timedelta(days=90)
            or not later
            or not any(row[3][:7] == moment[:7] for row in later)
        )
        assert (number in left) is stays


def test_what_is_left_is_whole(year: CrawlLog, tmp_path: Path) -> None:
    prune(tmp_path, NOW, apply=True)
    checks = [check for check in verify(tmp_path) if check.what.startswith("crawl.db:")]
    assert [check.faults for check in checks] == [()] * len(checks)


def test_not_while_a_crawl_is_running(year: CrawlLog, tmp_path: Path) -> None:
    with hold(tmp_path / "nightly.lock"), pytest.raises(PruneError, match="a crawl is already running since"):
        prune(tmp_path, NOW, apply=True)


def test_without_a_crawl_there_is_nothing_to_prune(tmp_path: Path) -> None:
    with pytest.raises(PruneError, match=r"crawl\.db: there is nothing to prune"):
        prune(tmp_path, NOW)
    assert not (tmp_path / "crawl.db").exists()


def test_a_failure_drops_nothing(year: CrawlLog, tmp_path: Path) -> None:
    year.db.conn.execute("CREATE TRIGGER stop BEFORE DELETE ON bodies BEGIN SELECT raise(ABORT, 'no'); END")
    before = days(year)
    with pytest.raises(PruneError, match=r"can't be pruned \(no\); nothing was dropped"):
        prune(tmp_path, NOW, apply=True)
    assert days(year) == before
