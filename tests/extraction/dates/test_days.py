from datetime import UTC, date, datetime

import pytest

from scrapers.extraction.dates.days import calendar_day, day_of, full_year


def test_days_that_exist_and_that_do_not() -> None:
    assert calendar_day(2024, 2, 29) == date(2024, 2, 29)
    assert calendar_day(2025, 2, 29) is None
    assert calendar_day(0, 1, 1) is None


def test_the_day_of_a_moment() -> None:
    assert day_of(datetime(2025, 2, 10, 9, 30, tzinfo=UTC)) == date(2025, 2, 10)
    assert day_of(date(2025, 2, 10)) == date(2025, 2, 10)


@pytest.mark.parametrize(("digits", "year"), [("25", 2025), ("79", 2079), ("80", 1980), ("2025", 2025), ("0000", 0)])
def test_full_years(digits: str, year: int) -> None:
    assert full_year(digits) == year
