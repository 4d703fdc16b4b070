"""Whoever reads the exports finds the old ones or the new ones, whole, whenever an export was killed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

from archive.export.release import differences
from tests_faults.fault import Fault
from tests_faults.kills import KILLS
from tests_faults.life import Instant, Place, Victim
from tests_faults.practice import ARTICLES, COUNT
from tests_faults.world import LANES, Crawled, World, count, in_lanes

RELEASES = 10  # of the killed exports
EXPORTS = KILLS["export"] - RELEASES
STARTING_SECONDS = 0.6
VICTIMS: tuple[Victim, ...] = ("all", "parent", "child")

ALL, FEW = COUNT * ARTICLES, 4 * ARTICLES  # articles


def instant(chance: Random, changes: int) -> Instant:
    """Every fourth one in the beginning, the others spread over what is changed on the disk."""
    victim = chance.choice(VICTIMS)
    if chance.random() < 0.25:
        return Instant(seconds=chance.uniform(0, STARTING_SECONDS), victim=victim)
    return Instant(change=chance.randint(1, changes), victim=victim)


def articles(folder: Path) -> int:
    """How many an export holds; it is whole."""
    assert differences(folder) == []
    return len(json.loads((folder / "articles.json").read_bytes()))


def leftovers(place: Place) -> list[str]:
    return sorted(path.name for path in place.data.glob(".exports*"))


def test_a_killed_export_is_the_old_one_or_the_new_one(world: World, undisturbed: Crawled, small: Crawled) -> None:
    def lane(number: int) -> int:
        chance = Random(f"export {number}")
        place = world.copy(f"export-{number}", undisturbed)
        changes = count(place, ("archive", "export"), Fault())
        shutil.copy(small.place.data / "archive.db", place.data / "few.db")
        shutil.copy(place.data / "archive.db", place.data / "all.db")
        before, struck = ALL, 0
        while struck < EXPORTS // LANES:
            source, after = chance.choice((("all.db", ALL), ("few.db", FEW)))
            shutil.copy(place.data / source, place.data / "archive.db")
            life = place.live(("archive", "export"), instant(chance, changes))
            struck += life.struck
            assert "Traceback" not in life.said
            found = articles(place.data / "exports")
            assert found in (before, after)
            before = found
        assert place.run("archive", "export").code == 0
        assert articles(place.data / "exports") == after
        assert leftovers(place) == []
        return struck

    assert in_lanes(lane) == EXPORTS


def test_a_killed_release_is_there_for_good_or_not_at_all(world: World, small: Crawled) -> None:
    def lane(number: int) -> int:
        chance = Random(f"release {number}")
        place = world.copy(f"release-{number}", small)
        release = ("archive", "release")
        changes = count(place, release, Fault())
        (month,) = (path.name for path in (place.data / "exports").iterdir())
        made, struck = place.data / "exports" / month, 0
        while struck < RELEASES // LANES:
            shutil.rmtree(place.data / "exports")
            struck += place.live(release, instant(chance, changes)).struck
            if not made.exists():
                assert place.run(*release).code == 0
            assert articles(made) == FEW
        return struck

    assert in_lanes(lane) == RELEASES
