"""The summary of articles is right after every statement, and after an upgrade."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.schema import ARCHIVE, open_database
from archive.store import Archive
from tests.archive.shelf import fill

COUNTED = """
    SELECT office, site, ifnull(substr(published, 1, 7), ''), count(*) FROM articles GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
KEPT = "SELECT office, site, month, articles FROM counts ORDER BY 1, 2, 3"


def rows(db: Database, sql: str) -> list[tuple[str, str, str, int]]:
    return list(db.conn.execute(sql))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "UPDATE articles SET published = NULL WHERE office = 'jombang'",
        "UPDATE articles SET published = '2031-01-02' WHERE id = (SELECT min(id) FROM articles)",
        "UPDATE articles SET site = 'portal.example', position = position + 1",
        "UPDATE articles SET last_seen_at = '2031-01-02'",
        "DELETE FROM articles WHERE id = (SELECT min(id) FROM articles)",
        "DELETE FROM articles",
    ],
)
def test_what_is_kept_is_what_counting_gives(archive: Archive, statement: str) -> None:
    fill(archive)
    archive.db.conn.execute(statement)
    assert rows(archive.db, KEPT) == rows(archive.db, COUNTED)


def test_a_statement_that_is_taken_back_counts_for_nothing(archive: Archive) -> None:
    fill(archive)
    before = rows(archive.db, KEPT)
    archive.db.conn.execute("BEGIN")
    archive.db.conn.execute("DELETE FROM articles")
    assert rows(archive.db, KEPT) == []
    archive.db.conn.execute("ROLLBACK")
    assert rows(archive.db, KEPT) == before != []


def test_an_archive_of_the_first_version_is_counted_when_it_is_opened(tmp_path: Path, archive: Archive) -> None:
    fill(archive)
    articles = list(archive.db.query("SELECT * FROM articles"))
    path = tmp_path / "old" / "archive.db"
    with closing(open_database(path, ARCHIVE[:1])) as old:
        old.table("offices").insert_all(archive.db.query("SELECT * FROM offices"))
        old.table("articles").insert_all(articles)
        assert "counts" not in old.table_names()
    with closing(open_database(path, ARCHIVE)) as upgraded:
        assert rows(upgraded, KEPT) == rows(archive.db, KEPT) != []
        upgraded.conn.execute("DELETE FROM articles WHERE office = 'jombang'")
        assert rows(upgraded, KEPT) == rows(upgraded, COUNTED)
