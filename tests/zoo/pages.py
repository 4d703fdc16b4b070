"""Pages that an animal shows: news of today, so that its office counts as fresh."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests import test_bad_input
from tests.test_bad_input import PARAGRAPH, listing

__all__ = ["NOW", "PARAGRAPH", "TODAY", "listing", "news"]

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def indonesian(day: datetime) -> str:
    """``Senin, 9 Maret 2026``."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


NOW = datetime.now(ZoneInfo("Asia/Jakarta"))
TODAY = indonesian(NOW)


def news(number: int) -> bytes:
    """An article's page."""
    return test_bad_input.news(number).replace(b"Senin, 9 Maret 2026", TODAY.encode())
