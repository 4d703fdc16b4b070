from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from archive.crawl_log import CrawlLog, Validators, Yield
from archive.crawl_log.frontier import Pending
from archive.crawl_log.sightings import Listed, Sighting
from archive.models import Hint, Kind
from tests.samples import HOST, OFFICE, at, page

HINT = Hint(title="Satu", published_raw="9 Maret 2026", found_in=f"https://{HOST}/berita")
FOUND = [
    Pending(f"https://{HOST}/berita/satu-1", HOST, Kind.PAGE, HINT),
    Pending(f"https://{HOST}/berita/dua-2", HOST, Kind.PAGE),
]


def listing(*, nights: int = 0, body: bytes = b"<ul>") -> Yield:
    """What the made-up office's list brings: two articles."""
    snapshot = replace(page("/berita", body, nights=nights), kind=Kind.LISTING)
    return Yield(
        snapshot,
        found=FOUND,
        sightings=[Sighting("satu", FOUND[0].url, HOST), Sighting("dua", FOUND[1].url, HOST, Listed("2026-02-01"))],
        validators=Validators('"v1"', None, snapshot.sha256),
        facts={"answered": snapshot.url},
    )


@pytest.fixture
def run(crawl_log: CrawlLog) -> int:
    return crawl_log.runs.start(at(), [OFFICE.id])


def test_a_list_fills_the_frontier(crawl_log: CrawlLog, run: int) -> None:
    assert crawl_log.keep(run, listing()) == []
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND
    assert crawl_log.sightings.known(OFFICE.id) == {"satu": Listed(), "dua": Listed("2026-02-01")}
    assert crawl_log.sightings.last_seen(OFFICE.id) == dict.fromkeys(("satu", "dua"), "2026-03-01T19:00:00+00:00")
    assert crawl_log.facts(OFFICE.id, HOST) == {"answered": f"https://{HOST}/berita"}
    sha256 = listing().snapshot.sha256
    assert crawl_log.validators(OFFICE.id, f"https://{HOST}/berita") == Validators('"v1"', None, sha256)


def test_a_kept_page_leaves_the_frontier_and_comes_back_whole(crawl_log: CrawlLog, run: int) -> None:
    crawl_log.keep(run, listing())
    snapshot = page(hint=HINT)
    assert crawl_log.keep(run, Yield(snapshot)) == [(2, snapshot)]
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND[1:]
    assert crawl_log.numbers(OFFICE.id, HOST) == [2]
    assert crawl_log.snapshot(2) == snapshot
    assert crawl_log.snapshot(1) == listing().snapshot


def test_articles_inside_a_list_are_documents_of_their_own(crawl_log: CrawlLog, run: int) -> None:
    crawl_log.keep(run, listing())
    posts = [replace(page(f"/berita/{name}", name.encode()), kind=Kind.POST) for name in ("satu-1", "tiga-3")]
    answer = replace(page("/wp-json", b"[]"), kind=Kind.API)
    kept = crawl_log.keep(run, Yield(answer, parts=posts))
    assert [snapshot for _, snapshot in kept] == posts
    assert [number for number, _ in kept] == sorted(number for number, _ in kept)
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND[1:]


def test_an_unchanged_list_is_not_kept_twice(crawl_log: CrawlLog, run: int) -> None:
    for night, body in enumerate([b"<ul>", b"<ul>", b"<ol>", b"<ul>"]):
        crawl_log.keep(run, listing(nights=night, body=body))
    assert crawl_log.db.conn.execute("SELECT count(*) FROM snapshots").fetchone() == (3,)
    assert crawl_log.db.table("bodies").count == 2


def test_what_can_not_be_written_whole_is_not_written_at_all(crawl_log: CrawlLog, run: int) -> None:
    before = list(crawl_log.db.conn.iterdump())
    broken = replace(listing(), facts={"answered": None})  # type: ignore[dict-item]  # violates NOT NULL, last of all
    with pytest.raises(sqlite3.IntegrityError):
        crawl_log.keep(run, broken)
    assert list(crawl_log.db.conn.iterdump()) == before
    crawl_log.keep(run, listing())
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND


def test_a_304_confirms_the_list(crawl_log: CrawlLog, run: int) -> None:
    crawl_log.keep(run, listing())
    crawl_log.confirm(OFFICE.id, f"https://{HOST}/berita", at(1))
    checked = crawl_log.db.conn.execute("SELECT checked_at FROM documents").fetchall()
    assert checked == [("2026-03-02T19:00:00+00:00",)]


def test_offices_do_not_see_one_another(crawl_log: CrawlLog, run: int) -> None:
    crawl_log.keep(run, listing())
    assert crawl_log.frontier.pending("lain", at()) == []
    assert crawl_log.sightings.known("lain") == {}
    assert crawl_log.validators("lain", f"https://{HOST}/berita") == Validators()
    assert crawl_log.numbers("lain", HOST) == []


def test_snapshots_are_chosen_by_number_office_site_and_kind(crawl_log: CrawlLog, run: int) -> None:
    snapshots = [
        page("/a", b"a"),
        replace(page("/b", b"b"), kind=Kind.POST),
        replace(page("/c", b"c"), office="lain", site="lain.go.id"),
    ]
    for snapshot in snapshots:
        crawl_log.keep(run, Yield(snapshot))
    assert [crawl_log.snapshot(number) for number in (1, 2, 3)] == snapshots
    assert crawl_log.numbers(OFFICE.id, HOST) == [1, 2]
    assert crawl_log.numbers(OFFICE.id, HOST, after=1) == [2]
    assert crawl_log.numbers(OFFICE.id, HOST, kind=Kind.PAGE) == [1]
    assert crawl_log.sites() == [("contoh", HOST), ("lain", "lain.go.id")]


def test_a_number_without_document_is_a_key_error(crawl_log: CrawlLog) -> None:
    with pytest.raises(KeyError, match="17"):
        crawl_log.snapshot(17)


def test_another_process_reads_while_a_page_is_written(crawl_log: CrawlLog, run: int, tmp_path: Path) -> None:
    reader = CrawlLog(tmp_path / "crawl.db")
    crawl_log.db.conn.execute("BEGIN IMMEDIATE")
    assert reader.frontier.pending(OFFICE.id, at()) == []
    crawl_log.db.conn.execute("COMMIT")
    crawl_log.keep(run, listing())
    assert reader.frontier.pending(OFFICE.id, at()) == FOUND
    reader.close()


def test_what_a_site_showed_and_what_waits_is_looked_for_where_it_moved_to(crawl_log: CrawlLog, run: int) -> None:
    crawl_log.keep(run, listing())
    crawl_log.keep(run, Yield(page("/berita/satu-1"), sightings=[Sighting("satu", FOUND[0].url, HOST)]))
    for _ in range(2):  # the second night finds nothing to do
        crawl_log.hand_over(OFFICE.id, HOST, "baru.example.go.id")
        crawl_log.hand_over("lain", HOST, "lain.example.go.id")
    assert crawl_log.db.conn.execute("SELECT identity, site, url FROM sightings ORDER BY identity").fetchall() == [
        ("dua", "baru.example.go.id", "https://baru.example.go.id/berita/dua-2"),
        ("satu", "baru.example.go.id", "https://baru.example.go.id/berita/satu-1"),
    ]
    [waiting] = crawl_log.frontier.pending(OFFICE.id, at())
    assert (waiting.site, waiting.url) == ("baru.example.go.id", "https://baru.example.go.id/berita/dua-2")
