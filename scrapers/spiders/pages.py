"""Articles' own pages: fetched when they are new, looked at again as they age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.clock import now
from archive.crawl_log import Yield
from archive.crawl_log.frontier import Pending
from archive.crawl_log.looks import Due
from archive.crawl_log.sightings import Sighting
from archive.models import Kind
from scrapers.discovery.obstacle import obstacle_document
from scrapers.reading import identify
from scrapers.registry.office import Site
from scrapers.spiders.base import ANSWERS, BookSpider
from scrapers.spiders.documents import conditional_headers, error_of, request_of, snapshot_of, validators_of
from scrapers.spiders.trouble import reason
from scrapers.urls import location


class PageSpider(BookSpider):
    """Fetches articles' pages."""

    def page_request(self, site: Site, pending: Pending) -> Request:
        """Ask for an article that was found."""
        self.spend(site)
        return Request(
            pending.url,
            self.parse_article,
            errback=self.page_failed,
            cb_kwargs={"pending": pending, "site": site},
            meta={"handle_httpstatus_list": ANSWERS},
        )

    def parse_article(self, response: Response, pending: Pending | None = None, **_: object) -> Iterator[Yield]:
        """Keep one article's page; it is read behind the pipeline's door."""
        url = pending.url if pending else response.url
        if response.status != 200:
            self._missed(pending, url, f"HTTP {response.status}")
            return
        site = self.site_of(response.url)
        snapshot = snapshot_of(response, office=self.name, site=site, kind=Kind.PAGE, url=url)
        if pending:
            snapshot = replace(snapshot, hint=pending.hint)
        self.ledger.look(site.host, stood=True)
        names = dict.fromkeys((identify(site, url), identify(site, response.url)))
        sightings = [Sighting(name, response.url, site.host) for name in names]
        yield Yield(snapshot, sightings=sightings, validators=validators_of(snapshot))

    def parse(self, response: Response, **arguments: Any) -> Iterator[Yield]:  # noqa: ANN401 - Scrapy's signature
        """Read ``response`` as an article: what ``scrapy parse URL`` does without a callback."""
        yield from self.parse_article(response, **arguments)

    def page_failed(self, failure: Failure) -> None:
        """A page didn't come: it stays in the frontier for another night."""
        request = request_of(failure)
        self.ledger.refuse(request.cb_kwargs["site"], error_of(failure))
        pending: Pending = request.cb_kwargs["pending"]
        self._missed(pending, pending.url, reason(error_of(failure)))

    def _missed(self, pending: Pending | None, url: str, why: str) -> None:
        self.complain(url, why)
        if pending:
            self.crawl_log.frontier.fail(self.name, pending, why, now())

    # Looking again

    def revisits(self, site: Site) -> Iterator[Request]:
        """Ask again for known articles whose time has come."""
        limit = self.settings.getint("REVISITS_PER_NIGHT")
        yield from self.look_again(site, self.crawl_log.looks.due(self.name, site.host, now(), limit=limit))

    def look_again(self, site: Site, articles: Iterable[Due]) -> Iterator[Request]:
        """Ask for the pages of known articles."""
        for due in articles:
            if not self.may_ask(site):
                return
            self.spend(site)
            validators = self.crawl_log.validators(self.name, due.url)
            yield Request(
                due.url,
                self.parse_again,
                errback=self.again_failed,
                headers=conditional_headers(validators) if due.kind is Kind.PAGE and not due.missing else None,
                cb_kwargs={"due": due, "site": site},
                meta={"handle_httpstatus_list": ANSWERS},
                priority=-10,
                dont_filter=True,
            )

    def parse_again(self, response: Response, due: Due, site: Site) -> Iterator[Yield | Request]:
        """See whether a known article is still there, and whether it changed."""
        self.count("revisits")
        if response.status in (404, 410):
            yield from self._miss(site, due, f"HTTP {response.status}")
            return
        if response.status == 304:
            self._see(site, due)
            return
        if _led_away(site, due.url, response):
            yield from self._miss(site, due, f"redirected to {response.url}")
            return
        snapshot = snapshot_of(response, office=self.name, site=site, kind=Kind.PAGE, url=due.url)
        kept = self.crawl_log.validators(self.name, due.url).sha256
        if (kept == snapshot.sha256 and not due.missing) or due.kind is Kind.POST:
            self._see(site, due)
            return
        self.ledger.look(site.host, stood=True)
        # What its list said of it is still true: without it the page would read as another.
        yield Yield(replace(snapshot, hint=self.crawl_log.hint(self.name, due.url)), validators=validators_of(snapshot))

    def _see(self, site: Site, due: Due) -> None:
        self.ledger.look(site.host, stood=True)
        looks = self.crawl_log.looks
        (looks.puzzle if due.unread else looks.look)(self.name, due.identity, due.kind, now())

    def _miss(self, site: Site, due: Due, evidence: str) -> Iterator[Request]:
        """Note that an article is missing, and look at one that should be there: perhaps the whole site is broken."""
        looks = self.crawl_log.looks
        looks.miss(self.name, due.identity, self.crawl.run.id, now(), evidence)
        self.ledger.look(site.host, stood=False)
        if self.ledger.doubts(site.host) and site.host not in self._controlled:
            self._controlled.add(site.host)
            yield from self.look_again(site, looks.control(self.name, site.host))

    def again_failed(self, failure: Failure) -> None:
        """A known article's page didn't come: that proves nothing."""
        request = request_of(failure)
        self.ledger.refuse(request.cb_kwargs["site"], error_of(failure))
        self.complain(request.url, reason(error_of(failure)))


def _led_away(site: Site, asked: str, response: Response) -> bool:
    """Whether a redirect left an article for the front page, or for a page that is neither its own nor another's.

    Many systems answer so where they don't have the article any more. A log-in or a challenge says nothing of it.
    """
    if urlsplit(response.url).path.strip("/") == "" and urlsplit(asked).path.strip("/") != "":
        return True
    before, after, pattern = location(asked), location(response.url), site.article_url
    if pattern is None or not pattern.search(before) or pattern.search(after):
        return False
    own = before.rstrip("/").rpartition("/")[2] in after  # its name, at another place
    return not own and obstacle_document(response.body, response.url, None) is None
