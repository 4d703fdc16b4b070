"""``scrapy reextract [OFFICE …]``: read every kept page again and rebuild ``archive.db`` from ``crawl.db``."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from archive.schema import SchemaError
from scrapers.books import Books
from scrapers.commands.nightly import LOCKED, UNUSABLE
from scrapers.lock import LockError, hold
from scrapers.spiders import OfficeLoader

logger = logging.getLogger(__name__)


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
        try:
            with hold(data_dir / "nightly.lock"):
                books = Books(data_dir, loader.offices)
                try:
                    counts = books.rebuild(args, relearn=opts.relearn)
                finally:
                    books.close()
        except LockError as error:
            self.exitcode = LOCKED
            print(f"reextract: {error}")
        except (SchemaError, OSError) as error:
            self.exitcode = UNUSABLE
            print(f"reextract: {error}")
        else:
            print(
                "reextract: " + (", ".join(f"{counts[key]} {key}" for key in sorted(counts)) or "nothing was kept yet")
            )
