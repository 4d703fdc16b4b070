from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.crawl_log import CrawlLog
from archive.crawl_log.frontier import MAX_ATTEMPTS, Pending, dump_hint, load_hint
from archive.models import Hint, Kind
from tests.samples import HOST, OFFICE, at

FOUND = [
    Pending(f"https://{HOST}/berita/satu-1", HOST, Kind.PAGE, Hint(title="Satu", published_raw="9 Maret 2026")),
    Pending(f"https://{HOST}/berita/dua-2", HOST, Kind.PAGE),
]


def test_found_urls_wait_in_order(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND, at())
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND
    crawl_log.frontier.drop(OFFICE.id, FOUND[0].url)
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND[1:]


def test_found_again_keeps_its_place_and_its_attempts(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND, at())
    crawl_log.frontier.fail(OFFICE.id, FOUND[0], "HTTP 503", at())
    crawl_log.frontier.add(OFFICE.id, FOUND, at(1))
    assert crawl_log.frontier.pending(OFFICE.id, at()) == [replace(FOUND[0], attempts=1), FOUND[1]]


def test_a_url_that_fails_too_often_is_left_alone(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND, at())
    for night in range(MAX_ATTEMPTS):
        crawl_log.frontier.fail(OFFICE.id, FOUND[0], "HTTP 404", at(night))
    assert crawl_log.frontier.pending(OFFICE.id, at()) == FOUND[1:]
    kept = crawl_log.db.conn.execute("SELECT url, attempts, failure FROM frontier ORDER BY rowid").fetchall()
    assert kept == [(FOUND[0].url, MAX_ATTEMPTS, "HTTP 404"), (FOUND[1].url, 0, None)]


def test_a_url_that_failed_five_nights_is_asked_for_ever_more_seldom(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND[:1], at())
    asked = []
    for night in range(100):
        if crawl_log.frontier.pending(OFFICE.id, at(night)):
            asked.append(night)
            crawl_log.frontier.fail(OFFICE.id, FOUND[0], "HTTP 404", at(night))
    assert asked == [0, 1, 2, 3, 4, 10, 15, 21, 28, 36, 45, 55]


TEXTS = st.none() | st.text()


@given(title=TEXTS, published_raw=TEXTS, category=TEXTS, author=TEXTS, found_in=TEXTS)
def test_hints_survive(**fields: str | None) -> None:
    assert load_hint(dump_hint(Hint(**fields))) == Hint(**fields)
