"""How fast a host is asked: never faster than it wants."""

from __future__ import annotations

from scrapy.crawler import Crawler


def slow_down(crawler: Crawler, host: str, delay_seconds: float) -> None:
    """Leave at least ``delay_seconds`` between two requests to ``host`` for the rest of the crawl.

    A pause that a site asks for is never cut by chance, so the jitter goes. It is also noted where Scrapy looks when
    it meets the host again: it forgets a host that was idle for a minute, and on a night that knows the site's
    robots.txt already it hasn't met the host yet.
    """
    assert crawler.engine
    downloader = crawler.engine.downloader
    given = downloader.per_slot_settings.get(host, {})
    usual = given.get("delay", crawler.settings.getfloat("DOWNLOAD_DELAY"))
    downloader.per_slot_settings[host] = given | {"delay": max(usual, delay_seconds), "jitter": 0}
    slot = downloader.slots.get(host)
    if slot:
        slot.delay, slot.jitter = max(slot.delay, delay_seconds), 0.0
