"""Both books together: every document goes into ``crawl.db`` first, and ``archive.db`` follows it.

The one place where keeping meets reading. One pair of connections serves all spiders of a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from archive.crawl_log import CrawlLog, Yield
from archive.models import Run, Snapshot
from archive.store import Archive
from scrapers.office import Office, Site
from scrapers.reading import Reading, read

Kept = Sequence[tuple[int, Snapshot]]


class Books:
    """The crawl log and the archive of one data folder.

    :param data_dir: created where it doesn't exist
    :param offices: the registry; documents of offices that left it stay in ``crawl.db`` unread
    :raises archive.schema.SchemaError: a database can't be used
    """

    _open: dict[Path, Books] = {}  # noqa: RUF012 - shared by all spiders of the process on purpose

    def __init__(self, data_dir: Path, offices: Mapping[str, Office]) -> None:
        self.data_dir = data_dir
        self.offices = offices
        self.crawl_log = CrawlLog(data_dir / "crawl.db")
        self.archive = Archive(data_dir / "archive.db")
        self.archive.replace_offices(office.record() for office in offices.values())
        self._users = 0

    @classmethod
    def share(cls, data_dir: Path, offices: Mapping[str, Office]) -> Books:
        """The process's books of ``data_dir``; each user calls ``release`` once."""
        key = data_dir.absolute()
        if key not in cls._open:
            cls._open[key] = cls(data_dir, offices)
        books = cls._open[key]
        books._users += 1
        return books

    def release(self) -> None:
        """Close the databases when the last user is done."""
        self._users -= 1
        if self._users <= 0:
            self._open.pop(self.data_dir.absolute(), None)
            self.close()

    def close(self) -> None:
        """Close both databases."""
        self.crawl_log.close()
        self.archive.close()

    def begin_run(self, offices: Sequence[str]) -> Run:
        """Note that a crawl of ``offices`` begins; what a killed one left unread is read first."""
        self.follow()
        started_at = datetime.now(UTC)
        return Run(self.crawl_log.start_run(started_at, offices), started_at, None, None, tuple(offices))

    def end_run(self, run: Run) -> None:
        """Note how a crawl ended, in both books."""
        self.crawl_log.end_run(run)
        self.archive.replace_runs(self.crawl_log.runs())

    def keep(self, run: int, brought: Yield) -> Kept:
        """Keep what one response brought; nothing of it is read yet."""
        return self.crawl_log.keep(run, brought)

    def publish(self, kept: Kept) -> list[tuple[str, Reading]]:
        """Read kept documents and save their articles; returns (outcome or reason of refusal, reading) for each."""
        results: list[tuple[str, Reading]] = []
        with self.archive.transaction():
            for number, snapshot in kept:
                results.append(self._publish(snapshot))
                self.archive.advance(number, snapshot.fetched_at)
        return results

    def follow(self) -> Counter[str]:
        """Read what a killed run kept but didn't publish; outcome -> how many."""
        return self._replay(self.crawl_log.snapshots(after=self.archive.cursor))

    def rebuild(self, offices: Sequence[str] = ()) -> Counter[str]:
        """Read everything again from ``crawl.db``, in one transaction; outcome -> how many.

        :param offices: only these; empty: all
        """
        counts: Counter[str] = Counter()
        with self.archive.transaction():
            self.follow()
            for office in offices or [row["id"] for row in self.archive.db.query("SELECT id FROM offices")]:
                self.archive.forget_office(office)
            for office in offices or [None]:
                counts += self._replay(self.crawl_log.snapshots(office=office))
            self.archive.replace_offices(office.record() for office in self.offices.values())
            self.archive.replace_runs(self.crawl_log.runs())
            self.see(offices or self.offices)
        return counts

    def see(self, offices: Iterable[str]) -> None:
        """Bring the articles' ``last_seen_at`` up to what the crawl log saw."""
        for office in offices:
            self.archive.see(office, self.crawl_log.last_seen(office))

    def site_of(self, office: str, host: str) -> Site | None:
        """The declaration of a kept document's site, ``None`` where the registry no longer has it."""
        declared = self.offices.get(office)
        if declared is None:
            return None
        return next((site for site in declared.sites if site.host == host), None)

    def _replay(self, snapshots: Iterable[tuple[int, Snapshot]]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for number, snapshot in snapshots:
            for outcome, _ in self.publish([(number, snapshot)]):
                counts[outcome] += 1
        return counts

    def _publish(self, snapshot: Snapshot) -> tuple[str, Reading]:
        site = self.site_of(snapshot.office, snapshot.site)
        if site is None:
            return "undeclared", Reading(
                snapshot.url, refused="undeclared", detail=f"{snapshot.site}: not in the registry"
            )
        reading = read(snapshot, site, self.offices[snapshot.office])
        if reading.article is None:
            return reading.refused or "unreadable", reading
        return self.archive.save(reading.article, snapshot, identity=reading.identity), reading
