"""Stopping a crawl in good order, whenever the wish comes.

Scrapy forgets one that comes while a crawl is being opened, and then waits for ever: a crawler that was told to stop
doesn't tell its engine again when the spider has come to its end.
"""

from __future__ import annotations

import asyncio

from scrapy.crawler import Crawler

_OPENING_SECONDS = 0.02  # between two looks at a crawl that is being opened, which takes a tenth of a second


async def stop(crawler: Crawler) -> None:
    """Stop a crawl that is open, or as soon as it is; open requests are finished."""
    while crawler.crawling and not (crawler.engine and crawler.engine.running):  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(_OPENING_SECONDS)
    await crawler.stop_async()
