"""What tonight's visit to each site cost it, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from archive.crawl_log.visits import ANSWERED, Visit
from scrapers.registry.office import Site
from scrapers.spiders.trouble import Trouble, was_refused

NOTHING = "nothing"
ALL_MISSING = 2  # articles missing in a night in which none stood: the site is broken, not the articles gone


class Ledger:
    """Counts requests and bytes per host, and remembers the first trouble at each site.

    :ivar answered: hosts of sites that showed where their news is
    :ivar over: hosts of sites whose lists were read to the end, or to the last thing that stood in their way
    """

    def __init__(self, crawler: Crawler) -> None:
        self.answered: set[str] = set()
        self.over: set[str] = set()
        self._requests: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._stood: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()
        self._troubles: dict[str, Trouble] = {}
        crawler.signals.connect(self._sent, signal=signals.request_reached_downloader)
        crawler.signals.connect(self._received, signal=signals.bytes_received)

    def _sent(self, request: Request) -> None:
        self._requests[_host(request.url)] += 1

    def _received(self, data: bytes, request: Request) -> None:
        self._bytes[_host(request.url)] += len(data)

    def end(self, site: Site, *, answered: bool) -> None:
        """Note that the site's lists are done with; ``answered``: it showed where its news is."""
        self.over.add(site.host)
        if answered:
            self.answered.add(site.host)

    def find(self, site: Site, count: int) -> None:
        """Note that a list showed ``count`` articles for the first time."""
        self._found[site.host] += count

    def look(self, host: str, *, stood: bool) -> None:
        """Note whether a known article stood in its place, or a new one in the place that a list named."""
        (self._stood if stood else self._missing)[host] += 1

    def doubts(self, host: str) -> bool:
        """Whether articles were missing tonight and none stood in its place."""
        return self._missing[host] > 0 and not self._stood[host]

    def trouble(self, site: Site, trouble: Trouble) -> None:
        """Note what stood in the way of a site's lists; the first says most, but for one that found merely nothing."""
        known = self._troubles.get(site.host)
        if known is None or (known.outcome == NOTHING and trouble.outcome != NOTHING):
            self._troubles[site.host] = trouble

    def refuse(self, site: Site, error: BaseException) -> None:
        """Count a request that was never sent, whichever host it would have gone to."""
        if was_refused(error):
            self._refused[site.host] += 1

    def hold_back(self, site: Site, count: int) -> None:
        """Count links that lead to hosts which the office's file doesn't name."""
        self._refused[site.host] += count

    def visits(self, sites: Iterable[Site], *, run: int, office: str, at: str, finished: bool) -> list[Visit]:
        """One record per site.

        :param finished: the crawl was; else only sites that were done with have one: it says nothing of the others
        """
        return [
            Visit(
                run,
                office,
                site.host,
                at,
                *self._outcome(site),
                requests=self._requests[host],
                received_bytes=self._bytes[host],
                refused=self._refused[site.host],
                found=self._found[site.host],
            )
            for site in sites
            if finished or site.host in self.over
            for host in [_host(site.url)]
        ]

    def _outcome(self, site: Site) -> tuple[str, str | None]:
        missing = self._missing[site.host]
        if site.host in self.answered and missing >= ALL_MISSING and not self._stood[site.host]:
            return NOTHING, f"its lists answer, but none of {missing} articles stood in its place"
        if site.host in self.answered:
            return ANSWERED, None
        trouble = self._troubles.get(site.host) or Trouble(NOTHING, "no list of news was found")
        return trouble.outcome, trouble.evidence


def _host(url: str) -> str:
    """Host and port without ``www.``, so that a site's two names count as one."""
    return urlsplit(url).netloc.removeprefix("www.")
