from __future__ import annotations

from archive.alarms.news import Alarm
from archive.alarms.told import Told
from archive.crawl_log import CrawlLog
from tests.samples import at

SILENT = Alarm("malang", "silent", "silent", "2026-01-31", lasts=True)
AWAY = Alarm("malang", "away", "tls", "2026-03-01T19:00:00+00:00", lasts=True)
BACK = Alarm("malang", "away", "silent", "2026-01-31", lasts=False)
OTHER = Alarm("batu", "kept out", "blocked", None, lasts=True)


def test_what_was_said_is_known_until_it_is_over(crawl_log: CrawlLog) -> None:
    told = Told(crawl_log.db)
    assert told.known("anna") == {}
    told.add("anna", [SILENT, AWAY, OTHER], at())
    assert told.known("anna") == {"malang": {"silent", "away"}, "batu": {"kept out"}}
    told.add("anna", [BACK], at(1))
    assert told.known("anna") == {"malang": {"silent"}, "batu": {"kept out"}}
    told.add("anna", [AWAY], at(2))
    assert told.known("anna") == {"malang": {"silent", "away"}, "batu": {"kept out"}}


def test_each_recipient_knows_what_he_was_told(crawl_log: CrawlLog) -> None:
    told = Told(crawl_log.db)
    told.add("anna", [SILENT], at())
    told.add("budi", [OTHER], at())
    assert told.known("anna") == {"malang": {"silent"}}
    assert told.known("budi") == {"batu": {"kept out"}}


def test_nothing_that_was_said_is_lost(crawl_log: CrawlLog) -> None:
    told = Told(crawl_log.db)
    told.add("anna", [AWAY], at())
    told.add("anna", [BACK], at(1))
    rows = [dict(row) for row in crawl_log.db.query("SELECT * FROM alarms ORDER BY id")]
    assert rows == [
        {
            "id": 1, "at": "2026-03-01T19:00:00+00:00", "recipient": "anna", "office": "malang", "family": "away",
            "state": "tls", "since": "2026-03-01T19:00:00+00:00", "lasts": 1,
        },
        {
            "id": 2, "at": "2026-03-02T19:00:00+00:00", "recipient": "anna", "office": "malang", "family": "away",
            "state": "silent", "since": "2026-01-31", "lasts": 0,
        },
    ]  # fmt: skip
