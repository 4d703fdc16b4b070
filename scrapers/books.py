"""Both books together: every document goes into ``crawl.db`` first, and ``archive.db`` follows it.

The one place where keeping meets reading. One pair of connections serves all spiders of a process.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive.clock import now
from archive.crawl_log import CrawlLog, Yield
from archive.crawl_log.decisions import STALE, Decisions
from archive.health.redesigns import follow_redesigns
from archive.models import Kind, Outcome, Run, Snapshot
from archive.store import Archive
from scrapers.extraction.layout.template import learn
from scrapers.layouts import SAMPLE, Layouts
from scrapers.reading import Reading, identify, read
from scrapers.registry.office import Office, Site
from scrapers.registry.platforms import resolve

Kept = Sequence[tuple[int, Snapshot]]  # documents with their numbers in crawl.db
Result = tuple[str, Reading]  # an outcome, or the reason of a refusal


class Books:
    """The crawl log and the archive of one data folder.

    :param data_dir: created where it doesn't exist
    :param offices: the registry; documents of offices that left it stay in ``crawl.db`` unread
    :param archive: another place for ``archive.db``
    :raises archive.schema.SchemaError: a database can't be used
    """

    _open: dict[Path, Books] = {}  # noqa: RUF012 - shared by all spiders of the process on purpose

    def __init__(self, data_dir: Path, offices: Mapping[str, Office], *, archive: Path | None = None) -> None:
        self.data_dir = data_dir
        self.offices = offices
        self.crawl_log = CrawlLog(data_dir / "crawl.db")
        self.archive = Archive(archive or data_dir / "archive.db")
        self.archive.replace_offices(office.record() for office in offices.values())
        self.layouts = Layouts(self.crawl_log)
        self.decisions = Decisions(self.crawl_log.db)
        self._waiting: Counter[tuple[str, str]] = Counter()  # (office, site) -> pages kept but not yet read
        self.users = 0

    @classmethod
    def share(cls, data_dir: Path, offices: Mapping[str, Office]) -> Books:
        """The process's books of ``data_dir``; each user calls ``release`` once."""
        key = data_dir.absolute()
        if key not in cls._open:
            cls._open[key] = cls(data_dir, offices)
        books = cls._open[key]
        books.users += 1
        return books

    def release(self) -> None:
        """Close the databases when the last user is done."""
        self.users -= 1
        if self.users <= 0:
            self._open.pop(self.data_dir.absolute(), None)
            self.close()

    def close(self) -> None:
        """Close both databases."""
        self.crawl_log.close()
        self.archive.close()

    def begin_run(self, offices: Sequence[str]) -> Run:
        """Note that a crawl of ``offices`` begins; what a killed one left unread is read first."""
        self.follow()
        started_at = now()
        return Run(self.crawl_log.runs.start(started_at, offices), started_at, None, None, tuple(offices))

    def end_run(self, run: Run) -> None:
        """Note how a crawl ended, in both books."""
        self.crawl_log.runs.end(run)
        self.archive.replace_runs(self.crawl_log.runs.all())
        self.archive.index_words()

    def keep(self, run: int, brought: Yield) -> Kept:
        """Keep what one response brought; nothing of it is read yet."""
        return self.crawl_log.keep(run, brought)

    def publish(self, kept: Kept) -> list[Result]:
        """Read kept documents and save their articles.

        The first pages of a site wait until its layout can be learnt from them.
        """
        results: list[Result] = []
        for number, snapshot in kept:
            if self._waits(snapshot):
                self._waiting[snapshot.office, snapshot.site] += 1
            else:
                with self.archive.transaction():
                    results.append(self._publish(number, snapshot))
        return results

    def is_due(self, office: str, site: str) -> bool:
        """Whether enough pages wait for a site's layout to be learnt."""
        return self._waiting[office, site] == SAMPLE

    async def settle(self, office: str, site: str) -> list[Result]:
        """Learn a site's layout from what has come, and read what waited for it.

        Learning goes on beside the crawl, and the crawl goes on between two pages: a crawler that stands still for
        seconds looks to its servers as if it had died.
        """
        place = (office, site)
        sample = self.layouts.sample(*place)
        if sample is not None:
            template = await asyncio.to_thread(learn, sample.pages)
            if self.layouts.save(*place, sample, template) and not self._waiting[place]:
                self.crawl_log.learn(office, site, {STALE: "1"})
        results: list[Result] = []
        while numbers := self.crawl_log.numbers(*place, after=self.archive.cursor(*place)):
            with self.archive.transaction():
                results.append(self._publish(numbers[0], self.crawl_log.snapshot(numbers[0])))
            await asyncio.sleep(0)
        self._waiting.pop(place, None)
        return results

    def follow(self) -> None:
        """Read what a killed run kept but didn't publish, and what another layout makes readable anew."""
        for office, site in self.crawl_log.sites():
            if self.crawl_log.numbers(office, site, after=self.archive.cursor(office, site)):
                if not self.layouts.is_known(office, site):
                    self.layouts.learn(office, site)
                self._catch_up(office, site)
        self.refresh()

    def refresh(self) -> None:
        """Follow decisions, and read again the offices whose layout was learnt better from tonight's pages."""
        stale = [
            (office, site) for office, site in self.crawl_log.sites() if STALE in self.crawl_log.facts(office, site)
        ]
        self.decisions.apply(self.archive.db)
        if stale:
            self.rebuild([office for office, _ in stale])
            for office, site in stale:
                self.crawl_log.forget(office, site, STALE)

    def rebuild(self, offices: Sequence[str] = (), *, relearn: bool = False) -> Counter[str]:
        """Read everything again from ``crawl.db``, in one transaction; outcome -> how many.

        :param offices: only these; empty: all
        :param relearn: forget their sites' layouts too
        """
        if relearn:
            self.layouts.forget(offices)
        counts: Counter[str] = Counter()
        with self.archive.transaction():
            for office, sites in self._kept_sites().items():
                if not offices or office in offices:
                    counts += self._rebuild_office(office, sites)
            self.archive.replace_offices(office.record() for office in self.offices.values())
            self.archive.replace_runs(self.crawl_log.runs.all())
            self.see(offices or self.offices)
            self.decisions.apply(self.archive.db)  # one that came while this was reading
            self.archive.index_words()
        return counts

    def see(self, offices: Iterable[str]) -> Counter[str]:
        """Bring what the archive says of the articles' presence up to what the crawl log saw.

        :returns: how many went, how many came back
        """
        counts: Counter[str] = Counter()
        for office in offices:
            self.archive.see(office, self.crawl_log.sightings.last_seen(office))
            went, returned = self.archive.mark_gone(office, self.crawl_log.looks.gone(office))
            counts.update({Outcome.GONE: went, Outcome.RESTORED: returned})
        self.archive.replace_visits(self.crawl_log.visits.all(after_run=self.archive.last_visited_run() - 1))
        follow_redesigns(self.crawl_log.db, self.archive.db)
        return counts

    def _rebuild_office(self, office: str, sites: Sequence[str]) -> Counter[str]:
        counts: Counter[str] = Counter()
        learning = True
        while learning:  # once more for each redesign that reading finds
            self.archive.forget_office(office)
            for site in sites:
                if not self.layouts.is_known(office, site):
                    self.layouts.learn(office, site)
            counts = Counter(outcome for site in sites for outcome, _ in self._catch_up(office, site, live=False))
            learning = sum(self.layouts.learn(office, site) for site in sites) > 0
        return counts

    def _kept_sites(self) -> dict[str, list[str]]:
        sites: dict[str, list[str]] = {}
        for office, site in self.crawl_log.sites():
            sites.setdefault(office, []).append(site)
        return sites

    def _waits(self, snapshot: Snapshot) -> bool:
        place = (snapshot.office, snapshot.site)
        return place in self._waiting or (snapshot.kind is Kind.PAGE and not self.layouts.is_known(*place))

    def _catch_up(self, office: str, site: str, *, live: bool = True) -> list[Result]:
        with self.archive.transaction():
            return [
                self._publish(number, self.crawl_log.snapshot(number), live=live)
                for number in self.crawl_log.numbers(office, site, after=self.archive.cursor(office, site))
            ]

    def _publish(self, number: int, snapshot: Snapshot, *, live: bool = True) -> Result:
        """Read one document and save its article.

        :param live: it is read for the first time, so what it tells of the article's presence is new
        """
        self.archive.advance(number, snapshot)
        site = self._declared_site(snapshot)
        if site is None:
            detail = f"{snapshot.site}: no longer in the registry"
            return "undeclared", Reading(snapshot.url, refused="undeclared", detail=detail)
        template = self.layouts.template(snapshot.office, snapshot.site, number) if snapshot.kind is Kind.PAGE else None
        reading = read(snapshot, site, self.offices[snapshot.office], template)
        if template is not None:
            self.layouts.note(snapshot.office, snapshot.site, number, fits=reading.fits)
        if live:
            self._look(number, snapshot, site, reading)
        if reading.article is None:
            return reading.refused or "unreadable", reading
        if self.decisions.hides(snapshot.office, reading.identity, reading.article.url):
            return "withdrawn", replace(reading, article=None, refused="withdrawn", detail="withdrawn by a decision")
        return self.archive.save(reading.article, snapshot, identity=reading.identity), reading

    def _look(self, number: int, snapshot: Snapshot, site: Site, reading: Reading) -> None:
        looks, at = self.crawl_log.looks, snapshot.fetched_at
        if reading.article:
            looks.look(snapshot.office, reading.identity, snapshot.kind, at)
        elif reading.refused == "missing":
            run = self.crawl_log.run_of(number)
            looks.miss(snapshot.office, identify(site, snapshot.url), run, at, reading.detail)

    def _declared_site(self, snapshot: Snapshot) -> Site | None:
        office = self.offices.get(snapshot.office)
        sites = office.sites if office else ()
        return next((resolve(site) for site in sites if site.host == snapshot.site), None)
