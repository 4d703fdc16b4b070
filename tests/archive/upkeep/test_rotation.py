from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.upkeep.rotation import DAYS, MONTHS, WEEKS, kept

NIGHT = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
MOMENTS = st.integers(-3000, 3000).map(lambda hours: NIGHT + timedelta(hours=hours))


def test_a_year_of_nights_leaves_days_weeks_and_months() -> None:
    stay = sorted(kept([NIGHT - timedelta(days=night) for night in range(400)], days=3, weeks=3, months=4))
    assert [f"{moment:%Y-%m-%d}" for moment in stay] == [
        "2025-12-31",  # months
        "2026-01-31",
        "2026-02-15",  # Sundays close the weeks
        "2026-02-22",
        "2026-02-27",  # days
        "2026-02-28",
        "2026-03-01",
    ]


def test_of_several_copies_of_a_day_the_newest_stays() -> None:
    assert kept([NIGHT, NIGHT - timedelta(hours=1), NIGHT + timedelta(hours=2)]) == {NIGHT + timedelta(hours=2)}


def test_nothing_goes_while_no_copies_are_made() -> None:
    rare = {NIGHT - timedelta(days=100 * number) for number in range(10)}
    assert kept(rare) == rare


def test_nothing_to_keep() -> None:
    assert kept([]) == set()


def test_even_of_no_days_the_newest_stays() -> None:
    assert kept([NIGHT, NIGHT - timedelta(days=1)], days=0, weeks=0, months=0) == {NIGHT}


@given(st.sets(MOMENTS))
def test_the_newest_stays_and_no_more_than_promised(moments: set[datetime]) -> None:
    stay = kept(moments)
    assert stay <= moments
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert max(moments, default=None) == max(stay, default=None)
    assert kept(stay) == stay


@given(st.lists(MOMENTS, unique=True, max_size=60))
def test_thinning_out_every_night_keeps_what_thinning_out_once_does(moments: list[datetime]) -> None:
    stay: set[datetime] = set()
    for moment in sorted(moments):
        stay = kept({*stay, moment})
    assert stay == kept(moments)
