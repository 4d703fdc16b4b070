"""A live table of the offices being crawled, on a terminal; nothing elsewhere, where log lines tell the story."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.logging import RichHandler
from rich.table import Table
from scrapy.crawler import Crawler

from scrapers.extensions import Tally
from scrapers.spiders.office import OfficeSpider

ROWS = 20  # offices shown at once; those at work come first


class Progress:
    """Shows what each crawler has done so far, while the block runs."""

    def __init__(self, crawlers: Mapping[str, Crawler], console: Console) -> None:
        self._crawlers = crawlers
        self._console = console
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._stack.enter_context(_logging_through(self._console))
            self._stack.enter_context(
                Live(get_renderable=self.table, console=self._console, refresh_per_second=4, transient=False)
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def table(self) -> Table:
        """The table as it stands now."""
        done = sum(1 for crawler in self._crawlers.values() if crawler.spider and not crawler.crawling)
        table = Table(title=f"{done} of {len(self._crawlers)} offices done", title_justify="left")
        table.add_column("office")
        for name in ("requests", "KB", "new", "revised", "unreadable", "errors"):
            table.add_column(name, justify="right")
        table.add_column("state")
        order = sorted(self._crawlers, key=lambda name: (_rank(self._crawlers[name]), name))
        for name in order[:ROWS]:
            table.add_row(*_row(name, self._crawlers[name]))
        if len(order) > ROWS:
            table.add_row(f"… {len(order) - ROWS} more")
        return table


class _logging_through:  # noqa: N801 - used as a verb, like contextlib's own
    """Sends log lines through the console, so that they don't tear the live table."""

    def __init__(self, console: Console) -> None:
        self._handler = RichHandler(console=console, show_path=False, markup=False)

    def __enter__(self) -> None:
        root = logging.getLogger()
        self._replaced = root.handlers[:]
        root.handlers = [self._handler, *(each for each in self._replaced if isinstance(each, logging.FileHandler))]

    def __exit__(self, *_: object) -> None:
        logging.getLogger().handlers = self._replaced


def _rank(crawler: Crawler) -> int:
    """At work, then done, then waiting."""
    return 0 if crawler.crawling else 1 if crawler.spider else 2


def _row(name: str, crawler: Crawler) -> tuple[str, ...]:
    spider = crawler.spider
    if not isinstance(spider, OfficeSpider) or crawler.stats is None:
        return (name, "", "", "", "", "", "", "waiting")
    tally = Tally.of(crawler, spider)
    state = "crawling" if crawler.crawling else "done" if tally.answered else "not reached"
    figures = (tally.requests, tally.received_bytes // 1024, tally.new, tally.revised, tally.unreadable, tally.errors)
    return (name, *(str(figure) for figure in figures), state)
