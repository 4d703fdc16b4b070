"""Years and months as stretches of positions: articles stand in the order of their publication."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise

Bounds = tuple[int, int]  # first and last position; the last before the first where nothing can lie between
_NOTHING: Bounds = (1, 0)
_LAST = (1 << 63) - 1
_FIRST = "SELECT position FROM articles WHERE published >= ? ORDER BY published, position LIMIT 1"


def bounds(db: sqlite3.Connection, names: Sequence[str]) -> list[Bounds]:
    """Where each of ``names`` lies, years or months that follow each other without a gap: ``2025-01``, ``2025-02``.

    An article without a date of its own lies between those that were published around it.
    """
    if not names:
        return []
    edges = [_first(db, name) for name in (*names, following(names[-1]))]
    return [_NOTHING if low is None else (low, _LAST if high is None else high - 1) for low, high in pairwise(edges)]


def following(name: str) -> str:
    """The year after a year, the month after a month.

    >>> following("2025-12")
    '2026-01'
    """
    if len(name) == len("2025"):
        return f"{int(name) + 1:04d}"
    number = int(name[:4]) * 12 + int(name[5:])
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def months_of(year: str) -> list[str]:
    """The twelve months of a year."""
    return [f"{year}-{number:02d}" for number in range(1, 13)]


def _first(db: sqlite3.Connection, since: str) -> int | None:
    row = db.execute(_FIRST, [since]).fetchone()
    return int(row[0]) if row else None
