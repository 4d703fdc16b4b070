"""``scrapy nightly [OFFICE …]``: crawl all offices in one process, several at once, politely."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from archive.log import json_log
from scrapers.books import Books
from scrapers.commands.exits import Exit, guarded
from scrapers.commands.progress import Progress
from scrapers.night import Night
from scrapers.spiders import OfficeLoader

logger = logging.getLogger(__name__)

QUIET = ("scrapy.addons", "scrapy.core.engine", "scrapy.crawler", "scrapy.middleware", "scrapy.extensions")


class Command(ScrapyCommand):
    """Crawls every office that has an enabled site, or only the named ones."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[office ...]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Crawl all enabled offices (or only the named ones) in one process"

    def long_desc(self) -> str:
        """Text for ``scrapy nightly -h``."""
        return (
            "Crawl all enabled offices, or only the named ones, several at once, each politely. Exit status: "
            f"{Exit.ALL_WELL} all well, {Exit.SOME_FAILED} some offices failed, {Exit.USAGE} wrong usage or office "
            f"file, {Exit.ALL_FAILED} every office failed, {Exit.LOCKED} another crawl is running, "
            f"{Exit.UNUSABLE} data folder unusable."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, and leave the exit status in ``exitcode``."""
        assert self.settings
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        loader = OfficeLoader.from_settings(self.settings)
        names = chosen(args, loader)
        data_dir = Path(self.settings["DATA_DIR"])
        self.exitcode = guarded("nightly", data_dir, lambda: self._crawl(names, loader, data_dir))

    def _crawl(self, names: Sequence[str], loader: OfficeLoader, data_dir: Path) -> int:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        books = Books.share(data_dir, loader.offices)
        logging.getLogger().addHandler(json_log(data_dir / "logs" / "nightly.jsonl"))
        try:
            night = Night(self.crawler_process, loader, names, books)
            with Progress(night.crawlers, Console(stderr=True)):
                night.start()
                self.crawler_process.start()
            sums, tallies = night.end()
        finally:
            books.release()
        silent = [tally.office for tally in tallies if not tally.answered]
        logger.info(
            "nightly: %d new, %d revised from %d of %d offices in %d requests",
            sums.new, sums.revised, len(names) - len(silent), len(names), sums.requests,
        )  # fmt: skip
        if silent:
            logger.warning("nightly: no list of news was reached at %s", ", ".join(silent))
        if not silent:
            return Exit.ALL_WELL
        return Exit.ALL_FAILED if len(silent) == len(names) else Exit.SOME_FAILED


def chosen(args: Sequence[str], loader: OfficeLoader) -> list[str]:
    """The offices to crawl: those named, or all that have an enabled site.

    :raises UsageError: a name that no office has, or an office without an enabled site
    """
    enabled = [name for name, office in loader.offices.items() if any(site.enabled for site in office.sites)]
    for name in args:
        if name not in loader.offices:
            raise UsageError(f"no office is called {name!r}; `scrapy list` names them all")
        if name not in enabled:
            raise UsageError(f"{name}: none of its sites is enabled; see its file in OFFICES_DIR")
    return list(dict.fromkeys(args)) or enabled
