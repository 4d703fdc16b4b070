from __future__ import annotations

from contextlib import closing

from archive.export.rows import ARTICLES, chunks
from archive.reading import open_archive
from archive.store import Archive
from tests.archive.shelf import NAMES, fill, save


def test_the_newest_article_comes_first(archive: Archive) -> None:
    fill(archive)
    with closing(open_archive(archive.path)) as db:
        [rows] = chunks(db, f"SELECT a.url {ARTICLES}")
    assert [url.rpartition("/")[2] for (url,) in rows] == NAMES


def test_many_come_some_at_a_time(archive: Archive) -> None:
    fill(archive)
    for number in range(600):
        save(archive, f"{number}", "malang")
    with closing(open_archive(archive.path)) as db:
        assert [len(rows) for rows in chunks(db, f"SELECT a.id {ARTICLES}")] == [256, 256, 94]
        assert list(chunks(db, f"SELECT a.id {ARTICLES} LIMIT 0")) == []
