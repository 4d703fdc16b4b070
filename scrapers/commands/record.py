"""``scrapy record OFFICE URL``: keep a page and what is read from it as a golden page of the tests."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

import scrapers
from archive.clock import now
from archive.models import Kind, Snapshot
from scrapers.golden import PAGES, keep, renew, site_at
from scrapers.probing.answer import Answer
from scrapers.probing.desk import Desk, Ledger
from scrapers.probing.spider import AskingSpider
from scrapers.registry.office import Office
from scrapers.spiders import OfficeLoader

WRITTEN, NOTHING_CAME = range(2)  # exit codes
_BUDGET = 4  # requests: robots.txt, the page, and redirects
_REGISTRY = Path(scrapers.__file__).parent / "offices"


class Command(ScrapyCommand):
    """Writes ``tests/pages/<office>/<name>.html`` and ``.json``; read the JSON before you commit it."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "office url | --again"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Keep a page and the article read from it as a golden page of the tests"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--folder`` and ``--again``."""
        super().add_options(parser)
        parser.add_argument("--folder", type=Path, default=PAGES, help="where golden pages are (default: tests/pages)")
        parser.add_argument("--again", action="store_true", help="read all golden pages again and renew what changed")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log quiet unless it was asked for: what fails is told in one line."""
        assert self.settings
        self.settings.set("LOG_LEVEL", "CRITICAL", priority="project")
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch one page as a crawl would, and write both files; nothing goes into the books."""
        assert self.settings
        loader = OfficeLoader.from_settings(self.settings)
        if opts.again:
            for path in renew(opts.folder, loader.offices):
                print(f"record: {path} has changed; compare it before you commit it")
            return
        office, url = _asked(args, loader)
        answers: list[Answer] = []
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        self.crawler_process.crawl(RecordSpider, url=url, answers=answers)
        self.crawler_process.start()
        if not answers:
            raise UsageError(f"{url}: the recording broke; see --loglevel ERROR", print_help=False)
        if not answers[0].usable:
            print(f"record: {url}: {answers[0].trouble}; nothing was written", file=sys.stderr)
            self.exitcode = NOTHING_CAME
            return
        declare = Path(self.settings["OFFICES_DIR"]).resolve() != _REGISTRY.resolve()
        path = keep(_snapshot(answers[0], office), office, opts.folder, declare=declare)
        print(f"record: wrote {path}; read it before you commit it")


class RecordSpider(AskingSpider):
    """Asks for one page.

    :param answers: where what came goes
    """

    name = "record"

    def __init__(self, url: str, answers: list[Answer], **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(self.name, **arguments)
        self._url = url
        self._answers = answers

    async def work(self) -> None:
        """Ask."""
        self._answers.append(await Desk(Ledger(self.crawler), self._url, _BUDGET).ask(self._url))


def _snapshot(answer: Answer, office: Office) -> Snapshot:
    return Snapshot(
        office=office.id,
        site=site_at(answer.url, office).host,
        url=answer.url,
        final_url=answer.final_url,
        fetched_at=now(),
        status=answer.status,
        kind=Kind.PAGE,
        media_type=answer.media_type,
        encoding=answer.encoding,
        body=answer.body,
    )


def _asked(args: list[str], loader: OfficeLoader) -> tuple[Office, str]:
    """The office and the address that were named.

    :raises UsageError: there is no such office, or it has no such site
    """
    if len(args) != 2:
        raise UsageError("name an office and the address of one of its articles", print_help=False)
    name, url = args
    if name not in loader.offices:
        raise UsageError(f"no office is called {name!r}; `scrapy list` names them all", print_help=False)
    office = loader.offices[name]
    try:
        site_at(url, office)
    except LookupError as error:
        raise UsageError(str(error), print_help=False) from None
    return office, url
