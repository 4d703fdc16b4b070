"""A crawl that is killed at any instant goes on where it was: the same rows, none lost, none doubled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

from tests_faults.kills import KILLS
from tests_faults.life import Instant, Victim
from tests_faults.world import LANES, Crawled, World, faults, in_lanes, survive, unlike

STARTING_SECONDS = 2.0  # in which a crawl imports, opens its books and reads what was left unread
REQUESTS = 300  # of some 1,550 in all
CHANGES = 15_000  # of some 80,000
VICTIMS: tuple[Victim, ...] = ("all", "all", "parent", "child")


def instants(chance: Random) -> Iterator[Instant]:
    """Instants of all three kinds, without end."""
    while True:
        victim = chance.choice(VICTIMS)
        delay_seconds = chance.choice((0.0, chance.uniform(0, 0.05)))
        yield chance.choice(
            (
                Instant(seconds=chance.uniform(0, STARTING_SECONDS), victim=victim),
                Instant(request=chance.randint(1, REQUESTS), delay_seconds=delay_seconds, victim=victim),
                Instant(change=chance.randint(1, CHANGES), victim=victim),
            )
        )


def test_a_killed_crawl_converges(world: World, undisturbed: Crawled) -> None:
    def lane(number: int) -> int:
        ends = instants(Random(2026 + number))
        left = KILLS["crawl"] // LANES
        while left > 0:
            place = world.place(f"crawl-{number}-{left}")
            left -= survive(place, ("scrapy", "nightly"), islice(ends, left))
            assert unlike(undisturbed.rows, place) == []
            assert faults(place.data) == []
        return KILLS["crawl"] // LANES - left

    assert in_lanes(lane) == KILLS["crawl"]
