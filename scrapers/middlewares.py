"""What every request passes on its way out, redirected ones too: may this address be asked, does the site allow it."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from archive.clock import now
from scrapers.addresses import AddressError, check_url, private_hosts
from scrapers.pace import slow_down
from scrapers.refusals import AddressRefused, HostRefused, RobotsRefused, RobotsUnread
from scrapers.robots import ROBOTS_FACT, Robots
from scrapers.spiders.office import OfficeSpider
from scrapers.spiders.trouble import reason
from scrapers.urls import host_name, origin

logger = logging.getLogger(__name__)

ROBOTS_MAX_BYTES = 500 * 1024  # RFC 9309: a crawler must read at least this much; the rest is ignored


class AddressMiddleware:
    """Refuses requests that leave http(s) or ask a private address."""

    def __init__(self, crawler: Crawler) -> None:
        self._allowed = private_hosts(crawler.settings)
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let public addresses pass.

        :raises AddressRefused: the address must not be asked
        """
        try:
            check_url(request.url, self._allowed)
        except AddressError as error:
            assert self._crawler.stats
            self._crawler.stats.inc_value("addresses/refused")
            raise AddressRefused(str(error)) from error


class HostMiddleware:
    """Refuses requests to hosts that the office's file doesn't name as enabled sites.

    Scrapy's own lets pass what must not be filtered as a duplicate, and that is every list; it also takes all
    subdomains of a portal for the portal.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the office's own hosts pass, each in the queue of its server: with ``www.`` and without it is one.

        :raises HostRefused: another host, which is recorded and not visited
        """
        request.meta["download_slot"] = host_name(request.url)  # Scrapy leaves who is redirected in the old queue
        spider = self._crawler.spider
        if not isinstance(spider, OfficeSpider) or spider.declares(request.url):
            return
        assert self._crawler.stats
        self._crawler.stats.inc_value("hosts/refused")
        raise HostRefused(f"it leads to {request.url}, a host that the office's file doesn't name")


class RobotsMiddleware:
    """Obeys robots.txt, Crawl-delay included. The file is kept until the next night, for which it need not be asked."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings
        self._agent: str = settings["USER_AGENT"]
        self._max_age = timedelta(seconds=settings.getint("ROBOTS_MAX_AGE_SECONDS"))
        self._delay_max = settings.getfloat("CRAWL_DELAY_MAX_SECONDS")
        self._files: dict[str, asyncio.Task[Robots]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let through what the site allows, no faster than it asks.

        :raises RobotsRefused: its robots.txt forbids it
        :raises RobotsUnread: its robots.txt couldn't be read, from whatever kept it from us
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        place = origin(request.url)
        if place not in self._files:
            self._files[place] = asyncio.ensure_future(self._robots(place))
        robots = await self._files[place]
        if not robots.allows(request.url, self._agent):
            self._refuse(place, robots)
        delay = min(robots.delay_seconds(self._agent), self._delay_max)
        if delay:
            slow_down(self._crawler, host_name(request.url), delay)

    def _refuse(self, place: str, robots: Robots) -> None:
        assert self._crawler.stats
        self._crawler.stats.inc_value("robots/forbidden")
        if 200 <= robots.status < 300:
            raise RobotsRefused(f"{place}/robots.txt forbids it; asked again within two nights")
        met = reason(robots.error) if robots.error else f"HTTP {robots.status}"
        words = f"{place}/robots.txt could not be read ({met}); asked again tomorrow"
        raise RobotsUnread(words, met) from robots.error

    async def _robots(self, place: str) -> Robots:
        robots = self._kept(place)
        if robots is None:
            robots = await self._fetch(place)
            self._keep(place, robots)
        return robots

    async def _fetch(self, place: str) -> Robots:
        request = Request(
            f"{place}/robots.txt",
            callback=NO_CALLBACK,
            priority=1000,
            meta={"dont_obey_robotstxt": True, "dont_retry": True, "handle_httpstatus_all": False},
        )
        assert self._crawler.engine
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever keeps the file from us means "not tonight"
            logger.warning("%s/robots.txt: %s", place, reason(error))
            return Robots("", 0, now(), error)
        text = response.body[:ROBOTS_MAX_BYTES].decode("utf-8", "replace")
        return Robots(text, response.status, now())

    def _kept(self, place: str) -> Robots | None:
        spider = self._spider
        value = spider.crawl_log.facts(spider.name, place).get(ROBOTS_FACT) if spider else None
        if value is None:
            return None
        robots = Robots.from_json(value)
        fresh = now() - robots.fetched_at < self._max_age
        return robots if fresh and 200 <= robots.status < 500 else None

    def _keep(self, place: str, robots: Robots) -> None:
        spider = self._spider
        if spider:
            spider.crawl_log.learn(spider.name, place, {ROBOTS_FACT: robots.to_json()})

    @property
    def _spider(self) -> OfficeSpider | None:
        spider = self._crawler.spider
        return spider if isinstance(spider, OfficeSpider) else None
