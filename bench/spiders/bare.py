"""A bare Scrapy spider: it fetches the addresses of a JSON file, 16 at a time without a pause, and drops what comes.

Run as a process of its own: ``python -m bench.spiders.bare URLS.json``. Prints one JSON line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

CONCURRENCY = 16  # as many as our crawler has offices open at the same time
SETTINGS = {
    "CONCURRENT_REQUESTS": CONCURRENCY,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
}


class BareSpider(Spider):
    """Counts what came, and from the first request to the last response how long it took."""

    name = "bare"

    def __init__(self, urls: list[str], **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(self.name, **arguments)
        self.urls = urls
        self.documents = 0
        self.started = self.ended = 0.0

    async def start(self) -> AsyncIterator[Request]:
        """All addresses at once; the scheduler hands them out."""
        self.started = time.perf_counter()
        for url in self.urls:
            yield Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        """Do with one response what is to be measured, and count it."""
        self.read(response)
        self.documents += 1
        self.ended = time.perf_counter()

    def read(self, response: Response) -> None:
        """Do nothing."""


def crawl(spider: type[BareSpider]) -> None:
    """Run ``spider`` over the addresses in the file that the command line names."""
    process = AsyncCrawlerProcess(SETTINGS)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, urls=json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    process.start()
    assert isinstance(crawler.spider, BareSpider)
    print(json.dumps({"documents": crawler.spider.documents, "seconds": crawler.spider.ended - crawler.spider.started}))


if __name__ == "__main__":
    crawl(BareSpider)
