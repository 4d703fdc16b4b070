"""How each office is doing, read from ``archive.db`` alone."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import datetime, timedelta

from archive.crawl_log.visits import Visit
from archive.health import Health, Item, OfficeFacts, judge
from archive.health.coverage import LATEST, PAST_MOST
from archive.moment import stamp

MEMORY = timedelta(days=400)  # visits before that say nothing about today
_ITEMS = LATEST + PAST_MOST + 70  # an office's latest articles: enough for a second site
_ENDING = """rtrim(substr(body, -12), char(10) || ' )]"”')"""  # what may stand behind a teaser's dots
_LATEST = f"""
    SELECT site, published, first_seen_at, title <> '',
        author IS NOT NULL AND json_extract(witness, '$.author') IS NOT 'meta author', length(body), date_suspect,
        {_ENDING} GLOB '*…' OR {_ENDING} GLOB '*...'
    FROM articles WHERE office = ? AND first_seen_at <= ? ORDER BY position DESC LIMIT {_ITEMS}
"""  # noqa: S608 - a constant
_OFFICES = """
    SELECT id, CASE level WHEN 'nasional' THEN name ELSE region END, website, expected,
        (SELECT ifnull(sum(articles), 0) FROM counts WHERE office = o.id)
    FROM offices AS o ORDER BY code, id
"""
_VISITS = """
    SELECT run, office, site, at, outcome, evidence, requests, received_bytes, refused, found
    FROM visits WHERE at >= ? AND at <= ? AND run <= ? ORDER BY run, office, site
"""
_REDESIGNS = "SELECT office, site, since FROM redesigns WHERE since <= ? ORDER BY office, site, number"
_ANY_RUN = (1 << 63) - 1


def status(db: sqlite3.Connection, now: datetime, *, last_run: int | None = None) -> Health:
    """Judge every office at ``now``, an aware datetime in UTC, in the order of their codes.

    :param last_run: as if no later crawl had been
    """
    return judge(facts(db, now, last_run=last_run), now)


def facts(db: sqlite3.Connection, now: datetime, *, last_run: int | None = None) -> list[OfficeFacts]:
    """What every office is judged by."""
    cursor = db.cursor()
    cursor.row_factory = None
    until = stamp(now)
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in read_visits(db, now - MEMORY, now, last_run=last_run):
        visits[visit.office].append(visit)
    layouts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for office, site, since in cursor.execute(_REDESIGNS, (until,)):
        layouts[office][site].append(since)
    found = []
    for office, region, website, expected, articles in cursor.execute(_OFFICES).fetchall():
        items = _items(cursor, office, until) if articles else ()
        begun = {site: tuple(moments) for site, moments in layouts[office].items()}
        count = articles if items else 0
        found.append(OfficeFacts(office, region, website, expected, count, items, tuple(visits[office]), begun))
    return found


def read_visits(
    db: sqlite3.Connection, since: datetime, until: datetime, *, last_run: int | None = None
) -> list[Visit]:
    """The visits that ended in this stretch of time, oldest crawl first."""
    cursor = db.cursor()
    cursor.row_factory = None
    run = _ANY_RUN if last_run is None else last_run
    return [Visit(*row) for row in cursor.execute(_VISITS, (stamp(since), stamp(until), run))]


def _items(cursor: sqlite3.Cursor, office: str, until: str) -> tuple[Item, ...]:
    return tuple(
        Item(site, published, seen, bool(titled), bool(signed), length, suspect, bool(cut_off))
        for site, published, seen, titled, signed, length, suspect, cut_off in cursor.execute(_LATEST, (office, until))
    )
