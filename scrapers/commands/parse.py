"""``scrapy parse URL``: Scrapy's own, showing the articles that would be read instead of raw pages."""

from __future__ import annotations

from dataclasses import asdict

from scrapy.commands import parse
from scrapy.utils import display

from archive.crawl_log import Yield
from scrapers.reading import read
from scrapers.spiders.office import OfficeSpider


class Command(parse.Command):
    """Fetches one page with its office's spider and prints its article, each value with its witness."""

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Fetch one page and print the article that is read from it"

    def print_items(self, lvl: int | None = None, colour: bool = True) -> None:
        """Print the articles of one depth, or of all."""
        print("# Articles ", "-" * 60)
        for level, items in self.items.items():
            if lvl is None or level == lvl:
                for item in items:
                    if isinstance(item, Yield):  # what a site's lists taught isn't an article
                        self._print(item, colour=colour)

    def _print(self, item: Yield, *, colour: bool) -> None:
        spider = self.pcrawler.spider
        assert isinstance(spider, OfficeSpider)
        for snapshot in (item.snapshot, *item.parts):
            if not snapshot.kind.holds_article:
                continue
            site = next(site for site in spider.sites if site.host == snapshot.site)
            reading = read(snapshot, site, spider.office)
            display.pprint(asdict(reading.article) if reading.article else reading.detail, colorize=colour)
