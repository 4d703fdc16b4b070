"""What an office published, month by month: a row for each year."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site.spans import bounds, months_of

SHADES = (1, 3, 6, 12)  # articles a month from which a cell is darker
_COUNT = "SELECT count(*) FROM articles WHERE office = ? AND position BETWEEN ? AND ?"
_UNDATED = "SELECT position FROM articles WHERE office = ? AND published IS NULL"
_END = "SELECT published FROM articles WHERE office = ? AND published IS NOT NULL ORDER BY position {} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Month:
    """One month, ``"2025-03"``; ``shade`` from 0 (nothing) to 4."""

    name: str
    count: int

    @property
    def shade(self) -> int:
        """How dark its cell is."""
        return sum(self.count >= least for least in SHADES)


@dataclass(frozen=True, slots=True)
class Year:
    """One year, ``"2025"``, with its twelve months."""

    name: str
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """Articles of the whole year."""
        return sum(month.count for month in self.months)


def calendar(db: sqlite3.Connection, office: str) -> tuple[Year, ...]:
    """Years from the first with a dated article to the last, the latest first.

    Only indexes are read: months are stretches of positions, less the articles without a date that stand in them.
    """
    first, last = (_end(db, office, direction) for direction in ("ASC", "DESC"))
    if first is None or last is None:
        return ()
    years = [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]
    names = [month for year in years for month in months_of(year)]
    undated = [row[0] for row in db.execute(_UNDATED, [office])]
    months = []
    for name, (low, high) in zip(names, bounds(db, names), strict=True):
        count = db.execute(_COUNT, [office, low, high]).fetchone()[0]
        months.append(Month(name, count - sum(low <= position <= high for position in undated)))
    return tuple(Year(year, tuple(months[12 * at : 12 * at + 12])) for at, year in enumerate(years))[::-1]


def _end(db: sqlite3.Connection, office: str, direction: str) -> str | None:
    row = db.execute(_END.format(direction), [office]).fetchone()
    return str(row[0]) if row else None
