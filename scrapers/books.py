"""Both books together: ``archive.db`` follows what a crawl keeps in ``crawl.db``.

The one place where keeping meets reading. During a crawl a process of its own does this (``scrapers.follower``); the
crawl writes ``crawl.db`` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from archive.crawl_log import CrawlLog
from archive.crawl_log.decisions import STALE, Decisions
from archive.edit import is_told
from archive.health.redesigns import follow_redesigns
from archive.models import Article, Kind, Outcome, Snapshot
from archive.schema import writing
from archive.store import Archive
from scrapers.extraction import Template
from scrapers.layouts import SAMPLE, Layouts
from scrapers.reading import Reading, identify, read
from scrapers.registry.office import Office, Site
from scrapers.registry.platforms import resolve

STRANGE = {"missing", "obstacle"}  # refusals of pages that aren't the site's own: they don't show its layout
TOLD = "told"  # fact about a site: the last document that told of its article's presence
BATCH = 20  # documents saved together: half a second of reading at most that a killed process would have to do again


class Result(NamedTuple):
    """What came of one document.

    :param outcome: of saving its article, or the reason why it holds none
    :param refusal: that reason in words; ``None`` with an article
    """

    outcome: str
    refusal: str | None = None


class Books:
    """The crawl log and the archive of one data folder.

    :param data_dir: created where it doesn't exist
    :param offices: the registry; documents of offices that left it stay in ``crawl.db`` unread
    :param archive: another place for ``archive.db``
    :raises archive.schema.SchemaError: a database can't be used
    """

    def __init__(self, data_dir: Path, offices: Mapping[str, Office], *, archive: Path | None = None) -> None:
        self.offices = offices
        self.crawl_log = CrawlLog(data_dir / "crawl.db")
        self.archive = Archive(archive or data_dir / "archive.db")
        self.archive.replace_offices(office.record() for office in offices.values())
        self.layouts = Layouts(self.crawl_log)
        self.decisions = Decisions(self.crawl_log.db)
        self._sites = {
            (office.id, site.host): resolve(site) for office in offices.values() for site in reversed(office.sites)
        }
        self._noticed: list[Callable[[], None]] = []  # what documents tell crawl.db of their articles' presence

    def close(self) -> None:
        """Close both databases."""
        self.crawl_log.close()
        self.archive.close()

    def read(self, office: str, sites: Iterable[str]) -> list[Result]:
        """Read what a crawl has kept of these sites since the last time, up to ``BATCH`` documents of each.

        The first pages of a site wait until there are enough to learn its layout from.
        """
        results: list[Result] = []
        for site in sites:
            numbers = self._unread(office, site)
            if not self.layouts.is_known(office, site):
                ready = self._before_pages(office, site, numbers)
                if len(numbers) - len(ready) >= SAMPLE:
                    self._learn(office, site)
                else:
                    numbers = ready
            results += self._read(office, site, numbers[:BATCH])
        return results

    def settle(self, office: str, sites: Iterable[str]) -> list[Result]:
        """Read all that is left, with layouts learnt from what has come."""
        results: list[Result] = []
        for site in sites:
            self._learn(office, site)
            numbers = self._unread(office, site)
            for at in range(0, len(numbers), BATCH):
                results += self._read(office, site, numbers[at : at + BATCH])
        return results

    def follow(self) -> None:
        """Read what a killed run kept but didn't read, and what another layout makes readable anew."""
        for office, site in self.crawl_log.sites():
            if self._unread(office, site):
                self.settle(office, [site])
        self.refresh()

    def end_run(self, *, refresh: bool = True) -> None:
        """Finish a night: what is known of the crawls, and what searches are widened by.

        :param refresh: first read again what another layout makes readable anew
        """
        if refresh:
            self.refresh()
        self.archive.replace_runs(self.crawl_log.runs.all())
        self.archive.index_words()

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
        with self.archive.transaction(durable=True):  # whoever asked for it forgets, on the disk, that it was needed
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
        with self.archive.transaction():
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
            results = [self._read(office, site, self._unread(office, site), live=False) for site in sites]
            counts = Counter(result.outcome for site in results for result in site)
            learning = sum(self.layouts.learn(office, site) is not None for site in sites) > 0
        return counts

    def _kept_sites(self) -> dict[str, list[str]]:
        sites: dict[str, list[str]] = {}
        for office, site in self.crawl_log.sites():
            sites.setdefault(office, []).append(site)
        return sites

    def _unread(self, office: str, site: str) -> list[int]:
        return self.crawl_log.numbers(office, site, after=self.archive.cursor(office, site))

    def _before_pages(self, office: str, site: str, numbers: Sequence[int]) -> list[int]:
        """What of ``numbers`` comes before the site's first page: API and feed entries need no layout."""
        pages = set(self.crawl_log.numbers(office, site, after=numbers[0] - 1, kind=Kind.PAGE)) if numbers else ()
        return [*takewhile(lambda number: number not in pages, numbers)]

    def _learn(self, office: str, site: str) -> None:
        """Learn a site's newest layout; pages that were read with less are read again at the end of the night."""
        self.layouts.learn(office, site, read=self.archive.cursor(office, site))

    def _read(self, office: str, site: str, numbers: Sequence[int], *, live: bool = True) -> list[Result]:
        """Read documents of a site and save their articles, in one transaction.

        What they tell crawl.db of their articles' presence is told first, and how far: killed between the two, the
        next process reads them again and tells nothing twice.

        :param live: they are read for the first time, so what they tell is new
        """
        if not numbers:
            return []
        told = int(self.crawl_log.facts(office, site).get(TOLD, "0"))
        self._noticed.clear()
        with self.archive.transaction():
            results = [
                self._publish(number, self.crawl_log.snapshot(number), tells=live and number > told)
                for number in numbers
            ]
            if live:
                self._tell(office, site, numbers[-1])
        return results

    def _tell(self, office: str, site: str, number: int) -> None:
        with writing(self.crawl_log.db):
            for tell in self._noticed:
                tell()
            self.crawl_log.learn(office, site, {TOLD: str(number)})

    def _publish(self, number: int, snapshot: Snapshot, *, tells: bool) -> Result:
        """Read one document and save its article."""
        self.archive.advance(number, snapshot)
        site = self._sites.get((snapshot.office, snapshot.site))
        if site is None:
            return Result("undeclared", f"{snapshot.site}: no longer in the registry")
        template = self._template(number, snapshot)
        reading = read(snapshot, site, self.offices[snapshot.office], template)
        if template is not None and reading.refused not in STRANGE:
            self.layouts.note(snapshot.office, snapshot.site, number, fits=reading.fits)
        if tells:
            self._notice(number, snapshot, site, reading)
        if reading.article is None:
            return Result(reading.refused or "unreadable", reading.detail)
        if self.decisions.hides(snapshot.office, reading.identity, reading.article.url):
            return Result("withdrawn", "withdrawn by a decision")
        if self._is_echo(number, snapshot, site, reading):
            return Result(Outcome.UNCHANGED)
        return Result(self.archive.save(reading.article, snapshot, identity=reading.identity))

    def _template(self, number: int, snapshot: Snapshot) -> Template | None:
        return self.layouts.template(snapshot.office, snapshot.site, number) if snapshot.kind is Kind.PAGE else None

    def _is_echo(self, number: int, snapshot: Snapshot, site: Site, reading: Reading) -> bool:
        """Whether a document is of another kind than the one its article was read from, and tells of no edit.

        The first of its kind never does: a page shows an article otherwise than a feed.
        """
        sha256 = self.archive.read_from(snapshot.office, reading.identity)
        known = self.crawl_log.latest(snapshot.office, snapshot.url, sha256) if sha256 else None
        if known is None or known[1] is snapshot.kind:
            return False
        last = self.crawl_log.before(number, snapshot)
        before = self._article(last, site) if last else None
        if before is None:
            return True
        shown, now = self._article(known[0], site), reading.article
        return shown is not None and now is not None and is_told(before, now, shown)

    def _article(self, number: int, site: Site) -> Article | None:
        """The article of a kept document."""
        snapshot = self.crawl_log.snapshot(number)
        return read(snapshot, site, self.offices[snapshot.office], self._template(number, snapshot)).article

    def _notice(self, number: int, snapshot: Snapshot, site: Site, reading: Reading) -> None:
        looks, office, at = self.crawl_log.looks, snapshot.office, snapshot.fetched_at
        if reading.article:
            self._noticed.append(partial(looks.look, office, reading.identity, snapshot.kind, at))
        elif reading.refused == "missing":
            run, identity = self.crawl_log.run_of(number), identify(site, snapshot.url)
            self._noticed.append(partial(looks.miss, office, identity, run, at, reading.detail))
        elif reading.refused == "unreadable":
            self._noticed.append(partial(looks.puzzle, office, identify(site, snapshot.url), snapshot.kind, at))
