"""What a crawl did: every spider's figures, and the record of a crawl of its own."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.clock import now
from archive.models import Outcome, Run
from scrapers.books import Books
from scrapers.spiders.office import OfficeSpider

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tally:
    """One office's figures of one night, read from Scrapy's stats.

    :param answered: at least one of its sites showed where its news is
    :param visited: the turn of at least one of its sites came
    :param duration_seconds: ``None`` while the crawl goes on
    """

    office: str
    requests: int
    received_bytes: int
    new: int
    revised: int
    unchanged: int
    gone: int
    restored: int
    unreadable: int
    not_about: int
    errors: int
    answered: bool
    visited: bool = True
    duration_seconds: float | None = None

    @classmethod
    def of(cls, crawler: Crawler, spider: OfficeSpider) -> Tally:
        """Read the figures of ``crawler`` as they stand."""
        assert crawler.stats
        get = crawler.stats.get_value
        return cls(
            office=spider.name,
            requests=get("downloader/request_count", 0),
            received_bytes=get("downloader/response_bytes", 0),
            new=get("archive/new", 0),
            revised=get("archive/revised", 0),
            unchanged=get("archive/unchanged", 0),
            gone=get("archive/gone", 0),
            restored=get("archive/restored", 0),
            unreadable=get("extract/unreadable", 0) + get("extract/broken", 0),
            not_about=get("extract/not_about", 0),
            errors=get("errors", 0) + get("log_count/ERROR", 0),
            answered=bool(spider.ledger.answered),
            visited=bool(spider.ledger.over) or get("archive/finished", False),
            duration_seconds=get("elapsed_time_seconds"),
        )

    def __str__(self) -> str:
        said = f"{self.new} new, {self.revised} revised, {self.requests} requests"
        if self.gone:
            said += f", {self.gone} gone"
        if self.restored:
            said += f", {self.restored} restored"
        if self.unreadable:
            said += f", {self.unreadable} unreadable"
        if self.not_about:
            said += f", {self.not_about} not about the office"
        if self.errors:
            said += f", {self.errors} errors"
        return said if self.answered or not self.visited else f"no list of news was reached; {said}"


class RunRecorder:
    """Says what every spider did, and writes down the crawl of one that has its own (``scrapy parse``)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        if not issubclass(crawler.spidercls, OfficeSpider):
            raise NotConfigured("only offices have runs")
        return cls(crawler)

    async def spider_closed(self, spider: OfficeSpider, reason: str) -> None:
        """See which articles went or came back, and say what the crawl did."""
        finished = reason == "finished"
        spider.note_visits(finished=finished)
        follower = spider.crawl.follower
        presence = (await follower.ask(Books.see, [spider.name]) if follower else None) or Counter()
        assert self._crawler.stats
        self._crawler.stats.set_value("archive/finished", finished)
        self._crawler.stats.set_value("archive/gone", presence[Outcome.GONE])
        self._crawler.stats.set_value("archive/restored", presence[Outcome.RESTORED])
        tally = Tally.of(self._crawler, spider)
        level = logging.INFO if tally.answered or not tally.visited else logging.WARNING
        logger.log(level, "%s: %s (%s)", spider.name, tally, reason)
        if not follower:
            spider.crawl.end(closed_run(spider.crawl.run, reason, [tally]))


def closed_run(run: Run, reason: str, tallies: Sequence[Tally]) -> Run:
    """``run`` as it ended: now, for ``reason``, with the sums of its offices."""
    return replace(
        run,
        ended_at=now(),
        end_reason=reason,
        requests=sum(tally.requests for tally in tallies),
        received_bytes=sum(tally.received_bytes for tally in tallies),
        new=sum(tally.new for tally in tallies),
        revised=sum(tally.revised for tally in tallies),
        unchanged=sum(tally.unchanged for tally in tallies),
        gone=sum(tally.gone for tally in tallies),
        errors=sum(tally.errors for tally in tallies),
    )
