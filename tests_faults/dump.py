"""What both databases say, without what may differ between two honest runs: times, numbers of runs and snapshots."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

Rows = Mapping[str, list[tuple[object, ...]]]
SHOWN = 5  # differences of one table

_OF_ARTICLES = "kind IN ('page', 'post', 'entry')"  # an interrupted night reads some lists once more
# Table -> what every run must agree on
CRAWL: Mapping[str, str] = {
    "snapshots": "office, site, url, final_url, status, kind, media_type, encoding, headers, sha256, tls_verified, hint"
    f" FROM snapshots WHERE {_OF_ARTICLES}",
    "bodies": f"sha256, size_bytes FROM bodies WHERE sha256 IN (SELECT sha256 FROM snapshots WHERE {_OF_ARTICLES})",
    "documents": f"office, url, site, kind, etag, last_modified, sha256 FROM documents WHERE {_OF_ARTICLES}",
    "sightings": "office, identity, url, site, modified_raw, listed_in, listed_as, kind, looks FROM sightings",
    "misses": "office, identity, evidence FROM misses",
    "frontier": "office, url, attempts, failure FROM frontier",
    "templates": "office, site, pages, version FROM templates",
    "decisions": "kind, article, office, url, reason FROM decisions",
}
ARCHIVE: Mapping[str, str] = {
    "offices": "* FROM offices",
    "articles": "position, id, office, site, url, title, body, published, published_raw, published_from, date_suspect,"
    " event_from, event_to, year, author, category, image_url, images, attachments, witness, status, gone_since,"
    " revisions, sha256 FROM articles",
    "revisions": "article_id, number, title, body, published, sha256 FROM revisions",
    "redesigns": "office, site, number FROM redesigns",
    "stems": "* FROM stems",
}
_TIMES = ("complete", "robots", "misfits", "told")  # facts about a site that hold a time or numbers of snapshots


def dump(data_dir: Path) -> Rows:
    """Table -> its rows, sorted."""
    rows = {}
    for name, tables in (("crawl", CRAWL), ("archive", ARCHIVE)):
        with closing(sqlite3.connect(f"{(data_dir / name).as_uri()}.db?mode=ro", uri=True)) as db:
            for table, said in tables.items():
                rows[f"{name}.{table}"] = _sorted(db, f"SELECT {said}")
            if name == "crawl":
                rows["crawl.sites"] = _sorted(db, "SELECT office, site, key, value FROM sites", timeless=True)
            else:
                found = db.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'koperasi' ORDER BY rowid")
                rows["archive.articles_fts"] = found.fetchall()
    return rows


def differences(one: Rows, other: Rows) -> list[str]:
    """What only one of two dumps says, a few lines for each table; empty where they are equal."""
    return [line for table in one for line in _differences(table, one[table], other[table])]


def _differences(table: str, one: list[tuple[object, ...]], other: list[tuple[object, ...]]) -> Iterator[str]:
    if one == other:
        return
    first, second = set(one), set(other)
    yield f"{table}: {len(one)} and {len(other)} rows, {len(first)} and {len(second)} different ones"
    for rows, sign in ((first - second, "-"), (second - first, "+")):
        yield from (f"{table} {sign} {str(row)[:300]}" for row in sorted(rows, key=str)[:SHOWN])


def _sorted(db: sqlite3.Connection, sql: str, *, timeless: bool = False) -> list[tuple[object, ...]]:
    rows = db.execute(sql).fetchall()
    if timeless:
        rows = [(*place, key, None if key in _TIMES else value) for *place, key, value in rows]
    return sorted(rows, key=json.dumps)
