"""What every part of an office's spider shares: the crawl, the night's budget, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.clock import now
from archive.crawl_log import CrawlLog
from archive.moment import stamp
from scrapers.crawl import Crawl
from scrapers.registry.office import Office, Site
from scrapers.spiders.ledger import Ledger
from scrapers.urls import host_name

ANSWERS = [304, 404, 410]  # statuses that are answers, not failures


class BookSpider(Spider):
    """A spider of one office that keeps what it meets in the ``crawl.db`` of ``DATA_DIR``.

    :ivar idle: nothing is left to ask; it closes by itself
    """

    office: ClassVar[Office]
    offices: ClassVar[Mapping[str, Office]]
    sites: ClassVar[tuple[Site, ...]]
    crawl: Crawl
    ledger: Ledger

    def __init__(self, **arguments: str) -> None:
        super().__init__(self.name, **arguments)
        self.idle = False
        self._spent: Counter[str] = Counter()  # requests planned per site
        self._controlled: set[str] = set()  # hosts of sites that were asked for an article that should be there

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Take part in ``crawl``, or make one of its own, as for ``scrapy parse``."""
        crawl: Crawl | None = kwargs.pop("crawl", None)
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        spider.ledger = Ledger(crawler)
        spider.crawl = crawl or Crawl(Path(crawler.settings["DATA_DIR"]), [spider.name])
        crawler.signals.connect(spider._note_idle, signal=signals.spider_idle)
        if not crawl:
            crawler.signals.connect(spider.crawl.close, signal=signals.engine_stopped)  # the last one of a crawl
        return spider

    def _note_idle(self) -> None:
        self.idle = True

    @property
    def crawl_log(self) -> CrawlLog:
        """Where everything is kept."""
        return self.crawl.crawl_log

    def note_visits(self, *, finished: bool = True) -> None:
        """Write down how the night went at each site.

        :param finished: nobody stopped the crawl
        """
        at = stamp(now())
        visits = self.ledger.visits(self.sites, run=self.crawl.run.id, office=self.name, at=at, finished=finished)
        self.crawl_log.visits.add(visits)

    def site_of(self, url: str) -> Site:
        """The site that ``url`` belongs to; the first one where none has its host."""
        host = urlsplit(url).netloc.removeprefix("www.")
        return next((site for site in self.sites if site.host.removeprefix("www.") == host), self.sites[0])

    def left(self, site: Site) -> int:
        """How many requests the budgets of the site and of the whole office still allow tonight."""
        of_site = self.settings.getint("REQUESTS_PER_NIGHT") - self._spent[site.host]
        return min(of_site, self.settings.getint("REQUESTS_PER_OFFICE_AND_NIGHT") - self._spent.total())

    def declares(self, url: str) -> bool:
        """Whether one of the office's sites that are crawled, or a source that it declares, has the host of ``url``.

        With ``www.`` or without: a regency's list in JSON may stand on a host of its own.
        """
        return host_name(url) in self._declared

    @cached_property
    def _declared(self) -> frozenset[str]:
        named = (address for site in self.sites for address in (site.url, *(source.url for source in site.sources)))
        return frozenset(map(host_name, named))

    def may_ask(self, site: Site) -> bool:
        """Whether the budgets allow one more request tonight."""
        return self.left(site) > 0

    def spend(self, site: Site) -> None:
        """Take one request from the site's budget."""
        self._spent[site.host] += 1

    def complain(self, url: str, why: str) -> None:
        """Tell the operator what went wrong, and count it."""
        self.logger.warning("%s: %s: %s", self.name, url, why)
        self.count("errors")

    def count(self, key: str) -> None:
        """Count something in Scrapy's stats."""
        assert self.crawler.stats
        self.crawler.stats.inc_value(key)
