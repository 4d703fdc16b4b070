"""What the spiders of one crawl share: the log that keeps, the crawl's record, the process that reads along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from archive.clock import now
from archive.crawl_log import CrawlLog
from archive.models import Run
from scrapers.books import Books
from scrapers.follower import Follower


class Crawl:
    """One crawl of ``offices``.

    :param follower: reads what is kept; without one, as in ``scrapy parse``, the next crawl reads it
    :raises archive.schema.SchemaError: ``crawl.db`` can't be used
    """

    def __init__(self, data_dir: Path, offices: Sequence[str], follower: Follower | None = None) -> None:
        self.crawl_log = CrawlLog(data_dir / "crawl.db")
        self.follower = follower
        started_at = now()
        self.run = Run(self.crawl_log.runs.start(started_at, offices), started_at, None, None, tuple(offices))

    def end(self, run: Run, *, refresh: bool = True) -> None:
        """Note how the crawl ended, in both books.

        :param refresh: let what another layout makes readable anew be read again first
        """
        self.crawl_log.runs.end(run)
        if self.follower:
            self.follower.ask_now(Books.end_run, refresh=refresh)

    def close(self) -> None:
        """Close the crawl log; the follower belongs to whoever made it."""
        self.crawl_log.close()


@contextmanager
def begin(data_dir: Path, offices: Sequence[str], follower: Follower) -> Iterator[Crawl]:
    """A crawl of ``offices``; what a killed one left unread is read first.

    :raises archive.schema.SchemaError: a database can't be used
    """
    follower.open()
    follower.ask_now(Books.follow)
    with closing(Crawl(data_dir, offices, follower)) as crawl:
        yield crawl
