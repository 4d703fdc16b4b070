from __future__ import annotations

import pytest
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.probing.answer import Answer, Failure
from scrapers.probing.desk import Desk, Ledger

SITE = "https://dinkop.example.go.id"


class _Nobody(Spider):
    name = "nobody"


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Crawler(_Nobody))


def send(ledger: Ledger, url: str, owner: str | None = None) -> None:
    """What Scrapy tells when a request leaves."""
    request = Request(url, meta={"probe": owner} if owner else {})
    ledger.crawler.signals.send_catch_log(signals.request_reached_downloader, request=request)


def receive(ledger: Ledger, url: str, body: bytes, status: int = 200) -> None:
    """What Scrapy tells when a response comes."""
    ledger.crawler.signals.send_catch_log(
        signals.response_received, response=Response(url, status, body=body), request=Request(url)
    )


def test_every_request_counts_for_whom_it_was_sent(ledger: Ledger) -> None:
    one, other = Desk(ledger, "one", 5), Desk(ledger, "other", 5)
    for owner in ("one", "one", "other"):
        send(ledger, f"{SITE}/berita", owner)
    assert (one.spent, one.left, other.spent, other.left) == (2, 3, 1, 4)


async def test_a_spent_budget_asks_nothing(ledger: Ledger) -> None:
    desk = Desk(ledger, "one", 1)
    send(ledger, f"{SITE}/", "one")
    send(ledger, f"{SITE}/", "one")
    assert desk.left == 0
    assert await desk.ask(f"{SITE}/b") == Answer(f"{SITE}/b", f"{SITE}/b", failure=Failure("budget"))


def test_a_robots_file_is_kept_as_it_came(ledger: Ledger) -> None:
    desk = Desk(ledger, "one", 5)
    assert desk.robots(f"{SITE}/berita") is None
    receive(ledger, f"{SITE}/robots.txt", b"User-agent: *\nDisallow: /admin\nCrawl-delay: 9")
    receive(ledger, f"{SITE}/berita", b"<p>Berita</p>")
    robots = desk.robots(f"{SITE}/berita")
    assert robots is not None
    assert (robots.delay_seconds("x"), robots.allows(f"{SITE}/admin", "x"), robots.allows(SITE, "x")) == (
        9,
        False,
        True,
    )
    assert desk.robots("https://lain.example.go.id/") is None
