"""The year of a date that names none, where the evidence leaves only one."""

from __future__ import annotations

from datetime import date, timedelta

from scrapers.extraction.dates.days import calendar_day
from scrapers.extraction.dates.mentions import DateMention
from scrapers.extraction.dates.vocabulary import weekday_number

_HALF_YEAR = timedelta(days=182)  # nearer than this to a known day only one year can be meant
_RECENT = timedelta(days=60)  # how far back a report without weekday may reach


def complete_year(mention: DateMention, *, around: date) -> date | None:
    """First day of ``mention`` in the year that ``around``, usually the day of publication, makes certain.

    The rule: only the year that brings the day within 182 days of ``around`` is considered. A written weekday must
    be that day's; without one the day must lie in the 60 days up to ``around``, since news reports what has been.
    29 February exists in a leap year only. In every other case the answer is ``None``.
    """
    stretch = complete_stretch(mention, around=around)
    return stretch[0] if stretch else None


def complete_stretch(mention: DateMention, *, around: date) -> tuple[date, date] | None:
    """First and last day of ``mention`` by the rule of ``complete_year``; one day gives itself twice."""
    if mention.year_given or mention.day is None or mention.month is None:
        return None
    first = _nearest(mention.month, mention.day, around)
    if first is None or not _certain(first, mention.weekday, around):
        return None
    if mention.until_day is None or mention.until_month is None:
        return first, first
    last = calendar_day(first.year + (mention.until_month < first.month), mention.until_month, mention.until_day)
    return (first, last) if last and last > first else None


def _nearest(month: int, day: int, around: date) -> date | None:
    years = range(max(date.min.year, around.year - 1), min(date.max.year, around.year + 1) + 1)
    days = (calendar_day(year, month, day) for year in years)
    return next((found for found in days if found and abs(found - around) <= _HALF_YEAR), None)


def _certain(day: date, weekday: str | None, around: date) -> bool:
    if weekday is not None:
        return day.weekday() == weekday_number(weekday)
    return timedelta(0) <= around - day <= _RECENT
