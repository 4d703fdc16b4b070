"""Runs probes inside Scrapy, so that every request passes what every crawl passes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from archive.clock import now
from scrapers.probing import census
from scrapers.probing.census import Verdict, look_up
from scrapers.probing.desk import Desk, Ledger
from scrapers.probing.report import Report
from scrapers.probing.tour import BUDGET, Visit, probe
from scrapers.registry.office import Office, Site

TIMEOUT_SECONDS = 30  # slow hosts need twenty; an operator waits for the dead ones


class AskingSpider(Spider):
    """Sends its requests itself, and keeps nothing: a probe has no books and no run."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Leave out what keeps pages."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", {}, priority="spider")
        settings.set("DOWNLOAD_TIMEOUT", TIMEOUT_SECONDS, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Do the work; nothing is left for Scrapy to ask."""
        await self.work()
        no_requests: tuple[Request, ...] = ()
        for request in no_requests:
            yield request

    async def work(self) -> None:
        """What the spider is for."""
        raise NotImplementedError


class ProbeSpider(AskingSpider):
    """Probes one site.

    :param reports: where the report goes
    """

    name = "probe"

    def __init__(self, url: str, reports: list[Report], **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(self.name, **arguments)
        self._url = url
        self._reports = reports

    async def work(self) -> None:
        """Take the tour."""
        visit = Visit(
            self._url,
            day=now().date().isoformat(),
            agent=self.settings["USER_AGENT"],
            verified=self.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"),
        )
        self._reports.append(await probe(Desk(Ledger(self.crawler), self._url, BUDGET), visit))


class CensusSpider(AskingSpider):
    """Looks at every site of the registry, several at once.

    :param verdicts: where the verdicts go, in the registry's order
    :param tell: called when a site is done
    """

    name = "census"

    def __init__(
        self,
        offices: Mapping[str, Office],
        verdicts: list[Verdict],
        tell: Callable[[], None],
        **arguments: Any,  # noqa: ANN401 - Scrapy's signature
    ) -> None:
        super().__init__(self.name, **arguments)
        self._offices = offices
        self._verdicts = verdicts
        self._tell = tell

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Let as many requests be under way as there are sites looked at."""
        super().update_settings(settings)
        settings.set("CONCURRENT_REQUESTS", settings.getint("CONCURRENT_OFFICES"), priority="spider")

    async def work(self) -> None:
        """Look at the sites."""
        gate = asyncio.Semaphore(self.settings.getint("CONCURRENT_OFFICES"))
        ledger = Ledger(self.crawler)
        sites = [(office, site) for office in self._offices.values() for site in office.sites]
        self._verdicts += await asyncio.gather(*(self._look_up(gate, ledger, office, site) for office, site in sites))

    async def _look_up(self, gate: asyncio.Semaphore, ledger: Ledger, office: Office, site: Site) -> Verdict:
        async with gate:
            verdict = await look_up(Desk(ledger, f"{office.id} {site.url}", census.BUDGET), office, site)
        self._tell()
        return verdict
