"""What a whole night costs a site is shown by ``tests/commands/test_nightly.py``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from scrapers.budget import BudgetMiddleware
from scrapers.refusals import BudgetSpent
from scrapers.registry.office import Site
from scrapers.spiders.base import BookSpider
from scrapers.spiders.office import spider_class
from tests.practice import declaration

URL, SECOND = "https://dinkop.example.go.id/", "https://portal.example.go.id/"
AGAIN = ({"retry_times": 1}, {"redirect_times": 1})


@pytest.fixture
def spider(tmp_path: Path) -> Iterator[BookSpider]:
    """Of an office whose two sites may be asked two times each, and three times together."""
    office = replace(declaration("praktik-tanjungsari"), id="contoh", sites=(Site(URL), Site(SECOND)))
    made = spider_class(office, {"contoh": office})
    settings = {"DATA_DIR": str(tmp_path), "REQUESTS_PER_NIGHT": 2, "REQUESTS_PER_OFFICE_AND_NIGHT": 3}
    crawler = get_crawler(made, settings)
    crawler.spider = made.from_crawler(crawler)
    with closing(crawler.spider.crawl):
        yield crawler.spider


@pytest.fixture
def middleware(spider: BookSpider) -> BudgetMiddleware:
    return BudgetMiddleware.from_crawler(spider.crawler)


def left(spider: BookSpider) -> list[int]:
    return [spider.left(site) for site in spider.sites]


def test_what_the_spider_planned_is_not_taken_twice(middleware: BudgetMiddleware, spider: BookSpider) -> None:
    middleware.process_request(Request(URL))
    middleware.process_request(Request(URL, meta={"retry_times": 0}))
    assert left(spider) == [2, 2]


@pytest.mark.parametrize("meta", AGAIN)
def test_another_time_costs_its_site_one_request(
    middleware: BudgetMiddleware, spider: BookSpider, meta: dict[str, Any]
) -> None:
    middleware.process_request(Request(URL, meta=meta))
    assert left(spider) == [1, 2]


@pytest.mark.parametrize("meta", AGAIN)
def test_nothing_goes_out_again_where_nothing_is_left(
    middleware: BudgetMiddleware, spider: BookSpider, meta: dict[str, Any]
) -> None:
    for _ in range(2):
        middleware.process_request(Request(URL, meta=meta))
    with pytest.raises(BudgetSpent, match=r"dinkop\.example\.go\.id got all the requests that a night may cost it"):
        middleware.process_request(Request(URL, meta=meta))
    assert left(spider) == [0, 1]  # the office has one left, for its other site


def test_a_failure_stands_only_where_asking_again_would_cost_too_much(
    middleware: BudgetMiddleware, spider: BookSpider
) -> None:
    failed, broken = Request(URL), Request(URL)
    for asked in (1, 2):
        answer = Response(URL, status=503)
        assert middleware.process_response(failed, answer) is answer
        middleware.process_exception(broken, TimeoutError())
        assert [request.meta.get("dont_retry") for request in (failed, broken)] == [None, None], asked
        spider.spend(spider.sites[0])
    middleware.process_response(failed, Response(URL, status=503))
    middleware.process_exception(broken, TimeoutError())
    assert [request.meta.get("dont_retry") for request in (failed, broken)] == [True, True]
    other = Request(SECOND)
    middleware.process_exception(other, TimeoutError())
    assert "dont_retry" not in other.meta


def test_a_spider_without_books_has_no_budget() -> None:
    middleware = BudgetMiddleware.from_crawler(get_crawler())
    request = Request(URL, meta={"retry_times": 1})
    middleware.process_request(request)
    middleware.process_exception(request, TimeoutError())
    assert request.meta == {"retry_times": 1}
