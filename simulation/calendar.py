"""The simulated time: night 0 is the first contact, each night is crawled at two in the morning."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from demo.indonesian import WIB

FIRST = date(2027, 6, 1)  # so that a year's end and a 29 February lie in the year
HOUR = time(2, tzinfo=WIB)
HOLIDAYS = (date(2028, 2, 22), date(2028, 3, 3))  # the eleven days of Lebaran: nobody publishes


def crawled_at(night: int) -> datetime:
    """When the night's crawl begins."""
    return datetime.combine(FIRST + timedelta(night), HOUR)


def day_before(night: int) -> date:
    """The day whose news ``night`` meets first."""
    return FIRST + timedelta(night - 1)


def works(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and not HOLIDAYS[0] <= day <= HOLIDAYS[1]
