from __future__ import annotations

from archive.crawl_log import CrawlLog
from archive.crawl_log.sightings import Listed, Sighting
from tests.samples import HOST, OFFICE, at

ONE = Sighting("satu", f"https://{HOST}/berita/satu-1", HOST)
LISTED = Listed("2026-02-01", f"https://{HOST}/berita", "Dua")
TWO = Sighting("dua", f"https://{HOST}/berita/dua-2", HOST, LISTED)


def test_seen_again_moves_last_seen_and_keeps_what_was_listed(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [ONE, TWO], at())
    crawl_log.sightings.see(OFFICE.id, [Sighting("dua", TWO.url, HOST)], at(1))
    assert crawl_log.sightings.known(OFFICE.id) == {"satu": Listed(), "dua": LISTED}
    assert crawl_log.sightings.last_seen(OFFICE.id) == {
        "satu": "2026-03-01T19:00:00+00:00",
        "dua": "2026-03-02T19:00:00+00:00",
    }
    first = crawl_log.db.conn.execute("SELECT DISTINCT first_seen_at FROM sightings").fetchall()
    assert first == [("2026-03-01T19:00:00+00:00",)]


def test_offices_do_not_share_identities(crawl_log: CrawlLog) -> None:
    crawl_log.sightings.see(OFFICE.id, [ONE], at())
    crawl_log.sightings.see("lain", [ONE, TWO], at())
    assert crawl_log.sightings.known(OFFICE.id) == {"satu": Listed()}


def test_the_source_that_showed_an_article_first_names_it(crawl_log: CrawlLog) -> None:
    feed, listing = f"https://{HOST}/feed", f"https://{HOST}/berita"
    for said in (
        Listed(None, feed, "Rapat anggota"),
        Listed(None, listing, "Rapat …"),
        Listed(None, feed, "Rapat besar"),
    ):
        crawl_log.sightings.see(OFFICE.id, [Sighting("satu", ONE.url, HOST, said)], at())
    assert crawl_log.sightings.known(OFFICE.id) == {"satu": Listed(None, feed, "Rapat besar")}
