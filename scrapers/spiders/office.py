"""The spider: it asks what the walk wants, keeps what comes, and reads nothing by itself.

A site's sources are tried in order of preference until one answers. A site that declares none, or whose sources
all fail, is surveyed: its front page says where the news is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.crawl_log import Yield
from archive.frontier import Pending
from archive.models import Hint, Kind
from archive.sightings import Sighting
from scrapers.books import Books
from scrapers.discovery import Discovered, DiscoveryError
from scrapers.discovery.survey import survey
from scrapers.office import Office, Site, WordPressApi
from scrapers.platforms import resolve
from scrapers.reading import identify
from scrapers.spiders.documents import (
    charset,
    conditional_headers,
    now,
    part_of,
    reason,
    request_of,
    snapshot_of,
    validators_of,
)
from scrapers.spiders.sources import Step, read_source, surveyed_sources
from scrapers.spiders.walk import COMPLETE, News, Walk, listed

ANSWERS = [304, 404, 410]  # statuses that are answers, not failures


class OfficeSpider(Spider):
    """Crawls one office. Made by ``spider_class``; never instantiated as it stands."""

    office: ClassVar[Office]
    offices: ClassVar[Mapping[str, Office]]
    sites: ClassVar[tuple[Site, ...]]

    def __init__(self, books: Books, *, run: int = 0, **arguments: str) -> None:
        super().__init__(self.name, **arguments)
        self.books = books
        self.run = run  # 0 until the run recorder has begun one
        self.answered: set[str] = set()  # hosts that showed where their news is
        self._spent: Counter[str] = Counter()  # requests per host

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Open the books that ``DATA_DIR`` names."""
        spider = cls(Books.share(Path(crawler.settings["DATA_DIR"]), cls.offices), *args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider._release, signal=signals.engine_stopped)
        return spider

    def _release(self) -> None:
        """The last signal of a crawl: whoever needed the books at its end has had them."""
        self.books.see([self.name])
        self.books.release()

    async def start(self) -> AsyncIterator[Request]:
        """What an earlier night left open, then each site's lists."""
        log = self.books.crawl_log
        sites = {site.host: site for site in self.sites}
        for pending in log.frontier.pending(self.name):
            if pending.site in sites and self._may_ask(sites[pending.site]):
                yield self._page_request(sites[pending.site], pending)
        known = log.sightings.known(self.name)
        for site in self.sites:
            walk = Walk(
                site,
                known=known,
                facts=log.facts(self.name, site.host),
                pages_max=self.settings.getint("LISTING_PAGES_PER_NIGHT"),
            )
            for request in self._next_source(walk):
                yield request

    # Lists

    def _next_source(self, walk: Walk) -> Iterator[Request]:
        """Ask the next source; the front page when none is left; nothing when that was read too."""
        steps = walk.next_source()
        yield from [self._list_request(walk, step) for step in steps]
        if steps or walk.open:
            return
        if walk.answered or walk.surveyed:
            self._end(walk)
            return
        walk.surveyed = True
        self._spent[walk.site.host] += 1
        yield Request(
            walk.site.url,
            self.parse_front,
            errback=self.front_failed,
            cb_kwargs={"walk": walk},
            priority=20,
            dont_filter=True,
        )

    def _list_request(self, walk: Walk, step: Step) -> Request:
        walk.ask(step)
        self._spent[walk.site.host] += 1
        conditional = step.conditional and not walk.backfill
        validators = self.books.crawl_log.validators(self.name, step.url)
        return Request(
            step.url,
            self.parse_list,
            errback=self.list_failed,
            headers=conditional_headers(validators) if conditional else None,
            cb_kwargs={"walk": walk, "step": step},
            meta={"handle_httpstatus_list": ANSWERS},
            priority=10,
            dont_filter=True,
        )

    def parse_front(self, response: Response, walk: Walk) -> Iterator[Request]:
        """Learn from the front page where the news is listed."""
        try:
            found = survey(response.body, response.url, encoding=charset(response))
        except DiscoveryError as error:
            self._complain(walk.site.url, str(error))
        else:
            if found.obstacle:
                self._complain(walk.site.url, f"{found.obstacle.kind}: {found.obstacle.evidence}")
            walk.add_sources(surveyed_sources(found, walk.site))
        yield from self._next_source(walk)

    def front_failed(self, failure: Failure) -> Iterator[Request]:
        """The front page didn't come: the site is silent tonight."""
        walk: Walk = request_of(failure).cb_kwargs["walk"]
        self._complain(walk.site.url, reason(failure))
        yield from self._next_source(walk)

    def parse_list(self, response: Response, walk: Walk, step: Step) -> Iterator[Yield | Request]:
        """Read one document of a source; follow what it brings."""
        walk.open -= 1
        if self._is_unchanged(response, walk, step):
            self.books.crawl_log.confirm(self.name, step.url, now())
            walk.answer(step)
            yield from self._after(walk, step, None)
            return
        try:
            discovered = _read(response, step, walk.site)
        except DiscoveryError as error:
            yield from self._not_this_source(walk, step, str(error))
            return
        news = walk.read(step, discovered)
        yield self._kept_list(response, walk, step, news)
        for link in news.wanted:
            if link.document is None and self._may_ask(walk.site):
                yield self._page_request(walk.site, self._pending(walk, step, link.url, link.hint))
        steps = walk.go_on(step, discovered, news)
        yield from [self._list_request(walk, each) for each in steps]
        if not steps:
            yield from self._after(walk, step, news)

    def _is_unchanged(self, response: Response, walk: Walk, step: Step) -> bool:
        """304, or the same bytes under a new ETag, as some sites send."""
        if response.status == 304:
            return True
        if walk.backfill or not step.conditional or response.status != 200:
            return False
        kept = self.books.crawl_log.validators(self.name, step.url).sha256
        return kept == snapshot_of(response, office=self.name, site=walk.site, kind=step.kind, url=step.url).sha256

    def _kept_list(self, response: Response, walk: Walk, step: Step, news: News) -> Yield:
        snapshot = snapshot_of(response, office=self.name, site=walk.site, kind=step.kind, url=step.url)
        facts = dict(walk.learnt)
        return Yield(
            snapshot,
            parts=[part_of(snapshot, link) for link in news.wanted if link.document is not None],
            found=[self._pending(walk, step, link.url, link.hint) for link in news.wanted if link.document is None],
            sightings=[Sighting(name, link.url, walk.site.host, listed(step, link)) for name, link in news.links],
            validators=validators_of(snapshot),
            facts=facts,
        )

    def _pending(self, walk: Walk, step: Step, url: str, hint: Hint) -> Pending:
        return Pending(url, walk.site.host, Kind.PAGE, replace(hint, found_in=step.url))

    def _after(self, walk: Walk, step: Step, news: News | None) -> Iterator[Request]:
        """A source was read to its end."""
        if walk.open:
            return
        if walk.is_over(step, news):
            self._end(walk)
        else:
            yield from self._next_source(walk)

    def _not_this_source(self, walk: Walk, step: Step, why: str) -> Iterator[Request]:
        self._count("discovery/failed")
        if isinstance(step.source, WordPressApi) and step.page > 1:  # past its last page it answers 400
            yield from self._after(walk, step, None)
            return
        walk.fail(step)
        self.logger.info("%s: %s", self.name, why)
        if not walk.open:
            yield from self._next_source(walk)

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """A source didn't answer: try the next one."""
        request = request_of(failure)
        walk, step = request.cb_kwargs["walk"], request.cb_kwargs["step"]
        walk.open -= 1
        yield from self._not_this_source(walk, step, f"{step.url}: {reason(failure)}")

    def _end(self, walk: Walk) -> None:
        if walk.answered:
            self.answered.add(walk.site.host)
        if walk.completes:
            walk.learnt[COMPLETE] = now().isoformat(timespec="seconds")
        self.books.crawl_log.learn(self.name, walk.site.host, walk.learnt)

    # Pages

    def parse_article(self, response: Response, pending: Pending | None = None, **_: object) -> Iterator[Yield]:
        """Keep one article's page; it is read behind the pipeline's door."""
        url = pending.url if pending else response.url
        if response.status != 200:
            self._page_missed(pending, url, f"HTTP {response.status}")
            return
        site = self.site_of(response.url)
        snapshot = snapshot_of(response, office=self.name, site=site, kind=Kind.PAGE, url=url)
        if pending:
            snapshot = replace(snapshot, hint=pending.hint)
        names = dict.fromkeys((identify(site, url), identify(site, response.url)))
        yield Yield(
            snapshot,
            sightings=[Sighting(name, response.url, site.host) for name in names],
            validators=validators_of(snapshot),
        )

    def parse(self, response: Response, **arguments: Any) -> Iterator[Yield]:  # noqa: ANN401 - Scrapy's signature
        """Read ``response`` as an article: what ``scrapy parse URL`` does without a callback."""
        yield from self.parse_article(response, **arguments)

    def page_failed(self, failure: Failure) -> None:
        """A page didn't come: it stays in the frontier for another night."""
        pending: Pending = request_of(failure).cb_kwargs["pending"]
        self._page_missed(pending, pending.url, reason(failure))

    def _page_missed(self, pending: Pending | None, url: str, why: str) -> None:
        self._complain(url, why)
        if pending:
            self.books.crawl_log.frontier.fail(self.name, pending, why, now())

    def _page_request(self, site: Site, pending: Pending) -> Request:
        self._spent[site.host] += 1
        return Request(
            pending.url,
            self.parse_article,
            errback=self.page_failed,
            cb_kwargs={"pending": pending},
            meta={"handle_httpstatus_list": ANSWERS},
        )

    def site_of(self, url: str) -> Site:
        """The site that ``url`` belongs to; the first one where none has its host."""
        host = urlsplit(url).netloc.removeprefix("www.")
        return next((site for site in self.sites if site.host.removeprefix("www.") == host), self.sites[0])

    def _may_ask(self, site: Site) -> bool:
        return self._spent[site.host] < self.settings.getint("REQUESTS_PER_NIGHT")

    def _complain(self, url: str, why: str) -> None:
        self.logger.warning("%s: %s: %s", self.name, url, why)
        self._count("errors")

    def _count(self, key: str) -> None:
        assert self.crawler.stats
        self.crawler.stats.inc_value(key)


def spider_class(office: Office, offices: Mapping[str, Office]) -> type[OfficeSpider]:
    """The spider class of one office."""
    sites = tuple(resolve(site) for site in office.sites if site.enabled)
    slots = {
        urlsplit(site.url).hostname: {"delay": site.delay_seconds, "concurrency": 1, "jitter": 0}
        for site in sites
        if site.delay_seconds is not None
    }
    body = {
        "name": office.id,
        "office": office,
        "offices": offices,
        "sites": sites,
        "allowed_domains": sorted({(urlsplit(site.url).hostname or "").removeprefix("www.") for site in sites}),
        "custom_settings": {"DOWNLOAD_SLOTS": slots},
        "__doc__": f"{office.name}, {office.region}.",
    }
    return type(f"{office.id.title().replace('-', '')}Spider", (OfficeSpider,), body)


def _read(response: Response, step: Step, site: Site) -> Discovered:
    if response.status != 200:
        raise DiscoveryError(f"{step.url}: HTTP {response.status}")
    return read_source(step, response.body, response.url, encoding=charset(response), site=site)
