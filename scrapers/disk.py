"""A disk that fails ends the crawl: what can't be kept isn't asked for."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.schema.connection import Connection, DiskError
from scrapers.spiders.office import OfficeSpider
from scrapers.stopping import stop


class DiskWatch:
    """Stops a crawl as soon as its books fail: open requests are finished, nothing new is asked.

    The failure is told once, when the command ends, and not for every page that could not be kept.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._watch, signal=signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        if not issubclass(crawler.spidercls, OfficeSpider):
            raise NotConfigured("only offices have books")
        return cls(crawler)

    def _watch(self, spider: OfficeSpider) -> None:
        for handler in logging.getLogger().handlers:
            handler.addFilter(_is_news)
        connection, follower = spider.crawl_log.db.conn, spider.crawl.follower
        assert isinstance(connection, Connection)
        connection.when_failed.append(self._stop)
        failure: Exception | None = connection.failure
        if follower:
            follower.when_disk_failed.append(self._stop)
            failure = failure or follower.lost
        if isinstance(failure, DiskError):
            self._stop(failure)

    def _stop(self, _failure: DiskError) -> None:
        self._stopping = asyncio.ensure_future(stop(self._crawler))


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a record is about anything but a disk that failed."""
    return not (record.exc_info and isinstance(record.exc_info[1], DiskError))
