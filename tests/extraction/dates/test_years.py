from datetime import date

import pytest

from scrapers.extraction.dates.mentions import find_dates
from scrapers.extraction.dates.years import complete_stretch, complete_year


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("Selasa (16/7)", date(2024, 7, 17), date(2024, 7, 16)),
        ("Selasa (16/7)", date(2024, 3, 1), date(2024, 7, 16)),  # announced, and the weekday agrees
        ("Senin (16/7)", date(2024, 7, 17), None),  # it was a Tuesday
        ("Selasa (31/12)", date(2025, 1, 2), date(2024, 12, 31)),
        ("pada 16 Juli", date(2024, 7, 17), date(2024, 7, 16)),
        ("pada 16 Juli", date(2024, 7, 16), date(2024, 7, 16)),
        ("pada 16 Juli", date(2024, 7, 15), None),  # to come, and nothing confirms it
        ("pada 16 Juli", date(2024, 9, 15), None),  # 61 days back
        ("pada 29 Februari", date(2024, 3, 1), date(2024, 2, 29)),
        ("pada 29 Februari", date(2025, 3, 1), None),
        ("pada 16 Juli 2020", date(2024, 7, 17), None),  # nothing to complete
        ("31 Februari", date(2024, 3, 1), None),
        ("pada 1 Januari", date.min, date.min),
        ("pada 1 Januari", date.max, None),
    ],
)
def test_a_year_is_completed_only_where_it_is_certain(text: str, around: date, expected: date | None) -> None:
    (mention,) = find_dates(text)
    assert complete_year(mention, around=around) == expected


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("21 - 23 Maret lalu", date(2024, 3, 25), (date(2024, 3, 21), date(2024, 3, 23))),
        ("30 Desember – 2 Januari", date(2025, 1, 3), (date(2024, 12, 30), date(2025, 1, 2))),
        ("28 Februari – 2 Maret", date(2025, 3, 3), (date(2025, 2, 28), date(2025, 3, 2))),
        ("10–31 Februari", date(2025, 3, 3), None),
    ],
)
def test_both_ends_get_their_year(text: str, around: date, expected: tuple[date, date] | None) -> None:
    (mention,) = find_dates(text)
    assert complete_stretch(mention, around=around) == expected


def test_a_spoken_day_has_no_year_to_complete() -> None:
    (mention,) = find_dates("kemarin")
    assert complete_year(mention, around=date(2024, 7, 17)) is None
