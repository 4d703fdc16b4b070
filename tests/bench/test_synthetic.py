from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench import synthetic

SIZE = 200


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(synthetic, "CACHE", tmp_path)
    return tmp_path


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM articles ORDER BY position").fetchall()


def test_the_same_rows_each_time(cache: Path) -> None:
    made = rows(synthetic.archive(SIZE))
    again = cache / "again.db"
    synthetic.build(again, SIZE)
    assert len(made) == SIZE
    assert rows(again) == made


def test_every_article_speaks_of_cooperatives(cache: Path) -> None:
    with closing(sqlite3.connect(synthetic.archive(SIZE))) as db:
        found = db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'koperasi'").fetchone()
    assert found == (SIZE,)


def test_an_archive_is_built_once_and_anew_when_its_rules_change(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = synthetic.archive(SIZE)
    built_at = path.stat().st_mtime_ns
    assert synthetic.archive(SIZE).stat().st_mtime_ns == built_at
    other = cache / "words.txt"
    other.write_text("lain", encoding="utf-8")
    monkeypatch.setattr(synthetic, "ROOTS", other)
    renewed = synthetic.archive(SIZE)
    assert renewed != path
    assert [folder.name for folder in cache.iterdir() if folder.is_dir()] == [renewed.parent.name]
