"""``scrapy crawl OFFICE``: Scrapy's own, with an exit status that says whether anything useful was done."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from scrapers.commands.ending import Ending
from scrapers.commands.exits import guarded
from scrapers.commands.nightly import chosen, verdict
from scrapers.crawl import begin
from scrapers.follower import Follower
from scrapers.night import Night
from scrapers.spiders import OfficeLoader


class Command(crawl.Command):
    """Crawls one office."""

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Crawl one office, by its id"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, and leave the exit status in ``exitcode``."""
        assert self.settings
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        if len(args) != 1:
            raise UsageError("name one office; `scrapy list` names them all, `scrapy nightly` crawls them all")
        loader = OfficeLoader.from_settings(self.settings)
        names = chosen(args, loader)
        data_dir = Path(self.settings["DATA_DIR"])
        self.exitcode = guarded("crawl", data_dir, lambda: self._crawl(names, loader, data_dir, opts.spargs))

    def _crawl(self, names: Sequence[str], loader: OfficeLoader, data_dir: Path, arguments: Mapping[str, str]) -> int:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        with Follower(data_dir, loader.offices) as follower, begin(data_dir, names, follower) as crawl:
            night = Night(self.crawler_process, loader, crawl, arguments)
            night.start()
            Ending(self.crawler_process, night.stop).run()
            _, tallies = night.end()
        return verdict(tallies, night.reason, follower.lost)
