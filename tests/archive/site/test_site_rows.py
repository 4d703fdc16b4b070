"""What is remembered is forgotten when the archive changes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable

import pytest

from archive.site.rows import ask, remembered
from tests.archive.site.practice_room import Room, article

COUNT = "SELECT count(*) FROM articles"


def test_a_commit_is_noticed(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    assert count(room) == 1
    writer = sqlite3.connect(room.data_dir / "archive.db")
    for removed in (1, 0):
        with writer:
            writer.execute("UPDATE articles SET status = 'gone'" if removed else "DELETE FROM articles")
        assert count(room) == removed
    writer.close()


def test_nothing_is_asked_twice(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    first, again = (asyncio.run(remembered(room.datasette, COUNT)) for _ in range(2))
    assert first is again


def test_a_question_without_end_is_stopped(room: Room) -> None:
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        asyncio.run(ask(room.datasette, lambda db: db.execute(endless).fetchone()))


def count(room: Room) -> int:
    return int(asyncio.run(remembered(room.datasette, COUNT))[0][0])
