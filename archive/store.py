"""``archive.db``: the articles in their present form, their earlier forms, and the offices.

Everything here can be rebuilt from ``crawl.db`` and the office registry: times are the snapshots' ``fetched_at``, ids
are hashes of an article's identity, and saving the same documents in the same order gives the same rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from archive import schema
from archive.crawl_log.visits import Visit, Visits
from archive.models import RELATIVE, Article, OfficeRecord, Outcome, Run, Snapshot
from archive.moment import WIB, stamp
from archive.search import vocabulary

EPOCH = date(1900, 1, 1)  # day 0 of positions; the press of an office is younger
HASH_BITS = 25  # of an article's id, so that articles of one minute keep one order
# What a reader would call a change. Pictures' addresses and lists' categories change without anyone editing.
DATE = ("published", "published_raw", "published_from", "date_suspect")
CONTENT = ("title", "body", "published", "author", "attachments")
COPIED = (
    "title", "body", "published", "published_raw", "published_from", "date_suspect", "event_from", "event_to",
    "author", "category", "image_url", "images", "attachments", "witness",
)  # fmt: skip


_PLAIN = ("url", *(name for name in COPIED if name not in ("images", "attachments", "witness")))
_INSERTED = (
    "position", "id", "office", "site", "url", *COPIED, "year",
    "first_seen_at", "last_seen_at", "status", "revisions", "sha256",
)  # fmt: skip
_INSERT = f"INSERT INTO articles ({', '.join(_INSERTED)}) VALUES ({', '.join('?' * len(_INSERTED))})"  # noqa: S608 - names of ours


def _is_vaguer(row: Mapping[str, Any]) -> bool:
    """Whether a later look says less of the publication date than is known: nothing, or only how long ago it was.

    "A month ago" is another day whenever it is read, so it is believed once.
    """
    return row["published"] is None or str(row["published_from"]).endswith(RELATIVE)


def article_id(office: str, identity: str) -> int:
    """The article's name for ever: 53 bits of SHA-256, so that JavaScript reads it exactly."""
    digest = hashlib.sha256(f"{office}\n{identity}".encode()).digest()
    return int.from_bytes(digest[:7]) >> 3


class Archive:
    """Reads and writes one ``archive.db``; ``path`` is created where it doesn't exist.

    :raises archive.schema.SchemaError: the file can't be used
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = schema.open_database(path, schema.ARCHIVE)
        # A power cut may take the last transactions, never half of one; the cursors in them send the next run back
        # to crawl.db, which was synchronised before. So no page waits for the disk twice.
        self.db.conn.execute("PRAGMA synchronous=NORMAL")

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All or nothing: what is saved inside is published together.

        :param durable: it is on the disk when the block has ended; not within another transaction
        """
        if durable:
            self.db.conn.execute("PRAGMA synchronous=FULL")
        try:
            with schema.writing(self.db):
                yield
        finally:
            if durable:
                self.db.conn.execute("PRAGMA synchronous=NORMAL")

    def cursor(self, office: str, site: str) -> int:
        """Number of the last snapshot of a site that this file has followed; 0 before the first."""
        row = self.db.conn.execute("SELECT value FROM state WHERE key = ?", (f"{office}/{site}",)).fetchone()
        return int(row[0]) if row else 0

    def advance(self, number: int, snapshot: Snapshot) -> None:
        """Note that ``snapshot``, which has this number in ``crawl.db``, has been read."""
        self.db.conn.executemany(
            """
            INSERT INTO state (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                WHERE key = 'updated_at' AND excluded.value > value OR key <> 'updated_at'
            """,
            [
                (f"{snapshot.office}/{snapshot.site}", str(number)),
                ("updated_at", stamp(snapshot.fetched_at)),
            ],
        )

    def save(self, article: Article, snapshot: Snapshot, *, identity: str) -> Outcome:
        """Keep ``article`` as it was read from ``snapshot``; what it replaces becomes a revision."""
        number = article_id(snapshot.office, identity)
        at = stamp(snapshot.fetched_at)
        old = self._row(number)
        row = _columns(article)
        if old is None:
            row |= {
                "position": self._free_position(article, snapshot, number),
                "id": number,
                "office": snapshot.office,
                "site": snapshot.site,
                "first_seen_at": at,
                "last_seen_at": at,
                "status": "present",
                "revisions": 0,
                "sha256": snapshot.sha256,
            }
            self.db.conn.execute(_INSERT, [row[name] for name in _INSERTED])
            return Outcome.NEW
        if old["published"] is not None and _is_vaguer(row):
            row |= {name: old[name] for name in DATE}
        changed = any(old[name] != row[name] for name in CONTENT)
        if changed:
            self._add_revision(old, at)
            row["revisions"] = old["revisions"] + 1
        if (old["published"], old["event_from"]) != (row["published"], row["event_from"]):
            row["position"] = self._free_position(article, snapshot, number, first_seen_at=old["first_seen_at"])
        row |= {"last_seen_at": max(old["last_seen_at"], at), "sha256": snapshot.sha256}
        row = {name: value for name, value in row.items() if old[name] != value}
        if row:
            self.db.table("articles").update(old["position"], row)
        return Outcome.REVISED if changed else Outcome.UNCHANGED

    def read_from(self, office: str, identity: str) -> str | None:
        """SHA-256 of the document that an article was read from; ``None`` without such an article."""
        sql = "SELECT sha256 FROM articles WHERE id = ?"
        row = self.db.conn.execute(sql, (article_id(office, identity),)).fetchone()
        return str(row[0]) if row else None

    def see(self, office: str, last_seen: Mapping[str, str]) -> None:
        """Note when the site last showed each article: identity -> ISO 8601."""
        self.db.conn.executemany(
            "UPDATE articles SET last_seen_at = ? WHERE id = ? AND last_seen_at <> ?",
            [(at, article_id(office, identity), at) for identity, at in last_seen.items()],
        )

    def mark_gone(self, office: str, gone: Mapping[str, str]) -> tuple[int, int]:
        """Note which articles of ``office`` are gone: identity -> since when; all others are there.

        :returns: how many went, how many came back
        """
        since = {article_id(office, identity): at for identity, at in gone.items()}
        rows = self.db.conn.execute("SELECT id, gone_since FROM articles WHERE office = ?", (office,)).fetchall()
        changed = [(since.get(number), number) for number, before in rows if before != since.get(number)]
        self.db.conn.executemany(
            "UPDATE articles SET gone_since = ?1, status = iif(?1 IS NULL, 'present', 'gone') WHERE id = ?2", changed
        )
        were_gone = {number for number, before in rows if before is not None}
        went = sum(1 for at, number in changed if at is not None and number not in were_gone)
        return went, sum(1 for at, _ in changed if at is None)

    def replace_visits(self, visits: Iterable[Visit]) -> None:
        """Add what ``crawl.db`` knows of visits to sites."""
        Visits(self.db).add(visits)

    def last_visited_run(self) -> int:
        """Number of the latest crawl whose visits are here; 0 without any."""
        return int(self.db.conn.execute("SELECT coalesce(max(run), 0) FROM visits").fetchone()[0])

    def forget_office(self, office: str) -> None:
        """Take out everything of ``office``, before it is read again from ``crawl.db``."""
        self.db.conn.execute(
            "DELETE FROM revisions WHERE article_id IN (SELECT id FROM articles WHERE office = ?)", (office,)
        )
        self.db.conn.execute("DELETE FROM articles WHERE office = ?", (office,))
        self.db.conn.execute("DELETE FROM state WHERE key GLOB ?", (f"{office}/*",))

    def index_words(self) -> None:
        """Draw the words that searches are widened by from the index: once, when a night or a rebuild is done."""
        vocabulary.refresh(self.db)

    def replace_offices(self, offices: Iterable[OfficeRecord]) -> None:
        """Make the office table say what the registry says; an office that has articles is never taken out."""
        records = [asdict(office) for office in offices]
        table = self.db.table("offices")
        table.upsert_all(records, pk="id")
        table.delete_where(
            "id NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT office FROM articles)",
            [json.dumps([record["id"] for record in records])],
        )

    def replace_runs(self, runs: Iterable[Run]) -> None:
        """Make the run table say what ``crawl.db`` says."""
        rows = [
            asdict(run)
            | {
                "started_at": stamp(run.started_at),
                "ended_at": stamp(run.ended_at) if run.ended_at else None,
                "offices": json.dumps(run.offices),
            }
            for run in runs
        ]
        self.db.table("runs").upsert_all(rows, pk="id")

    def _row(self, number: int) -> dict[str, Any] | None:
        return next(iter(self.db.query("SELECT * FROM articles WHERE id = ?", (number,))), None)

    def _add_revision(self, old: Mapping[str, Any], replaced_at: str) -> None:
        seen_at = self.db.conn.execute(
            "SELECT max(replaced_at) FROM revisions WHERE article_id = ?", (old["id"],)
        ).fetchone()[0]
        self.db.table("revisions").insert(
            {name: old[name] for name in COPIED}
            | {
                "article_id": old["id"],
                "number": old["revisions"] + 1,
                "sha256": old["sha256"],
                "seen_at": seen_at or old["first_seen_at"],
                "replaced_at": replaced_at,
            }
        )

    def _free_position(
        self, article: Article, snapshot: Snapshot, number: int, *, first_seen_at: str | None = None
    ) -> int:
        seen_at = datetime.fromisoformat(first_seen_at) if first_seen_at else snapshot.fetched_at
        moment = _moment(article) or self._moment_found(snapshot.office, seen_at)
        position = _position(moment, number)
        while self.db.conn.execute(
            "SELECT 1 FROM articles WHERE position = ? AND id <> ?", (position, number)
        ).fetchone():
            position += 1
        return position

    def _moment_found(self, office: str, seen_at: datetime) -> datetime:
        """Stand-in for the missing date of an undated article: when it was found.

        What the first day of crawling an office finds may be of any age, so it goes to the end.
        """
        first = self.db.conn.execute(
            "SELECT first_seen_at FROM articles WHERE office = ? ORDER BY first_seen_at LIMIT 1", (office,)
        ).fetchone()
        if first is None or seen_at - datetime.fromisoformat(first[0]) < timedelta(days=1):
            return datetime.combine(EPOCH, datetime.min.time())
        return seen_at.astimezone(WIB).replace(tzinfo=None)


def _columns(article: Article) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    row["images"] = json.dumps([asdict(each) for each in article.images], ensure_ascii=False)
    row["attachments"] = json.dumps([asdict(each) for each in article.attachments], ensure_ascii=False)
    row["witness"] = json.dumps(dict(article.witness), ensure_ascii=False, sort_keys=True)
    row["year"] = int(article.published[:4]) if article.published else None
    return row


def _moment(article: Article) -> datetime | None:
    """When the article was published, in local time without zone; the event's day where that is all it says."""
    said = article.published or article.event_from
    if said is None:
        return None
    moment = datetime.fromisoformat(said)
    return moment.astimezone(WIB).replace(tzinfo=None) if moment.tzinfo else moment


def _position(moment: datetime, number: int) -> int:
    """Day, minute and a share of the id in one integer below 2^53: 17 + 11 + 25 bits."""
    days = min(max((moment.date() - EPOCH).days, 0), (1 << 17) - 1)
    minutes = moment.hour * 60 + moment.minute
    return (days << 11 | minutes) << HASH_BITS | number & ((1 << HASH_BITS) - 1)
