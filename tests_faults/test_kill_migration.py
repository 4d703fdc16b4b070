"""A migration happens whole or not at all, on a full database and on one that is just being made."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from random import Random

import pytest

from tests_faults.fault import Fault
from tests_faults.life import Instant, Place
from tests_faults.world import DATABASES, LANES, Crawled, World, count, in_lanes, unlike


def command(place: Place) -> tuple[str, ...]:
    return ("tests_faults.migration", str(place.data))


def state(place: Place, name: str) -> tuple[int, list[str], list[tuple[object, ...]], object]:
    """Version, tables and indexes, what is broken, and how much the new column holds."""
    with closing(sqlite3.connect(place.data / name)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        schema = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")]
        broken = [*db.execute("PRAGMA foreign_key_check"), *db.execute("PRAGMA integrity_check")]
        table, column = ("snapshots", "length_bytes") if name == "crawl.db" else ("articles", "words")
        has_it = column in {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        return version, schema, broken, db.execute(f"SELECT sum({column}) FROM {table}").fetchone() if has_it else None


def states(place: Place) -> list[object]:
    return [state(place, name) for name, _ in DATABASES]


@pytest.mark.parametrize(("full", "kills"), [(True, 16), (False, 14)], ids=["full", "empty"])
def test_a_killed_migration_is_done_or_not_begun(world: World, undisturbed: Crawled, *, full: bool, kills: int) -> None:
    def fresh(place: Place) -> None:
        shutil.rmtree(place.data)
        if full:
            shutil.copytree(undisturbed.place.data, place.data)

    def lane(number: int) -> int:
        place = world.copy(f"migration-{full}-{number}", undisturbed)
        before = states(place)
        fresh(place)
        changes = count(place, command(place), Fault())
        after = states(place)
        chance, struck = Random(f"migration {full} {number}"), 0
        while struck < kills // LANES:
            fresh(place)
            struck += place.live(command(place), Instant(change=chance.randint(1, changes))).struck
            if full:
                assert all(now in pair for now, *pair in zip(states(place), before, after, strict=True))
                assert unlike(undisturbed.rows, place) == []
            assert place.run(*command(place)).code == 0
            assert states(place) == after
        return struck

    assert in_lanes(lane) == kills
