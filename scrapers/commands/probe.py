"""``scrapy probe URL``: find out on first contact what a site is and where its news stands, and declare it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from scrapers.probing.declare import Publisher, suggested_id
from scrapers.probing.filing import file_report
from scrapers.probing.page_of_report import print_report
from scrapers.probing.report import Report
from scrapers.probing.spider import ProbeSpider
from scrapers.rules import LEVELS, OfficeError
from scrapers.urls import canonical

USABLE, NOTHING_USABLE, USAGE = range(3)  # exit codes


class Command(ScrapyCommand):
    """Probes one site, or briefly every site of the registry."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "url [--id office] [--write] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Find out what a site is and where its news stands; --write declares it"

    def long_desc(self) -> str:
        """Text for ``scrapy probe -h``."""
        return (
            "Look at a site that nobody has seen: its platform, where it lists its news, how its articles are read. "
            "About 30 requests at most, one after the other. Exit status: "
            f"{USABLE} a crawl would bring articles, {NOTHING_USABLE} it wouldn't, {USAGE} wrong usage or office file."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what can be said about the site's office."""
        super().add_options(parser)
        parser.add_argument("--write", action="store_true", help="declare the site in OFFICES_DIR")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--id", help="the office; one that exists gets the site as a further one")
        parser.add_argument("--name", help="the office's full name")
        parser.add_argument("--code", help="its BPS code, 3517")
        parser.add_argument("--level", choices=LEVELS, help="the level of its region")
        parser.add_argument("--region", help='its region, "Kabupaten Jombang"')
        parser.add_argument("--portal", action="store_true", help="keep only articles about the office's field")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log quiet unless it was asked for: what fails is part of the report."""
        assert self.settings
        self.settings.set("LOG_LEVEL", "CRITICAL", priority="project")
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Probe, print, write, and leave the exit status in ``exitcode``."""
        assert self.settings
        url = _address(args)
        report = self._probe(url)
        if opts.json:
            print(json.dumps(report.record(), ensure_ascii=False, indent=2))
        else:
            print_report(report, Console())
        self.exitcode = USABLE if report.usable else NOTHING_USABLE
        if not report.usable:
            _tell(f"probe: {report.asked}: {report.problem}")
        elif opts.write:
            self._write(report, opts)

    def _probe(self, url: str) -> Report:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        reports: list[Report] = []
        self.crawler_process.crawl(ProbeSpider, url=url, reports=reports)
        self.crawler_process.start()
        if not reports:
            raise UsageError(f"{url}: the probe broke; run it again with --loglevel ERROR to see where")
        return reports[0]

    def _write(self, report: Report, opts: argparse.Namespace) -> None:
        assert self.settings
        office = opts.id or suggested_id(report.front)
        publisher = Publisher(office, opts.name, opts.code, opts.level, opts.region, opts.portal)
        try:
            path = file_report(report, publisher, Path(self.settings["OFFICES_DIR"]))
        except OfficeError as error:
            _tell(f"probe: {error}")
            self.exitcode = USAGE
        else:
            _tell(f"probe: wrote {path}; read it, then try `scrapy crawl {office}`")


def _address(args: Sequence[str]) -> str:
    """The one address, ``https://`` put before a bare host.

    :raises UsageError: none, several, or no web address
    """
    if len(args) != 1:
        raise UsageError("name one address: scrapy probe https://dinkop.example.go.id/ [--id office] [--write]")
    url = canonical(args[0] if "://" in args[0] else f"https://{args[0]}")
    if url is None:
        raise UsageError(f"{args[0]} is no web address")
    return url


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
