"""The one door into the archive: keep first, then have it read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Self

from scrapy.crawler import Crawler

from archive.crawl_log import Learnt, Yield
from scrapers.books import Books, Result
from scrapers.follower import Follower
from scrapers.spiders.office import OfficeSpider

logger = logging.getLogger(__name__)

QUIET = {"not_about", "withdrawn"}  # refusals that are as they should be


class KeepPipeline:
    """Writes everything a response brought into ``crawl.db``, in one transaction, and what holds once that is kept."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for the spider that the crawler will have."""
        return cls(crawler)

    def process_item(self, item: Yield | Learnt) -> Yield | Learnt:
        """Keep ``item``."""
        spider = _spider(self._crawler)
        if isinstance(item, Learnt):
            spider.crawl_log.learn(item.office, item.site, item.facts)
            return item
        spider.crawl_log.keep(spider.crawl.run.id, item)
        spider.count(f"kept/{item.snapshot.kind}")
        return item


class ReadPipeline:
    """Has what was kept read by the process that follows; the crawl goes on meanwhile."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._unread: set[str] = set()  # sites of which something was kept since they were asked about
        self._reading: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for the spider that the crawler will have."""
        return cls(crawler)

    def process_item(self, item: Yield | Learnt) -> Yield | Learnt:
        """Have the articles of ``item`` read; pages that can't be read stay kept and are counted."""
        follower = _spider(self._crawler).crawl.follower
        if not follower or isinstance(item, Learnt):
            return item
        if any(each.kind.holds_article for each in (item.snapshot, *item.parts)):
            self._unread.add(item.snapshot.site)
            if self._reading is None or self._reading.done():
                self._reading = asyncio.create_task(self._read(follower))
        return item

    async def _read(self, follower: Follower) -> None:
        spider = _spider(self._crawler)
        while self._unread:
            sites = sorted(self._unread)
            self._unread.clear()
            self._tell(await follower.ask(Books.read, spider.name, sites) or ())

    async def close_spider(self) -> None:
        """Read what still waits for its site's layout."""
        spider = _spider(self._crawler)
        if self._reading:
            await self._reading
        if follower := spider.crawl.follower:
            self._tell(await follower.ask(Books.settle, spider.name, [site.host for site in spider.sites]) or ())

    def _tell(self, results: Iterable[Result]) -> None:
        spider = _spider(self._crawler)
        for outcome, refusal in results:
            spider.count(f"archive/{outcome}" if refusal is None else f"extract/{outcome}")
            if refusal is not None:
                level = logging.DEBUG if outcome in QUIET else logging.WARNING
                logger.log(level, "%s: %s", spider.name, refusal)


def _spider(crawler: Crawler) -> OfficeSpider:
    assert isinstance(crawler.spider, OfficeSpider)
    return crawler.spider
