"""``crawl.db``: what was asked, what came, and what is still to be fetched.

A crawl only adds facts here. Everything that one response brought is written in one transaction, so that a
killed run goes on where it was: a URL leaves the frontier in the same instant its document is safe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archive.crawl_log.bodies import BodyStore
from archive.crawl_log.frontier import Frontier, Pending, dump_hint, load_hint
from archive.crawl_log.looks import Looks
from archive.crawl_log.runs import Runs
from archive.crawl_log.sightings import Sighting, Sightings
from archive.crawl_log.visits import Visits
from archive.models import Hint, Kind, Snapshot
from archive.moment import stamp
from archive.schema import writing
from archive.upkeep.upgrade import open_crawl


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request says; ``sha256`` finds bodies that didn't change under a new ETag."""

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """Everything one response brought, to be kept together.

    :param snapshot: the document as it came
    :param parts: the articles it carried whole
    :param found: what should be fetched next
    :param sightings: the articles it showed
    :param validators: what the next conditional request says; ``None``: it asks as if this had never come
    :param facts: what it taught about its site, key -> value
    """

    snapshot: Snapshot
    parts: Sequence[Snapshot] = ()
    found: Sequence[Pending] = ()
    sightings: Sequence[Sighting] = ()
    validators: Validators | None = Validators()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of a site once everything that came before it is kept.

    :param facts: key -> value
    """

    office: str
    site: str
    facts: Mapping[str, str]


class CrawlLog:
    """Reads and writes one ``crawl.db``; ``path`` is created where it doesn't exist.

    :raises archive.schema.SchemaError: the file can't be used
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = open_crawl(path)
        self.frontier = Frontier(self.db)
        self.runs = Runs(self.db)
        self.sightings = Sightings(self.db)
        self.looks = Looks(self.db)
        self.visits = Visits(self.db)
        self._bodies = BodyStore(self.db)

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def keep(self, run: int, brought: Yield) -> list[tuple[int, Snapshot]]:
        """Keep what one response brought, in one transaction.

        :returns: the kept article documents with their numbers, the response's own first where it holds an article
        """
        snapshot = brought.snapshot
        articles = [part for part in (snapshot, *brought.parts) if part.kind.holds_article]
        try:
            with writing(self.db):
                kept = [(self._insert(run, part), part) for part in articles]
                if not snapshot.kind.holds_article and self._is_another(snapshot):
                    self._insert(run, snapshot)
                self.frontier.add(snapshot.office, brought.found, snapshot.fetched_at)
                for url in {snapshot.url, *(part.url for part in brought.parts)}:
                    self.frontier.drop(snapshot.office, url)
                self.sightings.see(snapshot.office, brought.sightings, snapshot.fetched_at)
                if brought.validators is not None:
                    self._validate(snapshot, brought.validators)
                self._learn(snapshot.office, snapshot.site, brought.facts)
        except BaseException:
            self._bodies.forget_cache()
            raise
        return kept

    def confirm(self, office: str, url: str, at: datetime) -> None:
        """Note that the server called the kept document at ``url`` still current (304, or the same bytes)."""
        self.db.conn.execute(
            "UPDATE documents SET checked_at = ? WHERE office = ? AND url = ?", (stamp(at), office, url)
        )

    def learn(self, office: str, site: str, facts: Mapping[str, str]) -> None:
        """Note facts about a site."""
        with self.db.atomic():
            self._learn(office, site, facts)

    def forget(self, office: str, site: str, key: str) -> None:
        """Take back a fact about a site."""
        self.db.conn.execute("DELETE FROM sites WHERE office = ? AND site = ? AND key = ?", (office, site, key))

    def hand_over(self, office: str, before: str, after: str) -> None:
        """Look for a site's articles, and for those still to be fetched, on the host that it moved to."""
        with writing(self.db):
            for table in ("sightings", "frontier"):
                self.db.conn.execute(
                    f"""
                    UPDATE OR IGNORE {table} SET site = ?2, url = replace(url, '://' || ?1 || '/', '://' || ?2 || '/')
                        WHERE office = ?3 AND site = ?1
                    """,  # noqa: S608 - two names of ours
                    (before, after, office),
                )

    def facts(self, office: str, site: str) -> dict[str, str]:
        """What is known about a site."""
        sql = "SELECT key, value FROM sites WHERE office = ? AND site = ?"
        return dict(self.db.conn.execute(sql, (office, site)).fetchall())

    def validators(self, office: str, url: str) -> Validators:
        """What to say in a conditional request for ``url``; empty where it was never fetched."""
        row = self.db.conn.execute(
            "SELECT etag, last_modified, sha256 FROM documents WHERE office = ? AND url = ?", (office, url)
        ).fetchone()
        return Validators(*row) if row else Validators()

    def hint(self, office: str, url: str) -> Hint:
        """What the list that led to ``url`` said of it, when it was asked last."""
        row = self.db.conn.execute(
            "SELECT hint FROM snapshots WHERE url = ? AND office = ? AND hint IS NOT NULL ORDER BY id DESC LIMIT 1",
            (url, office),
        ).fetchone()
        return load_hint(row[0] if row else None)

    def body(self, office: str, url: str) -> bytes | None:
        """The document that was kept last at ``url``, where one was and its bytes are still here."""
        sha256 = self.validators(office, url).sha256
        try:
            return self._bodies.get(sha256) if sha256 else None
        except KeyError:
            return None  # pruned

    def sites(self) -> list[tuple[str, str]]:
        """Office and host of every site that an article document was kept of."""
        return self.db.conn.execute("SELECT DISTINCT office, site FROM snapshots ORDER BY office, site").fetchall()

    def numbers(self, office: str, site: str, *, after: int = 0, kind: Kind | None = None) -> list[int]:
        """Numbers of a site's article documents, oldest first.

        :param after: only higher ones
        """
        kinds = [kind] if kind else [each for each in Kind if each.holds_article]
        rows = self.db.conn.execute(
            """
            SELECT id FROM snapshots
                WHERE office = ? AND site = ? AND id > ? AND kind IN (SELECT value FROM json_each(?))
                ORDER BY id
            """,
            (office, site, after, json.dumps(kinds)),
        )
        return [number for (number,) in rows]

    def pages(self, office: str, site: str, *, since: int = 0, limit: int) -> list[int]:
        """Numbers of a site's article pages, each address once and in its first form, oldest first.

        :param since: none that is lower
        """
        rows = self.db.conn.execute(
            """
            SELECT min(id) FROM snapshots
                WHERE office = ? AND site = ? AND id >= ? AND kind = ?
                GROUP BY final_url ORDER BY 1 LIMIT ?
            """,
            (office, site, since, Kind.PAGE, limit),
        )
        return [number for (number,) in rows]

    def run_of(self, number: int) -> int:
        """The crawl that kept a document.

        :raises KeyError: no document has this number
        """
        row = self.db.conn.execute("SELECT run FROM snapshots WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return int(row[0])

    def latest(self, office: str, url: str, sha256: str) -> tuple[int, Kind] | None:
        """Number and kind of the document with these bytes that was kept last at ``url``."""
        sql = "SELECT id, kind FROM snapshots WHERE url = ? AND office = ? AND sha256 = ? ORDER BY id DESC LIMIT 1"
        row = self.db.conn.execute(sql, (url, office, sha256)).fetchone()
        return (row[0], Kind(row[1])) if row else None

    def before(self, number: int, snapshot: Snapshot) -> int | None:
        """Number of the document of the same kind that was kept last at the same address before ``snapshot``."""
        sql = "SELECT max(id) FROM snapshots WHERE url = ? AND office = ? AND kind = ? AND id < ?"
        (found,) = self.db.conn.execute(sql, (snapshot.url, snapshot.office, snapshot.kind, number)).fetchone()
        return None if found is None else int(found)

    def snapshot(self, number: int) -> Snapshot:
        """One kept document.

        :raises KeyError: no document has this number
        """
        row = self.db.conn.execute(
            """
            SELECT office, site, url, final_url, fetched_at, status, kind, media_type, encoding, headers,
                   tls_verified, hint, sha256
                FROM snapshots WHERE id = ?
            """,
            (number,),
        ).fetchone()
        if row is None:
            raise KeyError(number)
        office, site, url, final_url, at, status, kind, media_type, encoding, headers, verified, hint, sha256 = row
        return Snapshot(
            office=office,
            site=site,
            url=url,
            final_url=final_url,
            fetched_at=datetime.fromisoformat(at),
            status=status,
            kind=Kind(kind),
            media_type=media_type,
            encoding=encoding,
            headers=json.loads(headers or "{}"),
            tls_verified=None if verified is None else bool(verified),
            hint=load_hint(hint),
            body=self._bodies.get(sha256),
        )

    # One statement each, inside keep's transaction

    def _insert(self, run: int, snapshot: Snapshot) -> int:
        sha256 = snapshot.sha256
        self._bodies.put(sha256, snapshot.site, snapshot.body)
        row = self.db.conn.execute(
            """
            INSERT INTO snapshots (run, office, site, url, final_url, fetched_at, status, kind, media_type,
                                   encoding, headers, sha256, tls_verified, hint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """,
            (
                run,
                snapshot.office,
                snapshot.site,
                snapshot.url,
                snapshot.final_url,
                stamp(snapshot.fetched_at),
                snapshot.status,
                snapshot.kind,
                snapshot.media_type,
                snapshot.encoding,
                json.dumps(dict(snapshot.headers), sort_keys=True) if snapshot.headers else None,
                sha256,
                snapshot.tls_verified,
                dump_hint(snapshot.hint),
            ),
        ).fetchone()
        return int(row[0])

    def _is_another(self, snapshot: Snapshot) -> bool:
        return self.validators(snapshot.office, snapshot.url).sha256 != snapshot.sha256

    def _validate(self, snapshot: Snapshot, validators: Validators) -> None:
        self.db.conn.execute(
            """
            INSERT INTO documents (office, url, site, kind, etag, last_modified, sha256, checked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (office, url) DO UPDATE SET
                    etag = excluded.etag, last_modified = excluded.last_modified,
                    sha256 = excluded.sha256, checked_at = excluded.checked_at
            """,
            (
                snapshot.office,
                snapshot.url,
                snapshot.site,
                snapshot.kind,
                validators.etag,
                validators.last_modified,
                snapshot.sha256,
                stamp(snapshot.fetched_at),
            ),
        )

    def _learn(self, office: str, site: str, facts: Mapping[str, str]) -> None:
        self.db.conn.executemany(
            """
            INSERT INTO sites (office, site, key, value) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET value = excluded.value
            """,
            [(office, site, key, value) for key, value in facts.items()],
        )
