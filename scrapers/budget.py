"""What a night may cost a site: second attempts and redirects count like every other request."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.refusals import BudgetSpent
from scrapers.spiders.base import BookSpider

_AGAIN = ("retry_times", "redirect_times")  # keys in a request's meta: it goes out for another time


class BudgetMiddleware:
    """Takes from a site's budget what nobody planned, and tries nothing again where the budget is used up.

    The spider takes what it plans from the same budget by itself, so that what it can't ask for waits in the frontier.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Take one request from the budget for a redirect or another attempt.

        :raises BudgetSpent: there is none left
        """
        spider = self._crawler.spider
        if not isinstance(spider, BookSpider) or not any(request.meta.get(key) for key in _AGAIN):
            return
        site = spider.site_of(request.url)
        if not spider.may_ask(site):
            raise BudgetSpent(f"{request.url}: {site.host} got all the requests that a night may cost it")
        spider.spend(site)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer stand where asking again would cost too much."""
        self._give_up(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - Scrapy's signature
        """Let a failure stand likewise."""
        self._give_up(request)

    def _give_up(self, request: Request) -> None:
        spider = self._crawler.spider
        if isinstance(spider, BookSpider) and not spider.may_ask(spider.site_of(request.url)):
            request.meta["dont_retry"] = True
