"""``scrapy reextract [OFFICE …]``: read every kept page again and rebuild ``archive.db`` from ``crawl.db``."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.books import Books
from scrapers.commands.exits import Exit, guarded
from scrapers.spiders import OfficeLoader


class Command(ScrapyCommand):
    """Rebuilds the archive; nothing is fetched."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[office ...]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Read all kept pages again and rebuild archive.db from crawl.db"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--relearn``."""
        super().add_options(parser)
        parser.add_argument("--relearn", action="store_true", help="learn the layouts of all sites again too")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Rebuild, and print what came of it."""
        assert self.settings
        loader = OfficeLoader.from_settings(self.settings)
        for name in args:
            if name not in loader.offices:
                raise UsageError(f"no office is called {name!r}; `scrapy list` names them all")
        data_dir = Path(self.settings["DATA_DIR"])
        self.exitcode = guarded(
            "reextract", data_dir, lambda: self._rebuild(args, loader, data_dir, relearn=opts.relearn)
        )

    def _rebuild(self, offices: list[str], loader: OfficeLoader, data_dir: Path, *, relearn: bool) -> int:
        books = Books(data_dir, loader.offices)
        try:
            counts = books.rebuild(offices, relearn=relearn)
        finally:
            books.close()
        print("reextract: " + (", ".join(f"{counts[key]} {key}" for key in sorted(counts)) or "nothing was kept yet"))
        return Exit.ALL_WELL
