"""One night's crawl of several offices: a few of them at a time, and what each of them did."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from archive.models import Run
from scrapers.crawl import Crawl
from scrapers.extensions import Tally, closed_run
from scrapers.load import Load
from scrapers.spiders import OfficeLoader
from scrapers.spiders.office import OfficeSpider

logger = logging.getLogger(__name__)

FINISHED, INTERRUPTED, CLOSED = "finished", "interrupted", "window closed"

_LOOK_SECONDS = 0.05  # between two looks at whether there is time for one more office
_BUSY = 0.6  # share of its time that this process may be at work when it opens one more


class Night:
    """Crawls offices, of which at most ``CONCURRENT_OFFICES`` are open at the same time.

    One more is opened whenever there is time for it. Where sites are slow and pauses long that is at once; where this
    process has its hands full, more at once would only end later, all of them, and the process that reads would have
    nothing to do until then: most of an office's pages wait for its layout.

    Whoever holds it starts it, lets the reactor run until the runner's crawls are over, and ends it.

    :param arguments: of the spiders, as ``scrapy crawl -a`` takes them
    :param load: tells how busy this process is
    :ivar crawlers: office -> its crawler, those first whose turn didn't come in the last nights
    :ivar reason: why it ended
    """

    def __init__(
        self,
        runner: AsyncCrawlerRunner,
        loader: OfficeLoader,
        crawl: Crawl,
        arguments: Mapping[str, str] | None = None,
        load: Load | None = None,
    ) -> None:
        self._runner = runner
        self._crawl = crawl
        self._arguments = arguments or {}
        last_runs = crawl.crawl_log.visits.last_runs()
        in_turn = sorted(crawl.run.offices, key=lambda name: last_runs.get(name, 0))
        self.crawlers = {name: runner.create_crawler(loader.load(name)) for name in in_turn}
        self._waiting = list(self.crawlers.values())
        self._most = runner.settings.getint("CONCURRENT_OFFICES")
        self._open = 0
        self._load = load or Load()
        self.reason = FINISHED

    def start(self) -> None:
        """Open the first office; the rest follow by themselves."""
        self._next()
        self._look()

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

    def _look(self) -> None:
        """Open one more office where there is time for it, and look again."""
        if self._load.share() < _BUSY and self._open < self._most:
            self._next()
        if self._waiting:
            asyncio.get_event_loop().call_later(_LOOK_SECONDS, self._look)

    def _next(self) -> None:
        if self._waiting:
            self._open += 1
            task = self._runner.crawl(self._waiting.pop(0), crawl=self._crawl, **self._arguments)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._open -= 1
        if not task.cancelled() and (error := task.exception()):
            logger.error("nightly: an office's crawl broke: %s: %s", type(error).__name__, error)
        self._next()

    def _tally(self, name: str, crawler: Crawler) -> Tally:
        spider = crawler.spider
        if isinstance(spider, OfficeSpider) and crawler.stats:
            return Tally.of(crawler, spider)
        broken = self.reason == FINISHED
        return Tally(name, 0, 0, 0, 0, 0, 0, 0, 0, 0, int(broken), answered=False, visited=broken)
