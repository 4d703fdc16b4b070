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
    assert crawl_log.frontier.pending(OFFICE.id) == FOUND
    crawl_log.frontier.drop(OFFICE.id, FOUND[0].url)
    assert crawl_log.frontier.pending(OFFICE.id) == FOUND[1:]


def test_found_again_keeps_its_place_and_its_attempts(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND, at())
    crawl_log.frontier.fail(OFFICE.id, FOUND[0], "HTTP 503", at())
    crawl_log.frontier.add(OFFICE.id, FOUND, at(1))
    assert crawl_log.frontier.pending(OFFICE.id) == [replace(FOUND[0], attempts=1), FOUND[1]]


def test_a_url_that_fails_too_often_is_left_alone(crawl_log: CrawlLog) -> None:
    crawl_log.frontier.add(OFFICE.id, FOUND, at())
    for night in range(MAX_ATTEMPTS):
        crawl_log.frontier.fail(OFFICE.id, FOUND[0], "HTTP 404", at(night))
    assert crawl_log.frontier.pending(OFFICE.id) == FOUND[1:]
    kept = crawl_log.db.conn.execute("SELECT url, attempts, failure FROM frontier ORDER BY rowid").fetchall()
    assert kept == [(FOUND[0].url, MAX_ATTEMPTS, "HTTP 404"), (FOUND[1].url, 0, None)]


TEXTS = st.none() | st.text()


@given(title=TEXTS, published_raw=TEXTS, category=TEXTS, author=TEXTS, found_in=TEXTS)
def test_hints_survive(**fields: str | None) -> None:
    assert load_hint(dump_hint(Hint(**fields))) == Hint(**fields)
