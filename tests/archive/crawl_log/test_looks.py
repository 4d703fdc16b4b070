from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from archive.crawl_log import CrawlLog
from archive.crawl_log.looks import Due
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


def due(log: CrawlLog, moment: datetime) -> list[Due]:
    return log.looks.due(OFFICE.id, HOST, moment, limit=9)


def ages(log: CrawlLog, look: Callable[[datetime], None], *, nights: int, early: timedelta) -> list[int]:
    """At which ages, in nights, the article is due, when each look follows at once."""
    found = []
    for night in range(1, nights):
        moment = at(nights=night) - (early if night % 2 else timedelta())
        if due(log, moment):
            look(moment)
            found.append(night)
    return found


@pytest.mark.parametrize("early", [timedelta(), timedelta(hours=2)])
def test_an_article_is_looked_at_by_its_age(crawl_log: CrawlLog, early: timedelta) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at())
    crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at())

    def look(moment: datetime) -> None:
        crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, moment)

    assert ages(crawl_log, look, nights=1100, early=early) == [1, 3, 7, 30, 90, 365, 730, 1095]


def test_a_look_out_of_turn_puts_off_no_other(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at())
    for night in (0, 1, 3, 5):
        crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at(nights=night))
    assert [night for night in range(5, 9) if due(crawl_log, at(nights=night))] == [7, 8]


def test_what_can_not_be_read_is_looked_at_after_as_long_again(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at())
    crawl_log.looks.puzzle(OFFICE.id, SEEN.identity, Kind.PAGE, at())
    assert due(crawl_log, at(nights=1)) == [Due(SEEN.identity, SEEN.url, Kind.PAGE, unread=True)]

    def puzzle(moment: datetime) -> None:
        crawl_log.looks.puzzle(OFFICE.id, SEEN.identity, Kind.PAGE, moment)

    assert ages(crawl_log, puzzle, nights=300, early=timedelta()) == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    crawl_log.looks.look(OFFICE.id, SEEN.identity, Kind.PAGE, at(nights=300))
    assert [each.unread for each in due(crawl_log, at(nights=366))] == [False]


def test_what_was_never_asked_for_is_no_look(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [SEEN], at())
    assert due(crawl_log, at(nights=900)) == []
