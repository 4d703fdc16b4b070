from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.schema import ARCHIVE, open_database
from archive.store import Archive
from archive.upkeep.comparison import compare
from tests.archive.shelf import fill, save_rich


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Archive, Archive]]:
    made = []
    for name in ("one.db", "other.db"):
        archive = Archive(tmp_path / name)
        fill(archive)
        save_rich(archive)
        made.append(archive)
    yield made[0], made[1]
    for archive in made:
        archive.close()


def test_the_same_articles_are_the_same(pair: tuple[Archive, Archive]) -> None:
    one, other = pair
    assert compare(one.path, other.path) == []


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        ("UPDATE articles SET title = 'x', author = 'y' WHERE id = {id}", ["articles {id}: title, author differ"]),
        (
            "UPDATE articles SET published = NULL WHERE id = {id}",
            [
                "articles {id}: published differ",
                "counts jombang jombang.example.go.id 2026-03: only in {one}",
                "counts jombang jombang.example.go.id : only in {other}",
            ],
        ),
        ("UPDATE articles SET position = 7 WHERE id = {id}", ["articles {id}: position differ"]),
        ("UPDATE offices SET name = 'x' WHERE id = 'malang'", ["offices malang: name differ"]),
        (
            "UPDATE revisions SET number = 2",
            ["revisions {revised} 1: only in {one}", "revisions {revised} 2: only in {other}"],
        ),
        ("INSERT INTO state VALUES ('jombang/x', '7')", ["state jombang/x: only in {other}"]),
        ("INSERT INTO runs (id) VALUES (1)", ["runs 1: only in {other}"]),
        (
            "INSERT INTO visits (run, office, site, at, outcome) VALUES (1, 'a', 'b', 'c', 'd')",
            ["visits 1 a b: only in {other}"],
        ),
    ],
)
def test_every_difference_is_named(pair: tuple[Archive, Archive], change: str, differences: list[str]) -> None:
    one, other = pair
    (number,) = one.db.conn.execute("SELECT min(id) FROM articles").fetchone()
    (revised,) = one.db.conn.execute("SELECT article_id FROM revisions").fetchone()
    other.db.conn.execute("PRAGMA foreign_keys = OFF")
    other.db.conn.execute(change.format(id=number))
    said = {"id": number, "revised": revised, "one": one.path, "other": other.path}
    assert compare(one.path, other.path) == [line.format(**said) for line in differences]


def test_of_many_differences_some_are_shown(pair: tuple[Archive, Archive]) -> None:
    one, other = pair
    other.db.conn.execute("UPDATE articles SET year = 1999")
    lines = compare(one.path, other.path, shown=3)
    assert [line.partition(": ")[2] for line in lines] == [
        "year differ", "year differ", "year differ", "there are more differences than these 3",
    ]  # fmt: skip


def test_every_table_is_compared(tmp_path: Path) -> None:
    from archive.upkeep.comparison import KEYS

    with closing(open_database(tmp_path / "archive.db", ARCHIVE)) as db:
        assert KEYS.keys() == {name for name in db.table_names() if not name.startswith("articles_fts")}


def test_a_file_that_is_not_there_is_an_error(pair: tuple[Archive, Archive], tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        compare(pair[0].path, tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
