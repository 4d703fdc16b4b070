from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive import schema
from archive.crawl_log import CrawlLog
from archive.schema import CRAWL, SchemaError
from archive.upkeep.copies import copies, prove
from archive.upkeep.upgrade import open_crawl
from tests.samples import at

RELEASED = sorted((Path(__file__).parents[1] / "released").glob("crawl-*.sql"))
MANY = 100_000


def restore(script: Path, folder: Path) -> Path:
    """Make the ``crawl.db`` that an older release left."""
    path = folder / "crawl.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script.read_text(encoding="utf-8"))
    return path


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Table -> rows."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[schema.Migration], None]:
    """Let this release be followed by one with another migration."""

    def follow(migration: schema.Migration) -> None:
        for place in ("archive.upkeep.upgrade.CRAWL", "archive.upkeep.copies.CRAWL"):
            monkeypatch.setattr(place, (*CRAWL, migration))

    return follow


def test_every_version_but_the_present_one_is_kept() -> None:
    assert [path.name for path in RELEASED] == [f"crawl-{number}.sql" for number in range(1, len(CRAWL))]


@pytest.mark.parametrize("script", RELEASED, ids=lambda path: path.stem)
def test_a_released_database_migrates_with_every_row(script: Path, tmp_path: Path) -> None:
    path = restore(script, tmp_path)
    before, old = contents(path), version(path)
    open_crawl(path).close()
    after = contents(path)
    assert (old, version(path)) == (int(script.stem.partition("-")[2]), len(CRAWL))
    assert {name: after[name] for name in before} == before
    assert prove(path)
    open_crawl(tmp_path / "new" / "crawl.db").close()
    assert contents(tmp_path / "new" / "crawl.db").keys() == after.keys()


@pytest.mark.parametrize("script", RELEASED, ids=lambda path: path.stem)
def test_what_was_fetched_then_can_be_read_now(script: Path, tmp_path: Path) -> None:
    log = CrawlLog(restore(script, tmp_path))
    [(office, site)] = log.sites()
    pages = [log.snapshot(number) for number in log.numbers(office, site)]
    assert len(pages) == 5
    assert all(b"Pelatihan Usaha Mikro" in page.body for page in pages)
    assert [pending.url.rpartition("-")[2] for pending in log.frontier.pending(office, at())] == ["6"]
    log.close()


def test_an_older_file_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    path = restore(RELEASED[0], tmp_path)
    before = contents(path)
    open_crawl(path).close()
    [copy] = copies(tmp_path / "backups" / f"before-version-{len(CRAWL)}")
    assert (version(copy), contents(copy)) == (1, before)


def test_the_copy_lies_where_backups_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "other disk"))
    open_crawl(restore(RELEASED[0], tmp_path)).close()
    assert len(copies(tmp_path / "other disk" / f"before-version-{len(CRAWL)}")) == 1


def test_a_file_that_cannot_be_copied_is_not_changed(tmp_path: Path) -> None:
    path = restore(RELEASED[0], tmp_path)
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(SchemaError) as raised:
        open_crawl(path)
    assert str(raised.value).startswith(
        f"{path}: is of an older release and stays as it is, since it can't be copied first: {tmp_path}/backups/"
    )
    assert version(path) == 1


@pytest.mark.parametrize("make", ["nothing", "new", "present"])
def test_there_is_no_copy_where_nothing_changes(tmp_path: Path, make: str) -> None:
    path = tmp_path / "crawl.db"
    if make != "nothing":
        open_crawl(path).close()
    if make == "present":
        with closing(CrawlLog(path)) as log:
            log.runs.start(at(), ["contoh"])
    open_crawl(path).close()
    assert not (tmp_path / "backups").exists()


def test_who_comes_second_finds_it_done(tmp_path: Path) -> None:
    path = restore(RELEASED[0], tmp_path)
    first, second = open_crawl(path), open_crawl(path)
    assert first.schema == second.schema
    first.close()
    second.close()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A ``crawl.db`` of the present version with many rows."""
    path = tmp_path / "crawl.db"
    with closing(CrawlLog(path)) as log:
        log.runs.start(at(), ["contoh"])
        log.db.conn.execute(
            """
            INSERT INTO sightings (office, identity, url, site, first_seen_at, last_seen_at)
                WITH RECURSIVE number(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM number WHERE n < :many)
                SELECT 'contoh', 'x/' || n, 'https://x/' || n, 'x', :first, :last FROM number
            """,
            {"many": MANY, "first": "2026-01-01T19:00:00+00:00", "last": "2026-01-02T19:00:00+00:00"},
        )
    return path


def rewrite(db: Database) -> None:
    """Change every row, and the table."""
    db.conn.execute("ALTER TABLE sightings ADD COLUMN day TEXT")
    db.conn.execute("UPDATE sightings SET day = substr(last_seen_at, 1, 10), url = url || '/'")


def test_a_migration_of_many_rows_that_fails_at_its_end_changes_nothing(
    large: Path, newer: Callable[[schema.Migration], None]
) -> None:
    def fail(db: Database) -> None:
        rewrite(db)
        db.conn.execute("SELECT * FROM missing")

    before = contents(large)
    newer(fail)
    with pytest.raises(SchemaError) as raised:
        open_crawl(large)
    assert str(raised.value) == (
        f"{large}: can't be brought to version {len(CRAWL) + 1} (no such table: missing) and stays as it was; free "
        "space or mend permissions, then repeat"
    )
    assert (version(large), len(before["sightings"])) == (len(CRAWL), MANY)
    assert contents(large) == before
    newer(rewrite)  # mended, the same file is brought forward
    open_crawl(large).close()
    after = contents(large)
    assert version(large) == len(CRAWL) + 1
    assert [row[-1] for row in after["sightings"]] == ["2026-01-02"] * MANY


def test_a_killed_migration_leaves_the_old_version(large: Path, newer: Callable[[schema.Migration], None]) -> None:
    def die(db: Database) -> None:
        rewrite(db)
        raise KeyboardInterrupt

    before = contents(large)
    newer(die)
    with pytest.raises(KeyboardInterrupt):
        open_crawl(large)
    assert contents(large) == before
