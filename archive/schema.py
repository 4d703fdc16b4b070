"""The tables of both databases, as forward-only migrations.

``crawl.db`` holds what was fetched, ``archive.db`` what is published. Each file carries its version in
``PRAGMA user_version``; a migration runs in one transaction and either happens whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlite_utils import Database

Migration = Callable[[Database], None]


VISIT = {
    "run": int,
    "office": str,
    "site": str,
    "at": str,
    "outcome": str,  # `answered`, or what stood in the way
    "evidence": str,  # status, message or words of a page that say so
    "requests": int,
    "received_bytes": int,
    "refused": int,  # requests that robots.txt or our own rules held back
    "found": int,  # articles that its lists showed for the first time
}


class SchemaError(RuntimeError):
    """A database can't be used by this release; the message says which file, why, and what to do."""


def _crawl_1(db: Database) -> None:
    db.table("runs").create(
        {
            "id": int,
            "started_at": str,
            "ended_at": str,
            "end_reason": str,
            "offices": str,  # JSON list of office ids
            "requests": int,
            "received_bytes": int,
            "new": int,
            "revised": int,
            "unchanged": int,
            "gone": int,
            "errors": int,
        },
        pk="id",
        not_null={"started_at", "offices"},
        strict=True,
    )
    # A dictionary is the body of a page of the same site, used raw by zstd.
    db.table("dictionaries").create(
        {"id": int, "site": str, "data": bytes}, pk="id", not_null={"site", "data"}, strict=True
    )
    db.table("bodies").create(
        {"sha256": str, "size_bytes": int, "dictionary": int, "data": bytes},
        pk="sha256",
        not_null={"size_bytes", "data"},
        foreign_keys=[("dictionary", "dictionaries", "id")],
        strict=True,
    )
    db.table("snapshots").create(
        {
            "id": int,
            "run": int,
            "office": str,
            "site": str,
            "url": str,
            "final_url": str,
            "fetched_at": str,
            "status": int,
            "kind": str,
            "media_type": str,
            "encoding": str,
            "headers": str,  # JSON object
            "sha256": str,
            "tls_verified": int,
            "hint": str,  # JSON object
        },
        pk="id",
        not_null={"run", "office", "site", "url", "final_url", "fetched_at", "status", "kind", "media_type", "sha256"},
        foreign_keys=[("run", "runs", "id"), ("sha256", "bodies", "sha256")],
        strict=True,
    )
    db.table("snapshots").create_index(["office", "site"])
    db.table("snapshots").create_index(["url"])
    # One row per address that was ever asked for with success: what the next conditional request says.
    db.table("documents").create(
        {
            "url": str,
            "office": str,
            "site": str,
            "kind": str,
            "etag": str,
            "last_modified": str,
            "sha256": str,
            "checked_at": str,  # last time the server confirmed it, by 200 or 304
        },
        pk=("office", "url"),
        not_null={"site", "kind", "checked_at"},
        strict=True,
    )
    # One row per article of a site: under which name it is known, and when the site last showed it.
    db.table("sightings").create(
        {
            "office": str,
            "identity": str,
            "url": str,
            "site": str,
            "first_seen_at": str,
            "last_seen_at": str,
            "modified_raw": str,  # as the list wrote it: another value is a reason to fetch again
            "listed_in": str,  # URL of the source that showed it last
            "listed_as": str,  # headline it gave it: another one is a reason too
            "kind": str,  # what its document was kept as
            "looks": int,  # how often the article itself was found in its place
            "looked_at": str,  # the last time
        },
        pk=("office", "identity"),
        not_null={"url", "site", "first_seen_at", "last_seen_at", "looks"},
        defaults={"looks": 0},
        strict=True,
    )
    # Looks at an article that found it missing.
    db.table("misses").create(
        {"office": str, "identity": str, "run": int, "at": str, "evidence": str},
        pk=("office", "identity", "run"),
        not_null={"at", "evidence"},
        foreign_keys=[("run", "runs", "id")],
        strict=True,
    )
    # What each crawl met at each site: the record of our manners, and the evidence for every silence.
    db.table("visits").create(VISIT, pk=("run", "office", "site"), not_null={"at", "outcome"}, strict=True)
    db.table("frontier").create(
        {
            "url": str,
            "office": str,
            "site": str,
            "kind": str,
            "hint": str,
            "found_at": str,
            "attempts": int,
            "failure": str,  # what the last attempt met
        },
        pk=("office", "url"),
        not_null={"office", "site", "kind", "found_at", "attempts"},
        defaults={"attempts": 0},
        strict=True,
    )
    # What the pages of a site had in common, from one redesign to the next. Derived from the snapshots, kept because
    # learning takes time; template is null where nothing could be learnt.
    db.table("templates").create(
        {
            "office": str,
            "site": str,
            "first_snapshot": int,
            "pages": int,
            "version": int,
            "template": str,  # JSON
        },
        pk=("office", "site", "first_snapshot"),
        not_null={"pages", "version"},
        strict=True,
    )
    # What a site answered and how far its history was read; one row per fact.
    db.table("sites").create(
        {"office": str, "site": str, "key": str, "value": str},
        pk=("office", "site", "key"),
        not_null={"value"},
        strict=True,
    )
    # What people decided about articles. Only added to: the last word on an article counts, the earlier ones stay.
    db.table("decisions").create(
        {
            "id": int,
            "at": str,
            "kind": str,  # withdraw | reinstate
            "article": int,  # its public id
            "office": str,
            "url": str,  # finds it again should an office's identities change
            "reason": str,
        },
        pk="id",
        not_null={"at", "kind", "article", "office", "url", "reason"},
        strict=True,
    )
    # What was told to whom. Only added to: the last word on an office counts, so that nothing is told twice.
    db.table("alarms").create(
        {
            "id": int,
            "at": str,
            "target": str,  # SHA-256 of the address that was told; the address itself holds secrets
            "office": str,  # empty: all at once
            "state": str,  # null: well again
        },
        pk="id",
        not_null={"at", "target", "office"},
        strict=True,
    )
    db.table("alarms").create_index(["target", "office"])


def _archive_1(db: Database) -> None:
    db.table("offices").create(
        {
            "id": str,
            "code": str,
            "level": str,
            "region": str,
            "name": str,
            "latitude": float,
            "longitude": float,
            "expected": float,
            "website": str,
        },
        pk="id",
        not_null={"code", "level", "region", "name", "latitude", "longitude"},
        strict=True,
    )
    db.table("articles").create(
        {
            # Publication order, so that the index walks from the newest article to the oldest.
            # Changes when a date is corrected.
            "position": int,
            # The article's name for ever: 53 bits of a hash of its identity, safe in JavaScript.
            "id": int,
            "office": str,
            "site": str,
            "url": str,
            "title": str,
            "body": str,
            "published": str,
            "published_raw": str,
            "published_from": str,
            "date_suspect": str,
            "event_from": str,
            "event_to": str,
            "year": int,
            "author": str,
            "category": str,
            "image_url": str,
            "images": str,  # JSON list of {url, caption}
            "attachments": str,  # JSON list of {url, title, media_type}
            "witness": str,  # JSON object, field -> rung of the ladder
            "first_seen_at": str,
            "last_seen_at": str,
            "status": str,  # present | gone
            "gone_since": str,  # first of the looks that found it missing
            "revisions": int,  # how many earlier forms are known
            "sha256": str,  # of the document it was read from
        },
        pk="position",
        not_null={
            "id", "office", "site", "url", "title", "body", "images", "attachments", "witness",
            "first_seen_at", "last_seen_at", "status", "revisions", "sha256",
        },
        foreign_keys=[("office", "offices", "id")],
        strict=True,
    )  # fmt: skip
    articles = db.table("articles")
    articles.create_index(["id"], unique=True)
    articles.create_index(["office", "position"])
    articles.create_index(["year"])
    articles.create_index(["category"])
    articles.create_index(["published"])
    # What filters and facets read, apart from the texts: a hundredth of an article's row.
    articles.create_index(["position", "office", "category", "published", "year"])
    # Few rows, counted on every page that explains the archive.
    db.conn.execute("CREATE INDEX idx_articles_gone ON articles (status) WHERE status = 'gone'")
    db.conn.execute("CREATE INDEX idx_articles_suspect ON articles (date_suspect) WHERE date_suspect IS NOT NULL")
    articles.enable_fts(["title", "body"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)
    # sqlite-utils indexes again at every update; a new last_seen_at must not cost a re-index.
    db.conn.execute("DROP TRIGGER articles_au")
    db.conn.execute(
        """
        CREATE TRIGGER articles_au AFTER UPDATE OF position, title, body ON articles BEGIN
            INSERT INTO articles_fts (articles_fts, rowid, title, body)
                VALUES ('delete', old.position, old.title, old.body);
            INSERT INTO articles_fts (rowid, title, body) VALUES (new.position, new.title, new.body);
        END
        """
    )
    # The words of the index that begin with a letter, from one night to the next: see archive.vocabulary.
    db.table("stems").create(
        {
            "word": str,
            "stem": str,
            "articles": int,  # that hold the word
        },
        pk="word",
        not_null={"stem", "articles"},
        strict=True,
    )
    db.table("stems").create_index(["stem", "articles"])
    db.table("revisions").create(
        {
            "article_id": int,
            "number": int,  # 1 is the oldest form
            "title": str,
            "body": str,
            "published": str,
            "published_raw": str,
            "published_from": str,
            "date_suspect": str,
            "event_from": str,
            "event_to": str,
            "author": str,
            "category": str,
            "image_url": str,
            "images": str,
            "attachments": str,
            "witness": str,
            "sha256": str,
            "seen_at": str,
            "replaced_at": str,
        },
        pk=("article_id", "number"),
        not_null={"title", "body", "seen_at", "replaced_at"},
        foreign_keys=[("article_id", "articles", "id")],
        strict=True,
    )
    db.table("runs").create(
        {
            "id": int,
            "started_at": str,
            "ended_at": str,
            "end_reason": str,
            "offices": str,
            "requests": int,
            "received_bytes": int,
            "new": int,
            "revised": int,
            "unchanged": int,
            "gone": int,
            "errors": int,
        },
        pk="id",
        strict=True,
    )
    db.table("visits").create(VISIT, pk=("run", "office", "site"), not_null={"at", "outcome"}, strict=True)
    # Since when a site's pages look different.
    db.table("redesigns").create(
        {"office": str, "site": str, "number": int, "since": str},
        pk=("office", "site", "number"),
        not_null={"since"},
        strict=True,
    )
    # How far this file has followed crawl.db: "office/site" -> number of the last snapshot read, and "updated_at".
    db.table("state").create({"key": str, "value": str}, pk="key", not_null={"value"}, strict=True)


CRAWL: Sequence[Migration] = (_crawl_1,)
ARCHIVE: Sequence[Migration] = (_archive_1,)


def open_database(path: Path, migrations: Sequence[Migration]) -> Database:
    """Open (or create) the database at ``path`` and bring it to the newest version.

    :raises SchemaError: the file can't be opened, isn't SQLite, or was written by a newer release
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=30, isolation_level=None))
        db.conn.execute("PRAGMA journal_mode=WAL")
        db.conn.execute("PRAGMA synchronous=FULL")
        db.conn.execute("PRAGMA foreign_keys=ON")
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    except (OSError, sqlite3.Error) as error:
        raise SchemaError(
            f"{path}: can't be opened ({error}); check that the folder is writable and the file is a SQLite database"
        ) from error
    if version > len(migrations):
        raise SchemaError(
            f"{path}: has version {version}, this release knows up to {len(migrations)}; "
            "update the software or point DATA_DIR elsewhere"
        )
    for number, migrate in enumerate(migrations[version:], start=version + 1):
        with db.atomic():
            migrate(db)
            db.conn.execute(f"PRAGMA user_version = {number}")
    return db
