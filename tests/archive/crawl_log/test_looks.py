from __future__ import annotations

from archive.crawl_log import CrawlLog
from archive.crawl_log.sightings import Sighting
from archive.models import Kind
from tests.samples import HOST, OFFICE, at

SEEN = Sighting("satu", f"https://{HOST}/berita/satu-1", HOST)


def looks(log: CrawlLog) -> tuple[int, str]:
    """How often the article was looked at, and when last."""
    return log.db.conn.execute("SELECT looks, looked_at FROM sightings").fetchone()  # type: ignore[no-any-return]


def test_a_look_that_is_told_of_again_after_a_kill_counts_once(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at())
    for _ in range(2):
        crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at())
    assert looks(crawl_log) == (1, at().isoformat())


def test_a_clock_that_was_set_back_does_not_stop_the_counting(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at(nights=30))
    crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at(nights=30))
    crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at())
    assert looks(crawl_log) == (2, at().isoformat())
