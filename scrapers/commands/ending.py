"""How a crawl ends before all is done: interrupted, or because the night is over."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from typing import cast

from scrapy.crawler import AsyncCrawlerProcess
from twisted.internet.base import ReactorBase

from archive.clock import now
from archive.interruption import heed
from scrapers.commands.exits import Exit
from scrapers.night import CLOSED, FINISHED, INTERRUPTED
from scrapers.spiders.base import BookSpider
from scrapers.stopping import stop

logger = logging.getLogger(__name__)

OPEN_PAGES_SECONDS = 5.0  # that open pages get when somebody interrupts …
LAST_SECONDS = 8.0  # … and after which the process ends wherever it is: the books stand that
_LOOK_SECONDS = 1.0  # how often the clock is looked at


class Ending:
    """Ends the crawls of a process in good order, once.

    :param told: is called with the reason when the end begins
    :ivar reason: why the crawl ended
    """

    def __init__(self, process: AsyncCrawlerProcess, told: Callable[[str], object] = str) -> None:
        self._process = process
        self._told = told
        self._loop = asyncio.get_event_loop()
        self.reason = FINISHED

    def run(self, closes_at: datetime | None = None) -> None:
        """Let the process crawl until all is done, somebody interrupts, or ``closes_at`` has come."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        for number in numbers:
            self._loop.add_signal_handler(number, self._interrupt)
        if closes_at:
            self._look(closes_at)
        try:
            self._process.start(install_signal_handlers=False)
        finally:
            for number in numbers:
                self._loop.remove_signal_handler(number)
            heed()  # what comes now is short, and may be interrupted like what came before

    def _look(self, closes_at: datetime) -> None:
        """Look at the clock: a machine that slept has missed what was planned by seconds."""
        if now() < closes_at:
            self._loop.call_later(_LOOK_SECONDS, self._look, closes_at)
        elif self.reason == FINISHED:
            logger.info("nightly: the night is over: open pages are finished, the rest waits for the next one")
            self._stop(CLOSED)

    def _interrupt(self) -> None:
        if self.reason == INTERRUPTED:
            _stop_now()
            return
        logger.warning(
            "interrupted: open pages get %.0f s, the rest waits for the next night; once more ends at once",
            OPEN_PAGES_SECONDS,
        )
        last = threading.Timer(LAST_SECONDS, os._exit, [int(Exit.INTERRUPTED)])
        last.daemon = True
        last.start()
        self._loop.call_later(OPEN_PAGES_SECONDS, _stop_now)
        self._stop(INTERRUPTED)

    def _stop(self, reason: str) -> None:
        self.reason = reason
        self._told(reason)
        self._stopping = self._loop.create_task(self._stop_crawls())

    async def _stop_crawls(self) -> None:
        """Stop all crawls but those that come to their end just now: Scrapy would leave them where they are."""
        at_work = (
            each for each in self._process.crawlers if not (isinstance(each.spider, BookSpider) and each.spider.idle)
        )
        await asyncio.gather(*map(stop, at_work))


def _stop_now() -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install another one

    running = cast("ReactorBase", reactor)
    if running.running:
        running.stop()
