"""``scrapy probe URL``: find out on first contact what a site is and where its news stands, and declare it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from archive.clock import now
from scrapers.probing.census import ANSWERS, Verdict
from scrapers.probing.declare import Publisher, new_block, suggested_id
from scrapers.probing.filing import file_report
from scrapers.probing.noting import note
from scrapers.probing.page_of_census import census_record, print_census
from scrapers.probing.page_of_report import print_report
from scrapers.probing.report import Report
from scrapers.probing.spider import CensusSpider, ProbeSpider
from scrapers.registry.office import Office
from scrapers.registry.rules import LEVELS, OfficeError
from scrapers.spiders import OfficeLoader
from scrapers.urls import canonical

USABLE, NOTHING_USABLE, USAGE = range(3)  # exit codes


class Command(ScrapyCommand):
    """Probes one site, or briefly every site of the registry."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "url | --registry [office ...]"

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
        parser.add_argument(
            "--registry",
            action="store_true",
            help="look briefly at every site of the registry, or of the named offices",
        )
        parser.add_argument("--write", action="store_true", help="declare the site in OFFICES_DIR; note what was found")
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
        if opts.registry:
            self._take_census(args, opts)
        else:
            self._probe(_address(args), opts)

    def _probe(self, url: str, opts: argparse.Namespace) -> None:
        reports: list[Report] = []
        self._run(ProbeSpider, url=url, reports=reports)
        if not reports:
            raise UsageError(
                f"{url}: the probe broke; run it again with --loglevel ERROR to see where", print_help=False
            )
        report = reports[0]
        if opts.json:
            declaration = new_block(report, portal=opts.portal) if report.usable else None
            print(json.dumps(report.record() | {"declaration": declaration}, ensure_ascii=False, indent=2))
        else:
            print_report(report, Console())
        self.exitcode = USABLE if report.usable else NOTHING_USABLE
        if not report.usable:
            _tell(f"probe: {report.asked}: {report.problem}")
        elif opts.write:
            self._write(report, opts)

    def _take_census(self, args: list[str], opts: argparse.Namespace) -> None:
        offices = self._offices(args)
        verdicts: list[Verdict] = []
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("sites", total=sum(len(office.sites) for office in offices.values()))
            self._run(CensusSpider, offices=offices, verdicts=verdicts, tell=lambda: progress.advance(task))
        day = now().date().isoformat()
        if opts.json:
            print(json.dumps(census_record(verdicts, day), ensure_ascii=False, indent=2))
        else:
            print_census(verdicts, Console())
        self.exitcode = USABLE if any(verdict.kind == ANSWERS for verdict in verdicts) else NOTHING_USABLE
        if opts.write:
            self._note(verdicts, day)

    def _offices(self, names: Sequence[str]) -> dict[str, Office]:
        """The registry, or the named offices of it.

        :raises UsageError: an office's file is wrong, or no office has such a name
        """
        assert self.settings
        offices = OfficeLoader.from_settings(self.settings).offices
        for name in names:
            if name not in offices:
                raise UsageError(f"no office is called {name!r}; `scrapy list` names them all", print_help=False)
        return {name: office for name, office in offices.items() if name in names or not names}

    def _run(self, spider: type[Spider], **arguments: Any) -> None:  # noqa: ANN401 - what the spider asks for
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        self.crawler_process.crawl(spider, **arguments)
        self.crawler_process.start()

    def _note(self, verdicts: Sequence[Verdict], day: str) -> None:
        assert self.settings
        written = 0
        for office, group in groupby(verdicts, key=lambda verdict: verdict.office):
            path = Path(self.settings["OFFICES_DIR"]) / f"{office}.toml"
            try:
                written += note({verdict.site.url: verdict for verdict in group}, path, day)
            except OfficeError as error:
                _tell(f"probe: {error}")
                self.exitcode = USAGE
        _tell(f"probe: noted what was found in {written} files of {self.settings['OFFICES_DIR']}")

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
