"""The one place that sends requests: it counts them, keeps to the budget, and turns failures into answers."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from archive.clock import now
from scrapers.probing.answer import Answer, Failure, failure_of
from scrapers.robots import Robots
from scrapers.spiders.documents import answer_of
from scrapers.urls import origin

_ATTEMPTS = 1  # further ones after a failure: an operator waits for the answer
_OWNER = "probe"  # key in a request's meta: whose budget it is


class Ledger:
    """Counts every request that leaves the house, whoever sent it, and keeps the robots.txt files that came."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spent: Counter[str] = Counter()  # owner, or an origin's robots.txt -> requests
        self.robots: dict[str, Robots] = {}
        crawler.signals.connect(self._sent, signal=signals.request_reached_downloader)
        crawler.signals.connect(self._came, signal=signals.response_received)

    def _sent(self, request: Request) -> None:
        self.spent[request.meta.get(_OWNER) or request.url] += 1

    def _came(self, response: Response) -> None:
        if urlsplit(response.url).path == "/robots.txt":
            text = response.body.decode("utf-8", "replace")
            self.robots[origin(response.url)] = Robots(text, response.status, now())


class Desk:
    """Sends one site's requests, one after the other.

    :param owner: a name that no other desk of the ledger has
    :param budget: requests after which nothing more is asked; a redirect or a second attempt may exceed it slightly
    """

    def __init__(self, ledger: Ledger, owner: str, budget: int) -> None:
        self._ledger = ledger
        self._owner = owner
        self._budget = budget
        self._origins: set[str] = set()

    @property
    def spent(self) -> int:
        """Requests sent so far."""
        files = sum(self._ledger.spent[f"{place}/robots.txt"] for place in self._origins)
        return self._ledger.spent[self._owner] + files

    @property
    def left(self) -> int:
        """Requests that may still be sent."""
        return max(0, self._budget - self.spent)

    async def ask(self, url: str) -> Answer:
        """What comes for ``url``, after the same middlewares as in every crawl."""
        if not self.left:
            return Answer(url, url, failure=Failure("budget"))
        self._origins.add(origin(url))
        meta = {_OWNER: self._owner, "max_retry_times": _ATTEMPTS}
        assert self._ledger.crawler.engine
        try:
            request = Request(url, callback=NO_CALLBACK, meta=meta)
            response = await self._ledger.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever keeps a page from us is the finding
            return Answer(url, url, failure=failure_of(error))
        self._origins.add(origin(response.url))
        return answer_of(url, response)

    def robots(self, url: str) -> Robots | None:
        """The robots.txt of a URL's host as it came, ``None`` where nothing did."""
        return self._ledger.robots.get(origin(url))
