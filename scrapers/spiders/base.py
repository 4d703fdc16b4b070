"""What every part of an office's spider shares: the books, the night's budget, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.clock import now
from archive.moment import stamp
from scrapers.books import Books
from scrapers.registry.office import Office, Site
from scrapers.spiders.documents import host_name
from scrapers.spiders.ledger import Ledger

ANSWERS = [304, 404, 410]  # statuses that are answers, not failures


class BookSpider(Spider):
    """A spider of one office that keeps what it meets in the books of ``DATA_DIR``."""

    office: ClassVar[Office]
    offices: ClassVar[Mapping[str, Office]]
    sites: ClassVar[tuple[Site, ...]]
    books: Books
    ledger: Ledger

    def __init__(self, *, run: int = 0, **arguments: str) -> None:
        super().__init__(self.name, **arguments)
        self.run = run  # 0 until the run recorder has begun one
        self._spent: Counter[str] = Counter()  # requests planned per site

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Open the books that ``DATA_DIR`` names."""
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        spider.books = Books.share(Path(crawler.settings["DATA_DIR"]), cls.offices)
        spider.ledger = Ledger(crawler)
        crawler.signals.connect(spider._close_books, signal=signals.engine_stopped)
        return spider

    def _close_books(self) -> None:
        """The last signal of a crawl: whoever needed the books at its end has had them."""
        self.books.release()

    def note_visits(self, *, finished: bool = True) -> Counter[str]:
        """Write down how the night went at each site; returns how many articles went and came back.

        :param finished: nobody stopped the crawl
        """
        at = stamp(now())
        visits = self.ledger.visits(self.sites, run=self.run, office=self.name, at=at, finished=finished)
        self.books.crawl_log.visits.add(visits)
        return self.books.see([self.name])

    def site_of(self, url: str) -> Site:
        """The site that ``url`` belongs to; the first one where none has its host."""
        host = urlsplit(url).netloc.removeprefix("www.")
        return next((site for site in self.sites if site.host.removeprefix("www.") == host), self.sites[0])

    def left(self, site: Site) -> int:
        """How many requests the budgets of the site and of the whole office still allow tonight."""
        of_site = self.settings.getint("REQUESTS_PER_NIGHT") - self._spent[site.host]
        return min(of_site, self.settings.getint("REQUESTS_PER_OFFICE_AND_NIGHT") - self._spent.total())

    def declares(self, url: str) -> bool:
        """Whether one of the office's sites that are crawled has the host of ``url``, with ``www.`` or without."""
        return any(host_name(url) == host_name(site.url) for site in self.sites)

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
