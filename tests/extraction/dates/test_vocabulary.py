from datetime import timedelta

import pytest

from scrapers.extraction.dates.vocabulary import month_number, weekday_number, zone_offset


@pytest.mark.parametrize(("word", "number"), [("Peb.", 2), ("Nopember", 11), ("AGT", 8), ("Agust", 8), ("March", 3)])
def test_months(word: str, number: int) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(("word", "number"), [("Jum'at", 4), ("Jum’at", 4), ("Ahad", 6), ("Minggu", 6), ("Tue", 1)])
def test_weekdays(word: str, number: int) -> None:
    assert weekday_number(word) == number


def test_other_words_are_neither() -> None:
    with pytest.raises(KeyError):
        month_number("Desa")
    with pytest.raises(KeyError):
        weekday_number("Desa")


@pytest.mark.parametrize(
    ("text", "hours"),
    [("WIB", 7), ("wita", 8), ("WIT", 9), ("+07:00", 7), ("+0700", 7), ("GMT+7", 7), ("-05:30", -5.5), ("Z", 0)],
)
def test_zones(text: str, hours: float) -> None:
    assert zone_offset(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "EST", "+99:00", "tujuh"])
def test_unknown_zones(text: str) -> None:
    assert zone_offset(text) is None
