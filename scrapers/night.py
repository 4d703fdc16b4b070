"""One night's crawl of several offices: a few of them at a time, and what each of them did."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from archive.models import Run
from scrapers.crawl import Crawl
from scrapers.extensions import Tally, closed_run
from scrapers.spiders import OfficeLoader
from scrapers.spiders.office import OfficeSpider

logger = logging.getLogger(__name__)

FINISHED, INTERRUPTED, CLOSED = "finished", "interrupted", "window closed"


class Night:
    """Crawls offices, of which only ``CONCURRENT_OFFICES`` are open at the same time.

    Whoever holds it starts it, lets the reactor run until the runner's crawls are over, and ends it.

    :param arguments: of the spiders, as ``scrapy crawl -a`` takes them
    :ivar crawlers: office -> its crawler, those first whose turn didn't come in the last nights
    :ivar reason: why it ended
    """

    def __init__(
        self, runner: AsyncCrawlerRunner, loader: OfficeLoader, crawl: Crawl, arguments: Mapping[str, str] | None = None
    ) -> None:
        self._runner = runner
        self._crawl = crawl
        self._arguments = arguments or {}
        last_runs = crawl.crawl_log.visits.last_runs()
        in_turn = sorted(crawl.run.offices, key=lambda name: last_runs.get(name, 0))
        self.crawlers = {name: runner.create_crawler(loader.load(name)) for name in in_turn}
        self._waiting = list(self.crawlers.values())
        self.reason = FINISHED

    def start(self) -> None:
        """Open the first offices; the rest follow by themselves."""
        for _ in range(min(self._runner.settings.getint("CONCURRENT_OFFICES"), len(self._waiting))):
            self._next()

    def stop(self, reason: str) -> None:
        """Open no further office: ``INTERRUPTED`` or ``CLOSED``."""
        self._waiting.clear()
        self.reason = reason

    def end(self) -> tuple[Run, list[Tally]]:
        """Bring both books up to what was crawled; returns the closed run and each office's figures."""
        tallies = [self._tally(name, crawler) for name, crawler in self.crawlers.items()]
        closed = closed_run(self._crawl.run, self.reason, tallies)
        self._crawl.end(closed, refresh=self.reason != INTERRUPTED)  # who interrupts doesn't wait; the next run does it
        return closed, tallies

    def _next(self, done: asyncio.Task[None] | None = None) -> None:
        if done is not None and not done.cancelled() and (error := done.exception()):
            logger.error("nightly: an office's crawl broke: %s: %s", type(error).__name__, error)
        if self._waiting:
            task = self._runner.crawl(self._waiting.pop(0), crawl=self._crawl, **self._arguments)
            task.add_done_callback(self._next)

    def _tally(self, name: str, crawler: Crawler) -> Tally:
        spider = crawler.spider
        if isinstance(spider, OfficeSpider) and crawler.stats:
            return Tally.of(crawler, spider)
        broken = self.reason == FINISHED
        return Tally(name, 0, 0, 0, 0, 0, 0, 0, 0, int(broken), answered=False, visited=broken)
