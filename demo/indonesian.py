"""How the practice sites write days, months, numbers and slugs."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import cache

WIB = timezone(timedelta(hours=7), "WIB")  # West Indonesian Time, all of Java

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
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
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def day_month_year(day: date) -> str:
    """``10 Februari 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """``Senin, 10 Februari 2025``."""
    return f"{DAYS[day.weekday()]}, {day_month_year(day)}"


def stamp(moment: datetime) -> str:
    """``Selasa, 20 Mei 2025 16:26 WIB``."""
    return f"{full_date(moment)} {moment:%H:%M} WIB"


def barred_stamp(moment: datetime) -> str:
    """``Kamis, 07 Juli 2022 | 03:50:00 WIB``: two-digit day, seconds, bar."""
    return (
        f"{DAYS[moment.weekday()]}, {moment.day:02d} {MONTHS[moment.month - 1]} {moment.year} | {moment:%H:%M:%S} WIB"
    )


def thousands(number: int) -> str:
    """``1.234``."""
    return f"{number:,}".replace(",", ".")


@cache
def slug(words: str, limit: int = 120) -> str:
    """Lower-case ASCII words joined by hyphens, at most ``limit`` characters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")[:limit].rstrip("-")
