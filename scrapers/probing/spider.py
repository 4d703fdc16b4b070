"""Runs probes inside Scrapy, so that every request passes what every crawl passes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from scrapers.probing.desk import Desk, Ledger
from scrapers.probing.report import Report
from scrapers.probing.tour import BUDGET, Visit, probe
from scrapers.spiders.documents import now


class ProbeSpider(Spider):
    """Probes one site.

    :param reports: where the report goes
    """

    name = "probe"

    def __init__(self, url: str, reports: list[Report], **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(self.name, **arguments)
        self._url = url
        self._reports = reports

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Keep nothing: a probe has no books and no run."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", {}, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Take the tour; it sends its requests itself."""
        visit = Visit(
            self._url,
            day=now().date().isoformat(),
            agent=self.settings["USER_AGENT"],
            verified=self.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"),
        )
        self._reports.append(await probe(Desk(Ledger(self.crawler), self._url, BUDGET), visit))
        no_requests: tuple[Request, ...] = ()
        for request in no_requests:
            yield request
