"""What is remembered is forgotten when the archive changes."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable

import pytest

from archive.site.rows import ask, recalled, remembered
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


def test_what_is_recalled_is_asked_again_after_a_commit_or_by_another_name(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    asked: list[str] = []

    def recall(name: str) -> int:
        def question(db: sqlite3.Connection) -> int:
            asked.append(name)
            return int(db.execute(COUNT).fetchone()[0])

        return asyncio.run(recalled(room.datasette, name, question))

    assert [recall(name) for name in ("a", "b", "a")] == [1, 1, 1]
    assert asked == ["a", "b"]
    writer = sqlite3.connect(room.data_dir / "archive.db")
    with writer:
        writer.execute("DELETE FROM articles")
    writer.close()
    assert recall("a") == 0


def test_what_is_asked_once_may_take_longer_than_a_readers_question(open_room: Callable[..., Room]) -> None:
    room = open_room([article(0)])
    room.datasette._settings["sql_time_limit_ms"] = 200
    assert asyncio.run(recalled(room.datasette, "slow", lambda db: _waits(db, 0.5))) == 0.5
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        asyncio.run(ask(room.datasette, lambda db: _waits(db, 0.5)))


def _waits(db: sqlite3.Connection, seconds: float) -> float:
    """Have SQLite itself wait; the limit is looked at as the next statement goes on."""
    db.create_function("wait", 0, lambda: time.sleep(seconds))
    db.execute("SELECT wait()").fetchone()
    db.execute("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 5000) SELECT max(n) FROM t")
    return seconds


def count(room: Room) -> int:
    return int(asyncio.run(remembered(room.datasette, COUNT))[0][0])
