from __future__ import annotations

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler

from archive.crawl_log.visits import Visit
from scrapers.refusals import HostRefused
from scrapers.registry.office import Site
from scrapers.spiders.ledger import Ledger
from scrapers.spiders.trouble import Trouble

SITE = Site("https://dinkop.example.go.id/")
OTHER = Site("https://cabang.example.go.id/")
NOTHING, SLOW, CHALLENGE = Trouble("nothing", "HTTP 404"), Trouble("slow", "60 s"), Trouble("challenge", "title")


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Crawler(Spider))


def visit(ledger: Ledger, site: Site = SITE) -> Visit:
    [seen] = ledger.visits([site], run=1, office="contoh", at="2026-03-01T19:00:00+00:00", finished=True)
    return seen


@pytest.mark.parametrize(
    ("met", "told"),
    [
        ([], Trouble("nothing", "no list of news was found")),
        ([SLOW, NOTHING], SLOW),
        ([SLOW, CHALLENGE], SLOW),
        ([NOTHING, CHALLENGE, SLOW], CHALLENGE),
        ([NOTHING, Trouble("nothing", "expected XML")], NOTHING),
    ],
)
def test_the_first_trouble_that_says_more_than_nothing_is_told(
    ledger: Ledger, met: list[Trouble], told: Trouble
) -> None:
    for trouble in met:
        ledger.trouble(SITE, trouble)
    assert (visit(ledger).outcome, visit(ledger).evidence) == (told.outcome, told.evidence)


def test_refusals_are_counted_at_the_site_that_led_there(ledger: Ledger) -> None:
    ledger.refuse(SITE, HostRefused("it leads to https://x.id/"))
    ledger.refuse(SITE, OSError("connection reset"))
    ledger.hold_back(SITE, 3)
    assert (visit(ledger).refused, visit(ledger, OTHER).refused) == (4, 0)
