"""The same spider with trafilatura in its callback: text, title, date and author of each page, kept nowhere.

Run with the interpreter of the benchmarks' virtual environment: ``python -m bench.spiders.with_trafilatura URLS.json``.
"""

from __future__ import annotations

from scrapy.http import Response
from trafilatura import bare_extraction  # type: ignore[import-not-found]

from bench.spiders.bare import BareSpider, crawl


class TrafilaturaSpider(BareSpider):
    """Extracts with metadata, as its documentation shows for a single page."""

    name = "with-trafilatura"

    def read(self, response: Response) -> None:
        """Extract the article."""
        bare_extraction(response.body, url=response.url, with_metadata=True)


if __name__ == "__main__":
    crawl(TrafilaturaSpider)
