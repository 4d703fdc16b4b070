from __future__ import annotations

from collections.abc import Iterator

from scrapers.load import Load


def clock(*seconds: float) -> Iterator[float]:
    yield from seconds


def test_a_load_is_the_share_of_the_time_since_it_was_last_asked() -> None:
    worked, passed = clock(1.0, 1.5, 1.5, 3.5), clock(10.0, 11.0, 13.0, 14.0)
    load = Load(worked.__next__, passed.__next__)
    assert [load.share(), load.share(), load.share()] == [0.5, 0.0, 2.0]


def test_a_clock_that_stands_still_is_no_mistake() -> None:
    load = Load(clock(1.0, 1.0).__next__, clock(7.0, 7.0).__next__)
    assert load.share() == 0.0
