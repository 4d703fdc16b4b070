from __future__ import annotations

from dataclasses import replace

from archive.crawl_log import CrawlLog, Yield
from archive.health.redesigns import follow_redesigns
from archive.store import Archive
from tests.samples import at, page


def learn_layout(log: CrawlLog, first: int, *, version: int = 2, site: str = "a") -> None:
    log.db.table("templates").insert(
        {"office": "contoh", "site": site, "first_snapshot": first, "pages": 40, "version": version, "template": None}
    )


def test_only_later_layouts_are_redesigns(crawl_log: CrawlLog, archive: Archive) -> None:
    run = crawl_log.runs.start(at(), ["contoh"])
    for nights in range(4):
        shown = replace(page(f"/{nights}", b"%d" % nights, nights=nights), fetched_at=at(nights))
        crawl_log.keep(run, Yield(shown))
    learn_layout(crawl_log, 4, version=1)
    for first in (1, 3):
        learn_layout(crawl_log, first)
    learn_layout(crawl_log, 2, site="b")
    for _ in range(2):  # again: the same
        follow_redesigns(crawl_log.db, archive.db)
        assert list(archive.db.query("SELECT * FROM redesigns")) == [
            {"office": "contoh", "site": "a", "number": 1, "since": at(2).isoformat()}
        ]
    crawl_log.db.table("templates").delete_where()
    follow_redesigns(crawl_log.db, archive.db)
    assert not list(archive.db.query("SELECT * FROM redesigns"))
