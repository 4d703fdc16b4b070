"""A rebuild that is killed leaves the archive as it was or as it will be, and the next one finishes the work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random

import pytest

from tests_faults.fault import Fault
from tests_faults.life import Instant, Place, Victim
from tests_faults.world import LANES, Crawled, World, count, faults, faults_left, in_lanes, unlike

SOME = ("kantor-00", "kantor-01", "kantor-02", "kantor-03")  # one of each family
VICTIMS: tuple[Victim, ...] = ("all", "parent", "child")
OLD = "dari pembaca lama"  # what an older reader said of each article's category


def age(place: Place) -> int:
    """Let the articles of ``SOME`` look as an older reader left them; how many there are."""
    with closing(sqlite3.connect(place.data / "archive.db")) as db, db:
        return db.execute(f"UPDATE articles SET category = ? WHERE office IN {SOME}", (OLD,)).rowcount


def count_old(place: Place) -> int:
    with closing(sqlite3.connect(place.data / "archive.db")) as db:
        return int(db.execute("SELECT count(*) FROM articles WHERE category = ?", (OLD,)).fetchone()[0])


@pytest.mark.parametrize(
    ("command", "kills"),
    [(("reextract", *SOME), 26), (("reextract", "--relearn", *SOME), 8), (("reextract",), 6)],
    ids=["some", "relearnt", "all"],
)
def test_a_killed_rebuild_is_done_or_not_begun(
    world: World, undisturbed: Crawled, command: tuple[str, ...], kills: int
) -> None:
    """Instants are spread over the reading of the kept pages and over the changes that follow."""
    whole = ("scrapy", *command)
    name = "-".join(command)
    counted = world.copy(f"{name}-counted", undisturbed)
    reads, changes = (count(counted, whole, Fault(calls=calls)) for calls in ("read", "write"))

    def lane(number: int) -> int:
        chance = Random(f"{name} {number}")
        place = world.copy(f"{name}-{number}", undisturbed)
        struck = 0
        while struck < kills // LANES:
            articles = age(place)
            victim = chance.choice(VICTIMS)
            at_read = Instant(read=chance.randint(1, reads), victim=victim)
            life = place.live(
                whole, chance.choice((at_read, Instant(change=chance.randint(1, changes), victim=victim)))
            )
            struck += life.struck
            assert faults_left(place) == []
            assert count_old(place) in (0, articles)
        assert place.run(*whole).code == 0
        assert unlike(undisturbed.rows, place) == []
        assert faults(place.data) == []
        return struck

    assert in_lanes(lane) == kills
