"""Proof that nothing was lost or damaged: both databases by themselves, and each against the other.

Everything is read as it stood at one instant, so a crawl may go on meanwhile; only while the full-text index is
checked a writer waits. Whether ``archive.db`` equals a rebuild is told by ``archive.upkeep.rebuild``.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.crawl_log.bodies import BodyStore
from archive.crawl_log.decisions import Decisions
from archive.schema import ARCHIVE, CRAWL

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Hashed = Callable[[int, int], object]  # is told how many documents were hashed, of how many
Faults = Iterator[str]
_REMEDIES = {"crawl.db": "restore a backup", "archive.db": "rebuild it with scrapy reextract"}
# Also to who only reads: beside a log SQLite shares memory with writers, in a file that takes permission and room.
_DENIED = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    :param what: in words, with how much of it there is
    :param faults: a line each
    :param ends: nothing else can be looked at before this is mended
    """

    what: str
    faults: tuple[str, ...] = ()
    ends: bool = False


def verify(data_dir: Path, progress: Hashed | None = None) -> Iterator[Check]:
    """Check ``crawl.db`` and ``archive.db`` of ``data_dir``, the quick things first; one by one, as they are done."""
    crawl, archive = data_dir / "crawl.db", data_dir / "archive.db"
    for path, newest in ((crawl, len(CRAWL)), (archive, len(ARCHIVE))):
        unusable = _unusable(path, newest)
        if unusable:
            yield Check(f"{path.name} can be read", (unusable,), ends=True)
            return
    for path in (archive, crawl):
        yield _check(path, f"{path.name}: its pages, indexes and references", _structure)
    yield _check(archive, "archive.db: the full-text index against the articles", _full_text, mode="rw")
    yield _check(archive, "archive.db: articles against their earlier forms", _revisions)
    yield _check(archive, "archive.db against crawl.db", lambda db: _following(db, crawl))
    yield _check(crawl, "crawl.db: snapshots against documents", _completeness)
    yield _check(crawl, "crawl.db: the hash of every document", lambda db: _hashes(db, progress))


def _check(path: Path, what: str, look: Callable[[sqlite3.Connection], Faults], mode: str = "ro") -> Check:
    try:
        with closing(_connect(path, mode)) as db:
            return Check(what, tuple(look(db)))
    except sqlite3.Error as error:
        return Check(what, (f"{path}: can't be read to the end ({error}); {_remedy(path, error)}",))


def _unusable(path: Path, newest: int) -> str | None:
    if not path.is_file():
        return f"{path}: is not there; {_REMEDIES[path.name]}, or point DATA_DIR at its folder"
    try:
        with closing(_connect(path)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        return f"{path}: can't be read ({error}); {_remedy(path, error)}"
    if version == newest:
        return None
    return f"{path}: has version {version}, this release {newest}; use the release that wrote it, or run a crawl"


def _remedy(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _NO_ROOM:
        return "nothing says that it is damaged: free space, then repeat"
    if code & 0xFF in _DENIED:  # the extended codes say which way
        return "nothing says that it is damaged: repeat as the crawling user"
    return _REMEDIES[path.name]


def _connect(path: Path, mode: str = "ro") -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=30, isolation_level=None)


def _structure(db: sqlite3.Connection) -> Faults:
    name = Path(db.execute("PRAGMA database_list").fetchone()[2]).name
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"{name}: {' '.join(line.split())}"
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"{name}: row {rowid} of {table} refers to a row of {parent} that isn't there"


def _full_text(db: sqlite3.Connection) -> Faults:
    try:
        # 1 compares the index with the articles' text, word for word; nothing is written.
        db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:  # for the check SQLite asks for the right to write
        yield f"archive.db: the full-text index can't be checked ({error}); repeat as the crawling user, between crawls"
    except sqlite3.DatabaseError as error:
        yield f"archive.db: the full-text index doesn't fit the articles ({error}); rebuild with scrapy reextract"


def _revisions(db: sqlite3.Connection) -> Faults:
    sql = """
        SELECT id, url, revisions, (SELECT count(*) FROM revisions WHERE article_id = articles.id) AS kept
        FROM articles WHERE revisions <> kept
    """
    for number, url, said, kept in db.execute(sql):
        yield f"archive.db: article {number} counts its earlier forms as {said}, kept are {kept}: {url}"


def _following(db: sqlite3.Connection, crawl: Path) -> Faults:
    db.execute("ATTACH ? AS crawl", (f"{crawl.resolve().as_uri()}?mode=ro",))
    db.execute("BEGIN")
    db.execute("SELECT 1 FROM main.state").fetchone()  # archive.db's state is taken first: crawl.db is ahead of it
    yield from _cursors(db)
    yield from _sources(db)
    for each in Decisions(Database(db)).subjects_withdrawn():
        if db.execute("SELECT 1 FROM main.articles WHERE id = ?", (each.article,)).fetchone():
            yield f"archive.db: article {each.article} is withdrawn and still shown: {each.url}"


def _cursors(db: sqlite3.Connection) -> Faults:
    sql = """
        WITH places(place, newest) AS (
            SELECT office || '/' || site, max(id) FROM crawl.snapshots GROUP BY office, site
        )
        SELECT key, CAST(value AS INTEGER) AS followed, coalesce(newest, 0) AS newest
        FROM main.state LEFT JOIN places ON place = key
        WHERE key GLOB '*/*' AND followed > coalesce(newest, 0)
    """
    for place, followed, newest in db.execute(sql):
        yield (
            f"archive.db: {place} was followed to document {followed}, but crawl.db ends with {newest}; put archive.db "
            "aside and rebuild with scrapy reextract"
        )


def _sources(db: sqlite3.Connection) -> Faults:
    for table, name in (("articles", "id"), ("revisions", "article_id")):
        sql = f"""
            SELECT {name}, sha256 FROM main.{table} AS a
            WHERE NOT EXISTS (SELECT 1 FROM crawl.bodies WHERE sha256 = a.sha256)
        """  # noqa: S608
        for number, sha256 in db.execute(sql):
            yield f"archive.db: {table}: article {number} was read from {sha256}, which crawl.db doesn't keep"


def _completeness(db: sqlite3.Connection) -> Faults:
    sql = "SELECT id, url FROM snapshots WHERE sha256 NOT IN (SELECT sha256 FROM bodies)"
    for number, url in db.execute(sql):
        yield f"crawl.db: snapshot {number} lost its document: {url}"
    for (sha256,) in db.execute("SELECT sha256 FROM bodies WHERE sha256 NOT IN (SELECT sha256 FROM snapshots)"):
        yield f"crawl.db: document {sha256} belongs to no snapshot; prune drops it"


def _hashes(db: sqlite3.Connection, progress: Hashed | None) -> Faults:
    db.execute("BEGIN")
    bodies = BodyStore(Database(db))
    (total,) = db.execute("SELECT count(*) FROM bodies").fetchone()
    for done, (sha256, size) in enumerate(db.execute("SELECT sha256, size_bytes FROM bodies"), start=1):
        fault = _fault(bodies, sha256, size)
        if fault:
            (url,) = db.execute("SELECT min(url) FROM snapshots WHERE sha256 = ?", (sha256,)).fetchone()
            yield f"crawl.db: document {sha256} {fault}: {url}"
        if progress:
            progress(done, total)


def _fault(bodies: BodyStore, sha256: str, size: int) -> str | None:
    try:
        body = bodies.get(sha256)
    except (sqlite3.DatabaseError, zstd.ZstdError, TypeError) as error:  # TypeError: its dictionary is missing
        return f"can't be unpacked ({error})"
    if hashlib.sha256(body).hexdigest() != sha256:
        return "has other bytes than were fetched"
    return None if len(body) == size else f"has {len(body)} bytes and not {size}"
