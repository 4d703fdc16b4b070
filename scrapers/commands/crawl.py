"""``scrapy crawl OFFICE``: Scrapy's own, with an exit status that says whether anything useful was done."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError

from scrapers.books import Books
from scrapers.commands.ending import Ending
from scrapers.commands.exits import Exit, guarded
from scrapers.commands.nightly import chosen
from scrapers.night import INTERRUPTED
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
        data_dir = Path(self.settings["DATA_DIR"])
        self.exitcode = guarded(
            "crawl", data_dir, lambda: self._crawl(crawler, opts, Books.share(data_dir, loader.offices))
        )

    def _crawl(self, crawler: Crawler, opts: argparse.Namespace, books: Books) -> int:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        try:
            self.crawler_process.crawl(crawler, **opts.spargs)
            ending = Ending(self.crawler_process)
            ending.run()
            if ending.reason == INTERRUPTED:
                return Exit.INTERRUPTED
            books.refresh()
        finally:
            books.release()
        reached = isinstance(crawler.spider, OfficeSpider) and bool(crawler.spider.ledger.answered)
        return Exit.ALL_WELL if reached else Exit.ALL_FAILED
