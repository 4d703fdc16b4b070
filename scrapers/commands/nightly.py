"""``scrapy nightly [OFFICE …]``: crawl all offices in one process, several at once, politely."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from archive.clock import now
from archive.log import json_log
from archive.models import Run
from archive.reading import open_archive
from archive.run_report import write_report
from scrapers.addresses import private_hosts
from scrapers.commands.ending import Ending
from scrapers.commands.exits import Exit, guarded
from scrapers.commands.progress import Progress
from scrapers.commands.reporting import nothing_done, record_of
from scrapers.crawl import begin
from scrapers.extensions import Tally
from scrapers.follower import Follower
from scrapers.night import INTERRUPTED, Night
from scrapers.reachability import no_network
from scrapers.spiders import OfficeLoader
from scrapers.window import Window, WindowError

logger = logging.getLogger(__name__)

QUIET = ("scrapy.addons", "scrapy.core", "scrapy.crawler", "scrapy.middleware", "scrapy.extensions")


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
            f"{Exit.UNUSABLE} data folder unusable, {Exit.CLOSED} outside NIGHT_WINDOW, {Exit.UNREAD} reading stopped "
            f"before everything was read, {Exit.INTERRUPTED} interrupted."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, and leave the exit status in ``exitcode``."""
        assert self.settings
        loader = OfficeLoader.from_settings(self.settings)
        names = chosen(args, loader)
        try:
            window = Window.parse(self.settings["NIGHT_WINDOW"])
        except WindowError as error:
            raise UsageError(str(error), print_help=False) from error
        data_dir = Path(self.settings["DATA_DIR"])
        self.exitcode = guarded("nightly", data_dir, lambda: self._follow(names, loader, data_dir, window))

    def _follow(self, names: Sequence[str], loader: OfficeLoader, data_dir: Path, window: Window | None) -> int:
        with Follower(data_dir, loader.offices) as follower:
            return self._begin(names, loader, follower, window)

    def _begin(self, names: Sequence[str], loader: OfficeLoader, follower: Follower, window: Window | None) -> int:
        data_dir = follower.data_dir
        assert self.settings
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger().addHandler(json_log(data_dir / "logs" / "nightly.jsonl"))
        began = now()
        closes_at = window.closes_at(began) if window else None
        if window and not closes_at:
            logger.warning("nightly: NIGHT_WINDOW %s is closed now, so nothing was asked", window)
            return Exit.CLOSED
        sites = [site.url for name in names for site in loader.offices[name].sites if site.enabled]
        nowhere = no_network(sites, private_hosts(self.settings))
        if nowhere:
            logger.error("nightly: %s: this machine has no way to them; nothing was changed", nowhere)
            write_report(data_dir, nothing_done(names, began, now()))
            return Exit.ALL_FAILED
        return self._crawl(names, loader, follower, closes_at)

    def _crawl(self, names: Sequence[str], loader: OfficeLoader, follower: Follower, closes_at: datetime | None) -> int:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        with begin(follower.data_dir, names, follower) as crawl:
            night = Night(self.crawler_process, loader, crawl)
            with Progress(night.crawlers, Console(stderr=True)):
                night.start()
                Ending(self.crawler_process, night.stop).run(closes_at)
            sums, tallies = night.end()
            code = verdict(tallies, night.reason, follower.lost)
            with closing(open_archive(follower.data_dir / "archive.db")) as archive:
                write_report(follower.data_dir, record_of(archive, crawl.crawl_log, sums, code, tallies))
        _tell(sums, tallies)
        return code


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


def verdict(tallies: Sequence[Tally], reason: str, lost: Exception | None = None) -> Exit:
    """What a night ends with; an office whose turn didn't come is no failure.

    :param lost: why reading stopped before its end
    """
    if reason == INTERRUPTED:
        return Exit.INTERRUPTED
    if lost:
        return Exit.UNREAD
    if not any(_is_silent(tally) for tally in tallies):
        return Exit.ALL_WELL
    return Exit.SOME_FAILED if any(tally.answered for tally in tallies) else Exit.ALL_FAILED


def _is_silent(tally: Tally) -> bool:
    return tally.visited and not tally.answered


def _tell(run: Run, tallies: Sequence[Tally]) -> None:
    silent = [tally.office for tally in tallies if _is_silent(tally)]
    waiting = [tally.office for tally in tallies if not tally.visited]
    logger.info(
        "nightly: %d new, %d revised from %d of %d offices in %d requests",
        run.new, run.revised, len(tallies) - len(silent) - len(waiting), len(tallies), run.requests,
    )  # fmt: skip
    if silent:
        logger.warning("nightly: no list of news was reached at %s", ", ".join(silent))
    if waiting:
        logger.info("nightly: for the next night wait %s", ", ".join(waiting))
