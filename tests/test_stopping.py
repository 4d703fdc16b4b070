from __future__ import annotations

import subprocess
import sys

import pytest

from tests.scripted import ROOT

# A spider that would never end by itself is stopped at the given signal; engine_stopped tells that it ended well.
CRAWL = """
import asyncio, sys
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapers.stopping import stop

class Endless(Spider):
    name = "endless"

    @classmethod
    def from_crawler(cls, crawler):
        spider = super().from_crawler(crawler)
        def wish():
            spider.stopping = asyncio.ensure_future(stop(crawler))
        crawler.signals.connect(wish, signal=getattr(signals, sys.argv[1]), weak=False)
        crawler.signals.connect(lambda: print("stopped"), signal=signals.engine_stopped, weak=False)
        return spider

    async def start(self):
        while True:
            await asyncio.sleep(0.01)
            yield None

process = AsyncCrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False})
process.crawl(Endless)
process.start()
"""


@pytest.mark.parametrize("signal", ["spider_opened", "engine_started", "spider_idle"])
def test_a_crawl_ends_whenever_the_wish_comes(signal: str) -> None:
    endless = CRAWL if signal != "spider_idle" else CRAWL.replace("while True:", "if False:")
    done = subprocess.run(
        [sys.executable, "-c", endless, signal], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "stopped\n"), done.stderr
