"""When a site asks for a pause (429 or 503 with Retry-After), it gets one."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.clock import now
from scrapers.refusals import AskedToWait
from scrapers.urls import host_name

PLEAS = {429, 503}


def pause_seconds(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; ``None`` where it asks for nothing readable (RFC 9110, 10.2.3).

    >>> pause_seconds("120", datetime(2026, 3, 1, tzinfo=UTC))
    120.0
    >>> pause_seconds("Sun, 01 Mar 2026 00:01:00 GMT", datetime(2026, 3, 1, tzinfo=UTC))
    60.0
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:  # these dates are GMT, wherever this machine is
        until = until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)


class PatienceMiddleware:
    """Slows a site's requests down to what it asks for; a longer pause than a night has ends its night.

    Without Retry-After the pause doubles with each plea. A site that answers again gets its usual pace back.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("RETRY_AFTER_MAX_SECONDS")
        self._usual: dict[str, tuple[float, float]] = {}  # host -> its slot's delay and jitter before its first plea
        self._until: dict[str, str] = {}  # host -> why it is left alone tonight

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one from the crawler's settings, and have it hear every answer before the next request goes out."""
        made = cls(crawler)
        crawler.signals.connect(made.answered, signals.response_downloaded)
        return made

    def process_request(self, request: Request) -> None:
        """Let through what may be asked tonight.

        :raises AskedToWait: the site asked for a longer pause
        """
        host = host_name(request.url)
        if host in self._until:
            raise AskedToWait(self._until[host])

    def answered(self, request: Request, response: Response) -> None:
        """Slow down on a plea, speed up on an answer.

        A plea is heard before Scrapy takes the next request from the queue, and the pause begins with it: Scrapy itself
        counts from when the request was sent, which a slow server was long ago.
        """
        host = host_name(response.url)
        assert self._crawler.engine
        slot = self._crawler.engine.downloader.slots.get(host)
        if slot is None:
            return
        if response.status not in PLEAS:
            slot.delay, slot.jitter = self._usual.pop(host, (slot.delay, slot.jitter))
            return
        assert self._crawler.stats
        self._crawler.stats.inc_value("patience/pleas")
        usual, _ = self._usual.setdefault(host, (slot.delay, slot.jitter))
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = pause_seconds(header, now())
        pause = max(usual, 1.0, 2 * slot.delay) if asked is None else max(usual, asked)
        if pause > self._longest:
            self._until[host] = f"{host} answered HTTP {response.status} and asked to wait {pause:.0f} s"
            request.meta["dont_retry"] = True
            while slot.queue:
                slot.queue.popleft()[1].errback(AskedToWait(self._until[host]))
        else:
            slot.delay, slot.jitter = pause, 0.0  # what is asked for isn't cut by chance
            slot.lastseen = monotonic()
