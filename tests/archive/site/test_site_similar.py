"""Likeness: rare words say it, common ones don't, and an article isn't like itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.site import similar as module
from archive.site.similar import similar
from tests.archive.site.practice_room import article, build


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    rows = [article(number) for number in range(12)]
    rows[2] |= {"title": "Getuk Mojowarno menang lomba", "body": "Lomba getuk digelar di Mojowarno."}
    rows[7] |= {"title": "Pemenang dari Mojowarno", "body": "Adu getuk sudah usai."}
    rows[9] |= {"title": "Getuk Mojowarno dijual", "body": "Usai lomba, getuk laku di pasar Mojowarno."}
    connection = sqlite3.connect(build(tmp_path, rows) / "archive.db")
    connection.row_factory = sqlite3.Row
    return connection


def test_the_most_similar_comes_first(db: sqlite3.Connection) -> None:
    row = db.execute("SELECT * FROM articles WHERE id = 1002").fetchone()
    assert similar(db, row["position"], row["title"], row["body"])[:2] == [10, 8]
    db.close()


def test_words_that_many_hold_say_nothing(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RARE", 2)
    row = db.execute("SELECT * FROM articles WHERE id = 1002").fetchone()
    assert 8 not in similar(db, row["position"], row["title"], row["body"])
    db.close()


def test_any_text_may_be_asked(db: sqlite3.Connection) -> None:
    assert similar(db, 1, "", '" OR * -( 123') == []
    db.close()
