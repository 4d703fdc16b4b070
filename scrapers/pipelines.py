"""The one door into the archive: keep first, then read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Self

from scrapy.crawler import Crawler

from archive.crawl_log import Yield
from scrapers.books import Kept, Result
from scrapers.spiders.office import OfficeSpider

logger = logging.getLogger(__name__)

QUIET = {"not_about", "withdrawn"}  # refusals that are as they should be


class _Pipeline:
    """Knows the crawler, hence the spider and its books."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _spider(self) -> OfficeSpider:
        assert isinstance(self._crawler.spider, OfficeSpider)
        return self._crawler.spider

    def _count(self, key: str) -> None:
        assert self._crawler.stats
        self._crawler.stats.inc_value(key)


class KeepPipeline(_Pipeline):
    """Writes everything a response brought into ``crawl.db``, in one transaction."""

    def process_item(self, item: Yield) -> Kept:
        """Keep ``item``; what comes out are its article documents with their numbers."""
        kept = self._spider.books.keep(self._spider.run, item)
        self._count(f"kept/{item.snapshot.kind}")
        return kept


class ReadPipeline(_Pipeline):
    """Reads what was kept and saves the articles into ``archive.db``."""

    async def process_item(self, item: Kept) -> Kept:
        """Read each document of ``item``; a page that can't be read stays kept and is counted."""
        books = self._spider.books
        self._tell(books.publish(item))
        for place in {(snapshot.office, snapshot.site) for _, snapshot in item}:
            if books.is_due(*place):
                self._tell(await books.settle(*place))
        return item

    async def close_spider(self) -> None:
        """Read what still waits for its site's layout."""
        for site in self._spider.sites:
            self._tell(await self._spider.books.settle(self._spider.name, site.host))

    def _tell(self, results: Sequence[Result]) -> None:
        for outcome, reading in results:
            self._count(f"archive/{outcome}" if reading.article else f"extract/{outcome}")
            if reading.article is None:
                level = logging.DEBUG if outcome in QUIET else logging.WARNING
                logger.log(level, "%s: %s", self._spider.name, reading.detail)
