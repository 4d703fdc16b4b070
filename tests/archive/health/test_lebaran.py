from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.health.lebaran import is_open, lebaran, open_day

DAYS = st.dates(date(1996, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("closed", "opened"),  # as the joint decrees of three ministers set them
    [
        (date(2023, 4, 19), date(2023, 4, 26)),
        (date(2024, 4, 8), date(2024, 4, 16)),
        (date(2025, 3, 28), date(2025, 4, 8)),
    ],
)
def test_the_weeks_in_which_offices_were_closed_are_lebaran(closed: date, opened: date) -> None:
    [(first, last)] = lebaran(closed.year)
    assert first <= closed
    assert opened <= last + timedelta(days=1)


def test_a_year_may_have_two_feasts_or_be_beyond_the_tables() -> None:
    assert [(str(first), str(last)) for first, last in lebaran(2000)] == [
        ("2000-01-03", "2000-01-17"),
        ("2000-12-22", "2001-01-05"),
    ]
    assert lebaran(2090) == ()


@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_days_are_counted_in_their_order_and_never_twice(days: list[date]) -> None:
    before, after = days
    assert 0 <= open_day(after) - open_day(before) <= (after - before).days


def test_nothing_is_counted_while_lebaran_lasts() -> None:
    [(first, last)] = lebaran(2026)
    counted = [open_day(first + timedelta(days)) for days in range(-1, (last - first).days + 2)]
    assert [is_open(first + timedelta(days)) for days in range(-1, len(counted) - 1)] == [
        True,
        *[False] * (len(counted) - 2),
        True,
    ]
    assert counted == [counted[0]] * (len(counted) - 1) + [counted[0] + 1]
