"""The crawler's side of a simulation: the real nightly crawl, night after night in one process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.project import get_project_settings

from archive.clock import CLOCK
from scrapers.crawl import begin
from scrapers.follower import Follower
from scrapers.night import Night
from scrapers.registry import write_office
from scrapers.registry.office import Office
from scrapers.spiders import OfficeLoader
from simulation.calendar import crawled_at
from simulation.plan import Plan
from simulation.site import look


class Ticking:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self, begins: datetime) -> None:
        self._at = begins.astimezone(UTC)

    def __call__(self) -> datetime:
        """What time it is."""
        self._at += timedelta(seconds=1)
        return self._at


def declare(plans: Sequence[Plan], ports: Mapping[str, int], folder: Path) -> None:
    """Write the offices' files."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in plans:
        write_office(_declaration(plan, ports[plan.id]), folder / f"{plan.id}.toml")


def _declaration(plan: Plan, port: int) -> Office:
    office = look(plan.practice).declaration(port)
    [site] = office.sites
    if plan.secure:
        secure = [replace(source, url=_secured(source.url)) for source in site.sources]
        site = replace(site, url=_secured(site.url), sources=tuple(secure))
    return replace(office, id=plan.id, code="00", level="nasional", region="Indonesia", sites=(site,))


def _secured(url: str) -> str:
    return url.replace("http://", "https://", 1)


class Crawling:
    """Crawls night after night, with the data in ``folder``.

    :ivar wal_bytes: of both write-ahead logs, before the latest night closed the databases
    """

    def __init__(self, folder: Path) -> None:
        self._data_dir = folder / "data"
        self.settings = get_project_settings()
        self.settings.setdict(
            {
                "DATA_DIR": str(self._data_dir),
                "OFFICES_DIR": str(folder / "offices"),
                "PRIVATE_HOSTS": "127.0.0.1",
                "RETRY_AFTER_MAX_SECONDS": 2,  # pauses are the only thing that takes real time
                "LOG_FILE": str(folder / "crawl.log"),
                "LOG_LEVEL": "WARNING",
            },
            priority="cmdline",
        )
        self._runner = AsyncCrawlerRunner(self.settings)
        self._loader = OfficeLoader.from_settings(self.settings)
        self.wal_bytes = 0

    async def night(self, number: int) -> datetime:
        """Live through one night; returns when it ended."""
        clock = Ticking(crawled_at(number))
        with (
            CLOCK.showing(clock),
            closing(Follower(self._data_dir, self._loader.offices)) as follower,
            begin(self._data_dir, [*self._loader.offices], follower) as crawl,
        ):
            night = Night(self._runner, self._loader, crawl)
            night.start()
            await self._runner.join()
            night.end()
            self.wal_bytes = sum(path.stat().st_size for path in self._data_dir.glob("*.db-wal"))
        return clock()
