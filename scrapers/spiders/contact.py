"""First contact in the middle of a crawl: a site that declares no lists is explored as by a probe, once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure as Failed

from archive.crawl_log import Learnt
from scrapers.discovery import DiscoveryError
from scrapers.discovery.survey import survey
from scrapers.probing.answer import Answer, Failure, failure_of
from scrapers.probing.notebook import Look, Notebook
from scrapers.probing.tour import BUDGET, explore, in_the_way
from scrapers.registry.office import Site
from scrapers.robots import ROBOTS_FACT, Robots
from scrapers.spiders.base import BookSpider
from scrapers.spiders.documents import answer_of, charset, error_of, request_of
from scrapers.spiders.pages import PageSpider
from scrapers.spiders.trouble import Trouble, obstacle_trouble, trouble_of
from scrapers.spiders.walk import Walk
from scrapers.urls import origin


class ContactDesk:
    """Sends an exploration's questions on a crawl's account, one after the other.

    :param budget: requests; the site's own for the night bounds them too
    """

    def __init__(self, spider: BookSpider, site: Site, budget: int) -> None:
        self._spider = spider
        self._site = site
        self._budget = budget
        self.spent = 0

    @property
    def left(self) -> int:
        """Requests that may still be sent."""
        return self._budget - self.spent if self._spider.may_ask(self._site) else 0

    async def ask(self, url: str) -> Answer:
        """What comes for ``url``, after the same middlewares as every request of the crawl."""
        if not self.left:
            return Answer(url, url, failure=Failure("budget"))
        self.spent += 1
        self._spider.spend(self._site)
        assert self._spider.crawler.engine
        try:
            response = await self._spider.crawler.engine.download_async(Request(url, callback=NO_CALLBACK))
        except Exception as error:  # noqa: BLE001 - whatever keeps a page from us is an answer too
            self._spider.ledger.refuse(self._site, error)
            return Answer(url, url, failure=failure_of(error))
        return answer_of(url, response)

    def robots(self, url: str) -> Robots | None:
        """The robots.txt of a URL's host, which the first request has left in the crawl log."""
        facts = self._spider.crawl_log.facts(self._spider.name, origin(url))
        return Robots.from_json(facts[ROBOTS_FACT]) if ROBOTS_FACT in facts else None


class ContactSpider(PageSpider):
    """Finds out where a site lists its news, where nothing that is declared or remembered answers."""

    def next_requests(self, walk: Walk) -> Iterator[Request | Learnt]:
        """Go on with a site's lists."""
        raise NotImplementedError

    def front_request(self, walk: Walk) -> Request:
        """Ask for the site's front page."""
        walk.explored = True
        self.spend(walk.site)
        return Request(
            walk.site.url,
            self.parse_front,
            errback=self.front_failed,
            cb_kwargs={"walk": walk},
            priority=20,
            dont_filter=True,
        )

    async def parse_front(self, response: Response, walk: Walk) -> AsyncIterator[Request | Learnt]:
        """Explore the site from its front page on, then walk what was found."""
        try:
            found = survey(response.body, response.url, encoding=charset(response))
        except DiscoveryError as error:
            self._hindered(walk, Trouble("nothing", str(error)))
        else:
            await self._explore(walk, Look(answer_of(walk.site.url, response), found))
        for output in self.next_requests(walk):
            yield output

    async def _explore(self, walk: Walk, front: Look) -> None:
        if front.survey.obstacle:
            self._hindered(walk, obstacle_trouble(front.survey.obstacle))
        if in_the_way(front):
            return
        desk = ContactDesk(self, walk.site, BUDGET - 1)  # the front page was the first of them
        found = await explore(desk, Notebook([front]), walk.site.article_url)
        walk.add_sources([each.source for each in found.sources], found.pattern)

    def front_failed(self, failure: Failed) -> Iterator[Request | Learnt]:
        """The front page didn't come: the site is silent tonight."""
        request = request_of(failure)
        walk: Walk = request.cb_kwargs["walk"]
        self.ledger.refuse(walk.site, error_of(failure))
        self._hindered(walk, trouble_of(error_of(failure)))
        yield from self.next_requests(walk)

    def _hindered(self, walk: Walk, trouble: Trouble) -> None:
        self.ledger.trouble(walk.site, trouble)
        self.complain(walk.site.url, trouble.evidence)
