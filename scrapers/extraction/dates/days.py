"""Days of the calendar that may not exist, and moments that are days."""

from __future__ import annotations

from datetime import date, datetime


def day_of(value: date | datetime) -> date:
    """The calendar day of a value."""
    return value.date() if isinstance(value, datetime) else value


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """The year of four digits or two: ``"25"`` -> 2025, ``"98"`` -> 1998."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 80 else 1900)
