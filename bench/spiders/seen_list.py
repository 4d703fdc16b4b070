"""A plain Scrapy spider as one writes it in an evening: read each list, fetch what its file of seen addresses lacks.

``python -m bench.spiders.seen_list SITES.json SEEN.txt``; a site is the address of its list and a pattern of its
articles' addresses. Scrapy's own settings, but for the pause, which loopback doesn't need.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse

SETTINGS = {"ROBOTSTXT_OBEY": True, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "WARNING"}


class SeenListSpider(Spider):
    """Fetches what is new in the lists."""

    name = "seen-list"

    def __init__(self, sites: list[tuple[str, str]], seen: Path, **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's
        super().__init__(self.name, **arguments)
        self.sites = sites
        self.file = seen
        self.seen = set(seen.read_text(encoding="utf-8").split()) if seen.exists() else set()

    async def start(self) -> AsyncIterator[Request]:
        """Every site's list."""
        for url, pattern in self.sites:
            yield Request(url, cb_kwargs={"pattern": re.compile(pattern)}, dont_filter=True)

    def parse(self, response: Response, pattern: re.Pattern[str]) -> Iterator[Request]:
        """Follow what isn't in the file."""
        assert isinstance(response, TextResponse)
        links = response.xpath("//a/@href | //item/link/text()").getall()
        for url in {urljoin(response.url, link.strip()) for link in links}:
            parts = urlsplit(url)
            where = parts.path + (f"?{parts.query}" if parts.query else "")
            if url not in self.seen and parts.netloc == urlsplit(response.url).netloc and pattern.search(where):
                yield Request(url, self.parse_article)

    def parse_article(self, response: Response) -> None:
        """Note that it was fetched."""
        self.seen.add(response.url)
        with self.file.open("a", encoding="utf-8") as file:
            print(response.url, file=file)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(
        SeenListSpider, sites=json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), seen=Path(sys.argv[2])
    )
    process.start()
