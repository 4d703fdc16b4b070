"""Each site's learnt templates, from one redesign to the next.

A layout is learnt from the first pages of its time and then stays as it is, so that what the archive says doesn't
depend on how many nights the crawl took. When several pages in a row no longer fit, a new layout begins with the
first of them; earlier pages keep theirs.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.crawl_log import CrawlLog
from archive.crawl_log.decisions import STALE
from archive.models import Snapshot
from archive.schema import writing
from scrapers.discovery.obstacle import obstacle_document
from scrapers.extraction import Template
from scrapers.extraction.layout.template import VERSION, learn

SAMPLE = 40  # pages that a layout is learnt from; until so many have come it is learnt anew each night
STAND_IN_BYTES = 32 * 1024  # log-ins, challenges and the like are shorter than articles in their sites' clothes
HEAVY_BYTES = 3_000_000  # larger pages teach nothing: many are in memory at once while a layout is learnt
REDESIGN = 5  # pages in a row that don't fit
MISFITS = "misfits"  # fact: numbers of the latest pages in a row that didn't fit


@dataclass(frozen=True, slots=True)
class Layout:
    """How a site's pages look from one snapshot on.

    :param first: number of its first snapshot
    :param pages: how many pages it was learnt from
    :param template: ``None`` where nothing could be learnt from them
    """

    first: int
    pages: int
    template: Template | None


class Layouts:
    """The templates kept in ``crawl.db``."""

    def __init__(self, crawl_log: CrawlLog) -> None:
        self._log = crawl_log
        self._layouts: dict[tuple[str, str], list[Layout]] = {}
        self._rows: dict[tuple[str, str], list[int]] = {}  # misfits: every page asks for them, hardly one changes them

    def is_known(self, office: str, site: str) -> bool:
        """Whether a layout was learnt; before that, pages wait unread until enough have come."""
        return bool(self._of(office, site))

    def template(self, office: str, site: str, number: int) -> Template | None:
        """What to read the page of snapshot ``number`` with."""
        layouts = self._of(office, site)
        place = bisect_right([layout.first for layout in layouts], number)
        return layouts[max(place - 1, 0)].template if layouts else None

    def note(self, office: str, site: str, number: int, *, fits: bool) -> None:
        """Remember whether a page of the newest layout had it; enough misfits in a row begin another.

        Pages are told in order; one that is told again, after a crash or in a rebuild, begins anew from there.
        """
        newest = self._of(office, site)[-1].first
        if number < newest:
            return
        row = [each for each in self._misfits(office, site) if each < number]
        if fits and not row:
            return
        row = [] if fits else [*row, number]
        if len(row) == REDESIGN:
            if row[0] > newest:  # where its own first pages don't fit, learning it once more gives nothing else
                self._save(office, site, Layout(row[0], 0, None))
            row = []
        self._log.learn(office, site, {MISFITS: json.dumps(row)})
        self._rows[office, site] = row

    def learn(self, office: str, site: str, *, read: int = 0) -> int | None:
        """Learn the newest layout from the pages that have come.

        :param read: number of the last document that was read: where it was read with less, the site is noted as
            stale in the same instant
        :returns: number of the layout's first page, if those that were read before must be read again
        """
        layouts = self._of(office, site)
        newest = layouts[-1] if layouts else Layout(0, 0, None)
        if newest.pages >= SAMPLE:
            return None
        numbers = self._log.pages(office, site, since=newest.first, limit=SAMPLE)
        if len(numbers) == newest.pages:
            return None
        # In an order that they have by themselves: a killed run gets the same pages in another one.
        kept = [snapshot for snapshot in map(self._log.snapshot, numbers) if _teaches(snapshot)]
        snapshots = sorted(kept, key=lambda snapshot: snapshot.final_url)
        pages = [(snapshot.body, snapshot.final_url, snapshot.encoding) for snapshot in snapshots]
        learnt = Layout(newest.first or numbers[0], len(numbers), learn(pages))
        changed = not layouts or newest.template != learnt.template
        with writing(self._log.db):
            self._save(office, site, learnt)
            if changed and learnt.first <= read:
                self._log.learn(office, site, {STALE: "1"})
        return learnt.first if changed else None

    def forget(self, offices: Sequence[str] = ()) -> None:
        """Drop what was learnt of these offices, before it is learnt again; without any, of all."""
        theirs = "(? = '[]' OR office IN (SELECT value FROM json_each(?)))"
        names = [json.dumps(list(offices))] * 2
        with self._log.db.atomic():
            self._log.db.table("templates").delete_where(theirs, names)
            self._log.db.table("sites").delete_where(f"{theirs} AND key = ?", [*names, MISFITS])
        self._layouts.clear()
        self._rows.clear()

    def _misfits(self, office: str, site: str) -> list[int]:
        if (office, site) not in self._rows:
            self._rows[office, site] = json.loads(self._log.facts(office, site).get(MISFITS, "[]"))
        return self._rows[office, site]

    def _of(self, office: str, site: str) -> list[Layout]:
        if (office, site) not in self._layouts:
            rows = self._log.db.query(
                "SELECT * FROM templates WHERE office = ? AND site = ? AND version = ? ORDER BY first_snapshot",
                (office, site, VERSION),
            )
            self._layouts[office, site] = [
                Layout(
                    row["first_snapshot"],
                    row["pages"],
                    Template.from_json(row["template"]) if row["template"] else None,
                )
                for row in rows
            ]
        return self._layouts[office, site]

    def _save(self, office: str, site: str, layout: Layout) -> None:
        self._log.db.table("templates").upsert(
            {
                "office": office,
                "site": site,
                "first_snapshot": layout.first,
                "pages": layout.pages,
                "version": VERSION,
                "template": layout.template.to_json() if layout.template else None,
            },
            pk=("office", "site", "first_snapshot"),
        )
        del self._layouts[office, site]


def _teaches(snapshot: Snapshot) -> bool:
    """Whether a document shows the site's layout: no log-in, challenge or "not found" in an article's place does."""
    if len(snapshot.body) > STAND_IN_BYTES:
        return len(snapshot.body) <= HEAVY_BYTES
    return obstacle_document(snapshot.body, snapshot.final_url, snapshot.encoding) is None
