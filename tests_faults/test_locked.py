"""A database that another program keeps locked: named after a while, and the same command goes on once it is free."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests_faults.server import Bell
from tests_faults.world import Crawled, World, faults, faults_left, unlike

IN_THE_MIDDLE = 5  # requests of some fifty


class Keeper:
    """Another program that writes to a database and doesn't let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None

    def lock(self) -> None:
        """Begin to write."""
        self._db = sqlite3.connect(self._path, timeout=20, isolation_level=None, check_same_thread=False)
        self._db.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        """Let go, without having written."""
        assert self._db, "the command ended before the lock was taken"
        with closing(self._db) as db:
            db.execute("ROLLBACK")


@pytest.mark.parametrize("database", ["crawl.db", "archive.db"])
def test_a_locked_database_is_named_and_the_next_run_goes_on(world: World, tiny: Crawled, database: str) -> None:
    """Also where an office is opened only after that; its crawl has to end too."""
    place = world.place(f"locked-{database}", offices=2)
    keeper = Keeper(place.data / database)
    place.server.hang(place.contact, Bell(IN_THE_MIDDLE, 0, keeper.lock))
    life = place.run("scrapy", "nightly", "-s", "CONCURRENT_OFFICES=1")
    keeper.release()
    assert life.code == 5, life.said
    assert "Traceback" not in life.said
    told = [line for line in life.said.splitlines() if "another program keeps it locked" in line]
    assert len(told) == 1, life.said
    assert str(place.data / database) in told[0]
    assert faults_left(place) == []
    healed = place.run("scrapy", "nightly")
    assert healed.code == 0, healed.said
    assert unlike(tiny.rows, place) == []
    assert faults(place.data) == []
