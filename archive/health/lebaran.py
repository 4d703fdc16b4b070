"""The days around Idulfitri, in which offices are closed and nobody's silence means anything.

The government adds days of joint leave before and after the two days of the feast, each year others: from 2023 to 2026
offices closed two to three days before it and opened four to eight days after it began. The feast moves through the
year; its day is computed by the Umm al-Qura calendar, from which Indonesia's own differs by a day at most.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian, Hijri

BEFORE = timedelta(days=5)
AFTER = timedelta(days=9)
_SYAWAL = 10
_SINCE = 1995  # no office had a web site before
_COMPUTED = range(_SINCE, 2077)  # years that the calendar's tables reach


@cache
def open_day(day: date) -> int:
    """Number of a day where those of Lebaran aren't counted; the difference of two is the days between them.

    >>> open_day(date(2026, 3, 31)) - open_day(date(2026, 3, 1))
    15
    """
    breaks = (each for year in range(_SINCE, day.year + 1) for each in lebaran(year))
    return day.toordinal() - sum(max(0, (min(day, last) - first).days + 1) for first, last in breaks)


def is_open(day: date) -> bool:
    """Whether a day is none of Lebaran."""
    return open_day(day) > open_day(day - timedelta(days=1))


@cache
def lebaran(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of each Lebaran whose feast lies in a year of our calendar; some years have two."""
    if year not in _COMPUTED:
        return ()
    begins = Gregorian(year, 1, 1).to_hijri().year
    feasts = (date(*Hijri(each, _SYAWAL, 1).to_gregorian().datetuple()) for each in (begins, begins + 1))
    return tuple((feast - BEFORE, feast + AFTER) for feast in feasts if feast.year == year)
