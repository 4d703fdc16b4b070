"""What the whole chain does to a night is shown by ``tests/zoo``; robots.txt by ``tests/test_bad_input.py``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.test import get_crawler

from scrapers.middlewares import AddressMiddleware, HostMiddleware
from scrapers.refusals import AddressRefused, HostRefused
from scrapers.registry.office import Site
from scrapers.spiders.office import OfficeSpider, spider_class
from tests.practice import declaration

URL, SECOND = "https://dinkop.example.go.id/", "https://portal.example.go.id/"


@pytest.fixture
def crawler(tmp_path: Path) -> Iterator[Crawler]:
    office = replace(declaration("praktik-tanjungsari"), id="contoh", sites=(Site(URL), Site(SECOND)))
    made = spider_class(office, {"contoh": office})
    crawler = get_crawler(made, {"DATA_DIR": str(tmp_path)})
    crawler.spider = made.from_crawler(crawler)
    assert isinstance(crawler.spider, OfficeSpider)
    with closing(crawler.spider.crawl):
        yield crawler


def counted(crawler: Crawler, key: str) -> object:
    assert crawler.stats
    return crawler.stats.get_value(key)


def test_a_private_address_is_refused_and_counted(crawler: Crawler) -> None:
    middleware = AddressMiddleware.from_crawler(crawler)
    middleware.process_request(Request(URL))
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1 is not a public address"):
        middleware.process_request(Request("http://10.0.0.1/"))
    assert counted(crawler, "addresses/refused") == 1


@pytest.mark.parametrize(
    "url", [URL, SECOND, "https://www.dinkop.example.go.id/berita", "http://dinkop.example.go.id/"]
)
def test_the_offices_own_hosts_pass(crawler: Crawler, url: str) -> None:
    HostMiddleware.from_crawler(crawler).process_request(Request(url))
    assert counted(crawler, "hosts/refused") is None


@pytest.mark.parametrize("url", ["https://example.go.id/", "https://berita.dinkop.example.go.id/"])
def test_another_host_is_refused_and_counted(crawler: Crawler, url: str) -> None:
    with pytest.raises(HostRefused, match=f"it leads to {url}, a host that the office's file doesn't name"):
        HostMiddleware.from_crawler(crawler).process_request(Request(url))
    assert counted(crawler, "hosts/refused") == 1


@pytest.mark.parametrize("meta", [{}, {"download_slot": "portal.example.go.id"}], ids=["first", "redirected"])
@pytest.mark.parametrize("url", [URL, "http://dinkop.example.go.id/", "https://www.dinkop.example.go.id:8443/berita"])
def test_a_request_waits_with_all_others_to_its_server(crawler: Crawler, url: str, meta: dict[str, str]) -> None:
    request = Request(url, meta=meta)
    HostMiddleware.from_crawler(crawler).process_request(request)
    assert request.meta == {"download_slot": "dinkop.example.go.id"}


@pytest.mark.parametrize("url", ["https://dinkop.example.go.id/", "https://www.dinkop.example.go.id/"])
def test_the_pace_that_a_file_declares_is_its_servers_under_both_names(url: str) -> None:
    office = replace(declaration("praktik-tanjungsari"), id="contoh", sites=(Site(url, delay_seconds=5.0),))
    settings = spider_class(office, {"contoh": office}).custom_settings
    assert settings == {"DOWNLOAD_SLOTS": {"dinkop.example.go.id": {"delay": 5.0, "concurrency": 1, "jitter": 0}}}
