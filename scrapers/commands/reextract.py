"""``scrapy reextract [OFFICE …]``: read every kept page again and rebuild ``archive.db`` from ``crawl.db``."""

from __future__ import annotations

import argparse
import logging
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from archive.crawl_log import CrawlLog
from archive.upkeep.comparison import compare
from scrapers.books import Books
from scrapers.commands.exits import Exit, guarded
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
        parser.add_argument("--check", action="store_true", help="change nothing, say whether a rebuild would")
        parser.add_argument("--relearn", action="store_true", help="learn the layouts of their sites again too")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Rebuild, and print what came of it."""
        assert self.settings
        loader = OfficeLoader.from_settings(self.settings)
        for name in args:
            if name not in loader.offices:
                raise UsageError(f"no office is called {name!r}; `scrapy list` names them all")
        data_dir, registry = Path(self.settings["DATA_DIR"]), str(self.settings["OFFICES_DIR"])
        if opts.check and (args or opts.relearn):
            raise UsageError("--check looks at everything as it stands: name no office, and not --relearn")

        def work() -> int:
            if foreign := _foreign(data_dir, loader, registry):
                logger.error("reextract: %s", foreign)
                return Exit.USAGE
            return _check(loader, data_dir) if opts.check else _rebuild(args, loader, data_dir, relearn=opts.relearn)

        self.exitcode = guarded("reextract", data_dir, work)


def _foreign(data_dir: Path, loader: OfficeLoader, registry: str) -> str | None:
    """Why nothing is rebuilt with this registry: it declares none of the kept offices, so no article would be left."""
    crawl_db = data_dir / "crawl.db"
    if not crawl_db.exists():
        return None
    with closing(CrawlLog(crawl_db)) as log:
        kept = sorted({office for office, _ in log.sites()})
    if not kept or not loader.offices.keys().isdisjoint(kept):
        return None
    some = ", ".join(kept[:4]) + ", …" * (len(kept) > 4)
    return f"{crawl_db}: none of its offices ({some}) is declared in {registry}; set OFFICES_DIR to their files' folder"


def _rebuild(offices: list[str], loader: OfficeLoader, data_dir: Path, *, relearn: bool) -> int:
    with closing(Books(data_dir, loader.offices)) as books:
        counts = books.rebuild(offices, relearn=relearn)
    print("reextract: " + (", ".join(f"{counts[key]} {key}" for key in sorted(counts)) or "nothing was kept yet"))
    return Exit.ALL_WELL


def _check(loader: OfficeLoader, data_dir: Path) -> int:
    """Rebuild beside the archive and compare; 1 where a row differs."""
    with TemporaryDirectory(dir=data_dir, prefix=".check-") as folder:
        rebuilt = Path(folder) / "archive.db"
        with closing(Books(data_dir, loader.offices, archive=rebuilt)) as books:
            books.rebuild()
        differences = compare(data_dir / "archive.db", rebuilt)
    for line in differences:
        print(f"reextract: {line}")
    print(f"reextract: archive.db is {'not ' if differences else ''}what a rebuild from crawl.db gives")
    return Exit.SOME_FAILED if differences else Exit.ALL_WELL
