"""``crawl.db``: what was asked, what came, and what is still to be fetched.

A crawl only adds facts here. Everything that one response brought is written in one transaction, so that a
killed run goes on where it was: a URL leaves the frontier in the same instant its document is safe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from archive import schema
from archive.bodies import BodyStore
from archive.models import Hint, Kind, Run, Snapshot

MAX_ATTEMPTS = 5  # nights a URL may fail before it is left alone


@dataclass(frozen=True, slots=True)
class Pending:
    """A URL that was found but not yet fetched."""

    url: str
    site: str
    kind: Kind
    hint: Hint = Hint()
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that a site showed, in a list or as a page; ``identity`` names it across hosts and URL forms."""

    identity: str
    url: str
    site: str
    modified_raw: str | None = None


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
    :param facts: what it taught about its site, key -> value
    """

    snapshot: Snapshot
    parts: Sequence[Snapshot] = ()
    found: Sequence[Pending] = ()
    sightings: Sequence[Sighting] = ()
    validators: Validators = Validators()
    facts: Mapping[str, str] = field(default_factory=dict)


class CrawlLog:
    """Reads and writes one ``crawl.db``; ``path`` is created where it doesn't exist.

    :raises archive.schema.SchemaError: the file can't be used
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = schema.open_database(path, schema.CRAWL)
        self._bodies = BodyStore(self.db)

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    # Runs

    def start_run(self, started_at: datetime, offices: Sequence[str]) -> int:
        """Note that a crawl of ``offices`` began; returns its number."""
        row = self.db.conn.execute(
            "INSERT INTO runs (started_at, offices) VALUES (?, ?) RETURNING id",
            (_stamp(started_at), json.dumps(list(offices))),
        ).fetchone()
        return int(row[0])

    def end_run(self, run: Run) -> None:
        """Note how the crawl ``run.id`` ended."""
        self.db.table("runs").update(
            run.id,
            {
                "ended_at": _stamp(run.ended_at) if run.ended_at else None,
                "end_reason": run.end_reason,
                "requests": run.requests,
                "received_bytes": run.received_bytes,
                "new": run.new,
                "revised": run.revised,
                "unchanged": run.unchanged,
                "gone": run.gone,
                "errors": run.errors,
            },
        )

    def runs(self) -> list[Run]:
        """All crawls, oldest first."""
        return [
            Run(
                id=row["id"],
                started_at=datetime.fromisoformat(row["started_at"]),
                ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
                end_reason=row["end_reason"],
                offices=tuple(json.loads(row["offices"])),
                **{
                    name: row[name] or 0
                    for name in ("requests", "received_bytes", "new", "revised", "unchanged", "gone", "errors")
                },
            )
            for row in self.db.query("SELECT * FROM runs ORDER BY id")
        ]

    # Writing

    def keep(self, run: int, brought: Yield) -> list[tuple[int, Snapshot]]:
        """Keep what one response brought, in one transaction.

        :returns: the kept article documents with their numbers, the response's own first where it holds an article
        """
        snapshot = brought.snapshot
        articles = [part for part in (snapshot, *brought.parts) if part.kind.holds_article]
        try:
            with self.db.atomic():
                numbers = {id(part): self._insert(run, part) for part in articles}
                if not snapshot.kind.holds_article:
                    self._insert_if_changed(run, snapshot)
                self._add_pending(snapshot, brought.found)
                for url in {snapshot.url, *(part.url for part in brought.parts)}:
                    self._drop_pending(snapshot.office, url)
                self._see(snapshot, brought.sightings)
                self._validate(snapshot, brought.validators)
                self._learn(snapshot.office, snapshot.site, brought.facts)
        except BaseException:
            self._bodies.forget_cache()
            raise
        return [(numbers[id(part)], part) for part in articles]

    def confirm(self, office: str, url: str, at: datetime, *, sightings: Sequence[Sighting] = ()) -> None:
        """Note that the server called the kept document at ``url`` still current (304, or the same bytes)."""
        with self.db.atomic():
            self.db.conn.execute(
                "UPDATE documents SET checked_at = ? WHERE office = ? AND url = ?", (_stamp(at), office, url)
            )
            self._drop_pending(office, url)
            self._touch(office, at, sightings)

    def fail(self, office: str, pending: Pending, failure: str, at: datetime) -> None:
        """Note that fetching ``pending`` failed; it stays in the frontier until it failed too often."""
        self.db.conn.execute(
            """
            INSERT INTO frontier (office, url, site, kind, hint, found_at, attempts, failure)
                VALUES (?, ?, ?, ?, ?, ?, 1, ?)
                ON CONFLICT (office, url) DO UPDATE SET attempts = attempts + 1, failure = excluded.failure
            """,
            (office, pending.url, pending.site, pending.kind, _json(asdict(pending.hint)), _stamp(at), failure),
        )

    def learn(self, office: str, site: str, facts: Mapping[str, str]) -> None:
        """Note facts about a site."""
        with self.db.atomic():
            self._learn(office, site, facts)

    # Reading

    def pending(self, office: str) -> list[Pending]:
        """What is still to be fetched for ``office``, in the order it was found."""
        rows = self.db.query(
            "SELECT url, site, kind, hint, attempts FROM frontier WHERE office = ? AND attempts < ? ORDER BY rowid",
            (office, MAX_ATTEMPTS),
        )
        return [
            Pending(
                url=row["url"],
                site=row["site"],
                kind=Kind(row["kind"]),
                hint=Hint(**json.loads(row["hint"] or "{}")),
                attempts=row["attempts"],
            )
            for row in rows
        ]

    def known(self, office: str) -> dict[str, str | None]:
        """Identity of each article of ``office`` that was ever seen -> ``modified_raw`` of its list."""
        return dict(
            self.db.conn.execute("SELECT identity, modified_raw FROM sightings WHERE office = ?", (office,)).fetchall()
        )

    def last_seen(self, office: str) -> dict[str, str]:
        """Identity of each article of ``office`` -> when its site last showed it (ISO 8601, UTC)."""
        return dict(
            self.db.conn.execute("SELECT identity, last_seen_at FROM sightings WHERE office = ?", (office,)).fetchall()
        )

    def validators(self, office: str, url: str) -> Validators:
        """What to say in a conditional request for ``url``; empty where it was never fetched."""
        row = self.db.conn.execute(
            "SELECT etag, last_modified, sha256 FROM documents WHERE office = ? AND url = ?", (office, url)
        ).fetchone()
        return Validators(*row) if row else Validators()

    def facts(self, office: str, site: str) -> dict[str, str]:
        """What is known about a site."""
        return dict(
            self.db.conn.execute(
                "SELECT key, value FROM sites WHERE office = ? AND site = ?", (office, site)
            ).fetchall()
        )

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

    def snapshot(self, number: int) -> Snapshot:
        """One kept document.

        :raises KeyError: no document has this number
        """
        row = next(iter(self.db.query("SELECT * FROM snapshots WHERE id = ?", (number,))), None)
        if row is None:
            raise KeyError(number)
        return Snapshot(
            office=row["office"],
            site=row["site"],
            url=row["url"],
            final_url=row["final_url"],
            fetched_at=datetime.fromisoformat(row["fetched_at"]),
            status=row["status"],
            kind=Kind(row["kind"]),
            media_type=row["media_type"],
            encoding=row["encoding"],
            headers=json.loads(row["headers"] or "{}"),
            tls_verified=None if row["tls_verified"] is None else bool(row["tls_verified"]),
            hint=Hint(**json.loads(row["hint"] or "{}")),
            body=self._bodies.get(row["sha256"]),
        )

    # One statement each, inside keep's transaction

    def _insert(self, run: int, snapshot: Snapshot) -> int:
        sha256 = snapshot.sha256
        self._bodies.put(sha256, snapshot.site, snapshot.body)
        hint = {key: value for key, value in asdict(snapshot.hint).items() if value is not None}
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
                _stamp(snapshot.fetched_at),
                snapshot.status,
                snapshot.kind,
                snapshot.media_type,
                snapshot.encoding,
                _json(dict(snapshot.headers)) if snapshot.headers else None,
                sha256,
                snapshot.tls_verified,
                _json(hint) if hint else None,
            ),
        ).fetchone()
        return int(row[0])

    def _insert_if_changed(self, run: int, snapshot: Snapshot) -> None:
        if self.validators(snapshot.office, snapshot.url).sha256 != snapshot.sha256:
            self._insert(run, snapshot)

    def _add_pending(self, snapshot: Snapshot, found: Sequence[Pending]) -> None:
        self.db.conn.executemany(
            """
            INSERT INTO frontier (office, url, site, kind, hint, found_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """,
            [
                (
                    snapshot.office,
                    each.url,
                    each.site,
                    each.kind,
                    _json({key: value for key, value in asdict(each.hint).items() if value is not None}),
                    _stamp(snapshot.fetched_at),
                )
                for each in found
            ],
        )

    def _drop_pending(self, office: str, url: str) -> None:
        self.db.conn.execute("DELETE FROM frontier WHERE office = ? AND url = ?", (office, url))

    def _see(self, snapshot: Snapshot, sightings: Iterable[Sighting]) -> None:
        at = _stamp(snapshot.fetched_at)
        self.db.conn.executemany(
            """
            INSERT INTO sightings (office, identity, url, site, first_seen_at, last_seen_at, modified_raw)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (office, identity) DO UPDATE SET
                    last_seen_at = excluded.last_seen_at,
                    modified_raw = coalesce(excluded.modified_raw, modified_raw)
            """,
            [(snapshot.office, each.identity, each.url, each.site, at, at, each.modified_raw) for each in sightings],
        )

    def _touch(self, office: str, at: datetime, sightings: Iterable[Sighting]) -> None:
        self.db.conn.executemany(
            "UPDATE sightings SET last_seen_at = ? WHERE office = ? AND identity = ?",
            [(_stamp(at), office, each.identity) for each in sightings],
        )

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
                _stamp(snapshot.fetched_at),
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


def _stamp(moment: datetime) -> str:
    """ISO 8601 to the second, ``2026-11-24T03:07:33+00:00``."""
    return moment.isoformat(timespec="seconds")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
