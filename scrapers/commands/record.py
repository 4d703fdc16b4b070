"""``scrapy record OFFICE URL``: keep a page and what is read from it as a golden file of the tests."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.http import Response

from archive.models import Kind, Snapshot
from scrapers.reading import read
from scrapers.spiders import OfficeLoader
from scrapers.spiders.documents import snapshot_of
from scrapers.spiders.office import OfficeSpider

PAGES = Path("tests/pages")


class Command(ScrapyCommand):
    """Writes ``tests/pages/<office>/<name>.html`` and ``.json``; read the JSON before you commit it."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "office url"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Keep a page and the article read from it as golden files of the tests"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--folder``."""
        super().add_options(parser)
        parser.add_argument("--folder", default=str(PAGES), help="where golden files go (default: %(default)s)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch one page with the office's spider and write both files."""
        assert self.settings
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        if len(args) != 2:
            raise UsageError("name an office and the URL of one of its articles")
        office, url = args
        loader = OfficeLoader.from_settings(self.settings)
        if office not in loader.offices:
            raise UsageError(f"no office is called {office!r}; `scrapy list` names them all")
        recorded: list[Path] = []
        spider = _recorder(loader.load(office), url, Path(opts.folder) / office, recorded)
        self.crawler_process.crawl(spider)
        self.crawler_process.start()
        for path in recorded:
            print(f"record: wrote {path}; read it before you commit it")
        self.exitcode = 0 if recorded else 1


def golden(snapshot: Snapshot, spider: type[OfficeSpider]) -> dict[str, Any]:
    """What a golden file says of a page: how it came, and the article or the reason why there is none.

    :raises StopIteration: the office has no site of that host
    """
    site = next(site for site in spider.sites if site.host == snapshot.site)
    reading = read(snapshot, site, spider.office)
    return {
        "office": snapshot.office,
        "site": snapshot.site,
        "url": snapshot.url,
        "final_url": snapshot.final_url,
        "fetched_at": snapshot.fetched_at.isoformat(timespec="seconds"),
        "media_type": snapshot.media_type,
        "encoding": snapshot.encoding,
        "identity": reading.identity,
        "article": asdict(reading.article) if reading.article else None,
        "refused": reading.refused,
    }


def write(snapshot: Snapshot, spider: type[OfficeSpider], folder: Path) -> Path:
    """Write ``<name>.html`` as fetched and ``<name>.json`` beside it; the name is the URL's last words."""
    name = re.sub(r"[^a-z0-9]+", "-", urlsplit(snapshot.url).path.lower()).strip("-")[-80:].strip("-") or "page"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_bytes(snapshot.body)
    text = json.dumps(golden(snapshot, spider), ensure_ascii=False, indent=2, sort_keys=True)
    path = folder / f"{name}.json"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _recorder(base: type[OfficeSpider], url: str, folder: Path, recorded: list[Path]) -> type[OfficeSpider]:
    """A spider that fetches ``url`` only, as ``base`` would, and keeps nothing in the books."""

    class Recorder(base):  # type: ignore[misc,valid-type]  # an office's class is made at run time
        async def start(self) -> AsyncIterator[Request]:
            yield Request(url, self.record)

        def record(self, response: Response) -> None:
            site = self.site_of(response.url)
            snapshot = snapshot_of(response, office=self.name, site=site, kind=Kind.PAGE, url=url)
            recorded.append(write(snapshot, base, folder))

    return Recorder
