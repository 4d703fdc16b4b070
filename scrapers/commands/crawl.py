"""``scrapy crawl OFFICE``: Scrapy's own, with an exit status that says whether anything useful was done."""

from __future__ import annotations

import argparse

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from scrapers.commands.nightly import ALL_FAILED, chosen
from scrapers.spiders import OfficeLoader
from scrapers.spiders.office import OfficeSpider


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
        crawler = self.crawler_process.create_crawler(loader.load(chosen(args, loader)[0]))
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        reached = isinstance(crawler.spider, OfficeSpider) and bool(crawler.spider.answered)
        self.exitcode = 0 if reached else ALL_FAILED
