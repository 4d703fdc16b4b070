from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive import schema


def tables(db: Database) -> set[str]:
    return {name for name in db.table_names() if "_fts_" not in name}


def test_new_files_have_all_tables_and_the_newest_version(tmp_path: Path) -> None:
    crawl = schema.open_database(tmp_path / "deep" / "crawl.db", schema.CRAWL)
    archive = schema.open_database(tmp_path / "archive.db", schema.ARCHIVE)

    assert tables(crawl) == {
        "runs", "dictionaries", "bodies", "snapshots", "documents", "sightings", "misses", "visits", "frontier",
        "templates", "sites", "decisions", "alarms",
    }  # fmt: skip
    assert tables(archive) == {
        "offices", "articles", "articles_fts", "counts", "stems", "revisions", "runs", "visits", "redesigns", "state",
    }  # fmt: skip
    for db, migrations in ((crawl, schema.CRAWL), (archive, schema.ARCHIVE)):
        assert db.conn.execute("PRAGMA user_version").fetchone() == (len(migrations),)
        assert db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.conn.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert db.conn.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
        db.close()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    first = schema.open_database(path, schema.ARCHIVE)
    before = first.schema
    first.close()
    second = schema.open_database(path, schema.ARCHIVE)
    assert second.schema == before
    second.close()


def test_datasette_finds_the_index_by_its_sql(tmp_path: Path) -> None:
    db = schema.open_database(tmp_path / "archive.db", schema.ARCHIVE)
    assert db.table("articles").detect_fts() == "articles_fts"
    assert 'content="articles"' in db.table("articles_fts").schema
    db.close()


def test_a_failing_migration_leaves_the_old_version(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    schema.open_database(path, schema.ARCHIVE).close()

    def broken(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (a)")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        schema.open_database(path, [*schema.ARCHIVE, broken])
    db = schema.open_database(path, schema.ARCHIVE)
    assert "half" not in tables(db)
    db.close()


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "crawl.db"
    schema.open_database(path, schema.CRAWL).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(schema.SchemaError) as raised:
        schema.open_database(path, schema.CRAWL)
    assert str(raised.value) == (
        f"{path}: has version 99, this release knows up to {len(schema.CRAWL)}; "
        "update the software or point DATA_DIR elsewhere"
    )


@pytest.mark.parametrize("content", [b"not a database at all, just text of some length" * 40])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crawl.db"
    path.write_bytes(content)
    with pytest.raises(schema.SchemaError) as raised:
        schema.open_database(path, schema.CRAWL)
    assert str(raised.value) == (
        f"{path}: can't be opened (file is not a database); "
        "check that the folder is writable and the file is a SQLite database"
    )
    assert path.read_bytes() == content


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "crawl.db"
    with pytest.raises(schema.SchemaError, match=r"can't be opened .*Not a directory|File exists"):
        schema.open_database(path, schema.CRAWL)


def test_a_file_that_another_process_writes_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "crawl.db"
    writer = schema.open_database(path, schema.CRAWL)
    writer.conn.execute("BEGIN IMMEDIATE")
    reader = schema.open_database(path, schema.CRAWL)
    assert reader.conn.execute("PRAGMA user_version").fetchone() == (len(schema.CRAWL),)
    writer.conn.execute("ROLLBACK")
    reader.close()
    writer.close()


def test_writing_within_writing_is_a_part_of_it(tmp_path: Path) -> None:
    with closing(schema.open_database(tmp_path / "crawl.db", schema.CRAWL)) as db:

        def create(table: str, *, fails: bool) -> None:
            with schema.writing(db):
                db.conn.execute(f"CREATE TABLE {table} (a)")
                if fails:
                    raise LookupError

        with suppress(LookupError), schema.writing(db):
            create("inside_of_what_failed", fails=False)
            raise LookupError
        with schema.writing(db):
            with suppress(LookupError):
                create("failed", fails=True)
            create("kept", fails=False)
        assert {"inside_of_what_failed", "failed", "kept"} & set(db.table_names()) == {"kept"}
